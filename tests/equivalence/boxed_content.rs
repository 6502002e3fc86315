//! Methods that take what is in a `Box`, which lives across awaits: nothing else that dereferences lets one do that.
use crate::harness::*;
use std::{ops::Deref, rc::Rc};

pub struct Job(Noisy, Noisy);

impl Job {
    fn of(n: u64) -> Self {
        Job(noisy("first", n), noisy("second", n))
    }

    fn finish(self) -> u64 {
        call("finish", self.0.get() + self.1.get())
    }

    fn look(&self) -> u64 {
        self.0.get()
    }

    fn change(&mut self) -> u64 {
        self.0 = noisy("changed", 1);
        self.1.get()
    }
}

/// Has methods called like those of a job.
pub trait Seen {
    fn seen(&self) -> u64;
}

impl Seen for Job {
    fn seen(&self) -> u64 {
        self.look()
    }
}

fn job(n: u64) -> Box<Job> {
    Box::new(Job::of(n))
}

/// Leads to something that is copied.
pub struct Lock(Copied, Noisy);

#[derive(Clone, Copy)]
pub struct Copied(u64);

impl Copied {
    fn end(self) -> u64 {
        call("copied", self.0)
    }
}

impl Deref for Lock {
    type Target = Copied;

    fn deref(&self) -> &Copied {
        self.1.get();
        &self.0
    }
}

fn lock(n: u64) -> Lock {
    Lock(Copied(n), noisy("lock", n))
}

pub struct Held(Box<Job>, #[allow(dead_code, reason = "it is dropped")] Noisy);

functions! {
    pub async fn between_awaits(n: u64) -> u64 {
        let job = job(n);
        pause(1).await;
        let n = job.finish();
        pause(1).await;
        call("end", n)
    }

    pub async fn in_what_is_awaited(n: u64) -> u64 {
        let job = job(n);
        let more = noisy("more", n);
        pause(1).await;
        number(job.finish() + more.get()).await
    }

    pub async fn that_borrows(n: u64) -> u64 {
        let (job, mut other, shared) = (job(n), job(n), Rc::new(Job::of(n)));
        pause(1).await;
        let n = job.look() + other.change() + shared.look();
        pause(1).await;
        call("end", n)
    }

    pub async fn that_borrows_and_is_of_a_trait(n: u64) -> u64 {
        let (job, shared) = (job(n), Rc::new(Job::of(n)));
        pause(1).await;
        let n = job.seen() + shared.seen();
        pause(1).await;
        call("end", n)
    }

    pub async fn of_a_temporary(n: u64) -> u64 {
        let n = number(job(n).finish()).await;
        number(job(n).look()).await
    }

    pub async fn of_a_field(n: u64) -> u64 {
        let held = Held(job(n), noisy("held", n));
        pause(1).await;
        let n = held.0.finish();
        pause(1).await;
        call("end", n)
    }

    pub async fn in_two_boxes(n: u64) -> u64 {
        let job = Box::new(job(n));
        pause(1).await;
        let n = job.look();
        pause(1).await;
        call("end", n)
    }

    pub async fn of_what_is_copied(n: u64) -> u64 {
        let (lock, boxed) = (lock(n), Box::new(lock(n)));
        pause(1).await;
        let n = lock.end() + boxed.end();
        pause(1).await;
        call("end", n)
    }

    pub async fn in_closures(n: u64) -> u64 {
        let (job, other) = (job(n), job(n + 1));
        pause(1).await;
        let (end, other) = (|| job.finish(), move || other.finish());
        pause(1).await;
        call("end", end() + other())
    }

    pub async fn in_a_block(n: u64) -> u64 {
        let job = job(n);
        pause(1).await;
        let end = async {
            pause(1).await;
            job.finish()
        };
        pause(1).await;
        call("end", end.await)
    }

    pub async fn in_a_branch(n: u64) -> u64 {
        let job = job(n);
        pause(1).await;
        if n > 1 {
            let n = job.finish();
            pause(1).await;
            return n;
        }
        pause(1).await;
        call("end", job.look())
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        let (mut job, mut sum) = (job(n), 0);
        for i in 0..n {
            pause(1).await;
            sum += job.finish();
            job = Box::new(Job::of(i));
        }
        call("end", sum)
    }
}

cases! {
    between_awaits [1] |n| between_awaits(n);
    in_what_is_awaited [1] |n| in_what_is_awaited(n);
    that_borrows [1] |n| that_borrows(n);
    that_borrows_and_is_of_a_trait [1] |n| that_borrows_and_is_of_a_trait(n);
    of_a_temporary [1] |n| of_a_temporary(n);
    of_a_field [1] |n| of_a_field(n);
    in_two_boxes [1] |n| in_two_boxes(n);
    of_what_is_copied [1] |n| of_what_is_copied(n);
    in_closures [1] |n| in_closures(n);
    in_a_block [1] |n| in_a_block(n);
    in_a_branch [1, 2] |n| in_a_branch(n);
    in_a_loop [0, 2] |n| in_a_loop(n);
}
