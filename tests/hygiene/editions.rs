//! What differs between editions is decided by the edition of the user's crate.

use std::fmt::Display;
use std::future::Future;

use manual_async::manual_async;
use support::{later, run, said};

/// Writes the functions twice: natively, and as machines.
macro_rules! both {
    ($($function:item)*) => {
        mod native {
            use super::*;
            $($function)*
        }
        mod manual {
            use super::*;
            $(#[manual_async] $function)*
        }
    };
}

both! {
    #[allow(unsafe_op_in_unsafe_fn)]
    pub async unsafe fn unsafe_body(pointer: *const u8) -> u8 {
        later(()).await;
        *pointer
    }

    pub async fn iterates_over_a_boxed_slice(list: Box<[String]>) -> usize {
        let mut total = 0;
        for text in <Box<[String]> as IntoIterator>::into_iter(list) {
            total += text.len();
            later(()).await;
        }
        total
    }
}

struct Borrows<'s>(&'s str);

impl<'s> Borrows<'s> {
    // Captures what nobody names: the lifetime of the impl, that of `self`, that of an argument, and a type.
    #[manual_async]
    async fn show<T: Display>(&self, other: &str, value: T) -> String {
        later(()).await;
        format!("{}{other}{value}", self.0)
    }
}

trait Show {
    fn show_with(&self, other: &str) -> impl Future<Output = String>;
}

impl Show for Borrows<'_> {
    #[manual_async]
    async fn show_with(&self, other: &str) -> String {
        later(()).await;
        self.show(other, 1).await
    }
}

fn compare<T: PartialEq + std::fmt::Debug>(native: impl Future<Output = T>, manual: impl Future<Output = T>) {
    let native = (run(native), said());
    assert_eq!((run(manual), said()), native);
}

fn main() {
    let number = 7;
    // SAFETY: the pointer is that of a local which outlives both futures.
    compare(unsafe { native::unsafe_body(&number) }, unsafe { manual::unsafe_body(&number) });
    let list = || -> Box<[String]> { Box::new([String::from("a"), String::from("bc")]) };
    compare(native::iterates_over_a_boxed_slice(list()), manual::iterates_over_a_boxed_slice(list()));
    let text = String::from("a");
    assert_eq!(run(Borrows(&text).show_with("b")), "ab1");
}
