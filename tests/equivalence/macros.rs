//! Macros without awaits inside: they see the locals they mention, inline captures included.
// Behind `cfg` in `cfg_attr` the definitions are as good as those of another package: nobody looks at them.
use crate::harness::*;
use std::fmt::Write;

/// Shows an expression and gives it back, as `dbg!` does.
#[cfg_attr(test, cfg(test))]
macro_rules! show {
    ($value:expr) => {
        match $value {
            value => {
                event(format_args!("shown {:?}", &value));
                value
            }
        }
    };
}

/// Structured fields, as tracing macros have them.
#[cfg_attr(test, cfg(test))]
macro_rules! info {
    ($($field:ident = %$value:expr,)* $message:literal) => {
        event(format_args!(concat!($(stringify!($field), "={} ",)* $message), $($value),*))
    };
}

/// No expressions as arguments, and a value all the same, as `tracing::span!` has.
#[cfg_attr(test, cfg(test))]
macro_rules! labelled {
    ($label:ident: $value:expr; $($more:tt)*) => {
        labels(stringify!($label), &$value) $($more)*
    };
}

fn labels(label: &str, value: &Noisy) -> String {
    format!("{label} {}", value.get())
}

functions! {
    pub async fn known_macros_inside_of_others(n: u64) -> u64 {
        let name = format!("name{n}");
        say!("{n} {}", matches!(noisy("inside", n), kept if kept.get() > 1));
        pause(1).await;
        say!("{name} {n} {} {}", matches!(n, 2..), format!("{name}, {}", n + 1));
        say!("{n} {}", vec![n, n + 1].len() as u64 + n);
        pause(n).await;
        n
    }

    pub async fn value_of_a_macro_without_expressions(n: u64) -> String {
        let a = noisy("a", n);
        let text = labelled!(first: a;);
        pause(1).await;
        let sum = labelled!(second: a; .len()) + text.len();
        pause(1).await;
        labelled!(statement: a;);
        if sum == 0 {
            return labelled!(returned: a;);
        }
        labelled!(tail: a;)
    }

    pub async fn inline_captures(n: u64) -> String {
        let a = noisy("a", n);
        let width = 6;
        say!("before {a} {n:>width$}");
        pause(1).await;
        say!("after {a:?} {0} {named}", n + 1, named = a.value);
        let text = format!("{a}-{n:03}-{:?}", Some(&a));
        pause(1).await;
        say!("{text}");
        text
    }

    pub async fn show_and_go_on(n: u64) -> u64 {
        let a = noisy("a", n);
        let b = show!(a.value + 1);
        pause(1).await;
        let c = show!({ a });
        pause(1).await;
        c.get() + show!(b)
    }

    pub async fn move_through_a_macro(n: u64) -> u64 {
        let a = noisy("a", n);
        let b = noisy("b", n);
        pause(1).await;
        let list = vec![a, b];
        pause(1).await;
        let [ref first, _] = list[..] else { unreachable!("always two") };
        first.get()
    }

    pub async fn write_into_a_local(n: u64) -> Result<String, std::fmt::Error> {
        let mut out = String::new();
        let a = noisy("a", n);
        write!(out, "{a}")?;
        pause(1).await;
        for i in 0..n {
            let got = number(i).await;
            writeln!(&mut out, " {got}{i}")?;
        }
        write!(out, "{:>4}", a.value)?;
        Ok(out)
    }

    pub async fn assertions(n: u64) -> u64 {
        let a = noisy("a", n);
        let got = number(n).await;
        assert_eq!(a.value, got, "{a} is not {got}");
        pause(1).await;
        assert!(got < 10, "{got} is too big");
        debug_assert_ne!(a.value, 11);
        assert!(matches!(a, Noisy { value: 0..=9, .. }));
        a.get()
    }

    pub async fn matches_in_conditions(n: u64) -> u64 {
        let maybe = lookup_noisy("maybe", n).await;
        if matches!(maybe, Some(Noisy { value: 0 | 1, .. })) {
            pause(1).await;
            return 1;
        }
        pause(1).await;
        let wrapped = now(n).await;
        u64::from(matches!(wrapped, x if x > 2 && maybe.is_none())) * 10
    }

    pub async fn vectors(n: u64) -> usize {
        let zeros = vec![0u8; n as usize];
        pause(1).await;
        let mut list = vec![zeros.len(), 1, n as usize];
        pause(1).await;
        list.extend(vec![7; 2]);
        let [.., last] = list[..] else { panic!("empty: {list:?}") };
        last + list.len()
    }

    pub async fn tracing_like(n: u64) -> u64 {
        let request = noisy("request", n);
        info!("started");
        let response = fetch("response", n).await;
        info!(id = %request.value, response = %response, "answered");
        pause(1).await;
        info!(left = %n.saturating_sub(1), "done");
        response.value
    }

    pub async fn statement_macros_in_loops(n: u64) -> u64 {
        let mut sum = 0;
        for i in 0..n {
            let item = noisy("item", i);
            say!("{i}: {item}");
            if matches!(i, 1) {
                say! { "skipping {i}" }
                continue;
            }
            sum += item.touch().await;
            say!["{sum}"];
        }
        sum
    }

    pub async fn macro_as_an_operand(n: u64) -> usize {
        let a = noisy("a", n);
        let got = text(&format!("{a}")).await;
        let other = now(vec![format!("{got}"), format!("{n}")]).await;
        let all = concat!("x", "y").len() + other.len();
        call(&format!("all {all}"), n);
        pause(1).await;
        all + got.len()
    }

    pub async fn macro_as_the_tail(n: u64) -> String {
        let a = noisy("a", n);
        let b = number(n).await;
        format!("{a} {b}")
    }

    pub async fn diverging_macros(n: u64) -> u64 {
        let _a = noisy("a", n);
        let got = match number(n).await {
            0 => 0,
            x if x < 5 => x + 1,
            _ => unreachable!("{n}"),
        };
        pause(1).await;
        if got > 100 {
            todo!()
        }
        got
    }

    pub async fn references_taken_by_macros(n: u64) -> bool {
        let a = noisy("a", n);
        let b = &a;
        pause(1).await;
        let arguments = format!("{} {b}", a.value);
        let same = std::ptr::eq(&a, b) && arguments.contains(&format!("{b}"));
        pause(1).await;
        same
    }
}

cases! {
    known_macros_inside_of_others [0, 1, 2] |n| known_macros_inside_of_others(n);
    value_of_a_macro_without_expressions [0, 1] |n| value_of_a_macro_without_expressions(n);
    inline_captures [0, 1] |n| inline_captures(n);
    show_and_go_on [0, 1] |n| show_and_go_on(n);
    move_through_a_macro [0, 1] |n| move_through_a_macro(n);
    write_into_a_local [0, 2] |n| write_into_a_local(n);
    assertions [0, 1] |n| assertions(n);
    matches_in_conditions [0, 2, 3] |n| matches_in_conditions(n);
    vectors [0, 2] |n| vectors(n);
    tracing_like [0, 1] |n| tracing_like(n);
    statement_macros_in_loops [0, 1, 3] |n| statement_macros_in_loops(n);
    macro_as_an_operand [0, 1] |n| macro_as_an_operand(n);
    macro_as_the_tail [0, 1] |n| macro_as_the_tail(n);
    diverging_macros [0, 1] |n| diverging_macros(n);
    references_taken_by_macros [0, 1] |n| references_taken_by_macros(n);
}
