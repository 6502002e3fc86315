//! On the flow graph: which locals are used later, and which have a value.

use std::collections::HashSet;

use super::{
    bits::Bits,
    nodes::{Event, Flow, How, Node, NodeId},
};
use crate::model::{
    graph::Graph,
    ids::{BlockId, LocalId, MentionId},
    local::LocalKind,
};

/// What holds when a node is reached.
pub struct Facts {
    /// Used later, before it gets another value.
    pub live: Vec<Bits>,
    /// Used after the node.
    pub live_after: Vec<Bits>,
    /// Used later in a way that proves that it has a value.
    proved: Vec<Bits>,
    proved_after: Vec<Bits>,
    /// After the node, the code may come to an end that only rustc sees, before it uses the local again.
    abandoned_after: Vec<Bits>,
    /// Has a value on some path.
    pub maybe: Vec<Bits>,
    /// Has a value on every path.
    pub surely: Vec<Bits>,
    /// Was there on every path, and [perhaps moved](perhaps_moves) since: only if its type is copied does it have a value.
    pub copied: Vec<Bits>,
    /// Has a value on every path, if every method that may take its receiver borrows it.
    pub kept: Vec<Bits>,
    /// Such a method was called on it on every path, since it got its value.
    pub asked: Vec<Bits>,
    /// Had a value since its scope was entered: its storage may be pointed into.
    pub begun: Vec<Bits>,
    pub reached: Vec<bool>,
    /// Methods that do not take a local: it is used after another call.
    borrowing: HashSet<(LocalId, String)>,
}

impl Facts {
    /// May a method take the local here, as far as one can know without its type?
    pub fn may_move(&self, node: NodeId, event: &Event) -> Option<LocalId> {
        match event {
            Event::MayMove { local, method, .. } => {
                let is_last = self.reached[node] && !self.is_proved_after(node, *local);
                (is_last && !self.borrowing.contains(&(*local, method.clone()))).then_some(*local)
            }
            _ => None,
        }
    }

    /// Does something show later that the local is not moved here, or that its type is copied?
    pub fn is_proved_after(&self, node: NodeId, local: LocalId) -> bool {
        self.proved_after[node].has(local)
    }
}

fn borrowing(flow: &Flow, proved_after: &[Bits]) -> HashSet<(LocalId, String)> {
    let borrowing = |(node, data): (NodeId, &Node)| match &data.event {
        Event::MayMove { local, method, .. } if proved_after[node].has(*local) => Some((*local, method.clone())),
        _ => None,
    };
    flow.nodes.iter().enumerate().filter_map(borrowing).collect()
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
    let (live, live_after) = liveness(graph, flow, &visible, |_| true);
    let (proved, proved_after) = liveness(graph, flow, &visible, |mention| !flow.unproven.contains(&mention));
    let abandoned_after = abandoned(graph, flow);
    let count = graph.locals.len();
    let nodes = flow.nodes.len();
    let mut facts = Facts {
        borrowing: borrowing(flow, &proved_after),
        live,
        live_after,
        proved,
        proved_after,
        abandoned_after,
        maybe: vec![Bits::empty(count); nodes],
        surely: vec![Bits::full(count); nodes],
        copied: vec![Bits::full(count); nodes],
        kept: vec![Bits::full(count); nodes],
        asked: vec![Bits::full(count); nodes],
        begun: vec![Bits::empty(count); nodes],
        reached: vec![false; nodes],
    };
    let start = flow.entries[0];
    for sure in [&mut facts.surely, &mut facts.copied, &mut facts.kept, &mut facts.asked] {
        sure[start] = Bits::empty(count);
    }
    for local in graph.local_ids().filter(|local| graph.local(*local).kind == LocalKind::Argument) {
        let has_value = [&mut facts.maybe, &mut facts.surely, &mut facts.kept, &mut facts.begun];
        has_value.into_iter().for_each(|set| set[start].add(local));
    }
    forward(graph, flow, &visible, &mut facts, start);
    facts
}

fn liveness(
    graph: &Graph,
    flow: &Flow,
    visible: &[Bits],
    counts: impl Fn(MentionId) -> bool,
) -> (Vec<Bits>, Vec<Bits>) {
    backward(flow, graph.locals.len(), |event, live| match event {
        Event::Nothing | Event::MayMove { .. } | Event::Idle(_) | Event::Matched { .. } | Event::MayDiverge => {}
        // What has been moved by the one copy of the code is not needed by the other. What is not dropped has only this use
        // to be kept for.
        Event::Use { local, mention, how: How::Value | How::Unclear }
            if graph.alternatives.contains(mention) && !graph.is_never_dropped(*local) => {}
        Event::Use { mention, .. } if !counts(*mention) => {}
        Event::Use { local, .. } => live.add(*local),
        Event::Define { local, .. } | Event::End(local) => live.remove(*local),
        Event::Enter(block) => live.intersect(&visible[block.index()]),
    })
}

fn abandoned(graph: &Graph, flow: &Flow) -> Vec<Bits> {
    let count = graph.locals.len();
    let (_, after) = backward(flow, count, |event, abandoned| match event {
        Event::MayDiverge => *abandoned = Bits::full(count),
        Event::Use { mention, .. } if flow.unproven.contains(mention) => {}
        Event::Use { local, .. } | Event::Define { local, .. } | Event::End(local) => abandoned.remove(*local),
        Event::Nothing | Event::MayMove { .. } | Event::Idle(_) | Event::Matched { .. } | Event::Enter(_) => {}
    });
    after
}

/// What holds before and after each node, where that follows from what comes behind it.
pub fn backward(flow: &Flow, count: usize, apply: impl Fn(&Event, &mut Bits)) -> (Vec<Bits>, Vec<Bits>) {
    let mut before = vec![Bits::empty(count); flow.nodes.len()];
    let mut after = before.clone();
    let mut changed = true;
    while changed {
        changed = false;
        for (id, node) in flow.nodes.iter().enumerate().rev() {
            for next in &node.next {
                after[id].union(&before[*next]);
            }
            let mut bits = after[id].clone();
            apply(&node.event, &mut bits);
            if bits != before[id] {
                before[id] = bits;
                changed = true;
            }
        }
    }
    (before, after)
}

/// Is the local moved here? By value and never again: if its type is `Copy`, nothing is lost.
pub fn moves(facts: &Facts, node: NodeId, local: LocalId, how: How) -> bool {
    matches!(how, How::Value | How::Last) && !facts.live_after[node].has(local)
}

/// Is the local used by value, and named again, but perhaps only by code that then does not run? Natively it moves, unless
/// its type is `Copy`.
pub fn perhaps_moves(graph: &Graph, flow: &Flow, facts: &Facts, node: NodeId) -> Option<(LocalId, MentionId)> {
    let Event::Use { local, mention, how: How::Value } = flow.nodes[node].event else { return None };
    // What is copied inside of a closure, the closure borrows: unless it changes it, it may have a copy.
    let is_borrowed =
        flow.captures.get(&mention).is_some_and(|(_, moves)| !moves && !flow.kept_inside.contains(&mention));
    let is_named_again = facts.live_after[node].has(local);
    let may_not_run = graph.perhaps_last.contains(&mention)
        || facts.abandoned_after[node].has(local)
        || !facts.is_proved_after(node, local);
    let may_move = !graph.plain.contains(&local) && graph.local(local).kind != LocalKind::Carry;
    (facts.reached[node] && is_named_again && may_not_run && may_move && !is_borrowed).then_some((local, mention))
}

fn forward(graph: &Graph, flow: &Flow, visible: &[Bits], facts: &mut Facts, start: NodeId) {
    let mut work = vec![start];
    facts.reached[start] = true;
    while let Some(id) = work.pop() {
        let after = after(graph, flow, visible, facts, id);
        for next in flow.nodes[id].next.clone() {
            if flow_into(facts, next, &after) {
                work.push(next);
            }
        }
    }
}

/// What holds on the way out of a node.
struct Values {
    maybe: Bits,
    surely: Bits,
    copied: Bits,
    kept: Bits,
    asked: Bits,
    begun: Bits,
}

impl Values {
    fn at(facts: &Facts, node: NodeId) -> Values {
        Values {
            maybe: facts.maybe[node].clone(),
            surely: facts.surely[node].clone(),
            copied: facts.copied[node].clone(),
            kept: facts.kept[node].clone(),
            asked: facts.asked[node].clone(),
            begun: facts.begun[node].clone(),
        }
    }

    fn lose(&mut self, local: LocalId) {
        self.maybe.remove(local);
        self.doubt(local);
    }

    /// It may have lost its value.
    fn doubt(&mut self, local: LocalId) {
        [&mut self.surely, &mut self.copied, &mut self.kept].into_iter().for_each(|set| set.remove(local));
    }

    /// It has lost its value, unless its type is copied.
    fn perhaps_lose(&mut self, local: LocalId) {
        let was_there = self.surely.has(local) || self.copied.has(local);
        self.doubt(local);
        if was_there {
            self.copied.add(local);
        }
    }

    /// It has a value, if it may have one.
    fn settle(&mut self, local: LocalId) {
        if self.maybe.has(local) {
            [&mut self.surely, &mut self.kept].into_iter().for_each(|set| set.add(local));
        }
    }
}

fn after(graph: &Graph, flow: &Flow, visible: &[Bits], facts: &Facts, id: NodeId) -> Values {
    let mut values = Values::at(facts, id);
    match &flow.nodes[id].event {
        Event::Use { local, how, .. } if moves(facts, id, *local, *how) => values.lose(*local),
        event @ Event::MayMove { .. } => {
            if let Some(local) = facts.may_move(id, event) {
                values.surely.remove(local);
                values.copied.remove(local);
                values.asked.add(local);
            }
        }
        Event::Idle(local) => {
            values.surely.remove(*local);
            values.copied.remove(*local);
        }
        Event::Use { .. } => {
            if let Some((local, _)) = perhaps_moves(graph, flow, facts, id) {
                values.perhaps_lose(local);
            }
        }
        Event::Nothing => {}
        // Whoever gets here, and from here to where a local is used, has not lost it.
        Event::MayDiverge => graph
            .local_ids()
            .filter(|local| facts.proved[id].has(*local) && !facts.abandoned_after[id].has(*local))
            .for_each(|local| values.settle(local)),
        Event::Define { local, .. } => {
            let Values { maybe, surely, copied, kept, begun, asked } = &mut values;
            [maybe, surely, kept, begun].into_iter().for_each(|set| set.add(*local));
            [copied, asked].into_iter().for_each(|set| set.remove(*local));
        }
        // What is named again it has not lost, unless it does not get there.
        Event::Matched { local, .. } if facts.is_proved_after(id, *local) && !facts.abandoned_after[id].has(*local) => {
        }
        Event::Matched { local, .. } => values.doubt(*local),
        Event::End(local) => {
            values.lose(*local);
            values.begun.remove(*local);
        }
        Event::Enter(block) => {
            let Values { maybe, surely, copied, kept, begun, .. } = &mut values;
            [maybe, surely, copied, kept, begun].into_iter().for_each(|set| set.intersect(&visible[block.index()]));
            // What nobody uses again and nobody has to drop is gone.
            let gone = graph.plain.iter().chain(&graph.copies).filter(|local| !facts.live[id].has(**local));
            gone.for_each(|local| values.lose(*local));
        }
    }
    values
}

/// Merges what holds on one edge into a node; did that change it?
fn flow_into(facts: &mut Facts, next: NodeId, values: &Values) -> bool {
    let first = !std::mem::replace(&mut facts.reached[next], true);
    let changes = [
        facts.maybe[next].grow(&values.maybe),
        facts.surely[next].shrink(&values.surely),
        facts.copied[next].shrink(&values.copied),
        facts.kept[next].shrink(&values.kept),
        facts.asked[next].shrink(&values.asked),
        facts.begun[next].grow(&values.begun),
    ];
    first || changes.contains(&true)
}
