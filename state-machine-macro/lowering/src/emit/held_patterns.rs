//! Patterns in closures that look into what the closure captures: where something moves that they bind, all of it is in the closure,
//! and otherwise where it was.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use syn::{Arm, Expr, ExprIf, ExprMatch, Local, Pat, Stmt, visit_mut::VisitMut};

use super::{
    expression::block,
    held::{HeldBy, Leading},
    names::span,
    replacer::Replacer,
    torn::list,
};
use crate::{
    model::mark,
    syntax::binders::{binders, binds_by_value, unbound},
};

/// What is looked into.
struct Site {
    /// What the closure captures of it.
    name: Ident,
    place: Expr,
    held_by: HeldBy,
}

impl Replacer<'_, '_> {
    // From: `match x { Some(y) => f(y), None => g() }`
    // Into: `{ <tell whether y moves> match *x.place() { Some(_) => { let y = <read>; forget(x); f(y) }, None => g() } }`
    pub fn held_match(&mut self, expr: &ExprMatch) -> Option<Expr> {
        let site = self.held_site(&expr.expr)?;
        let pats: Vec<&Pat> = expr.arms.iter().map(|arm| parted(&arm.pat).0).collect();
        let told = self.tell_bound(&site, &pats);
        let mut expr = expr.clone();
        expr.arms.iter_mut().for_each(|arm| self.held_arm(&site, arm));
        *expr.expr = site.place;
        Some(block(span(), quote_spanned!(span()=> #told #expr)))
    }

    // From: `if let Some(y) = x { f(y) } else { g() }`
    // Into: the same as a `match`
    pub fn held_if(&mut self, expr: &ExprIf) -> Option<Expr> {
        let Expr::Let(cond) = &*expr.cond else { return None };
        let (scrutinee, pat, then) = (&cond.expr, &cond.pat, &expr.then_branch);
        let otherwise = match &expr.else_branch {
            Some((_, otherwise)) => quote_spanned!(span()=> #otherwise),
            None => quote_spanned!(span()=> {}),
        };
        let tokens = quote_spanned!(span()=> match #scrutinee { #pat => #then, _ => #otherwise });
        self.held_match(&syn::parse2(tokens).ok()?)
    }

    // From: `let Some(y) = x else { return };`
    // Into: `let y = { <tell whether it moves> match *x.place() { Some(_) => <taken out of it>, _ => { return } } };`
    pub fn held_stmt(&mut self, stmt: &Stmt) -> Option<Stmt> {
        let Stmt::Local(Local { attrs, pat, init: Some(init), .. }) = stmt else { return None };
        let site = self.held_site(&init.expr)?;
        let pat = match pat {
            Pat::Type(typed) => &*typed.pat,
            pat => pat,
        };
        let (told, place, targets) = (self.tell_bound(&site, &[pat]), &site.place, targets(pat));
        let value = site.moved_out(pat);
        let value = match &init.diverge {
            None => value,
            Some((_, diverge)) => {
                let (mut diverge, tested) = (diverge.clone(), unbound(pat));
                self.visit_expr_mut(&mut diverge);
                quote_spanned!(span()=> match #place { #tested => #value, _ => #diverge })
            }
        };
        syn::parse2(quote_spanned!(span()=> #(#attrs)* let #targets = { #told #value };)).ok()
    }

    fn held_site(&self, scrutinee: &Expr) -> Option<Site> {
        let (local, mention) = mark::read_mention_expr(scrutinee)?;
        let held_by = self.scope.held.get(&mention).cloned()?;
        let written = &self.emitter.machine.graph.mentions[mention.index()].ident;
        Some(Site { name: self.emitter.written(local, written), place: self.mention(local, mention), held_by })
    }

    // Of an exclusive reference only what it leads to is looked into.
    //
    // Into: `if false { x_way.is(x.moved(Part::at(&raw const <read>).way())); }`
    fn tell_bound(&self, site: &Site, pats: &[&Pat]) -> TokenStream {
        let (krate, Site { name, held_by: HeldBy { way, leading, .. }, .. }) = (self.emitter.krate, site);
        let ways = pats.iter().filter(|pat| binds_by_value(pat)).map(|pat| {
            let read = site.read(pat);
            quote_spanned!(span()=> { let bound = #read; #krate::machine::Part::at(&raw const bound).way() })
        });
        let moved = ways.reduce(|all, way| quote_spanned!(span()=> #krate::machine::either(#all, #way)));
        let leads = leading
            .as_ref()
            .map(|Leading { kind, leads }| quote_spanned!(span()=> #kind.is(#name.kind()); #leads.is(#kind.leads());));
        quote_spanned!(span()=> if false {
            use #krate::machine::{Moves as _, NotExclusive as _};
            #krate::machine::never();
            #leads
            #way.is(#name.moved(#moved));
        })
    }

    // An arm that refers to what is there, or binds nothing, stays as it is.
    fn held_arm(&mut self, site: &Site, arm: &mut Arm) {
        let (pat, guard) = parted(&arm.pat);
        if !binds_by_value(pat) {
            return self.visit_arm_mut(arm);
        }
        let (pat, mut guard) = (pat.clone(), guard.cloned());
        guard.iter_mut().for_each(|guard| self.visit_expr_mut(guard));
        self.visit_expr_mut(&mut arm.body);
        let tested = unbound(&pat);
        arm.pat = match guard {
            None => tested,
            Some(guard) => {
                let place = &site.place;
                // A guard sees what its pattern would bind, and binds nothing.
                syn::parse_quote_spanned!(span()=> #tested if 'guard: {
                    match #place {
                        #pat if break 'guard (#guard) => {}
                        _ => {}
                    }
                    false
                })
            }
        };
        let (targets, value, body) = (targets(&pat), site.moved_out(&pat), &arm.body);
        *arm.body = Expr::Verbatim(quote_spanned!(span()=> { let #targets = #value; #body }));
    }
}

impl Site {
    /// What a pattern that matches binds.
    fn read(&self, pat: &Pat) -> TokenStream {
        let (place, binders) = (&self.place, binders(pat));
        let reads = list(binders.iter().map(|binder| {
            let name = &binder.ident;
            quote_spanned!(span()=> ::core::ptr::read(&raw const #name))
        }));
        quote_spanned!(span()=> 'bound: {
            match #place {
                #pat if break 'bound #reads => {}
                _ => {}
            }
            ::core::unreachable!()
        })
    }

    /// The same, and nothing else is left. (What is not in the closure is only a pointer there.)
    fn moved_out(&self, pat: &Pat) -> TokenStream {
        let (read, name) = (self.read(pat), &self.name);
        quote_spanned!(span()=> {
            let bound = #read;
            ::core::mem::forget(#name);
            bound
        })
    }
}

/// What the pattern binds, and nothing around it.
fn targets(pat: &Pat) -> TokenStream {
    list(binders(pat).into_iter().map(|binder| quote_spanned!(span()=> #binder)))
}

/// The pattern of an arm, and its guard.
fn parted(pat: &Pat) -> (&Pat, Option<&Expr>) {
    match pat {
        Pat::Guard(guarded) => (&guarded.pat, Some(&guarded.guard)),
        pat => (pat, None),
    }
}
