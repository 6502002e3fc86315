//! What `?` does.

use core::{convert::Infallible, ops::ControlFlow};

/// What `?` does, for functions whose return type does not take it behind `Poll`: an `Option`, or what does not show by its name
/// what it is.
#[diagnostic::on_unimplemented(
    message = "the `?` operator can only be applied to values that implement `Try`",
    label = "the `?` operator cannot be applied to type `{Self}`"
)]
pub trait Branch {
    /// What `?` gives.
    type Value;
    /// What `?` returns early, as a type that `?` takes too.
    type Residual;

    /// Goes on with a value, or returns early.
    fn branch(self) -> ControlFlow<Self::Residual, Self::Value>;
}

impl<T> Branch for Option<T> {
    type Value = T;
    type Residual = Option<Infallible>;

    #[inline]
    fn branch(self) -> ControlFlow<Option<Infallible>, T> {
        self.map_or(ControlFlow::Break(None), ControlFlow::Continue)
    }
}

impl<T, E> Branch for Result<T, E> {
    type Value = T;
    type Residual = Result<Infallible, E>;

    #[inline]
    fn branch(self) -> ControlFlow<Result<Infallible, E>, T> {
        match self {
            Ok(value) => ControlFlow::Continue(value),
            Err(error) => ControlFlow::Break(Err(error)),
        }
    }
}

impl<B, C> Branch for ControlFlow<B, C> {
    type Value = C;
    type Residual = ControlFlow<B, Infallible>;

    #[inline]
    fn branch(self) -> ControlFlow<ControlFlow<B, Infallible>, C> {
        match self {
            ControlFlow::Continue(value) => ControlFlow::Continue(value),
            ControlFlow::Break(value) => ControlFlow::Break(ControlFlow::Break(value)),
        }
    }
}

/// [`Branch::branch`], by a path that no trait of the user's can shadow.
#[inline]
pub fn branch<B: Branch>(value: B) -> ControlFlow<B::Residual, B::Value> {
    value.branch()
}
