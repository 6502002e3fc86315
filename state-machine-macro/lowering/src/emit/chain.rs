//! Chains of conditions, in code without awaits, in which a pattern takes a field of a local apart.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::{
    BinOp, Expr, ExprIf, ExprLet, ExprWhile,
    visit::{self, Visit},
    visit_mut::VisitMut,
};

use super::{names::span, replacer::Replacer};

impl Replacer<'_, '_> {
    // From: `if first && let Some(y) = x.a { f(y) } else { g() }`
    // Into: `if first && let Some(_) = (*x).a && let y = <taken out of it> { f(y) } else { g() }`
    pub(super) fn apart_if_chain(&mut self, expr: &ExprIf) -> Option<Expr> {
        let mut expr = expr.clone();
        let rests = self.apart_chain(&mut expr.cond)?;
        self.visit_block_mut(&mut expr.then_branch);
        if let Some((_, otherwise)) = &mut expr.else_branch {
            self.visit_expr_mut(otherwise);
        }
        Some(Expr::Verbatim(quote_spanned!(span()=> { #rests #expr })))
    }

    // From: `while first && let Some(y) = x.a { f(y) }`
    // Into: the same as with `if`
    pub(super) fn apart_while_chain(&mut self, expr: &ExprWhile) -> Option<Expr> {
        let mut expr = expr.clone();
        let rests = self.apart_chain(&mut expr.cond)?;
        self.visit_block_mut(&mut expr.body);
        Some(Expr::Verbatim(quote_spanned!(span()=> { #rests #expr })))
    }

    /// `None`: none of the conditions takes anything apart. What comes before all of them, and they are replaced.
    fn apart_chain(&mut self, cond: &mut Expr) -> Option<TokenStream> {
        let mut finder = Lets { replacer: self, found: false };
        finder.visit_expr(cond);
        finder.found.then(|| self.apart_conditions(cond))
    }

    fn apart_conditions(&mut self, cond: &mut Expr) -> TokenStream {
        if let Expr::Binary(chain) = cond
            && matches!(chain.op, BinOp::And(_))
        {
            let (left, right) = (self.apart_conditions(&mut chain.left), self.apart_conditions(&mut chain.right));
            return quote_spanned!(span()=> #left #right);
        }
        self.apart_condition(cond).unwrap_or_else(|| {
            self.visit_expr_mut(cond);
            TokenStream::new()
        })
    }

    fn apart_condition(&mut self, cond: &mut Expr) -> Option<TokenStream> {
        let Expr::Let(tested) = &*cond else { return None };
        let site = self.site(&tested.expr, [&*tested.pat])?;
        let part = site.only()?;
        let (pat, place, rest) = (self.tested(&tested.pat), &site.place, self.emitter.rest(site.local));
        let (targets, taken) = self.taken(&site, part, &tested.pat);
        let pointed = site.pointed().map(|pointed| quote_spanned!(span()=> #pointed &&));
        *cond = Expr::Verbatim(quote_spanned!(span()=> #pointed let #pat = #place && let #targets = #taken));
        Some(rest)
    }
}

/// Does one of the conditions take something apart?
struct Lets<'r, 'a, 'm> {
    replacer: &'r mut Replacer<'a, 'm>,
    found: bool,
}

impl Visit<'_> for Lets<'_, '_, '_> {
    fn visit_expr(&mut self, expr: &Expr) {
        if matches!(expr, Expr::Binary(_) | Expr::Let(_)) {
            visit::visit_expr(self, expr);
        }
    }

    fn visit_expr_let(&mut self, cond: &ExprLet) {
        self.found |= self.replacer.site(&cond.expr, []).is_some();
    }
}
