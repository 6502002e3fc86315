//! Text that is read slice by slice, and checked slice by slice, while the bytes are still in the processor's cache.

use super::{read::invalid_text, room};
use std::{io, mem};

/// Text that grows, and a slice of memory for the bytes that are to be added.
pub(super) struct Text {
    /// What was checked.
    text: String,
    slice: Vec<u8>,
    /// How many bytes at the beginning of the slice are of a character that is not whole yet.
    begun: usize,
}

impl Text {
    /// Room for so many bytes, which are added in slices of this size.
    ///
    /// # Errors
    ///
    /// If there is not so much memory.
    pub(super) fn with_room(bytes: usize, slice: usize) -> io::Result<Self> {
        let mut text = Vec::new();
        room::make(&mut text, bytes)?;
        // There is nothing in it that could be no text.
        let text = String::from_utf8(text).unwrap_or_default();
        Ok(Text { text, slice: vec![0; slice], begun: 0 })
    }

    /// Where the next bytes are to be put.
    pub(super) fn slice(&mut self) -> &mut [u8] {
        &mut self.slice[self.begun..]
    }

    /// Gives the slice out of hand, and how many bytes at its beginning are not to be touched.
    pub(super) fn lend(&mut self) -> (Vec<u8>, usize) {
        (mem::take(&mut self.slice), self.begun)
    }

    /// Takes the slice back, and says for how many bytes there was room.
    pub(super) fn take_back(&mut self, slice: Vec<u8>) -> usize {
        self.slice = slice;
        self.slice().len()
    }

    /// Adds so many bytes from the beginning of the [`slice`](Self::slice).
    ///
    /// # Errors
    ///
    /// As from `std`, if they are no text.
    pub(super) fn add(&mut self, count: usize) -> io::Result<()> {
        let end = self.begun + count;
        let whole = end - begun(&self.slice[..end]);
        self.text.push_str(simdutf8::basic::from_utf8(&self.slice[..whole]).map_err(|_| invalid_text())?);
        self.slice.copy_within(whole..end, 0);
        self.begun = end - whole;
        Ok(())
    }

    /// Gives all of it out.
    ///
    /// # Errors
    ///
    /// As from `std`, if it ends within a character.
    pub(super) fn finish(&mut self) -> io::Result<String> {
        if self.begun == 0 { Ok(mem::take(&mut self.text)) } else { Err(invalid_text()) }
    }
}

/// How many bytes at the end are of a character that is not whole, as its first byte says.
fn begun(bytes: &[u8]) -> usize {
    let is_first = |byte: &u8| byte & 0b1100_0000 != 0b1000_0000;
    let behind_it = bytes.iter().rev().take(3).position(is_first);
    behind_it
        .filter(|&behind| bytes[bytes.len() - 1 - behind].leading_ones() as usize > behind + 1)
        .map_or(0, |n| n + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds these bytes in slices of this size.
    fn read(bytes: &[u8], size: usize) -> io::Result<String> {
        let mut text = Text::with_room(bytes.len(), size)?;
        let mut rest = bytes;
        while !rest.is_empty() {
            let slice = text.slice();
            let count = slice.len().min(rest.len());
            slice[..count].copy_from_slice(&rest[..count]);
            rest = &rest[count..];
            text.add(count)?;
        }
        text.finish()
    }

    #[test]
    fn a_slice_may_end_within_a_character() {
        let text = "aä€😀\u{7ff}\u{800}\u{ffff}\u{10000}\u{10ffff}".repeat(3);
        for size in 4..=text.len() {
            assert_eq!(read(text.as_bytes(), size).unwrap(), text);
        }
    }

    #[test]
    fn what_is_no_text_for_std_is_none_here() {
        let broken: [&[u8]; 8] = [
            b"\xff",
            b"\x80",
            b"\xe2\x82",
            b"\xf0\x9f\x98",
            b"\xc0\x80",
            b"\xed\xa0\x80",
            b"\xf4\x90\x80\x80",
            b"\xe2\x82\xe2\x82\xac",
        ];
        for broken in broken {
            for (before, behind) in [(0, 0), (1, 0), (7, 1), (3, 9)] {
                let bytes = [&b"abcdefgh"[..before], broken, &b"ijklmnopq"[..behind]].concat();
                assert!(std::str::from_utf8(&bytes).is_err());
                for size in 4..=bytes.len() {
                    assert_eq!(read(&bytes, size).unwrap_err().kind(), io::ErrorKind::InvalidData, "{bytes:?}, {size}");
                }
            }
        }
    }
}
