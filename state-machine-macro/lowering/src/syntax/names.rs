//! Names in tokens.

use std::collections::HashSet;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::Type;

/// Does the identifier stand anywhere in the tokens?
pub fn mentions(tokens: TokenStream, name: &Ident) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => mentions(group.stream(), name),
        TokenTree::Ident(ident) => ident == *name,
        _ => false,
    })
}

/// Is it a keyword, in any edition? (Asking `syn` takes rustc's lexer, and that for every name.)
pub fn is_keyword(name: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "Self", "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
        "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
        "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct",
        "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while",
        "yield",
    ];
    KEYWORDS.contains(&name)
}

/// What a text names, `{type}`, as code has to: `r#type`.
pub fn named(name: &str, span: Span) -> Ident {
    match is_keyword(name) && !matches!(name, "self" | "Self" | "super" | "crate" | "_") {
        true => Ident::new_raw(name, span),
        false => Ident::new(name, span),
    }
}

/// Every name that is in it.
pub fn all(tokens: TokenStream) -> HashSet<String> {
    let mut names = HashSet::new();
    let mut open = vec![tokens];
    while let Some(tokens) = open.pop() {
        for tree in tokens {
            match tree {
                TokenTree::Ident(name) => drop(names.insert(name.to_string())),
                TokenTree::Group(group) => open.push(group.stream()),
                _ => {}
            }
        }
    }
    names
}

/// `Tree`, of `module::Tree<T>`.
pub fn type_name(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    path.path.segments.last().map(|last| last.ident.to_string())
}
