//! The loop: tasks are taken from the run queue and polled, and the thread is parked while there are none.

use super::{
    Deadlock, Executor,
    core::{self, Letter},
    raw::{self, Task},
};
use std::{cell::Cell, panic::resume_unwind, sync::Arc};

impl<'a> Executor<'a> {
    /// Runs until every task is done, those spawned meanwhile included. Returns at once if there is none.
    ///
    /// # Errors
    ///
    /// If no task is ready, and nobody is left who could wake one: no waker of any of them exists any longer. They stay, for
    /// whoever wants to spawn something that helps them. A task whose waker is kept by somebody who never uses it is waited
    /// for, for ever. The error has the await trees of tasks that were [spawned to be looked into](Self::spawn_inspected), as
    /// [`dump`](Self::dump) makes them.
    ///
    /// # Panics
    ///
    /// If called from inside one of this executor's own tasks, which could only wait for itself.
    ///
    /// ```
    /// use manual_async_runtime::{Executor, yield_now};
    /// use std::cell::Cell;
    ///
    /// let steps = Cell::new(0);
    /// let executor = Executor::new();
    /// for _ in 0..3 {
    ///     let steps = &steps;
    ///     executor
    ///         .spawn(async move {
    ///             yield_now().await;
    ///             steps.set(steps.get() + 1);
    ///         })
    ///         .detach();
    /// }
    /// executor.run()?;
    /// assert_eq!(steps.get(), 3);
    /// # Ok::<(), manual_async_runtime::Deadlock>(())
    /// ```
    pub fn run(&self) -> Result<(), Deadlock> {
        let _running = self.enter();
        while !self.home.local().tasks.is_empty() {
            if !self.poll_next() {
                self.sleep(None)?;
            }
        }
        Ok(())
    }

    /// Runs until `future` is done, and returns its output.
    ///
    /// Tasks make progress meanwhile; those that are not done afterwards stay, for the next run.
    ///
    /// # Panics
    ///
    /// With the panic of `future`; the executor remains usable. Also if called from inside one of its own tasks; and instead
    /// of an error of [`try_run_until`](Self::try_run_until): where nobody is left to wake anybody, this does not wait for ever, as
    /// [`block_on`](super::block_on) does.
    ///
    /// ```
    /// use manual_async_runtime::{Executor, yield_now};
    ///
    /// let executor = Executor::new();
    /// let half = executor.spawn(async {
    ///     yield_now().await;
    ///     21
    /// });
    /// assert_eq!(executor.run_until(async { 2 * half.await }), 42);
    /// ```
    pub fn run_until<F: Future>(&self, future: F) -> F::Output {
        self.try_run_until(future).unwrap_or_else(|deadlock| panic!("{deadlock}"))
    }

    /// The same as [`run_until`](Self::run_until), for who expects that nobody may be left to wake anybody.
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run), if neither a task nor `future` is ready or can be woken. `future` itself is named by its type; spawn
    /// it, and run until its handle is ready, to see its await tree.
    ///
    /// # Panics
    ///
    /// With the panic of `future`; the executor remains usable. Also if called from inside one of its own tasks.
    ///
    /// ```
    /// use manual_async_runtime::Executor;
    ///
    /// let executor = Executor::new();
    /// assert_eq!(executor.try_run_until(async { 1 }).unwrap(), 1);
    /// let deadlock = executor.try_run_until(std::future::pending::<()>()).unwrap_err();
    /// assert_eq!(deadlock.stuck().tasks().len(), 1);
    /// ```
    pub fn try_run_until<F: Future>(&self, future: F) -> Result<F::Output, Deadlock> {
        let _running = self.enter();
        let outcome = self.home.with_root(future, |root| {
            while !root.is_over() {
                if !self.poll_next() {
                    self.sleep(Some(root))?;
                }
            }
            Ok(root.take().expect("nobody else can take it"))
        })?;
        Ok(outcome.unwrap_or_else(|panic| resume_unwind(panic)))
    }

    /// Runs all futures at the same time, and returns their outputs in the order of the iterator.
    ///
    /// # Panics
    ///
    /// With the panic of the first future, in that order, that panicked; the rest of them is cancelled. Also if called
    /// from inside one of this executor's own tasks, and with a [`Deadlock`] if nobody is left to wake any of them.
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
        assert!(!self.is_running.get(), "an executor cannot be run from inside one of its own tasks");
        self.occupy()
    }

    /// Nobody can run it until what this gives is dropped.
    pub(super) fn occupy(&self) -> Running<'_> {
        let before = raw::set_running(Arc::as_ptr(self.home.core()));
        Running { is_running: &self.is_running, was_running: self.is_running.replace(true), before }
    }

    /// Polls who was woken first, by any thread. False if there is nobody.
    #[inline]
    fn poll_next(&self) -> bool {
        if self.home.core().has_mail() {
            self.read_mail();
        }
        let first = self.home.local().queue.pop();
        first.as_ref().map(Task::poll).is_some()
    }

    #[cold]
    fn read_mail(&self) {
        let tray = &self.home.local().tray;
        let mut letters = self.home.core().take_mail(tray.take());
        for letter in letters.drain(..) {
            match letter {
                Letter::Wake(waker) => raw::deliver(waker),
                // Who has lost patience does not listen any more.
                Letter::Ask(answer) => drop(answer.send(self.dump())),
            }
        }
        tray.set(letters);
    }

    /// Parks until somebody may have been woken, as long as there is somebody who could be.
    fn sleep(&self, root: Option<&Task>) -> Result<(), Deadlock> {
        let tasks = &self.home.local().tasks;
        let can_be_woken = || root.is_some_and(Task::can_be_woken) || tasks.can_be_woken();
        if self.home.core().park_if(can_be_woken) {
            return Ok(());
        }
        let stuck = root.into_iter().cloned().chain(tasks.iter()).collect();
        Err(Deadlock(self.dump_of(stuck)))
    }
}

/// Says that the executor runs, until dropped: by a panic, too.
pub(super) struct Running<'e> {
    is_running: &'e Cell<bool>,
    /// It did before: this is for a dump.
    was_running: bool,
    /// Whose executor this one runs inside of.
    before: *const core::Core,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.is_running.set(self.was_running);
        raw::set_running(self.before);
    }
}
