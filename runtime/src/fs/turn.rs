//! Whose turn it is. What the system has in memory is read without ever waiting, so a task that reads all of a large file would keep all
//! others from being polled, if it were not pending now and then.

use std::task::{Context, Poll};

/// So much is given out in one turn, in bytes: it takes about ten microseconds to copy.
const MOST: u32 = 64 << 10;
/// A call of the system counts as so many bytes, be it that it gives none.
const CALL: u32 = 1 << 10;

/// What was done for a task since the others had their turn.
#[derive(Default)]
pub(super) struct Turn {
    /// In bytes. Small, so that a file is no larger for it.
    done: u32,
}

impl Turn {
    /// Pending once when enough was done. Comes before anything else is done, so that nothing is lost if nobody polls again.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if self.done < MOST {
            return Poll::Ready(());
        }
        self.end();
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    pub(super) fn add_bytes(&mut self, count: usize) {
        self.done = self.done.saturating_add(count.min(MOST as usize) as u32);
    }

    pub(super) fn add_call(&mut self) {
        self.done = self.done.saturating_add(CALL);
    }

    /// Enough was done.
    pub(super) fn use_up(&mut self) {
        self.done = MOST;
    }

    /// The others have their turn.
    pub(super) fn end(&mut self) {
        self.done = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::task::Waker;

    /// How often it is pending while a mebibyte is given out, after a call to each piece of this size.
    fn pendings(piece: usize) -> usize {
        let (mut turn, mut pendings) = (Turn::default(), 0);
        for _ in 0..(1 << 20) / piece {
            pendings += usize::from(turn.poll(&mut Context::from_waker(Waker::noop())).is_pending());
            turn.add_call();
            turn.add_bytes(piece);
        }
        pendings
    }

    #[test]
    fn it_is_the_turn_of_others_a_few_times_to_the_mebibyte() {
        assert_eq!(pendings(64 << 10), 15);
        assert_eq!(pendings(8 << 10), 15);
        // The calls are what takes its time.
        assert_eq!(pendings(1 << 10), 31);
    }

    #[test]
    fn calls_that_give_nothing_count() {
        let mut turn = Turn::default();
        let mut polls = std::iter::repeat_with(|| {
            turn.add_call();
            turn.poll(&mut Context::from_waker(Waker::noop()))
        });
        assert_eq!(polls.position(|polled| polled.is_pending()), Some(63));
    }
}
