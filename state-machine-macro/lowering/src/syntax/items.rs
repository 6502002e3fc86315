//! Macros that stand for items: `pin_project! { struct Copy { .. } }`, and functions inside that were rewritten before,
//! in a way that depends on the edition.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Block, Item, ItemMacro, Stmt, StmtMacro,
    visit_mut::{self, VisitMut},
};

use crate::edition;

/// Says of statements that they are items: these stand once, where all of the body sees them.
pub fn reveal(body: &mut Block) {
    struct Revealer;
    impl VisitMut for Revealer {
        fn visit_stmt_mut(&mut self, stmt: &mut Stmt) {
            if let Stmt::Macro(StmtMacro { attrs, mac, semi_token }) = stmt
                && (edition::is_choice(&mac.path) || begins_an_item(mac.tokens.clone()))
            {
                let (attrs, mac) = (std::mem::take(attrs), mac.clone());
                *stmt = Stmt::Item(Item::Macro(ItemMacro { attrs, ident: None, mac, semi_token: *semi_token }));
            }
            visit_mut::visit_stmt_mut(self, stmt);
        }

        fn visit_item_mut(&mut self, _: &mut Item) {}
    }
    Revealer.visit_block_mut(body);
}

/// Is it one of them, word by word?
pub fn is_among(item: &Item, items: &[Item]) -> bool {
    let words = |item: &Item| item.to_token_stream().to_string();
    let searched = words(item);
    items.iter().any(|item| words(item) == searched)
}

/// `#[attribute] pub(crate) struct Name ..`
fn begins_an_item(tokens: TokenStream) -> bool {
    let mut tokens = tokens.into_iter().peekable();
    let mut visible = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' || punct.as_char() == '!' => {}
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket && !visible => {}
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis && visible => {}
            TokenTree::Ident(word) if word == "pub" => visible = true,
            TokenTree::Ident(word) if word == "async" || word == "unsafe" => {
                return matches!(tokens.peek(), Some(TokenTree::Ident(next)) if next == "fn" || next == "unsafe" || next == "impl");
            }
            TokenTree::Ident(word) => {
                let keyword =
                    ["struct", "enum", "union", "trait", "fn", "static", "mod"].iter().any(|item| word == item);
                return keyword
                    && matches!(tokens.peek(), Some(TokenTree::Ident(name)) if name != "move" && name != "async")
                    || word == "impl" && tokens.peek().is_some();
            }
            _ => return false,
        }
    }
    false
}
