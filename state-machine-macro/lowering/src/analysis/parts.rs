//! Fields that are moved out of a local one by one.
//!
//! Whether `x.field` moves or is copied, only rustc knows. A field that is used by value and not named again may be gone
//! afterwards; the rest of the local is dropped at the end of its scope.

use std::collections::{HashMap, HashSet};

use syn::Member;

use super::{
    Analysis,
    bits::Bits,
    dataflow::backward,
    nodes::{Event, Flow, Node, Patterns},
};
use crate::lower::{binds_by_value, number};
use crate::model::{
    graph::{self, Graph, Taken},
    ids::{AnswerId, BlockId, LocalId, MentionId, PartId},
    local::LocalKind,
    machine::{Apart, Asked, Flag, Guard, LocalFacts, Part, PartTake, Storage, When},
    mark,
};

/// Fields that may be moved away, and where.
#[derive(Default)]
pub struct Parts(HashMap<MentionId, Vec<Part>>);

/// The same, with numbers.
#[derive(Default)]
pub struct Settled {
    pub fields: HashMap<LocalId, Vec<graph::Part>>,
    pub takes: HashMap<MentionId, Vec<PartTake>>,
    pub answers: Vec<Asked>,
    pub patterns: HashMap<MentionId, Apart>,
    pub updates: HashMap<MentionId, PartId>,
}

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
fn by_value(flow: &Flow, node: &Node) -> Option<(LocalId, MentionId)> {
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
    /// Only what lives in a slot where its parts are moved has to tell which of them are gone.
    pub(super) fn settle(
        mut self,
        analysis: &Analysis<'_>,
        locals: &mut [LocalFacts],
        released: &HashMap<BlockId, HashSet<LocalId>>,
    ) -> Settled {
        let mut settled = Settled::default();
        for (node, data) in analysis.flow.nodes.iter().enumerate().filter(|(node, _)| analysis.facts.reached[*node]) {
            let Event::Use { local, mention, .. } = data.event else { continue };
            let arm = analysis.arms[data.block.index()];
            let is_released = released.get(&arm).is_some_and(|released| released.contains(&local));
            if locals[local.index()].storage == Storage::Stack || is_released {
                continue;
            }
            let parts = self.0.remove(&mention).filter(|_| by_value(analysis.flow, data).is_some());
            if let Some(part) = analysis.flow.updates.get(&mention) {
                settled.add_update(analysis, node, (local, mention), part);
            } else if let Some(patterns) = analysis.flow.patterns.get(&mention).filter(|_| parts.is_none()) {
                settled.add_patterns(analysis, node, (local, mention), patterns);
            } else if let Some(parts) = parts {
                settled.add(analysis, local, mention, parts);
            } else {
                continue;
            }
            locals[local.index()].guard = Guard::Conditional { flag: Flag::Parts };
        }
        settled.ask_about_boxes(analysis.graph);
        settled
    }

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

impl Settled {
    /// The number of a part, if there is room for one more. Patterns that wait have taken theirs before.
    fn number(&mut self, graph: &Graph, local: LocalId, part: graph::Part) -> Option<PartId> {
        let first = graph.parts.get(&local).map_or(0, Vec::len);
        let fields = self.fields.entry(local).or_default();
        let is_field = |part: &graph::Part| matches!(part.taken, Taken::All);
        let known = fields.iter().position(|known| is_field(known) && is_field(&part) && known.of == part.of);
        if let Some(known) = known {
            return Some(PartId::new(first + known));
        }
        if first + fields.len() == graph::Part::MOST {
            return None;
        }
        Some(PartId::new(first + number(fields, part).index()))
    }

    fn add_update(
        &mut self,
        analysis: &Analysis<'_>,
        node: usize,
        (local, mention): (LocalId, MentionId),
        part: &graph::Part,
    ) {
        let graph = analysis.graph;
        // What gets a new value is no longer gone, but the others are.
        let stays = |member: &Member| matches!(&part.taken, Taken::Others { but, .. } if but.contains(member));
        let is_set_inside =
            |set: &[Member]| set.starts_with(&part.of) && set.get(part.of.len()).is_some_and(|set| !stays(set));
        let later = |at: MentionId| analysis.flow.is_set_after(local, at, node);
        let mut set = graph.set_fields.iter().filter(|(set, at, _)| *set == local && later(*at));
        if !set.any(|(_, _, members)| is_set_inside(members) && !members.iter().any(mark::is_pointed_to))
            && let Some(number) = self.number(graph, local, part.clone())
        {
            self.updates.insert(mention, number);
        }
    }

    fn add_patterns(
        &mut self,
        analysis: &Analysis<'_>,
        node: usize,
        (local, mention): (LocalId, MentionId),
        patterns: &Patterns,
    ) {
        let (graph, flow, of) = (analysis.graph, analysis.flow, &patterns.of);
        let always = flow.certain.contains(&mention);
        let mut parts = Vec::new();
        for pat in &patterns.pats {
            let taken = Taken::Bound { pat: Box::new(pat.clone()), always, site: Some(mention) };
            let part = graph::Part { of: of.clone(), taken };
            let number = binds_by_value(pat).then(|| self.number(graph, local, part));
            match number {
                Some(None) => return,
                number => parts.push(number.flatten()),
            }
        }
        let set_inside = graph.set_inside(local, of).any(|at| flow.is_set_after(local, at, node));
        self.patterns.insert(mention, Apart { parts, set_inside });
    }

    fn add(&mut self, analysis: &Analysis<'_>, local: LocalId, mention: MentionId, parts: Vec<Part>) {
        let mut takes = Vec::new();
        for of in parts {
            let is_temporary = analysis.graph.local(local).kind == LocalKind::Temporary;
            let when = self.conditions(analysis.flow, mention, &of, is_temporary);
            let part = self.number(analysis.graph, local, graph::Part { of, taken: Taken::All });
            takes.extend(part.map(|part| PartTake { part, when }));
        }
        self.takes.insert(mention, takes);
    }

    /// What has to be so for a mention to move a part away. Of a temporary, which natively has no flags, it is asked whether it
    /// does at all.
    fn conditions(&mut self, flow: &Flow, mention: MentionId, part: &Part, is_temporary: bool) -> Vec<When> {
        if !flow.captures.contains_key(&mention) {
            let is_asked = is_temporary || flow.part_methods.contains_key(&mention);
            return is_asked.then(|| When::Takes(self.answer(mention, part))).into_iter().collect();
        }
        let mut called = flow.captured_fields.get(&mention).into_iter().flat_map(|captured| &captured.called);
        if let Some((_, call)) = called.find(|(called, _)| called == part) {
            return vec![When::Takes(self.answer(*call, part))];
        }
        let mut when: Vec<When> =
            (0..part.len()).map(|length| When::Borrows(self.answer(mention, &part[..length]))).collect();
        if !flow.fields[&mention].contains(part) {
            when.push(When::Takes(self.answer(mention, part)));
        }
        when
    }

    /// Out of what something points to a pattern moves what it binds if that is a box, and copies it otherwise.
    fn ask_about_boxes(&mut self, graph: &Graph) {
        let before = graph.parts.iter().map(|(local, parts)| (*local, 0, parts));
        let fields = self.fields.iter();
        let now = fields.map(|(local, parts)| (*local, graph.parts.get(local).map_or(0, Vec::len), parts));
        let mut asked = Vec::new();
        for (_, first, parts) in before.chain(now) {
            for (at, part) in parts.iter().enumerate().filter(|(_, part)| part.of.iter().any(mark::is_pointed_to)) {
                if let Taken::Bound { site: Some(mention), .. } = part.taken {
                    asked.push(Asked { mention, of: part.of.clone(), part: Some(PartId::new(first + at)) });
                }
            }
        }
        asked.sort_by_key(|asked| (asked.mention, asked.part));
        self.answers.extend(asked);
    }

    fn answer(&mut self, mention: MentionId, of: &[Member]) -> AnswerId {
        let is_it = |known: &Asked| known.mention == mention && known.of == of && known.part.is_none();
        let known = self.answers.iter().position(is_it).unwrap_or_else(|| {
            self.answers.push(Asked { mention, of: of.to_vec(), part: None });
            self.answers.len() - 1
        });
        AnswerId::new(known)
    }
}
