//! What published libraries have written that nobody had tried before.
use crate::harness::*;

/// It lends what is in it.
pub struct Flags {
    is_set: bool,
    low: i64,
    _noisy: Noisy,
}

impl Flags {
    fn is_set(&self) -> &bool {
        &self.is_set
    }

    fn low(&self) -> &i64 {
        &self.low
    }
}

pub enum Role {
    Startup { swap: bool },
    Other(u64),
}

/// An exclusive reference, and a number beside it.
pub struct Buffer<'b>(&'b mut [u64; 3], u64);

pub trait Tell {
    fn tell(&self) -> u64;
}

impl Tell for Noisy {
    fn tell(&self) -> u64 {
        self.get()
    }
}

/// A box, and what is dropped beside it.
pub struct Boxes {
    one: Box<Noisy>,
    other: Noisy,
}

fn first_of(all: &mut [u64]) -> &mut u64 {
    &mut all[0]
}

fn beside(first: &mut u64) -> (&mut u64, u64) {
    (first, 2)
}

fn behind(all: &[u64]) -> &[u64] {
    &all[1..]
}

fn told(by: Box<dyn Tell + '_>) -> u64 {
    by.tell()
}

fn seen(noisy: &Noisy) -> u64 {
    noisy.get()
}

functions! {
    pub async fn not_of_a_reference(role: &Role, n: u64) -> u64 {
        let mut m = n;
        let next = match role {
            Role::Startup { swap } => {
                if !swap {
                    m = 7;
                }
                if *swap {
                    number(3).await;
                }
                number(m).await
            }
            Role::Other(x) => number(*x).await,
        };
        next + m
    }

    pub async fn not_of_references(n: u64) -> u64 {
        let first = not_of_a_reference(&Role::Startup { swap: n > 1 }, n).await;
        first + not_of_a_reference(&Role::Other(n), n).await
    }

    pub async fn operators_on_what_a_method_lends(flags: Flags, n: u64) -> u64 {
        let mut m = n;
        number(m).await;
        if !flags.is_set() {
            m += 1;
        }
        let low: i64 = -flags.low();
        number(m).await + low.unsigned_abs()
    }

    pub async fn operators_on_what_may_be_taken(flag: &bool, low: &i64, n: u64) -> u64 {
        let (flag, low) = (flag, low);
        if n == 3 {
            number(2).await;
            let minus: i64 = -low;
            if !flag {
                return minus.unsigned_abs();
            }
            number(4).await;
        }
        while !flag {
            if number(1).await == 1 {
                break;
            }
        }
        number((-low).unsigned_abs()).await
    }

    pub async fn operators_on_references(n: u64) -> u64 {
        operators_on_what_may_be_taken(&(n > 1), &7, n).await
    }

    pub async fn a_reference_to_what_is_in_a_box(first: Noisy, n: u64) -> u64 {
        let (first, mut second) = (Some(Box::new(first)), Some(Box::new(noisy("second", n))));
        number(n).await;
        let sum = seen(&first.expect("it is there"));
        let changed: &mut Noisy = &mut second.take().expect("it is there");
        let changed = changed.add(3).get();
        number(sum + changed).await
    }

    pub async fn an_attribute_on_what_stands_last(noisy: Noisy, n: u64) -> Result<u64, String> {
        if n == 2 {
            Err("two")?;
        }
        #[allow(clippy::cast_possible_truncation)]
        Some(number(noisy.get()).await).map(|value| u64::from(value as u8)).ok_or_else(String::new)
    }

    pub async fn given_and_named_again(all: &mut [u64; 3]) -> u64 {
        let first = first_of(all);
        *first += 2;
        number(behind(all)[0]).await + 1
    }

    pub async fn given_in_steps(all: &mut [u64; 3]) -> u64 {
        let both = beside(first_of(all));
        *both.0 += both.1;
        let part = &mut all[..];
        let first = first_of(part);
        let (first, more) = beside(first);
        *first += more;
        part[1] += 1;
        number(behind(part)[0]).await
    }

    pub async fn given_by_a_closure(all: &mut [u64; 3]) -> u64 {
        let _first = Some(first_of(all)).map(|first| {
            *first += 1;
            first
        });
        all[1] = 7;
        number(behind(all)[0]).await
    }

    pub async fn given_from_a_field(buffer: Buffer<'_>, n: u64) -> u64 {
        let first = first_of(buffer.0);
        *first += n;
        number(behind(buffer.0)[0] + buffer.1).await
    }

    pub async fn given_twice(n: u64) -> u64 {
        let mut all = [n, 2, 3];
        let first = given_and_named_again(&mut all).await + given_in_steps(&mut all).await;
        let second = given_by_a_closure(&mut all).await + given_from_a_field(Buffer(&mut all, n), n).await;
        first + second + all[0]
    }

    pub async fn items_of_a_block_that_imports(n: u64) -> u64 {
        if n > 1 {
            use std::borrow::Cow;
            use std::sync::{LazyLock as Later, atomic::AtomicU64};

            static LIMIT: Later<AtomicU64> = Later::new(|| AtomicU64::new(60));
            struct Name<'n>(Cow<'n, str>);
            trait Length {
                fn length(&self) -> u64;
            }
            impl Length for Name<'_> {
                fn length(&self) -> u64 {
                    let Cow::Borrowed(name) = self.0 else { return 1 };
                    name.len() as u64
                }
            }
            let limit = LIMIT.load(std::sync::atomic::Ordering::Relaxed);
            return number(limit).await + Name(Cow::Borrowed("name")).length();
        }
        number(n).await
    }

    pub async fn a_field_that_becomes_a_trait_object(n: u64) -> u64 {
        let boxes = Boxes { one: Box::new(noisy("one", n)), other: noisy("other", n) };
        number(boxes.other.get()).await;
        let told = told(boxes.one);
        number(boxes.other.get() + told).await
    }
}

fn flags(n: u64) -> Flags {
    Flags { is_set: n > 1, low: 5, _noisy: noisy("flags", n) }
}

cases! {
    not_of_references [1, 2] |n| not_of_references(n);
    operators_on_what_a_method_lends [1, 2] |n| operators_on_what_a_method_lends(flags(n), n);
    operators_on_references [1, 2, 3] |n| operators_on_references(n);
    a_reference_to_what_is_in_a_box [1] |n| a_reference_to_what_is_in_a_box(noisy("first", n), n);
    an_attribute_on_what_stands_last [1, 2] |n| an_attribute_on_what_stands_last(noisy("a", n), n);
    given_twice [1] |n| given_twice(n);
    items_of_a_block_that_imports [1, 2] |n| items_of_a_block_that_imports(n);
    a_field_that_becomes_a_trait_object [1] |n| a_field_that_becomes_a_trait_object(n);
}
