//! Items that macros of the package declare in the body: they stand before and behind an await.
use crate::harness::*;

macro_rules! one_of {
    ($name:ident) => {
        fn $name(x: u64) -> u64 {
            x + 1
        }
    };
}

macro_rules! kinds_of {
    ($name:ident: $($kind:ident)*) => {
        #[derive(Clone, Copy)]
        enum $name { $($kind),* }

        impl $name {
            fn count(self) -> u64 {
                [$(stringify!($kind)),*].len() as u64 + self as u64
            }
        }
    };
}

macro_rules! loud_type {
    ($name:ident) => {
        struct $name(u64);

        impl Drop for $name {
            fn drop(&mut self) {
                event(format_args!("drop {} {}", stringify!($name), self.0));
            }
        }
    };
}

macro_rules! kept_in {
    ($name:ident) => {
        static $name: u64 = 5;
    };
}

macro_rules! local_and_item {
    ($local:ident, $function:ident, $value:expr) => {
        fn $function(value: u64) -> u64 {
            value * 3
        }
        let value = $value;
        let $local = noisy("local", value + 1);
    };
}

functions! {
    pub async fn a_function(n: u64) -> u64 {
        one_of!(local);
        let x = number(n).await;
        local(x)
    }

    pub async fn a_type_with_methods(n: u64) -> u64 {
        kinds_of!(Kind: Small Large);
        let kind = if n > 2 { Kind::Large } else { Kind::Small };
        let kept = noisy("kept", n);
        pause(n % 2).await;
        match kind {
            Kind::Small => number(kept.get()).await,
            Kind::Large => kind.count() + number(2).await,
        }
    }

    pub async fn a_type_that_is_dropped(n: u64) -> u64 {
        loud_type!(Loud);
        let first = Loud(n);
        let second = Loud(number(first.0).await + 1);
        pause(second.0 % 2).await;
        first.0 + second.0
    }

    pub async fn a_static(n: u64) -> u64 {
        kept_in!(KEPT);
        let before = KEPT + n;
        before + number(n).await + KEPT
    }

    pub async fn constants_and_imports(n: u64) -> u64 {
        macro_rules! constant { ($name:ident = $value:expr) => { const $name: u64 = $value; use std::collections::BTreeMap as Map; } }
        constant!(LIMIT = 9);
        let x = number(n).await;
        let map: Map<u64, u64> = [(x, LIMIT)].into();
        number(map.len() as u64).await + LIMIT
    }

    pub async fn an_item_beside_a_local(n: u64) -> u64 {
        local_and_item!(x, times, n);
        let y = number(x.get()).await;
        times(y)
    }
}

cases! {
    a_function [0, 1, 3] |n| a_function(n);
    a_type_with_methods [0, 1, 3] |n| a_type_with_methods(n);
    a_type_that_is_dropped [0, 1, 3] |n| a_type_that_is_dropped(n);
    a_static [0, 1, 3] |n| a_static(n);
    constants_and_imports [0, 1, 3] |n| constants_and_imports(n);
    an_item_beside_a_local [0, 1, 3] |n| an_item_beside_a_local(n);
}
