//! Functions in odd places, and what may stand in their bodies: default bodies, constants, nested items, opaque types.
use crate::harness::*;
use std::fmt::{Debug, Display};

functions! {
    pub async fn awaited_index_of_a_receiver(n: u64) -> u64 {
        let mut lists = vec![vec![1], vec![2, n], vec![3]];
        lists[number(n).await as usize].push(number(n).await);
        let sum = lists[number(1).await as usize].len().pow(number(2).await as u32) as u64;
        sum + lists[number(n).await as usize][0].max(number(1).await)
    }

    pub async fn const_blocks(n: u64) -> u64 {
        const { assert!(size_of::<u64>() == 8) };
        let list = [const { Vec::<Noisy>::new() }; 2];
        let limit = const { 2 + 3 };
        pause(const { 1 }).await;
        list.len() as u64 + number(n + const { u64::MIN }).await + limit
    }

    pub async fn unsafe_with_awaits(n: u64) -> u64 {
        let mut a = noisy("a", n);
        let place = &raw mut a;
        // SAFETY: `place` points to `a`, which lives until the function ends.
        let read = unsafe {
            (*place).add(1);
            let taken = place.read_volatile_value().await;
            (*place).touch().await + taken
        };
        read + a.get()
    }

    pub async fn labels_everywhere(n: u64) -> u64 {
        let _a = noisy("a", n);
        let found = 'outer: {
            let _b = noisy("b", n);
            'rows: for row in 0..3 {
                let _row = noisy("row", row);
                'columns: loop {
                    let column = number(row + n).await;
                    if column == 1 {
                        continue 'rows;
                    }
                    if column == 4 {
                        break 'outer 'inner: {
                            if flag(n > 2).await {
                                break 'inner call("inner", column);
                            }
                            call("tail", 1)
                        };
                    }
                    break 'columns;
                }
            }
            call("not found", 0)
        };
        pause(1).await;
        found
    }

    pub async fn nested_items(n: u64) -> u64 {
        static STEPS: [u64; 2] = [1, 2];
        macro_rules! twice { ($value:expr) => { $value * 2 }; }
        let a = Local::new(n);
        pause(1).await;
        let sum = {
            use std::cmp::max as larger;
            const MORE: u64 = 5;
            fn more(n: u64) -> u64 { n + MORE }
            let b = noisy("b", larger(more(n), 7));
            pause(1).await;
            b.get()
        };
        struct Local(Noisy);
        impl Local {
            fn new(n: u64) -> Self { Local(noisy("local", n)) }
        }
        async fn nested(n: u64) -> u64 {
            pause(1).await;
            twice!(n)
        }
        sum + a.0.get() + nested(STEPS[0]).await
    }

    pub async fn opaque_in_a_result(n: u64) -> Result<impl Iterator<Item = u64> + Debug, String> {
        let _a = noisy("a", n);
        let end = attempt(n).await?;
        if end == 0 {
            return Ok(0..1);
        }
        pause(1).await;
        Ok(end..end + 2)
    }

    pub async fn opaque_that_borrows<'a>(name: &'a str, n: u64) -> impl Debug + Display + use<'a> {
        let _a = noisy("a", n);
        pause(n).await;
        if n > 1 { &name[..1] } else { name }
    }

    pub async fn returns_never(n: u64) -> ! {
        let _a = noisy("a", n);
        let mut count = 0;
        loop {
            count += number(n).await + 1;
            if count > 3 {
                panic!("counted to {count}");
            }
        }
    }

    pub async fn recursive_at_other_types<T: AsRef<str>>(text: T) -> usize {
        let shown = text.as_ref().to_owned();
        pause(1).await;
        match shown.split_once('/') {
            Some((first, rest)) => first.len() + Box::pin(recursive_at_other_types(String::from(rest))).await,
            None => shown.len(),
        }
    }
}

pub trait ReadNoisy {
    fn read_volatile_value(self) -> Leaf<u64>;
}

impl ReadNoisy for *mut Noisy {
    fn read_volatile_value(self) -> Leaf<u64> {
        number(1)
    }
}

mod in_traits {
    use crate::harness::*;
    use std::{pin::Pin, rc::Rc};

    /// The same trait and impls in both forms.
    macro_rules! traits {
        ($($module:ident [$($attribute:tt)*])*) => {$(
            pub mod $module {
                use super::*;

                #[allow(async_fn_in_trait)]
                pub trait Source {
                    type Item<'a>
                    where
                        Self: 'a;
                    const FEW: usize;

                    async fn next(&mut self) -> Option<Self::Item<'_>>;

                    $($attribute)*
                    async fn skip_few(&mut self) -> usize {
                        let mut skipped = 0;
                        while skipped < Self::FEW {
                            let _guard = noisy("guard", skipped as u64);
                            let Some(_item) = self.next().await else { break };
                            skipped += 1;
                        }
                        skipped
                    }

                    $($attribute)*
                    async fn pinned(self: Pin<&mut Self>, n: u64) -> u64 {
                        pause(n).await;
                        Self::FEW as u64 + n
                    }

                    $($attribute)*
                    async fn shared(self: Rc<Self>, n: u64) -> usize {
                        pause(n).await;
                        Rc::strong_count(&self)
                    }
                }

                pub struct Queue(pub Vec<Noisy>);

                impl std::fmt::Debug for Queue {
                    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(f, "{} left", self.0.len())
                    }
                }

                impl Source for Queue {
                    type Item<'a> = &'a Noisy;
                    const FEW: usize = 2;

                    $($attribute)*
                    async fn next(&mut self) -> Option<&Noisy> {
                        let popped = self.0.pop()?;
                        pause(1).await;
                        call("popped", popped.get());
                        self.0.last()
                    }
                }
            }
        )*};
    }

    traits! {
        native_ []
        manual_ [#[manual_async::manual_async]]
    }
}

pub mod default_bodies {
    use crate::harness::*;
    use std::{pin::Pin, rc::Rc};

    pub mod native {
        pub use super::super::in_traits::native_::*;
    }
    pub mod manual {
        pub use super::super::in_traits::manual_::*;
    }

    fn items(n: u64) -> Vec<Noisy> {
        (0..n).map(|i| noisy("item", i)).collect()
    }

    cases! {
        next [0, 1, 2] |n| Queue(items(n)).next();
        skip_few [0, 1, 3, 4] |n| Queue(items(n)).skip_few();
        pinned [0, 1] |n| Pin::new(&mut Queue(items(1))).pinned(n);
        shared [0, 1] |n| Rc::new(Queue(items(1))).shared(n);
    }
}

cases! {
    awaited_index_of_a_receiver [0, 1, 2] |n| awaited_index_of_a_receiver(n);
    const_blocks [0, 1] |n| const_blocks(n);
    unsafe_with_awaits [0, 1] |n| unsafe_with_awaits(n);
    labels_everywhere [0, 1, 2, 3, 4] |n| labels_everywhere(n);
    nested_items [0, 1] |n| nested_items(n);
    opaque_in_a_result [0, 1, 2, 3] |n| opaque_in_a_result(n);
    opaque_that_borrows [0, 2] |n| opaque_that_borrows("name", n);
    returns_never [0, 1] |n| returns_never(n);
    recursive_at_other_types [0, 2] |n| recursive_at_other_types("a/bc/def");
}
