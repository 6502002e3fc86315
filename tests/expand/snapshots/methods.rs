/// Something that counts.
pub struct Counter {
    count: u64,
}
impl Counter {
    /// A counter at zero.
    pub fn new() -> Self {
        Counter { count: 0 }
    }
    /// Awaits inside a method: `self` is a field of the machine.
    pub fn add(&mut self, n: u64) -> impl ::core::future::Future<Output = u64> {
        /// The states of `add`.
        #[repr(u8)]
        enum Add<This, N, NumberFuture, TotalFuture> {
            /// Not polled yet: the arguments.
            Uninitialized {
                this: ::manual_async::machine::Slot<This>,
                n: ::manual_async::machine::Slot<N>,
            },
            /// Line 14: `number(n).await`
            AwaitingNumber {
                this: ::manual_async::machine::Slot<This>,
                number_future: ::manual_async::machine::Slot<NumberFuture>,
            },
            /// Line 15: `self.total().await`
            AwaitingTotal {
                this: ::manual_async::machine::Slot<This>,
                total_future: ::manual_async::machine::Slot<TotalFuture>,
            },
            /// Running, returned or panicked.
            Done,
        }
        /// What is dropped when the future is dropped while it waits: the last first.
        impl<This, N, NumberFuture, TotalFuture> ::core::ops::Drop
        for Add<This, N, NumberFuture, TotalFuture> {
            fn drop(&mut self) {
                unsafe {
                    match &*self {
                        Self::Uninitialized { .. } => {}
                        Self::AwaitingNumber { number_future, .. } => {
                            let _number_future = number_future.guard();
                        }
                        Self::AwaitingTotal { total_future, .. } => {
                            let _total_future = total_future.guard();
                        }
                        Self::Done => {}
                    }
                }
            }
        }
        /// Where `add` goes on: at a state, or at a place between two.
        #[repr(u8)]
        enum AddStep {
            Uninitialized,
            AwaitingNumber,
            AwaitingTotal,
            Done,
        }
        let native = ::manual_async::machine::Native::new();
        if false {
            #[allow(unreachable_code, unused_variables)]
            let never = ::manual_async::machine::never();
            native
                .is(move || async move {
                    let _never = never;
                    let _ = &self;
                    let n = n;
                    let output: u64 = {
                        self.count += number(n).await;
                        match self.total().await {
                            #[allow(unreachable_code)]
                            value => (::manual_async::machine::Awaited(value)).get(),
                        }
                    };
                    #[allow(unreachable_code)] return output;
                });
        }
        #[allow(
            warnings,
            unused,
            nonstandard_style,
            future_incompatible,
            let_underscore
        )] #[allow(rust_2018_idioms, arithmetic_overflow, unconditional_panic)]
        #[allow(dangerous_implicit_autorefs, let_underscore_lock)]
        #[cfg_attr(
            clippy,
            allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
        )]
        return unsafe {
            let lifetimes = ::manual_async::machine::Lifetimes::of((
                (&raw const self).cast_mut(),
            ));
            let first = Add::Uninitialized {
                this: ::manual_async::machine::Slot::new(self),
                n: ::manual_async::machine::Slot::new(n),
            };
            let states = ::manual_async::machine::States::of(&first);
            ::manual_async::machine::state_machine(
                first,
                lifetimes,
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
                    let (state, lifetimes) = state
                        .typed(::manual_async::machine::States {
                            state: ::core::marker::PhantomData,
                            ..states
                        });
                    let state_tag = state.tag();
                    let mut step: AddStep = state_tag.read();
                    let Add::Uninitialized { this, n, .. } = state
                        .view(AddStep::Uninitialized) else { ::core::unreachable!() };
                    lifetimes.are_those_of((this.place(),));
                    let Add::AwaitingNumber { number_future, .. } = state
                        .view(AddStep::AwaitingNumber) else { ::core::unreachable!() };
                    let Add::AwaitingTotal { total_future, .. } = state
                        .view(AddStep::AwaitingTotal) else { ::core::unreachable!() };
                    let running = state_tag.resume(&step, AddStep::Done);
                    /// Polled for the first time.
                    if let AddStep::Uninitialized = step {
                        ::manual_async::machine::only_once();
                        let this = this.place();
                        let mut n = n.take();
                        number_future
                            .set({ ::core::future::IntoFuture::into_future }(number(n)));
                        step = state_tag.enter(AddStep::AwaitingNumber);
                    }
                    /// Line 14: `number(n).await`
                    if let AddStep::AwaitingNumber = step {
                        let this = this.place();
                        let _number_future = number_future.guard();
                        let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                            _number_future,
                            cx,
                        ) else {
                            return running.suspend();
                        };
                        (*(this)).count += ready.get();
                        total_future
                            .set(
                                {
                                    ::core::future::IntoFuture::into_future
                                }((*(this)).total()),
                            );
                        step = state_tag.enter(AddStep::AwaitingTotal);
                    }
                    /// Line 15: `self.total().await`
                    if let AddStep::AwaitingTotal = step {
                        let _total_future = total_future.guard();
                        let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                            _total_future,
                            cx,
                        ) else {
                            return running.suspend();
                        };
                        return ::core::task::Poll::Ready {
                            0: ready.get(),
                        };
                    }
                    running.completed(&step, "`add`")
                },
            )
        };
    }
    /// And with a shared `self`.
    pub fn total(&self) -> impl ::core::future::Future<Output = u64> {
        /// The states of `total`.
        #[repr(u8)]
        enum Total<This, PauseFuture> {
            /// Not polled yet: the arguments.
            Uninitialized { this: ::manual_async::machine::Slot<This> },
            /// Line 20: `pause(1).await`
            AwaitingPause {
                this: ::manual_async::machine::Slot<This>,
                pause_future: ::manual_async::machine::Slot<PauseFuture>,
            },
            /// Running, returned or panicked.
            Done,
        }
        /// What is dropped when the future is dropped while it waits: the last first.
        impl<This, PauseFuture> ::core::ops::Drop for Total<This, PauseFuture> {
            fn drop(&mut self) {
                unsafe {
                    match &*self {
                        Self::Uninitialized { .. } => {}
                        Self::AwaitingPause { pause_future, .. } => {
                            let _pause_future = pause_future.guard();
                        }
                        Self::Done => {}
                    }
                }
            }
        }
        /// Where `total` goes on: at a state, or at a place between two.
        #[repr(u8)]
        enum TotalStep {
            Uninitialized,
            AwaitingPause,
            Done,
        }
        let native = ::manual_async::machine::Native::new();
        if false {
            #[allow(unreachable_code, unused_variables)]
            let never = ::manual_async::machine::never();
            native
                .is(move || async move {
                    let _never = never;
                    let _ = &self;
                    #[allow(clippy::needless_late_init)]
                    let output: u64;
                    output = {
                        pause(1).await;
                        self.count
                    };
                    #[allow(unreachable_code)] return output;
                });
        }
        #[allow(
            warnings,
            unused,
            nonstandard_style,
            future_incompatible,
            let_underscore
        )] #[allow(rust_2018_idioms, arithmetic_overflow, unconditional_panic)]
        #[allow(dangerous_implicit_autorefs, let_underscore_lock)]
        #[cfg_attr(
            clippy,
            allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
        )]
        return unsafe {
            let lifetimes = ::manual_async::machine::Lifetimes::of((
                (&raw const self).cast_mut(),
            ));
            let first = Total::Uninitialized {
                this: ::manual_async::machine::Slot::new(self),
            };
            let states = ::manual_async::machine::States::of(&first);
            ::manual_async::machine::state_machine(
                first,
                lifetimes,
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
                    let (state, lifetimes) = state
                        .typed(::manual_async::machine::States {
                            state: ::core::marker::PhantomData,
                            ..states
                        });
                    let state_tag = state.tag();
                    let mut step: TotalStep = state_tag.read();
                    let Total::Uninitialized { this, .. } = state
                        .view(TotalStep::Uninitialized) else { ::core::unreachable!() };
                    lifetimes.are_those_of((this.place(),));
                    let Total::AwaitingPause { pause_future, .. } = state
                        .view(TotalStep::AwaitingPause) else { ::core::unreachable!() };
                    let running = state_tag.resume(&step, TotalStep::Done);
                    /// Polled for the first time.
                    if let TotalStep::Uninitialized = step {
                        ::manual_async::machine::only_once();
                        let this = this.get();
                        pause_future
                            .set({ ::core::future::IntoFuture::into_future }(pause(1)));
                        step = state_tag.enter(TotalStep::AwaitingPause);
                    }
                    /// Line 20: `pause(1).await`
                    if let TotalStep::AwaitingPause = step {
                        let this = this.get();
                        let _pause_future = pause_future.guard();
                        let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                            _pause_future,
                            cx,
                        ) else {
                            return running.suspend();
                        };
                        ready.get();
                        return ::core::task::Poll::Ready {
                            0: this.count,
                        };
                    }
                    running.completed(&step, "`total`")
                },
            )
        };
    }
}
/// Both methods.
pub fn methods(n: u64) -> impl ::core::future::Future<Output = u64> {
    /// The states of `methods`.
    #[repr(u8)]
    enum Methods<N, Counter, AddFuture, Operand, AddFuture2> {
        /// Not polled yet: the arguments.
        Uninitialized { n: ::manual_async::machine::Slot<N> },
        /// Line 28: `counter.add(n).await`
        AwaitingAdd {
            counter: ::manual_async::machine::Slot<Counter>,
            add_future: ::manual_async::machine::Slot<AddFuture>,
        },
        /// Line 28: `counter.add(1).await`
        AwaitingAdd_2 {
            counter: ::manual_async::machine::Slot<Counter>,
            operand: ::manual_async::machine::Slot<Operand>,
            add_future_2: ::manual_async::machine::Slot<AddFuture2>,
        },
        /// Running, returned or panicked.
        Done,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<N, Counter, AddFuture, Operand, AddFuture2> ::core::ops::Drop
    for Methods<N, Counter, AddFuture, Operand, AddFuture2> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { .. } => {}
                    Self::AwaitingAdd { counter, add_future, .. } => {
                        let _counter = counter.guard();
                        let _add_future = add_future.guard();
                    }
                    Self::AwaitingAdd_2 { counter, operand, add_future_2, .. } => {
                        let _counter = counter.guard();
                        let _operand = operand.guard();
                        let _add_future_2 = add_future_2.guard();
                    }
                    Self::Done => {}
                }
            }
        }
    }
    /// Where `methods` goes on: at a state, or at a place between two.
    #[repr(u8)]
    enum MethodsStep {
        Uninitialized,
        AwaitingAdd,
        AwaitingAdd_2,
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
                    let mut counter = Counter::new();
                    counter.add(n).await + counter.add(1).await
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
        let first = Methods::Uninitialized {
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
                let mut step: MethodsStep = state_tag.read();
                let Methods::Uninitialized { n, .. } = state
                    .view(MethodsStep::Uninitialized) else { ::core::unreachable!() };
                let Methods::AwaitingAdd { counter, add_future } = state
                    .view(MethodsStep::AwaitingAdd) else { ::core::unreachable!() };
                let Methods::AwaitingAdd_2 { operand, add_future_2, .. } = state
                    .view(MethodsStep::AwaitingAdd_2) else { ::core::unreachable!() };
                let running = state_tag.resume(&step, MethodsStep::Done);
                /// Polled for the first time.
                if let MethodsStep::Uninitialized = step {
                    ::manual_async::machine::only_once();
                    let mut n = n.take();
                    let (_counter, counter) = counter.put(Counter::new());
                    add_future
                        .set(
                            {
                                ::core::future::IntoFuture::into_future
                            }((*(counter)).add(n)),
                        );
                    ::manual_async::machine::park(_counter);
                    step = state_tag.enter(MethodsStep::AwaitingAdd);
                }
                /// Line 28: `counter.add(n).await`
                if let MethodsStep::AwaitingAdd = step {
                    let (_counter, counter) = counter.resume();
                    let _add_future = add_future.guard();
                    let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                        _add_future,
                        cx,
                    ) else {
                        ::manual_async::machine::park(_counter);
                        return running.suspend();
                    };
                    let (_operand, operand) = operand.put(ready.get());
                    add_future_2
                        .set(
                            {
                                ::core::future::IntoFuture::into_future
                            }((*(counter)).add(1)),
                        );
                    ::manual_async::machine::park((_counter, _operand));
                    step = state_tag.enter(MethodsStep::AwaitingAdd_2);
                }
                /// Line 28: `counter.add(1).await`
                if let MethodsStep::AwaitingAdd_2 = step {
                    let ready = {
                        let _counter = counter.guard();
                        let _operand = operand.guard();
                        let _add_future_2 = add_future_2.guard();
                        let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                            _add_future_2,
                            cx,
                        ) else {
                            ::manual_async::machine::park((_counter, _operand));
                            return running.suspend();
                        };
                        ::manual_async::machine::park((_counter, _operand));
                        ready
                    };
                    let _counter = counter.guard();
                    let _operand = operand.guard();
                    return ::core::task::Poll::Ready {
                        0: _operand.take() + ready.get(),
                    };
                }
                running.completed(&step, "`methods`")
            },
        )
    };
}
