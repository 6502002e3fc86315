//! What all servers are asked.

use engines::expected;
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    thread,
};

/// How many numbers are asked for.
pub const NUMBERS: usize = 10;

/// Asks for numbers, all at the same time; then has something shouted; and is wrong twice.
pub fn check(address: SocketAddr) {
    let clients: Vec<_> = (0..NUMBERS as u64)
        .map(|seed| {
            thread::spawn(move || {
                let (number, lines) = expected(seed);
                let answer = request(address, "GET", &format!("/number/{seed}"), b"");
                assert_eq!(answer, (200, format!("{number} {lines}")));
            })
        })
        .collect();
    clients.into_iter().for_each(|client| client.join().unwrap());
    assert_eq!(request(address, "POST", "/shout", b"quiet"), (200, "QUIET".into()));
    assert_eq!(request(address, "POST", "/shout", b"\xff").0, 400);
    assert!(matches!(request(address, "GET", "/number/none", b"").0, 400 | 404));
}

/// Sends one request, and gives the status and the body of the answer.
fn request(address: SocketAddr, method: &str, path: &str, body: &[u8]) -> (u16, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    let length = body.len();
    let head =
        format!("{method} {path} HTTP/1.1\r\nhost: loopback\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n");
    stream.write_all(&[head.as_bytes(), body].concat()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}
