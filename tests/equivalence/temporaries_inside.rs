//! Temporaries inside of a `match`, of a block, or of an index, which live as long as the statement around that: in what is
//! awaited, and in what is the tail of a function.
use crate::harness::*;

functions! {

    pub async fn match_in_an_operand(n: u64) -> u64 {
        let _a = noisy("a", n);
        let got = eat(
            noisy(
                "food",
                match noisy("matched", n).get() {
                    value => value,
                },
            ),
            1,
        )
        .await;
        call("behind", got)
    }

    pub async fn match_by_reference_in_an_operand(n: u64) -> u64 {
        let got = eat(
            noisy(
                "food",
                match noisy("matched", n) {
                    ref matched => matched.get(),
                },
            ),
            1,
        )
        .await;
        call("behind", got)
    }

    pub async fn match_that_is_awaited(n: u64) -> u64 {
        let got = eat(
            match noisy("matched", n).get() {
                0 => noisy("zero", 1),
                _ => noisy("other", 2),
            },
            1,
        )
        .await;
        call("behind", got)
    }

    pub async fn match_before_an_await(n: u64) -> u64 {
        let got = call(
            "left",
            match noisy("matched", n).get() {
                value => value,
            },
        ) + number(1).await;
        call("behind", got)
    }

    pub async fn match_in_what_is_matched(n: u64) -> u64 {
        let got = match number(match noisy("matched", n).get() {
            value => value,
        })
        .await
        {
            0 => number(1).await,
            _ => 2,
        };
        call("behind", got)
    }

    pub async fn lock_in_an_operand(n: u64) -> u64 {
        let lock = Lock::new(n);
        let got = number(match *lock.lock_now() {
            0 => 1,
            value => value,
        })
        .await;
        let got = got + number([3, 4][*lock.lock_now() as usize % 2]).await;
        call("behind", got)
    }

    pub async fn index_and_range_and_list(n: u64) -> u64 {
        let got = number([1, 2, 3][noisy("index", 1).get() as usize]).await;
        let got = got + number((noisy("from", n).get()..5).start).await;
        let got = got + number([noisy("repeated", n).get(); 2][0]).await;
        let got = got + number(vec![noisy("listed", n).get(), 2][0]).await;
        call("behind", got)
    }

    pub async fn if_let_in_an_operand(n: u64) -> u64 {
        let got = number(if let 0 = noisy("matched", n).get() { 1 } else { 2 }).await;
        call("behind", got)
    }

    pub async fn block_in_an_operand(n: u64) -> u64 {
        let got = number(n + { noisy("inside", n).get() }).await;
        // SAFETY: nothing in it is unsafe.
        let got = got + number(unsafe { noisy("unsafe", n).get() }).await;
        call("behind", got)
    }

    pub async fn in_the_tail_of_a_branch(n: u64) -> u64 {
        let _a = noisy("a", n);
        if n == 0 {
            pause(1).await;
            call(
                "then",
                number(match noisy("matched", n).get() {
                    value => value,
                })
                .await,
            )
        } else {
            2
        }
    }

    pub async fn beside_a_field_that_gets_a_value(n: u64) -> u64 {
        let mut it = halves(n);
        it.left.touch().await;
        it.left = noisy("again", noisy("temporary", n).get());
        pause(1).await;
        it.count
    }

    pub async fn beside_a_torn_field_that_gets_a_value(n: u64) -> u64 {
        let mut it = (halves(n), noisy("second", n));
        pause(1).await;
        match it.0 {
            Halves { left, .. } => eat(left, 1).await,
        };
        it.0 = halves(noisy("temporary", n).get());
        pause(1).await;
        it.1.get()
    }

    pub async fn if_let_in_a_condition(n: u64) -> u64 {
        let _a = noisy("a", n);
        if (if let 0 | 2 = noisy("matched", n).get() { 1 } else { n }) == 1 {
            pause(1).await;
            call("then", 1)
        } else {
            number(match noisy("other", n).get() {
                value => value,
            })
            .await
        }
    }

    pub async fn match_as_the_tail(n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        let _b = noisy("b", n);
        match noisy("matched", n).get() {
            0 => 1,
            value => call("value", value),
        }
    }

    pub async fn match_by_reference_as_the_tail(n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        match noisy("matched", n) {
            Noisy { value: 0, .. } => 1,
            ref matched => matched.get(),
        }
    }

    pub async fn match_in_the_tail(n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        call(
            "around",
            match fetch("matched", n).await.get() {
                value => value,
            },
        )
    }

    pub async fn match_with_a_method_as_the_tail(n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        (match noisy("matched", n).get() {
            value => noisy("made", value),
        })
        .get()
    }

    pub async fn match_of_a_lock_as_the_tail(n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        match Lock::new(n).lock_now() {
            guard => *guard + 1,
        }
    }

    pub async fn if_let_as_the_tail(n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        if let 0 = noisy("matched", n).get() { call("then", 1) } else { call("else", 1) }
    }

    pub async fn if_let_statement_as_the_tail(n: u64) {
        let _a = noisy("a", n);
        pause(1).await;
        if let 1 = noisy("matched", n).get() {
            call("then", 1);
        }
    }

    pub async fn list_as_the_tail(n: u64) -> Vec<u64> {
        let _a = noisy("a", n);
        pause(1).await;
        vec![noisy("first", n).get(), noisy("second", n).get()]
    }

    pub async fn unsafe_block_as_the_tail(n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        // SAFETY: nothing in it is unsafe.
        unsafe { noisy("inside", n).get() }
    }

    pub async fn return_as_the_tail(n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        return noisy("returned", n).get();
    }

    pub async fn borrows_from_a_local_in_the_tail(n: u64) -> u64 {
        let list = [noisy("first", n), noisy("second", n)];
        pause(1).await;
        match list.iter().next() {
            Some(first) => first.get(),
            None => 0,
        }
    }

    pub async fn borrows_from_a_local_in_the_tail_of_a_block(n: u64) -> u64 {
        let got = {
            let list = [noisy("first", n), noisy("second", n)];
            pause(1).await;
            match list.iter().next() {
                Some(first) => first.get(),
                None => 0,
            }
        };
        call("behind", got)
    }
}

cases! {
    match_in_an_operand [0, 1] |n| match_in_an_operand(n);
    match_by_reference_in_an_operand [0, 1] |n| match_by_reference_in_an_operand(n);
    match_that_is_awaited [0, 1] |n| match_that_is_awaited(n);
    match_before_an_await [0, 1] |n| match_before_an_await(n);
    match_in_what_is_matched [0, 1] |n| match_in_what_is_matched(n);
    lock_in_an_operand [0, 1] |n| lock_in_an_operand(n);
    index_and_range_and_list [0, 1] |n| index_and_range_and_list(n);
    if_let_in_an_operand [0, 1] |n| if_let_in_an_operand(n);
    block_in_an_operand [0, 1] |n| block_in_an_operand(n);
    in_the_tail_of_a_branch [0, 1] |n| in_the_tail_of_a_branch(n);
    beside_a_field_that_gets_a_value [0, 1] |n| beside_a_field_that_gets_a_value(n);
    beside_a_torn_field_that_gets_a_value [0, 1] |n| beside_a_torn_field_that_gets_a_value(n);
    if_let_in_a_condition [0, 1, 3] |n| if_let_in_a_condition(n);
    match_as_the_tail [0, 1] |n| match_as_the_tail(n);
    match_by_reference_as_the_tail [0, 1] |n| match_by_reference_as_the_tail(n);
    match_in_the_tail [0, 1] |n| match_in_the_tail(n);
    match_with_a_method_as_the_tail [0, 1] |n| match_with_a_method_as_the_tail(n);
    match_of_a_lock_as_the_tail [0, 1] |n| match_of_a_lock_as_the_tail(n);
    if_let_as_the_tail [0, 1] |n| if_let_as_the_tail(n);
    if_let_statement_as_the_tail [0, 1] |n| if_let_statement_as_the_tail(n);
    list_as_the_tail [0, 1] |n| list_as_the_tail(n);
    unsafe_block_as_the_tail [0, 1] |n| unsafe_block_as_the_tail(n);
    return_as_the_tail [0, 1] |n| return_as_the_tail(n);
    borrows_from_a_local_in_the_tail [0, 1] |n| borrows_from_a_local_in_the_tail(n);
    borrows_from_a_local_in_the_tail_of_a_block [0, 1] |n| borrows_from_a_local_in_the_tail_of_a_block(n);
}
