//! The await trees of tasks, in dumps and in deadlocks.
#![cfg(feature = "std")]

mod support;

use manual_async::{
    inspect::{InspectFuture, trace},
    manual_async,
};
use manual_async_runtime::{
    Executor, FutSocket, JoinHandle,
    executor::{Dump, TaskState},
    record::{EventKind, Recording},
    yield_now,
};
use std::{
    cell::{Cell, RefCell},
    fmt,
    future::{pending, poll_fn},
    panic::panic_any,
    pin::{Pin, pin},
    rc::{Rc, Weak},
    task::{Context, Poll, Waker},
    thread,
    time::Duration,
};
use support::or_hangs;

const PATIENCE: Duration = Duration::from_secs(60);

/// A local whose `Debug` does something.
struct Does<'a>(Box<dyn Fn(&mut fmt::Formatter<'_>) -> fmt::Result + 'a>);

impl fmt::Debug for Does<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}

fn does<'a>(what: impl Fn() + 'a) -> Does<'a> {
    Does(Box::new(move |f| {
        what();
        f.write_str("done")
    }))
}

#[manual_async(inspect)]
async fn keeps(local: Does<'_>) -> u32 {
    many_turns().await;
    drop(local);
    7
}

async fn many_turns() {
    for _ in 0..100 {
        yield_now().await;
    }
}

#[manual_async(inspect)]
async fn outer(name: &str) {
    let length = inner(name.len()).await;
    println!("{name} {length}");
}

#[manual_async(inspect)]
async fn inner(length: usize) -> usize {
    pending::<()>().await;
    length
}

fn tree<'d>(dump: &'d Dump, name: &str) -> Option<&'d str> {
    dump.tasks().iter().find(|task| task.name() == name).expect("there is such a task").tree()
}

/// What `trace` prints of `outer` after one poll.
fn outer_traced() -> String {
    let mut future = pin!(outer("Ada"));
    assert!(future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    trace(&*future).to_string()
}

#[test]
fn a_dump_has_the_trees_that_trace_prints() {
    let executor = Executor::new();
    let _one = executor.spawn_inspected("one", outer("Ada"));
    let _two = executor.spawn_named("two", outer("Ada"));
    assert_eq!(tree(&executor.dump(), "one"), Some(trace(&outer("Ada")).to_string().as_str()));
    assert!(tree(&executor.dump(), "one").unwrap().contains("not polled yet"));
    executor.run_until(yield_now());
    let (dump, traced) = (executor.dump(), outer_traced());
    assert_eq!((tree(&dump, "one"), tree(&dump, "two")), (Some(traced.as_str()), None));
    assert!(traced.contains("\n  inner at ") && traced.contains("length = 3"), "{traced}");
    let indented = traced.replace('\n', "\n  ");
    assert_eq!(dump.to_string(), format!("stuck    one\n  {indented}\nstuck    two"));
}

#[test]
fn a_deadlock_shows_where_each_task_is_stuck() {
    or_hangs(|| {
        let executor = Executor::new();
        let first = executor.spawn_inspected("first", outer("Ada"));
        let deadlock = executor.try_run_until(first).unwrap_err();
        let tasks = deadlock.stuck().tasks();
        // The future that was run is named, too.
        assert_eq!(tasks[0].name(), std::any::type_name::<JoinHandle<'static, ()>>());
        assert_eq!((tasks[1].name(), tasks[1].tree()), ("first", Some(outer_traced().as_str())));
        assert!(deadlock.to_string().contains("\n  outer at "), "{deadlock}");
    });
}

#[test]
fn another_thread_sees_the_trees() {
    or_hangs(|| {
        let executor = Executor::new();
        let _waiting = executor.spawn_inspected("waiting", outer("Ada"));
        let watcher = executor.watcher();
        let mut asking = None;
        let dump = executor.run_until(poll_fn(|cx| {
            if let Some(asking) = asking.take() {
                return Poll::Ready(thread::JoinHandle::join(asking).unwrap());
            }
            let (waker, watcher) = (cx.waker().clone(), watcher.clone());
            asking = Some(thread::spawn(move || {
                let dump = watcher.dump(PATIENCE).expect("the executor answers");
                waker.wake();
                dump
            }));
            Poll::Pending
        }));
        assert_eq!(tree(&dump, "waiting"), Some(outer_traced().as_str()));
    });
}

#[test]
fn whoever_makes_the_dump_is_not_looked_into_and_who_is_over_not_listed() {
    #[manual_async(inspect)]
    async fn dumps(executor: Weak<Executor<'static>>) -> Dump {
        yield_now().await;
        executor.upgrade().unwrap().dump()
    }
    let executor = Rc::new(Executor::new());
    let over = executor.spawn_inspected("over", keeps(does(|| unreachable!("it is over"))));
    executor.run().unwrap();
    let dumping = executor.spawn_inspected("dumping", dumps(Rc::downgrade(&executor)));
    let _boxed: JoinHandle<'_, ()> =
        executor.spawn_inspected("boxed", Box::pin(outer("Ada")) as Pin<Box<dyn InspectFuture<Output = ()>>>);
    let dump = executor.run_until(dumping);
    assert_eq!(dump.tasks().len(), 2);
    assert_eq!((dump.tasks()[0].state(), dump.tasks()[0].tree()), (TaskState::Running, None));
    assert_eq!(tree(&dump, "boxed"), Some(outer_traced().as_str()));
    assert_eq!(executor.run_until(over), 7);
}

#[test]
fn a_panic_in_debug_ends_the_tree_and_nothing_else() {
    struct PanicsAgain;
    impl Drop for PanicsAgain {
        fn drop(&mut self) {
            panic!("and again");
        }
    }
    let executor = Executor::new();
    let panics = executor.spawn_inspected("panics", keeps(does(|| panic!("in Debug"))));
    let again = executor.spawn_inspected("again", keeps(does(|| panic_any(PanicsAgain))));
    let fails = executor.spawn_inspected("fails", keeps(Does(Box::new(|_| Err(fmt::Error)))));
    let after = executor.spawn_inspected("after", keeps(does(|| ())));
    executor.run_until(yield_now());
    for _ in 0..2 {
        let dump = executor.dump();
        for (name, end) in [
            ("panics", "many_turns().await [local = … (`Debug` panicked)"),
            ("again", "many_turns().await [local = … (`Debug` panicked)"),
            ("fails", "many_turns().await [local = … (`Debug` returned an error)"),
        ] {
            assert!(tree(&dump, name).unwrap().ends_with(end), "{dump}");
        }
        assert!(tree(&dump, "after").unwrap().contains("[local = done]"), "{dump}");
    }
    let sum = async { panics.await + again.await + fails.await + after.await };
    assert_eq!(executor.run_until(sum), 28);
}

#[test]
fn debug_may_spawn_wake_dump_and_look_at_itself() {
    let executor = Rc::new(Executor::new());
    let (inside, dumps) = (Rc::downgrade(&executor), Rc::new(RefCell::new(Vec::new())));
    let seen = Rc::clone(&dumps);
    let _first = executor.spawn_inspected(
        "first",
        keeps(does(move || {
            let executor = inside.upgrade().unwrap();
            executor.spawn_named("from Debug", async {}).detach();
            seen.borrow_mut().push(executor.dump());
        })),
    );
    let waker = Rc::new(RefCell::new(None::<Waker>));
    let (kept, woken) = (Rc::clone(&waker), Rc::new(Cell::new(0)));
    let polls = Rc::clone(&woken);
    let _sleeper = executor.spawn_named(
        "sleeper",
        poll_fn(move |cx| {
            polls.set(polls.get() + 1);
            *kept.borrow_mut() = Some(cx.waker().clone());
            Poll::<()>::Pending
        }),
    );
    let wakes = move || waker.borrow().as_ref().unwrap().wake_by_ref();
    let _last = executor.spawn_inspected("last", keeps(does(wakes)));
    executor.run_until(yield_now());

    let dump = executor.dump();
    assert_eq!(dump.tasks().len(), 3, "what comes of Debug is not in the dump: {dump}");
    assert_eq!(dump.tasks()[1].state(), TaskState::Waiting);
    // The one inside knows the new task, and leaves out the one that is being looked at.
    let inner = dumps.take().remove(0);
    assert_eq!(inner.tasks().len(), 4);
    assert_eq!((inner.tasks()[0].state(), tree(&inner, "first")), (TaskState::Running, None));
    assert!(tree(&inner, "last").unwrap().contains("[local = done]"));
    assert_eq!(woken.get(), 1);
    executor.run_until(yield_now());
    assert_eq!(woken.get(), 2, "woken from Debug");
    assert!(executor.dump().tasks().iter().all(|task| task.name() != "from Debug" || task.state() == TaskState::Ready));
}

#[test]
fn debug_may_cancel_the_task_that_it_shows_and_others() {
    let executor = Executor::new();
    let drops = Rc::new(Cell::new(0));
    struct Counted(Rc<Cell<u32>>);
    impl Drop for Counted {
        fn drop(&mut self) {
            self.0.set(self.0.get() + 1);
        }
    }
    let handles = Rc::new(RefCell::new(Vec::new()));
    let (canceller, counted, seen) = (Rc::clone(&handles), Counted(Rc::clone(&drops)), Rc::clone(&drops));
    let own = executor.spawn_inspected(
        "cancels",
        keeps(does(move || {
            canceller.borrow_mut().clear();
            // The other one is gone, this one not while it is shown.
            let Counted(drops) = &counted;
            assert_eq!(drops.get(), 1);
        })),
    );
    let counted = Counted(Rc::clone(&drops));
    let other = executor.spawn_inspected("other", keeps(does(move || assert_eq!(counted.0.get(), 99))));
    *handles.borrow_mut() = vec![own, other];
    executor.run_until(yield_now());
    let dump = executor.dump();
    assert!(tree(&dump, "cancels").unwrap().contains("[local = done]"), "{dump}");
    assert_eq!(tree(&dump, "other"), None);
    assert_eq!((seen.get(), executor.dump().tasks().len()), (2, 0));
    executor.run().unwrap();
}

#[test]
fn nobody_can_poll_a_task_that_is_looked_into() {
    let executor = Rc::new(Executor::new());
    let inside = Rc::downgrade(&executor);
    let runs = does(move || inside.upgrade().unwrap().run().unwrap());
    let task = executor.spawn_inspected("runs", keeps(runs));
    executor.run_until(yield_now());
    assert!(tree(&executor.dump(), "runs").unwrap().ends_with("… (`Debug` panicked)"));
    // It can be run afterwards.
    assert_eq!(executor.run_until(task), 7);
    let socket = executor.spawn(FutSocket::with_delay(Duration::from_millis(1)));
    executor.run_until(socket);
}

#[test]
fn recorded_tasks_are_known_to_be_stuck_and_can_be_looked_into() {
    or_hangs(|| {
        let (executor, recording) = (Executor::new(), Recording::new());
        let _before = executor.spawn_inspected("before", outer("Ada"));
        executor.record(&recording);
        let stuck = executor.spawn_inspected("stuck", outer("Ada"));
        let sleeps = executor.spawn_inspected("sleeps", sleeps());
        executor.spawn_named("not to be looked into", outer("Ada")).detach();
        executor.run_until(sleeps);
        assert_eq!(executor.dump().tasks()[1].state(), TaskState::Stuck);
        let deadlock = executor.try_run_until(stuck).unwrap_err();
        assert_eq!(tree(deadlock.stuck(), "stuck"), Some(outer_traced().as_str()));
        let mut names: Vec<_> = recording.events().iter().map(|event| event.task.name.to_string()).collect();
        names.dedup();
        // The last is the cancellation: nobody awaits it any longer.
        assert_eq!(names, ["stuck", "sleeps", "stuck"]);
    });
}

#[manual_async(inspect)]
async fn awaits(handle: JoinHandle<'_, usize>) -> usize {
    handle.await + 1
}

#[test]
fn a_recorded_task_that_awaits_a_stuck_one_is_stuck_too() {
    or_hangs(|| {
        let (executor, recording) = (Executor::new(), Recording::new());
        executor.record(&recording);
        let stuck = executor.spawn_named("stuck", pending());
        let first = executor.spawn_inspected("first", awaits(stuck));
        // Recorded by hand, and not by the executor.
        let second = executor.spawn_named("second", recording.record("second", awaits(first)));
        let _third = executor.spawn_inspected("third", awaits(second));
        let deadlock = executor.run().unwrap_err();
        let awaited_by: Vec<_> = deadlock.stuck().tasks().iter().map(|task| task.awaited_by()).collect();
        assert_eq!(awaited_by, [Some("first"), Some("second"), Some("third"), None]);
        assert!(deadlock.stuck().tasks().iter().all(|task| task.state() == TaskState::Stuck), "{deadlock}");
    });
}

#[test]
fn the_end_of_a_task_that_a_recorded_one_awaits_is_recorded_as_a_wake() {
    let (executor, recording) = (Executor::new(), Recording::new());
    executor.record(&recording);
    let turns = executor.spawn(async {
        many_turns().await;
        41
    });
    let task = executor.spawn_inspected("awaits", awaits(turns));
    let cancelled = executor.spawn_inspected("cancelled", awaits(executor.spawn(pending())));
    assert_eq!(executor.run_until(task), 42);
    drop(cancelled);
    let kinds: Vec<_> = recording.events().into_iter().map(|event| (event.task.name.to_string(), event.kind)).collect();
    let kinds: Vec<_> = kinds
        .iter()
        .map(|(name, kind)| match kind {
            EventKind::Polled { ready, .. } => format!("{name} polled: {ready}"),
            EventKind::Wake { .. } => format!("{name} woken"),
            _ => format!("{name} over"),
        })
        .collect();
    assert_eq!(
        kinds,
        ["awaits polled: false", "cancelled polled: false", "awaits woken", "awaits polled: true", "cancelled over"]
    );
}

#[manual_async(inspect)]
async fn sleeps() {
    // Whoever has the waker, on another thread, is heard.
    FutSocket::with_delay(Duration::from_millis(5)).await;
}
