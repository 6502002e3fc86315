//! Where in the state each local lives.
//!
//! All variants of the enum begin with the same fields as long as they have the same locals, which gives a local one
//! offset in all of them. A local is put behind every local that is ever alive together with it, and only those.

use std::collections::{HashMap, HashSet};

use super::bits::Bits;
use crate::model::{
    graph::Graph,
    ids::{AwaitId, LocalId},
    local::LocalKind,
    machine::{Field, Flag, Guard, Held, LocalFacts, Room, State, Storage, with_flag},
};

/// The locals in front of each local, nearest first.
pub struct Layout {
    /// By position in `order`: the position of the local right in front.
    parent: Vec<Option<usize>>,
    order: Vec<LocalId>,
}

/// A machine that waits.
pub struct Waits {
    /// What has a place, in the order of the fields.
    pub alive: Vec<LocalId>,
    /// What is dropped with it.
    pub held: Vec<Held>,
}

impl Waits {
    /// What a method may have taken, as rustc says when it is asked.
    fn perhaps_taken(&self, locals: &[LocalFacts]) -> HashSet<LocalId> {
        let is_asked =
            |local: LocalId| locals[local.index()].guard == Guard::Conditional { flag: Flag::Asked(Room::Always) };
        let unsure = self.held.iter().filter(|held| !held.certain).map(|held| held.local);
        unsure.filter(|local| is_asked(*local) && self.alive.contains(local)).collect()
    }
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

    /// What has room in each state only if the method that was called on it has not taken it. What stands behind it has another
    /// offset then, and lies perhaps where it was: so that must not be in a state that has room for it in any case, nor get its value
    /// before the method is called. `beside[x]`: what surely has a value at a moment when `x` is alive.
    pub fn kept(
        &self,
        graph: &Graph,
        locals: &[LocalFacts],
        waits: &[Waits],
        beside: &[Bits],
    ) -> Vec<HashSet<LocalId>> {
        let chains: Vec<Vec<LocalId>> = waits.iter().map(|waits| self.chain(&waits.alive)).collect();
        let mut kept: Vec<HashSet<LocalId>> = waits.iter().map(|waits| waits.perhaps_taken(locals)).collect();
        let count = locals.len();
        let places: Vec<Bits> = chains.iter().map(|chain| Bits::with(count, chain.iter().copied())).collect();
        // What cannot move although the local has no room.
        let fixed = |local: LocalId| {
            let is_fixed = |behind: &LocalId| {
                graph.local(*behind).kind == LocalKind::Argument || beside[behind.index()].has(local)
            };
            Bits::with(count, self.order.iter().copied().filter(is_fixed))
        };
        let mut fixed: HashMap<LocalId, Bits> = kept.iter().flatten().map(|local| (*local, fixed(*local))).collect();
        loop {
            for (local, fixed) in &mut fixed {
                let other = kept.iter().zip(&places).filter(|(kept, _)| !kept.contains(local));
                other.for_each(|(_, places)| fixed.union(places));
            }
            let stays = |state: usize, local: &LocalId| {
                let mut behind = chains[state].iter().skip_while(|other| *other != local).skip(1);
                behind.all(|behind| !fixed[local].has(*behind))
            };
            let fewer: Vec<HashSet<LocalId>> = (0..kept.len())
                .map(|state| kept[state].iter().copied().filter(|local| stays(state, local)).collect())
                .collect();
            if fewer == kept {
                return kept;
            }
            kept = fewer;
        }
    }

    /// The fields of the state in which the machine waits for `await_id`.
    pub fn state(
        &self,
        graph: &Graph,
        locals: &[LocalFacts],
        await_id: AwaitId,
        waits: &Waits,
        kept: &HashSet<LocalId>,
        live: &Bits,
    ) -> State {
        let Waits { alive, held } = waits;
        let mut fields = Vec::new();
        let chain = self.chain(alive);
        for local in chain.iter().copied() {
            let here = alive.contains(&local);
            let guard = locals[local.index()].guard;
            let field = match here {
                true if kept.contains(&local) => Field::Kept(local),
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
