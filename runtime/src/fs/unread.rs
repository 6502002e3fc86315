//! Bytes that were read from a file, but not given out yet.

use std::mem;

/// A queue of bytes.
#[derive(Default)]
pub(super) struct Unread {
    bytes: Vec<u8>,
    /// How many of them were given out already.
    start: usize,
}

impl Unread {
    pub(super) fn is_empty(&self) -> bool {
        self.start == self.bytes.len()
    }

    /// Adds bytes at the end.
    pub(super) fn append(&mut self, piece: Vec<u8>) {
        if self.is_empty() {
            *self = Unread { bytes: piece, start: 0 };
        } else {
            self.bytes.drain(..self.start);
            self.start = 0;
            append(&mut self.bytes, piece);
        }
    }

    /// Moves as many bytes as fit into `target`, and returns how many these are.
    pub(super) fn give(&mut self, target: &mut [u8]) -> usize {
        let rest = &self.bytes[self.start..];
        let count = rest.len().min(target.len());
        target[..count].copy_from_slice(&rest[..count]);
        self.start += count;
        if self.is_empty() {
            *self = Unread::default();
        }
        count
    }

    /// Gives all bytes out.
    pub(super) fn take(&mut self) -> Vec<u8> {
        let Unread { mut bytes, start } = mem::take(self);
        bytes.drain(..start);
        bytes
    }
}

/// Adds `more` at the end of `bytes`. There is at least as much room as before.
pub(super) fn append(bytes: &mut Vec<u8>, mut more: Vec<u8>) {
    let capacity = bytes.capacity();
    if is_copied(more.len(), bytes.len(), capacity) {
        bytes.append(&mut more);
    } else {
        more.splice(..0, bytes.drain(..));
        more.reserve_exact(capacity.saturating_sub(more.len()));
        *bytes = more;
    }
}

/// Whether so many bytes are copied when they are added to something of this length and capacity, and do not take its place: if there is
/// room for them, because whoever has made it expects them there; or else if they are the fewer. But many do not go where there is
/// nothing, because memory that was never used costs more than they did.
pub(super) fn is_copied(more: usize, length: usize, capacity: usize) -> bool {
    /// As many bytes as are read to the end on the thread that polls.
    const MANY: usize = 1 << 20;
    if more <= capacity - length { length > 0 || more <= MANY } else { more <= length }
}
