//! What each state keeps, and why.

use std::collections::HashSet;

use manual_async_lowering::{Content, Description, LocalKind, Reason, State, StateKind};
use quote::ToTokens;
use serde::Serialize;

use crate::origin::{Origins, words};
use crate::position::offset;
use crate::source::Source;

/// By state, what it keeps.
pub struct Keeping(pub Vec<Vec<Kept>>);

/// A local that has a value while the machine waits.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Kept {
    /// Its number.
    pub local: usize,
    pub why: Why,
    /// If not, a flag tells whether it has a value.
    pub certain: bool,
}

/// Why a local is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// It is used later.
    Later,
    /// It is used no more, but something that is kept may have borrowed from it.
    Lent,
    /// It is used no more, and will be dropped.
    Drop,
}

impl Keeping {
    /// What the states of `machine` keep, whose locals have these origins.
    pub fn of(source: &Source, origins: &Origins, machine: &Description) -> Self {
        let keeper = Keeper { source, machine, origins };
        Keeping(machine.states.iter().map(|state| keeper.kept(state)).collect())
    }

    /// The states that wait for a future.
    pub fn awaits<'a>(&'a self, machine: &'a Description) -> impl Iterator<Item = (&'a State, &'a [Kept])> {
        let states = machine.states.iter().zip(&self.0);
        let awaits = states.filter(|(state, _)| matches!(state.kind, StateKind::Awaiting(_)));
        awaits.map(|(state, kept)| (state, kept.as_slice()))
    }
}

struct Keeper<'a> {
    source: &'a Source,
    machine: &'a Description,
    origins: &'a Origins<'a>,
}

impl Keeper<'_> {
    fn kept(&self, state: &State) -> Vec<Kept> {
        let stored = state.fields.iter().filter_map(|field| match field.content {
            Content::Local { local, reason, certain } if reason != Reason::Gone => Some((local, reason, certain)),
            _ => None,
        });
        let stored: Vec<_> = stored.collect();
        let words: Vec<_> = stored.iter().map(|(local, ..)| (*local, self.words_of(*local))).collect();
        let awaited = self.awaited(state);
        let why = |local: usize, reason| match reason {
            Reason::Used => Why::Later,
            _ => {
                let others = words.iter().filter(|(other, _)| *other != local).flat_map(|(_, words)| words);
                match self.origins.lead_to(others.chain(&awaited), &self.machine.locals[local].name) {
                    true => Why::Lent,
                    false => Why::Drop,
                }
            }
        };
        stored.iter().map(|&(local, reason, certain)| Kept { local, why: why(local, reason), certain }).collect()
    }

    /// What stands for a local: its name, and for what has none in the source its value.
    fn words_of(&self, local: usize) -> HashSet<String> {
        let local = &self.machine.locals[local];
        match local.kind {
            LocalKind::Temporary => words(self.origins.origin(local).value.to_token_stream()),
            _ => HashSet::from([local.name.clone()]),
        }
    }

    /// The words of what is awaited.
    fn awaited(&self, state: &State) -> HashSet<String> {
        let StateKind::Awaiting(awaited) = &state.kind else { return HashSet::new() };
        let at = |place: manual_async_lowering::Position| offset(&self.source.text, place.into());
        let text = self.source.text.get(at(awaited.range.start)..at(awaited.range.end));
        text.and_then(|text| text.parse().ok()).map_or_else(HashSet::new, words)
    }
}
