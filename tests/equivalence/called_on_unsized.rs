//! Methods that call others of their own name, on something of which nobody knows the size, or in something of that kind.
use crate::harness::*;

methods! {
    given {
        pub struct Own(pub Vec<u64>);

        pub trait Sink {
            fn send(&self, n: u64) -> u64;
        }

        impl Sink for u64 {
            fn send(&self, n: u64) -> u64 {
                call("send", self + n)
            }
        }

        pub struct Boxed(pub Box<dyn Sink>);

        /// Of a type without a size as well.
        pub struct Held<T: ?Sized> {
            pub before: u64,
            pub value: T,
        }

        pub struct Buffer;

        impl Buffer {
            pub fn write(self, n: u64) -> u64 {
                call("write", n)
            }
        }
    }

    impl [Own] {
        pub async fn len(&self) -> usize {
            pause(1).await;
            self.0[1..].len()
        }

        pub async fn contains(&self, n: &u64) -> bool {
            let end = self.len().await;
            self.0[..end].contains(n)
        }

        pub async fn find(&self, text: &str) -> Option<usize> {
            pause(1).await;
            text[1..].find("x")
        }
    }

    impl [Boxed] {
        pub async fn send(&self, n: u64) -> u64 {
            pause(1).await;
            (*self.0).send(n)
        }
    }

    impl [<T: ?Sized + AsRef<[u64]>> Held<T>] {
        pub async fn write(&self, n: u64) -> u64 {
            let written = Buffer.write(n) + self.before;
            pause(1).await;
            written + self.value.as_ref().len() as u64
        }
    }

    impl [Held<[u64]>] {
        pub async fn first(&self) -> Option<u64> {
            pause(1).await;
            self.value.first().copied()
        }
    }
}

cases! {
    len [2] |n| Own(vec![n; 3]).len();
    contains [2] |n| Own(vec![n; 3]).contains(&2);
    find [2] |n| Own(vec![n]).find("axbx");
    send [2] |n| Boxed(Box::new(n)).send(n);
    write [2] |n| Held { before: n, value: [n; 3] }.write(n);
    first [2] |n| (Box::new(Held { before: n, value: [n; 3] }) as Box<Held<[u64]>>).first();
}
