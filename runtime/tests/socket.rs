//! The fake socket, its future, and the one thread that keeps the time.
#![cfg(feature = "std")]

mod support;

use manual_async_runtime::{Executor, FakeSocket, FutSocket, block_on};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
    time::{Duration, Instant},
};
use support::{CountWakes, message, or_hangs, poll_and_wait, poll_once};

const NEVER: Duration = Duration::MAX;
const SOON: Duration = Duration::from_millis(10);

/// A socket whose data has arrived.
fn arrived() -> FakeSocket {
    let mut socket = FakeSocket::with_delay(Duration::ZERO);
    while !socket.has_data_to_read() {
        std::thread::yield_now();
    }
    socket
}

#[test]
fn the_data_arrives_after_the_delay_and_not_before() {
    let start = Instant::now();
    let mut socket = FakeSocket::with_delay(SOON);
    while !socket.has_data_to_read() {
        std::thread::yield_now();
    }
    assert!(start.elapsed() >= SOON);
    assert_eq!(socket.read_data(), socket.read_data());
}

#[test]
fn a_new_socket_has_no_data_yet() {
    assert!(!FakeSocket::new().has_data_to_read());
    assert!(!FakeSocket::default().has_data_to_read());
    assert!(poll_once(&mut FutSocket::new()).is_pending());
}

#[test]
fn reading_too_early_is_a_panic_that_says_so() {
    let socket = FakeSocket::with_delay(NEVER);
    let panic = catch_unwind(AssertUnwindSafe(|| socket.read_data())).unwrap_err();
    assert!(message(&*panic).contains("too early"));
}

#[test]
fn equal_seeds_give_equal_numbers() {
    let receive = |seed| block_on(FutSocket::seeded(seed, Duration::ZERO));
    assert_eq!(receive(1), receive(1));
    let numbers: std::collections::HashSet<i32> = (0..100).map(receive).collect();
    assert!(numbers.len() > 90);
}

#[test]
fn unseeded_numbers_differ() {
    let executor = Executor::new();
    let numbers = executor.run_all((0..100).map(|_| FutSocket::with_delay(Duration::ZERO)));
    assert!(numbers.iter().any(|number| *number != numbers[0]));
}

#[test]
fn a_waker_set_before_the_data_is_woken_once() {
    let wakes = CountWakes::new();
    let mut socket = FakeSocket::with_delay(SOON);
    socket.set_readable_callback(wakes.clone().into());
    wakes.wait_for(1);
    assert!(socket.has_data_to_read());
    assert_eq!(wakes.count(), 1);
    or_hangs(move || {
        // It is kept no longer than the wake takes.
        while Arc::strong_count(&wakes) > 1 {
            std::thread::yield_now();
        }
    });
}

#[test]
fn a_waker_set_after_the_data_is_woken_at_once() {
    let wakes = CountWakes::new();
    let socket = arrived();
    socket.set_readable_callback(wakes.clone().into());
    assert_eq!(wakes.count(), 1);
}

#[test]
fn the_newest_waker_wins() {
    let (old, new) = (CountWakes::new(), CountWakes::new());
    let socket = FakeSocket::with_delay(SOON);
    socket.set_readable_callback(old.clone().into());
    socket.set_readable_callback(new.clone().into());
    assert_eq!(Arc::strong_count(&old), 1, "the old waker is dropped");
    new.wait_for(1);
    assert_eq!((old.count(), new.count()), (0, 1));
}

#[test]
fn no_wake_is_lost_however_the_data_and_the_waker_race() {
    or_hangs(|| {
        for n in 0..2_000 {
            let wakes = CountWakes::new();
            let socket = FakeSocket::with_delay(Duration::from_micros(n % 100));
            for _ in 0..n % 7 {
                socket.set_readable_callback(Waker::noop().clone());
            }
            socket.set_readable_callback(wakes.clone().into());
            wakes.wait_for(1);
            assert_eq!(wakes.count(), 1);
        }
    });
}

#[test]
fn the_future_takes_two_polls_and_passes_its_newest_waker_on() {
    let old = CountWakes::new();
    let mut socket = FutSocket::with_delay(SOON);
    let waker = Waker::from(old.clone());
    assert!(Pin::new(&mut socket).poll(&mut Context::from_waker(&waker)).is_pending());
    assert!(poll_and_wait(&mut socket).is_pending());
    assert!(poll_once(&mut socket).is_ready());
    assert_eq!(old.count(), 0);
}

#[test]
fn dropping_a_socket_removes_its_timer() {
    for delay in [Duration::from_secs(3600), NEVER] {
        let wakes = CountWakes::new();
        let socket = FakeSocket::with_delay(delay);
        socket.set_readable_callback(wakes.clone().into());
        assert_eq!(Arc::strong_count(&wakes), 2);
        drop(socket);
        assert_eq!(Arc::strong_count(&wakes), 1, "the timer still holds the waker");
        assert_eq!(wakes.count(), 0);
    }
}

#[test]
fn a_waker_that_panics_does_not_stop_the_timer() {
    struct Broken;
    impl Wake for Broken {
        fn wake(self: Arc<Self>) {
            panic!("broken waker");
        }
    }
    or_hangs(|| {
        let socket = FakeSocket::with_delay(Duration::from_millis(1));
        socket.set_readable_callback(Arc::new(Broken).into());
        block_on(FutSocket::with_delay(Duration::from_millis(5)));
    });
}

#[test]
fn an_earlier_deadline_overtakes_a_later_one() {
    or_hangs(|| {
        let _late = FakeSocket::with_delay(Duration::from_secs(3600));
        std::thread::sleep(Duration::from_millis(5));
        block_on(FutSocket::with_delay(Duration::from_millis(1)));
    });
}

#[test]
fn sockets_arrive_in_the_order_of_their_deadlines() {
    let order = std::cell::RefCell::new(Vec::new());
    let executor = Executor::new();
    executor.run_all([40_u64, 0, 20].map(|delay| {
        let order = &order;
        async move {
            FutSocket::with_delay(Duration::from_millis(delay)).await;
            order.borrow_mut().push(delay);
        }
    }));
    assert_eq!(*order.borrow(), [0, 20, 40]);
}

#[test]
fn ten_thousand_sockets_need_one_thread_and_two_polls_each() {
    or_hangs(|| {
        let polls = std::cell::Cell::new(0);
        let executor = Executor::new();
        let sockets = (0..10_000).map(|seed| {
            let mut socket = FutSocket::seeded(seed, Duration::from_millis(100));
            let polls = &polls;
            std::future::poll_fn(move |cx| {
                polls.set(polls.get() + 1);
                Pin::new(&mut socket).poll(cx)
            })
        });
        let numbers = executor.run_all(sockets);
        assert_eq!(numbers.len(), 10_000);
        // One poll is enough for those that are first polled after their data has come.
        assert!((10_000..=20_000).contains(&polls.get()), "{} polls", polls.get());
        assert!(matches!(timer_threads(), None | Some(1)));
    });
}

/// How many threads keep the time. None where the system does not tell.
fn timer_threads() -> Option<usize> {
    let threads = std::fs::read_dir("/proc/self/task").ok()?;
    let names = threads.filter_map(|thread| std::fs::read_to_string(thread.ok()?.path().join("comm")).ok());
    Some(names.filter(|name| name.trim_end() == "deadlines").count())
}

#[test]
fn a_socket_can_be_polled_by_one_thread_and_then_by_another() {
    let mut socket = FutSocket::seeded(3, SOON);
    assert!(poll_once(&mut socket).is_pending());
    let number = std::thread::spawn(move || block_on(socket)).join().unwrap();
    assert_eq!(Poll::Ready(number), Poll::Ready(block_on(FutSocket::seeded(3, Duration::ZERO))));
}
