//! What closures and async blocks capture, where that lives in slots.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, Member, visit_mut};

use super::{captured_fields::Whole, names::span, replacer::Replacer};
use crate::{
    model::{
        ids::{LocalId, MentionId},
        input::Edition,
        machine::{Capture, Storage},
        mark,
    },
    syntax::{closures, known, macros, text},
    unfold::{called, unmarked},
};

impl Replacer<'_, '_> {
    // From: `|| x.len() + y`, where `x` and `y` live in slots
    // Into: `{ let x = &mut *x; let y = _y.take(); || (*x).len() + y }`
    pub fn capture(&mut self, expr: &mut Expr) -> Expr {
        let (emitter, krate) = (self.emitter, self.emitter.krate);
        let is_made = std::mem::take(&mut self.scope.made);
        let outer = self.scope.clone();
        let mut prelude = TokenStream::new();
        let mut marks = Vec::new();
        collect_marks(expr.to_token_stream(), &mut marks);
        let selected = selected(expr);
        let mut captured: Vec<(LocalId, MentionId)> = Vec::new();
        for (local, mention) in marks {
            // What it is named for later is the business of a closure inside.
            let is_first = !captured.iter().any(|(known, _)| *known == local);
            if is_first && emitter.machine.captures.contains_key(&mention) {
                captured.push((local, mention));
            }
        }
        let in_slot = |local: LocalId| emitter.storage(local) != Storage::Stack && !outer.released.contains(&local);
        let borrows_stack = captured
            .iter()
            .any(|(local, mention)| !in_slot(*local) && emitter.machine.captures[mention] == Capture::Borrow);
        let is_held = |mention: MentionId| !borrows_stack && emitter.machine.held.contains_key(&mention);
        // Of what is no place of ours rustc sees by itself which fields move, and which it is enough to look at.
        let is_taken = |local: LocalId, mention: MentionId| match emitter.machine.captures[&mention] {
            Capture::Borrow => false,
            Capture::Fields | Capture::Parts => in_slot(local),
            _ => true,
        };
        // Inside another closure that is the other's business.
        let takes = captured
            .iter()
            .any(|(local, mention)| is_taken(*local, *mention) || is_held(*mention) || selected.contains(local))
            && !outer.foreign;
        let makes = takes && closures::made_block(expr).is_some();
        // What a closure that moves is lent is copied into what it returns: that may outlive the call.
        let lends = takes && matches!(expr, Expr::Closure(closure) if closure.asyncness.is_none());
        // A plain reference can be copied without a word, even by a closure inside that does not move.
        let graph = &emitter.machine.graph;
        let is_shared = |local: LocalId| lends && graph.is_looked_at(local) && graph.copies.contains(&local);
        let inside = captured.iter().any(|(local, _)| outer.captured.contains_key(local));
        let moved = captured.iter().flat_map(|(local, mention)| {
            let ways = emitter.moved_ways(*mention, false).into_iter().filter(|_| !outer.foreign);
            ways.map(|(of, way)| (*local, of, way))
        });
        let moved: Vec<(LocalId, &[Member], &Ident)> = moved.collect();
        for (local, mention) in captured {
            let mut capture = emitter.machine.captures[&mention];
            let is_selected = selected.contains(&local);
            if capture == Capture::Borrow && (is_held(mention) || lends && !is_shared(local)) {
                capture = Capture::Held;
            }
            let is_outer = outer.captured.contains_key(&local) || outer.bound.contains(&local);
            if capture == Capture::Parts && takes && !is_outer {
                let whole = if in_slot(local) { Whole::Slot } else { Whole::Stack };
                self.capture_parts(expr, (local, mention), whole, lends, &mut prelude);
                self.scope.captured.insert(local, capture);
                continue;
            }
            if !in_slot(local) && takes && emitter.machine.captures[&mention] == Capture::Borrow {
                let name = emitter.written(local, &emitter.machine.graph.mentions[mention.index()].ident);
                // Other closures may look at it at the same time.
                let (value, capture) = match emitter.machine.graph.is_looked_at(local) {
                    true => (quote_spanned!(span()=> &*(&raw const #name)), Capture::Borrow),
                    false if lends => {
                        (quote_spanned!(span()=> #krate::machine::Held::lent(&raw mut #name)), Capture::Held)
                    }
                    false => (quote_spanned!(span()=> &mut *(&raw mut #name)), Capture::Borrow),
                };
                prelude.extend(quote_spanned!(span()=> let #name = #value;));
                self.scope.captured.insert(local, capture);
                continue;
            }
            if outer.foreign && self.take_along(expr, local, mention, &mut prelude) {
                continue;
            }
            if !in_slot(local) || outer.captured.contains_key(&local) || outer.bound.contains(&local) {
                continue;
            }
            let written = &emitter.machine.graph.mentions[mention.index()].ident;
            let name = emitter.written(local, written);
            let place = emitter.names.place(local);
            let value = match capture {
                Capture::Move => self.take(local, written),
                Capture::Fields => Expr::Verbatim(self.captured_fields(expr, local, mention)),
                Capture::Parts => continue,
                Capture::Held if is_held(mention) => Expr::Verbatim(self.held(local, mention, &mut prelude)),
                Capture::Held => Expr::Verbatim(quote_spanned!(span()=> #krate::machine::Held::lent(#place))),
                Capture::Copy if emitter.machine.perhaps_last.contains(&mention) => self.matched(local),
                Capture::Copy => Expr::Verbatim(quote_spanned!(span()=> #krate::machine::copied(#place))),
                Capture::Borrow if is_shared(local) => Expr::Verbatim(quote_spanned!(span()=> &*#place)),
                Capture::Borrow => Expr::Verbatim(quote_spanned!(span()=> &mut *#place)),
            };
            let is_value = !matches!(capture, Capture::Borrow | Capture::Held) || is_selected;
            let mutable = is_value.then(|| quote_spanned!(span()=> mut));
            prelude.extend(quote_spanned!(span()=> let #mutable #name = #value;));
            self.scope.captured.insert(local, capture);
        }
        for (local, of, way) in moved {
            let name = emitter.written(local, &emitter.machine.graph.local(local).ident);
            prelude.extend(quote_spanned!(span()=> if false {
                use #krate::machine::{Moved as _, Reborrowed as _};
                #way.is((&#krate::machine::Part::at(&raw const #name #(.#of)*)).moved());
            }));
        }
        // What is used by value must go into the closure, or the closure would not outlive this stretch of code. What
        // it borrows, it borrows through references that move with it.
        let moves = (takes || is_made).then(<syn::Token![move]>::default);
        let foreign = std::mem::replace(&mut self.scope.foreign, true);
        self.scope.made = makes;
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
                    let tokens = unmarked(quote!(#(#stmts)*));
                    *expr = Expr::Verbatim(quote_spanned!(span()=> #path! { #tokens }));
                }
            }
            _ => {}
        }
        self.scope = outer;
        self.scope.foreign = foreign;
        if !prelude.is_empty() || inside {
            match self.scope.awaited || emitter.edition == Edition::Before2024 {
                true => captures_precisely(expr),
                false => emitter.edition_matters.set(true),
            }
        }
        if prelude.is_empty() {
            return expr.clone();
        }
        Expr::Verbatim(quote_spanned!(span()=> { #prelude #expr }))
    }
}

/// What a closure captures of `(*x).a` depends on the edition in which its first and last word were written: before 2021 it is
/// `x`, which does not live long enough here. Errors in it have another place then, and are said twice: so since edition 2024 they
/// stay as they are. (In what is awaited errors are said twice anyway.)
fn captures_precisely(expr: &mut Expr) {
    match expr {
        Expr::Closure(closure) => {
            closure.inputs_begin.span = span();
            closure.capture.iter_mut().for_each(|word| word.span = span());
            let body = &closure.body;
            *closure.body = Expr::Verbatim(quote_spanned!(span()=> { #body }));
        }
        Expr::Async(block) => {
            block.async_token.span = span();
            let inside = &block.block;
            block.block = syn::parse_quote_spanned!(span()=> { #inside });
        }
        _ => {}
    }
}

/// Locals that are branches of a `select!` by name alone: `futures::select!` borrows such a name.
fn selected(expr: &Expr) -> Vec<LocalId> {
    let Expr::Async(block) = expr else { return Vec::new() };
    let Some(mac) = text::only_macro(block).filter(|mac| known::borrows_names(mac)) else { return Vec::new() };
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
