//! A server in the style of the benchmark "fortunes": a database, sorting, a template, escaping. Its handlers run once as the
//! compiler makes them and once rewritten, from the same source, under the same load.
//!
//! ```console
//! $ cargo run --release -p engines --features fortunes --bin fortunes            # 6 rounds of 1 second for each
//! $ cargo run --release -p engines --features fortunes --bin fortunes -- 20 500  # 20 rounds of 500 milliseconds
//! ```
//!
//! Everything happens on loopback, and ends by itself.
#![forbid(unsafe_code)]

use actix_web::{App, HttpServer, web};
use askama::Template;
use sqlx::{SqlitePool, sqlite::SqlitePoolOptions};
use std::{
    error::Error,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    thread,
    time::{Duration, Instant},
};

/// How many connections ask at the same time.
const CONNECTIONS: usize = 4;

type Failure = Box<dyn Error + Send + Sync>;

#[derive(sqlx::FromRow)]
struct Fortune {
    id: i64,
    message: String,
}

#[derive(Template)]
#[template(
    source = "<!DOCTYPE html><html><head><title>Fortunes</title></head><body><table><tr><th>id</th><th>message</th></tr>\
              {% for fortune in fortunes %}<tr><td>{{ fortune.id }}</td><td>{{ fortune.message }}</td></tr>{% endfor %}\
              </table></body></html>",
    ext = "html"
)]
struct Page {
    fortunes: Vec<Fortune>,
}

/// The handlers, in a module with these attributes.
macro_rules! handlers {
    ($(#[$attribute:meta])* mod $name:ident) => {
        $(#[$attribute])*
        mod $name {
            use crate::{Fortune, Page};
            use actix_web::{Error, HttpResponse, error::ErrorInternalServerError, web};
            use askama::Template;
            use sqlx::SqlitePool;

            async fn load(pool: &SqlitePool) -> sqlx::Result<Vec<Fortune>> {
                sqlx::query_as::<_, Fortune>("SELECT id, message FROM fortune").fetch_all(pool).await
            }

            async fn sorted(pool: &SqlitePool) -> sqlx::Result<Vec<Fortune>> {
                let mut fortunes = load(pool).await?;
                fortunes.push(Fortune { id: 0, message: "Additional fortune added at request time.".into() });
                fortunes.sort_by(|a, b| a.message.cmp(&b.message));
                Ok(fortunes)
            }

            pub async fn fortunes(pool: web::Data<SqlitePool>) -> Result<HttpResponse, Error> {
                let fortunes = sorted(&pool).await.map_err(ErrorInternalServerError)?;
                let page = Page { fortunes }.render().map_err(ErrorInternalServerError)?;
                Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(page))
            }
        }
    };
}

handlers!(mod native);
handlers!(
    #[manual_async::manual_async]
    mod rewritten
);

#[actix_web::main]
async fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let rounds: usize = args.next().map_or(Ok(6), |arg| arg.parse())?;
    let millis: u64 = args.next().map_or(Ok(1000), |arg| arg.parse())?;
    let pool = database().await?;
    let server = HttpServer::new(move || {
        App::new()
            .app_data(web::Data::new(pool.clone()))
            .route("/native", web::get().to(native::fortunes))
            .route("/rewritten", web::get().to(rewritten::fortunes))
    })
    .workers(1)
    .bind("127.0.0.1:0")?;
    let address = server.addrs()[0];
    let server = server.run();
    let handle = server.handle();
    let load = thread::spawn(move || {
        let compared = compare(address, rounds, Duration::from_millis(millis));
        actix_web::rt::System::new().block_on(handle.stop(true));
        compared
    });
    server.await?;
    load.join().map_err(|_| "the load panicked")?
}

async fn database() -> sqlx::Result<SqlitePool> {
    // A database in memory is there for one connection only.
    let pool = SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await?;
    sqlx::query("CREATE TABLE fortune (id INTEGER PRIMARY KEY, message TEXT NOT NULL)").execute(&pool).await?;
    for number in 1..=11 {
        let message = match number {
            11 => "<script>alert(\"This should not be displayed in a browser alert box.\");</script>".to_owned(),
            _ => format!("Fortune {number}: フォーチュン & \"quotes\" of {}", 97 * number % 13),
        };
        sqlx::query("INSERT INTO fortune (message) VALUES (?)").bind(message).execute(&pool).await?;
    }
    Ok(pool)
}

/// What one side did.
#[derive(Default)]
struct Load {
    /// One for each request.
    latencies: Vec<Duration>,
    time: Duration,
    /// Of all processors, for the server and who asks it. None where the system does not say.
    processor: Option<Duration>,
}

fn compare(address: SocketAddr, rounds: usize, round: Duration) -> Result<(), Failure> {
    let (mut native, mut rewritten) = (Load::default(), Load::default());
    let pages = ["/native", "/rewritten"].map(|path| Client::connect(address)?.get(path));
    let [expected, page] = pages.map(|page| page.expect("the server answers"));
    assert!(expected == page && page.contains("&#60;script") | page.contains("&lt;script"), "{page}");
    let mut ratios = Vec::new();
    for nth in 0..rounds {
        // They take turns in going first, for the machine may become faster or slower meanwhile.
        let before = if nth % 2 == 0 { Some(native.run(address, "/native", round)?) } else { None };
        let rewritten = rewritten.run(address, "/rewritten", round)?;
        let native = before.map_or_else(|| native.run(address, "/native", round), Ok)?;
        ratios.push(rewritten / native);
    }
    println!("{:10} {:>14} {:>10} {:>10} {:>21}", "", "requests / s", "median", "99 %", "processor / request");
    for (name, load) in [("native", &mut native), ("rewritten", &mut rewritten)] {
        load.latencies.sort_unstable();
        let at = |part: usize| load.latencies[load.latencies.len() * part / 100];
        let processor =
            load.processor.map_or("–".into(), |time| format!("{:.1?}", time / load.latencies.len() as u32));
        println!("{name:10} {:>14.0} {:>10.1?} {:>10.1?} {processor:>21}", load.throughput(), at(50), at(99));
    }
    ratios.sort_unstable_by(f64::total_cmp);
    let median = ratios.get(rounds / 2).ok_or("there was no round")?;
    println!(
        "rewritten / native: {:.3}, median of the rounds {median:.3}",
        rewritten.throughput() / native.throughput()
    );
    // What a busy machine changes least.
    if let (Some(native_time), Some(time)) = (native.processor, rewritten.processor) {
        let requests = native.latencies.len() as f64 / rewritten.latencies.len() as f64;
        println!(
            "processor time, rewritten / native: {:.3}",
            requests * time.as_secs_f64() / native_time.as_secs_f64()
        );
    }
    Ok(())
}

impl Load {
    /// Asks for so long, and gives the requests per second.
    fn run(&mut self, address: SocketAddr, path: &'static str, time: Duration) -> std::io::Result<f64> {
        let (start, before, processor) = (Instant::now(), self.latencies.len(), processor_time());
        let threads = (0..CONNECTIONS).map(|_| {
            thread::spawn(move || {
                let mut client = Client::connect(address)?;
                let mut latencies = Vec::new();
                while start.elapsed() < time {
                    let sent = Instant::now();
                    client.get(path)?;
                    latencies.push(sent.elapsed());
                }
                std::io::Result::Ok(latencies)
            })
        });
        for thread in threads.collect::<Vec<_>>() {
            self.latencies.extend(thread.join().expect("the client does not panic")?);
        }
        let time = start.elapsed();
        self.time += time;
        let used = processor.zip(processor_time()).map(|(before, after)| after - before);
        self.processor = used.map(|used| self.processor.unwrap_or_default() + used);
        Ok((self.latencies.len() - before) as f64 / time.as_secs_f64())
    }

    fn throughput(&self) -> f64 {
        self.latencies.len() as f64 / self.time.as_secs_f64()
    }
}

/// What this process has used so far.
fn processor_time() -> Option<Duration> {
    let status = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = status.rsplit(") ").next()?.split(' ').collect();
    // In hundredths of a second: of the program, and of the system on its behalf.
    let ticks = |field: usize| fields.get(field)?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (ticks(11)? + ticks(12)?)))
}

/// A connection that is kept.
struct Client(BufReader<TcpStream>);

impl Client {
    fn connect(address: SocketAddr) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Client(BufReader::new(stream)))
    }

    fn get(&mut self, path: &str) -> std::io::Result<String> {
        write!(self.0.get_mut(), "GET {path} HTTP/1.1\r\nhost: loopback\r\n\r\n")?;
        let mut length = 0;
        let mut line = String::new();
        while self.0.read_line(&mut line)? > 2 {
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().map_err(std::io::Error::other)?;
            }
            line.clear();
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body)?;
        String::from_utf8(body).map_err(std::io::Error::other)
    }
}
