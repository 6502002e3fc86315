//! What closures and blocks without `move` capture that name nothing but fields of a local: some by value, and others not.

use syn::Expr;

use super::{fields, flow::Builder, nodes::How};
use crate::model::{
    ids::{LocalId, MentionId},
    machine::{CapturedFields, Part},
};

/// How a closure names a field that may be used by value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ByValue {
    Surely,
    /// By a method that may take it.
    Perhaps,
}

impl Builder<'_> {
    /// Keeps what is known of a mention inside of a closure.
    pub(super) fn note_by_value(&mut self, mention: MentionId) {
        if self.flow.parted.contains(&mention) && !self.flow.captured_fields.contains_key(&mention) {
            let is_called = self.flow.part_methods.contains_key(&mention);
            let how = if is_called { ByValue::Perhaps } else { ByValue::Surely };
            self.by_value.entry(mention).or_insert(how);
        }
    }

    /// A `move` closure uses by value whatever it names, for the closure around it.
    pub(super) fn taken_by_move(&mut self, closure: &Expr, local: LocalId) {
        let named = fields::named(closure, local);
        self.by_value.extend(named.into_iter().map(|(mention, _)| (mention, ByValue::Surely)));
    }

    /// The closure captures each field in its own way. `false` if it only borrows, or names all of the local.
    pub(super) fn capture_fields(&mut self, closure: &Expr, local: LocalId, first: MentionId) -> bool {
        let is_plain = self.graph.is_never_dropped(local);
        let Some(fields) = fields::captured(closure, local).filter(|_| !is_plain) else { return false };
        let captured = self.captured_fields(&fields, &fields::named(closure, local));
        if captured.taken.is_empty() && captured.called.is_empty() {
            return false;
        }
        self.flow.captures.insert(first, (How::Unclear, false));
        self.flow.captured_fields.insert(first, captured);
        self.flow.fields.insert(first, fields);
        self.flow.parted.insert(first);
        self.shared.remove(&first);
        self.parts.insert(first);
        self.use_(local, first, How::Unclear);
        true
    }

    fn captured_fields(&self, fields: &[Part], named: &[(MentionId, Part)]) -> CapturedFields {
        let mut captured = CapturedFields::default();
        for field in fields {
            let inside: Vec<MentionId> =
                named.iter().filter(|(_, part)| part.starts_with(field)).map(|(mention, _)| *mention).collect();
            let how = |mention: &MentionId| self.by_value.get(mention).copied();
            if inside.iter().any(|mention| how(mention) == Some(ByValue::Surely)) {
                captured.taken.push(field.clone());
            } else if let [call] = inside[..]
                && how(&call) == Some(ByValue::Perhaps)
            {
                captured.called.push((field.clone(), call));
            }
        }
        captured
    }
}
