//! Where in the state each local lives.
//!
//! All variants of the enum begin with the same fields as long as they have the same locals, which gives a local one
//! offset in all of them. A local is put behind every local that is ever alive together with it, and only those.

use super::bits::Bits;
use crate::model::{
    graph::Graph,
    ids::{AwaitId, LocalId},
    machine::{Field, Flag, Guard, Held, LocalFacts, Room, State, Storage, with_flag},
};

/// The locals in front of each local, nearest first.
pub struct Layout {
    /// By position in `order`: the position of the local right in front.
    parent: Vec<Option<usize>>,
    order: Vec<LocalId>,
}

/// `together[x]`: everything that is alive at a moment when `x` is.
pub fn lay_out(order: Vec<LocalId>, together: &[Bits]) -> Layout {
    let mut before: Vec<Vec<usize>> = (0..order.len())
        .map(|at| (0..at).filter(|other| together[order[at].index()].has(order[*other])).collect())
        .collect();
    let mut parent = vec![None; order.len()];
    for at in (0..order.len()).rev() {
        // The last of those in front must itself stand behind all the others.
        let Some(nearest) = before[at].pop() else { continue };
        parent[at] = Some(nearest);
        let others = std::mem::take(&mut before[at]);
        let front = &mut before[nearest];
        front.extend(others);
        front.sort_unstable();
        front.dedup();
    }
    Layout { parent, order }
}

impl Layout {
    /// The fields up to the last of `alive`, first to last.
    fn chain(&self, alive: &[LocalId]) -> Vec<LocalId> {
        let last = (0..self.order.len()).rev().find(|at| alive.contains(&self.order[*at]));
        let mut chain: Vec<LocalId> =
            std::iter::successors(last, |at| self.parent[*at]).map(|at| self.order[at]).collect();
        chain.reverse();
        chain
    }

    /// The fields of the state in which the machine waits for `await_id`.
    pub fn state(
        &self,
        graph: &Graph,
        locals: &[LocalFacts],
        await_id: AwaitId,
        alive: &[LocalId],
        held: &[Held],
        live: &Bits,
    ) -> State {
        let mut fields = Vec::new();
        let chain = self.chain(alive);
        for local in chain.iter().copied() {
            let here = alive.contains(&local);
            let guard = locals[local.index()].guard;
            let is_asked = guard == Guard::Conditional { flag: Flag::Asked(Room::Always) };
            let is_unsure = held.iter().any(|held| held.local == local && !held.certain);
            let field = match here {
                true if is_asked && is_unsure && chain.last() == Some(&local) => Field::Kept(local),
                true => Field::Local(local),
                false => Field::Hole(local),
            };
            let flag = guard.has_flag().then_some(if here { Field::Flag(local) } else { Field::FlagHole(local) });
            fields.extend(with_flag(field, flag, chain.first() == Some(&local)));
        }
        fields.push(Field::Future(await_id));
        let mut drops: Vec<Held> =
            held.iter().copied().filter(|held| locals[held.local.index()].storage == Storage::State).collect();
        drops.reverse();
        debug_assert!(drops.iter().all(|held| alive.contains(&held.local)), "{:?}", graph.await_(await_id));
        let used = alive.iter().copied().filter(|local| live.has(*local)).collect();
        State { await_id, fields, drops, used, lent: Vec::new() }
    }
}
