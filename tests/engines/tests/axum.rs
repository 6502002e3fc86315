//! Inside axum's handlers, behind real HTTP on loopback.

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    routing::{get, post},
};
use engines::{expected, receive_and_count};
use manual_async::manual_async;
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    thread,
};
use tokio::net::TcpListener;

type Visits = Arc<AtomicUsize>;

#[manual_async]
async fn number(State(visits): State<Visits>, Path(seed): Path<u64>) -> Result<String, StatusCode> {
    visits.fetch_add(1, SeqCst);
    let (number, lines) = receive_and_count(seed).await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(format!("{number} {lines}"))
}

#[manual_async]
async fn shout(body: Bytes) -> Result<String, StatusCode> {
    let text = String::from_utf8(body.to_vec()).map_err(|_| StatusCode::BAD_REQUEST)?;
    manual_async::yield_now().await;
    Ok(text.to_uppercase())
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rewritten_handlers_answer_requests() {
    let visits = Visits::default();
    let app =
        Router::new().route("/number/{seed}", get(number)).route("/shout", post(shout)).with_state(Arc::clone(&visits));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move { axum::serve(listener, app).await });
    let clients: Vec<_> = (0..10_u64)
        .map(|seed| {
            thread::spawn(move || {
                let (number, lines) = expected(seed);
                let answer = request(address, "GET", &format!("/number/{seed}"), b"");
                assert_eq!(answer, (200, format!("{number} {lines}")));
            })
        })
        .collect();
    tokio::task::spawn_blocking(move || {
        clients.into_iter().for_each(|client| client.join().unwrap());
        assert_eq!(request(address, "POST", "/shout", b"quiet"), (200, "QUIET".into()));
        assert_eq!(request(address, "POST", "/shout", b"\xff").0, 400);
        assert_eq!(request(address, "GET", "/number/none", b"").0, 400);
    })
    .await
    .unwrap();
    assert_eq!(visits.load(SeqCst), 10);
    server.abort();
}
