//! Plain data that the stages hand to each other: no visitors, no `quote!`.

pub mod function;
pub mod graph;
pub mod ids;
pub mod input;
pub mod local;
pub mod machine;
pub mod mark;
