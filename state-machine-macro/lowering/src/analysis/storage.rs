//! Where each local lives, and who drops it.

use super::{
    Analysis, asks,
    bits::Bits,
    nodes::{Event, NodeId},
};
use crate::model::{
    graph::{Entry, Step},
    ids::{BlockId, LocalId},
    local::LocalKind,
    machine::{Flag, Guard, Kept, LocalFacts, Room, Storage},
    mark,
};

impl Analysis<'_> {
    pub(super) fn locals(&self) -> Vec<LocalFacts> {
        let facts = |local| {
            let storage = self.storage(local);
            let guard = if storage == Storage::Stack { self.unguarded(local) } else { self.guard(local) };
            LocalFacts { storage, guard }
        };
        self.graph.local_ids().map(facts).collect()
    }

    pub(super) fn storage(&self, local: LocalId) -> Storage {
        if self.graph.local(local).kind == LocalKind::Carry {
            return if self.waits_in_vain(local) { Storage::State } else { Storage::Frame };
        }
        let is_parameter = self.graph.local(local).kind == LocalKind::Argument;
        let temporary = self.graph.local(local).kind == LocalKind::Temporary;
        let filled = temporary && self.is_declared_alone(local);
        let is_placed = self.is_parted_by_a_jump(local)
            || self.is_opened(local)
            || self.is_outlived(local)
            || self.is_held_longer(local)
            || self.is_ended_inside(local);
        let mut storage = match filled || is_placed {
            true if is_parameter => return Storage::State,
            true => Storage::Frame,
            false => Storage::Stack,
        };
        for block in self.dispatched().filter(|block| self.lives_into(*block, local)) {
            match self.graph.block(block).entry {
                Entry::Resume(_) => return Storage::State,
                // Parameters stand in the first state, and need no other place to get into the code.
                _ if block == BlockId(0) => {}
                // A parameter stands in the state from the start.
                _ if is_parameter => return Storage::State,
                _ => storage = Storage::Frame,
            }
        }
        storage
    }

    /// Where the machine goes on when it has waited.
    pub(super) fn resumed(&self) -> impl Iterator<Item = BlockId> {
        self.dispatched().filter(|block| matches!(self.graph.block(*block).entry, Entry::Resume(_)))
    }

    /// What is carried is used before anything awaits. Should a mistake in lowering let it wait, the code must not find it on `poll`'s
    /// stack, which is another one then: nothing gives it a place in the state, so that rustc says that it is not there.
    fn waits_in_vain(&self, carry: LocalId) -> bool {
        let mut starts = self.resumed().map(|block| self.flow.starts[block.index()]);
        starts.any(|node| self.facts.maybe[node].has(carry) && self.facts.live[node].has(carry))
    }

    fn lives_into(&self, block: BlockId, local: LocalId) -> bool {
        let scope = self.graph.block(block).scope;
        let visible = self.graph.local(local).scope.is_some_and(|owner| self.graph.is_inside(scope, owner));
        visible && self.alive[self.flow.starts[block.index()]].has(local)
    }

    /// May something point into it that lives in a slot, and is dropped later? Natively that matters only if the type has
    /// something to drop; a guard always has. Of a place rustc does not ask.
    fn is_held_longer(&self, local: LocalId) -> bool {
        let Some(scope) = self.graph.local(local).scope else { return false };
        let holders = self.graph.open.iter().filter(|holder| {
            let owner = self.graph.local(**holder).scope;
            let is_older = owner == Some(scope) && **holder < local
                || owner.is_some_and(|owner| owner != scope && self.graph.is_inside(scope, owner));
            is_older && self.unguarded(**holder) != Guard::None
        });
        let in_slot = |holder: &LocalId| self.dispatched().any(|block| self.lives_into(block, *holder));
        let mut holding = Bits::empty(self.graph.locals.len());
        holders.filter(|holder| in_slot(holder)).for_each(|holder| holding.add(*holder));
        self.holders.pointed_into(self.graph, local, &holding)
    }

    /// Does a pattern look into what it points to? Only once, and so not where rustc would have to move out of it.
    fn is_opened(&self, local: LocalId) -> bool {
        let mut parts = self.graph.parts.get(&local).into_iter().flatten();
        parts.any(|part| part.of.iter().any(mark::is_pointed_to))
    }

    /// May a temporary point into it that outlives it? So do, before edition 2024, those in the tail of a block. rustc has
    /// checked that they do not look at it any more, and of a place it does not ask that again.
    fn is_outlived(&self, local: LocalId) -> bool {
        let locals = &self.graph.locals;
        let Some(scope) = self.graph.local(local).scope else { return false };
        let outlives = |temporary: &LocalId| {
            let owner = locals[temporary.index()].scope.filter(|owner| *owner != scope);
            locals[temporary.index()].kind == LocalKind::Temporary
                && owner.is_some_and(|owner| self.graph.is_inside(scope, owner))
        };
        self.flow.units.iter().any(|unit| unit.borrowed.contains(&local) && unit.defined.iter().any(outlives))
    }

    /// Is it dropped before its scope ends, with a value in it? An ordinary local could be dropped only as a whole.
    fn is_ended_inside(&self, local: LocalId) -> bool {
        let ends = |(block, index): &(BlockId, usize)| {
            let step = self.graph.block(*block).steps.get(*index);
            matches!(step, Some(Step::Drop(ended)) if *ended == local)
        };
        let holds = |node: NodeId| self.facts.reached[node] && self.facts.maybe[node].has(local);
        self.flow.steps.iter().any(|(step, node)| ends(step) && holds(*node))
    }

    /// Is it named on two sides of a jump from one step to another, though it has no value when that happens?
    pub(super) fn is_parted_by_a_jump(&self, local: LocalId) -> bool {
        let mut arms =
            self.flow.nodes.iter().enumerate().filter(|(node, _)| self.facts.reached[*node]).filter_map(|(_, node)| {
                match node.event {
                    Event::Use { local: named, .. } | Event::Define { local: named, .. } if named == local => {
                        Some(self.arms[node.block.index()])
                    }
                    _ => None,
                }
            });
        let declares = |block: &BlockId| {
            let mut steps = self.graph.block(*block).steps.iter();
            steps.any(|step| matches!(step, Step::Declare(here) | Step::Parameter(here) if *here == local))
        };
        let declared = self.graph.block_ids().find(declares).map(|block| self.arms[block.index()]);
        let first = declared.or_else(|| arms.next());
        self.graph.local(local).scope.is_some() && arms.any(|arm| Some(arm) != first)
    }

    /// `let x;`, or a temporary that is filled in the middle of an expression.
    pub(super) fn is_declared_alone(&self, local: LocalId) -> bool {
        let blocks = self.graph.blocks.iter();
        blocks.flat_map(|block| &block.steps).any(|step| matches!(step, Step::Declare(declared) if *declared == local))
    }

    pub(super) fn room(&self, local: LocalId) -> Room {
        let mut held = self.resumed().flat_map(|block| self.entry(block));
        let is_argument = self.graph.local(local).kind == LocalKind::Argument;
        let elsewhere = is_argument || held.any(|held| held.local == local && held.certain);
        if elsewhere { Room::Always } else { Room::IfBorrowed }
    }

    /// The blocks at whose entry only what happened before tells whether the local has a value.
    pub(super) fn unsure(&self, local: LocalId) -> Vec<BlockId> {
        self.dispatched().filter(|block| self.is_unsure(*block, local)).collect()
    }

    pub(super) fn is_unsure(&self, block: BlockId, local: LocalId) -> bool {
        self.entry(block).iter().any(|held| held.local == local && !held.certain)
    }

    pub(super) fn guard(&self, local: LocalId) -> Guard {
        if self.graph.parts.contains_key(&local) {
            return Guard::Conditional { flag: Flag::Parts(Kept::Always) };
        }
        let unsure = self.unsure(local);
        let is_resumed = |block: &BlockId| matches!(self.graph.block(*block).entry, Entry::Resume(_));
        let flag = match unsure.iter().any(is_resumed) {
            false => Flag::None,
            true if asks::decide(self, local, &unsure) => Flag::Asked(self.room(local)),
            true if unsure.iter().all(|block| self.facts.copied[self.flow.starts[block.index()]].has(local)) => {
                Flag::Copied
            }
            true => Flag::Stored,
        };
        let assigned_without_value = self.flow.nodes.iter().enumerate().any(|(node, event)| match event.event {
            Event::Define { local: defined, mention: Some(_) } => {
                defined == local && self.facts.reached[node] && !self.facts.surely[node].has(local)
            }
            _ => false,
        });
        let filled = assigned_without_value || self.is_declared_alone(local);
        match self.unguarded(local) {
            Guard::None if flag == Flag::None && !filled => Guard::None,
            _ if filled || !unsure.is_empty() => Guard::Conditional { flag },
            guard => guard,
        }
    }

    fn unguarded(&self, local: LocalId) -> Guard {
        let is_plain = self.graph.is_never_dropped(local);
        if is_plain { Guard::None } else { Guard::Owned }
    }
}
