/// Types, a constant and a lifetime as parameters.
pub fn generic<'machine, 'a: 'machine, T: 'machine, const N: usize>(
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
        } = 0,
        /// Line 8: `number(item.as_ref().value).await`
        AwaitingNumber {
            first: ::manual_async::machine::Slot<First>,
            largest: ::manual_async::machine::Slot<Largest>,
            iterator: ::manual_async::machine::Slot<Iterator>,
            item: ::manual_async::machine::Slot<Item>,
            temporary: ::manual_async::machine::Slot<Temporary>,
            number_future: ::manual_async::machine::Slot<NumberFuture>,
        } = 1,
        /// Running, returned or panicked.
        Done = 2,
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
                    Self::Uninitialized { first, items, .. } => {
                        let _first = first.resume();
                        let _items = items.resume();
                    }
                    Self::AwaitingNumber {
                        first,
                        largest,
                        iterator,
                        item,
                        temporary,
                        number_future,
                        ..
                    } => {
                        let _first = first.resume();
                        let _largest = largest.resume();
                        let _iterator = iterator.resume();
                        let _item = item.resume();
                        let _temporary = temporary.resume();
                        let _number_future = number_future.resume();
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
        Generic::Uninitialized {
            first: ::manual_async::machine::Slot::new(first),
            items: ::manual_async::machine::Slot::new(items),
        },
        |state, cx| -> ::core::task::Poll<(&'a T, Option<T>)> {
            unsafe {
                let mut step: ::core::primitive::u8 = ::manual_async::machine::tag(
                    state,
                );
                let Generic::Uninitialized { first, items, .. } = ::manual_async::machine::view(
                    state,
                    0u8,
                ) else { ::core::unreachable!() };
                let Generic::AwaitingNumber {
                    largest,
                    iterator,
                    item,
                    temporary,
                    number_future,
                    ..
                } = ::manual_async::machine::view(state, 1u8) else {
                    ::core::unreachable!()
                };
                ::manual_async::machine::running(state, 2u8);
                'run: loop {
                    /// Polled for the first time.
                    if step == 0u8 {
                        let mut items = items.take();
                        let (_first, first) = first.resume();
                        let (_largest, largest) = largest.put(None);
                        let (_iterator, iterator) = iterator
                            .put(::core::iter::IntoIterator::into_iter(items));
                        ::manual_async::machine::park((_first, _largest, _iterator));
                        step = 3u8;
                    }
                    /// The head of the `for` loop.
                    if step == 3u8 {
                        'step: {
                            let (_first, first) = first.resume();
                            let (_largest, largest) = largest.resume();
                            'to_4: {
                                let (_iterator, iterator) = iterator.resume();
                                match ::core::iter::Iterator::next(&mut *(iterator)) {
                                    ::core::option::Option::Some(item_value) => {
                                        let (_item, item) = item.put(item_value);
                                        let (_temporary, temporary) = temporary.flagged(false);
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
                                            _first,
                                            _largest,
                                            _iterator,
                                            _item,
                                        ));
                                        _temporary.park();
                                        step = 1u8;
                                        break 'step;
                                    }
                                    ::core::option::Option::None => {
                                        break 'to_4;
                                    }
                                }
                            }
                            ::manual_async::machine::park((_first, _largest));
                            step = 4u8;
                        }
                    }
                    /// Line 8: `number(item.as_ref().value).await`
                    if step == 1u8 {
                        let (_first, first) = first.resume();
                        let (_largest, largest) = largest.resume();
                        let (_iterator, iterator) = iterator.resume();
                        {
                            let (_item, item) = item.resume();
                            let (_temporary, temporary) = temporary.flagged(true);
                            let (_number_future, _) = number_future.resume();
                            let operand = (match ::manual_async::machine::poll(
                                _number_future,
                                cx,
                            ) {
                                ::core::task::Poll::Ready(value_2) => value_2,
                                ::core::task::Poll::Pending => {
                                    ::manual_async::machine::park((
                                        _first,
                                        _largest,
                                        _iterator,
                                        _item,
                                    ));
                                    _temporary.park();
                                    return ::manual_async::machine::suspend(state, 1u8);
                                }
                            }) > (*(first)).as_ref().value;
                            ::core::mem::drop(_temporary);
                            if operand {
                                *(largest) = Some(_item.take());
                            }
                        }
                        ::manual_async::machine::park((_first, _largest, _iterator));
                        step = 3u8;
                        continue 'run;
                    }
                    /// After the `for` loop.
                    if step == 4u8 {
                        let (_first, first) = first.resume();
                        let (_largest, largest) = largest.resume();
                        return ::core::task::Poll::Ready {
                            0: (*(first), _largest.take()),
                        };
                    }
                    ::core::panic!("`generic` polled after completion")
                }
            }
        },
    );
}
