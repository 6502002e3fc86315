//! Values that are only there for their types, in code that never runs.

/// A value that does not exist: what needs one never runs.
#[derive(Debug)]
pub enum Never {}

/// Stands before code that never runs.
pub fn never() -> Never {
    unreachable!("code that is only there to be checked has run: this is a bug in manual_async")
}

/// Used up by an argument of a macro that has an `.await` in it: a machine awaits before it calls the macro, and so once
/// and not in a closure or an async block that the macro makes. If rustc complains of one of these, write
/// `let value = future.await;` before the macro, and use `value` in it.
#[derive(Debug)]
pub struct EvaluatedOnce;

impl Drop for EvaluatedOnce {
    fn drop(&mut self) {}
}

/// The argument itself, behind what is checked of it.
#[inline]
pub fn argument<T>((): (), argument: T) -> T {
    argument
}

/// What awaiting this would give, for code that never runs.
pub fn output_of<F: IntoFuture>(_: F) -> F::Output {
    unreachable!("this is there for its type only")
}

/// What a body without a last expression gives: `()`, whatever name the signature has for it.
///
/// # Safety
///
/// `T` is `()`, or this is never reached.
pub unsafe fn nothing<T>() -> T {
    assert!(size_of::<T>() == 0, "a body that ends without a value gives `()`");
    // SAFETY: it is `()`, says the caller.
    unsafe { core::mem::zeroed() }
}

/// A value of a type that is written, and that it becomes if it is of another one.
#[derive(Debug)]
pub struct OfType<T>(pub T);
