//! The executors, as the works see them. They are leaked, so that tasks can spawn tasks on all of them.

use futures_util::task::LocalSpawnExt;
use std::{
    collections::VecDeque,
    pin::pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
};

/// An executor of one thread, for futures that need not be `Send`.
pub trait Subject: Sized + 'static {
    /// Makes one, and runs what `main` gives until it is done.
    fn run<F: Future + 'static>(main: impl FnOnce(&'static Self) -> F) -> F::Output;

    /// Has a task run on its own.
    fn spawn(&self, future: impl Future<Output = ()> + 'static);

    /// Has a task run whose output is waited for.
    fn spawn_with_handle(&self, future: impl Future<Output = u64> + 'static) -> impl Future<Output = u64>;
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

pub struct Ours(manual_async_runtime::Executor<'static>);

impl Subject for Ours {
    fn run<F: Future + 'static>(main: impl FnOnce(&'static Self) -> F) -> F::Output {
        let ours = leak(Ours(Default::default()));
        ours.0.run_until(main(ours))
    }

    fn spawn(&self, future: impl Future<Output = ()> + 'static) {
        self.0.spawn(future).detach();
    }

    fn spawn_with_handle(&self, future: impl Future<Output = u64> + 'static) -> impl Future<Output = u64> {
        self.0.spawn(future)
    }
}

pub struct LocalPool(futures_executor::LocalSpawner);

impl Subject for LocalPool {
    fn run<F: Future + 'static>(main: impl FnOnce(&'static Self) -> F) -> F::Output {
        let mut pool = futures_executor::LocalPool::new();
        let spawner = leak(LocalPool(pool.spawner()));
        pool.run_until(main(spawner))
    }

    fn spawn(&self, future: impl Future<Output = ()> + 'static) {
        self.0.spawn_local(future).expect("the pool runs");
    }

    fn spawn_with_handle(&self, future: impl Future<Output = u64> + 'static) -> impl Future<Output = u64> {
        self.0.spawn_local_with_handle(future).expect("the pool runs")
    }
}

pub struct Smol(async_executor::LocalExecutor<'static>);

impl Subject for Smol {
    fn run<F: Future + 'static>(main: impl FnOnce(&'static Self) -> F) -> F::Output {
        let smol = leak(Smol(async_executor::LocalExecutor::new()));
        futures_lite::future::block_on(smol.0.run(main(smol)))
    }

    fn spawn(&self, future: impl Future<Output = ()> + 'static) {
        self.0.spawn(future).detach();
    }

    fn spawn_with_handle(&self, future: impl Future<Output = u64> + 'static) -> impl Future<Output = u64> {
        self.0.spawn(future)
    }
}

pub struct Tokio;

/// What tokio's programs on one thread run on.
pub fn tokio() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_time().build().expect("the system gives what tokio needs")
}

impl Subject for Tokio {
    fn run<F: Future + 'static>(main: impl FnOnce(&'static Self) -> F) -> F::Output {
        tokio::task::LocalSet::new().block_on(&tokio(), main(&Tokio))
    }

    fn spawn(&self, future: impl Future<Output = ()> + 'static) {
        tokio::task::spawn_local(future);
    }

    fn spawn_with_handle(&self, future: impl Future<Output = u64> + 'static) -> impl Future<Output = u64> {
        let handle = tokio::task::spawn_local(future);
        async move { handle.await.expect("no task panics") }
    }
}

/// The least that can be built on the crate `async-task`: its tasks, a queue, and no list of the tasks.
pub struct AsyncTask(Arc<Queue>);

struct Queue {
    woken: Mutex<VecDeque<async_task::Runnable>>,
    thread: Thread,
}

impl Wake for Queue {
    fn wake(self: Arc<Self>) {
        self.thread.unpark();
    }
}

impl AsyncTask {
    fn start<T: 'static>(&self, future: impl Future<Output = T> + 'static) -> async_task::Task<T> {
        let queue = Arc::clone(&self.0);
        let schedule = move |runnable| {
            let mut woken = queue.woken.lock().expect("nobody panics");
            let was_empty = woken.is_empty();
            woken.push_back(runnable);
            drop(woken);
            if was_empty {
                queue.thread.unpark();
            }
        };
        let (runnable, task) = async_task::spawn_local(future, schedule);
        runnable.schedule();
        task
    }
}

impl Subject for AsyncTask {
    fn run<F: Future + 'static>(main: impl FnOnce(&'static Self) -> F) -> F::Output {
        let queue = Arc::new(Queue { woken: Mutex::default(), thread: thread::current() });
        let executor = leak(AsyncTask(Arc::clone(&queue)));
        let mut main = pin!(executor.start(main(executor)));
        let waker = Waker::from(Arc::clone(&queue));
        loop {
            if let Poll::Ready(output) = main.as_mut().poll(&mut Context::from_waker(&waker)) {
                return output;
            }
            // As many as there are now; then the output is looked for again.
            loop {
                let runnable = queue.woken.lock().expect("nobody panics").pop_front();
                match runnable {
                    Some(runnable) => drop(runnable.run()),
                    None => break,
                }
            }
            if !main.is_finished() {
                thread::park();
            }
        }
    }

    fn spawn(&self, future: impl Future<Output = ()> + 'static) {
        self.start(future).detach();
    }

    fn spawn_with_handle(&self, future: impl Future<Output = u64> + 'static) -> impl Future<Output = u64> {
        self.start(future)
    }
}
