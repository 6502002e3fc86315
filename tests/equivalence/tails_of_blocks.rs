//! Tails that look at a local of their block, and leave something behind: until edition 2021 that outlives the local.
use crate::harness::*;
use std::fmt::Write;

async fn list(n: u64) -> Vec<Noisy> {
    pause(1).await;
    vec![noisy("item", n)]
}

fn look(n: &Noisy) -> Option<&Noisy> {
    step();
    Some(n)
}

fn made(n: &Noisy) -> Noisy {
    noisy("made", n.get())
}

fn perhaps(n: &Noisy) -> Option<Noisy> {
    if n.get() > 0 { Some(made(n)) } else { None }
}

functions! {
    pub async fn a_reference(n: u64) -> u64 {
        let got = {
            let list = list(n).await;
            list.first().unwrap().get()
        };
        let count = {
            let list = list(n).await;
            list.iter().map(|it| it.get()).filter(|it| *it > 3).count() as u64
        };
        pause(1).await;
        got + count
    }

    pub async fn a_temporary(n: u64) -> u64 {
        let got = call("got", {
            let list = list(n).await;
            made(&list[0]).get()
        });
        let negated = {
            let list = list(n).await;
            !perhaps(&list[0]).is_some()
        };
        let cast = {
            let list = list(n).await;
            made(&list[0]).get() as u32
        };
        pause(1).await;
        got + u64::from(negated) + u64::from(cast)
    }

    pub async fn a_temporary_of_a_branch(n: u64) -> u64 {
        if n > 0 {
            let list = list(n).await;
            made(&list[0]).get()
        } else {
            3
        }
    }

    pub async fn of_lazy_operators(n: u64) -> u64 {
        let left = {
            let list = list(n).await;
            perhaps(&list[0]).is_some() && number(3).await > 2
        };
        let right = {
            let list = list(n).await;
            n > 0 && perhaps(&list[0]).is_some()
        };
        pause(1).await;
        u64::from(left) + u64::from(right)
    }

    pub async fn a_question(n: u64) -> Option<u64> {
        let got = {
            let list = list(n).await;
            perhaps(&list[0]).as_ref()?.get()
        };
        pause(1).await;
        Some(got)
    }

    pub async fn a_value_that_a_loop_breaks_with(n: u64) -> u64 {
        let got = loop {
            let list = list(n).await;
            break made(&list[0]).get()
        };
        loop {
            let local = noisy("local", got);
            pause(1).await;
            break made(&local).get()
        }
    }

    pub async fn a_value_that_a_block_breaks_with(n: u64) -> u64 {
        'block: {
            let local = noisy("local", n);
            pause(1).await;
            if n > 0 {
                break 'block made(&local).get()
            }
            made(&local).get()
        }
    }

    pub async fn a_value_that_is_returned(n: u64) -> u64 {
        if n > 0 {
            let list = list(n).await;
            return made(&list[0]).get()
        }
        n
    }

    pub async fn match_that_binds_nothing(n: u64) -> u64 {
        let got = {
            let list = list(n).await;
            match perhaps(&list[0]) {
                Some(_) => 1,
                None => 2,
            }
        };
        let list = list(n).await;
        match perhaps(&list[0]) {
            Some(_) => number(got).await,
            None => 2,
        }
    }

    pub async fn match_that_binds_nothing_and_awaits(n: u64) -> u64 {
        let got = {
            let list = list(n).await;
            match perhaps(&list[0]) {
                Some(_) => number(3).await,
                None => 2,
            }
        };
        pause(1).await;
        got
    }

    pub async fn match_that_binds_a_reference(n: u64) -> u64 {
        let got = {
            let list = list(n).await;
            match look(&list[0]) {
                Some(it) => it.get(),
                None => 2,
            }
        };
        let more = {
            let list = list(n).await;
            match perhaps(&list[0]).as_ref() {
                Some(it) => number(it.get()).await,
                None => number(2).await,
            }
        };
        pause(1).await;
        got + more
    }

    pub async fn match_that_binds_a_number(n: u64) -> u64 {
        let got = {
            let list = list(n).await;
            match made(&list[0]).get() {
                0 => 1,
                n => call("n", n),
            }
        };
        pause(1).await;
        got
    }

    pub async fn match_that_takes_a_part(n: u64) -> u64 {
        let got = {
            let list = list(n).await;
            match (perhaps(&list[0]), noisy("other", 1)) {
                (Some(it), _) => it.get(),
                (None, _) => 2,
            }
        };
        pause(1).await;
        got
    }

    pub async fn match_with_a_guard(n: u64) -> u64 {
        let got = {
            let list = list(n).await;
            match perhaps(&list[0]) {
                Some(it) if it.get() > 2 => number(it.get()).await,
                Some(_) => 2,
                None => number(2).await,
            }
        };
        pause(1).await;
        got
    }

    pub async fn if_let_that_does_not_await(n: u64) -> u64 {
        let taken = {
            let list = list(n).await;
            if let Some(it) = perhaps(&list[0]) { it.get() } else { call("else", 1) }
        };
        let left = {
            let list = list(n).await;
            if let Some(_) = perhaps(&list[0]) { call("then", 2) } else { call("else", 1) }
        };
        pause(1).await;
        taken + left
    }

    pub async fn if_let_that_awaits_before_else(n: u64) -> u64 {
        let got = {
            let list = list(n).await;
            if let Some(_) = perhaps(&list[0]) { number(3).await } else { call("else", 2) }
        };
        let list = list(n).await;
        if let Some(_) = perhaps(&list[0]) { number(got).await } else { call("else", 2) }
    }

    pub async fn if_let_that_awaits_behind_else(n: u64) -> u64 {
        let got = {
            let list = list(n).await;
            if let Some((it, _)) = perhaps(&list[0]).map(|it| (it, noisy("other", 3))) {
                number(it.get()).await
            } else {
                number(2).await
            }
        };
        let list = list(n).await;
        if let Some(ref it) = perhaps(&list[0]) { number(it.get() + got).await } else { number(2).await }
    }

    pub async fn if_let_of_a_result(n: u64) -> u64 {
        let list = list(n).await;
        if let Ok(it) = perhaps(&list[0]).ok_or(noisy("none", n)) { number(it.get()).await } else { call("else", 2) }
    }

    pub async fn a_comparison_in_a_macro(n: u64) {
        {
            let list = list(n).await;
            assert_eq!(made(&list[0]).get(), n)
        }
        {
            let list = list(n).await;
            assert!(made(&list[0]).get() == n)
        }
        let list = list(n).await;
        assert_ne!(made(&list[0]).get() + number(1).await, number(n).await, "not {}", made(&list[0]))
    }

    pub async fn a_macro_that_writes(n: u64) -> std::fmt::Result {
        let mut text = String::new();
        {
            let local = noisy("local", n);
            writeln!(text, "{} {}", made(&local).get(), made(&local))?
        }
        let list = list(n).await;
        write!(text, "{} {it}", made(&list[0]).get(), it = made(&list[0]).get())
    }

    pub async fn a_macro_that_makes_text(n: u64) -> String {
        let text = {
            let list = list(n).await;
            format!("{}", made(&list[0]).get())
        };
        call("text", text.len() as u64);
        let list = list(n).await;
        format!("{}", made(&list[0]).get())
    }

    pub async fn a_list(n: u64) -> Vec<u64> {
        let count = {
            let list = list(n).await;
            [made(&list[0]).get(), made(&list[0]).get()].len() as u64
        };
        let list = list(n).await;
        vec![made(&list[0]).get(), count]
    }

    pub async fn a_block_that_does_not_await(n: u64) -> u64 {
        let got = {
            let list = list(n).await;
            {
                let inner = noisy("inner", n);
                made(&inner).get()
            }
        };
        let list = list(n).await;
        // SAFETY: nothing in it needs any.
        unsafe {
            let inner = noisy("inner", got);
            made(&inner).get()
        }
    }

    pub async fn blocks_inside_of_each_other(n: u64) -> Result<u64, u64> {
        let list = list(n).await;
        Ok({
            let outer = noisy("outer", n);
            {
                let inner = noisy("inner", n);
                perhaps(&outer).as_ref().ok_or(3u64)?.get()
            }
        })
    }

    pub async fn a_block_with_a_match(n: u64) -> u64 {
        let list = list(n).await;
        {
            let inner = noisy("inner", n);
            match perhaps(&inner) {
                Some(_) => 1,
                None => 2,
            }
        }
    }

    pub async fn blocks_in_operands(n: u64) -> u64 {
        let awaited = number({
            let local = noisy("local", n);
            made(&local).get()
        })
        .await;
        // SAFETY: nothing in it needs any.
        let waiting = unsafe {
            let local = noisy("local", n);
            made(&local).get()
        } + number(2).await;
        match {
            let local = noisy("local", awaited + waiting);
            made(&local).get()
        } {
            0 => number(2).await,
            n => number(n).await,
        }
    }

    pub async fn blocks_that_leave_a_loop(n: u64) -> u64 {
        let list = list(n).await;
        for turn in 0..2 {
            let around = noisy("around", turn);
            {
                let inner = noisy("inner", n);
                if made(&inner).get() == 3 {
                    pause(1).await;
                    break;
                }
                if made(&inner).get() == 4 {
                    continue;
                }
                call("inner", made(&inner).get());
            };
            {
                let inner = noisy("inner", n);
                if let Some(it) = perhaps(&inner) {
                    pause(1).await;
                    call("it", it.get());
                }
            }
        }
        n
    }
}

cases! {
    a_reference [0, 4] |n| a_reference(n);
    a_temporary [0, 1] |n| a_temporary(n);
    a_temporary_of_a_branch [0, 1] |n| a_temporary_of_a_branch(n);
    of_lazy_operators [0, 1] |n| of_lazy_operators(n);
    a_question [0, 1] |n| a_question(n);
    a_value_that_a_loop_breaks_with [1] |n| a_value_that_a_loop_breaks_with(n);
    a_value_that_a_block_breaks_with [0, 1] |n| a_value_that_a_block_breaks_with(n);
    a_value_that_is_returned [0, 1] |n| a_value_that_is_returned(n);
    match_that_binds_nothing [0, 1] |n| match_that_binds_nothing(n);
    match_that_binds_nothing_and_awaits [0, 1] |n| match_that_binds_nothing_and_awaits(n);
    match_that_binds_a_reference [0, 1] |n| match_that_binds_a_reference(n);
    match_that_binds_a_number [0, 1] |n| match_that_binds_a_number(n);
    match_that_takes_a_part [0, 1] |n| match_that_takes_a_part(n);
    match_with_a_guard [0, 1, 3] |n| match_with_a_guard(n);
    if_let_that_does_not_await [0, 1] |n| if_let_that_does_not_await(n);
    if_let_that_awaits_before_else [0, 1] |n| if_let_that_awaits_before_else(n);
    if_let_that_awaits_behind_else [0, 1] |n| if_let_that_awaits_behind_else(n);
    if_let_of_a_result [0, 1] |n| if_let_of_a_result(n);
    a_comparison_in_a_macro [1] |n| a_comparison_in_a_macro(n);
    a_macro_that_writes [1] |n| a_macro_that_writes(n);
    a_macro_that_makes_text [1] |n| a_macro_that_makes_text(n);
    a_list [1] |n| a_list(n);
    a_block_that_does_not_await [1] |n| a_block_that_does_not_await(n);
    blocks_inside_of_each_other [0, 1] |n| blocks_inside_of_each_other(n);
    a_block_with_a_match [0, 1] |n| a_block_with_a_match(n);
    blocks_in_operands [0, 1] |n| blocks_in_operands(n);
    blocks_that_leave_a_loop [0, 1, 3, 4] |n| blocks_that_leave_a_loop(n);
}
