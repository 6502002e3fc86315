//! Methods of traits that are implemented for references as well, or for everything: which one is meant, the receiver says.
use crate::harness::*;
use std::{future::Future, sync::Arc};

pub struct End(Noisy);

pub trait Endpoint {
    fn ask(&self, n: u64) -> impl Future<Output = u64>;
}

impl Endpoint for End {
    async fn ask(&self, n: u64) -> u64 {
        pause(1).await;
        self.0.get() + n
    }
}

impl<T: Endpoint> Endpoint for &T {
    async fn ask(&self, n: u64) -> u64 {
        step();
        T::ask(self, n).await
    }
}

impl<T: Endpoint> Endpoint for Arc<T> {
    async fn ask(&self, n: u64) -> u64 {
        T::ask(self, n).await
    }
}

pub trait Every: Sized {
    fn each(&self) -> u64 {
        step();
        7
    }

    fn own(self) -> u64 {
        step();
        8
    }
}

impl<T> Every for T {}

pub enum Either<A, B> {
    Left(A),
    Right(B),
}

functions! {
    pub async fn in_branches(either: &Either<End, Arc<End>>, n: u64) -> u64 {
        match either {
            Either::Left(left) => left.ask(n).await,
            Either::Right(right) => right.ask(n).await,
        }
    }

    pub async fn in_an_option<T: Endpoint>(list: &[T], n: u64) -> u64 {
        match list.first() {
            Some(first) => first.ask(n).await,
            None => 0,
        }
    }

    pub async fn of_everything<T: Endpoint>(list: &[T], n: u64) -> u64 {
        let mut sum = 0;
        for one in list {
            sum += one.each();
            sum += one.ask(n).await;
        }
        for one in list {
            pause(1).await;
            sum += one.own();
        }
        sum
    }
}

cases! {
    in_branches [0, 1] |n| async move {
        let either = match n {
            0 => Either::Left(End(noisy("left", n))),
            _ => Either::Right(Arc::new(End(noisy("right", n)))),
        };
        in_branches(&either, n).await
    };
    in_an_option [0, 1] |n| async move {
        in_an_option(&(0..n).map(|n| End(noisy("end", n))).collect::<Vec<_>>(), n).await
    };
    of_everything [0, 2] |n| async move {
        of_everything(&(0..n).map(|n| End(noisy("end", n))).collect::<Vec<_>>(), n).await
    };
}
