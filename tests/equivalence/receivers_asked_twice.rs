//! Several calls that may take one local, of which some have others wait behind them.
use crate::harness::*;

pub trait Takes: Sized {
    fn take_it(self, more: u64) -> u64;
    fn lend_it(&self, more: u64) -> u64;
    fn next_of(self, more: u64) -> Noisy;
}
impl Takes for Noisy {
    fn take_it(self, more: u64) -> u64 {
        self.into_value() + more
    }
    fn lend_it(&self, more: u64) -> u64 {
        self.get() + more
    }
    fn next_of(self, more: u64) -> Noisy {
        noisy("next", self.into_value() + more)
    }
}

functions! {
    pub async fn one_waits_another_not(n: u64) -> u64 {
        let mut x = noisy("x", n);
        let local = noisy("local", n);
        if n == 0 { return x.take_it(1); }
        x = x.next_of(number(1).await);
        if n == 1 { return x.take_it(2); }
        let sum = x.lend_it(3);
        sum + number(2).await
    }

    pub async fn lent_then_waits(n: u64) -> u64 {
        let mut x = noisy("x", n);
        let local = noisy("local", n);
        let sum = x.lend_it(number(1).await);
        pause(1).await;
        x = noisy("new", sum);
        pause(1).await;
        x.take_it(4)
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        let mut x = noisy("x", n);
        let mut sum = 0;
        for at in 0..n {
            if at == 1 { sum += x.take_it(at); x = noisy("again", at); }
            x = x.next_of(number(at).await);
            if at == 3 { break; }
        }
        sum + x.take_it(5)
    }

    pub async fn two_branches(n: u64) -> u64 {
        let mut x = noisy("x", n);
        if n == 0 { x = x.next_of(number(1).await); } else if n == 1 { x = noisy("other", x.lend_it(number(2).await)); } else { call("x", x.take_it(1)); return number(2).await; }
        pause(1).await;
        x.take_it(5)
    }

    pub async fn waits_behind_both(n: u64) -> u64 {
        let x = noisy("x", n);
        let sum = if n == 0 { x.take_it(1) } else { x.lend_it(2) };
        pause(1).await;
        sum + number(1).await
    }

    pub async fn waits_behind_one(n: u64) -> u64 {
        let mut x = noisy("x", n);
        let sum = x.take_it(1);
        x = noisy("new", sum);
        let sum = x.lend_it(number(1).await);
        pause(1).await;
        x = noisy("newer", sum);
        x.take_it(1)
    }

    pub async fn in_another_order(n: u64) -> u64 {
        let mut x = noisy("x", n);
        loop {
            let local = noisy("local", n);
            let sum = x.lend_it(1);
            pause(1).await;
            x = noisy("new", sum);
            if sum > 4 { break; }
            let sum = x.take_it(2);
            x = noisy("newer", sum);
        }
        x.take_it(number(1).await)
    }

    pub async fn early_return(n: u64) -> Option<u64> {
        let mut x = noisy("x", n);
        let local = noisy("local", n);
        x = x.next_of(Some(number(1).await).filter(|_| n > 0)?);
        let sum = x.lend_it(Some(number(1).await).filter(|_| n > 1)?);
        pause(1).await;
        Some(sum)
    }
}

cases! {
    one_waits_another_not [0, 1, 2] |n| one_waits_another_not(n);
    lent_then_waits [1] |n| lent_then_waits(n);
    in_a_loop [0, 2, 5] |n| in_a_loop(n);
    two_branches [0, 1, 2] |n| two_branches(n);
    waits_behind_both [0, 1] |n| waits_behind_both(n);
    waits_behind_one [1] |n| waits_behind_one(n);
    in_another_order [1] |n| in_another_order(n);
    early_return [0, 1, 2] |n| early_return(n);
}
