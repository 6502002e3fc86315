/// Awaits in the head of a loop and inside it.
pub fn repeated(n: u64) -> impl ::core::future::Future<Output = u64> {
    /// The states of `repeated`.
    #[repr(u8)]
    enum Repeated<N, Source, Sum, NextFuture, PauseFuture> {
        /// Not polled yet: the arguments.
        Uninitialized { n: ::manual_async::machine::Slot<N> },
        /// Line 5: `source.next().await`
        AwaitingNext {
            source: ::manual_async::machine::Slot<Source>,
            sum: ::manual_async::machine::Slot<Sum>,
            next_future: ::manual_async::machine::Slot<NextFuture>,
        },
        /// Line 13: `pause(item).await`
        AwaitingPause {
            source: ::manual_async::machine::Slot<Source>,
            sum: ::manual_async::machine::Slot<Sum>,
            pause_future: ::manual_async::machine::Slot<PauseFuture>,
        },
        /// Running, returned or panicked.
        Done,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<N, Source, Sum, NextFuture, PauseFuture> ::core::ops::Drop
    for Repeated<N, Source, Sum, NextFuture, PauseFuture> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { .. } => {}
                    Self::AwaitingNext { source, next_future, .. } => {
                        let _source = source.guard();
                        let _next_future = next_future.guard();
                    }
                    Self::AwaitingPause { source, pause_future, .. } => {
                        let _source = source.guard();
                        let _pause_future = pause_future.guard();
                    }
                    Self::Done => {}
                }
            }
        }
    }
    /// Where `repeated` goes on: at a state, or at a place between two.
    #[repr(u8)]
    enum RepeatedStep {
        Uninitialized,
        AwaitingNext,
        AwaitingPause,
        Done,
        WhileHead,
        AfterWhile,
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
                    let mut source = Source::new(n);
                    let mut sum = 0;
                    while let Some(item) = source.next().await {
                        if item == 1 {
                            continue;
                        }
                        sum += item;
                        if sum > 5 {
                            break;
                        }
                        pause(item).await;
                    }
                    sum
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
        let first = Repeated::Uninitialized {
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
                let mut step: RepeatedStep = state_tag.read();
                let Repeated::Uninitialized { n, .. } = state
                    .view(RepeatedStep::Uninitialized) else { ::core::unreachable!() };
                let Repeated::AwaitingNext { source, sum, next_future } = state
                    .view(RepeatedStep::AwaitingNext) else { ::core::unreachable!() };
                let Repeated::AwaitingPause { pause_future, .. } = state
                    .view(RepeatedStep::AwaitingPause) else { ::core::unreachable!() };
                let running = state_tag.resume(&step, RepeatedStep::Done);
                'run: loop {
                    /// Polled for the first time.
                    if let RepeatedStep::Uninitialized = step {
                        ::manual_async::machine::only_once();
                        let mut n = n.take();
                        let (_source, source) = source.put(Source::new(n));
                        let sum = sum.write(0);
                        ::manual_async::machine::park(_source);
                        step = RepeatedStep::WhileHead;
                    }
                    /// The head of the `while` loop.
                    if let RepeatedStep::WhileHead = step {
                        let (_source, source) = source.resume();
                        next_future
                            .set(
                                {
                                    ::core::future::IntoFuture::into_future
                                }((*(source)).next()),
                            );
                        ::manual_async::machine::park(_source);
                        step = state_tag.enter(RepeatedStep::AwaitingNext);
                    }
                    /// Line 5: `source.next().await`
                    if let RepeatedStep::AwaitingNext = step {
                        'step: {
                            let _source = source.guard();
                            let sum = sum.place();
                            'to_5: {
                                'to_4: {
                                    let _next_future = next_future.guard();
                                    let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                                        _next_future,
                                        cx,
                                    ) else {
                                        ::manual_async::machine::park(_source);
                                        return running.suspend();
                                    };
                                    if let Some(item) = ready.get() {
                                        let mut item = item;
                                        if item == 1 {
                                            {
                                                break 'to_4;
                                            };
                                        }
                                        *(sum) += item;
                                        if *(sum) > 5 {
                                            {
                                                break 'to_5;
                                            };
                                        }
                                        pause_future
                                            .set(
                                                { ::core::future::IntoFuture::into_future }(pause(item)),
                                            );
                                        ::manual_async::machine::park(_source);
                                        step = state_tag.enter(RepeatedStep::AwaitingPause);
                                        break 'step;
                                    } else {
                                        break 'to_5;
                                    }
                                }
                                ::manual_async::machine::park(_source);
                                step = RepeatedStep::WhileHead;
                                continue 'run;
                            }
                            ::manual_async::machine::park(_source);
                            step = RepeatedStep::AfterWhile;
                        }
                    }
                    /// Line 13: `pause(item).await`
                    if let RepeatedStep::AwaitingPause = step {
                        let _source = source.guard();
                        'to_4: {
                            {
                                let _pause_future = pause_future.guard();
                                let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                                    _pause_future,
                                    cx,
                                ) else {
                                    ::manual_async::machine::park(_source);
                                    return running.suspend();
                                };
                                ready.get();
                            }
                            break 'to_4;
                        }
                        ::manual_async::machine::park(_source);
                        step = RepeatedStep::WhileHead;
                        continue 'run;
                    }
                    /// After the `while` loop.
                    if let RepeatedStep::AfterWhile = step {
                        let _source = source.guard();
                        let sum = sum.place();
                        return ::core::task::Poll::Ready {
                            0: (sum).read(),
                        };
                    }
                    running.completed(&step, "`repeated`")
                }
            },
        )
    };
}
