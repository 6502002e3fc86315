//! Values that log their life, and plain functions that log their calls.

use super::{event, step, trace::drop_step};
use std::{fmt, ops::Deref};

/// A value whose end is visible.
pub struct Noisy {
    pub name: &'static str,
    pub value: u64,
}

/// Makes a [`Noisy`]; burns a step.
pub fn noisy(name: &'static str, value: u64) -> Noisy {
    step();
    event(format_args!("make {name}={value}"));
    Noisy { name, value }
}

/// The name of a [`Noisy`] that is written out, `Noisy { name: called("x"), .. }`; says that it is being made.
pub fn called(name: &'static str) -> &'static str {
    event(format_args!("make {name}="));
    name
}

/// Values whose ends are visible, as parts of another.
pub struct Halves {
    pub left: Noisy,
    pub right: Noisy,
    pub count: u64,
}

pub fn halves(value: u64) -> Halves {
    Halves { left: noisy("left", value), right: noisy("right", value), count: value }
}

/// Variants with parts whose ends are visible, and without.
pub enum Shape {
    One(Noisy),
    Two { left: Noisy, right: Noisy, count: u64 },
    Number(u64),
    Nothing,
}

/// One variant after the other.
pub fn shape(n: u64) -> Shape {
    match n % 4 {
        0 => Shape::One(noisy("one", n)),
        1 => Shape::Two { left: noisy("left", n), right: noisy("right", n), count: n },
        2 => Shape::Number(n),
        _ => Shape::Nothing,
    }
}

impl Noisy {
    pub fn get(&self) -> u64 {
        step();
        event(format_args!("get {self:?}"));
        self.value
    }

    pub fn add(&mut self, more: u64) -> &mut Self {
        step();
        event(format_args!("add {more} to {self:?}"));
        self.value = self.value.wrapping_add(more);
        self
    }

    /// Gives the value away: the receiver ends here.
    pub fn into_value(self) -> u64 {
        step();
        event(format_args!("into_value {self:?}"));
        self.value
    }

    /// Nobody knows by the name that the receiver ends here.
    pub fn summed(self, more: u64) -> u64 {
        self.get() + more
    }

    /// A new value under another name; the receiver ends here.
    pub fn into_renamed(self, name: &'static str) -> Noisy {
        noisy(name, self.value)
    }

    pub fn is_even(&self) -> bool {
        step();
        self.value % 2 == 0
    }
}

impl Drop for Noisy {
    fn drop(&mut self) {
        event(format_args!("drop {self:?}"));
        drop_step();
    }
}

impl fmt::Debug for Noisy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.name, self.value)
    }
}

impl fmt::Display for Noisy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl AsRef<Noisy> for Noisy {
    fn as_ref(&self) -> &Noisy {
        self
    }
}

/// An error that `?` has to convert into, and whose end is visible.
#[derive(Debug)]
pub struct Failure {
    pub why: String,
    pub witness: Noisy,
}

impl From<String> for Failure {
    fn from(why: String) -> Self {
        Failure { why, witness: noisy("failure", 0) }
    }
}

impl Deref for Failure {
    type Target = Noisy;
    fn deref(&self) -> &Noisy {
        &self.witness
    }
}

/// Takes two values.
pub fn two(a: Noisy, b: Noisy) -> u64 {
    call("two", a.value.wrapping_add(b.value))
}

/// Two values, or none.
pub fn maybe_two(n: u64) -> Option<(Noisy, Noisy)> {
    (n % 3 != 2).then(|| (noisy("first", n), noisy("second", n)))
}

/// A plain function with a side effect.
pub fn call(name: &str, value: u64) -> u64 {
    step();
    event(format_args!("call {name} {value}"));
    value
}

/// Never returns.
pub fn stop(n: u64) -> ! {
    step();
    panic!("stopped at {n}")
}

/// A plain question with a side effect.
pub fn test(name: &str, answer: bool) -> bool {
    step();
    event(format_args!("test {name} {answer}"));
    answer
}
