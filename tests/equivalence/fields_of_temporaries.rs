//! Methods on fields of values without names: what they leave lives to the end of the statement.
use crate::harness::*;
use std::ops::{Deref, DerefMut};
use std::pin::Pin;

pub struct Wire {
    pub line: Line,
    pub other: Line,
}

pub struct Line {
    pub name: Noisy,
}

impl Line {
    fn new(name: &'static str, n: u64) -> Self {
        Line { name: noisy(name, n) }
    }

    pub async fn finish(self, n: u64) -> u64 {
        pause(n).await;
        self.name.get()
    }

    pub fn end(self) -> Noisy {
        self.name
    }

    pub async fn ask(&self, n: u64) -> u64 {
        pause(n).await;
        self.name.get()
    }

    pub async fn send(&mut self, n: u64) -> u64 {
        pause(n).await;
        self.name.add(n).get()
    }
}

impl Wire {
    fn new(n: u64) -> Self {
        Wire { line: Line::new("line", n), other: Line::new("other", n + 1) }
    }

    fn this(&mut self) -> &mut Self {
        self
    }

    fn project(self: Pin<&mut Self>) -> Projection<'_> {
        let this = Pin::get_mut(self);
        Projection { line: &mut this.line, _extra: noisy("extra", 0) }
    }
}

pub struct Projection<'a> {
    pub line: &'a mut Line,
    pub _extra: Noisy,
}

pub struct Guard {
    wire: Wire,
    _guard: Noisy,
}

pub fn guard(n: u64) -> Leaf<Guard> {
    later("guard", 1, Guard { wire: Wire::new(n), _guard: noisy("guard", n) })
}

impl Deref for Guard {
    type Target = Wire;

    fn deref(&self) -> &Wire {
        event(format_args!("deref"));
        &self.wire
    }
}

impl DerefMut for Guard {
    fn deref_mut(&mut self) -> &mut Wire {
        event(format_args!("deref_mut"));
        &mut self.wire
    }
}

fn perhaps(n: u64) -> Result<Wire, String> {
    check(n).map(Wire::new)
}

functions! {
    pub async fn taken(n: u64) -> u64 {
        let first = Wire::new(n).line.finish(n).await + number(1).await;
        let _a = noisy("a", first);
        Wire::new(n).line.end().touch().await + (Line::new("first", n), noisy("second", n)).0.finish(1).await
    }

    pub async fn borrowed(n: u64) -> u64 {
        let mut first = Wire::new(n).line.ask(n).await + Wire::new(n).other.send(1).await;
        first += Wire { line: Line::new("one", n), other: Line::new("two", n) }.other.name.touch().await;
        first
    }

    pub async fn of_what_was_awaited(n: u64) -> u64 {
        let first = later("wire", 1, Wire::new(n)).await.line.finish(1).await;
        let second = later("wire", 1, Wire::new(n)).await.other.ask(1).await;
        first + second
    }

    pub async fn behind_a_guard(n: u64) -> u64 {
        let first = guard(n).await.line.ask(1).await;
        let second = guard(n).await.line.send(first).await;
        pause(1).await;
        first + second + guard(n).await.other.name.bump(1).await
    }

    pub async fn behind_a_guard_with_a_name(n: u64) -> u64 {
        let mut guarded = guard(n).await;
        pause(1).await;
        let first = guarded.line.ask(1).await;
        let second = guarded.other.name.bump(first).await;
        let closure = move || guarded.line.name.get();
        pause(1).await;
        let third = closure();
        let mut again = guard(n).await;
        pause(1).await;
        first + second + third + again.line.send(1).await
    }

    pub async fn behind_a_reference(n: u64) -> u64 {
        let mut wire = Wire::new(n);
        let first = wire.this().line.send(n).await;
        let second = Pin::new(&mut wire).project().line.ask(n).await;
        let third = Box::new(wire).line.finish(n).await;
        first + second + third
    }

    pub async fn with_questions(n: u64) -> Result<u64, String> {
        let first = perhaps(n)?.line.finish(n).await;
        let second = perhaps(n)?.line.finish(attempt(n + 1).await?).await;
        Ok(first + second + later("wire", 1, perhaps(n + 1)).await?.other.ask(attempt(n).await?).await)
    }

    pub async fn in_a_tail(n: u64) -> u64 {
        let _a = noisy("a", n);
        if n == 0 {
            return Wire::new(n).line.ask(1).await;
        }
        Wire::new(n).line.finish(1).await
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        let mut sum = 0;
        for i in 0..n {
            sum += Wire::new(i).line.finish(1).await;
            if (sum, Wire::new(i).other.ask(1).await).1 > 2 {
                break;
            }
        }
        sum
    }
}

cases! {
    taken [0, 1] |n| taken(n);
    borrowed [0, 1] |n| borrowed(n);
    of_what_was_awaited [0, 1] |n| of_what_was_awaited(n);
    behind_a_guard [0, 1] |n| behind_a_guard(n);
    behind_a_guard_with_a_name [0, 1] |n| behind_a_guard_with_a_name(n);
    behind_a_reference [0, 1] |n| behind_a_reference(n);
    with_questions [0, 1, 2, 3, 4] |n| with_questions(n);
    in_a_tail [0, 1] |n| in_a_tail(n);
    in_a_loop [0, 1, 3] |n| in_a_loop(n);
}
