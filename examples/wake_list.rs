//! Step 4: an executor that polls only what was woken.
//!
//! In `poll_loop` a future gets a bare function to call when there is something to do. It could tell the executor *that*
//! something has happened, but not *to whom*: a `fn()` carries no data. A `Waker` does. Here each task has a waker of its
//! own, which puts the number of the task on a list when it is woken. The executor polls what is on the list, and sleeps
//! while the list is empty. The tasks are those of `poll_loop`; compare the number of polls.
//!
//! Run: `cargo run --example wake_list`, or with `-- 50` for sockets that take 50 milliseconds.

mod arguments;

use manual_async::FakeSocket;
use std::{
    mem,
    sync::{Arc, Condvar, Mutex},
    task::{Wake, Waker},
    time::{Duration, Instant},
};

fn main() {
    let delay = arguments::delay(&[]);
    println!("Ten tasks, each the sum of two numbers. Every number takes {delay:?} to arrive.");

    let mut executor = WakeExecutor::default();
    for _ in 0..10 {
        executor.spawn(Sum::new(Number::new(delay), Number::new(delay)));
    }
    let start = Instant::now();
    let polls = executor.run();

    println!("All ten are done after {:.2?}, as with `poll_loop`.", start.elapsed());
    println!("It took {polls} polls of tasks: one to start each of the ten, and one or two when its numbers came.");
    println!("`poll_loop` polls as often as fits into the time. Here the thread was asleep meanwhile.");
}

/// Something that is not finished yet.
trait SimpleFuture {
    type Output;

    /// Gets on with the work as far as that goes without waiting. `waker` is to be woken when there is more to do.
    fn poll(&mut self, waker: &Waker) -> SimplePoll<Self::Output>;
}

enum SimplePoll<T> {
    Ready(T),
    Pending,
}

/// A number from a socket.
struct Number {
    socket: FakeSocket,
}

impl Number {
    fn new(delay: Duration) -> Self {
        Number { socket: FakeSocket::with_delay(delay) }
    }
}

impl SimpleFuture for Number {
    type Output = i32;

    fn poll(&mut self, waker: &Waker) -> SimplePoll<i32> {
        if self.socket.has_data_to_read() {
            SimplePoll::Ready(self.socket.read_data())
        } else {
            // This is the whole difference: whoever answers `Pending` has first seen to it that it will be woken.
            self.socket.set_readable_callback(waker.clone());
            SimplePoll::Pending
        }
    }
}

/// A future made of two others: the sum of their outputs. It keeps what it has until both are there.
struct Sum {
    left: Part,
    right: Part,
}

enum Part {
    Waiting(Number),
    Done(i32),
}

impl Sum {
    fn new(left: Number, right: Number) -> Self {
        Sum { left: Part::Waiting(left), right: Part::Waiting(right) }
    }
}

impl SimpleFuture for Sum {
    type Output = i64;

    fn poll(&mut self, waker: &Waker) -> SimplePoll<i64> {
        for part in [&mut self.left, &mut self.right] {
            if let Part::Waiting(number) = part
                && let SimplePoll::Ready(value) = number.poll(waker)
            {
                *part = Part::Done(value);
            }
        }
        match (&self.left, &self.right) {
            (Part::Done(left), Part::Done(right)) => SimplePoll::Ready(i64::from(*left) + i64::from(*right)),
            _ => SimplePoll::Pending,
        }
    }
}

/// The tasks that were woken and not polled since, by their numbers. Wakers on any thread write to it.
#[derive(Default)]
struct WakeList {
    woken: Mutex<Vec<usize>>,
    not_empty: Condvar,
}

impl WakeList {
    fn add(&self, task: usize) {
        let mut woken = self.woken.lock().unwrap();
        // A task that is on the list already will be polled; twice would not tell it more.
        if !woken.contains(&task) {
            woken.push(task);
        }
        self.not_empty.notify_one();
    }

    /// Takes all that is on the list; sleeps while there is nothing.
    fn take(&self) -> Vec<usize> {
        let woken = self.woken.lock().unwrap();
        let mut woken = self.not_empty.wait_while(woken, |woken| woken.is_empty()).unwrap();
        mem::take(&mut woken)
    }
}

/// The waker of one task: it knows the list, and whom to put there.
struct TaskWaker {
    task: usize,
    list: Arc<WakeList>,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.list.add(self.task);
    }
}

/// An executor: it polls the tasks that were woken until none is left.
#[derive(Default)]
struct WakeExecutor {
    /// A finished task leaves its place empty, so that the numbers of the others stay true.
    tasks: Vec<Option<Task>>,
    list: Arc<WakeList>,
}

struct Task {
    future: Sum,
    waker: Waker,
}

impl WakeExecutor {
    fn spawn(&mut self, future: Sum) {
        let task = self.tasks.len();
        let waker = Waker::from(Arc::new(TaskWaker { task, list: Arc::clone(&self.list) }));
        // Somebody has to make the first poll happen.
        waker.wake_by_ref();
        self.tasks.push(Some(Task { future, waker }));
    }

    /// Runs all tasks to their end, and returns how many polls that took.
    fn run(&mut self) -> u64 {
        let mut polls = 0;
        while self.tasks.iter().any(Option::is_some) {
            for number in self.list.take() {
                // A task can be woken once more after its end: by its second socket, say.
                let Some(Task { future, waker }) = &mut self.tasks[number] else { continue };
                polls += 1;
                if let SimplePoll::Ready(sum) = future.poll(waker) {
                    println!("  task {:>2} is done: {sum}", number + 1);
                    self.tasks[number] = None;
                }
            }
        }
        polls
    }
}
