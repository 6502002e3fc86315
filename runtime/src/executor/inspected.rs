//! Tasks that can be looked into.

use super::{Executor, JoinHandle, raw::Inspected};
use crate::{machine::inspect::Inspect, record::Recording};
use std::borrow::Cow;

impl<'a> Executor<'a> {
    /// The same as [`spawn_named`](Self::spawn_named), with an await tree for [`dump`](Self::dump) and
    /// [`Deadlock`](super::Deadlock): where the task waits, function by function, and what lives there.
    ///
    /// For futures that can be looked into: what `#[manual_async(inspect)]` makes, and
    /// [`Box<dyn InspectFuture>`](crate::machine::inspect::InspectFuture) of them. It costs nothing until a dump is made.
    ///
    /// ```
    /// use manual_async::{Executor, manual_async};
    ///
    /// #[manual_async(inspect)]
    /// async fn wait_for_ever(name: &str) {
    ///     std::future::pending::<()>().await;
    ///     println!("{name}");
    /// }
    ///
    /// let executor = Executor::new();
    /// executor.spawn_inspected("sleeper", wait_for_ever("Ada")).detach();
    /// let deadlock = executor.run().unwrap_err();
    /// let tree = deadlock.stuck().tasks()[0].tree().unwrap();
    /// assert!(tree.contains("std::future::pending::<()>().await [name = \"Ada\"]"), "{tree}");
    /// ```
    pub fn spawn_inspected<F>(&self, name: impl Into<Cow<'static, str>>, future: F) -> JoinHandle<'a, F::Output>
    where
        F: Future + Inspect + 'a,
    {
        let name = name.into();
        match self.recording.get() {
            Some(recording) => {
                let future = recording.record(name.clone(), future);
                JoinHandle(self.home.spawn(Inspected(name), future))
            }
            None => JoinHandle(self.home.spawn(Inspected(name), future)),
        }
    }

    /// Records what tasks do that are [spawned to be looked into](Self::spawn_inspected) from now on, each under its name.
    ///
    /// # Panics
    ///
    /// If it was called before: an executor has one recording.
    ///
    /// ```
    /// use manual_async::{Executor, manual_async, record::Recording, yield_now};
    ///
    /// #[manual_async(inspect)]
    /// async fn double(number: u32) -> u32 {
    ///     yield_now().await;
    ///     2 * number
    /// }
    ///
    /// let (executor, recording) = (Executor::new(), Recording::new());
    /// executor.record(&recording);
    /// let four = executor.spawn_inspected("two doubled", double(2));
    /// assert_eq!(executor.run_until(four), 4);
    /// // Two polls, and the wake between them.
    /// assert_eq!(recording.events().len(), 3);
    /// ```
    pub fn record(&self, recording: &Recording) {
        assert!(self.recording.set(recording.clone()).is_ok(), "the executor has a recording already");
    }
}
