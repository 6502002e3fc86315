//! Items of the body: they stand before it, where both copies see them.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{
    Block, Item, Macro, Stmt, parse_quote,
    visit::Visit,
    visit_mut::{self, VisitMut},
};

use super::{Emitter, imports::import};
use crate::{
    model::input::Input,
    syntax::{items::is_among, macros},
};

/// Those that stand once.
pub fn items(emitter: &Emitter<'_>, input: &Input) -> Vec<Item> {
    let graph = &emitter.machine.graph;
    let mut items = graph.items.clone();
    for (index, item) in items.iter_mut().enumerate() {
        if let Some(scope) = graph.inner_items.get(&index) {
            import(graph, *scope, item);
        }
        // The machine may have no use for it, where what it makes is written out.
        if let Item::Macro(mac) = item
            && mac.ident.as_ref().is_some_and(|name| calls(&input.body, name))
        {
            mac.attrs.push(parse_quote!(#[allow(unused_macros)]));
        }
    }
    items
}

/// In the copy that is checked, a macro that the body calls stays as well: it may name the locals before it.
pub fn remove_items(emitter: &Emitter<'_>, body: &mut Block) {
    let whole = body.clone();
    body.stmts.retain(|stmt| match stmt {
        Stmt::Item(Item::Macro(mac)) => mac.ident.as_ref().is_some_and(|name| calls(&whole, name)),
        stmt => !matches!(stmt, Stmt::Item(_)),
    });
    RemoveInner { items: &emitter.machine.graph.items, removed: 0 }.visit_block_mut(body);
}

/// Items of inner blocks that stand before the body: a trait beside itself would make each call of its methods ambiguous.
struct RemoveInner<'i> {
    items: &'i [Item],
    /// How many there have been.
    removed: usize,
}

impl VisitMut for RemoveInner<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let count = block.stmts.len();
        block.stmts.retain(|stmt| match stmt {
            Stmt::Item(Item::Macro(_)) => true,
            Stmt::Item(item) => !is_among(item, self.items),
            _ => true,
        });
        // It may be the only one that needs what the block imports.
        if block.stmts.len() < count {
            for stmt in &mut block.stmts {
                if let Stmt::Item(Item::Use(import)) = stmt {
                    import.attrs.push(parse_quote!(#[allow(unused_imports)]));
                }
            }
        }
        self.removed += count - block.stmts.len();
        visit_mut::visit_block_mut(self, block);
    }

    /// In the blocks among its arguments. All other macros keep the tokens that they have.
    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        let before = self.removed;
        let mut shape = macros::shape(mac);
        shape.visit(|expr| self.visit_expr_mut(expr));
        if self.removed > before {
            mac.tokens = shape.into_tokens(&mac.tokens);
        }
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}
}

/// Does the body call the macro, and not only an item in it?
fn calls(body: &Block, name: &Ident) -> bool {
    struct Finder<'n>(&'n Ident, bool);
    impl Visit<'_> for Finder<'_> {
        fn visit_macro(&mut self, mac: &Macro) {
            self.1 |= mac.path.is_ident(self.0) || is_called(mac.tokens.clone(), self.0);
        }
        fn visit_item(&mut self, _: &Item) {}
    }
    let mut finder = Finder(name, false);
    finder.visit_block(body);
    finder.1
}

fn is_called(tokens: TokenStream, name: &Ident) -> bool {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let inside = |tree: &TokenTree| matches!(tree, TokenTree::Group(group) if is_called(group.stream(), name));
    let called = |pair: &[TokenTree]| matches!(pair, [TokenTree::Ident(ident), TokenTree::Punct(sign)] if ident == name && sign.as_char() == '!');
    trees.iter().any(inside) || trees.windows(2).any(called)
}
