//! Step 3: a trait for what is not finished yet, and an executor that polls everything, again and again.
//!
//! `SimpleFuture` is the idea of a future at its barest: a value that can be asked to get on with its work and answers
//! `Ready` or `Pending`. Now the waiting is separate from what is waited for: futures can be made of other futures
//! (`Sum` is), and one executor drives any number of them.
//!
//! `poll` also gets a function to call when polling again would be worth it. This executor has no use for it: it polls
//! everything again in any case. Count how many of these polls are in vain, then see `wake_list`.
//!
//! Run: `cargo run --example poll_loop`, or with `-- 50` for sockets that take 50 milliseconds.

mod arguments;

use manual_async::FakeSocket;
use std::time::{Duration, Instant};

fn main() {
    let delay = arguments::delay(&[]);
    println!("Ten tasks, each the sum of two numbers. Every number takes {delay:?} to arrive.");

    let mut executor = PollLoop::default();
    for name in 1..=10 {
        executor.spawn(name, Sum::new(Number::new(delay), Number::new(delay)));
    }
    let start = Instant::now();
    let polls = executor.run();

    println!("All ten are done after {:.2?}: they waited at the same time.", start.elapsed());
    println!("It took {polls} polls of tasks. Twenty would have been enough to start each task and to finish it:");
    println!("all others found nothing new. `wake_list` polls only where something has happened.");
}

/// Something that is not finished yet.
trait SimpleFuture {
    type Output;

    /// Gets on with the work as far as that goes without waiting. `wake` is to be called when there is more to do.
    fn poll(&mut self, wake: fn()) -> SimplePoll<Self::Output>;
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

    fn poll(&mut self, _wake: fn()) -> SimplePoll<i32> {
        // Nobody listens to `wake` here, so it is not passed on to the socket.
        if self.socket.has_data_to_read() { SimplePoll::Ready(self.socket.read_data()) } else { SimplePoll::Pending }
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

    fn poll(&mut self, wake: fn()) -> SimplePoll<i64> {
        for part in [&mut self.left, &mut self.right] {
            if let Part::Waiting(number) = part
                && let SimplePoll::Ready(value) = number.poll(wake)
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

/// An executor: it polls all its tasks in turn until none is left.
#[derive(Default)]
struct PollLoop {
    tasks: Vec<(u32, Sum)>,
}

impl PollLoop {
    fn spawn(&mut self, name: u32, future: Sum) {
        self.tasks.push((name, future));
    }

    /// Runs all tasks to their end, and returns how many polls that took.
    fn run(&mut self) -> u64 {
        let mut polls = 0;
        while !self.tasks.is_empty() {
            self.tasks.retain_mut(|(name, future)| {
                polls += 1;
                match future.poll(|| ()) {
                    SimplePoll::Ready(sum) => {
                        println!("  task {name:>2} is done: {sum}");
                        false
                    }
                    SimplePoll::Pending => true,
                }
            });
        }
        polls
    }
}
