//! What all servers are asked.

use engines::{expected, request};
use std::{net::SocketAddr, thread};

/// How many numbers are asked for.
pub const NUMBERS: usize = 10;

/// Asks for numbers, all at the same time; then has something shouted; and is wrong twice.
pub fn check(address: SocketAddr) {
    let clients: Vec<_> = (0..NUMBERS as u64)
        .map(|seed| {
            thread::spawn(move || {
                let (number, lines) = expected(seed);
                let answer = request(address, "GET", &format!("/number/{seed}"), b"").unwrap();
                assert_eq!(answer, (200, format!("{number} {lines}")));
            })
        })
        .collect();
    clients.into_iter().for_each(|client| client.join().unwrap());
    assert_eq!(request(address, "POST", "/shout", b"quiet").unwrap(), (200, "QUIET".into()));
    assert_eq!(request(address, "POST", "/shout", b"\xff").unwrap().0, 400);
    assert!(matches!(request(address, "GET", "/number/none", b"").unwrap().0, 400 | 404));
}
