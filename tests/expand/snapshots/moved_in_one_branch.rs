/// Whether the value is still there is known only when the code runs: a flag in the state says it.
pub fn moved_in_one_branch(n: u64) -> impl ::core::future::Future<Output = u64> {
    /// The states of `moved_in_one_branch`.
    #[repr(u8)]
    enum MovedInOneBranch<N, Value, PauseFuture, PauseFuture2> {
        /// Not polled yet: the arguments.
        Uninitialized { n: ::manual_async::machine::Slot<N> },
        /// Line 4: `pause(1).await`
        AwaitingPause {
            n: ::manual_async::machine::Slot<N>,
            value: ::manual_async::machine::Slot<Value>,
            value_is_set: ::manual_async::machine::Slot<::core::primitive::bool>,
            pause_future: ::manual_async::machine::Slot<PauseFuture>,
        },
        /// Line 8: `pause(1).await`
        AwaitingPause_2 {
            n: ::manual_async::machine::Slot<N>,
            value: ::manual_async::machine::Slot<Value>,
            value_is_set: ::manual_async::machine::Slot<::core::primitive::bool>,
            pause_future_2: ::manual_async::machine::Slot<PauseFuture2>,
        },
        /// Running, returned or panicked.
        Done,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<N, Value, PauseFuture, PauseFuture2> ::core::ops::Drop
    for MovedInOneBranch<N, Value, PauseFuture, PauseFuture2> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { .. } => {}
                    Self::AwaitingPause { value, pause_future, .. } => {
                        let _value = value.guard();
                        let _pause_future = pause_future.guard();
                    }
                    Self::AwaitingPause_2 {
                        value,
                        value_is_set,
                        pause_future_2,
                        ..
                    } => {
                        let _value = value.flagged(value_is_set.get());
                        let _pause_future_2 = pause_future_2.guard();
                    }
                    Self::Done => {}
                }
            }
        }
    }
    /// Where `moved_in_one_branch` goes on: at a state, or at a place between two.
    #[repr(u8)]
    enum MovedInOneBranchStep {
        Uninitialized,
        AwaitingPause,
        AwaitingPause_2,
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
                    let value = noisy("value", n);
                    pause(1).await;
                    if n == 1 {
                        consume(value);
                    }
                    pause(1).await;
                    n
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
        let first = MovedInOneBranch::Uninitialized {
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
                let mut step: MovedInOneBranchStep = state_tag.read();
                let MovedInOneBranch::Uninitialized { n, .. } = state
                    .view(MovedInOneBranchStep::Uninitialized) else {
                    ::core::unreachable!()
                };
                let MovedInOneBranch::AwaitingPause {
                    value,
                    value_is_set,
                    pause_future,
                    ..
                } = state.view(MovedInOneBranchStep::AwaitingPause) else {
                    ::core::unreachable!()
                };
                let MovedInOneBranch::AwaitingPause_2 { pause_future_2, .. } = state
                    .view(MovedInOneBranchStep::AwaitingPause_2) else {
                    ::core::unreachable!()
                };
                let running = state_tag.resume(&step, MovedInOneBranchStep::Done);
                /// Polled for the first time.
                if let MovedInOneBranchStep::Uninitialized = step {
                    ::manual_async::machine::only_once();
                    let n = n.place();
                    let value_value = noisy("value", (n).read());
                    let (_value, value) = value.flagged(false);
                    ::manual_async::machine::fill(&_value, value_value);
                    pause_future
                        .set({ ::core::future::IntoFuture::into_future }(pause(1)));
                    ::manual_async::machine::park(_value);
                    step = state_tag.enter(MovedInOneBranchStep::AwaitingPause);
                }
                /// Line 4: `pause(1).await`
                if let MovedInOneBranchStep::AwaitingPause = step {
                    let n = n.place();
                    let (_value, value) = value.flagged(true);
                    let _pause_future = pause_future.guard();
                    let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                        _pause_future,
                        cx,
                    ) else {
                        ::manual_async::machine::park(_value);
                        return running.suspend();
                    };
                    ready.get();
                    if *(n) == 1 {
                        consume(::manual_async::machine::take(&_value));
                    }
                    pause_future_2
                        .set({ ::core::future::IntoFuture::into_future }(pause(1)));
                    value_is_set.set(_value.park());
                    step = state_tag.enter(MovedInOneBranchStep::AwaitingPause_2);
                }
                /// Line 8: `pause(1).await`
                if let MovedInOneBranchStep::AwaitingPause_2 = step {
                    let n = n.place();
                    let (_value, value) = value.flagged(value_is_set.get());
                    let _pause_future_2 = pause_future_2.guard();
                    let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                        _pause_future_2,
                        cx,
                    ) else {
                        ::manual_async::machine::park(_value);
                        return running.suspend();
                    };
                    ready.get();
                    return ::core::task::Poll::Ready {
                        0: (n).read(),
                    };
                }
                running.completed(&step, "`moved_in_one_branch`")
            },
        )
    };
}
