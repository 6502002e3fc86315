//! What a closure or block with `move` takes along of what the one around it only borrows: a copy. That one has a pointer or a
//! reference, which must not go with it.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote_spanned;
use syn::{Expr, Member};

use super::{captured_fields::joined, names::span, replacer::Replacer};
use crate::{
    analysis::{captured, named_fields},
    model::{
        ids::{LocalId, MentionId},
        machine::Capture,
        mark,
    },
};

impl Replacer<'_, '_> {
    /// `true` if it has been done for all of the local.
    pub fn take_along(&mut self, expr: &Expr, local: LocalId, mention: MentionId, prelude: &mut TokenStream) -> bool {
        let moves = match expr {
            Expr::Closure(closure) => closure.capture.is_some(),
            Expr::Async(block) => block.capture.is_some(),
            _ => false,
        };
        if !moves {
            return false;
        }
        match captured(expr, local) {
            Some(_) => self.take_fields_along(expr, local, prelude),
            None if self.is_borrowed(local) && self.emitter.machine.taken_along.contains(&mention) => {
                self.take_whole_along(local, mention, prelude);
                return true;
            }
            None => {}
        }
        false
    }

    fn is_borrowed(&self, local: LocalId) -> bool {
        matches!(self.scope.captured.get(&local), Some(Capture::Borrow | Capture::Held))
    }

    // From: `move || x`, where the closure around it has borrowed `x`
    // Into: `{ let mut x = *(x); move || x }`
    fn take_whole_along(&mut self, local: LocalId, mention: MentionId, prelude: &mut TokenStream) {
        let name = self.emitter.written(local, &self.emitter.machine.graph.mentions[mention.index()].ident);
        let value = self.mention(local, mention);
        prelude.extend(quote_spanned!(span()=> let mut #name = #value;));
        self.scope.captured.insert(local, Capture::Copy);
    }

    // From: `move || x.a + 1`, where the closure around it has borrowed `x`, or its fields
    // Into: `{ let mut x_a = (*x_lent).a; move || x_a + 1 }`
    fn take_fields_along(&mut self, expr: &Expr, local: LocalId, prelude: &mut TokenStream) {
        let named = named_fields(expr, local);
        for part in captured(expr, local).unwrap_or_default() {
            let inside: Vec<MentionId> =
                named.iter().filter(|(_, named)| named.starts_with(&part)).map(|(mention, _)| *mention).collect();
            let Some(first) = inside.first().filter(|first| self.is_lent(local, **first)) else { continue };
            let written = self.emitter.written(local, &self.emitter.machine.graph.mentions[first.index()].ident);
            let name = self.emitter.names.beside(&format!(
                "{}_{}",
                written.to_string().trim_start_matches("r#"),
                joined(&part)
            ));
            let base = self.mention(local, *first);
            prelude.extend(quote_spanned!(span()=> let mut #name = (#base) #(.#part)*;));
            self.scope.along.extend(inside.into_iter().map(|mention| (mention, (part.len(), name.clone()))));
        }
    }

    /// Does a pointer stand there for the local, or a reference?
    fn is_lent(&self, local: LocalId, mention: MentionId) -> bool {
        match self.scope.bases.get(&mention) {
            Some(Expr::Verbatim(base)) => !matches!(base.clone().into_iter().next(), Some(TokenTree::Ident(_))),
            _ => self.is_borrowed(local),
        }
    }

    /// A field that has been taken along, under its name.
    pub fn along(&self, expr: &Expr) -> Option<Ident> {
        let (_, mention, members): (_, _, Vec<Member>) = mark::read_fields(expr)?;
        let (length, name) = self.scope.along.get(&mention)?;
        (members.len() == *length).then(|| name.clone())
    }
}
