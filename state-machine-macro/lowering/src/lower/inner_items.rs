//! Items of inner blocks in which something is awaited: what must stand once stands before the body, where all of the function sees it.
//! So nothing else may be called like it, and what it names must stand there, too.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, LineColumn, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Attribute, Block, ExprAsync, ExprClosure, Item, Stmt, TraitItem,
    visit::{self, Visit},
    visit_mut::{self, VisitMut},
};

use crate::{
    error::Errors,
    model::mark,
    refusal::Refusal,
    syntax::{awaits, format::captures},
};

/// Marks the constants, functions and aliases that stand before the body because something else does that names them.
pub fn mark_raised(body: &mut Block, errors: &Errors) {
    let mut once = Once::default();
    body.stmts.iter().filter(|stmt| !matches!(stmt, Stmt::Item(_))).for_each(|stmt| once.visit_stmt(stmt));
    if once.items.is_empty() {
        return;
    }
    let all = Occurrences::of(body.to_token_stream());
    let mut marker = Marker { all, errors };
    body.stmts.iter_mut().for_each(|stmt| marker.visit_stmt_mut(stmt));
}

/// Items that must stand once, outside of closures and blocks that await by themselves.
#[derive(Default)]
struct Once {
    items: Vec<TokenStream>,
}

impl Visit<'_> for Once {
    fn visit_item(&mut self, item: &Item) {
        if stands_once(item) {
            self.items.push(item.to_token_stream());
        }
    }

    fn visit_expr_closure(&mut self, _: &ExprClosure) {}

    fn visit_expr_async(&mut self, _: &ExprAsync) {}
}

fn stands_once(item: &Item) -> bool {
    !matches!(item, Item::Const(_) | Item::Fn(_) | Item::Macro(_) | Item::Type(_) | Item::Use(_))
}

struct Marker<'e> {
    /// Those of the whole body.
    all: Occurrences,
    errors: &'e Errors,
}

impl VisitMut for Marker<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        if awaits::in_block(block) {
            self.mark(block);
        }
        visit_mut::visit_block_mut(self, block);
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}

    fn visit_expr_closure_mut(&mut self, _: &mut ExprClosure) {}

    fn visit_expr_async_mut(&mut self, _: &mut ExprAsync) {}
}

impl Marker<'_> {
    fn mark(&self, block: &mut Block) {
        let mut once = Once::default();
        visit::visit_block(&mut once, block);
        let mut raised = once.items;
        let inside = Occurrences::of(block.to_token_stream());
        while let Some(item) = raised.pop() {
            let named = Occurrences::of(item);
            let items =
                block.stmts.iter_mut().filter_map(|stmt| if let Stmt::Item(item) = stmt { Some(item) } else { None });
            for item in items {
                let Some((attrs, name)) = perhaps_raised(item) else { continue };
                if named.all.contains_key(&name) && !mark::is_raised(attrs) {
                    attrs.push(mark::raised());
                    raised.push(item.to_token_stream());
                }
            }
        }
        let items = block.stmts.iter().filter_map(|stmt| if let Stmt::Item(item) = stmt { Some(item) } else { None });
        let (mut names, mut methods) = (Vec::new(), Vec::new());
        for item in items {
            names.extend(declared(item));
            methods.extend(declared_methods(item));
        }
        names.retain(|name| more(&self.all.all, &inside.all, name));
        methods.retain(|name| more(&self.all.called, &inside.called, name));
        for name in names.into_iter().chain(methods) {
            self.errors.push(name.span(), Refusal::ItemOfBlock { name: name.to_string() });
        }
    }
}

/// What need not stand once.
fn perhaps_raised(item: &mut Item) -> Option<(&mut Vec<Attribute>, String)> {
    match item {
        Item::Const(item) => Some((&mut item.attrs, item.ident.to_string())),
        Item::Fn(item) => Some((&mut item.attrs, item.sig.ident.to_string())),
        Item::Type(item) => Some((&mut item.attrs, item.ident.to_string())),
        _ => None,
    }
}

/// What an item that stands before the body declares.
fn declared(item: &Item) -> Option<&Ident> {
    match item {
        Item::Const(item) if mark::is_raised(&item.attrs) => Some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        Item::Fn(item) if mark::is_raised(&item.attrs) => Some(&item.sig.ident),
        Item::Mod(item) => Some(&item.ident),
        Item::Static(item) => Some(&item.ident),
        Item::Struct(item) => Some(&item.ident),
        Item::Trait(item) => Some(&item.ident),
        Item::Type(item) if mark::is_raised(&item.attrs) => Some(&item.ident),
        Item::Union(item) => Some(&item.ident),
        _ => None,
    }
}

/// The methods of a trait, which are found wherever that is.
fn declared_methods(item: &Item) -> Vec<&Ident> {
    let Item::Trait(item) = item else { return Vec::new() };
    let methods = item.items.iter().filter_map(|item| match item {
        TraitItem::Fn(method) => Some(&method.sig.ident),
        _ => None,
    });
    methods.collect()
}

/// Where each name stands. Code that stands twice has one place.
type Places = HashMap<String, HashSet<(usize, usize)>>;

#[derive(Default)]
struct Occurrences {
    all: Places,
    /// Those where a method may be meant: behind a `.` or a `::`, and anywhere in a macro.
    called: Places,
}

impl Occurrences {
    fn of(tokens: TokenStream) -> Self {
        let mut occurrences = Occurrences::default();
        occurrences.add(tokens, false);
        occurrences
    }

    fn add(&mut self, tokens: TokenStream, in_macro: bool) {
        let mut before = ' ';
        for tree in tokens {
            let at = tree.span().start();
            match &tree {
                TokenTree::Group(group) => self.add(group.stream(), in_macro || before == '!'),
                TokenTree::Ident(ident) => {
                    if in_macro || matches!(before, '.' | ':') {
                        note(&mut self.called, ident.to_string(), at);
                    }
                    note(&mut self.all, ident.to_string(), at);
                }
                TokenTree::Literal(text) => {
                    captures(&text.to_string()).into_iter().for_each(|name| note(&mut self.all, name, at));
                }
                TokenTree::Punct(_) => {}
            }
            before = if let TokenTree::Punct(punct) = tree { punct.as_char() } else { ' ' };
        }
    }
}

fn note(places: &mut Places, name: String, at: LineColumn) {
    places.entry(name).or_default().insert((at.line, at.column));
}

/// Does the name stand in more places?
fn more(places: &Places, others: &Places, name: &Ident) -> bool {
    let name = name.to_string();
    let count = |places: &Places| places.get(&name).map_or(0, HashSet::len);
    count(places) > count(others)
}
