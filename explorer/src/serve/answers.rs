//! The functions in a source, as machines.
//!
//! Each source is given to a process of its own, this program once more: whatever is in it, the server goes on, and
//! what takes too long can be ended.

use std::process::{ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use super::Shared;

/// The longest answer that is handed on, in bytes.
const ANSWER: u64 = 32 << 20;

pub async fn machine(State(shared): State<Arc<Shared>>, source: Bytes) -> Response {
    let Ok(_turn) = shared.turns.acquire().await else {
        return (StatusCode::SERVICE_UNAVAILABLE, "The server stops.").into_response();
    };
    let answer = expand(&shared.spare, &source).await;
    let state = shared.clone();
    tokio::spawn(async move { state.spare.fill() });
    match answer {
        Ok((status, answer)) if status.code().is_some_and(|code| code <= 4) => {
            ([(header::CONTENT_TYPE, "application/json")], answer).into_response()
        }
        Ok((_, answer)) if answer.len() as u64 > ANSWER => {
            (StatusCode::PAYLOAD_TOO_LARGE, "What becomes of this is too long to be shown.").into_response()
        }
        Ok(_) => {
            let words =
                "The compiler did not survive this. That is a bug in manual-async; please report it with this source.";
            (StatusCode::INTERNAL_SERVER_ERROR, words).into_response()
        }
        Err(error) => {
            (StatusCode::INTERNAL_SERVER_ERROR, format!("The compiler cannot be run: {error}")).into_response()
        }
    }
}

/// A process that waits for the next source: starting one takes longer than what most sources ask of it.
#[derive(Default)]
pub struct Spare(Mutex<Option<Child>>);

impl Spare {
    /// It, or one that is started now. When it is dropped, the process ends.
    fn take(&self) -> std::io::Result<Child> {
        let spare = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        match spare.map(|mut child| (child.try_wait(), child)) {
            Some((Ok(None), child)) => Ok(child),
            _ => start(),
        }
    }

    /// Starts one if there is none. If that fails, whoever takes it is told so.
    pub fn fill(&self) {
        let mut spare = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if spare.is_none() {
            *spare = start().ok();
        }
    }
}

/// Starts `manual-async expand --json`.
fn start() -> std::io::Result<Child> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["expand", "-", "--json"]).kill_on_drop(true);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
}

/// When this future is dropped, the process ends.
async fn expand(spare: &Spare, source: &[u8]) -> std::io::Result<(ExitStatus, Vec<u8>)> {
    let mut child = spare.take()?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let ((), answer) = tokio::join!(give(input, source), take(output));
    let answer = answer?;
    if answer.len() as u64 > ANSWER {
        child.start_kill()?;
    }
    Ok((child.wait().await?, answer))
}

/// It may stop reading before the end.
async fn give(input: Option<ChildStdin>, source: &[u8]) {
    if let Some(mut input) = input {
        let _ = input.write_all(source).await;
    }
}

async fn take(output: Option<ChildStdout>) -> std::io::Result<Vec<u8>> {
    let mut answer = Vec::new();
    if let Some(output) = output {
        output.take(ANSWER + 1).read_to_end(&mut answer).await?;
    }
    Ok(answer)
}
