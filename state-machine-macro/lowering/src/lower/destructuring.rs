//! `(a, b) = value`.

use proc_macro2::Span;
use quote::{ToTokens, quote};
use syn::{
    Expr, ExprAssign, Item, Pat, Stmt, parse_quote,
    visit_mut::{self, VisitMut},
};

use super::builder::Lowerer;
use crate::model::{
    local::{Local, LocalKind},
    mark,
};

impl Lowerer<'_> {
    // As rustc does it: the places are evaluated and assigned one after the other, when the value has been taken apart.
    //
    // From: `(a, table[i]) = value`
    // Into: `{ let (part, part_2) = value; a = part; table[i] = part_2; }`
    //
    // From: `_ = place`, which moves nothing
    // Into: `{ let _ = place; }`
    pub fn take_assignments_apart(&mut self, body: &mut syn::Block) {
        Parts { lowerer: self, assignments: Vec::new() }.visit_block_mut(body);
    }
}

struct Parts<'l, 'e> {
    lowerer: &'l mut Lowerer<'e>,
    assignments: Vec<Stmt>,
}

impl Parts<'_, '_> {
    fn apart(&mut self, assign: &ExprAssign) -> Option<Expr> {
        let takes_nothing = matches!(&*assign.left, Expr::Infer(_));
        let sets_locals = is_pattern(&assign.left) && !mark::mentions(assign.left.to_token_stream()).is_empty();
        if !takes_nothing && !sets_locals {
            return None;
        }
        let outer = std::mem::take(&mut self.assignments);
        let pat = self.pattern(&assign.left);
        let assignments = std::mem::replace(&mut self.assignments, outer);
        let right = &assign.right;
        Some(parse_quote!({ let #pat = #right; #(#assignments)* }))
    }

    fn pattern(&mut self, left: &Expr) -> Pat {
        let list = |this: &mut Self, elems: &mut dyn Iterator<Item = &Expr>| -> Vec<Pat> {
            elems.map(|elem| this.pattern(elem)).collect()
        };
        match left {
            Expr::Paren(paren) => self.pattern(&paren.expr),
            Expr::Group(group) => self.pattern(&group.expr),
            Expr::Infer(_) => parse_quote!(_),
            Expr::Range(range) if range.start.is_none() && range.end.is_none() => parse_quote!(..),
            Expr::Tuple(tuple) => {
                let elems = list(self, &mut tuple.elems.iter());
                parse_quote!((#(#elems,)*))
            }
            Expr::Array(array) => {
                let elems = list(self, &mut array.elems.iter());
                parse_quote!([#(#elems),*])
            }
            Expr::Call(call) => {
                let (func, elems) = (&call.func, list(self, &mut call.args.iter()));
                parse_quote!(#func(#(#elems),*))
            }
            Expr::Struct(expr) => {
                let path = &expr.path;
                let fields: Vec<_> = expr
                    .fields
                    .iter()
                    .map(|field| {
                        let (member, pat) = (&field.member, self.pattern(&field.expr));
                        quote!(#member: #pat)
                    })
                    .collect();
                let rest = expr.dot2_token;
                parse_quote!(#path { #(#fields,)* #rest })
            }
            place => self.part(place),
        }
    }

    fn part(&mut self, place: &Expr) -> Pat {
        let ident = quote::format_ident!("part_{}", self.assignments.len(), span = Span::mixed_site());
        let graph = &mut self.lowerer.graph;
        graph.locals.push(Local::new(ident, LocalKind::Temporary));
        let local = crate::model::ids::LocalId::new(graph.locals.len() - 1);
        let (bound, value) = (self.lowerer.mark(local), self.lowerer.mention(local));
        self.assignments.push(parse_quote!(#place = #value;));
        parse_quote!(#bound)
    }
}

impl VisitMut for Parts<'_, '_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        if let Expr::Assign(assign) = expr
            && let Some(apart) = self.apart(assign)
        {
            *expr = apart;
        }
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}
}

fn is_pattern(left: &Expr) -> bool {
    match left {
        Expr::Tuple(_) | Expr::Array(_) | Expr::Call(_) | Expr::Struct(_) => true,
        Expr::Paren(paren) => is_pattern(&paren.expr),
        Expr::Group(group) => is_pattern(&group.expr),
        _ => false,
    }
}
