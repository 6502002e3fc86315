//! A panicking task does not take others down.
#![cfg(feature = "std")]

mod support;

use manual_async_runtime::{Executor, block_on, yield_now};
use std::{
    cell::Cell,
    future::{pending, poll_fn},
    panic::{AssertUnwindSafe, catch_unwind, panic_any},
    task::Poll,
};
use support::{SetOnDrop, message};

#[test]
fn the_other_tasks_go_on() {
    let executor = Executor::new();
    let before = executor.spawn(async {
        yield_now().await;
        yield_now().await;
        1
    });
    let broken = executor.spawn(async {
        yield_now().await;
        panic!("broken")
    });
    let after = executor.spawn(async { 2 });
    executor.run().unwrap();
    assert_eq!(block_on(async { before.await + after.await }), 3);
    let panic = block_on(broken.outcome()).unwrap_err();
    assert_eq!(message(&*panic), "broken");
}

#[test]
fn awaiting_the_handle_resumes_the_panic_with_its_payload() {
    let executor = Executor::new();
    let broken = executor.spawn(async { panic_any(42_u64) });
    let panic = catch_unwind(AssertUnwindSafe(|| executor.run_until(broken))).unwrap_err();
    assert_eq!(panic.downcast_ref(), Some(&42_u64));
}

#[test]
fn a_panic_drops_the_locals_of_the_task_before_it_is_reported() {
    let is_dropped = Cell::new(false);
    let executor = Executor::new();
    let broken = executor.spawn(async {
        let _local = SetOnDrop(&is_dropped);
        yield_now().await;
        panic!("broken");
    });
    executor.run_until(async {
        assert!(broken.outcome().await.is_err());
        assert!(is_dropped.get());
    });
}

#[test]
fn a_detached_task_panics_quietly() {
    let executor = Executor::new();
    executor.spawn(async { panic!("broken") }).detach();
    let sound = executor.spawn(async { 1 });
    executor.run().unwrap();
    assert!(sound.is_finished());
}

struct PanicOnDrop;

impl Drop for PanicOnDrop {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            panic!("broken drop");
        }
    }
}

#[test]
fn a_panic_in_the_drop_of_a_finished_future_is_reported_by_the_handle() {
    let executor = Executor::new();
    let local = PanicOnDrop;
    let broken = executor.spawn(poll_fn(move |_| {
        let _ = &local;
        Poll::Ready(())
    }));
    let sound = executor.spawn(async { 1 });
    executor.run().unwrap();
    assert!(sound.is_finished());
    assert_eq!(message(&*block_on(broken.outcome()).unwrap_err()), "broken drop");
}

#[test]
fn a_panic_in_the_drop_of_a_detached_output_reaches_nobody() {
    let executor = Executor::new();
    executor.spawn(async { PanicOnDrop }).detach();
    let sound = executor.spawn(async { 1 });
    executor.run().unwrap();
    assert!(sound.is_finished());
}

#[test]
fn a_panic_in_the_drop_of_a_cancelled_future_reaches_who_cancelled_it() {
    let executor = Executor::new();
    let broken = executor.spawn(async {
        let _local = PanicOnDrop;
        pending::<()>().await;
    });
    let sound = executor.spawn(async { 1 });
    executor.run_until(yield_now());
    assert!(catch_unwind(AssertUnwindSafe(|| drop(broken))).is_err());
    executor.run().unwrap();
    assert!(sound.is_finished());
}

#[test]
fn run_all_resumes_the_first_panic_and_cancels_the_rest() {
    let is_dropped = Cell::new(false);
    let executor = Executor::new();
    let is_dropped_in = &is_dropped;
    let futures = (0..3).map(|n| async move {
        match n {
            0 => yield_now().await,
            1 => panic!("broken {n}"),
            _ => {
                let _local = SetOnDrop(is_dropped_in);
                pending().await
            }
        }
    });
    let panic = catch_unwind(AssertUnwindSafe(|| executor.run_all(futures))).unwrap_err();
    assert_eq!(message(&*panic), "broken 1");
    assert!(is_dropped.get());
    executor.run().unwrap();
}

#[test]
fn after_a_panic_of_its_own_future_the_executor_is_usable() {
    let executor = Executor::new();
    let task = executor.spawn(async {
        yield_now().await;
        7
    });
    assert!(catch_unwind(AssertUnwindSafe(|| executor.run_until(async { panic!("broken") }))).is_err());
    assert_eq!(executor.run_until(task), 7);
}

#[test]
fn block_on_lets_the_panic_through() {
    let panic = catch_unwind(|| block_on(async { panic!("broken") })).unwrap_err();
    assert_eq!(message(&*panic), "broken");
}

#[test]
fn what_cannot_return_an_error_panics_when_nobody_is_left_to_wake_anybody() {
    let panic = catch_unwind(|| Executor::new().run_until(pending::<()>())).unwrap_err();
    assert!(message(&*panic).starts_with("deadlock: "));
    let panic = catch_unwind(|| Executor::new().run_all([pending::<()>(), pending()])).unwrap_err();
    assert!(message(&*panic).starts_with("deadlock: ") && message(&*panic).contains("Pending<()>"));
}
