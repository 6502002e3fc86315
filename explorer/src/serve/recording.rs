//! The recording that the server was started with.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::fs::File;
use tokio::io::AsyncReadExt;

use super::Shared;

/// The longest recording that is handed on, in bytes.
const LONGEST: u64 = 64 << 20;

pub async fn recording(State(shared): State<Arc<Shared>>) -> Response {
    let Some(path) = &shared.recording else { return StatusCode::NO_CONTENT.into_response() };
    let mut lines = Vec::new();
    let read = async { File::open(path).await?.take(LONGEST + 1).read_to_end(&mut lines).await };
    match read.await {
        Ok(length) if length as u64 <= LONGEST => {
            ([(header::CONTENT_TYPE, "application/x-ndjson")], lines).into_response()
        }
        Ok(_) => (StatusCode::PAYLOAD_TOO_LARGE, "The recording is too long.").into_response(),
        Err(error) => (StatusCode::NOT_FOUND, format!("{} cannot be read: {error}", path.display())).into_response(),
    }
}
