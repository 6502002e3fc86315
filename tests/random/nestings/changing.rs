//! What is read before the value is there, and changes until then; callees, operators and cells.

use super::Of::{self, Noisy, Number};

pub const AROUND: &[(Of, Of, &str)] = &[
    // References that lead elsewhere.
    (
        Number,
        Number,
        "({ let o# = noisy(\"o#\", 1); let mut r# = &a#; let k# = weigh(r#, { r# = &o#; @ }); k# + r#.get() })",
    ),
    (
        Number,
        Number,
        "({ let o# = noisy(\"o#\", 1); let mut w# = Walk { here: &a#, there: &o# }; weigh(w#.here, w#.turn().await + @) })",
    ),
    (
        Number,
        Number,
        "({ let o# = noisy(\"o#\", 1); let mut r# = [&a#, &o#]; r#[0].value.wrapping_add({ r#.swap(0, 1); @ }) })",
    ),
    (
        Number,
        Number,
        "({ let o# = noisy(\"o#\", 1); let mut r# = (&a#, 1); (r#.0.value, { r#.0 = &o#; @ }, r#.0.value).0 })",
    ),
    // What is copied.
    (Number, Number, "({ let mut k# = n; k#.max({ k# += 1; @ }) + k# })"),
    (Number, Number, "({ let mut k# = n; u64::from(k# == { k# += 1; @ }) })"),
    (Number, Number, "({ let mut k# = Box::new(n); u64::max(*k#, { *k# += 1; @ }) + *k# })"),
    (Number, Number, "({ let mut v# = vec![n, 1]; v#[0].wrapping_add({ v# = vec![7]; @ }) + v#[0] })"),
    (Number, Number, "(n, @, n).1"),
    // Callees.
    (Number, Number, "({ let f# = move |k: u64| a#.value + k; f#(@) })"),
    (Number, Number, "({ let f# = |k: u64| a#.value + k; f#(@) + f#(1) })"),
    (Number, Number, "({ let mut f# = |k: u64| a#.add(k).value; f#(@) + f#(1) })"),
    (Number, Number, "({ let mut f#: fn(u64) -> u64 = |k| k; f#({ f# = |k| k + 1; @ }) })"),
    (Number, Number, "({ let f#: Box<dyn Fn(u64) -> u64> = Box::new(move |k| a#.value + k); f#(@) })"),
    (Noisy, Number, "({ let f# = |it: Noisy| consume(it); f#(@) })"),
    (Noisy, Noisy, "({ let f# = |it: Noisy| it.into_renamed(\"f#\"); f#(@) })"),
    // Operators.
    (Number, Number, "(coin(\"l#\", n) + @).value"),
    (Number, Number, "(coin(\"l#\", n) + coin(\"r#\", @)).value"),
    (Number, Number, "(&coin(\"l#\", n) + &coin(\"r#\", @)).value"),
    (Number, Number, "coin(\"l#\", n) * &coin(\"r#\", @)"),
    (Number, Number, "(coin(\"l#\", @) * &coin(\"r#\", number(1).await))"),
    (Number, Number, "(-coin(\"n#\", @))"),
    (Number, Number, "(!&coin(\"n#\", @))"),
    (Number, Number, "coin(\"i#\", n)[@]"),
    (Number, Number, "u64::from(coin(\"l#\", n) < coin(\"r#\", @))"),
    (Number, Number, "({ let c# = u64::from(coin(\"l#\", n) == @); c# })"),
    (Number, Number, "({ let mut c# = coin(\"c#\", n); c# += @; c#.value })"),
    (Number, Number, "({ let mut c# = coin(\"c#\", n); c# += coin(\"m#\", @); c#.value })"),
    (Number, Number, "((String::new() + &@.to_string() + &text(\"s\").await).len() as u64)"),
    // Cells.
    (Number, Number, "({ let c# = std::cell::Cell::new(n); c#.get().max({ c#.set(7); @ }) + c#.get() })"),
    (Number, Number, "({ let c# = std::cell::Cell::new(n); c#.replace(@) + c#.get() })"),
    (
        Number,
        Number,
        "({ let c# = std::rc::Rc::new(std::cell::Cell::new(n)); let d# = c#.clone(); c#.get() ^ { d#.set(7); @ } })",
    ),
    (
        Number,
        Number,
        "({ let c# = std::cell::RefCell::new(vec![n]); c#.borrow_mut().push(@); let k# = c#.borrow().len() as u64; k# })",
    ),
    (Number, Number, "({ let c# = std::cell::RefCell::new(n); *c#.borrow_mut() += @; c#.into_inner() })"),
    // What looks at a value that owns something.
    (Noisy, Number, "weigh(&@, number(1).await)"),
    (Noisy, Number, "weigh(&a#, eat(@, 1).await)"),
];
