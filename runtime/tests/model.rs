//! The wakes between threads, in every order in which the threads can meet (by the crate `loom`):
//!
//! ```console
//! $ RUSTFLAGS="--cfg manual_async_loom" LOOM_MAX_PREEMPTIONS=3 CARGO_TARGET_DIR=target/model \
//!       cargo test -p manual-async-runtime --test model --release
//! ```
//!
//! A wake that is lost would leave the executor asleep with all threads gone, which loom calls a deadlock.
#![cfg(all(feature = "std", manual_async_loom))]

use loom::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread,
};
use manual_async_runtime::Executor;
use std::{
    future::poll_fn,
    task::{Poll, Waker},
};

/// Ready once the number is `all`. The first poll gives a waker to each of the threads.
async fn reaches(all: usize, number: Arc<AtomicUsize>, threads: Vec<fn(Arc<AtomicUsize>, Waker)>) {
    let mut threads = Some(threads);
    poll_fn(move |cx| {
        for run in threads.take().into_iter().flatten() {
            let (number, waker) = (Arc::clone(&number), cx.waker().clone());
            thread::spawn(move || run(number, waker));
        }
        // Relaxed: whoever wakes makes visible what he did before.
        if number.load(Relaxed) == all { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

fn add_and_wake(number: Arc<AtomicUsize>, waker: Waker) {
    number.fetch_add(1, Relaxed);
    waker.wake();
}

fn add_and_wake_by_ref(number: Arc<AtomicUsize>, waker: Waker) {
    number.fetch_add(1, Relaxed);
    waker.wake_by_ref();
}

fn wake_a_clone_and_drop(number: Arc<AtomicUsize>, waker: Waker) {
    let clone = waker.clone();
    drop(waker);
    number.fetch_add(1, Relaxed);
    clone.wake();
}

fn only_drop(_: Arc<AtomicUsize>, waker: Waker) {
    drop(waker);
}

#[test]
fn the_future_of_run_until_hears_of_each_wake() {
    for thread in [add_and_wake, add_and_wake_by_ref, wake_a_clone_and_drop] {
        loom::model(move || {
            Executor::new().run_until(reaches(1, Arc::default(), vec![thread]));
        });
    }
}

#[test]
fn a_task_hears_of_the_wakes_of_two_threads() {
    loom::model(|| {
        let executor = Executor::new();
        executor.spawn(reaches(2, Arc::default(), vec![add_and_wake, add_and_wake_by_ref])).detach();
        executor.run().unwrap();
    });
}

#[test]
fn the_drop_of_the_last_waker_is_heard_of() {
    loom::model(|| {
        let executor = Executor::new();
        executor.spawn(reaches(1, Arc::default(), vec![only_drop])).detach();
        assert!(executor.run().is_err());
    });
}

#[test]
fn an_executor_may_go_while_it_is_woken() {
    loom::model(|| {
        let executor = Executor::new();
        let number = Arc::default();
        let task = executor.spawn(reaches(2, Arc::clone(&number), vec![add_and_wake, wake_a_clone_and_drop]));
        executor.run_until(manual_async_runtime::yield_now());
        drop(task);
        drop(executor);
    });
}
