//! What a block captures is a parameter of the function around it, whose type is written down: below
//! `#[tracing::instrument]`, and in functions that make a block.
use crate::harness::*;
use std::{mem, pin::Pin};

fn extended(list: &mut Vec<u64>, n: u64) -> &mut u64 {
    list.push(n);
    list.last_mut().expect("there is one")
}

methods! {
    given {
        pub struct Request<'a> {
            pub body: &'a mut Vec<u64>,
            pub name: &'a mut Noisy,
            pub rest: Vec<Noisy>,
        }

        impl Request<'_> {
            fn total(&self) -> u64 {
                self.body.iter().sum::<u64>() + self.name.get() + self.rest.len() as u64
            }
        }
    }

    impl [<'a> Request<'a>] {
        // As in `v4_check_header_auth` of s3s.
        #[tracing::instrument(skip_all)]
        pub async fn gives_a_field_away(&mut self, n: u64) -> u64 {
            let first = number(n).await;
            let body = mem::take(self.body);
            pause(1).await;
            *extended(self.body, first) += body.len() as u64;
            let last = number(2).await;
            self.total() + last
        }

        #[tracing::instrument(skip_all)]
        pub async fn borrows_a_field_before(&mut self, n: u64) -> Result<u64, Failure> {
            let rest = &self.rest[..];
            let list = rest.iter().filter(|rest| rest.value < self.name.value + n).count();
            let first = match number(n).await {
                0 => n,
                _ => self.name.bump(1).await + attempt(n).await?,
            };
            let body = mem::take(self.body);
            *self.body = body.into_iter().chain([first, list as u64]).collect();
            pause(1).await;
            Ok(self.total())
        }

        #[tracing::instrument(skip_all)]
        pub async fn a_field_of_a_box(self: Box<Self>, n: u64) -> u64 {
            let rest = self.rest;
            pause(n).await;
            *extended(self.body, n) += 1;
            rest.len() as u64
        }

        #[tracing::instrument(skip_all)]
        pub async fn parameters(&self, other: &mut Request<'_>, text: &str, n: u64) -> u64 {
            let list = mem::take(other.body);
            pause(n).await;
            let look = move || self.total() + list.len() as u64;
            pause(1).await;
            *extended(other.body, text.len() as u64) += look();
            let other = other.total();
            pause(other.min(2)).await;
            other + n
        }

        pub fn in_a_block<'b>(list: &'b mut Vec<u64>, name: &'b mut Noisy, n: u64) -> impl Future<Output = u64> + use<'a, 'b> {
            let before = list.len() as u64;
            async move {
                let (this, n) = (list, n + before);
                let this = this;
                let first = number(n).await;
                let moved = mem::replace(name, noisy("other", first));
                let kept = mem::take(this);
                pause(1).await;
                *extended(this, first) += moved.get() + kept.len() as u64;
                this.len() as u64 + name.get()
            }
        }

        // The parameter is hidden by a local of another type.
        pub fn hidden_before_the_block(list: &mut Vec<Noisy>, n: u64) -> impl Future<Output = u64> + use<'a> {
            let list = mem::take(list);
            async move {
                let first = number(n).await;
                let kept = list;
                pause(1).await;
                kept.len() as u64 + first
            }
        }

        pub fn hidden_by_a_closure(outer: &Noisy, n: u64) -> impl Future<Output = u64> + use<'a> {
            let make = move |outer: Noisy| async move {
                let first = number(n).await;
                let kept = outer;
                pause(1).await;
                kept.get() + first
            };
            make(noisy("inner", outer.get()))
        }

        pub fn hidden_by_a_pattern(found: &mut Option<Noisy>, n: u64) -> Pin<Box<dyn Future<Output = u64>>> {
            match found.take() {
                Some(found) => Box::pin(async move {
                    let look = move || found.get();
                    pause(n).await;
                    look()
                }),
                None => Box::pin(async move { number(n).await }),
            }
        }

        pub fn borrowed_by_the_block<'b>(list: &'b mut Vec<u64>, other: &'b Noisy, n: u64) -> impl Future<Output = u64> + use<'a, 'b> {
            async move {
                let got = async {
                    list.push(n);
                    pause(1).await;
                    other.get() + list.len() as u64
                };
                let got = got.await;
                *extended(list, got) += other.get();
                pause(1).await;
                list.len() as u64
            }
        }
    }
}

cases! {
    gives_a_field_away [0, 1] |n| Request { body: &mut vec![n, 3], name: &mut noisy("name", n), rest: vec![] }.gives_a_field_away(n);
    borrows_a_field_before [0, 1, 3]
        |n| Request { body: &mut vec![n, 3], name: &mut noisy("name", n), rest: vec![noisy("rest", n)] }.borrows_a_field_before(n);
    a_field_of_a_box [0, 1]
        |n| Box::new(Request { body: &mut vec![n, 3], name: &mut noisy("name", n), rest: vec![noisy("rest", n)] }).a_field_of_a_box(n);
    parameters [0, 1]
        |n| Request { body: &mut vec![n], name: &mut noisy("name", n), rest: vec![] }
            .parameters(&mut Request { body: &mut vec![n, 3], name: &mut noisy("other", n), rest: vec![noisy("rest", n)] }, "text", n);
    in_a_block [0, 1] |n| Request::in_a_block(&mut vec![n, 3], &mut noisy("name", n), n);
    hidden_before_the_block [0, 1] |n| Request::hidden_before_the_block(&mut vec![noisy("one", n)], n);
    hidden_by_a_closure [0, 1] |n| Request::hidden_by_a_closure(&noisy("outer", n), n);
    hidden_by_a_pattern [0, 1, 2] |n| Request::hidden_by_a_pattern(&mut (n > 0).then(|| noisy("found", n)), n);
    borrowed_by_the_block [0, 1] |n| Request::borrowed_by_the_block(&mut vec![n], &noisy("other", n), n);
}
