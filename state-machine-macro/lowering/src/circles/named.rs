//! What a piece of code may call, by the names in it.

use std::collections::HashSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Block, FnArg, GenericArgument, Pat, PatIdent, PatType, PathArguments, Signature, Type,
    visit::{self, Visit},
};

use super::file::{File, Function};

/// Names, and paths of two names whose first one is that of a type: `Writer::new` is no `new` of anything else.
#[derive(Default, Debug)]
pub struct Named {
    alone: HashSet<String>,
    of_types: HashSet<(String, String)>,
}

impl Named {
    /// Of a function. What is called on a trait object gives what the trait says, whichever function it is.
    pub fn in_function(sig: &Signature, body: &Block) -> Self {
        let objects: HashSet<String> = sig.inputs.iter().filter_map(trait_object).collect();
        let mut rebound = Rebound(HashSet::new());
        rebound.visit_block(body);
        Self::in_tokens(body.to_token_stream(), &(&objects - &rebound.0))
    }

    fn in_tokens(tokens: TokenStream, objects: &HashSet<String>) -> Self {
        let (mut named, mut open) = (Named::default(), vec![tokens]);
        while let Some(tokens) = open.pop() {
            let trees: Vec<TokenTree> = tokens.into_iter().collect();
            for (at, tree) in trees.iter().enumerate() {
                match tree {
                    TokenTree::Ident(_) if is_called_on(&trees[..at], objects) => {}
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

/// The name of a parameter that is a trait object, behind references or the usual pointers.
fn trait_object(argument: &FnArg) -> Option<String> {
    let FnArg::Typed(PatType { pat, ty, .. }) = argument else { return None };
    let Pat::Ident(PatIdent { ident, .. }) = &**pat else { return None };
    is_trait_object(ty).then(|| ident.to_string())
}

fn is_trait_object(ty: &Type) -> bool {
    match ty {
        Type::TraitObject(_) => true,
        Type::Paren(inner) => is_trait_object(&inner.elem),
        Type::Reference(reference) => is_trait_object(&reference.elem),
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else { return false };
            let PathArguments::AngleBracketed(inner) = &last.arguments else { return false };
            let is_pointer = matches!(&*last.ident.to_string(), "Arc" | "Box" | "Pin" | "Rc");
            is_pointer && matches!(inner.args.first(), Some(GenericArgument::Type(pointee)) if is_trait_object(pointee))
        }
        _ => false,
    }
}

/// What patterns bind.
struct Rebound(HashSet<String>);

impl Visit<'_> for Rebound {
    fn visit_pat_ident(&mut self, pat: &PatIdent) {
        self.0.insert(pat.ident.to_string());
        visit::visit_pat_ident(self, pat);
    }
}

/// `object.` before a name.
fn is_called_on(trees: &[TokenTree], objects: &HashSet<String>) -> bool {
    match trees {
        [.., TokenTree::Punct(before), TokenTree::Ident(_), TokenTree::Punct(_)] if before.as_char() == '.' => false,
        [.., TokenTree::Ident(object), TokenTree::Punct(dot)] => {
            dot.as_char() == '.' && objects.contains(&object.to_string())
        }
        _ => false,
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
    use super::{HashSet, Named};
    use quote::quote;

    #[test]
    fn types_before_names() {
        let tokens = quote! {
            new(); Writer::new(x); buffer::Reader::<Vec<&mut T>, fn() -> u8>::from(y); module::open(); <T as Trait>::read(); a < B::C;
            self.close(Self::shut)
        };
        let named = Named::in_tokens(tokens, &HashSet::new());
        let has = |of: &str, name: &str| named.of_types.contains(&(of.to_owned(), name.to_owned()));
        assert!(has("Writer", "new") && has("Reader", "from") && has("B", "C") && has("Self", "shut"), "{named:?}");
        let alone = ["new", "open", "read", "close", "Writer", "Reader", "T", "Trait"];
        assert!(alone.iter().all(|name| named.alone.contains(*name)), "{named:?}");
        assert!(!named.alone.contains("from") && named.has("from"), "{named:?}");
    }

    #[test]
    fn methods_of_trait_objects() {
        let function: syn::ItemFn = syn::parse_quote! {
            async fn write(level: &Arc<dyn Store>, log: Box<dyn Log>, other: &mut dyn Store, list: &Vec<Box<dyn Log>>) {
                level.check().await;
                self.level.open().await;
                let other = made();
                other.close().await;
                list.len();
                log.warn(|| level.read()).done();
            }
        };
        let named = Named::in_function(&function.sig, &function.block);
        assert!(["check", "warn", "read"].iter().all(|name| !named.has(name)), "{named:?}");
        assert!(["open", "close", "len", "done", "made"].iter().all(|name| named.has(name)), "{named:?}");
    }
}
