/// Nothing is kept but the future that is awaited: the machine is as large as that.
pub fn passing_on(
    name: &'static str,
    n: u64,
) -> impl ::core::future::Future<Output = u64> {
    /// The states of `passing_on`.
    enum PassingOn<Name, N, EatFuture> {
        /// Not polled yet: the arguments.
        Uninitialized { name: Name, n: N },
        /// Line 3: `eat(noisy(name, n), 1).await`
        AwaitingEat { eat_future: EatFuture },
        /// Running, returned or panicked.
        Done,
    }
    let native = ::manual_async::machine::Native::new();
    if false {
        #[allow(unreachable_code, unused_variables)]
        let never = ::manual_async::machine::never();
        native
            .is(async || {
                let _never = never;
                let name = name;
                let n = n;
                let output: u64 = {
                    match eat(noisy(name, n), 1).await {
                        #[allow(unreachable_code)]
                        value => (::manual_async::machine::Awaited(value)).get(),
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
            (&raw const name).cast_mut(),
        ));
        let first = PassingOn::Uninitialized {
            name: name,
            n: n,
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
                if let PassingOn::Uninitialized { name, n } = state.get() {
                    ::manual_async::machine::only_once();
                    lifetimes.are_those_of((&raw mut *name,));
                    let mut name = ::core::ptr::read(name);
                    let mut n = ::core::ptr::read(n);
                    state.set(PassingOn::Done);
                    ::manual_async::machine::only_once();
                    state
                        .set(PassingOn::AwaitingEat {
                            eat_future: {
                                ::core::future::IntoFuture::into_future
                            }(eat(noisy(name, n), 1)),
                        });
                }
                /// Line 3: `eat(noisy(name, n), 1).await`
                if let PassingOn::AwaitingEat { eat_future: _eat_future } = state.get() {
                    let ::core::task::Poll::Ready(ready) = ::manual_async::machine::poll_alone(
                        state,
                        _eat_future,
                        PassingOn::Done,
                        cx,
                    ) else {
                        return ::core::task::Poll::Pending;
                    };
                    return ::core::task::Poll::Ready {
                        0: ready.get(),
                    };
                }
                ::manual_async::machine::completed("`passing_on`")
            },
        )
    };
}
