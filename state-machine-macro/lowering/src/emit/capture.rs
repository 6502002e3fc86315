//! What closures and async blocks capture, where that lives in slots.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::{
    Expr, Macro,
    visit_mut::{self, VisitMut},
};

use super::{expression::path, names::span, replacer::Replacer};
use crate::{
    model::{
        ids::{LocalId, MentionId},
        machine::{Capture, Storage},
        mark,
    },
    syntax::{macros, text},
    unfold::called,
};

impl Replacer<'_, '_> {
    // From: `|| x.len() + y`, where `x` and `y` live in slots
    // Into: `{ let x = &mut *x; let y = _y.take(); || (*x).len() + y }`
    pub fn capture(&mut self, expr: &mut Expr) -> Expr {
        let emitter = self.emitter;
        let outer = self.scope.clone();
        let mut prelude = TokenStream::new();
        let mut marks = Vec::new();
        collect_marks(expr.to_token_stream(), &mut marks);
        let (mut takes, mut borrows_stack) = (false, false);
        let selected = selected(expr);
        for (local, mention) in marks {
            let Some(capture) = emitter.machine.captures.get(&mention) else { continue };
            let in_slot = emitter.storage(local) != Storage::Stack && !outer.released.contains(&local);
            if *capture == Capture::Fields && in_slot && !outer.captured.contains_key(&local) {
                self.capture_fields(expr, (local, mention), &mut prelude);
                continue;
            }
            let is_selected = selected.contains(&local);
            // Inside another closure that is the other's business.
            takes |= (*capture != Capture::Borrow || is_selected) && !outer.foreign;
            borrows_stack |= !in_slot && *capture == Capture::Borrow;
            if !in_slot || outer.captured.contains_key(&local) || outer.bound.contains(&local) {
                continue;
            }
            self.scope.captured.insert(local, *capture);
            let written = &emitter.machine.graph.mentions[mention.index()].ident;
            let name = emitter.written(local, written);
            let place = emitter.names.place(local);
            let value = match capture {
                Capture::Move => self.take(local, written),
                Capture::Copy | Capture::Fields => Expr::Verbatim(quote_spanned!(span()=> #place.read())),
                Capture::Borrow => Expr::Verbatim(quote_spanned!(span()=> &mut *#place)),
            };
            let mutable = (*capture != Capture::Borrow || is_selected).then(|| quote_spanned!(span()=> mut));
            prelude.extend(quote_spanned!(span()=> let #mutable #name = #value;));
        }
        // What is used by value must go into the closure, or the closure would not outlive this stretch of code. What
        // it borrows, it borrows through references that move with it.
        let moves = (takes && !borrows_stack).then(<syn::Token![move]>::default);
        let foreign = std::mem::replace(&mut self.scope.foreign, true);
        match expr {
            Expr::Closure(closure) => {
                closure.capture = closure.capture.or(moves);
                visit_mut::visit_expr_closure_mut(self, closure);
            }
            Expr::Async(block) => {
                block.capture = block.capture.or(moves);
                visit_mut::visit_expr_async_mut(self, block);
                if let Some(path) = called(&block.attrs) {
                    let stmts = &block.block.stmts;
                    *expr = Expr::Verbatim(quote_spanned!(span()=> #path! { #(#stmts)* }));
                }
            }
            _ => {}
        }
        self.scope = outer;
        self.scope.foreign = foreign;
        if prelude.is_empty() {
            return expr.clone();
        }
        Expr::Verbatim(quote_spanned!(span()=> { #prelude #expr }))
    }
}

impl Replacer<'_, '_> {
    // From: `move || x.count + 1`
    // Into: `{ let x_count = (*x).count; move || x_count + 1 }`
    fn capture_fields(&self, closure: &mut Expr, (local, mention): (LocalId, MentionId), prelude: &mut TokenStream) {
        let place = self.emitter.names.place(local);
        let mut fields = Fields { local, place, found: Vec::new() };
        fields.visit_expr_mut(closure);
        for (name, members) in fields.found {
            let value = match self.part_taken(local, mention, &members) {
                Some(part) => self.take_part(local, part, &members),
                None => quote_spanned!(span()=> (*#place) #(.#members)*),
            };
            prelude.extend(quote_spanned!(span()=> let mut #name = #value;));
        }
    }
}

/// Replaces `x.field` by a local of its own.
struct Fields<'a> {
    local: LocalId,
    place: &'a Ident,
    found: Vec<(Ident, Vec<syn::Member>)>,
}

/// The members of `x.a.b`, if it begins with the local.
fn members(expr: &Expr, local: LocalId) -> Option<Vec<syn::Member>> {
    let Expr::Field(field) = expr else { return None };
    let mut path = match mark::read_mention_expr(&field.base) {
        Some((named, _)) => (named == local).then(Vec::new)?,
        None => members(&field.base, local)?,
    };
    path.push(field.member.clone());
    Some(path)
}

impl VisitMut for Fields<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Some(members) = members(expr, self.local) {
            let text: Vec<String> = members.iter().map(|member| member.to_token_stream().to_string()).collect();
            let name = Ident::new(&format!("{}_{}", self.place, text.join("_")), span());
            if !self.found.iter().any(|(known, _)| *known == name) {
                self.found.push((name.clone(), members));
            }
            *expr = path(name);
            return;
        }
        visit_mut::visit_expr_mut(self, expr);
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        macros::rewrite(mac, |expr| self.visit_expr_mut(expr));
    }
}

/// Locals that are branches of a `select!` by name alone: `futures::select!` borrows such a name.
fn selected(expr: &Expr) -> Vec<LocalId> {
    let Expr::Async(block) = expr else { return Vec::new() };
    let Some(mac) = text::only_macro(block).filter(|mac| macros::selects(mac)) else { return Vec::new() };
    let mut shape = macros::shape(mac);
    let names = shape.values().into_iter().filter_map(|value| mark::read_mention_expr(value));
    names.map(|(local, _)| local).collect()
}

fn collect_marks(tokens: TokenStream, marks: &mut Vec<(LocalId, MentionId)>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => collect_marks(group.stream(), marks),
            TokenTree::Ident(ident) => marks.extend(mark::read_mention(&ident)),
            _ => {}
        }
    }
}
