//! What each state keeps, and in which order.

use std::{cmp::Reverse, collections::HashSet};

use super::{
    Analysis,
    bits::Bits,
    layout::{self, Waits},
    lent,
    nodes::{Event, NodeId},
};
use crate::model::{
    graph::Entry,
    ids::{AwaitId, BlockId, LocalId},
    local::LocalKind,
    machine::{Field, LocalFacts, State, Storage},
};

impl Analysis<'_> {
    pub(super) fn states(&self, locals: &[LocalFacts], blocks: &[BlockId]) -> Vec<State> {
        let waits: Vec<(BlockId, AwaitId)> = blocks
            .iter()
            .filter_map(|block| match self.graph.block(*block).entry {
                Entry::Resume(await_id) => Some((*block, await_id)),
                _ => None,
            })
            .collect();
        let in_state = |local: &LocalId| locals[local.index()].storage == Storage::State;
        let mut seen = HashSet::new();
        let mut declared: Vec<LocalId> =
            self.graph.declared.iter().copied().filter(in_state).filter(|local| seen.insert(*local)).collect();
        // Parameters are there from the start, and stay in their order.
        let is_argument = |local: &LocalId| self.graph.local(*local).kind == LocalKind::Argument;
        declared.sort_by_key(|local| !is_argument(local));
        // What lives longer may stand in front, so that less has to keep its place.
        let mut by_end = declared.clone();
        let arguments = by_end.iter().take_while(|local| is_argument(local)).count();
        by_end[arguments..].sort_by_key(|local| Reverse(self.last_state(&waits, *local)));
        let moments = self.moments();
        let orders = [declared, by_end].map(|order| {
            let states = self.laid_out(&order, &moments, locals, &waits);
            (order, states)
        });
        let Some((order, states)) = orders.into_iter().min_by_key(|(_, states)| most(states)) else {
            return Vec::new();
        };
        self.with_fewer_holes(order, states, |order| self.laid_out(order, &moments, locals, &waits))
    }

    /// Moves what leaves holes further back, where no state has more to keep for it: so that is less whatever the sizes are.
    fn with_fewer_holes(
        &self,
        mut order: Vec<LocalId>,
        mut states: Vec<State>,
        lay_out: impl Fn(&[LocalId]) -> Vec<State>,
    ) -> Vec<State> {
        let is_argument = |local: &LocalId| self.graph.local(*local).kind == LocalKind::Argument;
        let holes = states.iter().flat_map(|state| &state.fields).filter_map(|field| match field {
            Field::Hole(local) => Some(*local),
            _ => None,
        });
        let mut seen = HashSet::new();
        let holes: Vec<LocalId> = holes.filter(|local| !is_argument(local) && seen.insert(*local)).collect();
        for local in holes {
            let Some(at) = order.iter().position(|other| *other == local) else { continue };
            for to in (at + 1..order.len()).rev() {
                let mut moved = order.clone();
                moved[at..=to].rotate_left(1);
                let better = lay_out(&moved);
                if has_fewer_holes(&better, &states) {
                    (order, states) = (moved, better);
                    break;
                }
            }
        }
        states
    }

    fn laid_out(
        &self,
        order: &[LocalId],
        moments: &Moments,
        locals: &[LocalFacts],
        waits: &[(BlockId, AwaitId)],
    ) -> Vec<State> {
        let layout = layout::lay_out(order.to_vec(), &moments.together);
        let start = |block: BlockId| self.flow.starts[block.index()];
        let waiting = |&(block, _): &(BlockId, AwaitId)| {
            let alive = order.iter().copied().filter(|local| self.visible_alive(block, start(block), *local));
            Waits { alive: alive.collect(), held: self.entry(block).to_vec() }
        };
        let waiting: Vec<Waits> = waits.iter().map(waiting).collect();
        let kept = layout.kept(self.graph, locals, &waiting, &moments.beside);
        let state = |((&(block, await_id), waits), kept): ((&(BlockId, AwaitId), &Waits), &HashSet<LocalId>)| {
            let node = start(block);
            let mut state = layout.state(self.graph, locals, await_id, waits, kept, &self.facts.live[node]);
            if self.inspection.is_on() {
                state.lent = lent::find(self, await_id, node, &waits.alive);
            }
            state
        };
        let mut states: Vec<State> = waits.iter().zip(&waiting).zip(&kept).map(state).collect();
        without_idle_flags(&mut states);
        states
    }

    /// The last state in which something is in the local's place.
    fn last_state(&self, waits: &[(BlockId, AwaitId)], local: LocalId) -> Option<usize> {
        waits.iter().rposition(|(block, _)| self.visible_alive(*block, self.flow.starts[block.index()], local))
    }

    pub(super) fn visible_alive(&self, block: BlockId, node: NodeId, local: LocalId) -> bool {
        let scope = self.graph.block(block).scope;
        self.alive[node].has(local)
            && self.graph.local(local).scope.is_some_and(|owner| self.graph.is_inside(scope, owner))
    }

    fn moments(&self) -> Moments {
        let count = self.graph.locals.len();
        let nothing = || vec![Bits::empty(count); count];
        let mut moments = Moments { together: nothing(), beside: nothing() };
        for (node, event) in self.flow.nodes.iter().enumerate().filter(|(node, _)| self.facts.reached[*node]) {
            let mut alive = self.alive[node].clone();
            if let Event::Define { local, .. } = event.event {
                alive.add(local);
            }
            for local in alive.iter(count) {
                moments.together[local.index()].union(&alive);
                moments.beside[local.index()].union(&self.facts.surely[node]);
            }
        }
        moments
    }
}

/// What there is at a moment when a local is alive.
struct Moments {
    /// For each local, what is alive.
    together: Vec<Bits>,
    /// What surely has a value.
    beside: Vec<Bits>,
}

/// A flag that nothing waits for needs no room anywhere.
fn without_idle_flags(states: &mut [State]) {
    let fields = states.iter().flat_map(|state| &state.fields);
    let flags = fields.filter_map(|field| if let Field::Flag(local) = field { Some(*local) } else { None });
    let flags: HashSet<LocalId> = flags.collect();
    for state in states {
        state.fields.retain(|field| !matches!(field, Field::FlagHole(local) if !flags.contains(local)));
    }
}

/// Has no state a field that it has not in `others`, and has one a field less?
fn has_fewer_holes(states: &[State], others: &[State]) -> bool {
    let takes_more = |state: &State, other: &State| {
        let is_new = |field: &Field| !matches!(field, Field::Kept(_)) && !other.fields.contains(field);
        state.fields.iter().any(is_new)
    };
    let pairs = || states.iter().zip(others);
    let fewer = |(state, other): (&State, &State)| takes_more(other, state);
    pairs().all(|(state, other)| !takes_more(state, other)) && pairs().any(fewer)
}

/// What the largest state has room for, as far as it can be told without types.
fn most(states: &[State]) -> Option<usize> {
    let takes_room = |field: &&Field| matches!(field, Field::Local(_) | Field::Kept(_) | Field::Hole(_));
    states.iter().map(|state| state.fields.iter().filter(takes_room).count()).max()
}
