//! Tasks, handles and the order of things.
#![cfg(feature = "std")]

mod support;

use manual_async_runtime::{Executor, FutSocket, JoinHandle, block_on, yield_now};
use std::{
    cell::{Cell, RefCell},
    future::{pending, poll_fn, ready},
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
    sync::Arc,
    task::{Context, Poll, Waker},
    time::Duration,
};
use support::{CountWakes, SetOnDrop, message, poll_once};

#[test]
fn run_returns_when_there_are_no_tasks() {
    Executor::new().run().unwrap();
}

#[test]
fn run_finishes_all_tasks_and_those_they_spawn() {
    let executor = Rc::new(Executor::new());
    let count = Rc::new(Cell::new(0));
    let (spawner, inner_count) = (Rc::downgrade(&executor), Rc::clone(&count));
    let outer = async move {
        yield_now().await;
        let inner = async move {
            yield_now().await;
            inner_count.set(inner_count.get() + 1);
        };
        spawner.upgrade().unwrap().spawn(inner).detach();
    };
    executor.spawn(outer).detach();
    executor.run().unwrap();
    assert_eq!(count.get(), 1);
}

#[test]
fn a_spawned_future_is_not_polled_before_the_executor_runs() {
    let polled = Cell::new(false);
    let executor = Executor::new();
    let handle = executor.spawn(async { polled.set(true) });
    assert!(!polled.get() && !handle.is_finished());
    executor.run().unwrap();
    assert!(handle.is_finished());
    assert!(polled.get());
}

#[test]
fn tasks_may_borrow_and_need_not_be_send() {
    let words = [Rc::new("not"), Rc::new("send")];
    let executor = Executor::new();
    let length = executor.run_all(words.iter().map(|word| async move { word.len() }));
    assert_eq!(length, [3, 4]);
}

#[test]
fn run_until_leaves_the_other_tasks_for_later() {
    let executor = Executor::new();
    let mut waiting = executor.spawn(FutSocket::seeded(1, Duration::from_millis(20)));
    assert_eq!(executor.run_until(ready(1)), 1);
    assert!(poll_once(&mut waiting).is_pending());
    assert_eq!(executor.run_until(waiting), block_on(FutSocket::seeded(1, Duration::ZERO)));
}

#[test]
fn the_future_of_run_until_may_spawn_and_await() {
    let executor = Executor::new();
    let sum = executor.run_until(async {
        let parts: Vec<_> = (1..=10).map(|n| executor.spawn(async move { n })).collect();
        let mut sum = 0;
        for part in parts {
            sum += part.await;
        }
        sum
    });
    assert_eq!(sum, 55);
}

#[test]
fn run_all_keeps_the_order_of_its_input() {
    let delays = [30, 10, 20, 0];
    let executor = Executor::new();
    let outputs = executor.run_all(delays.map(|delay| async move {
        FutSocket::with_delay(Duration::from_millis(delay)).await;
        delay
    }));
    assert_eq!(outputs, delays);
    assert_eq!(executor.run_all(std::iter::empty::<std::future::Ready<()>>()), []);
}

#[test]
fn tasks_that_yield_take_turns() {
    let log = RefCell::new(String::new());
    let executor = Executor::new();
    executor.run_all(['a', 'b', 'c'].map(|name| {
        let log = &log;
        async move {
            for _ in 0..3 {
                log.borrow_mut().push(name);
                yield_now().await;
            }
        }
    }));
    assert_eq!(*log.borrow(), "abcabcabc");
}

#[test]
fn a_task_that_always_wakes_itself_does_not_starve_the_others() {
    let executor = Executor::new();
    let _busy = executor.spawn(async {
        loop {
            yield_now().await;
        }
    });
    let socket = executor.spawn(FutSocket::with_delay(Duration::from_millis(10)));
    executor.run_until(async {
        yield_now().await;
        socket.await
    });
}

#[test]
fn an_output_can_be_taken_after_the_run() {
    let executor = Executor::new();
    let handle = executor.spawn(async { String::from("kept") });
    executor.run().unwrap();
    assert_eq!(block_on(handle), "kept");
}

#[test]
fn the_newest_awaiter_of_a_handle_is_woken_once() {
    let executor = Executor::new();
    let mut handle = executor.spawn(async {});
    let wakes = [CountWakes::new(), CountWakes::new()];
    for wakes in &wakes {
        let waker = Waker::from(Arc::clone(wakes));
        assert!(std::pin::Pin::new(&mut handle).poll(&mut Context::from_waker(&waker)).is_pending());
    }
    executor.run().unwrap();
    assert_eq!(wakes.map(|wakes| wakes.count()), [0, 1]);
}

#[test]
fn the_future_is_dropped_before_its_output_is_seen() {
    let is_dropped = Cell::new(false);
    let executor = Executor::new();
    let local = SetOnDrop(&is_dropped);
    // Unlike an `async` block, this future still has its local when it is ready.
    let handle = executor.spawn(poll_fn(move |_| {
        let _ = &local;
        Poll::Ready(())
    }));
    executor.run_until(async {
        handle.await;
        assert!(is_dropped.get());
    });
}

#[test]
fn dropping_a_handle_drops_the_future_at_once() {
    let is_dropped = Cell::new(false);
    let executor = Executor::new();
    for starts in [false, true] {
        is_dropped.set(false);
        let local = SetOnDrop(&is_dropped);
        let handle = executor.spawn(async move {
            let _local = local;
            pending::<()>().await;
        });
        if starts {
            executor.run_until(yield_now());
        }
        assert!(!is_dropped.get());
        drop(handle);
        assert!(is_dropped.get());
    }
    // The executor forgets what was cancelled, rather than to wait for it.
    executor.run().unwrap();
}

#[test]
fn dropping_the_handle_of_a_finished_task_drops_its_output() {
    let is_dropped = Cell::new(false);
    let executor = Executor::new();
    let handle = executor.spawn(ready(SetOnDrop(&is_dropped)));
    executor.run().unwrap();
    assert!(!is_dropped.get());
    drop(handle);
    assert!(is_dropped.get());
}

#[test]
fn a_task_that_drops_its_own_handle_ends_with_that_poll() {
    let is_dropped = Cell::new(false);
    let went_on = Cell::new(false);
    let own_handle: Rc<RefCell<Option<JoinHandle<'_, ()>>>> = Rc::default();
    let executor = Executor::new();
    let local = SetOnDrop(&is_dropped);
    let handle = executor.spawn(poll_fn({
        let (own_handle, went_on) = (Rc::clone(&own_handle), &went_on);
        move |cx| {
            let _ = &local;
            own_handle.borrow_mut().take();
            assert!(!local.0.get(), "the future is not dropped while it is polled");
            went_on.set(true);
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    }));
    *own_handle.borrow_mut() = Some(handle);
    executor.run().unwrap();
    assert!(went_on.get() && is_dropped.get());
}

#[test]
fn a_detached_task_runs_on() {
    let done = Cell::new(false);
    let executor = Executor::new();
    executor
        .spawn(async {
            yield_now().await;
            done.set(true);
        })
        .detach();
    executor.run().unwrap();
    assert!(done.get());
}

#[test]
fn dropping_the_executor_drops_the_futures() {
    let dropped = [const { Cell::new(false) }; 3];
    let executor = Executor::new();
    let mut handles: Vec<_> = dropped
        .iter()
        .map(|flag| {
            executor.spawn(async move {
                let _local = SetOnDrop(flag);
                pending::<()>().await;
            })
        })
        .collect();
    executor.run_until(yield_now());
    handles.remove(0).detach();
    let mut orphan = handles.remove(0);
    let wakes = CountWakes::new();
    let waker = Waker::from(Arc::clone(&wakes));
    let mut cx = Context::from_waker(&waker);
    assert!(std::pin::Pin::new(&mut orphan).poll(&mut cx).is_pending());
    drop(executor);
    assert!(dropped.iter().all(Cell::get));
    // Whoever awaits the handle is woken to hear of it.
    assert_eq!(wakes.count(), 1);
    let panic = catch_unwind(AssertUnwindSafe(|| poll_once(&mut orphan))).unwrap_err();
    assert!(message(&*panic).contains("its executor was dropped"));
}

#[test]
fn an_executor_cannot_be_run_by_its_own_task() {
    let executor = Rc::new(Executor::new());
    let inside = Rc::downgrade(&executor);
    let handle = executor.spawn(async move { inside.upgrade().unwrap().run() });
    let panic = executor.run_until(handle.outcome()).unwrap_err();
    assert!(message(&*panic).contains("from inside one of its own tasks"));
    // Neither does the attempt confuse it.
    assert_eq!(executor.run_until(async { 1 }), 1);
}

#[test]
fn executors_and_block_on_nest() {
    let executor = Executor::new();
    let handle = executor.spawn(async {
        let inner = Executor::new();
        inner.run_until(inner.spawn(async { block_on(FutSocket::with_delay(Duration::from_millis(5))) }))
    });
    let other = executor.spawn(FutSocket::with_delay(Duration::from_millis(1)));
    executor.run().unwrap();
    assert!(handle.is_finished() && other.is_finished());
}

#[test]
fn destructors_may_spawn_and_cancel() {
    struct SpawnOnDrop<'e, 'a>(&'e Executor<'a>, Option<JoinHandle<'a, ()>>);
    impl Drop for SpawnOnDrop<'_, '_> {
        fn drop(&mut self) {
            self.1.take();
            self.0.spawn(async {}).detach();
        }
    }
    let executor = Executor::new();
    executor.run_until(async {
        let victim = executor.spawn(pending());
        let _spawner = SpawnOnDrop(&executor, Some(victim));
        yield_now().await;
    });
    executor.run().unwrap();
}
