//! Types that natively the first branch tells the second, though what it does stands behind an await; and what the values of
//! branches become together.
use crate::harness::*;
use std::{collections::HashMap, fmt::Debug};

fn once(n: u64) -> u64 {
    n
}

fn twice(n: u64) -> u64 {
    2 * n
}

async fn fill(list: &mut Vec<u64>, n: u64) {
    pause(1).await;
    list.push(n);
}

macro_rules! list {
    ($item:ty) => { Vec<$item> };
}

functions! {
    pub async fn filled_by_the_first_arm(n: u64) -> usize {
        let mut found = None;
        loop {
            match found {
                None => { pause(n).await; found = Some(noisy("found", n)) }
                Some(noisy) => { pause(1).await; break noisy.name.len() }
            }
        }
    }

    pub async fn pushed_by_the_first_branch(n: u64) -> usize {
        let mut list = Vec::new();
        for i in 0..3 {
            if i != n { pause(1).await; list.push(noisy("item", i)); } else { for item in &list { call(item.name, i); } }
        }
        list.len()
    }

    pub async fn inserted_by_the_first_branch(n: u64) -> usize {
        let mut map = HashMap::new();
        for i in 0..n {
            if i == 0 {
                map.insert(1, fetch("inserted", i).await.name.to_owned());
            } else if let Some(text) = map.get_mut(&i) {
                text.push('a');
            }
        }
        map.values().map(|text| text.len()).sum()
    }

    pub async fn a_number(n: u64) -> u32 {
        let mut power = 0;
        if n == 1 { pause(1).await; power = 3_u32; } else { power = power.pow(2); }
        pause(1).await;
        power
    }

    pub async fn made_by_default(n: u64) -> usize {
        let mut list = Default::default();
        if n == 1 { pause(1).await; fill(&mut list, n).await } else { list.push(1) }
        list.len()
    }

    pub async fn set_by_the_first_handler(n: u64) -> usize {
        let mut previous = None;
        let mut left = 3;
        loop {
            tokio::select! {
                biased;
                got = number(n), if left > 1 => { pause(1).await; left -= 1; previous = Some(got.to_string()) }
                _ = pause(2) => { left -= 1; if let Some(previous) = &previous { return previous.len() } }
            }
            if left == 0 { return 0 }
        }
    }

    pub async fn slices(list: &[u64]) -> usize {
        let rest = match list.first() { Some(first) => { pause(*first).await; &list[1..] } None => &[] };
        pause(1).await;
        rest.len()
    }

    pub async fn texts(n: u64) -> usize {
        let owned = n.to_string();
        let text = if n == 1 { pause(1).await; "one" } else { &owned };
        pause(1).await;
        text.len()
    }

    pub async fn texts_the_other_way_round(n: u64) -> usize {
        let owned = [0, 1].iter().find(|small| **small == n).map(|small| small.to_string());
        let text = if let Some(ref owned) = owned { owned } else if n == 2 { pause(1).await; return 9 } else { "many" };
        pause(1).await;
        text.len()
    }

    pub async fn boxes(n: u64) -> String {
        let shown = if n == 1 { pause(1).await; Box::new(noisy("shown", n)) as Box<dyn Debug> } else { Box::new("text") };
        pause(1).await;
        format!("{shown:?}")
    }

    pub async fn functions(n: u64) -> u64 {
        let call = if n == 1 { pause(1).await; once } else { pause(2).await; twice };
        pause(1).await;
        call(n)
    }

    pub async fn what_closures_give(list: &[u64], n: u64) -> u64 {
        let first = if list.iter().any(|item| *item == n) { list.iter().next().map(|item| item + 1) } else { None };
        let mut found = Vec::new();
        if let Some(first) = first { pause(1).await; found.push(first); } else { for item in &found { call("item", item.rotate_left(1)); } }
        let lent = if let Some(ref first) = first { pause(1).await; first } else { &n };
        *lent + found.len() as u64
    }

    pub async fn closures_are_left_alone(n: u64) -> u64 {
        let mut last = None;
        for call in [1, 2].into_iter().map(|more| move |n: u64| n + more) {
            if n == 1 { pause(1).await; last = Some(call); } else if last.is_none() { last = Some(call); }
        }
        pause(1).await;
        last.map_or(0, |last| last(n))
    }

    pub async fn what_is_made_of_closures_is_left_alone(n: u64) -> u64 {
        let mut list = Vec::new();
        let add = |sum: u64| sum + n;
        let pair = (add, 1);
        if n == 1 { pause(1).await; list.push(pair); } else { list.clear(); list.push(pair); }
        let chosen = if n == 2 { pause(1).await; Some(pair.0) } else { None };
        let lent = match n { 0 => { pause(1).await; &pair } _ => &list[0] };
        pause(1).await;
        lent.0(1) + list.len() as u64 + chosen.map_or(0, |chosen| chosen(1))
    }

    pub async fn types_of_the_body_are_left_alone(n: u64) -> usize {
        let mut sum = 0;
        for i in 0..n {
            #[derive(Debug)]
            struct Inside(u64);
            let mut list = Vec::new();
            if i == 1 { pause(1).await; list.push(Inside(i)); } else { list.push(Inside(2)); list.push(Inside(i)); }
            sum += list.iter().filter(|inside| inside.0 < 2).count();
        }
        sum
    }

    pub async fn given_away_and_filled_again(n: u64) -> usize {
        let mut kept = None;
        let mut sum = 0;
        for i in 0..3 {
            if i == n { pause(1).await; kept = Some(noisy("kept", i)); } else if let Some(noisy) = kept { sum += noisy.name.len(); kept = None; }
        }
        pause(1).await;
        sum
    }

    pub async fn generic<T: Debug + Clone>(value: T, n: u64) -> String {
        let mut list = Vec::new();
        if n == 1 { pause(1).await; list.push(value.clone()); } else { list.extend([value.clone()]); let _first = list[0].clone(); }
        let shown = if n > 0 { pause(1).await; &list[0] } else { &value };
        pause(1).await;
        format!("{shown:?}")
    }

    pub async fn set_by_branches_that_look_into_it(n: u64) -> u64 {
        let mut kept = None;
        for turn in 0..4 {
            kept = match kept.take() {
                None => Some(fetch("kept", turn).await),
                Some(found) if turn == n => None,
                Some(found) => Some(found),
            };
        }
        kept.map_or(0, |found| found.get())
    }

    pub async fn of_a_macro(n: u64) -> u64 {
        let list: list!(u64) = vec![number(n).await];
        let len = |list: list!(u64)| list.len() as u64;
        pause(1).await;
        len(list)
    }
}

cases! {
    set_by_branches_that_look_into_it [1, 3, 5] |n| set_by_branches_that_look_into_it(n);
    of_a_macro [1] |n| of_a_macro(n);
    filled_by_the_first_arm [0, 1] |n| filled_by_the_first_arm(n);
    pushed_by_the_first_branch [0, 1, 2, 3] |n| pushed_by_the_first_branch(n);
    inserted_by_the_first_branch [0, 1, 2] |n| inserted_by_the_first_branch(n);
    a_number [0, 1] |n| a_number(n);
    made_by_default [0, 1] |n| made_by_default(n);
    set_by_the_first_handler [0, 1, 12] |n| set_by_the_first_handler(n);
    slices [0, 1, 2] |n| slices(&[1, 2, 3][..n as usize]);
    texts [0, 1, 12] |n| texts(n);
    texts_the_other_way_round [0, 1, 2, 3] |n| texts_the_other_way_round(n);
    boxes [0, 1] |n| boxes(n);
    functions [0, 1] |n| functions(n);
    what_closures_give [0, 1, 2] |n| what_closures_give(&[1, 2, 3], n);
    closures_are_left_alone [0, 1] |n| closures_are_left_alone(n);
    what_is_made_of_closures_is_left_alone [0, 1, 2] |n| what_is_made_of_closures_is_left_alone(n);
    types_of_the_body_are_left_alone [0, 1, 2, 3] |n| types_of_the_body_are_left_alone(n);
    given_away_and_filled_again [0, 1, 2] |n| given_away_and_filled_again(n);
    generic [0, 1] |n| generic(noisy("value", n).name, n);
}
