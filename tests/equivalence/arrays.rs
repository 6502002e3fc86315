//! Arrays of which a pattern takes some elements. rustc drops them from the last to the first, if such a pattern stands anywhere,
//! and what is left of them in order.
use crate::harness::*;

fn now(n: u64) -> [Noisy; 4] {
    [noisy("a", n), noisy("b", n), noisy("c", n), noisy("d", n)]
}

async fn four(n: u64) -> [Noisy; 4] {
    pause(1).await;
    now(n)
}

functions! {
    pub async fn some_of_a_local(n: u64) -> u64 {
        let list = now(n);
        let behind = noisy("behind", n);
        pause(1).await;
        let [_, b, _, d] = list;
        pause(1).await;
        if n > 0 {
            drop(d);
            pause(1).await;
        }
        b.get()
    }

    pub async fn some_in_one_branch(n: u64) -> u64 {
        let list = now(n);
        let behind = noisy("behind", n);
        pause(1).await;
        if n > 0 {
            let [a, .., d] = list;
            pause(1).await;
        }
        pause(1).await;
        n
    }

    pub async fn one_after_the_other(n: u64) -> u64 {
        let list = four(n).await;
        let behind = noisy("behind", n);
        pause(1).await;
        let [a, b, ..] = list;
        let [.., d] = list;
        pause(1).await;
        d.get()
    }

    pub async fn beside_a_reference(n: u64) -> u64 {
        let list = four(n).await;
        let behind = noisy("behind", n);
        pause(1).await;
        let [a, ref b, ..] = list;
        pause(1).await;
        a.get() + b.get()
    }

    pub async fn many_at_once(n: u64) -> u64 {
        let list = now(n);
        let behind = noisy("behind", n);
        pause(1).await;
        let [many @ .., _] = list;
        pause(1).await;
        many.len() as u64
    }

    pub async fn an_element_or_many(n: u64) -> u64 {
        let list = four(n).await;
        let behind = noisy("behind", n);
        pause(1).await;
        let got = if n > 0 {
            let [_, many @ ..] = list;
            pause(1).await;
            many.len() as u64
        } else {
            let [a, b, _, d] = list;
            pause(1).await;
            a.get() + b.get()
        };
        pause(1).await;
        got
    }

    pub async fn many_or_many(n: u64) -> u64 {
        let list = four(n).await;
        let behind = noisy("behind", n);
        pause(1).await;
        match n {
            0 => {
                let [a, b, c, _] = list;
                pause(1).await;
                drop(b);
            }
            1 => {
                let [a, b @ ..] = list;
                pause(1).await;
                drop(b);
            }
            2 => {
                let [a, _, c, ..] = list;
                pause(1).await;
                drop(c);
            }
            _ => pause(2).await,
        }
        pause(1).await;
        n
    }

    pub async fn beside_a_variant(n: u64) -> u64 {
        let list = [(n > 1).then(|| noisy("first", n)), Some(noisy("second", n)), Some(noisy("third", n))];
        let behind = noisy("behind", n);
        pause(1).await;
        if let [None, second, _] = list {
            pause(1).await;
            if n > 0 && let [None, _, third] = list {
                pause(1).await;
            }
        }
        pause(1).await;
        n
    }

    pub async fn in_a_tuple(n: u64) -> u64 {
        let list = (now(n), noisy("beside", n));
        let behind = noisy("behind", n);
        pause(1).await;
        let ([a, ..], beside) = list;
        pause(1).await;
        if n > 0 {
            drop(beside);
            pause(1).await;
        }
        a.get()
    }

    pub async fn in_a_field(n: u64) -> u64 {
        let list = (now(n), noisy("beside", n));
        let behind = noisy("behind", n);
        pause(1).await;
        let [a, .., d] = list.0;
        pause(1).await;
        if n > 0 {
            drop(list.1);
            pause(1).await;
        }
        a.get()
    }

    pub async fn in_an_array(n: u64) -> u64 {
        let list = [four(n).await, four(n + 1).await];
        let behind = noisy("behind", n);
        pause(1).await;
        let [[a, ..], [.., d]] = list;
        pause(1).await;
        a.get() + d.get()
    }

    pub async fn in_a_box(n: u64) -> u64 {
        let list = Box::new(four(n).await);
        let behind = noisy("behind", n);
        pause(1).await;
        let [a, b, ..] = *list;
        pause(1).await;
        a.get() + b.get()
    }

    pub async fn in_an_option(n: u64) -> u64 {
        let list = Some(four(n).await);
        let behind = noisy("behind", n);
        pause(1).await;
        let Some([a, b, ..]) = list else { return 3 };
        pause(1).await;
        a.get() + b.get()
    }

    pub async fn of_a_value_without_a_name(n: u64) -> u64 {
        let behind = noisy("behind", n);
        let [a, .., d] = four(n).await;
        let next = noisy("next", n);
        pause(1).await;
        if n > 0 {
            drop(d);
            pause(1).await;
        }
        a.get()
    }

    pub async fn of_a_parameter([a, _, c, _]: [Noisy; 4], n: u64) -> u64 {
        let behind = noisy("behind", n);
        pause(1).await;
        if n > 0 {
            drop(c);
            pause(1).await;
        }
        a.get()
    }

    pub async fn in_arms_that_await(n: u64) -> u64 {
        let list = four(n).await;
        let behind = noisy("behind", n);
        pause(1).await;
        match list {
            [a, _, c, _] if n == 0 => eat(c, 1).await,
            [.., d] if n == 1 => eat(d, 1).await,
            [a, b, c, d] if n == 2 => eat(d, 1).await,
            _ => number(3).await,
        }
    }

    pub async fn in_arms_that_do_not_await(n: u64) -> u64 {
        let list = four(n).await;
        let behind = noisy("behind", n);
        pause(1).await;
        let got = match list {
            [a, _, c, _] if n == 0 => c.get(),
            [.., d] if n == 1 => d.get(),
            [a, b, c, d] if n == 2 => d.get(),
            _ => 3,
        };
        pause(1).await;
        got
    }

    pub async fn in_loops(n: u64) -> u64 {
        for [a, _, c, _] in [now(1), now(2)] {
            pause(1).await;
            if n > 0 {
                drop(c);
                pause(1).await;
            }
        }
        let mut list = Some(now(3));
        while let Some([a, _, c, d]) = list.take() {
            pause(1).await;
            if n > 0 {
                drop(c);
                pause(1).await;
            }
        }
        n
    }

    pub async fn filled_again(n: u64) -> u64 {
        let mut list = four(n).await;
        let behind = noisy("behind", n);
        for turn in 0..2 {
            pause(1).await;
            if n == turn {
                let [a, ..] = list;
                pause(1).await;
                list = four(5).await;
            }
        }
        let [.., d] = list;
        pause(1).await;
        d.get()
    }
}

cases! {
    some_of_a_local [0, 1] |n| some_of_a_local(n);
    some_in_one_branch [0, 1] |n| some_in_one_branch(n);
    one_after_the_other [1] |n| one_after_the_other(n);
    beside_a_reference [1] |n| beside_a_reference(n);
    many_at_once [1] |n| many_at_once(n);
    an_element_or_many [0, 1] |n| an_element_or_many(n);
    many_or_many [0, 1, 2, 3] |n| many_or_many(n);
    beside_a_variant [0, 1, 2] |n| beside_a_variant(n);
    in_a_tuple [0, 1] |n| in_a_tuple(n);
    in_a_field [0, 1] |n| in_a_field(n);
    in_an_array [1] |n| in_an_array(n);
    in_a_box [1] |n| in_a_box(n);
    in_an_option [1] |n| in_an_option(n);
    of_a_value_without_a_name [0, 1] |n| of_a_value_without_a_name(n);
    of_a_parameter [0, 1] |n| of_a_parameter(now(n), n);
    in_arms_that_await [0, 1, 2, 3] |n| in_arms_that_await(n);
    in_arms_that_do_not_await [0, 1, 2, 3] |n| in_arms_that_do_not_await(n);
    in_loops [0, 1] |n| in_loops(n);
    filled_again [0, 1, 2] |n| filled_again(n);
}
