//! Locals, types and methods that are called like something in the generated code.
use crate::harness::*;

pub struct Thing(Noisy);

pub fn thing(name: &'static str, value: u64) -> Thing {
    Thing(noisy(name, value))
}

impl Thing {
    pub fn ends(self, more: u64) -> u64 {
        self.0.get() + more
    }

    pub fn goes_on(&self, more: u64) -> u64 {
        self.0.get() + more
    }

    pub fn applies(self, change: impl FnOnce(u64) -> u64) -> u64 {
        change(self.0.get())
    }

    pub fn converts<T: Into<u64>>(self, more: T) -> u64 {
        self.0.get() + more.into()
    }

    pub fn r#match(self) -> u64 {
        self.0.get()
    }
}

pub struct Other(u64);

impl From<Other> for u64 {
    fn from(other: Other) -> u64 {
        other.0
    }
}

/// Items that are called almost like locals.
#[allow(non_upper_case_globals)]
mod items {
    pub static counter: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(5);
    pub const limit: u64 = 3;
    thread_local! {
        pub static level: std::cell::Cell<u64> = const { std::cell::Cell::new(7) };
    }

    pub fn doubled(n: u64) -> u64 {
        2 * n
    }
}
use items::{counter, doubled, level, limit};

macro_rules! beside {
    ($e:expr) => {{
        let _kept = noisy("beside", 1);
        $e.await
    }};
}

functions! {
    pub async fn called_like_a_guard(n: u64) -> u64 {
        let mut it = maybe_two(n);
        pause(1).await;
        if let Some(ref mut it) = it {
            let it_is_set = noisy("inner", n);
            if test("inner", it.0.get() == 1) && read_from(&it.1, 1).await == 1 {
                return it_is_set.get();
            }
        }
        let _it = noisy("guard", n);
        let it_value = noisy("value", n);
        pause(1).await;
        let it_value = it_value.get() + noisy("other", n).touch().await;
        let _it_2 = noisy("second", it_value);
        pause(1).await;
        it.map_or(0, |it| it.0.get()) + _it.get() + _it_2.get()
    }

    pub async fn items_almost_like_locals(n: u64) -> u64 {
        let (counters, limits) = (noisy("counters", n), n + 1);
        let mut levels = Vec::new();
        levels.push(level.with(std::cell::Cell::get));
        event(format_args!("{limit} {limits} {}", limits + limit));
        pause(1).await;
        let double: Vec<u64> = levels.into_iter().map(doubled).collect();
        counter.load(std::sync::atomic::Ordering::Relaxed) + counters.get() + limits + limit + double[0]
    }

    pub async fn locals_like_methods(n: u64) -> u64 {
        let (ends, result, results) = (thing("ends", n), noisy("result", n), noisy("results", n));
        let goes_on = thing("goes on", n);
        pause(1).await;
        let got = ends.ends(result.value) + goes_on.goes_on(result.value);
        got + thing("applied", n).applies(|it| it + results.value)
    }

    pub async fn a_function_in_a_local(n: u64) -> u64 {
        let (inside, called) = (noisy("inside", n), noisy("called", n));
        let callee = move |more: u64| more + inside.get();
        pause(1).await;
        let got = callee(called.value);
        pause(1).await;
        got
    }

    pub async fn types_and_raw_names(n: u64) -> u64 {
        let (it, raw) = (thing("it", n), thing("raw", n));
        pause(1).await;
        it.converts::<Other>(Other(n)) + raw.r#match()
    }

    pub async fn parts_of_several(n: u64) -> u64 {
        let (mut value, gone) = (halves(n), halves(n));
        pause(1).await;
        consume(value.left);
        value.left = noisy("again", consume(gone.left));
        value.count
    }

    pub async fn captured(n: u64) -> u64 {
        let (parts, way) = (halves(n), thing("way", n));
        pause(1).await;
        let inside = move || parts.left.get();
        let ends = move || way.ends(1);
        pause(1).await;
        inside() + ends()
    }

    pub async fn what_a_match_leaves(n: u64) -> u64 {
        let (rest, maybe) = (noisy("rest", n), Some(noisy("some", n)));
        pause(1).await;
        match maybe {
            Some(it) if it.value > 1 => consume(it),
            _ => call("rest", rest.value),
        }
    }

    pub async fn parts_of_what_is_called_value(n: u64) -> u64 {
        let mut value = (halves(n), noisy("second", n));
        pause(1).await;
        let (Halves { left, .. }, _) = value;
        pause(1).await;
        value = (halves(consume(left)), noisy("another", n));
        pause(1).await;
        value.1.get()
    }

    pub async fn what_waits_beside_what_does_not(n: u64) -> u64 {
        let mut got = 0;
        if flag(noisy("t", n).is_even()).await {
            got = 1;
        }
        call("first", got) + number(1).await
    }

    pub async fn local_of_a_macro_like_a_guard(n: u64) -> u64 {
        let kept = noisy("kept", n);
        let mut sum = 0;
        for k in 0..2 {
            sum += beside!(number(noisy("t", n).get()));
            number(k).await;
        }
        sum + kept.touch().await
    }
}

cases! {
    called_like_a_guard [0, 1, 2] |n| called_like_a_guard(n);
    local_of_a_macro_like_a_guard [0, 1] |n| local_of_a_macro_like_a_guard(n);
    items_almost_like_locals [1] |n| items_almost_like_locals(n);
    locals_like_methods [1] |n| locals_like_methods(n);
    a_function_in_a_local [1] |n| a_function_in_a_local(n);
    types_and_raw_names [1] |n| types_and_raw_names(n);
    parts_of_several [1] |n| parts_of_several(n);
    captured [1] |n| captured(n);
    what_a_match_leaves [1, 2] |n| what_a_match_leaves(n);
    parts_of_what_is_called_value [1] |n| parts_of_what_is_called_value(n);
    what_waits_beside_what_does_not [0, 1] |n| what_waits_beside_what_does_not(n);
}
