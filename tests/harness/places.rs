//! Places and operators that say when they are used.

use super::{Noisy, event, step};
use std::ops::{AddAssign, Deref, DerefMut, Index, IndexMut, ShlAssign};

/// A place that says when it is looked up.
pub struct Table<T> {
    pub rows: [T; 3],
    name: &'static str,
}

impl<T> Table<T> {
    pub fn new(name: &'static str, rows: [T; 3]) -> Self {
        Table { rows, name }
    }

    pub fn row(&mut self, index: usize) -> &mut T {
        step();
        event(format_args!("row {index} of {}", self.name));
        &mut self.rows[index % 3]
    }

    pub fn all(&mut self) -> &mut [T; 3] {
        step();
        event(format_args!("all of {}", self.name));
        &mut self.rows
    }
}

impl<T> Index<usize> for Table<T> {
    type Output = T;
    fn index(&self, index: usize) -> &T {
        step();
        event(format_args!("{}[{index}]", self.name));
        &self.rows[index]
    }
}

impl<T> IndexMut<usize> for Table<T> {
    fn index_mut(&mut self, index: usize) -> &mut T {
        step();
        event(format_args!("mut {}[{index}]", self.name));
        &mut self.rows[index]
    }
}

/// A pointer that says when it is followed.
pub struct Pointer<T> {
    target: T,
}

pub fn pointer<T>(target: T) -> Pointer<T> {
    Pointer { target }
}

impl<T> Deref for Pointer<T> {
    type Target = T;
    fn deref(&self) -> &T {
        step();
        event(format_args!("deref"));
        &self.target
    }
}

impl<T> DerefMut for Pointer<T> {
    fn deref_mut(&mut self) -> &mut T {
        step();
        event(format_args!("deref mut"));
        &mut self.target
    }
}

/// A number that is added to by a function.
#[derive(Debug, Default, PartialEq)]
pub struct Sum(pub u64);

impl AddAssign<u64> for Sum {
    fn add_assign(&mut self, more: u64) {
        step();
        event(format_args!("{} += {more}", self.0));
        self.0 = self.0.wrapping_add(more);
    }
}

impl ShlAssign<Noisy> for Sum {
    fn shl_assign(&mut self, by: Noisy) {
        event(format_args!("{} <<= {by}", self.0));
        self.0 = self.0.wrapping_add(by.value);
    }
}

pub fn sums() -> Table<Sum> {
    Table::new("sums", [Sum(1), Sum(2), Sum(3)])
}

pub fn numbers() -> Table<u64> {
    Table::new("numbers", [1, 2, 3])
}
