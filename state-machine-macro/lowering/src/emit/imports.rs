//! What a block imports, for those of its items that stand before the body.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{
    Block, Expr, Item, ItemUse, Path, TypePath, UseTree, parse_quote,
    visit_mut::{self, VisitMut},
};

use crate::model::{graph::Graph, ids::ScopeId};

// From: `static LIMIT: LazyLock<u64> = LazyLock::new(|| 60);`, in a block that says `use std::sync::LazyLock;`
// Into: `static LIMIT: std::sync::LazyLock<u64> = { use std::sync::LazyLock; LazyLock::new(|| 60) };`
pub fn import(graph: &Graph, scope: ScopeId, item: &mut Item) {
    let scopes = std::iter::successors(Some(scope), |scope| graph.scopes[scope.index()].parent);
    let items = scopes.flat_map(|scope| &graph.scopes[scope.index()].items);
    let uses: Vec<&ItemUse> =
        items.filter_map(|item| if let Item::Use(import) = item { Some(import) } else { None }).collect();
    if uses.is_empty() || matches!(item, Item::Macro(_)) {
        return;
    }
    let mut names = Vec::new();
    for import in &uses {
        let colon = import.leading_colon;
        name(&import.tree, &quote!(#colon), &mut names);
    }
    Importer { uses: quote!(#(#[allow(unused_imports)] #uses)*), names }.visit_item_mut(item);
}

/// The names that are imported one by one, the innermost first, and where each is found.
fn name(tree: &UseTree, before: &TokenStream, names: &mut Vec<(Ident, Path)>) {
    let mut found = |name: &Ident, last: &Ident| {
        names.extend(syn::parse2(quote!(#before #last)).ok().map(|path| (name.clone(), path)));
    };
    match tree {
        UseTree::Path(path) => {
            let first = &path.ident;
            name(&path.tree, &quote!(#before #first::), names);
        }
        UseTree::Name(only) => found(&only.ident, &only.ident),
        UseTree::Rename(renamed) => found(&renamed.rename, &renamed.ident),
        UseTree::Group(group) => group.items.iter().for_each(|tree| name(tree, before, names)),
        UseTree::Glob(_) => {}
    }
}

/// Code gets the imports themselves, and types the whole paths.
struct Importer {
    uses: TokenStream,
    names: Vec<(Ident, Path)>,
}

impl Importer {
    /// How many words the path has got.
    fn lengthen(&self, path: &mut Path) -> usize {
        let first = path.segments.first().filter(|_| path.leading_colon.is_none());
        let Some(whole) = first.and_then(|first| self.names.iter().find(|(name, _)| *name == first.ident)) else {
            return 0;
        };
        let mut whole = whole.1.clone();
        let rest = std::mem::take(&mut path.segments).into_iter();
        let added = whole.segments.len() - 1;
        for (index, segment) in rest.enumerate() {
            match whole.segments.last_mut().filter(|_| index == 0) {
                Some(last) => last.arguments = segment.arguments,
                None => whole.segments.push(segment),
            }
        }
        *path = whole;
        added
    }
}

impl VisitMut for Importer {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        self.lengthen(path);
    }

    fn visit_type_path_mut(&mut self, path: &mut TypePath) {
        visit_mut::visit_path_mut(self, &mut path.path);
        match &mut path.qself {
            Some(of) => {
                self.visit_type_mut(&mut of.ty);
                if of.position > 0 {
                    of.position += self.lengthen(&mut path.path);
                }
            }
            None => _ = self.lengthen(&mut path.path),
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let uses = &self.uses;
        *expr = parse_quote!({ #uses #expr });
    }

    fn visit_block_mut(&mut self, block: &mut Block) {
        let uses = &self.uses;
        *block = parse_quote!({ #uses #block });
    }

    /// What stands there is no code of this item.
    fn visit_attribute_mut(&mut self, _: &mut syn::Attribute) {}
}
