//! Locals that a method takes whose arguments await, where they get new values, in loops, branches and conditions, and of types
//! that are references, or look at other locals when they are dropped.
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
/// Implemented for references alone.
trait Both {
    fn both(&self, more: u64) -> u64;
}

impl Both for &Noisy {
    fn both(&self, more: u64) -> u64 {
        self.get() + more + 100
    }
}

impl<'a> Both for &'a mut Noisy {
    fn both(&self, more: u64) -> u64 {
        self.get() + more + 200
    }
}
/// Its destructor looks at a local.
pub struct Looks<'a>(&'a Noisy);
impl<'a> Looks<'a> {
    fn done(self, more: u64) -> u64 {
        more
    }
    fn seen(&self, more: u64) -> u64 {
        self.0.get() + more
    }
    fn again(self, _: u64) -> Looks<'a> {
        self
    }
}

impl Drop for Looks<'_> {
    fn drop(&mut self) {
        self.0.get();
    }
}

functions! {
    pub async fn assigned_again(n: u64) -> u64 {
        let mut x = noisy("x", n);
        let local = noisy("local", n);
        x = x.next_of(number(1).await);
        x = x.next_of(number(2).await);
        x.get()
    }

    pub async fn assigned_in_a_loop(n: u64) -> u64 {
        let mut x = noisy("x", n);
        for at in 0..n {
            let local = noisy("local", at);
            x = x.next_of(number(at).await);
        }
        x.get()
    }

    pub async fn option_in_a_loop(n: u64) -> u64 {
        let mut x = Some(noisy("x", n));
        let mut sum = 0;
        while let Some(y) = x {
            let local = noisy("local", sum);
            sum += 1;
            x = if sum < n { Some(y.next_of(number(1).await)) } else { call("end", y.take_it(number(2).await)); None };
        }
        sum
    }

    pub async fn looks(n: u64) -> u64 {
        let local = noisy("local", n);
        let x = Looks(&local);
        let behind = noisy("behind", n);
        let x = x.again(number(1).await);
        x.done(number(1).await)
    }

    pub async fn looks_lent(n: u64) -> u64 {
        let local = noisy("local", n);
        let x = Looks(&local);
        let behind = noisy("behind", n);
        x.seen(number(1).await)
    }

    pub async fn references(n: u64) -> u64 {
        let mut x = noisy("x", n);
        let r = &x;
        let a = r.both(number(1).await);
        let r = &mut x;
        a + r.both(number(1).await)
    }

    pub async fn parameter_reference(x: &mut Noisy, n: u64) -> u64 {
        x.change(number(n).await) + x.lend_it(number(1).await)
    }

    pub async fn a_reference_is_given(n: u64) -> u64 {
        let mut x = noisy("x", n);
        parameter_reference(&mut x, n).await
    }

    pub async fn of_a_generic<T: Takes>(x: T, n: u64) -> u64 {
        let local = noisy("local", n);
        x.lend_it(number(n).await)
    }

    pub async fn of_a_generic_taken<T: Takes>(x: T, n: u64) -> u64 {
        let local = noisy("local", n);
        x.take_it(number(n).await)
    }

    pub async fn with_a_closure(n: u64) -> u64 {
        let x = noisy("x", n);
        let local = noisy("local", n);
        let f = |m: u64| local.get() + m;
        x.take_it(f(number(1).await))
    }

    pub async fn in_a_block_that_is_a_value(n: u64) -> u64 {
        let x = noisy("x", n);
        let sum = { let local = noisy("local", n); x.take_it(number(1).await) } + { let other = noisy("other", n); number(1).await };
        sum
    }

    pub async fn in_an_operand(n: u64) -> u64 {
        let (x, y) = (noisy("x", n), noisy("y", n));
        call("sum", x.take_it(number(1).await) + y.lend_it(number(2).await)) + number(1).await
    }

    pub async fn in_a_condition(n: u64) -> u64 {
        let (x, y) = (noisy("x", n), noisy("y", n));
        if x.take_it(number(1).await) > 1 && y.lend_it(number(1).await) > 2 { number(1).await } else { 3 }
    }

    pub async fn in_a_match(n: u64) -> u64 {
        let x = noisy("x", n);
        match n {
            0 => x.take_it(number(1).await),
            1 => { let local = noisy("local", n); x.lend_it(number(1).await) }
            _ => x.next_of(number(1).await).touch().await,
        }
    }

    pub async fn shadowed(n: u64) -> u64 {
        let x = noisy("x", n);
        let x = x.next_of(number(1).await);
        let x = x.next_of(number(1).await);
        let local = noisy("local", n);
        x.take_it(number(1).await)
    }

    pub async fn in_a_select(n: u64) -> u64 {
        let x = noisy("x", n);
        let local = noisy("local", n);
        tokio::select! {
            biased;
            k = number(1) => x.take_it(number(k).await),
            k = number(n) => k,
        }
    }

    pub async fn two_threads(n: u64) -> u64 {
        let x = noisy("x", n);
        let local = noisy("local", n);
        let (a, b) = tokio::join!(number(1), number(2));
        x.take_it(a + b + number(1).await)
    }

    pub async fn destructured(n: u64) -> u64 {
        let Halves { left, right, .. } = halves(n);
        let local = noisy("local", n);
        left.take_it(right.lend_it(number(1).await)) + number(2).await
    }

    pub async fn bound_by_an_arm(n: u64) -> u64 {
        match Some(noisy("x", n)) {
            Some(x) if n > 0 => { let local = noisy("local", n); x.take_it(number(1).await) }
            Some(ref x) => x.lend_it(number(1).await),
            None => 0,
        }
    }
}

cases! {
    assigned_again [1] |n| assigned_again(n);
    assigned_in_a_loop [2] |n| assigned_in_a_loop(n);
    option_in_a_loop [2] |n| option_in_a_loop(n);
    looks [1] |n| looks(n);
    looks_lent [1] |n| looks_lent(n);
    references [1] |n| references(n);
a_reference_is_given [1] |n| a_reference_is_given(n);
    of_a_generic [1] |n| of_a_generic(noisy("x", n), n);
    of_a_generic_taken [1] |n| of_a_generic_taken(noisy("x", n), n);
    with_a_closure [1] |n| with_a_closure(n);
    in_a_block_that_is_a_value [1] |n| in_a_block_that_is_a_value(n);
    in_an_operand [1] |n| in_an_operand(n);
    in_a_condition [1] |n| in_a_condition(n);
    in_a_match [0, 1, 2] |n| in_a_match(n);
    shadowed [1] |n| shadowed(n);
    in_a_select [1] |n| in_a_select(n);
    two_threads [1] |n| two_threads(n);
    destructured [1] |n| destructured(n);
    bound_by_an_arm [0, 1] |n| bound_by_an_arm(n);
}
