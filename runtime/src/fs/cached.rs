//! What needs no other thread, because the system has it in memory: Linux can be asked for a file on the condition that it
//! does not have to wait. Everything else, errors included, is left to the pool: `None`.

use rustix::{
    fs::{CWD, Mode, OFlags, ResolveFlags, openat2},
    io::{ReadWriteFlags, preadv2},
};
use std::{
    fs::File,
    io::{self, IoSliceMut},
    path::Path,
};

/// No more than this is copied at once on the thread that polls, in bytes: it takes about ten microseconds.
const MOST: usize = 64 << 10;
/// An offset that stands for the position of the file, which moves on.
const HERE: u64 = u64::MAX;

/// Opens a regular file whose path is known to the system.
pub(super) fn open(path: &Path) -> Option<File> {
    let open = |flags| openat2(CWD, path, flags | OFlags::CLOEXEC, Mode::empty(), ResolveFlags::CACHED).ok();
    // First only a reference to it, because opening something else, a pipe say, can be seen from outside.
    let reference = File::from(open(OFlags::PATH)?);
    reference.metadata().ok().filter(|metadata| metadata.is_file())?;
    Some(File::from(open(OFlags::RDONLY | OFlags::NONBLOCK)?))
}

/// What a single call gives, at most `room` bytes.
pub(super) fn read(file: &File, room: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; room.min(MOST)];
    let count = preadv2(file, &mut [IoSliceMut::new(&mut bytes)], HERE, ReadWriteFlags::NOWAIT).ok()?;
    bytes.truncate(count);
    Some(bytes)
}

/// All of a file that is not large.
pub(super) fn read_path_to_string(path: &Path) -> Option<io::Result<String>> {
    let file = open(path)?;
    let length = usize::try_from(file.metadata().ok()?.len()).ok().filter(|&length| length < MOST)?;
    let mut bytes = vec![0; length + 1];
    let mut end = 0;
    // The first time that nothing comes is the end, and so is the length, if the file says the truth.
    loop {
        let room = &mut [IoSliceMut::new(&mut bytes[end..])];
        match preadv2(&file, room, end as u64, ReadWriteFlags::NOWAIT).ok()? {
            0 => break,
            count => end += count,
        }
        if end == bytes.len() {
            // It has grown.
            return None;
        }
    }
    bytes.truncate(end);
    Some(super::read::into_text(bytes))
}
