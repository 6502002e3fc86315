//! What is polled beside each other, in tuples of up to eight.

use core::{cell::Cell, future::Future, pin::Pin, task::Context};

use super::{
    joined::{Join, LastFirst, MaybeDone, TryJoin, Waiting},
    selected::{Branches, Selectable, Selected, Start},
};

/// For each count of futures: how they are called, and at which place each is in the tuple, and in one that is turned round.
macro_rules! tuples {
    ($($count:literal: $($future:ident $output:ident $place:tt $turned:tt)*, $($back:ident $was:ident)*;)*) => {$(
        waiting! { [($(MaybeDone<$future, $output>,)*)] $count, $($future $output $place)* }
        waiting! { [LastFirst<($(MaybeDone<$back, $was>,)*)>, .0] $count, $($future $output $turned)* }
        join! { [($(MaybeDone<$future, $output>,)*)] $($future $output $place $place)* }
        join! { [LastFirst<($(MaybeDone<$back, $was>,)*)>, .0] $($future $output $place $turned)* }
        try_join! { [($(MaybeDone<$future, Result<$output, Error>>,)*)] $($future $output $place $place)* }
        try_join! {
            [LastFirst<($(MaybeDone<$back, Result<$was, Error>>,)*)>, .0] $($future $output $place $turned)*
        }

        impl<$($future: IntoFuture),*> Start for ($($future,)*) {
            type Started = ($($future::IntoFuture,)*);

            #[inline]
            fn select<P>(self, open: u8, poll: P) -> Selected<Self::Started, P> {
                Selected { futures: ($(self.$place.into_future(),)*), open, poll }
            }
        }

        impl<$($future),*> Start for LastFirst<($($back,)*)> {
            type Started = Self;

            #[inline]
            fn select<P>(self, open: u8, poll: P) -> Selected<Self, P> {
                Selected { futures: self, open, poll }
            }
        }

        impl<'a, $($future),*> Branches<'a, ($($future,)*)> {
            /// All of them, in order.
            #[inline]
            pub fn each(self) -> ($(Selectable<'a, $future, $place>,)*) {
                // SAFETY: nothing is moved.
                let futures = unsafe { self.futures.get_unchecked_mut() };
                let open = Cell::from_mut(self.open);
                // SAFETY: they are pinned with `self`.
                unsafe { ($(Selectable { future: Pin::new_unchecked(&mut futures.$place), open },)*) }
            }
        }

        impl<P, $($future),*> Selected<($($future,)*), P> {
            /// What it may still poll.
            pub fn waiting(&self) -> ($(Option<&$future>,)*) {
                let Selected { futures, open, .. } = self;
                ($((open & 1 << $place != 0).then_some(&futures.$place),)*)
            }
        }

        impl<P, $($future),*> Selected<LastFirst<($($back,)*)>, P> {
            /// What it polls.
            pub fn waiting(&self) -> ($(Option<&$future>,)*) {
                ($(Some(&self.futures.0.$turned),)*)
            }
        }

        impl<'a, $($future),*> Branches<'a, LastFirst<($($back,)*)>> {
            /// All of them, in order.
            #[inline]
            pub fn each(self) -> ($(Pin<&'a mut $future>,)*) {
                // SAFETY: nothing is moved.
                let LastFirst(futures) = unsafe { self.futures.get_unchecked_mut() };
                // SAFETY: they are pinned with `self`.
                unsafe { ($(Pin::new_unchecked(&mut futures.$turned),)*) }
            }
        }
    )*};
}

macro_rules! waiting {
    ([$tuple:ty $(, .$inner:tt)?] $count:literal, $($future:ident $output:ident $place:tt)*) => {
        impl<$($future, $output),*> Waiting for $tuple {
            const COUNT: u32 = $count;

            type Each<'a>
                = ($(Option<&'a $future>,)*)
            where
                Self: 'a;

            fn waiting(&self) -> Self::Each<'_> {
                let futures = &self$(.$inner)?;
                ($(futures.$place.waiting(),)*)
            }
        }
    };
}

macro_rules! join {
    ([$tuple:ty $(, .$inner:tt)?] $($future:ident $output:ident $index:tt $place:tt)*) => {
        impl<$($output, $future: Future<Output = $output>),*> Join for $tuple {
            type Outputs = ($($output,)*);

            #[inline]
            unsafe fn poll_from(&mut self, first: u32, cx: &mut Context<'_>) -> bool {
                let futures = &mut (*self)$(.$inner)?;
                let mut all_done = true;
                // SAFETY: by contract.
                unsafe {
                    match first {
                        0 => { $(all_done &= futures.$place.poll(cx);)* }
                        _ => (first..Self::COUNT).chain(0..first).for_each(|index| match index {
                            $($index => all_done &= futures.$place.poll(cx),)*
                            _ => {}
                        }),
                    }
                }
                all_done
            }

            #[inline]
            fn take(&mut self) -> Self::Outputs {
                let futures = &mut (*self)$(.$inner)?;
                ($(futures.$place.take(),)*)
            }
        }

    };
}

macro_rules! try_join {
    ([$tuple:ty $(, .$inner:tt)?] $($future:ident $output:ident $index:tt $place:tt)*) => {
        impl<Error, $($output, $future: Future<Output = Result<$output, Error>>),*> TryJoin for $tuple {
            type Outputs = ($($output,)*);
            type Error = Error;

            #[inline]
            unsafe fn try_poll_from(&mut self, first: u32, cx: &mut Context<'_>) -> Result<bool, Error> {
                let futures = &mut (*self)$(.$inner)?;
                let mut all_done = true;
                // SAFETY: by contract.
                unsafe {
                    match first {
                        0 => { $(all_done &= futures.$place.try_poll(cx)?;)* }
                        _ => (first..Self::COUNT).chain(0..first).try_for_each(|index| {
                            match index {
                                $($index => all_done &= futures.$place.try_poll(cx)?,)*
                                _ => {}
                            }
                            Ok(())
                        })?,
                    }
                }
                Ok(all_done)
            }

            #[inline]
            fn take_ok(&mut self) -> Self::Outputs {
                let futures = &mut (*self)$(.$inner)?;
                ($(futures.$place.take_ok(),)*)
            }
        }
    };
}

tuples! {
    1: F0 T0 0 0, F0 T0;
    2: F0 T0 0 1 F1 T1 1 0, F1 T1 F0 T0;
    3: F0 T0 0 2 F1 T1 1 1 F2 T2 2 0, F2 T2 F1 T1 F0 T0;
    4: F0 T0 0 3 F1 T1 1 2 F2 T2 2 1 F3 T3 3 0, F3 T3 F2 T2 F1 T1 F0 T0;
    5: F0 T0 0 4 F1 T1 1 3 F2 T2 2 2 F3 T3 3 1 F4 T4 4 0, F4 T4 F3 T3 F2 T2 F1 T1 F0 T0;
    6: F0 T0 0 5 F1 T1 1 4 F2 T2 2 3 F3 T3 3 2 F4 T4 4 1 F5 T5 5 0, F5 T5 F4 T4 F3 T3 F2 T2 F1 T1 F0 T0;
    7: F0 T0 0 6 F1 T1 1 5 F2 T2 2 4 F3 T3 3 3 F4 T4 4 2 F5 T5 5 1 F6 T6 6 0, F6 T6 F5 T5 F4 T4 F3 T3 F2 T2 F1 T1 F0 T0;
    8: F0 T0 0 7 F1 T1 1 6 F2 T2 2 5 F3 T3 3 4 F4 T4 4 3 F5 T5 5 2 F6 T6 6 1 F7 T7 7 0, F7 T7 F6 T6 F5 T5 F4 T4 F3 T3 F2 T2 F1 T1 F0 T0;
}
