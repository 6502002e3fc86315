//! `async` blocks: machines that capture.

use super::{Kind, Lifetimes, StateMachine, Untyped, state_machine};
use core::{
    future::Future,
    marker::PhantomData,
    mem::needs_drop,
    task::{Context, Poll},
};

/// [`state_machine`] for an `async` block.
///
/// # Safety
/// As for [`state_machine`].
#[inline]
pub unsafe fn state_machine_of_block<S, P, K, R, T>(
    first: S,
    lifetimes: Lifetimes<P>,
    kind: K,
    resume: R,
) -> StateMachine<K, R, P>
where
    K: Kind,
    R: Fn(Untyped<P>, &mut Context<'_>) -> Poll<T>,
{
    captures_nothing(&resume);
    // SAFETY: by contract.
    unsafe { state_machine(first, lifetimes, kind, resume) }
}

/// What a block captures is in the state, so that there is nothing left to capture.
const fn captures_nothing<R>(_: &R) {
    const {
        assert!(
            size_of::<R>() == 0,
            "this `async` block uses a local that it names only where one cannot see that it is a local: in a macro, or in \
             a call, as `f(x)`. Write `(f)(x)`, or name it in the block, as in `let f = f;`"
        );
    }
}

/// The type of a block's output, which nobody has written: that of the machine is that of the other copy.
#[derive(Debug)]
pub struct Output<T>(PhantomData<fn() -> T>);

impl<T> Output<T> {
    /// Not known yet.
    #[inline]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Output(PhantomData)
    }

    /// A future with this output.
    #[inline]
    pub fn of<F: Future<Output = T>>(&self, future: F) -> F {
        future
    }
}

/// How much an `async move` block takes of a local, of which it names only parts.
#[derive(Debug)]
pub struct Parts<Whole, Named>(PhantomData<fn(Whole, Named)>);

impl<Whole, Named> Parts<Whole, Named> {
    /// Of which local?
    #[inline]
    pub fn of(_: &Whole) -> Self {
        Parts(PhantomData)
    }

    /// A closure that takes as much as the block would. It is never called.
    #[inline]
    pub fn named_in(&self, _: &Named) {}

    /// The block takes all of the local, so that the machine may, too.
    #[inline]
    pub fn are_all(self) {
        const {
            // As large as the whole may be a part that is copied, beside which the whole is dropped by itself.
            assert!(
                size_of::<Whole>() == size_of::<Named>() && needs_drop::<Whole>() == needs_drop::<Named>(),
                "this `async move` block names only a part of a local, and would take only that, while its machine would \
                 take all of the local. Write `let part = local.part;` before the block, and `part` in it"
            );
        }
    }
}
