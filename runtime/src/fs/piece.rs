//! What happens on the threads of the pool: a file, or one piece of it, is read.

use super::{read::into_text, room, text::Text};
use std::{
    fs::File,
    io::{self, Read, Seek},
};

/// A piece read for [`File::read`](super::File::read) has at least this size, in bytes: going to the pool costs more
/// than copying some kilobytes, so small reads share one trip.
const LEAST: usize = 8 << 10;
/// No piece is larger than this, in bytes, unless it is read from a regular file to its end.
const MOST: usize = 1 << 20;
/// No piece of a regular file that is read to its end is larger than this, in bytes. A cancelled read stops after
/// the piece under way.
const MOST_OF_REST: u64 = 8 << 20;
/// Text is read in slices of this size, in bytes: they stay in the processor's cache while they are checked.
const SLICE: usize = 64 << 10;

/// How much to read.
pub(super) enum Amount {
    /// What a single call gives, for a reader that has room for so many bytes.
    Once { room: usize },
    /// Everything, in few pieces. Of a regular file, each is added to these bytes, the ones before it: they are not copied,
    /// and there is room for all.
    Rest { before: Vec<u8> },
}

/// What was read. The bytes count even if `result` is an error.
pub(super) struct Piece {
    pub(super) bytes: Vec<u8>,
    pub(super) result: io::Result<Position>,
    /// Whether it is known to be of a regular file, which always answers soon. Anything else (a pipe, a terminal) may take its
    /// time over the next byte, and then those before it must not wait as well.
    pub(super) is_regular: bool,
}

/// Where a piece ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// There may be more after it.
    Inside,
    /// At the end of the file.
    End,
}

/// How many bytes a piece may have that is read for a reader who has room for so many.
pub(super) fn size(room: usize) -> usize {
    room.clamp(LEAST, MOST)
}

/// How many bytes a piece may have that is read on the way to the end of a regular file.
pub(super) fn size_of_rest(file: &File) -> usize {
    // One more, so that the end may be found.
    let rest = regular_rest(file).and_then(|rest| usize::try_from(rest).ok());
    size(rest.unwrap_or(MOST).saturating_add(1))
}

impl Piece {
    /// The first `count` bytes of these, which are what a single call gave.
    pub(super) fn of_regular(mut bytes: Vec<u8>, count: usize) -> Self {
        bytes.truncate(count);
        let position = if count == 0 { Position::End } else { Position::Inside };
        Piece { bytes, result: Ok(position), is_regular: true }
    }
}

/// Blocks until a piece is read.
pub(super) fn read(file: &File, amount: Amount) -> Piece {
    match amount {
        Amount::Once { room } => read_once(file, Vec::new(), size(room)),
        Amount::Rest { before } => match regular_rest(file) {
            Some(rest) => read_rest(file, before, rest),
            None => read_once(file, before, MOST),
        },
    }
}

fn read_once(mut file: &File, mut bytes: Vec<u8>, size: usize) -> Piece {
    let start = bytes.len();
    bytes.resize(start + size, 0);
    let result = file.read(&mut bytes[start..]);
    let count = *result.as_ref().unwrap_or(&0);
    bytes.truncate(start + count);
    let result = result.map(|count| if count == 0 { Position::End } else { Position::Inside });
    Piece { bytes, result, is_regular: false }
}

fn read_rest(file: &File, mut bytes: Vec<u8>, expected: u64) -> Piece {
    // Room for all of it at once, so that no byte is ever copied. One more than expected, so that the end is found without
    // growing.
    let more = usize::try_from(expected).unwrap_or(usize::MAX).saturating_add(1);
    if let Err(error) = room::make(&mut bytes, more) {
        return Piece { bytes, result: Err(error), is_regular: true };
    }
    let result = file.take(MOST_OF_REST).read_to_end(&mut bytes);
    let result = result.map(|count| if (count as u64) < MOST_OF_REST { Position::End } else { Position::Inside });
    Piece { bytes, result, is_regular: true }
}

/// How many bytes are left of a regular file. None if it is something else, or will not say.
pub(super) fn regular_rest(mut file: &File) -> Option<u64> {
    let metadata = file.metadata().ok().filter(|metadata| metadata.is_file())?;
    Some(metadata.len().saturating_sub(file.stream_position().ok()?))
}

/// Does all that [`std::fs::read_to_string`] does with a file that it has opened, as long as `goes_on` says so.
pub(super) fn read_to_string(mut file: &File, goes_on: impl Fn() -> bool) -> io::Result<String> {
    let Some(length) = regular_rest(file) else {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        return into_text(bytes);
    };
    let mut text = Text::with_room(usize::try_from(length).unwrap_or(usize::MAX), SLICE)?;
    loop {
        match file.read(text.slice()) {
            Ok(0) => return text.finish(),
            Ok(count) => text.add(count)?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if !goes_on() {
            return Err(io::ErrorKind::Interrupted.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_stays_within_its_bounds() {
        let endless = File::open("/dev/zero");
        // Not every system has such a file.
        let Ok(file) = &endless else { return };
        let rest = || Amount::Rest { before: Vec::new() };
        let bounds = [(Amount::Once { room: 1 }, LEAST), (Amount::Once { room: 1 << 30 }, MOST), (rest(), MOST)];
        for (amount, most) in bounds {
            let Piece { bytes, result, is_regular } = read(file, amount);
            assert!(!bytes.is_empty() && bytes.capacity() <= most && !is_regular);
            assert_eq!(result.unwrap(), Position::Inside);
        }
    }
}
