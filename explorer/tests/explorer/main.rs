//! The program as people meet it.

mod chapter;
mod hostile;
mod links;
mod machines;
mod page;
mod sizes;
mod support;
mod terminal;
