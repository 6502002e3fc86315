//! Locals that leave their slot for the rest of their life.
//!
//! Whether `x.m()` or `x.field` moves out of `x`, only rustc knows. Where `x` is never parked again and nothing points
//! into it, it becomes an ordinary local, and rustc decides.

use std::collections::{HashMap, HashSet};

use super::{
    Analysis,
    flow::is_dispatched,
    holders,
    nodes::{Event, How},
    parts::Parts,
};
use crate::model::{
    graph::{End, Entry, Graph},
    ids::{BlockId, LocalId},
    local::LocalKind,
    machine::{Guard, LocalFacts, Storage},
};

pub(super) fn find(
    analysis: &Analysis<'_>,
    locals: &[LocalFacts],
    blocks: &[BlockId],
    parts: &Parts,
) -> HashMap<BlockId, HashSet<LocalId>> {
    let dispatched = blocks.iter().filter(|block| is_dispatched(analysis.graph.block(**block)));
    let unclear = unclear(analysis);
    let released = dispatched.map(|block| (*block, of_block(analysis, locals, *block, parts, &unclear)));
    released.filter(|(_, locals)| !locals.is_empty()).collect()
}

fn of_block(
    analysis: &Analysis<'_>,
    locals: &[LocalFacts],
    block: BlockId,
    parts: &Parts,
    unclear: &HashSet<LocalId>,
) -> HashSet<LocalId> {
    let tree = tree(analysis.graph, block);
    let entry = analysis.flow.starts[block.index()];
    let holding = super::holding(analysis.graph, analysis.facts, entry);
    let held = analysis.entry(block);
    let candidates = held.iter().filter(|held| held.certain).map(|held| held.local).filter(|local| {
        let facts = locals[local.index()];
        // Temporaries end before their scope does, and rustc would not know when.
        let named = analysis.graph.local(*local).kind != LocalKind::Temporary;
        named && facts.storage != Storage::Stack && matches!(facts.guard, Guard::Owned | Guard::None)
    });
    let candidates: Vec<LocalId> =
        candidates.filter(|local| unclear.contains(local) && !leaves(analysis, &tree, *local)).collect();
    if candidates.is_empty() {
        return HashSet::new();
    }
    let awaited = match analysis.graph.block(block).entry {
        Entry::Resume(id) => analysis.flow.operands.get(&id),
        _ => None,
    };
    // What the awaited future has borrowed, its value may still point into.
    let in_value = |local: &LocalId| awaited.is_some_and(|operand| operand.borrowed.contains(local));
    let is_free = |local: &LocalId| {
        !in_value(local)
            && !parts.is_parted_before(analysis, *local, entry)
            && !holders::find_since_defined(analysis.graph, analysis.flow, *local, entry).pointed_into(
                analysis.graph,
                *local,
                &holding,
            )
    };
    candidates.into_iter().filter(is_free).collect()
}

/// The block and those that stand inside it.
pub(super) fn tree(graph: &Graph, block: BlockId) -> Vec<BlockId> {
    let mut tree = vec![block];
    let mut at = 0;
    while at < tree.len() {
        match &graph.block(tree[at]).end {
            End::If { then, otherwise, .. } => tree.extend([*then, *otherwise]),
            End::Match { arms, .. } => tree.extend(arms.iter().map(|arm| arm.block)),
            _ => {}
        }
        at += 1;
    }
    tree
}

/// Locals that have a last use that may move them.
fn unclear(analysis: &Analysis<'_>) -> HashSet<LocalId> {
    let nodes = analysis.flow.nodes.iter().enumerate();
    let may_move = nodes.filter_map(|(node, data)| match data.event {
        Event::Use { local, how: How::Unclear, .. } => (!analysis.facts.is_proved_after(node, local)).then_some(local),
        Event::MayMove { .. } => analysis.facts.may_move(node, &data.event),
        _ => None,
    });
    may_move.collect()
}

/// Does it still have a value where these blocks jump or suspend?
fn leaves(analysis: &Analysis<'_>, tree: &[BlockId], local: LocalId) -> bool {
    let at_end = tree.iter().any(|block| {
        let end = &analysis.graph.block(*block).end;
        matches!(end, End::Goto(_) | End::Suspend { .. })
            && analysis.end(*block).1.iter().any(|held| held.local == local)
    });
    let at_jump = analysis.flow.jumps.iter().any(|(jump, node)| {
        let target = analysis.graph.jumps[jump.index()].target;
        tree.contains(&analysis.flow.nodes[*node].block)
            && analysis.held(*node, analysis.graph.block(target).scope).iter().any(|held| held.local == local)
    });
    at_end || at_jump
}
