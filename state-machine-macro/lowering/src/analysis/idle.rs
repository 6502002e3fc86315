//! What waits only to be dropped. A type that is copied has nothing to drop, which only rustc knows.

use std::collections::{HashMap, HashSet};

use super::{
    Analysis,
    dataflow::{self, Facts},
    nodes::{Event, Flow, How, Unit},
    used_in_statements,
};
use crate::model::{
    graph::{Entry, Graph, Step},
    ids::{AwaitId, BlockId, LocalId},
    local::LocalKind,
    machine::{Flag, Guard, Kept, LocalFacts, Storage},
};

/// By await: the locals that are not used behind it, and that nobody has borrowed.
pub(super) fn find(graph: &Graph, flow: &Flow, facts: &Facts) -> HashMap<AwaitId, Vec<LocalId>> {
    let may_be = may_be_idle(graph, flow, facts);
    if may_be.is_empty() {
        return HashMap::new();
    }
    let used = used_in_statements(graph, flow);
    let waits = graph.block_ids().filter_map(|block| match graph.block(block).entry {
        Entry::Resume(await_id) if facts.reached[flow.starts[block.index()]] => Some((block, await_id)),
        _ => None,
    });
    let idle = waits.map(|(block, await_id)| {
        let node = flow.starts[block.index()];
        let is_idle = |local: &LocalId| {
            facts.surely[node].has(*local)
                && !facts.live[node].has(*local)
                && !used[node].has(*local)
                && is_visible(graph, block, *local)
        };
        (await_id, may_be.iter().copied().filter(is_idle).collect::<Vec<_>>())
    });
    idle.filter(|(_, locals)| !locals.is_empty()).collect()
}

/// Of locals of which parts may have been moved away: those that wait nowhere but to be dropped.
pub(super) fn find_parted(analysis: &Analysis<'_>, locals: &mut [LocalFacts]) {
    let Analysis { graph, flow, facts, .. } = analysis;
    let is_parted = |local: &LocalId| {
        let LocalFacts { storage, guard } = locals[local.index()];
        storage == Storage::State && guard == Guard::Conditional { flag: Flag::Parts(Kept::Always) }
    };
    let parted: Vec<LocalId> = graph.local_ids().filter(is_parted).collect();
    if parted.is_empty() {
        return;
    }
    let (used, mut others) = (used_in_statements(graph, flow), told_elsewhere(graph, flow, facts));
    others.extend(borrowed(flow));
    let is_busy = |block: &BlockId, local: LocalId| {
        let node = flow.starts[block.index()];
        let waits = analysis.visible_alive(*block, node, local);
        waits && (facts.live[node].has(local) || used[node].has(local))
    };
    for local in parted {
        let is_argument = graph.local(local).kind == LocalKind::Argument;
        let busy = is_argument || others.contains(&local) || graph.closures.contains(&local);
        if !busy && !analysis.resumed().any(|block| is_busy(&block, local)) {
            locals[local.index()].guard = Guard::Conditional { flag: Flag::Parts(Kept::UnlessCopied) };
        }
    }
}

fn is_visible(graph: &Graph, block: BlockId, local: LocalId) -> bool {
    graph.local(local).scope.is_some_and(|owner| graph.is_inside(graph.block(block).scope, owner))
}

/// Locals of a type that may be copied, and of which rustc has nothing else to say. What is never named is kept for its drop, and what is
/// borrowed natively waits as well. Of what a closure or block is part of rustc cannot say whether it is copied before it knows what that
/// captures.
fn may_be_idle(graph: &Graph, flow: &Flow, facts: &Facts) -> Vec<LocalId> {
    let mut others = told_elsewhere(graph, flow, facts);
    others.extend(named_in(flow).flat_map(|unit| unit.borrowed.iter().copied()));
    let named = flow.nodes.iter().filter_map(|node| match node.event {
        Event::Use { local, .. } => Some(local),
        _ => None,
    });
    let named: HashSet<LocalId> = named.collect();
    // What a pattern leaves behind that binds nothing. Of other temporaries one has the place, and need not name them.
    let declared: HashSet<LocalId> = graph.blocks.iter().flat_map(|block| &block.steps).filter_map(declared).collect();
    let is_left_by_a_pattern = |local: &LocalId| {
        graph.local(*local).kind == LocalKind::Temporary && !named.contains(local) && !declared.contains(local)
    };
    let may_be = |local: &LocalId| {
        let waits_by_name = graph.local(*local).kind == LocalKind::Declared && named.contains(local);
        (waits_by_name || is_left_by_a_pattern(local))
            && !graph.is_never_dropped(*local)
            && !graph.parts.contains_key(local)
            && !graph.closures.contains(local)
            && !others.contains(local)
    };
    graph.local_ids().filter(may_be).collect()
}

fn declared(step: &Step) -> Option<LocalId> {
    if let Step::Declare(local) = step { Some(*local) } else { None }
}

fn named_in(flow: &Flow) -> impl Iterator<Item = &Unit> {
    flow.units.iter().chain(flow.operands.values())
}

/// Locals that something may point to: all that is named by value points elsewhere.
fn borrowed(flow: &Flow) -> impl Iterator<Item = LocalId> {
    flow.nodes.iter().filter_map(|node| match &node.event {
        Event::Use { local, mention, how: How::Borrow | How::Unclear | How::Last } => {
            (!flow.read_out.contains(mention)).then_some(*local)
        }
        _ => None,
    })
}

/// Locals of whose types something else tells, or that a closure captures.
fn told_elsewhere(graph: &Graph, flow: &Flow, facts: &Facts) -> HashSet<LocalId> {
    let mut others = with_closures(flow);
    others.extend(named_in(flow).flat_map(|unit| &unit.captured).map(|(local, _)| *local));
    others.extend(flow.captures.keys().map(|mention| graph.mentions[mention.index()].local));
    for (node, data) in flow.nodes.iter().enumerate() {
        others.extend(match &data.event {
            event @ Event::MayMove { .. } => facts.may_move(node, event),
            // What gets another value is told by an assignment, and its errors by a place.
            Event::Matched { local, .. } | Event::Define { local, mention: Some(_) } => Some(*local),
            _ => dataflow::perhaps_moves(graph, flow, facts, node).map(|(local, _)| local),
        });
    }
    others
}

/// Locals that a closure or a block may have become part of.
fn with_closures(flow: &Flow) -> HashSet<LocalId> {
    let mut with: HashSet<LocalId> = HashSet::new();
    loop {
        let units =
            flow.units.iter().filter(|unit| unit.closes || unit.locals.iter().any(|local| with.contains(local)));
        let count = with.len();
        with = with.union(&units.flat_map(|unit| unit.defined.iter().copied()).collect()).copied().collect();
        if with.len() == count {
            return with;
        }
    }
}
