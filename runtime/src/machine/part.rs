//! A part of a value in a slot: does it move, or is it copied?

use super::{Borrows, Pointer, Slot, Takes, Told};
use core::marker::PhantomData;

/// A part of a value in a slot.
#[derive(Debug)]
pub struct Part<P>(*mut P);

impl<P> Part<P> {
    /// The part at this place.
    #[inline]
    pub fn at(place: *const P) -> Self {
        Part(place.cast_mut())
    }

    /// All of what is in the slot.
    pub fn of(slot: &Slot<P>) -> Self {
        Part(slot.place())
    }
}

/// The type of a value, which is told later.
#[derive(Debug)]
pub struct Later<T>(PhantomData<fn() -> T>);

impl<T> Later<T> {
    /// Of a value that is not there yet.
    #[allow(clippy::new_without_default, reason = "it stands for a type, and not for a value")]
    #[inline]
    pub fn new() -> Self {
        Later(PhantomData)
    }

    /// This has the type.
    #[inline]
    pub fn is(&self, _: *const T) {}

    /// For a question that is not reached.
    pub fn part(&self) -> Part<T> {
        Part(core::ptr::null_mut())
    }
}

impl<P: Copy> Part<P> {
    /// Values of some types are copied, and stay where they are.
    #[inline]
    pub fn moves(&self) -> bool {
        false
    }

    /// The same as a type.
    #[inline]
    pub fn way(&self) -> Told<Borrows> {
        Told::new()
    }
}

/// Says that all other values move: methods of a type are found before those of a trait.
pub trait Moves {
    /// They do.
    #[inline]
    fn moves(&self) -> bool {
        true
    }

    /// The same as a type.
    #[inline]
    fn way(&self) -> Told<Takes> {
        Told::new()
    }
}

impl<P> Moves for Part<P> {}

#[allow(drop_bounds, reason = "this asks for a destructor of the type's own, and for nothing else")]
impl<P: Drop> Part<P> {
    /// Out of a value whose type has a destructor of its own nothing moves.
    #[inline]
    pub fn opens(&self) -> Told<Borrows> {
        Told::new()
    }
}

/// Says that parts move out of all other values.
pub trait Opens {
    /// They do.
    #[inline]
    fn opens(&self) -> Told<Takes> {
        Told::new()
    }
}

impl<P> Opens for Part<P> {}

/// As that of any pointer, the type of what is there does not depend on what it is wanted for: it may become that afterwards.
impl<P> Pointer for Part<P> {
    type Value = P;

    #[inline]
    fn pointer(self) -> *const P {
        self.0
    }
}
