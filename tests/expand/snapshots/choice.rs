/// One arm awaits, one does not, and both give a value.
pub fn choice(n: u64) -> impl ::core::future::Future<Output = u64> {
    /// The states of `choice`.
    #[repr(u8)]
    enum Choice<N, NumberFuture, NumberFuture2, Found, PauseFuture> {
        /// Not polled yet: the arguments.
        Uninitialized { n: ::manual_async::machine::Slot<N> } = 0,
        /// Line 3: `number(n).await`
        AwaitingNumber {
            number_future: ::manual_async::machine::Slot<NumberFuture>,
        } = 1,
        /// Line 5: `number(few).await`
        AwaitingNumber_2 {
            number_future_2: ::manual_async::machine::Slot<NumberFuture2>,
        } = 2,
        /// Line 8: `pause(1).await`
        AwaitingPause {
            found: ::manual_async::machine::Slot<Found>,
            pause_future: ::manual_async::machine::Slot<PauseFuture>,
        } = 3,
        /// Running, returned or panicked.
        Done = 4,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<N, NumberFuture, NumberFuture2, Found, PauseFuture> ::core::ops::Drop
    for Choice<N, NumberFuture, NumberFuture2, Found, PauseFuture> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { n, .. } => {
                        let _n = n.resume();
                    }
                    Self::AwaitingNumber { number_future, .. } => {
                        let _number_future = number_future.resume();
                    }
                    Self::AwaitingNumber_2 { number_future_2, .. } => {
                        let _number_future_2 = number_future_2.resume();
                    }
                    Self::AwaitingPause { found, pause_future, .. } => {
                        let _found = found.resume();
                        let _pause_future = pause_future.resume();
                    }
                    Self::Done => {}
                }
            }
        }
    }
    if false {
        #[allow(unreachable_code, unused_variables)]
        let never = ::manual_async::machine::never();
        let _ = async move || {
            let _never = never;
            let n = n;
            let output: u64 = {
                let found = match number(n).await {
                    0 => call("none", 7),
                    few @ 1..=2 => number(few).await + 1,
                    many => many,
                };
                pause(1).await;
                found * 2
            };
            #[allow(unreachable_code)] return output;
        };
    }
    #[allow(
        warnings,
        unused,
        nonstandard_style,
        future_incompatible,
        let_underscore,
        rust_2018_idioms,
        missing_docs,
        arithmetic_overflow,
        dangerous_implicit_autorefs,
        let_underscore_lock,
        unconditional_panic,
        clippy::all,
        clippy::pedantic,
        clippy::nursery,
        clippy::restriction
    )]
    return ::manual_async::machine::state_machine(
        Choice::Uninitialized {
            n: ::manual_async::machine::Slot::new(n),
        },
        |state, cx| -> ::core::task::Poll<u64> {
            unsafe {
                let mut step: ::core::primitive::u8 = ::manual_async::machine::tag(
                    state,
                );
                let Choice::Uninitialized { n, .. } = ::manual_async::machine::view(
                    state,
                    0u8,
                ) else { ::core::unreachable!() };
                let Choice::AwaitingNumber { number_future } = ::manual_async::machine::view(
                    state,
                    1u8,
                ) else { ::core::unreachable!() };
                let Choice::AwaitingNumber_2 { number_future_2 } = ::manual_async::machine::view(
                    state,
                    2u8,
                ) else { ::core::unreachable!() };
                let Choice::AwaitingPause { found, pause_future } = ::manual_async::machine::view(
                    state,
                    3u8,
                ) else { ::core::unreachable!() };
                let value_2 = &::manual_async::machine::Slot::vacant();
                ::manual_async::machine::running(state, 4u8);
                /// Polled for the first time.
                if step == 0u8 {
                    let mut n = n.take();
                    number_future
                        .set({ ::core::future::IntoFuture::into_future }(number(n)));
                    step = 1u8;
                }
                /// Line 3: `number(n).await`
                if step == 1u8 {
                    'step: {
                        let (_number_future, _) = number_future.resume();
                        match match ::manual_async::machine::poll(_number_future, cx) {
                            ::core::task::Poll::Ready(value) => value,
                            ::core::task::Poll::Pending => {
                                return ::manual_async::machine::suspend(state, 1u8);
                            }
                        } {
                            rest @ 0 => {
                                {
                                    let mut rest = rest;
                                    {
                                        value_2.set(call("none", 7));
                                    }
                                }
                                step = 5u8;
                                break 'step;
                            }
                            few @ 1..=2 => {
                                let mut few = few;
                                number_future_2
                                    .set(
                                        { ::core::future::IntoFuture::into_future }(number(few)),
                                    );
                                step = 2u8;
                                break 'step;
                            }
                            many => {
                                ({
                                    {
                                        let mut many = many;
                                        {
                                            value_2.set(many);
                                        }
                                    }
                                    step = 5u8;
                                    break 'step;
                                })
                            }
                        }
                    }
                }
                /// Line 5: `number(few).await`
                if step == 2u8 {
                    {
                        let (_number_future_2, _) = number_future_2.resume();
                        {
                            value_2
                                .set(
                                    (match ::manual_async::machine::poll(_number_future_2, cx) {
                                        ::core::task::Poll::Ready(value) => value,
                                        ::core::task::Poll::Pending => {
                                            return ::manual_async::machine::suspend(state, 2u8);
                                        }
                                    }) + 1,
                                );
                        }
                    }
                    step = 5u8;
                }
                /// After the `match`.
                if step == 5u8 {
                    let (_found, found) = found.put(value_2.take());
                    pause_future
                        .set({ ::core::future::IntoFuture::into_future }(pause(1)));
                    ::manual_async::machine::park(_found);
                    step = 3u8;
                }
                /// Line 8: `pause(1).await`
                if step == 3u8 {
                    let (_found, found) = found.resume();
                    let (_pause_future, _) = pause_future.resume();
                    (match ::manual_async::machine::poll(_pause_future, cx) {
                        ::core::task::Poll::Ready(value) => value,
                        ::core::task::Poll::Pending => {
                            ::manual_async::machine::park(_found);
                            return ::manual_async::machine::suspend(state, 3u8);
                        }
                    });
                    return ::core::task::Poll::Ready {
                        0: _found.take() * 2,
                    };
                }
                ::core::panic!("`choice` polled after completion")
            }
        },
    );
}
