//! No wake is lost, none is doubled, and nobody spins.
#![cfg(feature = "std")]

mod support;

use manual_async_runtime::{Deadlock, Executor, block_on, yield_now};
use std::{
    cell::{Cell, RefCell},
    future::{pending, poll_fn},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Poll, Waker},
    thread,
    time::Duration,
};
use support::or_hangs;

/// A future that counts its polls, leaves its waker in `waker`, and is never ready.
async fn watched(polls: &Cell<usize>, waker: &RefCell<Option<Waker>>) {
    poll_fn(|cx| {
        polls.set(polls.get() + 1);
        *waker.borrow_mut() = Some(cx.waker().clone());
        Poll::<()>::Pending
    })
    .await;
}

#[test]
fn a_task_is_polled_once_for_any_number_of_wakes_and_never_for_none() {
    let (polls, waker) = (Cell::new(0), RefCell::new(None));
    let executor = Executor::new();
    let _task = executor.spawn(watched(&polls, &waker));
    let turn = || {
        executor.run_until(async {
            for _ in 0..3 {
                yield_now().await;
            }
        })
    };
    turn();
    assert_eq!(polls.get(), 1);
    turn();
    assert_eq!(polls.get(), 1, "polled without a wake");
    let waker: Waker = waker.borrow().clone().unwrap();
    for _ in 0..10 {
        waker.wake_by_ref();
    }
    thread::spawn(move || waker.wake()).join().unwrap();
    turn();
    assert_eq!(polls.get(), 2);
}

#[test]
fn a_wake_during_the_poll_makes_one_more_poll() {
    let polls = Cell::new(0);
    let task = poll_fn(|cx| {
        polls.set(polls.get() + 1);
        if polls.get() == 1 {
            cx.waker().wake_by_ref();
            let waker = cx.waker().clone();
            thread::spawn(move || waker.wake()).join().unwrap();
        }
        Poll::<()>::Pending
    });
    let executor = Executor::new();
    let _task = executor.spawn(task);
    executor.run_until(async {
        for _ in 0..5 {
            yield_now().await;
        }
    });
    assert_eq!(polls.get(), 2);
}

#[test]
fn late_wakes_touch_neither_the_next_task_nor_a_dropped_executor() {
    let (polls, waker) = (Cell::new(0), RefCell::new(None));
    let executor = Executor::new();
    let first = executor.spawn(watched(&polls, &waker));
    executor.run_until(yield_now());
    let late = waker.take().unwrap();
    drop(first);
    executor.run().unwrap();
    // It takes the place of the first one in the executor.
    let second = executor.spawn(watched(&polls, &waker));
    executor.run_until(yield_now());
    assert_eq!(polls.get(), 2);
    late.wake_by_ref();
    executor.run_until(yield_now());
    assert_eq!(polls.get(), 2);
    drop(second);
    drop(executor);
    late.wake();
    waker.take().unwrap().wake();
}

#[test]
fn a_waker_can_outlive_the_thread_of_its_executor() {
    let waker = thread::spawn(|| {
        let mut kept = None;
        let executor = Executor::new();
        executor.run_until(poll_fn(|cx| {
            kept = Some(cx.waker().clone());
            Poll::Ready(())
        }));
        kept.unwrap()
    });
    waker.join().unwrap().wake();
}

/// Two sides that answer each other in turn: a thread that sets `sent` and wakes, and a future that sets `seen`.
#[derive(Default)]
struct PingPong {
    sent: AtomicUsize,
    seen: AtomicUsize,
    waker: Mutex<Option<Waker>>,
}

impl PingPong {
    /// Wakes once in every round. If one wake is lost, both sides wait for ever.
    fn start(rounds: usize) -> Arc<Self> {
        let shared = Arc::new(PingPong::default());
        let other_side = Arc::clone(&shared);
        thread::spawn(move || {
            for round in 1..=rounds {
                while other_side.waker.lock().unwrap().is_none() || other_side.seen.load(Ordering::Acquire) + 1 != round
                {
                    thread::yield_now();
                }
                // Relaxed: it is the wake that has to make this visible to the poll.
                other_side.sent.store(round, Ordering::Relaxed);
                let waker = other_side.waker.lock().unwrap().clone().unwrap();
                if round % 2 == 0 { waker.wake() } else { waker.wake_by_ref() }
            }
        });
        shared
    }

    /// Answers until the last round; the output is how many polls that took.
    async fn answer(self: Arc<Self>, rounds: usize) -> usize {
        let mut polls = 0;
        poll_fn(|cx| {
            polls += 1;
            self.waker.lock().unwrap().get_or_insert_with(|| cx.waker().clone());
            let sent = self.sent.load(Ordering::Relaxed);
            self.seen.store(sent, Ordering::Release);
            if sent == rounds { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        polls
    }
}

const ROUNDS: usize = 3_000;

#[test]
fn each_wake_from_another_thread_is_answered_by_one_poll() {
    or_hangs(|| {
        let executor = Executor::new();
        let players: Vec<_> = (0..3).map(|_| PingPong::start(ROUNDS)).collect();
        let polls = executor.run_all(players.into_iter().map(|player| player.answer(ROUNDS)));
        assert_eq!(polls, [ROUNDS + 1; 3]);
    });
}

#[test]
fn block_on_answers_each_wake_by_one_poll() {
    or_hangs(|| assert_eq!(block_on(PingPong::start(ROUNDS).answer(ROUNDS)), ROUNDS + 1));
}

#[test]
fn run_until_answers_each_wake_by_one_poll() {
    or_hangs(|| {
        let polls = Executor::new().run_until(PingPong::start(ROUNDS).answer(ROUNDS));
        assert_eq!(polls, ROUNDS + 1);
    });
}

/// A task that several threads wake without regard to each other, or to it.
#[derive(Default)]
struct Target {
    sent: AtomicUsize,
    waker: Mutex<Option<Waker>>,
}

#[test]
fn no_wake_is_lost_when_several_threads_wake_several_tasks() {
    const THREADS: usize = 4;
    const TASKS: usize = 16;
    const WAKES: usize = 20_000;
    or_hangs(|| {
        let targets: Arc<[Target]> = (0..TASKS).map(|_| Target::default()).collect();
        for offset in 0..THREADS {
            let targets = Arc::clone(&targets);
            thread::spawn(move || {
                for n in 0..WAKES * TASKS / THREADS {
                    let target = &targets[(n + offset) % TASKS];
                    target.sent.fetch_add(1, Ordering::Relaxed);
                    let waker = target.waker.lock().unwrap().clone();
                    if let Some(waker) = waker {
                        waker.wake();
                    }
                }
            });
        }
        let polls = Executor::new().run_all((0..TASKS).map(|n| receive_all(Arc::clone(&targets), n, WAKES)));
        assert!(polls.iter().all(|&polls| polls <= WAKES + 1), "more polls than wakes: {polls:?}");
    });
}

/// Is ready once all was sent; the output is how many polls that took.
async fn receive_all(targets: Arc<[Target]>, n: usize, all: usize) -> usize {
    let mut polls = 0;
    poll_fn(|cx| {
        polls += 1;
        targets[n].waker.lock().unwrap().get_or_insert_with(|| cx.waker().clone());
        if targets[n].sent.load(Ordering::Relaxed) == all { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    polls
}

#[test]
fn tasks_come_and_go_while_threads_wake_them() {
    or_hangs(|| {
        let executor = Executor::new();
        executor.run_until(async {
            for _ in 0..300 {
                let waker = Arc::new(Mutex::new(None::<Waker>));
                let shared = Arc::clone(&waker);
                let victim = executor.spawn(poll_fn(move |cx| {
                    *shared.lock().unwrap() = Some(cx.waker().clone());
                    Poll::<()>::Pending
                }));
                yield_now().await;
                let waker = waker.lock().unwrap().take().unwrap();
                let thread = thread::spawn(move || (0..20).for_each(|_| waker.wake_by_ref()));
                yield_now().await;
                drop(victim);
                thread.join().unwrap();
            }
        });
        executor.run().unwrap();
    });
}

/// How long this thread was on a processor. None where the system does not tell.
fn processor_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(stat.split(' ').next()?.parse().ok()?))
}

#[test]
fn an_idle_executor_does_not_use_the_processor() {
    let wait = Duration::from_millis(200);
    let run = |idle: &dyn Fn()| {
        let before = processor_time();
        idle();
        if let (Some(before), Some(after)) = (before, processor_time()) {
            assert!(after - before < wait / 2, "spins");
        }
    };
    run(&|| {
        let executor = Executor::new();
        let _never = executor.spawn(pending::<()>());
        executor.run_until(manual_async_runtime::FutSocket::with_delay(wait));
    });
    run(&|| {
        block_on(manual_async_runtime::FutSocket::with_delay(wait));
    });
}

#[test]
fn tasks_that_nobody_can_wake_are_named_instead_of_waited_for() {
    or_hangs(|| {
        let executor = Executor::new();
        executor.spawn(pending::<()>()).detach();
        let deadlock = executor.run().unwrap_err();
        assert_eq!(deadlock.stuck().tasks().len(), 1);
        assert!(deadlock.to_string().contains("Pending<()>"), "{deadlock}");
        // It can be helped, and goes on where it was.
        assert_eq!(executor.run_until(async { 7 }), 7);
    });
}

#[test]
fn a_task_that_awaits_a_stuck_one_is_stuck_too() {
    or_hangs(|| {
        let executor = Executor::new();
        let stuck = executor.spawn(pending::<u32>());
        let waiting = executor.spawn(async { stuck.await + 1 });
        let deadlock = executor.try_run_until(waiting).unwrap_err();
        assert_eq!(deadlock.stuck().tasks().len(), 3);
    });
}

/// A task whose only waker is with a thread, which does something with it after a while.
fn with_a_waker_elsewhere(end: fn(Waker)) -> Result<(), Deadlock> {
    let executor = Executor::new();
    let mut polls = 0;
    let task = executor.spawn(poll_fn(move |cx| {
        polls += 1;
        if polls == 1 {
            let waker = cx.waker().clone();
            thread::spawn(move || {
                thread::sleep(Duration::from_millis(50));
                end(waker);
            });
        }
        if polls == 2 { Poll::Ready(()) } else { Poll::Pending }
    }));
    task.detach();
    executor.run()
}

#[test]
fn a_waker_on_another_thread_is_waited_for() {
    or_hangs(|| assert!(with_a_waker_elsewhere(|waker| waker.wake_by_ref()).is_ok()));
}

#[test]
fn the_drop_of_the_last_waker_on_another_thread_is_noticed() {
    or_hangs(|| assert!(with_a_waker_elsewhere(drop).is_err()));
}
