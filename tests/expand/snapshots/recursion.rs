/// Calls itself: the machine of the inner call is behind a box.
pub fn recursion(n: u64) -> impl ::core::future::Future<Output = u64> {
    /// The states of `recursion`.
    #[repr(u8)]
    enum Recursion<N, NumberFuture, PinFuture> {
        /// Not polled yet: the arguments.
        Uninitialized { n: ::manual_async::machine::Slot<N> },
        /// Line 4: `number(1).await`
        AwaitingNumber { number_future: ::manual_async::machine::Slot<NumberFuture> },
        /// Line 6: `Box::pin(recursion(n - 1)).await`
        AwaitingPin {
            n: ::manual_async::machine::Slot<N>,
            pin_future: ::manual_async::machine::Slot<PinFuture>,
        },
        /// Running, returned or panicked.
        Done,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<N, NumberFuture, PinFuture> ::core::ops::Drop
    for Recursion<N, NumberFuture, PinFuture> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { .. } => {}
                    Self::AwaitingNumber { number_future, .. } => {
                        let _number_future = number_future.guard();
                    }
                    Self::AwaitingPin { pin_future, .. } => {
                        let _pin_future = pin_future.guard();
                    }
                    Self::Done => {}
                }
            }
        }
    }
    /// Where `recursion` goes on: at a state, or at a place between two.
    #[repr(u8)]
    enum RecursionStep {
        Uninitialized,
        AwaitingNumber,
        AwaitingPin,
        Done,
        AfterIf,
    }
    let native = ::manual_async::machine::Native::new();
    if false {
        #[allow(unreachable_code, unused_variables)]
        let never = ::manual_async::machine::never();
        native
            .is(async || {
                let _never = never;
                let n = n;
                let output: u64 = 'body: {
                    if n == 0 {
                        break 'body (::manual_async::machine::Awaited(number(1).await))
                            .get();
                    }
                    let inner = Box::pin(recursion(n - 1)).await;
                    inner * n
                };
                #[allow(unreachable_code)] return output;
            });
    }
    #[allow(warnings, unused, nonstandard_style, future_incompatible, let_underscore)]
    #[allow(rust_2018_idioms, arithmetic_overflow, unconditional_panic)]
    #[allow(dangerous_implicit_autorefs, let_underscore_lock)]
    #[cfg_attr(
        clippy,
        allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
    )]
    return unsafe {
        let first = Recursion::Uninitialized {
            n: ::manual_async::machine::Slot::new(n),
        };
        let states = ::manual_async::machine::States::of(&first);
        ::manual_async::machine::state_machine(
            first,
            ::manual_async::machine::Lifetimes::of(()),
            || (
                ::manual_async::machine::States {
                    state: ::core::marker::PhantomData,
                    ..states
                },
                ::manual_async::machine::Native {
                    closure: ::core::marker::PhantomData,
                    ..native
                },
            ),
            |state, cx| -> ::core::task::Poll<u64> {
                let (state, _) = state
                    .typed(::manual_async::machine::States {
                        state: ::core::marker::PhantomData,
                        ..states
                    });
                let state_tag = state.tag();
                let mut step: RecursionStep = state_tag.read();
                let Recursion::Uninitialized { n, .. } = state
                    .view(RecursionStep::Uninitialized) else { ::core::unreachable!() };
                let Recursion::AwaitingNumber { number_future } = state
                    .view(RecursionStep::AwaitingNumber) else { ::core::unreachable!() };
                let Recursion::AwaitingPin { pin_future, .. } = state
                    .view(RecursionStep::AwaitingPin) else { ::core::unreachable!() };
                let running = state_tag.resume(&step, RecursionStep::Done);
                /// Polled for the first time.
                if let RecursionStep::Uninitialized = step {
                    'step: {
                        ::manual_async::machine::only_once();
                        let n = n.place();
                        if *(n) == 0 {
                            number_future
                                .set(
                                    { ::core::future::IntoFuture::into_future }(number(1)),
                                );
                            step = state_tag.enter(RecursionStep::AwaitingNumber);
                            break 'step;
                        } else {
                            step = RecursionStep::AfterIf;
                            break 'step;
                        }
                    }
                }
                /// Line 4: `number(1).await`
                if let RecursionStep::AwaitingNumber = step {
                    let _number_future = number_future.guard();
                    let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                        _number_future,
                        cx,
                    ) else {
                        return running.suspend();
                    };
                    return ::core::task::Poll::Ready {
                        0: ready.get(),
                    };
                }
                /// After the `if`.
                if let RecursionStep::AfterIf = step {
                    let n = n.place();
                    pin_future
                        .set(
                            {
                                ::core::future::IntoFuture::into_future
                            }(
                                Box::pin(
                                    ::manual_async::machine::Recursive::<
                                        _,
                                        (_,),
                                    >::new(recursion, recursion(*(n) - 1)),
                                ),
                            ),
                        );
                    step = state_tag.enter(RecursionStep::AwaitingPin);
                }
                /// Line 6: `Box::pin(recursion(n - 1)).await`
                if let RecursionStep::AwaitingPin = step {
                    let n = n.place();
                    let _pin_future = pin_future.guard();
                    let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                        _pin_future,
                        cx,
                    ) else {
                        return running.suspend();
                    };
                    let inner = ready.get();
                    return ::core::task::Poll::Ready {
                        0: inner * *(n),
                    };
                }
                running.completed(&step, "`recursion`")
            },
        )
    };
}
