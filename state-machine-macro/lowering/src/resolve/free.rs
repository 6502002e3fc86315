//! Names that a block does not declare itself: locals of the code around it, or functions, constants and the like, which
//! look the same to a macro. What begins with a capital is no local, nor is what is called by its name.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Block, Expr, ExprPath, Item, Stmt, UseTree, ext::IdentExt, visit_mut::VisitMut};

use super::{Resolver, key};
use crate::{
    error::Errors,
    model::graph::Graph,
    syntax::{
        fields::{Field, Fields},
        format::captures,
        names::named,
        spans::context,
    },
};

/// One place that names something from outside.
pub struct Free {
    pub ident: Ident,
    /// `x.a.b`, where no more than that is named.
    pub part: Option<Expr>,
}

/// Names from outside, in the order in which the block names them.
pub fn free(block: &Block) -> Vec<Free> {
    let (mut graph, errors) = (Graph::default(), Errors::new());
    let mut resolver = Resolver::new(&mut graph, &errors);
    resolver.free = Some(Vec::new());
    resolver.visit_block_mut(&mut block.clone());
    let found = resolver.free.unwrap_or_default();
    // They are found again when the block is read in earnest.
    let _ = errors.finish();
    found
}

impl Resolver<'_> {
    pub(super) fn remember_free(&mut self, ident: &Ident, part: Option<Expr>) {
        if self.may_be_outside(ident)
            && let Some(found) = &mut self.free
        {
            found.push(Free { ident: ident.clone(), part });
        }
    }

    /// What is not looked into any further: parts of something from outside; in a call, the function.
    pub(super) fn is_free(&mut self, expr: &mut Expr) -> bool {
        if self.free.is_none() {
            return false;
        }
        match expr {
            Expr::Field(_) => {
                let Some(root) = root(expr).filter(|root| self.may_be_outside(root)) else { return false };
                let (root, part) = (root.clone(), expr.clone());
                self.remember_free(&root, Some(part));
                true
            }
            Expr::Call(call) => {
                let is_function = name(&call.func).is_some_and(|name| self.may_be_outside(name));
                if is_function {
                    call.args.iter_mut().for_each(|arg| self.visit_expr_mut(arg));
                }
                is_function
            }
            _ => false,
        }
    }

    pub(super) fn may_be_outside(&self, ident: &Ident) -> bool {
        let text = ident.to_string();
        let is_lower = text.trim_start_matches("r#").starts_with(|first: char| first == '_' || first.is_lowercase());
        is_lower && text != "crate" && text != "super" && !self.is_declared_inside(ident)
    }

    /// What an attribute writes, as `%e` in `#[tracing::instrument(err)]`, means what is called so around it, wherever that was written.
    fn is_declared_inside(&self, ident: &Ident) -> bool {
        let (known, text) = (key(ident), ident.unraw().to_string());
        let is_alike =
            |name: &String| name.strip_prefix(&text).is_some_and(|rest| rest.is_empty() || rest.starts_with('#'));
        let is_written_by_user = context(ident.span()) == context(Span::call_site());
        self.scopes.iter().any(|names| names.contains_key(&known) || !is_written_by_user && names.keys().any(is_alike))
    }

    /// Items of a block are not outside of it.
    pub(super) fn hide_items(&mut self, block: &Block) {
        if self.free.is_none() {
            return;
        }
        for stmt in &block.stmts {
            match stmt {
                Stmt::Item(Item::Fn(item)) => self.name(&item.sig.ident, None),
                Stmt::Item(Item::Const(item)) => self.name(&item.ident, None),
                Stmt::Item(Item::Static(item)) => self.name(&item.ident, None),
                Stmt::Item(Item::Use(item)) => self.hide_imports(&item.tree),
                _ => {}
            }
        }
    }

    fn hide_imports(&mut self, tree: &UseTree) {
        match tree {
            UseTree::Path(path) => self.hide_imports(&path.tree),
            UseTree::Name(name) => self.name(&name.ident, None),
            UseTree::Rename(rename) => self.name(&rename.rename, None),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.hide_imports(tree)),
            UseTree::Glob(_) => {}
        }
    }

    /// Names in a macro like `info!(user, id = %id, "{x}")`, but for those of its fields.
    pub(super) fn remember_fields(&mut self, tokens: TokenStream) {
        if self.free.is_none() {
            return;
        }
        match Fields::parse(tokens.clone(), false) {
            Some(fields) => {
                let mut fields: Vec<Field> = fields.fields;
                for at in 0..fields.len() {
                    match &fields[at].value {
                        Expr::Lit(text) => {
                            let behind = fields[at + 1..].iter().map(|field| field.lead.clone()).collect();
                            self.remember_captured(&text.lit.to_token_stream(), behind);
                        }
                        _ => self.visit_expr_mut(&mut fields[at].value),
                    }
                }
            }
            None => self.remember_words(tokens),
        }
    }

    fn remember_words(&mut self, tokens: TokenStream) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        let punct = |at: Option<usize>| match at.and_then(|at| trees.get(at)) {
            Some(TokenTree::Punct(punct)) => punct.as_char(),
            Some(TokenTree::Group(group)) if group.delimiter() == proc_macro2::Delimiter::Parenthesis => '(',
            _ => ' ',
        };
        for (at, tree) in trees.iter().enumerate() {
            match tree {
                TokenTree::Group(group) => self.remember_words(group.stream()),
                TokenTree::Ident(ident) => {
                    let (before, after) = (punct(at.checked_sub(1)), punct(Some(at + 1)));
                    let names_field = after == '=' && punct(Some(at + 2)) != '=';
                    let is_keyword = syn::parse_str::<Ident>(&ident.to_string()).is_err() && ident != "self";
                    if !matches!(before, '.' | ':') && !matches!(after, ':' | '!' | '(') && !names_field && !is_keyword
                    {
                        self.remember_free(ident, None);
                    }
                }
                TokenTree::Literal(_) => {
                    self.remember_captured(&tree.to_token_stream(), trees[at + 1..].iter().cloned().collect());
                }
                TokenTree::Punct(_) => {}
            }
        }
    }

    /// What a text captures: names that are not given behind it, as in `"{x}", x = 1`.
    fn remember_captured(&mut self, literal: &TokenStream, behind: TokenStream) {
        let behind: Vec<TokenTree> = behind.into_iter().collect();
        let is = |at: usize| matches!(behind.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == '=');
        let is_given = |name: &str| {
            let mut named = behind.iter().enumerate();
            named
                .any(|(at, tree)| matches!(tree, TokenTree::Ident(ident) if ident == name) && is(at + 1) && !is(at + 2))
        };
        let span = literal.clone().into_iter().next().map_or_else(Span::mixed_site, |tree| tree.span());
        for name in captures(&literal.to_string()).iter().filter(|name| !is_given(name)) {
            self.remember_free(&named(name, span), None);
        }
    }
}

fn name(expr: &Expr) -> Option<&Ident> {
    match expr {
        Expr::Path(ExprPath { qself: None, path, .. }) => path.get_ident(),
        _ => None,
    }
}

/// `x` of `x.a.b`.
fn root(expr: &Expr) -> Option<&Ident> {
    match expr {
        Expr::Field(field) => root(&field.base),
        expr => name(expr),
    }
}
