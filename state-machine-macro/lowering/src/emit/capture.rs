//! What closures and async blocks capture, where that lives in slots.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, visit_mut};

use super::{names::span, replacer::Replacer};
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
            let is_selected = selected.contains(&local);
            // Inside another closure that is the other's business.
            takes |= (*capture != Capture::Borrow || is_selected) && !outer.foreign;
            borrows_stack |= !in_slot && *capture == Capture::Borrow;
            if !in_slot || outer.captured.contains_key(&local) || outer.bound.contains(&local) {
                continue;
            }
            let written = &emitter.machine.graph.mentions[mention.index()].ident;
            let name = emitter.written(local, written);
            let place = emitter.names.place(local);
            let value = match capture {
                Capture::Move => self.take(local, written),
                Capture::Fields => Expr::Verbatim(self.captured_fields(expr, local, mention)),
                Capture::Copy => Expr::Verbatim(quote_spanned!(span()=> #place.read())),
                Capture::Borrow => Expr::Verbatim(quote_spanned!(span()=> &mut *#place)),
            };
            let mutable = (*capture != Capture::Borrow || is_selected).then(|| quote_spanned!(span()=> mut));
            prelude.extend(quote_spanned!(span()=> let #mutable #name = #value;));
            self.scope.captured.insert(local, *capture);
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
