//! Patterns that bind what is in a local whose type only the code behind them tells.
use crate::harness::*;

functions! {
    pub async fn an_option_that_is_filled_behind(n: u64) -> Option<u64> {
        let mut last = None;
        pause(1).await;
        if let Some(l) = last { event(format_args!("{l}")); }
        last = Some(n);
        pause(1).await;
        last
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        let mut last = None;
        let mut sum = 0;
        for i in 0..n {
            if let Some(last) = last {
                event(format_args!("{last:?}"));
            }
            last = Some(noisy("last", i));
            sum += number(i).await;
        }
        if let Some(last) = last { sum + number(last.get()).await } else { sum }
    }

    pub async fn with_an_else(n: u64) -> u64 {
        let mut kept = None;
        for i in 0..n {
            if let Some(text) = kept {
                let text: String = text;
                event(format_args!("{text}"));
                kept = None;
            } else {
                kept = Some(format!("{}", number(i).await));
            }
        }
        kept.map_or(0, |kept| kept.len() as u64)
    }

    pub async fn while_there_is_one(n: u64) -> u64 {
        let mut next = None;
        let mut left = n;
        while left > 0 {
            while let Some(found) = next {
                event(format_args!("{found}"));
                next = if found > 1 { Some(found - 1) } else { None };
            }
            next = Some(number(left).await);
            left -= 1;
        }
        next.unwrap_or(7)
    }

    pub async fn let_else(n: u64) -> u64 {
        let mut last = None;
        let mut count = 0;
        for i in 0..n {
            let Some(before) = last else {
                last = Some(noisy("first", i));
                continue;
            };
            pause(1).await;
            count += before.get() + 1;
            last = Some(before);
        }
        count
    }

    pub async fn declared_alone(n: u64) -> u64 {
        let mut last;
        last = None;
        pause(1).await;
        if let Some(l) = last { event(format_args!("{l}")); }
        last = Some(n);
        pause(1).await;
        last.unwrap_or(1)
    }

    pub async fn in_a_pair(n: u64) -> u64 {
        let mut last = (None, 1);
        pause(1).await;
        if let Some(l) = last.0 { event(format_args!("{l}")); }
        last = (Some(n), 2);
        pause(1).await;
        last.0.unwrap_or(1) + last.1
    }
}

cases! {
    an_option_that_is_filled_behind [0, 2] |n| an_option_that_is_filled_behind(n);
    in_a_loop [0, 1, 3] |n| in_a_loop(n);
    with_an_else [0, 1, 3] |n| with_an_else(n);
    while_there_is_one [0, 1, 3] |n| while_there_is_one(n);
    let_else [0, 1, 3] |n| let_else(n);
    declared_alone [0, 2] |n| declared_alone(n);
    in_a_pair [0, 2] |n| in_a_pair(n);
}
