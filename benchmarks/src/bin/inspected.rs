//! What it costs that one can look into a future: nothing. The same function twice, one of them with `inspect`; counted are
//! the instructions of a round, and the bytes.
//!
//! ```console
//! $ cargo run --release -p benchmarks --bin inspected
//! ```
//!
//! It fails if there is a difference. Instructions are counted by valgrind, which has to be installed.
#![forbid(unsafe_code)]

#[path = "../instructions.rs"]
mod instructions;

use std::{
    env,
    error::Error,
    future::Future,
    hint::black_box,
    pin::pin,
    task::{Context, Waker},
};

use manual_async_runtime::yield_now;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const ROUNDS: u64 = 100_000;

macro_rules! form {
    ($name:ident $(, $argument:ident)?) => {
        mod $name {
            use manual_async::manual_async;

            /// Awaits another machine in each round, with locals that live across it.
            #[manual_async$(($argument))?]
            pub async fn sum(text: &str, rounds: u64) -> u64 {
                let mut list = vec![0; 4];
                for round in 0..rounds {
                    let value = inner(round, &list).await;
                    list[(round % 4) as usize] += value;
                }
                list.iter().sum::<u64>() + text.len() as u64
            }

            #[manual_async$(($argument))?]
            async fn inner(round: u64, list: &[u64]) -> u64 {
                if round % 3 == 0 {
                    super::yield_now().await;
                }
                round * list[0]
            }
        }
    };
}

form!(plain);
form!(inspected, inspect);

fn run(future: impl Future<Output = u64>) {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    while black_box(future.as_mut().poll(&mut cx)).is_pending() {}
}

fn main() -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["plain", rounds] => run(plain::sum(black_box("text"), rounds.parse()?)),
        ["inspected", rounds] => run(inspected::sum(black_box("text"), rounds.parse()?)),
        _ => return compare(),
    }
    Ok(())
}

fn compare() -> Result<()> {
    let bytes = [size_of_val(&plain::sum("", 0)), size_of_val(&inspected::sum("", 0))];
    let instructions =
        [instructions::per_operation(&["plain"], ROUNDS)?, instructions::per_operation(&["inspected"], ROUNDS)?];
    println!("            plain  inspected");
    println!("bytes       {:>5} {:>10}", bytes[0], bytes[1]);
    println!("a round     {:>5.2} {:>10.2} instructions", instructions[0], instructions[1]);
    // Where the program begins, the two may differ by a few instructions.
    let same = bytes[0] == bytes[1] && (instructions[0] - instructions[1]).abs() < 0.01;
    if same { Ok(()) } else { Err("there is a difference".into()) }
}
