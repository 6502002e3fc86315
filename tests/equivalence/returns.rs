//! Values that become what the function returns only on the way out: coercions, and types that the return type fixes.
use crate::harness::*;
use std::fmt::Debug;

pub type Nothing = ();
pub type Answer = Result<u64, String>;

functions! {
    pub async fn reference_to_a_part(text: &String) -> &str {
        pause(1).await;
        text
    }

    pub async fn reference_in_branches(text: &Vec<u64>, n: u64) -> &[u64] {
        if n == 0 {
            return text;
        }
        match number(n).await {
            1 => &[1, 2, 3],
            2 => text,
            _ => &text[1..],
        }
    }

    pub async fn boxed_as_a_trait_object(n: u64) -> Box<dyn Debug> {
        let _a = noisy("a", n);
        if n == 0 {
            return Box::new(noisy("b", n));
        }
        if n == 1 {
            return Box::new("one");
        }
        pause(1).await;
        Box::new(n)
    }

    pub async fn boxed_closure(n: u64) -> Box<dyn Fn(u64) -> u64> {
        let m = number(n).await;
        if m == 0 { Box::new(|x| x + 1) } else { Box::new(move |x| x.pow(2) + m) }
    }

    pub async fn function_pointer(n: u64) -> fn(u64) -> u64 {
        fn double(n: u64) -> u64 {
            2 * n
        }
        pause(n).await;
        if n == 0 {
            return double;
        }
        |x| x + 1
    }

    pub async fn boxed_closure_called(n: u64) -> u64 {
        boxed_closure(n).await(3)
    }

    pub async fn function_pointer_called(n: u64) -> u64 {
        function_pointer(n).await(3)
    }

    pub async fn inferred_from_the_return_type(text: &str) -> Result<u64, Box<dyn std::error::Error>> {
        pause(1).await;
        if text.is_empty() {
            return Err("nothing".into());
        }
        let number = text.parse()?;
        Ok(number)
    }

    pub async fn collects(n: u64) -> Vec<u64> {
        pause(1).await;
        let _a = noisy("a", n);
        (0..n).map(|i| i.into()).collect()
    }

    pub async fn mutable_as_shared(list: &mut Vec<u64>, n: u64) -> &[u64] {
        list.push(number(n).await);
        list
    }

    pub async fn returns_nothing_early(n: u64) {
        let _a = noisy("a", n);
        if n == 0 {
            return;
        }
        pause(1).await;
        if n == 1 {
            return event(format_args!("b"));
        }
        pause(1).await
    }

    pub async fn returns_in_the_middle_of_an_operand(n: u64) -> u64 {
        let _a = noisy("a", n);
        let b = noisy("b", if n == 0 { return 7 } else { n });
        pause(1).await;
        b.get() + match n { 1 => return 8, m => m }
    }

    pub async fn opaque_with_inferred_items(n: u64) -> (impl Iterator<Item = Result<u64, String>>, u64) {
        pause(n).await;
        ((0..n).map(|item| Ok(item)), n)
    }

    pub async fn uses_an_opaque(n: u64) -> Result<u64, String> {
        let (items, more) = opaque_with_inferred_items(n).await;
        let items: Result<Vec<u64>, String> = items.collect();
        pause(1).await;
        Ok(items?.iter().sum::<u64>() + more)
    }

    pub async fn nothing_by_another_name(n: u64) -> Nothing {
        let _a = noisy("a", n);
        if n == 1 {
            return;
        }
        pause(n).await;
        call("end", n);
    }

    pub async fn never_gets_to_its_end(n: u64) -> Answer {
        let a = noisy("a", n);
        loop {
            pause(1).await;
            if n < 2 {
                return Ok(a.get());
            }
            return Err(String::from("too much"));
        }
    }

    pub async fn something_that_is_nothing() -> impl Debug {}

    pub async fn something_behind_a_statement(n: u64) -> impl Debug {
        let _a = noisy("a", n);
        number(n).await;
    }

    pub async fn something_behind_a_loop(n: u64) -> impl Debug {
        for i in 0..n {
            pause(i).await;
        }
    }

    pub async fn something_that_stops(n: u64) -> impl Debug {
        fn stop() -> ! {
            panic!("stop")
        }
        if n == 0 {
            return noisy("a", n);
        }
        if number(n).await == 1 {
            return noisy("b", n);
        }
        stop();
    }

    pub async fn somethings(n: u64) -> String {
        something_that_is_nothing().await;
        let (a, b) = (something_behind_a_statement(n).await, something_behind_a_loop(n).await);
        format!("{a:?} {b:?} {:?}", something_that_stops(n.min(1)).await)
    }

    pub async fn returns_as_its_last_statement(n: u64) -> Answer {
        let a = noisy("a", n);
        pause(n).await;
        return Ok(a.get());
    }
}

cases! {
    somethings [0, 1, 2] |n| somethings(n);
    something_that_is_nothing [0] |_n| something_that_is_nothing();
    reference_to_a_part [0] |_n| reference_to_a_part(&String::from("text"));
    reference_in_branches [0, 1, 2, 3] |n| reference_in_branches(&vec![n, n + 1], n);
    boxed_as_a_trait_object [0, 1, 2] |n| boxed_as_a_trait_object(n);
    boxed_closure_called [0, 1, 2] |n| boxed_closure_called(n);
    function_pointer_called [0, 1] |n| function_pointer_called(n);
    inferred_from_the_return_type [0, 1, 2] |n| inferred_from_the_return_type(["", "7", "x"][n as usize]);
    collects [0, 2] |n| collects(n);
    mutable_as_shared [0, 1] |n| mutable_as_shared(&mut vec![n], n);
    returns_nothing_early [0, 1, 2] |n| returns_nothing_early(n);
    returns_in_the_middle_of_an_operand [0, 1, 2] |n| returns_in_the_middle_of_an_operand(n);
    uses_an_opaque [0, 2] |n| uses_an_opaque(n);
    nothing_by_another_name [0, 1, 2] |n| nothing_by_another_name(n);
    never_gets_to_its_end [0, 2] |n| never_gets_to_its_end(n);
    returns_as_its_last_statement [0, 1] |n| returns_as_its_last_statement(n);
}
