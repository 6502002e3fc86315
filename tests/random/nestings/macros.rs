//! Macros around a value: of the standard library, of `futures` and `tokio`, and those of the program itself
//! ([`MACROS`](super::MACROS)).

use super::Of::{self, Noisy, Number};

pub const AROUND: &[(Of, Of, &str)] = &[
    (Number, Number, "(vec![noisy(\"v#\", @), fetch(\"w#\", n).await].len() as u64)"),
    (Number, Number, "(format!(\"{}{}\", @, fetch(\"w#\", 1).await).len() as u64)"),
    (Number, Number, "({ assert_ne!(@, 1_000 + fetch(\"w#\", 1).await.get()); 2 })"),
    (Number, Number, "futures::join!(number(@), fetch(\"j#\", 1)).0"),
    (Number, Number, "({ assert!(@ < 1_000, \"{}\", fetch(\"w#\", 1).await); 2 })"),
    (
        Number,
        Number,
        "({ use std::fmt::Write as _; let mut s# = String::new(); write!(s#, \"{} {}\", @, fetch(\"w#\", 1).await).unwrap(); s#.len() as u64 })",
    ),
    (Number, Number, "(format!(\"{:>1$}\", noisy(\"f#\", @), number(1).await as usize).len() as u64)"),
    (Number, Number, "vec![@; 2][1]"),
    (Number, Number, "vec![number(1).await, @][1]"),
    (Number, Number, "u64::from(matches!(shape(@), Shape::One(ref x#) if x#.get() > 0))"),
    (Number, Number, "u64::from(matches!(lookup_noisy(\"m#\", @).await, Some(s#) if s#.get() > 1))"),
    (Number, Number, "({ say!(\"{} {}\", @, number(1).await); 1 })"),
    // Of the program.
    (Number, Number, "plus!(@, number(1).await)"),
    (Number, Number, "given!(lookup(@).await)"),
    (Number, Number, "({ bound!(x#, fetch(\"x#\", @).await); pause(1).await; x#.get() })"),
    (Number, Number, "total![noisy(\"u#\", 1).get(), @, number(2).await]"),
    (Number, Number, "waited!(number(@))"),
    // Of futures and tokio.
    (Number, Number, "(tokio::select! { biased; k# = number(@) => k#, s# = fetch(\"s#\", 1) => s#.get() })"),
    (
        Number,
        Number,
        "(tokio::select! { biased; Some(s#) = lookup_noisy(\"s#\", n) => s#.get() + @, k# = number(2) => k#, else => 3 })",
    ),
    (
        Number,
        Number,
        "(tokio::select! { biased; s# = fetch(\"s#\", n), if @ > 0 => s#.touch().await, k# = number(n) => { let h# = noisy(\"h#\", k#); pause(1).await; h#.get() } })",
    ),
    (Number, Number, "(tokio::select! { biased; _ = number(n) => @, k# = a#.touch() => k# })"),
    (
        Number,
        Number,
        "(futures::select_biased! { k# = futures::FutureExt::fuse(Box::pin(number(@))) => k#, s# = futures::FutureExt::fuse(Box::pin(fetch(\"s#\", 1))) => s#.touch().await })",
    ),
    (
        Number,
        Number,
        "({ let mut p# = std::pin::pin!(futures::FutureExt::fuse(fetch(\"p#\", n))); futures::select_biased! { s# = p# => s#.get() + @, k# = futures::FutureExt::fuse(Box::pin(number(1))) => k# } })",
    ),
    (Number, Number, "({ let (x#, y#) = tokio::join!(fetch(\"x#\", @), number(1)); x#.get() + y# })"),
    (Number, Number, "tokio::join!(number(n), async { @ }).1"),
    (Number, Number, "tokio::try_join!(attempt(@), attempt(1))?.0"),
    (Number, Number, "futures::try_join!(attempt(@), attempt(2)).map_or(1, |(x#, y#)| x# + y#)"),
    (Number, Number, "({ let (x#, y#) = futures::join!(fetch(\"x#\", @), a#.touch()); x#.get() + y# })"),
    // With values that are dropped.
    (Number, Noisy, "(tokio::select! { biased; s# = fetch(\"s#\", @) => s#, k# = number(2) => noisy(\"k#\", k#) })"),
    (Number, Noisy, "tokio::join!(fetch(\"j#\", @), number(1)).0"),
    (Noisy, Number, "(format!(\"{}{}\", @, number(1).await).len() as u64)"),
    (Noisy, Number, "u64::from(matches!(@, Noisy { value: 1.., ref name } if name.len() < 3))"),
    (Noisy, Number, "tokio::join!(eat(@, 1), number(1)).0"),
    (Noisy, Number, "(tokio::select! { biased; k# = eat(@, 2) => k#, k# = number(1) => k# })"),
    (Noisy, Noisy, "futures::join!(now(@), fetch(\"s#\", 1)).0"),
    (Noisy, Noisy, "(tokio::select! { biased; k# = now(@) => k#, k# = fetch(\"s#\", 1) => k# })"),
    (Noisy, Noisy, "given!(Some(@))"),
];
