//! Items of inner blocks in which something is awaited.
use crate::harness::*;

macro_rules! counted_inside {
    ($e:expr) => {{
        static COUNT: u64 = 5;
        number($e).await + COUNT
    }};
}

mod methods {
    pub trait Outer {
        fn value_of(&self) -> u64;
    }

    impl Outer for u64 {
        fn value_of(&self) -> u64 {
            100 + self
        }
    }

    pub trait Inner: Sized {
        fn value_of(self) -> u64;
    }

    impl Inner for u64 {
        fn value_of(self) -> u64 {
            7
        }
    }
}

use methods::Outer as _;

functions! {
    pub async fn imports_of_a_block(n: u64) -> u64 {
        let before = n.value_of();
        let inside = { use super::methods::Inner as _; number(n.value_of()).await };
        before * 1000 + inside + n.value_of()
    }

    pub async fn imports_of_a_branch(n: u64) -> u64 {
        let before = n.value_of();
        if n > 1 {
            use super::methods::Inner as _;
            pause(n.value_of() % 2).await;
            return before + n.value_of();
        }
        before + number(n.value_of()).await
    }

    pub async fn a_type_and_its_length(n: u64) -> u64 {
        if n > 0 {
            const LENGTH: usize = 4;
            struct Buffer([u64; LENGTH]);
            let buffer = Buffer([n; LENGTH]);
            pause(1).await;
            return buffer.0.len() as u64 + buffer.0[0];
        }
        number(n).await
    }

    pub async fn a_function_of_a_method(n: u64) -> u64 {
        let first = {
            fn double(x: u64) -> u64 { x * 2 }
            struct Wrapped(u64);
            impl Wrapped {
                fn doubled(&self) -> u64 { double(self.0) }
            }
            let wrapped = Wrapped(n);
            pause(1).await;
            wrapped.doubled()
        };
        number(first).await
    }

    pub async fn a_static_of_a_constant(n: u64) -> u64 {
        let mut sum = 0;
        for i in 0..n {
            const START: u64 = 3;
            const OTHER: u64 = START + 1;
            static KEPT: u64 = OTHER;
            sum += number(i + KEPT).await + START;
        }
        sum
    }

    pub async fn in_a_block_around(n: u64) -> u64 {
        let sum = {
            use std::cell::Cell;
            type Number = u64;
            fn one() -> Number { 1 }
            let first = number(one()).await;
            let second = {
                struct Inner { id: Number, cell: Cell<Number> }
                impl Inner {
                    fn get(&self) -> Number { self.id + one() + self.cell.get() }
                }
                let inner = Inner { id: n, cell: Cell::new(2) };
                pause(1).await;
                inner.get()
            };
            first + second
        };
        number(sum).await
    }

    pub async fn a_static_of_a_macro(n: u64) -> u64 {
        let sum = counted_inside!(n);
        number(sum).await
    }

    pub async fn constants_of_one_name(n: u64) -> u64 {
        const STEP: u64 = 1;
        let first = { const STEP: u64 = 10; number(n + STEP).await + STEP };
        let second = { fn step() -> u64 { 3 } number(n + step()).await + step() };
        let third = { fn step() -> u64 { 4 } number(n + step()).await + STEP };
        first + second + third + STEP
    }
}

cases! {
    imports_of_a_block [0, 2] |n| imports_of_a_block(n);
    imports_of_a_branch [0, 2] |n| imports_of_a_branch(n);
    a_type_and_its_length [0, 2] |n| a_type_and_its_length(n);
    a_function_of_a_method [0, 2] |n| a_function_of_a_method(n);
    a_static_of_a_constant [0, 2] |n| a_static_of_a_constant(n);
    in_a_block_around [0, 2] |n| in_a_block_around(n);
    a_static_of_a_macro [0, 2] |n| a_static_of_a_macro(n);
    constants_of_one_name [0, 2] |n| constants_of_one_name(n);
}
