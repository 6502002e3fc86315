//! Conditions whose patterns take a local where they match: of loops, and in chains.
use crate::harness::*;

#[derive(Debug)]
pub enum Message {
    A(u64, Noisy),
    B { x: u64 },
    C(u64),
    F(Noisy),
}

impl Message {
    pub fn of(n: u64) -> Message {
        match n % 4 {
            0 => Message::A(n, noisy("a", n)),
            1 => Message::B { x: n },
            2 => Message::C(n),
            _ => Message::F(noisy("f", n)),
        }
    }
}

fn look(e: &Message) -> u64 {
    event(format_args!("{e:?}"));
    1
}

pub struct Held {
    inner: Option<Noisy>,
    n: u64,
}

functions! {
    pub async fn through_references(e: Message, n: u64) -> u64 {
        let r = &e;
        let o = Some(n).filter(|n| *n > 1);
        let ro = &o;
        pause(1).await;
        let mut k = 0;
        while let Message::C(a) = r { k += a; pause(1).await; if k > 6 { break; } }
        while let Some(v) = o { k += v; pause(1).await; if k > 6 { break; } }
        if n > 1 && let Some(v) = ro { k += v; pause(1).await; }
        while let Message::A(a, b) = r { k += a + b.get(); pause(1).await; break; }
        pause(1).await;
        k
    }

    pub async fn borrowed_before(n: u64) -> u64 {
        let o = Some(n).filter(|n| *n > 1);
        let ro = &o;
        let mut k = 0;
        while let Some(v) = o { k += v; pause(1).await; k += ro.unwrap(); if k > 6 { break; } }
        if n > 0 && let Some(v) = o { k += v; pause(1).await; k += ro.unwrap_or(0); }
        k
    }

    pub async fn names_that_shadow(e: Message, n: u64) -> u64 {
        let mut e = e;
        pause(1).await;
        'outer: while let Message::A(n, e) = e {
            let mut e = Message::F(e);
            while let Message::F(x) = e && n > 0 {
                pause(1).await;
                if n > 4 { break 'outer; }
                e = Message::C(x.get());
            }
            break;
        }
        n
    }

    pub async fn beside_questions(e: Option<Noisy>, n: u64) -> Option<u64> {
        let mut e = e;
        let mut k = 0;
        while let Some(x) = e && { k += 1; k < 4 } {
            let y = if n > 2 { Some(number(n).await).filter(|n| n % 2 == 0) } else { Some(1) };
            let z = y? + x.get();
            e = if z > 3 { Some(noisy("z", z)) } else { None };
        }
        Some(k)
    }

    pub async fn fields_and_all_of_it(o: Held, n: u64) -> u64 {
        let mut o = o;
        let mut k = o.n;
        while let Some(x) = o.inner {
            k += number(x.get()).await;
            o.inner = if k < 8 { Some(noisy("i", k)) } else { None };
        }
        while let Held { inner: Some(x), n } = o { k += n; pause(1).await; o = Held { inner: None, n: x.get() }; }
        k
    }

    pub async fn alternatives(e: Message, n: u64) -> u64 {
        let mut e = e;
        while let Message::A(_, x) | Message::F(x) = e {
            pause(1).await;
            e = if x.get() > 3 { Message::C(1) } else { Message::A(1, noisy("n", x.get() + 2)) };
        }
        if n > 2 && let Message::B { x, .. } | Message::C(x) = e && number(x).await > 0 { return x; }
        look(&e)
    }

    pub async fn parts_of_values(n: u64) -> u64 {
        let other = noisy("other", n);
        if let (Shape::Number(count) | Shape::Two { count, .. }) = now(shape(n)).await && count < 6 {
            pause(count).await;
            call("first", count);
        }
        if n < 9 && let Shape::Two { left, .. } = now(shape(n)).await && left.get() < 6 {
            pause(1).await;
            call("second", left.get());
        } else {
            call("neither", 1);
        }
        while let Shape::Two { ref right, count: 0..=5, .. } = now(shape(n)).await && right.get() < 6 {
            pause(1).await;
            call("third", right.get());
            break;
        }
        while let Shape::One(left) | Shape::Two { left, .. } = now(shape(n)).await && left.get() < 6 {
            pause(1).await;
            call("fourth", left.get());
            break;
        }
        other.get()
    }

    pub async fn between_temporaries(e: Message, n: u64) -> u64 {
        let other = noisy("o", 1);
        if noisy("t", n).get() > 1 && let Message::A(x, y) = e && number(x).await > 2 && noisy("u", n).get() > 1 {
            consume(y);
            pause(1).await;
        } else if let Message::F(f) = Message::of(3) && n > 2 { pause(1).await; consume(f); }
        other.get()
    }
}

cases! {
    through_references [0, 1, 2, 3] |n| through_references(Message::of(n), n);
    borrowed_before [0, 1, 2, 3] |n| borrowed_before(n);
    names_that_shadow [0, 1, 2, 3, 4, 8] |n| names_that_shadow(Message::of(n), n);
    beside_questions [0, 1, 2, 3, 4, 8] |n| beside_questions(Some(noisy("a", n)), n);
    fields_and_all_of_it [1, 2, 3, 4, 8] |n| fields_and_all_of_it(Held { inner: Some(noisy("a", n)), n }, n);
    alternatives [0, 1, 2, 3, 4, 8] |n| alternatives(Message::of(n), n);
    parts_of_values [0, 1, 2, 3, 5, 9] |n| parts_of_values(n);
    between_temporaries [0, 1, 2, 3, 4, 8] |n| between_temporaries(Message::of(n), n);
}
