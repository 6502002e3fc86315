//! Methods that may take their receivers by value, which only rustc knows.

use std::collections::{HashMap, HashSet};

use super::{
    Analysis, dataflow,
    nodes::{Event, NodeId},
};
use crate::model::{
    ids::{BlockId, LocalId, MentionId},
    machine::{Flag, Guard, LocalFacts, Storage},
};

/// The receivers about which rustc has to be asked. Their guards must be able to let go of them.
pub(super) fn find(
    analysis: &Analysis<'_>,
    locals: &mut [LocalFacts],
    released: &HashMap<BlockId, HashSet<LocalId>>,
) -> HashSet<MentionId> {
    let mut asks = HashSet::new();
    for (node, local, mention) in last_uses(analysis) {
        let block = analysis.flow.nodes[node].block;
        if lives_in_slot(analysis, locals, released, block, local) {
            asks.extend(mention);
        }
    }
    asks
}

/// The locals that some patterns take where they live in slots. Their guards, too, must be able to let go of them.
pub(super) fn find_matched(
    analysis: &Analysis<'_>,
    locals: &mut [LocalFacts],
    released: &HashMap<BlockId, HashSet<LocalId>>,
) -> HashSet<MentionId> {
    find_in_slots(analysis, locals, released, |node| match analysis.flow.nodes[node].event {
        Event::Matched { local, mention } => analysis.facts.reached[node].then_some((local, mention)),
        _ => None,
    })
}

/// The mentions that move locals out of slots, unless these are of types that are copied. Their guards as well.
pub(super) fn find_perhaps_last(
    analysis: &Analysis<'_>,
    locals: &mut [LocalFacts],
    released: &HashMap<BlockId, HashSet<LocalId>>,
) -> HashSet<MentionId> {
    find_in_slots(analysis, locals, released, |node| {
        dataflow::perhaps_moves(analysis.graph, analysis.flow, analysis.facts, node)
    })
}

fn find_in_slots(
    analysis: &Analysis<'_>,
    locals: &mut [LocalFacts],
    released: &HashMap<BlockId, HashSet<LocalId>>,
    find: impl Fn(NodeId) -> Option<(LocalId, MentionId)>,
) -> HashSet<MentionId> {
    let mut mentions = HashSet::new();
    for (node, data) in analysis.flow.nodes.iter().enumerate() {
        let Some((local, mention)) = find(node) else { continue };
        if lives_in_slot(analysis, locals, released, data.block, local) {
            mentions.insert(mention);
        }
    }
    mentions
}

/// Whether it lives in a slot in this block; then its guard is one that can let go of it.
fn lives_in_slot(
    analysis: &Analysis<'_>,
    locals: &mut [LocalFacts],
    released: &HashMap<BlockId, HashSet<LocalId>>,
    block: BlockId,
    local: LocalId,
) -> bool {
    let arm = analysis.arms[block.index()];
    let is_released = released.get(&arm).is_some_and(|released| released.contains(&local));
    let facts = &mut locals[local.index()];
    if is_released || facts.storage == Storage::Stack {
        return false;
    }
    if facts.guard == Guard::Owned {
        facts.guard = Guard::Conditional { flag: Flag::None };
    }
    true
}

/// Does the answer to one question tell, where these blocks are entered, whether the local has a value?
pub(super) fn decide(analysis: &Analysis<'_>, local: LocalId, blocks: &[BlockId]) -> bool {
    let is_idle = analysis.graph.idle.values().flatten().any(|idle| *idle == local);
    let decides = |block: &BlockId| {
        let node = analysis.flow.starts[block.index()];
        analysis.facts.kept[node].has(local) && (is_idle || analysis.facts.asked[node].has(local))
    };
    // What is copied and not used again need not be there.
    if is_idle {
        return blocks.iter().all(decides);
    }
    reaching(analysis, local, blocks).len() == 1 && blocks.iter().all(decides)
}

/// The calls after which one of these blocks is entered while the local may still have the value that it had there.
fn reaching(analysis: &Analysis<'_>, local: LocalId, blocks: &[BlockId]) -> Vec<Option<MentionId>> {
    let starts: HashSet<NodeId> = blocks.iter().map(|block| analysis.flow.starts[block.index()]).collect();
    let of_local = last_uses(analysis).filter(|(_, asked, _)| *asked == local);
    of_local.filter(|(node, ..)| reaches(analysis, local, *node, &starts)).map(|(_, _, mention)| mention).collect()
}

fn reaches(analysis: &Analysis<'_>, local: LocalId, from: NodeId, starts: &HashSet<NodeId>) -> bool {
    let nodes = &analysis.flow.nodes;
    let (mut seen, mut work) = (HashSet::new(), nodes[from].next.clone());
    while let Some(node) = work.pop() {
        if !analysis.facts.maybe[node].has(local) || !seen.insert(node) {
            continue;
        }
        if starts.contains(&node) {
            return true;
        }
        if !matches!(nodes[node].event, Event::Define { local: defined, .. } if defined == local) {
            work.extend(&nodes[node].next);
        }
    }
    false
}

/// Where the method is called whose answer tells whether the local has a value, if there are others on it.
pub(super) fn deciding(analysis: &Analysis<'_>, locals: &[LocalFacts]) -> HashMap<LocalId, MentionId> {
    let is_idle = |local: &LocalId| analysis.graph.idle.values().flatten().any(|idle| idle == local);
    let is_asked = |local: &LocalId| matches!(locals[local.index()].guard, Guard::Conditional { flag: Flag::Asked(_) });
    let asked = analysis.graph.local_ids().filter(|local| is_asked(local) && !is_idle(local));
    asked
        .filter_map(|local| {
            let mut mentions = reaching(analysis, local, &analysis.unsure(local)).into_iter().flatten();
            mentions.next().map(|mention| (local, mention))
        })
        .collect()
}

/// Calls of methods on locals that are not used again. Where they are, they are borrowed, or copied.
fn last_uses<'a>(analysis: &'a Analysis<'_>) -> impl Iterator<Item = (NodeId, LocalId, Option<MentionId>)> + 'a {
    analysis.flow.nodes.iter().enumerate().filter_map(|(node, data)| match data.event {
        Event::MayMove { mention, .. } => {
            analysis.facts.may_move(node, &data.event).map(|local| (node, local, mention))
        }
        _ => None,
    })
}
