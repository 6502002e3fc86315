//! Whole files as text, beside the standard library: from the page cache, and from where they have to be waited for.

use super::{OURS, subjects::tokio};
use crate::Result;
use futures_lite::future::block_on;
use rustix::fs::{Advice, fadvise};
use std::{
    env, fs,
    hint::black_box,
    io,
    path::{Path, PathBuf},
    process,
    time::Instant,
};

/// How much is read for one figure, in bytes: by each side, in turn.
const ALL: u64 = 2 << 30;
/// No more reads than this, however small they are.
const MOST: u64 = 4_000;
/// And no more than this of files that come from the disc.
const MOST_FROM_DISC: u64 = 1_000;
/// A file of about 1 KiB that Linux makes up when it is read, and so never has in memory.
const MADE_UP: &str = "/proc/self/limits";

/// How many times as long as `std::fs::read_to_string` it takes: the quickest read of each, as whatever else the machine does
/// only ever adds to that.
pub fn measure(key: &str, subject: &str, size: u64) -> Result<f64> {
    match key {
        "file-by-thread" => read_whole(subject, Path::new(MADE_UP), MOST, &|| Ok(())),
        "file-from-disc" => {
            let file = Sample::of(size)?;
            read_whole(subject, &file.0, MOST_FROM_DISC, &|| file.forget())
        }
        "file-opened" => read_opened(subject, &Sample::of(size)?.0),
        _ => read_whole(subject, &Sample::of(size)?.0, (ALL / size).clamp(3, MOST), &|| Ok(())),
    }
}

fn read_whole(subject: &str, path: &Path, times: u64, prepare: &dyn Fn() -> io::Result<()>) -> Result<f64> {
    let runtime = tokio();
    let beside_std = |read: &dyn Fn() -> io::Result<String>| beside_std(path, times, prepare, read);
    match subject {
        OURS => beside_std(&|| manual_async_runtime::block_on(manual_async_runtime::fs::read_to_string(path))),
        "blocking" => beside_std(&|| {
            let path = path.to_owned();
            block_on(blocking::unblock(move || fs::read_to_string(path)))
        }),
        "async-fs" => beside_std(&|| block_on(async_fs::read_to_string(path))),
        "tokio::fs" => beside_std(&|| runtime.block_on(tokio::fs::read_to_string(path))),
        _ => unreachable!("the plan knows its subjects"),
    }
}

/// Of a file that is opened first, and then read in another step.
fn read_opened(subject: &str, path: &Path) -> Result<f64> {
    let runtime = tokio();
    let beside_std = |read: &dyn Fn() -> io::Result<String>| beside_std(path, MOST, &|| Ok(()), read);
    match subject {
        OURS => beside_std(&|| manual_async_runtime::block_on(ours(path))),
        "async-fs" => beside_std(&|| block_on(async_fs_file(path))),
        "tokio File" => beside_std(&|| runtime.block_on(tokio_file(path))),
        _ => unreachable!("the plan knows its subjects"),
    }
}

fn beside_std(
    path: &Path,
    times: u64,
    prepare: &dyn Fn() -> io::Result<()>,
    read: &dyn Fn() -> io::Result<String>,
) -> Result<f64> {
    let std = || fs::read_to_string(path);
    let (mut ours, mut theirs) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..times {
        prepare()?;
        let (text, time) = timed(&std)?;
        ours = ours.min(time);
        prepare()?;
        let (same, time) = timed(read)?;
        theirs = theirs.min(time);
        assert_eq!(text.len(), same.len());
    }
    Ok(theirs / ours)
}

fn timed(read: &dyn Fn() -> io::Result<String>) -> Result<(String, f64)> {
    let start = Instant::now();
    let text = black_box(read()?);
    Ok((text, start.elapsed().as_secs_f64()))
}

async fn ours(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    manual_async_runtime::fs::File::open(path).await?.read_to_string(&mut text).await?;
    Ok(text)
}

async fn async_fs_file(path: &Path) -> io::Result<String> {
    use futures_lite::AsyncReadExt;
    let mut text = String::new();
    async_fs::File::open(path).await?.read_to_string(&mut text).await?;
    Ok(text)
}

async fn tokio_file(path: &Path) -> io::Result<String> {
    use tokio::io::AsyncReadExt;
    let mut text = String::new();
    tokio::fs::File::open(path).await?.read_to_string(&mut text).await?;
    Ok(text)
}

/// A file of some size, removed in the end.
pub struct Sample(pub PathBuf);

impl Sample {
    fn of(size: u64) -> io::Result<Self> {
        Sample::nth(0, size)
    }

    /// One of several.
    pub fn nth(nth: u64, size: u64) -> io::Result<Self> {
        let sample = Sample(env::temp_dir().join(format!("manual-async-{}-{size}-{nth}", process::id())));
        let line = "The quick brown fox jumps over the lazy dog. Zwölf Boxkämpfer jagen Viktor quer.\n";
        let mut text = line.repeat(size as usize / line.len() + 1);
        // Cut where a character begins, and filled up.
        let end = (0..=size as usize).rev().find(|&end| text.is_char_boundary(end));
        text.truncate(end.unwrap_or(0));
        text.push_str(&".".repeat(size as usize - text.len()));
        fs::write(&sample.0, text)?;
        // What is not on the disc yet stays in memory.
        fs::File::open(&sample.0)?.sync_all()?;
        Ok(sample)
    }

    /// Has the system forget what is in it.
    pub fn forget(&self) -> io::Result<()> {
        Ok(fadvise(fs::File::open(&self.0)?, 0, None, Advice::DontNeed)?)
    }
}

impl Drop for Sample {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
