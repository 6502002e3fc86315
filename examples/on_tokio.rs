//! Step 9: the same functions, unchanged, on tokio.
//!
//! A generated machine knows of no executor: it is a `Future`, and passes on the waker that it is polled with. Here the
//! functions of `sockets_and_files` run on tokio's multi-threaded runtime. That wants more of a future than the bundled
//! executor does: `Send`, because a task may be polled by another thread each time. The machines are `Send` exactly when what
//! they keep is, as an `async fn` would be; nothing had to be written for it.
//!
//! Run: `cargo run --example on_tokio`, or with `-- 50` for sockets that take 50 milliseconds.

mod arguments;
mod jobs;

use std::{
    collections::HashSet,
    io,
    pin::Pin,
    task::{Context, Poll},
    thread::{self, ThreadId},
    time::Instant,
};
use tokio::{
    runtime::{Builder, Runtime},
    task::JoinHandle,
};

/// How many tasks there are of each kind.
const EACH: usize = 300;
/// How many threads poll them.
const THREADS: usize = 4;

fn main() -> io::Result<()> {
    let (delay, files) = (arguments::delay(&[]), jobs::files(EACH)?);
    let runtime = Builder::new_multi_thread().worker_threads(THREADS).build()?;
    println!("{} tasks on {THREADS} threads of tokio; a socket takes {delay:?}.", 3 * EACH);

    let start = Instant::now();
    let sums = spawn(&runtime, (0..EACH).map(|_| jobs::receive_sum(delay)));
    let counts = spawn(&runtime, files.iter().map(|path| jobs::count_lines(path.clone())));
    let both = spawn(&runtime, (0..EACH).map(|_| jobs::receive_and_count(files.clone(), delay)));
    let (counts, moved) = outputs(&runtime, counts);
    let lines = counts.into_iter().sum::<io::Result<usize>>()?;
    println!("  {:>9.2?}: {EACH} files read, {lines} lines; {moved} tasks changed threads", start.elapsed());
    let (both, moved) = outputs(&runtime, both);
    let lines = both.into_iter().sum::<io::Result<usize>>()?;
    println!("  {:>9.2?}: {EACH} numbers received, {lines} lines; {moved} tasks changed threads", start.elapsed());
    let (sums, moved) = outputs(&runtime, sums);
    println!("  {:>9.2?}: {} sums of two numbers; {moved} tasks changed threads", start.elapsed(), sums.len());

    println!("A task that changed threads was polled by one, waited, and was polled by another: its state went along.");
    Ok(())
}

/// One task for each future.
fn spawn<F>(runtime: &Runtime, futures: impl Iterator<Item = F>) -> Vec<JoinHandle<(F::Output, usize)>>
where
    F: Future<Output: Send> + Send + 'static,
{
    futures.map(|future| runtime.spawn(Watched { future: Box::pin(future), polled_by: HashSet::new() })).collect()
}

/// Waits for these tasks: their outputs, and how many of them were polled by more than one thread.
fn outputs<T>(runtime: &Runtime, handles: Vec<JoinHandle<(T, usize)>>) -> (Vec<T>, usize) {
    let ended = handles.into_iter().map(|handle| runtime.block_on(handle).expect("no task panics"));
    let (outputs, threads): (Vec<T>, Vec<usize>) = ended.unzip();
    (outputs, threads.into_iter().filter(|&threads| threads > 1).count())
}

/// A future around another: notes which threads poll it.
struct Watched<F> {
    future: Pin<Box<F>>,
    polled_by: HashSet<ThreadId>,
}

impl<F: Future> Future for Watched<F> {
    /// The output, and how many threads it took.
    type Output = (F::Output, usize);

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.polled_by.insert(thread::current().id());
        let polled = self.future.as_mut().poll(cx);
        polled.map(|output| (output, self.polled_by.len()))
    }
}
