//! What a run leaves behind: a log of events, and a fuse that panics at a chosen step.

use std::{
    cell::{Cell, RefCell},
    fmt::{Arguments, Write},
    panic::resume_unwind,
};

/// A run that writes more than this is stuck in a loop.
const LONGEST_LOG: usize = 1 << 20;

thread_local! {
    static LOG: RefCell<String> = const { RefCell::new(String::new()) };
    static FUSE: Cell<u32> = const { Cell::new(u32::MAX) };
    static STEPS: Cell<u32> = const { Cell::new(0) };
    static DROPS_BURN: Cell<bool> = const { Cell::new(false) };
}

/// Writes one line.
pub fn event(line: Arguments<'_>) {
    // Values may be dropped while the thread ends, after the log is gone: nobody reads that.
    let length = LOG.try_with(|log| {
        let mut log = log.borrow_mut();
        writeln!(log, "{line}").unwrap();
        log.len()
    });
    if length.is_ok_and(|length| length > LONGEST_LOG) {
        resume_unwind(Box::new("the log grows without end".to_owned()));
    }
}

/// Burns one step of the fuse; panics when it is used up, once.
pub fn step() {
    STEPS.set(STEPS.get() + 1);
    match FUSE.get() {
        u32::MAX => {}
        0 => {
            FUSE.set(u32::MAX);
            event(format_args!("panic"));
            // Not `panic!`: that would call the hook a hundred thousand times.
            resume_unwind(Box::new("fuse".to_owned()));
        }
        left => FUSE.set(left - 1),
    }
}

/// Burns a step where destructors are meant to burn; never while unwinding: a second panic aborts.
pub fn drop_step() {
    if DROPS_BURN.try_with(Cell::get).unwrap_or(false) && !std::thread::panicking() {
        step();
    }
}

/// Begins a run: an empty log and a new fuse.
pub fn begin(fuse: Option<u32>, drops_burn: bool) {
    LOG.with_borrow_mut(String::clear);
    STEPS.set(0);
    FUSE.set(fuse.unwrap_or(u32::MAX));
    DROPS_BURN.set(drops_burn);
}

/// How many steps this run has made so far.
pub fn steps() -> u32 {
    STEPS.get()
}

/// Ends a run, takes its log.
pub fn finish() -> String {
    FUSE.set(u32::MAX);
    DROPS_BURN.set(false);
    LOG.with_borrow_mut(std::mem::take)
}
