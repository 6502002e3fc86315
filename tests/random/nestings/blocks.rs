//! Blocks, items, closures, futures that are held, loops and jumps around a value.

use super::Of::{self, Number};

pub const AROUND: &[(Of, Of, &str)] = &[
    (Number, Number, "({ let x# = @; let y# = fetch(\"y#\", x#).await; y#.get() })"),
    (Number, Number, "({ let x# = noisy(\"x#\", n); x#.get() + @ })"),
    (Number, Number, "({ let r# = &noisy(\"x#\", @); pause(1).await; r#.get() })"),
    (Number, Number, "({ let r# = &mut fetch(\"x#\", @).await; pause(1).await; r#.add(1).get() })"),
    (Number, Number, "({ let Some(x#) = lookup_noisy(\"x#\", @).await else { return Ok(1) }; x#.get() })"),
    (Number, Number, "({ let inner# = fetch(\"inner#\", 1).await; @ })"),
    (Number, Number, "({ let inner# = noisy(\"inner#\", 1); noisy(\"t#\", @).get() })"),
    (Number, Number, "({ let inner# = noisy(\"inner#\", 1); match noisy(\"t#\", @) { k# => k#.get() } })"),
    (Number, Number, "({ a#.value += @; a#.get() })"),
    (Number, Number, "({ a# = noisy(\"again#\", @); a#.get() })"),
    (Number, Number, "unsafe { @ }"),
    (Number, Number, "async { @ }.await"),
    (Number, Number, "async move { a#.get() + @ }.await"),
    (
        Number,
        Number,
        "({ let x# = noisy(\"x#\", n); let x# = noisy(\"again#\", x#.get() + @); pause(1).await; x#.get() })",
    ),
    (Number, Number, "({ let h# = Halves { count: @, ..halves(n) }; pause(1).await; h#.left.get() })"),
    (
        Number,
        Number,
        "({ let h# = halves(n); let g# = Halves { left: noisy(\"g#\", @), ..h# }; pause(1).await; g#.right.get() + h#.left.get() })",
    ),
    // Items.
    (Number, Number, "({ fn twice#(k: u64) -> u64 { k * 2 } twice#(@) })"),
    (Number, Number, "({ async fn later#(k: u64) -> u64 { pause(1).await; k } later#(@).await })"),
    (
        Number,
        Number,
        "({ const C#: u64 = 3; static S#: u64 = 1; struct Kept#(Noisy, u64); let Kept#(x#, k#) = Kept#(noisy(\"x#\", n), @); pause(1).await; x#.get() + k# + C# + S# })",
    ),
    (Number, Number, "({ fn made#(k: u64) -> impl std::future::Future<Output = u64> { number(k) } made#(@).await })"),
    // Closures.
    (Number, Number, "(|k#: u64| k# + 1)(@)"),
    (Number, Number, "(Box::new(|k#: u64| k# + 1) as Box<dyn Fn(u64) -> u64>)(@)"),
    (Number, Number, "({ let c# = |k#: u64| k# + a#.get(); c#(@) })"),
    (Number, Number, "({ let c# = |k#: u64| k# + a#.get(); pause(1).await; c#(@) + a#.get() })"),
    (Number, Number, "({ let mut c# = |k#: u64| a#.add(k#).get(); c#(@) + c#(number(1).await) })"),
    (Number, Number, "({ let c# = move || consume(a#); let k# = @; c#() + k# })"),
    (Number, Number, "({ let c# = async |k#: u64| { pause(1).await; a#.get() + k# }; c#(@).await })"),
    (Number, Number, "Some(@).map(|k#| k# + a#.get()).unwrap_or(1)"),
    (Number, Number, "lookup(@).await.map_or(1, |k#| k# + noisy(\"c#\", k#).get())"),
    (Number, Number, "({ let k# = @; let c# = || k# + 1; pause(1).await; c#() })"),
    (Number, Number, "({ let x# = noisy(\"x#\", @); let c# = || x#.get(); pause(1).await; c#() + x#.get() })"),
    (Number, Number, "({ let x# = noisy(\"x#\", @); let c# = move || x#.get(); pause(1).await; c#() })"),
    // Futures that are held.
    (Number, Number, "({ let f# = async { @ }; pause(1).await; f#.await })"),
    (Number, Number, "({ let f# = number(@); pause(1).await; f#.await })"),
    (Number, Number, "({ let f# = fetch(\"f#\", n); f#.await.get() + @ })"),
    (
        Number,
        Number,
        "({ let x# = noisy(\"x#\", @); let f# = async { x#.touch().await }; pause(1).await; f#.await + x#.get() })",
    ),
    (
        Number,
        Number,
        "({ let x# = noisy(\"x#\", @); let f# = async move { x#.touch().await }; drop(noisy(\"d#\", 1)); f#.await })",
    ),
    (Number, Number, "({ let f# = async { a#.touch().await }; let k# = @; f#.await + k# })"),
    (Number, Number, "({ let f# = async { eat(a#, 1).await }; f#.await + @ })"),
    (
        Number,
        Number,
        "({ let f#: std::pin::Pin<Box<dyn std::future::Future<Output = u64>>> = Box::pin(number(@)); f#.await })",
    ),
    (Number, Number, "({ let mut f# = std::pin::pin!(number(@)); f#.as_mut().await })"),
    (Number, Number, "({ let f# = std::pin::pin!(async { @ }); pause(1).await; f#.await })"),
    (Number, Number, "({ let f# = number(1); tokio::pin!(f#); f#.await + @ })"),
    // Loops and jumps.
    (Number, Number, "(loop { break @; })"),
    (Number, Number, "('l#: { if @ > 2 { break 'l# number(1).await; } 5 })"),
    (Number, Number, "('l#: { let t# = noisy(\"t#\", 1); break 'l# t#.get() + @; })"),
    (Number, Number, "({ for i# in 0..@.min(2) { call(\"i#\", number(i#).await); } 3 })"),
    (Number, Number, "({ for i# in 1..3 { if @ == i# { break; } } 3 })"),
    (
        Number,
        Number,
        "({ let mut i# = @.min(3); while noisy(\"w#\", i#).get() < fetch(\"v#\", 3).await.get() { i# += 1; } i# })",
    ),
    (Number, Number, "(if n == 1 { return Ok(@) } else { 3 })"),
    (
        Number,
        Number,
        "('l#: loop { let t# = noisy(\"t#\", 1); if @ > 1 { break 'l# t#.get(); } break 'l# number(2).await; })",
    ),
    (
        Number,
        Number,
        "({ let mut i# = 0; 'l#: while i# < 2 { i# += 1; let t# = noisy(\"t#\", i#); for k# in 0..2 { if k# + @ > 2 { continue 'l#; } pause(1).await; } } i# })",
    ),
    (
        Number,
        Number,
        "('l#: { two(noisy(\"x#\", n), if @ > 1 { break 'l# number(1).await } else { fetch(\"y#\", 1).await }) })",
    ),
    (
        Number,
        Number,
        "({ 'l#: for x# in [noisy(\"p#\", n), noisy(\"q#\", 1)] { call(\"c#\", x#.get() + match @ { 0 => continue 'l#, 1 => break 'l#, k# => k# }); } 2 })",
    ),
    (
        Number,
        Number,
        "(loop { let x# = noisy(\"x#\", match lookup(@).await { Some(k#) => k#, None => break 4 }); break x#.get(); })",
    ),
    // Streams.
    (
        Number,
        Number,
        "({ let mut s# = Source::new(@.min(2)); let mut k# = 0; while let Some(x#) = s#.next().await { k# += x#; } k# })",
    ),
    (
        Number,
        Number,
        "({ let mut s# = Source::new(2); while let Some(x#) = s#.next_noisy().await { if x#.get() + @ > 2 { break; } } 1 })",
    ),
    (
        Number,
        Number,
        "({ let mut s# = Source::new(@.min(3)); while let Some(x#) = s#.try_next().await? { let _t = noisy(\"t#\", x#); pause(1).await; } 1 })",
    ),
    (
        Number,
        Number,
        "({ use futures::StreamExt as _; let mut s# = futures::stream::iter([1, @]); let mut k# = 0; while let Some(x#) = s#.next().await { k# += x#; } k# })",
    ),
];
