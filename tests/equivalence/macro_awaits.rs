//! Awaits inside the macros of the standard library, and inside macros that are not known.
// Behind `cfg` in `cfg_attr` the definitions are as good as those of another package: nobody looks at them.
use crate::harness::*;
use std::fmt::{self, Write};

/// Takes what it is given by value, as the assertions of test crates do.
#[cfg_attr(test, cfg(test))]
macro_rules! unwrapped {
    ($value:expr) => {
        match $value {
            Ok(value) => value,
            Err(error) => {
                event(format_args!("error {error:?}"));
                panic!("no value");
            }
        }
    };
}

/// Looks at what it is given, and evaluates the message only if it must.
#[cfg_attr(test, cfg(test))]
macro_rules! ensure {
    ($condition:expr, $($message:tt)+) => {
        if !$condition {
            panic!($($message)+);
        }
    };
}

/// As in the crate of that name.
#[cfg_attr(test, cfg(test))]
macro_rules! assert_matches {
    ($value:expr, $pattern:pat, $($message:tt)+) => {
        match $value {
            $pattern => {}
            ref other => panic!("{other:?}: {}", format_args!($($message)+)),
        }
    };
}

/// Several arguments, by reference.
#[cfg_attr(test, cfg(test))]
macro_rules! added {
    ($($value:expr),*) => { [$(*std::borrow::Borrow::<u64>::borrow(&$value)),*].iter().sum::<u64>() };
}

/// Writes nowhere, and says when it ends.
pub struct Sink(&'static str);

impl Write for Sink {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        step();
        event(format_args!("{} writes {text}", self.0));
        Ok(())
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        event(format_args!("drop {}", self.0));
    }
}

fn sink(name: &'static str) -> Sink {
    step();
    Sink(name)
}

functions! {
    pub async fn formatted(n: u64) -> String {
        let a = noisy("a", n);
        let text = format!("{} {a} {}", number(n).await, fetch("b", n).await);
        say!("{text}");
        pause(1).await;
        format!("{0} {text} {0:?} {named}", fetch("c", n).await, named = fetch("d", n).await)
    }

    pub async fn formatted_from_temporaries(n: u64) -> usize {
        let length = format!("{} {}", read_from(&noisy("a", n), 1).await, noisy("b", n).get()).len();
        call("after the first", n);
        let a = noisy("c", n);
        length + now(format!("{}{}", read_from(&noisy("d", n), 1).await, call("e", n))).await.len()
            + format!("{} {}", call("f", n), a.touch().await).len()
    }

    pub async fn printed(n: u64) -> u64 {
        let a = noisy("a", n);
        eprint!("{}", now("").await);
        print!("{}{}", now("").await, now("").await);
        let unit = eprint!("{}", text("").await);
        pause(1).await;
        a.get()
    }

    pub async fn written(n: u64) -> Result<String, fmt::Error> {
        let mut out = String::new();
        let a = noisy("a", n);
        write!(out, "{} {a}", number(n).await)?;
        writeln!(&mut out, "{}", fetch("b", n).await)?;
        write!(sink("sink"), "{} {}", noisy("c", n), fetch("d", n).await)?;
        pause(1).await;
        write!(out, "{}", text("last").await).map(|()| out)
    }

    pub async fn written_with_a_question(n: u64) -> Result<String, String> {
        let mut out = String::new();
        let _a = noisy("a", n);
        write!(out, "{} {}", attempt(n).await?, attempt_noisy("b", n + 1).await.map_err(|error| error.why)?)
            .map_err(|error| error.to_string())?;
        Ok(out)
    }

    pub async fn asserted(n: u64) -> u64 {
        let a = noisy("a", n);
        assert!(flag(true).await);
        assert!(number(n).await == a.value, "{} is not {n}", a.get());
        assert!(read_from(&noisy("b", n), 1).await == n, "never");
        assert!(fetch("c", n).await.get() == n);
        debug_assert!(flag(n < 10).await, "{n} is too big");
        pause(1).await;
        a.get()
    }

    pub async fn asserted_equal(n: u64) -> u64 {
        let a = noisy("a", n);
        assert_eq!(number(n).await, a.value);
        assert_eq!(fetch("b", n).await.value, fetch("c", n).await.get(), "{a}");
        assert_eq!(noisy("d", n).get(), read_from(&noisy("e", n), 1).await);
        assert_ne!(a.touch().await, n + 1, "{} {}", call("f", n), call("g", n));
        debug_assert_eq!(number(n).await, n);
        debug_assert_ne!(pair(n, 1).await, pair(n, 2).await);
        let list = [n, n + 1];
        assert_eq!(list[call("h", n) as usize - n as usize], number(n).await);
        pause(1).await;
        a.get()
    }

    pub async fn assertion_that_fails(n: u64) -> u64 {
        let _a = noisy("a", n);
        if n == 0 {
            assert!(flag(false).await);
        } else if n == 1 {
            assert!(flag(false).await, "{} {}", call("m", n), fetch("b", n).await);
        } else if n == 2 {
            assert_eq!(number(n).await, 7, "{} {}", call("m", n), fetch("b", n).await);
        } else if n == 3 {
            assert!(number(n).await == 7, "{}", read_from(&noisy("c", n), 1).await);
        } else if n == 4 {
            assert_ne!(number(n).await, number(n).await);
        } else {
            debug_assert!(number(n).await == 7, "{}", text("message").await);
        }
        n
    }

    pub async fn messages_that_wait(n: u64) -> u64 {
        let a = noisy("a", n);
        assert!(a.is_even() || n == 1, "{}", a.touch().await);
        assert_eq!(a.get(), number(n).await, "{} {}", a.touch().await, fetch("b", n).await);
        assert_ne!(noisy("c", n).get(), n + 1, "{}", text("message").await);
        debug_assert!(n < 5, "{}", text("message").await);
        a.get()
    }

    pub async fn panics_with_awaits(n: u64) -> u64 {
        let _a = noisy("a", n);
        match n {
            0 => panic!("{} {}", number(n).await, read_from(&noisy("b", n), 1).await),
            1 => unreachable!("{}", fetch("c", n).await),
            2 => todo!("{}", text("later").await),
            3 => unimplemented!("{}", text("never").await),
            _ => number(n).await,
        }
    }

    pub async fn listed(n: u64) -> usize {
        let a = noisy("a", n);
        let list = vec![fetch("b", n).await, a, noisy("c", n), fetch("d", n).await];
        pause(1).await;
        let copies = vec![number(n).await; call("count", 2) as usize];
        let more = vec![call("value", n); number(2).await as usize];
        let numbers = vec![call("first", n), number(n).await, call("last", n)];
        list.len() + copies.len() + more.len() + numbers.len()
    }

    pub async fn listed_with_a_question(n: u64) -> Result<u64, String> {
        let list = vec![noisy("a", n), Noisy { name: "b", value: attempt(n).await? }, noisy("c", attempt(n + 1).await?)];
        pause(1).await;
        Ok(list.iter().map(|noisy| noisy.get()).sum())
    }

    pub async fn matched(n: u64) -> bool {
        let a = noisy("a", n);
        let found = matches!(lookup_noisy("b", n).await, Some(Noisy { value: 0 | 1, .. }));
        pause(1).await;
        if matches!(attempt(n).await, Ok(x) if x > 1 && a.is_even()) {
            call("large", n);
        }
        assert_matches!(lookup_noisy("e", n).await, Some(Noisy { value: 0..2, .. }), "{a} is {}", call("f", n));
        found || !matches!(read_from(&noisy("c", n), 1).await, 0) && matches!(fetch("d", n).await.get(), 1..)
    }

    pub async fn shown_by_dbg(n: u64) -> u64 {
        let a = noisy("a", n);
        let b = dbg!(fetch("b", n).await);
        let (c, d) = dbg!(number(n).await, b.touch().await);
        pause(1).await;
        c + d + dbg!(a).get()
    }

    pub async fn nested(n: u64) -> String {
        let a = noisy("a", n);
        assert_eq!(format!("{}", number(n).await), text(&format!("{}", now(vec![n, number(n).await]).await[0])).await);
        format!("{}", format_args!("{} {}", a.touch().await, format!("{}", number(n).await)))
    }

    pub async fn branches_in_arguments(n: u64) -> String {
        let a = noisy("a", n);
        format!(
            "{} {} {}",
            if n == 0 { number(n).await } else { a.touch().await },
            match lookup(n).await {
                Some(0) => return "zero".to_owned(),
                Some(n) => n + number(n).await,
                None => call("none", n),
            },
            n > 1 && flag(true).await
        )
    }

    pub async fn jumps_in_arguments(n: u64) -> u64 {
        let mut sum = 0;
        for i in 0..4 {
            let a = noisy("a", i);
            let list = vec![a, noisy("b", match lookup(n + i).await {
                Some(2) => continue,
                Some(found) => found,
                None => break,
            })];
            say!("{} {}", list.len(), if i == 5 { break } else { i });
            sum += list[1].touch().await + vec![if i > 2 { break } else { i }].len() as u64;
        }
        sum
    }

    pub async fn in_operands(n: u64) -> usize {
        let a = noisy("a", n);
        let mut list = vec![format!("{}", number(n).await)];
        list.push(format!("{} {}", a.touch().await, read_from(&noisy("b", n), 1).await));
        call("c", n) as usize + format!("{}", fetch("d", n).await).len() + number(n).await as usize + list.len()
    }

    pub async fn macros_that_are_not_known(n: u64) -> u64 {
        let a = noisy("a", n);
        let b = unwrapped!(attempt_noisy("b", n).await);
        pause(1).await;
        let c = unwrapped!(attempt(n).await);
        b.get() + c + added!(call("d", n), number(n).await, n, a.touch().await, call("e", n))
    }

    pub async fn ensured(n: u64) -> Result<u64, String> {
        let a = noisy("a", n);
        ensure!(flag(n != 1).await, "{} is {}", a, call("one", n));
        ensure!(n != 2, "{} is {}", a.touch().await, fetch("two", n).await);
        ensure!(read_from(&noisy("b", n), 1).await != 3, "{}", text("three").await);
        Ok(a.get())
    }

    pub async fn objects(n: u64) -> String {
        let a = noisy("a", n);
        let name = "name";
        let object = serde_json::json!({
            "number": number(n).await,
            name: [a.touch().await, call("b", n), null, { "inner": fetch("c", n).await.get() }],
            "n": call("d", n),
            "plain": [1, 2, a.value],
        });
        pause(1).await;
        serde_json::json!([text("text").await, object]).to_string() + &serde_json::json!(number(n).await).to_string()
    }

    pub async fn captured_inside(n: u64) -> String {
        let (a, width) = (noisy("a", n), 6);
        let text = format!("{a} {n:>width$} {}", number(n).await);
        pause(1).await;
        format!("{text}{a:?}{}{text:.*}", call("c", n), number(2).await as usize)
    }
}

cases! {
    formatted [0, 1, 2] |n| formatted(n);
    formatted_from_temporaries [0, 1] |n| formatted_from_temporaries(n);
    printed [0] |n| printed(n);
    written [0, 1] |n| written(n);
    written_with_a_question [0, 2, 3] |n| written_with_a_question(n);
    asserted [0, 1] |n| asserted(n);
    asserted_equal [0, 1] |n| asserted_equal(n);
    assertion_that_fails [0, 1, 2, 3, 4, 5] |n| assertion_that_fails(n);
    messages_that_wait [0, 1, 2, 3, 6] |n| messages_that_wait(n);
    panics_with_awaits [0, 1, 2, 3, 4] |n| panics_with_awaits(n);
    listed [0, 1, 2] |n| listed(n);
    listed_with_a_question [0, 2, 3] |n| listed_with_a_question(n);
    matched [0, 1, 2, 3] |n| matched(n);
    shown_by_dbg [1] |n| shown_by_dbg(n);
    nested [0, 1, 2] |n| nested(n);
    branches_in_arguments [0, 1, 2, 3] |n| branches_in_arguments(n);
    jumps_in_arguments [0, 1, 2] |n| jumps_in_arguments(n);
    in_operands [0, 1, 2] |n| in_operands(n);
    macros_that_are_not_known [0, 1, 3] |n| macros_that_are_not_known(n);
    ensured [0, 1, 2, 3] |n| ensured(n);
    objects [0, 1, 2] |n| objects(n);
    captured_inside [0, 1] |n| captured_inside(n);
}
