//! The same of methods that are called on fields of locals.
use crate::harness::*;

pub trait Takes: Sized {
    fn take_it(self, more: u64) -> u64;
    fn lend_it(&self, more: u64) -> u64;
    fn change(&mut self, _: u64) -> u64;
}
impl Takes for Noisy {
    fn take_it(self, more: u64) -> u64 {
        self.into_value() + more
    }
    fn lend_it(&self, more: u64) -> u64 {
        self.get() + more
    }
    fn change(&mut self, more: u64) -> u64 {
        self.add(more).get()
    }
}
pub struct Pair {
    left: Noisy,
    right: Noisy,
    inner: Halves,
}
fn pair(n: u64) -> Pair {
    Pair { left: noisy("left", n), right: noisy("right", n), inner: halves(n) }
}
async fn look(at: &Noisy) -> u64 {
    number(at.get()).await
}

functions! {
    pub async fn taken(n: u64) -> u64 {
        let x = pair(n);
        let local = noisy("local", n);
        let done = x.left.take_it(number(1).await);
        done + local.get()
    }

    pub async fn lent(n: u64) -> u64 {
        let x = pair(n);
        let local = noisy("local", n);
        let done = x.left.lend_it(look(&noisy("temporary", 1)).await);
        done + local.get()
    }

    pub async fn changed(n: u64) -> u64 {
        let mut x = pair(n);
        let local = noisy("local", n);
        x.right.change(look(&noisy("temporary", 1)).await)
    }

    pub async fn both(n: u64) -> u64 {
        let x = pair(n);
        let local = noisy("local", n);
        let a = x.left.take_it(number(1).await);
        let b = x.right.take_it(look(&local).await);
        pause(1).await;
        a + b
    }

    pub async fn one_of_both(n: u64) -> u64 {
        let x = pair(n);
        let local = noisy("local", n);
        let a = x.left.take_it(number(1).await);
        let b = x.right.lend_it(look(&local).await);
        pause(1).await;
        a + b
    }

    pub async fn deep(n: u64) -> u64 {
        let x = pair(n);
        let local = noisy("local", n);
        x.inner.left.take_it(number(1).await)
    }

    pub async fn in_branches(n: u64) -> u64 {
        let x = pair(n);
        let local = noisy("local", n);
        if n == 0 { return x.left.take_it(number(1).await); }
        x.right.take_it(look(&noisy("temporary", 1)).await) + number(2).await
    }

    pub async fn argument(x: Pair, n: u64) -> u64 {
        let local = noisy("local", n);
        x.left.take_it(number(n).await) + local.get()
    }

    pub async fn used_beside(n: u64) -> u64 {
        let x = pair(n);
        let local = noisy("local", n);
        let sum = x.left.take_it(x.right.touch().await);
        sum + number(1).await
    }

    pub async fn behind_a_reference(n: u64) -> u64 {
        let mut x = pair(n);
        let r = &mut x;
        let sum = r.left.change(number(1).await);
        sum + x.left.get()
    }

    pub async fn awaited_before(n: u64) -> u64 {
        let x = pair(n);
        pause(1).await;
        let sum = x.left.take_it(number(1).await);
        pause(1).await;
        sum
    }

    pub async fn in_a_box(n: u64) -> u64 {
        let x = Box::new(pair(n));
        let local = noisy("local", n);
        let sum = x.left.lend_it(number(1).await);
        pause(1).await;
        sum
    }

    pub async fn copied_again(n: u64) -> u64 {
        let x = pair(n);
        let sum = x.left.value.max(number(1).await);
        sum + x.left.value + x.right.get()
    }

    pub async fn copied_in_a_loop(n: u64) -> u64 {
        let x = pair(n);
        let mut sum = 0;
        for _ in 0..n { sum += x.left.value.min(number(1).await); }
        sum + x.right.touch().await
    }

    pub async fn lent_in_a_loop(n: u64) -> u64 {
        let x = pair(n);
        let mut sum = 0;
        for _ in 0..n { sum += x.left.lend_it(number(1).await); }
        sum
    }

    pub async fn lent_again(n: u64) -> u64 {
        let x = pair(n);
        let sum = x.left.lend_it(number(1).await);
        pause(1).await;
        sum + x.left.take_it(number(1).await)
    }

    pub async fn changed_again(n: u64) -> u64 {
        let mut x = pair(n);
        let sum = x.left.change(number(1).await);
        x.left = noisy("new", 3);
        sum + x.left.take_it(number(1).await)
    }

    pub async fn of_an_argument(x: Pair, n: u64) -> u64 {
        let sum = x.left.lend_it(number(1).await);
        let y = x;
        sum + y.right.take_it(number(1).await)
    }

    pub async fn of_a_reference(n: u64) -> u64 {
        let x = pair(n);
        let r = &x;
        r.left.lend_it(number(1).await) + r.right.lend_it(number(1).await)
    }
}

cases! {
    taken [1] |n| taken(n);
    lent [1] |n| lent(n);
    changed [1] |n| changed(n);
    both [1] |n| both(n);
    one_of_both [1] |n| one_of_both(n);
    deep [1] |n| deep(n);
    in_branches [0, 1] |n| in_branches(n);
    argument [1] |n| argument(pair(n), n);
    used_beside [1] |n| used_beside(n);
    behind_a_reference [1] |n| behind_a_reference(n);
    awaited_before [1] |n| awaited_before(n);
    in_a_box [1] |n| in_a_box(n);
    copied_again [1] |n| copied_again(n);
    copied_in_a_loop [2] |n| copied_in_a_loop(n);
    lent_in_a_loop [2] |n| lent_in_a_loop(n);
    lent_again [1] |n| lent_again(n);
    changed_again [1] |n| changed_again(n);
    of_an_argument [1] |n| of_an_argument(pair(n), n);
    of_a_reference [1] |n| of_a_reference(n);
}
