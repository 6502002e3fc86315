//! What happens on the threads of the pool: one piece of a file is read.

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
const MOST_OF_REST: usize = 8 << 20;

/// How much to read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Amount {
    /// What a single call gives, for a reader that has room for so many bytes.
    Once { room: usize },
    /// Everything, in few pieces.
    Rest,
}

/// What was read. The bytes count even if `result` is an error.
pub(super) struct Piece {
    pub(super) bytes: Vec<u8>,
    pub(super) result: io::Result<Position>,
}

/// Where a piece ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// There may be more after it.
    Inside,
    /// At the end of the file.
    End,
}

/// Blocks until a piece is read.
pub(super) fn read(file: &File, amount: Amount) -> Piece {
    match amount {
        Amount::Once { room } => read_once(file, room.clamp(LEAST, MOST)),
        // Regular files always answer soon. Anything else (a pipe, a terminal) may take its time over the next byte,
        // and then those before it must not wait as well.
        Amount::Rest => match regular_rest(file) {
            Some(rest) => read_rest(file, rest),
            None => read_once(file, MOST),
        },
    }
}

fn read_once(mut file: &File, size: usize) -> Piece {
    let mut bytes = vec![0; size];
    let result = file.read(&mut bytes);
    let count = *result.as_ref().unwrap_or(&0);
    bytes.truncate(count);
    Piece { bytes, result: result.map(|count| if count == 0 { Position::End } else { Position::Inside }) }
}

fn read_rest(file: &File, expected: u64) -> Piece {
    let mut bytes = Vec::new();
    // One byte of room more than expected, so that the end is found without growing.
    let room = usize::try_from(expected).unwrap_or(MOST_OF_REST).saturating_add(1).min(MOST_OF_REST);
    if let Err(error) = bytes.try_reserve_exact(room) {
        return Piece { bytes, result: Err(error.into()) };
    }
    let result = file.take(MOST_OF_REST as u64).read_to_end(&mut bytes);
    let result = result.map(|count| if count < MOST_OF_REST { Position::End } else { Position::Inside });
    Piece { bytes, result }
}

/// How many bytes are left of a regular file. None if it is something else, or will not say.
fn regular_rest(mut file: &File) -> Option<u64> {
    let metadata = file.metadata().ok().filter(|metadata| metadata.is_file())?;
    Some(metadata.len().saturating_sub(file.stream_position().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_stays_within_its_bounds() {
        let endless = File::open("/dev/zero");
        // Not every system has such a file.
        let Ok(file) = &endless else { return };
        let bounds = [(Amount::Once { room: 1 }, LEAST), (Amount::Once { room: 1 << 30 }, MOST), (Amount::Rest, MOST)];
        for (amount, most) in bounds {
            let Piece { bytes, result } = read(file, amount);
            assert!(!bytes.is_empty() && bytes.capacity() <= most, "{amount:?}");
            assert_eq!(result.unwrap(), Position::Inside);
        }
    }
}
