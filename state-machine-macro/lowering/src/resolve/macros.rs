//! Names of locals inside the arguments of macros.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Expr, LitStr, Macro, Stmt, Token,
    ext::IdentExt,
    parse_quote,
    visit_mut::{self, VisitMut},
};

use super::{Resolver, this};
use crate::model::{graph::Graph, mark};
use crate::syntax::{
    awaits,
    fields::Fields,
    format::{captures, counts_with, shows_address},
    known::{is_condition, name, takes_values},
    macros::{Shape, format_literal, shape},
    message,
    names::{is_keyword, mentions, named},
};

/// Marks the locals in arguments that parse as expressions.
pub fn resolve(resolver: &mut Resolver<'_>, mac: &mut Macro) {
    let mut shape = shape(mac);
    message::keep(mac, &mut shape);
    match &mut shape {
        Shape::Untouched | Shape::Opaque => return,
        Shape::Format { args, format } => {
            args.iter_mut().for_each(|arg| resolve_argument(resolver, arg));
            capture(resolver, args, *format);
        }
        Shape::Exprs { args, .. } => {
            let count = args.len();
            for (index, arg) in args.iter_mut().enumerate() {
                match unknown(resolver, arg).filter(|name| resolver.has_brought(name, &Given::to(mac, index, count))) {
                    Some(name) => resolver.remember_free(&name, None),
                    None => resolve_argument(resolver, arg),
                }
            }
            // Most macros that are given a string format it.
            if let Some(format) = (0..args.len()).find(|index| format_literal(args, *index).is_some()) {
                capture(resolver, args, format);
            }
        }
        Shape::Fields(fields) => {
            fields.values().into_iter().for_each(|value| resolver.visit_expr_mut(value));
            name_self(resolver, fields);
        }
        Shape::Pairs { .. } | Shape::Repeat { .. } | Shape::Select(_) | Shape::Json(_) | Shape::Entries(_) => {
            shape.values().into_iter().for_each(|value| resolver.visit_expr_mut(value));
            for (pat, handler) in shape.handlers() {
                resolver.scoped(|resolver| {
                    pat.into_iter().for_each(|pat| resolver.bind(pat));
                    resolver.visit_expr_mut(handler);
                });
            }
        }
        Shape::Matches { value, pat, guard, message } => {
            resolver.visit_expr_mut(value);
            resolver.foreign(|resolver| {
                resolver.bind(pat);
                guard.iter_mut().for_each(|guard| resolver.visit_expr_mut(guard));
            });
            message.iter_mut().for_each(|argument| resolve_argument(resolver, argument));
            capture(resolver, message, 0);
        }
    }
    mac.tokens = shape.into_tokens(&mac.tokens);
}

/// Where a macro is given a name: another call with it there says the same of it.
#[derive(PartialEq, Eq)]
pub struct Given {
    pub name: String,
    index: usize,
    count: usize,
}

impl Given {
    fn to(mac: &Macro, index: usize, count: usize) -> Self {
        Given { name: name(mac), index, count }
    }
}

/// Remembers what a macro is given alone, `declare!(x)`, and is no local yet.
pub fn remember_names(resolver: &mut Resolver<'_>, mac: &Macro) {
    let Shape::Exprs { args, .. } = shape(mac) else { return };
    for (index, arg) in args.iter().enumerate() {
        if let Some(ident) = unknown(resolver, arg) {
            resolver.from_macros.entry(super::key(&ident)).or_insert_with(|| Given::to(mac, index, args.len()));
        }
    }
}

/// A name alone that is none of a local, and may be.
fn unknown(resolver: &Resolver<'_>, arg: &Expr) -> Option<Ident> {
    let Expr::Path(path) = arg else { return None };
    let ident = path.path.get_ident().filter(|ident| !ident.to_string().starts_with(char::is_uppercase))?;
    resolver.lookup(&super::key(ident)).is_none().then(|| ident.clone())
}

/// In `name = value` the name is the macro's.
fn resolve_argument(resolver: &mut Resolver<'_>, arg: &mut Expr) {
    match arg {
        Expr::Assign(named) => resolver.visit_expr_mut(&mut named.right),
        other => resolver.visit_expr_mut(other),
    }
}

// From: `println!("{x}")`
// Into: `println!("{x}", x = <mark of x>)`
fn capture(resolver: &mut Resolver<'_>, args: &mut Vec<Expr>, format: usize) {
    let Some(literal) = format_literal(args, format) else { return };
    for ident in captured(args, &literal) {
        if ident == "self" {
            rename_self(resolver, args, format, &literal);
            continue;
        }
        match resolver.mark(&ident) {
            Some(mark) => {
                let place = resolver.place(mark);
                args.push(parse_quote!(#ident = #place));
            }
            None => resolver.remember_free(&ident, None),
        }
    }
}

/// What the string captures: names that are not given as arguments.
fn captured(args: &[Expr], literal: &LitStr) -> Vec<Ident> {
    let is_given = |name: &str| {
        args.iter().any(|arg| match arg {
            Expr::Assign(named) => match &*named.left {
                Expr::Path(path) => path.path.get_ident().is_some_and(|given| given.unraw() == name),
                _ => false,
            },
            _ => false,
        })
    };
    let names = captures(&literal.value()).into_iter().filter(|name| !is_given(name));
    names.map(|name| named(&name, literal.span())).collect()
}

// An argument cannot be named `self`.
//
// From: `println!("{self:?}")`
// Into: `println!("{this:?}", this = <mark of self>)`
fn rename_self(resolver: &mut Resolver<'_>, args: &mut Vec<Expr>, format: usize, literal: &LitStr) {
    let ident = Ident::new("self", literal.span());
    let Some(mark) = resolver.mark(&ident) else { return resolver.remember_free(&ident, None) };
    let place = resolver.place(mark);
    let renamed = without_self(literal);
    args[format] = parse_quote!(#renamed);
    args.push(parse_quote!(this = #place));
}

fn without_self(literal: &LitStr) -> LitStr {
    let text = literal.value().replace("{self}", "{this}").replace("{self:", "{this:");
    LitStr::new(&text, literal.span())
}

/// The same in the text of an event.
fn name_self(resolver: &mut Resolver<'_>, fields: &mut Fields) {
    let Some(text) = fields.text() else { return };
    let Ok(literal) = syn::parse2::<LitStr>(text.to_token_stream()) else { return };
    if !captures(&literal.value()).iter().any(|name| name == "self") {
        return;
    }
    let ident = Ident::new("self", literal.span());
    let Some(mark) = resolver.mark(&ident) else { return resolver.remember_free(&ident, None) };
    let place = resolver.place(mark);
    let renamed = without_self(&literal);
    *text = parse_quote!(#renamed);
    fields.push(quote!(this =), parse_quote!(#place));
}

/// [`shadowed`] for a macro that stands as a statement.
pub fn shadowed_statement(resolver: &mut Resolver<'_>, stmt: &Stmt) -> Option<Expr> {
    match stmt {
        Stmt::Macro(stmt) => shadowed_until(resolver, &stmt.mac, stmt.semi_token),
        _ => None,
    }
}

// A macro whose arguments are not expressions sees each local it names under the local's own name. So does one that
// names fields, where the name of a local stands for the field's. One that formats sees what is called almost as it says.
//
// From: `info!(user, "{x}", y)`
// Into: `{ let user = &<mark>; let x = &<mark>; info!(user, "{x}", <mark>) }`
//
// `self` cannot be declared again, and is called `this`.
pub fn shadowed(resolver: &mut Resolver<'_>, mac: &Macro) -> Option<Expr> {
    shadowed_until(resolver, mac, None)
}

/// Without `end` the block has the value of the macro.
fn shadowed_until(resolver: &mut Resolver<'_>, mac: &Macro, end: Option<Token![;]>) -> Option<Expr> {
    if crate::syntax::known::names_fields(&name(mac)) {
        resolver.remember_fields(mac.tokens.clone());
    }
    let (mut names, mut shadows, mut shadowed) = (Vec::new(), TokenStream::new(), Vec::new());
    match shape(mac) {
        Shape::Format { args, format } => {
            let literal = format_literal(&args, format)?;
            let captured = captured(&args, &literal);
            let unknown = captured.iter().filter(|name| resolver.lookup(&super::key(name)).is_none());
            let similar = unknown.flat_map(|name| resolver.similar(name));
            let similar = similar.filter(|name| !captured.contains(name) && !mentions(mac.tokens.clone(), name));
            similar.for_each(|name| shadows.extend(quote!(let #name = ();)));
        }
        Shape::Opaque => collect_names(mac.tokens.clone(), &mut names),
        Shape::Fields(fields) => {
            let alone = fields.fields.iter().filter(|field| field.names || matches!(field.value, Expr::Lit(_)));
            alone.for_each(|field| collect_names(field.value.to_token_stream(), &mut names));
        }
        Shape::Exprs { args, .. } => names = named_by_text(mac, &args)?,
        _ => return None,
    }
    let mut mac = mac.clone();
    let is_opaque = matches!(shape(&mac), Shape::Opaque);
    let mut references = Vec::new();
    for ident in names {
        if ident == "self" && !is_opaque {
            continue;
        }
        let Some(mark) = resolver.mark(&ident) else { continue };
        let place = resolver.place(mark);
        let mut shadow = ident;
        if shadow == "self" {
            shadow = Ident::new("this", Span::mixed_site().located_at(shadow.span()));
            mac.tokens = this::in_place_of_self(&mac, &shadow);
        }
        if is_width(mac.tokens.clone(), &shadow.unraw().to_string()) {
            shadows.extend(quote!(let #shadow = #place;));
        } else {
            shadows.extend(quote!(let #shadow = &#place;));
            references.push(shadow.clone());
        }
        shadowed.push(shadow);
    }
    if shadows.is_empty() {
        return None;
    }
    resolve(resolver, &mut mac);
    let (mut shape, mut hidden) = (shape(&mac), Hidden { graph: resolver.graph, shadowed: &references });
    shape.values().into_iter().for_each(|value| hidden.visit_expr_mut(value));
    if let Shape::Exprs { args, .. } = &mut shape {
        args.retain(|arg| !is_named(arg, &shadowed));
    }
    mac.tokens = shape.into_tokens(&mac.tokens);
    Some(parse_quote!({ #shadows #mac #end }))
}

/// What the text of an unknown macro captures, where the macro need not be given it: there may be no place for one argument more,
/// as in `macro_rules! note { ($text:literal) => .. }`. An address has to be that of the local itself.
fn named_by_text(mac: &Macro, args: &[Expr]) -> Option<Vec<Ident>> {
    let literal = (0..args.len()).find_map(|at| format_literal(args, at))?;
    let is_told = takes_values(mac) || is_condition(mac) || shows_address(&literal.value());
    (!is_told && !awaits::in_macro(mac)).then(|| captured(args, &literal))
}

/// Does a text in it count with this name?
fn is_width(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Literal(text) => counts_with(&text.to_string(), name),
        TokenTree::Group(group) => is_width(group.stream(), name),
        _ => false,
    })
}

// From: `info!(user, "text {}", user + 1)`, where `user` is a reference now
// Into: `info!(user, "text {}", *user + 1)`
struct Hidden<'a> {
    graph: &'a Graph,
    shadowed: &'a [Ident],
}

impl VisitMut for Hidden<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let local = mark::read_mention_expr(expr).map(|(local, _)| &self.graph.local(local).ident);
        match self.shadowed.iter().find(|shadow| Some(*shadow) == local) {
            Some(shadow) => *expr = parse_quote!((*#shadow)),
            None => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        let mut shape = shape(mac);
        shape.values().into_iter().for_each(|value| self.visit_expr_mut(value));
        mac.tokens = shape.into_tokens(&mac.tokens);
    }
}

/// `x = ..`, as a captured name becomes an argument.
fn is_named(arg: &Expr, names: &[Ident]) -> bool {
    let Expr::Assign(named) = arg else { return false };
    matches!(&*named.left, Expr::Path(path) if names.iter().any(|name| path.path.is_ident(name)))
}

fn collect_names(tokens: TokenStream, names: &mut Vec<Ident>) {
    let mut add = |ident: Ident| {
        if !names.contains(&ident) {
            names.push(ident);
        }
    };
    let mut after_dot = false;
    for token in tokens {
        let is_dot = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '.');
        match token {
            TokenTree::Group(group) => {
                let mut inner = Vec::new();
                collect_names(group.stream(), &mut inner);
                inner.into_iter().for_each(&mut add);
            }
            TokenTree::Ident(ident) if !after_dot && (ident == "self" || !is_keyword(&ident.to_string())) => add(ident),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                captures(&text).into_iter().for_each(|name| add(named(&name, literal.span())));
            }
            _ => {}
        }
        after_dot = is_dot;
    }
}
