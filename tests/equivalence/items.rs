//! Items inside the body, functions that call themselves, attributes on statements.
use crate::harness::*;
use std::{fmt::Debug, future::Future, pin::Pin};

/// Gives what it declares a number, as macros do that write implementations.
macro_rules! numbered {
    ($(#[$meta:meta])* $vis:vis struct $name:ident<$param:ident> { $($field:ident: $ty:ty),* $(,)? }) => {
        $(#[$meta])* $vis struct $name<$param> { $($field: $ty),* }
        impl<$param> $name<$param> {
            fn number() -> u64 {
                call("number", 7)
            }
        }
    };
}

macro_rules! as_written {
    ($($item:item)*) => { $($item)* };
}

functions! {
    /// The macro begins with the function, which so is seen to be an item.
    pub async fn async_functions_by_macros(n: u64) -> u64 {
        as_written! {
            async fn inside(n: u64) -> u64 {
                let _local = noisy("local", n);
                number(noisy("temporary", n).get()).await
            }
        }
        let _outer = noisy("outer", n);
        inside(n).await + inside(1).await
    }

    pub async fn items_by_macros(n: u64) -> u64 {
        numbered! {
            /// Kept while it waits.
            struct Kept<T> {
                value: T,
                count: u64,
            }
        }
        thread_local! {
            static TURNS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
        }
        impl<T: Debug> Debug for Kept<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.value.fmt(f)
            }
        }
        let kept = Kept { value: noisy("kept", n), count: n };
        pause(1).await;
        event(format_args!("{kept:?} {}", TURNS.with(|turns| turns.get())));
        let other = Kept { value: n, count: 1 };
        number(other.count).await + kept.count + Kept::<u8>::number() + other.value
    }

    pub async fn nested_function(n: u64) -> u64 {
        fn double(x: u64) -> u64 {
            call("double", x * 2)
        }
        async fn slowly(x: u64) -> u64 {
            pause(x).await;
            double(x) + LATER
        }
        const LATER: u64 = 5;
        let a = slowly(n).await;
        double(a)
    }

    /// Natively the temporary of its tail lives longer before edition 2024.
    pub async fn nested_function_of_an_edition(n: u64) -> u64 {
        async fn tail(n: u64) -> u64 {
            let _local = noisy("local", n);
            number(noisy("temporary", n).get()).await
        }
        let _outer = noisy("outer", n);
        tail(n).await + tail(noisy("argument", n).get()).await
    }

    pub async fn nested_struct_and_impl(n: u64) -> u64 {
        #[derive(Debug, Clone, PartialEq)]
        struct Local {
            kept: u64,
        }

        impl Local {
            fn more(&mut self) -> &mut Self {
                self.kept += 1;
                self
            }
        }

        impl Drop for Local {
            fn drop(&mut self) {
                event(format_args!("drop local {}", self.kept));
            }
        }

        let mut local = Local { kept: n };
        pause(1).await;
        local.more();
        let copy = local.clone();
        pause(1).await;
        local.more();
        call(&format!("{local:?}"), copy.kept)
    }

    pub async fn nested_enum_and_trait(n: u64) -> &'static str {
        enum Step {
            First,
            Then(Noisy),
            Last,
        }

        trait Named {
            fn name(&self) -> &'static str;
        }

        impl Named for Step {
            fn name(&self) -> &'static str {
                match self {
                    Step::First => "first",
                    Step::Then(_) => "then",
                    Step::Last => "last",
                }
            }
        }

        let mut step = Step::First;
        loop {
            pause(1).await;
            step = match step {
                Step::First if n == 0 => break,
                Step::First => Step::Then(fetch("carried", n).await),
                Step::Then(ref carried) if carried.value > 1 => Step::Last,
                Step::Then(_) | Step::Last => break,
            };
        }
        step.name()
    }

    pub async fn nested_use_and_type(n: u64) -> u64 {
        use std::collections::BTreeMap as Map;
        type Seen = Map<u64, Noisy>;
        let mut seen = Seen::new();
        for i in 0..n {
            seen.insert(number(i).await, noisy("seen", i));
        }
        pause(1).await;
        seen.remove(&0);
        pause(1).await;
        seen.len() as u64
    }

    pub async fn nested_static_counter(n: u64) -> usize {
        static NAMES: [&str; 3] = ["a", "b", "c"];
        let mut at = 0;
        while at < n as usize {
            call(NAMES[at % NAMES.len()], at as u64);
            pause(1).await;
            at += 1;
        }
        at
    }

    pub async fn nested_macro_rules(n: u64) -> u64 {
        macro_rules! twice {
            ($value:expr) => {
                $value + $value
            };
        }
        let a = number(n).await;
        let b = twice!(call("twice", a));
        pause(1).await;
        b
    }

    pub async fn items_in_inner_blocks(n: u64) -> u64 {
        let a = noisy("a", n);
        let got = if n == 0 {
            const ADD: u64 = 1;
            fn add(x: u64) -> u64 {
                x + ADD
            }
            add(a.touch().await)
        } else {
            const ADD: u64 = 2;
            a.value + ADD + number(ADD).await
        };
        pause(1).await;
        got
    }

    pub async fn recursive(n: u64) -> u64 {
        let _here = noisy("here", n);
        if n == 0 {
            return number(1).await;
        }
        let below = Box::pin(recursive(n - 1)).await;
        below * n
    }

    pub async fn recursive_with_borrows(left: &mut Vec<Noisy>, depth: u64) -> Result<u64, String> {
        let Some(top) = left.pop() else { return Ok(depth) };
        check(top.value)?;
        pause(1).await;
        let below = Box::pin(recursive_with_borrows(left, depth + 1)).await?;
        Ok(below + top.get())
    }

    pub async fn mutually_recursive(n: u64) -> bool {
        fn boxed(n: u64) -> Pin<Box<dyn Future<Output = bool>>> {
            Box::pin(mutually_recursive(n))
        }
        pause(1).await;
        if n == 0 { true } else { !boxed(n - 1).await }
    }

    pub async fn generic_items(n: u64) -> String {
        fn show<T: Debug>(value: &T) -> String {
            format!("<{value:?}>")
        }
        struct Wrapped<T>(T);
        let wrapped = Wrapped(fetch("wrapped", n).await);
        pause(1).await;
        show(&wrapped.0) + &show(&number(n).await)
    }

    #[allow(clippy::let_and_return)]
    pub async fn attributes_inside(n: u64) -> u64 {
        #[allow(unused_mut)]
        let mut a = noisy("a", n);
        #[cfg(any())]
        compile_error!("never");
        #[cfg(all())]
        pause(1).await;
        #[rustfmt::skip]
        let b = number( n ).await;
        #[allow(clippy::match_single_binding)]
        match b {
            #[cfg(any())]
            0 => unreachable!(),
            #[allow(unused)]
            got => got + a.value,
        }
    }

    pub async fn trait_with_a_method_called_like_a_local(n: u64) -> u64 {
        let says = noisy("says", n);
        let sum = {
            trait Says {
                fn says(&self) -> u64;
            }
            impl Says for Noisy {
                fn says(&self) -> u64 {
                    self.get() + 1
                }
            }
            number(says.says()).await
        };
        sum + says.get()
    }

    pub async fn trait_in_an_operand(n: u64, mut a: Noisy) -> u64 {
        call("x", {
            trait Says {
                async fn says(&mut self, k: u64) -> u64;
            }
            impl Says for Noisy {
                async fn says(&mut self, k: u64) -> u64 {
                    pause(1).await;
                    self.add(k).get()
                }
            }
            a.says(n).await
        })
    }

    pub async fn trait_and_struct_in_a_branch(n: u64, mut a: Noisy) -> u64 {
        if n > 0 {
            trait Says {
                fn says(&mut self, k: u64) -> u64;
            }
            struct Mute(u64);
            impl Says for Noisy {
                fn says(&mut self, k: u64) -> u64 {
                    self.add(k).get()
                }
            }
            impl Says for Mute {
                fn says(&mut self, k: u64) -> u64 {
                    self.0 + k
                }
            }
            number(1).await;
            return a.says(n) + Mute(1).says(n);
        }
        1
    }

    pub async fn in_code_that_stands_twice(n: u64) -> u64 {
        let mut t = numbers();
        t[({
            struct Index(u64);
            number(1).await;
            Index(n).0
        } % 3) as usize] += number(2).await;
        t[1]
    }
}

cases! {
    trait_with_a_method_called_like_a_local [1] |n| trait_with_a_method_called_like_a_local(n);
    trait_in_an_operand [0, 1] |n| trait_in_an_operand(n, noisy("a", n));
    trait_and_struct_in_a_branch [0, 1] |n| trait_and_struct_in_a_branch(n, noisy("a", n));
    in_code_that_stands_twice [0, 1, 2] |n| in_code_that_stands_twice(n);
    items_by_macros [0, 1] |n| items_by_macros(n);
    async_functions_by_macros [0, 1] |n| async_functions_by_macros(n);
    nested_function [0, 1] |n| nested_function(n);
    nested_function_of_an_edition [0, 1] |n| nested_function_of_an_edition(n);
    nested_struct_and_impl [0, 1] |n| nested_struct_and_impl(n);
    nested_enum_and_trait [0, 1, 2] |n| nested_enum_and_trait(n);
    nested_use_and_type [0, 2] |n| nested_use_and_type(n);
    nested_static_counter [0, 4] |n| nested_static_counter(n);
    nested_macro_rules [0, 1] |n| nested_macro_rules(n);
    items_in_inner_blocks [0, 1] |n| items_in_inner_blocks(n);
    recursive [0, 1, 3] |n| recursive(n);
    recursive_with_borrows [0, 2, 5] |n| recursive_with_borrows(&mut (0..n).map(|i| noisy("item", i)).collect(), 0);
    mutually_recursive [0, 1, 2] |n| mutually_recursive(n);
    generic_items [0, 1] |n| generic_items(n);
    attributes_inside [0, 1] |n| attributes_inside(n);
}
