//! Many files that are not in memory, all at once.

use super::{OURS, files::Sample, subjects::tokio};
use crate::{Result, memory};
use futures_util::future::join_all;
use std::{
    fs, io,
    path::PathBuf,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    thread,
    time::{Duration, Instant},
};

/// The size of each, in bytes.
const SIZE: u64 = 1 << 10;
/// So often it is done.
const TIMES: u64 = 5;

type Texts = Vec<io::Result<String>>;

/// How many times as long it takes as with the standard library, one file after the other: the quickest of each. Then, how many
/// threads there were for it at the same time.
pub fn measure(subject: &str, count: u64) -> Result<Vec<f64>> {
    let files = (0..count).map(|nth| Sample::nth(nth, SIZE)).collect::<io::Result<Vec<_>>>()?;
    let (mut ours, mut theirs) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..TIMES {
        ours = ours.min(time_of(&files, &|paths| paths.into_iter().map(fs::read_to_string).collect())?);
        theirs = theirs.min(time_of(&files, &|paths| at_once(subject, paths))?);
    }
    // All but the one that polls, those that are left of before included.
    let threads = most_threads(|| time_of(&files, &|paths| at_once(subject, paths)))? - 1;
    Ok(vec![theirs / ours, threads as f64])
}

fn time_of(files: &[Sample], read: &dyn Fn(Vec<PathBuf>) -> Texts) -> Result<f64> {
    files.iter().try_for_each(Sample::forget)?;
    let paths = files.iter().map(|file| file.0.clone()).collect();
    let start = Instant::now();
    let texts = read(paths);
    let time = start.elapsed().as_secs_f64();
    for text in texts {
        assert_eq!(text?.len() as u64, SIZE);
    }
    Ok(time)
}

fn at_once(subject: &str, paths: Vec<PathBuf>) -> Texts {
    match subject {
        OURS => manual_async_runtime::block_on(join_all(paths.iter().map(manual_async_runtime::fs::read_to_string))),
        "blocking" => {
            let read = |path| blocking::unblock(move || fs::read_to_string(path));
            futures_lite::future::block_on(join_all(paths.into_iter().map(read)))
        }
        "async-fs" => futures_lite::future::block_on(join_all(paths.iter().map(async_fs::read_to_string))),
        "tokio::fs" => tokio().block_on(join_all(paths.iter().map(tokio::fs::read_to_string))),
        _ => unreachable!("the plan knows its subjects"),
    }
}

/// The most threads that this process has while something happens. Somebody looks every now and then.
fn most_threads<T>(work: impl FnOnce() -> Result<T>) -> Result<u64> {
    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut most = 0;
            while !is_done.load(Relaxed) {
                most = most.max(memory::threads().unwrap_or(0));
                thread::sleep(Duration::from_micros(100));
            }
            // Without this one.
            most.saturating_sub(1)
        });
        let done = work();
        is_done.store(true, Relaxed);
        let most = watcher.join().expect("looking does not panic");
        done.map(|_| most)
    })
}
