//! Looking into machines brings no warnings, and no error that was not there.
#![deny(warnings)]
#![forbid(unsafe_code)]

use manual_async::{inspect::trace, machine, manual_async, yield_now};

const MOST: usize = 1000;

trait Service {
    async fn call(&self) -> u32;
}

struct One;

impl Service for One {
    #[manual_async(inspect, max_size = MOST)]
    async fn call(&self) -> u32 {
        yield_now().await;
        1
    }
}

/// A public type, so that what its methods return is seen by others.
pub struct Two;

#[manual_async(inspect, max_size = 1000)]
impl Two {
    /// Two.
    pub async fn call<T: Clone>(&self, _value: &T) -> u32 {
        One.call().await + 1
    }
}

fn main() {
    println!("{}", trace(&Two.call(&1)));
    println!("{}", trace(&machine!(inspect, max_size = 100, async { One.call().await })));
}
