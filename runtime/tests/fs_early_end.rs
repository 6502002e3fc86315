//! Linux 5.9 and 5.10 may say that a file ends where it does not, if they are asked not to wait. A filter does so here.
#![cfg(all(feature = "std", target_os = "linux"))]

mod support;

use manual_async_runtime::{
    block_on,
    fs::{self, File},
};
use rustix::io::{ReadWriteFlags, preadv2};
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, apply_filter_all_threads};
use std::io::IoSliceMut;
use support::{file_with, noise, run_alone};

/// The number of `preadv2`.
const PREADV2: i64 = if cfg!(target_arch = "x86_64") { 327 } else { 286 };
/// The number of `openat2`, which is the same on every architecture.
const OPENAT2: i64 = 437;

/// From now on this call does nothing, and gives this error, or zero.
fn answer(call: i64, errno: u32) {
    let arch = std::env::consts::ARCH.try_into().unwrap();
    let answered = [(call, Vec::new())].into_iter().collect();
    let filter = SeccompFilter::new(answered, SeccompAction::Allow, SeccompAction::Errno(errno), arch).unwrap();
    apply_filter_all_threads(&BpfProgram::try_from(filter).unwrap()).unwrap();
}

/// Reads files in all ways there are, when whoever asks for what is in memory is told that there is nothing more.
fn reads_beyond_an_early_end(name: &str) {
    for length in [0, 1, 4096, 100_000, 1 << 20, 3 << 20] {
        let content = noise(length).into_iter().map(|byte| byte & 0x7f).collect::<Vec<_>>();
        let path = file_with(&format!("{name}_{length}"), &content);
        let opened = std::fs::File::open(&path).unwrap();
        let early = preadv2(opened, &mut [IoSliceMut::new(&mut [0; 10])], 0, ReadWriteFlags::NOWAIT);
        assert_eq!(early, Ok(0), "the filter does not work");
        assert!(block_on(fs::read_to_string(&path)).unwrap().as_bytes() == content, "{length} bytes differ");
        let mut file = block_on(File::open(&path)).unwrap();
        let (mut bytes, mut begin) = (Vec::new(), [0; 10]);
        assert_eq!(block_on(file.read(&mut begin)).unwrap(), length.min(10));
        bytes.extend(&begin[..length.min(10)]);
        block_on(file.read_to_end(&mut bytes)).unwrap();
        assert!(bytes == content, "{length} bytes differ");
        bytes.clear();
        block_on(async { File::open(&path).await?.read_to_end(&mut bytes).await }).unwrap();
        assert!(bytes == content, "{length} bytes differ");
        std::fs::remove_file(path).unwrap();
    }
}

#[test]
fn an_end_that_comes_early_is_not_believed() {
    run_alone("is_told_of_an_early_end");
    run_alone("is_told_of_an_early_end_by_an_old_kernel");
}

#[test]
#[ignore = "run by another one, as a program of its own"]
fn is_told_of_an_early_end() {
    answer(PREADV2, 0);
    reads_beyond_an_early_end("early_end");
}

/// One that opens no file on the condition that it does not have to wait.
#[test]
#[ignore = "run by another one, as a program of its own"]
fn is_told_of_an_early_end_by_an_old_kernel() {
    const EINVAL: u32 = 22;
    answer(PREADV2, 0);
    answer(OPENAT2, EINVAL);
    reads_beyond_an_early_end("early_end_old");
}
