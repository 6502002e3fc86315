//! Parts are read out of values of which only rustc knows whether they are copied: what is left of them waits to be dropped, or
//! for nothing.
use crate::harness::*;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    Button { id: u64, at: u64 },
    Key(u64),
    Moved { by: [u64; 3], of: u64 },
    Stopped,
}

/// The same, with something to drop.
pub enum LoudEvent {
    Button { id: u64, at: Noisy },
    Key(Noisy),
    Moved { by: [Noisy; 2], of: u64 },
    Stopped,
}

#[derive(Clone, Copy, Debug)]
pub struct Frame<'a, T> {
    name: &'a str,
    body: T,
    length: u64,
}

impl<'a, T> Frame<'a, T> {
    fn new(name: &'a str, body: T, length: u64) -> Self {
        Frame { name, body, length }
    }

    fn into_length(self) -> u64 {
        self.length
    }
}

/// Not copied, and nothing to drop.
pub struct Plain {
    left: u64,
    right: u64,
}

fn plain(n: u64) -> Plain {
    Plain { left: n, right: n + 1 }
}

pub fn event_of(n: u64) -> Event {
    match n {
        0 => Event::Button { id: 1, at: 2 },
        1 => Event::Key(n),
        2 => Event::Moved { by: [n, 1, 2], of: 3 },
        _ => Event::Stopped,
    }
}

pub fn loud_event_of(n: u64) -> LoudEvent {
    match n {
        0 => LoudEvent::Button { id: 1, at: noisy("at", n) },
        1 => LoudEvent::Key(noisy("key", n)),
        2 => LoudEvent::Moved { by: [noisy("x", n), noisy("y", n)], of: 3 },
        _ => LoudEvent::Stopped,
    }
}

pub async fn received(n: u64) -> Event {
    pause(n % 2).await;
    event_of(n)
}

pub async fn loud_received(n: u64) -> LoudEvent {
    pause(n % 2).await;
    loud_event_of(n)
}

fn two(n: u64) -> (u64, [u64; 4]) {
    (n, [n; 4])
}

fn two_loud(n: u64) -> (Noisy, Noisy, u64) {
    (noisy("first", n), noisy("second", n), n)
}

fn same<T>(value: T) -> T {
    value
}

functions! {
    pub async fn of_an_awaited_event(n: u64) -> u64 {
        match received(n).await {
            Event::Button { id, .. } => { pause(1).await; id }
            Event::Key(key) => { pause(2).await; key }
            Event::Moved { by: [first, ..], .. } => number(first).await,
            Event::Stopped => 0,
        }
    }

    pub async fn of_a_loud_one(n: u64) -> u64 {
        match loud_received(n).await {
            LoudEvent::Button { id, .. } => { pause(1).await; id }
            LoudEvent::Key(key) => { pause(2).await; key.get() }
            LoudEvent::Moved { by: [first, ..], .. } => number(first.get()).await,
            LoudEvent::Stopped => 0,
        }
    }

    pub async fn nothing_bound(n: u64) -> u64 {
        match event_of(n) {
            Event::Button { .. } => { pause(1).await; 1 }
            Event::Key(_) => { pause(2).await; 2 }
            Event::Moved { .. } => 3,
            Event::Stopped => number(4).await,
        }
    }

    pub async fn nothing_bound_of_a_loud_one(n: u64) -> u64 {
        match loud_event_of(n) {
            LoudEvent::Button { .. } => { pause(1).await; 1 }
            LoudEvent::Key(_) => { pause(2).await; 2 }
            LoudEvent::Moved { .. } => 3,
            LoudEvent::Stopped => number(4).await,
        }
    }

    pub async fn of_a_local(n: u64) -> u64 {
        let event = received(n).await;
        match event {
            Event::Button { at, .. } => { pause(1).await; at }
            Event::Moved { of, .. } if of > 2 => { pause(1).await; of }
            Event::Key(key) => number(key).await,
            _ => 0,
        }
    }

    pub async fn of_a_local_that_is_loud(n: u64) -> u64 {
        let event = loud_received(n).await;
        match event {
            LoudEvent::Button { at, .. } => { pause(1).await; at.get() }
            LoudEvent::Moved { of, .. } if of > 2 => { pause(1).await; of }
            LoudEvent::Key(key) => number(key.get()).await,
            _ => 0,
        }
    }

    pub async fn used_again(n: u64) -> u64 {
        let event = received(n).await;
        let id = if let Event::Button { id, .. } = event { pause(1).await; id } else { 7 };
        if event == Event::Key(1) { pause(1).await; return id; }
        if let Event::Moved { of, .. } = event { pause(1).await; return id + of; }
        number(id).await
    }

    pub async fn while_it_comes(n: u64) -> u64 {
        let (mut all, mut n) = (0, n);
        while let Event::Button { id, .. } | Event::Key(id) = received(n).await {
            pause(id).await;
            all += id;
            n += 1;
        }
        all
    }

    pub async fn while_a_loud_one_comes(n: u64) -> u64 {
        let (mut all, mut n) = (0, n);
        while let LoudEvent::Button { at: it, .. } | LoudEvent::Key(it) = loud_received(n).await {
            pause(1).await;
            all += it.get();
            n += 1;
        }
        all
    }

    pub async fn let_else(n: u64) -> u64 {
        let Event::Moved { by: [x, _, z], .. } = event_of(n) else { pause(1).await; return 0 };
        let event = event_of(n);
        let Event::Moved { of, .. } = event else { return number(1).await };
        pause(1).await;
        x + z + of
    }

    pub async fn let_else_of_a_loud_one(n: u64) -> u64 {
        let LoudEvent::Moved { by: [x, _], .. } = loud_event_of(n) else { pause(1).await; return 0 };
        let event = loud_event_of(n);
        let LoudEvent::Moved { of, .. } = event else { return number(1).await };
        pause(1).await;
        x.get() + of
    }

    pub async fn of_fields(n: u64) -> u64 {
        let pair = two(n);
        let first = pair.0;
        pause(1).await;
        let loud = two_loud(n);
        let (second, number) = (loud.1, loud.2);
        pause(1).await;
        first + second.get() + number
    }

    pub async fn of_fields_in_a_branch(n: u64) -> u64 {
        let (pair, loud) = (two(n), two_loud(n));
        let mut sum = 0;
        if n > 1 {
            let (first, taken) = (pair.0, loud.0);
            pause(1).await;
            sum += first + taken.get();
        } else if n == 1 {
            sum += number(loud.2).await;
        }
        sum + number(1).await
    }

    pub async fn of_temporaries(n: u64) -> u64 {
        number(two(n).0).await + number(two_loud(n).2).await + number(consume(two_loud(n).1)).await
    }

    pub async fn of_what_has_nothing_to_drop(n: u64) -> u64 {
        let Plain { left, .. } = plain(n);
        pause(1).await;
        let it = plain(left);
        let right = it.right;
        pause(1).await;
        match plain(right) {
            Plain { left: 2, .. } => number(2).await,
            Plain { left, .. } => { pause(1).await; left }
        }
    }

    pub async fn of_generic_frames<T, U: Copy + Into<u64>>(first: T, third: T, second: U, use_: fn(T) -> u64) -> u64 {
        let frame = Frame::new("first", first, 1);
        let body = frame.body;
        pause(1).await;
        let other = Frame::new("second", second, 2);
        let copied = other.body;
        pause(1).await;
        let Frame { body: again, .. } = Frame::new("third", third, 3);
        pause(1).await;
        let Frame { body: last, name, .. } = Frame::new("fourth", second, 4);
        pause(name.len() as u64).await;
        use_(body) + use_(again) + copied.into() + last.into()
    }

    pub async fn of_references(text: &str, of: &mut u64) -> u64 {
        let frame = Frame::new(text, &text[1..], 1);
        let name = frame.name;
        pause(1).await;
        let unique = Frame::new(text, &mut *of, 2);
        let body = unique.body;
        pause(1).await;
        *body += name.len() as u64;
        let local = noisy("local", *body);
        let pointed = Frame::new(text, &local, 3);
        let to = pointed.body;
        pause(1).await;
        to.get()
    }

    pub async fn by_methods(n: u64) -> u64 {
        let outer = (Frame::new("inner", n, n), noisy("beside", n), n);
        let length = outer.0.into_length();
        pause(1).await;
        let loud = (Frame::new("loud", noisy("body", n), n), n);
        let of_loud = loud.0.into_length();
        pause(1).await;
        let shared = (Frame::new("shared", n, n), n);
        let name = shared.0.name.len() as u64;
        pause(1).await;
        length + of_loud + name
    }

    pub async fn told_later(n: u64) -> u64 {
        let pair = same((None, n));
        let second = pair.1;
        pause(1).await;
        let list = (same(Vec::new()), n);
        let third = list.1;
        pause(1).await;
        let _: Option<Noisy> = pair.0;
        let mut texts = list.0;
        texts.push(noisy("told", third));
        second + third
    }

    pub async fn with_closures(n: u64) -> u64 {
        let add = (move |x: u64| x + n, n);
        let second = add.1;
        pause(1).await;
        let loud = noisy("captured", n);
        let takes = (move || loud.get(), n);
        let third = takes.1;
        pause(1).await;
        let called = (|x: u64| x + 1, n);
        let function = called.0;
        pause(1).await;
        second + third + function(1)
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        let mut sum = 0;
        for i in 0..n {
            let event = event_of(i);
            let (Event::Key(key) | Event::Button { id: key, .. }) = event else { continue };
            if key == 3 { break; }
            sum += number(key).await;
            let loud = two_loud(i);
            sum += number(loud.2).await;
            let first = loud.0;
            pause(1).await;
            sum += first.get();
        }
        sum
    }

    pub async fn filled_again(n: u64) -> u64 {
        let mut pair = two(n);
        let mut first = pair.0;
        pause(1).await;
        pair = two(n + 1);
        first += pair.0;
        pause(1).await;
        let mut loud = two_loud(n);
        let moved = loud.0;
        pause(1).await;
        loud.0 = noisy("new", n);
        pause(1).await;
        first + moved.get() + loud.0.get()
    }

    pub async fn updated(n: u64) -> u64 {
        let frame = Frame::new("old", n, 1);
        let newer = Frame { length: 2, ..frame };
        let length = newer.length;
        pause(1).await;
        let loud = Frame::new("loud", noisy("body", n), 3);
        let changed = Frame { name: "changed", ..loud };
        let body = changed.body;
        pause(1).await;
        length + body.get()
    }

    pub async fn panics_while_it_waits(n: u64) -> u64 {
        let (pair, loud) = (two(n), two_loud(n));
        let (first, taken) = (pair.0, loud.1);
        let awaited = never_positive(n).await;
        first + taken.get() + awaited
    }

    pub async fn question_behind(n: u64) -> Result<u64, String> {
        let loud = two_loud(n);
        let first = loud.0;
        let event = event_of(n);
        let (Event::Button { id, .. } | Event::Key(id)) = event else { return Err("another".into()) };
        let value = attempt(n).await?;
        Ok(value + id + first.get())
    }

    pub async fn many_parts(n: u64) -> u64 {
        let all = (n, n + 1, n + 2, n + 3, n + 4, n + 5, n + 6, n + 7, n + 8);
        let sum = all.0 + all.1 + all.2 + all.3;
        let (a, b, c, d, e) = (all.4, all.5, all.6, all.7, all.8);
        pause(1).await;
        let loud = (noisy("a", n), noisy("b", n), noisy("c", n), noisy("d", n), noisy("e", n), noisy("f", n), noisy("g", n), n);
        let (f, g, h, i, j, k) = (loud.0, loud.2, loud.4, loud.5, loud.3, loud.6);
        pause(1).await;
        sum + a + b + c + d + e + f.get() + g.get() + h.get() + i.get() + j.get() + k.get()
    }
}

async fn never_positive(n: u64) -> u64 {
    pause(1).await;
    assert!(n == 0, "positive");
    n
}

cases! {
    of_an_awaited_event [0, 1, 2, 3] |n| of_an_awaited_event(n);
    of_a_loud_one [0, 1, 2, 3] |n| of_a_loud_one(n);
    nothing_bound [0, 1, 2, 3] |n| nothing_bound(n);
    nothing_bound_of_a_loud_one [0, 1, 2, 3] |n| nothing_bound_of_a_loud_one(n);
    of_a_local [0, 1, 2, 3] |n| of_a_local(n);
    of_a_local_that_is_loud [0, 1, 2, 3] |n| of_a_local_that_is_loud(n);
    used_again [0, 1, 2, 3] |n| used_again(n);
    while_it_comes [0, 1, 2] |n| while_it_comes(n);
    while_a_loud_one_comes [0, 1, 2] |n| while_a_loud_one_comes(n);
    let_else [1, 2] |n| let_else(n);
    let_else_of_a_loud_one [1, 2] |n| let_else_of_a_loud_one(n);
    of_fields [0, 1] |n| of_fields(n);
    of_fields_in_a_branch [0, 1, 2] |n| of_fields_in_a_branch(n);
    of_temporaries [0, 1] |n| of_temporaries(n);
    of_what_has_nothing_to_drop [0, 1] |n| of_what_has_nothing_to_drop(n);
    of_generic_frames [0, 1] |n| of_generic_frames(noisy("generic", n), noisy("third", n), n as u32, consume);
    of_references [0, 1] |n| of_references("text", &mut (n + 1));
    by_methods [0, 1] |n| by_methods(n);
    told_later [0, 1] |n| told_later(n);
    with_closures [0, 1] |n| with_closures(n);
    in_a_loop [0, 1, 4] |n| in_a_loop(n);
    filled_again [0, 1] |n| filled_again(n);
    updated [0, 1] |n| updated(n);
    panics_while_it_waits [0, 1] |n| panics_while_it_waits(n);
    question_behind [0, 1, 2, 3] |n| question_behind(n);
    many_parts [0, 1] |n| many_parts(n);
}
