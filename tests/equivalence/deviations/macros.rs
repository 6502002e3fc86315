//! Of the page about deviations: macros of which something is taken for granted.

pub mod of_an_unknown_macro {
    use crate::harness::*;

    pub fn pair(first: Noisy, second: u64) -> u64 {
        first.get() + second
    }

    #[cfg_attr(test, cfg(test))]
    macro_rules! both {
        ($first:expr, $second:expr) => {
            pair($first, $second)
        };
    }

    functions! {
        pub async fn an_argument_waits(n: u64) -> u64 {
            let got = both!(noisy("first", n), read_from(&noisy("temporary", 1), n).await);
            pause(1).await;
            got
        }

        pub async fn an_argument_does_not_wait(n: u64) -> u64 {
            let second = read_from(&noisy("temporary", 1), n).await;
            let got = both!(noisy("first", n), second);
            pause(1).await;
            got
        }
    }

    cases! {
        an_argument_does_not_wait [1] |n| an_argument_does_not_wait(n);
    }

    pub static DIFFERS: Case = case!(an_argument_waits, [1], |n| an_argument_waits(n));
}

pub mod of_documents {
    use crate::harness::*;

    pub struct Document(Vec<Noisy>);

    impl Document {
        pub fn with(mut self, value: Noisy) -> Self {
            value.get();
            self.0.push(value);
            self
        }
    }

    #[cfg_attr(test, cfg(test))]
    macro_rules! doc {
        ($($key:literal: $value:expr),*) => {
            Document(Vec::new()) $(.with($value))*
        };
    }

    functions! {
        pub async fn a_value_waits(a: Noisy, n: u64) -> usize {
            doc! { "a": a, "b": fetch("b", n).await }.0.len()
        }

        pub async fn a_value_does_not_wait(a: Noisy, n: u64) -> usize {
            let b = fetch("b", n).await;
            doc! { "a": a, "b": b }.0.len()
        }
    }

    cases! {
        a_value_does_not_wait [1] |n| a_value_does_not_wait(noisy("a", n), n);
    }

    pub static DIFFERS: Case = case!(a_value_waits, [1], |n| a_value_waits(noisy("a", n), n));
}

pub mod that_log {
    use crate::harness::*;
    use tracing::{
        Event, Metadata, span,
        subscriber::{self, Interest},
    };

    /// Says that it is asked.
    pub struct Filter;

    impl tracing::Subscriber for Filter {
        fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
            Interest::sometimes()
        }

        fn enabled(&self, _: &Metadata<'_>) -> bool {
            event(format_args!("asked"));
            true
        }

        fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
            span::Id::from_u64(1)
        }

        fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

        fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

        fn event(&self, _: &Event<'_>) {}

        fn enter(&self, _: &span::Id) {}

        fn exit(&self, _: &span::Id) {}
    }

    functions! {
        pub async fn asked_twice(n: u64) -> u64 {
            let _listens = subscriber::set_default(Filter);
            tracing::info!(value = number(n).await);
            n
        }

        pub async fn asked_once(n: u64) -> u64 {
            let _listens = subscriber::set_default(Filter);
            let value = number(n).await;
            tracing::info!(value);
            n
        }
    }

    cases! {
        asked_once [1] |n| asked_once(n);
    }

    pub static DIFFERS: Case = case!(asked_twice, [1], |n| asked_twice(n));
}

pub mod in_select {
    use crate::harness::*;
    use futures::future::{FusedFuture, FutureExt};
    use prelude::*;

    /// No `use` in this file says that the macro is that of futures.
    mod prelude {
        pub use futures::*;
    }

    pub fn fused(n: u64) -> impl FusedFuture<Output = u64> + Unpin {
        let kept = noisy("kept", n);
        Box::pin(async move {
            pause(1).await;
            kept.get()
        })
        .fuse()
    }

    functions! {
        pub async fn a_name_alone(n: u64) -> u64 {
            let mut first = fused(n);
            let behind = noisy("behind", n);
            pause(1).await;
            let got = select! { got = first => got };
            pause(1).await;
            got + behind.get()
        }

        pub async fn a_name_that_a_use_explains(n: u64) -> u64 {
            use futures::select_biased;
            let mut first = fused(n);
            let behind = noisy("behind", n);
            pause(1).await;
            let got = select_biased! { got = first => got };
            pause(1).await;
            got + behind.get()
        }

        pub async fn a_name_that_is_borrowed(n: u64) -> u64 {
            let mut first = fused(n);
            let behind = noisy("behind", n);
            pause(1).await;
            let got = select! { got = &mut first => got };
            pause(1).await;
            got + behind.get()
        }
    }

    cases! {
        a_name_that_a_use_explains [1] |n| a_name_that_a_use_explains(n);
        a_name_that_is_borrowed [1] |n| a_name_that_is_borrowed(n);
    }

    pub static DIFFERS: Case = case!(a_name_alone, [1], |n| a_name_alone(n));
}
