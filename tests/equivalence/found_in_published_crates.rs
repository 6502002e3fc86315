//! What published crates have written that were tried after those in the other files.
// Behind `cfg` in `cfg_attr` the definitions are as good as those of another package: nobody looks at them.
use crate::harness::*;

/// A channel for one value, which is used up when that has come.
pub struct Once(Noisy);

impl Once {
    async fn recv(self) -> Result<Noisy, u64> {
        pause(1).await;
        if self.0.value == 1 { Err(self.0.get()) } else { Ok(self.0) }
    }
}

pub struct Document(Vec<(String, u64)>);

/// What can be put into a document.
pub trait Entry {
    fn into_entry(self) -> u64;
}

impl Entry for u64 {
    fn into_entry(self) -> u64 {
        self
    }
}

impl Entry for Noisy {
    fn into_entry(self) -> u64 {
        self.get()
    }
}

impl Entry for Document {
    fn into_entry(self) -> u64 {
        self.0.into_iter().map(|(_, entry)| entry).sum()
    }
}

/// It takes its values, whose types have to be right.
#[cfg_attr(test, cfg(test))]
macro_rules! document {
    ($($inside:tt)*) => {{
        let mut entries = Vec::new();
        entries!(entries, $($inside)*);
        Document(entries)
    }};
}

#[cfg_attr(test, cfg(test))]
macro_rules! entries {
    ($to:ident $(,)?) => {};
    ($to:ident, $key:literal : { $($inside:tt)* } $(, $($rest:tt)*)?) => {
        $to.push(($key.to_string(), document!($($inside)*).into_entry()));
        entries!($to, $($($rest)*)?);
    };
    ($to:ident, $key:literal : [ $($value:expr),* ] $(, $($rest:tt)*)?) => {
        $($to.push(($key.to_string(), $value.into_entry()));)*
        entries!($to, $($($rest)*)?);
    };
    ($to:ident, $key:literal : $value:expr $(, $($rest:tt)*)?) => {
        $to.push(($key.to_string(), Entry::into_entry($value)));
        entries!($to, $($($rest)*)?);
    };
}

/// What a struct is called with, and then other values for some of its fields.
#[cfg_attr(test, cfg(test))]
macro_rules! assigned {
    ($made:expr, { $($field:ident: $value:expr),* $(,)? }) => {{
        let mut made = $made;
        $(made.$field = $value;)*
        made
    }};
}

pub struct Context {
    name: Noisy,
    count: u64,
    more: Option<u64>,
}

impl Context {
    fn new(name: Noisy, count: u64) -> Self {
        Context { name, count, more: None }
    }
}

/// What it names is seen by those only who know it.
macro_rules! each_of {
    (in [$($of:ident),*] add $value:expr) => {
        $($of.add($value);)*
    };
}

fn with(value: &Noisy, taken: Noisy) -> u64 {
    value.value + taken.get()
}

fn told(what: impl FnOnce() -> u64) -> u64 {
    what()
}

functions! {
    #[tracing::instrument(skip_all)]
    pub async fn hidden_from_a_block(mut a: Noisy, b: &mut Noisy, n: u64) -> u64 {
        each_of!(in [a, b] add number(n).await);
        pause(1).await;
        each_of!(in [b] add 1);
        a.get() + b.get()
    }

    pub async fn hides_from_a_block(n: u64) -> u64 {
        let mut b = noisy("b", n);
        hidden_from_a_block(noisy("a", n), &mut b, n).await + b.get()
    }

    pub async fn bound_by_ref_in_closures_that_take(n: u64) -> Result<u64, u64> {
        let (taken, more) = (noisy("taken", n), noisy("more", n));
        let got = Once(noisy("receiver", n)).recv().await;
        let sum = match got {
            Ok(ref got) => told(|| with(got, taken) + got.value),
            Err(ref code) => told(|| with(&more, taken) + *code),
        };
        pause(1).await;
        match got {
            Ok(value) => Ok(sum + value.get() + more.get()),
            Err(code) => Err(sum + code),
        }
    }

    pub async fn fields_in_braces(n: u64) -> u64 {
        let (count, more) = (n + 1, number(n).await);
        let name = noisy("name", count);
        pause(1).await;
        let context = assigned!(Context::new(name, count), { more: Some(more), count: count + 1 });
        context.name.get() + context.count + context.more.unwrap_or_default()
    }

    pub async fn received_once(n: u64) -> Result<u64, String> {
        let kept = noisy("kept", n);
        let receiver = Once(noisy("receiver", n));
        pause(1).await;
        let got = receiver.recv().await.map_err(|code| format!("{code}"))?;
        Ok(got.get() + kept.get())
    }

    pub async fn entries_with_keys(n: u64) -> u64 {
        let (id, cursor) = (noisy("id", n), n + 1);
        pause(1).await;
        let number = number(cursor).await;
        let document = document! { "id": id, "cursors": [cursor], "all": { "twice": cursor * 2, "more": number } };
        document.into_entry()
    }

    pub async fn entries_that_wait(n: u64) -> u64 {
        let id = noisy("id", n);
        let document = document! { "first": number(n).await, "id": id.get(), "inside": { "second": number(n + 1).await } };
        pause(1).await;
        document.into_entry()
    }
}

cases! {
    hides_from_a_block [0, 1] |n| hides_from_a_block(n);
    bound_by_ref_in_closures_that_take [0, 1] |n| bound_by_ref_in_closures_that_take(n);
    fields_in_braces [0, 1] |n| fields_in_braces(n);
    received_once [0, 1] |n| received_once(n);
    entries_with_keys [0, 1] |n| entries_with_keys(n);
    entries_that_wait [0, 1] |n| entries_that_wait(n);
}
