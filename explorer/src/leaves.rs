//! Token trees as a flat list.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

/// A token that has no others in it: a word, a sign, a literal, or one side of a pair of brackets.
#[derive(Clone)]
pub struct Leaf {
    pub kind: Kind,
    pub text: String,
    pub span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Word,
    Sign,
    Literal,
    Bracket,
}

/// The leaves of `tokens`, in order. Invisible brackets are left out.
pub fn leaves(tokens: TokenStream) -> Vec<Leaf> {
    let mut found = Vec::new();
    collect(tokens, &mut found);
    found
}

fn collect(tokens: TokenStream, found: &mut Vec<Leaf>) {
    for tree in tokens {
        let (kind, text, span) = match tree {
            TokenTree::Ident(word) => (Kind::Word, word.to_string(), word.span()),
            TokenTree::Punct(sign) => (Kind::Sign, sign.as_char().to_string(), sign.span()),
            TokenTree::Literal(literal) => (Kind::Literal, literal.to_string(), literal.span()),
            TokenTree::Group(group) => {
                let sides = sides(group.delimiter());
                let bracket = |text: &str, span| Leaf { kind: Kind::Bracket, text: text.to_owned(), span };
                found.extend(sides.map(|(open, _)| bracket(open, group.span_open())));
                collect(group.stream(), found);
                found.extend(sides.map(|(_, close)| bracket(close, group.span_close())));
                continue;
            }
        };
        found.push(Leaf { kind, text, span });
    }
}

fn sides(delimiter: Delimiter) -> Option<(&'static str, &'static str)> {
    match delimiter {
        Delimiter::Parenthesis => Some(("(", ")")),
        Delimiter::Brace => Some(("{", "}")),
        Delimiter::Bracket => Some(("[", "]")),
        Delimiter::None => None,
    }
}
