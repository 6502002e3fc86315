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
        },
        /// Running, returned or panicked.
        Done,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<Left, Right> ::core::ops::Drop for WithoutAwait<Left, Right> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { right, left, .. } => {
                        let _right = right.guard();
                        let _left = left.guard();
                    }
                    Self::Done => {}
                }
            }
        }
    }
    /// Where `without_await` goes on: at a state, or at a place between two.
    #[repr(u8)]
    enum WithoutAwaitStep {
        Uninitialized,
        Done,
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
    #[allow(warnings, unused, nonstandard_style, future_incompatible, let_underscore)]
    #[allow(rust_2018_idioms, missing_docs, arithmetic_overflow, unconditional_panic)]
    #[allow(dangerous_implicit_autorefs, let_underscore_lock)]
    #[cfg_attr(
        clippy,
        allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
    )]
    return ::manual_async::machine::state_machine(
        WithoutAwait::Uninitialized {
            left: ::manual_async::machine::Slot::new(left),
            right: ::manual_async::machine::Slot::new(right),
        },
        |state, cx| -> ::core::task::Poll<u64> {
            unsafe {
                let state_tag = state.tag();
                let mut step: WithoutAwaitStep = state_tag.read();
                let WithoutAwait::Uninitialized { left, right, .. } = state
                    .view(WithoutAwaitStep::Uninitialized) else {
                    ::core::unreachable!()
                };
                state_tag.write(WithoutAwaitStep::Done);
                /// Polled for the first time.
                if let WithoutAwaitStep::Uninitialized = step {
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
