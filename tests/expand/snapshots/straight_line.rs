/// One await after the other. The first value lives across the second await, the second lives across none.
pub fn straight_line(n: u64) -> impl ::core::future::Future<Output = u64> {
    /// The states of `straight_line`.
    #[repr(u8)]
    enum StraightLine<N, NumberFuture, First, NumberFuture2> {
        /// Not polled yet: the arguments.
        Uninitialized { n: ::manual_async::machine::Slot<N> },
        /// Line 3: `number(n).await`
        AwaitingNumber { number_future: ::manual_async::machine::Slot<NumberFuture> },
        /// Line 4: `number(first + 1).await`
        AwaitingNumber_2 {
            first: ::manual_async::machine::Slot<First>,
            number_future_2: ::manual_async::machine::Slot<NumberFuture2>,
        },
        /// Running, returned or panicked.
        Done,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<N, NumberFuture, First, NumberFuture2> ::core::ops::Drop
    for StraightLine<N, NumberFuture, First, NumberFuture2> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { .. } => {}
                    Self::AwaitingNumber { number_future, .. } => {
                        let _number_future = number_future.guard();
                    }
                    Self::AwaitingNumber_2 { first, number_future_2, .. } => {
                        let _first = first.guard();
                        let _number_future_2 = number_future_2.guard();
                    }
                    Self::Done => {}
                }
            }
        }
    }
    /// Where `straight_line` goes on: at a state, or at a place between two.
    #[repr(u8)]
    enum StraightLineStep {
        Uninitialized,
        AwaitingNumber,
        AwaitingNumber_2,
        Done,
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
                    let first = number(n).await;
                    let second = number(first + 1).await;
                    first * second
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
        let first_2 = StraightLine::Uninitialized {
            n: ::manual_async::machine::Slot::new(n),
        };
        let states = ::manual_async::machine::States::of(&first_2);
        ::manual_async::machine::state_machine(
            first_2,
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
                let mut step: StraightLineStep = state_tag.read();
                let StraightLine::Uninitialized { n, .. } = state
                    .view(StraightLineStep::Uninitialized) else {
                    ::core::unreachable!()
                };
                let StraightLine::AwaitingNumber { number_future } = state
                    .view(StraightLineStep::AwaitingNumber) else {
                    ::core::unreachable!()
                };
                let StraightLine::AwaitingNumber_2 { first, number_future_2 } = state
                    .view(StraightLineStep::AwaitingNumber_2) else {
                    ::core::unreachable!()
                };
                let running = state_tag.resume(&step, StraightLineStep::Done);
                /// Polled for the first time.
                if let StraightLineStep::Uninitialized = step {
                    ::manual_async::machine::only_once();
                    let mut n = n.take();
                    number_future
                        .set({ ::core::future::IntoFuture::into_future }(number(n)));
                    step = state_tag.enter(StraightLineStep::AwaitingNumber);
                }
                /// Line 3: `number(n).await`
                if let StraightLineStep::AwaitingNumber = step {
                    let _number_future = number_future.guard();
                    let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                        _number_future,
                        cx,
                    ) else {
                        return running.suspend();
                    };
                    let (_first, first) = first.put(ready.get());
                    number_future_2
                        .set(
                            {
                                ::core::future::IntoFuture::into_future
                            }(number(::manual_async::machine::copied(first) + 1)),
                        );
                    ::manual_async::machine::park(_first);
                    step = state_tag.enter(StraightLineStep::AwaitingNumber_2);
                }
                /// Line 4: `number(first + 1).await`
                if let StraightLineStep::AwaitingNumber_2 = step {
                    let _first = first.guard();
                    let _number_future_2 = number_future_2.guard();
                    let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                        _number_future_2,
                        cx,
                    ) else {
                        ::manual_async::machine::park(_first);
                        return running.suspend();
                    };
                    let second = ready.get();
                    return ::core::task::Poll::Ready {
                        0: _first.take() * second,
                    };
                }
                running.completed(&step, "`straight_line`")
            },
        )
    };
}
