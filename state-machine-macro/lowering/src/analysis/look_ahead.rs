//! What the lowering wants to know of the body before it cuts it.

use std::collections::{HashMap, HashSet};

use super::{
    dataflow::backward,
    flow,
    nodes::{Event, Flow},
};
use crate::{
    model::{
        graph::{Block, End, Entry, Graph, LabelKind, Step},
        ids::{MentionId, ScopeId},
    },
    resolve::Resolved,
};

/// Notes where locals are used that are named again, before they get another value; and those of which fields get values.
pub fn look_ahead(resolved: &mut Resolved) {
    let Resolved { graph, arguments, body } = resolved;
    let destructured = arguments.iter().filter_map(|(_, destructure)| destructure.as_ref());
    let steps = destructured.chain(&body.stmts).cloned().map(Step::Verbatim).collect();
    let entry = Entry::Label(LabelKind::Start);
    graph.blocks.push(Block { scope: ScopeId::new(0), entry, steps, end: End::Unreachable });
    let flow = flow::build(graph);
    graph.named_again = named_again(graph, &flow);
    graph.set_behind = set_behind(&flow);
    graph.blocks.clear();
}

fn named_again(graph: &Graph, flow: &Flow) -> HashMap<MentionId, bool> {
    let (_, after) = backward(flow, graph.locals.len(), |event, live| match event {
        Event::Use { local, mention, .. } if !flow.unproven.contains(mention) => live.add(*local),
        Event::Define { local, .. } => live.remove(*local),
        _ => {}
    });
    let used = flow.nodes.iter().zip(&after).filter_map(|(node, after)| match node.event {
        Event::Use { local, mention, .. } => Some((mention, after.has(local))),
        _ => None,
    });
    used.collect()
}

fn set_behind(flow: &Flow) -> HashSet<(MentionId, MentionId)> {
    let mut behind = HashSet::new();
    for (node, data) in flow.nodes.iter().enumerate() {
        let Event::Use { local, mention: set, .. } = data.event else { continue };
        if !flow.set.contains(&set) {
            continue;
        }
        for before in flow.since_defined(local, node) {
            match flow.nodes[before].event {
                Event::Use { local: used, mention, .. } if used == local => behind.insert((mention, set)),
                _ => false,
            };
        }
    }
    behind
}
