//! What a machine notes of the parts of a local that are moved out one by one: a number for each, and when it is gone.

use std::collections::{HashMap, HashSet};

use syn::Member;

use super::{
    Analysis,
    nodes::{Event, Flow, Patterns},
    parts::{Parts, by_value},
};
use crate::lower::{binds_by_value, number};
use crate::model::{
    graph::{self, Graph, Taken},
    ids::{AnswerId, BlockId, LocalId, MentionId, PartId},
    local::LocalKind,
    machine::{Apart, Asked, Flag, Guard, Kept, LocalFacts, Part, PartTake, Storage, When},
    mark,
};

/// Parts that may be moved away, with numbers.
#[derive(Default)]
pub struct Settled {
    pub fields: HashMap<LocalId, Vec<graph::Part>>,
    pub takes: HashMap<MentionId, Vec<PartTake>>,
    pub answers: Vec<Asked>,
    pub patterns: HashMap<MentionId, Apart>,
    pub updates: HashMap<MentionId, PartId>,
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
            locals[local.index()].guard = Guard::Conditional { flag: Flag::Parts(Kept::Always) };
        }
        settled.ask_about_boxes(analysis.graph);
        settled
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
