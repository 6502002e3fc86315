//! Items that a macro makes. They stand in both copies of the body, of which only one is called.

use std::collections::HashSet;

use proc_macro2::Ident;
use syn::{Attribute, Item, ItemFn, ItemImpl, ItemStatic, Stmt, Type, TypePath};

/// May they? One copy of them is seen from inside the other copy of the body, where methods of two traits would be in scope. There may
/// not be two `impl`s of a trait for what both copies share, nor two functions of one name for the linker.
///
/// What stands in an inner block may be called like something else.
pub fn may_stand_twice(stmts: &[Stmt], is_outermost: bool) -> bool {
    let items = stmts.iter().filter_map(|stmt| match stmt {
        Stmt::Item(item) => Some(item),
        _ => None,
    });
    let own: HashSet<&Ident> = items.clone().filter_map(declared).collect();
    items.into_iter().all(|item| match item {
        Item::Const(_) | Item::Type(_) | Item::Use(_) => true,
        _ if !is_outermost => false,
        Item::Enum(_) | Item::Struct(_) | Item::Union(_) => true,
        Item::Fn(ItemFn { attrs, .. }) | Item::Static(ItemStatic { attrs, .. }) => !is_for_the_linker(attrs),
        Item::Impl(item) => is_for_own(item, &own),
        _ => false,
    })
}

/// A type.
fn declared(item: &Item) -> Option<&Ident> {
    match item {
        Item::Enum(item) => Some(&item.ident),
        Item::Struct(item) => Some(&item.ident),
        Item::Union(item) => Some(&item.ident),
        _ => None,
    }
}

/// Is the type one of these?
fn is_for_own(item: &ItemImpl, own: &HashSet<&Ident>) -> bool {
    let Type::Path(TypePath { qself: None, path, .. }) = &*item.self_ty else { return false };
    path.segments.len() == 1 && own.contains(&path.segments[0].ident)
}

fn is_for_the_linker(attrs: &[Attribute]) -> bool {
    let words = ["no_mangle", "export_name", "link_section", "unsafe", "used"];
    attrs.iter().any(|attr| words.iter().any(|word| attr.path().is_ident(word)))
}
