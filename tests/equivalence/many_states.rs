//! More states than a byte can number: the tag of the state itself has two.
use crate::harness::*;

macro_rules! many {
    ($($none:literal)*) => {
        functions! {
            pub async fn more_than_a_byte_can_number(n: u64) -> u64 {
                let a = noisy("a", n);
                $(pause($none).await; pause($none).await; pause($none).await; pause($none).await; pause($none).await;)*
                pause(n).await;
                a.get()
            }
        }
    };
}

many!(0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0);

cases! {
    more_than_a_byte_can_number [1] |n| more_than_a_byte_can_number(n);
}
