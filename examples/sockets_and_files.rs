//! Step 8: generated machines in great numbers, on the bundled executor.
//!
//! Hundreds of tasks wait for sockets, hundreds read files, hundreds do first the one and then the other; all at the same
//! time, on one thread (the system calls of the files happen on a few more, which are allowed to block). Each task is one
//! state machine of a fixed size, so it needs no stack of its own: that is why there can be so many.
//!
//! The functions are in `jobs/mod.rs`. `on_tokio` runs the very same ones on another executor.
//!
//! Run: `cargo run --example sockets_and_files`, or with `-- 50` for sockets that take 50 milliseconds. With `--record out.json`
//! it writes down what every task did, poll by poll: one JSON object to a line, or with `--trace out.json` for Perfetto.

mod arguments;
mod jobs;

use manual_async::{Executor, JoinHandle, inspect::Inspect, record::Recording};
use std::{
    fs, io,
    path::PathBuf,
    time::{Duration, Instant},
};

/// How many tasks there are of each kind.
const EACH: usize = 300;

fn main() -> io::Result<()> {
    let (delay, files) = (arguments::delay(&["--record", "--trace"]), jobs::files(EACH)?);
    println!("{EACH} tasks receive two numbers in turn (each takes {delay:?}), {EACH} count the lines of a file, and");
    println!("{EACH} do both: receive a number, and then count lines. One thread polls them all.");
    sizes(delay);

    let start = Instant::now();
    let executor = Executor::new();
    let recording = recording(&executor);
    let sums = spawn(&executor, "sum", (0..EACH).map(|_| jobs::receive_sum(delay)));
    let counts = spawn(&executor, "count", files.iter().map(|path| jobs::count_lines(path.clone())));
    let both = spawn(&executor, "both", (0..EACH).map(|_| jobs::receive_and_count(files.clone(), delay)));
    println!("  {:>9.2?}: {} tasks spawned, none polled yet", start.elapsed(), 3 * EACH);

    let counts = outputs(&executor, counts).into_iter().collect::<io::Result<Vec<usize>>>()?;
    println!("  {:>9.2?}: {} files read, {} lines", start.elapsed(), counts.len(), counts.iter().sum::<usize>());
    let both = outputs(&executor, both).into_iter().collect::<io::Result<Vec<usize>>>()?;
    println!("  {:>9.2?}: {} numbers received, {} lines", start.elapsed(), both.len(), both.iter().sum::<usize>());
    let sums = outputs(&executor, sums);
    println!("  {:>9.2?}: {} sums of two numbers, the largest {:?}", start.elapsed(), sums.len(), sums.iter().max());

    println!("The sockets alone, one after the other, would have taken {:.2?}.", delay * 3 * EACH as u32);
    println!("The lines are {} when `std::fs` counts them, file by file.", lines_by_std(&files)?);
    recording.map_or(Ok(()), |recording| write(&recording))
}

/// How much memory a task needs for all its locals and for the place where it waits.
fn sizes(delay: Duration) {
    let (sum, count) = (jobs::receive_sum(delay), jobs::count_lines(PathBuf::new()));
    let both = jobs::receive_and_count(Vec::new(), delay);
    println!("  receive_sum       {:>5} bytes", size_of_val(&sum));
    println!("  count_lines       {:>5} bytes, 1024 of them the buffer", size_of_val(&count));
    println!("  receive_and_count {:>5} bytes, with a `count_lines` in it", size_of_val(&both));
}

/// One task for each future. The handles are for their outputs.
fn spawn<'a, F: Future + Inspect + 'a>(
    executor: &Executor<'a>,
    name: &str,
    futures: impl Iterator<Item = F>,
) -> Vec<JoinHandle<'a, F::Output>> {
    let named = futures.enumerate().map(|(number, future)| (format!("{name} {number}"), future));
    named.map(|(name, future)| executor.spawn_inspected(name, future)).collect()
}

/// What the executor records, if that is wanted.
fn recording(executor: &Executor<'_>) -> Option<Recording> {
    argument("--record").or_else(|| argument("--trace"))?;
    let recording = Recording::with_capacity(100_000);
    executor.record(&recording);
    Some(recording)
}

fn write(recording: &Recording) -> io::Result<()> {
    if let Some(path) = argument("--record") {
        fs::write(path, recording.json_lines().to_string())?;
    }
    if let Some(path) = argument("--trace") {
        fs::write(path, recording.chrome_trace().to_string())?;
    }
    println!("{}", recording.view());
    Ok(())
}

/// What stands behind this word on the command line.
fn argument(word: &str) -> Option<String> {
    std::env::args().skip_while(|arg| arg != word).nth(1)
}

/// Runs all tasks of the executor until these are done.
fn outputs<'a, T>(executor: &Executor<'a>, handles: Vec<JoinHandle<'a, T>>) -> Vec<T> {
    executor.run_until(async {
        let mut outputs = Vec::with_capacity(handles.len());
        for handle in handles {
            outputs.push(handle.await);
        }
        outputs
    })
}

/// The same number of lines as `count_lines`, by the shortest way.
fn lines_by_std(files: &[PathBuf]) -> io::Result<usize> {
    files.iter().map(|path| Ok(fs::read_to_string(path)?.matches('\n').count())).sum()
}
