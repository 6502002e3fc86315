/// Awaits in the head of a loop and inside it.
pub fn repeated(n: u64) -> impl ::core::future::Future<Output = u64> {
    /// The states of `repeated`.
    #[repr(u8)]
    enum Repeated<N, Source, Sum, NextFuture, PauseFuture> {
        /// Not polled yet: the arguments.
        Uninitialized { n: ::manual_async::machine::Slot<N> } = 0,
        /// Line 5: `source.next().await`
        AwaitingNext {
            source: ::manual_async::machine::Slot<Source>,
            sum: ::manual_async::machine::Slot<Sum>,
            next_future: ::manual_async::machine::Slot<NextFuture>,
        } = 1,
        /// Line 13: `pause(item).await`
        AwaitingPause {
            source: ::manual_async::machine::Slot<Source>,
            sum: ::manual_async::machine::Slot<Sum>,
            pause_future: ::manual_async::machine::Slot<PauseFuture>,
        } = 2,
        /// Running, returned or panicked.
        Done = 3,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<N, Source, Sum, NextFuture, PauseFuture> ::core::ops::Drop
    for Repeated<N, Source, Sum, NextFuture, PauseFuture> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { n, .. } => {
                        let _n = n.resume();
                    }
                    Self::AwaitingNext { source, sum, next_future, .. } => {
                        let _source = source.resume();
                        let _sum = sum.resume();
                        let _next_future = next_future.resume();
                    }
                    Self::AwaitingPause { source, sum, pause_future, .. } => {
                        let _source = source.resume();
                        let _sum = sum.resume();
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
        Repeated::Uninitialized {
            n: ::manual_async::machine::Slot::new(n),
        },
        |state, cx| -> ::core::task::Poll<u64> {
            unsafe {
                let mut step: ::core::primitive::u8 = ::manual_async::machine::tag(
                    state,
                );
                let Repeated::Uninitialized { n, .. } = ::manual_async::machine::view(
                    state,
                    0u8,
                ) else { ::core::unreachable!() };
                let Repeated::AwaitingNext { source, sum, next_future } = ::manual_async::machine::view(
                    state,
                    1u8,
                ) else { ::core::unreachable!() };
                let Repeated::AwaitingPause { pause_future, .. } = ::manual_async::machine::view(
                    state,
                    2u8,
                ) else { ::core::unreachable!() };
                ::manual_async::machine::running(state, 3u8);
                'run: loop {
                    /// Polled for the first time.
                    if step == 0u8 {
                        let mut n = n.take();
                        let (_source, source) = source.put(Source::new(n));
                        let (_sum, sum) = sum.put(0);
                        ::manual_async::machine::park((_source, _sum));
                        step = 4u8;
                    }
                    /// The head of the `while` loop.
                    if step == 4u8 {
                        let (_source, source) = source.resume();
                        let (_sum, sum) = sum.resume();
                        next_future
                            .set(
                                {
                                    ::core::future::IntoFuture::into_future
                                }((*(source)).next()),
                            );
                        ::manual_async::machine::park((_source, _sum));
                        step = 1u8;
                    }
                    /// Line 5: `source.next().await`
                    if step == 1u8 {
                        'step: {
                            let (_source, source) = source.resume();
                            let (_sum, sum) = sum.resume();
                            'to_5: {
                                'to_4: {
                                    let (_next_future, _) = next_future.resume();
                                    if let Some(item) = (match ::manual_async::machine::poll(
                                        _next_future,
                                        cx,
                                    ) {
                                        ::core::task::Poll::Ready(value) => value,
                                        ::core::task::Poll::Pending => {
                                            ::manual_async::machine::park((_source, _sum));
                                            return ::manual_async::machine::suspend(state, 1u8);
                                        }
                                    }) {
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
                                        ::manual_async::machine::park((_source, _sum));
                                        step = 2u8;
                                        break 'step;
                                    } else {
                                        break 'to_5;
                                    }
                                }
                                ::manual_async::machine::park((_source, _sum));
                                step = 4u8;
                                continue 'run;
                            }
                            ::manual_async::machine::park((_source, _sum));
                            step = 5u8;
                        }
                    }
                    /// Line 13: `pause(item).await`
                    if step == 2u8 {
                        let (_source, source) = source.resume();
                        let (_sum, sum) = sum.resume();
                        'to_4: {
                            {
                                let (_pause_future, _) = pause_future.resume();
                                (match ::manual_async::machine::poll(_pause_future, cx) {
                                    ::core::task::Poll::Ready(value) => value,
                                    ::core::task::Poll::Pending => {
                                        ::manual_async::machine::park((_source, _sum));
                                        return ::manual_async::machine::suspend(state, 2u8);
                                    }
                                });
                            }
                            break 'to_4;
                        }
                        ::manual_async::machine::park((_source, _sum));
                        step = 4u8;
                        continue 'run;
                    }
                    /// After the `while` loop.
                    if step == 5u8 {
                        let (_source, source) = source.resume();
                        let (_sum, sum) = sum.resume();
                        return ::core::task::Poll::Ready {
                            0: *(sum),
                        };
                    }
                    ::core::panic!("`repeated` polled after completion")
                }
            }
        },
    );
}
