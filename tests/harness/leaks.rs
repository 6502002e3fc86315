//! One difference that is none: the compiler's own futures lose a value when a destructor panics at a certain moment.
//!
//! In `let x = future.await;` the future is dropped while its output waits to become `x`. Should that destructor
//! panic, an `async fn` forgets the output (rust-lang/rust#47949); a machine may drop it.

/// Whether the only difference is that `manual` drops values that `native` made and forgot.
pub fn only_native_leaks(native: &str, manual: &str) -> bool {
    let mut left = native.lines().peekable();
    let mut more = Vec::new();
    for line in manual.lines() {
        if left.peek() == Some(&line) {
            left.next();
        } else {
            more.push(line);
        }
    }
    left.next().is_none() && more.into_iter().all(|line| is_forgotten(line, native, manual))
}

/// A `drop a=1` of something that was made more often than `native` dropped it, and not less than `manual` did.
fn is_forgotten(line: &str, native: &str, manual: &str) -> bool {
    let Some((name, _)) = line.strip_prefix("drop ").and_then(|value| value.split_once('=')) else { return false };
    let (made, dropped) = (format!("make {name}="), format!("drop {name}="));
    let count = |log: &str, start: &str| log.lines().filter(|line| line.starts_with(start)).count();
    count(native, &dropped) < count(native, &made) && count(manual, &dropped) <= count(manual, &made)
}
