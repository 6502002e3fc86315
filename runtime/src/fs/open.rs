//! The futures that start from a path.

use super::{
    cached,
    file::File,
    lookup::LookUp,
    piece,
    pool::{self, Pool},
};
use blocking::Task;
use std::{
    fmt, fs, io, mem,
    path::{Path, PathBuf},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::{Context, Poll, ready},
};

/// A future of an open file. Made by [`File::open`].
///
/// # Panics
///
/// If polled after completion.
#[must_use = "futures do nothing unless polled"]
pub struct Open {
    state: State,
}

/// A small state machine, one variant for each time that the future is seen from outside.
enum State {
    /// Not polled yet, or the ring looks up the path.
    LookingUp(LookUp),
    /// A thread of the pool opens the file.
    Opening(Task<io::Result<fs::File>>),
    /// The file was given out.
    Done,
}

impl Open {
    pub(super) fn new(path: PathBuf) -> Self {
        Open { state: State::LookingUp(LookUp::new(path)) }
    }
}

impl Future for Open {
    type Output = io::Result<File>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            match &mut self.state {
                State::LookingUp(look_up) => {
                    if let Some((file, length)) = ready!(look_up.poll(cx, cached::open)) {
                        self.state = State::Done;
                        return Poll::Ready(Ok(File::fresh(file, length)));
                    }
                    let path = mem::take(&mut look_up.path);
                    match Pool::get() {
                        Ok(pool) => {
                            let mut task = pool.run(move || fs::File::open(path));
                            let begun = pool::begun(&mut task, cx);
                            self.state = State::Opening(task);
                            ready!(begun);
                        }
                        Err(error) => {
                            self.state = State::Done;
                            return Poll::Ready(Err(error));
                        }
                    }
                }
                State::Opening(task) => {
                    let opened = ready!(Pin::new(task).poll(cx));
                    self.state = State::Done;
                    return Poll::Ready(opened.map(File::from));
                }
                State::Done => panic!("`Open` was polled after completion"),
            }
        }
    }
}

impl fmt::Debug for Open {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Open").finish_non_exhaustive()
    }
}

/// Opens a file and reads all of it as text, as [`std::fs::read_to_string`] does: if it is no more than 1 MiB that Linux has in
/// memory, on the thread that polls, 64 KiB to a poll; or else in one trip to a thread of the pool.
///
/// # Errors
///
/// Those of [`File::open`] and [`File::read_to_string`].
///
/// # Cancellation
///
/// The file is closed, after the system call under way.
///
/// ```
/// use manual_async_runtime::{block_on, fs};
///
/// assert!(block_on(fs::read_to_string("Cargo.toml")).unwrap().contains("[package]"));
/// let error = block_on(fs::read_to_string("no such file")).unwrap_err();
/// assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
/// ```
pub fn read_to_string(path: impl AsRef<Path>) -> ReadPathToString {
    ReadPathToString { state: PathState::LookingUp(LookUp::new(path.as_ref().to_owned())) }
}

/// A future of a file's text. Made by [`read_to_string`].
///
/// # Panics
///
/// If polled after completion.
#[must_use = "futures do nothing unless polled"]
pub struct ReadPathToString {
    state: PathState,
}

enum PathState {
    /// Not polled yet, or the ring looks up the path.
    LookingUp(LookUp),
    /// The system has it in memory: it is read slice by slice on the thread that polls.
    Cached(cached::Reading),
    /// A thread of the pool reads it, from the beginning.
    Pooled(Reading),
    /// The text was given out.
    Done,
}

impl Future for ReadPathToString {
    type Output = io::Result<String>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let text = ready!(self.state.go_on(cx));
        self.state = PathState::Done;
        Poll::Ready(text)
    }
}

impl PathState {
    fn go_on(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<String>> {
        loop {
            *self = match mem::replace(self, PathState::Done) {
                PathState::LookingUp(mut look_up) => match look_up.poll(cx, cached::Opened::new) {
                    Poll::Ready(Some(cached::Opened::Text(reading))) => PathState::Cached(reading),
                    Poll::Ready(Some(cached::Opened::Other(file))) => {
                        PathState::Pooled(Reading::start(move || settled(file))?)
                    }
                    Poll::Ready(None) => PathState::Pooled(Reading::start(move || open(&look_up.path))?),
                    Poll::Pending => {
                        *self = PathState::LookingUp(look_up);
                        return Poll::Pending;
                    }
                },
                PathState::Cached(mut reading) => match reading.poll(cx) {
                    Poll::Ready(Some(text)) => return Poll::Ready(text),
                    Poll::Ready(None) => PathState::Pooled(Reading::start(move || Ok(reading.into_file()))?),
                    Poll::Pending => {
                        *self = PathState::Cached(reading);
                        return Poll::Pending;
                    }
                },
                PathState::Pooled(mut reading) => {
                    let text = Pin::new(&mut reading.task).poll(cx);
                    if text.is_pending() {
                        *self = PathState::Pooled(reading);
                    }
                    return text;
                }
                PathState::Done => panic!("`ReadPathToString` was polled after completion"),
            };
            if let PathState::Pooled(reading) = self {
                ready!(pool::begun(&mut reading.task, cx));
            }
        }
    }
}

impl fmt::Debug for ReadPathToString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadPathToString").finish_non_exhaustive()
    }
}

fn open(path: &Path) -> io::Result<Arc<fs::File>> {
    fs::File::open(path).map(Arc::new)
}

fn settled(file: fs::File) -> io::Result<Arc<fs::File>> {
    cached::settle(&file)?;
    Ok(Arc::new(file))
}

/// A thread of the pool reads a file. Dropping this stops it.
struct Reading {
    task: Task<io::Result<String>>,
    is_dropped: Arc<AtomicBool>,
}

impl Reading {
    /// Of what `open` gives, which is called there as well.
    fn start(open: impl FnOnce() -> io::Result<Arc<fs::File>> + Send + 'static) -> io::Result<Self> {
        let is_dropped = Arc::new(AtomicBool::new(false));
        let goes_on = {
            let is_dropped = Arc::clone(&is_dropped);
            move || !is_dropped.load(Relaxed)
        };
        let task = Pool::get()?.run(move || {
            let file = open()?;
            piece::read_to_string(&file, goes_on)
        });
        Ok(Reading { task, is_dropped })
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.is_dropped.store(true, Relaxed);
    }
}
