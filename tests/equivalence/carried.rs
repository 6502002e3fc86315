//! What a block, a branch or a loop that awaits gives, where something behind it awaits too.
use crate::harness::*;

impl Noisy {
    fn plus(&self, more: u64) -> u64 {
        call("plus", self.value + more)
    }

    fn both(self, other: u64) -> u64 {
        call("both", self.value + other)
    }
}

functions! {
    pub async fn block_before_an_argument(n: u64) -> u64 {
        let got = ({
            let inside = fetch("inside", n).await;
            noisy("given", inside.get())
        })
        .plus(number(1).await);
        call("behind", got)
    }

    pub async fn block_given_away_before_an_argument(n: u64) -> u64 {
        let got = ({
            let inside = fetch("inside", n).await;
            noisy("given", inside.get())
        })
        .both(number(1).await);
        call("behind", got)
    }

    pub async fn block_changed_before_an_argument(n: u64) -> u64 {
        let got = ({
            let inside = fetch("inside", n).await;
            noisy("given", inside.get())
        })
        .bump(number(1).await)
        .await;
        call("behind", got)
    }

    pub async fn branch_before_an_argument(n: u64) -> u64 {
        (if n > 0 { fetch("then", n).await } else { noisy("otherwise", n) }).bump(number(1).await).await
    }

    pub async fn left_block_before_an_argument(n: u64) -> u64 {
        let got = &('left: {
            if n > 0 {
                break 'left noisy("left", n);
            }
            fetch("right", n).await
        })
        .bump(number(1).await)
        .await;
        call("behind", *got)
    }

    pub async fn match_before_an_argument(n: u64) -> u64 {
        let kept = match lookup(n).await {
            Some(x) => fetch("some", x).await,
            None => noisy("none", n),
        }
        .plus(number(1).await);
        call("behind", kept)
    }

    pub async fn loop_before_an_argument(n: u64) -> u64 {
        let mut i = 0;
        (loop {
            i += number(1).await;
            if i > n {
                break noisy("broken", i);
            }
        })
        .bump(number(1).await)
        .await
    }

    pub async fn field_of_a_block_before_an_argument(n: u64) -> u64 {
        let got = ({
            pause(1).await;
            halves(n)
        })
        .left
        .bump(number(1).await)
        .await;
        call("behind", got)
    }

    pub async fn field_of_a_block_given_away(n: u64) -> u64 {
        let got = ({
            pause(1).await;
            halves(n)
        })
        .left
        .both(number(1).await);
        call("behind", got)
    }

    pub async fn boxed_block_before_an_argument(n: u64) -> u64 {
        (*{
            pause(1).await;
            Box::new(noisy("boxed", n))
        })
        .bump(number(1).await)
        .await
    }

    pub async fn selected_before_an_argument(n: u64) -> u64 {
        (tokio::select! {
            biased;
            first = fetch("first", number(n).await) => first,
            second = number(2) => noisy("second", second),
        })
        .bump(number(1).await)
        .await
    }

    pub async fn joined_before_an_argument(n: u64) -> u64 {
        futures::join!(now(halves(n).left), fetch("other", 1)).0.bump(number(1).await).await
    }

    pub async fn block_before_an_index(n: u64) -> u64 {
        let got = ({
            pause(1).await;
            [noisy("zero", n), noisy("one", n)]
        })[number(1).await as usize]
            .plus(number(1).await);
        call("behind", got)
    }

    pub async fn index_in_a_block(n: u64) -> u64 {
        let mut all = [noisy("zero", n), noisy("one", n)];
        all[{
            pause(1).await;
            1
        }]
        .bump(number(1).await)
        .await
    }

    pub async fn block_before_an_awaiting_guard(n: u64) -> u64 {
        match ({
            pause(1).await;
            noisy("matched", n)
        }) {
            some if flag(some.is_even()).await => some.get(),
            other if number(2).await > n => other.both(number(1).await),
            _ => 7,
        }
    }

    pub async fn block_before_an_operand(n: u64) -> u64 {
        let got = two(
            {
                pause(1).await;
                noisy("left", n)
            },
            fetch("right", 1).await,
        );
        let got = got + {
            pause(1).await;
            got
        } * number(2).await;
        call("behind", got)
    }

    pub async fn block_before_what_is_compared(n: u64) -> u64 {
        let same = ({
            pause(1).await;
            noisy("left", n)
        })
        .value
            == number(1).await;
        call("behind", u64::from(same))
    }

    pub async fn block_in_a_macro_before_another(n: u64) -> u64 {
        let said = format!(
            "{} {}",
            {
                pause(1).await;
                noisy("shown", n)
            }
            .get(),
            number(1).await
        );
        assert_eq!(
            {
                pause(1).await;
                noisy("compared", n)
            }
            .get(),
            number(n).await
        );
        call("behind", said.len() as u64)
    }

    pub async fn blocks_in_each_other_before_arguments(n: u64) -> u64 {
        ({
            let inside = ({
                pause(1).await;
                noisy("inner", n)
            })
            .bump(number(1).await)
            .await;
            noisy("outer", inside)
        })
        .bump(number(2).await)
        .await
    }
}

cases! {
    block_before_an_argument [1] |n| block_before_an_argument(n);
    block_given_away_before_an_argument [1] |n| block_given_away_before_an_argument(n);
    block_changed_before_an_argument [1] |n| block_changed_before_an_argument(n);
    branch_before_an_argument [0, 1] |n| branch_before_an_argument(n);
    left_block_before_an_argument [0, 1] |n| left_block_before_an_argument(n);
    match_before_an_argument [0, 1] |n| match_before_an_argument(n);
    loop_before_an_argument [0, 2] |n| loop_before_an_argument(n);
    field_of_a_block_before_an_argument [1] |n| field_of_a_block_before_an_argument(n);
    field_of_a_block_given_away [1] |n| field_of_a_block_given_away(n);
    boxed_block_before_an_argument [1] |n| boxed_block_before_an_argument(n);
    selected_before_an_argument [1] |n| selected_before_an_argument(n);
    joined_before_an_argument [1] |n| joined_before_an_argument(n);
    block_before_an_index [1] |n| block_before_an_index(n);
    index_in_a_block [1] |n| index_in_a_block(n);
    block_before_an_awaiting_guard [0, 1, 3] |n| block_before_an_awaiting_guard(n);
    block_before_an_operand [1] |n| block_before_an_operand(n);
    block_before_what_is_compared [0, 1] |n| block_before_what_is_compared(n);
    block_in_a_macro_before_another [1] |n| block_in_a_macro_before_another(n);
    blocks_in_each_other_before_arguments [1] |n| blocks_in_each_other_before_arguments(n);
}
