//! Functions that await themselves.
//!
//! The type of a machine names what it awaits, so that one which awaits itself would name itself. It names the function instead,
//! as which a field knows the future: rustc looks into fields only when it has to.

use core::{
    future::Future,
    marker::PhantomData,
    ops::Deref,
    pin::Pin,
    task::{Context, Poll},
};

/// A function that can be called with `Arguments`.
pub trait Returns<Arguments = ()> {
    /// What it returns then. (`<fn() -> ! as Returns>::Value` is a way to write `!` where stable Rust does not take it.)
    type Value;
}

/// A future under the name of the function that returns it.
#[derive(Debug)]
pub struct Recursive<F: Returns<Arguments>, Arguments> {
    future: F::Value,
    name: PhantomData<fn(F, Arguments)>,
}

impl<F: Returns<Arguments>, Arguments> Recursive<F, Arguments> {
    /// `future` is what the function has returned.
    #[inline]
    pub fn new(_: F, future: F::Value) -> Self {
        Recursive { future, name: PhantomData }
    }

    pub(super) fn future(&self) -> &F::Value {
        &self.future
    }
}

impl<F: Returns<Arguments, Value: Future>, Arguments> Future for Recursive<F, Arguments> {
    type Output = <F::Value as Future>::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        // SAFETY: the future is pinned as long as this is, which has no destructor and is `Unpin` only if the future is, and
        // nothing moves it out.
        unsafe { self.map_unchecked_mut(|this| &mut this.future) }.poll(cx)
    }
}

/// What a function has returned that is perhaps no future.
#[derive(Debug)]
pub struct Named<F, Arguments, V> {
    value: V,
    name: PhantomData<fn(F, Arguments)>,
}

impl<F: Returns<Arguments>, Arguments, V> Named<F, Arguments, V> {
    /// `value` is what the function has returned.
    #[inline]
    pub fn new(_: F, value: V) -> Self {
        Named { value, name: PhantomData }
    }
}

impl<F: Returns<Arguments, Value = V>, Arguments, V: Future> Named<F, Arguments, V> {
    /// It is one.
    #[inline]
    pub fn named(self) -> Recursive<F, Arguments> {
        Recursive { future: self.value, name: PhantomData }
    }
}

/// It is none, or that of another function.
pub trait Unnamed {
    /// What it is.
    type Value;

    /// As it is.
    fn named(self) -> Self::Value;
}

impl<F, Arguments, V> Unnamed for Named<F, Arguments, V> {
    type Value = V;

    #[inline]
    fn named(self) -> V {
        self.value
    }
}

/// What a method with the function's name is called on: is that what the function is a method of?
#[derive(Debug)]
pub struct CalledOn<S: ?Sized, T: ?Sized>(PhantomData<fn(*const S, *const T)>);

/// It is: the method is the function.
#[derive(Clone, Copy, Debug)]
pub struct Same;

/// It is not.
#[derive(Clone, Copy, Debug)]
pub struct Another;

impl<S: ?Sized, T: ?Sized> CalledOn<S, T> {
    /// The type is told where nothing runs.
    #[inline]
    pub fn new(_: Option<&T>) -> Self {
        CalledOn(PhantomData)
    }

    // This is the last of four that rustc looks at: it begins with those of the most references.

    /// It is not.
    #[inline]
    pub fn method(&self) -> Another {
        Another
    }
}

/// It is called on that itself.
pub trait CalledOnSelf {
    /// It is.
    #[inline]
    fn method(&self) -> Same {
        Same
    }
}

impl<S: ?Sized> CalledOnSelf for &&&CalledOn<S, S> {}

/// It is called on a reference, a box or a guard.
pub trait CalledOnReference {
    /// It is.
    #[inline]
    fn method(&self) -> Same {
        Same
    }
}

impl<S: ?Sized, T: Deref<Target = S> + ?Sized> CalledOnReference for &&CalledOn<S, T> {}

/// It is called on a reference to one of these.
pub trait CalledOnTwo {
    /// It is.
    #[inline]
    fn method(&self) -> Same {
        Same
    }
}

impl<S: ?Sized, T: Deref<Target: Deref<Target = S>> + ?Sized> CalledOnTwo for &CalledOn<S, T> {}

impl Same {
    /// `value` is what the function has returned.
    #[inline]
    pub fn returned<F: Returns<Arguments>, Arguments, V>(self, function: F, value: V) -> Named<F, Arguments, V> {
        Named::new(function, value)
    }
}

/// What another method has returned.
#[derive(Debug)]
pub struct Foreign<V>(V);

impl Another {
    /// `value` is what the other method has returned.
    #[inline]
    pub fn returned<F: Returns<Arguments>, Arguments, V>(self, _: F, value: V) -> Foreign<V> {
        Foreign(value)
    }
}

impl<V> Foreign<V> {
    /// As it is.
    #[inline]
    pub fn named(self) -> V {
        self.0
    }
}

macro_rules! returns {
    ($($($argument:ident)*;)*) => {$(
        impl<F: FnOnce($($argument),*) -> V, V, $($argument),*> Returns<($($argument,)*)> for F {
            type Value = V;
        }
    )*};
}

returns! {
    ;
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E G;
    A B C D E G H;
    A B C D E G H I;
    A B C D E G H I J;
    A B C D E G H I J K;
    A B C D E G H I J K L;
    A B C D E G H I J K L M;
}
