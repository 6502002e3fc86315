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

            pub async fn kept_in_several_states(n: u64) -> u64 {
                let task = noisy("task", n);
                $(pause($none).await;)*
                let touched = task.touch().await;
                let other = noisy("other", n);
                touched + other.touch().await
            }

            pub async fn kept_in_the_first_of_several_states(n: u64) -> u64 {
                let task = noisy("task", n);
                if n == 1 {
                    task.touch().await
                } else {
                    $(pause($none).await;)*
                    n
                }
            }
        }
    };
}

many!(0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0);

cases! {
    kept_in_several_states [1] |n| kept_in_several_states(n);
    kept_in_the_first_of_several_states [1, 2] |n| kept_in_the_first_of_several_states(n);
    more_than_a_byte_can_number [1] |n| more_than_a_byte_can_number(n);
}
