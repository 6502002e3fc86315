/// Nothing to wait for: lazy all the same.
pub fn without_await(
    left: Noisy,
    right: Noisy,
) -> impl ::core::future::Future<Output = u64> {
    /// The states of `without_await`.
    #[repr(u8)]
    enum WithoutAwait<Left, Right> {
        /// Not polled yet: the arguments.
        Uninitialized {
            left: ::manual_async::machine::Slot<Left>,
            right: ::manual_async::machine::Slot<Right>,
        } = 0,
        /// Running, returned or panicked.
        Done = 1,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<Left, Right> ::core::ops::Drop for WithoutAwait<Left, Right> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { right, left, .. } => {
                        let _right = right.resume();
                        let _left = left.resume();
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
            let left = left;
            let right = right;
            let output: u64 = { left.get() + right.get() };
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
        WithoutAwait::Uninitialized {
            left: ::manual_async::machine::Slot::new(left),
            right: ::manual_async::machine::Slot::new(right),
        },
        |state, cx| -> ::core::task::Poll<u64> {
            unsafe {
                let mut step: ::core::primitive::u8 = ::manual_async::machine::tag(
                    state,
                );
                let WithoutAwait::Uninitialized { left, right, .. } = ::manual_async::machine::view(
                    state,
                    0u8,
                ) else { ::core::unreachable!() };
                ::manual_async::machine::running(state, 1u8);
                /// Polled for the first time.
                if step == 0u8 {
                    let mut left = left.take();
                    let mut right = right.take();
                    return ::core::task::Poll::Ready {
                        0: left.get() + right.get(),
                    };
                }
                ::core::panic!("`without_await` polled after completion")
            }
        },
    );
}
