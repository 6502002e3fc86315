//! What closures, async blocks and macros use.

use std::collections::{HashMap, HashSet};

use syn::{Block, Expr, Macro};

use super::{
    captured_fields::ByValue,
    fields,
    flow::{Builder, named},
    nodes::{Event, How, NodeId},
    receivers::CALL,
};
use crate::{
    model::{
        ids::{LocalId, MentionId},
        machine::{HeldFor, Part},
    },
    syntax::{
        known,
        macros::{self, Shape},
    },
};

impl Builder<'_> {
    pub(super) fn macro_(&mut self, mac: &Macro) {
        self.macro_arguments(mac);
        if matches!(&*known::name(mac), "panic" | "unreachable" | "todo" | "unimplemented") {
            self.diverge();
        }
    }

    pub(super) fn macro_arguments(&mut self, mac: &Macro) {
        let mut shape = macros::shape(mac);
        let how = match &shape {
            Shape::Untouched => return,
            Shape::Opaque => return self.unit.closes = true,
            Shape::Json(_) if known::takes_values(mac) => None,
            Shape::Format { .. } | Shape::Fields(_) | Shape::Json(_) => Some(How::Inspect),
            Shape::Exprs { .. } if known::matches_value(mac) => Some(How::Last),
            Shape::Exprs { .. } | Shape::Entries(_) if !known::takes_values(mac) => Some(How::Unclear),
            Shape::Exprs { .. } | Shape::Entries(_) | Shape::Pairs { .. } | Shape::Repeat { .. } | Shape::Select(_) => {
                None
            }
            Shape::Matches { .. } => Some(How::Inspect),
        };
        if let Shape::Matches { value, pat, .. } = &shape {
            self.may_not_look(value, &[pat]);
        }
        // The parent of a span is given away.
        let taken = if let Shape::Fields(fields) = &shape { fields.parent() } else { None };
        for (index, arg) in shape.values().into_iter().enumerate() {
            match how.filter(|_| taken != Some(index)) {
                Some(How::Unclear) => self.place(arg, self.unclear(arg, named(arg).is_none())),
                Some(how) => self.place(arg, how),
                None => self.value(arg),
            }
        }
        let handlers = shape.handlers().into_iter().map(|(pat, handler)| (pat.map(|pat| &*pat), &*handler));
        self.alternatives(handlers.collect());
    }

    /// A closure or an async block uses what it names when it is made.
    pub(super) fn capture(&mut self, expr: &Expr) {
        let (body, moves) = match expr {
            Expr::Closure(closure) => (Body::Expr(&closure.body), closure.capture.is_some()),
            Expr::Async(block) => (Body::Block(&block.block), block.capture.is_some()),
            _ => return,
        };
        let outside = std::mem::take(&mut self.taken_inside);
        let uses = self.uses_inside(body);
        let inside = std::mem::replace(&mut self.taken_inside, outside);
        let named: Vec<LocalId> = uses.iter().map(|inside| inside.local).collect();
        if uses.iter().any(|inside| inside.how == How::Value) && !moves || !inside.is_empty() {
            self.flow.lent_beside.extend(&named);
        }
        for Inside { local, mention, how, mut held_for, takes_parts, keeps, moved } in uses {
            held_for.led = held_for.alone || fields::is_led(expr, local, &held_for.calls);
            self.flow.parted.remove(&mention);
            self.flow.part_methods.remove(&mention);
            self.flow.fields.remove(&mention);
            self.flow.captured_fields.remove(&mention);
            // What was said of the closure inside that names it first.
            self.flow.kept_inside.remove(&mention);
            self.flow.taken_inside.remove(&mention);
            // A closure that names only fields captures only them, but all of a reference, if it moves.
            // Without `move` it does so if it uses them by value.
            let is_reference = self.graph.references.contains(&local);
            let fields = fields::captured(expr, local).filter(|_| !moves || !is_reference);
            self.flow.moved_inside.insert(mention, moved);
            if moves {
                self.taken_by_move(expr, local);
            } else if !takes_parts && !is_reference && self.capture_fields(expr, local, mention) {
                self.flow.lent_beside.extend(&named);
                continue;
            }
            if !moves && !keeps {
                self.changed_inside.insert(mention);
            }
            if moves && fields.is_none() && self.closures > 0 {
                self.flow.taken_along.insert(mention);
            }
            let moves = moves || takes_parts && !is_reference && fields.is_some();
            let are_taken = moves && fields.is_some();
            fields.into_iter().for_each(|fields| {
                self.flow.fields.insert(mention, fields);
            });
            let how = match moves {
                true if are_taken => How::Unclear,
                true => How::Value,
                false => how,
            };
            self.flow.captures.insert(mention, (how, moves));
            if (keeps || self.graph.fixed.contains(&local)) && !fields::is_in_a_macro(expr, local) {
                self.flow.kept_inside.insert(mention);
            }
            if !moves && inside.contains(&local) {
                self.flow.taken_inside.insert(mention);
            }
            if self.closures > 0 && (moves || inside.contains(&local)) {
                self.taken_inside.insert(local);
            }
            // Others inside may name parts.
            self.shared.remove(&mention);
            self.parts.insert(mention);
            self.use_(local, mention, how);
            if how == How::Value && !moves && matches!(expr, Expr::Closure(_)) {
                self.captured(local, mention);
            }
            if are_taken {
                self.flow.parted.insert(mention);
            }
            // What a closure around this one captures is that one's business.
            if self.closures == 0 && are_taken {
                // No method is called like this.
                self.may_move(local, Some(mention), "move");
            } else if self.closures == 0 && how == How::Borrow && !held_for.calls.is_empty() && !is_reference {
                self.flow.held.insert(mention, held_for);
                self.may_move(local, Some(mention), &format!("|{}|", mention.0));
            } else if self.closures > 0 && how == How::Borrow && !is_reference {
                self.pass_on(local, held_for);
            }
        }
    }

    /// The closure or block around this one holds the local for its calls.
    fn pass_on(&mut self, local: LocalId, held_for: HeldFor) {
        if !held_for.alone {
            // Something else names it, too. (The events of a closure's body do not outlive the walk through it.)
            self.node(Event::Define { local, mention: None });
        }
        let method = if held_for.is_called { CALL } else { "call" };
        held_for.calls.into_iter().for_each(|call| self.may_move(local, Some(call), method));
    }

    /// Walks the body off to the side, and collects one use for each local: the strongest, at its first mention.
    pub(super) fn uses_inside(&mut self, body: Body) -> Vec<Inside> {
        let (outside, loops) = (self.current, std::mem::take(&mut self.loops));
        let unit = std::mem::take(&mut self.unit);
        let start = self.flow.nodes.len();
        self.diverge();
        self.closures += 1;
        match body {
            Body::Expr(expr) => self.value(expr),
            Body::Block(block) => self.block_expr(block),
        }
        self.closures -= 1;
        let held_for = self.held_for(start);
        let mut uses: Vec<Inside> = Vec::new();
        for node in start..self.flow.nodes.len() {
            let (local, mention, how) = match std::mem::replace(&mut self.flow.nodes[node].event, Event::Nothing) {
                Event::Use { local, mention, how } => (local, mention, how),
                Event::Define { local, mention: Some(mention) } => (local, mention, How::Borrow),
                _ => continue,
            };
            let keeps = how == How::Value && !self.changed_inside.contains(&mention);
            let moved = self.moved(mention, how);
            self.note_by_value(mention);
            let takes_parts = self.by_value.get(&mention) == Some(&ByValue::Surely)
                && !self.flow.captured_fields.contains_key(&mention);
            match uses.iter_mut().find(|known| known.local == local) {
                Some(known) => {
                    known.keeps &= keeps;
                    known.moved.extend(moved);
                    known.how = if how == How::Value { how } else { known.how };
                    known.takes_parts &= takes_parts;
                }
                None => {
                    let how = if how == How::Value { how } else { How::Borrow };
                    let held_for = held_for.get(&local).cloned().unwrap_or_default();
                    uses.push(Inside { local, mention, how, held_for, takes_parts, keeps, moved });
                }
            }
        }
        (self.current, self.loops, self.unit) = (outside, loops, unit);
        self.unit.closes = true;
        uses
    }

    /// Which parts of a local are used by value: all of it, if one is empty.
    fn moved(&self, mention: MentionId, how: How) -> Vec<Part> {
        if let Some(captured) = self.flow.captured_fields.get(&mention) {
            return captured.taken.clone();
        }
        let moved = match self.flow.fields.get(&mention) {
            Some(fields) if self.flow.parted.contains(&mention) => {
                fields.first().filter(|_| !self.flow.part_methods.contains_key(&mention)).cloned()
            }
            _ => (how == How::Value).then(Part::new),
        };
        moved.into_iter().collect()
    }

    /// The calls from a node on that may take what they are called on: those after which it is not named again, or all, if
    /// nothing else names it.
    fn held_for(&self, start: NodeId) -> HashMap<LocalId, HeldFor> {
        let (mut held, mut named) = (HashMap::<LocalId, HeldFor>::new(), Vec::new());
        let mut others = HashMap::<LocalId, Vec<MentionId>>::new();
        for (node, data) in self.flow.nodes.iter().enumerate().skip(start) {
            match &data.event {
                Event::MayMove { local, mention: Some(mention), .. } if self.is_named_after(node, *local) => {
                    others.entry(*local).or_default().push(*mention);
                }
                Event::MayMove { local, mention: Some(mention), method } => {
                    let held = held.entry(*local).or_default();
                    held.calls.push(*mention);
                    held.is_called |= method == CALL;
                }
                Event::Use { local, mention, .. } => named.push((*local, Some(*mention))),
                Event::Define { local, mention } => named.push((*local, *mention)),
                _ => {}
            }
        }
        for (local, held) in &mut held {
            let others = others.remove(local).unwrap_or_default();
            let is_call = |mention: &MentionId| held.calls.contains(mention) || others.contains(mention);
            let mut named = named.iter().filter(|(named, _)| named == local);
            held.alone = named.all(|(_, mention)| mention.as_ref().is_some_and(is_call));
            if held.alone {
                held.calls.extend(others);
            }
        }
        held
    }

    fn is_named_after(&self, node: NodeId, local: LocalId) -> bool {
        let (mut seen, mut work) = (HashSet::new(), self.flow.nodes[node].next.clone());
        while let Some(node) = work.pop() {
            match self.flow.nodes[node].event {
                Event::Use { local: named, .. } | Event::Define { local: named, .. } if named == local => return true,
                _ if seen.insert(node) => work.extend(&self.flow.nodes[node].next),
                _ => {}
            }
        }
        false
    }
}

/// How a closure uses a local.
pub(super) struct Inside {
    local: LocalId,
    /// The first.
    mention: MentionId,
    how: How,
    /// Where it may be taken by a method that is called on it.
    held_for: HeldFor,
    /// It names nothing but fields, each by value.
    takes_parts: bool,
    /// It changes nothing, if the local is copied.
    keeps: bool,
    /// What of it is used by value.
    moved: Vec<Part>,
}

pub(super) enum Body<'a> {
    Expr(&'a Expr),
    Block(&'a Block),
}
