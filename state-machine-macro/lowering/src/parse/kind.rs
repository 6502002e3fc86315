//! What the attribute stands on, told by the first words of the item.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Ident, LitStr, Result, Token, token};

use crate::refusal::Refusal;

/// What the attribute stands on.
pub enum Kind {
    /// Some function: `fn` comes next, or the words that may stand before it.
    Function,
    /// An `impl`, a trait or a module.
    Scope,
    /// Anything else: the tokens to show, and what to say about them.
    Other(TokenStream, Refusal),
}

/// Looks ahead in `input`, which stands behind attributes and visibility, and leaves it where it is.
pub fn of(input: ParseStream) -> Result<Kind> {
    let ahead = input.fork();
    let mut last: Option<Ident> = None;
    while !ahead.peek(Token![fn]) && ahead.peek(Ident::peek_any) {
        let word = ahead.call(Ident::parse_any)?;
        if let Some(kind) = item(&word, &last, &ahead) {
            return Ok(kind);
        }
        ahead.parse::<Option<LitStr>>()?;
        last = Some(word);
    }
    match last {
        last if !ahead.peek(Token![fn]) => Ok(other(last, &ahead)),
        Some(word) if word == "gen" => Ok(Kind::Other(word.into_token_stream(), Refusal::GenFunction)),
        _ => Ok(Kind::Function),
    }
}

/// What an item is whose words so far end in `last` and `word`; `None` while that is open.
fn item(word: &Ident, last: &Option<Ident>, rest: ParseStream) -> Option<Kind> {
    let at = word.to_token_stream();
    let refused = |refusal| Some(Kind::Other(at.clone(), refusal));
    let named = |what| refused(Refusal::NotAFunction { what });
    match word.to_string().as_str() {
        "mod" if rest.peek2(Token![;]) => refused(Refusal::OnModuleFile),
        "impl" | "trait" | "mod" => Some(Kind::Scope),
        "move" => refused(Refusal::OnClosure),
        "struct" => named("a struct"),
        "enum" => named("an enum"),
        "use" => named("a `use` declaration"),
        "static" => named("a static"),
        "type" => named("a type alias"),
        "crate" if last.as_ref().is_some_and(|last| last == "extern") => named("an `extern crate` declaration"),
        "let" => named("a statement"),
        "union" if rest.peek(syn::Ident) => named("a union"),
        "extern" if rest.peek(token::Brace) || rest.peek(LitStr) && rest.peek2(token::Brace) => {
            refused(Refusal::OnForeignModule)
        }
        "const" | "async" | "unsafe" | "safe" | "default" | "auto" | "gen" | "extern" => None,
        _ if last.as_ref().is_some_and(|last| last == "const") => named("a constant"),
        _ if rest.peek(Token![!]) || rest.peek(Token![::]) => refused(Refusal::OnMacroCall),
        _ => named("something else"),
    }
}

/// What something is that begins with no word at all, or whose words (`async`, `unsafe`, ..) are not followed by `fn`.
fn other(last: Option<Ident>, rest: ParseStream) -> Kind {
    let at = last.map(|word| word.to_token_stream()).unwrap_or_else(|| rest.cursor().token_stream());
    if rest.peek(Token![|]) || rest.peek(Token![||]) {
        Kind::Other(at, Refusal::OnClosure)
    } else if rest.peek(token::Brace) {
        Kind::Other(at, Refusal::NotAFunction { what: "a block" })
    } else {
        Kind::Other(at, Refusal::NotAFunction { what: "something else" })
    }
}
