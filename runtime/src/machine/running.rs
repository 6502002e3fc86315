//! A machine while it runs: where it goes on, and in what state it is left.

use core::{mem::ManuallyDrop, task::Poll};

/// The tag of a state. Its type does not name what the state keeps, which would be more to check for rustc wherever it is
/// used.
#[derive(Debug)]
pub struct Tag<Step>(pub(super) *mut Step);

impl<Step> Clone for Tag<Step> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Step> Copy for Tag<Step> {}

impl<Step> Tag<Step> {
    /// Where the machine goes on.
    ///
    /// # Safety
    /// The state is still there, and generated code is the only one to look at it.
    #[inline]
    pub unsafe fn read(self) -> Step {
        // SAFETY: there is a tag, says whoever has made this.
        unsafe { self.0.read() }
    }

    /// Goes on at the step that was [read](Self::read). The tag stays as it is while the machine runs: a poll that finds the
    /// awaited future pending again has nothing to store.
    ///
    /// # Safety
    /// As for [`read`](Self::read); and until the guard is gone nobody else looks at the machine. The variant with the tag
    /// `done` has no fields, and steps with larger ones are never stored.
    #[inline]
    pub unsafe fn resume(self, step: &Step, done: Step) -> Running<Step> {
        let (step_number, done_number) = (number(step), number(&done));
        // SAFETY: the step was stored by `enter`, or is that of the first state. It is written back over what `view` left.
        unsafe { self.0.copy_from_nonoverlapping(step, 1) };
        // SAFETY: by contract. So rustc need not look for the others when it dispatches.
        unsafe { core::hint::assert_unchecked(step_number <= done_number) };
        Running { tag: self.0, done: ManuallyDrop::new(done) }
    }

    /// Enters a state, and stays in it until the next one is entered or the [`Running`] is dropped. Gives the tag back.
    ///
    /// # Safety
    /// As for [`read`](Self::read); and the machine is running.
    #[inline]
    pub unsafe fn enter(self, tag: Step) -> Step {
        // SAFETY: there is a tag, says whoever has made this.
        unsafe {
            self.0.write(tag);
            self.0.read()
        }
    }
}

/// The machine that has this title was polled again, though it has completed.
///
/// # Panics
/// Always.
#[cold]
#[inline(never)]
pub fn completed(title: &str) -> ! {
    panic!("{title} polled after completion")
}

/// There is no such step.
#[cold]
#[inline(never)]
fn lost() -> ! {
    unreachable!("a step that there is not: a bug in manual_async")
}

/// What comes is done once: rustc puts it behind what is done at every poll.
#[cold]
#[inline]
pub fn only_once() {}

/// The number of a step.
#[inline]
fn number<Step>(step: &Step) -> u16 {
    let step = &raw const *step;
    // SAFETY: steps are of `repr(u8)` or `repr(u16)`.
    unsafe { if size_of::<Step>() == 1 { step.cast::<u8>().read().into() } else { step.cast::<u16>().read() } }
}

/// A machine that runs. Whatever ends this, be it that the function returns or a panic, leaves nothing in the state that its
/// `Drop` could drop; only suspending leaves it in the state that it has entered.
#[derive(Debug)]
pub struct Running<Step> {
    tag: *mut Step,
    done: ManuallyDrop<Step>,
}

impl<Step> Running<Step> {
    /// The machine was at none of its steps: it had completed before it was polled. `title` says which.
    ///
    /// # Panics
    /// Always.
    #[inline(always)]
    pub fn completed(self, step: &Step, title: &str) -> ! {
        let is_done = number(step) == number(&self.done);
        core::mem::forget(self);
        // There is no other step, as LLVM knows. With a case for each of them it looks into a table at once, and does not
        // check before whether there is such an entry.
        if is_done { completed(title) } else { lost() }
    }

    /// Suspends the machine in the state that was entered last.
    ///
    /// # Safety
    /// What that state keeps is parked.
    #[inline]
    pub unsafe fn suspend<T>(self) -> Poll<T> {
        core::mem::forget(self);
        Poll::Pending
    }
}

impl<Step> Drop for Running<Step> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: the state is still there, and `done` is taken once.
        unsafe { self.tag.write(ManuallyDrop::take(&mut self.done)) }
    }
}
