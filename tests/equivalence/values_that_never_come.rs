//! Initialisers and arguments that await something and then never give a value.
#![allow(unreachable_code, unused_assignments, unused_variables)]

use crate::harness::*;

functions! {
    pub async fn never_made(n: u64) -> u64 {
        let kept = noisy("kept", n);
        let found: u64 = { kept.touch().await; if n < 2 { return kept.get() } panic!("no value") };
        found
    }

    pub async fn returned_in_an_argument(n: u64) -> u64 {
        call("never", { pause(1).await; return 3 })
    }

    pub async fn continued(n: u64) -> u64 {
        let mut sum = 0;
        for i in 0..2 {
            let kept = noisy("kept", i);
            let never: u64 = { pause(n).await; sum += kept.get(); continue };
            call("never", never);
        }
        sum
    }

    pub async fn by_every_arm(n: u64) -> u64 {
        let kept = noisy("kept", n);
        let never = match n { 1 => { pause(1).await; return 3 } _ => return kept.get() };
        never
    }

    pub async fn assigned(n: u64) -> u64 {
        let mut sum = n;
        sum = { pause(n).await; return sum };
        sum
    }
}

cases! {
    never_made [0, 1, 2] |n| never_made(n);
    returned_in_an_argument [0, 1] |n| returned_in_an_argument(n);
    continued [0, 1] |n| continued(n);
    by_every_arm [0, 1] |n| by_every_arm(n);
    assigned [0, 1] |n| assigned(n);
}
