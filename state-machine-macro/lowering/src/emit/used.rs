//! Names that are taken, and those that are free.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::visit::Visit;

use super::names::ident;
use crate::syntax::names::is_keyword;

/// Names that are taken.
#[derive(Default)]
pub struct Used(pub HashSet<String>);

impl Used {
    fn collect(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.collect(group.stream()),
                TokenTree::Ident(ident) => {
                    self.0.insert(ident.to_string());
                }
                _ => {}
            }
        }
    }

    /// The name, with a number behind it if it is taken.
    pub fn fresh(&self, name: &str) -> Ident {
        self.fresh_beside(name, &Used::default())
    }

    /// The same, and from now on it is taken.
    pub fn mint(&mut self, name: &str) -> Ident {
        self.mint_beside(name, &Used::default())
    }

    pub fn mint_beside(&mut self, name: &str, others: &Used) -> Ident {
        let ident = self.fresh_beside(name, others);
        self.0.insert(ident.to_string());
        ident
    }

    pub fn fresh_beside(&self, name: &str, others: &Used) -> Ident {
        let mut numbered = (2..).map(|number| format!("{name}_{number}"));
        let mut candidate = name.to_owned();
        while self.0.contains(&candidate) || others.0.contains(&candidate) || is_keyword(&candidate) {
            candidate = numbered.next().unwrap_or_default();
        }
        ident(&candidate)
    }
}

impl<'ast> Visit<'ast> for Used {
    fn visit_ident(&mut self, ident: &'ast Ident) {
        self.0.insert(ident.to_string());
    }

    fn visit_token_stream(&mut self, tokens: &'ast TokenStream) {
        self.collect(tokens.clone());
    }
}
