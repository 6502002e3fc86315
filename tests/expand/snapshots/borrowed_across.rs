/// The awaited future borrows from locals that live beside it: a buffer, and what reads into it.
pub fn borrowed_across(
    data: Vec<u8>,
) -> impl ::core::future::Future<Output = Result<u64, String>> {
    /// The states of `borrowed_across`.
    #[repr(u8)]
    enum BorrowedAcross<Data, Reader, Buffer, Sum, ReadFuture> {
        /// Not polled yet: the arguments.
        Uninitialized { data: ::manual_async::machine::Slot<Data> },
        /// Line 7: `reader.read(&mut buffer).await`
        AwaitingRead {
            data: ::manual_async::machine::Slot<Data>,
            reader: ::manual_async::machine::Slot<Reader>,
            buffer: ::manual_async::machine::Slot<Buffer>,
            sum: ::manual_async::machine::Slot<Sum>,
            read_future: ::manual_async::machine::Slot<ReadFuture>,
        },
        /// Running, returned or panicked.
        Done,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<Data, Reader, Buffer, Sum, ReadFuture> ::core::ops::Drop
    for BorrowedAcross<Data, Reader, Buffer, Sum, ReadFuture> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { data, .. } => {
                        let _data = data.guard();
                    }
                    Self::AwaitingRead { data, reader, read_future, .. } => {
                        let _data = data.guard();
                        let _reader = reader.guard();
                        let _read_future = read_future.guard();
                    }
                    Self::Done => {}
                }
            }
        }
    }
    /// Where `borrowed_across` goes on: at a state, or at a place between two.
    #[repr(u8)]
    enum BorrowedAcrossStep {
        Uninitialized,
        AwaitingRead,
        Done,
        LoopHead,
    }
    let native = ::manual_async::machine::Native::new();
    if false {
        #[allow(unreachable_code, unused_variables)]
        let never = ::manual_async::machine::never();
        native
            .is(async || {
                let _never = never;
                let data = data;
                let output: Result<u64, String> = 'body: {
                    let mut reader = Reader::new(&data);
                    let mut buffer = [0; 2];
                    let mut sum = 0;
                    loop {
                        let size = reader.read(&mut buffer).await?;
                        if size == 0 {
                            break 'body Ok(sum);
                        }
                        for byte in &buffer[..size] {
                            sum += u64::from(*byte);
                        }
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
        let lifetimes = ::manual_async::machine::Lifetimes::of((
            (&raw const data).cast_mut(),
        ));
        let first = BorrowedAcross::Uninitialized {
            data: ::manual_async::machine::Slot::new(data),
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
                let mut step: BorrowedAcrossStep = state_tag.read();
                let BorrowedAcross::Uninitialized { data, .. } = state
                    .view(BorrowedAcrossStep::Uninitialized) else {
                    ::core::unreachable!()
                };
                lifetimes.are_those_of((data.place(),));
                let BorrowedAcross::AwaitingRead {
                    reader,
                    buffer,
                    sum,
                    read_future,
                    ..
                } = state.view(BorrowedAcrossStep::AwaitingRead) else {
                    ::core::unreachable!()
                };
                let running = state_tag.resume(&step, BorrowedAcrossStep::Done);
                'run: loop {
                    /// Polled for the first time.
                    if let BorrowedAcrossStep::Uninitialized = step {
                        ::manual_async::machine::only_once();
                        let (_data, data) = data.resume();
                        let (_reader, reader) = reader.put(Reader::new(&*(data)));
                        let buffer = buffer.write([0; 2]);
                        let sum = sum.write(0);
                        ::manual_async::machine::park((_data, _reader));
                        step = BorrowedAcrossStep::LoopHead;
                    }
                    /// The head of the `loop` loop.
                    if let BorrowedAcrossStep::LoopHead = step {
                        let _data = data.guard();
                        let (_reader, reader) = reader.resume();
                        let buffer = buffer.place();
                        read_future
                            .set(
                                {
                                    ::core::future::IntoFuture::into_future
                                }((*(reader)).read(&mut *(buffer))),
                            );
                        ::manual_async::machine::park((_data, _reader));
                        step = state_tag.enter(BorrowedAcrossStep::AwaitingRead);
                    }
                    /// Line 7: `reader.read(&mut buffer).await`
                    if let BorrowedAcrossStep::AwaitingRead = step {
                        let _data = data.guard();
                        let _reader = reader.guard();
                        let buffer = buffer.place();
                        let sum = sum.place();
                        {
                            let _read_future = read_future.guard();
                            let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                                _read_future,
                                cx,
                            ) else {
                                ::manual_async::machine::park((_data, _reader));
                                return running.suspend();
                            };
                            let size = ready.get()?;
                            if size == 0 {
                                return ::core::task::Poll::Ready {
                                    0: Ok((sum).read()),
                                };
                            }
                            for byte in &(*(buffer))[..size] {
                                *(sum) += u64::from(*byte);
                            }
                        }
                        ::manual_async::machine::park((_data, _reader));
                        step = BorrowedAcrossStep::LoopHead;
                        continue 'run;
                    }
                    running.completed(&step, "`borrowed_across`")
                }
            },
        )
    };
}
