//! The file reader, with `std::fs` as the oracle.
#![cfg(feature = "std")]

mod support;

use manual_async_runtime::{
    Executor, block_on,
    fs::{self, File, Open, Read, ReadPathToString, ReadToEnd, ReadToString},
    yield_now,
};
use std::{
    cell::Cell,
    future::poll_fn,
    io::{self, Read as _, Write as _},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    pin::pin,
    task::Poll,
};
use support::{file_with, message, noise, poll_once};

/// An error, as far as two of them can be compared.
type Facts = (io::ErrorKind, Option<i32>, String);

fn facts<T>(result: io::Result<T>) -> Result<T, Facts> {
    result.map_err(|error| (error.kind(), error.raw_os_error(), error.to_string()))
}

#[test]
fn a_file_is_read_to_its_end() {
    // Around the sizes of pieces, and beyond the largest.
    for length in [0, 1, 4095, 8192, 8193, (1 << 20) - 1, 1 << 20, (8 << 20) - 1, 8 << 20, (8 << 20) + 1, 20 << 20] {
        let content = noise(length);
        let path = file_with(&format!("to_end_{length}"), &content);
        let mut bytes = b"before".to_vec();
        let count = block_on(async { File::open(&path).await?.read_to_end(&mut bytes).await }).unwrap();
        assert_eq!(count, length);
        assert!(bytes.strip_prefix(b"before").unwrap() == content, "{length} bytes differ");
        std::fs::remove_file(path).unwrap();
    }
}

#[test]
fn what_is_read_goes_where_there_is_room_for_it() {
    for length in [0, 1, 4000, 100_000, 1 << 20, 3 << 20] {
        let path = file_with("room", "x".repeat(length));
        for (before, capacity) in
            [(0, 0), (0, length), (0, length + 1), (0, 10 << 20), (7, 100), (7, length + 7), (200_000, 0)]
        {
            let (mut bytes, mut text) = (Vec::with_capacity(capacity), String::with_capacity(capacity));
            bytes.resize(before, b'.');
            text.push_str(&".".repeat(before));
            let places = [(bytes.as_ptr(), bytes.capacity()), (text.as_ptr(), text.capacity())];
            block_on(async { File::open(&path).await?.read_to_end(&mut bytes).await }).unwrap();
            block_on(async { File::open(&path).await?.read_to_string(&mut text).await }).unwrap();
            let now = [(bytes.as_ptr(), bytes.capacity()), (text.as_ptr(), text.capacity())];
            for ((place, capacity), (now, capacity_now)) in places.into_iter().zip(now) {
                let case = format!("{length} bytes behind {before} with room for {capacity}");
                assert!(capacity_now >= capacity, "{case}, and then for {capacity_now}");
                // Many bytes do not go where there is nothing.
                let stays = capacity >= before + length && (before > 0 || length <= 1 << 20);
                assert!(now == place || !stays, "{case}");
            }
            assert!(bytes == text.as_bytes() && bytes.len() == before + length);
        }
    }
}

#[test]
fn text_is_appended() {
    let path = file_with("text", "ä text\nwith ünicode");
    let mut text = String::from("before ");
    let count = block_on(async { File::open(&path).await?.read_to_string(&mut text).await }).unwrap();
    assert_eq!(text, "before ä text\nwith ünicode");
    assert_eq!(count, text.len() - 7);
    assert_eq!(block_on(fs::read_to_string(&path)).unwrap(), std::fs::read_to_string(&path).unwrap());
}

#[test]
fn read_gives_bounded_pieces_and_then_nothing() {
    let content = noise(3 << 20);
    let path = file_with("pieces", &content);
    for room in [1000, 8192, 100_000, 5 << 20] {
        let mut file = block_on(File::open(&path)).unwrap();
        let (mut buf, mut all) = (vec![0_u8; room], Vec::<u8>::new());
        loop {
            let count = block_on(file.read(&mut buf)).unwrap();
            if count == 0 {
                break;
            }
            all.extend(&buf[..count]);
        }
        assert!(all == content);
        assert_eq!(block_on(file.read(&mut buf)).unwrap(), 0);
    }
}

#[test]
fn an_empty_buffer_is_filled_at_once() {
    let path = file_with("empty_buffer", "text");
    let mut file = block_on(File::open(&path)).unwrap();
    assert!(matches!(poll_once(&mut file.read(&mut [])), Poll::Ready(Ok(0))));
}

#[test]
fn kinds_of_reads_can_be_mixed() {
    let path = file_with("mixed", "one two three");
    block_on(async {
        let mut file = File::open(&path).await.unwrap();
        let mut buf = [0; 4];
        assert_eq!(file.read(&mut buf).await.unwrap(), 4);
        assert_eq!(&buf, b"one ");
        let mut text = String::new();
        assert_eq!(file.read_to_string(&mut text).await.unwrap(), 9);
        assert_eq!(text, "two three");
        // Nothing is left; but what is written later is found.
        assert_eq!(file.read_to_string(&mut text).await.unwrap(), 0);
        std::fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(b" four").unwrap();
        assert_eq!(file.read_to_string(&mut text).await.unwrap(), 5);
        assert_eq!(text, "two three four");
    });
}

#[test]
fn a_file_that_is_open_already_is_read_from_where_it_stands() {
    let mut file = std::fs::File::open(file_with("stands", "one two")).unwrap();
    file.read_exact(&mut [0; 4]).unwrap();
    let mut text = String::new();
    block_on(File::from(file).read_to_string(&mut text)).unwrap();
    assert_eq!(text, "two");
}

#[test]
fn files_that_do_not_know_their_size_are_read_whole() {
    let path = Path::new("/proc/self/limits");
    if let Ok(expected) = std::fs::read_to_string(path) {
        assert_eq!(block_on(fs::read_to_string(path)).unwrap(), expected);
    }
}

/// Opens and reads a path in both ways, with the standard library and with the futures.
fn both_ways(path: &Path) -> [Result<String, Facts>; 3] {
    let mut text = String::new();
    let in_steps = async { File::open(path).await?.read_to_string(&mut text).await };
    let in_steps = facts(block_on(in_steps)).map(|_| text);
    [facts(std::fs::read_to_string(path)), facts(block_on(fs::read_to_string(path))), in_steps]
}

#[test]
fn errors_are_those_of_std() {
    let regular = file_with("regular", "text");
    let forbidden = file_with("forbidden", "secret");
    make_unreadable(&forbidden);
    let cases = [
        PathBuf::from("no/such/file"),
        PathBuf::new(),
        PathBuf::from("nul\0inside"),
        PathBuf::from("a".repeat(10_000)),
        regular.join("not a directory"),
        Path::new(env!("CARGO_TARGET_TMPDIR")).to_owned(),
        file_with("latin1", b"caf\xe9"),
        file_with("cut", &"ä".as_bytes()[..1]),
        // Whoever may read everything reads this as well.
        forbidden,
        regular,
    ];
    for path in cases {
        let [expected, at_once, in_steps] = both_ways(&path);
        assert_eq!(at_once, expected, "{path:?}");
        assert_eq!(in_steps, expected, "{path:?}");
    }
}

#[test]
fn the_kinds_of_errors_are_the_known_ones() {
    let kind = |path: &Path| block_on(fs::read_to_string(path)).unwrap_err().kind();
    assert_eq!(kind(Path::new("no/such/file")), io::ErrorKind::NotFound);
    assert_eq!(kind(&file_with("invalid", b"\xff")), io::ErrorKind::InvalidData);
    if cfg!(unix) {
        assert_eq!(kind(Path::new(env!("CARGO_TARGET_TMPDIR"))), io::ErrorKind::IsADirectory);
    }
}

#[cfg(unix)]
fn make_unreadable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, PermissionsExt::from_mode(0o200)).unwrap();
}

#[cfg(not(unix))]
fn make_unreadable(_path: &Path) {}

#[test]
fn invalid_text_leaves_the_string_as_it_was() {
    let path = file_with("invalid_text", b"good, then \xff");
    let mut text = String::from("before");
    let mut file = block_on(File::open(&path)).unwrap();
    let error = block_on(file.read_to_string(&mut text)).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidData);
    assert_eq!(text, "before");
    // As with the standard library, the bytes are gone.
    assert_eq!(block_on(file.read_to_string(&mut text)).unwrap(), 0);
}

/// Reads 16 MiB of a file, a buffer at a time, beside a task that is always ready: how often each was polled.
fn polls_beside_another_task(path: &Path, size: usize) -> (usize, usize) {
    let (polls, others) = (Cell::new(0), Cell::new(0));
    let executor = Executor::new();
    let other = async {
        loop {
            others.set(others.get() + 1);
            yield_now().await;
        }
    };
    executor.spawn(other).detach();
    let mut reads = pin!(async {
        let (mut file, mut buf, mut rest) = (File::open(path).await.unwrap(), vec![0; size], 16 << 20);
        while rest > 0 {
            rest -= file.read(&mut buf).await.unwrap().min(rest);
        }
    });
    executor.run_until(poll_fn(|cx| {
        polls.set(polls.get() + 1);
        reads.as_mut().poll(cx)
    }));
    (polls.get(), others.get())
}

#[test]
fn others_have_their_turn_while_a_large_file_is_read() {
    let path = file_with("turns", noise(16 << 20));
    for path in [&path, Path::new("/dev/zero")].into_iter().filter(|path| path.exists()) {
        for size in [1000, 8 << 10, 64 << 10, 5 << 20] {
            // In turns of 64 KiB, or pieces of 1 MiB if they come from the pool.
            let (polls, others) = polls_beside_another_task(path, size);
            assert!(polls > 15 && others > 15, "{size} bytes: {polls} polls, and {others} of another task");
        }
    }
}

/// Polls once more after completion, and gives what the panic says.
fn polled_again<F: Future + Unpin>(mut future: F) -> String {
    block_on(&mut future);
    let panic = catch_unwind(AssertUnwindSafe(|| poll_once(&mut future).is_ready())).unwrap_err();
    message(&*panic).to_owned()
}

#[test]
fn futures_that_are_polled_after_completion_say_so() {
    let path = file_with("polled_again", "text");
    let mut file = block_on(File::open(&path)).unwrap();
    let said = [
        ("Open", polled_again(File::open(&path))),
        ("ReadPathToString", polled_again(fs::read_to_string(&path))),
        ("Read", polled_again(file.read(&mut [0; 2]))),
        ("ReadToEnd", polled_again(file.read_to_end(&mut Vec::new()))),
        ("ReadToString", polled_again(file.read_to_string(&mut String::new()))),
    ];
    for (name, said) in said {
        assert_eq!(said, format!("`{name}` was polled after completion"));
    }
}

#[test]
fn nothing_happens_before_the_first_poll() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("made_late");
    let _ = std::fs::remove_file(&path);
    let (open, text) = (File::open(&path), fs::read_to_string(&path));
    std::fs::write(&path, "late").unwrap();
    assert!(block_on(open).is_ok());
    assert_eq!(block_on(text).unwrap(), "late");
}

#[test]
fn hundreds_of_files_are_read_at_once() {
    let paths: Vec<_> = (0..300).map(|n| file_with(&format!("many_{n}"), format!("file {n}"))).collect();
    let texts = Executor::new().run_all(paths.iter().map(fs::read_to_string));
    for (n, text) in texts.into_iter().enumerate() {
        assert_eq!(text.unwrap(), format!("file {n}"));
    }
}

#[test]
fn all_futures_can_go_to_another_thread_and_be_moved() {
    fn check<T: Send + Sync + Unpin>() {}
    check::<File>();
    check::<Open>();
    check::<Read<'_>>();
    check::<ReadToEnd<'_>>();
    check::<ReadToString<'_>>();
    check::<ReadPathToString>();
}
