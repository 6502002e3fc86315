//! Methods on fields of locals: some take the field, others borrow it, and only rustc knows.
use crate::harness::*;
use std::pin::Pin;

pub struct Wire {
    pub line: Line,
    pub other: Line,
}

pub struct Line {
    pub name: Noisy,
}

impl Line {
    fn new(n: u64) -> Self {
        Line { name: noisy("line", n) }
    }

    /// Takes the line.
    pub async fn finish(self, n: u64) -> u64 {
        pause(n).await;
        self.name.get()
    }

    pub fn end(self) -> u64 {
        self.name.get()
    }

    /// Borrows it.
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
        Wire { line: Line::new(n), other: Line::new(n + 1) }
    }

    fn project(self: Pin<&mut Self>) -> Projection<'_> {
        let this = Pin::get_mut(self);
        Projection { line: &mut this.line, other: Pin::new(&mut this.other), extra: noisy("extra", 0) }
    }

    fn this(&mut self) -> &mut Self {
        self
    }
}

pub struct Projection<'a> {
    pub line: &'a mut Line,
    pub other: Pin<&'a mut Line>,
    pub extra: Noisy,
}

functions! {
    pub async fn borrowed_through_a_projection(mut wire: Wire, n: u64) -> u64 {
        let this = Pin::new(&mut wire).project();
        pause(1).await;
        let got = this.line.send(n).await;
        pause(1).await;
        got + this.other.ask(n).await + this.extra.get()
    }

    pub async fn borrowed_through_a_reference(mut wire: Wire, n: u64) -> u64 {
        let this = wire.this();
        pause(1).await;
        let got = this.line.send(n).await + this.other.ask(n).await;
        pause(1).await;
        got
    }

    pub async fn taken_and_borrowed(wire: Wire, n: u64) -> u64 {
        let mut wire = wire;
        let _other = noisy("b", n);
        pause(1).await;
        let got = wire.line.finish(n).await;
        let more = wire.other.send(n).await;
        pause(1).await;
        got + more
    }

    pub async fn taken_in_one_branch(n: u64) -> u64 {
        let wire = Wire::new(n);
        pause(1).await;
        let got = if n > 0 { wire.line.finish(1).await } else { wire.line.ask(1).await };
        pause(1).await;
        got + wire.other.end()
    }

    pub async fn taken_by_two_methods(n: u64) -> u64 {
        let wire = Wire::new(n);
        pause(1).await;
        let got = match n {
            0 => wire.line.end(),
            1 => wire.line.finish(1).await,
            _ => wire.line.ask(1).await,
        };
        pause(1).await;
        got
    }

    pub async fn taken_out_of_a_box(n: u64) -> u64 {
        let wire = Box::new(Wire::new(n));
        pause(1).await;
        let got = wire.line.finish(n).await;
        pause(1).await;
        got + wire.other.end()
    }

    pub async fn borrowed_in_an_arc(n: u64) -> u64 {
        let wire = std::sync::Arc::new(Wire::new(n));
        let again = std::sync::Arc::clone(&wire);
        pause(1).await;
        let got = wire.line.ask(n).await;
        pause(1).await;
        got + again.other.ask(0).await
    }

    pub async fn pieces_of_a_pair(n: u64) -> u64 {
        let pair = (Line::new(n), Wire::new(n));
        pause(1).await;
        let got = pair.1.line.finish(n).await;
        pause(1).await;
        let more = pair.0.end();
        pause(1).await;
        got + more + pair.1.other.ask(0).await
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        let mut sum = 0;
        for turn in 0..=n {
            let wire = Wire::new(turn);
            pause(1).await;
            sum += wire.line.finish(turn).await;
            sum += wire.other.ask(turn).await;
        }
        sum
    }

    pub async fn with_a_closure(n: u64) -> Option<u64> {
        let pair = (Some(Line::new(n)), noisy("right", n));
        pause(1).await;
        let got = pair.0.filter(|line| line.name.is_even());
        pause(1).await;
        got.map(|line| line.end() + pair.1.get())
    }
}

cases! {
    borrowed_through_a_projection [0, 1] |n| borrowed_through_a_projection(Wire::new(n), n);
    borrowed_through_a_reference [0, 1] |n| borrowed_through_a_reference(Wire::new(n), n);
    taken_and_borrowed [0, 1] |n| taken_and_borrowed(Wire::new(n), n);
    taken_in_one_branch [0, 1] |n| taken_in_one_branch(n);
    taken_by_two_methods [0, 1, 2] |n| taken_by_two_methods(n);
    taken_out_of_a_box [0, 1] |n| taken_out_of_a_box(n);
    borrowed_in_an_arc [0, 1] |n| borrowed_in_an_arc(n);
    pieces_of_a_pair [0, 1] |n| pieces_of_a_pair(n);
    in_a_loop [0, 2] |n| in_a_loop(n);
    with_a_closure [0, 1] |n| with_a_closure(n);
}
