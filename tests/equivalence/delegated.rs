//! Functions of traits that hand on to the same function of another type, which may be a reference.
use crate::harness::*;
use std::future::Future;

#[allow(async_fn_in_trait)]
pub trait Loads {
    async fn load(&self, more: &Noisy) -> u64;
}

impl Loads for &[Noisy] {
    async fn load(&self, more: &Noisy) -> u64 {
        pause(1).await;
        self.len() as u64 + more.get()
    }
}

pub trait Tells {
    fn tell(self, n: u64) -> impl Future<Output = u64>;
}

impl Tells for Noisy {
    async fn tell(self, n: u64) -> u64 {
        pause(1).await;
        self.get() + n
    }
}

impl Tells for &Noisy {
    async fn tell(self, n: u64) -> u64 {
        pause(1).await;
        self.get() * n
    }
}

pub trait Presses: Sized {
    fn pressed(self, by: &Noisy) -> Self;
}

impl Presses for Vec<Noisy> {
    fn pressed(mut self, by: &Noisy) -> Self {
        self.truncate(by.get() as usize);
        self
    }
}

pub trait Changes {
    fn change(&mut self, n: u64) -> impl Future<Output = u64>;
}

impl Changes for &mut Noisy {
    async fn change(&mut self, n: u64) -> u64 {
        self.value += n;
        pause(1).await;
        self.get()
    }
}

methods! {
    given {
        pub struct Shelf(pub Vec<Noisy>);

        impl Shelf {
            fn as_slice(&self) -> &[Noisy] {
                &self.0
            }

            fn first(&self) -> &Noisy {
                &self.0[0]
            }

            fn reversed(mut self) -> Shelf {
                self.0.reverse();
                self
            }

            fn copy(&self) -> Noisy {
                noisy("copy", self.0[0].value)
            }

            fn first_mut(&mut self) -> &mut Noisy {
                &mut self.0[0]
            }
        }

        pub struct Copies(pub Shelf);
    }

    // As in `LoaderTrait` of sea-orm.
    impl [Loads for Shelf] {
        async fn load(&self, more: &Noisy) -> u64 {
            self.as_slice().load(more).await
        }
    }

    impl [Loads for Copies] {
        async fn load(&self, more: &Noisy) -> u64 {
            let slice = self.0.as_slice();
            pause(1).await;
            slice.load(more).await + self.0.load(more).await
        }
    }

    impl [Tells for Shelf] {
        async fn tell(self, n: u64) -> u64 {
            self.copy().tell(n).await + self.first().tell(n).await
        }
    }

    impl [Tells for &Copies] {
        async fn tell(self, n: u64) -> u64 {
            let first = self.0.first();
            let copy = self.0.copy();
            pause(1).await;
            first.tell(n).await + copy.tell(n).await
        }
    }

    // As in `build` of foyer-storage.
    impl [Shelf] {
        pub async fn pressed(self: Box<Self>, more: Noisy, n: u64) -> u64 {
            pause(1).await;
            let pressed = self.0.pressed(&more);
            pause(n).await;
            pressed.len() as u64 + more.get()
        }
    }

    impl [Copies] {
        pub async fn opened(self: Box<Self>, n: u64) -> u64 {
            let first = self.0.first().touch().await;
            let all = self.0.reversed();
            pause(n).await;
            first + all.0.len() as u64
        }
    }

    impl [Changes for Shelf] {
        async fn change(&mut self, n: u64) -> u64 {
            self.first_mut().change(n).await
        }
    }
}

cases! {
    load_of_a_slice [1, 2] |n| with(Shelf(all(n)), async |shelf| shelf.load(&noisy("more", n)).await);
    load_of_a_named_slice [1, 2] |n| with(Copies(Shelf(all(n))), async |copies| copies.load(&noisy("more", n)).await);
    tell_by_value [1, 2] |n| with(Shelf(all(n)), async |shelf| shelf.tell(n).await);
    tell_by_reference [1, 2] |n| with(Copies(Shelf(all(n))), async |copies| copies.tell(n).await);
    pressed [1, 2] |n| Box::new(Shelf(all(n + 1))).pressed(noisy("more", n), n);
    opened [1, 2] |n| Box::new(Copies(Shelf(all(n)))).opened(n);
    change [1, 2] |n| with(Shelf(all(n)), async |mut shelf| shelf.change(n).await);
}

async fn with<T>(value: T, run: impl AsyncFnOnce(T) -> u64) -> u64 {
    run(value).await
}

fn all(n: u64) -> Vec<Noisy> {
    (0..n).map(|i| noisy("item", i)).collect()
}
