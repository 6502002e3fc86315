//! Step 7: the machine of `read_file_by_hand`, generated.
//!
//! `read_file` is an ordinary `async fn`. The attribute makes of it a plain `fn` that returns a state machine: an enum with
//! one variant for each `await`, and the code that goes from one to the next. To see it: `cargo expand --example
//! read_file`; the README shows it too.
//!
//! What the compiler makes of an `async fn` cannot be looked into. This can: here, the state it is in is printed before
//! and after each poll.
//!
//! Run: `cargo run --example read_file -- README.md`; without a path it reads `Cargo.toml`.

use manual_async::{block_on, fs, fs::File, manual_async};
use std::{
    env, io,
    pin::Pin,
    task::{Context, Poll},
};

// function:begin (the README shows it)
#[manual_async]
async fn read_file(path: &str) -> io::Result<String> {
    let mut file = File::open(path).await?;
    let mut buffer = String::new();
    file.read_to_string(&mut buffer).await?;
    Ok(buffer)
}
// function:end

fn main() -> io::Result<()> {
    let path = env::args().nth(1).unwrap_or_else(|| "Cargo.toml".into());
    println!("Reading {path} with a generated state machine.");

    let machine = Watched { machine: Box::pin(read_file(&path)), polls: 0 };
    println!("  made: {}. Nothing has happened yet.", machine.state());
    let compilers_own = size_of_val(&read_file_by_the_compiler(&path));
    println!("  it takes {} bytes; the compiler's own takes {compilers_own}.", size_of_val(&*machine.machine));

    // What Linux has in memory would be there at once, and all would be over in a single poll.
    fs::read_at_once(false);
    let contents = block_on(machine)?;
    println!("  done: {} bytes, {} lines", contents.len(), contents.lines().count());
    println!("Each poll goes on in the state where the last one stopped, as far as it gets without waiting.");
    Ok(())
}

/// A machine, and a word about it before and after each poll.
struct Watched<F> {
    machine: Pin<Box<F>>,
    polls: u32,
}

impl<F: Future> Future for Watched<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        self.polls += 1;
        let before = self.state();
        let polled = self.machine.as_mut().poll(cx);
        let answer = if polled.is_ready() { "ready" } else { "pending" };
        println!("  poll {}: from {before} to {}: {answer}", self.polls, self.state());
        polled
    }
}

// states:begin (in the order of the enum; a test compares them with the expansion)
const STATES: [&str; 4] = ["Uninitialized", "AwaitingOpen", "AwaitingReadToString", "Done"];
// states:end

impl<F> Watched<F> {
    /// The state that the machine is in. There is no such question to ask of an `impl Future`; but the machine is an enum
    /// with a number in front that says which variant it is, and this is to show that nothing else is there. A program says
    /// `#[manual_async(inspect)]`, and asks `inspect::trace`, as the example `await_tree` does: no `unsafe` is needed for that.
    fn state(&self) -> &'static str {
        // SAFETY: a machine begins with its state, and that (`#[repr(u8)]`) with its number. Nobody else looks at it now.
        let number = unsafe { (&raw const *self.machine).cast::<u8>().read() };
        STATES[usize::from(number)]
    }
}

/// The same, by the compiler: only its size is looked at.
async fn read_file_by_the_compiler(path: &str) -> io::Result<String> {
    let mut file = File::open(path).await?;
    let mut buffer = String::new();
    file.read_to_string(&mut buffer).await?;
    Ok(buffer)
}
