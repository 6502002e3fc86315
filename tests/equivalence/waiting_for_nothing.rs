//! Locals that are not used any more, and of which only rustc knows whether there is anything to drop.
use crate::harness::*;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Header {
    length: u64,
    kind: u8,
}

/// Compared like a number, and dropped.
pub struct Loud(u64);

impl PartialEq<u64> for Loud {
    fn eq(&self, other: &u64) -> bool {
        self.0 == *other
    }
}

impl PartialOrd<u64> for Loud {
    fn partial_cmp(&self, other: &u64) -> Option<std::cmp::Ordering> {
        self.0.partial_cmp(other)
    }
}

impl Drop for Loud {
    fn drop(&mut self) {
        event(format_args!("drop loud {}", self.0));
    }
}

fn header(n: u64) -> Result<Header, String> {
    if n == 9 { Err("nine".into()) } else { Ok(Header { length: n, kind: (n % 2) as u8 }) }
}

fn pair<A, B>(a: A, b: B) -> (A, B) {
    (a, b)
}

fn same<T>(value: T) -> T {
    value
}

functions! {
    pub async fn compared(n: u64) -> u64 {
        let (start, end) = pair(n, 2);
        if start > end { pause(1).await; }
        number(3).await
    }

    pub async fn compared_and_dropped(n: u64) -> u64 {
        let (start, end) = pair(Loud(n), Loud(2));
        if start > 1 { pause(1).await; }
        if end == 2 { pause(1).await; }
        number(3).await
    }

    pub async fn one_of_each(n: u64) -> u64 {
        let (first, second) = pair(n, Loud(n + 1));
        let (third, fourth) = pair(Loud(n + 2), n + 3);
        if first > 1 || second > 1 { pause(n % 3).await; }
        if third > 3 && fourth > 4 { return number(n).await; }
        number(3).await + number(4).await
    }

    pub async fn in_a_loop(n: u64) -> Result<u64, String> {
        let mut sum = 0;
        let limit = same(5);
        loop {
            let read = same(number(n + sum).await);
            if read == 0 { return Ok(sum); }
            let found = header(read)?;
            if found.length > limit { return Ok(number(sum).await); }
            let kept = same(Loud(read));
            if kept > 2 { pause(1).await; }
            sum += 1 + number(read).await;
        }
    }

    pub async fn of_pairs_that_are_counted(n: u64) -> u64 {
        let list = [n, n + 1, 3];
        let mut sum = 0;
        for (index, value) in list.iter().enumerate() {
            if index > 0 { sum += number(*value).await; }
            pause(index as u64 % 2).await;
        }
        sum
    }

    pub async fn filled_again_behind_the_await(n: u64) -> u64 {
        let mut last = same(n);
        if last > 3 { return 0; }
        pause(1).await;
        last = same(number(n).await);
        if last > 1 { pause(1).await; }
        let mut loud = same(Loud(n));
        if loud > 3 { return 0; }
        pause(1).await;
        loud = same(Loud(number(n).await));
        if loud > 1 { pause(1).await; }
        number(2).await
    }

    pub async fn looked_at_by_what_waits(n: u64) -> u64 {
        let value = same(n);
        let reference = &value;
        let other = same(Loud(n));
        let of_other = &other;
        pause(1).await;
        let sum = number(*reference).await;
        sum + of_other.0
    }

    pub async fn told_behind_the_await(n: u64) -> u64 {
        let value = None;
        let mut text = None;
        if n > 1 {
            pause(1).await;
        } else if value == Some(n) {
            text = Some(String::new());
            pause(2).await;
        }
        if text.is_some() { 1 } else { number(2).await }
    }

    pub async fn only_in_one_branch(n: u64) -> u64 {
        let value = same(n);
        let loud = same(Loud(n));
        match n {
            0 => number(1).await,
            1 if value == 1 => { pause(1).await; number(2).await }
            1 => 7,
            _ => { if loud > 2 { pause(1).await; } number(value).await }
        }
    }

    pub async fn of_closures_and_what_holds_them(n: u64) -> u64 {
        let add = |x: u64| x + n;
        let kept = same(add);
        let (first, second) = pair(kept, n);
        if second > 1 { pause(1).await; }
        let text = String::from("text");
        let held = pair(|| text.len() as u64, Loud(n));
        let sum = first(1) + (held.0)();
        pause(1).await;
        number(sum).await
    }

    pub async fn of_references(n: u64) -> u64 {
        let mut rest: &[u64] = &[n, 2, 3];
        let mut sum = 0;
        while let Some((first, others)) = rest.split_first() {
            sum += number(*first).await;
            rest = others;
        }
        let boxed = same(Box::new(n));
        sum += number(*boxed).await;
        pause(1).await;
        let loud = same(Box::new(Loud(n)));
        if (*loud) > 1 { pause(1).await; }
        number(sum).await
    }

    pub async fn panics_while_it_waits(n: u64) -> u64 {
        let (number_of, loud) = pair(n, Loud(n));
        if number_of > 1 || loud > 7 { pause(1).await; }
        if n == 3 { panic!("three") }
        number(n).await
    }

    pub async fn an_element_of_an_array(n: usize) -> u64 {
        let list = [1_u64, 2, 3, 4];
        let one = list[n];
        let mut more = [one, 2];
        more[1] = number(list[n]).await;
        let other = more[n % 2];
        number(one + other).await
    }

    pub async fn of_generic_types<T: Copy + PartialOrd, U: PartialOrd>(copied: T, moved: U, n: u64) -> u64 {
        let (first, second) = pair(copied, copied);
        let (third, fourth) = pair(moved, n);
        if first > second { return 1; }
        if fourth > 2 { pause(1).await; }
        let _ = &third;
        pause(1).await;
        number(n).await
    }

    pub async fn taken_in_one_branch(n: u64) -> u64 {
        let loud = same(Loud(n));
        let value = same(n);
        if loud > 2 {
            drop(loud);
            pause(value).await;
        } else {
            pause(1).await;
        }
        number(1).await
    }

    pub async fn hidden_by_another(n: u64) -> u64 {
        let value = same(n);
        if value > 1 { pause(1).await; }
        let value = same(Loud(value));
        if value > 1 { pause(1).await; }
        let value = same(2);
        if value > 1 { pause(1).await; }
        number(1).await
    }
}

cases! {
    compared [0, 3] |n| compared(n);
    compared_and_dropped [0, 3] |n| compared_and_dropped(n);
    one_of_each [0, 1, 2] |n| one_of_each(n);
    in_a_loop [0, 1, 3, 9] |n| in_a_loop(n);
    of_pairs_that_are_counted [0, 2] |n| of_pairs_that_are_counted(n);
    filled_again_behind_the_await [0, 2, 4] |n| filled_again_behind_the_await(n);
    looked_at_by_what_waits [0, 2] |n| looked_at_by_what_waits(n);
    told_behind_the_await [0, 1, 2] |n| told_behind_the_await(n);
    only_in_one_branch [0, 1, 2, 3] |n| only_in_one_branch(n);
    of_closures_and_what_holds_them [0, 2] |n| of_closures_and_what_holds_them(n);
    of_references [0, 2] |n| of_references(n);
    panics_while_it_waits [0, 2, 3] |n| panics_while_it_waits(n);
    an_element_of_an_array [0, 1] |n| an_element_of_an_array(n as usize);
    of_generic_types [0, 3] |n| of_generic_types(n, Loud2(n), n);
    taken_in_one_branch [0, 3] |n| taken_in_one_branch(n);
    hidden_by_another [0, 2] |n| hidden_by_another(n);
}

/// For [`of_generic_types`](native::of_generic_types).
#[derive(PartialEq, PartialOrd)]
pub struct Loud2(u64);

impl Drop for Loud2 {
    fn drop(&mut self) {
        event(format_args!("drop generic {}", self.0));
    }
}
