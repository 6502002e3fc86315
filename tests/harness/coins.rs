//! A value with operators of its own, and references that lead to one value after the other.

use super::{Noisy, event, pause, step, trace::drop_step};
use std::{
    fmt,
    ops::{Add, AddAssign, Index, Mul, Neg, Not},
};

/// A value whose end is visible, and its operators, too.
#[derive(PartialEq, PartialOrd)]
pub struct Coin {
    pub value: u64,
    name: &'static str,
}

pub fn coin(name: &'static str, value: u64) -> Coin {
    step();
    event(format_args!("make {name}={value}"));
    Coin { value, name }
}

impl Coin {
    fn with(&self, operator: &str, other: &dyn fmt::Debug, value: u64) -> Coin {
        event(format_args!("{self:?} {operator} {other:?}"));
        coin("made", value)
    }
}

impl Drop for Coin {
    fn drop(&mut self) {
        event(format_args!("drop {self:?}"));
        drop_step();
    }
}

impl fmt::Debug for Coin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.name, self.value)
    }
}

impl Add<u64> for Coin {
    type Output = Coin;
    fn add(self, more: u64) -> Coin {
        self.with("+", &more, self.value.wrapping_add(more))
    }
}

impl Add for Coin {
    type Output = Coin;
    fn add(self, other: Coin) -> Coin {
        self.with("+", &other, self.value.wrapping_add(other.value))
    }
}

impl Add for &Coin {
    type Output = Coin;
    fn add(self, other: &Coin) -> Coin {
        self.with("+", other, self.value.wrapping_add(other.value))
    }
}

impl Mul<&Coin> for Coin {
    type Output = u64;
    fn mul(self, other: &Coin) -> u64 {
        self.with("*", other, self.value.wrapping_mul(other.value)).value
    }
}

impl Neg for Coin {
    type Output = u64;
    fn neg(self) -> u64 {
        self.with("-", &(), !self.value % 7).value
    }
}

impl Not for &Coin {
    type Output = u64;
    fn not(self) -> u64 {
        self.with("!", &(), !self.value % 5).value
    }
}

impl Index<u64> for Coin {
    type Output = u64;
    fn index(&self, index: u64) -> &u64 {
        step();
        event(format_args!("{self:?}[{index}]"));
        &self.value
    }
}

impl AddAssign<u64> for Coin {
    fn add_assign(&mut self, more: u64) {
        step();
        event(format_args!("{self:?} += {more}"));
        self.value = self.value.wrapping_add(more);
    }
}

impl AddAssign<Coin> for Coin {
    fn add_assign(&mut self, other: Coin) {
        step();
        event(format_args!("{self:?} += {other:?}"));
        self.value = self.value.wrapping_add(other.value);
    }
}

impl PartialEq<u64> for Coin {
    fn eq(&self, number: &u64) -> bool {
        step();
        event(format_args!("{self:?} == {number}"));
        self.value == *number
    }
}

impl PartialOrd<u64> for Coin {
    fn partial_cmp(&self, number: &u64) -> Option<std::cmp::Ordering> {
        step();
        event(format_args!("{self:?} <=> {number}"));
        self.value.partial_cmp(number)
    }
}

/// Two references that change places at every turn.
pub struct Walk<'a> {
    pub here: &'a Noisy,
    pub there: &'a Noisy,
}

impl Walk<'_> {
    /// Gives the number of what is here then.
    pub async fn turn(&mut self) -> u64 {
        pause(1).await;
        std::mem::swap(&mut self.here, &mut self.there);
        self.here.get()
    }
}

/// A number and what a reference leads to, by a function and by a method that nobody knows.
pub fn weigh(noisy: &Noisy, more: u64) -> u64 {
    noisy.weighed(more)
}

impl Noisy {
    pub fn weighed(&self, more: u64) -> u64 {
        step();
        event(format_args!("weigh {self:?} and {more}"));
        self.value.wrapping_add(more)
    }
}
