//! What closures, async blocks and macros use.

use syn::{Block, Expr, Macro};

use super::{
    fields,
    flow::Builder,
    nodes::{Event, How},
};
use crate::{
    model::ids::{LocalId, MentionId},
    syntax::macros::{self, Shape},
};

impl Builder<'_> {
    pub(super) fn macro_(&mut self, mac: &Macro) {
        self.macro_arguments(mac);
        if matches!(&*macros::name(mac), "panic" | "unreachable" | "todo" | "unimplemented") {
            self.diverge();
        }
    }

    pub(super) fn macro_arguments(&mut self, mac: &Macro) {
        let mut shape = macros::shape(mac);
        let how = match &shape {
            Shape::Untouched | Shape::Opaque => return,
            Shape::Format { .. } | Shape::Fields(_) | Shape::Json(_) => Some(How::Inspect),
            Shape::Exprs { .. } if !macros::takes_values(mac) => Some(How::Unclear),
            Shape::Exprs { .. } | Shape::Repeat { .. } | Shape::Select(_) => None,
            Shape::Matches { .. } => Some(How::Inspect),
        };
        for arg in shape.values() {
            match how {
                Some(how) => self.place(arg, how),
                None => self.value(arg),
            }
        }
    }

    /// A closure or an async block uses what it names when it is made.
    pub(super) fn capture(&mut self, expr: &Expr) {
        let (body, moves) = match expr {
            Expr::Closure(closure) => (Body::Expr(&closure.body), closure.capture.is_some()),
            Expr::Async(block) => (Body::Block(&block.block), block.capture.is_some()),
            _ => return,
        };
        for (local, mention, how) in self.uses_inside(body) {
            self.flow.parted.remove(&mention);
            self.flow.part_methods.remove(&mention);
            self.flow.fields.remove(&mention);
            // A closure that names only fields captures only them, but all of a reference, if it moves.
            let fields = fields::captured(expr, local).filter(|_| !moves || !self.graph.references.contains(&local));
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
            // Others inside may name parts.
            self.shared.remove(&mention);
            self.parts.insert(mention);
            self.use_(local, mention, how);
            if are_taken {
                self.flow.parted.insert(mention);
                // No method is called like this.
                self.may_move(local, Some(mention), "move");
            }
        }
    }

    /// Walks the body off to the side, and collects one use for each local: the strongest, at its first mention.
    pub(super) fn uses_inside(&mut self, body: Body) -> Vec<(LocalId, MentionId, How)> {
        let (outside, loops) = (self.current, std::mem::take(&mut self.loops));
        let unit = std::mem::take(&mut self.unit);
        let start = self.flow.nodes.len();
        self.diverge();
        match body {
            Body::Expr(expr) => self.value(expr),
            Body::Block(block) => self.block_expr(block),
        }
        let mut uses: Vec<(_, _, How)> = Vec::new();
        for node in &mut self.flow.nodes[start..] {
            let (local, mention, how) = match std::mem::replace(&mut node.event, Event::Nothing) {
                Event::Use { local, mention, how } => (local, mention, how),
                Event::Define { local, mention: Some(mention) } => (local, mention, How::Borrow),
                _ => continue,
            };
            match uses.iter_mut().find(|(known, ..)| *known == local) {
                Some((_, _, known)) if how == How::Value => *known = How::Value,
                Some(_) => {}
                None => uses.push((local, mention, if how == How::Value { how } else { How::Borrow })),
            }
        }
        (self.current, self.loops, self.unit) = (outside, loops, unit);
        uses
    }
}

pub(super) enum Body<'a> {
    Expr(&'a Expr),
    Block(&'a Block),
}
