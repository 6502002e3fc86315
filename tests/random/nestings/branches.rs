//! Branches and patterns around a value.

use super::Of::{self, Number};

pub const AROUND: &[(Of, Of, &str)] = &[
    (Number, Number, "(if @ > 1 { noisy(\"i#\", 1).get() } else { number(2).await })"),
    (Number, Number, "(if flag(n > 0).await { @ } else { 2 })"),
    (Number, Number, "(if n > 1 { 1 } else { @ })"),
    (Number, Number, "(match @ { 0 => number(3).await, k# => k# })"),
    (Number, Number, "(match noisy(\"m#\", n).get() { 0 => @, k# => k# })"),
    (Number, Number, "(match fetch(\"m#\", n).await { Noisy { value: 1, .. } => 1, _ => @ })"),
    (
        Number,
        Number,
        "(match lookup_noisy(\"m#\", n).await { Some(s#) if s#.get() > 1 => s#.get(), Some(_) => @, None => 4 })",
    ),
    (Number, Number, "(match &noisy(\"m#\", n) { k# if @ > 1 => k#.get(), k# => k#.touch().await })"),
    (Number, Number, "(if let Some(s#) = lookup_noisy(\"i#\", n).await { s#.get() } else { @ })"),
    (Number, Number, "(if let Some(s#) = &lookup_noisy(\"i#\", n).await { s#.get() + @ } else { 2 })"),
    (Number, Number, "(if let Some(s#) = lookup_noisy(\"i#\", n).await /* 2024 */ && @ > 1 { s#.get() } else { 3 })"),
    (Number, Number, "u64::from(matches!(@, 0 | 2))"),
    (Number, Number, "u64::from(matches!(noisy(\"m#\", @), Noisy { value: 1.., .. }))"),
    (
        Number,
        Number,
        "(match lookup(@).await { Some(k#) => k#, None => return Err(format!(\"{}\", noisy(\"e#\", 1))) })",
    ),
    (Number, Number, "(match attempt(@).await { Ok(k#) => k#, Err(_) => 1 })"),
    (Number, Number, "(if let 0 | 1 = @ { number(1).await } else { 2 })"),
    (Number, Number, "({ let Ok(k#) = attempt(@).await else { return Ok(number(3).await) }; k# })"),
    (Number, Number, "({ let Shape::Number(k#) = shape(@) else { return Ok(number(3).await) }; k# })"),
    (
        Number,
        Number,
        "(if let Some(s#) = lookup_noisy(\"i#\", @).await /* 2024 */ && let Some(k#) = lookup(s#.get()).await && k# > 0 { k# + s#.get() } else { number(1).await })",
    ),
    (
        Number,
        Number,
        "(if @ > 0 /* 2024 */ && let Some(s#) = lookup_noisy(\"i#\", n).await && s#.touch().await > 1 { s#.get() } else { number(1).await })",
    ),
    // Patterns.
    (Number, Number, "(match [@, 1, 2] { [x#, .., y#] => x# + y# })"),
    (Number, Number, "(match [noisy(\"x#\", @), fetch(\"y#\", 1).await] { [x#, ..] => x#.get() })"),
    (
        Number,
        Number,
        "({ let [ref x#, ref rest# @@ ..] = [noisy(\"x#\", @), fetch(\"y#\", 1).await]; pause(1).await; x#.get() + rest#.len() as u64 })",
    ),
    (
        Number,
        Number,
        "({ let [x#, rest# @@ ..] = [noisy(\"x#\", @), fetch(\"y#\", 1).await]; pause(1).await; drop(rest#); x#.get() })",
    ),
    (
        Number,
        Number,
        "(match &[noisy(\"x#\", @), noisy(\"y#\", 1)][..] { [x#, rest# @@ ..] if rest#.len() > 1 => x#.get(), [x#, y#] => x#.touch().await + y#.get(), _ => 0 })",
    ),
    (Number, Number, "(match @ { 0 | 2 => number(1).await, k# @@ (1 | 3..=9) => k#, _ => 7 })"),
    (
        Number,
        Number,
        "(match shape(@) { Shape::One(x#) | Shape::Two { left: x#, .. } => x#.touch().await, Shape::Number(k#) => k#, Shape::Nothing => 0 })",
    ),
    (
        Number,
        Number,
        "(match shape(@) { Shape::One(ref mut x#) => x#.add(1).get(), Shape::Two { ref left, right, .. } => left.touch().await + right.get(), k# @@ Shape::Number(_) => { pause(1).await; drop(k#); 2 } _ => 0 })",
    ),
    (
        Number,
        Number,
        "(match shape(n) { Shape::Two { left, .. } if left.get() > @ => left.touch().await, Shape::One(x#) => x#.get(), _ => 0 })",
    ),
    (
        Number,
        Number,
        "(if let Shape::One(x#) | Shape::Two { left: x#, .. } = shape(@) { x#.touch().await } else { number(1).await })",
    ),
    (Number, Number, "(if let Some(ref mut s#) = lookup_noisy(\"s#\", n).await { s#.bump(@).await } else { 1 })"),
    (Number, Number, "({ let x# @@ Noisy { .. } = noisy(\"x#\", @); pause(1).await; x#.get() })"),
    (Number, Number, "({ let ref mut x# = noisy(\"x#\", @); pause(1).await; x#.add(1).get() })"),
    (
        Number,
        Number,
        "({ let (ref x#, ref mut y#) = (noisy(\"x#\", @), fetch(\"y#\", 1).await); y#.add(x#.get()); pause(1).await; y#.get() })",
    ),
    (
        Number,
        Number,
        "({ let Halves { left: l#, right: ref r#, .. } = halves(@); pause(1).await; l#.get() + r#.get() })",
    ),
    // Conditions of compilation.
    (Number, Number, "({ #[cfg(any())] let x# = 1; #[cfg(all())] let x# = @; x# })"),
    (Number, Number, "(match @ { #[cfg(any())] 0 => 1, #[cfg(all())] 0 => number(2).await, k# => k# })"),
    (
        Number,
        Number,
        "Halves { left: noisy(\"l#\", @), #[cfg(all())] right: fetch(\"r#\", 1).await, #[cfg(any())] right: 1, count: 3 }.count",
    ),
];
