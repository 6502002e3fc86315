//! Whole files as text, from the page cache, beside the standard library.

use super::{OURS, subjects::tokio};
use crate::Result;
use futures_lite::future::block_on;
use std::{
    env, fs,
    hint::black_box,
    io,
    path::{Path, PathBuf},
    process,
    time::{Duration, Instant},
};

/// How much is read for one figure, in bytes: by each side, in turn.
const ALL: u64 = 2 << 30;
/// No more reads than this, however small they are.
const MOST: u64 = 4_000;

/// How many times as long as `std::fs::read_to_string` it takes: the quickest read of each, as whatever else the machine does
/// only ever adds to that.
pub fn measure(subject: &str, size: u64) -> Result<f64> {
    let file = Sample::of(size)?;
    let path = &file.0;
    let runtime = tokio();
    match subject {
        OURS => {
            beside_std(&file, size, &|| manual_async_runtime::block_on(manual_async_runtime::fs::read_to_string(path)))
        }
        "blocking" => beside_std(&file, size, &|| {
            let path = path.clone();
            block_on(blocking::unblock(move || fs::read_to_string(path)))
        }),
        "async-fs" => beside_std(&file, size, &|| block_on(async_fs::read_to_string(path))),
        "tokio::fs" => beside_std(&file, size, &|| runtime.block_on(tokio::fs::read_to_string(path))),
        _ => unreachable!("the plan knows its subjects"),
    }
}

/// The same of a file that is opened first, and then read in another step.
pub fn measure_opened(subject: &str, size: u64) -> Result<f64> {
    let file = Sample::of(size)?;
    let runtime = tokio();
    match subject {
        OURS => beside_std(&file, size, &|| manual_async_runtime::block_on(ours(&file.0))),
        "async-fs" => beside_std(&file, size, &|| block_on(async_fs_file(&file.0))),
        "tokio File" => beside_std(&file, size, &|| runtime.block_on(tokio_file(&file.0))),
        _ => unreachable!("the plan knows its subjects"),
    }
}

fn beside_std(file: &Sample, size: u64, read: &dyn Fn() -> io::Result<String>) -> Result<f64> {
    let std = || fs::read_to_string(&file.0);
    let (mut ours, mut theirs) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..(ALL / size).clamp(3, MOST) {
        ours = ours.min(time_of(&std, size)?);
        theirs = theirs.min(time_of(read, size)?);
    }
    Ok(theirs / ours)
}

fn time_of(read: &dyn Fn() -> io::Result<String>, size: u64) -> Result<f64> {
    let start = Instant::now();
    let text = black_box(read()?);
    let time: Duration = start.elapsed();
    assert_eq!(text.len() as u64, size);
    Ok(time.as_secs_f64())
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
struct Sample(PathBuf);

impl Sample {
    fn of(size: u64) -> io::Result<Self> {
        let sample = Sample(env::temp_dir().join(format!("manual-async-{}-{size}", process::id())));
        let line = "The quick brown fox jumps over the lazy dog. Zwölf Boxkämpfer jagen Viktor quer.\n";
        let mut text = line.repeat(size as usize / line.len() + 1);
        // Cut where a character begins, and filled up.
        let end = (0..=size as usize).rev().find(|&end| text.is_char_boundary(end));
        text.truncate(end.unwrap_or(0));
        text.push_str(&".".repeat(size as usize - text.len()));
        fs::write(&sample.0, text)?;
        Ok(sample)
    }
}

impl Drop for Sample {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
