//! Locals: inferred, shadowed, destructured, initialised late, of types that inference finds afterwards.
use crate::harness::*;
use std::{collections::HashMap, fmt::Debug};

functions! {
    pub async fn inferred_from_later_use(n: u64) -> Vec<u64> {
        let mut list = Vec::new();
        let mut map = HashMap::new();
        let mut last = None;
        pause(1).await;
        for i in 0..n {
            list.push(number(i).await);
            map.insert(i, "seen".to_owned());
            last = Some(i);
        }
        pause(1).await;
        list.push(map.len() as u64 + last.unwrap_or(100));
        list
    }

    pub async fn integer_fallback(n: u64) -> String {
        let mut small = 0;
        let step = 2;
        let float = 1.5;
        for _ in 0..n {
            pause(1).await;
            small += step;
        }
        format!("{small} {} {}", float * 2.0, size_of_val(&small))
    }

    pub async fn integer_type_found_late(n: u64) -> u8 {
        let mut sum = 250;
        pause(1).await;
        sum = u8::wrapping_add(sum, n as u8);
        pause(1).await;
        sum
    }

    pub async fn shadowed_with_another_type(n: u64) -> usize {
        let a = noisy("number", n);
        let a = format!("{a}");
        pause(1).await;
        let a = a.len();
        pause(a as u64 % 2).await;
        let a = (a, fetch("pair", n).await);
        let a = a.0 + a.1.value as usize;
        pause(1).await;
        a
    }

    pub async fn shadowed_noisies_live_on(n: u64) -> u64 {
        let x = noisy("first", n);
        pause(1).await;
        let x = noisy("second", x.value + 1);
        pause(1).await;
        let x = fetch("third", x.value + 1).await;
        x.get()
    }

    pub async fn shadowed_argument(n: u64, n2: Noisy) -> u64 {
        let n = n + 1;
        let n2 = fetch("shadow", n2.value + n).await;
        pause(1).await;
        n2.get()
    }

    pub async fn initialised_in_branches(n: u64) -> u64 {
        let x;
        let label: &str;
        if n == 0 {
            x = fetch("then", 1).await;
            label = "zero";
        } else {
            label = "more";
            let y = noisy("y", n);
            x = noisy("else", y.value + number(n).await);
        }
        pause(1).await;
        call(label, x.get())
    }

    pub async fn initialised_late(n: u64) -> u64 {
        let a;
        let b;
        let c = noisy("c", n);
        b = noisy("b", n);
        pause(1).await;
        a = noisy("a", c.value);
        pause(1).await;
        a.value + b.value
    }

    pub async fn maybe_initialised(n: u64) -> u64 {
        let kept;
        let _between = noisy("between", n);
        if n > 0 {
            kept = noisy("kept", n);
            pause(1).await;
            call("kept", kept.value);
        }
        pause(1).await;
        n
    }

    pub async fn initialised_in_a_match(n: u64) -> Result<u64, String> {
        let chosen;
        match attempt(n).await {
            Ok(0) => chosen = noisy("zero", 0),
            Ok(more) => {
                pause(1).await;
                chosen = noisy("more", more);
            }
            Err(why) => return Err(why),
        }
        pause(1).await;
        Ok(chosen.get())
    }

    pub async fn initialised_in_a_loop(n: u64) -> u64 {
        let found;
        let mut i = 0;
        loop {
            pause(1).await;
            if i == n {
                found = noisy("found", i);
                break;
            }
            i += 1;
        }
        pause(1).await;
        found.get()
    }

    pub async fn declared_by_a_pattern(n: u64) -> u64 {
        let Halves { left, mut right, .. };
        let Halves { left: only, .. }: Halves;
        if flag(n > 1).await {
            Halves { left, right, .. } = halves(n);
        } else {
            right = noisy("right", n);
            left = noisy("left", number(4).await);
        }
        only = noisy("only", left.get());
        pause(1).await;
        right = noisy("other", only.get());
        left.get() + right.get()
    }

    pub async fn underscore_names(n: u64) -> u64 {
        let _a = noisy("_a", n);
        let _ = noisy("_", n);
        let (_, _b) = (noisy("left", n), noisy("right", n));
        pause(1).await;
        let _ = &_b;
        let Noisy { .. } = _a;
        pause(1).await;
        n
    }

    pub async fn destructured(n: u64) -> u64 {
        let (a, [b, mut c], (d, ..)) = (noisy("a", n), [noisy("b", n), noisy("c", n)], (noisy("d", n), noisy("e", n), 0));
        pause(1).await;
        c.bump(1).await;
        drop(b);
        pause(1).await;
        a.get() + c.value + d.value
    }

    pub async fn destructured_by_reference(n: u64) -> u64 {
        let mut pair = (noisy("left", n), noisy("right", n + 1));
        let (left, right) = &mut pair;
        left.bump(1).await;
        right.bump(left.value).await;
        let (ref left, ref mut right) = pair;
        pause(1).await;
        right.add(left.value);
        let Noisy { value: ref seen, .. } = pair.1;
        pause(1).await;
        *seen
    }

    pub async fn destructured_struct(n: u64) -> usize {
        let whole = Failure { why: text("why").await, witness: noisy("witness", n) };
        let Failure { why, witness: kept } = whole;
        pause(1).await;
        why.len() + kept.value as usize
    }

    pub async fn coerced(n: u64) -> String {
        let boxed: Box<dyn Debug> = Box::new(noisy("boxed", n));
        let slice: &[u64] = &[1, 2, n];
        let function: fn(u64) -> Result<u64, String> = check;
        let maybe: Option<Box<dyn Fn(u64) -> u64>> = Some(Box::new(move |x| x + n));
        pause(1).await;
        let text = format!("{boxed:?} {} {:?}", slice.len(), function(n));
        pause(1).await;
        format!("{text} {}", maybe.map_or(0, |add| add(1)))
    }

    pub async fn coerced_after_an_await(n: u64) -> String {
        let boxed: Box<dyn Debug> = Box::new(fetch("boxed", n).await);
        let wide: u64 = number(n).await;
        let none: Option<String> = None;
        pause(1).await;
        format!("{boxed:?} {wide} {none:?}")
    }

    pub async fn turbofish_and_parse(n: u64) -> Result<u64, std::num::ParseIntError> {
        let a = text("12").await.parse::<u64>()?;
        let b: u64 = text(if n == 3 { "x" } else { "30" }).await.parse()?;
        let c = text("1 2 3").await.split(' ').map(str::parse).collect::<Result<Vec<u64>, _>>()?;
        pause(1).await;
        Ok(a + b + c.len() as u64)
    }

    pub async fn big_array(n: u64) -> u64 {
        let mut buffer = [0u8; 256];
        for i in 0..n {
            buffer[i as usize] = number(i).await as u8;
        }
        buffer.iter().map(|&byte| u64::from(byte)).sum()
    }

    pub async fn constants_and_statics(n: u64) -> u64 {
        const LIMIT: u64 = 3;
        static NAMES: [&str; 2] = ["even", "odd"];
        let limit = LIMIT.min(n);
        pause(limit).await;
        call(NAMES[(limit % 2) as usize], limit)
    }

    pub async fn unused_values(n: u64) {
        let unused = noisy("unused", n);
        let mut written = 0;
        pause(1).await;
        written = n;
        number(n).await;
        let never_read = number(n).await;
    }
}

cases! {
    inferred_from_later_use [0, 2] |n| inferred_from_later_use(n);
    integer_fallback [0, 2] |n| integer_fallback(n);
    integer_type_found_late [0, 10] |n| integer_type_found_late(n);
    shadowed_with_another_type [0, 1] |n| shadowed_with_another_type(n);
    shadowed_noisies_live_on [0, 1] |n| shadowed_noisies_live_on(n);
    shadowed_argument [0, 1] |n| shadowed_argument(n, noisy("argument", n));
    initialised_in_branches [0, 1] |n| initialised_in_branches(n);
    initialised_late [0, 1] |n| initialised_late(n);
    maybe_initialised [0, 1] |n| maybe_initialised(n);
    initialised_in_a_match [0, 1, 3] |n| initialised_in_a_match(n);
    initialised_in_a_loop [0, 2] |n| initialised_in_a_loop(n);
    declared_by_a_pattern [1, 2] |n| declared_by_a_pattern(n);
    underscore_names [0, 1] |n| underscore_names(n);
    destructured [0, 1] |n| destructured(n);
    destructured_by_reference [0, 1] |n| destructured_by_reference(n);
    destructured_struct [0, 1] |n| destructured_struct(n);
    coerced [0, 3] |n| coerced(n);
    coerced_after_an_await [0, 1] |n| coerced_after_an_await(n);
    turbofish_and_parse [0, 3] |n| turbofish_and_parse(n);
    big_array [0, 3] |n| big_array(n);
    constants_and_statics [0, 1, 5] |n| constants_and_statics(n);
    unused_values [0, 1] |n| unused_values(n);
}
