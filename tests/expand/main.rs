//! What functions become, as text that is kept: a change of the compiler shows here as a difference that can be read.
//!
//! - `functions/` holds the sources, plain `async fn`s; `snapshots/` what the attribute makes of them.
//! - The README shows an example with its expansion, and what others print; the example `read_file` the names of its states.
//! - The pages about what is refused show the messages.
//!
//! `MANUAL_ASYNC_BLESS=1 cargo test --test expand` writes all of them anew; read the difference before you keep it. The
//! test `expanded` compiles the snapshots as they stand, and compares them with the native functions.

mod expansion;
mod kept;
mod marked;
mod pages;
mod read_file;
mod readme;
mod snapshots;
