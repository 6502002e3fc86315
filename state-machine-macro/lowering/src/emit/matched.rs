//! Locals in slots that a `match` takes by some of its patterns, and leaves where they are by others.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::{Arm, Expr, ExprLet, ExprMatch, Pat, PatIdent, Stmt, visit_mut::VisitMut};

use super::{
    block::Arm as Block,
    expression::block,
    names::span,
    replacer::Replacer,
    torn::{list, renamed, targets},
};
use crate::{
    lower::{Takes, binds_by_reference, takes},
    model::{ids::LocalId, machine::Storage, mark},
};

impl Replacer<'_, '_> {
    // A guard looks at what its pattern binds. Without one, what a pattern binds is read out of the place.
    //
    // From: `match x { Some(y) => f(y), None if h() => g(), None => i() }`
    // Into: `match matched(&_x) { Some(y) => f(y), rest @ None if h() => { unmatched(&_x, rest); g() }, .. }`
    pub fn moved_match(&mut self, expr: &ExprMatch) -> Option<Expr> {
        let local = self.is_matched(&expr.expr)?;
        let mut expr = expr.clone();
        if !expr.arms.iter().any(|arm| matches!(arm.pat, Pat::Guard(_))) {
            return Some(self.read_match(local, expr));
        }
        for arm in &mut expr.arms {
            let is_left = leaves(&arm.pat);
            self.visit_arm_mut(arm);
            if is_left {
                self.unmatched(local, arm);
            }
        }
        *expr.expr = self.matched(local);
        Some(Expr::Match(expr))
    }

    // Whether the local is gone, the types of what is bound tell: it may be copied, though the local itself is not.
    //
    // From: `match x { Some(y) => f(y), None => g() }`
    // Into: `match *x { Some(_) => match <what is bound> { y => f(y) }, None => g() }`
    fn read_match(&mut self, local: LocalId, mut expr: ExprMatch) -> Expr {
        for arm in &mut expr.arms {
            let written = arm.pat.clone();
            self.visit_arm_mut(arm);
            if leaves(&written) {
                continue;
            }
            let target = self.target(&written);
            let bound = self.read(local, &written, &|bound| bound, quote_spanned!(span()=> ::core::unreachable!()));
            let body = &arm.body;
            *arm.body = Expr::Verbatim(quote_spanned!(span()=> match #bound { #target => #body, }));
            arm.pat = renamed(&written, &|_| false).0;
            arm.comma = Some(Default::default());
        }
        let place = self.emitter.names.place(local);
        *expr.expr = Expr::Verbatim(quote_spanned!(span()=> *(#place)));
        Expr::Match(expr)
    }

    // From: `let Some(y) = x`, as a condition
    // Into: `let Some(y) = <what is bound>`
    pub fn moved_let(&mut self, cond: &ExprLet) -> Option<Expr> {
        let local = self.is_matched(&cond.expr)?;
        let target = self.target(&cond.pat);
        let some = |bound| quote_spanned!(span()=> ::core::option::Option::Some(#bound));
        let bound = self.read(local, &cond.pat, &some, quote_spanned!(span()=> ::core::option::Option::None));
        Some(Expr::Verbatim(quote_spanned!(span()=> let ::core::option::Option::Some(#target) = #bound)))
    }

    fn target(&mut self, written: &Pat) -> Pat {
        let mut target = targets(written);
        self.visit_pat_mut(&mut target);
        target
    }

    // Into: `'bound: { match *x { Some(bound_0) if break 'bound bound(&_x, <is it moved, and bound_0>) .. } otherwise }`
    fn read(
        &self,
        local: LocalId,
        written: &Pat,
        found: &dyn Fn(TokenStream) -> TokenStream,
        otherwise: TokenStream,
    ) -> TokenStream {
        let (place, guard) = (self.emitter.names.place(local), self.emitter.names.guard(local));
        let krate = self.emitter.krate;
        let (pat, names) = renamed(written, &|_| true);
        let reads = list(names.iter().map(|name| quote_spanned!(span()=> ::core::ptr::read(&raw const #name))));
        let moves = names.iter().map(|name| self.emitter.moves_later(name));
        let moves = quote_spanned!(span()=> false #(|| #moves)*);
        let found = found(quote_spanned!(span()=> #krate::machine::bound(&#guard, (#moves, #reads))));
        quote_spanned!(span()=> 'bound: {
            match *(#place) {
                #pat if break 'bound #found => {}
                _ => {}
            }
            #otherwise
        })
    }

    /// The local that a scrutinee names, if some patterns take it.
    fn is_matched(&self, scrutinee: &Expr) -> Option<LocalId> {
        let (local, mention) = mark::read_mention_expr(scrutinee)?;
        let is_here = !self.scope.released.contains(&local)
            && !self.scope.bound.contains(&local)
            && !self.scope.captured.contains_key(&local);
        (is_here && self.emitter.machine.matched.contains(&mention)).then_some(local)
    }

    /// The value, which is gone from its place if its type is not copied.
    pub(super) fn matched(&self, local: LocalId) -> Expr {
        let (place, guard) = (self.emitter.names.place(local), self.emitter.names.guard(local));
        let krate = self.emitter.krate;
        let inside = quote_spanned!(span()=>
            use #krate::machine::Moves as _;
            #krate::machine::matched(&#guard, #krate::machine::Part::at(#place).moves())
        );
        block(span(), inside)
    }

    /// Where a pattern binds nothing, the value goes back to its place.
    fn unmatched(&self, local: LocalId, arm: &mut Arm) {
        let pat = match &mut arm.pat {
            Pat::Guard(guarded) => &mut *guarded.pat,
            pat => pat,
        };
        let rest = self.emitter.names.beside("rest");
        let inner = std::mem::replace(pat, Pat::Verbatim(TokenStream::new()));
        let subpat = match inner {
            Pat::Wild(_) => None,
            Pat::Or(_) => Some((<syn::Token![@]>::default(), Box::new(syn::parse_quote!((#inner))))),
            inner => Some((<syn::Token![@]>::default(), Box::new(inner))),
        };
        *pat = Pat::Ident(PatIdent { attrs: Vec::new(), by_ref: None, mutability: None, ident: rest.clone(), subpat });
        let (guard, krate, body) = (self.emitter.names.guard(local), self.emitter.krate, &arm.body);
        *arm.body = Expr::Verbatim(quote_spanned!(span()=> { #krate::machine::unmatched(&#guard, #rest); #body }));
    }
}

impl Block<'_, '_> {
    // On the stack what a pattern does not bind stays where it is, as natively: taken and put back it could not be borrowed by
    // what the guards of other arms look at, nor could it be a reference that a pattern goes through.
    //
    // From: `rest @ Err(_)`, `rest`
    // Into: `Err(_)`, `_`
    pub(super) fn unmoved(&self, pat: &Pat) -> Pat {
        match pat {
            Pat::Ident(PatIdent { ident, subpat, .. })
                if mark::read_mention(ident).is_some_and(|(rest, _)| self.stays(rest)) =>
            {
                subpat.as_ref().map_or_else(|| syn::parse_quote!(_), |(_, inner)| (**inner).clone())
            }
            pat => pat.clone(),
        }
    }

    /// Would this local have what stays where it is?
    pub(super) fn stays(&self, rest: LocalId) -> bool {
        let matched = self.emitter.machine.graph.put_back.get(&rest);
        let is_here =
            |local: &LocalId| self.emitter.storage(*local) == Storage::Stack || self.scope.released.contains(local);
        matched.is_some_and(is_here)
    }

    /// `x = rest`
    pub(super) fn puts_back_what_stays(&self, stmt: &Stmt) -> bool {
        let Stmt::Expr(Expr::Assign(assign), _) = stmt else { return false };
        mark::read_mention_expr(&assign.right).is_some_and(|(rest, _)| self.stays(rest))
    }
}

/// Does the pattern leave what it is matched with where it is?
fn leaves(pat: &Pat) -> bool {
    let pat = match pat {
        Pat::Guard(guarded) => &guarded.pat,
        pat => pat,
    };
    takes(pat) == Takes::Nothing && !binds_by_reference(pat)
}
