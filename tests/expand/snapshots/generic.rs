/// Types, a constant and a lifetime as parameters.
pub fn generic<'a, T, const N: usize>(
    items: [T; N],
    first: &'a T,
) -> impl ::core::future::Future<Output = (&'a T, Option<T>)>
where
    T: AsRef<Noisy>,
{
    /// The states of `generic`.
    #[repr(u8)]
    enum Generic<Items, First, Largest, Iterator, Item, Temporary, NumberFuture> {
        /// Not polled yet: the arguments.
        Uninitialized {
            first: ::manual_async::machine::Slot<First>,
            items: ::manual_async::machine::Slot<Items>,
        },
        /// Line 8: `number(item.as_ref().value).await`
        AwaitingNumber {
            first: ::manual_async::machine::Slot<First>,
            largest: ::manual_async::machine::Slot<Largest>,
            iterator: ::manual_async::machine::Slot<Iterator>,
            item: ::manual_async::machine::Slot<Item>,
            temporary: ::manual_async::machine::Slot<Temporary>,
            number_future: ::manual_async::machine::Slot<NumberFuture>,
        },
        /// Running, returned or panicked.
        Done,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<
        Items,
        First,
        Largest,
        Iterator,
        Item,
        Temporary,
        NumberFuture,
    > ::core::ops::Drop
    for Generic<Items, First, Largest, Iterator, Item, Temporary, NumberFuture> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { items, .. } => {
                        let _items = items.guard();
                    }
                    Self::AwaitingNumber {
                        largest,
                        iterator,
                        item,
                        temporary,
                        number_future,
                        ..
                    } => {
                        let _largest = largest.guard();
                        let _iterator = iterator.guard();
                        let _item = item.guard();
                        let _temporary = temporary.guard();
                        let _number_future = number_future.guard();
                    }
                    Self::Done => {}
                }
            }
        }
    }
    /// Where `generic` goes on: at a state, or at a place between two.
    #[repr(u8)]
    enum GenericStep {
        Uninitialized,
        AwaitingNumber,
        Done,
        ForHead,
        AfterFor,
    }
    if false {
        #[allow(unreachable_code, unused_variables)]
        let never = ::manual_async::machine::never();
        let _ = async || {
            let _never = never;
            let items = items;
            let first = first;
            let output: (&'a T, Option<T>) = {
                let mut largest = None;
                for item in items {
                    if number(item.as_ref().value).await > first.as_ref().value {
                        largest = Some(item);
                    }
                }
                (first, largest)
            };
            #[allow(unreachable_code)] return output;
        };
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
            (&raw const items).cast_mut(),
            (&raw const first).cast_mut(),
        ));
        let first_2 = Generic::Uninitialized {
            first: ::manual_async::machine::Slot::new(first),
            items: ::manual_async::machine::Slot::new(items),
        };
        let states = ::manual_async::machine::States::of(&first_2);
        ::manual_async::machine::state_machine(
            first_2,
            lifetimes,
            || ::manual_async::machine::States {
                state: ::core::marker::PhantomData,
                ..states
            },
            |state, cx| -> ::core::task::Poll<(&'a T, Option<T>)> {
                let (state, lifetimes) = state
                    .typed(::manual_async::machine::States {
                        state: ::core::marker::PhantomData,
                        ..states
                    });
                let state_tag = state.tag();
                let mut step: GenericStep = state_tag.read();
                let Generic::Uninitialized { first, items, .. } = state
                    .view(GenericStep::Uninitialized) else { ::core::unreachable!() };
                lifetimes.are_those_of((items.place(), first.place()));
                let Generic::AwaitingNumber {
                    largest,
                    iterator,
                    item,
                    temporary,
                    number_future,
                    ..
                } = state.view(GenericStep::AwaitingNumber) else {
                    ::core::unreachable!()
                };
                let running = state_tag.resume(&step, GenericStep::Done);
                'run: loop {
                    /// Polled for the first time.
                    if let GenericStep::Uninitialized = step {
                        ::manual_async::machine::only_once();
                        let mut items = items.take();
                        let first = first.get();
                        let (_largest, largest) = largest.put(None);
                        let (_iterator, iterator) = iterator
                            .put(::core::iter::IntoIterator::into_iter(items));
                        ::manual_async::machine::park((_largest, _iterator));
                        step = GenericStep::ForHead;
                    }
                    /// The head of the `for` loop.
                    if let GenericStep::ForHead = step {
                        'step: {
                            let _largest = largest.guard();
                            'to_4: {
                                let (_iterator, iterator) = iterator.resume();
                                match ::core::iter::Iterator::next(&mut *(iterator)) {
                                    ::core::option::Option::Some(item_value) => {
                                        let (_item, item) = item.put(item_value);
                                        let (_temporary, temporary) = temporary.outliving(false);
                                        number_future
                                            .set(
                                                {
                                                    ::core::future::IntoFuture::into_future
                                                }(
                                                    number(
                                                        (*::manual_async::machine::fill(
                                                            &_temporary,
                                                            (*(item)).as_ref(),
                                                        ))
                                                            .value,
                                                    ),
                                                ),
                                            );
                                        ::manual_async::machine::park((
                                            _largest,
                                            _iterator,
                                            _item,
                                            _temporary,
                                        ));
                                        step = state_tag.enter(GenericStep::AwaitingNumber);
                                        break 'step;
                                    }
                                    ::core::option::Option::None => {
                                        break 'to_4;
                                    }
                                }
                            }
                            ::manual_async::machine::park(_largest);
                            step = GenericStep::AfterFor;
                        }
                    }
                    /// Line 8: `number(item.as_ref().value).await`
                    if let GenericStep::AwaitingNumber = step {
                        let first = first.get();
                        let (_largest, largest) = largest.resume();
                        let _iterator = iterator.guard();
                        {
                            let _item = item.guard();
                            let (_temporary, temporary) = temporary.outliving(true);
                            let _number_future = number_future.guard();
                            let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                                _number_future,
                                cx,
                            ) else {
                                ::manual_async::machine::park((
                                    _largest,
                                    _iterator,
                                    _item,
                                    _temporary,
                                ));
                                return running.suspend();
                            };
                            let operand;
                            {
                                let _temporary = _temporary;
                                operand = ready.get() > first.as_ref().value;
                            }
                            if operand {
                                *(largest) = Some(_item.take());
                            }
                        }
                        ::manual_async::machine::park((_largest, _iterator));
                        step = GenericStep::ForHead;
                        continue 'run;
                    }
                    /// After the `for` loop.
                    if let GenericStep::AfterFor = step {
                        let first = first.get();
                        let _largest = largest.guard();
                        return ::core::task::Poll::Ready {
                            0: (first, _largest.take()),
                        };
                    }
                    running.completed(&step, "`generic`")
                }
            },
        )
    };
}
