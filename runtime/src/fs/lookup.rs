//! A path on the way to an open file.

use super::{
    cached::Helper,
    ring::{self, Operation},
};
use std::{
    path::{Path, PathBuf},
    pin::Pin,
    task::{Context, Poll, ready},
};

/// A path that is to be opened: at once if the system knows it, or else when the ring has looked it up.
pub(super) struct LookUp {
    pub(super) path: PathBuf,
    state: State,
}

enum State {
    Unstarted,
    Underway(Operation),
    /// There is no use in another.
    Done,
}

impl LookUp {
    pub(super) fn new(path: PathBuf) -> Self {
        LookUp { path, state: State::Unstarted }
    }

    /// What `open` gives; none if that is for the pool to try.
    pub(super) fn poll<T>(
        &mut self,
        cx: &mut Context<'_>,
        open: impl Fn(&Path) -> Result<T, Helper>,
    ) -> Poll<Option<T>> {
        loop {
            if let State::Underway(operation) = &mut self.state {
                ready!(Pin::new(operation).poll(cx));
                self.state = State::Done;
            }
            let helper = match open(&self.path) {
                Ok(opened) => return Poll::Ready(Some(opened)),
                Err(helper) => helper,
            };
            let can_be_known = matches!((helper, &self.state), (Helper::Ring, State::Unstarted));
            match can_be_known.then(ring::get).flatten().and_then(|ring| ring.look_up(&self.path)) {
                Some(operation) => self.state = State::Underway(operation),
                None => return Poll::Ready(None),
            }
        }
    }
}
