/// Nobody reads the guard after the await: it is kept so that the lock is held, and dropped before the last await.
pub fn kept_for_its_drop(lock: &Lock) -> impl ::core::future::Future<Output = u64> {
    /// The states of `kept_for_its_drop`.
    #[repr(u8)]
    enum KeptForItsDrop<Lock, LockFuture, Guard, PauseFuture, Before, PauseFuture2> {
        /// Not polled yet: the arguments.
        Uninitialized { lock: ::manual_async::machine::Slot<Lock> },
        /// Line 4: `lock.lock().await`
        AwaitingLock {
            lock: ::manual_async::machine::Slot<Lock>,
            lock_future: ::manual_async::machine::Slot<LockFuture>,
        },
        /// Line 5: `pause(1).await`
        AwaitingPause {
            lock: ::manual_async::machine::Slot<Lock>,
            _guard: ::manual_async::machine::Slot<Guard>,
            pause_future: ::manual_async::machine::Slot<PauseFuture>,
        },
        /// Line 8: `pause(1).await`
        AwaitingPause_2 {
            before: ::manual_async::machine::Slot<Before>,
            pause_future_2: ::manual_async::machine::Slot<PauseFuture2>,
        },
        /// Running, returned or panicked.
        Done,
    }
    /// What is dropped when the future is dropped while it waits: the last first.
    impl<Lock, LockFuture, Guard, PauseFuture, Before, PauseFuture2> ::core::ops::Drop
    for KeptForItsDrop<Lock, LockFuture, Guard, PauseFuture, Before, PauseFuture2> {
        fn drop(&mut self) {
            unsafe {
                match &*self {
                    Self::Uninitialized { .. } => {}
                    Self::AwaitingLock { lock_future, .. } => {
                        let _lock_future = lock_future.guard();
                    }
                    Self::AwaitingPause { _guard, pause_future, .. } => {
                        let __guard = _guard.guard();
                        let _pause_future = pause_future.guard();
                    }
                    Self::AwaitingPause_2 { before, pause_future_2, .. } => {
                        let _before = before.guard();
                        let _pause_future_2 = pause_future_2.guard();
                    }
                    Self::Done => {}
                }
            }
        }
    }
    /// Where `kept_for_its_drop` goes on: at a state, or at a place between two.
    #[repr(u8)]
    enum KeptForItsDropStep {
        Uninitialized,
        AwaitingLock,
        AwaitingPause,
        AwaitingPause_2,
        Done,
    }
    let native = ::manual_async::machine::Native::new();
    if false {
        #[allow(unreachable_code, unused_variables)]
        let never = ::manual_async::machine::never();
        native
            .is(async || {
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
            (&raw const lock).cast_mut(),
        ));
        let first = KeptForItsDrop::Uninitialized {
            lock: ::manual_async::machine::Slot::new(lock),
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
                let state_tag = state.tag();
                let mut step: KeptForItsDropStep = state_tag.read();
                let KeptForItsDrop::Uninitialized { lock, .. } = state
                    .view(KeptForItsDropStep::Uninitialized) else {
                    ::core::unreachable!()
                };
                lifetimes.are_those_of((lock.place(),));
                let KeptForItsDrop::AwaitingLock { lock_future, .. } = state
                    .view(KeptForItsDropStep::AwaitingLock) else {
                    ::core::unreachable!()
                };
                let KeptForItsDrop::AwaitingPause { _guard, pause_future, .. } = state
                    .view(KeptForItsDropStep::AwaitingPause) else {
                    ::core::unreachable!()
                };
                let KeptForItsDrop::AwaitingPause_2 { before, pause_future_2 } = state
                    .view(KeptForItsDropStep::AwaitingPause_2) else {
                    ::core::unreachable!()
                };
                let value_2 = &::manual_async::machine::Slot::vacant();
                let running = state_tag.resume(&step, KeptForItsDropStep::Done);
                /// Polled for the first time.
                if let KeptForItsDropStep::Uninitialized = step {
                    ::manual_async::machine::only_once();
                    let lock = lock.get();
                    lock_future
                        .set({ ::core::future::IntoFuture::into_future }(lock.lock()));
                    step = state_tag.enter(KeptForItsDropStep::AwaitingLock);
                }
                /// Line 4: `lock.lock().await`
                if let KeptForItsDropStep::AwaitingLock = step {
                    let _lock_future = lock_future.guard();
                    let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                        _lock_future,
                        cx,
                    ) else {
                        return running.suspend();
                    };
                    let (__guard, _guard) = _guard.put(ready.get());
                    pause_future
                        .set({ ::core::future::IntoFuture::into_future }(pause(1)));
                    ::manual_async::machine::park(__guard);
                    step = state_tag.enter(KeptForItsDropStep::AwaitingPause);
                }
                /// Line 5: `pause(1).await`
                if let KeptForItsDropStep::AwaitingPause = step {
                    {
                        let __guard = _guard.guard();
                        let _pause_future = pause_future.guard();
                        let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                            _pause_future,
                            cx,
                        ) else {
                            ::manual_async::machine::park(__guard);
                            return running.suspend();
                        };
                        ready.get();
                        {
                            value_2.set(call("locked", 1));
                        }
                    }
                    let (_before, before) = before.put(value_2.take());
                    pause_future_2
                        .set({ ::core::future::IntoFuture::into_future }(pause(1)));
                    ::manual_async::machine::park(_before);
                    step = state_tag.enter(KeptForItsDropStep::AwaitingPause_2);
                }
                /// Line 8: `pause(1).await`
                if let KeptForItsDropStep::AwaitingPause_2 = step {
                    let _before = before.guard();
                    let _pause_future_2 = pause_future_2.guard();
                    let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll(
                        _pause_future_2,
                        cx,
                    ) else {
                        ::manual_async::machine::park(_before);
                        return running.suspend();
                    };
                    ready.get();
                    return ::core::task::Poll::Ready {
                        0: _before.take(),
                    };
                }
                running.completed(&step, "`kept_for_its_drop`")
            },
        )
    };
}
