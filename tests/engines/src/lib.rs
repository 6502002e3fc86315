//! What runs on all engines: functions that know of none. Their wakers come from a timer thread and from a pool of threads,
//! whoever polls them.
#![forbid(unsafe_code)]

use manual_async::{FutSocket, fs::File, manual_async};
use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

/// How long a socket takes.
pub const DELAY: Duration = Duration::from_millis(5);

/// Receives two numbers, one after the other. They follow from `seed`.
#[manual_async]
pub async fn receive_two(seed: u64) -> (i32, i32) {
    let first = FutSocket::seeded(seed, DELAY).await;
    let second = FutSocket::seeded(seed + 1, DELAY).await;
    (first, second)
}

/// Counts the lines of a file, read in pieces into a buffer that lives in the machine.
#[manual_async]
pub async fn count_lines(path: PathBuf) -> io::Result<usize> {
    let mut file = File::open(path).await?;
    let mut buffer = [0; 100];
    let mut lines = 0;
    loop {
        match file.read(&mut buffer).await? {
            0 => return Ok(lines),
            count => lines += buffer[..count].iter().filter(|&&byte| byte == b'\n').count(),
        }
    }
}

/// Both, one machine inside another.
#[manual_async]
pub async fn receive_and_count(seed: u64) -> io::Result<(i32, usize)> {
    let (first, _) = receive_two(seed).await;
    let lines = count_lines(manifest()).await?;
    Ok((first, lines))
}

/// Never ends, and has `count` one higher as long as it is there and has been polled.
#[manual_async]
pub async fn stay(count: Arc<AtomicUsize>) {
    let _present = Present::enter(count);
    loop {
        FutSocket::with_delay(DELAY).await;
    }
}

/// A local whose drop can be seen.
pub struct Present(Arc<AtomicUsize>);

impl Present {
    fn enter(count: Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Present(count)
    }
}

impl Drop for Present {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A file to read.
pub fn manifest() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
}

/// What `receive_and_count` gives, by other means.
pub fn expected(seed: u64) -> (i32, usize) {
    let number = manual_async::block_on(FutSocket::seeded(seed, Duration::ZERO));
    let text = std::fs::read_to_string(manifest()).expect("this package has a manifest");
    (number, text.matches('\n').count())
}

/// Sends one request to a server on loopback, and gives the status and the body of the answer. Blocks.
///
/// # Errors
///
/// If the server does not answer, or not by the rules.
pub fn request(address: SocketAddr, method: &str, path: &str, body: &[u8]) -> io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(address)?;
    let length = body.len();
    let head =
        format!("{method} {path} HTTP/1.1\r\nhost: loopback\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n");
    stream.write_all(&[head.as_bytes(), body].concat())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let parts = answer.split_once("\r\n\r\n");
    let parts = parts.and_then(|(head, body)| Some((head.split(' ').nth(1)?.parse().ok()?, body.to_owned())));
    parts.ok_or_else(|| io::Error::other(format!("this is no answer: {answer}")))
}
