//! What patterns leave behind when they move something out of the same value.
use crate::harness::*;

pub struct Pair {
    left: Noisy,
    right: Noisy,
}

fn pair_of(n: u64) -> Pair {
    Pair { left: noisy("left", n), right: noisy("right", n + 1) }
}

pub enum Message {
    Empty,
    Text { body: Noisy, sender: Noisy, priority: u64 },
    Pair(Pair, Noisy),
}

fn message(n: u64) -> Message {
    match n {
        0 => Message::Empty,
        1 => Message::Text { body: noisy("body", n), sender: noisy("sender", n), priority: call("priority", n) },
        _ => Message::Pair(pair_of(n), noisy("third", n)),
    }
}

functions! {
    pub async fn out_of_a_box_by_braces(n: u64) -> u64 {
        let boxed = Box::new(noisy("boxed", n));
        pause(1).await;
        let taken = *{ boxed };
        eat(taken, 1).await
    }

    pub async fn rest_of_a_scrutinee(n: u64) -> u64 {
        let _kept = noisy("kept", n);
        let got = match message(n) {
            Message::Text { body, .. } => {
                let _inner = noisy("inner", n);
                eat(body, 1).await
            }
            Message::Pair(Pair { right, .. }, _) => right.touch().await,
            Message::Empty => number(1).await,
        };
        pause(1).await;
        got
    }

    pub async fn rest_in_the_middle_of_an_expression(n: u64) -> u64 {
        call("left", n)
            + match message(n) {
                Message::Text { body, priority, .. } => eat(body, 1).await + priority,
                Message::Pair(.., third) => third.touch().await,
                _ => 0,
            }
            + call("right", number(1).await)
    }

    pub async fn rest_of_a_parameter(message: Message) -> u64 {
        let first = noisy("first", 1);
        let got = match message {
            Message::Text { body, .. } => eat(body, 1).await,
            Message::Pair(pair, _) => {
                pause(1).await;
                pair.left.value
            }
            Message::Empty => 0,
        };
        let _last = noisy("last", got);
        pause(1).await;
        got + first.value
    }

    pub async fn rest_of_a_local(n: u64) -> u64 {
        let pair = pair_of(n);
        let other = noisy("other", n);
        let Pair { left, .. } = pair;
        pause(1).await;
        let got = eat(left, 1).await;
        let more = read_from(&pair.right, 1).await;
        pause(1).await;
        got + more + other.value
    }

    pub async fn rest_of_a_local_in_one_branch(n: u64) -> u64 {
        let pair = pair_of(n);
        pause(1).await;
        if n == 0 {
            let Pair { right, .. } = pair;
            pause(1).await;
            drop(right);
            pause(1).await;
        } else if n == 1 {
            let Pair { left, right } = pair;
            pause(1).await;
            drop(left);
        }
        let _after = noisy("after", n);
        pause(1).await;
        n
    }

    pub async fn rest_in_two_steps(n: u64) -> u64 {
        let triple = (noisy("a", n), noisy("b", n), noisy("c", n));
        pause(1).await;
        let (a, ..) = triple;
        pause(1).await;
        let (_, _, c) = triple;
        let got = weigh(a, number(n).await, c);
        pause(1).await;
        got + triple.1.touch().await
    }

    pub async fn rest_is_given_back(n: u64) -> u64 {
        let mut pair = pair_of(n);
        pause(1).await;
        let Pair { left, .. } = pair;
        pause(1).await;
        pair = Pair { left: noisy("new left", left.value), right: noisy("new right", n) };
        pause(1).await;
        drop(left);
        let Pair { right, .. } = pair;
        eat(right, 1).await
    }

    pub async fn rest_of_what_is_left_by_wildcards(n: u64) -> u64 {
        match (noisy("a", n), noisy("b", n), noisy("c", n), n) {
            (_, b, _, 0) => eat(b, 1).await,
            (a, _, c, 1) if test("guard", a.value == c.value) => {
                drop(c);
                a.touch().await
            }
            (_, _, c, _) => c.touch().await,
        }
    }

    pub async fn rest_in_guards(n: u64) -> u64 {
        let got = match message(n) {
            Message::Text { body, .. } if read_from(&body, 1).await == 2 => eat(body, 1).await,
            Message::Text { body, .. } if test("plain", body.value == 3) => eat(body, 1).await,
            Message::Text { sender, .. } if sender.touch().await == 1 => eat(sender, 1).await,
            Message::Pair(Pair { left, .. }, _) if flag(left.value == 2).await => {
                pause(1).await;
                left.value
            }
            Message::Pair(.., third) => third.touch().await,
            _ => 5,
        };
        pause(1).await;
        got
    }

    pub async fn rest_in_loops(n: u64) -> u64 {
        let mut sum = 0;
        for i in 0..3 {
            match message(i) {
                Message::Text { body, .. } if n == 1 => {
                    pause(1).await;
                    sum += body.value;
                    continue;
                }
                Message::Pair(Pair { left, .. }, _) => {
                    sum += eat(left, 1).await;
                    if n == 0 {
                        break;
                    }
                }
                Message::Text { priority, .. } => sum += number(priority).await,
                _ => pause(0).await,
            }
        }
        sum
    }

    pub async fn rest_and_question(n: u64) -> Result<u64, String> {
        let pair = pair_of(n);
        let Pair { left, .. } = pair;
        let got = attempt(left.value).await?;
        match message(got) {
            Message::Text { body, .. } => Ok(attempt(body.value + 2).await? + eat(body, 1).await),
            Message::Pair(.., third) => attempt(third.value + 1).await,
            Message::Empty => Ok(got),
        }
    }

    pub async fn rest_beside_references(n: u64) -> u64 {
        match (noisy("a", n), noisy("b", n), noisy("c", n)) {
            (ref mut a, b, _) if n < 2 => {
                a.bump(1).await;
                drop(b);
                pause(1).await;
                a.value
            }
            (a, ref b, ..) => {
                drop(a);
                b.touch().await
            }
        }
    }

    pub async fn rest_of_a_local_without_awaits_in_the_arms(n: u64) -> u64 {
        let message = message(n);
        pause(1).await;
        let got = match message {
            Message::Text { body, .. } => consume(body),
            Message::Pair(_, third) => consume(third),
            Message::Empty => 0,
        };
        pause(1).await;
        call("got", got)
    }

    pub async fn rest_of_an_if_let(n: u64) -> u64 {
        let mut sum = 0;
        if let Message::Text { body, .. } = message(n) {
            sum += eat(body, 1).await;
        } else {
            sum += number(2).await;
        }
        let message = message(n);
        let _other = noisy("other", n);
        if let Message::Pair(Pair { right, .. }, _) = message {
            sum += eat(right, 1).await;
        }
        pause(1).await;
        sum
    }

    pub async fn rest_of_items(n: u64) -> u64 {
        let mut sum = 0;
        for Pair { left, .. } in [pair_of(n), pair_of(n + 2)] {
            sum += eat(left, 1).await;
            pause(1).await;
        }
        let mut list = vec![(1, pair_of(5)), (0, pair_of(7))];
        while let Some((count, Pair { right, .. })) = list.pop() {
            sum += number(count).await + right.touch().await;
        }
        sum
    }
}

fn weigh(a: Noisy, n: u64, b: Noisy) -> u64 {
    step();
    event(format_args!("weigh {a} {n} {b}"));
    a.value + n * b.value
}

cases! {
    out_of_a_box_by_braces [0] |n| out_of_a_box_by_braces(n);
    rest_of_a_scrutinee [0, 1, 2] |n| rest_of_a_scrutinee(n);
    rest_in_the_middle_of_an_expression [0, 1, 2] |n| rest_in_the_middle_of_an_expression(n);
    rest_of_a_parameter [0, 1, 2] |n| rest_of_a_parameter(message(n));
    rest_of_a_local [0, 1] |n| rest_of_a_local(n);
    rest_of_a_local_in_one_branch [0, 1, 2] |n| rest_of_a_local_in_one_branch(n);
    rest_in_two_steps [0, 1] |n| rest_in_two_steps(n);
    rest_is_given_back [0, 1] |n| rest_is_given_back(n);
    rest_of_what_is_left_by_wildcards [0, 1, 2] |n| rest_of_what_is_left_by_wildcards(n);
    rest_in_guards [0, 1, 2] |n| rest_in_guards(n);
    rest_in_loops [0, 1] |n| rest_in_loops(n);
    rest_and_question [0, 1, 2, 3] |n| rest_and_question(n);
    rest_beside_references [0, 2] |n| rest_beside_references(n);
    rest_of_a_local_without_awaits_in_the_arms [0, 1, 2] |n| rest_of_a_local_without_awaits_in_the_arms(n);
    rest_of_an_if_let [0, 1, 2] |n| rest_of_an_if_let(n);
    rest_of_items [0, 1] |n| rest_of_items(n);
}
