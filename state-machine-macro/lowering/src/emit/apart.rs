//! Patterns in code without awaits that take fields of a local apart, which lives in a slot.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Arm, Expr, ExprIf, ExprMatch, ExprWhile, Pat, Stmt, visit_mut::VisitMut};

use super::{names::span, replacer::Replacer, torn::targets};
use crate::{
    lower::{Renamed, binds_uniquely, bound},
    model::{
        ids::{LocalId, PartId},
        machine::Apart,
        mark,
    },
};

/// A field, or what is in a box, that is taken apart, and the place where it is.
pub(super) struct Site<'m> {
    pub local: LocalId,
    /// Where it is, if something has to be dereferenced to get there, which is done once.
    pub pointer: Option<(Ident, Expr)>,
    /// Something in it is bound by `ref mut`.
    is_changed: bool,
    pub place: Expr,
    apart: &'m Apart,
}

impl Site<'_> {
    /// What the pattern takes, of which there is one.
    pub fn only(&self) -> Option<PartId> {
        self.apart.parts.first().copied().flatten()
    }

    /// `let content = &raw const ..`
    pub fn pointed(&self) -> Option<TokenStream> {
        self.pointer.as_ref().map(|(name, place)| match self.is_changed {
            true => quote_spanned!(span()=> let #name = &raw mut #place),
            false => quote_spanned!(span()=> let #name = &raw const #place),
        })
    }
}

impl<'m> Replacer<'_, 'm> {
    pub(super) fn site<'p>(&mut self, scrutinee: &Expr, pats: impl IntoIterator<Item = &'p Pat>) -> Option<Site<'m>> {
        let (local, mention, of) = mark::read_place(scrutinee)?;
        let machine = self.emitter.machine;
        let apart = machine.patterns.get(&mention).filter(|_| self.is_parted_here(local))?;
        let mut place = scrutinee.clone();
        self.visit_expr_mut(&mut place);
        let mut pointer = None;
        if of.iter().any(mark::is_pointed_to) {
            let name = self.emitter.names.beside("content");
            pointer = Some((name.clone(), std::mem::replace(&mut place, syn::parse_quote!(*#name))));
        }
        let is_changed = pats.into_iter().any(binds_uniquely);
        Some(Site { local, pointer, is_changed, place, apart })
    }

    /// What comes before the code that takes it apart.
    pub(super) fn prelude(&self, site: &Site<'_>) -> TokenStream {
        let (rest, pointed) =
            (self.emitter.rest(site.local), site.pointed().map(|pointed| quote_spanned!(span()=> #pointed;)));
        quote_spanned!(span()=> #rest #pointed)
    }

    // From: `match x.a { Some(y) => f(y), None => g() }`
    // Into: `match (*x).a { Some(_) => { let y = <taken out of it>; f(y) }, None => g() }`
    pub fn apart_match(&mut self, expr: &ExprMatch) -> Option<Expr> {
        let site = self.site(&expr.expr, expr.arms.iter().map(|arm| &arm.pat))?;
        let prelude = self.prelude(&site);
        let mut expr = expr.clone();
        // Of an `if let` and the like there is one pattern, and what happens otherwise.
        let parts = site.apart.parts.iter().copied().chain(std::iter::repeat(None));
        for (arm, part) in expr.arms.iter_mut().zip(parts) {
            match part {
                Some(part) => self.apart_arm(&site, part, arm),
                None => self.visit_arm_mut(arm),
            }
        }
        *expr.expr = site.place;
        Some(Expr::Verbatim(if prelude.is_empty() {
            expr.to_token_stream()
        } else {
            quote_spanned!(span()=> { #prelude #expr })
        }))
    }

    fn apart_arm(&mut self, site: &Site<'_>, part: PartId, arm: &mut Arm) {
        let (pat, guard) = match std::mem::replace(&mut arm.pat, Pat::Verbatim(TokenStream::new())) {
            Pat::Guard(guarded) => (*guarded.pat, Some(*guarded.guard)),
            pat => (pat, None),
        };
        let tested = self.tested(&pat);
        arm.pat = match guard {
            None => tested,
            Some(guard) => {
                let guard = self.guard(site, &pat, guard);
                syn::parse_quote!(#tested if #guard)
            }
        };
        let (targets, taken) = self.taken(site, part, &pat);
        self.visit_expr_mut(&mut arm.body);
        let body = &arm.body;
        *arm.body = Expr::Verbatim(quote_spanned!(span()=> { let #targets = #taken; #body }));
    }

    /// The pattern, binding nothing.
    pub(super) fn tested(&mut self, pat: &Pat) -> Pat {
        let mut tested = pat.clone();
        Renamed { names: &Default::default() }.visit_pat_mut(&mut tested);
        self.visit_pat_mut(&mut tested);
        tested
    }

    /// What the pattern binds, and the values.
    pub(super) fn taken(&mut self, site: &Site<'_>, part: PartId, pat: &Pat) -> (Pat, Expr) {
        let mut targets = targets(pat);
        self.visit_pat_mut(&mut targets);
        (targets, self.emitter.torn(site.local, &site.place, pat, part, site.apart.set_inside))
    }

    // A guard sees what its pattern would bind, and binds nothing.
    fn guard(&mut self, site: &Site<'_>, pat: &Pat, mut guard: Expr) -> Expr {
        let named = mark::mentions(guard.to_token_stream());
        let sees = bound(pat).iter().any(|bound| named.iter().any(|(local, _)| local == bound));
        self.visit_expr_mut(&mut guard);
        if !sees {
            return guard;
        }
        let (mut pat, place) = (pat.clone(), &site.place);
        self.visit_pat_mut(&mut pat);
        Expr::Verbatim(quote_spanned!(span()=> 'guard: {
            match #place {
                #pat if break 'guard (#guard) => {}
                _ => {}
            }
            false
        }))
    }

    // From: `if let Some(y) = x.a { f(y) } else { g() }`
    // Into: the same as a `match`
    pub fn apart_if(&mut self, expr: &ExprIf) -> Option<Expr> {
        let Expr::Let(cond) = &*expr.cond else { return self.apart_if_chain(expr) };
        let (scrutinee, pat, then) = (&cond.expr, &cond.pat, &expr.then_branch);
        let otherwise = match &expr.else_branch {
            Some((_, otherwise)) => quote_spanned!(span()=> #otherwise),
            None => quote_spanned!(span()=> {}),
        };
        let tokens = quote_spanned!(span()=> match #scrutinee { #pat => #then, _ => #otherwise });
        self.apart_match(&syn::parse2(tokens).ok()?)
    }

    // From: `while let Some(y) = x.a { f(y) }`
    // Into: `loop { match x.a { Some(y) => f(y), _ => break } }`
    pub fn apart_while(&mut self, expr: &ExprWhile) -> Option<Expr> {
        let Expr::Let(cond) = &*expr.cond else { return self.apart_while_chain(expr) };
        let (scrutinee, pat, body, label) = (&cond.expr, &cond.pat, &expr.body, &expr.label);
        let tokens = quote_spanned!(span()=> match #scrutinee { #pat => #body, _ => break });
        let matched = self.apart_match(&syn::parse2(tokens).ok()?)?;
        Some(Expr::Verbatim(quote_spanned!(span()=> #label loop { #matched })))
    }

    // From: `let Some(y) = x.a else { return };`
    // Into: `let y = match (*x).a { Some(_) => <taken out of it>, _ => { return } };`
    pub fn apart_let(&mut self, pat: &Pat, init: &Expr, diverge: Option<&Expr>) -> Option<(Pat, Expr)> {
        let site = self.site(init, [pat])?;
        let part = site.only()?;
        let pat = match pat {
            Pat::Type(typed) => &*typed.pat,
            pat => pat,
        };
        let targets = targets(pat);
        let (prelude, (_, taken)) = (self.prelude(&site), self.taken(&site, part, pat));
        let diverge = diverge.map(|diverge| {
            let mut diverge = diverge.clone();
            self.visit_expr_mut(&mut diverge);
            diverge
        });
        let value = match diverge {
            None => quote_spanned!(span()=> { #prelude #taken }),
            Some(diverge) => {
                let (place, tested) = (&site.place, self.tested(pat));
                quote_spanned!(span()=> { #prelude match #place { #tested => #taken, _ => #diverge } })
            }
        };
        Some((targets, Expr::Verbatim(value)))
    }

    pub fn apart_stmt(&mut self, stmt: &Stmt) -> Option<Stmt> {
        let Stmt::Local(local) = stmt else { return None };
        let init = local.init.as_ref()?;
        let diverge = init.diverge.as_ref().map(|(_, diverge)| &**diverge);
        let (mut pat, value) = self.apart_let(&local.pat, &init.expr, diverge)?;
        self.visit_pat_mut(&mut pat);
        let attrs = &local.attrs;
        syn::parse2(quote_spanned!(span()=> #(#attrs)* let #pat = #value;)).ok()
    }
}
