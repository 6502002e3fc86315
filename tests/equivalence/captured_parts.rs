//! What `move` closures and blocks take of a local whose type nobody wrote: all of a reference, and of a value the
//! fields that they name.
use crate::harness::*;

/// Its counters are copied where they are moved.
pub struct Counter {
    pub count: Count,
    pub name: Noisy,
    pub more: Noisy,
}

#[derive(Clone, Copy)]
pub struct Count(pub u64);

impl Count {
    pub fn add(&mut self, more: u64) -> u64 {
        self.0 += more;
        self.0
    }
}

impl Counter {
    pub fn new(n: u64) -> Self {
        Counter { count: Count(n), name: noisy("name", n), more: noisy("more", n) }
    }

    pub fn this(&mut self) -> &mut Self {
        self
    }

    fn view(&mut self) -> View<'_> {
        View { counter: self, own: noisy("view", 0) }
    }
}

pub struct View<'a> {
    pub counter: &'a mut Counter,
    pub own: Noisy,
}

functions! {
    pub async fn of_a_reference_that_is_used_again(n: u64) -> u64 {
        if let Some(found) = lookup_noisy("found", n).await.as_mut() {
            let value = attempt(n).await.ok().filter(|n| *n == 7).or_else(|| Some(found.value)).unwrap();
            return found.get() + value;
        }
        n
    }

    pub async fn of_a_reference_before_an_else_that_stops(n: u64) -> u64 {
        if let Some(found) = lookup_noisy("found", n).await.as_mut() {
            let Ok(_tried) = attempt_noisy("tried", n).await else {
                let value = Some(n).filter(|n| *n == 7).or_else(|| Some(found.value)).unwrap();
                stop(found.get() + value);
            };
            say!("{found}");
        }
        n
    }

    pub async fn a_closure_writes_through_a_reference(mut counter: Counter, n: u64) -> u64 {
        let this = counter.this();
        pause(1).await;
        let mut add = move |more| this.count.add(more);
        add(1);
        pause(n).await;
        add(2) + counter.count.0
    }

    pub async fn a_closure_takes_a_reference_and_its_field(mut counter: Counter, n: u64) -> u64 {
        let this = counter.this();
        pause(1).await;
        let mut rename = move |more| this.name.add(more).get();
        rename(1);
        pause(n).await;
        rename(2) + counter.name.get()
    }

    pub async fn a_closure_writes_to_a_copied_field(counter: Counter, n: u64) -> u64 {
        let mut counter = counter;
        pause(1).await;
        let mut add = move |more| {
            counter.count.0 += more;
            counter.count.add(more)
        };
        let got = add(1);
        pause(n).await;
        got + add(2) + counter.count.0 + counter.name.get()
    }

    pub async fn a_block_writes_through_a_reference(mut counter: Counter, n: u64) -> u64 {
        let this = counter.this();
        pause(1).await;
        let inner = async move {
            this.count.add(1);
            pause(n).await;
            this.count.add(2)
        };
        let got = inner.await;
        got + counter.count.0
    }

    pub async fn a_block_takes_a_box(n: u64) -> u64 {
        let counter = Box::new(Counter::new(n));
        let _other = noisy("other", n);
        pause(1).await;
        let inner = async move {
            pause(n).await;
            counter.name.get()
        };
        inner.await
    }

    pub async fn a_block_takes_what_a_guard_shows(n: u64) -> u64 {
        let guarded = std::cell::RefCell::new(Counter::new(n));
        let shown = std::cell::RefCell::borrow_mut(&guarded);
        pause(1).await;
        let mut shown = shown;
        let inner = async move {
            shown.count.add(1);
            pause(n).await;
            shown.count.add(2)
        };
        let got = inner.await;
        let count = guarded.borrow().count.0;
        got + count
    }

    pub async fn a_block_takes_a_reference_out_of_a_value(mut counter: Counter, n: u64) -> u64 {
        let view = counter.view();
        pause(1).await;
        let inner = async move {
            view.counter.count.add(1);
            pause(n).await;
            view.counter.name.get()
        };
        let got = inner.await;
        pause(1).await;
        let own = view.own.get();
        got + own + counter.count.0
    }

    pub async fn a_block_takes_one_field_of_a_tuple(n: u64) -> u64 {
        let pair = (Counter::new(n), noisy("right", n));
        pause(1).await;
        let inner = async move {
            pause(n).await;
            pair.0.name.get()
        };
        let got = inner.await;
        pause(1).await;
        got + pair.1.get()
    }

    pub async fn a_closure_in_one_branch(mut counter: Counter, n: u64) -> u64 {
        let this = counter.this();
        pause(1).await;
        if n > 0 {
            let mut add = move |more| this.count.add(more);
            pause(1).await;
            add(n);
        }
        pause(1).await;
        counter.count.0
    }

    pub async fn a_box_taken_in_one_branch(n: u64) -> u64 {
        let counter = Box::new(Counter::new(n));
        pause(1).await;
        if n > 0 {
            let read = move || counter.name.get();
            pause(1).await;
            read();
        }
        let _later = noisy("later", 0);
        pause(1).await;
        n
    }

    pub async fn a_block_without_move_takes_a_field(n: u64) -> u64 {
        let p = halves(n);
        pause(1).await;
        let block = async { eat(p.left, 1).await };
        consume(p.right);
        block.await
    }

    pub async fn a_closure_without_move_takes_a_field(n: u64) -> u64 {
        let p = halves(n);
        pause(1).await;
        let take = || consume(p.left);
        p.right.touch().await;
        take()
    }

    pub async fn a_closure_without_move_takes_both(n: u64) -> u64 {
        let p = halves(n);
        let k = noisy("k", n);
        pause(1).await;
        let take = || two(p.left, p.right) + k.get();
        k.touch().await + take()
    }

    pub async fn a_closure_without_move_takes_out_of_a_box(n: u64) -> u64 {
        let p = Box::new(halves(n));
        pause(1).await;
        let take = || consume(p.left);
        pause(1).await;
        take()
    }

    pub async fn a_closure_without_move_copies_a_field(n: u64) -> u64 {
        let p = halves(n);
        pause(1).await;
        let count = || call("count", p.count);
        let got = lookup(n).await.map_or_else(|| p.count, |k| call("k", p.count + k));
        count() + p.count + got + p.left.touch().await
    }

    pub async fn a_closure_without_move_copies_through_a_reference(n: u64) -> u64 {
        let p = &mut halves(n);
        pause(1).await;
        let got = {
            let count = || call("count", p.count);
            count() + pause_and(1).await + count()
        };
        p.count += 1;
        p.left.touch().await + got + p.count
    }

    pub async fn a_closure_without_move_in_a_loop(n: u64) -> u64 {
        let mut got = 0;
        for _ in 0..2 {
            let mut p = halves(n);
            pause(1).await;
            got += lookup_noisy("found", n).await.unwrap_or_else(|| p.right).touch().await;
            let take = || consume(p.left);
            got += take();
            if n == 1 {
                p.left = noisy("again", n);
            }
            pause(1).await;
        }
        got
    }

    pub async fn a_block_without_move_copies_through_what_is_used_again(n: u64) -> u64 {
        let mut a = noisy("a", n);
        let reference = std::convert::identity(&mut a);
        let got = async { attempt(reference.value).await.unwrap_or(1) + reference.value }.await;
        reference.add(got);
        reference.touch().await
    }

    pub async fn a_closure_without_move_copies_through_fields(n: u64) -> u64 {
        let mut through = halves(n);
        let p = (&mut through, halves(n), Box::new(halves(n)));
        pause(1).await;
        let got = {
            let counts = || call("first", p.0.count) + call("second", p.1.count) + call("third", p.2.count);
            counts()
        };
        let take = || consume(p.1.left) + consume(p.2.right);
        p.0.count += got;
        pause(1).await;
        p.0.left.touch().await + take() + p.1.right.touch().await
    }
}

cases! {
    of_a_reference_that_is_used_again [0, 1] |n| of_a_reference_that_is_used_again(n);
    of_a_reference_before_an_else_that_stops [0, 1, 2, 3, 4] |n| of_a_reference_before_an_else_that_stops(n);
    a_closure_writes_through_a_reference [0, 1] |n| a_closure_writes_through_a_reference(Counter::new(n), n);
    a_closure_takes_a_reference_and_its_field [0, 1] |n| a_closure_takes_a_reference_and_its_field(Counter::new(n), n);
    a_closure_writes_to_a_copied_field [0, 1] |n| a_closure_writes_to_a_copied_field(Counter::new(n), n);
    a_block_writes_through_a_reference [0, 1] |n| a_block_writes_through_a_reference(Counter::new(n), n);
    a_block_takes_a_box [0, 1] |n| a_block_takes_a_box(n);
    a_block_takes_what_a_guard_shows [0, 1] |n| a_block_takes_what_a_guard_shows(n);
    a_block_takes_a_reference_out_of_a_value [0, 1] |n| a_block_takes_a_reference_out_of_a_value(Counter::new(n), n);
    a_block_takes_one_field_of_a_tuple [0, 1] |n| a_block_takes_one_field_of_a_tuple(n);
    a_closure_in_one_branch [0, 1] |n| a_closure_in_one_branch(Counter::new(n), n);
    a_box_taken_in_one_branch [0, 1] |n| a_box_taken_in_one_branch(n);
    a_block_without_move_takes_a_field [0, 1, 2] |n| a_block_without_move_takes_a_field(n);
    a_closure_without_move_takes_a_field [0, 1, 2] |n| a_closure_without_move_takes_a_field(n);
    a_closure_without_move_takes_both [0, 1, 2] |n| a_closure_without_move_takes_both(n);
    a_closure_without_move_takes_out_of_a_box [0, 1, 2] |n| a_closure_without_move_takes_out_of_a_box(n);
    a_closure_without_move_copies_a_field [0, 1, 2] |n| a_closure_without_move_copies_a_field(n);
    a_closure_without_move_copies_through_a_reference [0, 1, 2] |n| a_closure_without_move_copies_through_a_reference(n);
    a_closure_without_move_in_a_loop [0, 1, 3] |n| a_closure_without_move_in_a_loop(n);
    a_block_without_move_copies_through_what_is_used_again [0, 3] |n| a_block_without_move_copies_through_what_is_used_again(n);
    a_closure_without_move_copies_through_fields [0, 1, 2] |n| a_closure_without_move_copies_through_fields(n);
}
