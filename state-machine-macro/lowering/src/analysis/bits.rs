//! Sets of locals.

use crate::model::ids::LocalId;

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bits(Vec<u64>);

impl Bits {
    pub fn empty(count: usize) -> Self {
        Bits(vec![0; count.div_ceil(64)])
    }

    pub fn full(count: usize) -> Self {
        Bits(vec![u64::MAX; count.div_ceil(64)])
    }

    pub fn has(&self, local: LocalId) -> bool {
        self.0[local.index() / 64] >> (local.index() % 64) & 1 == 1
    }

    pub fn add(&mut self, local: LocalId) {
        self.0[local.index() / 64] |= 1 << (local.index() % 64);
    }

    pub fn remove(&mut self, local: LocalId) {
        self.0[local.index() / 64] &= !(1 << (local.index() % 64));
    }

    pub fn union(&mut self, other: &Bits) {
        self.0.iter_mut().zip(&other.0).for_each(|(mine, other)| *mine |= other);
    }

    pub fn intersect(&mut self, other: &Bits) {
        self.0.iter_mut().zip(&other.0).for_each(|(mine, other)| *mine &= other);
    }

    pub fn iter(&self, count: usize) -> impl Iterator<Item = LocalId> + '_ {
        (0..count).map(LocalId::new).filter(|local| self.has(*local))
    }
}
