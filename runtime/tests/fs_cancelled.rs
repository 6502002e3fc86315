//! Reads that are dropped before they are ready: nothing is lost.
#![cfg(feature = "std")]

mod support;

use manual_async_runtime::{
    block_on,
    fs::{self, File},
};
use std::{
    io::{self, Write as _},
    task::Poll,
};
use support::{file_with, noise, poll_and_wait, poll_once, read_though_cancelled};

/// Polls so often, each time after what the poll before waited for has happened, and then drops the future: the last
/// piece was read, but never looked at. False if the future was ready before; the pool can be that quick.
fn cancel_after<F: Future + Unpin>(polls: usize, mut future: F) -> bool {
    (0..polls).all(|_| poll_and_wait(&mut future).is_pending())
}

/// Tries until a future was indeed cancelled, which should not take long.
fn until_cancelled(attempt: impl FnMut() -> bool) {
    let mut attempts = std::iter::repeat_with(attempt).take(1000);
    assert!(attempts.any(|was_cancelled| was_cancelled), "never pending");
}

#[test]
fn a_cancelled_read_loses_nothing() {
    let content = noise(200_000);
    let path = file_with("cancelled_read", &content);
    let mut file = block_on(File::open(&path)).unwrap();
    let (mut all, mut cancelled) = (Vec::<u8>::new(), 0);
    for room in (1_u32..).map(|n| n * 7919 % 10_000 + 1) {
        let mut buf = vec![0; room as usize];
        // Pending reads are dropped with what they waited for; the next one has another size.
        match poll_and_wait(&mut file.read(&mut buf)) {
            Poll::Pending => cancelled += 1,
            Poll::Ready(Ok(0)) => break,
            Poll::Ready(count) => all.extend(&buf[..count.unwrap()]),
        }
    }
    assert!(all == content);
    println!("{cancelled} reads were cancelled");
}

#[test]
fn a_read_cancelled_while_the_system_works_loses_nothing() {
    let content = noise(300_000);
    let path = file_with("cancelled_early", &content);
    let file = block_on(File::open(&path)).unwrap();
    // Dropped at once, with the system call perhaps not even begun.
    let all = read_though_cancelled(file, 10_000, |file, buf| poll_once(&mut file.read(buf)));
    assert!(all == content);
}

#[test]
fn a_cancelled_read_to_the_end_loses_nothing_and_adds_nothing() {
    let content = noise(20 << 20);
    let path = file_with("cancelled_to_end", &content);
    // It takes three pieces, so it can be cancelled with one or two of them read, or with all and not told so.
    for polls in 1..=3 {
        until_cancelled(|| {
            let mut file = block_on(File::open(&path)).unwrap();
            let mut bytes = b"before".to_vec();
            if !cancel_after(polls, file.read_to_end(&mut bytes)) {
                return false;
            }
            assert_eq!(bytes, b"before");
            // First with a small read, then with the rest.
            let mut buf = [0; 100];
            let mut count = block_on(file.read(&mut buf)).unwrap();
            bytes.extend(&buf[..count]);
            count += block_on(file.read_to_end(&mut bytes)).unwrap();
            assert_eq!(count, content.len());
            assert!(bytes.strip_prefix(b"before").unwrap() == content);
            true
        });
    }
}

#[test]
fn a_cancelled_read_of_text_loses_nothing_and_adds_nothing() {
    // In slices on this thread, and in one piece on another.
    for (length, most) in [(300_000, 4), (2 << 20, 1)] {
        let content = "some text ".repeat(length / 10);
        let path = file_with("cancelled_text", &content);
        for polls in 1..=most {
            until_cancelled(|| {
                let mut file = block_on(File::open(&path)).unwrap();
                let mut text = String::from("before");
                let was_cancelled = cancel_after(polls, file.read_to_string(&mut text));
                if was_cancelled {
                    assert_eq!(text, "before");
                    block_on(file.read_to_string(&mut text)).unwrap();
                }
                assert!(text.strip_prefix("before").unwrap() == content);
                was_cancelled
            });
        }
    }
}

#[test]
fn a_read_made_anew_for_each_poll_gets_there() {
    let content = noise(20 << 20);
    let path = file_with("made_anew", &content);
    let mut file = block_on(File::open(&path)).unwrap();
    let mut bytes = Vec::new();
    while poll_and_wait(&mut file.read_to_end(&mut bytes)).is_pending() {}
    assert!(bytes == content);
}

#[test]
fn an_error_of_a_cancelled_read_is_kept_for_the_next() {
    // Where a directory cannot even be opened, there is nothing to test.
    let Ok(mut file) = block_on(File::open(env!("CARGO_TARGET_TMPDIR"))) else { return };
    until_cancelled(|| {
        let was_cancelled = cancel_after(1, file.read(&mut [0; 10]));
        if was_cancelled {
            let kept = poll_once(&mut file.read(&mut [0; 10]));
            assert!(matches!(kept, Poll::Ready(Err(_))), "{kept:?}");
        }
        was_cancelled
    });
}

#[test]
fn dropping_futures_and_files_at_any_time_is_fine() {
    let path = file_with("dropped", noise(100_000));
    for polls in 0..3 {
        cancel_after(polls, File::open(&path));
        cancel_after(polls, fs::read_to_string(&path));
        let mut file = block_on(File::open(&path)).unwrap();
        let _ = poll_once(&mut file.read(&mut [0; 10]));
        drop(file);
    }
}

#[test]
fn bytes_of_a_pipe_come_when_they_come() {
    let (reader, mut writer) = io::pipe().unwrap();
    let mut file = File::from(into_file(reader));
    let (mut buf, mut rest) = ([0; 10], Vec::new());
    // Cancelled while nothing is there: the thread keeps waiting, and what it gets is for the next read.
    assert!(poll_once(&mut file.read(&mut buf)).is_pending());
    writer.write_all(b"one").unwrap();
    assert_eq!(block_on(file.read(&mut buf)).unwrap(), 3);
    assert_eq!(&buf[..3], b"one");
    // A read to the end, cancelled in between, does not keep from others what it has.
    writer.write_all(b"two").unwrap();
    for _ in 0..10 {
        assert!(poll_once(&mut file.read_to_end(&mut rest)).is_pending());
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    assert_eq!(block_on(file.read(&mut buf)).unwrap(), 3);
    assert_eq!(&buf[..3], b"two");
    writer.write_all(b"three").unwrap();
    drop(writer);
    assert_eq!(block_on(file.read_to_end(&mut rest)).unwrap(), 5);
    assert_eq!(rest, b"three");
}

#[cfg(unix)]
fn into_file(reader: io::PipeReader) -> std::fs::File {
    std::os::fd::OwnedFd::from(reader).into()
}

#[cfg(windows)]
fn into_file(reader: io::PipeReader) -> std::fs::File {
    std::os::windows::io::OwnedHandle::from(reader).into()
}
