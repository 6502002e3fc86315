//! The constructs that generated functions are made of. What stands in `ON` is generated.
//!
//! `MANUAL_ASYNC_RANDOM_WITHOUT=Closures,Labels` leaves some out for one run.

use Feature::*;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Feature {
    /// `n` is not the only argument: owned values, references, `mut`.
    Arguments,
    /// `(a, _): (Noisy, Noisy)`
    ArgumentPatterns,
    /// `x = e.await;`, `x = e;`, `x += e;`
    Assignments,
    /// `async { .. }` and `async move { .. }`, made here and awaited later.
    AsyncBlocks,
    /// `{ .. }` as statements and as values.
    Blocks,
    /// `let r = &mut x; .. r.add(1); ..`, across awaits.
    Borrows,
    /// `let b = Box::new(a); .. let a = *{b};`
    Boxes,
    /// `#[cfg(any())] let x = ..;`
    Conditional,
    /// Awaits in both operands of one expression, and as arguments: not only at the head.
    BothOperands,
    /// `x if e.await =>`
    GuardAwaits,
    /// `let (a, ..) = tuple;`, `match pair { (a, _) => .. }`
    Leftovers,
    /// `list[i].value += e.await;`
    PlaceAssignments,
    /// `if e.await`, `while e.await`, `match e.await`, ..
    ConditionAwaits,
    /// Closures that borrow.
    Closures,
    /// Closures that take.
    MoveClosures,
    /// `let x;` with the value in branches, or later.
    DeferredInit,
    /// `let (a, b) = e.await;`
    Destructuring,
    /// A branch that ends with a call that never returns.
    Diverging,
    /// `return` inside of branches and loops.
    EarlyReturns,
    /// Fields that are moved out of a local, while the rest of it stays.
    Fields,
    /// `for i in 0..n`
    For,
    /// `for x in list`, `for x in &list`, `for x in list.iter_mut()`
    ForOverLists,
    /// Futures in locals.
    FutureLocals,
    /// Type parameters, and `impl Trait` as the type of a parameter or of the result.
    Generics,
    /// Locals that are only there to be dropped.
    Guards,
    /// `futures::join!`, `tokio::join!`, `tokio::select!`
    Joins,
    /// `if`, `else if`, `else`
    If,
    /// `if let`, `if let .. else`
    IfLet,
    /// `Request::new(..).await`: an operand that is not a future yet.
    IntoFutures,
    /// `'a: loop { break 'a }`
    Labels,
    /// `'a: { break 'a value }`
    LabelledBlocks,
    /// `if a && let Some(x) = y`
    LetChains,
    /// `let Some(x) = e.await else { .. };`
    LetElse,
    /// `list.push(e.await)`
    Lists,
    /// Guards that borrow from a lock.
    Locks,
    /// Methods of a trait, with all kinds of `self`.
    Methods,
    /// `loop { .. break; }`
    Loop,
    /// `let x = loop { .. break value; };`
    LoopValues,
    /// `say!("{x}")`, `format!`, `assert!`, `matches!`, `vec!`
    Macros,
    /// `format!("{}", e.await)`, `assert!(e.await)`, `vec![a, e.await]`
    MacroAwaits,
    /// `match` with bindings.
    Match,
    /// `x if condition =>`
    MatchGuards,
    /// A `match` or `if let` that takes a part of a value made with a local, where it may be a tail; not before edition 2024: a known
    /// deviation.
    LocalsInTails,
    /// `fn`, `const` and `struct` in the body.
    NestedItems,
    /// Awaits in every other position: `(a, b.await)`, `S { f: e.await }`, `[1, 2][e.await]`, ..
    Positions,
    /// `?`
    Question,
    /// `Box::pin(itself(0)).await`
    Recursion,
    /// A local is given away, later it gets a new value.
    Reinit,
    /// `Some(ref mut x)`, `x @ Some(y)`
    RefBindings,
    /// `let x = f(x);`
    Shadowing,
    /// `a && b.await`
    ShortCircuit,
    /// `f(&g()).await`, `g().touch().await`
    Temporaries,
    /// `[1, 2][g().get()]`
    TemporariesInside,
    /// A local is given away in one branch only.
    BranchMoves,
    /// `let _ = e.await;`
    Underscore,
    /// `let x = if c { .. } else { .. };`, `let x = match ..`
    ValueBranches,
    /// `while`
    While,
    /// `while let Some(x) = source.next().await`
    WhileLet,
    /// `S { a, ..x }`
    Updates,
    /// `(a, _) = e.await;`, `Halves { left: a, .. } = x;`, `std::mem::replace(&mut a, e.await)`
    ApartAssignments,
    /// A local that is given away on some ways, and gets a value on others.
    NowAndThen,
    /// Enums: `match`, `if let` and `let .. else` that take parts of variants.
    Variants,
    /// `let r = &e.await;`, `let r = if c { &e } else { &f };`
    Extended,
    /// `match e.await.get() { .. }`, `for x in vec![e.await].drain(..)`
    Heads,
    /// `select!` with statements in its handlers, `try_join!`
    Selects,
    /// `async move { p.left.get() }`
    CapturedParts,
    /// `async |x| ..`
    AsyncClosures,
    /// `match &l[..] { [first, ..] => .. }`
    Slices,
    /// `let a = *boxed;`
    OutOfBoxes,
    /// `let a = match e.await { Some(a) => a, None => return };`
    LetMatch,
    /// `_: Noisy`, `[a, b]: [Noisy; 2]`, `ref p: Noisy`, `impl Future`, const generics
    ManyParameters,
    /// `f(e.await?)`, `e.await.map(|x| x + y)`
    Operands,
    /// `o.as_mut().unwrap().bump(1).await`, `o = o.map(..)`
    Options,
    /// `match e.await { Ok(it) => it, Err(failure) => failure.witness }`
    Results,
    /// `a = now(a).await;`, `a.add(number(a.value).await)`
    Itself,
    /// `let _ = a;`, `let (_, b) = (e.await, f);`
    Wild,
    /// `while let Some(x) = v.pop()`, `for x in v`
    Vectors,
    /// `let w: Pin<Box<dyn Future>> = ..;`, `pin!(e)`
    BoxedFutures,
    /// `two(a, match e.await { Some(k) => k, None => return })`
    LeftOperands,
    /// `match a { x if x.is_even() => .., x => .. }`
    WholeMatches,
    /// `x if let Some(y) = f(&x).await =>`, since Rust 1.95
    LetGuards,
    /// `let x; loop { .. x = e.await; break; }`
    SetOnTheWayOut,
    /// `x.max({ x += 1; e.await })`, `x == { x += 1; e.await }`
    ReadEarly,
    /// `weigh(r, { r = &b; e.await })`
    LedElsewhere,
    /// `let f = move |k| a.get() + k; f(e.await)`
    CalledLate,
    /// `(coin("c", 1) + e.await).value`
    Operators,
    /// `cell.get().max({ cell.set(7); e.await })`, `list.borrow_mut().push(e.await)`
    Cells,
}

pub const ON: &[Feature] = &[
    Arguments,
    ArgumentPatterns,
    Assignments,
    AsyncBlocks,
    Blocks,
    Borrows,
    Boxes,
    Conditional,
    BothOperands,
    GuardAwaits,
    Leftovers,
    PlaceAssignments,
    ConditionAwaits,
    Closures,
    MoveClosures,
    DeferredInit,
    Destructuring,
    Diverging,
    EarlyReturns,
    Fields,
    For,
    ForOverLists,
    FutureLocals,
    Generics,
    Guards,
    If,
    IfLet,
    IntoFutures,
    Joins,
    Labels,
    LabelledBlocks,
    LetChains,
    LetElse,
    Lists,
    Locks,
    Methods,
    Loop,
    LoopValues,
    Macros,
    MacroAwaits,
    Match,
    MatchGuards,
    LocalsInTails,
    NestedItems,
    Positions,
    Question,
    Recursion,
    Reinit,
    RefBindings,
    Shadowing,
    ShortCircuit,
    Temporaries,
    TemporariesInside,
    BranchMoves,
    Underscore,
    ValueBranches,
    While,
    WhileLet,
    Updates,
    ApartAssignments,
    NowAndThen,
    Variants,
    Extended,
    Heads,
    Selects,
    CapturedParts,
    AsyncClosures,
    Slices,
    OutOfBoxes,
    LetMatch,
    ManyParameters,
    Operands,
    Options,
    Results,
    Itself,
    Wild,
    Vectors,
    BoxedFutures,
    LeftOperands,
    WholeMatches,
    LetGuards,
    SetOnTheWayOut,
    ReadEarly,
    LedElsewhere,
    CalledLate,
    Operators,
    Cells,
];

/// What is generated in this run.
pub fn switched_on() -> Vec<Feature> {
    let without = std::env::var("MANUAL_ASYNC_RANDOM_WITHOUT").unwrap_or_default();
    let without: Vec<_> = without.split(',').filter(|name| !name.is_empty()).collect();
    let known = |name: &&str| ON.iter().any(|feature| format!("{feature:?}") == *name);
    assert!(without.iter().all(known), "MANUAL_ASYNC_RANDOM_WITHOUT={without:?} names a feature that is not in {ON:?}");
    ON.iter().copied().filter(|feature| !without.contains(&format!("{feature:?}").as_str())).collect()
}
