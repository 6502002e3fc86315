/// `?` on an `Option`, which `Poll` does not pass on by itself.
pub fn question_on_option(n: u64) -> impl ::core::future::Future<Output = Option<u64>> {
    /// The states of `question_on_option`.
    #[repr(u8)]
    enum QuestionOnOption<N, Kept, NumberFuture, Small, PauseFuture> {
        /// Not polled yet: the arguments.
        Uninitialized { n: ::manual_async::machine::Slot<N> },
        /// Line 4: `number(n).await`
        AwaitingNumber {
            kept: ::manual_async::machine::Slot<Kept>,
            number_future: ::manual_async::machine::Slot<NumberFuture>,
        },
        /// Line 5: `pause(1).await`
        AwaitingPause {
            kept: ::manual_async::machine::Slot<Kept>,
            small: ::manual_async::machine::Slot<Small>,
            pause_future: ::manual_async::machine::Slot<PauseFuture>,
        },
        /// Running, returned or panicked.
        Done,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<N, Kept, NumberFuture, Small, PauseFuture> ::core::ops::Drop
    for QuestionOnOption<N, Kept, NumberFuture, Small, PauseFuture> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { .. } => {}
                    Self::AwaitingNumber { kept, number_future, .. } => {
                        let _kept = kept.guard();
                        let _number_future = number_future.guard();
                    }
                    Self::AwaitingPause { kept, small, pause_future, .. } => {
                        let _kept = kept.guard();
                        let _small = small.guard();
                        let _pause_future = pause_future.guard();
                    }
                    Self::Done => {}
                }
            }
        }
    }
    /// Where `question_on_option` goes on: at a state, or at a place between two.
    #[repr(u8)]
    enum QuestionOnOptionStep {
        Uninitialized,
        AwaitingNumber,
        AwaitingPause,
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
                let output: Option<u64> = {
                    let kept = noisy("kept", n);
                    let small = number(n).await.checked_sub(1)?;
                    pause(1).await;
                    Some(small + kept.get())
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
        let first = QuestionOnOption::Uninitialized {
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
            |state, cx| -> ::core::task::Poll<Option<u64>> {
                let (state, _) = state
                    .typed(::manual_async::machine::States {
                        state: ::core::marker::PhantomData,
                        ..states
                    });
                let state_tag = state.tag();
                let mut step: QuestionOnOptionStep = state_tag.read();
                let QuestionOnOption::Uninitialized { n, .. } = state
                    .view(QuestionOnOptionStep::Uninitialized) else {
                    ::core::unreachable!()
                };
                let QuestionOnOption::AwaitingNumber { kept, number_future } = state
                    .view(QuestionOnOptionStep::AwaitingNumber) else {
                    ::core::unreachable!()
                };
                let QuestionOnOption::AwaitingPause { small, pause_future, .. } = state
                    .view(QuestionOnOptionStep::AwaitingPause) else {
                    ::core::unreachable!()
                };
                let running = state_tag.resume(&step, QuestionOnOptionStep::Done);
                /// Polled for the first time.
                if let QuestionOnOptionStep::Uninitialized = step {
                    ::manual_async::machine::only_once();
                    let mut n = n.take();
                    let (_kept, kept) = kept.put(noisy("kept", n));
                    number_future
                        .set({ ::core::future::IntoFuture::into_future }(number(n)));
                    ::manual_async::machine::park(_kept);
                    step = state_tag.enter(QuestionOnOptionStep::AwaitingNumber);
                }
                /// Line 4: `number(n).await`
                if let QuestionOnOptionStep::AwaitingNumber = step {
                    let _kept = kept.guard();
                    let _number_future = number_future.guard();
                    let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                        _number_future,
                        cx,
                    ) else {
                        ::manual_async::machine::park(_kept);
                        return running.suspend();
                    };
                    let (_small, small) = small
                        .put(
                            (match {
                                ::manual_async::machine::branch
                            }(ready.get().checked_sub(1)) {
                                ::core::ops::ControlFlow::Continue(value) => value,
                                ::core::ops::ControlFlow::Break(_) => {
                                    return ::core::task::Poll::Ready(
                                        ::core::option::Option::None,
                                    );
                                }
                            }),
                        );
                    pause_future
                        .set({ ::core::future::IntoFuture::into_future }(pause(1)));
                    ::manual_async::machine::park((_kept, _small));
                    step = state_tag.enter(QuestionOnOptionStep::AwaitingPause);
                }
                /// Line 5: `pause(1).await`
                if let QuestionOnOptionStep::AwaitingPause = step {
                    let ready = {
                        let _kept = kept.guard();
                        let _small = small.guard();
                        let _pause_future = pause_future.guard();
                        let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                            _pause_future,
                            cx,
                        ) else {
                            ::manual_async::machine::park((_kept, _small));
                            return running.suspend();
                        };
                        ::manual_async::machine::park((_kept, _small));
                        ready
                    };
                    let mut kept = kept.take();
                    let _small = small.guard();
                    ready.get();
                    return ::core::task::Poll::Ready {
                        0: Some(_small.take() + kept.get()),
                    };
                }
                running.completed(&step, "`question_on_option`")
            },
        )
    };
}
