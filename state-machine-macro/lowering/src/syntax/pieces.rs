//! Lists of tokens.

use proc_macro2::{TokenStream, TokenTree};

/// The pieces between commas; one comma may end the list. A piece that is empty is shown as its comma.
pub fn split_at_commas(tokens: TokenStream) -> Vec<TokenStream> {
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
