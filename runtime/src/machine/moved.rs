//! Does a closure move what it captures and uses by value? Then it can be called once.

use super::{Borrows, Part, Takes, Told};

impl<P: Copy> Part<P> {
    /// What uses it by value copies it.
    #[inline]
    pub fn moved(&self) -> Told<Borrows> {
        Told::new()
    }
}

/// Says that a reference may be borrowed anew where it is used by value.
pub trait Reborrowed {
    /// It may.
    #[inline]
    fn moved(&self) -> Told<Borrows> {
        Told::new()
    }
}

impl<P: ?Sized> Reborrowed for Part<&mut P> {}

/// Says that all else moves: methods of what a reference leads to are found before those of the reference.
pub trait Moved {
    /// It does.
    #[inline]
    fn moved(&self) -> Told<Takes> {
        Told::new()
    }
}

impl<P> Moved for &Part<P> {}
