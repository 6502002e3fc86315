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

/// Adds `more` at the end of `bytes`. The smaller of the two is copied.
pub(super) fn append(bytes: &mut Vec<u8>, mut more: Vec<u8>) {
    if bytes.len() < more.len() {
        more.splice(..0, bytes.drain(..));
        *bytes = more;
    } else {
        bytes.append(&mut more);
    }
}
