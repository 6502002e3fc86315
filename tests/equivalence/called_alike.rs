//! Functions that call others of the same name: those of something inside, or of a type with that function.
use crate::harness::*;
use std::{future::Future, marker::PhantomData, sync::mpsc};

async fn in_time<F: Future>(future: F) -> Option<F::Output> {
    pause(1).await;
    Some(future.await)
}

mod files {
    /// Another one of that name.
    pub struct File(pub u64);

    impl File {
        pub fn open<P: AsRef<str>>(path: P) -> Result<Self, String> {
            let found = path.as_ref().len() as u64;
            if found > 1 { Ok(File(found)) } else { Err("not found".to_owned()) }
        }
    }
}

async fn unblock<T>(work: impl FnOnce() -> T) -> T {
    pause(1).await;
    work()
}

content! {
    pub trait Accept {
        fn accept(&mut self, more: Option<u64>) -> impl Future<Output = u64> + Send;
    }

    pub struct Either<A, B>(A, B);

    pub struct Wrapped<A>(A);

    pub struct Many<A>(Vec<A>);

    pub struct Leafy(u64);

    pub struct Command<C>(PhantomData<C>);

    impl<C> Command<C> {
        fn get_snapshot(n: u64) -> Command<C>
        where
            C: Default,
        {
            event(format_args!("command {n}"));
            Command(PhantomData)
        }
    }

    pub struct Handle<C>(mpsc::Sender<Command<C>>);

    pub struct Inner;

    pub struct Client(Inner);

    pub struct Tree(Vec<Tree>);

    pub struct File(u64);

    impl Accept for Leafy {
        async fn accept(&mut self, more: Option<u64>) -> u64 {
            self.0 += 1;
            number(self.0 + more.unwrap_or(1)).await
        }
    }

    impl<A: Accept + Send, B: Accept + Send> Accept for Either<A, B> {
        async fn accept(&mut self, more: Option<u64>) -> u64 {
            tokio::select! {
                biased;
                one = self.0.accept(more) => one,
                other = self.1.accept(more) => other,
            }
        }
    }

    impl<A: Accept + Send> Accept for Wrapped<A> {
        async fn accept(&mut self, more: Option<u64>) -> u64 {
            let future = self.0.accept(more);
            let first = future.await;
            Box::pin(self.0.accept(Some(first))).await + in_time(self.0.accept(None)).await.unwrap_or(0)
        }
    }

    impl<A: Accept + Send> Accept for Many<A> {
        async fn accept(&mut self, more: Option<u64>) -> u64 {
            let all: Vec<_> = self.0.iter_mut().map(|one| Box::pin(one.accept(more))).collect();
            let mut sum = 0;
            for one in all {
                sum += one.await;
            }
            sum
        }
    }

    impl<C: Default> Handle<C> {
        async fn get_snapshot(&self, n: u64) -> u64 {
            let command = Command::get_snapshot(n);
            let _ = self.0.send(command);
            number(n).await
        }
    }

    impl Inner {
        async fn request<T: From<u8>>(&self, n: u8) -> T {
            T::from(number(n.into()).await as u8)
        }
    }

    impl Client {
        async fn request<T: From<u8>>(&self, n: u8) -> T {
            in_time(self.0.request(n)).await.unwrap()
        }
    }

    impl Tree {
        async fn depth<T: From<u8>>(&self, n: u8) -> Vec<T> {
            let mut all = vec![T::from(number(n.into()).await as u8)];
            for child in &self.0 {
                all.extend(Box::pin(child.depth::<T>(n + 1)).await);
            }
            all
        }

        async fn count(&self) -> u64 {
            let mut count = number(1).await;
            for child in &self.0 {
                count += Box::pin(Tree::count(child)).await + Box::pin(<Tree>::count(child)).await;
            }
            count
        }
    }

    impl File {
        async fn open<P: AsRef<str>>(path: P) -> Result<File, String> {
            let path = path.as_ref().to_owned();
            let file = unblock(move || files::File::open(path)).await?;
            Ok(File(file.0))
        }
    }

    pub async fn of_another_module(n: u64) -> Result<u64, String> {
        Ok(File::open("a").await.map_or(n, |file| file.0) + File::open("file").await?.0)
    }

    pub async fn of_a_trait(n: u64) -> u64 {
        let mut all = Either(Wrapped(Leafy(n)), Many(vec![Leafy(2), Leafy(3)]));
        all.accept(None).await + all.1.accept(Some(n)).await
    }

    pub async fn of_another_type(n: u64) -> u64 {
        let (sender, receiver) = mpsc::channel::<Command<String>>();
        let first = Handle(sender).get_snapshot(n).await;
        first + receiver.iter().count() as u64
    }

    pub async fn with_types_of_their_own(n: u64) -> u64 {
        let tree = Tree(vec![Tree(Vec::new()), Tree(vec![Tree(Vec::new())])]);
        let depths: Vec<u64> = tree.depth(n as u8).await;
        depths.into_iter().sum::<u64>() + Client(Inner).request::<u64>(n as u8).await + tree.count().await
    }
}

cases! {
    of_another_module [0, 1] |n| of_another_module(n);
    of_a_trait [0, 1] |n| of_a_trait(n);
    of_another_type [0, 1] |n| of_another_type(n);
    with_types_of_their_own [0, 1] |n| with_types_of_their_own(n);
}
