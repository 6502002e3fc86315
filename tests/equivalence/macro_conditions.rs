//! Macros of the package that depend on conditions: which definition is meant, and what is left of what it makes. rustc is asked.
#![allow(unexpected_cfgs)]
use crate::harness::*;

#[cfg(not(test))]
macro_rules! add_later {
    ($to:ident, $value:expr) => {
        $to.add($value).get()
    };
}

#[cfg(all(test, not(feature = "none_of_this_name")))]
macro_rules! add_later {
    ($to:ident, $value:expr) => {{
        pause(1).await;
        $to.add($value).get()
    }};
}

#[cfg(any(feature = "none_of_this_name", not(test)))]
mod plain {
    macro_rules! checked {
        ($value:expr) => {
            $value
        };
    }
    pub(crate) use checked;
}

#[cfg(test)]
pub(crate) mod checking {
    macro_rules! checked {
        ($value:expr) => {
            match $value {
                0 => return 77,
                value => value,
            }
        };
    }
    pub(crate) use checked;
}

#[cfg(test)]
use checking::checked;
#[cfg(not(test))]
use plain::checked;

pub enum Read {
    Value {
        value: Noisy,
        #[cfg(test)]
        place: Noisy,
    },
    Broken {
        #[cfg(not(test))]
        nowhere: Noisy,
        #[cfg(test)]
        place: Noisy,
    },
}

async fn read(n: u64) -> Read {
    pause(1).await;
    let place = noisy("place", n);
    if n == 0 { Read::Broken { place } } else { Read::Value { value: noisy("value", n), place } }
}

/// It may evaluate its argument twice.
macro_rules! read_again {
    (function = $function:expr, repair = $repair:expr) => {
        match $function {
            Read::Broken {
                #[cfg(not(test))]
                nowhere,
                #[cfg(test)]
                place,
                ..
            } => {
                #[cfg(test)]
                let repaired = place.get() + 1;
                #[cfg(not(test))]
                let repaired = nowhere.get();
                $repair.add(repaired);
                $function
            }
            value => value,
        }
    };
}

/// Only one of its blocks is there.
macro_rules! measured {
    ($name:literal, $future:expr) => {{
        #[cfg(not(test))]
        {
            $future.await
        }
        #[cfg(all(test, feature = "none_of_this_name"))]
        {
            let span = $name;
            $future.await + span.len() as u64
        }
        #[cfg(all(test, not(feature = "none_of_this_name")))]
        {
            let span = noisy($name, 3);
            let result = $future.await;
            result + span.get()
        }
    }};
}

functions! {
    pub async fn a_definition_of_several(n: u64) -> u64 {
        let mut sum = noisy("sum", n);
        let first = add_later!(sum, number(1).await);
        if first > 1 { add_later!(sum, first) } else { sum.get() }
    }

    pub async fn in_a_module_that_is_there(n: u64) -> u64 {
        let kept = noisy("kept", n);
        let value = checked!(number(n).await);
        pause(1).await;
        kept.get() + value
    }

    pub async fn conditions_in_patterns_and_statements(n: u64) -> u64 {
        let mut repairs = noisy("repairs", 0);
        match read_again!(function = read(n + repairs.get()).await, repair = repairs) {
            Read::Value { value, place } => {
                pause(1).await;
                value.get() + place.get()
            }
            Read::Broken { place } => place.get(),
        }
    }

    pub async fn blocks_of_which_one_is_there(n: u64) -> u64 {
        let owned = noisy("owned", n);
        measured!("span", async {
            pause(1).await;
            owned.get()
        }) + measured!("another", number(n))
    }

    pub async fn conditions_of_the_functions_own_as_well(n: u64) -> u64 {
        let mut sum = noisy("sum", n);
        #[cfg(feature = "none_of_this_name")]
        add_later!(sum, 100);
        #[cfg(test)]
        let more = add_later!(sum, number(n).await);
        more + sum.get()
    }

    #[tracing::instrument(skip_all)]
    pub async fn in_a_block_of_instrument(n: u64) -> u64 {
        let mut sum = noisy("sum", checked!(number(n).await));
        add_later!(sum, 1) + measured!("span", async {
            pause(1).await;
            sum.get()
        })
    }
}

cases! {
    in_a_block_of_instrument [0, 1] |n| in_a_block_of_instrument(n);
    a_definition_of_several [0, 1] |n| a_definition_of_several(n);
    in_a_module_that_is_there [0, 1] |n| in_a_module_that_is_there(n);
    conditions_in_patterns_and_statements [0, 1] |n| conditions_in_patterns_and_statements(n);
    blocks_of_which_one_is_there [0, 1] |n| blocks_of_which_one_is_there(n);
    conditions_of_the_functions_own_as_well [0, 1] |n| conditions_of_the_functions_own_as_well(n);
}
