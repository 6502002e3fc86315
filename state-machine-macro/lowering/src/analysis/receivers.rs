//! What is called, and what methods are called on: only rustc knows for certain whether that is taken.

use syn::{Attribute, Expr, ExprCall, ExprMethodCall};

use super::{
    flow::{Builder, named},
    nodes::How,
};
use crate::{
    conventions::{Receiver, by_name, is_of_numbers, receiver},
    model::{
        ids::{LocalId, MentionId},
        local::LocalKind,
        mark::{self, EarlyReceiver},
    },
    syntax::values::pointer,
};

/// What is called in place of a method.
pub const CALL: &str = "()";

impl Builder<'_> {
    /// What is called: some can be called only once, and are taken.
    pub(super) fn callee(&mut self, call: &ExprCall) {
        if self.was_taken_early(&call.attrs, &call.func) {
            return;
        }
        let expr = &*call.func;
        match (named(expr), mark::read_fields(expr)) {
            (Some((local, mention)), _) if self.closures == 0 && self.graph.closures.contains(&local) => {
                self.use_(local, mention, How::Last);
            }
            (Some((local, mention)), _) if self.graph.called_again.contains(&local) => {
                self.use_(local, mention, How::Borrow);
            }
            (Some((local, mention)), _) => {
                self.use_(local, mention, How::Unclear);
                self.may_move(local, Some(mention), CALL);
            }
            (None, Some(_)) => {
                self.part_may_move(expr, CALL);
                self.place(expr, How::Unclear);
            }
            // As with methods, it is called where it is.
            (None, None) if pointer(expr).is_some() => self.place(expr, How::Borrow),
            (None, None) => self.value(expr),
        }
    }

    /// What something points to is used by value. Out of a `Box` it may move, which only rustc knows.
    pub(super) fn dereferenced(&mut self, expr: &Expr) {
        const DEREF: &str = "*";
        match named(expr) {
            Some((local, mention)) => {
                self.use_(local, mention, How::Unclear);
                self.may_move(local, Some(mention), DEREF);
            }
            None => {
                self.part_may_move(expr, DEREF);
                self.place(expr, How::Unclear);
                if let Some((local, _)) = mark::read_fill(expr) {
                    self.flow.dereferenced.insert(local);
                    self.may_move(local, None, DEREF);
                }
            }
        }
    }

    /// A method is called on a field, which may take it by value. Only rustc knows.
    fn part_may_move(&mut self, expr: &Expr, method: &str) {
        if let Some((local, mention, _)) = mark::read_fields(expr)
            && !self.graph.references.contains(&local)
        {
            self.flow.parted.insert(mention);
            self.flow.part_methods.insert(mention, method.to_owned());
        }
    }

    pub(super) fn receiver(&mut self, call: &ExprMethodCall) {
        if let Some((copy, mention)) = EarlyReceiver::Copied.read(&call.attrs) {
            self.use_(copy, mention, How::Inspect);
        }
        if let Some((early, mention)) = EarlyReceiver::Moved.read(&call.attrs) {
            self.use_(early, mention, How::Value);
            return self.place(&call.receiver, How::Borrow);
        }
        if self.was_taken_early(&call.attrs, &call.receiver) {
            return;
        }
        let (expr, method) = (&*call.receiver, &*call.method.to_string());
        // Inside of closures, others say what is asked.
        let how = if self.closures > 0 { by_name(method) } else { receiver(call) };
        match (named(expr), how) {
            (Some((local, mention)), Receiver::Consumes) => {
                self.flow.receivers.insert(mention);
                self.use_(local, mention, How::Value);
            }
            (Some((local, mention)), Receiver::Unknown) if self.graph.copies.contains(&local) => {
                self.copied_receiver(local, mention, method);
            }
            (Some((local, mention)), Receiver::Borrows) if self.is_shared_reference(local) => {
                self.copied_receiver(local, mention, method);
            }
            (Some((local, mention)), Receiver::Unknown) => {
                self.use_(local, mention, How::Unclear);
                self.may_move(local, Some(mention), method);
            }
            (None, Receiver::Consumes) if self.boxed(expr).is_some() => self.value(expr),
            (None, Receiver::Consumes) => {
                self.part(expr);
                self.place(expr, self.unclear(expr, true));
            }
            (None, Receiver::Unknown) => {
                if let Some((local, mention)) = self.boxed(expr) {
                    self.use_(local, mention, How::Unclear);
                    return self.may_move(local, Some(mention), &format!("*{method}"));
                }
                self.part_may_move(expr, method);
                self.place(expr, self.unclear(expr, true));
                if let Some((local, _)) = mark::read_fill(expr) {
                    self.may_move(local, None, method);
                }
            }
            (Some((local, mention)), Receiver::Borrows) => {
                // Of what a reference has only that is borrowed to which it refers.
                if self.graph.references.contains(&local) {
                    self.flow.reached_through.insert(mention);
                }
                self.use_(local, mention, How::Borrow);
            }
            _ => self.place(expr, How::Borrow),
        }
    }

    /// A local that a method perhaps takes which is called later.
    pub(super) fn taken_early(&mut self, place: &Expr, method: Option<&str>) {
        let method = method.unwrap_or(CALL);
        match named(place) {
            Some((local, mention)) => {
                self.use_(local, mention, How::Unclear);
                self.may_move(local, Some(mention), method);
            }
            None => {
                self.part_may_move(place, method);
                self.place(place, self.unclear(place, true));
            }
        }
    }

    /// Is this what is called, or what a method is called on, and was perhaps taken before?
    fn was_taken_early(&mut self, attrs: &[Attribute], place: &Expr) -> bool {
        let Some((early, mention)) = EarlyReceiver::Taken.read(attrs) else { return false };
        self.use_(early, mention, How::Value);
        // It says nothing about whether the local is still there.
        let of_fields = || mark::read_fields(place).map(|(local, mention, _)| (local, mention));
        self.flow.unproven.extend(named(place).or_else(of_fields).map(|(_, mention)| mention));
        self.place(place, How::Borrow);
        true
    }

    /// What it points to is borrowed, and not the local. Of parameters nobody asks who borrows them.
    fn is_shared_reference(&self, local: LocalId) -> bool {
        let graph = self.graph;
        let is_reference = graph.references.contains(&local) && graph.copies.contains(&local);
        is_reference && graph.fixed.contains(&local) && graph.local(local).kind != LocalKind::Argument
    }

    /// `x` of `(*x)`, out of which something moves if `x` is a `Box`. In closures that is not asked.
    fn boxed(&self, expr: &Expr) -> Option<(LocalId, MentionId)> {
        let (local, mention) = named(pointer(expr)?)?;
        let is_copied = self.graph.references.contains(&local) || self.graph.copies.contains(&local);
        (self.closures == 0 && !is_copied).then_some((local, mention))
    }

    /// How something is used that may be used by value or as a place: what is copied is no less a place. Behind a reference it
    /// is not the local that is borrowed.
    pub(super) fn unclear(&self, expr: &Expr, is_part: bool) -> How {
        let local = named(expr).map(|(local, _)| local).or_else(|| mark::read_fields(expr).map(|(local, ..)| local));
        let is_place =
            |local: &LocalId| self.graph.copies.contains(local) && !(is_part && self.graph.references.contains(local));
        if local.as_ref().is_some_and(is_place) { How::Borrow } else { How::Unclear }
    }

    /// A method is called on what is copied. A trait may be implemented for references, and borrow the local nevertheless; and of
    /// one that is `mut`, the method may change it. Nor is a method that numbers do not have by themselves called on a copy.
    fn copied_receiver(&mut self, local: LocalId, mention: MentionId, method: &str) {
        let graph = self.graph;
        let is_one = graph.references.contains(&local) || graph.numbers.contains_key(&local) && is_of_numbers(method);
        if is_one && graph.fixed.contains(&local) {
            self.flow.read.insert(mention);
            self.use_(local, mention, How::Inspect);
        } else {
            self.use_(local, mention, How::Borrow);
        }
    }
}
