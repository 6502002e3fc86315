//! Macros that the function itself defines: they name its locals, as these were where the definition stands.
use crate::harness::*;

macro_rules! in_order {
    ($($step:stmt;)*) => { $($step)* };
}

macro_rules! only_once {
    ($step:stmt) => {
        $step
    };
}

functions! {
    pub async fn statements_in_order(n: u64) -> u64 {
        let mut sum = noisy("sum", n);
        in_order! {
            let first = noisy("first", number(n).await);
            let Some(second) = Some(first.get()).filter(|n| *n > 0) else { return number(7).await };
            let third: u64;
        }
        third = number(second).await;
        only_once!(sum.value += number(third).await);
        only_once!(let last = number(third).await);
        last + sum.get() + first.get()
    }

    pub async fn an_argument_of_a_closure_has_the_same_name(n: u64) -> u64 {
        let x = number(n).await;
        macro_rules! plus_x { ($e:expr) => { x + $e } }
        let a = plus_x!(1);
        let g = |x: u64| x + 1;
        number(a).await + g(2)
    }

    pub async fn declared_again_behind_the_last_call(items: Vec<u64>) -> Result<u64, String> {
        let mut count = 0;
        macro_rules! fail_at_count {
            ($($t:tt)*) => { return Err(format!("{count}: {}", format_args!($($t)*))) }
        }
        for item in items {
            if item == 3 {
                fail_at_count!("bad {item}")
            }
            count += number(item).await;
        }
        let count = count + 1;
        Ok(count)
    }

    pub async fn a_parameter_is_hidden_later(n: u64) -> u64 {
        macro_rules! more_of_n { ($e:expr) => { $e + n } }
        let a = more_of_n!(1);
        let n = number(a).await;
        n
    }

    pub async fn in_the_let_that_hides(n: u64) -> u64 {
        macro_rules! next_of_n { () => { n + number(n).await } }
        let n = next_of_n!();
        n
    }

    pub async fn hidden_in_another_block(n: u64) -> u64 {
        let mut sum = noisy("sum", n);
        {
            let n = noisy("other", 7);
            pause(n.get() % 2).await;
        }
        macro_rules! into_sum { ($e:expr) => {{ sum = noisy("sum", sum.get() + number($e).await); n }} }
        let mut left = 3;
        while left > 0 {
            left -= 1;
            let n = into_sum!(left);
            event(format_args!("{n}"));
        }
        sum.get()
    }

    pub async fn defined_between_two_of_a_name(n: u64) -> u64 {
        let x = noisy("first", n);
        macro_rules! of_first { () => { x.get() + number(1).await } }
        let a = of_first!();
        let x = noisy("second", a);
        macro_rules! of_second { () => { x.get() + number(2).await } }
        of_second!() + a
    }

    pub async fn in_an_arm_that_binds_another(n: u64) -> u64 {
        let total = noisy("total", 5);
        macro_rules! with_total { ($e:expr) => { number(total.get() + $e).await } }
        match n {
            1.. => with_total!(n) + 1,
            0 => {
                let k = with_total!(0);
                let total = k;
                total
            }
        }
    }

    pub async fn a_block_before_an_operator(n: u64) -> u64 {
        macro_rules! both_of_x { ($e:expr) => {{ let x = noisy("x", $e); x.get() + number(n).await }} }
        both_of_x!(1) + n
    }

    pub async fn a_block_before_a_cast(n: u64) -> u32 {
        macro_rules! both_of_x { ($e:expr) => {{ let x = noisy("x", $e); x.get() + number(n).await }} }
        both_of_x!(1) as u32
    }

    pub async fn returned_blocks(n: u64) -> u64 {
        let first = noisy("first", n);
        pause(1).await;
        if n == 1 {
            return {
                let k = first.get();
                k + 1
            };
        }
        if n == 2 {
            return loop {
                break number(first.get()).await;
            };
        }
        n
    }
}

cases! {
    statements_in_order [0, 1] |n| statements_in_order(n);
    an_argument_of_a_closure_has_the_same_name [0, 2] |n| an_argument_of_a_closure_has_the_same_name(n);
    declared_again_behind_the_last_call [0, 3] |n| declared_again_behind_the_last_call(vec![1, n, 2]);
    a_parameter_is_hidden_later [0, 2] |n| a_parameter_is_hidden_later(n);
    in_the_let_that_hides [0, 2] |n| in_the_let_that_hides(n);
    hidden_in_another_block [0, 2] |n| hidden_in_another_block(n);
    defined_between_two_of_a_name [0, 2] |n| defined_between_two_of_a_name(n);
    in_an_arm_that_binds_another [0, 2] |n| in_an_arm_that_binds_another(n);
    a_block_before_an_operator [0, 2] |n| a_block_before_an_operator(n);
    a_block_before_a_cast [0, 2] |n| a_block_before_a_cast(n);
    returned_blocks [0, 1, 2] |n| returned_blocks(n);
}
