//! Which locals may others write to while the machine waits?
//!
//! Whoever looks into a machine must not read those: an exclusive borrow of one may be alive. The awaited future holds what
//! its operand borrowed; and a statement that borrows `x` may put the borrow into anything else that it names.

use std::collections::HashSet;

use super::{
    Analysis,
    bits::Bits,
    holders,
    nodes::{Event, Exclusive, NodeId, Unit},
};
use crate::model::{
    ids::{AwaitId, LocalId, MentionId},
    local::LocalKind,
    machine::{Borrower, Guard, Lent, LocalFacts, Storage},
};

/// Of the locals that a state keeps, those that may be borrowed exclusively in it.
pub fn find(analysis: &Analysis<'_>, await_id: AwaitId, node: NodeId, kept: &[LocalId]) -> Vec<Lent> {
    let (graph, flow) = (analysis.graph, analysis.flow);
    let before = flow.before(node);
    let units: Vec<Unit> = flow.units.iter().filter(|unit| before.contains(&unit.end)).map(exclusive).collect();
    let holders = holders::of_units(graph, units.iter());
    let operand = flow.operands.get(&await_id);
    let mut holding = super::holding(graph, analysis.facts, node);
    operand.iter().flat_map(|operand| &operand.locals).for_each(|local| holding.add(*local));
    let holders = |local: LocalId| {
        let alone = |other: &LocalId| {
            let mut only = Bits::empty(graph.locals.len());
            only.add(*other);
            holders.pointed_into(graph, local, &only)
        };
        holding.iter(graph.locals.len()).filter(alone).collect::<Vec<LocalId>>()
    };
    let lent = |local: LocalId| {
        let of_it = |unit: &Unit| unit.exclusive.iter().copied().filter(|borrow| borrow.local == local).collect();
        let borrows: Vec<Exclusive> = units.iter().flat_map(|unit| -> Vec<Exclusive> { of_it(unit) }).collect();
        let mut lent = Lent { local, if_reference: borrows.iter().all(|one| one.if_reference), to: Borrower::Certain };
        if operand.is_some_and(|unit| lends(unit, local)) {
            return Some(lent);
        }
        let others = holders(local);
        let to_argument = units.iter().any(|unit| lends(unit, local) && names_argument(analysis, unit, local));
        if others.is_empty() && to_argument {
            lent.if_reference = borrows.iter().all(|one| one.whole);
            return Some(lent);
        }
        if !to_argument && others.iter().all(|other| kept.contains(other)) {
            lent.to = Borrower::Locals(others.clone());
        }
        (!others.is_empty()).then_some(lent)
    };
    kept.iter().copied().filter_map(lent).collect()
}

/// Of the mentions by value that leave a local its value, those of what may be an exclusive reference that something in a slot
/// comes to point through. On the stack rustc would ask whether that is gone when the local is used again, and a slot's guard
/// never is; on the other copy of the body it has asked.
pub fn find_copied(analysis: &Analysis<'_>, locals: &[LocalFacts], copies: &HashSet<MentionId>) -> HashSet<MentionId> {
    let (graph, flow) = (analysis.graph, analysis.flow);
    let units: Vec<Unit> = flow.units.iter().map(exclusive).collect();
    let holders = holders::of_units(graph, units.iter());
    let mut guarded = Bits::empty(graph.locals.len());
    let has_guard = |facts: &LocalFacts| facts.storage != Storage::Stack && facts.guard != Guard::None;
    graph.local_ids().filter(|local| has_guard(&locals[local.index()])).for_each(|local| guarded.add(local));
    let may_be_unique = |local: LocalId| match graph.local(local).kind {
        LocalKind::Argument => graph.references.contains(&local) && !graph.copies.contains(&local),
        // An exclusive reference whose type is not known yet is not borrowed anew: it moves.
        _ => {
            let is_known = [&graph.copies, &graph.told_later].iter().any(|known| known.contains(&local));
            !graph.numbers.contains_key(&local) && !is_known
        }
    };
    let lent = |event: &Event| match *event {
        Event::Use { local, mention, .. }
            if copies.contains(&mention)
                && !flow.scrutinees.contains(&mention)
                && may_be_unique(local)
                && holders.pointed_into(graph, local, &guarded) =>
        {
            Some(mention)
        }
        _ => None,
    };
    flow.nodes.iter().filter_map(|node| lent(&node.event)).collect()
}

/// The unit, as if it borrowed nothing but what it borrows exclusively.
fn exclusive(unit: &Unit) -> Unit {
    Unit { borrowed: unit.exclusive.iter().map(|borrow| borrow.local).collect(), ..unit.clone() }
}

fn lends(unit: &Unit, local: LocalId) -> bool {
    unit.exclusive.iter().any(|Exclusive { local: lent, .. }| *lent == local)
}

/// Arguments hold no borrow of a local, but they may hold one of what a local points to.
fn names_argument(analysis: &Analysis<'_>, unit: &Unit, local: LocalId) -> bool {
    let graph = analysis.graph;
    let may_hold = |other: &LocalId| {
        let is_argument = graph.local(*other).kind == LocalKind::Argument;
        *other != local && is_argument && !graph.copies.contains(other)
    };
    unit.locals.iter().any(may_hold)
}
