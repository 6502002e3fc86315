//! Syntax that is not understood in full is not rewritten: a local that it mentions would be missed.

use proc_macro2::TokenStream;
use syn::visit::{self, Visit};
use syn::{Attribute, Block, Expr, Item, Pat};

use super::attributes;
use crate::error::Errors;
use crate::refusal::Refusal;

/// Refuses what is not Rust as this crate knows it, anywhere in `body` but in the items declared there.
pub fn check(body: &Block, errors: &Errors) {
    Syntax { errors }.visit_block(body);
}

struct Syntax<'a> {
    errors: &'a Errors,
}

impl Syntax<'_> {
    fn unknown(&self, tokens: &TokenStream) {
        // Nothing at all is a lone `;`.
        if !tokens.is_empty() {
            self.errors.push_spanned(tokens, Refusal::UnknownSyntax);
        }
    }
}

impl<'ast> Visit<'ast> for Syntax<'_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Verbatim(tokens) => self.unknown(tokens),
            Expr::Yield(expr) => self.errors.push_spanned(expr, Refusal::YieldExpression),
            Expr::TryBlock(expr) => self.errors.push_spanned(expr.try_token, Refusal::TryBlock),
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_pat(&mut self, pat: &'ast Pat) {
        match pat {
            Pat::Verbatim(tokens) => self.unknown(tokens),
            _ => visit::visit_pat(self, pat),
        }
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if attributes::is_conditional(attribute) {
            self.errors.push_spanned(attribute, Refusal::ConditionalPart);
        }
    }

    fn visit_item(&mut self, _: &'ast Item) {}
}
