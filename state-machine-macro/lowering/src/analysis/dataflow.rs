//! On the flow graph: which locals are used later, and which have a value.

use super::{
    bits::Bits,
    flow::{Event, Flow, How, NodeId},
};
use crate::model::{
    graph::Graph,
    ids::{BlockId, LocalId},
    local::LocalKind,
};

/// What holds when a node is reached.
pub struct Facts {
    /// Used later, before it gets another value.
    pub live: Vec<Bits>,
    /// Used after the node.
    pub live_after: Vec<Bits>,
    /// Has a value on some path.
    pub maybe: Vec<Bits>,
    /// Has a value on every path.
    pub surely: Vec<Bits>,
    /// Had a value since its scope was entered: its storage may be pointed into.
    pub begun: Vec<Bits>,
    pub reached: Vec<bool>,
}

/// What each block sees: the locals of its scope and of those around.
pub fn visible(graph: &Graph) -> Vec<Bits> {
    let see = |block: BlockId| {
        let scope = graph.block(block).scope;
        let mut bits = Bits::empty(graph.locals.len());
        for local in graph.local_ids() {
            let owner = graph.local(local).scope;
            if owner.is_some_and(|owner| graph.is_inside(scope, owner)) {
                bits.add(local);
            }
        }
        bits
    };
    graph.block_ids().map(see).collect()
}

pub fn solve(graph: &Graph, flow: &Flow) -> Facts {
    let visible = visible(graph);
    let (live, live_after) = liveness(graph, flow, &visible);
    let count = graph.locals.len();
    let nodes = flow.nodes.len();
    let mut facts = Facts {
        live,
        live_after,
        maybe: vec![Bits::empty(count); nodes],
        surely: vec![Bits::full(count); nodes],
        begun: vec![Bits::empty(count); nodes],
        reached: vec![false; nodes],
    };
    let start = flow.entries[0];
    facts.surely[start] = Bits::empty(count);
    for local in graph.local_ids().filter(|local| graph.local(*local).kind == LocalKind::Argument) {
        facts.maybe[start].add(local);
        facts.surely[start].add(local);
        facts.begun[start].add(local);
    }
    forward(graph, flow, &visible, &mut facts, start);
    facts
}

fn liveness(graph: &Graph, flow: &Flow, visible: &[Bits]) -> (Vec<Bits>, Vec<Bits>) {
    let empty = Bits::empty(graph.locals.len());
    let mut live = vec![empty.clone(); flow.nodes.len()];
    let mut after = vec![empty; flow.nodes.len()];
    let mut changed = true;
    while changed {
        changed = false;
        for (id, node) in flow.nodes.iter().enumerate().rev() {
            for next in &node.next {
                let next = live[*next].clone();
                after[id].union(&next);
            }
            let mut before = after[id].clone();
            match &node.event {
                Event::Nothing | Event::MayEnd(_) => {}
                Event::Use { local, .. } => before.add(*local),
                Event::Define { local, .. } | Event::End(local) => before.remove(*local),
                Event::Enter(block) => before.intersect(&visible[block.index()]),
            }
            if before != live[id] {
                live[id] = before;
                changed = true;
            }
        }
    }
    (live, after)
}

/// Is the local moved here? By value and never again: if its type is `Copy`, nothing is lost.
pub fn moves(facts: &Facts, node: NodeId, local: LocalId, how: How) -> bool {
    how == How::Value && !facts.live_after[node].has(local)
}

fn forward(graph: &Graph, flow: &Flow, visible: &[Bits], facts: &mut Facts, start: NodeId) {
    let mut work = vec![start];
    facts.reached[start] = true;
    while let Some(id) = work.pop() {
        let (mut maybe, mut surely, mut begun) =
            (facts.maybe[id].clone(), facts.surely[id].clone(), facts.begun[id].clone());
        match &flow.nodes[id].event {
            Event::Use { local, how, .. } if moves(facts, id, *local, *how) => {
                maybe.remove(*local);
                surely.remove(*local);
            }
            Event::Use { .. } | Event::Nothing => {}
            Event::Define { local, .. } => {
                [&mut maybe, &mut surely, &mut begun].into_iter().for_each(|set| set.add(*local));
            }
            Event::MayEnd(local) => surely.remove(*local),
            Event::End(local) => {
                [&mut maybe, &mut surely, &mut begun].into_iter().for_each(|set| set.remove(*local));
            }
            Event::Enter(block) => {
                let visible = &visible[block.index()];
                [&mut maybe, &mut surely, &mut begun].into_iter().for_each(|set| set.intersect(visible));
                // What nobody uses again and nobody has to drop is gone.
                for local in graph.plain.iter().chain(&graph.copies) {
                    if !facts.live[id].has(*local) {
                        maybe.remove(*local);
                        surely.remove(*local);
                    }
                }
            }
        }
        for next in flow.nodes[id].next.clone() {
            if flow_into(facts, next, &maybe, &surely, &begun) {
                work.push(next);
            }
        }
    }
}

/// Merges what holds on one edge into a node; did that change it?
fn flow_into(facts: &mut Facts, next: NodeId, maybe: &Bits, surely: &Bits, begun: &Bits) -> bool {
    let before = (facts.maybe[next].clone(), facts.surely[next].clone(), facts.begun[next].clone());
    facts.maybe[next].union(maybe);
    facts.surely[next].intersect(surely);
    facts.begun[next].union(begun);
    let first = !std::mem::replace(&mut facts.reached[next], true);
    first || before != (facts.maybe[next].clone(), facts.surely[next].clone(), facts.begun[next].clone())
}
