//! Methods that are called on locals, and whose arguments await: whether they take the local tells when it is dropped, if they
//! are not called in the end.
use crate::harness::*;

pub trait Takes: Sized {
    fn take_it(self, more: u64) -> u64;
    fn lend_it(&self, more: u64) -> u64;
    fn next_of(self, more: u64) -> Noisy;
    fn change(&mut self, _: u64) -> u64;
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
    fn change(&mut self, more: u64) -> u64 {
        self.add(more).get()
    }
}
async fn look(at: &Noisy) -> u64 {
    number(at.get()).await
}

functions! {
    pub async fn taken(n: u64) -> u64 {
        let x = noisy("x", n);
        let local = noisy("local", n);
        let done = x.take_it(number(1).await);
        done + local.get()
    }

    pub async fn taken_at_the_end(n: u64) -> u64 {
        let x = noisy("x", n);
        let local = noisy("local", n);
        x.take_it(number(1).await)
    }

    pub async fn lent(n: u64) -> u64 {
        let x = noisy("x", n);
        let local = noisy("local", n);
        let done = x.lend_it(number(1).await);
        done + local.get()
    }

    pub async fn lent_at_the_end(n: u64) -> u64 {
        let x = noisy("x", n);
        let local = noisy("local", n);
        x.lend_it(look(&noisy("temporary", 1)).await)
    }

    pub async fn changed(n: u64) -> u64 {
        let mut x = noisy("x", n);
        let local = noisy("local", n);
        x.change(look(&noisy("temporary", 1)).await)
    }

    pub async fn taken_beside_a_temporary(n: u64) -> u64 {
        let x = noisy("x", n);
        let local = noisy("local", n);
        let done = x.take_it(look(&noisy("temporary", 1)).await);
        done
    }

    pub async fn taken_beside_a_temporary_at_the_end(n: u64) -> u64 {
        let x = noisy("x", n);
        let local = noisy("local", n);
        x.take_it(look(&noisy("temporary", 1)).await)
    }

    pub async fn awaited_before(n: u64) -> u64 {
        let x = fetch("x", n).await;
        let local = fetch("local", n).await;
        pause(1).await;
        let done = x.take_it(number(1).await);
        pause(1).await;
        done + local.get()
    }

    pub async fn awaited_before_lent(n: u64) -> u64 {
        let x = fetch("x", n).await;
        let local = fetch("local", n).await;
        pause(1).await;
        let done = x.lend_it(number(1).await);
        pause(1).await;
        done + local.get()
    }

    pub async fn argument(x: Noisy, n: u64) -> u64 {
        let local = noisy("local", n);
        x.take_it(number(n).await)
    }

    pub async fn argument_lent(x: Noisy, n: u64) -> u64 {
        let local = noisy("local", n);
        x.lend_it(number(n).await)
    }

    pub async fn in_branches(n: u64) -> u64 {
        let x = noisy("x", n);
        let local = noisy("local", n);
        if n == 0 { return x.take_it(number(1).await); }
        if n == 1 { return x.lend_it(number(1).await); }
        x.next_of(number(1).await).take_it(number(2).await)
    }

    pub async fn chain(n: u64) -> u64 {
        let x = noisy("x", n);
        let local = noisy("local", n);
        let y = x.next_of(look(&local).await).next_of(look(&local).await);
        pause(1).await;
        y.next_of(look(&noisy("last", 1)).await).get()
    }

    pub async fn pointed_into(n: u64) -> u64 {
        let x = noisy("x", n);
        let r = &x;
        let sum = x.lend_it(number(1).await);
        pause(1).await;
        sum + r.get()
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        let mut sum = 0;
        for at in 0..n {
            let x = noisy("x", at);
            let local = noisy("local", at);
            if at == 1 { sum += x.lend_it(number(at).await); continue; }
            sum += x.take_it(if at == 2 { break } else { number(at).await });
        }
        sum
    }

    #[allow(unreachable_code)]
    pub async fn never_called(n: u64) -> u64 {
        let x = noisy("x", n);
        let local = noisy("local", n);
        if n == 0 { x.take_it(return number(3).await); }
        number(1).await
    }

    pub async fn tried(n: u64) -> Option<u64> {
        let x = noisy("x", n);
        let local = noisy("local", n);
        let sum = x.take_it(Some(number(1).await).filter(|_| n > 0)?);
        Some(sum)
    }

    pub async fn without_a_wait(n: u64) -> Option<u64> {
        let x = noisy("x", n);
        let local = noisy("local", n);
        let sum = x.take_it({ if n == 0 { return None } n });
        Some(sum + number(1).await)
    }

    pub async fn boxed(n: u64) -> u64 {
        let x = Box::new(noisy("x", n));
        let local = noisy("local", n);
        x.lend_it(number(1).await)
    }

    pub async fn exclusive(n: u64) -> u64 {
        let mut x = noisy("x", n);
        let local = noisy("local", n);
        let r = &mut x;
        let sum = r.change(number(1).await);
        sum + x.get()
    }

    pub async fn of_a_number(n: u64) -> u64 {
        let x = call("x", n);
        let local = noisy("local", n);
        x.max(number(3).await)
    }

    pub async fn generic_one(n: u64) -> u64 {
        generic(noisy("x", n), n).await
    }

    pub async fn parted(n: u64) -> u64 {
        let (x, y) = (noisy("x", n), noisy("y", n));
        let sum = x.take_it(y.lend_it(number(1).await));
        sum + number(2).await
    }

    pub async fn nested(n: u64) -> u64 {
        let (x, y) = (noisy("x", n), noisy("y", n));
        let sum = x.lend_it(y.take_it(number(1).await));
        sum + number(2).await
    }

    pub async fn given_later(n: u64) -> u64 {
        let x;
        let local = noisy("local", n);
        x = noisy("x", n);
        x.take_it(number(1).await)
    }

    pub async fn taken_or_moved(n: u64) -> u64 {
        let x = noisy("x", n);
        let local = noisy("local", n);
        if n == 0 { drop(x); } else { call("x", x.take_it(number(1).await)); }
        number(2).await
    }

    pub async fn captured_behind(n: u64) -> u64 {
        let x = noisy("x", n);
        let local = noisy("local", n);
        let y = x.next_of(number(1).await);
        let f = move || y.get();
        pause(1).await;
        f()
    }
}
async fn generic<T: Takes>(x: T, n: u64) -> u64 {
    x.take_it(number(n).await)
}

cases! {
    taken [1] |n| taken(n);
    taken_at_the_end [1] |n| taken_at_the_end(n);
    lent [1] |n| lent(n);
    lent_at_the_end [1] |n| lent_at_the_end(n);
    changed [1] |n| changed(n);
    taken_beside_a_temporary [1] |n| taken_beside_a_temporary(n);
    taken_beside_a_temporary_at_the_end [1] |n| taken_beside_a_temporary_at_the_end(n);
    awaited_before [1] |n| awaited_before(n);
    awaited_before_lent [1] |n| awaited_before_lent(n);
    argument [1] |n| argument(noisy("argument", n), n);
    argument_lent [1] |n| argument_lent(noisy("argument", n), n);
    in_branches [0, 1, 2] |n| in_branches(n);
    chain [1] |n| chain(n);
    pointed_into [1] |n| pointed_into(n);
    in_a_loop [0, 4] |n| in_a_loop(n);
    never_called [1] |n| never_called(n);
    tried [0, 1] |n| tried(n);
    without_a_wait [0, 1] |n| without_a_wait(n);
    boxed [1] |n| boxed(n);
    exclusive [1] |n| exclusive(n);
    of_a_number [1] |n| of_a_number(n);
    generic_one [1] |n| generic_one(n);
    parted [1] |n| parted(n);
    nested [1] |n| nested(n);
    given_later [1] |n| given_later(n);
    taken_or_moved [0, 1] |n| taken_or_moved(n);
    captured_behind [1] |n| captured_behind(n);
}
