/// Nobody reads the guard after the await: it is kept so that the lock is held, and dropped before the last await.
pub fn kept_for_its_drop(lock: &Lock) -> impl ::core::future::Future<Output = u64> {
    /// The states of `kept_for_its_drop`.
    #[repr(u8)]
    enum KeptForItsDrop<Lock, LockFuture, Guard, PauseFuture, Before, PauseFuture2> {
        /// Not polled yet: the arguments.
        Uninitialized { lock: ::manual_async::machine::Slot<Lock> } = 0,
        /// Line 4: `lock.lock().await`
        AwaitingLock {
            lock: ::manual_async::machine::Slot<Lock>,
            lock_future: ::manual_async::machine::Slot<LockFuture>,
        } = 1,
        /// Line 5: `pause(1).await`
        AwaitingPause {
            lock: ::manual_async::machine::Slot<Lock>,
            _guard: ::manual_async::machine::Slot<Guard>,
            pause_future: ::manual_async::machine::Slot<PauseFuture>,
        } = 2,
        /// Line 8: `pause(1).await`
        AwaitingPause_2 {
            before: ::manual_async::machine::Slot<Before>,
            pause_future_2: ::manual_async::machine::Slot<PauseFuture2>,
        } = 3,
        /// Running, returned or panicked.
        Done = 4,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<Lock, LockFuture, Guard, PauseFuture, Before, PauseFuture2> ::core::ops::Drop
    for KeptForItsDrop<Lock, LockFuture, Guard, PauseFuture, Before, PauseFuture2> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { lock, .. } => {
                        let _lock = lock.resume();
                    }
                    Self::AwaitingLock { lock_future, .. } => {
                        let _lock_future = lock_future.resume();
                    }
                    Self::AwaitingPause { _guard, pause_future, .. } => {
                        let __guard = _guard.resume();
                        let _pause_future = pause_future.resume();
                    }
                    Self::AwaitingPause_2 { before, pause_future_2, .. } => {
                        let _before = before.resume();
                        let _pause_future_2 = pause_future_2.resume();
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
            let lock = lock;
            let output: u64 = {
                let before = {
                    let _guard = lock.lock().await;
                    pause(1).await;
                    call("locked", 1)
                };
                pause(1).await;
                before
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
        KeptForItsDrop::Uninitialized {
            lock: ::manual_async::machine::Slot::new(lock),
        },
        |state, cx| -> ::core::task::Poll<u64> {
            unsafe {
                let mut step: ::core::primitive::u8 = ::manual_async::machine::tag(
                    state,
                );
                let KeptForItsDrop::Uninitialized { lock, .. } = ::manual_async::machine::view(
                    state,
                    0u8,
                ) else { ::core::unreachable!() };
                let KeptForItsDrop::AwaitingLock { lock_future, .. } = ::manual_async::machine::view(
                    state,
                    1u8,
                ) else { ::core::unreachable!() };
                let KeptForItsDrop::AwaitingPause { _guard, pause_future, .. } = ::manual_async::machine::view(
                    state,
                    2u8,
                ) else { ::core::unreachable!() };
                let KeptForItsDrop::AwaitingPause_2 { before, pause_future_2 } = ::manual_async::machine::view(
                    state,
                    3u8,
                ) else { ::core::unreachable!() };
                let value_2 = &::manual_async::machine::Slot::vacant();
                ::manual_async::machine::running(state, 4u8);
                /// Polled for the first time.
                if step == 0u8 {
                    let (_lock, lock) = lock.resume();
                    lock_future
                        .set(
                            { ::core::future::IntoFuture::into_future }((*(lock)).lock()),
                        );
                    step = 1u8;
                }
                /// Line 4: `lock.lock().await`
                if step == 1u8 {
                    let (_lock_future, _) = lock_future.resume();
                    let (__guard, _guard) = _guard
                        .put(
                            match ::manual_async::machine::poll(_lock_future, cx) {
                                ::core::task::Poll::Ready(value) => value,
                                ::core::task::Poll::Pending => {
                                    return ::manual_async::machine::suspend(state, 1u8);
                                }
                            },
                        );
                    pause_future
                        .set({ ::core::future::IntoFuture::into_future }(pause(1)));
                    ::manual_async::machine::park(__guard);
                    step = 2u8;
                }
                /// Line 5: `pause(1).await`
                if step == 2u8 {
                    {
                        let (__guard, _guard) = _guard.resume();
                        let (_pause_future, _) = pause_future.resume();
                        (match ::manual_async::machine::poll(_pause_future, cx) {
                            ::core::task::Poll::Ready(value) => value,
                            ::core::task::Poll::Pending => {
                                ::manual_async::machine::park(__guard);
                                return ::manual_async::machine::suspend(state, 2u8);
                            }
                        });
                        {
                            value_2.set(call("locked", 1));
                        }
                    }
                    let (_before, before) = before.put(value_2.take());
                    pause_future_2
                        .set({ ::core::future::IntoFuture::into_future }(pause(1)));
                    ::manual_async::machine::park(_before);
                    step = 3u8;
                }
                /// Line 8: `pause(1).await`
                if step == 3u8 {
                    let (_before, before) = before.resume();
                    let (_pause_future_2, _) = pause_future_2.resume();
                    (match ::manual_async::machine::poll(_pause_future_2, cx) {
                        ::core::task::Poll::Ready(value) => value,
                        ::core::task::Poll::Pending => {
                            ::manual_async::machine::park(_before);
                            return ::manual_async::machine::suspend(state, 3u8);
                        }
                    });
                    return ::core::task::Poll::Ready {
                        0: _before.take(),
                    };
                }
                ::core::panic!("`kept_for_its_drop` polled after completion")
            }
        },
    );
}
