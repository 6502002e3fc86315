//! Patterns of what something points to, that copy one part and bind another by `ref mut`.
use crate::harness::*;
use std::cell::RefCell;

pub enum Job {
    Runs { kept: Noisy, id: u64 },
    Waits(u64),
}

fn job(n: u64) -> Job {
    if n == 0 { Job::Waits(n) } else { Job::Runs { kept: noisy("kept", n), id: n } }
}

fn shown(job: &Job) -> u64 {
    match job {
        Job::Runs { kept, id } => kept.get() + id,
        Job::Waits(n) => *n,
    }
}

functions! {
    pub async fn behind_a_temporary(n: u64) -> u64 {
        match *pointer(job(n)) {
            Job::Runs { ref mut kept, id } => {
                kept.bump(id).await;
                number(id).await + kept.get()
            }
            Job::Waits(n) => n,
        }
    }

    pub async fn behind_a_temporary_without_awaits(n: u64) -> u64 {
        let got = match *pointer(job(n)) {
            Job::Runs { ref mut kept, id } => {
                kept.add(id);
                kept.get() + id
            }
            Job::Waits(n) => n,
        };
        number(got).await
    }

    pub async fn behind_a_local(n: u64) -> u64 {
        let mut it = pointer(job(n));
        pause(1).await;
        match *it {
            Job::Runs { ref mut kept, id } if id < 3 => {
                kept.bump(number(id).await).await;
            }
            Job::Runs { ref mut kept, .. } => kept.value += 1,
            Job::Waits(_) => return call("waits", 1),
        }
        if let Job::Runs { ref mut kept, id } = *it {
            kept.add(id);
        }
        pause(1).await;
        shown(&it)
    }

    pub async fn in_a_box(n: u64) -> u64 {
        let mut it = Box::new((noisy("boxed", n), n));
        {
            let (ref mut kept, more) = *it;
            kept.add(more);
            kept.bump(more).await;
        }
        if let (ref mut kept, more) = *it && test("holds", more > 0) {
            kept.add(more);
        }
        it.0.touch().await
    }

    pub async fn by_one_arm_each(n: u64) -> u64 {
        let cell = RefCell::new(n);
        match *cell.borrow_mut() {
            ref mut x if *x > 1 => {
                *x += number(1).await;
                *x
            }
            x => number(x).await,
        }
    }

    pub async fn of_each(n: u64) -> u64 {
        let mut jobs = vec![job(n), job(0), job(n + 1)];
        for job in jobs.iter_mut() {
            if let Job::Runs { ref mut kept, id } = *job {
                kept.bump(number(id).await).await;
            }
        }
        match *jobs.last_mut().unwrap() {
            Job::Runs { ref mut kept, id } => kept.bump(id).await,
            Job::Waits(n) => n,
        };
        jobs.iter().map(shown).sum()
    }
}

cases! {
    behind_a_temporary [0, 1] |n| behind_a_temporary(n);
    behind_a_temporary_without_awaits [0, 1] |n| behind_a_temporary_without_awaits(n);
    behind_a_local [0, 1, 3] |n| behind_a_local(n);
    in_a_box [0, 1] |n| in_a_box(n);
    by_one_arm_each [0, 2] |n| by_one_arm_each(n);
    of_each [0, 1] |n| of_each(n);
}
