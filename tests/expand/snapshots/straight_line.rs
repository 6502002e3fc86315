/// One await after the other. The first value lives across the second await, the second lives across none.
pub fn straight_line(n: u64) -> impl ::core::future::Future<Output = u64> {
    /// The states of `straight_line`.
    #[repr(u8)]
    enum StraightLine<N, NumberFuture, First, NumberFuture2> {
        /// Not polled yet: the arguments.
        Uninitialized { n: ::manual_async::machine::Slot<N> } = 0,
        /// Line 3: `number(n).await`
        AwaitingNumber {
            number_future: ::manual_async::machine::Slot<NumberFuture>,
        } = 1,
        /// Line 4: `number(first + 1).await`
        AwaitingNumber_2 {
            first: ::manual_async::machine::Slot<First>,
            number_future_2: ::manual_async::machine::Slot<NumberFuture2>,
        } = 2,
        /// Running, returned or panicked.
        Done = 3,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<N, NumberFuture, First, NumberFuture2> ::core::ops::Drop
    for StraightLine<N, NumberFuture, First, NumberFuture2> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { n, .. } => {
                        let _n = n.resume();
                    }
                    Self::AwaitingNumber { number_future, .. } => {
                        let _number_future = number_future.resume();
                    }
                    Self::AwaitingNumber_2 { first, number_future_2, .. } => {
                        let _first = first.resume();
                        let _number_future_2 = number_future_2.resume();
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
                let first = number(n).await;
                let second = number(first + 1).await;
                first * second
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
        StraightLine::Uninitialized {
            n: ::manual_async::machine::Slot::new(n),
        },
        |state, cx| -> ::core::task::Poll<u64> {
            unsafe {
                let mut step: ::core::primitive::u8 = ::manual_async::machine::tag(
                    state,
                );
                let StraightLine::Uninitialized { n, .. } = ::manual_async::machine::view(
                    state,
                    0u8,
                ) else { ::core::unreachable!() };
                let StraightLine::AwaitingNumber { number_future } = ::manual_async::machine::view(
                    state,
                    1u8,
                ) else { ::core::unreachable!() };
                let StraightLine::AwaitingNumber_2 { first, number_future_2 } = ::manual_async::machine::view(
                    state,
                    2u8,
                ) else { ::core::unreachable!() };
                ::manual_async::machine::running(state, 3u8);
                /// Polled for the first time.
                if step == 0u8 {
                    let mut n = n.take();
                    number_future
                        .set({ ::core::future::IntoFuture::into_future }(number(n)));
                    step = 1u8;
                }
                /// Line 3: `number(n).await`
                if step == 1u8 {
                    let (_number_future, _) = number_future.resume();
                    let (_first, first) = first
                        .put(
                            match ::manual_async::machine::poll(_number_future, cx) {
                                ::core::task::Poll::Ready(value) => value,
                                ::core::task::Poll::Pending => {
                                    return ::manual_async::machine::suspend(state, 1u8);
                                }
                            },
                        );
                    number_future_2
                        .set(
                            {
                                ::core::future::IntoFuture::into_future
                            }(number((first).read() + 1)),
                        );
                    ::manual_async::machine::park(_first);
                    step = 2u8;
                }
                /// Line 4: `number(first + 1).await`
                if step == 2u8 {
                    let (_first, first) = first.resume();
                    let (_number_future_2, _) = number_future_2.resume();
                    let second = match ::manual_async::machine::poll(
                        _number_future_2,
                        cx,
                    ) {
                        ::core::task::Poll::Ready(value) => value,
                        ::core::task::Poll::Pending => {
                            ::manual_async::machine::park(_first);
                            return ::manual_async::machine::suspend(state, 2u8);
                        }
                    };
                    return ::core::task::Poll::Ready {
                        0: _first.take() * second,
                    };
                }
                ::core::panic!("`straight_line` polled after completion")
            }
        },
    );
}
