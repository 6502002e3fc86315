//! Sets of locals.

use crate::model::ids::LocalId;

/// The first 64, which are all there are in most functions, need no allocation.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bits {
    first: u64,
    others: Vec<u64>,
}

impl Bits {
    pub fn empty(count: usize) -> Self {
        Bits::of(0, count)
    }

    pub fn full(count: usize) -> Self {
        Bits::of(u64::MAX, count)
    }

    pub fn with(count: usize, locals: impl IntoIterator<Item = LocalId>) -> Self {
        let mut bits = Bits::empty(count);
        locals.into_iter().for_each(|local| bits.add(local));
        bits
    }

    fn of(word: u64, count: usize) -> Self {
        Bits { first: word, others: vec![word; count.div_ceil(64).saturating_sub(1)] }
    }

    pub fn has(&self, local: LocalId) -> bool {
        let word = local.index().checked_sub(64).map_or(self.first, |index| self.others[index / 64]);
        word >> (local.index() % 64) & 1 == 1
    }

    pub fn add(&mut self, local: LocalId) {
        *self.word(local) |= 1 << (local.index() % 64);
    }

    pub fn remove(&mut self, local: LocalId) {
        *self.word(local) &= !(1 << (local.index() % 64));
    }

    fn word(&mut self, local: LocalId) -> &mut u64 {
        match local.index().checked_sub(64) {
            None => &mut self.first,
            Some(index) => &mut self.others[index / 64],
        }
    }

    pub fn union(&mut self, other: &Bits) {
        self.grow(other);
    }

    pub fn intersect(&mut self, other: &Bits) {
        self.shrink(other);
    }

    /// [`union`](Self::union); did it change anything?
    pub fn grow(&mut self, other: &Bits) -> bool {
        self.merge(other, |mine, other| mine | other)
    }

    /// [`intersect`](Self::intersect); did it change anything?
    pub fn shrink(&mut self, other: &Bits) -> bool {
        self.merge(other, |mine, other| mine & other)
    }

    fn merge(&mut self, other: &Bits, merged: fn(u64, u64) -> u64) -> bool {
        let first = self.first;
        self.first = merged(first, other.first);
        let mut changed = first != self.first;
        for (mine, other) in self.others.iter_mut().zip(&other.others) {
            let before = *mine;
            *mine = merged(before, *other);
            changed |= before != *mine;
        }
        changed
    }

    pub fn iter(&self, count: usize) -> impl Iterator<Item = LocalId> + '_ {
        (0..count).map(LocalId::new).filter(|local| self.has(*local))
    }
}
