//! What the values of branches become together where they are used without a name: arguments, fields, what is assigned.
use crate::harness::*;
use std::{fmt::Debug, sync::Arc};

pub struct Held {
    first: Box<dyn Debug>,
    second: Option<Arc<dyn Debug>>,
    _end: Noisy,
}

pub struct Lent<'a> {
    a: Option<&'a Noisy>,
    b: u64,
}

pub struct Text<'a> {
    a: &'a str,
}

pub struct Wrapped<'a>(pub &'a Noisy);

pub fn shown(value: Box<dyn Debug>, n: u64) -> String {
    call("shown", n);
    format!("{value:?}")
}

pub fn length(text: &str, n: u64) -> usize {
    call("length", n);
    text.len()
}

pub fn counted(list: Option<&[u64]>, more: u64) -> usize {
    call("counted", more);
    list.map_or(7, <[u64]>::len)
}

functions! {
    pub async fn in_a_result(n: u64) -> Result<Box<dyn Debug>, Failure> {
        Ok(match n {
            0 => Box::new(fetch("first", n).await),
            1 => Box::new(attempt_noisy("second", n).await?),
            _ => Box::new("third"),
        })
    }

    pub async fn in_an_option(n: u64) -> Option<Arc<dyn Debug>> {
        let _guard = noisy("guard", n);
        Some(if n == 0 { Arc::new(lookup_noisy("first", n).await?) } else { Arc::new("second") })
    }

    pub async fn in_fields(n: u64) -> String {
        let held = Held {
            first: match n { 0 => Box::new(fetch("first", n).await), _ => Box::new("text") },
            second: if n == 1 { Some(Arc::new(fetch("second", n).await)) } else { None },
            _end: noisy("end", n),
        };
        pause(1).await;
        format!("{:?} {:?}", held.first, held.second.map(|second| format!("{second:?}")))
    }

    pub async fn as_an_argument(n: u64) -> String {
        shown(match n { 0 => Box::new(fetch("first", n).await), _ => Box::new("text") }, n)
    }

    pub async fn pushed(n: u64) -> String {
        let mut list: Vec<Box<dyn Debug>> = Vec::new();
        list.push(if n == 0 { Box::new(fetch("first", n).await) } else { Box::new("text") });
        pause(1).await;
        list.push(match n { 1 => Box::new(fetch("second", n).await), _ => Box::new(noisy("third", n)) });
        format!("{list:?}")
    }

    pub async fn assigned(n: u64) -> String {
        let mut value: Box<dyn Debug> = Box::new(noisy("before", n));
        value = match n { 0 => Box::new(fetch("first", n).await), _ => Box::new("text") };
        pause(1).await;
        format!("{value:?}")
    }

    pub async fn returned_early(n: u64) -> Result<Box<dyn Debug>, Failure> {
        if n < 2 {
            return Ok(match n { 0 => Box::new(attempt_noisy("first", n).await?), _ => Box::new("text") });
        }
        pause(1).await;
        Ok(Box::new(noisy("last", n)))
    }

    pub async fn in_a_pair(n: u64) -> (Box<dyn Debug>, u64) {
        (match n { 0 => Box::new(fetch("first", n).await), _ => Box::new("text") }, call("second", n))
    }

    pub async fn texts(n: u64) -> usize {
        let text = n.to_string();
        let _guard = noisy("guard", n);
        length(if n == 0 { pause(1).await; &text } else { "none" }, n) + length(match n { 1 => { pause(1).await; "one" } _ => &text }, n)
    }

    pub async fn waits_for_another(n: u64) -> usize {
        let list = vec![n, n];
        let _guard = noisy("guard", n);
        counted(if test("late", n == 0) { Some(&list) } else { None }, fetch("more", n).await.value)
            + counted(match n { 1 => Some(&list), _ => None }, number(n).await)
    }

    pub async fn waits_in_a_pair(n: u64) -> (Box<dyn Debug>, u64) {
        (if test("late", n == 0) { Box::new(noisy("first", n)) } else { Box::new("text") }, fetch("more", n).await.value)
    }

    pub async fn does_not_wait(n: u64) -> usize {
        let list = vec![n, n];
        pause(1).await;
        counted(if test("late", n == 0) { Some(&list) } else { None }, n)
    }

    pub async fn a_block_waits(n: u64) -> usize {
        let list = vec![n, n];
        counted({ call("before", list[0]); Some(&list) }, fetch("more", n).await.value)
    }

    pub async fn out_of_a_loop(n: u64) -> String {
        let mut left = n;
        shown(
            loop {
                if left == 0 { break Box::new("text"); }
                left -= fetch("one", 1).await.value;
                if left == 1 { break Box::new(noisy("last", left)); }
                for i in 0..left { if i == 1 { break; } }
            },
            n,
        )
    }

    pub async fn out_of_a_block(n: u64) -> String {
        let _guard = noisy("guard", n);
        shown('found: { if n == 0 { break 'found Box::new("text"); } pause(n).await; Box::new(noisy("found", n)) }, n)
    }

    pub async fn a_loop_with_a_name(n: u64) -> String {
        let value = loop {
            if n == 0 { break Box::new("text") as Box<dyn Debug>; }
            if number(n).await > 1 { break Box::new(noisy("found", n)); }
            break Box::new(());
        };
        pause(1).await;
        shown(value, n)
    }

    pub async fn a_temporary_in_a_field(n: u64) -> u64 {
        let lent = Lent { a: match n { 0 => Some(&noisy("temp", n)), _ => { pause(1).await; None } }, b: n };
        pause(1).await;
        lent.a.map_or(5, |a| a.get()) + lent.b
    }

    pub async fn a_text_in_a_field(n: u64) -> usize {
        let lent = Text { a: match n { 0 => &*text("abc").await, _ => "x" } };
        pause(1).await;
        lent.a.len()
    }

    pub async fn a_part_in_a_field(n: u64) -> u64 {
        let o = noisy("o", n);
        let lent = Wrapped(if n == 0 { &halves(n).left } else { pause(1).await; &o });
        pause(1).await;
        lent.0.get()
    }

    pub async fn a_part_that_waits(n: u64) -> u64 {
        let o = noisy("o", n);
        let lent = (if n == 0 { &halves(n).left } else { &o }, number(n).await);
        pause(1).await;
        lent.0.get() + lent.1
    }

    pub async fn a_temporary_that_waits(n: u64) -> u64 {
        let lent = (if n == 0 { Some(&noisy("temp", n)) } else { None }, number(n).await);
        pause(1).await;
        lent.0.map_or(5, |a| a.get())
    }

    pub async fn a_slice_in_an_array(n: u64) -> usize {
        let lent = [if n == 0 { &text("abc").await[1..] } else { "x" }, "y"];
        pause(1).await;
        lent[0].len()
    }

    pub async fn inside_each_other(n: u64) -> String {
        shown(
            match n {
                0 => if test("inner", true) { Box::new(fetch("first", n).await) } else { Box::new("text") },
                1 => { let inner = noisy("inner", n); pause(1).await; Box::new(inner.value) }
                _ => Box::new(shown(if n == 3 { pause(1).await; Box::new(1) } else { Box::new("text") }, n)),
            },
            n,
        )
    }
}

cases! {
    in_a_result [0, 1, 2] |n| in_a_result(n);
    in_an_option [0, 1] |n| in_an_option(n);
    in_fields [0, 1, 2] |n| in_fields(n);
    as_an_argument [0, 1] |n| as_an_argument(n);
    pushed [0, 1, 2] |n| pushed(n);
    assigned [0, 1] |n| assigned(n);
    returned_early [0, 1, 2] |n| returned_early(n);
    in_a_pair [0, 1] |n| in_a_pair(n);
    texts [0, 1, 2] |n| texts(n);
    waits_for_another [0, 1, 2] |n| waits_for_another(n);
    waits_in_a_pair [0, 1] |n| waits_in_a_pair(n);
    does_not_wait [0, 1] |n| does_not_wait(n);
    a_block_waits [0] |n| a_block_waits(n);
    out_of_a_loop [0, 1, 2, 3] |n| out_of_a_loop(n);
    out_of_a_block [0, 1] |n| out_of_a_block(n);
    a_loop_with_a_name [0, 1, 2] |n| a_loop_with_a_name(n);
    a_temporary_in_a_field [0, 1] |n| a_temporary_in_a_field(n);
    a_text_in_a_field [0, 1] |n| a_text_in_a_field(n);
    a_part_in_a_field [0, 1] |n| a_part_in_a_field(n);
    a_part_that_waits [0, 1] |n| a_part_that_waits(n);
    a_temporary_that_waits [0, 1] |n| a_temporary_that_waits(n);
    a_slice_in_an_array [0, 1] |n| a_slice_in_an_array(n);
    inside_each_other [0, 1, 2, 3] |n| inside_each_other(n);
}
