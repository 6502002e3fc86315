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
            let all = self.of().all(&count).await?;
            pause(1).await;
            Ok((more, all))
        }

        pub async fn closures_of_their_own(self, more: u64) -> Result<impl Iterator<Item = u64>, String> {
            let all = self.of().all(&more).await?;
            Ok(all.into_iter().map(move |one: u64| one + more))
        }
    }
}

cases! {
    what_an_opaque_type_has [0, 5, 6] |n| async move {
        Ok::<u64, String>(Query::new(n, 3_u8).what_an_opaque_type_has(1).await?.into_iter().sum())
    };
    what_an_opaque_type_has_behind_others [0, 3] |n| async move {
        let (more, all) = Query::new(n, 3_u8).what_an_opaque_type_has_behind_others(2).await?;
        Ok::<u64, String>(more + all.into_iter().map(|one| one.get()).sum::<u64>())
    };
    closures_of_their_own [0, 1, 6] |n| async move {
        Ok::<u64, String>(Query::new(n, 3_u8).closures_of_their_own(1).await?.sum())
    };
}
