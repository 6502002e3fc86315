//! Sets of parts: which of them have been moved out of a value.

use super::{Borrows, Takes, Way, way::sealed::Sealed};
use core::{
    marker::PhantomData,
    ops::{BitAnd, BitOr, Not},
};

/// Says which parts of a value are gone: a number with a bit for each.
///
/// The last bit says that the value is an array (which rustc drops in another order if a pattern may move out of it), the one
/// before it that there is no value.
pub trait PartSet: Copy + PartialEq + BitAnd<Output = Self> + BitOr<Output = Self> + Not<Output = Self> {
    /// It is an array.
    const ARRAY: Self;
    /// There is no value.
    const NO_VALUE: Self;
    /// Nothing is gone, and if there is a value, it is no array.
    const NOTHING: Self;

    /// Is there a value with all its parts?
    #[inline]
    fn is_whole(self) -> bool {
        self & !Self::ARRAY == Self::NOTHING
    }
}

impl PartSet for u8 {
    const ARRAY: u8 = 1 << 7;
    const NO_VALUE: u8 = 1 << 6;
    const NOTHING: u8 = 0;
}

impl PartSet for u64 {
    const ARRAY: u64 = 1 << 63;
    const NO_VALUE: u64 = 1 << 62;
    const NOTHING: u64 = 0;
}

/// What is stored of a set of parts.
pub trait Stores: Sealed {
    /// Is the value kept at all?
    const KEPT: bool = true;
    /// The set, or nothing if no part is ever gone.
    type Gone<P: PartSet>: Copy;
    /// To be stored.
    fn store<P: PartSet>(gone: P) -> Self::Gone<P>;
    /// What was stored.
    fn stored<P: PartSet>(gone: Self::Gone<P>) -> P;
}

impl Stores for Takes {
    type Gone<P: PartSet> = P;

    #[inline]
    fn store<P: PartSet>(gone: P) -> P {
        gone
    }

    #[inline]
    fn stored<P: PartSet>(gone: P) -> P {
        gone
    }
}

impl Stores for Borrows {
    type Gone<P: PartSet> = ();

    #[inline]
    fn store<P: PartSet>(_: P) {}

    #[inline]
    fn stored<P: PartSet>((): ()) -> P {
        P::NOTHING
    }
}

/// What `W` says, unless the type of the value, `T`, is copied (`C` is [`Takes`]): then none of its parts is ever gone.
#[derive(Debug)]
pub struct Unless<C, T, W = Takes>(PhantomData<fn() -> (C, W)>, PhantomData<fn() -> T>);

impl<C, T, W> Sealed for Unless<C, T, W> {}

impl<C: Way, T, W: Way> Stores for Unless<C, T, W> {
    const KEPT: bool = !C::TAKES;
    type Gone<P: PartSet> = <<C::Not as Way>::And<W> as Stores>::Gone<P>;

    #[inline]
    fn store<P: PartSet>(gone: P) -> Self::Gone<P> {
        <C::Not as Way>::And::<W>::store(gone)
    }

    #[inline]
    fn stored<P: PartSet>(gone: Self::Gone<P>) -> P {
        <C::Not as Way>::And::<W>::stored(gone)
    }
}
