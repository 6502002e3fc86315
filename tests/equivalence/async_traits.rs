//! Under `#[async_trait]`: our attribute above it, below it, and on the functions inside.
use crate::harness::*;

/// One form of the traits and their impls, with attributes above `#[async_trait]`, below it, and on functions.
macro_rules! form {
    ([$($above:tt)*] [$($below:tt)*] [$($inside:tt)*]) => {
        use crate::harness::*;
        use async_trait::async_trait;
        use std::fmt::Display;

        $($above)*
        #[async_trait]
        $($below)*
        pub trait Store: Sync {
            const NAME: &'static str;

            async fn get(&self, key: u64) -> Option<Noisy>;

            async fn put(&mut self, key: u64, value: Noisy) -> Result<u64, Failure>;

            $($inside)*
            async fn get_twice(&self, key: u64) -> Option<u64>
            where
                Self: Send,
            {
                let first = self.get(key).await?;
                let second = self.get(key + 1).await?;
                Some(first.get() + second.get())
            }
        }

        pub struct List<T>(pub Vec<Noisy>, pub T);

        $($above)*
        #[async_trait]
        $($below)*
        impl<T: Display + Send + Sync> Store for List<T> {
            const NAME: &'static str = "list";

            $($inside)*
            async fn get(&self, key: u64) -> Option<Noisy> {
                let guard = noisy("guard", key);
                let found = self.0.get(key as usize)?;
                say!("{} has {found} for {key}, says {}", Self::NAME, self.1);
                pause(1).await;
                Some(noisy("copy", found.get() + guard.get()))
            }

            $($inside)*
            async fn put(&mut self, key: u64, value: Noisy) -> Result<u64, Failure> {
                let checked = attempt(key).await?;
                match self.0.get_mut(key as usize) {
                    Some(place) => *place = value,
                    None => {
                        pause(1).await;
                        self.0.push(value);
                    }
                }
                pause(1).await;
                Ok(checked + self.0.len() as u64)
            }
        }

        pub struct Owner(pub Noisy);

        $($above)*
        #[async_trait(?Send)]
        $($below)*
        pub trait Consume {
            async fn consume(self, (a, b): (Noisy, u64)) -> u64;
        }

        $($above)*
        #[async_trait(?Send)]
        $($below)*
        impl Consume for Owner {
            $($inside)*
            async fn consume(self, (a, b): (Noisy, u64)) -> u64 {
                let sum = number(b).await + a.get();
                let Owner(own) = self;
                pause(1).await;
                sum + own.into_value()
            }
        }
    };
}

macro_rules! forms {
    ($($module:ident: [$($above:tt)*] [$($below:tt)*] [$($inside:tt)*])*) => {
        $(pub mod $module {
            use crate::harness::*;
            pub mod native { form!([] [] []); }
            pub mod manual { form!([$($above)*] [$($below)*] [$($inside)*]); }

            fn items(n: u64) -> Vec<Noisy> {
                (0..n).map(|i| noisy("item", i)).collect()
            }

            cases! {
                get [0, 1] |n| List(items(1), "me").get(n);
                put [0, 1, 2, 3] |n| List(items(2), 3).put(n, noisy("value", n));
                get_twice [0, 1, 2] |n| List(items(2), 'c').get_twice(n);
                consume [0, 1] |n| Owner(noisy("own", n)).consume((noisy("a", n), n));
            }
        })*
        pub static CASES: &[&[Case]] = &[$($module::CASES),*];
    };
}

forms! {
    ours_above: [#[manual_async::manual_async]] [] []
    ours_below: [] [#[manual_async::manual_async]] []
    ours_inside: [] [] [#[manual_async::manual_async]]
}
