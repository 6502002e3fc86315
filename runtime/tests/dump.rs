//! Looking at the tasks of an executor.
#![cfg(feature = "std")]

mod support;

use manual_async_runtime::{
    Executor, FutSocket,
    executor::{TaskState, Watcher},
    yield_now,
};
use std::{
    cell::RefCell,
    future::{pending, poll_fn},
    rc::Rc,
    task::Poll,
    thread,
    time::Duration,
};
use support::or_hangs;

const LONG: Duration = Duration::from_secs(3600);
const PATIENCE: Duration = Duration::from_secs(60);

fn states(executor: &Executor<'_>) -> Vec<(String, TaskState)> {
    executor.dump().tasks().iter().map(|task| (task.name().to_owned(), task.state())).collect()
}

#[test]
fn a_dump_names_the_tasks_that_are_not_over_in_the_order_of_spawning() {
    let executor = Executor::new();
    let tasks: Vec<_> = (0..200).map(|n| executor.spawn_named(format!("task {n}"), pending::<()>())).collect();
    // Many of them go, and others come.
    let kept: Vec<_> = (0..).zip(tasks).filter(|(n, _)| n % 7 == 0).collect();
    let more: Vec<_> = (200..300).map(|n| executor.spawn_named(format!("task {n}"), pending::<()>())).collect();
    let names: Vec<_> = states(&executor).into_iter().map(|(name, _)| name).collect();
    let expected: Vec<_> = (0..200).step_by(7).chain(200..300).map(|n| format!("task {n}")).collect();
    assert_eq!(names, expected);
    drop((kept, more));
    assert!(states(&executor).is_empty());
}

#[test]
fn a_task_without_a_name_is_called_by_its_type() {
    let executor = Executor::new();
    let _task = executor.spawn(pending::<()>());
    assert_eq!(executor.dump().tasks()[0].name(), std::any::type_name::<std::future::Pending<()>>());
}

#[test]
fn a_dump_tells_what_the_tasks_are_doing() {
    let executor = Rc::new(Executor::new());
    let seen = Rc::new(RefCell::new(Vec::new()));
    let _waiting = executor.spawn_named("waiting", FutSocket::with_delay(LONG));
    let _stuck = executor.spawn_named("stuck", pending::<()>());
    let (inside, seen_inside) = (Rc::downgrade(&executor), Rc::clone(&seen));
    let running = executor.spawn_named("running", async move {
        yield_now().await;
        *seen_inside.borrow_mut() = states(&inside.upgrade().unwrap());
    });
    executor.run_until(running);
    let _ready = executor.spawn_named("ready", async {});
    let named =
        |list: &[(&str, TaskState)]| list.iter().map(|&(name, state)| (name.to_owned(), state)).collect::<Vec<_>>();
    let both = [("waiting", TaskState::Waiting), ("stuck", TaskState::Stuck)];
    assert_eq!(*seen.borrow(), named(&[both[0], both[1], ("running", TaskState::Running)]));
    assert_eq!(states(&executor), named(&[both[0], both[1], ("ready", TaskState::Ready)]));
    assert_eq!(executor.dump().to_string(), "waiting  waiting\nstuck    stuck\nready    ready");
}

/// The names in a dump made from another thread.
fn names_from_afar(watcher: Watcher) -> Vec<String> {
    thread::spawn(move || {
        let dump = watcher.dump(PATIENCE).expect("the executor answers");
        dump.tasks().iter().map(|task| task.name().to_owned()).collect()
    })
    .join()
    .unwrap()
}

#[test]
fn another_thread_can_ask_a_sleeping_executor() {
    or_hangs(|| {
        let executor = Executor::new();
        let watcher = executor.watcher();
        let _waiting = executor.spawn_named("waiting", FutSocket::with_delay(LONG));
        executor.run_until(async {
            // It sleeps until the other thread has its answer.
            let mut asking = None;
            let names = poll_fn(|cx| match asking.take() {
                None => {
                    let (waker, watcher) = (cx.waker().clone(), watcher.clone());
                    asking = Some(thread::spawn(move || {
                        let names = names_from_afar(watcher);
                        waker.wake();
                        names
                    }));
                    Poll::Pending
                }
                Some(asking) => Poll::Ready(asking.join().unwrap()),
            });
            assert_eq!(names.await, ["waiting"]);
        });
    });
}

#[test]
fn nobody_answers_for_an_executor_that_does_not_run() {
    let executor = Executor::new();
    let watcher = executor.watcher();
    assert!(watcher.dump(Duration::from_millis(10)).is_none());
    // The question that nobody waits for any longer does no harm.
    executor.run_until(yield_now());
    drop(executor);
    assert!(watcher.dump(PATIENCE).is_none());
}

#[test]
fn a_task_says_who_awaits_it() {
    let executor = Executor::new();
    let awaited_by = || -> Vec<Option<String>> {
        executor.dump().tasks().iter().map(|task| task.awaited_by().map(str::to_owned)).collect()
    };
    let last = executor.spawn_named("last", pending::<()>());
    let middle = executor.spawn_named("middle", last);
    assert_eq!(awaited_by(), [None, None]);
    let first = executor.spawn_named("first", middle);
    executor.run_until(yield_now());
    assert_eq!(awaited_by(), [Some("middle".to_owned()), Some("first".to_owned()), None]);
    assert!(executor.dump().to_string().starts_with("stuck    last (awaited by middle)\n"), "{}", executor.dump());
    drop(first);
    assert!(executor.dump().tasks().is_empty());
    // Who has a waker of another kind is not among the tasks.
    let mut alone = std::pin::pin!(executor.spawn_named("alone", pending::<()>()));
    let polled = alone.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop()));
    assert!(polled.is_pending());
    assert_eq!(awaited_by(), [None]);
}
