//! How large a future may be.

use super::{Content, Field, Machine, State, Stored};
use crate::machine::{Kind, StateMachine};

/// What a machine may take, in bytes: the argument `max_size` of the attribute.
#[derive(Debug)]
pub struct Budget<const MOST: usize>;

/// The machine, if it is no larger than it may be. Otherwise the program is not built, and rustc prints what fills the
/// machine.
#[inline]
pub const fn within<const MOST: usize, K: Kind<State: Stored>, R, P, L>(
    _: Budget<MOST>,
    machine: StateMachine<K, R, P, L>,
) -> StateMachine<K, R, P, L> {
    const {
        if size_of::<K::State>() > MOST {
            let mut message = Message { text: [0; LONGEST], length: 0 };
            message.too_large(<K::State as Stored>::MACHINE, MOST);
            panic!("{}", message.text());
        }
    }
    machine
}

const LONGEST: usize = 2048;

/// Text that is put together while the program is compiled. What does not fit is left out.
struct Message {
    text: [u8; LONGEST],
    length: usize,
}

impl Message {
    const fn text(&self) -> &str {
        match core::str::from_utf8(self.text.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "the future is larger than `max_size`",
        }
    }

    const fn push(&mut self, text: &str) {
        let bytes = text.as_bytes();
        if self.length + bytes.len() > LONGEST {
            return;
        }
        let mut index = 0;
        while index < bytes.len() {
            self.text[self.length] = bytes[index];
            self.length += 1;
            index += 1;
        }
    }

    const fn number(&mut self, number: usize) {
        if number >= 10 {
            self.number(number / 10);
        }
        let digit = [b'0' + (number % 10) as u8];
        if let Ok(digit) = core::str::from_utf8(&digit) {
            self.push(digit);
        }
    }

    // Into: "the future of `f` takes 1040 bytes, which is more than `max_size = 256`. Its largest state is `AwaitingRead` (line
    // 24: `file.read(&mut buffer).await`), with `buffer` (1024), `read_future` (8)"
    const fn too_large(&mut self, machine: &Machine, most: usize) {
        let state = largest(machine);
        self.push("the future of ");
        self.push(machine.title);
        self.push(" takes ");
        self.number(machine.size);
        self.push(" bytes, which is more than `max_size = ");
        self.number(most);
        self.push("`. Its largest state is `");
        self.push(state.name);
        self.push("`");
        if let super::StateKind::Awaiting(code) = &state.kind {
            self.push(" (line ");
            self.number(code.line as usize);
            self.push(": `");
            self.push(code.text);
            self.push("`)");
        }
        self.fields(state);
    }

    /// The fields, the largest first.
    const fn fields(&mut self, state: &State) {
        let mut below = usize::MAX;
        let mut separator = ", which keeps ";
        while let Some(size) = largest_below(state, below) {
            let mut index = 0;
            while index < state.fields.len() {
                if state.fields[index].size == size {
                    self.push(separator);
                    self.push("`");
                    self.push(state.fields[index].name);
                    self.push("` (");
                    self.number(size);
                    self.push(if matches!(state.fields[index].content, Content::Hole) {
                        ", unused here)"
                    } else {
                        ")"
                    });
                    separator = ", ";
                }
                index += 1;
            }
            below = size;
        }
    }
}

/// The size of the largest fields that are smaller than this, and not empty.
const fn largest_below(state: &State, below: usize) -> Option<usize> {
    let (mut index, mut largest) = (0, 0);
    while index < state.fields.len() {
        let size = state.fields[index].size;
        if size < below && size > largest {
            largest = size;
        }
        index += 1;
    }
    if largest == 0 { None } else { Some(largest) }
}

/// The state whose fields reach furthest.
const fn largest(machine: &Machine) -> &State {
    let (mut index, mut largest) = (0, 0);
    while index < machine.states.len() {
        if end(&machine.states[index]) > end(&machine.states[largest]) {
            largest = index;
        }
        index += 1;
    }
    &machine.states[largest]
}

const fn end(state: &State) -> usize {
    let (mut index, mut end) = (0, 0);
    while index < state.fields.len() {
        let Field { offset, size, .. } = state.fields[index];
        end = match offset {
            Some(offset) => offset + size,
            None => end + size,
        };
        index += 1;
    }
    end
}
