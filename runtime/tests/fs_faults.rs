//! Files that change while they are read, and what only looks like a file.
#![cfg(feature = "std")]

mod support;

use manual_async_runtime::{
    Executor, block_on,
    fs::{self, File},
};
use std::{
    fs::OpenOptions,
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
    thread,
    time::Duration,
};
use support::{file_with, noise, or_hangs, poll_once};

/// More than one piece of a file that is read to its end.
const LARGE: usize = 10 << 20;

fn large() -> &'static [u8] {
    static CONTENT: OnceLock<Vec<u8>> = OnceLock::new();
    CONTENT.get_or_init(|| noise(LARGE))
}

#[test]
fn a_file_that_shrinks_is_read_up_to_its_new_end() {
    let path = file_with("shrinks", large());
    let mut file = block_on(File::open(&path)).unwrap();
    let (mut start, mut rest) = ([0; 10], Vec::new());
    assert_eq!(block_on(file.read(&mut start)).unwrap(), 10);
    OpenOptions::new().write(true).open(&path).unwrap().set_len(1 << 20).unwrap();
    block_on(file.read_to_end(&mut rest)).unwrap();
    assert!(rest == large()[10..1 << 20]);
}

#[test]
fn a_file_that_grows_is_read_with_what_has_come() {
    let path = file_with("grows", large());
    let mut file = block_on(File::open(&path)).unwrap();
    let mut bytes = Vec::new();
    // The first piece is read before the file grows; or all, should this thread have been kept from looking for so long.
    let _ = poll_once(&mut file.read_to_end(&mut bytes));
    let mut writer = OpenOptions::new().append(true).open(&path).unwrap();
    writer.write_all(b"more").unwrap();
    block_on(file.read_to_end(&mut bytes)).unwrap();
    assert_eq!(bytes.len(), LARGE + 4);
    assert!(bytes.ends_with(b"more"));
}

#[test]
fn a_file_that_vanishes_is_read_all_the_same() {
    let path = file_with("vanishes", large());
    let mut file = block_on(File::open(&path)).unwrap();
    std::fs::remove_file(&path).unwrap();
    let mut bytes = Vec::new();
    block_on(file.read_to_end(&mut bytes)).unwrap();
    assert!(bytes == large());
}

#[test]
fn large_text_is_checked_to_its_last_byte() {
    // Characters of several bytes lie across every border between chunks.
    let text = "aäöü€𝄞".repeat(100_000);
    for prefix in ["", "x", "xy", "xyz"] {
        let text = format!("{prefix}{text}");
        assert!(block_on(fs::read_to_string(file_with("large_text", &text))).unwrap() == text);
        let cut = &text.as_bytes()[..text.len() - 1];
        let error = block_on(fs::read_to_string(file_with("large_cut", cut))).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
    }
}

/// Text of so many bytes, with characters across every border between slices.
fn text(length: usize) -> String {
    "€".repeat(length / 3) + &"xx"[..length % 3]
}

#[test]
fn large_text_is_checked_in_each_slice() {
    let whole = text(9 << 20);
    for at in [0, 1, (4 << 20) + 2, (9 << 20) - 1] {
        let mut bytes = whole.clone().into_bytes();
        bytes[at] = 0xff;
        let path = file_with("checked_in_each_slice", bytes);
        let error = block_on(fs::read_to_string(&path)).unwrap_err();
        assert_eq!(error.kind(), std::fs::read_to_string(&path).unwrap_err().kind(), "{at}");
    }
}

#[test]
fn text_of_any_size_is_that_of_std() {
    for length in [0, 1, 63, 64, 65, 1 << 16, 1 << 17, 1 << 20, 5 << 20] {
        for length in length..length + 4 {
            let path = file_with("text_of_any_size", text(length));
            assert!(
                block_on(fs::read_to_string(&path)).unwrap() == std::fs::read_to_string(&path).unwrap(),
                "{length}"
            );
        }
    }
}

/// Something that happens to a file.
type Change = fn(&Path);

#[test]
fn a_file_may_change_between_two_slices() {
    let length = 300_000;
    let changes: [(Change, usize); 4] = [
        (|path| std::fs::remove_file(path).unwrap(), length),
        (|path| OpenOptions::new().append(true).open(path).unwrap().write_all(b"more").unwrap(), length + 4),
        // Within a slice, and beyond what is read slice by slice.
        (|path| OpenOptions::new().write(true).open(path).unwrap().set_len(150_000).unwrap(), 150_000),
        (|path| OpenOptions::new().write(true).open(path).unwrap().set_len(2 << 20).unwrap(), 2 << 20),
    ];
    for (change, expected) in changes {
        let path = file_with("between_slices", text(length));
        let mut reading = fs::read_to_string(&path);
        assert!(poll_once(&mut reading).is_pending());
        change(&path);
        // A thread of the pool, if it comes to that, may open or read the file before the change, or after it.
        match block_on(reading) {
            Ok(text) => assert!(text.len() == expected || text.len() == length, "{} bytes, not {expected}", text.len()),
            Err(error) => assert!(error.kind() == io::ErrorKind::NotFound && !path.exists(), "{error}"),
        }
    }
}

#[test]
fn what_is_read_is_added_to_what_is_there() {
    let content = large();
    let path = file_with("added", content);
    for length in [0, 1, LARGE / 2, LARGE + 1] {
        let before = vec![7; length];
        let mut bytes = before.clone();
        block_on(async { File::open(&path).await?.read_to_end(&mut bytes).await }).unwrap();
        assert!(bytes.strip_prefix(&*before).unwrap() == content, "{length} bytes before");
    }
}

#[test]
fn files_of_proc_are_read_whole() {
    for path in ["/proc/self/status", "/proc/self/mountinfo"] {
        let Ok(expected) = std::fs::read_to_string(path) else { return };
        let lines = |text: &str| text.lines().count();
        assert_eq!(lines(&block_on(fs::read_to_string(path)).unwrap()), lines(&expected));
        let mut text = String::new();
        block_on(async { File::open(path).await?.read_to_string(&mut text).await }).unwrap();
        assert_eq!(lines(&text), lines(&expected));
    }
}

/// A named pipe. None where there is no such thing.
fn pipe(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&path);
    let made = Command::new("mkfifo").arg(&path).status();
    made.is_ok_and(|status| status.success()).then_some(path)
}

#[test]
fn a_named_pipe_is_read_to_the_end_of_its_writer() {
    or_hangs(|| {
        let Some(path) = pipe("fifo_read") else { return };
        let target = path.clone();
        let writer = thread::spawn(move || {
            let mut pipe = OpenOptions::new().write(true).open(target).unwrap();
            for word in ["slowly ", "but ", "surely"] {
                pipe.write_all(word.as_bytes()).unwrap();
                thread::sleep(Duration::from_millis(10));
            }
        });
        assert_eq!(block_on(fs::read_to_string(&path)).unwrap(), "slowly but surely");
        writer.join().unwrap();
    });
}

#[test]
fn a_named_pipe_may_have_a_writer_before_and_none_that_writes() {
    or_hangs(|| {
        for (nth, (writes, before)) in
            [(true, true), (false, true), (true, false), (false, false)].into_iter().enumerate()
        {
            let Some(path) = pipe(&format!("fifo_writer_{nth}")) else { return };
            let (target, (begun, begins)) = (path.clone(), std::sync::mpsc::channel());
            let writer = thread::spawn(move || {
                begun.send(()).unwrap();
                let mut pipe = OpenOptions::new().write(true).open(target).unwrap();
                if writes {
                    pipe.write_all(b"text").unwrap();
                }
            });
            begins.recv().unwrap();
            if before {
                // It waits in `open` by now, most likely.
                thread::sleep(Duration::from_millis(20));
            }
            let expected = if writes { "text" } else { "" };
            assert_eq!(block_on(fs::read_to_string(&path)).unwrap(), expected);
            writer.join().unwrap();
        }
    });
}

#[test]
fn what_is_no_file_is_an_error_or_is_read_as_by_std() {
    let folder = env!("CARGO_TARGET_TMPDIR");
    let error = block_on(fs::read_to_string(folder)).unwrap_err();
    assert_eq!(error.kind(), std::fs::read_to_string(folder).unwrap_err().kind());
    if Path::new("/dev/null").exists() {
        assert_eq!(block_on(fs::read_to_string("/dev/null")).unwrap(), "");
    }
}

#[test]
fn a_pipe_that_nobody_writes_to_keeps_nobody_else_waiting() {
    or_hangs(|| {
        let Some(path) = pipe("fifo_silent") else { return };
        let executor = Executor::new();
        let silent = executor.spawn(fs::read_to_string(path.clone()));
        let manifest = executor.run_until(fs::read_to_string("Cargo.toml")).unwrap();
        assert!(manifest.contains("[package]"));
        assert!(!silent.is_finished());
        // Shut down with the read in flight.
        drop(silent);
        drop(executor);
        // The thread that opens the pipe is let go. For both, because that does not wait, should it not have begun.
        drop(OpenOptions::new().read(true).write(true).open(path).unwrap());
    });
}

/// Another process, in which [`leaves_a_read_behind`] is the only test.
#[test]
fn a_program_that_ends_does_not_wait_for_reads_in_flight() {
    or_hangs(|| {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "leaves_a_read_behind", "--ignored", "--test-threads=1"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        assert!(child.wait().unwrap().success());
    });
}

#[test]
#[ignore = "run by another one, as a program of its own"]
fn leaves_a_read_behind() {
    let Some(path) = pipe("fifo_left_behind") else { return };
    let executor = Executor::new();
    let read = executor.spawn(fs::read_to_string(path));
    executor.run_until(manual_async_runtime::yield_now());
    assert!(!read.is_finished());
    // It is not even cancelled.
    std::mem::forget((read, executor));
}

/// Another process, in which [`has_many_readers`] is the only test.
#[test]
fn many_readers_share_few_threads() {
    or_hangs(|| {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "has_many_readers", "--ignored", "--test-threads=1"])
            .env("BLOCKING_MAX_THREADS", "4")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        assert!(child.wait().unwrap().success());
    });
}

#[test]
#[ignore = "run by another one, as a program of its own"]
fn has_many_readers() {
    let threads = || {
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        status.lines().find_map(|line| line.strip_prefix("Threads:")?.trim().parse::<usize>().ok())
    };
    let Some(before) = threads() else { return };
    // Four of the pool; that of the ring, and four by which the kernel looks up paths.
    let most = before + if cfg!(feature = "io-uring") { 4 + 1 + 4 } else { 4 };
    let executor = Executor::new();
    // What the system has in no file, and so can only be read by the pool.
    let reads: Vec<_> = (0..200).map(|_| executor.spawn(fs::read_to_string("/proc/self/status"))).collect();
    executor.run_until(manual_async_runtime::yield_now());
    assert!(threads().unwrap() <= most);
    executor.run().unwrap();
    for read in reads {
        assert!(executor.run_until(read).unwrap().contains("Threads:"));
    }
    // Those that wait for a byte for ever keep a thread each, and no more threads than there are.
    let Some(path) = pipe("fifo_of_many") else { return };
    let stuck: Vec<_> = (0..50).map(|_| executor.spawn(fs::read_to_string(path.clone()))).collect();
    executor.run_until(manual_async_runtime::yield_now());
    assert!(threads().unwrap() <= most);
    std::mem::forget((stuck, executor));
}

#[test]
fn an_executor_may_go_with_reads_in_flight() {
    let path = file_with("in_flight", large());
    let executor = Executor::new();
    for _ in 0..50 {
        let path = path.clone();
        let read = async move {
            let mut bytes = Vec::new();
            File::open(path).await?.read_to_end(&mut bytes).await
        };
        executor.spawn(read).detach();
    }
    executor.run_until(manual_async_runtime::yield_now());
    drop(executor);
}
