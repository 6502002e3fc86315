//! Looking into a machine while it waits.
//!
//! `#[manual_async(inspect)]` makes the future of a function tell what it is ([`Machine`], constant data), in which
//! [`State`] it waits, what lives there ([`Local`]), and which machine it awaits in turn. That costs the future no byte and
//! its `poll` no instruction: what is needed is in constants, and in a closure of no size that nobody calls but [`Inspect`].
//!
//! `no_std`, no allocation.
//!
//! # What is shown of a value
//!
//! Through `Debug`, if its type has it. A value that may be borrowed exclusively at this await, most often by the awaited
//! future, is not looked at: that is [`Value::Lent`]. What generic code knows nothing of, it cannot show either: of a `T`
//! without `Debug` among its bounds there is the name of the type only.

mod json;
mod limit;
mod probe;
mod tables;
mod trace;

#[cfg(feature = "std")]
pub(crate) use json::string as json_string;
pub use limit::{Budget, within};
use probe::Shown;
pub use probe::*;
pub use tables::*;
pub use trace::{Trace, trace};

use core::{fmt, future::Future, ops::Deref, pin::Pin};

use super::{Kind, Recursive, Returns, StateMachine};

/// A future that can be looked into between two polls: what `#[manual_async(inspect)]` makes.
///
/// # Cancellation
///
/// To look changes nothing: no future is polled and nothing is dropped.
///
/// # Panics
///
/// Nothing here panics, unless a `Debug` of the user's does.
///
/// # Example
///
/// ```
/// use manual_async::{inspect::{Inspect, Value}, manual_async, yield_now};
/// use std::{future::Future, pin::pin, task::{Context, Waker}};
///
/// #[manual_async(inspect)]
/// async fn wait(name: String) -> usize {
///     yield_now().await;
///     name.len()
/// }
///
/// let mut future = pin!(wait("Ada".into()));
/// assert_eq!(future.machine().function, "wait");
/// assert_eq!(future.state().name, "Uninitialized");
///
/// assert!(future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
/// assert_eq!(future.state().awaited().unwrap().text, "yield_now().await");
/// future.locals(&mut |local| {
///     let Value::Shown(value) = local.value else { panic!("nobody borrows it") };
///     assert_eq!((local.field.name, format!("{value:?}").as_str()), ("name", "\"Ada\""));
/// });
/// ```
pub trait Inspect {
    /// What is known of the machine without running it: its function, its states, and the ways between them.
    fn machine(&self) -> &'static Machine;

    /// The state in which it waits.
    fn state(&self) -> &'static State;

    /// Calls `visit` with each local that is alive in this state, in the order in which they lie in memory.
    fn locals<'a>(&'a self, visit: &mut dyn FnMut(Local<'a>));

    /// The future that it waits for, if that can be looked into as well.
    fn awaited(&self) -> Option<&dyn Inspect>;

    /// Calls `visit` with each future that it still waits for, if there may be several: in a `join!`, `try_join!` or `select!`.
    /// What forwards the other methods forwards this one too; else there are none.
    fn branches<'a>(&'a self, visit: &mut dyn FnMut(Branch<'a>)) {
        let _ = visit;
    }
}

/// A future that can be looked into, for trait objects: `Box<dyn InspectFuture<Output = T>>`.
pub trait InspectFuture: Future + Inspect {}

impl<F: Future + Inspect + ?Sized> InspectFuture for F {}

/// A local that is alive in the state in which a machine waits.
#[derive(Clone, Copy)]
pub struct Local<'a> {
    /// Its name, size and place.
    pub field: &'static Field,
    /// Its value, as far as it can be shown.
    pub value: Value<'a>,
    /// The same as a machine, if it is one.
    pub machine: Option<&'a dyn Inspect>,
}

/// One of the futures that a machine waits for.
#[derive(Clone, Copy)]
pub struct Branch<'a> {
    /// What it is.
    pub type_name: &'static str,
    /// The same as a machine, if it is one.
    pub machine: Option<&'a dyn Inspect>,
}

impl fmt::Debug for Branch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Branch").field("type_name", &self.type_name).finish_non_exhaustive()
    }
}

impl fmt::Debug for Local<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Local").field("field", &self.field.name).field("value", &self.value).finish_non_exhaustive()
    }
}

/// What can be shown of a local.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    /// The value.
    Shown(&'a dyn fmt::Debug),
    /// Its type has no `Debug`, as far as is known where the function stands; or it is a temporary, which has no name in the
    /// source.
    Hidden,
    /// Something else may be writing to it: it is borrowed, or may be.
    Lent,
    /// It was moved away, all of it or a part, or nothing uses it any more.
    Gone,
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Shown(value) => value.fmt(f),
            Value::Hidden => f.write_str("_"),
            Value::Lent => f.write_str("<lent>"),
            Value::Gone => f.write_str("<gone>"),
        }
    }
}

impl<K, R, P, L> Inspect for StateMachine<K, R, P, L>
where
    K: Kind<State: Stored>,
    L: for<'a, 'v> Fn(&'a K::State, &mut Show<'a, 'v>),
{
    fn machine(&self) -> &'static Machine {
        K::State::MACHINE
    }

    fn state(&self) -> &'static State {
        &K::State::MACHINE.states[self.state.number()]
    }

    fn locals<'a>(&'a self, visit: &mut dyn FnMut(Local<'a>)) {
        self.look(&mut |shown| match shown {
            Shown::Local(local) => visit(local),
            Shown::Awaited(_) | Shown::Branch(_) => {}
        });
    }

    fn awaited(&self) -> Option<&dyn Inspect> {
        let mut awaited = None;
        self.look(&mut |shown| match shown {
            Shown::Awaited(machine) => awaited = Some(machine),
            Shown::Local(_) | Shown::Branch(_) => {}
        });
        awaited
    }

    fn branches<'a>(&'a self, visit: &mut dyn FnMut(Branch<'a>)) {
        self.look(&mut |shown| match shown {
            Shown::Branch(branch) => visit(branch),
            Shown::Local(_) | Shown::Awaited(_) => {}
        });
    }
}

impl<K, R, P, L> StateMachine<K, R, P, L>
where
    K: Kind<State: Stored>,
    L: for<'a, 'v> Fn(&'a K::State, &mut Show<'a, 'v>),
{
    fn look<'a>(&'a self, visit: &mut dyn FnMut(Shown<'a>)) {
        (self.look)(&self.state, &mut Show::new(self.state(), visit));
    }
}

/// The machine with what looks into it: a closure that captures nothing.
#[inline]
pub fn inspected<K, R, P, L>(machine: StateMachine<K, R, P>, look: L) -> StateMachine<K, R, P, L>
where
    K: Kind<State: Stored>,
    L: for<'a, 'v> Fn(&'a K::State, &mut Show<'a, 'v>),
{
    const { assert!(size_of::<L>() == 0, "what looks into a machine captures something: a bug in manual_async") };
    let StateMachine { state, resume, kind, pinned, .. } = machine;
    StateMachine { state, resume, look, kind, pinned }
}

macro_rules! forward {
    ($([$($generics:tt)*] $name:ty: |$this:ident| $inner:expr;)*) => {$(
        impl<$($generics)*> Inspect for $name {
            fn machine(&self) -> &'static Machine {
                let $this = self;
                $inner.machine()
            }

            fn state(&self) -> &'static State {
                let $this = self;
                $inner.state()
            }

            fn locals<'a>(&'a self, visit: &mut dyn FnMut(Local<'a>)) {
                let $this = self;
                $inner.locals(visit);
            }

            fn awaited(&self) -> Option<&dyn Inspect> {
                let $this = self;
                $inner.awaited()
            }

            fn branches<'a>(&'a self, visit: &mut dyn FnMut(Branch<'a>)) {
                let $this = self;
                $inner.branches(visit);
            }
        }
    )*};
}

forward! {
    [T: Inspect + ?Sized] &T: |this| **this;
    [T: Inspect + ?Sized] &mut T: |this| **this;
    [P: Deref<Target: Inspect>] Pin<P>: |this| **this;
    [F: Returns<A, Value: Inspect>, A] Recursive<F, A>: |this| *this.future();
}

#[cfg(feature = "std")]
forward! {
    [T: Inspect + ?Sized] Box<T>: |this| **this;
}
