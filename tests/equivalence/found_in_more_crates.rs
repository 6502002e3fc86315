//! Still more of what published crates have written.
use crate::harness::*;

pub struct Config {
    pub name: Noisy,
    pub address: Option<u64>,
    pub held: Option<Noisy>,
}

impl Config {
    fn new(n: u64) -> Self {
        Config { name: noisy("config", n), address: (n == 1).then_some(n), held: (n == 2).then(|| noisy("held", n)) }
    }

    pub fn own(&self) -> &Config {
        self
    }

    pub fn look_up(&self, more: u64) -> u64 {
        self.name.get() + more
    }

    pub fn count(&mut self, more: u64) -> u64 {
        self.name.add(more).get()
    }

    pub fn consume(self) -> u64 {
        self.name.get()
    }
}

/// Calls what it is given, and waits in between.
async fn again<R>(mut f: impl FnMut(u64) -> R) -> R {
    f(1);
    pause(1).await;
    f(2)
}

async fn shared<R>(f: impl Fn(u64) -> R) -> R {
    let first = f(1);
    pause(1).await;
    drop(first);
    f(2)
}

async fn once<R>(f: impl FnOnce(u64) -> R) -> R {
    pause(1).await;
    f(1)
}

pub trait Counts {
    fn count(&self) -> u64;
}

impl Counts for Noisy {
    fn count(&self) -> u64 {
        self.get()
    }
}

impl Counts for u64 {
    fn count(&self) -> u64 {
        *self
    }
}

impl Counts for &[u64] {
    fn count(&self) -> u64 {
        self.iter().sum()
    }
}

async fn sum_of(all: &[&dyn Counts]) -> u64 {
    pause(1).await;
    all.iter().map(|one| one.count()).sum()
}

async fn pairs(all: &[(&dyn Counts, u64)]) -> u64 {
    pause(1).await;
    all.iter().map(|(one, more)| one.count() + more).sum()
}

async fn give_to(f: &mut dyn FnMut(&Noisy) -> u64) -> u64 {
    pause(1).await;
    f(&noisy("given", 1))
}

/// Says something when it is dropped.
pub struct OnDrop<F: FnMut()>(F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)()
    }
}

functions! {
    pub async fn copied_by_a_closure_that_is_kept(n: u64) -> u64 {
        let number = number(n).await;
        let on_drop = OnDrop(|| { call("dropped", number); });
        let polled = std::future::poll_fn(|_| std::task::Poll::Ready(call("polled", number)));
        pause(1).await;
        polled.await;
        pause(1).await;
        drop(on_drop);
        n
    }

    pub async fn copied_by_a_closure_inside_one_that_is_kept(n: u64) -> u64 {
        let number = pause_and(n).await;
        let on_drop = OnDrop(|| { Some(1).map(|more| call("dropped", number + more)); });
        let polled = std::future::poll_fn(|_| std::task::Poll::Ready(Some(2).map(|more| call("polled", number + more)))).await;
        drop(on_drop);
        pause(1).await;
        n
    }

    pub async fn objects_in_lists(n: u64) -> u64 {
        let (a, b) = (noisy("a", n), n + 1);
        let both = sum_of(&[&a, &b]).await + sum_of(&[&b]).await;
        let all: &[&dyn Counts] = &[&b, &noisy("c", n), &a];
        let more = number(n).await;
        let paired = pairs(&[(&noisy("d", n), 1), (&b, more)]).await;
        both + paired + sum_of(&[&&[1u64, n][..], &a]).await + sum_of(all).await
    }

    pub async fn closures_behind_references(n: u64) -> u64 {
        let a = noisy("a", n);
        let mut seen = Vec::new();
        let sum = give_to(&mut |given| { seen.push(given.get()); given.get() + a.get() }).await;
        sum + seen.len() as u64 + sum_of(&[&a, &give_to(&mut |given| given.get()).await]).await
    }

    pub async fn references_in_closures_that_are_called_again(n: u64) -> u64 {
        let config = Config::new(n);
        let own = config.own();
        pause(1).await;
        let sum = again(|more| own.look_up(more)).await;
        let own = config.own();
        let twice = shared(|more| own.look_up(more) + if more == n { own.look_up(1) } else { own.look_up(own.own().look_up(0)) }).await;
        let own = config.own();
        sum + twice + shared(|more| own.look_up(own.look_up(more))).await
    }

    pub async fn numbers_in_closures_that_are_called_again(n: u64) -> u64 {
        let number = number(n).await;
        let text = again(|more| number.pow(2) + more).await;
        let other = pause_and(n).await;
        text + shared(|more| other.wrapping_add(more).max(other.rotate_left(1))).await
    }

    pub async fn slices_that_are_read_in_a_closure(n: u64) -> u64 {
        use std::io::Read;
        let bytes = [1, 2, 3, n as u8];
        let mut slice = bytes.as_slice();
        pause(1).await;
        let first = once(|_| {
            let mut byte = [0; 2];
            slice.read(&mut byte).unwrap();
            u64::from(byte[1]) + slice.bytes().count() as u64
        });
        first.await
    }

    pub async fn changed_and_then_consumed_in_a_closure(n: u64) -> u64 {
        let _a = noisy("a", n);
        let mut config = Config::new(n);
        pause(1).await;
        let got = once(|more| config.count(more) + config.look_up(more) + config.consume()).await;
        pause(1).await;
        got
    }

    pub async fn what_is_done_if_a_field_does_not_match(n: u64) -> u64 {
        let (config, other) = (Config::new(n), Config::new(n + 1));
        pause(1).await;
        let address = if let Some(address) = config.address { address } else { other.look_up(1) };
        pause(1).await;
        let held = if let Some(held) = config.held { held } else { other.name };
        pause(1).await;
        held.get() + address + number(config.name.value).await
    }
}

cases! {
    copied_by_a_closure_that_is_kept [0, 1] |n| copied_by_a_closure_that_is_kept(n);
    copied_by_a_closure_inside_one_that_is_kept [0, 1] |n| copied_by_a_closure_inside_one_that_is_kept(n);
    objects_in_lists [0, 1] |n| objects_in_lists(n);
    closures_behind_references [0, 1] |n| closures_behind_references(n);
    references_in_closures_that_are_called_again [0, 1] |n| references_in_closures_that_are_called_again(n);
    numbers_in_closures_that_are_called_again [0, 1] |n| numbers_in_closures_that_are_called_again(n);
    slices_that_are_read_in_a_closure [0] |n| slices_that_are_read_in_a_closure(n);
    changed_and_then_consumed_in_a_closure [0, 1] |n| changed_and_then_consumed_in_a_closure(n);
    what_is_done_if_a_field_does_not_match [0, 1, 2] |n| what_is_done_if_a_field_does_not_match(n);
}
