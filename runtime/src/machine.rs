//! What generated code stands on: storage for what a state keeps, the guards that drop it, and the future itself.
//!
//! `no_std`, no allocation. Here, one file to a question, is all hand-written `unsafe` that generated code needs. (The rest of the runtime's
//! is in `executor/raw/`, `fs/room.rs` and `fs/ring/driver.rs`.) Nothing here is meant to be called by hand: the functions are `unsafe`
//! because they rely on the order in which generated code calls them.
//!
//! # How a value moves through a slot
//!
//! ```text
//!            put                     park
//!  (vacant) ─────▶ value and guard ────────▶ parked while the machine waits
//!     ▲                │    ▲                    │         │
//!     │ take, or the   │    └────────────────────┘         │
//!     │ guard's drop   │           resume                  │ the future is dropped:
//!     └────────────────┘                                   ▼ resume, and the guard's drop
//! ```
//!
//! The value itself never moves between `put` and `take`: pointers into it stay good.
#![allow(unsafe_code)]

mod bare;
mod block;
mod branch;
mod content;
mod early;
mod edition;
mod guard;
mod inside;
pub mod inspect;
mod joined;
mod kind;
mod leading;
mod lent;
mod moved;
mod native;
mod operands;
mod outliving;
mod part;
mod parted;
mod partset;
mod question;
mod receiver;
mod recursion;
mod running;
mod seen;
mod selected;
mod slot;
mod state;
mod taken;
mod tuples;
mod types;
mod waiting;
mod way;

pub use bare::*;
pub use block::*;
pub use branch::*;
pub use content::*;
pub use early::*;
#[doc(hidden)]
pub use edition::by_edition;
pub use guard::*;
pub use inside::*;
pub use joined::*;
pub use kind::*;
pub use leading::*;
pub use lent::*;
pub use moved::*;
pub use native::*;
pub use operands::*;
pub use outliving::*;
pub use part::*;
pub use parted::*;
pub use partset::*;
pub use question::*;
pub use receiver::*;
pub use recursion::*;
pub use running::*;
pub use seen::*;
pub use selected::*;
pub use slot::*;
pub use state::*;
pub use taken::*;
pub use types::*;
pub use waiting::*;
pub use way::*;
