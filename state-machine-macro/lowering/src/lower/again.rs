//! The same piece of source a second time.

use std::collections::HashMap;

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Expr, Macro, PatIdent,
    visit::{self, Visit},
};

use super::builder::Lowerer;
use crate::{
    model::{
        ids::{LocalId, MentionId},
        local::Mention,
        mark,
    },
    syntax::macros::{self, Shape},
};

impl Lowerer<'_> {
    /// A copy that can stand beside the original: it names the same locals at places of its own, and declares locals
    /// of its own.
    pub fn again(&mut self, expr: &Expr) -> Expr {
        let mut declared = Declared::default();
        declared.visit_expr(expr);
        let mut locals = HashMap::new();
        for old in declared.locals {
            let copy = self.graph.local(old).clone();
            self.graph.locals.push(copy);
            locals.insert(old, LocalId::new(self.graph.locals.len() - 1));
        }
        let tokens = self.renamed(expr.to_token_stream(), &locals);
        syn::parse2(tokens).unwrap_or_else(|_| expr.clone())
    }

    fn renamed(&mut self, tokens: TokenStream, locals: &HashMap<LocalId, LocalId>) -> TokenStream {
        let rename = |token: TokenTree| match token {
            TokenTree::Group(group) => {
                let mut renamed = Group::new(group.delimiter(), self.renamed(group.stream(), locals));
                renamed.set_span(group.span());
                TokenTree::Group(renamed)
            }
            TokenTree::Ident(ident) => match mark::read_mention(&ident) {
                Some((local, mention)) => {
                    let local = locals.get(&local).copied().unwrap_or(local);
                    let written = self.graph.mentions[mention.index()].ident.clone();
                    self.graph.mentions.push(Mention { local, ident: written });
                    mark::mention(local, MentionId::new(self.graph.mentions.len() - 1), ident.span()).into()
                }
                None => ident.into(),
            },
            other => other,
        };
        tokens.into_iter().map(rename).collect()
    }
}

/// Locals that are declared inside.
#[derive(Default)]
struct Declared {
    locals: Vec<LocalId>,
}

impl Visit<'_> for Declared {
    fn visit_pat_ident(&mut self, pat: &PatIdent) {
        if let Some((local, _)) = mark::read_mention(&pat.ident)
            && !self.locals.contains(&local)
        {
            self.locals.push(local);
        }
        visit::visit_pat_ident(self, pat);
    }

    fn visit_macro(&mut self, mac: &Macro) {
        let mut shape = macros::shape(mac);
        if let Shape::Matches { pat, .. } = &shape {
            self.visit_pat(pat);
        }
        shape.handlers().into_iter().filter_map(|(pat, _)| pat).for_each(|pat| self.visit_pat(pat));
        shape.visit(|expr| self.visit_expr(expr));
    }
}
