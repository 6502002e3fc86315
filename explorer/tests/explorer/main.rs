//! The program as people meet it.

mod hostile;
mod links;
mod machines;
mod page;
mod support;
mod terminal;
