//! Questions about syntax that several stages ask.

pub mod awaits;
pub mod binders;
pub mod closures;
pub mod diverges;
pub mod fields;
pub mod format;
pub mod head;
pub mod items;
pub mod json;
pub mod known;
pub mod leftovers;
pub mod macros;
pub mod members;
pub mod message;
pub mod names;
pub mod pieces;
pub mod select;
pub mod spans;
pub mod text;
pub mod types;
pub mod values;
