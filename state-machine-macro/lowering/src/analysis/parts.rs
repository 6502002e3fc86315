//! Fields that are moved out of a local one by one.
//!
//! Whether `x.field` moves or is copied, only rustc knows. A field that is used by value and not named again may be gone
//! afterwards; the rest of the local is dropped at the end of its scope.

use std::collections::{HashMap, HashSet};

use super::{
    Analysis,
    bits::Bits,
    dataflow::backward,
    nodes::{Event, Flow, Node},
};
use crate::model::{
    graph::{self, Graph, Taken},
    ids::{LocalId, MentionId, PartId},
    local::LocalKind,
    machine::Part,
};

/// Fields that may be moved away, and where.
#[derive(Default)]
pub struct Parts(pub(super) HashMap<MentionId, Vec<Part>>);

pub fn find(graph: &Graph, flow: &Flow, reached: &[bool]) -> Parts {
    let table = Table::new(graph, flow, reached);
    let after = table.live_after(flow);
    let borrowing = table.borrowing(flow, reached, &after);
    let mut parts = Parts::default();
    for (node, data) in flow.nodes.iter().enumerate().filter(|(node, _)| reached[*node]) {
        let Some((local, mention)) = by_value(flow, data) else { continue };
        let Some(fields) = table.fields.get(&local) else { continue };
        let named = &flow.fields[&mention];
        if flow
            .part_methods
            .get(&mention)
            .is_some_and(|method| borrowing.contains(&(local, named.clone(), method.clone())))
        {
            continue;
        }
        let is_last = |part: &Part| {
            let number = fields.iter().position(|field| field == part).map(PartId::new);
            number.is_some_and(|number| !after[node].has(table.bit(local, number)))
        };
        let taken: Vec<Part> = candidates(flow, mention).into_iter().filter(is_last).collect();
        if !taken.is_empty() {
            parts.0.insert(mention, taken);
        }
    }
    parts
}

/// What may be moved away at a mention. A closure that names `x.a.b` takes `x.a`, if that dereferences.
fn candidates(flow: &Flow, mention: MentionId) -> Vec<Part> {
    if let Some(captured) = flow.captured_fields.get(&mention) {
        return captured.taken.iter().chain(captured.called.iter().map(|(part, _)| part)).cloned().collect();
    }
    let mut candidates = flow.fields[&mention].clone();
    if flow.captures.contains_key(&mention) {
        for part in &flow.fields[&mention] {
            let outer = (1..part.len()).map(|length| part[..length].to_vec());
            candidates.extend(outer);
        }
        let mut seen = HashSet::new();
        candidates.retain(|part| seen.insert(part.clone()));
    }
    candidates
}

/// A node that uses fields of a local by value.
pub(super) fn by_value(flow: &Flow, node: &Node) -> Option<(LocalId, MentionId)> {
    match node.event {
        Event::Use { local, mention, .. } if flow.parted.contains(&mention) => Some((local, mention)),
        _ => None,
    }
}

/// All fields that are used by value anywhere, each with a bit of its own.
struct Table<'a> {
    graph: &'a Graph,
    fields: HashMap<LocalId, Vec<Part>>,
    bits: HashMap<(LocalId, PartId), LocalId>,
}

impl<'a> Table<'a> {
    fn new(graph: &'a Graph, flow: &Flow, reached: &[bool]) -> Self {
        let mut fields: HashMap<LocalId, Vec<Part>> = HashMap::new();
        for (_, data) in flow.nodes.iter().enumerate().filter(|(node, _)| reached[*node]) {
            let Some((local, mention)) = by_value(flow, data) else { continue };
            let known = fields.entry(local).or_default();
            for part in candidates(flow, mention) {
                if !known.contains(&part) {
                    known.push(part);
                }
            }
        }
        let is_named = |local: LocalId| graph.local(local).kind != LocalKind::Carry;
        let is_plain = |local: &LocalId| graph.is_never_dropped(*local);
        let known = |local: &LocalId| graph.parts.get(local).map_or(0, Vec::len);
        let have_room = |local: &LocalId, parts: &[Part]| known(local) + parts.len() <= graph::Part::MOST;
        fields.retain(|local, parts| is_named(*local) && !is_plain(local) && have_room(local, parts));
        let mut bits = HashMap::new();
        for (local, parts) in &fields {
            for part in 0..parts.len() {
                bits.insert((*local, PartId::new(part)), LocalId::new(bits.len()));
            }
        }
        Table { graph, fields, bits }
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

    /// The bits of the fields that `S { a, ..x }` takes of `x`.
    fn updated(&self, local: LocalId, update: &graph::Part) -> Vec<LocalId> {
        let Taken::Others { but, .. } = &update.taken else { return Vec::new() };
        let fields = self.fields.get(&local).into_iter().flatten().enumerate();
        let stays = |field: &Part| field.get(update.of.len()).is_some_and(|member| but.contains(member));
        let taken = fields.filter(|(_, field)| field.iter().zip(&update.of).all(|(a, b)| a == b) && !stays(field));
        taken.map(|(part, _)| self.bit(local, PartId::new(part))).collect()
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
        backward(flow, self.bits.len(), |event, live| self.apply(flow, event, live)).1
    }

    fn apply(&self, flow: &Flow, event: &Event, live: &mut Bits) {
        match event {
            Event::Use { local, mention, .. } if flow.assigned.contains(mention) => {
                self.touched(*local, flow.fields.get(mention)).into_iter().for_each(|bit| live.remove(bit));
            }
            Event::Use { local, mention, .. } if flow.updates.contains_key(mention) => {
                self.updated(*local, &flow.updates[mention]).into_iter().for_each(|bit| live.add(bit));
            }
            Event::Use { mention, .. } if flow.unproven.contains(mention) => {}
            // What has been moved by the one copy of the code is not needed by the other.
            Event::Use { mention, .. }
                if flow.parted.contains(mention) && self.graph.alternatives.contains(mention) => {}
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
    /// May a part of the local be gone on the way to a node?
    pub(super) fn is_parted_before(&self, analysis: &Analysis<'_>, local: LocalId, node: usize) -> bool {
        let before = analysis.flow.before(node);
        before.iter().any(|node| match analysis.flow.nodes[*node].event {
            Event::Use { local: parted, mention, .. } => {
                let takes = self.0.contains_key(&mention)
                    || analysis.flow.patterns.contains_key(&mention)
                    || analysis.flow.updates.contains_key(&mention);
                parted == local && takes
            }
            _ => false,
        })
    }
}
