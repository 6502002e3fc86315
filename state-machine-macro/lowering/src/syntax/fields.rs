//! Structured logging: `info!(target: "x", user, id = %id, "text {}", value)`.

use proc_macro2::{Ident, Spacing, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Expr, Token};

use super::text::pieces;

/// The arguments of an event or a span.
pub struct Fields {
    pub fields: Vec<Field>,
    /// Where the text of an event stands. Behind it are its arguments.
    message: Option<usize>,
    trailing: bool,
}

/// One argument.
pub struct Field {
    /// `target:`, `id = %`, `?`
    pub lead: TokenStream,
    pub value: Expr,
    /// The value is the name as well: `user`, `%user.name`.
    pub names: bool,
}

impl Fields {
    /// `None` where something else stands between the commas.
    pub fn parse(tokens: TokenStream, is_span: bool) -> Option<Fields> {
        let (pieces, trailing) = pieces(tokens);
        let (mut fields, mut message) = (Vec::new(), None);
        for (index, piece) in pieces.into_iter().enumerate() {
            let field = field(piece, message.is_none())?;
            if !is_span && field.lead.is_empty() && matches!(field.value, Expr::Lit(_)) {
                message = message.or(Some(index));
            }
            fields.push(field);
        }
        Some(Fields { fields, message, trailing })
    }

    /// In the order in which they are evaluated: the text of an event is made before the fields.
    pub fn values(&mut self) -> Vec<&mut Expr> {
        let (fields, text) = self.fields.split_at_mut(self.message.unwrap_or(0));
        let values = text.iter_mut().chain(fields).filter(|field| !field.names);
        values.map(|field| &mut field.value).collect()
    }

    /// Which of these is the span that the event or span is in: `parent: span`.
    pub fn parent(&self) -> Option<usize> {
        let (fields, text) = self.fields.split_at(self.message.unwrap_or(0));
        let mut values = text.iter().chain(fields).filter(|field| !field.names);
        values.position(
            |field| matches!(field.lead.clone().into_iter().next(), Some(TokenTree::Ident(lead)) if lead == "parent"),
        )
    }

    /// The text of an event.
    pub fn text(&mut self) -> Option<&mut Expr> {
        Some(&mut self.fields[self.message?].value)
    }

    /// One more argument of the text.
    pub fn push(&mut self, lead: TokenStream, value: Expr) {
        self.fields.push(Field { lead, value, names: false });
    }

    pub fn into_tokens(self) -> TokenStream {
        let fields = self.fields.into_iter().map(|Field { lead, value, .. }| quote!(#lead #value));
        let comma = self.trailing.then(<Token![,]>::default);
        quote!(#(#fields),* #comma)
    }
}

fn field(piece: Vec<TokenTree>, may_name: bool) -> Option<Field> {
    let lead = lead(&piece);
    let (lead, value) = piece.split_at(lead);
    let value: Expr = syn::parse2(value.iter().cloned().collect()).ok()?;
    // Before the text a block is a list of fields.
    if may_name && lead.is_empty() && matches!(value, Expr::Block(_)) {
        return None;
    }
    let has_name = lead.len() > 1;
    let names = may_name && !has_name && root(&value).is_some_and(|root| root != "self");
    let mut lead: TokenStream = lead.iter().cloned().collect();
    // `self` cannot be hidden by a local of that name.
    if may_name && !has_name && root(&value).is_some_and(|root| root == "self") {
        let name = value.to_token_stream();
        lead = quote!(#name = #lead);
    }
    Some(Field { lead, value, names })
}

/// How many tokens stand before the value: up to `=` or `:`, and the sigil.
fn lead(piece: &[TokenTree]) -> usize {
    let is = |at: usize, char: char| matches!(piece.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == char);
    let is_alone =
        |at: usize| matches!(piece.get(at), Some(TokenTree::Punct(punct)) if punct.spacing() == Spacing::Alone);
    let mut at = 0;
    // `a.b.c`, `"a"`
    while matches!(piece.get(at), Some(TokenTree::Ident(_) | TokenTree::Literal(_))) {
        at += 1;
        if !is(at, '.') {
            break;
        }
        at += 1;
    }
    let is_value = is(at, '=') && (is_alone(at) || is(at + 1, '%') || is(at + 1, '&') || is(at + 1, '*'))
        || is(at, ':') && is_alone(at);
    let start = if at > 0 && is_value { at + 1 } else { 0 };
    start + usize::from(is(start, '%') || is(start, '?'))
}

/// `user` of `user.name`
pub fn root(expr: &Expr) -> Option<&Ident> {
    match expr {
        Expr::Path(path) => path.path.get_ident(),
        Expr::Field(field) => root(&field.base),
        _ => None,
    }
}
