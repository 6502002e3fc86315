//! The ring by itself. Pipes keep an order in flight as long as one likes.

use super::*;
use crate::{block_on, fs::HERE};
use std::{
    io::PipeWriter,
    os::fd::OwnedFd,
    pin::Pin,
    task::{Context, Wake, Waker},
    time::Duration,
};

/// A ring, or none where the system refuses it; then there is nothing to test here.
fn ring() -> Option<Ring> {
    Ring::start(set_up).inspect_err(|error| eprintln!("there is no ring to test: {error}")).ok()
}

fn pipe() -> (Arc<File>, PipeWriter) {
    let (reader, writer) = io::pipe().unwrap();
    (Arc::new(OwnedFd::from(reader).into()), writer)
}

fn is_pending(operation: &mut Operation) -> bool {
    Pin::new(operation).poll(&mut Context::from_waker(Waker::noop())).is_pending()
}

/// When this returns, the system has all orders that were there before.
fn until_begun(ring: &Ring) {
    block_on(ring.look_up(Path::new("/")).unwrap());
}

#[test]
fn a_ring_that_is_refused_is_an_error() {
    // ENOSYS, EPERM, EACCES, ENOMEM, EMFILE.
    for errno in [38, 1, 13, 12, 24] {
        let refused = Ring::start(|| Err(io::Error::from_raw_os_error(errno)));
        assert_eq!(refused.err().unwrap().raw_os_error(), Some(errno));
    }
}

#[test]
fn a_kernel_that_knows_no_call_is_not_enough() {
    assert!(!can_all(&Probe::new()));
}

#[test]
fn bytes_are_read_at_an_offset_and_where_the_file_stands() {
    let Some(ring) = ring() else { return };
    let expected = std::fs::read("Cargo.toml").unwrap();
    let file = Arc::new(File::open("Cargo.toml").unwrap());
    let read = |from, offset| {
        let Done { room, count } = block_on(ring.read(Arc::clone(&file), vec![b'.'; 20], from, offset));
        assert_eq!(count, Some(20 - from));
        room
    };
    assert_eq!(read(0, 7), expected[7..27]);
    assert_eq!(read(0, HERE), expected[..20]);
    assert_eq!(read(5, HERE), [b".....", &expected[20..35]].concat());
    let end = block_on(ring.read(file, vec![0; 20], 0, expected.len() as u64));
    assert_eq!(end.count, Some(0));
}

#[test]
fn what_fails_gives_nothing() {
    let Some(ring) = ring() else { return };
    let folder = Arc::new(File::open(".").unwrap());
    assert_eq!(block_on(ring.read(folder, vec![0; 10], 0, HERE)).count, None);
    assert_eq!(block_on(ring.look_up(Path::new("no such file")).unwrap()).count, None);
    assert!(ring.look_up(Path::new("nul\0inside")).is_none());
}

#[test]
fn what_a_dropped_operation_uses_stays_until_the_system_is_through() {
    let Some(ring) = ring() else { return };
    let (file, mut writer) = pipe();
    let room = vec![0; 4096];
    let address = room.as_ptr();
    let mut operation = ring.read(file, room, 0, HERE);
    assert!(is_pending(&mut operation));
    until_begun(&ring);
    drop(operation);
    // Somebody else gets all the memory there is, and not that.
    let others = vec![vec![7_u8; 4096]; 1000];
    assert!(others.iter().all(|other| other.as_ptr() != address));
    // The file is still open. What is written goes to nobody.
    writer.write_all(&[1; 4096]).unwrap();
    until_begun(&ring);
    assert!(others.iter().flatten().all(|&byte| byte == 7));
    // Then it is let go.
    let closed = (0..60_000).find_map(|_| {
        thread::sleep(Duration::from_millis(1));
        writer.write_all(&[1]).err()
    });
    assert_eq!(closed.unwrap().kind(), io::ErrorKind::BrokenPipe);
}

#[test]
fn more_than_may_be_in_flight_wait_for_their_turn() {
    let Some(ring) = ring() else { return };
    let pipes: Vec<_> = (0..3 * MOST_IN_FLIGHT).map(|_| pipe()).collect();
    let read = |(file, _): &(Arc<File>, PipeWriter)| ring.read(Arc::clone(file), vec![0; 4], 0, HERE);
    let mut operations: Vec<_> = pipes.iter().map(read).collect();
    assert!(operations.iter_mut().all(is_pending));
    // A third of them is given up, wherever it is.
    let mut nth = 0;
    operations.retain(|_| {
        nth += 1;
        nth % 3 != 0
    });
    for (n, (_, writer)) in pipes.iter().enumerate() {
        (&*writer).write_all(&(n as u32).to_ne_bytes()).unwrap();
    }
    let read = operations.into_iter().map(|operation| block_on(operation).room);
    let expected = (0..3 * MOST_IN_FLIGHT).filter(|n| n % 3 != 2).map(|n| n.to_ne_bytes().to_vec());
    assert!(read.eq(expected));
}

#[test]
fn a_waker_that_panics_keeps_nobody_else_waiting() {
    struct Panics;
    impl Wake for Panics {
        fn wake(self: Arc<Self>) {
            panic!("on purpose");
        }
    }
    let Some(ring) = ring() else { return };
    let (file, mut writer) = pipe();
    let mut operation = ring.read(file, vec![0; 10], 0, HERE);
    let polled = Pin::new(&mut operation).poll(&mut Context::from_waker(&Arc::new(Panics).into()));
    assert!(polled.is_pending());
    writer.write_all(b"text").unwrap();
    let (file, mut writer) = pipe();
    writer.write_all(b"text").unwrap();
    assert_eq!(block_on(ring.read(file, vec![0; 10], 0, HERE)).count, Some(4));
    assert_eq!(block_on(operation).count, Some(4));
}

#[test]
fn nobody_waits_for_a_thread_that_has_ended() {
    let Ok(uring) = set_up() else { return };
    let inbox = Arc::new(Inbox { orders: Mutex::new(Some(Vec::new())), bell: pipe().0 });
    let mut driver = Driver::new(uring, Arc::clone(&inbox));
    let (file, _writer) = pipe();
    let read = || What::Read { file: Arc::clone(&file), from: 0, offset: HERE };
    let (begun, mut in_flight) = Order::new(read(), vec![0; 10]);
    driver.begin(begun);
    let never_seen = Order::new(read(), vec![0; 10]);
    inbox.lock().as_mut().unwrap().push(never_seen.0);
    assert!(is_pending(&mut in_flight));
    drop(driver);
    let done = block_on::<Operation>;
    assert!(matches!(done(in_flight), Done { count: None, room } if room.is_empty()));
    assert!(matches!(done(never_seen.1), Done { count: None, room } if room.len() == 10));
    assert!(matches!(done(inbox.put(read(), vec![0; 10])), Done { count: None, room } if room.len() == 10));
}

#[test]
fn polled_by_another_the_newest_waker_is_woken() {
    let Some(ring) = ring() else { return };
    let (file, mut writer) = pipe();
    let mut operation = ring.read(file, vec![0; 10], 0, HERE);
    assert!(is_pending(&mut operation));
    let writes = thread::spawn(move || {
        thread::sleep(Duration::from_millis(10));
        writer.write_all(b"text").unwrap();
    });
    assert!(matches!(block_on(operation), Done { count: Some(4), .. }));
    writes.join().unwrap();
}
