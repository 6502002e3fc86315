//! The program as people meet it.

mod hostile;
mod links;
mod machines;
mod support;
mod terminal;
