/// What stands before an await is evaluated before it, and the macro is called with what that gave.
pub fn macros(n: u64) -> impl ::core::future::Future<Output = String> {
    /// The states of `macros`.
    #[repr(u8)]
    enum Macros<N, NumberFuture, Operand, NumberFuture2, List, FetchFuture> {
        /// Not polled yet: the arguments.
        Uninitialized { n: ::manual_async::machine::Slot<N> },
        /// Line 3: `number(n).await`
        AwaitingNumber {
            n: ::manual_async::machine::Slot<N>,
            number_future: ::manual_async::machine::Slot<NumberFuture>,
        },
        /// Line 4: `number(n).await`
        AwaitingNumber_2 {
            _n_hole: ::manual_async::machine::Slot<N>,
            operand: ::manual_async::machine::Slot<Operand>,
            number_future_2: ::manual_async::machine::Slot<NumberFuture2>,
        },
        /// Line 5: `fetch("a", list[1]).await`
        AwaitingFetch {
            list: ::manual_async::machine::Slot<List>,
            fetch_future: ::manual_async::machine::Slot<FetchFuture>,
        },
        /// Running, returned or panicked.
        Done,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<N, NumberFuture, Operand, NumberFuture2, List, FetchFuture> ::core::ops::Drop
    for Macros<N, NumberFuture, Operand, NumberFuture2, List, FetchFuture> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { .. } => {}
                    Self::AwaitingNumber { number_future, .. } => {
                        let _number_future = number_future.guard();
                    }
                    Self::AwaitingNumber_2 { operand, number_future_2, .. } => {
                        let _operand = operand.guard();
                        let _number_future_2 = number_future_2.guard();
                    }
                    Self::AwaitingFetch { list, fetch_future, .. } => {
                        let _list = list.guard();
                        let _fetch_future = fetch_future.guard();
                    }
                    Self::Done => {}
                }
            }
        }
    }
    /// Where `macros` goes on: at a state, or at a place between two.
    #[repr(u8)]
    enum MacrosStep {
        Uninitialized,
        AwaitingNumber,
        AwaitingNumber_2,
        AwaitingFetch,
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
                let output: String = {
                    assert_eq!(number(n). await, n, "{n} is not itself");
                    let list = vec![call("first", n), number(n). await];
                    format!("{} of {list:?}", fetch("a", list[1]). await)
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
        let first = Macros::Uninitialized {
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
            |state, cx| -> ::core::task::Poll<String> {
                let (state, _) = state
                    .typed(::manual_async::machine::States {
                        state: ::core::marker::PhantomData,
                        ..states
                    });
                let state_tag = state.tag();
                let mut step: MacrosStep = state_tag.read();
                let Macros::Uninitialized { n, .. } = state
                    .view(MacrosStep::Uninitialized) else { ::core::unreachable!() };
                let Macros::AwaitingNumber { number_future, .. } = state
                    .view(MacrosStep::AwaitingNumber) else { ::core::unreachable!() };
                let Macros::AwaitingNumber_2 { operand, number_future_2, .. } = state
                    .view(MacrosStep::AwaitingNumber_2) else { ::core::unreachable!() };
                let Macros::AwaitingFetch { list, fetch_future } = state
                    .view(MacrosStep::AwaitingFetch) else { ::core::unreachable!() };
                let running = state_tag.resume(&step, MacrosStep::Done);
                /// Polled for the first time.
                if let MacrosStep::Uninitialized = step {
                    ::manual_async::machine::only_once();
                    let n = n.place();
                    number_future
                        .set(
                            {
                                ::core::future::IntoFuture::into_future
                            }(number((n).read())),
                        );
                    step = state_tag.enter(MacrosStep::AwaitingNumber);
                }
                /// Line 3: `number(n).await`
                if let MacrosStep::AwaitingNumber = step {
                    let n = n.place();
                    let _number_future = number_future.guard();
                    let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                        _number_future,
                        cx,
                    ) else {
                        return running.suspend();
                    };
                    assert_eq!(ready.get(), * (n), "{n} is not itself", n = * (n));
                    let (_operand, operand) = operand.put(call("first", (n).read()));
                    number_future_2
                        .set(
                            {
                                ::core::future::IntoFuture::into_future
                            }(number((n).read())),
                        );
                    ::manual_async::machine::park(_operand);
                    step = state_tag.enter(MacrosStep::AwaitingNumber_2);
                }
                /// Line 4: `number(n).await`
                if let MacrosStep::AwaitingNumber_2 = step {
                    let ready = {
                        let _operand = operand.guard();
                        let _number_future_2 = number_future_2.guard();
                        let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                            _number_future_2,
                            cx,
                        ) else {
                            ::manual_async::machine::park(_operand);
                            return running.suspend();
                        };
                        ::manual_async::machine::park(_operand);
                        ready
                    };
                    let _operand = operand.guard();
                    let (_list, list) = list.put(vec![_operand.take(), ready.get()]);
                    fetch_future
                        .set(
                            {
                                ::core::future::IntoFuture::into_future
                            }(fetch("a", (*(list))[1])),
                        );
                    ::manual_async::machine::park(_list);
                    step = state_tag.enter(MacrosStep::AwaitingFetch);
                }
                /// Line 5: `fetch("a", list[1]).await`
                if let MacrosStep::AwaitingFetch = step {
                    let (_list, list) = list.resume();
                    let _fetch_future = fetch_future.guard();
                    let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                        _fetch_future,
                        cx,
                    ) else {
                        ::manual_async::machine::park(_list);
                        return running.suspend();
                    };
                    return ::core::task::Poll::Ready {
                        0: format!("{} of {list:?}", ready.get(), list = * (list)),
                    };
                }
                running.completed(&step, "`macros`")
            },
        )
    };
}
/// The macro says which branch is taken, and the branch is part of the machine.
pub fn selected(n: u64) -> impl ::core::future::Future<Output = u64> {
    /// The branch that `select!` has chosen, with what its future gave.
    enum Selected0<T0> {
        Branch0(T0),
        Other0,
    }
    /// The states of `selected`.
    #[repr(u8)]
    enum Selected<N, SelectFuture, NumberFuture> {
        /// Not polled yet: the arguments.
        Uninitialized { n: ::manual_async::machine::Slot<N> },
        /// Line 10: `tokio::select!`
        AwaitingSelect {
            n: ::manual_async::machine::Slot<N>,
            select_future: ::manual_async::machine::Slot<SelectFuture>,
        },
        /// Line 12: `number(found).await`
        AwaitingNumber { number_future: ::manual_async::machine::Slot<NumberFuture> },
        /// Running, returned or panicked.
        Done,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<N, SelectFuture, NumberFuture> ::core::ops::Drop
    for Selected<N, SelectFuture, NumberFuture> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { .. } => {}
                    Self::AwaitingSelect { select_future, .. } => {
                        let _select_future = select_future.guard();
                    }
                    Self::AwaitingNumber { number_future, .. } => {
                        let _number_future = number_future.guard();
                    }
                    Self::Done => {}
                }
            }
        }
    }
    /// Where `selected` goes on: at a state, or at a place between two.
    #[repr(u8)]
    enum SelectedStep {
        Uninitialized,
        AwaitingSelect,
        AwaitingNumber,
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
                    #[cfg(clippy)] {}
                    tokio::select! {
                        biased; Some(found) = lookup(n) => number(found). await, else =>
                        n,
                    }
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
        let first = Selected::Uninitialized {
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
                let mut step: SelectedStep = state_tag.read();
                let Selected::Uninitialized { n, .. } = state
                    .view(SelectedStep::Uninitialized) else { ::core::unreachable!() };
                let Selected::AwaitingSelect { select_future, .. } = state
                    .view(SelectedStep::AwaitingSelect) else { ::core::unreachable!() };
                let Selected::AwaitingNumber { number_future } = state
                    .view(SelectedStep::AwaitingNumber) else { ::core::unreachable!() };
                let value_2 = &::manual_async::machine::Slot::vacant();
                let running = state_tag.resume(&step, SelectedStep::Done);
                /// Polled for the first time.
                if let SelectedStep::Uninitialized = step {
                    ::manual_async::machine::only_once();
                    let n = n.place();
                    let selected = (lookup((n).read()),);
                    select_future
                        .set(
                            {
                                ::core::future::IntoFuture::into_future
                            }(
                                ::manual_async::machine::select(
                                    selected,
                                    |branches, cx| {
                                        let (branch_0,) = branches.each();
                                        ::manual_async::machine::poll_once(
                                            async {
                                                tokio::select! {
                                                    biased; value @ Some(_) = branch_0, if branch_0.is_open() =>
                                                    Selected0::Branch0(value), else => Selected0::Other0,
                                                }
                                            },
                                            cx,
                                        )
                                    },
                                ),
                            ),
                        );
                    step = state_tag.enter(SelectedStep::AwaitingSelect);
                }
                /// Line 10: `tokio::select!`
                if let SelectedStep::AwaitingSelect = step {
                    'step: {
                        let n = n.place();
                        {
                            let _select_future = select_future.guard();
                            let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                                _select_future,
                                cx,
                            ) else {
                                return running.suspend();
                            };
                            {
                                value_2.set(ready.get());
                            }
                        }
                        let output_of_select_0 = value_2.take();
                        match output_of_select_0 {
                            Selected0::Branch0(Some(found)) => {
                                let mut found = found;
                                number_future
                                    .set(
                                        { ::core::future::IntoFuture::into_future }(number(found)),
                                    );
                                step = state_tag.enter(SelectedStep::AwaitingNumber);
                                break 'step;
                            }
                            Selected0::Other0 => {
                                return ::core::task::Poll::Ready {
                                    0: (n).read(),
                                };
                            }
                            _ => {
                                ({
                                    return ::core::task::Poll::Ready {
                                        0: ::core::unreachable!("failed to match bind"),
                                    };
                                })
                            }
                        }
                    }
                }
                /// Line 12: `number(found).await`
                if let SelectedStep::AwaitingNumber = step {
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
                running.completed(&step, "`selected`")
            },
        )
    };
}
