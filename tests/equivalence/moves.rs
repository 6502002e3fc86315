//! Moves: of whole locals and of parts, in one branch only, into closures, and back in again.
use crate::harness::*;

functions! {
    pub async fn moved_into_a_call(n: u64) -> u64 {
        let a = noisy("a", n);
        let b = noisy("b", n);
        pause(1).await;
        let got = consume(a);
        pause(1).await;
        got + b.value
    }

    pub async fn moved_into_an_awaited_call(n: u64) -> u64 {
        let a = noisy("a", n);
        let b = noisy("b", n);
        pause(1).await;
        let got = eat(a, 1).await;
        let _c = noisy("c", got);
        pause(1).await;
        eat(b, 1).await + got
    }

    pub async fn moved_by_a_method(n: u64) -> u64 {
        let a = noisy("a", n);
        let _b = noisy("b", n);
        pause(1).await;
        let got = a.into_finished().await;
        pause(1).await;
        got
    }

    pub async fn moved_to_another_local(n: u64) -> u64 {
        let a = noisy("a", n);
        pause(1).await;
        let _between = noisy("between", n);
        let moved = a;
        let mut last = noisy("last", n);
        pause(1).await;
        last = moved;
        pause(1).await;
        last.get()
    }

    pub async fn moved_out_as_the_result(n: u64) -> Noisy {
        let a = noisy("a", n);
        let b = noisy("b", n);
        pause(1).await;
        if n == 1 {
            return b;
        }
        a
    }

    pub async fn moved_in_one_branch(n: u64) -> u64 {
        let a = noisy("a", n);
        let _b = noisy("b", n);
        pause(1).await;
        if n == 1 {
            eat(a, 1).await;
        }
        pause(1).await;
        n
    }

    pub async fn moved_in_one_branch_without_await(n: u64) -> u64 {
        let a = noisy("a", n);
        let _b = noisy("b", n);
        pause(1).await;
        if n == 1 {
            drop(a);
        } else if n == 2 {
            call("kept", a.value);
        }
        pause(1).await;
        n
    }

    pub async fn moved_in_one_arm(n: u64) -> u64 {
        let a = noisy("a", n);
        let b = noisy("b", n);
        let got = match number(n).await {
            0 => consume(a),
            1 => eat(b, 1).await,
            2 => consume(a) + consume(b),
            _ => 0,
        };
        pause(1).await;
        got
    }

    pub async fn moved_in_a_loop_that_ends(n: u64) -> u64 {
        let a = noisy("a", n);
        let mut i = 0;
        loop {
            pause(1).await;
            if i == n {
                eat(a, 1).await;
                break;
            }
            i += 1;
            if i == 3 {
                return 3;
            }
        }
        pause(1).await;
        i
    }

    pub async fn moved_before_question(n: u64) -> Result<u64, String> {
        let a = noisy("a", n);
        let b = noisy("b", n);
        pause(1).await;
        drop(b);
        let c = attempt(n).await?;
        drop(a);
        attempt(c + 1).await
    }

    pub async fn reinitialised(n: u64) -> u64 {
        let mut a = noisy("a", n);
        let _b = noisy("b", n);
        pause(1).await;
        let first = eat(a, 1).await;
        a = fetch("again", first + 1).await;
        pause(1).await;
        drop(a);
        pause(1).await;
        a = noisy("third", 3);
        pause(1).await;
        a.get()
    }

    pub async fn reinitialised_in_a_loop(n: u64) -> u64 {
        let mut held = noisy("held", 0);
        for i in 0..n {
            pause(1).await;
            let value = consume(held);
            if i == 2 {
                return value;
            }
            held = fetch("next", value + 1).await;
        }
        held.get()
    }

    pub async fn reinitialised_in_one_branch(n: u64) -> u64 {
        let mut a = noisy("a", n);
        let _b = noisy("b", n);
        pause(1).await;
        drop(a);
        if n > 0 {
            a = noisy("again", n);
            if n > 1 {
                pause(1).await;
                call("seen", a.value);
            }
        }
        pause(1).await;
        n
    }

    pub async fn overwritten(n: u64) -> u64 {
        let mut a = noisy("a", n);
        let _b = noisy("b", n);
        pause(1).await;
        a = noisy("over", n + 1);
        pause(1).await;
        a = fetch("over again", n + 2).await;
        a.get()
    }

    pub async fn moved_out_of_an_option(n: u64) -> u64 {
        let mut slot = Some(noisy("slot", n));
        pause(1).await;
        if let Some(taken) = slot.take() {
            eat(taken, 1).await;
        }
        slot = Some(noisy("refilled", n));
        pause(1).await;
        match slot {
            Some(taken) if n == 1 => consume(taken),
            _ => {
                pause(1).await;
                0
            }
        }
    }

    pub async fn parts_moved(n: u64) -> u64 {
        let pair = (noisy("left", n), noisy("right", n));
        let (a, b) = pair;
        pause(1).await;
        let got = eat(b, 1).await;
        pause(1).await;
        got + a.value
    }

    pub async fn part_moved_between_awaits(n: u64) -> u64 {
        let pair = (noisy("left", n), noisy("right", n));
        pause(1).await;
        let (left, right) = pair;
        let got = consume(left);
        pause(1).await;
        got + right.get()
    }

    pub async fn moved_into_a_struct(n: u64) -> Failure {
        let witness = noisy("witness", n);
        let why = text("moved").await;
        pause(1).await;
        let failure = Failure { why, witness };
        pause(1).await;
        failure
    }

    pub async fn moved_into_a_collection(n: u64) -> Vec<Noisy> {
        let first = noisy("first", n);
        let second = noisy("second", n);
        pause(1).await;
        let mut list = vec![first];
        pause(1).await;
        if n > 0 {
            list.push(second);
        }
        pause(1).await;
        list
    }

    pub async fn copies_stay(n: u64) -> u64 {
        let a = n + 1;
        let b = (a, n);
        pause(1).await;
        let c = a;
        let d = b;
        let e = call("copy", a);
        pause(1).await;
        a + b.0 + c + d.1 + e
    }

    pub async fn moved_by_a_block(n: u64) -> u64 {
        let a = noisy("a", n);
        let _b = noisy("b", n);
        pause(1).await;
        {
            let _taken = a;
            pause(1).await;
        }
        pause(1).await;
        {
            n
        }
    }
}

cases! {
    moved_into_a_call [0, 1] |n| moved_into_a_call(n);
    moved_into_an_awaited_call [0, 1] |n| moved_into_an_awaited_call(n);
    moved_by_a_method [0, 1] |n| moved_by_a_method(n);
    moved_to_another_local [0, 1] |n| moved_to_another_local(n);
    moved_out_as_the_result [0, 1] |n| moved_out_as_the_result(n);
    moved_in_one_branch [0, 1] |n| moved_in_one_branch(n);
    moved_in_one_branch_without_await [0, 1, 2] |n| moved_in_one_branch_without_await(n);
    moved_in_one_arm [0, 1, 2, 3] |n| moved_in_one_arm(n);
    moved_in_a_loop_that_ends [0, 1, 5] |n| moved_in_a_loop_that_ends(n);
    moved_before_question [0, 2, 3] |n| moved_before_question(n);
    reinitialised [0, 1] |n| reinitialised(n);
    reinitialised_in_a_loop [0, 1, 4] |n| reinitialised_in_a_loop(n);
    reinitialised_in_one_branch [0, 1, 2] |n| reinitialised_in_one_branch(n);
    overwritten [0, 1] |n| overwritten(n);
    moved_out_of_an_option [0, 1] |n| moved_out_of_an_option(n);
    parts_moved [0, 1] |n| parts_moved(n);
    part_moved_between_awaits [0, 1] |n| part_moved_between_awaits(n);
    moved_into_a_struct [0, 1] |n| moved_into_a_struct(n);
    moved_into_a_collection [0, 1] |n| moved_into_a_collection(n);
    copies_stay [0, 1] |n| copies_stay(n);
    moved_by_a_block [0, 1] |n| moved_by_a_block(n);
}
