//! The await tree as text.

use core::fmt::{self, Write};

use super::{Content, Inspect, Value};

/// The await tree of a future: a line for each machine, from the future to the innermost await, and to several where `join!`,
/// `try_join!` or `select!` polls futures beside each other.
///
/// `{}` gives a line to a machine, with the locals that have a value; `{:#}` one more to each local, with its type, size and
/// offset.
///
/// ```
/// use manual_async::{inspect::trace, manual_async, yield_now};
/// use std::{future::Future, pin::pin, task::{Context, Waker}};
///
/// #[manual_async(inspect)]
/// async fn outer(name: &str) {
///     inner(name.len()).await;
/// }
///
/// #[manual_async(inspect)]
/// async fn inner(length: usize) -> usize {
///     yield_now().await;
///     length
/// }
///
/// let mut future = pin!(outer("Ada"));
/// let _ = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
/// let tree = trace(&*future).to_string();
/// assert!(tree.contains("inner(name.len()).await"), "{tree}");
/// assert!(tree.contains(": yield_now().await"), "{tree}");
/// assert!(tree.contains("length = 3"), "{tree}");
/// ```
pub fn trace(future: &dyn Inspect) -> Trace<'_> {
    Trace(future)
}

/// What [`trace`] gives: something to print.
#[derive(Clone, Copy)]
pub struct Trace<'a>(&'a dyn Inspect);

impl fmt::Debug for Trace<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Trace<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        tree(self.0, 0, f)
    }
}

fn tree(machine: &dyn Inspect, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    line(machine, depth, f)?;
    if let Some(awaited) = machine.awaited() {
        return tree(awaited, depth + 1, f);
    }
    let (mut result, mut branches) = (Ok(()), false);
    machine.branches(&mut |branch| {
        branches = true;
        result = result.and_then(|()| match branch.machine {
            Some(machine) => tree(machine, depth + 1, f),
            None => leaf(branch.type_name, depth + 1, f),
        });
    });
    if branches { result } else { innermost(machine, depth + 1, f) }
}

// Into: `read_file at src/main.rs:24:5: file.read(&mut buffer).await [file = File(3), buffer: lent]`
fn line(machine: &dyn Inspect, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (about, state) = (machine.machine(), machine.state());
    indent(depth, f)?;
    write!(f, "{} at {}:", about.function, about.file)?;
    match state.awaited() {
        Some(code) => write!(f, "{}:{}: {}", code.line, code.column, code.text)?,
        None if state.number == 0 => write!(f, "{}:{}: not polled yet", about.line, about.column)?,
        None => write!(f, "{}:{}: done", about.line, about.column)?,
    }
    if f.alternate() { all_locals(machine, depth + 1, f) } else { short_locals(machine, f) }
}

fn short_locals(machine: &dyn Inspect, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut result = Ok(());
    let mut first = true;
    machine.locals(&mut |local| {
        if matches!(local.value, Value::Gone) {
            return;
        }
        let before = if core::mem::take(&mut first) { " [" } else { ", " };
        result = result.and_then(|()| f.write_str(before)).and_then(|()| match local.value {
            Value::Shown(value) => write!(f, "{} = {}", local.field.name, Short(value, 60)),
            Value::Lent => write!(f, "{}: lent", local.field.name),
            Value::Hidden | Value::Gone => write!(f, "{}", local.field.name),
        });
    });
    result?;
    f.write_str(if first { "" } else { "]" })
}

fn all_locals(machine: &dyn Inspect, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut result = Ok(());
    machine.locals(&mut |local| {
        let field = local.field;
        result = result.and_then(|()| indent_on_a_new_line(depth, f)).and_then(|()| {
            let type_name = (field.type_name)();
            write!(f, "{}: {type_name} ({} bytes", field.name, field.size)?;
            field.offset.map_or(Ok(()), |offset| write!(f, " at {offset}"))?;
            f.write_str(")")?;
            match local.value {
                Value::Shown(value) => write!(f, " = {}", Short(value, 400)),
                Value::Hidden => Ok(()),
                Value::Lent => f.write_str(", lent"),
                Value::Gone => f.write_str(", gone"),
            }
        });
    });
    result
}

/// What the innermost machine waits for, which cannot be looked into.
fn innermost(machine: &dyn Inspect, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let awaited = machine.state().fields.iter().find(|field| field.content == Content::AwaitedFuture);
    awaited.map_or(Ok(()), |field| leaf((field.type_name)(), depth, f))
}

/// What cannot be looked into.
fn leaf(type_name: &str, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    indent(depth, f)?;
    f.write_str(type_name)
}

fn indent(depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if depth == 0 { Ok(()) } else { indent_on_a_new_line(depth, f) }
}

fn indent_on_a_new_line(depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_char('\n')?;
    (0..depth).try_for_each(|_| f.write_str("  "))
}

/// A value on one line, cut off behind so many characters.
struct Short<'a>(&'a dyn fmt::Debug, usize);

impl fmt::Display for Short<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut cut = Cut { f, left: self.1 };
        match write!(cut, "{:?}", self.0) {
            Err(fmt::Error) if cut.left == 0 => f.write_str("…"),
            result => result,
        }
    }
}

struct Cut<'a, 'f> {
    f: &'a mut fmt::Formatter<'f>,
    left: usize,
}

impl Write for Cut<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            // The rest of the value is not even asked for.
            self.left = self.left.checked_sub(1).ok_or(fmt::Error)?;
            self.f.write_char(if character.is_control() { ' ' } else { character })?;
        }
        Ok(())
    }
}
