//! Patterns in `async` blocks that look into what the block captures: where what they bind moves, natively all of that goes into the
//! block, and where it is copied, the block borrows it.
use crate::{
    harness::*,
    patterns_in_closures::{Message, maybe_noisy, message},
};

fn sends<T: Send>(block: T) -> T {
    block
}

functions! {
    pub async fn an_option(it: Option<Noisy>, n: u64) -> u64 {
        let _a = noisy("a", n);
        let block = async {
            if let Some(it) = it {
                pause(1).await;
                consume(it)
            } else {
                call("none", 1)
            }
        };
        pause(1).await;
        block.await
    }

    pub async fn an_option_of_a_number(n: u64) -> u64 {
        let it = Some(n);
        let block = async {
            if let Some(it) = it { number(it).await } else { call("none", 1) }
        };
        pause(1).await;
        block.await + it.unwrap_or(1)
    }

    pub async fn a_match(n: u64) -> u64 {
        let message = message(n);
        let block = async {
            match message {
                Message::Text(text) => {
                    pause(1).await;
                    text.get()
                }
                Message::Both(both, more) if both.get() > 1 => number(more).await + both.get(),
                Message::Number(number) => number,
                _ => call("nothing", 1),
            }
        };
        pause(1).await;
        block.await
    }

    pub async fn a_match_that_names_the_whole(n: u64) -> u64 {
        let held = noisy("held", n);
        let block = async {
            match held {
                Noisy { value: 0, .. } => number(1).await,
                whole => whole.get(),
            }
        };
        pause(1).await;
        block.await
    }

    pub async fn a_block_that_is_not_awaited(n: u64) -> u64 {
        let (held, other) = (Some(noisy("held", n)), noisy("other", n));
        let block = async {
            match held {
                Some(held) => held.get() + other.get(),
                None => 1,
            }
        };
        pause(1).await;
        if n > 0 { block.await } else { call("end", 1) }
    }

    pub async fn let_else(it: Option<Noisy>, n: u64) -> u64 {
        let _a = noisy("a", n);
        let block = async {
            let Some(it) = it else { return call("none", 1) };
            pause(1).await;
            it.get()
        };
        pause(1).await;
        block.await
    }

    pub async fn a_pair(n: u64) -> u64 {
        let pair = (noisy("left", n), Some(noisy("right", n)));
        let block = async {
            let (left, Some(right)) = pair else { return 1 };
            pause(1).await;
            left.get() + consume(right)
        };
        pause(1).await;
        block.await
    }

    pub async fn a_reference(n: u64) -> u64 {
        let mut held = Some(noisy("held", n));
        let block = async {
            match held {
                Some(ref mut held) => {
                    pause(1).await;
                    held.add(1).get()
                }
                None => 1,
            }
        };
        pause(1).await;
        block.await + held.map_or(0, consume)
    }

    pub async fn in_a_macro(n: u64) -> u64 {
        let held = noisy("held", n);
        assert!(
            {
                let block = async {
                    match held {
                        Noisy { value: 7, .. } => number(1).await,
                        whole => whole.get(),
                    }
                };
                pause(1).await;
                block.await
            } < 1_000,
            "{}",
            fetch("never", 1).await
        );
        call("end", 1)
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        let mut held = Some(noisy("held", n));
        let mut sum = 0;
        for turn in 0..n {
            let block = async {
                match held {
                    Some(held) => {
                        pause(1).await;
                        consume(held)
                    }
                    None => 1,
                }
            };
            pause(1).await;
            sum += block.await;
            held = (turn == 0).then(|| noisy("again", turn));
        }
        call("end", sum)
    }

    pub async fn a_closure_inside(n: u64) -> u64 {
        let held = Some(noisy("held", n));
        let block = async {
            let give = || match held {
                Some(held) => consume(held),
                None => 1,
            };
            pause(1).await;
            give()
        };
        pause(1).await;
        block.await
    }

    pub async fn that_is_sent(n: u64) -> u64 {
        let (text, number, pair) = (Some(n.to_string()), Some(n), (n.to_string(), n));
        let block = sends(async {
            let (left, right) = pair;
            let length = match text {
                Some(text) if text.len() > 20 => 1,
                Some(text) => {
                    pause(1).await;
                    text.len() as u64
                }
                None => 2,
            };
            if let Some(number) = number { length + number + left.len() as u64 + right } else { length }
        });
        pause(1).await;
        block.await + number.unwrap_or(1)
    }

    pub async fn referred_to_or_taken(held: Noisy, n: u64) -> u64 {
        let block = async {
            match held {
                ref it if it.get() > 1 => it.touch().await,
                it => eat(it, 1).await,
            }
        };
        pause(1).await;
        block.await
    }

    pub async fn a_part_that_is_referred_to_or_taken(it: Option<Noisy>, n: u64) -> u64 {
        let block = async {
            match it {
                Some(ref it) if n > 1 => it.touch().await,
                Some(it) => eat(it, 1).await,
                None => call("none", 1),
            }
        };
        pause(1).await;
        block.await
    }

    pub async fn taken_or_changed(held: Noisy, n: u64) -> u64 {
        let mut held = held;
        let change = || match held {
            it if n > 1 => consume(it),
            ref mut it => it.add(1).get(),
        };
        pause(1).await;
        change()
    }

    pub async fn referred_to_or_copied(n: u64) -> u64 {
        let held = n;
        let look = || match held {
            ref it if *it > 1 => call("referred", *it),
            it => call("copied", it),
        };
        pause(1).await;
        look() + look() + held
    }
}

cases! {
    an_option [0, 1] |n| an_option(maybe_noisy(n), n);
    an_option_of_a_number [1] |n| an_option_of_a_number(n);
    a_match [0, 1, 2, 3] |n| a_match(n);
    a_match_that_names_the_whole [0, 1] |n| a_match_that_names_the_whole(n);
    a_block_that_is_not_awaited [0, 1] |n| a_block_that_is_not_awaited(n);
    let_else [0, 1] |n| let_else(maybe_noisy(n), n);
    a_pair [1] |n| a_pair(n);
    a_reference [1] |n| a_reference(n);
    in_a_macro [1] |n| in_a_macro(n);
    in_a_loop [0, 3] |n| in_a_loop(n);
    a_closure_inside [1] |n| a_closure_inside(n);
    that_is_sent [1] |n| that_is_sent(n);
    referred_to_or_taken [0, 1, 2] |n| referred_to_or_taken(noisy("held", n), n);
    a_part_that_is_referred_to_or_taken [0, 1, 2] |n| a_part_that_is_referred_to_or_taken((n > 0).then(|| noisy("it", n)), n);
    taken_or_changed [0, 1, 2] |n| taken_or_changed(noisy("held", n), n);
    referred_to_or_copied [1, 2] |n| referred_to_or_copied(n);
}
