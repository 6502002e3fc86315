//! Inside axum's handlers, behind real HTTP on loopback.

mod http;

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    routing::{get, post},
};
use engines::receive_and_count;
use manual_async::manual_async;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::SeqCst},
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rewritten_handlers_answer_requests() {
    let visits = Visits::default();
    let app =
        Router::new().route("/number/{seed}", get(number)).route("/shout", post(shout)).with_state(Arc::clone(&visits));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move { axum::serve(listener, app).await });
    tokio::task::spawn_blocking(move || http::check(address)).await.unwrap();
    assert_eq!(visits.load(SeqCst), http::NUMBERS);
    server.abort();
}
