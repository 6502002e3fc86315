//! A crate with the strictest lints that people use.
#![forbid(unsafe_code, non_ascii_idents)]
#![deny(warnings, missing_docs, unreachable_pub, unused_qualifications, clippy::all, clippy::pedantic)]
#![deny(clippy::dbg_macro, clippy::unwrap_used, clippy::undocumented_unsafe_blocks, clippy::mem_forget)]

use std::collections::HashMap;
use std::io;

use manual_async::manual_async;
use support::{later, run};

struct Store {
    entries: HashMap<String, Vec<u8>>,
    reads: usize,
}

impl Store {
    #[manual_async]
    async fn read(&mut self, name: &str) -> Option<&[u8]> {
        self.reads = later(self.reads).await + 1;
        let found = self.entries.get(name)?;
        later(()).await;
        Some(found.as_slice())
    }

    #[manual_async(name = "WriteStore")]
    async fn write(&mut self, name: String, bytes: Vec<u8>) -> io::Result<usize> {
        if bytes.is_empty() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let length = later(bytes.len()).await;
        let _guard = later(String::from("kept for its drop")).await;
        match self.entries.insert(name, bytes) {
            Some(old) if old.len() > length => Ok(later(old.len()).await),
            Some(_) | None => Ok(length),
        }
    }

    #[manual_async]
    async fn longest(&self) -> Option<usize> {
        let mut longest = None;
        for bytes in self.entries.values() {
            let length = later(bytes.len()).await;
            if longest.is_none_or(|longest| longest < length) {
                longest = Some(length);
            }
        }
        longest
    }
}

#[manual_async]
async fn count_to(limit: u8) -> u8 {
    let mut count = 0;
    while count < limit {
        count += 1;
        if later(count).await == 200 {
            break;
        }
    }
    let twice = |number: u8| number.saturating_mul(2);
    let Some(half) = later(count.checked_div(2)).await else { unreachable!("2 is not 0") };
    twice(half)
}

#[manual_async]
async fn first_of(late: bool, text: &str) -> usize {
    let mut list = Vec::new();
    if late {
        later(()).await;
        list.push(text.to_owned());
    } else {
        list.extend([String::new()]);
        list.retain(|item| item.len() < 2);
    }
    let owned = list.pop();
    let first = if let Some(ref first) = owned {
        later(()).await;
        first
    } else {
        text
    };
    first.len()
}

macro_rules! many_steps {
    ($($step:literal)*) => {
        #[manual_async]
        async fn many_steps(name: String) -> usize {
            $(later($step).await;)*
            name.len()
        }
    };
}

many_steps!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29);

fn main() {
    assert_eq!(run(first_of(true, "four")), 4);
    assert_eq!(run(first_of(false, "four")), 0);
    let mut store = Store { entries: HashMap::new(), reads: 0 };
    assert!(run(store.write(String::from("a"), Vec::new())).is_err());
    assert!(run(store.write(String::from("a"), vec![1, 2, 3])).is_ok());
    assert_eq!(run(store.read("a")), Some([1, 2, 3].as_slice()));
    assert_eq!(run(store.read("b")), None);
    assert_eq!(store.reads, 2);
    assert_eq!(run(store.longest()), Some(3));
    assert_eq!(run(count_to(10)), 10);
    assert_eq!(run(many_steps(String::from("many"))), 4);
}
