//! What needs no other thread, because the system has it in memory: Linux can be asked for a file on the condition that it
//! does not have to wait. Everything else, errors included, is left to the pool: `None`.

use super::{
    piece::{Position, regular_rest},
    text::Text,
};
use rustix::{
    event::{PollFd, PollFlags, poll},
    fs::{CWD, FileType, Mode, OFlags, ResolveFlags, Stat, fcntl_getfl, fcntl_setfl, fstat, openat2},
    io::{ReadWriteFlags, preadv2, retry_on_intr},
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
/// Nothing that is longer than this, in bytes, is read to its end on the thread that polls.
const MOST_OF_ALL: usize = 1 << 20;
/// A read that finds the next page missing stops at a multiple of this, in bytes; one that stops elsewhere, at the end of the file.
const PAGE: usize = 4 << 10;
/// An offset that stands for the position of the file, which moves on.
const HERE: u64 = u64::MAX;

/// Opens a regular file whose path is known to the system. Beside it, how long it was.
pub(super) fn open(path: &Path) -> Option<(File, u64)> {
    // First only a reference to it: to open something else, a pipe say, can be seen from outside, and has to wait its turn.
    let stat = fstat(open_with(path, OFlags::PATH)?).ok().filter(|stat| kind(stat).is_file())?;
    Some((open_with(path, OFlags::RDONLY | OFlags::NONBLOCK)?, u64::try_from(stat.st_size).ok()?))
}

fn open_with(path: &Path, flags: OFlags) -> Option<File> {
    openat2(CWD, path, flags | OFlags::CLOEXEC, Mode::empty(), ResolveFlags::CACHED).ok().map(File::from)
}

fn kind(stat: &Stat) -> FileType {
    FileType::from_raw_mode(stat.st_mode)
}

/// A file that is read from its beginning to its end.
pub(super) enum Opened {
    /// It is not large, and probably in memory.
    Text(Reading),
    /// It is for the pool, which has to [`settle`] it first.
    Other(File),
}

impl Opened {
    /// Opens what `path` leads to, if the system knows that. As all of it will be read, that may be seen from outside, whatever
    /// it is.
    pub(super) fn new(path: &Path) -> Option<Self> {
        let file = open_with(path, OFlags::RDONLY | OFlags::NONBLOCK)?;
        let stat = fstat(&file).ok()?;
        let length = usize::try_from(stat.st_size).ok().filter(|&length| length <= MOST_OF_ALL);
        Some(match length.filter(|_| kind(&stat).is_file()) {
            Some(length) => Opened::Text(Reading::new(file, length)?),
            None => Opened::Other(file),
        })
    }
}

/// Blocks until a file that was opened without waiting is as it would be if it had waited: a pipe has somebody who writes to it,
/// and reading waits for what comes.
pub(super) fn settle(file: &File) -> io::Result<()> {
    match kind(&fstat(file)?) {
        FileType::RegularFile | FileType::Directory => return Ok(()),
        FileType::Fifo => {
            // Until there are bytes, or somebody was there and is gone.
            retry_on_intr(|| poll(&mut [PollFd::new(file, PollFlags::IN)], None))?;
        }
        _ => {}
    }
    Ok(fcntl_setfl(file, fcntl_getfl(file)? - OFlags::NONBLOCK)?)
}

/// What a single call gives, at most `room` bytes.
pub(super) fn read(file: &File, room: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; room.min(MOST)];
    let count = preadv2(file, &mut [IoSliceMut::new(&mut bytes)], HERE, ReadWriteFlags::NOWAIT).ok()?;
    bytes.truncate(count);
    Some(bytes)
}

/// A slice of what is left of a regular file that has not much left. Of one that was just opened, and stands at its beginning, it is
/// known how much that was.
pub(super) fn rest(file: &File, known: Option<u64>) -> Option<(Vec<u8>, Position)> {
    let rest = known.or_else(|| regular_rest(file))?;
    let rest = usize::try_from(rest).ok().filter(|&rest| rest <= MOST_OF_ALL)?;
    // One more, so that the end is found without another slice.
    let mut bytes = vec![0; (rest + 1).min(MOST)];
    let (mut count, mut position) = (0, Position::Inside);
    while count < bytes.len() {
        match preadv2(file, &mut [IoSliceMut::new(&mut bytes[count..])], HERE, ReadWriteFlags::NOWAIT) {
            Ok(more) => {
                count += more;
                if more == 0 || known.is_some() && !count.is_multiple_of(PAGE) && count < bytes.len() {
                    position = Position::End;
                    break;
                }
            }
            Err(_) if count == 0 => return None,
            Err(_) => break,
        }
    }
    bytes.truncate(count);
    Some((bytes, position))
}

/// The text of a file, slice by slice.
pub(super) struct Reading {
    file: File,
    text: Text,
    /// How much was read.
    end: usize,
}

impl Reading {
    /// Of a file that is so long, as far as is known.
    fn new(file: File, length: usize) -> Option<Self> {
        // One more, so that the end is found without another slice.
        let text = Text::with_room(length, (length + 1).clamp(LEAST, MOST)).ok()?;
        Some(Reading { file, text, end: 0 })
    }

    /// The file, of which nothing was read.
    pub(super) fn into_file(self) -> File {
        // What was read was not read from its position.
        self.file
    }

    /// Reads one slice, and is ready when it was the last.
    pub(super) fn go_on(&mut self) -> Option<Poll<io::Result<String>>> {
        loop {
            let slice = self.text.slice();
            let room = slice.len();
            let read = preadv2(&self.file, &mut [IoSliceMut::new(slice)], self.end as u64, ReadWriteFlags::NOWAIT);
            let count = read.ok().filter(|count| self.end + count <= MOST_OF_ALL)?;
            self.end += count;
            if let Err(error) = self.text.add(count) {
                return Some(Poll::Ready(Err(error)));
            }
            if count == room {
                return Some(Poll::Pending);
            }
            if count == 0 || !self.end.is_multiple_of(PAGE) {
                return Some(Poll::Ready(self.text.finish()));
            }
        }
    }
}
