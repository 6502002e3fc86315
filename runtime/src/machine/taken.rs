//! What is taken by a call: things that can be called only once, and what closures capture to call methods on it.

use super::{
    Answer, Borrows, Captured, Conclusion, Found, Leading, NotFound, Note, Ordinary, Receiver, Told, Way,
    receiver::no_value,
};
use core::{cell::UnsafeCell, fmt, marker::PhantomData};

impl<T, W> Receiver<T, W> {
    /// It is called with values of these types.
    pub fn called_with<I>(&self, _: I) -> Callee<T, I> {
        Callee(PhantomData)
    }

    /// Draws the conclusion from whether it can be called again, and whether it can be called at all.
    pub fn decide_call<A: Answer, AA, O: Answer, OA>(&self, _: A, _: AA, _: O, _: OA)
    where
        (A::Then<AA, Found>, O::Then<OA, Found>): Conclusion<Way = W>,
    {
    }
}

/// Something that is called, and notes of what it is given.
#[derive(Debug)]
pub struct Callee<T, I>(PhantomData<fn() -> (T, I)>);

impl<T, I> Callee<T, I> {
    /// The same, and nothing that is called if this is so: of a closure rustc does not know yet whether it can be called again
    /// where it is asked, and takes it for one that can.
    pub fn unless<W: Way>(&self, _: Told<W>) -> Callee<W::Result<Uncalled, T>, I> {
        Callee(PhantomData)
    }
}

/// Nothing that is called.
#[derive(Debug)]
pub struct Uncalled;

/// What holds of something that cannot be called, but dereferences to what can.
pub trait NotCalled {
    /// It cannot be called again.
    fn again(&self) -> NotFound {
        NotFound
    }

    /// It cannot be called again, and the result awaited.
    fn again_async(&self) -> NotFound {
        NotFound
    }

    /// It cannot be called once.
    fn once(&self) -> NotFound {
        NotFound
    }

    /// It cannot be called once, and the result awaited.
    fn once_async(&self) -> NotFound {
        NotFound
    }
}

impl<T, I> NotCalled for Callee<T, I> {}

macro_rules! callees {
    ($($($input:ident)*;)*) => {$(
        impl<T: FnMut($($input),*) -> R, R, $($input),*> Callee<T, ($(&Note<$input>,)*)> {
            /// It can be called again.
            pub fn again(&self) -> Found {
                Found
            }
        }

        impl<T: AsyncFnMut($($input),*) -> R, R, $($input),*> Callee<T, ($(&Note<$input>,)*)> {
            /// It can be called again.
            pub fn again_async(&self) -> Found {
                Found
            }
        }

        impl<T: AsyncFnOnce($($input),*) -> R, R, $($input),*> Callee<T, ($(&Note<$input>,)*)> {
            /// It can be called once.
            pub fn once_async(&self) -> Found {
                Found
            }
        }

        impl<T: FnOnce($($input),*) -> R, R, $($input),*> Callee<T, ($(&Note<$input>,)*)> {
            /// It can be called once.
            pub fn once(&self) -> Found {
                Found
            }
        }
    )*};
}

callees! {
    ;
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
}

/// What a closure captures of a local on which it calls methods that may take it by value: the local, if one of them takes
/// it, and otherwise its place.
///
/// If `All` takes, each of them does, and nothing else in the closure names the local. Then the closure can be called again
/// if the local is copied.
///
/// If `L` takes, it is an exclusive reference, and nothing in the closure wants more than what it leads to. That may live longer
/// than the reference's place, and the closure can be called again.
pub struct Held<T, W: Way, All: Way = Borrows, L: Way = Borrows, K: Captured = Ordinary>(
    Holds<T, W, All, L, K>,
    PhantomData<Told<(W, All, L, K)>>,
);

type Holds<T, W, All, L, K> = <L as Way>::Result<<K as Captured>::Lead, Value<T, W, All>>;

type Value<T, W, All> = <All as Way>::Result<Sole<T>, <W as Way>::Result<Own<T>, At<T>>>;

impl<T, W: Way, All: Way, L: Way, K: Captured> Clone for Held<T, W, All, L, K>
where
    Holds<T, W, All, L, K>: Copy,
{
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, W: Way, All: Way, L: Way, K: Captured> Copy for Held<T, W, All, L, K> where Holds<T, W, All, L, K>: Copy {}

impl<T, W: Way, All: Way, L: Way, K: Captured> fmt::Debug for Held<T, W, All, L, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Held(..)")
    }
}

impl<T, W: Way, All: Way, L: Way, K: Captured> Held<T, W, All, L, K> {
    /// By value.
    #[inline]
    pub fn taken(_: Told<W>, _: Told<All>, _: Leading<L, K>, value: T) -> Self {
        let held = match (L::TAKES, All::TAKES) {
            (true, _) => L::result_taken::<_, Value<T, W, All>>(K::lead(value)),
            (_, true) => L::result_borrowed(All::result_taken(Sole(value))),
            _ => {
                L::result_borrowed(All::result_borrowed(W::result_taken::<Own<T>, At<T>>(Own(UnsafeCell::new(value)))))
            }
        };
        Held(held, PhantomData)
    }

    /// By reference.
    #[inline]
    pub fn borrowed(_: Told<W>, _: Told<All>, _: Leading<L, K>, place: *mut T) -> Self {
        let at = W::result_borrowed::<Own<T>, At<T>>(At(place));
        Held(L::result_borrowed(All::result_borrowed::<Sole<T>, _>(at)), PhantomData)
    }

    /// For questions about it.
    #[inline]
    pub fn receiver<V>(&self) -> Receiver<T, V> {
        Receiver::of(self.place())
    }

    /// It, by value.
    ///
    /// # Safety
    /// If the closure has its place alone, its type is `Copy`, or nothing reaches this.
    #[inline]
    pub unsafe fn take(self) -> T {
        let held = L::borrowed_of::<K::Lead, Value<T, W, All>>(self.0);
        if All::TAKES {
            return All::taken_of::<Sole<T>, W::Result<Own<T>, At<T>>>(held).0;
        }
        let held = All::borrowed_of::<Sole<T>, W::Result<Own<T>, At<T>>>(held);
        match W::TAKES {
            true => W::taken_of::<Own<T>, At<T>>(held).0.into_inner(),
            // SAFETY: by contract it is copied, and it is where the closure has it from.
            false => unsafe { W::borrowed_of::<Own<T>, At<T>>(held).0.read() },
        }
    }

    /// Where it is. Where `All` takes, nothing goes there, and where `L` does, nothing is changed there.
    #[inline]
    pub fn place(&self) -> *mut T {
        let lead = |lead: &K::Lead| (&raw const *lead).cast_mut().cast();
        L::look::<K::Lead, Value<T, W, All>, _>(&self.0, lead, |held| {
            let sole = |sole: &Sole<T>| (&raw const sole.0).cast_mut();
            All::look::<Sole<T>, W::Result<Own<T>, At<T>>, _>(held, sole, |held| {
                W::look::<Own<T>, At<T>, _>(held, |own| own.0.get(), |at| at.0)
            })
        })
    }
}

impl<T> Held<T, Borrows> {
    /// By reference, and for certain.
    #[inline]
    pub fn lent(place: *mut T) -> Self {
        Held(At(place), PhantomData)
    }
}

impl<T, W: Way> Held<T, W> {
    /// For the question whether it is taken.
    pub fn asked(&self) -> Receiver<T, W> {
        Receiver::of(self.place())
    }
}

/// What is called, and the types of the arguments, which are evaluated next, of the result, and of the arguments beside them, which
/// the call itself has.
#[derive(Debug)]
pub struct Called<T, W: Way, A, R, O = ()>(Held<T, W>, PhantomData<fn(A, O) -> R>);

impl<T, W: Way, A, R, O> Called<T, W, A, R, O> {
    /// It is taken.
    #[inline]
    pub fn taken(_: &Receiver<T, W>, value: T) -> Self {
        Called(Held::taken(Told::new(), Told::new(), Leading::nowhere(), value), PhantomData)
    }

    /// It stays where it is.
    #[inline]
    pub fn borrowed(_: &Receiver<T, W>, place: *const T) -> Self {
        Called(Held::borrowed(Told::new(), Told::new(), Leading::nowhere(), place.cast_mut()), PhantomData)
    }

    /// Notes the types, where nothing runs.
    pub fn noted_beside(_: &Receiver<T, W>, _: A, _: R, _: O) -> Self {
        no_value()
    }
}

impl<T, W: Way, A, R> Called<T, W, A, R> {
    /// The same where there are no other arguments.
    pub fn noted(_: &Receiver<T, W>, _: A, _: R) -> Self {
        no_value()
    }
}

impl<T, A, R> Called<T, Borrows, A, R> {
    /// It stays where it is, and that is certain.
    #[inline]
    pub fn lent(place: *const T) -> Self {
        Called(Held::lent(place.cast_mut()), PhantomData)
    }
}

/// The call. What the arguments leave lives as long as it natively does, as this is an expression like that call.
#[inline]
pub fn call<T, W: Way, A, R>(called: Called<T, W, A, R>, arguments: A, call: impl FnOnce(Held<T, W>, A) -> R) -> R {
    call(called.0, arguments)
}

/// The same where the call has other arguments beside these. Of which types they are, it tells.
#[inline]
pub fn call_beside<T, W: Way, A, R, O>(
    called: Called<T, W, A, R, O>,
    arguments: A,
    call: impl FnOnce(Held<T, W>, A, Note<O>) -> R,
) -> R {
    call(called.0, arguments, Note::new())
}

/// A value that closures only take.
#[derive(Clone, Copy, Debug)]
pub struct Sole<T>(T);

/// A value that closures reach through a pointer, as they do where it stays in its place.
pub struct Own<T>(UnsafeCell<T>);

// SAFETY: whatever generated code does through the pointer, rustc has checked in a copy of the closure that captures the
// local itself, so that this shares no more than a reference to it does.
unsafe impl<T: Sync> Sync for Own<T> {}

impl<T> fmt::Debug for Own<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Own(..)")
    }
}

/// The place of a local that the closure borrows.
#[derive(Debug)]
pub struct At<T>(*mut T);

impl<T> Clone for At<T> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for At<T> {}

// SAFETY: it stands for an exclusive reference, as rustc has checked in a copy of the closure.
unsafe impl<T: Send> Send for At<T> {}

// SAFETY: as above.
unsafe impl<T: Sync> Sync for At<T> {}
