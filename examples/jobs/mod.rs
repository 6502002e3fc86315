//! The functions that `sockets_and_files` and `on_tokio` run. They are plain `async fn`s with one attribute, and know of no
//! executor: who polls them is decided by whoever calls them. One can look into them, for the recording of `sockets_and_files`.

use manual_async::{FutSocket, fs::File, manual_async};
use std::{io, path::PathBuf, time::Duration};

/// Receives two numbers, one after the other, and adds them up.
#[manual_async(inspect)]
pub async fn receive_sum(delay: Duration) -> i64 {
    let first = FutSocket::with_delay(delay).await;
    let second = FutSocket::with_delay(delay).await;
    i64::from(first) + i64::from(second)
}

/// Counts the lines of a file that may be of any size: it is read in pieces, into a buffer that lives in the machine.
#[manual_async(inspect)]
pub async fn count_lines(path: PathBuf) -> io::Result<usize> {
    let mut file = File::open(path).await?;
    let mut buffer = [0; 1024];
    let mut lines = 0;
    loop {
        match file.read(&mut buffer).await? {
            0 => return Ok(lines),
            count => lines += buffer[..count].iter().filter(|&&byte| byte == b'\n').count(),
        }
    }
}

/// Waits for a number, and then counts the lines of as many files as it says, ten at most: one generated machine inside
/// another.
#[manual_async(inspect)]
pub async fn receive_and_count(paths: Vec<PathBuf>, delay: Duration) -> io::Result<usize> {
    let number = FutSocket::with_delay(delay).await;
    let wanted = number.unsigned_abs() as usize % 11;
    let mut lines = 0;
    for path in paths.iter().cycle().take(wanted) {
        lines += count_lines(path.clone()).await?;
    }
    Ok(lines)
}

/// Real files to read: the sources of the examples, over and over, as many as asked for.
pub fn files(count: usize) -> io::Result<Vec<PathBuf>> {
    let directory = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples"))?;
    let mut paths = directory.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.is_file());
    paths.sort();
    Ok(paths.into_iter().cycle().take(count).collect())
}
