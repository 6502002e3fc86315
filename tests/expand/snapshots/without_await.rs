/// Nothing to wait for: lazy all the same.
pub fn without_await(
    left: Noisy,
    right: Noisy,
) -> impl ::core::future::Future<Output = u64> {
    /// The states of `without_await`.
    enum WithoutAwait<Left, Right> {
        /// Not polled yet: the arguments.
        Uninitialized { left: Left, right: Right },
        /// Running, returned or panicked.
        Done,
    }
    let native = ::manual_async::machine::Native::new();
    if false {
        #[allow(unreachable_code, unused_variables)]
        let never = ::manual_async::machine::never();
        let _whole_0 = ::manual_async::machine::Whole::of(left);
        let _whole_1 = ::manual_async::machine::Whole::of(right);
        native
            .is(async || {
                let _never = never;
                let left = _whole_0.get();
                let right = _whole_1.get();
                let output: u64 = { left.get() + right.get() };
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
            (&raw const left).cast_mut(),
            (&raw const right).cast_mut(),
        ));
        let first = WithoutAwait::Uninitialized {
            left: left,
            right: right,
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
                /// Polled for the first time.
                if let WithoutAwait::Uninitialized { left, right } = state.get() {
                    lifetimes.are_those_of((&raw mut *left, &raw mut *right));
                    let mut left = ::core::ptr::read(left);
                    let mut right = ::core::ptr::read(right);
                    state.set(WithoutAwait::Done);
                    return ::core::task::Poll::Ready {
                        0: left.get() + right.get(),
                    };
                }
                ::manual_async::machine::completed("`without_await`")
            },
        )
    };
}
