/// One arm awaits, one does not, and both give a value.
pub fn choice(n: u64) -> impl ::core::future::Future<Output = u64> {
    /// The states of `choice`.
    #[repr(u8)]
    enum Choice<N, NumberFuture, NumberFuture2, Found, PauseFuture> {
        /// Not polled yet: the arguments.
        Uninitialized { n: ::manual_async::machine::Slot<N> },
        /// Line 3: `number(n).await`
        AwaitingNumber { number_future: ::manual_async::machine::Slot<NumberFuture> },
        /// Line 5: `number(few).await`
        AwaitingNumber_2 {
            number_future_2: ::manual_async::machine::Slot<NumberFuture2>,
        },
        /// Line 8: `pause(1).await`
        AwaitingPause {
            found: ::manual_async::machine::Slot<Found>,
            pause_future: ::manual_async::machine::Slot<PauseFuture>,
        },
        /// Running, returned or panicked.
        Done,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<N, NumberFuture, NumberFuture2, Found, PauseFuture> ::core::ops::Drop
    for Choice<N, NumberFuture, NumberFuture2, Found, PauseFuture> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { .. } => {}
                    Self::AwaitingNumber { number_future, .. } => {
                        let _number_future = number_future.guard();
                    }
                    Self::AwaitingNumber_2 { number_future_2, .. } => {
                        let _number_future_2 = number_future_2.guard();
                    }
                    Self::AwaitingPause { found, pause_future, .. } => {
                        let _found = found.guard();
                        let _pause_future = pause_future.guard();
                    }
                    Self::Done => {}
                }
            }
        }
    }
    /// Where `choice` goes on: at a state, or at a place between two.
    #[repr(u8)]
    enum ChoiceStep {
        Uninitialized,
        AwaitingNumber,
        AwaitingNumber_2,
        AwaitingPause,
        Done,
        AfterMatch,
    }
    let native = ::manual_async::machine::Native::new();
    if false {
        #[allow(unreachable_code, unused_variables)]
        let never = ::manual_async::machine::never();
        native
            .is(async || {
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
        let first = Choice::Uninitialized {
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
                let mut step: ChoiceStep = state_tag.read();
                let Choice::Uninitialized { n, .. } = state
                    .view(ChoiceStep::Uninitialized) else { ::core::unreachable!() };
                let Choice::AwaitingNumber { number_future } = state
                    .view(ChoiceStep::AwaitingNumber) else { ::core::unreachable!() };
                let Choice::AwaitingNumber_2 { number_future_2 } = state
                    .view(ChoiceStep::AwaitingNumber_2) else { ::core::unreachable!() };
                let Choice::AwaitingPause { found, pause_future } = state
                    .view(ChoiceStep::AwaitingPause) else { ::core::unreachable!() };
                let value_2 = &::manual_async::machine::Slot::vacant();
                let running = state_tag.resume(&step, ChoiceStep::Done);
                /// Polled for the first time.
                if let ChoiceStep::Uninitialized = step {
                    ::manual_async::machine::only_once();
                    let mut n = n.take();
                    number_future
                        .set({ ::core::future::IntoFuture::into_future }(number(n)));
                    step = state_tag.enter(ChoiceStep::AwaitingNumber);
                }
                /// Line 3: `number(n).await`
                if let ChoiceStep::AwaitingNumber = step {
                    'step: {
                        let _number_future = number_future.guard();
                        let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                            _number_future,
                            cx,
                        ) else {
                            return running.suspend();
                        };
                        match ready.get() {
                            rest @ 0 => {
                                {
                                    let mut rest = rest;
                                    {
                                        value_2.set(call("none", 7));
                                    }
                                }
                                step = ChoiceStep::AfterMatch;
                                break 'step;
                            }
                            few @ 1..=2 => {
                                let mut few = few;
                                number_future_2
                                    .set(
                                        { ::core::future::IntoFuture::into_future }(number(few)),
                                    );
                                step = state_tag.enter(ChoiceStep::AwaitingNumber_2);
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
                                    step = ChoiceStep::AfterMatch;
                                    break 'step;
                                })
                            }
                        }
                    }
                }
                /// Line 5: `number(few).await`
                if let ChoiceStep::AwaitingNumber_2 = step {
                    {
                        let _number_future_2 = number_future_2.guard();
                        let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                            _number_future_2,
                            cx,
                        ) else {
                            return running.suspend();
                        };
                        {
                            value_2.set(ready.get() + 1);
                        }
                    }
                    step = ChoiceStep::AfterMatch;
                }
                /// After the `match`.
                if let ChoiceStep::AfterMatch = step {
                    let (_found, found) = found.put(value_2.take());
                    pause_future
                        .set({ ::core::future::IntoFuture::into_future }(pause(1)));
                    ::manual_async::machine::park(_found);
                    step = state_tag.enter(ChoiceStep::AwaitingPause);
                }
                /// Line 8: `pause(1).await`
                if let ChoiceStep::AwaitingPause = step {
                    let _found = found.guard();
                    let _pause_future = pause_future.guard();
                    let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                        _pause_future,
                        cx,
                    ) else {
                        ::manual_async::machine::park(_found);
                        return running.suspend();
                    };
                    ready.get();
                    return ::core::task::Poll::Ready {
                        0: _found.take() * 2,
                    };
                }
                running.completed(&step, "`choice`")
            },
        )
    };
}
