//! `let … else` with a type, and with an await in the `else`: nothing else may say of what type the value is.

use std::collections::HashMap;
use std::str::FromStr;

use crate::harness::*;

fn given<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

functions! {
    pub async fn empty() -> u64 {
        let Some(x): Option<Vec<u64>> = Some(Vec::new()) else {
            pause(1).await;
            return 5;
        };
        x.len() as u64
    }

    pub async fn parsed(line: &str) -> u64 {
        let Ok(n): Result<u64, _> = line.parse() else {
            pause(1).await;
            return 5;
        };
        pause(1).await;
        n.into()
    }

    pub async fn collected(line: &str) -> u64 {
        let Ok(all): Result<HashMap<usize, u64>, std::num::ParseIntError> =
            line.split(',').enumerate().map(|(at, n)| Ok((at, n.parse()?))).collect()
        else {
            pause(1).await;
            return 5;
        };
        pause(1).await;
        all.values().sum()
    }

    pub async fn of_a_call(line: &str) -> u64 {
        let Some(port): Option<u16> = given(line) else {
            pause(1).await;
            return 5;
        };
        pause(1).await;
        port.into()
    }

    pub async fn converted(line: &str) -> u64 {
        let Ok(a): Result<u8, _> = (line.len() as u64 * 100).try_into() else {
            pause(1).await;
            return 5;
        };
        a.into()
    }

    pub async fn a_pair(line: &str) -> u64 {
        let (Ok(a), Ok(b)): (Result<u64, _>, Result<u64, _>) = (line.parse(), line[1..].parse()) else {
            pause(1).await;
            return 5;
        };
        pause(1).await;
        a + b
    }

    pub async fn summed(line: &str) -> u64 {
        let Some(a): Option<u64> = line.split(',').map(|n| n.parse::<u64>().ok()).sum() else {
            pause(1).await;
            return 5;
        };
        pause(1).await;
        a
    }

    pub async fn nothing() -> u64 {
        let Some(s): Option<&'static str> = None else {
            pause(1).await;
            return 5;
        };
        s.len() as u64
    }

    pub async fn in_a_loop(line: &str) -> u64 {
        let mut sum = 0;
        for n in line.split(',') {
            let Ok(n): Result<u64, _> = n.parse() else {
                pause(1).await;
                break;
            };
            pause(1).await;
            sum += u64::from(n);
        }
        sum
    }

    pub async fn awaited(line: &str) -> u64 {
        let Ok(n): Result<u64, _> = async { line.parse() }.await else {
            pause(1).await;
            return 5;
        };
        pause(1).await;
        n
    }

    pub async fn a_local(line: &str) -> u64 {
        let parsed = line.parse();
        let Ok(n): Result<u64, _> = parsed else {
            pause(1).await;
            return 5;
        };
        pause(1).await;
        n.into()
    }

    pub async fn a_local_that_stays(fill: bool) -> u64 {
        let kept = fill.then(|| noisy("kept", 1));
        let Some(ref inside): Option<Noisy> = kept else {
            pause(1).await;
            return 5;
        };
        pause(1).await;
        inside.get()
    }

    pub async fn becomes_a_slice(a: u8) -> u64 {
        let bytes = [a, 2, 3];
        let [first, rest @ ..]: &[u8] = &bytes else {
            pause(1).await;
            return 5;
        };
        pause(1).await;
        u64::from(*first) + rest.len() as u64
    }

    pub async fn a_local_becomes_a_slice(a: u8) -> u64 {
        let bytes = &[a, 2, 3];
        let [1, rest @ ..]: &[u8] = bytes else {
            pause(1).await;
            return 5;
        };
        pause(1).await;
        rest.len() as u64
    }

    pub async fn leaves_a_part(fill: bool) -> u64 {
        let (Some(a), _): (Option<Noisy>, Noisy) = (fill.then(|| noisy("a", 1)), noisy("b", 2)) else {
            pause(1).await;
            return 5;
        };
        pause(1).await;
        a.get()
    }

    pub async fn of_a_temporary(line: &str) -> u64 {
        let Some(first): Option<&str> = Some(noisy("list", 1).get()).filter(|n| *n < line.len() as u64).map(|_| "x") else {
            pause(1).await;
            return 5;
        };
        pause(1).await;
        first.len() as u64
    }
}

/// What there is to read.
fn line(n: u64) -> &'static str {
    ["x", "12", "1,2", "3,x"][n as usize]
}

cases! {
    empty [0] |_| empty();
    parsed [0, 1, 2, 3] |n| parsed(line(n));
    collected [0, 1, 2, 3] |n| collected(line(n));
    of_a_call [0, 1, 2, 3] |n| of_a_call(line(n));
    converted [0, 1, 2, 3] |n| converted(line(n));
    a_pair [0, 1, 2, 3] |n| a_pair(line(n));
    summed [0, 1, 2, 3] |n| summed(line(n));
    nothing [0] |_| nothing();
    in_a_loop [0, 1, 2, 3] |n| in_a_loop(line(n));
    awaited [0, 1, 2, 3] |n| awaited(line(n));
    a_local [0, 1, 2, 3] |n| a_local(line(n));
    a_local_that_stays [0, 1] |n| a_local_that_stays(n == 1);
    becomes_a_slice [1, 2] |n| becomes_a_slice(n as u8);
    a_local_becomes_a_slice [1, 2] |n| a_local_becomes_a_slice(n as u8);
    leaves_a_part [0, 1] |n| leaves_a_part(n == 1);
    of_a_temporary [0, 1, 2, 3] |n| of_a_temporary(line(n));
}
