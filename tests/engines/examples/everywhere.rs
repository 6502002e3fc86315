//! The same rewritten function on every engine, unchanged: on the bundled executor, on tokio's threads, on smol's, on embassy's
//! executor with its static tasks, and inside the handlers of axum and of actix-web, behind HTTP on loopback.
//!
//! Run: `cargo run -p engines --example everywhere`, or with `-- 500` for so many calls on each.
#![forbid(unsafe_code)]

use actix_web::{App, HttpServer};
use engines::{expected, receive_and_count, request};
use manual_async::manual_async;
use static_cell::StaticCell;
use std::{io, net::SocketAddr, sync::mpsc, thread, time::Instant};

/// A number that was received, and the lines of a file.
type Output = (i32, usize);
type Run = fn(u64) -> io::Result<Vec<Output>>;

fn main() -> io::Result<()> {
    let count = std::env::args().nth(1).map_or(100, |arg| arg.parse().expect("the argument is a number of calls"));
    let outputs: Vec<_> = (0..count).map(expected).collect();
    let engines: [(&str, Run); 6] = [
        ("bundled", on_the_bundled_executor),
        ("tokio", on_tokio),
        ("smol", on_smol),
        ("embassy", on_embassy),
        ("axum", in_axum),
        ("actix-web", in_actix_web),
    ];
    println!("receive_and_count, {count} times at once:");
    for (name, run) in engines {
        let start = Instant::now();
        assert_eq!(run(count)?, outputs, "{name}");
        println!("  {name:10} {:>9.2?}", start.elapsed());
    }
    println!("All gave the same.");
    Ok(())
}

fn on_the_bundled_executor(count: u64) -> io::Result<Vec<Output>> {
    manual_async::Executor::new().run_all((0..count).map(receive_and_count)).into_iter().collect()
}

fn on_tokio(count: u64) -> io::Result<Vec<Output>> {
    tokio::runtime::Runtime::new()?.block_on(async {
        let tasks: Vec<_> = (0..count).map(|seed| tokio::spawn(receive_and_count(seed))).collect();
        let mut outputs = Vec::new();
        for task in tasks {
            outputs.push(task.await??);
        }
        Ok(outputs)
    })
}

fn on_smol(count: u64) -> io::Result<Vec<Output>> {
    smol::block_on(async {
        let tasks: Vec<_> = (0..count).map(|seed| smol::spawn(receive_and_count(seed))).collect();
        let mut outputs = Vec::new();
        for task in tasks {
            outputs.push(task.await?);
        }
        Ok(outputs)
    })
}

/// There are only so many static tasks, so each makes several calls, one after the other.
const STATIC: u64 = 10;

#[embassy_executor::task(pool_size = STATIC as usize)]
async fn static_task(first: u64, count: u64, answers: mpsc::Sender<(u64, io::Result<Output>)>) {
    for seed in (first..count).step_by(STATIC as usize) {
        let answer = (seed, receive_and_count(seed).await);
        answers.send(answer).expect("somebody waits for the answers");
    }
}

fn on_embassy(count: u64) -> io::Result<Vec<Output>> {
    static EXECUTOR: StaticCell<embassy_executor::Executor> = StaticCell::new();
    let (answers, given) = mpsc::channel();
    // Its executor never returns.
    thread::spawn(move || {
        EXECUTOR.init(embassy_executor::Executor::new()).run(|spawner| {
            for first in 0..STATIC {
                spawner.spawn(static_task(first, count, answers.clone()).expect("the pool is large enough"));
            }
        })
    });
    let mut answers: Vec<_> = given.into_iter().take(count as usize).collect();
    answers.sort_by_key(|&(seed, _)| seed);
    answers.into_iter().map(|(_, output)| output).collect()
}

#[manual_async]
async fn axum_handler(axum::extract::Path(seed): axum::extract::Path<u64>) -> Result<String, String> {
    let (number, lines) = receive_and_count(seed).await.map_err(|error| error.to_string())?;
    Ok(format!("{number} {lines}"))
}

fn in_axum(count: u64) -> io::Result<Vec<Output>> {
    tokio::runtime::Runtime::new()?.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let app = axum::Router::new().route("/{seed}", axum::routing::get(axum_handler));
        tokio::spawn(async move { axum::serve(listener, app).await });
        tokio::task::spawn_blocking(move || ask(address, count)).await?
    })
}

#[manual_async]
async fn actix_handler(seed: actix_web::web::Path<u64>) -> actix_web::Result<String> {
    let (number, lines) = receive_and_count(*seed).await?;
    Ok(format!("{number} {lines}"))
}

fn in_actix_web(count: u64) -> io::Result<Vec<Output>> {
    actix_web::rt::System::new().block_on(async {
        let app = || App::new().route("/{seed}", actix_web::web::get().to(actix_handler));
        let server = HttpServer::new(app).workers(2).bind("127.0.0.1:0")?;
        let address = server.addrs()[0];
        let server = server.run();
        let handle = server.handle();
        let asked = thread::spawn(move || {
            let outputs = ask(address, count);
            actix_web::rt::System::new().block_on(handle.stop(true));
            outputs
        });
        server.await?;
        asked.join().expect("asking does not panic")
    })
}

/// Each seed on a connection of its own, all at the same time.
fn ask(address: SocketAddr, count: u64) -> io::Result<Vec<Output>> {
    let asking: Vec<_> =
        (0..count).map(|seed| thread::spawn(move || request(address, "GET", &format!("/{seed}"), b""))).collect();
    let outputs = asking.into_iter().map(|thread| {
        let (_, body) = thread.join().expect("asking does not panic")?;
        let parts = body.split_once(' ').and_then(|(number, lines)| Some((number.parse().ok()?, lines.parse().ok()?)));
        parts.ok_or_else(|| io::Error::other(body))
    });
    outputs.collect()
}
