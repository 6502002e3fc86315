//! What crates have written that are tried later: methods that are called otherwise than everybody knows them, and macros.
// Behind `cfg` in `cfg_attr` the definitions are as good as those of another package: nobody looks at them.
use crate::harness::*;
use std::{fmt::Debug, str::FromStr};

/// Its methods take it, and are called like what asks rustc about them.
pub struct Setting(Noisy);

impl Setting {
    fn value(self) -> u64 {
        self.0.get()
    }

    fn content(self) -> u64 {
        self.0.get() + 1
    }

    fn unless(self) -> u64 {
        self.0.get() + 2
    }

    fn answer(self) -> u64 {
        self.0.get() + 3
    }
}

/// Its methods only look at it.
pub struct Shown(Noisy);

impl Shown {
    fn value(&self) -> u64 {
        self.0.get()
    }

    fn answer(&mut self) -> u64 {
        self.0.add(1).get()
    }
}

/// It is copied.
#[derive(Clone, Copy)]
pub struct Level(u64);

impl Level {
    fn value(self) -> u64 {
        self.0
    }
}

/// Its methods are called like those that everybody knows, with more arguments or less.
pub struct Later(Noisy);

impl Later {
    async fn get(self) -> u64 {
        self.0.touch().await
    }

    fn push(self) -> u64 {
        self.0.get()
    }

    async fn next(self, more: u64) -> u64 {
        number(self.0.get() + more).await
    }

    async fn clone(&self, more: u64) -> u64 {
        number(self.0.get() + more).await
    }
}

pub struct Listener(u64);

impl Listener {
    fn update(&mut self, name: &'static str) -> Later {
        self.0 += 1;
        Later(noisy(name, self.0))
    }
}

/// Its methods are called like those of what stands for their arguments.
pub struct Client(Noisy);

impl Client {
    async fn get(self, n: u64, more: &str) -> u64 {
        number(self.0.get() + n + more.len() as u64).await
    }

    fn function(&self, of: impl Fn(u64) -> u64) -> u64 {
        of(self.0.get())
    }

    fn is(self, n: u64) -> u64 {
        self.0.get() + n
    }
}

/// It is made of a number or of a text.
#[derive(Clone, Copy, Default)]
pub struct Count(u64);

impl From<u64> for Count {
    fn from(n: u64) -> Self {
        Count(n)
    }
}

impl FromStr for Count {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        check(text.len() as u64).map(Count)
    }
}

pub struct Info<'a>(Noisy, Vec<&'a u64>);

impl<'a> Info<'a> {
    fn update(&mut self, count: Count) {
        self.0.add(count.0);
    }

    fn change(&mut self, count: &mut Count) {
        count.0 += self.0.get();
    }

    fn point_to(&mut self, n: &'a u64) {
        self.1.push(n);
    }

    fn get(&self) -> u64 {
        self.0.get() + self.1.iter().copied().sum::<u64>()
    }
}

/// What has a number.
#[derive(Clone, Copy)]
pub enum Status {
    Good = 200,
}

impl Status {
    fn reason(&self) -> &'static str {
        "good"
    }
}

/// A text, and values with names.
#[cfg_attr(test, cfg(test))]
macro_rules! info {
    ($text:expr, { $($key:ident: $value:expr),* $(,)? }) => {{
        let listed = [$((stringify!($key), &$value as &dyn Debug)),*];
        event(format_args!("{}: {listed:?}", $text));
    }};
}

/// As in the crate of that name.
#[cfg_attr(test, cfg(test))]
macro_rules! assert_matches {
    ($value:expr, $pattern:pat => $arm:expr) => {
        match $value {
            $pattern => $arm,
            ref other => panic!("assertion failed: `{:?}` does not match `{}`", other, stringify!($pattern)),
        }
    };
    ($value:expr, $pattern:pat if $condition:expr => $arm:expr) => {
        match $value {
            $pattern if $condition => $arm,
            ref other => {
                panic!("assertion failed: `{:?}` does not match `{}`", other, stringify!($pattern if $condition))
            }
        }
    };
    ($value:expr, $pattern:pat => $arm:expr, $($message:tt)+) => {
        match $value {
            $pattern => $arm,
            ref other => panic!(
                "assertion failed: `{:?}` does not match `{}`: {}",
                other, stringify!($pattern), format_args!($($message)+)
            ),
        }
    };
}

functions! {
    pub async fn called_like_what_asks(n: u64) -> u64 {
        let (a, b, c, d) = (
            Setting(noisy("a", n)), Setting(noisy("b", n)), Setting(noisy("c", n)), Setting(noisy("d", n))
        );
        let (e, mut f) = (Shown(noisy("e", n)), Shown(noisy("f", n)));
        pause(1).await;
        let (a, b) = (a.value(), b.content());
        pause(1).await;
        let list = [c.unless(), d.answer(), e.value(), f.answer()];
        number(a + b + list.iter().sum::<u64>()).await
    }

    pub async fn copied_and_called_like_what_asks(n: u64) -> u64 {
        let level = Level(n);
        let list = [number(n).await, level.value()];
        number(list[0] + list[1]).await
    }

    pub async fn of_what_a_method_gives(listener: &mut Listener) -> u64 {
        let a = listener.update("a").get().await;
        let b = listener.update("b").next(a).await + listener.update("c").clone(b'c'.into()).await;
        a + b + listener.update("d").push() + number(1).await
    }

    pub async fn without_what_everybody_gives_them(n: u64) -> u64 {
        let (a, b) = (Later(noisy("a", n)), Later(noisy("b", n)));
        let (c, d) = (Later(noisy("c", n)), Later(noisy("d", n)));
        pause(1).await;
        let e = noisy("e", n);
        a.get().await + b.push() + c.next(1).await + d.clone(2).await + e.get()
    }

    pub async fn called_like_what_stands_for_arguments(n: u64) -> u64 {
        let (a, b, c) = (Client(noisy("a", n)), Client(noisy("b", n)), Client(noisy("c", n)));
        pause(1).await;
        let got = a.get(n.to_string().parse().unwrap(), "more").await;
        let d = noisy("d", got);
        number(b.function(|x| x + 1) + c.is(n)).await + d.get()
    }

    pub async fn types_are_told_later(n: u64, list: &[u64]) -> Result<u64, String> {
        let mut info = Info(noisy("info", n), Vec::new());
        let early = n.into();
        pause(1).await;
        info.point_to(&list[0]);
        let count = n.into();
        info.update(count);
        let parsed = n.to_string().parse()?;
        info.update(parsed);
        let default = Default::default();
        info.update(default);
        info.update(early);
        let unique = &mut Count(n);
        info.change(unique);
        info.change(unique);
        pause(1).await;
        info.update(count);
        info.update(early);
        Ok(info.get() + [count, parsed, default, early, *unique].iter().map(|Count(n)| n).sum::<u64>())
    }

    pub async fn listed_behind_a_text(n: u64) -> u64 {
        let (path, code, a) = (n.to_string(), n as u8, noisy("a", n));
        pause(1).await;
        let status = Status::Good;
        info!("sent", {
            path: path,
            code: code,
            a: a,
            status: format!("{} {}", status as u16, status.reason()),
        });
        pause(1).await;
        info!("sent again", { status: status as u64 + a.get() });
        number(a.get()).await
    }

    pub async fn does_something_with_what_matches(n: u64) -> u64 {
        let a = noisy("a", n);
        assert_matches!(lookup_noisy("b", n).await, Some(found) => { drop(a); number(found.get()).await; });
        let c = assert_matches!(
            lookup_noisy("c", n).await, Some(Noisy { value: 0..2, .. }) => 3 + number(n).await, "none {}", call("d", n)
        );
        let mut list = vec![noisy("h", n)].into_iter();
        assert_matches!(list.next(), Some(h) => { drop(h); });
        let e = noisy("e", n);
        assert_matches!(lookup_noisy("f", n).await.as_ref(), Some(f) if f.is_even() => { event(format_args!("{f}")); });
        assert_matches!(lookup_noisy("g", n).await, Some(g) if number(g.value).await == 0 => number(c).await) + e.get()
    }
}

cases! {
    called_like_what_asks [1] |n| called_like_what_asks(n);
    copied_and_called_like_what_asks [1] |n| copied_and_called_like_what_asks(n);
    of_what_a_method_gives [1] |n| of_what_a_method_gives(&mut Listener(n));
    without_what_everybody_gives_them [1] |n| without_what_everybody_gives_them(n);
    called_like_what_stands_for_arguments [1] |n| called_like_what_stands_for_arguments(n);
    types_are_told_later [1, 10] |n| types_are_told_later(n, &[n, 2]);
    listed_behind_a_text [1] |n| listed_behind_a_text(n);
    does_something_with_what_matches [0, 1, 2, 3] |n| does_something_with_what_matches(n);
}
