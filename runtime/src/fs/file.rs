//! An open file, and the piece of it that is being read.

use super::{
    HERE,
    cached::{self, Helper},
    open::Open,
    piece::{self, Amount, Piece, Position, size, size_of_rest},
    pool::{self, Pool},
    read::{Read, ReadToEnd, ReadToString},
    ring::{self, Done, Operation},
    turn::Turn,
    unread::Unread,
};
use blocking::Task;
use std::{
    fmt, fs, io,
    path::Path,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

/// A file open for reading.
///
/// It reads a little ahead (8 KiB), so that many small reads need few system calls.
///
/// # Cancellation
///
/// Dropping the file closes it, after the system call under way if there is one.
pub struct File {
    /// Shared with the thread that reads a piece.
    file: Arc<fs::File>,
    unread: Unread,
    /// A piece that is being read; by a read that was cancelled, perhaps.
    underway: Option<Underway>,
    /// Whether this is known to be a regular file.
    is_regular: bool,
    /// How much is left of it if it is as long as it was when it was opened, as long as it is read at once.
    left: Option<u64>,
    turn: Turn,
}

/// Who reads a piece.
enum Underway {
    Pool(Task<Piece>),
    Ring(Operation, Wanted),
}

/// What somebody wants of a file.
#[derive(Clone, Copy)]
enum Wanted {
    /// What a single call gives, for a reader that has room for so many bytes.
    Once { room: usize },
    /// All that is left.
    Rest,
}

impl File {
    /// Opens a file for reading, as [`std::fs::File::open`] does.
    ///
    /// # Errors
    ///
    /// Those of `std::fs::File::open`, among them [`NotFound`](io::ErrorKind::NotFound) and
    /// [`PermissionDenied`](io::ErrorKind::PermissionDenied). Whether a directory can be opened depends on the system; on
    /// Unix it can, and reading it fails.
    ///
    /// # Cancellation
    ///
    /// A file that was opened for nobody is closed again.
    ///
    /// ```
    /// use manual_async_runtime::{block_on, fs::File};
    /// use std::io::ErrorKind;
    ///
    /// assert!(block_on(File::open("Cargo.toml")).is_ok());
    /// let error = block_on(File::open("no such file")).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::NotFound);
    /// ```
    pub fn open(path: impl AsRef<Path>) -> Open {
        Open::new(path.as_ref().to_owned())
    }

    /// Reads some bytes into `buf`, as [`std::io::Read::read`] does. The output is how many they are: zero at the end of
    /// the file, or if `buf` is empty.
    ///
    /// However large the file and `buf`, this takes 1 MiB of memory at most, beside what a cancelled
    /// [`read_to_end`](Self::read_to_end) may have left. What needs not be waited for is given at once, but after 64 KiB others have their
    /// turn first.
    ///
    /// # Errors
    ///
    /// Those of `std::io::Read::read`; of a directory, [`IsADirectory`](io::ErrorKind::IsADirectory).
    ///
    /// # Cancellation
    ///
    /// Nothing is lost: the next read starts with what this one would have given.
    ///
    /// ```
    /// use manual_async_runtime::{block_on, fs::File};
    ///
    /// # fn main() -> std::io::Result<()> {
    /// let lines = block_on(async {
    ///     let mut file = File::open("Cargo.toml").await?;
    ///     let (mut buf, mut lines) = ([0; 512], 0);
    ///     loop {
    ///         match file.read(&mut buf).await? {
    ///             0 => return std::io::Result::Ok(lines),
    ///             count => lines += buf[..count].iter().filter(|&&byte| byte == b'\n').count(),
    ///         }
    ///     }
    /// })?;
    /// assert!(lines > 10);
    /// # Ok(())
    /// # }
    /// ```
    pub fn read<'a>(&'a mut self, buf: &'a mut [u8]) -> Read<'a> {
        Read::new(self, buf)
    }

    /// Reads all bytes up to the end of the file and appends them to `buf`, as [`std::io::Read::read_to_end`] does. The
    /// output is how many they are.
    ///
    /// If `buf` has room for them, that is where they go. If it has not, or if it is empty and they are more than 1 MiB, it may get other
    /// memory, with at least as much room as it had.
    ///
    /// # Errors
    ///
    /// Those of `std::io::Read::read_to_end`. The bytes before the error are appended.
    ///
    /// # Cancellation
    ///
    /// `buf` stays as it was, and nothing is lost: the next read starts with what this one has read so far.
    ///
    /// ```
    /// use manual_async_runtime::{block_on, fs::File};
    ///
    /// # fn main() -> std::io::Result<()> {
    /// let mut file = block_on(File::open("Cargo.toml"))?;
    /// let mut bytes = b"# manifest\n".to_vec();
    /// let count = block_on(file.read_to_end(&mut bytes))?;
    /// assert_eq!(bytes.len(), 11 + count);
    /// assert!(bytes.starts_with(b"# manifest\n[package]"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn read_to_end<'a>(&'a mut self, buf: &'a mut Vec<u8>) -> ReadToEnd<'a> {
        ReadToEnd::new(self, buf)
    }

    /// Reads all text up to the end of the file and appends it to `buf`, as [`std::io::Read::read_to_string`] does. The
    /// output is its length in bytes.
    ///
    /// If `buf` has room for it, that is where it goes. If it has not, or if it is empty and that is more than 1 MiB, `buf` may get other
    /// memory, with at least as much room as before.
    ///
    /// # Errors
    ///
    /// Those of `std::io::Read::read_to_string`. If the bytes are not valid UTF-8, that is
    /// [`InvalidData`](io::ErrorKind::InvalidData); they are gone, and `buf` stays as it was.
    ///
    /// # Cancellation
    ///
    /// `buf` stays as it was, and nothing is lost: the next read starts with what this one has read so far.
    ///
    /// ```
    /// use manual_async_runtime::{block_on, fs::File};
    ///
    /// # fn main() -> std::io::Result<()> {
    /// let mut file = block_on(File::open("Cargo.toml"))?;
    /// let (mut first, mut rest) = ([0; 9], String::new());
    /// block_on(file.read(&mut first))?;
    /// block_on(file.read_to_string(&mut rest))?;
    /// assert_eq!(&first, b"[package]");
    /// assert!(rest.contains("name = "));
    /// # Ok(())
    /// # }
    /// ```
    pub fn read_to_string<'a>(&'a mut self, buf: &'a mut String) -> ReadToString<'a> {
        ReadToString::new(self, buf)
    }

    /// A regular file that was just opened, and was so long then.
    pub(super) fn fresh(file: fs::File, length: u64) -> Self {
        File { is_regular: true, left: Some(length), ..File::from(file) }
    }

    /// Gives some bytes, as soon as there are any.
    pub(super) fn poll_read(&mut self, cx: &mut Context<'_>, buf: &mut [u8]) -> Poll<io::Result<usize>> {
        if !buf.is_empty() {
            ready!(self.turn.poll(cx));
            if self.unread.is_empty() {
                ready!(self.poll_piece(cx, Wanted::Once { room: buf.len() }))?;
            }
        }
        // Still nothing after a piece without an error: that was the end.
        let count = self.unread.give(buf);
        self.turn.add_bytes(count);
        Poll::Ready(Ok(count))
    }

    /// Gives all bytes up to the end, or up to the error that comes with them.
    pub(super) fn poll_rest(&mut self, cx: &mut Context<'_>) -> Poll<(Vec<u8>, io::Result<()>)> {
        loop {
            ready!(self.turn.poll(cx));
            match ready!(self.poll_piece(cx, Wanted::Rest)) {
                // It could go on, but the others are not to wait for more than a piece.
                Ok(Position::Inside) => self.turn.use_up(),
                Ok(Position::End) => return Poll::Ready((self.unread.take(), Ok(()))),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Poll::Ready((self.unread.take(), Err(error))),
            }
        }
    }

    /// Adds a piece to the unread bytes: the one under way, whoever asked for it, or else a new one.
    fn poll_piece(&mut self, cx: &mut Context<'_>, wanted: Wanted) -> Poll<io::Result<Position>> {
        if self.underway.is_none() {
            match self.at_once(wanted) {
                Ok((bytes, position)) => {
                    self.turn.add_call();
                    self.unread.append(bytes);
                    return Poll::Ready(Ok(position));
                }
                Err(helper) => {
                    self.begin(helper, wanted)?;
                    ready!(self.begun(cx));
                }
            }
        }
        let Poll::Ready(Piece { bytes, result, is_regular }) = self.poll_underway(cx)? else {
            self.turn.end();
            return Poll::Pending;
        };
        self.underway = None;
        self.is_regular |= is_regular;
        self.unread.append(bytes);
        Poll::Ready(result)
    }

    fn at_once(&mut self, wanted: Wanted) -> Result<(Vec<u8>, Position), Helper> {
        let left = self.left.take();
        let (bytes, position) = match wanted {
            Wanted::Once { room } => cached::read(&self.file, size(room), left),
            Wanted::Rest => cached::rest(&self.file, left),
        }?;
        if position == Position::Inside {
            // Whoever comes back after the end looks again whether it is still there.
            self.left = left.and_then(|left| left.checked_sub(bytes.len() as u64));
        }
        Ok((bytes, position))
    }

    /// Has somebody read a piece.
    fn begin(&mut self, helper: Helper, wanted: Wanted) -> io::Result<()> {
        let file = Arc::clone(&self.file);
        self.underway = Some(match (helper, ring::get()) {
            (Helper::Ring, Some(ring)) => {
                let room = match wanted {
                    Wanted::Once { room } => size(room),
                    Wanted::Rest => size_of_rest(&file),
                };
                Underway::Ring(ring.read(file, vec![0; room], 0, HERE), wanted)
            }
            _ => {
                let pool = Pool::get()?;
                let amount = match wanted {
                    Wanted::Once { room } => Amount::Once { room },
                    // Of a regular file the unread bytes go along, and come back with those behind them.
                    Wanted::Rest if self.is_regular => Amount::Rest { before: self.unread.take() },
                    Wanted::Rest => Amount::Rest { before: Vec::new() },
                };
                Underway::Pool(pool.run(move || piece::read(&file, amount)))
            }
        });
        Ok(())
    }

    fn begun(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Some(Underway::Pool(task)) = &mut self.underway else { return Poll::Ready(()) };
        let begun = pool::begun(task, cx);
        if begun.is_pending() {
            self.turn.end();
        }
        begun
    }

    fn poll_underway(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Piece>> {
        loop {
            match self.underway.as_mut().expect("there is a piece under way") {
                Underway::Pool(task) => return Pin::new(task).poll(cx).map(Ok),
                Underway::Ring(operation, wanted) => {
                    let (Done { room, count }, wanted) = (ready!(Pin::new(operation).poll(cx)), *wanted);
                    match count {
                        Some(count) => return Poll::Ready(Ok(Piece::of_regular(room, count))),
                        None => self.begin(Helper::Pool, wanted)?,
                    }
                }
            }
        }
    }
}

/// A file that is open already, a pipe or a device included. Reading starts at its present position.
impl From<fs::File> for File {
    fn from(file: fs::File) -> Self {
        let (unread, turn) = (Unread::default(), Turn::default());
        File { file: Arc::new(file), unread, underway: None, is_regular: false, left: None, turn }
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File").field("file", &self.file).finish_non_exhaustive()
    }
}
