//! What needs no other thread, because the system has it in memory: Linux can be asked for a file on the condition that it
//! does not have to wait. Everything else, errors included, is left to the pool: `None`.

use super::text::Text;
use rustix::{
    fs::{CWD, Mode, OFlags, ResolveFlags, openat2},
    io::{ReadWriteFlags, preadv2},
};
use std::{
    fs::File,
    io::{self, IoSliceMut},
    path::Path,
    task::Poll,
};

/// No more than this is copied at once on the thread that polls, in bytes: it takes about ten microseconds.
const MOST: usize = 64 << 10;
/// No slice of text is smaller than this, in bytes: a file may be longer than it says.
const LEAST: usize = 64;
/// No text that is longer than this, in bytes, is read on the thread that polls.
const MOST_OF_TEXT: usize = 1 << 20;
/// An offset that stands for the position of the file, which moves on.
const HERE: u64 = u64::MAX;

/// Opens a regular file whose path is known to the system.
pub(super) fn open(path: &Path) -> Option<File> {
    Some(open_regular(path)?.0)
}

/// The same, and how long the file probably is: the path may lead to another one by now.
fn open_regular(path: &Path) -> Option<(File, u64)> {
    let open = |flags| openat2(CWD, path, flags | OFlags::CLOEXEC, Mode::empty(), ResolveFlags::CACHED).ok();
    // First only a reference to it, because opening something else, a pipe say, can be seen from outside.
    let reference = File::from(open(OFlags::PATH)?);
    let metadata = reference.metadata().ok().filter(|metadata| metadata.is_file())?;
    Some((File::from(open(OFlags::RDONLY | OFlags::NONBLOCK)?), metadata.len()))
}

/// What a single call gives, at most `room` bytes.
pub(super) fn read(file: &File, room: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; room.min(MOST)];
    let count = preadv2(file, &mut [IoSliceMut::new(&mut bytes)], HERE, ReadWriteFlags::NOWAIT).ok()?;
    bytes.truncate(count);
    Some(bytes)
}

/// The text of a file, slice by slice.
pub(super) struct Reading {
    file: File,
    text: Text,
    /// How much was read.
    end: usize,
}

impl Reading {
    /// Only of a file that is not large.
    pub(super) fn open(path: &Path) -> Option<Self> {
        let (file, length) = open_regular(path)?;
        let length = usize::try_from(length).ok().filter(|&length| length <= MOST_OF_TEXT)?;
        // One more, so that the end is found without another slice.
        let text = Text::with_room(length, (length + 1).clamp(LEAST, MOST)).ok()?;
        Some(Reading { file, text, end: 0 })
    }

    /// Reads one slice, and is ready when it was the last.
    pub(super) fn go_on(&mut self) -> Option<Poll<io::Result<String>>> {
        loop {
            let slice = self.text.slice();
            let room = slice.len();
            let read = preadv2(&self.file, &mut [IoSliceMut::new(slice)], self.end as u64, ReadWriteFlags::NOWAIT);
            let count = read.ok().filter(|count| self.end + count <= MOST_OF_TEXT)?;
            if count == 0 {
                return Some(Poll::Ready(self.text.finish()));
            }
            self.end += count;
            if let Err(error) = self.text.add(count) {
                return Some(Poll::Ready(Err(error)));
            }
            if count == room {
                return Some(Poll::Pending);
            }
        }
    }
}
