//! What has to be waited for goes through the ring, and through the pool where the kernel refuses one.
#![cfg(all(feature = "io-uring", target_os = "linux"))]

mod support;

use manual_async_runtime::{
    Executor, block_on,
    fs::{self, File},
};
use rustix::{
    fs::{Advice, fadvise},
    io::{ReadWriteFlags, preadv2},
};
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, apply_filter_all_threads};
use std::{
    fs::OpenOptions,
    io::IoSliceMut,
    path::{Path, PathBuf},
};
use support::{file_with, noise, poll_and_wait, poll_once, read_though_cancelled, run_alone};

/// Has the system forget what is in a file. False if it does not, because the files are in memory in the first place.
fn forget(path: &Path) -> bool {
    let file = OpenOptions::new().read(true).write(true).open(path).unwrap();
    // What is not on the disc yet stays in memory.
    file.sync_all().unwrap();
    fadvise(&file, 0, None, Advice::DontNeed).unwrap();
    preadv2(&file, &mut [IoSliceMut::new(&mut [0])], 0, ReadWriteFlags::NOWAIT).is_err()
}

/// The names of the threads there are.
fn threads() -> Vec<String> {
    let threads = std::fs::read_dir("/proc/self/task").unwrap();
    let names = threads.filter_map(|thread| std::fs::read_to_string(thread.unwrap().path().join("comm")).ok());
    names.map(|name| name.trim().to_owned()).collect()
}

fn text(length: usize) -> String {
    "€".repeat(length / 3) + &"xx"[..length % 3]
}

/// Reads files that are not in memory in all ways there are. False if nothing is ever forgotten here.
fn reads_what_is_forgotten(name: &str) -> bool {
    for length in [1, 1024, 4096, 100_000, 1 << 20, 3 << 20] {
        let (path, content) = (file_with(&format!("{name}_{length}"), text(length)), text(length));
        if !forget(&path) {
            eprintln!("nothing is forgotten here");
            return false;
        }
        assert!(block_on(fs::read_to_string(&path)).unwrap() == content, "{length} bytes differ");
        forget(&path);
        let mut file = block_on(File::open(&path)).unwrap();
        let (mut begin, mut rest) = ([0], Vec::new());
        assert_eq!(block_on(file.read(&mut begin)).unwrap(), 1);
        forget(&path);
        block_on(file.read_to_end(&mut rest)).unwrap();
        assert!(begin == content.as_bytes()[..1] && rest == content.as_bytes()[1..], "{length} bytes differ");
        std::fs::remove_file(path).unwrap();
    }
    true
}

#[test]
fn what_has_to_be_waited_for_needs_no_pool() {
    run_alone("uses_the_ring");
}

#[test]
#[ignore = "run by another one, as a program of its own"]
fn uses_the_ring() {
    let path = file_with("small", text(10_000));
    // To make one is how to know whether the kernel lets us.
    if io_uring::IoUring::<io_uring::squeue::Entry>::new(2).is_err() || !forget(&path) {
        return eprintln!("there is no ring here, or nothing to wait for");
    }
    // The system may have begun to read when it was asked whether it has to, and be through with it.
    let is_used = (0..1000).any(|_| {
        forget(&path);
        assert_eq!(block_on(fs::read_to_string(&path)).unwrap(), text(10_000));
        threads().contains(&"file ring".into())
    });
    let threads = threads();
    assert!(is_used, "{threads:?}");
    assert!(!threads.iter().any(|name| name.starts_with("blocking")), "{threads:?}");
}

#[test]
fn all_of_it_is_read_whatever_is_missing() {
    reads_what_is_forgotten("forgotten");
}

#[test]
fn where_the_kernel_refuses_the_ring_the_pool_reads() {
    run_alone("is_refused_eperm");
    run_alone("is_refused_enosys");
}

#[test]
#[ignore = "run by another one, as a program of its own"]
fn is_refused_eperm() {
    is_refused(1);
}

#[test]
#[ignore = "run by another one, as a program of its own"]
fn is_refused_enosys() {
    is_refused(38);
}

/// As in a container whose filter does not let anybody make a ring.
fn is_refused(errno: u32) {
    /// The same number on every architecture.
    const IO_URING_SETUP: i64 = 425;
    let arch = std::env::consts::ARCH.try_into().unwrap();
    let refused = [(IO_URING_SETUP, Vec::new())].into_iter().collect();
    let filter = SeccompFilter::new(refused, SeccompAction::Allow, SeccompAction::Errno(errno), arch).unwrap();
    apply_filter_all_threads(&BpfProgram::try_from(filter).unwrap()).unwrap();
    let error = io_uring::IoUring::<io_uring::squeue::Entry>::new(2).err().unwrap();
    assert_eq!(error.raw_os_error(), Some(errno as i32));
    if reads_what_is_forgotten(&format!("refused_{errno}")) {
        let threads = threads();
        assert!(!threads.contains(&"file ring".into()), "{threads:?}");
        assert!(threads.iter().any(|name| name.starts_with("blocking")), "{threads:?}");
    }
}

fn forgotten_files(name: &str, count: usize) -> Vec<PathBuf> {
    let paths: Vec<_> = (0..count).map(|n| file_with(&format!("{name}_{n}"), format!("file {n}"))).collect();
    for path in &paths {
        forget(path);
    }
    paths
}

#[test]
fn more_files_than_may_be_in_flight_are_read_at_once() {
    let paths = forgotten_files("ring_many", 400);
    let texts = Executor::new().run_all(paths.iter().map(fs::read_to_string));
    for (n, text) in texts.into_iter().enumerate() {
        assert_eq!(text.unwrap(), format!("file {n}"));
    }
}

#[test]
fn what_is_cancelled_in_flight_disturbs_nobody() {
    let paths = forgotten_files("ring_cancelled", 200);
    let mut files: Vec<_> = paths.iter().map(|path| (block_on(File::open(path)).unwrap(), Vec::new())).collect();
    for (path, (file, bytes)) in paths.iter().zip(&mut files) {
        // Of some, the future and all; of others, the future of a file that goes on.
        drop(poll_once(&mut fs::read_to_string(path)));
        // Should all be there by now, it is given out.
        drop(poll_once(&mut file.read_to_end(bytes)));
    }
    for (n, (mut file, mut bytes)) in files.into_iter().enumerate().filter(|(n, _)| n % 2 == 0) {
        block_on(file.read_to_end(&mut bytes)).unwrap();
        assert_eq!(bytes, format!("file {n}").into_bytes());
    }
}

#[test]
fn a_read_cancelled_with_its_answer_there_loses_nothing() {
    let content = noise(500_000);
    let path = file_with("ring_answered", &content);
    let file = block_on(File::open(&path)).unwrap();
    let all = read_though_cancelled(file, 30_000, |file, buf| {
        forget(&path);
        poll_and_wait(&mut file.read(buf))
    });
    assert!(all == content);
}

#[test]
fn a_file_may_shrink_or_grow_while_nothing_of_it_is_in_memory() {
    for length in [0, 5_000, 300_000, 2 << 20] {
        let path = file_with("ring_changes", text(100_000));
        let (mut file, mut bytes) = (block_on(File::open(&path)).unwrap(), Vec::new());
        let mut reading = fs::read_to_string(&path);
        forget(&path);
        let _ = poll_once(&mut reading);
        OpenOptions::new().write(true).open(&path).unwrap().set_len(length).unwrap();
        forget(&path);
        block_on(file.read_to_end(&mut bytes)).unwrap();
        assert_eq!(bytes.len() as u64, length);
        // This one may have read something before, and a character may have been cut.
        if let Ok(text) = block_on(reading) {
            assert!(text.len() as u64 >= length.min(4096), "{} bytes, not {length}", text.len());
        }
    }
}

#[test]
fn an_executor_may_go_with_orders_in_flight() {
    let paths = forgotten_files("ring_in_flight", 300);
    let executor = Executor::new();
    for path in paths.clone() {
        executor.spawn(fs::read_to_string(path)).detach();
    }
    executor.run_until(manual_async_runtime::yield_now());
    drop(executor);
    assert_eq!(block_on(fs::read_to_string(&paths[7])).unwrap(), "file 7");
}

#[test]
fn a_program_that_ends_does_not_wait_for_orders_in_flight() {
    run_alone("leaves_orders_behind");
}

#[test]
#[ignore = "run by another one, as a program of its own"]
fn leaves_orders_behind() {
    let paths = forgotten_files("ring_left_behind", 100);
    let mut reads: Vec<_> = paths.iter().map(fs::read_to_string).collect();
    reads.iter_mut().for_each(|read| drop(poll_once(read)));
    std::mem::forget(reads);
}
