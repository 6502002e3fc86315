//! Names in what a macro makes: those of the definition are not those of the function.
//!
//! A local or label that the definition declares gets a name that nothing else has; all other names mean what they mean where the
//! macro is called, or, to a macro that stands in the function, where it is defined. If one of these could be taken for a local of the
//! function, the macro stays as it is.

use std::{
    collections::{HashMap, HashSet},
    str::FromStr,
};

use proc_macro2::{Group, Ident, Literal, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Attribute, Expr, ExprPath, FieldPat, FieldValue, Item, Label, Lifetime, Lit, Macro, Member, Meta, PatIdent, Type,
    parse_quote_spanned,
    visit::{self, Visit},
    visit_mut::{self, VisitMut},
};

use super::{
    is_marked,
    names::{Named, Names, is_variant},
    scopes::Definition,
};
use crate::{
    model::mark::{as_defined, read_made_by_macro, without_made_by_macro},
    syntax::{format::captures, names},
};

/// What a macro makes of a call.
pub struct Made {
    pub tokens: TokenStream,
    /// Where the macro is defined, if that is in the function, so that it may name its locals.
    pub defined: Option<Definition>,
}

impl Made {
    /// With names that are certain, and which of them it declares.
    pub fn settled<T>(
        &self,
        names: &Names,
        mut made: T,
        visit: impl FnOnce(&mut Settler, &mut T),
    ) -> Option<(T, Vec<String>)>
    where
        T: Parts,
    {
        let mut finder = Finder::default();
        made.parts(&mut finder);
        let mut called: HashMap<_, _> = finder.declared.iter().map(|name| (name.clone(), names.free(name))).collect();
        let declared = called.values().cloned().collect();
        for name in finder.named.difference(&finder.declared) {
            match names.named(name, self.defined) {
                Named::There => {}
                Named::AsDefined(defined) => drop(called.insert(name.clone(), as_defined(name, defined))),
                Named::Mistaken => return None,
            }
        }
        visit(&mut Settler { called }, &mut made);
        let is_certain = !made.is_marked();
        is_certain.then_some((made, declared))
    }
}

/// An expression, or statements.
pub trait Parts {
    fn parts(&self, visitor: &mut Finder);
    fn is_marked(&self) -> bool;
}

impl Parts for Expr {
    fn parts(&self, visitor: &mut Finder) {
        visitor.visit_expr(self);
    }

    fn is_marked(&self) -> bool {
        is_marked(self)
    }
}

impl Parts for Vec<syn::Stmt> {
    fn parts(&self, visitor: &mut Finder) {
        self.iter().for_each(|stmt| visitor.visit_stmt(stmt));
    }

    fn is_marked(&self) -> bool {
        self.iter().any(is_marked)
    }
}

/// The names of the definition's own that it declares, and those that it names as locals are named.
#[derive(Default)]
pub struct Finder {
    declared: HashSet<String>,
    named: HashSet<String>,
}

impl Finder {
    fn name(&mut self, ident: &Ident) {
        self.named.extend(read_made_by_macro(&ident.to_string()).map(str::to_owned));
    }

    fn tokens(&mut self, tokens: TokenStream) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, tree) in trees.iter().enumerate() {
            let punct = |at: Option<usize>| match at.and_then(|at| trees.get(at)) {
                Some(TokenTree::Punct(punct)) => punct.as_char(),
                _ => ' ',
            };
            match tree {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Ident(ident) => {
                    let is_named = punct(Some(at + 1)) == '=' && punct(Some(at + 2)) != '=';
                    if punct(at.checked_sub(1)) != '.' && !matches!(punct(Some(at + 1)), ':' | '!') && !is_named {
                        self.name(ident);
                    }
                }
                TokenTree::Literal(literal) => {
                    let names = captures(&literal.to_string());
                    self.named.extend(names.iter().filter_map(|name| read_made_by_macro(name)).map(str::to_owned));
                }
                TokenTree::Punct(_) => {}
            }
        }
    }
}

impl Visit<'_> for Finder {
    /// It sees no locals, and its own are its own.
    fn visit_item(&mut self, _: &Item) {}

    fn visit_pat_ident(&mut self, pat: &PatIdent) {
        let text = pat.ident.to_string();
        if let Some(name) = read_made_by_macro(&text)
            && !is_variant(pat, name)
        {
            self.declared.insert(name.to_owned());
        }
        visit::visit_pat_ident(self, pat);
    }

    fn visit_label(&mut self, label: &Label) {
        let text = label.name.ident.to_string();
        self.declared.extend(read_made_by_macro(&text).map(|name| name.to_owned()));
    }

    fn visit_expr_path(&mut self, path: &ExprPath) {
        if path.qself.is_none()
            && let Some(ident) = path.path.get_ident()
        {
            self.name(ident);
        }
        visit::visit_expr_path(self, path);
    }

    fn visit_macro(&mut self, mac: &Macro) {
        self.tokens(mac.tokens.clone());
    }
}

/// Takes the marks off the names.
pub struct Settler {
    /// What is not called as the definition says.
    called: HashMap<String, String>,
}

impl Settler {
    /// A name of the definition's own where it may be that of a local.
    fn named(&self, ident: &Ident) -> Option<Ident> {
        let text = ident.to_string();
        let name = read_made_by_macro(&text)?;
        let name = self.called.get(name).map_or(name, |name| name);
        Some(names::named(name, ident.span()))
    }

    fn tokens(&self, tokens: TokenStream) -> TokenStream {
        let mut after_dot = false;
        let settled = tokens.into_iter().map(|tree| {
            let is_member =
                std::mem::replace(&mut after_dot, matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == '.'));
            match tree {
                TokenTree::Group(group) => bare(&group, self.tokens(group.stream())),
                TokenTree::Ident(ident) if is_member => plain(&ident).unwrap_or(ident).into(),
                TokenTree::Ident(ident) => self.named(&ident).unwrap_or(ident).into(),
                TokenTree::Literal(literal) => self.literal(&literal).unwrap_or(literal).into(),
                punct => punct,
            }
        });
        settled.collect()
    }

    fn literal(&self, literal: &Literal) -> Option<Literal> {
        let called = |name: &str| self.called.get(name).map_or(name, |name| name).to_owned();
        let mut settled = Literal::from_str(&without_made_by_macro(&literal.to_string(), called)?).ok()?;
        settled.set_span(literal.span());
        Some(settled)
    }
}

/// A name that no local has.
fn plain(ident: &Ident) -> Option<Ident> {
    read_made_by_macro(&ident.to_string()).map(|name| names::named(name, ident.span()))
}

/// What is one thing anyhow needs no invisible parentheses.
fn bare(group: &Group, inside: TokenStream) -> TokenTree {
    let mut trees = inside.clone().into_iter();
    if group.delimiter() == proc_macro2::Delimiter::None
        && let (Some(one @ (TokenTree::Ident(_) | TokenTree::Literal(_))), None) = (trees.next(), trees.next())
    {
        return one;
    }
    let mut settled = Group::new(group.delimiter(), inside);
    settled.set_span(group.span());
    settled.into()
}

impl VisitMut for Settler {
    fn visit_item_mut(&mut self, item: &mut Item) {
        visit_mut::visit_item_mut(&mut Settler { called: HashMap::new() }, item);
    }

    fn visit_ident_mut(&mut self, ident: &mut Ident) {
        if let Some(plain) = plain(ident) {
            *ident = plain;
        }
    }

    fn visit_pat_ident_mut(&mut self, pat: &mut PatIdent) {
        if let Some(named) = self.named(&pat.ident) {
            pat.ident = named;
        }
        visit_mut::visit_pat_ident_mut(self, pat);
    }

    fn visit_expr_path_mut(&mut self, path: &mut ExprPath) {
        if path.qself.is_none()
            && let Some(named) = path.path.get_ident().and_then(|ident| self.named(ident))
        {
            path.path = named.into();
        }
        visit_mut::visit_expr_path_mut(self, path);
    }

    fn visit_field_value_mut(&mut self, field: &mut FieldValue) {
        if field.colon_token.is_none()
            && let Member::Named(ident) = &field.member
        {
            field.colon_token = Some(parse_quote_spanned!(ident.span()=> :));
        }
        visit_mut::visit_field_value_mut(self, field);
    }

    fn visit_field_pat_mut(&mut self, field: &mut FieldPat) {
        if field.colon_token.is_none()
            && let Member::Named(ident) = &field.member
        {
            field.colon_token = Some(parse_quote_spanned!(ident.span()=> :));
        }
        visit_mut::visit_field_pat_mut(self, field);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if let Some(named) = self.named(&lifetime.ident) {
            lifetime.ident = named;
        }
    }

    fn visit_lit_mut(&mut self, lit: &mut Lit) {
        if let Some(TokenTree::Literal(literal)) = lit.to_token_stream().into_iter().next()
            && let Some(settled) = self.literal(&literal)
        {
            *lit = Lit::new(settled);
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        self.visit_path_mut(&mut mac.path);
        mac.tokens = self.tokens(std::mem::take(&mut mac.tokens));
    }

    fn visit_attribute_mut(&mut self, attribute: &mut Attribute) {
        if let Meta::List(list) = &mut attribute.meta {
            list.tokens = self.tokens(std::mem::take(&mut list.tokens));
        }
        visit_mut::visit_attribute_mut(self, attribute);
    }

    fn visit_type_mut(&mut self, ty: &mut Type) {
        visit_mut::visit_type_mut(self, ty);
        if let Type::Group(group) = ty {
            *ty = (*group.elem).clone();
        }
    }

    // From: an expression in invisible parentheses
    // Into: the same in others, if it needs any
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        if let Expr::Group(group) = expr {
            let inner = (*group.expr).clone();
            *expr = match is_one(&inner) {
                true => inner,
                false => Expr::Paren(syn::ExprParen {
                    attrs: Vec::new(),
                    paren_token: syn::token::Paren(group.group_token.span),
                    expr: Box::new(inner),
                }),
            };
        }
    }
}

/// Does it hold together without parentheses?
fn is_one(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::Array(_)
            | Expr::Await(_)
            | Expr::Call(_)
            | Expr::Field(_)
            | Expr::Index(_)
            | Expr::Lit(_)
            | Expr::Macro(_)
            | Expr::MethodCall(_)
            | Expr::Paren(_)
            | Expr::Path(_)
            | Expr::Repeat(_)
            | Expr::Try(_)
            | Expr::Tuple(_)
    )
}
