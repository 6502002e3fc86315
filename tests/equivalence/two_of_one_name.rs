//! Functions of two types that are called alike in one file, of which one calls the other: it does not await itself.
use crate::harness::*;

functions! {
    pub mod published {
        use super::*;

        pub struct Sink(u64);

        pub struct PubSub {
            sink: Sink,
            seen: u64,
        }

        // As in redis: the future that is returned is one of two things.
        impl Sink {
            fn new<T>(mut stream: T, sender: Noisy) -> (Self, impl Future<Output = u64>)
            where
                T: Iterator<Item = u64> + Unpin,
            {
                let driver = async move {
                    let mut sum = sender.get();
                    for item in stream.by_ref() {
                        sum += number(item).await;
                    }
                    sum
                };
                (Sink(3), driver)
            }
        }

        impl PubSub {
            pub async fn new<C>(connection: &u64, stream: C) -> Result<Self, u64>
            where
                C: IntoIterator<Item = u64, IntoIter: Unpin>,
            {
                let mut codec = stream.into_iter();
                let first = number(*connection).await;
                if codec.next().is_none() {
                    return Err(first);
                }
                let (sink, driver) = Sink::new(codec, noisy("sender", first));
                let boxed = Box::pin(driver);
                let seen = boxed.await;
                Ok(PubSub { sink, seen })
            }

            pub fn sum(self) -> u64 {
                self.sink.0 + self.seen
            }
        }

        /// This one does await itself, beside another that is called like it.
        pub struct Tree(pub u64);

        impl Tree {
            pub async fn depth(&self, n: u64) -> u64 {
                let here = noisy("here", n);
                if n == 0 {
                    return Leaf(self.0).depth(n, true).await;
                }
                Box::pin(self.depth(n - 1)).await + here.get()
            }
        }

        pub struct Leaf(u64);

        impl Leaf {
            async fn depth(&self, n: u64, more: bool) -> u64 {
                number(self.0 + n + u64::from(more)).await
            }
        }
    }

    pub async fn subscribed(n: u64) -> u64 {
        match published::PubSub::new(&n, 0..n).await {
            Ok(found) => found.sum(),
            Err(first) => first,
        }
    }
}

cases! {
    subscribed [0, 1, 3] |n| subscribed(n);
    depth [0, 1, 3] |n| published::Tree(n).depth(n);
}
