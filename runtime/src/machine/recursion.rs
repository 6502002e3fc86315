//! Functions that await themselves.

use super::{Kind, State, StateMachine};
use core::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

/// A function that awaits itself: the child, which has been boxed and whose type has been erased.
#[derive(Debug)]
pub struct Recursive<F>(pub(super) F);

// SAFETY: generated code wraps only a call of the function whose machine this is in, and that function is not generic.
// So what is erased here has the type of the machine around it, which is `Send` if all the rest of it is: whoever
// needs to know about the child has the answer from its parent. (The type itself could not say so: it would depend on
// itself.)
unsafe impl<F> Send for Recursive<F> {}

/// Passes a boxed child on, if its type is that of the machine which is in `state`. Only the function that makes the
/// machine can know that, and only of itself.
#[inline]
pub fn same_machine<K: Kind, R, P, L, C>(_: State<K::State>, child: Pin<C>) -> Pin<C>
where
    C: core::ops::Deref<Target = StateMachine<K, R, P, L>>,
{
    child
}

impl<F> Recursive<F> {
    /// Wraps the erased child.
    #[inline]
    pub fn new(child: F) -> Self {
        Recursive(child)
    }
}

impl<F: Future + Unpin> Future for Recursive<F> {
    type Output = F::Output;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        Pin::new(&mut self.0).poll(cx)
    }
}
