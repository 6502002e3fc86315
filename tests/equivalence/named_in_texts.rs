//! Texts that name locals, in macros that have no place for an argument more; and locals that are called like keywords.
use crate::harness::*;

/// A text and nothing else.
macro_rules! note {
    ($text:literal) => {
        event(format_args!("note: {}", format_args!($text)))
    };
}

/// A text, and what it shows.
macro_rules! logged {
    ($text:literal $(, $value:expr)* $(,)?) => {
        event(format_args!("log: {}", format_args!($text $(, $value)*)))
    };
}

// Behind `cfg` in `cfg_attr` the definitions are as good as those of another package: nobody looks at them.
#[cfg_attr(test, cfg(test))]
macro_rules! foreign_note {
    ($text:literal) => {
        event(format_args!("note: {}", format_args!($text)))
    };
}

#[cfg_attr(test, cfg(test))]
macro_rules! foreign_logged {
    ($text:literal $(, $value:expr)* $(,)?) => {
        event(format_args!("log: {}", format_args!($text $(, $value)*)))
    };
}

#[cfg_attr(test, cfg(test))]
macro_rules! foreign_refused {
    ($text:literal) => {
        return Err(format!($text))
    };
}

/// As `log_enabled!` of the crate `log`.
#[cfg_attr(test, cfg(test))]
macro_rules! foreign_enabled {
    (target: $target:expr, $level:expr) => {
        $level <= $target.len() as u64
    };
}

#[cfg_attr(test, cfg(test))]
macro_rules! foreign_log {
    (target: $target:expr, $level:expr, $($argument:tt)+) => {{
        let level: u64 = $level;
        event(format_args!("{}: {level}: {}", $target, format_args!($($argument)+)))
    }};
}

#[derive(Debug)]
pub struct Named {
    pub r#type: Noisy,
    pub width: usize,
}

pub async fn more(n: u64) -> u64 {
    pause(n).await;
    n + 1
}

functions! {
    pub async fn a_text_alone(n: u64) -> u64 {
        let (number, name) = (n + 1, String::from("Ada"));
        let kept = noisy("kept", n);
        pause(n).await;
        note!("{number} {name:?}");
        pause(1).await;
        note!("{kept:?}");
        kept.get() + number
    }

    pub async fn a_text_alone_in_an_unknown_macro(n: u64) -> u64 {
        let (number, name) = (n + 1, String::from("Ada"));
        let kept = noisy("kept", n);
        pause(n).await;
        foreign_note!("{number} {name:?}");
        pause(1).await;
        foreign_note!("{kept:?}");
        kept.get() + number
    }

    pub async fn a_width_is_a_number(n: usize) -> usize {
        pause(1).await;
        logged!("{:n$} {n:>n$}", 1);
        foreign_logged!("{:n$}|{n:>n$}|{}", 1, n);
        pause(1).await;
        foreign_logged!("{:.*}", n, 1.5);
        n
    }

    pub async fn a_width_is_called_as_another_name_ends(len: usize) -> usize {
        let n = noisy("n", len as u64);
        let (map, r#where) = (vec![len], len);
        pause(1).await;
        foreign_logged!("{n:?} {:len$} {:where$}", 1, 2);
        foreign_note!("{map:?}");
        pause(1).await;
        drop(map);
        n.get() as usize + r#where
    }

    pub async fn what_a_text_names_and_an_argument_too(n: u64) -> u64 {
        let mut list = vec![n];
        let kept = noisy("kept", n);
        pause(n).await;
        foreign_logged!("{list:?} {} {:?}", list.len(), &list[0]);
        logged!("{list:?} {} {:?}", list.len(), kept);
        list.push(kept.get());
        pause(1).await;
        foreign_logged!("{kept:?} {}", kept.get(),);
        list.len() as u64
    }

    pub async fn a_text_is_the_reason(n: u64) -> Result<u64, String> {
        let kept = noisy("kept", n);
        pause(n).await;
        if n > 1 {
            foreign_refused!("{kept:?} is too much");
        }
        pause(1).await;
        Ok(kept.get())
    }

    pub async fn a_label_stands_before(n: u64) -> u64 {
        let (level, kept) = (n + 1, noisy("kept", n));
        pause(n).await;
        let is_enabled = foreign_enabled!(target: "two", level) || foreign_enabled!(target: "two", more(n).await);
        foreign_log!(target: "two", level, "{kept:?} {}", is_enabled);
        foreign_log!(target: "two", more(n).await, "{kept:?} {level}");
        kept.get() + level
    }

    pub async fn an_argument_called_like_a_keyword(r#type: u64, n: u64) -> String {
        pause(n).await;
        format!("{type} {type:?}", r#type = r#type + 1)
    }

    pub async fn names_that_are_keywords(r#type: u64, r#match: Noisy) -> String {
        let named = Named { r#type: noisy("type", r#type), width: 4 };
        pause(r#type).await;
        note!("{type} {match:?}");
        foreign_note!("{type} {match:?}");
        let Named { r#type: r#loop, width: r#where } = named;
        pause(1).await;
        let told = || format!("{type} {loop:?} {:where$}", 1);
        event(format_args!("{}", told()));
        pause(1).await;
        let told = async { format!("{match:?} {type:where$}") };
        assert!(r#type < 9, "{type}");
        told.await + &format!("{type} {} {:type$}", r#loop.get(), 1, type = 3)
    }

    pub async fn a_raw_name_that_is_no_keyword(r#number: u64) -> u64 {
        let r#kept = noisy("kept", number);
        pause(number).await;
        let more = r#number + kept.get();
        pause(1).await;
        more + r#kept.get() + number
    }
}

cases! {
    a_text_alone [2] |n| a_text_alone(n);
    a_text_alone_in_an_unknown_macro [2] |n| a_text_alone_in_an_unknown_macro(n);
    a_width_is_a_number [3] |n| a_width_is_a_number(n as usize);
    a_width_is_called_as_another_name_ends [3] |n| a_width_is_called_as_another_name_ends(n as usize);
    what_a_text_names_and_an_argument_too [1] |n| what_a_text_names_and_an_argument_too(n);
    a_text_is_the_reason [1, 2] |n| a_text_is_the_reason(n);
    a_label_stands_before [1, 2, 3] |n| a_label_stands_before(n);
    an_argument_called_like_a_keyword [1] |n| an_argument_called_like_a_keyword(n, n);
    names_that_are_keywords [1] |n| names_that_are_keywords(n, noisy("argument", 2));
    a_raw_name_that_is_no_keyword [1] |n| a_raw_name_that_is_no_keyword(n);
}
