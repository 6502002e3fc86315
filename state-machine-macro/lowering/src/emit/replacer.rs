//! Verbatim expressions of a body, with places and values for the locals that they name.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{
    Expr, ExprAssign, ExprAsync, ExprBreak, ExprClosure, ExprReference, ExprReturn, ExprTry, Item, Macro, PatIdent,
    Stmt,
    visit_mut::{self, VisitMut},
};

use super::{
    Emitter,
    expression::{Question, Scope, deref, deref_to, parenthesize_head, path},
    hinted::{hinted, unhint},
    names::{ident, span},
};
use crate::{
    model::{
        ids::{LocalId, MentionId},
        local::{Local, LocalKind},
        machine::{Capture, Guard, Storage},
        mark,
    },
    syntax::{
        known,
        macros::{self, Shape},
        spans,
    },
};

/// Walks verbatim code.
pub struct Replacer<'a, 'm> {
    pub emitter: &'a Emitter<'m>,
    pub scope: Scope,
}

impl Replacer<'_, '_> {
    pub fn mention(&self, local: LocalId, mention: MentionId) -> Expr {
        let emitter = self.emitter;
        let written = &emitter.machine.graph.mentions[mention.index()].ident;
        if let Some(base) = self.scope.bases.get(&mention) {
            return base.clone();
        }
        if self.scope.bound.contains(&local) {
            return path(emitter.bound_name(local, written));
        }
        match self.scope.captured.get(&local) {
            Some(Capture::Borrow) => {
                let name = emitter.written(local, written);
                return deref(&name, written);
            }
            Some(Capture::Held) => {
                let name = emitter.written(local, written);
                let krate = emitter.krate;
                return Expr::Verbatim(quote_spanned!(written.span()=> (*#krate::machine::Held::place(&#name))));
            }
            Some(Capture::Move | Capture::Copy | Capture::Fields | Capture::Parts) => {
                return path(emitter.written(local, written));
            }
            None => {}
        }
        if emitter.storage(local) == Storage::Stack || self.scope.released.contains(&local) {
            // What is read from its slot is read where it is named.
            let (_, name) = (emitter.names.place(local), emitter.written(local, written));
            return match emitter.machine.copied_from_stack.contains(&mention) && !self.scope.foreign {
                true => self.given(&name, written),
                false => path(name),
            };
        }
        let copies = emitter.machine.copies.contains(&mention);
        if emitter.machine.takes.contains(&mention) || copies && emitter.guard(local) == Guard::None {
            return self.take(local, written);
        }
        if emitter.machine.perhaps_last.contains(&mention) {
            return self.matched(local);
        }
        if copies {
            return self.copied(emitter.names.place(local), written);
        }
        let Local { kind, end, .. } = *emitter.machine.graph.local(local);
        let has_name = matches!(kind, LocalKind::Argument | LocalKind::Declared);
        deref_to(emitter.names.place(local), written, if has_name { written.span() } else { end })
    }

    /// Is it a local that a format string names, and that keeps its name? Then it needs no argument. Both sides of such
    /// an argument are where the string is.
    fn is_name_in_format(&self, arg: &Expr) -> bool {
        let Expr::Assign(named) = arg else { return false };
        let Some((local, mention)) = mark::read_mention_expr(&named.right) else { return false };
        let written = &self.emitter.machine.graph.mentions[mention.index()].ident;
        let is_same = |name: &Ident| name == written && name.span().start() == written.span().start();
        matches!(&*named.left, Expr::Path(name) if name.path.get_ident().is_some_and(is_same))
            && matches!(self.mention(local, mention), Expr::Path(path) if path.path.is_ident(written))
    }

    fn assign(&mut self, assign: &mut ExprAssign) -> Option<Expr> {
        let (local, mention) = mark::read_mention_expr(&assign.left)?;
        let emitter = self.emitter;
        let in_slot = emitter.storage(local) != Storage::Stack
            && !self.scope.released.contains(&local)
            && !self.scope.captured.contains_key(&local);
        self.visit_expr_mut(&mut assign.right);
        let value = &assign.right;
        if in_slot && !matches!(emitter.guard(local), Guard::Owned | Guard::None) {
            let (krate, guard) = (emitter.krate, emitter.names.guard(local));
            return Some(Expr::Verbatim(quote_spanned!(span()=> { #krate::machine::fill(&#guard, #value); })));
        }
        let place = if in_slot {
            deref(emitter.names.place(local), &emitter.machine.graph.mentions[mention.index()].ident)
        } else {
            self.mention(local, mention)
        };
        *assign.left = place;
        Some(Expr::Assign(assign.clone()))
    }

    // What an array or a closure is depends on what the reference is wanted for.
    //
    // From: `&<place of [&x, &y]>`
    // Into: `filled(&_temporary, [&x, &y])`
    fn filled(&mut self, reference: &ExprReference) -> Option<Expr> {
        let emitter = self.emitter;
        let (local, value) = mark::read_fill(&reference.expr)?;
        let is_told = matches!(value, Expr::Array(_) | Expr::Repeat(_) | Expr::Tuple(_) | Expr::Closure(_));
        if !is_told || emitter.machine.graph.sides.contains_key(&local) {
            return None;
        }
        let mut value = value.clone();
        self.visit_expr_mut(&mut value);
        let (krate, guard) = (emitter.krate, emitter.names.guard(local));
        let filled = ident(if reference.mutability.is_some() { "filled_mut" } else { "filled" });
        Some(Expr::Verbatim(quote_spanned!(span()=> #krate::machine::#filled(&#guard, #value))))
    }

    fn question(&mut self, expr: &mut ExprTry) -> Option<Expr> {
        if self.scope.foreign || self.emitter.question == Question::Plain {
            return None;
        }
        self.visit_expr_mut(&mut expr.expr);
        let (value, name, krate) = (&expr.expr, &self.emitter.names.value, self.emitter.krate);
        let tokens = match self.emitter.question {
            Question::Option => {
                // A `Result` is wrong there, which the checked copy says alone.
                let branch = self.branch(value, expr.question_token.span);
                quote_spanned!(span().located_at(expr.question_token.span)=> (match #branch {
                    ::core::ops::ControlFlow::Continue(#name) => #name,
                    ::core::ops::ControlFlow::Break(_) => return ::core::task::Poll::Ready(::core::option::Option::None),
                }))
            }
            _ => {
                let output = &self.emitter.output;
                // If the function cannot return it, that is said at the `?` that was written, and so only once.
                let place = expr.question_token.span;
                let residual = Ident::new(&name.to_string(), place);
                let residual_question = quote_spanned!(place=> #residual?);
                quote_spanned!(span()=> (match #krate::machine::branch(#value) {
                    ::core::ops::ControlFlow::Continue(#name) => #name,
                    ::core::ops::ControlFlow::Break(#residual) => {
                        return ::core::task::Poll::Ready((|| -> #output { match #residual_question {} })());
                    }
                }))
            }
        };
        Some(Expr::Verbatim(tokens))
    }
}

impl Replacer<'_, '_> {
    // What `?` cannot be used on is wrong from its first word to the `?`.
    //
    // Into: `branch(value)`
    fn branch(&self, value: &Expr, end: Span) -> TokenStream {
        let (krate, begin) = (spans::at(spans::begin(value), self.emitter.krate), spans::begin(value));
        let branch = quote_spanned!(end=> branch);
        let name = quote_spanned!(begin=> #krate::machine::#branch);
        let name = quote_spanned!(begin=> { #name });
        let argument = spans::group(end, value);
        quote!(#name #argument)
    }
}

impl VisitMut for Replacer<'_, '_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let is_whole = std::mem::take(&mut self.scope.whole);
        if !std::mem::take(&mut self.scope.named) {
            self.name_recursion(expr, is_whole);
        }
        if let Some((local, mention)) = mark::read_mention_expr(expr) {
            match (&mut *expr, self.mention(local, mention)) {
                // By them `machine!` sees that what is called is no function.
                (Expr::Paren(paren), name @ Expr::Path(_)) => *paren.expr = name,
                (_, mention) => *expr = mention,
            }
            return;
        }
        if let Some(id) = mark::read_awaited(expr) {
            *expr = self.emitter.awaited(id);
            return;
        }
        if let Some((local, value)) = mark::read_fill(expr) {
            let (krate, guard) = (self.emitter.krate, self.emitter.names.guard(local));
            let mut value = value.clone();
            self.visit_expr_mut(&mut value);
            *expr = Expr::Verbatim(match self.emitter.machine.graph.sides.get(&local) {
                Some(side) => quote_spanned!(span()=> (*#side.fill(&#guard, #value))),
                None => quote_spanned!(span()=> (*#krate::machine::fill(&#guard, #value))),
            });
            return;
        }
        if let Some(taken) = self.taken_early(expr) {
            *expr = taken;
            return;
        }
        if let Some((once, argument)) = mark::read_once(expr) {
            // What is wrong with a macro is wrong where its argument stands.
            let (here, mut label, mut argument) = (once.span(), self.emitter.leave(), argument.clone());
            label.set_span(here);
            // What a future has just given can be used once anyhow.
            let once = (!mark::uses_awaited(argument.to_token_stream()))
                .then(|| quote_spanned!(here=> ::core::mem::drop(#once);));
            self.visit_expr_mut(&mut argument);
            // A block would end the temporaries of the argument, and it is up to the macro how long they live.
            let krate = self.emitter.krate;
            let checks = quote_spanned!(here=> if false { break #label; } #once);
            *expr = Expr::Verbatim(quote_spanned!(here=> #krate::machine::argument({ #checks }, #argument)));
            return;
        }
        if let Some(name) = self.along(expr) {
            *expr = path(name);
            return;
        }
        // What did not have to wait.
        mark::take_told_value(expr);
        let replaced = match expr {
            Expr::Assign(assign) => self.set_part(assign).or_else(|| self.assign(assign)),
            Expr::Try(question) => self.question(question),
            Expr::Closure(_) | Expr::Async(_) => Some(self.capture(expr)),
            Expr::Reference(reference) => self.filled(reference),
            Expr::MethodCall(call) => self.ask(call),
            Expr::Call(call) => self.ask_call(call),
            Expr::Field(_) => self.part(expr),
            Expr::Struct(update) => self.update(update),
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => self.ask_deref(unary),
            Expr::If(branch) => self.held_if(branch).or_else(|| self.apart_if(branch)),
            Expr::Match(match_) => {
                self.held_match(match_).or_else(|| self.moved_match(match_)).or_else(|| self.apart_match(match_))
            }
            Expr::While(repeated) => self.apart_while(repeated),
            Expr::Let(cond) => self.moved_let(cond),
            Expr::Return(ExprReturn { expr: value, .. }) if !self.scope.foreign => {
                let mut value = value.take().map_or_else(|| syn::parse_quote!(()), |value| *value);
                self.visit_expr_mut(&mut value);
                Some(Expr::Verbatim(self.emitter.return_(&value)))
            }
            Expr::Break(ExprBreak { label: Some(label), expr: value, .. }) => match mark::read_jump(label) {
                Some(jump) => {
                    value.iter_mut().for_each(|value| self.visit_expr_mut(value));
                    Some(Expr::Verbatim(self.emitter.jump(jump, value.as_deref())))
                }
                None => None,
            },
            _ => None,
        };
        match replaced {
            Some(replaced) => *expr = replaced,
            None => {
                let shared = self.emitter.changed_behind_shared(expr, &self.scope);
                let hinted = hinted(expr);
                visit_mut::visit_expr_mut(self, expr);
                parenthesize_head(expr);
                hinted.into_iter().for_each(|operand| unhint(expr, operand));
                shared.iter().for_each(|changed| changed.unshare(expr));
            }
        }
    }

    fn visit_stmt_mut(&mut self, stmt: &mut Stmt) {
        match self.held_stmt(stmt).or_else(|| self.apart_stmt(stmt)) {
            Some(apart) => *stmt = apart,
            None => visit_mut::visit_stmt_mut(self, stmt),
        }
    }

    fn visit_pat_ident_mut(&mut self, pat: &mut PatIdent) {
        if let Some((local, mention)) = mark::read_mention(&pat.ident) {
            let written = &self.emitter.machine.graph.mentions[mention.index()].ident;
            pat.ident = self.emitter.bound_name(local, written);
            if self.emitter.storage(local) != Storage::Stack && pat.by_ref.is_none() {
                pat.mutability = None;
            } else if pat.by_ref.is_none()
                && self.emitter.machine.lent_beside.contains(&local)
                && !self.emitter.machine.graph.is_looked_at(local)
            {
                pat.mutability = Some(Default::default());
            }
        }
        visit_mut::visit_pat_ident_mut(self, pat);
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        let mut shape = macros::shape(mac);
        if let Shape::Format { args, .. } | Shape::Exprs { args, .. } = &mut shape {
            args.retain(|arg| !self.is_name_in_format(arg));
        }
        let borrows_names = known::borrows_names(mac);
        for expr in shape.values() {
            match mark::read_mention_expr(expr) {
                Some((local, mention))
                    if borrows_names && self.scope.captured.get(&local) == Some(&Capture::Borrow) =>
                {
                    // The macro borrows what is a name alone, or moves it, and everything else anyhow.
                    let written = &self.emitter.machine.graph.mentions[mention.index()].ident;
                    *expr = path(self.emitter.written(local, written));
                }
                _ => self.visit_expr_mut(expr),
            }
        }
        for (pat, handler) in shape.handlers() {
            pat.into_iter().for_each(|pat| self.visit_pat_mut(pat));
            self.visit_expr_mut(handler);
        }
        mac.tokens = shape.into_tokens(&mac.tokens);
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}

    fn visit_expr_closure_mut(&mut self, _: &mut ExprClosure) {}

    fn visit_expr_async_mut(&mut self, _: &mut ExprAsync) {}
}
