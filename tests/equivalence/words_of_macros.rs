//! Names in what macros make, each of which means what it means where it stands.
use crate::harness::*;

#[derive(Debug, PartialEq, Clone, Copy)]
pub struct Pair {
    left: u64,
    right: u64,
}

fn size(n: u64) -> u64 {
    n + 1
}

macro_rules! sized {
    ($e:expr) => {{
        let size = size($e);
        number(size).await + size
    }};
}

macro_rules! awaited_size {
    ($e:expr) => {
        number(size($e)).await
    };
}

macro_rules! up_to_awaited {
    ($e:expr) => {{
        let end = number($e).await;
        vec![0..end]
    }};
}

macro_rules! paired {
    ($e:expr) => {{
        let left = $e;
        let all = vec![Pair { left, right: number(1).await }, Pair { left: left, right: 2 }];
        assert_eq!(all[0], Pair { left, right: 1 });
        assert!(matches!(all[1], Pair { left: first, .. } if first == left));
        all
    }};
}

macro_rules! with_raw {
    ($e:expr) => {{
        let raw = noisy("raw of the macro", 1);
        let mut value = 1_u64;
        let place = &raw mut value;
        // SAFETY: it points to `value`, which is there.
        let read = unsafe { *place };
        number(read + raw.get()).await + $e
    }};
}

macro_rules! with_words {
    ($e:expr) => {{
        let (default, union, auto, safe) = (1_u64, 2_u64, 3_u64, number(4).await);
        default + union * 10 + auto * 100 + safe * 1000 + $e
    }};
}

functions! {
    pub async fn what_it_declares_hides_what_it_names(n: u64) -> u64 {
        let x = noisy("x", n);
        macro_rules! shown_and_hidden { () => {{ let x = x.get() + 1; number(x).await + x }} }
        let first = shown_and_hidden!();
        first + shown_and_hidden!() + x.get()
    }

    pub async fn in_patterns_and_closures(n: u64) -> u64 {
        let opt = Some(noisy("opt", n));
        let list = vec![n, n + 1];
        let end = 2 + n % 2;
        macro_rules! if_some { () => { if let Some(opt) = &opt { number(opt.get()).await } else { 0 } } }
        macro_rules! sum_of { () => { list.iter().map(|list| list + 1).sum::<u64>() } }
        macro_rules! each_to_end { () => { for i in 0..end { let end = number(i).await; event(format_args!("{end}")); } } }
        let first = if_some!() + sum_of!();
        each_to_end!();
        let matched = match number(first).await {
            0 => if_some!(),
            opt => opt + if_some!(),
        };
        matched + sum_of!() + end
    }

    pub async fn functions_called_like_locals(n: u64) -> u64 {
        let size = noisy("size", n);
        let first = sized!(size.get());
        let second = awaited_size!(size.get() + first);
        second + size.get()
    }

    pub async fn ranges(n: u64) -> u64 {
        let end = n + 10;
        let ranges = up_to_awaited!(n);
        let hidden = end;
        macro_rules! contains { ($e:expr) => { (0..end).contains(&$e) && { assert!((0..end).contains(&2), "{end}"); true } } }
        let end = number(n).await;
        ranges[0].end + u64::from(contains!(end)) + hidden
    }

    pub async fn fields(n: u64) -> u64 {
        let (left, right) = (n, n + 1);
        let all = paired!(left + 7);
        macro_rules! hidden_pair { () => { vec![Pair { left, right }] } }
        macro_rules! is_pair { ($e:expr) => { matches!($e, Pair { left: 1, .. }) || matches!($e, Pair { left, right: r } if left == r) } }
        let left = number(left + 3).await;
        let more = hidden_pair!();
        event(format_args!("{all:?} {more:?} {} {}", is_pair!(all[0]), is_pair!(more[0])));
        left + right
    }

    pub async fn texts(n: u64) -> u64 {
        let x = n;
        macro_rules! hidden_text { () => { concat!(stringify!(x), "!") } }
        macro_rules! small_and_hidden { () => { assert!(x < 2) } }
        macro_rules! own_and_hidden { ($e:expr) => {{ let y = number($e).await; event(format_args!("{}", stringify!(y + x))); assert!(y < 3); y }} }
        let x = number(n + 1).await;
        let y = own_and_hidden!(n);
        event(format_args!("{}", hidden_text!()));
        small_and_hidden!();
        x + y
    }

    pub async fn words_of_the_syntax(n: u64) -> u64 {
        let raw = noisy("raw", n);
        let first = with_raw!(raw.get());
        let (default, union, auto, safe) = (5, 6, 7, noisy("safe", n));
        with_words!(default + union + auto + safe.get()) + first + raw.get()
    }

    pub async fn words_of_the_syntax_that_are_hidden(n: u64) -> u64 {
        let raw = n;
        macro_rules! and_raw { ($e:expr) => { number(raw + $e).await } }
        let raw = noisy("raw", 10);
        and_raw!(raw.get()) + raw.get()
    }
}

cases! {
    what_it_declares_hides_what_it_names [0, 2] |n| what_it_declares_hides_what_it_names(n);
    in_patterns_and_closures [0, 2] |n| in_patterns_and_closures(n);
    functions_called_like_locals [0, 2] |n| functions_called_like_locals(n);
    ranges [0, 2] |n| ranges(n);
    fields [0, 2] |n| fields(n);
    texts [0, 1, 2, 3] |n| texts(n);
    words_of_the_syntax [0, 2] |n| words_of_the_syntax(n);
    words_of_the_syntax_that_are_hidden [0, 2] |n| words_of_the_syntax_that_are_hidden(n);
}
