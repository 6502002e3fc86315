//! Signatures: patterns, `mut`, `impl Trait`, generics, lifetimes, visibility, attributes, `unsafe`.
use crate::harness::*;
use std::{fmt::Debug, future::Future, pin::Pin};

pub struct Point {
    pub x: u64,
    pub y: u64,
}

/// A function as a value, that can be shown.
pub struct Adder(Box<dyn Fn(u64) -> u64>);

impl Debug for Adder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "1 -> {}", self.0(1))
    }
}

functions! {
    pub async fn destructured_tuple((a, mut b): (u64, Noisy)) -> u64 {
        b.bump(a).await
    }

    pub async fn destructured_struct(Point { x, y: mut up }: Point, [first, .., last]: [u64; 3]) -> u64 {
        up += number(first).await;
        x * up + last
    }

    pub async fn destructured_reference(&(a, ref b): &(u64, Noisy), Point { x, .. }: &mut Point) -> u64 {
        pause(1).await;
        *x += b.value;
        a + *x
    }

    pub async fn pattern_before_one_that_leaves_the_state((a, _): (Noisy, Noisy), b: &mut Noisy) -> u64 {
        let seen = || a.value;
        let pair = (noisy("left", seen()), noisy("right", b.value));
        match pair {
            (.., c) if c.value != 1 => {
                drop(c);
            }
            (_c, ..) => {}
        }
        seen();
        number(2).await
    }

    pub async fn parameter_taken_apart_that_waits_nowhere((a, _): (Noisy, Noisy)) -> Noisy {
        let pair = (noisy("left", a.get()), noisy("right", 1));
        match pair {
            (b, ref _other) if b.value % 4 == 0 => {
                call("both", b.get() + a.get());
            }
            (_b, _other) => {}
        }
        noisy("result", a.get())
    }

    pub async fn mutable_argument(mut a: Noisy, mut n: u64) -> u64 {
        a.bump(n).await;
        n += 1;
        while n > 2 {
            n -= number(1).await;
        }
        a = noisy("replaced", n);
        pause(1).await;
        a.get() + n
    }

    pub async fn impl_trait_arguments(items: impl IntoIterator<Item = u64>, show: impl Fn(u64) -> String) -> String {
        let mut out = String::new();
        for item in items {
            pause(1).await;
            out.push_str(&show(item));
        }
        out
    }

    pub async fn impl_trait_arguments_with_lifetimes_without_names(
        words: impl IntoIterator<Item = (&str, Option<&str>)>,
        show: &impl Fn(&str) -> u64,
        more: Option<impl Into<std::borrow::Cow<'_, str>>>,
    ) -> u64 {
        let mut all = more.map_or(0, |more| show(&more.into()));
        for (word, other) in words {
            all += show(word) + other.map_or(0, show);
            pause(1).await;
        }
        all
    }

    pub async fn impl_as_ref(item: impl AsRef<Noisy>) -> u64 {
        let item = item.as_ref();
        item.touch().await
    }

    pub async fn future_as_an_argument(inner: impl Future<Output = u64>, other: Pin<Box<dyn Future<Output = u64>>>) -> u64 {
        let _guard = noisy("guard", 0);
        other.await * 10 + inner.await
    }

    pub async fn async_callback<F, Fut>(mut each: F, n: u64) -> u64
    where
        F: FnMut(u64) -> Fut,
        Fut: Future<Output = Result<u64, String>>,
    {
        let mut sum = 0;
        for i in 0..n {
            match each(i).await {
                Ok(got) => sum += got,
                Err(why) => return why.len() as u64,
            }
        }
        sum
    }

    pub async fn async_closure_argument(each: impl AsyncFn(u64) -> u64, n: u64) -> u64 {
        let mut sum = 0;
        for i in 0..n {
            sum += each(i).await;
        }
        sum
    }

    pub async fn generic<T: Debug + Clone, const N: usize>(item: T, items: [T; N]) -> String
    where
        T: PartialEq,
    {
        let copy = item.clone();
        pause(N as u64).await;
        let mut same = 0;
        for other in &items {
            if flag(*other == item).await {
                same += 1;
            }
        }
        format!("{copy:?} {same} of {N}")
    }

    pub async fn generic_with_turbofish<T>(n: u64) -> T
    where
        T: Default + From<u8> + std::ops::AddAssign,
    {
        let mut sum = T::default();
        for _ in 0..n {
            pause(1).await;
            sum += T::from(1);
        }
        sum
    }

    pub async fn named_lifetimes<'long: 'short, 'short>(kept: &'long str, other: &'short str, n: u64) -> &'short str {
        pause(1).await;
        if n == 0 { kept } else { other }
    }

    pub async fn lifetime_in_a_struct<'a>(guard: LockGuard<'a>, lock: &'a Lock) -> (u64, bool) {
        pause(1).await;
        let seen = *guard;
        let busy = lock.try_lock().is_none();
        drop(guard);
        pause(1).await;
        (seen, busy)
    }

    pub async fn dyn_argument(show: &dyn Fn(u64) -> u64, boxed: Box<dyn Debug + '_>) -> String {
        let got = show(number(1).await);
        pause(1).await;
        format!("{boxed:?} {got}")
    }

    pub async fn returns_impl_trait(n: u64) -> impl Iterator<Item = u64> + Debug {
        let start = number(n).await;
        (start..start + 2).collect::<Vec<_>>().into_iter()
    }

    pub async fn returns_a_boxed_closure(n: u64) -> Adder {
        let base = number(n).await;
        Adder(Box::new(move |x| x + base))
    }

    /// What this does is said here.
    ///
    /// # Safety
    /// There is nothing to it.
    #[allow(unused_variables)]
    #[inline]
    pub async unsafe fn documented_and_unsafe(pointer: *const u64, n: u64) -> u64 {
        let unused = noisy("unused", n);
        pause(1).await;
        // SAFETY: the caller says so.
        unsafe { pointer.read() }
    }

    #[must_use = "it counts"]
    #[cfg(all())]
    pub(crate) async fn visible_in_the_crate(#[allow(unused)] spare: Noisy, n: u64) -> u64 {
        number(n).await
    }

    pub async fn raw_names(r#type: u64, r#match: Noisy) -> u64 {
        let r#loop = number(r#type).await;
        let r#gen = noisy("gen", r#loop);
        pause(1).await;
        r#loop + r#match.touch().await + r#gen.get()
    }

    pub async fn names_of_the_machinery(state: u64, poll: Noisy, cx: u64, context: u64) -> u64 {
        let step = number(state).await;
        let resume = poll.touch().await;
        let this = &poll;
        let tag = cx + step;
        pause(1).await;
        let future = number(context).await;
        this.value + tag + resume + future
    }

    pub async fn many_arguments(a: u8, b: u16, c: u32, d: Noisy, e: &str, f: Option<Noisy>, g: (Noisy, Noisy)) -> u64 {
        let sum = u64::from(a) + u64::from(b) + u64::from(c);
        pause(1).await;
        drop(f);
        let (_, last) = g;
        pause(1).await;
        sum + d.value + e.len() as u64 + last.value
    }
}

cases! {
    destructured_tuple [0, 1] |n| destructured_tuple((n, noisy("b", n)));
    destructured_struct [0, 1] |n| destructured_struct(Point { x: 2, y: n }, [n, 5, 6]);
    destructured_reference [0] |n| destructured_reference(&(n, noisy("b", n)), &mut Point { x: 2, y: n });
    pattern_before_one_that_leaves_the_state [0, 1] |n| pattern_before_one_that_leaves_the_state((noisy("a", n), noisy("rest", n)), &mut noisy("b", n));
    parameter_taken_apart_that_waits_nowhere [0, 1] |n| parameter_taken_apart_that_waits_nowhere((noisy("a", n), noisy("rest", n)));
    mutable_argument [0, 5] |n| mutable_argument(noisy("a", n), n);
    impl_trait_arguments [0, 2] |n| impl_trait_arguments(0..n, |x| format!("<{x}>"));
    impl_trait_arguments_with_lifetimes_without_names [0, 2] |n| {
        let some = &"some"[n as usize..];
        impl_trait_arguments_with_lifetimes_without_names([("a", None), (some, Some(some))], &|word: &str| word.len() as u64, Some(some))
    };
    impl_as_ref [0] |n| impl_as_ref(noisy("a", n));
    future_as_an_argument [0, 1] |n| future_as_an_argument(number(n), Box::pin(number(n + 1)));
    async_callback [0, 2, 5] |n| async_callback(attempt, n);
    async_closure_argument [0, 2] |n| async_closure_argument(async |i| number(i + n).await, n);
    generic [0, 1] |n| generic(n, [0, 1, 1]);
    generic_with_turbofish [0, 2] |n| generic_with_turbofish::<u32>(n);
    named_lifetimes [0, 1] |n| named_lifetimes("kept", &n.to_string(), n);
    lifetime_in_a_struct [0] |n| {
        let lock = &*Box::leak(Box::new(Lock::new(n)));
        lifetime_in_a_struct(lock.lock_now(), lock)
    };
    dyn_argument [0, 1] |n| dyn_argument(&|x| x + n, Box::new(noisy("boxed", n)));
    returns_impl_trait [0, 1] |n| returns_impl_trait(n);
    returns_a_boxed_closure [0, 1] |n| returns_a_boxed_closure(n);
    // SAFETY: the pointer is that of the input, which outlives the future.
    documented_and_unsafe [0, 1] |n| unsafe { documented_and_unsafe(&raw const n, n) };
    visible_in_the_crate [0, 1] |n| visible_in_the_crate(noisy("spare", n), n);
    raw_names [0, 1] |n| raw_names(n, noisy("match", n));
    names_of_the_machinery [0, 1] |n| names_of_the_machinery(n, noisy("poll", n), n, n);
    many_arguments [0] |n| {
        many_arguments(1, 2, 3, noisy("d", n), "e", Some(noisy("f", n)), (noisy("g0", n), noisy("g1", n)))
    };
}
