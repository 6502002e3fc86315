//! What needs no other thread, because the system has it in memory: Linux can be asked for a file on the condition that it
//! does not have to wait. Everything else is left to somebody else.
//!
//! # Where a file ends
//!
//! Linux 5.9 and 5.10 say of a file that it ends, by reading zero bytes, where they only have nothing of it in memory (see `BUGS` in
//! `man preadv2`). So zero bytes are the end where the file is no longer than that. Anywhere else a read that may block is to say so.

use super::{
    HERE,
    piece::{Position, regular_rest},
    ring::{self, Done, Operation},
    text::Text,
};
use rustix::{
    event::{PollFd, PollFlags, poll},
    fs::{CWD, FileType, Mode, OFlags, ResolveFlags, Stat, fcntl_getfl, fcntl_setfl, fstat, openat2},
    io::{Errno, ReadWriteFlags, preadv2, retry_on_intr},
};
use std::{
    fs::File,
    io::{self, IoSliceMut},
    path::Path,
    pin::Pin,
    sync::{Arc, atomic::Ordering::Relaxed},
    task::{Context, Poll, ready},
};

/// No more than this is copied at once on the thread that polls, in bytes: it takes about ten microseconds.
const MOST: usize = 64 << 10;
/// No slice of text is smaller than this, in bytes: a file may be longer than it says.
const LEAST: usize = 64;
/// Nothing that is longer than this, in bytes, is read to its end on the thread that polls.
const MOST_OF_ALL: usize = 1 << 20;
/// A read that finds the next page missing stops at a multiple of this, in bytes; one that stops elsewhere, at the end of the file.
const PAGE: usize = 4 << 10;

/// Who has to do what is not done here.
#[derive(Clone, Copy, Debug)]
pub(super) enum Helper {
    /// The system: it would have to wait for a device, and the ring can do that. Where there is none, the pool.
    Ring,
    /// A thread that may block. Errors are for it as well: it meets them again, and says what `std` says.
    Pool,
}

impl From<Errno> for Helper {
    fn from(errno: Errno) -> Self {
        if errno == Errno::AGAIN { Helper::Ring } else { Helper::Pool }
    }
}

/// Unless everything is for the pool.
fn at_once() -> Result<(), Helper> {
    if super::READS_AT_ONCE.load(Relaxed) { Ok(()) } else { Err(Helper::Pool) }
}

/// Opens a regular file whose path is known to the system. Beside it, how long it was.
pub(super) fn open(path: &Path) -> Result<(File, u64), Helper> {
    at_once()?;
    // First only a reference to it: to open something else, a pipe say, can be seen from outside, and has to wait its turn.
    let stat = fstat(open_with(path, OFlags::PATH)?)?;
    if !kind(&stat).is_file() {
        return Err(Helper::Pool);
    }
    Ok((open_with(path, OFlags::RDONLY | OFlags::NONBLOCK)?, stat.st_size as u64))
}

fn open_with(path: &Path, flags: OFlags) -> Result<File, Errno> {
    openat2(CWD, path, flags | OFlags::CLOEXEC, Mode::empty(), ResolveFlags::CACHED).map(File::from)
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
    pub(super) fn new(path: &Path) -> Result<Self, Helper> {
        at_once()?;
        let file = open_with(path, OFlags::RDONLY | OFlags::NONBLOCK)?;
        let stat = fstat(&file)?;
        let length = usize::try_from(stat.st_size).ok().filter(|&length| length <= MOST_OF_ALL);
        Ok(match length.filter(|_| kind(&stat).is_file()) {
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

/// What a single call gives, at most `room` bytes. How much is `left` may be known.
pub(super) fn read(file: &File, room: usize, left: Option<u64>) -> Result<(Vec<u8>, Position), Helper> {
    at_once()?;
    let mut bytes = vec![0; room.min(MOST)];
    match preadv2(file, &mut [IoSliceMut::new(&mut bytes)], HERE, ReadWriteFlags::NOWAIT) {
        Ok(0) if left.or_else(|| regular_rest(file)) == Some(0) => Ok((Vec::new(), Position::End)),
        Ok(0) => Err(Helper::Pool),
        Ok(count) => {
            bytes.truncate(count);
            Ok((bytes, Position::Inside))
        }
        // Only of a regular file is it certain that it answers soon. The ring is not to be full of what waits for ever.
        Err(errno) if kind(&fstat(file)?).is_file() => Err(errno.into()),
        Err(_) => Err(Helper::Pool),
    }
}

/// A slice of what is left of a regular file that has not much left. How much that is may be known.
pub(super) fn rest(file: &File, left: Option<u64>) -> Result<(Vec<u8>, Position), Helper> {
    at_once()?;
    let left = left.or_else(|| regular_rest(file)).and_then(|left| usize::try_from(left).ok());
    let left = left.filter(|&left| left <= MOST_OF_ALL).ok_or(Helper::Pool)?;
    // One more, so that the end is found without another slice.
    let mut bytes = vec![0; (left + 1).min(MOST)];
    let mut count = 0;
    loop {
        match preadv2(file, &mut [IoSliceMut::new(&mut bytes[count..])], HERE, ReadWriteFlags::NOWAIT) {
            Ok(0) if count == 0 && left > 0 => return Err(Helper::Pool),
            Ok(0) => break,
            Ok(more) => count += more,
            Err(errno) if count == 0 => return Err(errno.into()),
            Err(_) => break,
        }
        // There is nothing more, or no room for it.
        if count >= left.min(bytes.len()) {
            break;
        }
    }
    let position = if left <= count && count < bytes.len() { Position::End } else { Position::Inside };
    bytes.truncate(count);
    Ok((bytes, position))
}

/// The text of a file, slice by slice.
pub(super) struct Reading {
    file: Arc<File>,
    text: Text,
    /// How long it was when it was opened.
    length: usize,
    /// How much was read.
    end: usize,
    /// The ring reads a slice.
    underway: Option<Operation>,
}

impl Reading {
    /// Of a file that is so long, as far as is known.
    fn new(file: File, length: usize) -> Result<Self, Helper> {
        // One more, so that the end is found without another slice.
        let text = Text::with_room(length, (length + 1).clamp(LEAST, MOST)).map_err(|_| Helper::Pool)?;
        Ok(Reading { file: Arc::new(file), text, length, end: 0, underway: None })
    }

    /// The file, of which nothing was read.
    pub(super) fn into_file(self) -> Arc<File> {
        // What was read was not read from its position.
        self.file
    }

    /// Gives all of it, or none if that is for the pool. Reads one slice to a poll.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<String>>> {
        loop {
            let (count, room) = match ready!(self.poll_slice(cx)) {
                Some(slice) => slice,
                None => return Poll::Ready(None),
            };
            self.end += count;
            if self.end > MOST_OF_ALL || count == 0 && self.end < self.length {
                return Poll::Ready(None);
            }
            if let Err(error) = self.text.add(count) {
                return Poll::Ready(Some(Err(error)));
            }
            if count == room {
                // It could go on, but the others are not to wait for more than a slice.
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            if count == 0 || !self.end.is_multiple_of(PAGE) {
                return Poll::Ready(Some(self.text.finish()));
            }
        }
    }

    /// Reads a slice: how many bytes there are, and for how many there was room.
    fn poll_slice(&mut self, cx: &mut Context<'_>) -> Poll<Option<(usize, usize)>> {
        if self.underway.is_none() {
            let slice = self.text.slice();
            let room = slice.len();
            let read = preadv2(&self.file, &mut [IoSliceMut::new(slice)], self.end as u64, ReadWriteFlags::NOWAIT);
            match (read.map_err(Helper::from), ring::get()) {
                (Ok(count), _) => return Poll::Ready(Some((count, room))),
                (Err(Helper::Ring), Some(ring)) => {
                    let (slice, begun) = self.text.lend();
                    self.underway = Some(ring.read(Arc::clone(&self.file), slice, begun, self.end as u64));
                }
                (Err(_), _) => return Poll::Ready(None),
            }
        }
        let operation = self.underway.as_mut().expect("a slice is under way");
        let Done { room, count } = ready!(Pin::new(operation).poll(cx));
        self.underway = None;
        Poll::Ready(count.map(|count| (count, self.text.take_back(room))))
    }
}
