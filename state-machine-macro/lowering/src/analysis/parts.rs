//! Fields that are moved out of a local one by one.
//!
//! Whether `x.field` moves or is copied, only rustc knows. A field that is used by value and not named again may be gone
//! afterwards; the rest of the local is dropped at the end of its scope.

use std::collections::{HashMap, HashSet};

use super::{
    Analysis,
    bits::Bits,
    nodes::{Event, Flow, Node},
};
use crate::model::{
    graph::Graph,
    ids::{BlockId, LocalId, MentionId, PartId},
    local::LocalKind,
    machine::{Flag, Guard, LocalFacts, Part, Storage},
};

/// As many as a set of them has room for.
const MOST: usize = 7;

/// Fields that may be moved away, and where.
#[derive(Default)]
pub struct Parts {
    pub fields: HashMap<LocalId, Vec<Part>>,
    pub takes: HashMap<MentionId, Vec<PartId>>,
}

pub fn find(graph: &Graph, flow: &Flow, reached: &[bool]) -> Parts {
    let table = Table::new(graph, flow, reached);
    let after = table.live_after(flow);
    let borrowing = table.borrowing(flow, reached, &after);
    let mut parts = Parts::default();
    for (node, data) in flow.nodes.iter().enumerate().filter(|(node, _)| reached[*node]) {
        let Some((local, mention)) = by_value(flow, data) else { continue };
        // Patterns that move parts out of it have a way of their own.
        let Some(fields) = table.fields.get(&local).filter(|_| !graph.torn.contains_key(&local)) else { continue };
        let named = &flow.fields[&mention];
        if flow
            .part_methods
            .get(&mention)
            .is_some_and(|method| borrowing.contains(&(local, named.clone(), method.clone())))
        {
            continue;
        }
        let number = |part: &Part| fields.iter().position(|field| field == part).map(PartId::new);
        let taken: Option<Vec<PartId>> = named.iter().map(number).collect();
        let is_last = |part: &PartId| !after[node].has(table.bit(local, *part));
        if let Some(taken) = taken.filter(|taken| taken.iter().all(is_last)) {
            parts.takes.insert(mention, taken);
            parts.fields.insert(local, fields.clone());
        }
    }
    parts
}

/// A node that uses fields of a local by value.
fn by_value(flow: &Flow, node: &Node) -> Option<(LocalId, MentionId)> {
    match node.event {
        Event::Use { local, mention, .. } if flow.parted.contains(&mention) => Some((local, mention)),
        _ => None,
    }
}

/// All fields that are used by value anywhere, each with a bit of its own.
struct Table {
    fields: HashMap<LocalId, Vec<Part>>,
    bits: HashMap<(LocalId, PartId), LocalId>,
}

impl Table {
    fn new(graph: &Graph, flow: &Flow, reached: &[bool]) -> Table {
        let mut fields: HashMap<LocalId, Vec<Part>> = HashMap::new();
        for (_, data) in flow.nodes.iter().enumerate().filter(|(node, _)| reached[*node]) {
            let Some((local, mention)) = by_value(flow, data) else { continue };
            let known = fields.entry(local).or_default();
            for part in &flow.fields[&mention] {
                if !known.contains(part) {
                    known.push(part.clone());
                }
            }
        }
        let is_named = |local: LocalId| matches!(graph.local(local).kind, LocalKind::Argument | LocalKind::Declared);
        let is_plain = |local: &LocalId| graph.plain.contains(local) || graph.copies.contains(local);
        fields.retain(|local, parts| is_named(*local) && !is_plain(local) && parts.len() <= MOST);
        let mut bits = HashMap::new();
        for (local, parts) in &fields {
            for part in 0..parts.len() {
                bits.insert((*local, PartId::new(part)), LocalId::new(bits.len()));
            }
        }
        Table { fields, bits }
    }

    fn bit(&self, local: LocalId, part: PartId) -> LocalId {
        self.bits[&(local, part)]
    }

    /// The bits of the fields of `local` that `named` touches; of all its fields, if it is used as a whole.
    fn touched(&self, local: LocalId, named: Option<&Vec<Part>>) -> Vec<LocalId> {
        let overlaps = |a: &Part, b: &Part| a.iter().zip(b).all(|(a, b)| a == b);
        let fields = self.fields.get(&local).into_iter().flatten().enumerate();
        let touched =
            fields.filter(|(_, field)| named.is_none_or(|named| named.iter().any(|named| overlaps(named, field))));
        touched.map(|(part, _)| self.bit(local, PartId::new(part))).collect()
    }

    /// Methods that do not take a field: it is used after another call.
    fn borrowing(&self, flow: &Flow, reached: &[bool], after: &[Bits]) -> HashSet<(LocalId, Vec<Part>, String)> {
        let mut borrowing = HashSet::new();
        for (node, data) in flow.nodes.iter().enumerate().filter(|(node, _)| reached[*node]) {
            let Some((local, mention)) = by_value(flow, data) else { continue };
            let (named, method) = (&flow.fields[&mention], flow.part_methods.get(&mention));
            let is_used = self.touched(local, Some(named)).into_iter().any(|bit| after[node].has(bit));
            if let (true, Some(method)) = (is_used, method) {
                borrowing.insert((local, named.clone(), method.clone()));
            }
        }
        borrowing
    }

    /// By node: the fields that are used after it.
    fn live_after(&self, flow: &Flow) -> Vec<Bits> {
        let empty = Bits::empty(self.bits.len());
        let (mut live, mut after) = (vec![empty.clone(); flow.nodes.len()], vec![empty; flow.nodes.len()]);
        let mut changed = true;
        while changed {
            changed = false;
            for (id, node) in flow.nodes.iter().enumerate().rev() {
                for next in &node.next {
                    let next = live[*next].clone();
                    after[id].union(&next);
                }
                let mut before = after[id].clone();
                self.apply(flow, node, &mut before);
                if before != live[id] {
                    live[id] = before;
                    changed = true;
                }
            }
        }
        after
    }

    fn apply(&self, flow: &Flow, node: &Node, live: &mut Bits) {
        match &node.event {
            Event::Use { local, mention, .. } if flow.assigned.contains(mention) => {
                self.touched(*local, flow.fields.get(mention)).into_iter().for_each(|bit| live.remove(bit));
            }
            Event::Use { local, mention, .. } => {
                self.touched(*local, flow.fields.get(mention)).into_iter().for_each(|bit| live.add(bit));
            }
            Event::Define { local, .. } | Event::End(local) => {
                self.touched(*local, None).into_iter().for_each(|bit| live.remove(bit));
            }
            _ => {}
        }
    }
}

impl Parts {
    /// Only what lives in a slot where its parts are moved has to tell which of them are gone.
    pub(super) fn settle(
        &mut self,
        analysis: &Analysis<'_>,
        locals: &mut [LocalFacts],
        released: &HashMap<BlockId, HashSet<LocalId>>,
    ) {
        let mut kept = HashSet::new();
        for data in &analysis.flow.nodes {
            let Some((local, mention)) = by_value(analysis.flow, data) else { continue };
            let arm = analysis.arms[data.block.index()];
            let is_released = released.get(&arm).is_some_and(|released| released.contains(&local));
            let in_slot = locals[local.index()].storage != Storage::Stack && !is_released;
            if !in_slot || analysis.is_declared_alone(local) {
                self.takes.remove(&mention);
            } else if self.takes.contains_key(&mention) {
                kept.insert(local);
            }
        }
        self.fields.retain(|local, _| kept.contains(local));
        for local in kept {
            locals[local.index()].guard = Guard::Conditional { flag: Flag::Parts };
        }
    }

    /// May a part of the local be gone on the way to a node?
    pub(super) fn is_parted_before(&self, analysis: &Analysis<'_>, local: LocalId, node: usize) -> bool {
        let before = analysis.flow.before(node);
        before.iter().any(|node| {
            by_value(analysis.flow, &analysis.flow.nodes[*node])
                .is_some_and(|(parted, mention)| parted == local && self.takes.contains_key(&mention))
        })
    }
}
