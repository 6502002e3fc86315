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

// As one of another crate: nothing is known of it.
#[cfg_attr(test, cfg(test))]
macro_rules! told_by_others {
    ($x:ident; number) => {
        $x.get()
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

    pub async fn awaits_what_is_hidden(n: u64) -> u64 {
        let x = noisy("first", n);
        macro_rules! hidden_local { () => { number(x.get()).await } }
        let x = noisy("second", n + 100);
        pause(1).await;
        hidden_local!() + x.get()
    }

    pub async fn a_parameter_is_hidden_before_the_call(n: u64) -> u64 {
        macro_rules! given_before { () => { n } }
        let n = number(n + 1).await;
        given_before!() + n
    }

    pub async fn both_are_ordinary_locals(n: u64) -> u64 {
        let sum = {
            let x = noisy("x", n);
            macro_rules! hidden_local { ($e:expr) => { x.get() + $e } }
            let x = noisy("another x", 100);
            hidden_local!(x.get())
        };
        number(sum).await
    }

    pub async fn changes_what_is_hidden(n: u64) -> u64 {
        let mut x = noisy("x", n);
        macro_rules! add_to_hidden { ($e:expr) => { x.value += $e } }
        let x2 = {
            let mut x = noisy("inner", 5);
            add_to_hidden!(number(x.get()).await);
            x.value += 1;
            add_to_hidden!(x.get());
            number(x.get()).await
        };
        x2 + x.get()
    }

    pub async fn moves_what_is_hidden(n: u64) -> u64 {
        let x = noisy("x", n);
        macro_rules! take_hidden { () => { x } }
        let x = noisy("second", 2);
        if number(n).await > 2 {
            let taken = take_hidden!();
            pause(1).await;
            return taken.get();
        }
        pause(x.get()).await;
        take_hidden!().get() + x.get()
    }

    pub async fn hidden_by_a_pattern(n: u64) -> u64 {
        let x = noisy("x", n);
        macro_rules! x_and { ($e:expr) => { format!("{x:?} {}", $e) } }
        let mut sum = 0;
        for x in 0..n {
            event(format_args!("{}", x_and!(x)));
            sum += number(x).await;
        }
        if let Some(x) = Some(sum).filter(|x| x_and!(x).len() > 1) {
            event(format_args!("{}", x_and!(number(x).await)));
        }
        match number(sum).await {
            0 => 0,
            x if x_and!(x).is_empty() => 1,
            x => number(x).await + x_and!(x).len() as u64,
        }
    }

    pub async fn hidden_by_a_closure(n: u64) -> u64 {
        let x = noisy("x", n);
        macro_rules! outer_local { () => { x.get() } }
        let add = |x: u64| x + outer_local!();
        let sum = add(10);
        number(sum).await + add(1)
    }

    pub async fn several_in_a_row(n: u64) -> u64 {
        let x = number(n).await;
        macro_rules! first_of_them { () => { x } }
        let x = number(first_of_them!() + 1).await;
        macro_rules! second_of_them { () => { first_of_them!() * 10 + x } }
        let x = number(second_of_them!() + 1).await;
        macro_rules! third_of_them { () => { second_of_them!() * 10 + x } }
        let x = number(third_of_them!() + x).await;
        first_of_them!() + second_of_them!() + third_of_them!() + x
    }

    pub async fn of_one_name_one_after_the_other(n: u64) -> u64 {
        let x = noisy("x", n);
        macro_rules! hidden_value { () => { number(x.get()).await } }
        let x = noisy("second", hidden_value!() + 1);
        macro_rules! hidden_value { () => { number(x.get() * 2).await } }
        let x = noisy("third", hidden_value!() + 1);
        hidden_value!() + x.get()
    }

    pub async fn hides_in_a_loop(n: u64) -> u64 {
        let mut x = n;
        macro_rules! count_up { () => { x += 1 } }
        let mut left = 3;
        while left > 0 {
            let x = noisy("inner", left);
            count_up!();
            left -= 1;
            pause(x.get() % 2).await;
        }
        x
    }

    pub async fn in_what_other_macros_are_given(n: u64) -> u64 {
        let x = noisy("x", n);
        macro_rules! told_of_both { ($e:expr) => { event(format_args!("{} {x:?}", $e)); assert_eq!(x.get(), n, "{x:?}") } }
        let x = noisy("y", n + 1);
        told_of_both!(number(x.get()).await);
        in_order! { let y = noisy("z", x.get()); told_of_both!(y.get()); }
        number(y.get()).await
    }

    pub async fn a_reference_to_what_is_hidden(n: u64) -> u64 {
        let text = format!("text {n}");
        macro_rules! hidden_text { () => { &text } }
        let text = hidden_text!().len() as u64;
        pause(1).await;
        let kept: &String = hidden_text!();
        number(text).await + kept.len() as u64
    }

    pub async fn all_inside_a_closure(n: u64) -> u64 {
        let sum = |x: u64| {
            macro_rules! outer_local { () => { x } }
            let x = outer_local!() + 100;
            outer_local!() + x
        };
        let x = number(sum(n)).await;
        x + sum(x)
    }

    pub async fn in_an_async_block_inside(n: u64) -> u64 {
        let x = noisy("x", n);
        macro_rules! hidden_local { () => { number(x.get()).await } }
        let block = async {
            let x = noisy("inner", 50);
            hidden_local!() + x.get()
        };
        let x = noisy("y", 5);
        block.await + hidden_local!() + x.get()
    }

    pub async fn moves_into_an_async_block(n: u64) -> u64 {
        let x = noisy("x", n);
        macro_rules! hidden_local { () => { x.get() } }
        let x = noisy("y", 5);
        let block = async move { pause(1).await; hidden_local!() };
        number(x.get()).await + block.await
    }

    pub async fn a_keyword_is_hidden(n: u64) -> u64 {
        let r#type = noisy("type", n);
        macro_rules! of_type { () => { number(r#type.get()).await } }
        let r#type = number(1).await;
        of_type!() + r#type
    }

    pub async fn short_fields_of_what_is_hidden(n: u64) -> u64 {
        #[derive(Debug)]
        struct Pair { left: u64, right: u64 }
        let (left, right) = (number(n).await, n + 1);
        macro_rules! hidden_pair { () => { Pair { left, right } } }
        let left = hidden_pair!();
        let right = number(left.right).await;
        let Pair { left: other, right } = hidden_pair!();
        event(format_args!("{left:?} {right} {:?}", hidden_pair!()));
        left.left + left.right + other
    }

    pub async fn parts_of_what_is_hidden(n: u64) -> u64 {
        let pair = (noisy("left", n), noisy("right", n + 1));
        macro_rules! left_of_hidden { () => { pair.0 } }
        macro_rules! right_of_hidden { () => { &pair.1 } }
        let pair = number(right_of_hidden!().get()).await;
        drop(left_of_hidden!());
        pause(pair % 2).await;
        right_of_hidden!().get()
    }

    pub async fn an_item_is_hidden(n: u64) -> u64 {
        fn twice(n: u64) -> u64 { n * 2 }
        macro_rules! twice_of { ($e:expr) => { Some($e).map(twice).unwrap() } }
        let twice = noisy("twice", n);
        number(twice_of!(twice.get())).await
    }

    pub async fn unknown_macros_name_both(n: u64) -> u64 {
        let x = noisy("x", n);
        macro_rules! hidden_local { () => { told_by_others!(x; number) + outer_of!(x) } }
        macro_rules! outer_of { ($x:ident) => { $x.get() } }
        let x = noisy("y", n + 1);
        let _unused = || 0;
        number(hidden_local!()).await + told_by_others!(x; number)
    }

    pub async fn keywords_that_the_macro_declares(n: u64) -> u64 {
        macro_rules! with_type {
            ($e:expr) => {{
                let r#type = noisy("type", 7);
                r#type.get() * 10 + number($e.get()).await
            }}
        }
        let r#type = noisy("type", n);
        with_type!(r#type) + with_type!({ let r#type = noisy("inner type", n + 1); r#type })
    }

    pub async fn with_an_item_in_what_it_makes(n: u64) -> u64 {
        macro_rules! twice_of_n { () => {{ fn twice(n: u64) -> u64 { n * 2 } twice(n) }} }
        let n = number(n + 1).await;
        number(twice_of_n!()).await + n
    }

    pub async fn with_conditions_in_what_it_makes(n: u64) -> u64 {
        macro_rules! either_of_n { () => {{ #[cfg(all())] { n } #[cfg(any())] { n + 1 } }} }
        let n = number(n + 1).await;
        number(either_of_n!()).await + n
    }

    pub async fn calls_itself(n: u64) -> u64 {
        let x = noisy("x", n);
        macro_rules! sum_with_hidden {
            () => { x.get() };
            ($one:expr $(, $more:expr)*) => { number($one).await + sum_with_hidden!($($more),*) };
        }
        let x = number(2).await;
        sum_with_hidden!(x, n, x + n)
    }

    pub async fn leaves_a_loop_around_its_definition(n: u64) -> u64 {
        let mut count = 0;
        'outer: loop {
            let x = noisy("x", n + count);
            macro_rules! leave_outer { () => { if number(x.get()).await > 3 { break 'outer } } }
            'inner: for x in 0..2 {
                pause(x).await;
                leave_outer!();
                if x == 1 { break 'inner }
            }
            count += 1;
        }
        count
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
    awaits_what_is_hidden [0, 1, 3] |n| awaits_what_is_hidden(n);
    a_parameter_is_hidden_before_the_call [0, 1, 3] |n| a_parameter_is_hidden_before_the_call(n);
    both_are_ordinary_locals [0, 1, 3] |n| both_are_ordinary_locals(n);
    changes_what_is_hidden [0, 1, 3] |n| changes_what_is_hidden(n);
    moves_what_is_hidden [0, 1, 3] |n| moves_what_is_hidden(n);
    hidden_by_a_pattern [0, 1, 3] |n| hidden_by_a_pattern(n);
    hidden_by_a_closure [0, 1, 3] |n| hidden_by_a_closure(n);
    several_in_a_row [0, 1, 3] |n| several_in_a_row(n);
    of_one_name_one_after_the_other [0, 1, 3] |n| of_one_name_one_after_the_other(n);
    hides_in_a_loop [0, 1, 3] |n| hides_in_a_loop(n);
    in_what_other_macros_are_given [0, 1, 3] |n| in_what_other_macros_are_given(n);
    a_reference_to_what_is_hidden [0, 1, 3] |n| a_reference_to_what_is_hidden(n);
    all_inside_a_closure [0, 1, 3] |n| all_inside_a_closure(n);
    in_an_async_block_inside [0, 1, 3] |n| in_an_async_block_inside(n);
    moves_into_an_async_block [0, 1, 3] |n| moves_into_an_async_block(n);
    a_keyword_is_hidden [0, 1, 3] |n| a_keyword_is_hidden(n);
    short_fields_of_what_is_hidden [0, 1, 3] |n| short_fields_of_what_is_hidden(n);
    parts_of_what_is_hidden [0, 1, 3] |n| parts_of_what_is_hidden(n);
    an_item_is_hidden [0, 1, 3] |n| an_item_is_hidden(n);
    unknown_macros_name_both [0, 1, 3] |n| unknown_macros_name_both(n);
    keywords_that_the_macro_declares [0, 1, 3] |n| keywords_that_the_macro_declares(n);
    with_an_item_in_what_it_makes [0, 1, 3] |n| with_an_item_in_what_it_makes(n);
    with_conditions_in_what_it_makes [0, 1, 3] |n| with_conditions_in_what_it_makes(n);
    calls_itself [0, 1, 3] |n| calls_itself(n);
    leaves_a_loop_around_its_definition [0, 1, 3] |n| leaves_a_loop_around_its_definition(n);
}
