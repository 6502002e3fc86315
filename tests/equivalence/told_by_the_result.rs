//! Types that follow only from what becomes of the result, in code that stands in several copies.
use crate::harness::*;

/// What can be made of a number.
pub trait Made: Sized {
    fn made(n: u64) -> Self;
}

impl Made for Noisy {
    fn made(n: u64) -> Self {
        noisy("made", n)
    }
}

impl Made for u64 {
    fn made(n: u64) -> Self {
        n
    }
}

/// Reads what is asked for.
pub struct Reader<M>(Noisy, std::marker::PhantomData<fn() -> M>);

impl<M: Made> Reader<M> {
    async fn all(self, count: &u64) -> Result<Vec<M>, String> {
        pause(1).await;
        let last = self.0.get() + *count;
        if last == 7 { Err("seven".into()) } else { Ok((0..last).map(M::made).collect()) }
    }
}

methods! {
    given {
        pub struct Query<T>(Noisy, T);
        impl<T: Copy + Into<u64>> Query<T> {
            pub fn new(n: u64, more: T) -> Self {
                Query(noisy("query", n), more)
            }
            fn of<M: Made>(self) -> Reader<M> {
                Reader(self.0, std::marker::PhantomData)
            }
        }
    }
    impl [<T: Copy + Into<u64>> Query<T>] {
        pub async fn what_an_opaque_type_has(self, more: u64) -> Result<impl IntoIterator<Item = u64>, String> {
            self.of().all(&more).await
        }

        pub async fn what_an_opaque_type_has_behind_others(mut self, more: u64) -> Result<(u64, impl IntoIterator<Item = Noisy>), String> {
            let count = self.0.add(1).get() + self.1.into();
            pause(1).await;
            Ok((more, self.of().all(&count).await?))
        }

        pub async fn closures_of_their_own(self, more: u64) -> Result<impl Iterator<Item = u64>, String> {
            let all = self.of().all(&more).await?;
            Ok(all.into_iter().map(move |one: u64| one + more))
        }

        pub async fn uses_an_opaque_type(self) -> Result<u64, String> {
            Ok(self.what_an_opaque_type_has(1).await?.into_iter().sum())
        }

        pub async fn uses_an_opaque_type_behind_others(self) -> Result<u64, String> {
            let (more, all) = self.what_an_opaque_type_has_behind_others(2).await?;
            Ok(more + all.into_iter().map(|one| one.get()).sum::<u64>())
        }

        pub async fn uses_closures_of_their_own(self) -> Result<u64, String> {
            Ok(self.closures_of_their_own(1).await?.sum())
        }
    }
}

cases! {
    uses_an_opaque_type [0, 5, 6] |n| Query::new(n, 3_u8).uses_an_opaque_type();
    uses_an_opaque_type_behind_others [0, 3] |n| Query::new(n, 3_u8).uses_an_opaque_type_behind_others();
    uses_closures_of_their_own [0, 1, 6] |n| Query::new(n, 3_u8).uses_closures_of_their_own();
}

/// Closures whose results follow only from what their results are collected into.
pub mod of_closures {
    use std::collections::HashMap;
    use std::sync::Mutex;

    use crate::harness::*;

    #[derive(Clone)]
    pub struct Counted(u64);

    pub struct Shown(Noisy);

    impl From<Counted> for Shown {
        fn from(counted: Counted) -> Self {
            Shown(noisy("shown", counted.0))
        }
    }

    pub struct Service(Mutex<HashMap<String, Counted>>);

    impl Service {
        fn new(n: u64) -> Self {
            Service(Mutex::new((0..n).map(|n| (n.to_string(), Counted(n))).collect()))
        }
    }

    async fn answers(n: u64) -> Vec<Result<u32, u64>> {
        pause(1).await;
        (0..n).map(|n| if n == 2 { Err(n) } else { Ok(n as u32) }).collect()
    }

    /// Something of which nobody but its own crate knows what it gives.
    pub trait Gives: Sized {
        type Given;
        fn given(self) -> Option<Self::Given>;
        fn mapped<T, F: FnMut(Self::Given) -> T>(self, f: F) -> Mapped<Self, F> {
            Mapped(self, f)
        }
        async fn all_in<C: FromIterator<Self::Given>>(self) -> C {
            pause(1).await;
            self.given().into_iter().collect()
        }
    }

    pub struct Once(Noisy);

    impl Gives for Once {
        type Given = Noisy;
        fn given(self) -> Option<Noisy> {
            (self.0.value != 1).then_some(self.0)
        }
    }

    pub struct Mapped<G, F>(G, F);

    impl<G: Gives, T, F: FnMut(G::Given) -> T> Gives for Mapped<G, F> {
        type Given = T;
        fn given(mut self) -> Option<T> {
            self.0.given().map(self.1)
        }
    }

    async fn sum_of<G: Gives<Given = Result<u64, String>>>(given: G) -> u64 {
        pause(1).await;
        given.given().map_or(0, |given| given.map_or(7, |one| one + 1))
    }

    functions! {
        pub async fn what_is_given_to_another(n: u64) -> u64 {
            let once = Once(noisy("once", n));
            let more = noisy("more", n);
            pause(1).await;
            sum_of(once.mapped(|one| Ok(one.get() + more.value))).await
        }

        pub async fn what_is_collected_by_another(n: u64) -> Vec<u64> {
            let once = Once(noisy("once", n));
            pause(1).await;
            let names: Vec<String> = once.mapped(|one| one.get().to_string().into()).all_in().await;
            let once = Once(noisy("once", n));
            pause(1).await;
            let all = once.mapped(|one| (one.value as u32).into()).mapped(move |one: u64| one + names.len() as u64);
            all.all_in().await
        }

        pub async fn in_a_tail_that_keeps_a_guard(service: &Service) -> HashMap<String, Shown> {
            service.0.lock().unwrap().iter().map(|(name, counted)| (name.to_owned(), counted.to_owned().into())).collect()
        }

        pub async fn behind_an_await<T: From<u32>>(n: u64) -> Vec<Result<T, u64>> {
            let _kept = noisy("kept", n);
            answers(n).await.into_iter().map(|one| one.map(|one| one.into())).collect()
        }

        pub async fn behind_a_guard_in_a_tail(n: u64) -> u64 {
            let service = Service::new(n);
            let mut all: Vec<_> = in_a_tail_that_keeps_a_guard(&service).await.into_iter().collect();
            pause(1).await;
            all.sort_by(|(one, _), (other, _)| one.cmp(other));
            all.iter().map(|(_, shown)| shown.0.get()).sum::<u64>()
        }

        pub async fn behind_an_await_in_a_tail(n: u64) -> Result<u64, u64> {
            let all: Result<Vec<u64>, u64> = behind_an_await(n).await.into_iter().collect();
            all.map(|all| all.iter().sum::<u64>())
        }

        pub async fn of_what_is_given(all: impl IntoIterator<Item = (&'static str, u32)>, n: u64) -> u64 {
            let more = noisy("more", n);
            let all: HashMap<String, u64> = all.into_iter().map(|(name, one)| (name.into(), one.into())).collect();
            pause(1).await;
            all.values().sum::<u64>() + more.get() + all.contains_key("b") as u64
        }
    }

    cases! {
        what_is_given_to_another [0, 1, 2] |n| what_is_given_to_another(n);
        what_is_collected_by_another [0, 1] |n| what_is_collected_by_another(n);
        behind_a_guard_in_a_tail [0, 1] |n| behind_a_guard_in_a_tail(n);
        behind_an_await_in_a_tail [1, 3] |n| behind_an_await_in_a_tail(n);
        of_what_is_given [0, 1] |n| of_what_is_given([("a", 1), ("b", 2)], n);
    }
}

/// Closures in both ways of a call whose result tells, through `?`, what they return.
pub mod of_closures_given_nothing {
    use std::future::Future;
    use std::ops::ControlFlow;

    use crate::harness::*;

    pub struct Retries(Noisy);

    pub struct GivenUp;

    #[derive(Debug, PartialEq)]
    pub struct Error(u64);

    impl From<GivenUp> for Error {
        fn from(_: GivenUp) -> Self {
            Error(1)
        }
    }

    impl From<u8> for Error {
        fn from(code: u8) -> Self {
            Error(code.into())
        }
    }

    impl From<u8> for GivenUp {
        fn from(_: u8) -> Self {
            GivenUp
        }
    }

    impl Retries {
        async fn until<F, R, B>(&mut self, name: &str, tries: F) -> Result<B, GivenUp>
        where
            F: Fn() -> R,
            R: Future<Output = ControlFlow<B, usize>>,
        {
            for _ in 0..2 {
                match tries().await {
                    ControlFlow::Break(result) => return Ok(result),
                    ControlFlow::Continue(more) => pause((more + name.len()) as u64).await,
                }
            }
            Err(GivenUp)
        }

        async fn once<B>(self, make: impl FnOnce() -> B) -> Result<B, GivenUp> {
            pause(self.0.value).await;
            Ok(make())
        }

        async fn once_for<B>(self, make: impl FnOnce(u8) -> B) -> Result<B, GivenUp> {
            pause(self.0.value).await;
            Ok(make(7))
        }

        async fn awaited<B>(&mut self, make: impl AsyncFnOnce(&str) -> B) -> Result<B, GivenUp> {
            Ok(make("name").await)
        }
    }

    functions! {
        pub async fn until_a_block_breaks(n: u64, mut retries: Retries) -> Result<u64, Error> {
            retries.until("n", || async {
                match number(n).await {
                    0 => ControlFlow::Break(Ok(7)),
                    1 => ControlFlow::Continue(1),
                    _ => return ControlFlow::Break(Err(3_u8.into())),
                }
            }).await.map_err(Error::from)?
        }

        pub async fn beside_a_temporary(n: u64, mut retries: Retries) -> Result<u64, Error> {
            retries.until(&number(n).await.to_string(), || async {
                if n == 0 { ControlFlow::Break(Err(3_u8.into())) } else { ControlFlow::Break(Ok(number(n).await)) }
            }).await.map_err(Error::from)?
        }

        pub async fn a_block_behind_what_it_captures(n: u64, mut retries: Retries) -> Result<u64, Error> {
            let text = noisy("text", n);
            retries.until("n", || {
                let more = text.value;
                async move {
                    if n == 0 { ControlFlow::Break(Err(3_u8.into())) } else { ControlFlow::Break(Ok(number(n).await + more)) }
                }
            }).await.map_err(Error::from)?
        }

        pub async fn a_pinned_block(n: u64, mut retries: Retries) -> Result<u64, Error> {
            retries.until("n", || Box::pin(async {
                if n == 0 { ControlFlow::Break(Err(3_u8.into())) } else { ControlFlow::Break(Ok(number(n).await)) }
            })).await.map_err(Error::from)?
        }

        pub async fn a_value(n: u64, retries: Retries) -> Result<u64, Error> {
            retries.once(|| if n == 0 { Err(3_u8.into()) } else { Ok(n) }).await.map_err(Error::from)?
        }

        pub async fn a_list(n: u64, retries: Retries) -> Result<u64, Error> {
            let list: Vec<u64> = retries.once(|| (0..n).collect()).await.map_err(Error::from)?;
            Ok(list.len() as u64)
        }

        pub async fn given_what_has_a_type(n: u64, retries: Retries) -> Result<u64, Error> {
            retries.once_for(|code: u8| if n == 0 { Err(code.into()) } else { Ok(n) }).await.map_err(Error::from)?
        }

        pub async fn an_async_closure(n: u64, mut retries: Retries) -> Result<u64, Error> {
            retries.awaited(async |name: &str| {
                if number(n).await == 0 { Err((name.len() as u8).into()) } else { Ok(n) }
            }).await.map_err(Error::from)?
        }
    }

    fn retries(n: u64) -> Retries {
        Retries(noisy("retries", n))
    }

    cases! {
        until_a_block_breaks [0, 1, 2] |n| until_a_block_breaks(n, retries(n));
        beside_a_temporary [0, 1] |n| beside_a_temporary(n, retries(n));
        a_block_behind_what_it_captures [0, 1] |n| a_block_behind_what_it_captures(n, retries(n));
        a_pinned_block [0, 1] |n| a_pinned_block(n, retries(n));
        a_value [0, 1] |n| a_value(n, retries(n));
        a_list [0, 3] |n| a_list(n, retries(n));
        given_what_has_a_type [0, 1] |n| given_what_has_a_type(n, retries(n));
        an_async_closure [0, 1] |n| an_async_closure(n, retries(n));
    }
}
