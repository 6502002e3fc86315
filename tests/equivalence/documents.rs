//! `doc!` of the crate `bson`: keys and values, which it takes one after the other, in a form of its own.
// Behind `cfg` in `cfg_attr` the definitions are as good as those of another package: nobody looks at them.
use crate::harness::*;

#[derive(Debug)]
#[allow(dead_code, reason = "dropped")]
pub enum Value {
    Null,
    Number(u64),
    Text(Noisy),
    List(Vec<Value>),
    Document(Document),
}

#[derive(Default, Debug)]
pub struct Document(Vec<(String, Value)>);

impl Document {
    pub fn insert(&mut self, key: impl Into<String>, value: impl Into<Value>) {
        self.0.push((key.into(), value.into()));
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Value::Number(number)
    }
}

impl From<Noisy> for Value {
    fn from(text: Noisy) -> Self {
        Value::Text(text)
    }
}

impl From<&Noisy> for Value {
    fn from(text: &Noisy) -> Self {
        Value::Number(text.get())
    }
}

impl From<Document> for Value {
    fn from(document: Document) -> Self {
        Value::Document(document)
    }
}

#[cfg_attr(test, cfg(test))]
macro_rules! bson {
    (null) => {
        Value::Null
    };
    ([$($value:expr),* $(,)?]) => {
        Value::List(vec![$(bson!($value)),*])
    };
    ({$($all:tt)*}) => {
        Value::Document(doc!($($all)*))
    };
    ($value:expr) => {
        Value::from($value)
    };
}

#[cfg_attr(test, cfg(test))]
macro_rules! doc {
    (@$document:ident) => {};
    (@$document:ident $key:tt : {$($all:tt)*} $(, $($rest:tt)*)?) => {
        $document.insert($key, bson!({$($all)*}));
        doc!(@$document $($($rest)*)?);
    };
    (@$document:ident $key:tt : [$($all:tt)*] $(, $($rest:tt)*)?) => {
        $document.insert($key, bson!([$($all)*]));
        doc!(@$document $($($rest)*)?);
    };
    (@$document:ident $key:tt : null $(, $($rest:tt)*)?) => {
        $document.insert($key, Value::Null);
        doc!(@$document $($($rest)*)?);
    };
    (@$document:ident $key:tt : $value:expr $(, $($rest:tt)*)?) => {
        $document.insert($key, Value::from($value));
        doc!(@$document $($($rest)*)?);
    };
    ($($all:tt)*) => {{
        let mut document = Document::default();
        doc!(@document $($all)*);
        document
    }};
}

/// Of another crate: it looks at what it is given.
#[cfg_attr(test, cfg(test))]
macro_rules! rawdoc {
    ($($value:expr),*) => { 0 $(+ $value.get())* };
}

pub struct Person {
    pub name: Noisy,
    pub number: u64,
    pub tags: Vec<Noisy>,
}

pub fn person(n: u64) -> Person {
    Person { name: noisy("name", n), number: n, tags: (0..n).map(|n| noisy("tag", n)).collect() }
}

pub async fn send(document: Document) -> usize {
    pause(1).await;
    event(format_args!("{document:?}"));
    document.0.len()
}

functions! {
    pub async fn taken(name: Noisy, n: u64) -> usize {
        let found = send(doc! { "name": &name, "n": n }).await;
        found + send(doc! { "name": name, "$set": { "n": n, "more": null } }).await
    }

    pub async fn fields(person: Person) -> usize {
        let all = send(doc! { "name": &person.name, "all": person.number as u64 }).await;
        let tags = person.tags.len() as u64;
        let inner = send(doc! { "name": person.name, "$set": { "tags": tags } }).await;
        all + inner + person.tags.len()
    }

    pub async fn in_branches(person: Person, n: u64) -> usize {
        let other = fetch("other", n).await;
        let document = doc! { "name": if n > 1 { person.name } else { other }, "n": (person.number) };
        pause(1).await;
        send(document).await
    }

    pub async fn awaited(a: Noisy, n: u64) -> usize {
        let document = doc! { "n": n, "b": [(fetch("b", n).await), 1], "in": { "c": call("c", n) }, "a": a };
        let value = bson!(fetch("e", n).await);
        pause(1).await;
        drop(value);
        send(document).await
    }

    pub async fn of_another_crate(a: Noisy, n: u64) -> u64 {
        pause(n).await;
        rawdoc!(fetch("b", n).await, a)
    }
}

cases! {
    taken [1] |n| taken(noisy("name", n), n);
    fields [0, 2] |n| fields(person(n));
    in_branches [1, 2] |n| in_branches(person(n), n);
    awaited [1] |n| awaited(noisy("a", n), n);
    of_another_crate [1] |n| of_another_crate(noisy("a", n), n);
}
