//! An executor: the loop that polls futures to completion, on one thread.
//!
//! A future does nothing by itself. Somebody has to call [`poll`](Future::poll); an answer of `Pending` means "call
//! again, but not before the waker that you passed to me was woken". An executor is whoever keeps that bargain for many
//! futures at once. This one is made of four parts:
//!
//! - a **task** owns a spawned future, and later what became of it;
//! - a **notice** is the task's waker. It can be sent to other threads, which the task cannot. It has a mark: *woken*;
//! - the **run queue** says which tasks were woken, in the order of waking;
//! - the **executor** takes tasks from the queue, polls them, and parks its thread while the queue is empty.
//!
//! # The life of a task
//!
//! ```text
//!     spawn ──1──▶ QUEUED ──2──▶ POLLING ──3──▶ IDLE          future returned Pending
//!                    ▲              │ │           │
//!                    ├───────4──────┘ │           │           woken during the poll
//!                    ├───────5────────┼───────────┘           woken while idle
//!                    │                │
//!                    │                ├──6──▶ FINISHED ──7──▶ GONE     returned Ready, or panicked
//!                    └───────8────────┴─────────────────────▶ GONE     handle dropped: cancelled
//! ```
//!
//! 1. [`spawn`](Executor::spawn) wakes the new task: the first poll is the answer to a wake like any other.
//! 2. The executor takes the oldest entry of the queue and *first* clears the mark, *then* polls. A wake that arrives
//!    from here on, from whichever thread, sets the mark anew. So no wake is lost.
//! 3. `Pending`, and not woken meanwhile: the task is in no queue. It costs memory, but no time.
//! 4. Woken while it is polled: it goes to the *end* of the queue, so a task that wakes itself over and over takes turns
//!    with the others.
//! 5. Woken while idle. Only the wake that sets the mark queues the task, so a hundred wakes make one poll.
//! 6. The future is dropped, then its output, or the panic that ended it, is stored and the handle's awaiter is woken.
//!    The mark stays set for ever: late wakes find nothing to do.
//! 7. The handle takes the output away, or is dropped, or was detached.
//! 8. Dropping the handle drops the future at once (or when the poll under way returns). An idle task is queued one last
//!    time, so that the executor forgets it. Dropping the executor does the same to all of its tasks.
//!
//! ```
//! use manual_async_runtime::{Executor, yield_now};
//!
//! let executor = Executor::new();
//! let sum = executor.spawn(async { 1 + 2 });
//! let product = executor.spawn(async {
//!     yield_now().await;
//!     3 * 4
//! });
//! assert_eq!(executor.run_until(async { sum.await + product.await }), 15);
//! ```

mod block_on;
mod handle;
mod run_queue;
mod task;
mod tasks;
mod yield_now;

pub use block_on::block_on;
pub use handle::{JoinHandle, Outcome};
pub use yield_now::{YieldNow, yield_now};

use run_queue::{Notice, Owner, RunQueue};
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    fmt, mem,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    rc::Rc,
    sync::Arc,
    task::{Context, Poll, Waker},
};
use task::{Erased, Task};
use tasks::{TaskId, Tasks};

/// A single-threaded executor.
///
/// `'a` is how long the things live that spawned futures borrow; it is inferred. What tasks borrow must be declared
/// before the executor.
///
/// An executor stays on the thread that made it, so futures need not be [`Send`]; their wakers may be woken from
/// any thread. It does nothing outside of [`run`](Self::run), [`run_until`](Self::run_until) and
/// [`run_all`](Self::run_all).
///
/// # Cancellation
///
/// Dropping the executor drops the futures of all tasks that have not finished.
///
/// # Spawning from inside
///
/// The future given to `run_until` may borrow the executor. A task cannot, as the executor owns the task; it can hold
/// an `Rc` of it (tasks that never finish then keep the executor alive) or, better, a [`Weak`](std::rc::Weak):
///
/// ```
/// use manual_async_runtime::Executor;
/// use std::rc::Rc;
///
/// let executor = Rc::new(Executor::new());
/// let spawner = Rc::downgrade(&executor);
/// let outer = executor.spawn(async move {
///     let inner = spawner.upgrade().expect("a running task has an executor").spawn(async { 20 });
///     inner.await + 1
/// });
/// assert_eq!(executor.run_until(outer), 21);
/// ```
pub struct Executor<'a> {
    tasks: RefCell<Tasks<Rc<dyn Erased + 'a>>>,
    /// Woken since the last look, by any thread.
    queue: Arc<RunQueue>,
    /// Taken from `queue` in one go and not polled yet, so that the lock is taken once for many polls.
    batch: RefCell<VecDeque<Owner>>,
    is_running: Cell<bool>,
}

impl<'a> Executor<'a> {
    /// Makes an executor without tasks, to be run by the current thread.
    pub fn new() -> Self {
        Executor {
            tasks: RefCell::default(),
            queue: Arc::new(RunQueue::for_current_thread()),
            batch: RefCell::default(),
            is_running: Cell::new(false),
        }
    }

    /// Adds a task, which is polled for the first time when the executor runs.
    ///
    /// The handle is a future of the output. Dropping it cancels the task; [`JoinHandle::detach`] lets it run on its
    /// own.
    ///
    /// # Panics
    ///
    /// Never itself. A panic inside `future` ends this task alone, and is reported by the handle.
    pub fn spawn<F>(&self, future: F) -> JoinHandle<'a, F::Output>
    where
        F: Future + 'a,
    {
        // Boxed before the list of tasks is borrowed: nothing of the caller runs inside the borrow.
        let future = Box::pin(future);
        let mut tasks = self.tasks.borrow_mut();
        let notice = Notice::new(Owner::Task(tasks.next_id()), &self.queue);
        let task = Rc::new(Task::new(future, Arc::clone(&notice)));
        tasks.insert(Rc::clone(&task) as Rc<dyn Erased + 'a>);
        notice.wake();
        JoinHandle::new(task)
    }

    /// Runs until every task is done, those spawned meanwhile included.
    ///
    /// Returns at once if there is none. If the tasks that are left wait for something that never happens, so does this.
    ///
    /// # Panics
    ///
    /// If called from inside one of this executor's own tasks, which could only wait for itself.
    pub fn run(&self) {
        let _running = self.enter();
        while !self.tasks.borrow().is_empty() {
            if let Owner::Task(id) = self.next_woken() {
                self.poll_task(id);
            }
        }
    }

    /// Runs until `future` is done, and returns its output.
    ///
    /// Tasks make progress meanwhile; those that are not done afterwards stay, for the next run.
    ///
    /// # Panics
    ///
    /// With the panic of `future`; the executor remains usable. Also if called from inside one of its own tasks.
    pub fn run_until<F: Future>(&self, future: F) -> F::Output {
        let _running = self.enter();
        let mut future = pin!(future);
        let root = Root(Notice::new(Owner::Root, &self.queue));
        let waker = Waker::from(Arc::clone(&root.0));
        let mut cx = Context::from_waker(&waker);
        waker.wake_by_ref();
        loop {
            match self.next_woken() {
                Owner::Task(id) => self.poll_task(id),
                Owner::Root if !root.0.begin_poll() => {}
                Owner::Root => {
                    if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
                        return output;
                    }
                }
            }
        }
    }

    /// Runs all futures at the same time, and returns their outputs in the order of the iterator.
    ///
    /// # Panics
    ///
    /// With the panic of the first future, in that order, that panicked; the rest of them is cancelled. Also if called
    /// from inside one of this executor's own tasks.
    ///
    /// ```
    /// use manual_async_runtime::{Executor, FutSocket};
    /// use std::time::Duration;
    ///
    /// // Three sockets of 20 ms each take 20 ms together.
    /// let sockets = (0..3).map(|_| FutSocket::with_delay(Duration::from_millis(20)));
    /// let numbers = Executor::new().run_all(sockets);
    /// assert_eq!(numbers.len(), 3);
    /// ```
    pub fn run_all<I>(&self, futures: I) -> Vec<<I::Item as Future>::Output>
    where
        I: IntoIterator<Item: Future + 'a>,
    {
        let handles: Vec<_> = futures.into_iter().map(|future| self.spawn(future)).collect();
        self.run_until(async move {
            let mut outputs = Vec::with_capacity(handles.len());
            for handle in handles {
                outputs.push(handle.await);
            }
            outputs
        })
    }

    fn enter(&self) -> Running<'_> {
        assert!(!self.is_running.replace(true), "an executor cannot be run from inside one of its own tasks");
        Running(&self.is_running)
    }

    /// Who was woken first. Parks while that is nobody.
    fn next_woken(&self) -> Owner {
        let mut batch = self.batch.borrow_mut();
        loop {
            match batch.pop_front() {
                Some(owner) => return owner,
                None => self.queue.wait_for_batch(&mut batch),
            }
        }
    }

    fn poll_task(&self, id: TaskId) {
        let task = self.tasks.borrow().get(id).map(Rc::clone);
        if let Some(task) = task
            && task.poll().is_ready()
        {
            self.forget(id, task);
        }
    }

    fn forget(&self, id: TaskId, task: Rc<dyn Erased + 'a>) {
        task.notice().finish();
        self.tasks.borrow_mut().remove(id);
        // Of a detached task this drops the output: code of the user, whose panic must not reach the other tasks.
        let _ = catch_unwind(AssertUnwindSafe(|| drop(task)));
    }
}

impl Default for Executor<'_> {
    fn default() -> Self {
        Executor::new()
    }
}

impl Drop for Executor<'_> {
    fn drop(&mut self) {
        for task in mem::take(self.tasks.get_mut()) {
            task.notice().finish();
            task.abandon();
        }
    }
}

impl fmt::Debug for Executor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Executor").field("tasks", &self.tasks.borrow().len()).finish_non_exhaustive()
    }
}

/// Says that the executor runs, until dropped: by a panic, too.
struct Running<'e>(&'e Cell<bool>);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

/// The notice of a future that `run_until` keeps on its own stack: void when that returns, be it by a panic.
struct Root(Arc<Notice>);

impl Drop for Root {
    fn drop(&mut self) {
        self.0.finish();
    }
}
