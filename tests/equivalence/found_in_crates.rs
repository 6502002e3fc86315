//! What published crates have written, and nobody here had thought of.
use crate::harness::*;
use futures::FutureExt;

pub struct Holder(Noisy);

impl Holder {
    fn into_inner(self) -> Noisy {
        self.0
    }
}

impl Noisy {
    fn eaten(self) -> u64 {
        self.into_value()
    }
}

/// Calls a method, whatever the macro of that name does elsewhere.
macro_rules! poll {
    ($it:ident) => {
        $it.add(1).get()
    };
}

async fn shelf(n: u64) -> Halves {
    pause(1).await;
    halves(n)
}

fn choose(n: u64, first: impl FnOnce(), second: impl FnOnce(Noisy)) {
    if n % 2 == 0 {
        first();
    }
    if n > 1 {
        second(noisy("m", n));
    }
}

functions! {
    pub async fn guard_extended_in_a_loop(n: u64) -> u64 {
        let mut tries = 0;
        loop {
            let actual = &*Box::new(shelf(n).await);
            if actual.count > tries {
                tries += 1;
                pause(1).await;
                continue;
            }
            call("enough", tries);
            break actual.left.get();
        }
    }

    pub async fn closures_that_set_what_is_matched(n: u64) -> u64 {
        let mut first = None;
        let mut second = None;
        pause(1).await;
        let _c = noisy("c", n);
        choose(n, || first = Some((n, noisy("first", n))), |m| second = Some((n % 2, m, noisy("second", n))));
        match (first, second) {
            (Some((_at, first)), None) => consume(first),
            (Some((at, first)), Some((other, ..))) if at > other => consume(first),
            (_, Some((_at, first, second))) => eat(first, 1).await + second.get(),
            (None, None) => number(n).await,
        }
    }

    pub async fn compared_and_left(n: u64) -> Result<u64, u64> {
        let (key, value) = (noisy("key", n), (n > 2).then(|| noisy("value", n)));
        let made = match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| number(n))) {
            Ok(made) => made,
            Err(payload) => {
                call("panicked", n);
                std::panic::resume_unwind(payload);
            }
        };
        match made.await {
            0 => {
                call("nothing", n);
                if let Some(value) = value { Ok(consume(key) + consume(value)) } else { Ok(consume(key)) }
            }
            1 => {
                let got = key.touch().await;
                Ok(consume(key) + got)
            }
            _ => Err(0),
        }
    }

    pub async fn pinned_under_the_same_name(n: u64) -> u64 {
        let (a, b) = (number(n), noisy("b", n));
        tokio::pin!(a);
        let seen = a.as_mut().now_or_never().is_some();
        if !seen {
            pause(1).await;
        }
        u64::from(seen) + b.get()
    }

    pub async fn method_named_like_its_receiver(n: u64) -> u64 {
        let (get, mut add) = (noisy("get", n), noisy("add", n));
        let (eat, into_value) = (noisy("eat", n), noisy("into_value", n));
        pause(1).await;
        let got = get.get() + eat.eaten();
        add.add(got);
        add.add(1);
        pause(1).await;
        into_value.into_value() + add.get()
    }

    pub async fn given_back_and_lent_again(n: u64) -> u64 {
        let mut a = noisy("a", n);
        {
            let mut held = Holder(a);
            let got = held.0.touch();
            call("waits", n);
            let got = got.await;
            a = held.into_inner();
            call("got", got);
        }
        {
            let mut held = Holder(a);
            let got = held.0.touch().await;
            a = held.into_inner();
            call("got", got);
        }
        {
            let held = Holder(a);
            pause(1).await;
            held.0.get()
        }
    }

    pub async fn own_macro_with_a_known_name(n: u64) -> u64 {
        let mut a = noisy("a", n);
        pause(1).await;
        let b = if n > 1 { poll!(a) } else { 0 };
        let c = poll!(a);
        pause(1).await;
        a.get() + b + c
    }

    pub async fn block_with_an_attribute(n: u64) -> u64 {
        let a = noisy("a", n);
        pause(1).await;
        let block = || {
            step();
            #[allow(unused_variables)]
            async move {
                let unused = a.touch().await;
                n
            }
        };
        block().await + number(n).await
    }

    pub async fn closures_that_are_called(n: u64) -> u64 {
        let (a, b) = (noisy("a", n), noisy("b", n));
        let eats = || eat(a, 1);
        let mut sees = |more| b.get() + more;
        pause(1).await;
        let mut got = sees(1);
        if n > 1 {
            got += eats().await;
        }
        let _c = noisy("c", n);
        pause(1).await;
        got + sees(2) + number(n).await
    }
}

cases! {
    guard_extended_in_a_loop [0, 1, 3] |n| guard_extended_in_a_loop(n);
    closures_that_set_what_is_matched [0, 1, 2, 3] |n| closures_that_set_what_is_matched(n);
    compared_and_left [0, 1, 2, 3] |n| compared_and_left(n);
    pinned_under_the_same_name [0, 1] |n| pinned_under_the_same_name(n);
    method_named_like_its_receiver [0, 1] |n| method_named_like_its_receiver(n);
    given_back_and_lent_again [0, 1] |n| given_back_and_lent_again(n);
    own_macro_with_a_known_name [0, 1, 2] |n| own_macro_with_a_known_name(n);
    closures_that_are_called [0, 1, 2] |n| closures_that_are_called(n);
    block_with_an_attribute [0, 1] |n| block_with_an_attribute(n);
}
