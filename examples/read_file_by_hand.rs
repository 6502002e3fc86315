//! Step 6: what the compiler makes of an `async fn`, written by a person.
//!
//! The function to be had is this one:
//!
//! ```ignore
//! async fn read_file(path: PathBuf) -> io::Result<String> {
//!     let mut file = File::open(path).await?;
//!     let mut contents = String::new();
//!     file.read_to_string(&mut contents).await?;
//!     Ok(contents)
//! }
//! ```
//!
//! It can stop at two places, the two `await`s. At each it has to remember something: which place that is, and the values
//! that are needed afterwards. An enum can do both: one variant for each place, with the values in its fields. `poll` is
//! the body of the function, cut at the `await`s: it goes on from the state that it finds, and stops by storing the next.
//!
//! Compare `read_file`, where the enum is generated from the function above.
//!
//! Run: `cargo run --example read_file_by_hand -- README.md`; without a path it reads `Cargo.toml`.

use manual_async::{
    block_on,
    fs::{self, File, Open},
};
use std::{
    env, io, mem,
    path::PathBuf,
    pin::{Pin, pin},
    task::{Context, Poll},
};

fn main() -> io::Result<()> {
    let path = PathBuf::from(env::args().nth(1).unwrap_or_else(|| "Cargo.toml".into()));
    println!("Reading {} with a state machine written by hand.", path.display());

    let machine = read_file(path.clone());
    println!("  made: {}. Nothing has happened yet.", machine.name());
    let compilers_own = size_of_val(&read_file_by_the_compiler(path));
    println!("  it takes {} bytes; the compiler's own takes {compilers_own}.", size_of_val(&machine));

    // What Linux has in memory would be there at once, and all would be over in a single poll.
    fs::read_at_once(false);
    let contents = block_on(machine)?;
    println!("  done: {} bytes, {} lines", contents.len(), contents.lines().count());
    println!("Each line \"poll\" is one call from the executor. It enters in the state where the last one stopped.");
    Ok(())
}

/// The function that was asked for: it does no more than to store its argument.
fn read_file(path: PathBuf) -> ReadFile {
    ReadFile::Unstarted { path }
}

/// The machine: every state in which the function can be seen from outside.
enum ReadFile {
    /// Called, but not polled. The argument waits for the first poll: futures are lazy.
    Unstarted { path: PathBuf },

    /// Stopped at `File::open(path).await`. All that is needed is the future that is awaited. `path` was given away to
    /// it.
    AwaitingOpen { open: Open },

    /// Stopped at `file.read_to_string(&mut contents).await`. Here are the two locals that live across this `await`.
    ///
    /// The future that is awaited should be here as well, but it borrows the two, which stand right beside it. Safe Rust
    /// has no way to say "a field that borrows from another field". This machine gets around that: it makes the future
    /// anew for each poll. That is right *only* because reads of this `File` are harmless to cancel: what a dropped one
    /// has achieved is kept in the file, and the next goes on from there. A future that counts its own polls, or
    /// keeps its place in line for a lock, would start from scratch every time. A generated machine does not depend on
    /// such luck: it stores the future, and the locals that it borrows never move.
    AwaitingReadToString { file: File, contents: String },

    /// Returned, by a value or by `?`. There is nothing left to drop, and nothing left to poll.
    Done,
}

impl Future for ReadFile {
    type Output = io::Result<String>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        println!("  poll: {}", self.name());
        // Goes from state to state, as far as that is possible without waiting.
        loop {
            // The state is taken out, and `Done` left in its place. So everything is owned here, and dropped on the way
            // out: whichever `?` that may be, the function has ended.
            match mem::replace(&mut *self, ReadFile::Done) {
                // From the beginning of the body to the first `await`.
                ReadFile::Unstarted { path } => {
                    *self = ReadFile::AwaitingOpen { open: File::open(path) };
                }

                // The first `await`, and on to the second.
                ReadFile::AwaitingOpen { mut open } => match Pin::new(&mut open).poll(cx) {
                    Poll::Pending => {
                        // `cx` went down into `open`, which will wake us. We have nothing to do but to wait as well.
                        *self = ReadFile::AwaitingOpen { open };
                        return Poll::Pending;
                    }
                    Poll::Ready(opened) => {
                        let file = opened?;
                        let contents = String::new();
                        *self = ReadFile::AwaitingReadToString { file, contents };
                    }
                },

                // The second `await`, and on to the end. The future is gone after the line that makes and polls it, so
                // the locals that it borrows can be stored again.
                ReadFile::AwaitingReadToString { mut file, mut contents } => {
                    let polled = pin!(file.read_to_string(&mut contents)).poll(cx);
                    match polled {
                        Poll::Pending => {
                            *self = ReadFile::AwaitingReadToString { file, contents };
                            return Poll::Pending;
                        }
                        Poll::Ready(read) => {
                            read?;
                            return Poll::Ready(Ok(contents));
                        }
                    }
                }

                ReadFile::Done => panic!("`read_file` was polled after completion"),
            }
        }
    }
}

impl ReadFile {
    /// The state, for printing.
    fn name(&self) -> &'static str {
        match self {
            ReadFile::Unstarted { .. } => "Unstarted",
            ReadFile::AwaitingOpen { .. } => "AwaitingOpen",
            ReadFile::AwaitingReadToString { .. } => "AwaitingReadToString",
            ReadFile::Done => "Done",
        }
    }
}

/// The same, by the compiler: only its size is looked at.
async fn read_file_by_the_compiler(path: PathBuf) -> io::Result<String> {
    let mut file = File::open(path).await?;
    let mut contents = String::new();
    file.read_to_string(&mut contents).await?;
    Ok(contents)
}
