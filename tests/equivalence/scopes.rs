//! The attribute on a module, and in it on everything that has functions: one line for all of them.
use crate::harness::*;

content! {
    pub async fn free(n: u64) -> u64 {
        let _a = noisy("a", n);
        number(n).await + call("after", 1)
    }

    pub mod inner {
        use super::*;

        pub mod innermost {
            use super::*;

            pub async fn in_nested_modules(n: u64) -> u64 {
                let _a = noisy("a", n);
                pause(n).await;
                call("after", n)
            }
        }
    }

    pub struct Counter {
        pub name: Noisy,
    }

    impl Counter {
        pub async fn in_an_impl(&mut self, n: u64) -> u64 {
            let old = std::mem::replace(&mut self.name, noisy("new", n));
            pause(n).await;
            old.get() + self.name.get()
        }

        pub fn not_async(&self) -> u64 {
            self.name.get()
        }

        pub async fn beside_one_that_is_not_async(&self, n: u64) -> u64 {
            pause(n).await;
            self.not_async()
        }
    }

    #[allow(async_fn_in_trait)]
    pub trait Visit {
        const TIMES: u64;

        async fn visit(&self, n: u64) -> u64;

        async fn default_body(&self, n: u64) -> u64 {
            let mut sum = 0;
            for i in 0..Self::TIMES {
                let _guard = noisy("guard", i);
                sum += self.visit(n).await;
            }
            sum
        }
    }

    pub struct Held<T>(pub T, pub Noisy);

    impl<T: AsRef<Noisy>> Held<T> {
        async fn generic_and_private(self, other: &Noisy) -> u64 {
            let borrowed = self.0.as_ref();
            let longer = if other.get() > 1 { other } else { borrowed };
            pause(1).await;
            longer.touch().await + self.1.get()
        }

        pub async fn generic_in_an_impl(self, n: u64) -> u64 {
            let other = noisy("other", n);
            { self }.generic_and_private(&other).await
        }
    }

    pub trait Make: Sized {
        fn make<W: AsRef<Noisy>>(n: u64, with: W) -> impl Future<Output = Self>;
    }

    impl Make for Counter {
        async fn make<W: AsRef<Noisy>>(n: u64, with: W) -> Counter {
            let value = with.as_ref().get();
            pause(n).await;
            Counter { name: noisy("made", value) }
        }
    }

    pub async fn static_of_a_trait(n: u64) -> u64 {
        let counter = Counter::make(n, noisy("with", n)).await;
        counter.name.get()
    }

    impl Visit for Counter {
        const TIMES: u64 = 2;

        async fn visit(&self, n: u64) -> u64 {
            self.name.touch().await + number(n).await
        }
    }

    pub async fn inside_another(n: u64) -> u64 {
        async fn innermost(a: Noisy) -> u64 {
            pause(1).await;
            a.get()
        }
        struct Local;
        impl Local {
            async fn method(&self, n: u64) -> u64 {
                let a = noisy("a", n);
                innermost(a).await
            }
        }
        Local.method(n).await
    }

    pub fn inside_one_that_is_not_async(n: u64) -> impl Future<Output = u64> {
        async fn inside_one_that_is_not_async(n: u64) -> u64 {
            let _a = noisy("a", n);
            number(n).await
        }
        inside_one_that_is_not_async(n)
    }

    #[cfg(any())]
    pub async fn not_there(n: u64) -> u64 {
        does_not_exist(n).await
    }

    #[cfg(all())]
    pub async fn condition_inside(n: u64) -> u64 {
        let a = noisy("a", n);
        #[cfg(any())]
        drop(a);
        #[cfg(not(any()))]
        let a = noisy("b", n);
        pause(n).await;
        a.get()
    }
}

/// Nothing is forgotten: each function of the module is a machine.
#[test]
fn every_function_is_rewritten() {
    use manual::{Counter, Visit};

    fn assert_machine<F>(_: &F) {
        let name = std::any::type_name::<F>();
        assert!(!is_compiler_made(name), "{name} is the compiler's");
    }
    let mut counter = Counter { name: noisy("counter", 1) };
    assert_machine(&counter.in_an_impl(1));
    assert_machine(&counter.visit(1));
    assert_machine(&counter.default_body(1));
    assert_machine(&manual::free(1));
    assert_machine(&manual::inner::innermost::in_nested_modules(1));
    assert_machine(&manual::inside_another(1));
    assert_machine(&manual::inside_one_that_is_not_async(1));
    assert_machine(&manual::condition_inside(1));
}

cases! {
    free [0, 1, 2] |n| free(n);
    in_nested_modules [0, 1, 2] |n| inner::innermost::in_nested_modules(n);
    in_an_impl [0, 1, 2] |n| Counter { name: noisy("counter", n) }.in_an_impl(n);
    beside_one_that_is_not_async [0, 1] |n| Counter { name: noisy("counter", n) }.beside_one_that_is_not_async(n);
    default_body [0, 1, 2] |n| Counter { name: noisy("counter", n) }.default_body(n);
    generic_in_an_impl [0, 1, 2] |n| Held(noisy("held", n), noisy("beside", n)).generic_in_an_impl(n);
    static_of_a_trait [0, 1] |n| static_of_a_trait(n);
    inside_another [0, 1] |n| inside_another(n);
    inside_one_that_is_not_async [0, 1] |n| inside_one_that_is_not_async(n);
    condition_inside [0, 1] |n| condition_inside(n);
}
