//! Tokens to checked input: the arguments of the attribute, the function it stands on, and what is refused of both.

mod astray;
mod attributes;
mod conditional;
mod fallback;
mod function;
mod kind;
mod options;
mod signature;
mod syntax;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::error::Errors;
use crate::model::input::Input;

pub use astray::jumps_astray;
pub use conditional::split_by_cfg;
pub use fallback::without_refused;

/// Reads the arguments of the attribute and the item that it stands on.
///
/// There is a result even after an error, as long as the later stages can work on the function, so that they can report
/// theirs in the same run. Without a result there is an error.
pub fn parse(arguments: TokenStream, item: TokenStream, errors: &Errors) -> Option<Input> {
    let options = options::read(ungroup(arguments), errors);
    let function = function::read(ungroup(item), errors)?;
    attributes::check(&function.attrs, errors);
    signature::check(&function.sig, errors)?;
    syntax::check(&function.body, errors);
    Some(Input { attrs: function.attrs, vis: function.vis, sig: function.sig, body: function.body, options })
}

/// Takes off the invisible parentheses in which `macro_rules!` hands on what it matched (`$item:item`).
fn ungroup(tokens: TokenStream) -> TokenStream {
    let mut trees = tokens.clone().into_iter();
    match (trees.next(), trees.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::None => ungroup(group.stream()),
        _ => tokens,
    }
}

/// The pieces between commas; one comma may end the list. A piece that is empty is shown as its comma.
fn split_at_commas(tokens: TokenStream) -> Vec<TokenStream> {
    let mut pieces = Vec::new();
    let mut piece = TokenStream::new();
    for tree in tokens {
        let is_comma = matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == ',');
        if !is_comma || piece.is_empty() {
            piece.extend([tree]);
        }
        if is_comma {
            pieces.push(std::mem::take(&mut piece));
        }
    }
    if !piece.is_empty() {
        pieces.push(piece);
    }
    pieces
}
