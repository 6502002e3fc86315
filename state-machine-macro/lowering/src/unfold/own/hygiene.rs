//! Names in what a macro makes: those of the definition are not those of the function.
//!
//! A local or label that the definition declares gets a name that nothing else has; all other names mean what they mean where the
//! macro is called, or, to a macro that stands in the function, where it is defined. If there is no word for that, the macro stays as it
//! is.

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Arm, Attribute, Block, Expr, ExprAsync, ExprClosure, ExprForLoop, ExprIf, ExprLet, ExprPath, ExprWhile, FieldPat,
    FieldValue, Item, Label, Lifetime, Lit, Local, Macro, Member, Meta, PatIdent, Type, parse_quote_spanned,
    visit::{self, Visit},
    visit_mut::{self, VisitMut},
};

use super::{
    is_marked,
    names::{Named, Names, is_variant},
    scopes::Definition,
    tokens,
};
use crate::{
    model::mark::{as_defined, read_made_by_macro},
    syntax::{
        macros::{self, Shape},
        message,
        names::named,
    },
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
        visit: impl FnOnce(&mut Settler<'_>, &mut T),
    ) -> Option<(T, Vec<String>)>
    where
        T: Parts,
    {
        let mut labels = Labels::default();
        made.parts(&mut labels);
        let mut settler = Settler::new(names, self.defined);
        settler.labels =
            labels.0.into_iter().map(|name| (names.free(&name), name)).map(|(free, name)| (name, free)).collect();
        visit(&mut settler, &mut made);
        let declared = settler.free.into_values().chain(settler.labels.into_values()).collect();
        (!settler.is_mistaken && !made.is_marked()).then_some((made, declared))
    }
}

/// An expression, or statements.
pub trait Parts {
    fn parts(&self, visitor: &mut Labels);
    fn is_marked(&self) -> bool;
}

impl Parts for Expr {
    fn parts(&self, visitor: &mut Labels) {
        visitor.visit_expr(self);
    }

    fn is_marked(&self) -> bool {
        is_marked(self)
    }
}

impl Parts for Vec<syn::Stmt> {
    fn parts(&self, visitor: &mut Labels) {
        self.iter().for_each(|stmt| visitor.visit_stmt(stmt));
    }

    fn is_marked(&self) -> bool {
        self.iter().any(is_marked)
    }
}

/// The labels that the definition declares.
#[derive(Default)]
pub struct Labels(Vec<String>);

impl Visit<'_> for Labels {
    fn visit_label(&mut self, label: &Label) {
        self.0.extend(read_made_by_macro(&label.name.ident.to_string()).map(str::to_owned));
    }

    fn visit_item(&mut self, _: &Item) {}

    fn visit_macro(&mut self, mac: &Macro) {
        macros::shape(mac).visit(|expr| visit::visit_expr(self, expr));
    }
}

/// Takes the marks off the names.
pub struct Settler<'n> {
    names: &'n Names,
    defined: Option<Definition>,
    /// What is called otherwise than the definition says, in each scope.
    scopes: Vec<HashMap<String, String>>,
    /// What is declared somewhere, and what that is called.
    free: HashMap<String, String>,
    labels: HashMap<String, String>,
    /// There is no word for something.
    is_mistaken: bool,
    /// Inside an item, which sees no locals.
    in_item: bool,
}

impl<'n> Settler<'n> {
    fn new(names: &'n Names, defined: Option<Definition>) -> Self {
        Settler {
            names,
            defined,
            scopes: vec![HashMap::new()],
            free: HashMap::new(),
            labels: HashMap::new(),
            is_mistaken: false,
            in_item: false,
        }
    }

    fn scoped(&mut self, visit: impl FnOnce(&mut Self)) {
        self.scopes.push(HashMap::new());
        visit(self);
        self.scopes.pop();
    }

    /// The definition declares this.
    fn declare(&mut self, name: &str) -> String {
        let free = self.free.entry(name.to_owned()).or_insert_with(|| self.names.free(name)).clone();
        self.scopes.last_mut().expect("a scope is open").insert(name.to_owned(), free.clone());
        free
    }

    /// What a name of the definition's own is called that may be that of a local.
    pub fn called(&mut self, name: &str) -> String {
        if self.in_item {
            return name.to_owned();
        }
        if let Some(called) = self.scopes.iter().rev().find_map(|names| names.get(name)) {
            return called.clone();
        }
        match self.names.named(name, self.defined) {
            Named::There => name.to_owned(),
            Named::AsDefined(defined) => as_defined(name, defined),
            Named::Mistaken => {
                self.is_mistaken = true;
                name.to_owned()
            }
        }
    }

    fn named(&mut self, ident: &Ident) -> Option<Ident> {
        let text = ident.to_string();
        let called = self.called(read_made_by_macro(&text)?);
        Some(named(&called, ident.span()))
    }

    /// What the arguments of a macro are, as far as they are Rust.
    fn arguments(&mut self, mac: &mut Macro) {
        let mut shape = macros::shape(mac);
        message::keep(mac, &mut shape);
        match &mut shape {
            Shape::Untouched => return mac.tokens = tokens::plain(std::mem::take(&mut mac.tokens)),
            Shape::Opaque => return mac.tokens = tokens::settled(std::mem::take(&mut mac.tokens), self),
            Shape::Matches { value, pat, guard, message } => {
                self.visit_expr_mut(value);
                self.scoped(|this| {
                    this.visit_pat_mut(pat);
                    guard.iter_mut().for_each(|guard| this.visit_expr_mut(guard));
                });
                message.iter_mut().for_each(|argument| self.visit_expr_mut(argument));
            }
            Shape::Select(_) | Shape::Json(_) | Shape::Entries(_) | Shape::Fields(_) | Shape::Pairs { .. } => {
                return mac.tokens = tokens::settled(std::mem::take(&mut mac.tokens), self);
            }
            Shape::Format { args, .. } | Shape::Exprs { args, .. } => {
                args.iter_mut().for_each(|argument| self.argument(argument));
            }
            Shape::Repeat { value, count } => [value, count].into_iter().for_each(|expr| self.visit_expr_mut(expr)),
        }
        mac.tokens = shape.into_tokens(&mac.tokens);
    }

    /// In `name = value` the name is the macro's.
    fn argument(&mut self, argument: &mut Expr) {
        match argument {
            Expr::Assign(argument) => {
                if let Expr::Path(name) = &mut *argument.left {
                    self.visit_path_mut(&mut name.path);
                }
                self.visit_expr_mut(&mut argument.right);
            }
            other => self.visit_expr_mut(other),
        }
    }
}

impl VisitMut for Settler<'_> {
    fn visit_item_mut(&mut self, item: &mut Item) {
        let outside = std::mem::replace(&mut self.in_item, true);
        visit_mut::visit_item_mut(self, item);
        self.in_item = outside;
    }

    fn visit_block_mut(&mut self, block: &mut Block) {
        self.scoped(|this| visit_mut::visit_block_mut(this, block));
    }

    // The names come into scope after the initializer.
    fn visit_local_mut(&mut self, local: &mut Local) {
        local.attrs.iter_mut().for_each(|attribute| self.visit_attribute_mut(attribute));
        if let Some(init) = &mut local.init {
            self.visit_expr_mut(&mut init.expr);
            init.diverge.iter_mut().for_each(|(_, diverge)| self.visit_expr_mut(diverge));
        }
        self.visit_pat_mut(&mut local.pat);
    }

    fn visit_expr_let_mut(&mut self, expr: &mut ExprLet) {
        self.visit_expr_mut(&mut expr.expr);
        self.visit_pat_mut(&mut expr.pat);
    }

    fn visit_expr_if_mut(&mut self, expr: &mut ExprIf) {
        self.scoped(|this| {
            this.visit_expr_mut(&mut expr.cond);
            this.visit_block_mut(&mut expr.then_branch);
        });
        expr.else_branch.iter_mut().for_each(|(_, otherwise)| self.visit_expr_mut(otherwise));
    }

    fn visit_expr_while_mut(&mut self, expr: &mut ExprWhile) {
        self.scoped(|this| visit_mut::visit_expr_while_mut(this, expr));
    }

    fn visit_expr_for_loop_mut(&mut self, expr: &mut ExprForLoop) {
        expr.label.iter_mut().for_each(|label| self.visit_label_mut(label));
        self.visit_expr_mut(&mut expr.expr);
        self.scoped(|this| {
            this.visit_pat_mut(&mut expr.pat);
            this.visit_block_mut(&mut expr.body);
        });
    }

    fn visit_arm_mut(&mut self, arm: &mut Arm) {
        self.scoped(|this| visit_mut::visit_arm_mut(this, arm));
    }

    fn visit_expr_closure_mut(&mut self, closure: &mut ExprClosure) {
        self.scoped(|this| visit_mut::visit_expr_closure_mut(this, closure));
    }

    fn visit_expr_async_mut(&mut self, block: &mut ExprAsync) {
        self.scoped(|this| visit_mut::visit_expr_async_mut(this, block));
    }

    fn visit_ident_mut(&mut self, ident: &mut Ident) {
        if let Some(plain) = tokens::plain_ident(ident) {
            *ident = plain;
        }
    }

    fn visit_pat_ident_mut(&mut self, pat: &mut PatIdent) {
        let text = pat.ident.to_string();
        if let Some(name) = read_made_by_macro(&text) {
            let called = if is_variant(pat, name) || self.in_item { name.to_owned() } else { self.declare(name) };
            pat.ident = named(&called, pat.ident.span());
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
        let text = lifetime.ident.to_string();
        if let Some(name) = read_made_by_macro(&text) {
            self.is_mistaken |= !self.labels.contains_key(name) && self.names.has_labels_alike(name);
            let called = self.labels.get(name).map_or(name, |called| called);
            lifetime.ident = named(called, lifetime.ident.span());
        }
    }

    fn visit_lit_mut(&mut self, lit: &mut Lit) {
        if let Some(TokenTree::Literal(literal)) = lit.to_token_stream().into_iter().next()
            && let Some(settled) = tokens::literal(&literal, self)
        {
            *lit = Lit::new(settled);
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        self.visit_path_mut(&mut mac.path);
        self.arguments(mac);
    }

    fn visit_attribute_mut(&mut self, attribute: &mut Attribute) {
        if let Meta::List(list) = &mut attribute.meta {
            list.tokens = tokens::settled(std::mem::take(&mut list.tokens), self);
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
