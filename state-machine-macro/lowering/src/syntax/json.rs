//! The values in `json!({ "id": f(), "all": [g(), null] })`.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Expr, Token};

use super::{format::captures, text::pieces};

/// What stands in it, in order.
pub struct Json(Vec<Node>);

#[allow(clippy::large_enum_variant, reason = "most are values")]
enum Node {
    /// `null`, and what is between values.
    Tokens(TokenStream),
    Value(Expr),
    /// An object or a list.
    Inside(Group, Json),
}

impl Json {
    /// `value, value` or `key: value, key: value`
    pub fn parse(tokens: TokenStream) -> Json {
        let (pieces, trailing) = pieces(tokens);
        let (mut nodes, count) = (Vec::new(), pieces.len());
        for (index, piece) in pieces.into_iter().enumerate() {
            let colon = (0..piece.len()).find(|at| is_colon(&piece, *at));
            if let Some(colon) = colon {
                nodes.push(value(&piece[..colon]));
                nodes.push(Node::Tokens(piece[colon].to_token_stream()));
            }
            nodes.push(value(&piece[colon.map_or(0, |colon| colon + 1)..]));
            if trailing || index + 1 < count {
                nodes.push(Node::Tokens(<Token![,]>::default().to_token_stream()));
            }
        }
        Json(nodes)
    }

    /// The same of values only: all that is in it are expressions. `None` if anything else stands in it.
    pub fn documents(tokens: TokenStream) -> Option<Json> {
        let json = Json::parse(tokens);
        json.is_read().then_some(json)
    }

    fn is_read(&self) -> bool {
        self.0.iter().all(|node| match node {
            Node::Tokens(tokens) => {
                let is_word = |tree| matches!(tree, TokenTree::Ident(word) if word != "null");
                !tokens.clone().into_iter().any(is_word)
            }
            Node::Value(_) => true,
            Node::Inside(_, inner) => inner.is_read(),
        })
    }

    /// The same where keys are texts, or names in braces: `"id": f()`, `f(), { id: g() }`. `None` if anything else stands in it.
    pub fn entries(tokens: TokenStream, has_names: bool) -> Option<Json> {
        let (pieces, trailing) = pieces(tokens);
        let (mut nodes, count) = (Vec::new(), pieces.len());
        for (index, piece) in pieces.into_iter().enumerate() {
            let has_key = is_key(piece.first(), has_names) && is_colon(&piece, 1);
            let (key, value) = piece.split_at(if has_key { 2 } else { 0 });
            nodes.push(Node::Tokens(key.iter().cloned().collect()));
            nodes.push(entry(value)?);
            if trailing || index + 1 < count {
                nodes.push(Node::Tokens(<Token![,]>::default().to_token_stream()));
            }
        }
        Some(Json(nodes))
    }

    /// `metric: self.metric(), method: "text", f()`: names stand before values. `None` if all of these could be types, as in
    /// `x: u8`, where the name may be that of a local; or if a text names something.
    pub fn labelled(tokens: TokenStream) -> Option<Json> {
        let mut json = Json::entries(tokens, true)?;
        let values = json.values();
        let names = |value: &&mut Expr| !captures(&value.to_token_stream().to_string()).is_empty();
        let is_text = |value: &&mut Expr| matches!(value, Expr::Lit(_));
        let could_be_type = |value: &&mut Expr| is_text(value) || matches!(value, Expr::Path(_));
        let is_read = !values.iter().all(could_be_type) && !values.iter().any(|value| is_text(value) && names(value));
        is_read.then_some(json)
    }

    pub fn values(&mut self) -> Vec<&mut Expr> {
        let values = self.0.iter_mut().map(|node| match node {
            Node::Tokens(_) => Vec::new(),
            Node::Value(value) => vec![value],
            Node::Inside(_, inner) => inner.values(),
        });
        values.flatten().collect()
    }

    pub fn into_tokens(self) -> TokenStream {
        let tokens = self.0.into_iter().map(|node| match node {
            Node::Tokens(tokens) => tokens,
            Node::Value(value) => not_an_object(value),
            Node::Inside(group, inner) => {
                let mut tokens = Group::new(group.delimiter(), inner.into_tokens());
                tokens.set_span(group.span());
                TokenTree::Group(tokens).into()
            }
        });
        tokens.collect()
    }
}

/// What begins with braces would be one.
fn not_an_object(value: Expr) -> TokenStream {
    let tokens = value.to_token_stream();
    match tokens.clone().into_iter().next() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => quote!((#tokens)),
        _ => tokens,
    }
}

fn is_key(first: Option<&TokenTree>, has_names: bool) -> bool {
    match first {
        Some(TokenTree::Literal(text)) => text.to_string().starts_with('"'),
        Some(TokenTree::Ident(_)) => has_names,
        _ => false,
    }
}

fn entry(tokens: &[TokenTree]) -> Option<Node> {
    let all: TokenStream = tokens.iter().cloned().collect();
    if let [TokenTree::Group(group)] = tokens
        && let has_names = group.delimiter() == Delimiter::Brace
        && (has_names || group.delimiter() == Delimiter::Bracket)
        && let Some(inside) = Json::entries(group.stream(), has_names)
    {
        return Some(Node::Inside(group.clone(), inside));
    }
    syn::parse2(all).ok().map(Node::Value)
}

/// `::` is part of a path.
fn is_colon(piece: &[TokenTree], at: usize) -> bool {
    let is = |at: usize| matches!(piece.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
    is(at) && !is(at + 1) && !at.checked_sub(1).is_some_and(is)
}

fn value(tokens: &[TokenTree]) -> Node {
    use Delimiter::{Brace, Bracket};
    let all: TokenStream = tokens.iter().cloned().collect();
    match tokens {
        [TokenTree::Group(group)] if matches!(group.delimiter(), Brace | Bracket) => {
            Node::Inside(group.clone(), Json::parse(group.stream()))
        }
        // `null` is not Rust.
        [TokenTree::Ident(ident)] if ident == "null" => Node::Tokens(all),
        _ => syn::parse2(all.clone()).map_or(Node::Tokens(all), Node::Value),
    }
}
