//! Graph to machine: where locals live, what is taken when, what each state holds.

mod apart;
mod asks;
mod bits;
mod branches;
mod by_value;
mod called;
mod captured_fields;
mod captures;
mod dataflow;
mod fields;
mod flow;
mod holders;
mod idle;
mod layout;
mod lent;
mod look_ahead;
mod nodes;
mod parts;
mod receivers;
mod release;
mod settled;
mod states;
mod storage;
mod walk;

use std::collections::{HashMap, HashSet};

use bits::Bits;
use dataflow::Facts;
pub use fields::{captured, named as named_fields};
use flow::is_dispatched;
use holders::Holders;
pub use look_ahead::look_ahead;
pub use nodes::How;
use nodes::{Event, Flow, NodeId};

use crate::model::{
    graph::{Entry, Graph, Step},
    ids::{BlockId, LocalId, MentionId, ScopeId},
    input::Inspection,
    local::LocalKind,
    machine::{Capture, Held, Machine},
};

pub fn analyse(mut graph: Graph, inspection: Inspection) -> Machine {
    let mut flow = flow::build(&graph);
    let mut facts = dataflow::solve(&graph, &flow);
    settle(&mut flow, &facts);
    graph.idle = idle::find(&graph, &flow, &facts);
    if !graph.idle.is_empty() {
        flow = flow::build(&graph);
        facts = dataflow::solve(&graph, &flow);
        settle(&mut flow, &facts);
    }
    let flow = flow;
    let holders = holders::find(&graph, &flow);
    let alive = alive(&graph, &flow, &holders, &facts);
    let (arms, entries) = (arms(&graph), Vec::new());
    let mut analysis = Analysis {
        graph: &graph,
        flow: &flow,
        facts: &facts,
        holders: &holders,
        alive: &alive,
        inspection,
        arms,
        entries,
    };
    analysis.entries = graph.block_ids().map(|block| analysis.held_at_entry(block)).collect();
    let mut locals = analysis.locals();
    let blocks = analysis.blocks();
    let takes = analysis.takes();
    let copies = analysis.copies(&takes);
    let entries = analysis.entries(&blocks);
    let parts = parts::find(&graph, &flow, &facts.reached);
    let released = release::find(&analysis, &locals, &blocks, &parts);
    let by_value = by_value::find(&analysis, &locals);
    let asks = asks::find(&analysis, &mut locals, &released);
    let deciding = asks::deciding(&analysis, &locals);
    let closures = called::find(&analysis, &asks);
    let matched = asks::find_matched(&analysis, &mut locals, &released);
    let perhaps_last = asks::find_perhaps_last(&analysis, &mut locals, &released);
    let captures = analysis.captures(&takes, &perhaps_last);
    let held = analysis.flow.held.iter().filter(|(mention, _)| asks.contains(mention));
    let held = held.map(|(mention, calls)| (*mention, calls.clone())).collect();
    let mut parts = parts.settle(&analysis, &mut locals, &released);
    parts.answers.extend(closures.values().flatten().map(|moved| moved.asked.clone()));
    idle::find_parted(&analysis, &mut locals);
    let states = analysis.states(&locals, &blocks);
    let defined = analysis.defined();
    let idle = analysis.idle();
    let lent_beside = flow.lent_beside.clone();
    let copied_from_stack = lent::find_copied(&analysis, &locals, &copies);
    let captured_fields = flow.captured_fields.clone();
    let taken_along = flow.taken_along.clone();
    for (local, fields) in parts.fields {
        graph.parts.entry(local).or_default().extend(fields);
    }
    Machine {
        locals,
        blocks,
        takes,
        asks,
        deciding,
        closures,
        matched,
        perhaps_last,
        captures,
        held,
        captured_fields,
        taken_along,
        part_takes: parts.takes,
        answers: parts.answers,
        patterns: parts.patterns,
        updates: parts.updates,
        dereferenced: flow.dereferenced,
        entries,
        copies,
        copied_from_stack,
        defined,
        idle,
        released,
        by_value,
        states,
        lent_beside,
        graph,
    }
}

/// Whether a closure moves what it uses by value is known now.
fn settle(flow: &mut Flow, facts: &Facts) {
    let moved = flow.nodes.iter().enumerate().filter_map(|(node, data)| match data.event {
        Event::Use { local, mention, how } if dataflow::moves(facts, node, local, how) => Some(mention),
        _ => None,
    });
    let moved: HashSet<MentionId> = moved.collect();
    let units = flow.units.iter_mut().chain(flow.operands.values_mut());
    units.for_each(|unit| unit.settle(|mention| moved.contains(&mention)));
}

/// The blocks that each block leads to within one poll.
pub fn successors(graph: &Graph) -> Vec<Vec<BlockId>> {
    let flow = flow::build(graph);
    let entered = |node: NodeId| flow.entries.iter().position(|entry| *entry == node).map(BlockId::new);
    let mut successors = vec![Vec::new(); graph.blocks.len()];
    for node in flow.reachable().into_iter().map(|node| &flow.nodes[node]) {
        let next = node.next.iter().filter_map(|next| entered(*next));
        successors[node.block.index()]
            .extend(next.filter(|next| !matches!(graph.block(*next).entry, Entry::Resume(_))));
    }
    successors
}

/// Which locals does the body use, and how?
pub fn uses(graph: &Graph) -> Vec<(LocalId, How)> {
    let nodes = flow::build(graph).nodes.into_iter();
    let uses = nodes.filter_map(|node| match node.event {
        Event::Use { local, how, .. } => Some((local, how)),
        Event::Define { local, mention: Some(_) } => Some((local, How::Borrow)),
        _ => None,
    });
    uses.collect()
}

/// Locals whose storage is in use when a node is reached: they have a value, or something may point into them.
fn alive(graph: &Graph, flow: &Flow, holders: &Holders, facts: &Facts) -> Vec<Bits> {
    let mut waiting = HashMap::new();
    for (index, block) in graph.blocks.iter().enumerate() {
        if let Entry::Resume(id) = block.entry {
            waiting.insert(flow.starts[index], id);
        }
    }
    let used = used_in_statements(graph, flow);
    let alive_at = |node: NodeId| {
        let mut alive = facts.maybe[node].clone();
        let unused = |local: &&LocalId| !facts.live[node].has(**local) && !used[node].has(**local);
        graph.plain.iter().chain(&graph.copies).filter(unused).for_each(|local| alive.remove(*local));
        let mut holding = holding(graph, facts, node);
        // The awaited future holds what its operand named.
        if let Some(operand) = waiting.get(&node).and_then(|id| flow.operands.get(id)) {
            operand.locals.iter().for_each(|local| holding.add(*local));
            operand.borrowed.iter().filter(|local| facts.begun[node].has(**local)).for_each(|local| alive.add(*local));
        }
        for local in facts.begun[node].iter(graph.locals.len()) {
            if !alive.has(local) && holders.pointed_into(graph, local, &holding) {
                alive.add(local);
            }
        }
        alive
    };
    (0..facts.maybe.len()).map(alive_at).collect()
}

/// By node: the locals that are named in the same statement. Its temporaries may look at them to its end.
fn used_in_statements(graph: &Graph, flow: &Flow) -> Vec<Bits> {
    let mut used = vec![Bits::empty(graph.locals.len()); flow.nodes.len()];
    for statement in &flow.statements {
        let mut named = Bits::empty(graph.locals.len());
        for node in &flow.nodes[statement.clone()] {
            if let Event::Use { local, .. } | Event::Define { local, .. } = node.event {
                named.add(local);
            }
        }
        used[statement.clone()].fill(named);
    }
    used
}

/// Locals that may look at what they point into: they are used later, or dropped.
fn holding(graph: &Graph, facts: &Facts, node: NodeId) -> Bits {
    let mut holding = facts.maybe[node].clone();
    graph.plain.iter().chain(&graph.copies).for_each(|local| holding.remove(*local));
    holding.union(&facts.live[node]);
    holding
}

fn arms(graph: &Graph) -> Vec<BlockId> {
    let mut arms: Vec<BlockId> = graph.block_ids().collect();
    for block in graph.block_ids().filter(|block| is_dispatched(graph.block(*block))) {
        for inside in release::tree(graph, block) {
            arms[inside.index()] = block;
        }
    }
    arms
}

struct Analysis<'a> {
    graph: &'a Graph,
    flow: &'a Flow,
    facts: &'a Facts,
    /// What may point where.
    holders: &'a Holders,
    /// By node: the locals whose storage is in use.
    alive: &'a [Bits],
    inspection: Inspection,
    /// By block: the block that begins the step in which it stands.
    arms: Vec<BlockId>,
    /// By block: what has a value when it is entered, without what is out of scope there.
    entries: Vec<Vec<Held>>,
}

impl Analysis<'_> {
    fn reached(&self, block: BlockId) -> bool {
        self.facts.reached[self.flow.starts[block.index()]]
    }

    fn dispatched(&self) -> impl Iterator<Item = BlockId> + '_ {
        self.graph.block_ids().filter(|block| self.reached(*block) && is_dispatched(self.graph.block(*block)))
    }

    /// Blocks in the order of emission: that of the source, so that types are inferred in that order.
    fn blocks(&self) -> Vec<BlockId> {
        let mut blocks: Vec<BlockId> = self.graph.block_ids().filter(|block| self.reached(*block)).collect();
        let position = |block: &BlockId| self.graph.order.iter().position(|other| other == block);
        blocks.sort_by_key(position);
        blocks
    }

    /// Locals of the scopes around `scope` that have a value at a node, in the order of declaration.
    fn held(&self, node: NodeId, scope: ScopeId) -> Vec<Held> {
        let visible =
            |local: &LocalId| self.graph.local(*local).scope.is_some_and(|owner| self.graph.is_inside(scope, owner));
        let mut seen = HashSet::new();
        let has_value = self.graph.declared.iter().copied().filter(|local| self.facts.maybe[node].has(*local));
        let held = has_value.filter(visible).filter(|local| seen.insert(*local));
        held.map(|local| Held { local, certain: self.facts.surely[node].has(local) }).collect()
    }

    fn entries(&self, blocks: &[BlockId]) -> HashMap<BlockId, Vec<Held>> {
        blocks.iter().map(|block| (*block, self.entry(*block).to_vec())).collect()
    }

    fn entry(&self, block: BlockId) -> &[Held] {
        &self.entries[block.index()]
    }

    fn held_at_entry(&self, block: BlockId) -> Vec<Held> {
        self.held(self.flow.starts[block.index()], self.graph.block(block).scope)
    }

    fn end(&self, block: BlockId) -> (BlockId, Vec<Held>) {
        use crate::model::graph::End;
        let scope = match &self.graph.block(block).end {
            End::Goto(target) => self.graph.block(*target).scope,
            End::Suspend { await_id, .. } => self.graph.block(self.graph.await_(*await_id).resume).scope,
            _ => self.graph.block(block).scope,
        };
        (block, self.held(self.flow.ends[&block], scope))
    }

    fn defined(&self) -> HashSet<LocalId> {
        let defined = |(node, event): (NodeId, &nodes::Node)| match event.event {
            // What is named without a value natively is wrong, which rustc says if it is declared.
            Event::Define { local, .. } | Event::Use { local, .. } if self.facts.reached[node] => Some(local),
            _ => None,
        };
        let parameters = self.graph.local_ids().filter(|local| self.graph.local(*local).kind == LocalKind::Argument);
        self.flow.nodes.iter().enumerate().filter_map(defined).chain(parameters).collect()
    }

    /// Steps that do nothing: nothing leads to them, or they end a temporary that has no value any more.
    fn idle(&self) -> HashSet<(BlockId, usize)> {
        let is_idle = |(block, index): (BlockId, usize), node: NodeId| {
            let ended = match self.graph.block(block).steps.get(index) {
                Some(Step::Drop(local)) => !self.facts.maybe[node].has(*local),
                _ => false,
            };
            ended || !self.facts.reached[node]
        };
        self.flow.steps.iter().filter(|(step, node)| is_idle(**step, **node)).map(|(step, _)| *step).collect()
    }

    fn takes(&self) -> HashSet<MentionId> {
        let moved = |(node, event): (NodeId, &nodes::Node)| match event.event {
            Event::Use { local, mention, how } if dataflow::moves(self.facts, node, local, how) => Some(mention),
            _ => None,
        };
        self.flow.nodes.iter().enumerate().filter_map(moved).collect()
    }

    fn copies(&self, takes: &HashSet<MentionId>) -> HashSet<MentionId> {
        let in_place = |mention: &MentionId| takes.contains(mention) || self.flow.receivers.contains(mention);
        let copied = |node: &nodes::Node| match node.event {
            Event::Use { mention, how: How::Value, .. } if !in_place(&mention) => Some(mention),
            _ => None,
        };
        self.flow.nodes.iter().filter_map(copied).chain(self.flow.read.iter().copied()).collect()
    }

    fn captures(&self, takes: &HashSet<MentionId>, perhaps_last: &HashSet<MentionId>) -> HashMap<MentionId, Capture> {
        let capture = |(mention, (how, moves)): (&MentionId, &(How, bool))| {
            let capture = match how {
                _ if self.flow.captured_fields.contains_key(mention) => Capture::Parts,
                How::Value if takes.contains(mention) => Capture::Move,
                // What the outer one changes it borrows, and only the one inside has a copy.
                _ if self.flow.taken_inside.contains(mention) && self.flow.kept_inside.contains(mention) => {
                    Capture::Copy
                }
                How::Value if *moves || perhaps_last.contains(mention) => Capture::Copy,
                How::Unclear if *moves => Capture::Fields,
                _ => Capture::Borrow,
            };
            (*mention, capture)
        };
        self.flow.captures.iter().map(capture).collect()
    }
}
