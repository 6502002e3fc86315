//! Attributes of others that rewrite functions, above ours and below it.
use crate::harness::*;

/// Functions with a second attribute: natively with that alone, and with ours below it or above it.
macro_rules! beside {
    ($($(#[$other:meta])* { $($function:tt)* })*) => {
        mod ours_below {
            use crate::harness::*;
            pub mod native {
                use super::*;
                $($(#[$other])* $($function)*)*
            }
            pub mod manual {
                use super::*;
                $($(#[$other])* #[manual_async::manual_async] $($function)*)*
            }
            all_cases!();
        }
        mod ours_above {
            use crate::harness::*;
            pub mod native {
                use super::*;
                $($(#[$other])* $($function)*)*
            }
            pub mod manual {
                use super::*;
                $(#[manual_async::manual_async] $(#[$other])* $($function)*)*
            }
            all_cases!();
        }
    };
}

macro_rules! all_cases {
    () => {
        cases! {
            traced [0, 1, 2] |n| traced(noisy("a", n), n);
            recursive [0, 2] |n| recursive(&noisy("a", n), n);
        }
    };
}

beside! {
    #[tracing::instrument(skip(a), fields(other = 1))] {
        pub async fn traced(a: Noisy, n: u64) -> Result<u64, Failure> {
            let b = noisy("b", n);
            let more = fetch("more", n).await;
            if n == 2 {
                return Err(Failure { why: String::from("two"), witness: b });
            }
            pause(n).await;
            Ok(a.get() + b.get() + more.get())
        }
    }

    #[async_recursion::async_recursion] {
        pub async fn recursive(a: &Noisy, n: u64) -> u64 {
            let b = noisy("b", n);
            if n == 0 {
                return number(a.get()).await;
            }
            let rest = recursive(&b, n - 1).await;
            pause(1).await;
            rest + a.get() + b.get()
        }
    }
}

pub static CASES: [&[Case]; 2] = [ours_below::CASES, ours_above::CASES];
