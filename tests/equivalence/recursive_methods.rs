//! Methods that await themselves, and others that are only called like them.
use crate::harness::*;
use futures::{
    future::join_all,
    stream::{self, FuturesUnordered, StreamExt},
};
use std::{rc::Rc, sync::Arc};

methods! {
    given {
        pub struct Tree {
            pub name: Noisy,
            pub children: Vec<Tree>,
        }

        impl Tree {
            pub fn new(n: u64) -> Self {
                Tree { name: noisy("tree", n), children: (0..n).map(Tree::new).collect() }
            }
        }

        pub struct Outer {
            pub inner: Arc<Inner>,
        }

        impl Outer {
            pub fn new(n: u64) -> Self {
                Outer { inner: Arc::new(Inner { list: vec![n; 2] }) }
            }
        }

        pub struct Inner {
            pub list: Vec<u64>,
        }

        pub trait Length {
            async fn sum(&self) -> u64;
            async fn len(&self) -> u64;
            async fn names(&self) -> Vec<u64>;
        }

        impl Tree {
            /// Of the trait's name, and found before it.
            fn len(&self) -> u64 {
                self.children.len() as u64
            }

            /// No future.
            fn names(&self) -> impl stream::Stream<Item = u64> {
                stream::iter(self.children.iter().map(|child| child.name.get()))
            }
        }
    }

    impl [Tree] {
        /// Of a field, by value of what has it.
        pub async fn drain(mut self, n: u64) -> u64 {
            let mut sum = 0;
            for child in self.children.drain(..) {
                pause(n).await;
                sum += child.name.get();
            }
            sum + self.children.len() as u64
        }

        /// Likewise, and the field is gone.
        pub async fn into_iter(self) -> u64 {
            let mut sum = self.name.get();
            for child in self.children.into_iter() {
                pause(1).await;
                sum += child.name.get();
            }
            sum
        }
    }

    impl [Tree] {
        pub async fn walk(&self, depth: u64) -> u64 {
            let mut sum = self.name.get() + depth;
            for child in &self.children {
                let _guard = noisy("guard", depth);
                sum += Box::pin(child.walk(depth + 1)).await;
            }
            pause(1).await;
            sum
        }

        /// As the trait has it, but with an argument.
        async fn sum(&self, more: u64) -> u64 {
            self.name.touch().await + more
        }

        pub async fn by_path(&mut self, names: &mut Vec<u64>) {
            self.name.bump(1).await;
            for child in self.children.iter_mut() {
                Box::pin(Self::by_path(child, names)).await;
                names.push(child.name.get());
            }
        }

        pub async fn through_an_option(&self) -> u64 {
            let below = match self.children.last() {
                Some(_) => Box::pin(self.children.iter().last().unwrap().through_an_option()).await,
                None => 0,
            };
            below + self.name.touch().await
        }

        pub async fn taken(mut self) -> u64 {
            let Some(child) = self.children.pop() else { return consume(self.name) };
            pause(1).await;
            Box::pin(child.taken()).await + Box::pin(self.taken()).await
        }

        pub async fn joined(&self) -> u64 {
            let below = join_all(self.children.iter().map(|child| child.joined())).await;
            pause(1).await;
            below.len() as u64 + self.name.get()
        }

        pub async fn unordered(&self) -> u64 {
            let mut all = FuturesUnordered::new();
            for child in &self.children {
                all.push(child.unordered());
            }
            let mut sum = self.name.touch().await;
            while let Some(below) = all.next().await {
                sum += below;
            }
            sum
        }

        pub async fn buffered(&self, n: usize) -> u64 {
            let all = stream::iter(&self.children).map(|child| child.buffered(n)).buffered(n);
            all.fold(1, |sum, below| async move { sum + below }).await + self.name.get()
        }

        pub async fn shared(self: Rc<Self>, n: u64) -> u64 {
            if n == 0 { self.name.get() } else { Box::pin(Rc::clone(&self).shared(n - 1)).await + 1 }
        }
    }

    impl [Outer] {
        pub async fn first(&self) -> u64 {
            Box::pin(self.inner.first()).await + 1
        }
    }

    impl [Inner] {
        pub async fn first(&self) -> u64 {
            pause(1).await;
            *self.list.first().unwrap()
        }
    }

    impl [Length for Tree] {
        async fn sum(&self) -> u64 {
            Box::pin(self.sum(1)).await + 1
        }

        async fn names(&self) -> Vec<u64> {
            let mut names = Box::pin(self.names());
            let first = names.next().await;
            names.chain(stream::iter(first)).collect().await
        }

        async fn len(&self) -> u64 {
            pause(1).await;
            let all = async { self.len() };
            let all = Box::pin(all).await;
            self.children.iter().map(|child| child.len()).sum::<u64>() + all + self.len()
        }
    }
}

fn send<T: Send>(value: T) -> T {
    value
}

macro_rules! all_are_send {
    ($module:ident) => {{
        use $module::*;
        let mut tree = Tree { name: Noisy { name: "tree", value: 0 }, children: Vec::new() };
        drop(send(tree.walk(0)));
        drop(send(tree.by_path(&mut Vec::new())));
        drop(send(tree.through_an_option()));
        drop(send(tree.joined()));
        drop(send(tree.unordered()));
        drop(send(tree.taken()));
        drop(send(Outer::new(1).first()));
    }};
}

#[test]
fn machines_are_send_where_the_compilers_are() {
    all_are_send!(native);
    all_are_send!(manual);
}

cases! {
    drain [0, 2] |n| Tree::new(n).drain(1);
    into_iter [0, 2] |n| Tree::new(n).into_iter();
    walk [0, 1, 3] |n| Tree::new(n).walk(0);
    by_path [0, 1, 3] |n| Tree::new(n).by_path(&mut vec![n]);
    through_an_option [0, 2] |n| Tree::new(n).through_an_option();
    taken [0, 1, 2] |n| Tree::new(n).taken();
    joined [0, 1, 3] |n| Tree::new(n).joined();
    unordered [0, 1, 3] |n| Tree::new(n).unordered();
    buffered [1, 3] |n| Tree::new(n).buffered(2);
    shared [0, 2] |n| Rc::new(Tree::new(n)).shared(n);
    first [1] |n| Outer::new(n).first();
    sum [0, 1] |n| Length::sum(&Tree::new(n));
    names [0, 1, 3] |n| Length::names(&Tree::new(n));
    len [0, 1] |n| Length::len(&Tree::new(n));
}
