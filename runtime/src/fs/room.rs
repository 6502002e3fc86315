//! Room for what is to be read.
#![allow(unsafe_code, reason = "the only way to give the system advice")]

use std::{io, mem::MaybeUninit};

/// Makes room for so many bytes more, so that none of those that are there or come is ever copied.
///
/// # Errors
///
/// If there is not so much memory.
pub(super) fn make(bytes: &mut Vec<u8>, more: usize) -> io::Result<()> {
    bytes.try_reserve_exact(more)?;
    advise(bytes.spare_capacity_mut());
    Ok(())
}

/// Asks for large pages of memory. The first access to a page interrupts whoever writes to it, and a large file has tens of
/// thousands of pages of 4 KiB.
#[cfg(target_os = "linux")]
fn advise(room: &mut [MaybeUninit<u8>]) {
    use rustix::mm::{Advice, madvise};

    /// The size of a page, or of several that are taken for one: advice is for whole ones.
    const PAGE: usize = 64 << 10;
    /// With less room than this, in bytes, hardly a large page (of 2 MiB) would be used.
    const LEAST: usize = 4 << 20;

    if room.len() < LEAST {
        return;
    }
    let begin = room.as_ptr().align_offset(PAGE);
    let whole = &mut room[begin..];
    let length = whole.len() / PAGE * PAGE;
    // SAFETY: The pages are in memory that is borrowed here alone, and of which nothing was read yet. The advice is one of those that
    // change nothing in what is in them; how they are laid out is for the system to say anyway. Whoever frees them needs not know.
    //
    // A system that has no large pages refuses it, and everything goes on as it is.
    let _ = unsafe { madvise(whole.as_mut_ptr().cast(), length, Advice::LinuxHugepage) };
}

#[cfg(not(target_os = "linux"))]
fn advise(_: &mut [MaybeUninit<u8>]) {}
