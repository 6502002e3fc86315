//! `manual-async serve`: the page. It listens on this machine alone, and asks nobody else for anything.

mod answers;
mod assets;
mod examples;
mod guard;
mod recording;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use clap::Args;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::failure::{Failure, Result};
use crate::output;

/// The longest source that is taken, in bytes.
const BODY: usize = 256 << 10;
/// How many functions are expanded at the same time; who comes later waits.
const AT_ONCE: usize = 4;

#[derive(Args)]
pub struct Options {
    /// The port to listen on; 0 for any that is free.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Ends after so many seconds, if nobody ends it before.
    #[arg(long, value_name = "SECONDS")]
    stop_after: Option<f64>,
    /// A recording to play, as JSON lines.
    #[arg(long, value_name = "FILE")]
    recording: Option<PathBuf>,
    /// How long one request may take, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 10.0)]
    deadline: f64,
}

/// What all requests share.
struct Shared {
    /// Where it listens.
    address: SocketAddr,
    deadline: Duration,
    /// Read anew for each page that opens.
    recording: Option<PathBuf>,
    turns: Semaphore,
    spare: answers::Spare,
}

/// Serves the page until somebody presses Ctrl-C.
///
/// # Errors
///
/// If it cannot listen on the port.
pub fn run(options: &Options) -> Result<()> {
    let failed = |error: std::io::Error| Failure::Serving { port: options.port, why: error.to_string() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    runtime.block_on(serve(options)).map_err(failed)
}

async fn serve(options: &Options) -> std::io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
    let shared = Arc::new(Shared {
        address: listener.local_addr()?,
        deadline: seconds(options.deadline),
        recording: options.recording.clone(),
        turns: Semaphore::new(AT_ONCE),
        spare: answers::Spare::default(),
    });
    shared.spare.fill();
    output::print(&format!("The explorer is at http://{}/ until you press Ctrl-C.\n", shared.address));
    let pages = Router::new()
        .route("/", get(assets::page))
        .route("/{file}", get(assets::file))
        .route("/api/examples", get(examples::list))
        .route("/api/recording", get(recording::recording))
        .route("/api/machine", post(answers::machine))
        .layer(DefaultBodyLimit::max(BODY))
        .layer(from_fn_with_state(shared.clone(), guard::guard))
        .with_state(shared);
    axum::serve(listener, pages).with_graceful_shutdown(stop(options.stop_after)).await
}

/// Ready when it is time to stop.
async fn stop(after: Option<f64>) {
    let over = async {
        match after {
            Some(after) => tokio::time::sleep(seconds(after)).await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = over => {}
    }
}

fn seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or(Duration::ZERO)
}
