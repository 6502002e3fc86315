//! Calls that never return: what names a local behind them does not run, so that the local may have moved before.
use crate::harness::*;

async fn stops(n: u64) -> ! {
    pause(1).await;
    stop(n)
}

async fn takes(it: Noisy) -> u64 {
    pause(1).await;
    it.get() + 1
}

fn takes_at_once(it: Noisy) -> u64 {
    step();
    it.get()
}

macro_rules! stopped {
    ($value:expr) => {{
        let value = $value;
        stop(value)
    }};
}

functions! {
    pub async fn given_away_beside_what_lives_in_a_slot(n: u64) -> Result<u64, Failure> {
        let kept = n;
        let given = attempt_noisy("given", n).await?;
        if matches!(format!("{kept:?}").len(), 0 | 3) {
            stop(consume(given));
        }
        Ok(given.value + kept)
    }

    pub async fn looked_into_twice(n: u64) -> u64 {
        let first = noisy("first", n);
        if first.touch().await != 5 {
            let shape = shape(consume(first));
            if let Shape::Number(count) | Shape::Two { count, .. } = shape {
                return count;
            } else if let Shape::One(ref left) = shape {
                return left.get();
            }
        }
        n
    }

    pub async fn a_closure_that_takes(n: u64) -> u64 {
        let it = now(noisy("it", n)).await;
        if n > 1 {
            let take = || takes_at_once(it);
            stop(take());
        }
        pause(1).await;
        takes(it).await
    }

    pub async fn a_block_that_takes(n: u64) -> u64 {
        let it = now(noisy("it", n)).await;
        if flag(n > 1).await {
            let block = async { it.get() + takes(it).await };
            stop(block.await);
        }
        pause(1).await;
        takes(it).await
    }

    pub async fn a_macro_that_takes(n: u64) -> u64 {
        let mut it = now(noisy("it", n)).await;
        if flag(n > 1).await {
            it = fetch("again", n).await;
            let sum = tokio::try_join!(attempt(takes_at_once(it)), attempt(1)).map_or(7, |(left, right)| left + right);
            stop(sum);
        }
        pause(1).await;
        takes(it).await
    }

    pub async fn a_closure_that_copies(n: u64) -> u64 {
        let it = now(n).await;
        if flag(n > 1).await {
            let copy = || call("copied", it) + 1;
            pause(1).await;
            call("may return", copy() + copy());
        }
        pause(1).await;
        call("it", it)
    }

    pub async fn a_closure_that_changes_and_copies(n: u64) -> u64 {
        let mut it = now(n).await;
        if flag(n > 1).await {
            let mut change = || {
                it += 1;
                call("changed", it)
            };
            change();
            pause(1).await;
            call("may return", change());
        }
        pause(1).await;
        call("it", it)
    }

    pub async fn after_an_await(n: u64) -> u64 {
        let it = noisy("it", n);
        pause(1).await;
        if n > 1 {
            takes(it).await;
            stop(n);
        }
        pause(1).await;
        takes(it).await
    }

    pub async fn without_an_await(n: u64) -> u64 {
        let it = noisy("it", n);
        pause(1).await;
        if n > 1 {
            takes_at_once(it);
            stop(n);
        }
        pause(1).await;
        takes(it).await
    }

    pub async fn never_ready(n: u64) -> u64 {
        let it = noisy("it", n);
        pause(1).await;
        if n > 1 {
            let inner = it;
            pause(1).await;
            stops(inner.get()).await;
        }
        takes(it).await
    }

    pub async fn in_a_match(n: u64) -> u64 {
        let (it, other) = (noisy("it", n), noisy("other", n));
        pause(1).await;
        let found: u64 = match n {
            0 => it.get(),
            1 => {
                takes(it).await;
                stop(1)
            }
            2 => stop(takes_at_once(other)),
            _ => {
                takes(other).await;
                stop(n)
            }
        };
        pause(1).await;
        found + takes(it).await + takes(other).await
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        let it = noisy("it", n);
        pause(1).await;
        loop {
            pause(1).await;
            let got = takes(it).await;
            if n < 2 {
                return got;
            }
            stop(n);
        }
    }

    pub async fn behind_a_loop(n: u64) -> u64 {
        let it = noisy("it", n);
        pause(1).await;
        if n > 1 {
            takes_at_once(it);
            loop {
                pause(1).await;
                if n > 2 {
                    break;
                }
                stop(2);
            }
            stop(3);
        }
        takes(it).await
    }

    pub async fn in_macros(n: u64) -> u64 {
        let it = noisy("it", n);
        pause(1).await;
        if n == 1 {
            stopped!(takes(it).await);
        }
        if n == 2 {
            stopped!(takes_at_once(it));
        }
        takes(it).await
    }

    pub async fn captured(n: u64) -> u64 {
        let it = noisy("it", n);
        pause(1).await;
        if n == 1 {
            let call = move || takes_at_once(it);
            stop(call());
        } else if n == 2 {
            let block = async move { takes(it).await };
            stop(block.await);
        }
        takes(it).await
    }

    pub async fn filled_again(n: u64) -> u64 {
        let mut it = noisy("it", n);
        for turn in 0..2 {
            pause(1).await;
            if turn == n {
                takes(it).await;
                stop(n);
            }
            let got = takes(it).await;
            it = noisy("again", got);
        }
        takes(it).await
    }

    pub async fn copied(n: u64) -> u64 {
        let key = call("key", n);
        pause(1).await;
        if n > 1 {
            number(key).await;
            stop(key);
        }
        let pair = (key, key);
        pause(1).await;
        if n == 1 {
            number(key).await;
        }
        number(pair.0).await + key
    }

    pub async fn the_value_of_a_branch(n: u64) -> u64 {
        let a = if n < 2 {
            fetch("a", n).await
        } else {
            pause(1).await;
            stop(n);
        };
        let b = match n {
            0 => fetch("b", n).await,
            1 => {
                loop {
                    pause(1).await;
                    break;
                }
                stop(a.get());
            }
            _ => noisy("other", n),
        };
        b.get()
    }

    pub async fn the_value_of_a_branch_that_waits(n: u64) -> u64 {
        let a = if n < 2 {
            fetch("a", n).await
        } else {
            pause(1).await;
            stops(n).await;
        };
        let () = if n < 1 {
            pause(1).await;
        } else {
            call("nothing", 1);
        };
        a.get()
    }

    pub async fn the_value_of_an_arm(n: u64) -> u64 {
        let got = match attempt(n).await {
            Ok(got) => got,
            Err(_why) => {
                let it = noisy("it", n);
                read_from(&it, 1).await;
                it.into_finished().await;
                stop(noisy("stopped", n).get());
            }
        };
        got + 1
    }
}

cases! {
    given_away_beside_what_lives_in_a_slot [0, 1] |n| given_away_beside_what_lives_in_a_slot(n);
    looked_into_twice [0, 1, 2, 3] |n| looked_into_twice(n);
    a_closure_that_takes [0, 2] |n| a_closure_that_takes(n);
    a_block_that_takes [0, 2] |n| a_block_that_takes(n);
    a_macro_that_takes [0, 2] |n| a_macro_that_takes(n);
    a_closure_that_copies [0, 2] |n| a_closure_that_copies(n);
    a_closure_that_changes_and_copies [0, 2] |n| a_closure_that_changes_and_copies(n);
    after_an_await [1, 2] |n| after_an_await(n);
    without_an_await [1, 2] |n| without_an_await(n);
    never_ready [1, 2] |n| never_ready(n);
    in_a_match [0, 1, 2, 3] |n| in_a_match(n);
    in_a_loop [1, 2] |n| in_a_loop(n);
    behind_a_loop [1, 2, 3] |n| behind_a_loop(n);
    in_macros [0, 1, 2] |n| in_macros(n);
    captured [0, 1, 2] |n| captured(n);
    filled_again [0, 1, 2] |n| filled_again(n);
    copied [0, 1, 2] |n| copied(n);
    the_value_of_a_branch [0, 1, 2] |n| the_value_of_a_branch(n);
    the_value_of_a_branch_that_waits [0, 1, 2] |n| the_value_of_a_branch_that_waits(n);
    the_value_of_an_arm [0, 3] |n| the_value_of_an_arm(n);
}
