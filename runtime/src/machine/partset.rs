//! Sets of parts: which of them have been moved out of a value.

use core::ops::{BitAnd, BitOr, Not};

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
