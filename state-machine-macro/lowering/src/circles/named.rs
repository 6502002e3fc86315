//! What a piece of code may call, by the names in it.

use std::collections::HashSet;

use proc_macro2::{TokenStream, TokenTree};

use super::file::{File, Function};

/// Names, and paths of two names whose first one is that of a type: `Writer::new` is no `new` of anything else.
#[derive(Default, Debug)]
pub struct Named {
    alone: HashSet<String>,
    of_types: HashSet<(String, String)>,
}

impl Named {
    pub fn in_tokens(tokens: TokenStream) -> Self {
        let (mut named, mut open) = (Named::default(), vec![tokens]);
        while let Some(tokens) = open.pop() {
            let trees: Vec<TokenTree> = tokens.into_iter().collect();
            for (at, tree) in trees.iter().enumerate() {
                match tree {
                    TokenTree::Ident(name) => match type_before(&trees[..at]) {
                        Some(of) => drop(named.of_types.insert((of, name.to_string()))),
                        None => drop(named.alone.insert(name.to_string())),
                    },
                    TokenTree::Group(group) => open.push(group.stream()),
                    _ => {}
                }
            }
        }
        named
    }

    /// May the function be called there? A type may have another name in the file.
    pub fn may_mean(&self, function: &Function, file: &File) -> bool {
        let owner = function.of.as_ref();
        let is_owner = |of: &String| {
            let names = owner.iter().flat_map(|owner| owner.name.iter().chain(&owner.of_trait));
            of == "Self" || file.aliases.contains(of) || names.into_iter().any(|name| name == of)
        };
        self.alone.contains(&function.name)
            || self.of_types.iter().any(|(of, name)| *name == function.name && owner.is_some() && is_owner(of))
    }

    /// May anything of this name be called there?
    pub fn has(&self, name: &str) -> bool {
        self.alone.contains(name) || self.of_types.iter().any(|(_, called)| called == name)
    }
}

/// `Writer` before `::`, or `Writer::<T>`.
fn type_before(trees: &[TokenTree]) -> Option<String> {
    let is =
        |tree: Option<&TokenTree>, sign: char| matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == sign);
    let without_colons = |trees: &[TokenTree]| {
        let end = trees.len().checked_sub(2)?;
        (is(trees.get(end), ':') && is(trees.last(), ':')).then_some(end)
    };
    let mut trees = &trees[..without_colons(trees)?];
    if is(trees.last(), '>') {
        let mut depth = 0_usize;
        let open = (0..trees.len()).rev().find(|at| {
            let is_arrow = at.checked_sub(1).is_some_and(|before| is(trees.get(before), '-'));
            depth += usize::from(is(trees.get(*at), '>') && !is_arrow);
            depth -= usize::from(is(trees.get(*at), '<'));
            depth == 0
        })?;
        trees = &trees[..without_colons(&trees[..open]).unwrap_or(open)];
    }
    match trees.last()? {
        TokenTree::Ident(of) => Some(of.to_string()).filter(|of| of.starts_with(char::is_uppercase)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Named;
    use quote::quote;

    #[test]
    fn types_before_names() {
        let named = Named::in_tokens(quote! {
            new(); Writer::new(x); buffer::Reader::<Vec<&mut T>, fn() -> u8>::from(y); module::open(); <T as Trait>::read(); a < B::C;
            self.close(Self::shut)
        });
        let has = |of: &str, name: &str| named.of_types.contains(&(of.to_owned(), name.to_owned()));
        assert!(has("Writer", "new") && has("Reader", "from") && has("B", "C") && has("Self", "shut"), "{named:?}");
        let alone = ["new", "open", "read", "close", "Writer", "Reader", "T", "Trait"];
        assert!(alone.iter().all(|name| named.alone.contains(*name)), "{named:?}");
        assert!(!named.alone.contains("from") && named.has("from"), "{named:?}");
    }
}
