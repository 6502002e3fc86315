//! Temporaries in the tail of a block and in the head of an `if let`: until edition 2021 they outlive the locals of the
//! block and the `else`, later they do not.
use crate::harness::*;

pub struct Pausing {
    name: Noisy,
    polls: u64,
}

impl std::future::IntoFuture for Pausing {
    type Output = u64;
    type IntoFuture = Leaf<u64>;

    fn into_future(self) -> Leaf<u64> {
        later("pausing", self.polls, self.name.get())
    }
}

impl Pausing {
    async fn counts(&self, more: u64) -> u64 {
        pause(self.polls).await;
        self.name.get() + more
    }
}

functions! {
    pub async fn a_struct_that_is_awaited(n: u64) -> u64 {
        let _local = noisy("local", n);
        if n > 1 {
            return Pausing { name: noisy("name", n), polls: 1 }.counts(number(n).await).await;
        }
        Pausing { name: noisy("name", n), polls: n }.await
    }

    pub async fn tail_of_the_body(n: u64) -> u64 {
        let _local = noisy("local", n);
        read_from(&noisy("temporary", n), 1).await
    }

    pub async fn tail_of_what_is_asked_for(n: u64) -> u64 {
        let list = [noisy("one", n), noisy("two", n)];
        pause(1).await;
        list.iter().map(|it| it.value).sum()
    }

    pub async fn tail_of_a_block(n: u64) -> u64 {
        let got = {
            let _local = noisy("local", n);
            pause(1).await;
            read_from(&noisy("temporary", n), 1).await
        } + call("behind", 1);
        pause(1).await;
        got
    }

    pub async fn tail_of_a_tail(n: u64) -> u64 {
        let _outer = noisy("outer", n);
        {
            let _inner = noisy("inner", n);
            {
                let _innermost = noisy("innermost", n);
                read_from(&noisy("temporary", n), 1).await
            }
        }
    }

    pub async fn block_as_an_operand(n: u64) -> u64 {
        let got = call("sum", noisy("left", n).value + {
            let _local = noisy("local", n);
            read_from(&noisy("temporary", n), 1).await
        });
        pause(1).await;
        got
    }

    pub async fn tails_of_branches(n: u64) -> u64 {
        let got = if n == 0 {
            let _local = noisy("then", n);
            read_from(&noisy("in then", n), 1).await
        } else {
            let _local = noisy("else", n);
            read_from(&noisy("in else", n), 1).await
        };
        pause(1).await;
        got
    }

    pub async fn tails_of_arms(n: u64) -> u64 {
        match fetch("matched", n).await {
            Noisy { value: 0, .. } => {
                let _local = noisy("zero", n);
                read_from(&noisy("in zero", n), 1).await
            }
            other => {
                let _local = noisy("other", n);
                other.touch().await + noisy("in other", n).touch().await
            }
        }
    }

    pub async fn tail_of_a_loop_body(n: u64) {
        let mut i = 0;
        while i < n {
            i += 1;
            let _local = noisy("local", i);
            note(read_from(&noisy("temporary", i), 1).await)
        }
        for i in 0..n {
            let _local = noisy("local", i);
            note(noisy("temporary", i).touch().await)
        }
        loop {
            let _local = noisy("last", n);
            match noisy("temporary", n).touch().await {
                0 => break,
                _ => return,
            }
        }
    }

    pub async fn tail_of_an_unsafe_block(n: u64) -> u64 {
        // SAFETY: it does nothing that is unsafe.
        let got = unsafe {
            let _local = noisy("local", n);
            read_from(&noisy("temporary", n), 1).await
        };
        pause(1).await;
        got
    }

    pub async fn tail_of_a_labelled_block(n: u64) -> u64 {
        let got = 'block: {
            let _local = noisy("local", n);
            if n == 1 {
                break 'block read_from(&noisy("broken", n), 1).await;
            }
            read_from(&noisy("temporary", n), 1).await
        };
        pause(1).await;
        got
    }

    pub async fn tail_behind_an_await(n: u64) -> u64 {
        let got = {
            let _local = noisy("local", n);
            number(n).await + noisy("temporary", n).get()
        };
        pause(1).await;
        got
    }

    pub async fn tail_without_an_await(n: u64) -> u64 {
        let got = {
            let _local = noisy("local", n);
            pause(1).await;
            noisy("temporary", n).get()
        };
        pause(1).await;
        got
    }

    pub async fn tail_without_an_await_of_the_body(n: u64) -> u64 {
        let _local = noisy("local", n);
        pause(1).await;
        noisy("temporary", n).get()
    }

    pub async fn tail_with_operands(n: u64) -> usize {
        let _local = noisy("local", n);
        vec![noisy("a", n), noisy("b", read_from(&noisy("temporary", n), 1).await)].len()
    }

    pub async fn tail_is_a_field(n: u64) -> (u64, u64) {
        let _local = noisy("local", n);
        let got = {
            let _inner = noisy("inner", n);
            now(noisy("awaited", n)).await.value
        };
        pause(1).await;
        let made = {
            let _inner = noisy("inner", n);
            Halves { left: noisy("left", n), right: noisy("right", number(n).await), count: n }.count
        };
        if n > 0 {
            pause(1).await;
        }
        (got, made + now(halves(n)).await.count)
    }

    pub async fn tail_is_a_field_that_moves(n: u64) -> Noisy {
        let _local = noisy("local", n);
        let got = {
            let _inner = noisy("inner", n);
            now((noisy("left", n), (noisy("middle", n), noisy("right", n)))).await.1.0
        };
        pause(1).await;
        let _got = got;
        now(halves(n)).await.right
    }

    pub async fn tail_is_a_field_that_a_method_takes(n: u64) -> Result<u64, u64> {
        let _local = noisy("local", n);
        let got = {
            let _inner = noisy("inner", n);
            now((noisy("left", n), noisy("right", n))).await.1.into_value()
        };
        pause(1).await;
        Ok(halves(got).left.into_renamed("renamed").into_value())
    }

    pub async fn tail_refers_to_a_local(n: u64) -> u64 {
        let _first = noisy("first", n);
        let list = now(vec![noisy("listed", n)]).await;
        list.first().unwrap().get()
    }

    pub async fn tail_refers_to_a_local_that_waits(n: u64) -> Result<u64, String> {
        let list = now(vec![noisy("listed", n)]).await;
        pause(1).await;
        let other = now(halves(n)).await;
        Ok(list.first().unwrap().get() + other.left.as_ref().get())
    }

    pub async fn tail_is_a_macro(n: u64) -> String {
        let _local = noisy("local", n);
        format!("{} {}", noisy("shown", n), read_from(&noisy("temporary", n), 1).await)
    }

    pub async fn tail_is_a_match(n: u64) -> u64 {
        let _local = noisy("local", n);
        match noisy("scrutinee", n).touch().await {
            0 => number(noisy("zero", n).get()).await,
            more => more + noisy("more", n).touch().await,
        }
    }

    pub async fn tail_is_an_if_let(n: u64) -> u64 {
        let _local = noisy("local", n);
        if let 0 = noisy("scrutinee", n).touch().await {
            pause(1).await;
            call("then", 1)
        } else {
            pause(1).await;
            call("else", 2)
        }
    }

    pub async fn question_in_a_tail(n: u64) -> Result<u64, Failure> {
        let _local = noisy("local", n);
        let got = {
            let _inner = noisy("inner", n);
            attempt(read_from(&noisy("temporary", n), 1).await).await?
        };
        Ok(got + attempt(noisy("last", n).touch().await).await?)
    }

    pub async fn else_behind_a_temporary(n: u64) -> u64 {
        let got = if let 0 = read_from(&noisy("temporary", n), 1).await {
            pause(1).await;
            call("then", 1)
        } else {
            pause(1).await;
            call("else", 2)
        };
        pause(1).await;
        got
    }

    pub async fn macro_before_an_else(n: u64) -> u64 {
        if let Some(found) = lookup_noisy("found", n).await {
            assert!(number(found.get()).await < 100);
            let _ = format!("{}", number(1).await);
        } else {
            pause(1).await;
        }
        call("after", n)
    }

    pub async fn else_that_awaits_alone(n: u64) -> u64 {
        if let 0 = noisy("temporary", n).get() {
            call("then", 1)
        } else {
            pause(1).await;
            call("else", 2)
        }
    }

    pub async fn then_that_awaits_alone(n: u64) -> u64 {
        if let 0 = noisy("temporary", n).get() {
            pause(1).await;
            call("then", 1)
        } else {
            call("else", 2)
        }
    }

    pub async fn else_if_let(n: u64) -> u64 {
        let got = if let 0 = read_from(&noisy("first", n), 1).await {
            call("zero", 0)
        } else if let 1 = read_from(&noisy("second", n), 1).await {
            pause(1).await;
            call("one", 1)
        } else if n == 2 {
            call("two", noisy("third", n).touch().await)
        } else {
            let _local = noisy("local", n);
            noisy("fourth", n).touch().await
        };
        pause(1).await;
        got
    }

    pub async fn else_behind_an_awaited_value(n: u64) -> u64 {
        if let Noisy { value: 0, .. } = fetch("matched", n).await {
            pause(1).await;
            call("then", 1)
        } else {
            pause(1).await;
            call("else", 2)
        }
    }

    pub async fn else_behind_a_value_that_is_taken(n: u64) -> u64 {
        if let Some(found) = lookup_noisy("found", n).await {
            pause(1).await;
            found.get()
        } else {
            pause(1).await;
            call("else", 2)
        }
    }

    pub async fn else_behind_a_value_without_an_await(n: u64) -> u64 {
        if let Noisy { value: 0, .. } = noisy("matched", n) {
            pause(1).await;
            call("then", 1)
        } else {
            pause(1).await;
            call("else", 2)
        }
    }

    pub async fn if_let_as_a_statement(n: u64) -> u64 {
        if let 0 = read_from(&noisy("temporary", n), 1).await {
            pause(1).await;
        } else {
            pause(1).await;
        }
        if let 0 = read_from(&noisy("temporary", n), 1).await {
            pause(1).await;
        }
        call("end", n)
    }

    pub async fn if_let_in_an_operand(n: u64) -> u64 {
        call("sum", noisy("left", n).value + if let 0 = noisy("temporary", n).touch().await { 1 } else { call("else", 2) })
    }

    pub async fn while_let_with_a_temporary(n: u64) -> u64 {
        let mut i = 0;
        while let true = read_from(&noisy("temporary", i), 1).await < n {
            let _local = noisy("local", i);
            i += 1;
            note(noisy("tail", i).touch().await)
        }
        i
    }
}

fn note(n: u64) {
    call("note", n);
}

cases! {
    a_struct_that_is_awaited [0, 1, 2] |n| a_struct_that_is_awaited(n);
    tail_of_the_body [0, 1] |n| tail_of_the_body(n);
    tail_of_what_is_asked_for [1] |n| tail_of_what_is_asked_for(n);
    tail_of_a_block [0, 1] |n| tail_of_a_block(n);
    tail_of_a_tail [0, 1] |n| tail_of_a_tail(n);
    block_as_an_operand [0, 1] |n| block_as_an_operand(n);
    tails_of_branches [0, 1] |n| tails_of_branches(n);
    tails_of_arms [0, 1] |n| tails_of_arms(n);
    tail_of_a_loop_body [0, 2] |n| tail_of_a_loop_body(n);
    tail_of_an_unsafe_block [0, 1] |n| tail_of_an_unsafe_block(n);
    tail_of_a_labelled_block [0, 1] |n| tail_of_a_labelled_block(n);
    tail_behind_an_await [0, 1] |n| tail_behind_an_await(n);
    tail_without_an_await [0, 1] |n| tail_without_an_await(n);
    tail_without_an_await_of_the_body [0, 1] |n| tail_without_an_await_of_the_body(n);
    tail_with_operands [0, 1] |n| tail_with_operands(n);
    tail_is_a_field [0, 1] |n| tail_is_a_field(n);
    tail_is_a_field_that_moves [1] |n| tail_is_a_field_that_moves(n);
    tail_is_a_field_that_a_method_takes [1] |n| tail_is_a_field_that_a_method_takes(n);
    tail_refers_to_a_local [1] |n| tail_refers_to_a_local(n);
    tail_refers_to_a_local_that_waits [1] |n| tail_refers_to_a_local_that_waits(n);
    tail_is_a_macro [0, 1] |n| tail_is_a_macro(n);
    tail_is_a_match [0, 1] |n| tail_is_a_match(n);
    tail_is_an_if_let [0, 1] |n| tail_is_an_if_let(n);
    question_in_a_tail [0, 1, 3] |n| question_in_a_tail(n);
    else_behind_a_temporary [0, 1] |n| else_behind_a_temporary(n);
    macro_before_an_else [0, 1] |n| macro_before_an_else(n);
    else_that_awaits_alone [0, 1] |n| else_that_awaits_alone(n);
    then_that_awaits_alone [0, 1] |n| then_that_awaits_alone(n);
    else_if_let [0, 1, 2, 3] |n| else_if_let(n);
    else_behind_an_awaited_value [0, 1] |n| else_behind_an_awaited_value(n);
    else_behind_a_value_that_is_taken [0, 1, 3] |n| else_behind_a_value_that_is_taken(n);
    else_behind_a_value_without_an_await [0, 1] |n| else_behind_a_value_without_an_await(n);
    if_let_as_a_statement [0, 1] |n| if_let_as_a_statement(n);
    if_let_in_an_operand [0, 1] |n| if_let_in_an_operand(n);
    while_let_with_a_temporary [0, 2] |n| while_let_with_a_temporary(n);
}
