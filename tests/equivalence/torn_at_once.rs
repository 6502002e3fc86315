//! Locals of which conditions and matches move parts in code that does not wait.
#![allow(irrefutable_let_patterns)]
use crate::harness::*;

pub enum Message {
    Data { id: u64, body: Noisy, tail: Noisy },
    Ping(Noisy, Noisy),
    Close,
}

pub fn message(n: u64) -> Message {
    match n % 3 {
        0 => Message::Data { id: n, body: noisy("body", n), tail: noisy("tail", n) },
        1 => Message::Ping(noisy("ping", n), noisy("pong", n)),
        _ => Message::Close,
    }
}

pub struct Letter {
    message: Message,
    answer: Message,
    stamp: Noisy,
    #[allow(dead_code)]
    seal: Noisy,
}

pub fn letter(n: u64) -> Letter {
    Letter { message: message(n), answer: message(n / 3), stamp: noisy("stamp", n), seal: noisy("seal", n) }
}

functions! {
    pub async fn kinds_beside_a_field(n: u64) -> u64 {
        let letter = letter(n);
        let _other = noisy("other", n);
        pause(1).await;
        let got = if n > 2 {
            match letter.message {
                Message::Data { body, .. } => consume(body),
                Message::Ping(_, pong) => consume(pong),
                Message::Close => 1,
            }
        } else {
            match letter.message {
                Message::Data { .. } => 2,
                Message::Ping(ping, pong) if pong.get() == 1 => consume(ping),
                Message::Ping(..) => 3,
                Message::Close => 4,
            }
        };
        pause(1).await;
        got + consume(letter.stamp)
    }

    pub async fn kinds_of_two_values(n: u64) -> u64 {
        let letter = letter(n);
        pause(1).await;
        let _other = noisy("other", n);
        let got = match letter.answer {
            Message::Data { body, tail, .. } => consume(tail) + consume(body),
            Message::Ping(ping, _) => consume(ping),
            Message::Close => 4,
        };
        let stamp = letter.stamp;
        if let Message::Ping(ping, _) = letter.message {
            consume(ping);
        } else if let Message::Data { tail, .. } = letter.message {
            consume(tail);
        }
        pause(1).await;
        got + stamp.get()
    }

    pub async fn if_let_and_set_again(n: u64) -> u64 {
        let mut value = (halves(n), 2);
        pause(1).await;
        if let (Halves { left, .. }, _) = value {
            consume(left);
        }
        value = (halves(n), 3);
        pause(1).await;
        call("x", value.1)
    }

    pub async fn if_let_else(n: u64) -> u64 {
        let m = message(n);
        let _other = noisy("other", n);
        if let Message::Data { body, id, .. } = m {
            call("id", id);
            consume(body);
        } else {
            call("none", 1);
        }
        pause(1).await;
        3
    }

    pub async fn a_match_in_a_branch_that_does_not_wait(n: u64) -> u64 {
        let m = message(n);
        let _other = noisy("other", n);
        if n < 5 {
            match m {
                Message::Data { body, .. } => {
                    consume(body);
                }
                Message::Ping(a, _) if a.is_even() => {
                    consume(a);
                }
                Message::Ping(_, b) => {
                    consume(b);
                }
                _ => {}
            }
            call("after", 1);
        }
        pause(1).await;
        3
    }

    pub async fn a_match_as_an_operand(n: u64) -> u64 {
        let m = message(n);
        let _other = noisy("other", n);
        let x = call(
            "x",
            match m {
                Message::Data { body, .. } => consume(body),
                Message::Ping(_, b) => consume(b),
                _ => 1,
            },
        ) + call("y", 2);
        pause(1).await;
        x
    }

    pub async fn if_let_in_a_loop_that_ends(n: u64) -> u64 {
        let m = message(n);
        let _other = noisy("other", n);
        let mut x = 0;
        for i in 0..3 {
            if i == 1 {
                if let Message::Ping(a, _) = m {
                    x += consume(a);
                }
                break;
            }
            call("i", i);
        }
        pause(1).await;
        x
    }

    pub async fn of_a_local_of_a_block_and_of_one_around(n: u64) -> u64 {
        let m = message(n);
        let _other = noisy("other", n);
        {
            let p = (noisy("p", n), noisy("q", n));
            if let (a, _) = p {
                consume(a);
            }
            call("end of block", 1);
        }
        let x = loop {
            if let Message::Ping(_, b) = m {
                break consume(b);
            }
            break 2;
        };
        pause(1).await;
        x
    }

    pub async fn if_let_as_an_argument(n: u64) -> u64 {
        let m = message(n);
        let _other = noisy("other", n);
        let f = |x: u64| x + 1;
        let got = f(if let Message::Ping(ref a, b) = m { consume(b) + a.get() } else { 3 });
        pause(1).await;
        got
    }

    pub async fn let_else(n: u64) -> u64 {
        let m = message(n);
        let _other = noisy("other", n);
        let Message::Ping(a, _) = m else {
            call("else", 1);
            return 2;
        };
        pause(1).await;
        a.get()
    }

    pub async fn if_let_as_the_tail(n: u64) -> u64 {
        let m = message(n);
        let _other = noisy("other", n);
        pause(1).await;
        call("i", n) + if let Message::Ping(a, _) = m { a.get() } else { call("none", 1) }
    }

    pub async fn arms_that_leave(n: u64) -> Result<u64, String> {
        let m = message(n);
        let _other = noisy("other", n);
        pause(1).await;
        if n < 3 {
            match m {
                Message::Data { body, .. } => check(consume(body))?,
                Message::Ping(a, _) => return Ok(a.get()),
                Message::Close => return Err("closed".into()),
            };
        }
        pause(1).await;
        Ok(3)
    }

    pub async fn a_match_in_a_macro(n: u64) -> u64 {
        let m = message(n);
        let _other = noisy("other", n);
        pause(1).await;
        say!(
            "{}",
            match m {
                Message::Ping(a, _) => a.get(),
                Message::Data { tail, .. } => consume(tail),
                _ => 0,
            }
        );
        pause(1).await;
        call("e", 2)
    }

    pub async fn a_guard_that_panics(n: u64) -> u64 {
        let it = Some(noisy("it", n));
        let _other = noisy("other", n);
        pause(1).await;
        let got = match it {
            Some(it) if it.is_even() => consume(it),
            None => 2,
            _ => call("left", 1),
        };
        pause(1).await;
        got
    }

    pub async fn a_guard_that_panics_beside_an_await(n: u64) -> u64 {
        let it = message(n);
        let _other = noisy("other", n);
        pause(1).await;
        match it {
            Message::Ping(ping, pong) if test("pair", ping.value < 2) => eat(ping, 1).await + pong.get(),
            whole if test("whole", n != 3) => match whole {
                Message::Data { body, .. } => consume(body),
                _ => 1,
            },
            Message::Close => 3,
            _ => number(4).await,
        }
    }

    pub async fn a_guard_about_a_number(n: u64) -> u64 {
        let it = n;
        let _other = noisy("other", n);
        pause(1).await;
        let got = match it {
            it if test("it", it > 1) => call("more", it),
            0 => 7,
            it => it + 1,
        };
        pause(1).await;
        got + it
    }

    pub async fn let_in_a_branch(n: u64) -> u64 {
        let it = (noisy("first", n), noisy("second", n));
        let _other = noisy("other", n);
        pause(1).await;
        if n > 0 {
            let (first, _) = it;
            consume(first);
        }
        pause(1).await;
        call("behind", 1)
    }

    pub async fn assignment_of_a_part(n: u64) -> u64 {
        let mut pair = (noisy("first", n), noisy("second", n));
        let mut it = noisy("it", n);
        pause(1).await;
        (it, _) = pair;
        pause(1).await;
        pair = (it, noisy("another", n));
        pause(1).await;
        pair.0.get()
    }

    pub async fn while_let(n: u64) -> u64 {
        let mut pair = maybe_two(n);
        let mut sum = 0;
        while let Some((first, _)) = pair {
            sum += eat(first, 1).await;
            pair = (sum < 3).then(|| (noisy("next", sum + 1), noisy("rest", sum)));
        }
        sum
    }
}

cases! {
    kinds_beside_a_field [0, 1, 2, 3, 4, 5] |n| kinds_beside_a_field(n);
    kinds_of_two_values [0, 1, 2, 3, 4, 5, 6, 7, 8] |n| kinds_of_two_values(n);
    if_let_and_set_again [0, 1] |n| if_let_and_set_again(n);
    if_let_else [0, 1, 2] |n| if_let_else(n);
    a_match_in_a_branch_that_does_not_wait [0, 1, 2, 4, 6] |n| a_match_in_a_branch_that_does_not_wait(n);
    a_match_as_an_operand [0, 1, 2] |n| a_match_as_an_operand(n);
    if_let_in_a_loop_that_ends [0, 1, 2] |n| if_let_in_a_loop_that_ends(n);
    of_a_local_of_a_block_and_of_one_around [0, 1, 2] |n| of_a_local_of_a_block_and_of_one_around(n);
    if_let_as_an_argument [0, 1, 2] |n| if_let_as_an_argument(n);
    let_else [0, 1, 2] |n| let_else(n);
    if_let_as_the_tail [0, 1, 2] |n| if_let_as_the_tail(n);
    arms_that_leave [0, 1, 2, 3] |n| arms_that_leave(n);
    a_match_in_a_macro [0, 1, 2] |n| a_match_in_a_macro(n);
    let_in_a_branch [0, 1] |n| let_in_a_branch(n);
    assignment_of_a_part [1] |n| assignment_of_a_part(n);
    while_let [0, 1, 2] |n| while_let(n);
    a_guard_that_panics [0, 1] |n| a_guard_that_panics(n);
    a_guard_that_panics_beside_an_await [0, 1, 2, 3, 4] |n| a_guard_that_panics_beside_an_await(n);
    a_guard_about_a_number [0, 1, 2] |n| a_guard_about_a_number(n);
}
