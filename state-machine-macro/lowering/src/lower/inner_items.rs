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
                if named.0.contains_key(&name) && !mark::is_raised(attrs) {
                    attrs.push(mark::raised());
                    raised.push(item.to_token_stream());
                }
            }
        }
        let items = block.stmts.iter().filter_map(|stmt| if let Stmt::Item(item) = stmt { Some(item) } else { None });
        for name in items.flat_map(declared) {
            if self.all.are_more_than(&inside, name) {
                self.errors.push(name.span(), Refusal::ItemOfBlock { name: name.to_string() });
            }
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

/// What an item that stands before the body declares. Methods of a trait are found wherever that is.
fn declared(item: &Item) -> Vec<&Ident> {
    match item {
        Item::Const(item) if mark::is_raised(&item.attrs) => vec![&item.ident],
        Item::Enum(item) => vec![&item.ident],
        Item::Fn(item) if mark::is_raised(&item.attrs) => vec![&item.sig.ident],
        Item::Mod(item) => vec![&item.ident],
        Item::Static(item) => vec![&item.ident],
        Item::Struct(item) => vec![&item.ident],
        Item::Trait(item) => {
            let methods = item.items.iter().filter_map(|item| match item {
                TraitItem::Fn(method) => Some(&method.sig.ident),
                _ => None,
            });
            methods.chain([&item.ident]).collect()
        }
        Item::Type(item) if mark::is_raised(&item.attrs) => vec![&item.ident],
        Item::Union(item) => vec![&item.ident],
        _ => Vec::new(),
    }
}

/// Where each name stands. Code that stands twice has one place.
#[derive(Default)]
struct Occurrences(HashMap<String, HashSet<(usize, usize)>>);

impl Occurrences {
    fn of(tokens: TokenStream) -> Self {
        let mut occurrences = Occurrences::default();
        occurrences.add(tokens);
        occurrences
    }

    fn add(&mut self, tokens: TokenStream) {
        for tree in tokens {
            let at = tree.span().start();
            match tree {
                TokenTree::Group(group) => self.add(group.stream()),
                TokenTree::Ident(ident) => self.note(ident.to_string(), at),
                TokenTree::Literal(text) => {
                    captures(&text.to_string()).into_iter().for_each(|name| self.note(name, at))
                }
                TokenTree::Punct(_) => {}
            }
        }
    }

    fn note(&mut self, name: String, at: LineColumn) {
        self.0.entry(name).or_default().insert((at.line, at.column));
    }

    fn are_more_than(&self, others: &Occurrences, name: &Ident) -> bool {
        let name = name.to_string();
        let count = |occurrences: &Occurrences| occurrences.0.get(&name).map_or(0, HashSet::len);
        count(self) > count(others)
    }
}
