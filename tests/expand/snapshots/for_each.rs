/// The iterator of a `for` lives in the machine.
pub fn for_each(
    items: &[Noisy],
) -> impl ::core::future::Future<Output = Result<u64, String>> {
    /// The states of `for_each`.
    #[repr(u8)]
    enum ForEach<
        Items,
        Sum,
        Iterator,
        Item,
        ItemCopied: ::manual_async::machine::Way,
        ItemRest: ::manual_async::machine::Rest<Item>,
        AttemptFuture,
    > {
        /// Not polled yet: the arguments.
        Uninitialized { items: ::manual_async::machine::Slot<Items> },
        /// Line 5: `attempt(item.value).await`
        AwaitingAttempt {
            sum: ::manual_async::machine::Slot<Sum>,
            iterator: ::manual_async::machine::Slot<Iterator>,
            item: ::manual_async::machine::Slot<
                <ItemCopied as ::manual_async::machine::Way>::Kept<Item>,
            >,
            item_parts: ::manual_async::machine::Slot<
                ::manual_async::machine::Gone<
                    ItemRest,
                    ::manual_async::machine::Unless<ItemCopied, Item>,
                >,
            >,
            attempt_future: ::manual_async::machine::Slot<AttemptFuture>,
        },
        /// Running, returned or panicked.
        Done,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<
        Items,
        Sum,
        Iterator,
        Item,
        ItemCopied: ::manual_async::machine::Way,
        ItemRest: ::manual_async::machine::Rest<Item>,
        AttemptFuture,
    > ::core::ops::Drop
    for ForEach<Items, Sum, Iterator, Item, ItemCopied, ItemRest, AttemptFuture> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { .. } => {}
                    Self::AwaitingAttempt {
                        iterator,
                        item,
                        item_parts,
                        attempt_future,
                        ..
                    } => {
                        let _iterator = iterator.guard();
                        let _item = ::manual_async::machine::parted_unless_copied(
                            item,
                            item_parts,
                        );
                        let _attempt_future = attempt_future.guard();
                    }
                    Self::Done => {}
                }
            }
        }
    }
    /// Where `for_each` goes on: at a state, or at a place between two.
    #[repr(u8)]
    enum ForEachStep {
        Uninitialized,
        AwaitingAttempt,
        Done,
        ForHead,
        AfterFor,
    }
    let native = ::manual_async::machine::Native::new();
    if false {
        #[allow(unreachable_code, unused_variables)]
        let never = ::manual_async::machine::never();
        native
            .is(async || {
                let _never = never;
                let items = items;
                let output: Result<u64, String> = {
                    let mut sum = 0;
                    for item in items {
                        sum += attempt(item.value).await?;
                    }
                    Ok(sum)
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
            (&raw const items).cast_mut(),
        ));
        let first = ForEach::Uninitialized {
            items: ::manual_async::machine::Slot::new(items),
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
            |state, cx| -> ::core::task::Poll<Result<u64, String>> {
                let (state, lifetimes) = state
                    .typed(::manual_async::machine::States {
                        state: ::core::marker::PhantomData,
                        ..states
                    });
                let state_tag = state.tag();
                let mut step: ForEachStep = state_tag.read();
                let ForEach::Uninitialized { items, .. } = state
                    .view(ForEachStep::Uninitialized) else { ::core::unreachable!() };
                lifetimes.are_those_of((items.place(),));
                let ForEach::AwaitingAttempt {
                    sum,
                    iterator,
                    item: item_kept,
                    item_parts,
                    attempt_future,
                } = state.view(ForEachStep::AwaitingAttempt) else {
                    ::core::unreachable!()
                };
                let item = &::manual_async::machine::Slot::vacant();
                let item = ::manual_async::machine::home_unless_copied(
                    item,
                    item_kept,
                    item_parts,
                );
                let running = state_tag.resume(&step, ForEachStep::Done);
                'run: loop {
                    /// Polled for the first time.
                    if let ForEachStep::Uninitialized = step {
                        ::manual_async::machine::only_once();
                        let mut items = items.take();
                        let sum = sum.write(0);
                        let (_iterator, iterator) = iterator
                            .put(::core::iter::IntoIterator::into_iter(items));
                        ::manual_async::machine::park(_iterator);
                        step = ForEachStep::ForHead;
                    }
                    /// The head of the `for` loop.
                    if let ForEachStep::ForHead = step {
                        'step: {
                            'to_4: {
                                let (_iterator, iterator) = iterator.resume();
                                match ::core::iter::Iterator::next(&mut *(iterator)) {
                                    ::core::option::Option::Some(item_value) => {
                                        let (_item, item) = item_parts.unparted(item, 0u8);
                                        ::manual_async::machine::fill(&_item, item_value);
                                        ::manual_async::machine::rest_unless_copied(
                                            &_item,
                                            |place, gone| {
                                                let rest = ::core::ptr::read(place);
                                                if gone & 1 != 0 {
                                                    ::core::mem::forget(rest.value);
                                                }
                                            },
                                        );
                                        attempt_future
                                            .set(
                                                {
                                                    ::core::future::IntoFuture::into_future
                                                }(
                                                    attempt({
                                                        use ::manual_async::machine::Moves as _;
                                                        let field = ::manual_async::machine::Part::at(
                                                            &raw const (*item).value,
                                                        );
                                                        ::manual_async::machine::part(
                                                            &_item,
                                                            1,
                                                            field.moves(),
                                                            field,
                                                        )
                                                    }),
                                                ),
                                            );
                                        item_parts.set(_item.park());
                                        ::manual_async::machine::park(_iterator);
                                        step = state_tag.enter(ForEachStep::AwaitingAttempt);
                                        break 'step;
                                    }
                                    ::core::option::Option::None => {
                                        break 'to_4;
                                    }
                                }
                            }
                            step = ForEachStep::AfterFor;
                        }
                    }
                    /// Line 5: `attempt(item.value).await`
                    if let ForEachStep::AwaitingAttempt = step {
                        let sum = sum.place();
                        let _iterator = iterator.guard();
                        {
                            let (_item, item) = item.parted(item_parts.get());
                            let _attempt_future = attempt_future.guard();
                            let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                                _attempt_future,
                                cx,
                            ) else {
                                ::manual_async::machine::park((_iterator, _item));
                                return running.suspend();
                            };
                            *(sum) += ready.get()?;
                        }
                        ::manual_async::machine::park(_iterator);
                        step = ForEachStep::ForHead;
                        continue 'run;
                    }
                    /// After the `for` loop.
                    if let ForEachStep::AfterFor = step {
                        let sum = sum.place();
                        return ::core::task::Poll::Ready {
                            0: Ok((sum).read()),
                        };
                    }
                    /// Nothing of this runs. rustc finds out here what is copied, so that nothing has to drop it.
                    if false {
                        use ::manual_async::machine::Moves as _;
                        ::manual_async::machine::unless_copied(
                            item_parts,
                            ::manual_async::machine::Part::of(item).way(),
                        );
                    }
                    running.completed(&step, "`for_each`")
                }
            },
        )
    };
}
