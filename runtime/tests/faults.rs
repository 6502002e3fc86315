//! When something goes wrong: in a task, in a waker, in a destructor, in the system.
#![cfg(feature = "std")]

mod support;

use manual_async_runtime::{Executor, FutSocket, JoinHandle, block_on, fs::File, yield_now};
use std::{
    cell::{Cell, RefCell},
    future::{pending, poll_fn},
    io::ErrorKind,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    process::Command,
    rc::Rc,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};
use support::{message, or_hangs};

/// A waker that panics when it is woken.
struct Broken;

impl Wake for Broken {
    fn wake(self: Arc<Self>) {
        panic!("broken waker");
    }
}

#[test]
fn a_panic_in_the_waker_of_whoever_awaits_a_handle_reaches_nobody_else() {
    let executor = Executor::new();
    let mut handle = executor.spawn(async { 1 });
    let waker = Waker::from(Arc::new(Broken));
    assert!(Pin::new(&mut handle).poll(&mut Context::from_waker(&waker)).is_pending());
    let other = executor.spawn(async { 2 });
    executor.run().unwrap();
    assert_eq!(block_on(async { handle.await + other.await }), 3);
}

/// Wakes its own task when it is dropped, and again from another thread.
struct WakeOnDrop(RefCell<Option<Waker>>);

impl Drop for WakeOnDrop {
    fn drop(&mut self) {
        let waker = self.0.take().expect("it was polled");
        waker.wake_by_ref();
        std::thread::spawn(move || waker.wake()).join().unwrap();
    }
}

/// Pending so many times; then ready, with the local still there.
fn wakes_from_its_drop(pendings: usize) -> impl Future<Output = ()> {
    let local = WakeOnDrop(RefCell::new(None));
    let mut polls = 0;
    poll_fn(move |cx| {
        *local.0.borrow_mut() = Some(cx.waker().clone());
        polls += 1;
        if polls > pendings { Poll::Ready(()) } else { Poll::Pending }
    })
}

#[test]
fn a_future_may_wake_its_task_from_its_own_drop() {
    or_hangs(|| {
        let executor = Executor::new();
        // Finished.
        executor.run_until(executor.spawn(wakes_from_its_drop(0)));
        // Cancelled while it waits.
        let cancelled = executor.spawn(wakes_from_its_drop(usize::MAX));
        executor.run_until(yield_now());
        drop(cancelled);
        // Dropped with the executor.
        executor.spawn(wakes_from_its_drop(usize::MAX)).detach();
        executor.run_until(yield_now());
        drop(executor);
    });
}

/// Notes its number when it is dropped, and panics if that is told.
struct Noted<'a> {
    number: usize,
    panics: bool,
    dropped: &'a RefCell<Vec<usize>>,
}

impl Drop for Noted<'_> {
    fn drop(&mut self) {
        self.dropped.borrow_mut().push(self.number);
        assert!(!self.panics, "broken drop {}", self.number);
    }
}

#[test]
fn an_executor_that_is_dropped_drops_its_tasks_in_the_order_of_spawning() {
    let dropped = RefCell::new(Vec::new());
    let executor = Executor::new();
    for number in 0..5 {
        let local = Noted { number, panics: false, dropped: &dropped };
        let task = executor.spawn(async move {
            let _local = local;
            pending::<()>().await;
        });
        task.detach();
        if number == 2 {
            executor.run_until(yield_now());
        }
    }
    drop(executor);
    assert_eq!(*dropped.borrow(), [0, 1, 2, 3, 4]);
}

#[test]
fn a_panic_in_one_of_those_drops_does_not_keep_the_others() {
    let dropped = RefCell::new(Vec::new());
    let executor = Executor::new();
    for number in 0..5 {
        let local = Noted { number, panics: number % 2 == 1, dropped: &dropped };
        executor.spawn(async move { drop((pending::<()>().await, local)) }).detach();
    }
    let panic = catch_unwind(AssertUnwindSafe(|| drop(executor))).unwrap_err();
    assert_eq!(message(&*panic), "broken drop 1");
    assert_eq!(*dropped.borrow(), [0, 1, 2, 3, 4]);
}

#[test]
fn an_executor_may_go_with_the_future_that_held_it() {
    let is_dropped = Cell::new(false);
    let executor = Rc::new(Executor::new());
    let other = executor.spawn(async {
        let _local = support::SetOnDrop(&is_dropped);
        pending::<()>().await;
    });
    executor.run_until(yield_now());
    other.detach();
    // The task owns what owns the task.
    let slot: Rc<RefCell<Option<Rc<Executor<'_>>>>> = Rc::default();
    let kept = Rc::clone(&slot);
    let handle = executor.spawn(async move {
        pending::<()>().await;
        drop(kept);
    });
    *slot.borrow_mut() = Some(executor);
    drop(slot);
    assert!(!is_dropped.get());
    drop(handle);
    assert!(is_dropped.get());
}

#[test]
fn an_executor_may_be_given_up_by_the_task_that_it_runs() {
    let (is_dropped, runs) = (Cell::new(false), Rc::new(Executor::new()));
    runs.spawn(async {
        let _local = support::SetOnDrop(&is_dropped);
        pending::<()>().await;
    })
    .detach();
    let owner = Rc::new(RefCell::new(Some(Rc::clone(&runs))));
    let given_up = Rc::clone(&owner);
    let task = runs.spawn(async move {
        yield_now().await;
        // The last but the one by which it is run.
        drop(given_up.borrow_mut().take());
        yield_now().await;
        1
    });
    let weak = Rc::downgrade(&runs);
    drop(runs);
    assert_eq!(weak.upgrade().unwrap().run_until(task), 1);
    assert!(is_dropped.get() && weak.upgrade().is_none());
    drop(owner);
}

#[test]
fn a_handle_gives_its_outcome_once() {
    let executor = Executor::new();
    let mut handle = executor.spawn(async { 1 });
    executor.run().unwrap();
    let mut cx = Context::from_waker(Waker::noop());
    assert_eq!(Pin::new(&mut handle).poll(&mut cx), Poll::Ready(1));
    let panic = catch_unwind(AssertUnwindSafe(|| Pin::new(&mut handle).poll(&mut cx))).unwrap_err();
    assert!(message(&*panic).contains("polled after completion"));
}

#[test]
fn a_thousand_tasks_can_be_cancelled_in_flight() {
    or_hangs(|| {
        let dropped = RefCell::new(Vec::new());
        let executor = Executor::new();
        let tasks: Vec<JoinHandle<'_, ()>> = (0..1000)
            .map(|number| {
                let local = Noted { number, panics: false, dropped: &dropped };
                executor.spawn(async move {
                    let _local = local;
                    loop {
                        FutSocket::with_delay(Duration::from_micros(number as u64)).await;
                    }
                })
            })
            .collect();
        executor.run_until(FutSocket::with_delay(Duration::from_millis(5)));
        drop(tasks);
        assert_eq!(dropped.borrow().len(), 1000);
        executor.run().unwrap();
    });
}

/// Runs a test of this file that is ignored otherwise, where no thread can be started: a stack
/// would be larger than what addresses there are.
fn without_threads(test: &str) -> String {
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"])
        .env("RUST_MIN_STACK", (1_u64 << 50).to_string())
        .output()
        .unwrap();
    format!("{}{}", String::from_utf8_lossy(&child.stdout), String::from_utf8_lossy(&child.stderr))
}

#[test]
fn without_a_thread_for_the_pool_files_are_an_error() {
    let said = without_threads("reads_a_file");
    assert!(said.contains("cannot be read: WouldBlock"), "{said}");
}

#[test]
#[ignore = "run by another one, without threads"]
fn reads_a_file() {
    // Nothing that the system has in memory, which would need no thread.
    let error = block_on(manual_async_runtime::fs::read_to_string("no such file")).unwrap_err();
    println!("cannot be read: {:?}", error.kind());
}

#[test]
fn without_a_thread_for_the_pool_nothing_is_lost() {
    let said = without_threads("reads_on_after_an_error");
    assert!(said.contains("all is there"), "{said}");
}

#[test]
#[ignore = "run by another one, without threads"]
fn reads_on_after_an_error() {
    // Larger than what is read to its end without a thread.
    let content = support::noise(3 << 20);
    let path = support::file_with("without_threads", &content);
    let (mut begin, mut rest) = ([0; 100], Vec::new());
    // Where nothing can be read without a thread, nothing is to be lost.
    if let Ok(mut file) = block_on(File::open(path)) {
        assert_eq!(block_on(file.read(&mut begin)).unwrap(), 100);
        // What was read ahead comes before the error, and what is read next behind it.
        assert_eq!(block_on(file.read_to_end(&mut rest)).unwrap_err().kind(), ErrorKind::WouldBlock);
        let ahead = rest.len();
        assert!(ahead > 0 && rest == content[100..100 + ahead]);
        assert_eq!(block_on(file.read(&mut begin)).unwrap(), 100);
        assert_eq!(begin, content[100 + ahead..200 + ahead]);
    }
    println!("all is there");
}

#[test]
fn without_a_thread_for_the_timer_a_socket_panics_and_says_why() {
    let said = without_threads("makes_a_socket");
    assert!(said.contains("starts a thread for deadlines"), "{said}");
}

#[test]
#[ignore = "run by another one, without threads"]
fn makes_a_socket() {
    block_on(FutSocket::with_delay(Duration::ZERO));
}
