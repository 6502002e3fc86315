//! Receivers without names that wait for arguments: whether the method takes them tells when they are dropped, if it is not
//! called in the end.
use crate::harness::*;

trait Takes: Sized {
    fn take_it(self, more: u64) -> u64;
    fn lend_it(&self, more: u64) -> u64;
    fn next_of(self, more: u64) -> Noisy;
    fn itself(&mut self, _: u64) -> &mut Self;
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

    fn itself(&mut self, _: u64) -> &mut Self {
        self
    }
}

/// Its destructor looks at a local.
struct Looks<'a>(&'a Noisy);

impl Looks<'_> {
    fn take_it(self, more: u64) -> u64 {
        more
    }
}

impl Drop for Looks<'_> {
    fn drop(&mut self) {
        self.0.get();
    }
}

fn given(n: u64) -> Noisy {
    noisy("given", n)
}

fn some(n: u64) -> Option<Noisy> {
    Some(given(n))
}

async fn made(n: u64) -> Noisy {
    number(1).await;
    given(n)
}

async fn look(at: &Noisy) -> u64 {
    number(at.get()).await
}

fn both(x: Noisy, n: u64) -> u64 {
    x.into_value() + n
}

fn with(x: Noisy) -> impl FnOnce(Noisy) -> u64 {
    move |y| x.into_value() + y.into_value()
}

functions! {
    pub async fn at_the_end(n: u64) -> u64 {
        let local = noisy("local", n);
        given(n).take_it(number(1).await)
    }

    pub async fn looks_at_a_local(n: u64) -> u64 {
        let local = noisy("local", n);
        Looks(&local).take_it(number(1).await)
    }

    pub async fn looks_at_a_local_of_a_block(n: u64) -> u64 {
        let sum = {
            let local = noisy("local", n);
            Looks(&local).take_it(number(1).await).max(number(2).await)
        };
        match n {
            0 => {
                let inner = noisy("inner", n);
                Looks(&inner).take_it(number(sum).await)
            }
            _ => sum,
        }
    }

    pub async fn beside_a_temporary(n: u64) -> u64 {
        let local = noisy("local", n);
        let done = given(n).take_it(look(&noisy("temporary", 1)).await);
        done + (&noisy("before", 2)).get() + given(n).take_it(look(&noisy("temporary", 1)).await)
    }

    pub async fn lent_beside_a_temporary(n: u64) -> u64 {
        let local = noisy("local", n);
        let done = given(n).lend_it(look(&noisy("temporary", 1)).await);
        done + (&noisy("before", 2)).get() + given(n).lend_it(look(&noisy("temporary", 1)).await)
    }

    pub async fn temporary_at_the_end(n: u64) -> u64 {
        let local = noisy("local", n);
        given(n).take_it(look(&noisy("temporary", 1)).await)
    }

    pub async fn temporary_at_the_end_lent(n: u64) -> u64 {
        let local = noisy("local", n);
        given(n).lend_it(look(&noisy("temporary", 1)).await)
    }

    pub async fn nested(n: u64) -> u64 {
        let local = noisy("local", n);
        given(n).take_it(given(2).take_it(number(1).await))
    }

    pub async fn lent_in_taken(n: u64) -> u64 {
        let local = noisy("local", n);
        given(n).take_it(given(2).lend_it(number(1).await))
    }

    pub async fn taken_in_lent(n: u64) -> u64 {
        let local = noisy("local", n);
        given(n).lend_it(given(2).take_it(number(1).await))
    }

    pub async fn everybody_knows(n: u64) -> u64 {
        let local = noisy("local", n);
        some(n).map_or(look(&noisy("temporary", 1)).await, |x| x.into_value())
    }

    pub async fn everybody_knows_in_the_middle(n: u64) -> u64 {
        let local = noisy("local", n);
        let x = some(n).map_or(look(&noisy("temporary", 1)).await, |x| x.into_value());
        x
    }

    pub async fn everybody_knows_of_a_local(n: u64) -> u64 {
        let x = some(n);
        let local = noisy("local", n);
        x.map_or(look(&noisy("temporary", 1)).await, |x| x.into_value())
    }

    pub async fn returned(n: u64) -> u64 {
        let local = noisy("local", n);
        if n == 0 {
            return some(n).map_or(look(&noisy("temporary", 1)).await, |x| x.into_value());
        }
        return given(n).take_it(look(&noisy("temporary", 1)).await);
    }

    pub async fn in_a_condition(n: u64) -> u64 {
        if given(n).take_it(look(&noisy("temporary", 1)).await) > 2 {
            given(n).lend_it(number(3).await)
        } else if given(n).lend_it(look(&noisy("temporary", 1)).await) > 1 {
            number(4).await
        } else {
            some(n).map_or(look(&noisy("temporary", 1)).await, |x| x.into_value())
        }
    }

    pub async fn in_a_chain(n: u64) -> u64 {
        let local = noisy("local", n);
        let x = given(n).next_of(look(&noisy("temporary", 1)).await).next_of(number(2).await).take_it(number(2).await);
        x + given(n).next_of(look(&noisy("temporary", 1)).await).next_of(look(&noisy("other", 2)).await).take_it(number(2).await)
    }

    pub async fn borrowed_in_a_chain(n: u64) -> u64 {
        let local = noisy("local", n);
        let x = given(n).itself(look(&noisy("temporary", 1)).await).itself(number(2).await).get();
        x + given(n).itself(look(&noisy("temporary", 1)).await).itself(number(2).await).get()
            + given(2).itself(number(3).await).get()
    }

    pub async fn matched(n: u64) -> u64 {
        let local = noisy("local", n);
        match given(n).next_of(look(&noisy("temporary", 1)).await) {
            ref x if x.get() == 2 => number(2).await,
            x => x.touch().await,
        }
    }

    pub async fn left_in_a_loop(n: u64) -> u64 {
        let mut sum = 0;
        for at in 0..n {
            let local = noisy("local", at);
            sum += {
                let inner = noisy("inner", at);
                given(at).take_it(if at == 2 { continue } else { number(at).await })
            };
        }
        while given(sum).lend_it(look(&noisy("temporary", 1)).await) > 4 {
            sum -= 1;
            if given(n).take_it(number(2).await) == 9 {
                break;
            }
        }
        sum
    }

    #[allow(unreachable_code)]
    pub async fn never_called(n: u64) -> u64 {
        let local = noisy("local", n);
        if n == 0 {
            given(n).take_it(return number(3).await);
        }
        given(n).take_it({
            if n == 1 {
                return number(3).await;
            }
            5
        })
    }

    pub async fn as_statements(n: u64) {
        let local = noisy("local", n);
        given(n).take_it(number(3).await);
        given(n).lend_it(number(3).await);
        given(n).next_of(number(3).await);
        drop(given(n).next_of(number(3).await));
    }

    pub async fn out_of_a_block(n: u64) -> u64 {
        let local = noisy("local", n);
        let next = {
            let inner = noisy("inner", 1);
            given(n).next_of(look(&inner).await)
        };
        next.get()
    }

    pub async fn awaited(n: u64) -> u64 {
        let local = noisy("local", n);
        let sum = made(n).await.lend_it(look(&noisy("temporary", 1)).await);
        sum + made(n).await.take_it(look(&noisy("temporary", 1)).await)
    }

    pub async fn awaited_at_the_end(n: u64) -> u64 {
        let local = noisy("local", n);
        made(n).await.take_it(look(&noisy("temporary", 1)).await)
    }

    pub async fn several(n: u64) -> u64 {
        let local = noisy("local", n);
        given(n).take_it(look(&noisy("first", 1)).await)
            + given(2).lend_it(look(&noisy("second", 2)).await)
            + given(3).take_it(number(1).await)
    }

    pub async fn wrapped(n: u64) -> Option<u64> {
        let local = noisy("local", n);
        Some(given(n).take_it(look(&noisy("temporary", 1)).await))
    }

    pub async fn tried(n: u64) -> Option<u64> {
        let local = noisy("local", n);
        let x = given(n).take_it(Some(look(&noisy("temporary", 1)).await).filter(|_| n > 0)?);
        Some(x + given(n).lend_it(Some(look(&noisy("temporary", 1)).await).filter(|_| n > 1)?))
    }

    pub async fn awaited_then(n: u64) -> u64 {
        let local = noisy("local", n);
        given(n).next_of(look(&noisy("temporary", 1)).await).touch().await
    }

    #[allow(unused_allocation)]
    pub async fn boxed(n: u64) -> u64 {
        let local = noisy("local", n);
        Box::new(given(n)).lend_it(look(&noisy("temporary", 1)).await)
    }

    pub async fn what_the_last_argument_leaves(n: u64) -> u64 {
        some(n).map_or(look(&noisy("temporary", 1)).await + noisy("more", 1).touch().await, |x| x.into_value())
    }

    pub async fn what_the_awaited_argument_leaves(n: u64) -> u64 {
        some(n).map_or(noisy("more", 1).add(number(1).await).get(), |x| x.into_value())
    }

    pub async fn what_it_leaves_beside_a_local(n: u64) -> u64 {
        let x = some(n);
        x.map_or(noisy("more", 1).add(number(1).await).get(), |x| x.into_value())
    }

    pub async fn what_it_leaves_in_a_call(n: u64) -> u64 {
        both(given(n), noisy("more", 1).add(number(1).await).get())
    }

    pub async fn what_is_made_behind_it(n: u64) -> u64 {
        some(n).map_or(number(1).await, with(noisy("last", 1)))
    }
}

cases! {
    at_the_end [1] |n| at_the_end(n);
    looks_at_a_local [1] |n| looks_at_a_local(n);
    looks_at_a_local_of_a_block [0, 1] |n| looks_at_a_local_of_a_block(n);
    beside_a_temporary [1] |n| beside_a_temporary(n);
    lent_beside_a_temporary [1] |n| lent_beside_a_temporary(n);
    temporary_at_the_end [1] |n| temporary_at_the_end(n);
    temporary_at_the_end_lent [1] |n| temporary_at_the_end_lent(n);
    nested [1] |n| nested(n);
    lent_in_taken [1] |n| lent_in_taken(n);
    taken_in_lent [1] |n| taken_in_lent(n);
    everybody_knows [1] |n| everybody_knows(n);
    everybody_knows_in_the_middle [1] |n| everybody_knows_in_the_middle(n);
    everybody_knows_of_a_local [1] |n| everybody_knows_of_a_local(n);
    returned [0, 1] |n| returned(n);
    in_a_condition [0, 1, 3] |n| in_a_condition(n);
    in_a_chain [1] |n| in_a_chain(n);
    borrowed_in_a_chain [1] |n| borrowed_in_a_chain(n);
    matched [1, 2] |n| matched(n);
    left_in_a_loop [4] |n| left_in_a_loop(n);
    never_called [0, 1, 2] |n| never_called(n);
    as_statements [1] |n| as_statements(n);
    out_of_a_block [1] |n| out_of_a_block(n);
    awaited [1] |n| awaited(n);
    awaited_at_the_end [1] |n| awaited_at_the_end(n);
    several [1] |n| several(n);
    wrapped [1] |n| wrapped(n);
    tried [0, 1, 2] |n| tried(n);
    awaited_then [1] |n| awaited_then(n);
    boxed [1] |n| boxed(n);
    what_the_last_argument_leaves [1] |n| what_the_last_argument_leaves(n);
    what_the_awaited_argument_leaves [1] |n| what_the_awaited_argument_leaves(n);
    what_it_leaves_beside_a_local [1] |n| what_it_leaves_beside_a_local(n);
    what_it_leaves_in_a_call [1] |n| what_it_leaves_in_a_call(n);
    what_is_made_behind_it [1] |n| what_is_made_behind_it(n);
}
