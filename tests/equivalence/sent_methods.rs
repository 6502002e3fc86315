//! The future of a method takes all of `self` with it, whatever of that the body names.
use crate::harness::*;
use crate::sendness::{Otherwise, ask};
use std::{cell::Cell, marker::PhantomData, rc::Rc, sync::Arc};

methods! {
    given {
        /// Can be sent, and copied, but not be shared.
        #[derive(Clone, Copy, Debug)]
        pub struct Handle(pub PhantomData<Cell<u8>>);

        impl Handle {
            pub fn size(self) -> u64 {
                size_of_val(&self) as u64
            }
        }

        #[derive(Debug)]
        pub struct Machine {
            pub handle: Handle,
            pub name: Noisy,
        }

        pub struct Shared {
            pub cell: Cell<u64>,
            pub sum: u64,
        }
    }

    impl [Machine] {
        pub async fn by_value(self, other: Handle) -> u64 {
            pause(1).await;
            self.handle.size() + self.name.value + other.size()
        }

        pub async fn by_unique_reference(&mut self, other: Handle) -> u64 {
            pause(1).await;
            self.handle = other;
            self.name.add(1);
            self.name.value
        }

        pub async fn unused(self: Arc<Self>, n: u64) -> u64 {
            pause(n).await;
            n
        }
    }

    impl [Shared] {
        pub async fn unused_and_not_send(self: Rc<Self>, n: u64) -> u64 {
            pause(n).await;
            n
        }

        pub async fn part_that_could_be_shared(&self, n: u64) -> u64 {
            pause(n).await;
            self.sum
        }
    }
}

macro_rules! are_as_told {
    ($form:ident) => {{
        use $form::*;
        let machine = || Machine { handle: Handle(PhantomData), name: noisy("machine", 1) };
        let shared = || Shared { cell: Cell::new(1), sum: 1 };
        assert!((&ask(machine().by_value(Handle(PhantomData)))).is_send());
        assert!((&ask(machine().by_unique_reference(Handle(PhantomData)))).is_send());
        assert!(!(&ask(Arc::new(machine()).unused(1))).is_send());
        assert!(!(&ask(Rc::new(shared()).unused_and_not_send(1))).is_send());
        assert!(!(&ask(shared().part_that_could_be_shared(1))).is_send());
        shared().cell.set(2);
    }};
}

#[test]
fn futures_of_methods_are_send_where_the_compilers_are() {
    are_as_told!(native);
    are_as_told!(manual);
}

cases! {
    by_value [0, 1] |n| Machine { handle: Handle(PhantomData), name: noisy("m", n) }.by_value(Handle(PhantomData));
    unused [0, 1] |n| Arc::new(Machine { handle: Handle(PhantomData), name: noisy("m", n) }).unused(n);
    unused_and_not_send [0, 1] |n| Rc::new(Shared { cell: Cell::new(n), sum: n }).unused_and_not_send(n);
}
