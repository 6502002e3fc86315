//! Methods: every receiver, `Self` in the signature and in the body, generic impls.
use crate::harness::*;
use std::{
    fmt::Debug,
    pin::{Pin, pin},
    rc::Rc,
    sync::Arc,
};

/// Fields, a message and what is in it, as the events of tracing have them: a field may have the name of what it shows.
macro_rules! debug {
    ($text:literal $(, $value:expr)* $(,)?) => { event(format_args!($text $(, $value)*)) };
    ($($name:ident).+ = %$value:expr, $($rest:tt)*) => { debug!(@ $($name).+, "{}", $value, $($rest)*) };
    ($($name:ident).+ = ?$value:expr, $($rest:tt)*) => { debug!(@ $($name).+, "{:?}", $value, $($rest)*) };
    ($($name:ident).+ = $value:expr, $($rest:tt)*) => { debug!(@ $($name).+, "{}", $value, $($rest)*) };
    (?$($name:ident).+, $($rest:tt)*) => { debug!(@ $($name).+, "{:?}", $($name).+, $($rest)*) };
    ($($name:ident).+, $($rest:tt)*) => { debug!(@ $($name).+, "{}", $($name).+, $($rest)*) };
    (@ $($name:ident).+, $format:literal, $value:expr, $($rest:tt)*) => {{
        event(format_args!(concat!(stringify!($($name).+), "=", $format), $value));
        debug!($($rest)*)
    }};
}

/// No expressions: `self` is found all the same.
macro_rules! text_of {
    ($value:expr; $more:literal) => {
        format!("{} {}", $value, $more)
    };
}

methods! {
    given {
        #[derive(Debug)]
        pub struct Conn {
            pub name: Noisy,
            pub sent: u64,
        }

        impl Conn {
            fn add(&mut self, more: u64) -> u64 {
                self.sent += self.name.add(more).get();
                self.sent
            }

            const LIMIT: u64 = 3;

            pub fn new(n: u64) -> Self {
                Conn { name: noisy("conn", n), sent: 0 }
            }
        }

        pub struct Stack<T, const N: usize> {
            items: [Option<T>; N],
            length: usize,
        }

        impl<T, const N: usize> Stack<T, N> {
            pub fn new() -> Self {
                Stack { items: std::array::from_fn(|_| None), length: 0 }
            }
        }

        pub struct Cursor<'a> {
            left: &'a [Noisy],
        }

        impl<'a> Cursor<'a> {
            pub fn new(left: &'a [Noisy]) -> Self {
                Cursor { left }
            }
        }
    }

    impl [Conn] {
        pub async fn no_receiver(n: u64) -> Self {
            let sent = number(n).await;
            Self { sent, ..Self::new(n) }
        }

        pub async fn by_reference(&self, n: u64) -> u64 {
            pause(n).await;
            self.name.get() + self.sent
        }

        pub async fn uses_self_in_macros_without_expressions(mut self, n: u64) -> String {
            debug!(self.sent, ?self.name, id = %self.name, n, "started {} {}", self.sent, n);
            let text = text_of!(self.name; "before");
            pause(n).await;
            self.sent += 1;
            debug!(count = self.sent, "waited");
            let more = text_of!(self.sent; "after");
            pause(1).await;
            text + &more
        }

        pub async fn by_mutable_reference(&mut self, n: u64) -> &mut Self {
            self.sent += number(n).await;
            self.name.bump(self.sent).await;
            self
        }

        pub async fn by_value(self, n: u64) -> u64 {
            let _guard = noisy("guard", n);
            pause(1).await;
            self.sent + consume(self.name)
        }

        #[tracing::instrument(skip_all)]
        pub async fn traced_by_reference(&self, n: u64) -> u64 {
            pause(n).await;
            self.name.touch().await
        }

        #[tracing::instrument(skip_all)]
        pub async fn traced_with_a_callback<F: Fn(&u64) -> bool>(&mut self, check: F, n: u64) -> u64 {
            let got = tokio::select! {
                biased;
                got = number(n), if check(&n) => self.add(got),
                _ = pause(2) => self.add(7),
            };
            pause(1).await;
            if check(&got) { got } else { self.add(1) }
        }

        pub async fn selected_in_a_block(&mut self, n: u64) -> u64 {
            pause(1).await;
            let got = async {
                tokio::select! {
                    got = number(n) => self.add(got),
                }
            };
            got.await + self.name.get()
        }

        pub async fn by_value_of_a_field(self, n: u64) -> u64 {
            let _guard = noisy("guard", n);
            pause(1).await;
            self.name.into_finished().await + self.sent
        }

        pub async fn by_mutable_value(mut self, n: u64) -> Self {
            self.sent = number(n).await;
            self.name = fetch("renamed", n).await;
            self
        }

        pub async fn by_box(self: Box<Self>, n: u64) -> u64 {
            pause(1).await;
            self.sent
        }

        pub async fn by_rc(self: Rc<Self>, n: u64) -> u64 {
            let other = Rc::clone(&self);
            pause(1).await;
            drop(self);
            pause(1).await;
            other.name.get() + n
        }

        pub async fn by_arc(self: Arc<Self>, n: u64) -> usize {
            let other = self.clone();
            let got = other.by_reference(n).await;
            Arc::strong_count(&self) + got as usize
        }

        pub async fn by_reference_to_arc(self: &Arc<Self>, n: u64) -> u64 {
            let copy = Arc::clone(self);
            pause(1).await;
            { copy }.by_arc(n).await as u64 + self.name.value
        }

        pub async fn by_pinned_box(mut self: Pin<Box<Self>>, n: u64) -> u64 {
            self.sent = number(n).await;
            self.as_mut().by_pin(n).await
        }

        pub async fn by_pin(self: Pin<&mut Self>, n: u64) -> u64 {
            let this = { self }.get_mut();
            this.sent += 1;
            pause(n).await;
            this.name.get() + this.sent
        }

        pub async fn reborrows_its_pin(mut self: Pin<&mut Self>, n: u64) -> u64 {
            let first = self.as_mut().by_pin(n).await;
            self.sent += first;
            self.as_mut().by_pin(n).await + self.sent
        }

        pub async fn returns_a_field(&mut self, n: u64) -> &mut Noisy {
            pause(n).await;
            self.sent += 1;
            &mut self.name
        }

        pub async fn lifetime_of_another_argument<'a>(&self, other: &'a Noisy) -> &'a Noisy {
            self.name.touch().await;
            other
        }

        pub async fn uses_self_in_macros_and_closures(&self, n: u64) -> String {
            let add = |x| x + self.sent + n;
            pause(1).await;
            let text = format!("{self:?} {}", self.name);
            assert!(matches!(self, Self { sent: 0, .. }), "sent {}", self.sent);
            pause(add(0)).await;
            format!("{text} {}", add(1))
        }

        pub async fn uses_associated_items(&mut self, n: u64) -> Result<u64, String> {
            while self.sent < Self::LIMIT {
                self.sent += 1;
                attempt(n + self.sent).await?;
            }
            let Self { name, sent } = self;
            name.bump(*sent).await;
            Ok(Self::LIMIT)
        }

        pub async fn retries_itself(&mut self, n: u64) -> Result<u64, String> {
            let mut last = None;
            for turn in 0..Self::LIMIT {
                match self.by_mutable_reference(turn).await {
                    conn if conn.sent > n => return Ok(conn.sent),
                    Self { name, .. } => last = Some(name.value),
                }
            }
            Err(format!("gave up at {last:?}"))
        }
    }

    impl [<T: Debug, const N: usize> Stack<T, N>] {
        pub async fn push(&mut self, item: T) -> Result<&mut T, T> {
            pause(1).await;
            if self.length == N {
                return Err(item);
            }
            self.length += 1;
            Ok(self.items[self.length - 1].insert(item))
        }

        pub async fn push_all<I>(&mut self, items: I) -> usize
        where
            I: IntoIterator<Item = T>,
        {
            let mut count = 0;
            for item in items {
                let Ok(_) = self.push(item).await else { break };
                count += 1;
            }
            count
        }
    }

    impl [<'a> Cursor<'a>] {
        pub async fn advance(&mut self) -> Option<&'a Noisy> {
            let (first, rest) = self.left.split_first()?;
            self.left = rest;
            pause(1).await;
            Some(first)
        }
    }
}

cases! {
    no_receiver [0, 1] |n| Conn::no_receiver(n);
    by_reference [0, 1] |n| Conn::new(n).by_reference(n);
    uses_self_in_macros_without_expressions [0, 1] |n| Conn::new(n).uses_self_in_macros_without_expressions(n);
    by_mutable_reference [0, 1] |n| Conn::new(n).by_mutable_reference(n);
    by_value [0, 1] |n| Conn::new(n).by_value(n);
    traced_by_reference [0, 1] |n| Conn::new(n).traced_by_reference(n);
    traced_with_a_callback [0, 1] |n| Conn::new(n).traced_with_a_callback(|x| *x == 1, n);
    selected_in_a_block [0, 1] |n| Conn::new(n).selected_in_a_block(n);
    by_value_of_a_field [0, 1] |n| Conn::new(n).by_value_of_a_field(n);
    by_mutable_value [0, 1] |n| Conn::new(n).by_mutable_value(n);
    by_box [0, 1] |n| Box::new(Conn::new(n)).by_box(n);
    by_rc [0, 1] |n| Rc::new(Conn::new(n)).by_rc(n);
    by_arc [0, 1] |n| Arc::new(Conn::new(n)).by_arc(n);
    by_reference_to_arc [0, 1] |n| Arc::new(Conn::new(n)).by_reference_to_arc(n);
    by_pinned_box [0, 1] |n| Box::pin(Conn::new(n)).by_pinned_box(n);
    by_pin [0, 1] |n| pin!(Conn::new(n)).by_pin(n);
    reborrows_its_pin [0, 1] |n| pin!(Conn::new(n)).reborrows_its_pin(n);
    returns_a_field [0, 1] |n| Conn::new(n).returns_a_field(n);
    lifetime_of_another_argument [0] |n| Conn::new(n).lifetime_of_another_argument(&noisy("other", n));
    uses_self_in_macros_and_closures [0, 1] |n| Conn::new(n).uses_self_in_macros_and_closures(n);
    uses_associated_items [0, 1, 4] |n| Conn::new(n).uses_associated_items(n);
    retries_itself [0, 2, 9] |n| Conn::new(n).retries_itself(n);
    push [0] |n| Stack::<_, 1>::new().push(noisy("item", n));
    push_all [0, 2, 4] |n| Stack::<_, 2>::new().push_all((0..n).map(|i| noisy("item", i)));
    advance [0, 1] |n| Cursor::new(&[noisy("x", 0), noisy("y", 1)][..n as usize]).advance();
}
