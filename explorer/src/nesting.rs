//! How deep the parser would go: it calls itself, and so would what comes after it, down to the end of the stack.
//!
//! Parentheses are not all there is to nesting: `!!!!x`, `a + b + c`, `a.b().c()` and `if .. {} else if .. {}` nest
//! without any. So this counts the tokens on the way to each token, and starts anew where a statement or an item does.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

/// Ten times what people write; the stack of [`crate::run`] is made for it.
const LIMIT: usize = 2_000;

/// The first token that is nested too deep.
pub fn too_deep(tokens: TokenStream) -> Option<Span> {
    look(tokens, 0)
}

fn look(tokens: TokenStream, above: usize) -> Option<Span> {
    let mut depth = above;
    let mut behind_braces = false;
    for tree in tokens {
        if behind_braces && begins_anew(&tree) {
            depth = above;
        }
        depth += 1;
        if depth > LIMIT {
            return Some(tree.span());
        }
        behind_braces = false;
        match tree {
            TokenTree::Group(group) => {
                behind_braces = group.delimiter() == Delimiter::Brace;
                if let Some(found) = look(group.stream(), depth) {
                    return Some(found);
                }
            }
            TokenTree::Punct(punct) if matches!(punct.as_char(), ';' | ',') => depth = above,
            _ => {}
        }
    }
    None
}

/// Behind `}`: may the next statement, item or arm begin with it?
fn begins_anew(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Ident(word) => word != "else" && word != "as",
        TokenTree::Punct(punct) => punct.as_char() == '#',
        _ => true,
    }
}
