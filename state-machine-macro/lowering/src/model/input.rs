//! What the attribute was written on, once it is known to be an `async fn` that can be rewritten.

use proc_macro2::{Ident, Span};
use syn::{Attribute, Block, Pat, PatIdent, Path, Signature, Visibility};

/// An `async fn` with a body, and what was asked for it.
pub struct Input {
    /// The function's other attributes, documentation included. Inner ones (`#![..]`) have become outer ones.
    pub attrs: Vec<Attribute>,
    /// `pub`, `pub(crate)` or nothing.
    pub vis: Visibility,
    /// The signature as written, `async` included.
    pub sig: Signature,
    /// The body as written.
    pub body: Block,
    /// The arguments of the attribute.
    pub options: Options,
}

/// The arguments of the attribute: `#[manual_async(name = "ReadFile", crate = ::manual_async)]`.
pub struct Options {
    /// The name of the state enum, where the user chose one. It carries the span of the string it was written in.
    pub name: Option<Ident>,
    /// The crate `manual-async` or a re-export of it, where the support code and the attribute itself are found:
    /// `::manual_async` by default.
    pub krate: Path,
    /// The function stays as it is: a word to the attribute on the `impl`, trait or module around it.
    pub skip: Option<Ident>,
    /// The attributes below have run already. Only the attribute itself says so, when it has stepped behind them.
    pub last: bool,
}

/// The name of a parameter in the signature: its own, or a made-up one for a pattern.
pub fn argument_name(pat: &Pat, index: usize) -> Ident {
    match pat {
        Pat::Ident(PatIdent { by_ref: None, subpat: None, ident, .. }) => ident.clone(),
        _ => Ident::new(&format!("argument_{index}"), Span::mixed_site()),
    }
}
