//! Both sides of `place += value`, where the value is awaited.

use super::{MayHave, fill};
use core::{fmt, ptr::NonNull};

/// The left side of `place += value` while the value is awaited.
///
/// Where both are of primitive types, the value is evaluated first, and otherwise the place. Whoever knows only syntax
/// leaves the choice to `O`, which [`Operands`] finds by the types.
pub struct LeftSide<L: ?Sized, O: Order>(O::Place<L>);

/// A place that has been evaluated, and is not borrowed yet.
#[derive(Debug)]
pub struct Evaluated<L: ?Sized>(Option<NonNull<L>>);

// SAFETY: it stands for a unique reference.
unsafe impl<L: ?Sized + Send> Send for Evaluated<L> {}

// SAFETY: as above.
unsafe impl<L: ?Sized + Sync> Sync for Evaluated<L> {}

/// Which side of a compound assignment is evaluated first.
pub trait Order {
    /// The left one is.
    const LEFT_FIRST: bool;
    /// What is kept of it while the right one is evaluated.
    type Place<L: ?Sized>;
    /// What is kept of a temporary of the left side.
    type Temporary<T>;

    /// Nothing yet.
    fn vacant<L: ?Sized>() -> Self::Place<L>;
    /// Keeps the place.
    fn set<L: ?Sized>(kept: &mut Self::Place<L>, place: *mut L);
    /// The place, if it was kept.
    fn place<L: ?Sized>(kept: &Self::Place<L>) -> Option<*mut L>;
    /// Keeps the temporary.
    fn temporary<T>(value: T) -> Self::Temporary<T>;
}

/// Of overloaded operators.
#[derive(Debug)]
pub struct LeftFirst;

/// Of operators on primitive types.
#[derive(Debug)]
pub struct RightFirst;

impl Order for LeftFirst {
    const LEFT_FIRST: bool = true;
    type Place<L: ?Sized> = Evaluated<L>;
    type Temporary<T> = T;

    #[inline]
    fn vacant<L: ?Sized>() -> Evaluated<L> {
        Evaluated(None)
    }

    #[inline]
    fn set<L: ?Sized>(kept: &mut Evaluated<L>, place: *mut L) {
        kept.0 = NonNull::new(place);
    }

    #[inline]
    fn place<L: ?Sized>(kept: &Evaluated<L>) -> Option<*mut L> {
        kept.0.map(NonNull::as_ptr)
    }

    #[inline]
    fn temporary<T>(value: T) -> T {
        value
    }
}

impl Order for RightFirst {
    const LEFT_FIRST: bool = false;
    type Place<L: ?Sized> = ();
    type Temporary<T> = ();

    #[inline]
    fn vacant<L: ?Sized>() {}

    #[inline]
    fn set<L: ?Sized>((): &mut (), _: *mut L) {}

    #[inline]
    fn place<L: ?Sized>((): &()) -> Option<*mut L> {
        None
    }

    #[inline]
    fn temporary<T>(_: T) {}
}

impl<L: ?Sized, O: Order> LeftSide<L, O> {
    /// Not evaluated yet.
    #[inline]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        LeftSide(O::vacant())
    }

    /// Is it evaluated before the right side?
    #[inline]
    pub fn is_first(&self) -> bool {
        O::LEFT_FIRST
    }

    /// Keeps the evaluated place.
    #[inline]
    pub fn set(&mut self, place: *mut L) {
        O::set(&mut self.0, place);
    }

    /// Puts a temporary of this side into its place. There is room for it, and it is there, if this side is the first.
    #[inline]
    pub fn fill<T, G: MayHave<Value = O::Temporary<T>>>(&self, guard: &G, value: T) -> *mut T {
        fill(guard, O::temporary(value)).cast()
    }

    /// The evaluated place.
    #[inline]
    pub fn place(&self) -> Option<*mut L> {
        O::place(&self.0)
    }
}

impl<L: ?Sized, O: Order> fmt::Debug for LeftSide<L, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LeftSide(..)")
    }
}

/// Both operands of a compound assignment: the method that rustc finds for them says in which order they are evaluated.
#[derive(Debug)]
pub struct Operands<'a, L: ?Sized, R: ?Sized, O: Order>(pub &'a LeftSide<L, O>, pub &'a R);

/// Types of which the compound assignments are built in.
pub trait Primitive {}

macro_rules! primitive {
    ($($name:ty)*) => { $(impl Primitive for $name {})* };
}

primitive! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 bool }

impl<L: Primitive, R: Primitive> Operands<'_, L, R, RightFirst> {
    /// The right one first.
    #[inline]
    pub fn in_order_of_evaluation(self) {}
}

/// All the other operands.
pub trait Overloaded: Sized {
    /// The left one first.
    #[inline]
    fn in_order_of_evaluation(self) {}
}

impl<L: ?Sized, R: ?Sized> Overloaded for Operands<'_, L, R, LeftFirst> {}
