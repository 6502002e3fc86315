//! What the tests of the runtime share.
#![allow(dead_code, reason = "each test binary uses its own part of this")]

use manual_async_runtime::{block_on, fs::File};
use std::{
    cell::Cell,
    io,
    path::{Path, PathBuf},
    pin::Pin,
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
    time::Duration,
};

/// Runs a test that hangs if a wake is lost, and fails it then. The limit is far beyond what any test takes.
pub fn or_hangs(test: impl FnOnce() + Send + 'static) {
    let (done, is_done) = mpsc::channel();
    let test = thread::spawn(move || {
        test();
        done.send(()).unwrap();
    });
    match is_done.recv_timeout(Duration::from_secs(120)) {
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("hangs: a wake was lost"),
        _ => test.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
    }
}

/// Runs a test as a program of its own: what it does to the process, nobody gets rid of.
pub fn run_alone(test: &'static str) {
    or_hangs(move || {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", test, "--ignored", "--test-threads=1"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        assert!(child.wait().unwrap().success());
    });
}

/// A waker that counts its wakes, and unparks the thread that made it.
pub struct CountWakes {
    count: AtomicUsize,
    thread: Thread,
}

impl CountWakes {
    pub fn new() -> Arc<Self> {
        Arc::new(CountWakes { count: AtomicUsize::new(0), thread: thread::current() })
    }

    pub fn count(&self) -> usize {
        self.count.load(Ordering::Acquire)
    }

    /// Parks until there were so many wakes.
    pub fn wait_for(&self, count: usize) {
        while self.count() < count {
            thread::park();
        }
    }
}

impl Wake for CountWakes {
    fn wake(self: Arc<Self>) {
        self.count.fetch_add(1, Ordering::Release);
        self.thread.unpark();
    }
}

/// Polls once, with a waker that nobody listens to.
pub fn poll_once<F: Future + Unpin>(future: &mut F) -> Poll<F::Output> {
    Pin::new(future).poll(&mut Context::from_waker(Waker::noop()))
}

/// Polls once, and if that is pending waits for the wake: what it waited for has happened afterwards.
pub fn poll_and_wait<F: Future + Unpin>(future: &mut F) -> Poll<F::Output> {
    let wakes = CountWakes::new();
    let waker = Waker::from(Arc::clone(&wakes));
    let polled = Pin::new(future).poll(&mut Context::from_waker(&waker));
    if polled.is_pending() {
        wakes.wait_for(1);
    }
    polled
}

/// Sets a flag when it is dropped.
pub struct SetOnDrop<'a>(pub &'a Cell<bool>);

impl Drop for SetOnDrop<'_> {
    fn drop(&mut self) {
        self.0.set(true);
    }
}

/// The text of a panic.
pub fn message(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or(panic.downcast_ref::<String>().map(String::as_str)).expect("the panic has a text")
}

/// A file of the tests' own, with some content.
pub fn file_with(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path
}

/// Bytes without a pattern that a mistake in their order could hide in.
pub fn noise(length: usize) -> Vec<u8> {
    (0..length as u64).map(|n| (n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8).collect()
}

/// All that a file has, though every other read may be cancelled: `cancelled` does that.
pub fn read_though_cancelled(
    mut file: File,
    size: usize,
    mut cancelled: impl FnMut(&mut File, &mut [u8]) -> Poll<io::Result<usize>>,
) -> Vec<u8> {
    let (mut all, mut buf) = (Vec::new(), vec![0; size]);
    loop {
        if let Poll::Ready(count) = cancelled(&mut file, &mut buf) {
            all.extend(&buf[..count.unwrap()]);
        }
        match block_on(file.read(&mut buf)).unwrap() {
            0 => return all,
            count => all.extend(&buf[..count]),
        }
    }
}
