/// What can be looked into: tables, and a closure that shows what lives in a state.
pub fn inspected(
    name: String,
    n: u64,
) -> impl ::core::future::Future<
    Output = u64,
> + ::manual_async::machine::inspect::Inspect {
    /// The states of `inspected`.
    #[repr(u8)]
    enum Inspected<Name, N, List, AddFuture, PauseFuture> {
        /// Not polled yet: the arguments.
        Uninitialized {
            name_is_set: ::manual_async::machine::Slot<::core::primitive::bool>,
            name: ::manual_async::machine::Slot<Name>,
            n: ::manual_async::machine::Slot<N>,
        },
        /// Line 6: `add(&mut list).await`
        AwaitingAdd {
            name_is_set: ::manual_async::machine::Slot<::core::primitive::bool>,
            name: ::manual_async::machine::Slot<Name>,
            n: ::manual_async::machine::Slot<N>,
            list: ::manual_async::machine::Slot<List>,
            add_future: ::manual_async::machine::Slot<AddFuture>,
        },
        /// Line 10: `pause(1).await`
        AwaitingPause {
            name_is_set: ::manual_async::machine::Slot<::core::primitive::bool>,
            name: ::manual_async::machine::Slot<Name>,
            _n_hole: ::manual_async::machine::Slot<N>,
            list: ::manual_async::machine::Slot<List>,
            pause_future: ::manual_async::machine::Slot<PauseFuture>,
        },
        /// Running, returned or panicked.
        Done,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<Name, N, List, AddFuture, PauseFuture> ::core::ops::Drop
    for Inspected<Name, N, List, AddFuture, PauseFuture> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { name, .. } => {
                        let _name = name.guard();
                    }
                    Self::AwaitingAdd { name, list, add_future, .. } => {
                        let _name = name.guard();
                        let _list = list.guard();
                        let _add_future = add_future.guard();
                    }
                    Self::AwaitingPause {
                        name,
                        name_is_set,
                        list,
                        pause_future,
                        ..
                    } => {
                        let _name = name.flagged(name_is_set.get());
                        let _list = list.guard();
                        let _pause_future = pause_future.guard();
                    }
                    Self::Done => {}
                }
            }
        }
    }
    /// Where `inspected` goes on: at a state, or at a place between two.
    #[repr(u8)]
    enum InspectedStep {
        Uninitialized,
        AwaitingAdd,
        AwaitingPause,
        Done,
    }
    /// What is known of the machine without running it.
    impl<Name, N, List, AddFuture, PauseFuture> ::manual_async::machine::inspect::Stored
    for Inspected<Name, N, List, AddFuture, PauseFuture> {
        const MACHINE: &'static ::manual_async::machine::inspect::Machine = &::manual_async::machine::inspect::Machine {
            function: "inspected",
            title: "`inspected`",
            module: ::core::module_path!(),
            file: ::core::file!(),
            line: 4,
            column: 5,
            size: ::core::mem::size_of::<Self>(),
            states: &[
                ::manual_async::machine::inspect::State {
                    number: 0,
                    name: "Uninitialized",
                    kind: ::manual_async::machine::inspect::StateKind::Uninitialized,
                    fields: &::manual_async::machine::inspect::place(
                        ::core::mem::size_of::<::core::primitive::u8>(),
                        [
                            ::manual_async::machine::inspect::Field::flag::<
                                ::core::primitive::bool,
                            >("name_is_set"),
                            ::manual_async::machine::inspect::Field::used::<
                                Name,
                            >("name"),
                            ::manual_async::machine::inspect::Field::used::<N>("n"),
                        ],
                    ),
                    drops: &[
                        ::manual_async::machine::inspect::Dropped::surely("name"),
                        ::manual_async::machine::inspect::Dropped::surely("n"),
                    ],
                },
                ::manual_async::machine::inspect::State {
                    number: 1,
                    name: "AwaitingAdd",
                    kind: ::manual_async::machine::inspect::StateKind::Awaiting(
                        &::manual_async::machine::inspect::Code::at(
                            "add(&mut list).await",
                            [6, 5, 6, 25],
                        ),
                    ),
                    fields: &::manual_async::machine::inspect::place(
                        ::core::mem::size_of::<::core::primitive::u8>(),
                        [
                            ::manual_async::machine::inspect::Field::flag::<
                                ::core::primitive::bool,
                            >("name_is_set"),
                            ::manual_async::machine::inspect::Field::used::<
                                Name,
                            >("name"),
                            ::manual_async::machine::inspect::Field::used::<N>("n"),
                            ::manual_async::machine::inspect::Field::used::<
                                List,
                            >("list"),
                            ::manual_async::machine::inspect::Field::future::<
                                AddFuture,
                            >("add_future"),
                        ],
                    ),
                    drops: &[
                        ::manual_async::machine::inspect::Dropped::surely("add_future"),
                        ::manual_async::machine::inspect::Dropped::surely("list"),
                        ::manual_async::machine::inspect::Dropped::surely("n"),
                        ::manual_async::machine::inspect::Dropped::surely("name"),
                    ],
                },
                ::manual_async::machine::inspect::State {
                    number: 2,
                    name: "AwaitingPause",
                    kind: ::manual_async::machine::inspect::StateKind::Awaiting(
                        &::manual_async::machine::inspect::Code::at(
                            "pause(1).await",
                            [10, 5, 10, 19],
                        ),
                    ),
                    fields: &::manual_async::machine::inspect::place(
                        ::core::mem::size_of::<::core::primitive::u8>(),
                        [
                            ::manual_async::machine::inspect::Field::flag::<
                                ::core::primitive::bool,
                            >("name_is_set"),
                            ::manual_async::machine::inspect::Field::unused::<
                                Name,
                            >("name"),
                            ::manual_async::machine::inspect::Field::hole::<N>("n"),
                            ::manual_async::machine::inspect::Field::used::<
                                List,
                            >("list"),
                            ::manual_async::machine::inspect::Field::future::<
                                PauseFuture,
                            >("pause_future"),
                        ],
                    ),
                    drops: &[
                        ::manual_async::machine::inspect::Dropped::surely(
                            "pause_future",
                        ),
                        ::manual_async::machine::inspect::Dropped::surely("list"),
                        ::manual_async::machine::inspect::Dropped::perhaps("name"),
                    ],
                },
                ::manual_async::machine::inspect::State {
                    number: 3,
                    name: "Done",
                    kind: ::manual_async::machine::inspect::StateKind::Done,
                    fields: &::manual_async::machine::inspect::place(
                        ::core::mem::size_of::<::core::primitive::u8>(),
                        [],
                    ),
                    drops: &[],
                },
            ],
            transitions: &[
                ::manual_async::machine::inspect::Transition {
                    from: 0,
                    to: 1,
                    exit: ::manual_async::machine::inspect::Exit::Await,
                    code: &[
                        ::manual_async::machine::inspect::Code::at(
                            "let mut list = vec![n];",
                            [5, 5, 5, 28],
                        ),
                        ::manual_async::machine::inspect::Code::at(
                            "add(&mut list)",
                            [6, 5, 6, 19],
                        ),
                    ],
                },
                ::manual_async::machine::inspect::Transition {
                    from: 1,
                    to: 2,
                    exit: ::manual_async::machine::inspect::Exit::Await,
                    code: &[
                        ::manual_async::machine::inspect::Code::at(
                            "add(&mut list).await",
                            [6, 5, 6, 25],
                        ),
                        ::manual_async::machine::inspect::Code::at(
                            "if n == 1 {\n    drop(name);\n}",
                            [7, 5, 9, 6],
                        ),
                        ::manual_async::machine::inspect::Code::at(
                            "pause(1)",
                            [10, 5, 10, 13],
                        ),
                    ],
                },
                ::manual_async::machine::inspect::Transition {
                    from: 2,
                    to: 3,
                    exit: ::manual_async::machine::inspect::Exit::End,
                    code: &[
                        ::manual_async::machine::inspect::Code::at(
                            "pause(1).await",
                            [10, 5, 10, 19],
                        ),
                        ::manual_async::machine::inspect::Code::at(
                            "list[0]",
                            [11, 5, 11, 12],
                        ),
                    ],
                },
            ],
        };
        fn number(&self) -> ::core::primitive::usize {
            unsafe {
                ::manual_async::machine::inspect::number::<
                    ::core::primitive::u8,
                    Self,
                >(self)
            }
        }
    }
    let native = ::manual_async::machine::Native::new();
    if false {
        #[allow(unreachable_code, unused_variables)]
        let never = ::manual_async::machine::never();
        native
            .is(async || {
                let _never = never;
                let name = name;
                let n = n;
                #[allow(clippy::needless_late_init)]
                let output: u64;
                output = {
                    let mut list = vec![n];
                    add(&mut list).await;
                    if n == 1 {
                        drop(name);
                    }
                    pause(1).await;
                    list[0]
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
        let lifetimes = ::manual_async::machine::Lifetimes::of((
            (&raw const name).cast_mut(),
        ));
        let first = Inspected::Uninitialized {
            name: ::manual_async::machine::Slot::new(name),
            name_is_set: ::manual_async::machine::Slot::vacant(),
            n: ::manual_async::machine::Slot::new(n),
        };
        let states = ::manual_async::machine::States::of(&first);
        ::manual_async::machine::inspect::inspected(
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
                    let mut step: InspectedStep = state_tag.read();
                    let Inspected::Uninitialized { name, n, .. } = state
                        .view(InspectedStep::Uninitialized) else {
                        ::core::unreachable!()
                    };
                    lifetimes.are_those_of((name.place(),));
                    let Inspected::AwaitingAdd { name_is_set, list, add_future, .. } = state
                        .view(InspectedStep::AwaitingAdd) else {
                        ::core::unreachable!()
                    };
                    let Inspected::AwaitingPause { pause_future, .. } = state
                        .view(InspectedStep::AwaitingPause) else {
                        ::core::unreachable!()
                    };
                    let running = state_tag.resume(&step, InspectedStep::Done);
                    /// Polled for the first time.
                    if let InspectedStep::Uninitialized = step {
                        ::manual_async::machine::only_once();
                        let (_name, name) = name.flagged(true);
                        let n = n.place();
                        let (_list, list) = list.put(vec![(n).read()]);
                        add_future
                            .set(
                                {
                                    ::core::future::IntoFuture::into_future
                                }(add(&mut *(list))),
                            );
                        ::manual_async::machine::park((_name, _list));
                        step = state_tag.enter(InspectedStep::AwaitingAdd);
                    }
                    /// Line 6: `add(&mut list).await`
                    if let InspectedStep::AwaitingAdd = step {
                        let (_name, name) = name.flagged(true);
                        let n = n.place();
                        let _list = list.guard();
                        let _add_future = add_future.guard();
                        let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                            _add_future,
                            cx,
                        ) else {
                            ::manual_async::machine::park((_name, _list));
                            return running.suspend();
                        };
                        ready.get();
                        if *(n) == 1 {
                            drop(::manual_async::machine::take(&_name));
                        }
                        pause_future
                            .set({ ::core::future::IntoFuture::into_future }(pause(1)));
                        name_is_set.set(_name.park());
                        ::manual_async::machine::park(_list);
                        step = state_tag.enter(InspectedStep::AwaitingPause);
                    }
                    /// Line 10: `pause(1).await`
                    if let InspectedStep::AwaitingPause = step {
                        let (_name, name) = name.flagged(name_is_set.get());
                        let (_list, list) = list.resume();
                        let _pause_future = pause_future.guard();
                        let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                            _pause_future,
                            cx,
                        ) else {
                            ::manual_async::machine::park((_name, _list));
                            return running.suspend();
                        };
                        ready.get();
                        return ::core::task::Poll::Ready {
                            0: (*(list))[0],
                        };
                    }
                    running.completed(&step, "`inspected`")
                },
            ),
            |state, show| {
                use ::manual_async::machine::inspect::{
                    MayHold as _, NoChild as _, NoValue as _, NotExclusive as _,
                    NotExclusiveInside as _,
                };
                unsafe {
                    match state {
                        Inspected::Uninitialized { name, n, .. } => {
                            show.value(
                                1,
                                ::manual_async::machine::inspect::Probe::new(name)
                                    .inspect_value(),
                                ::manual_async::machine::inspect::Child::new(name)
                                    .inspect_machine(),
                            );
                            show.value(
                                2,
                                ::manual_async::machine::inspect::Probe::new(n)
                                    .inspect_value(),
                                ::manual_async::machine::inspect::Child::new(n)
                                    .inspect_machine(),
                            );
                        }
                        Inspected::AwaitingAdd { add_future, name, n, .. } => {
                            show.value(
                                1,
                                ::manual_async::machine::inspect::Probe::new(name)
                                    .inspect_value(),
                                ::manual_async::machine::inspect::Child::new(name)
                                    .inspect_machine(),
                            );
                            show.value(
                                2,
                                ::manual_async::machine::inspect::Probe::new(n)
                                    .inspect_value(),
                                ::manual_async::machine::inspect::Child::new(n)
                                    .inspect_machine(),
                            );
                            show.lent(3);
                            show.awaited(
                                ::manual_async::machine::inspect::Child::new(add_future)
                                    .inspect_machine(),
                            );
                        }
                        Inspected::AwaitingPause {
                            pause_future,
                            name,
                            name_is_set,
                            list,
                            ..
                        } => {
                            if ::manual_async::machine::inspect::holds(name_is_set) {
                                show.value(
                                    1,
                                    ::manual_async::machine::inspect::Probe::new(name)
                                        .inspect_value(),
                                    ::manual_async::machine::inspect::Child::new(name)
                                        .inspect_machine(),
                                );
                            } else {
                                show.gone(1);
                            }
                            show.value(
                                3,
                                ::manual_async::machine::inspect::Probe::new(list)
                                    .inspect_value(),
                                ::manual_async::machine::inspect::Child::new(list)
                                    .inspect_machine(),
                            );
                            show.awaited(
                                ::manual_async::machine::inspect::Child::new(pause_future)
                                    .inspect_machine(),
                            );
                        }
                        Inspected::Done => {}
                    }
                }
            },
        )
    };
}
/// Nothing to look into.
fn add(list: &mut Vec<u64>) -> impl Future<Output = ()> {
    list.push(1);
    pause(1)
}
