//! What the edition of the user's crate decides.

/// Becomes the one or the other by the edition in which the word `gen` in front was written: before 2024 it can be the
/// name of a type, since then it is a keyword.
#[doc(hidden)]
#[macro_export]
macro_rules! by_edition {
    ($word:ty { $($before:tt)* } { $($since:tt)* }) => { $($before)* };
    ($word:tt { $($before:tt)* } { $($since:tt)* }) => { $($since)* };
}

pub use crate::by_edition;
