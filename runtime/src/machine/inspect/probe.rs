//! What a value in a slot can do, as rustc knows it where the machine stands.
//!
//! Methods of a type are found before those of a trait, if their bounds hold. So a [`Probe`] has `inspect_value` of its own
//! where there is a `Debug`, and that of [`NoValue`] where there is none; nobody has to ask for a bound.

use core::{any::type_name, fmt::Debug, marker::PhantomData, ops::Deref};

use super::{Branch, Inspect, Local, State, Value};
use crate::machine::{Gone, PartSet, Slot, Stores};

/// Takes what generated code shows of a state.
pub struct Show<'a, 'v> {
    state: &'static State,
    visit: &'v mut dyn FnMut(Shown<'a>),
}

/// Something that is shown.
pub(super) enum Shown<'a> {
    Local(Local<'a>),
    Awaited(&'a dyn Inspect),
    Branch(Branch<'a>),
}

impl<'a, 'v> Show<'a, 'v> {
    pub(super) fn new(state: &'static State, visit: &'v mut dyn FnMut(Shown<'a>)) -> Self {
        Show { state, visit }
    }

    /// Shows the local in the field of this number.
    pub fn value(&mut self, field: usize, value: Value<'a>, machine: Option<&'a dyn Inspect>) {
        (self.visit)(Shown::Local(Local { field: &self.state.fields[field], value, machine }));
    }

    /// The local in this field has no value, or not all of it.
    pub fn gone(&mut self, field: usize) {
        self.value(field, Value::Gone, None);
    }

    /// The local in this field may be written to.
    pub fn lent(&mut self, field: usize) {
        self.value(field, Value::Lent, None);
    }

    /// The local in this field has no name in the source: what borrows it cannot be seen.
    pub fn hidden(&mut self, field: usize) {
        self.value(field, Value::Hidden, None);
    }

    /// Shows the awaited future.
    pub fn awaited(&mut self, machine: Option<&'a dyn Inspect>) {
        machine.into_iter().for_each(|machine| (self.visit)(Shown::Awaited(machine)));
    }

    /// Shows a future that is polled beside others.
    pub fn branch<F>(&mut self, _: &F, machine: Option<&'a dyn Inspect>) {
        (self.visit)(Shown::Branch(Branch { type_name: type_name::<F>(), machine }));
    }
}

impl core::fmt::Debug for Show<'_, '_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Show { .. }")
    }
}

/// What polls several futures.
///
/// # Safety
/// It is parked in the slot.
pub unsafe fn parked<T>(slot: &Slot<T>) -> &T {
    // SAFETY: by contract.
    unsafe { slot.parked() }
}

/// Has a value that may be there or not a value now?
///
/// # Safety
/// The flag is set.
pub unsafe fn holds(flag: &Slot<bool>) -> bool {
    // SAFETY: by contract there is a flag.
    unsafe { flag.get() }
}

/// Is a value there, with all its parts?
///
/// # Safety
/// What says so is set.
pub unsafe fn is_whole<R, W: Stores, P: PartSet>(parts: &Slot<Gone<R, W, P>>) -> bool {
    // SAFETY: by contract it is set.
    unsafe { parts.get() }.is_whole()
}

macro_rules! of_values {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name<'a, T>(&'a Slot<T>);

        impl<'a, T> $name<'a, T> {
            /// Asks about what is in a slot.
            ///
            /// # Safety
            /// A value is parked in the slot, and nobody writes to it for as long as the answer is used.
            pub unsafe fn new(slot: &'a Slot<T>) -> Self {
                $name(slot)
            }
        }
    )*};
}

of_values! {
    /// Asks for the `Debug` of a value.
    Probe
    /// Asks whether a value is a machine.
    Child
}

macro_rules! of_types {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name<T>(PhantomData<T>);

        impl<T> $name<T> {
            /// Asks about the type of a slot, and does not look into it.
            pub fn of(_: &Slot<T>) -> Self {
                $name(PhantomData)
            }
        }
    )*};
}

of_types! {
    /// Asks whether a type is an exclusive reference, whose target others may write to through a reborrow.
    Exclusive
    /// Asks whether a type leads to an exclusive reference.
    Inside
    /// Asks whether a type may hold an exclusive borrow.
    Holder
}

impl<'a, T: Debug> Probe<'a, T> {
    /// The value.
    pub fn inspect_value(self) -> Value<'a> {
        // SAFETY: whoever made the probe has promised it.
        Value::Shown(unsafe { self.0.parked() })
    }
}

/// Of all the others.
pub trait NoValue<'a>: Sized {
    /// Nothing.
    fn inspect_value(self) -> Value<'a> {
        Value::Hidden
    }
}

impl<'a, T> NoValue<'a> for Probe<'a, T> {}

impl<'a, T: Inspect> Child<'a, T> {
    /// The machine.
    pub fn inspect_machine(self) -> Option<&'a dyn Inspect> {
        // SAFETY: whoever made the probe has promised it.
        Some(unsafe { self.0.parked() })
    }
}

/// Of all the others.
pub trait NoChild<'a>: Sized {
    /// Nothing.
    fn inspect_machine(self) -> Option<&'a dyn Inspect> {
        None
    }
}

impl<'a, T> NoChild<'a> for Child<'a, T> {}

impl<T: ?Sized> Exclusive<&mut T> {
    /// It is one.
    pub fn inspect_exclusive(self) -> bool {
        true
    }
}

/// All the others.
pub trait NotExclusive: Sized {
    /// It is none.
    fn inspect_exclusive(self) -> bool {
        false
    }
}

impl<T> NotExclusive for Exclusive<T> {}

impl<'r, T: ?Sized + 'r, P: Deref<Target = &'r mut T>> Inside<P> {
    /// It does.
    pub fn inspect_inside(self) -> bool {
        true
    }
}

/// All the others.
pub trait NotExclusiveInside: Sized {
    /// It does not.
    fn inspect_inside(self) -> bool {
        false
    }
}

impl<T> NotExclusiveInside for Inside<T> {}

impl<T: Harmless> Holder<T> {
    /// It cannot.
    pub fn inspect_holder(self) -> bool {
        false
    }
}

/// All the others.
pub trait MayHold: Sized {
    /// It may.
    fn inspect_holder(self) -> bool {
        true
    }
}

impl<T> MayHold for Holder<T> {}

/// Types of which a value holds no exclusive borrow, as everybody knows.
pub trait Harmless {}

macro_rules! harmless {
    ($([$($generics:tt)*] $name:ty;)*) => { $(impl<$($generics)*> Harmless for $name {})* };
}

macro_rules! harmless_words {
    ($($name:ty)*) => { harmless! { $([] $name;)* } };
}

harmless_words! {
    () u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 bool char str
    core::time::Duration core::cmp::Ordering
}

harmless! {
    [T: ?Sized] &T;
    [T: Harmless] [T];
    [T: Harmless, const COUNT: usize] [T; COUNT];
    [T: Harmless] Option<T>;
    [T: Harmless, E: Harmless] Result<T, E>;
    [A: Harmless, B: Harmless] (A, B);
    [A: Harmless, B: Harmless, C: Harmless] (A, B, C);
}

#[cfg(feature = "std")]
harmless_words! { String std::io::Error std::time::Instant std::time::SystemTime std::path::PathBuf }

#[cfg(feature = "std")]
harmless! {
    [T: Harmless + ?Sized] Box<T>;
    [T: Harmless] Vec<T>;
}
