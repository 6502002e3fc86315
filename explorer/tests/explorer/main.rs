//! The program as people meet it.

mod hostile;
mod support;
mod terminal;
