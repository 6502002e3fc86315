//! Borrows of several parameters, and of values of generic type, in what is kept across awaits: it has a lifetime that the
//! signature does not name.
use crate::harness::*;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

/// Borrows from both under one lifetime, as the futures of a channel do.
pub struct Sending<'p, T> {
    to: &'p T,
    bytes: &'p [u8],
    leaf: Pin<Box<Leaf<()>>>,
}

pub fn sending<'p, T: AsRef<Noisy>>(to: &'p T, bytes: &'p [u8]) -> Sending<'p, T> {
    Sending { to, bytes, leaf: Box::pin(later("send", 1, ())) }
}

impl<T: AsRef<Noisy>> Future for Sending<'_, T> {
    type Output = usize;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<usize> {
        self.leaf.as_mut().poll(cx).map(|()| self.bytes.len().min(2) + self.to.as_ref().value as usize * 0)
    }
}

#[allow(async_fn_in_trait)]
pub trait Write {
    async fn write(&mut self, bytes: &[u8]) -> usize;
    async fn write_part(&self, bytes: &[u8], more: &[u8]) -> &Noisy;
    async fn fill(&self, into: &mut Vec<u8>, from: &str) -> usize;
    async fn named<'a>(&self, first: &'a str, second: &str) -> &'a str;
    async fn without_receiver<U: AsRef<Noisy>>(other: U, n: u64) -> u64;
}

methods! {
    given {
        pub struct Pipe<T> {
            pub to: T,
        }

        pub struct Free;

        pub struct Keeper<T>(T);

        /// What it returns has no lifetime, and may not have one.
        pub fn passed_on_by_a_function<T: AsRef<Noisy>>(to: T, n: u64) -> impl Future<Output = u64> {
            Keeper::passed_on_by_a_function(to, n)
        }

        pub struct Piece<'r> {
            pub text: &'r str,
        }
    }

    impl [<T: AsRef<Noisy>> Keeper<T>] {
        pub async fn passed_on_by_a_function(to: T, n: u64) -> u64 {
            pause(n).await;
            to.as_ref().get()
        }
    }

    impl [Free] {
        pub async fn one_of_two(a: &Noisy, b: Option<&Noisy>, n: u64) -> u64 {
            let chosen = b.filter(|_| n > 0).unwrap_or(a);
            pause(1).await;
            let value = chosen.get();
            number(n).await + value
        }

        pub async fn two_in_one_future(a: &Noisy, bytes: &[u8]) -> usize {
            let sent = sending(&a, bytes).await;
            sent + bytes.len()
        }

        pub async fn two_in_one_list<'a>(list: &mut Vec<&'a Noisy>, first: &'a Noisy, other: &Noisy, n: u64) -> u64 {
            list.push(first);
            let both = [first, other];
            pause(n).await;
            let longest = list.iter().chain(&both).max_by_key(|noisy| noisy.value);
            pause(1).await;
            longest.map_or(0, |noisy| noisy.get())
        }

        pub async fn generic_and_borrowed<T: AsRef<Noisy>, F: FnMut(&T) -> u64>(value: &T, mut visit: F, n: u64) -> u64 {
            let seen = std::future::poll_fn(|_| Poll::Ready(visit(value))).await;
            pause(n).await;
            seen + visit(value)
        }

        pub async fn opaque_behind_a_reference(visit: &mut impl FnMut(u64) -> u64, n: u64) -> u64 {
            let first = visit(n);
            pause(1).await;
            first + visit(1)
        }

        pub async fn opaque_and_borrowed(value: impl AsRef<Noisy>, bytes: &[u8]) -> usize {
            let inner = value.as_ref();
            let sent = sending(&value, bytes).await;
            call("sent", inner.value);
            sent
        }

        pub async fn callbacks_keep_their_lifetimes(visit: &dyn Fn(&Noisy) -> u64, pick: fn(&Noisy) -> u64, a: &Noisy) -> u64 {
            pause(1).await;
            let sum = visit(a) + pick(a);
            number(sum).await
        }
    }

    impl [<T: AsRef<Noisy>> Pipe<T>] {
        pub async fn write_all(&self, mut bytes: &[u8]) -> usize {
            let mut times = 0;
            while !bytes.is_empty() {
                let sent = sending(&self.to, bytes).await;
                bytes = &bytes[sent..];
                times += 1;
            }
            times
        }

        pub async fn wait_until<F: FnMut(&T) -> bool>(&mut self, mut is_right: F) -> &T {
            std::future::poll_fn(|_| if is_right(&self.to) { Poll::Ready(()) } else { Poll::Pending }).await;
            pause(1).await;
            &self.to
        }

        pub async fn send_to<P: AsRef<Noisy>>(&self, bytes: &[u8], to: P) -> usize {
            let other = to.as_ref();
            pause(1).await;
            call("other", other.value);
            sending(&to, bytes).await + sending(&self.to, bytes).await
        }

        pub async fn give_back(self, bytes: &[u8]) -> T {
            let to = &self.to;
            let sent = sending(to, bytes).await;
            call("sent", sent as u64);
            self.to
        }

        pub async fn keeps_a_borrow_of_what_it_owns(self: Box<Self>) -> u64 {
            let to = &self.to;
            pause(1).await;
            to.as_ref().get()
        }

        pub async fn pinned(self: Pin<&mut Self>, bytes: &[u8]) -> usize {
            let this = &*self;
            sending(&this.to, bytes).await
        }
    }

    impl [<'r> Piece<'r>] {
        pub async fn text_or(self, default: &str, n: u64) -> String {
            let text = if n > 0 { self.text } else { default };
            pause(n).await;
            text.to_owned()
        }

        /// A parameter is called like the lifetime of the `impl`, and another like that of the method.
        pub async fn called_like_lifetimes<'a, T: AsRef<Noisy>>(&self, r: &T, a: &T, b: &'a T) -> u64 {
            let all = [r, a, b];
            pause(1).await;
            all.iter().map(|one| one.as_ref().get()).sum()
        }
    }

    impl [<T: AsRef<Noisy>> Write for Pipe<T>] {
        async fn write(&mut self, bytes: &[u8]) -> usize {
            sending(&self.to, bytes).await
        }

        async fn write_part(&self, bytes: &[u8], more: &[u8]) -> &Noisy {
            let part = if bytes.is_empty() { more } else { bytes };
            let sent = sending(&self.to, part).await;
            call("sent", sent as u64);
            self.to.as_ref()
        }

        async fn fill(&self, into: &mut Vec<u8>, from: &str) -> usize {
            let sent = sending(&self.to, from.as_bytes()).await;
            into.extend(&from.as_bytes()[..sent]);
            sending(&self.to, into).await
        }

        async fn named<'a>(&self, first: &'a str, second: &str) -> &'a str {
            let sent = sending(&self.to, second.as_bytes()).await;
            pause(1).await;
            &first[..sent.min(first.len())]
        }

        async fn without_receiver<U: AsRef<Noisy>>(other: U, n: u64) -> u64 {
            let _this: Option<Self> = None;
            pause(n).await;
            other.as_ref().get()
        }
    }
}

cases! {
    passed_on_by_a_function [0, 1] |n| passed_on_by_a_function(noisy("to", n), n);
    one_of_two [0, 1] |n| Free::one_of_two(&noisy("a", n), Some(&noisy("b", n)), n);
    two_in_one_future [0, 1] |n| Free::two_in_one_future(&noisy("a", n), b"12345");
    two_in_one_list [0, 1] |n| Free::two_in_one_list(&mut Vec::new(), &noisy("a", n), &noisy("b", 1), n);
    generic_and_borrowed [0, 1] |n| Free::generic_and_borrowed(&noisy("a", n), |a: &Noisy| a.get(), n);
    opaque_behind_a_reference [0, 1] |n| Free::opaque_behind_a_reference(&mut |seen| call("seen", seen), n);
    opaque_and_borrowed [0, 1] |n| Free::opaque_and_borrowed(noisy("a", n), b"12345");
    callbacks_keep_their_lifetimes [0, 1] |n| Free::callbacks_keep_their_lifetimes(&|a| a.get(), |a| a.value, &noisy("a", n));
    write_all [0, 1] |n| Pipe { to: noisy("to", n) }.write_all(b"12345");
    wait_until [0, 1] |n| Pipe { to: noisy("to", n) }.wait_until(|to| test("right", to.value < 2));
    send_to [0, 1] |n| Pipe { to: noisy("to", n) }.send_to(b"12345", &noisy("other", 1));
    give_back [0, 1] |n| Pipe { to: noisy("to", n) }.give_back(b"12345");
    keeps_a_borrow_of_what_it_owns [0, 1] |n| Box::new(Pipe { to: noisy("to", n) }).keeps_a_borrow_of_what_it_owns();
    pinned [0, 1] |n| pin!(Pipe { to: noisy("to", n) }).pinned(b"12345");
    text_or [0, 1] |n| Piece { text: "text" }.text_or("default", n);
    called_like_lifetimes [0] |n| Piece { text: "" }.called_like_lifetimes(&noisy("r", n), &noisy("a", n), &noisy("b", n));
    write [0, 1] |n| Pipe { to: noisy("to", n) }.write(b"12345");
    write_part [0, 1] |n| Pipe { to: noisy("to", n) }.write_part(&b"12345"[n as usize * 5..], b"67");
    fill [0, 1] |n| Pipe { to: noisy("to", n) }.fill(&mut Vec::new(), "12345");
    without_receiver [0, 1] |n| Pipe::<Noisy>::without_receiver(noisy("other", n), n);
    named [0, 1] |n| Pipe { to: noisy("to", n) }.named("first", "second");
}
