//! What the arguments of a macro call are: expressions that a stage can look into, or tokens that it cannot.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Expr, Macro, Pat, Token,
    parse::{ParseStream, Parser},
    punctuated::Punctuated,
};

use super::{
    awaits::tokens_await,
    fields::Fields,
    json::Json,
    known::{is_document, makes_collection, name, names_fields, takes_values},
    select::{Select, biased},
};
use crate::model::mark;

/// The arguments of a macro call.
#[allow(clippy::large_enum_variant, reason = "it lives for one look at a macro")]
pub enum Shape {
    /// They name no local: `stringify!`, `env!`, `line!`.
    Untouched,
    /// `format!("{x} {}", y)`: expressions, of which the one at `format` is the format string.
    Format { args: Vec<Expr>, format: usize },
    /// `vec![a, b]`, `dbg!(a)`, and any macro whose arguments parse as expressions. `lead` is the `biased;` of `join!`, labels, or
    /// the arguments of `machine!`; `end` is a comma, or what comes behind the last comma and names nothing.
    Exprs { lead: TokenStream, args: Vec<Expr>, end: TokenStream },
    /// `hashmap! { key => value }`
    Pairs { pairs: Vec<(Expr, Expr)>, trailing: bool },
    /// `vec![a; n]`
    Repeat { value: Expr, count: Expr },
    /// `matches!(value, pattern if guard)`, `assert_matches!(value, pattern, "text")`
    Matches { value: Expr, pat: Pat, guard: Option<Expr>, message: Vec<Expr> },
    /// `select! { pattern = future, if condition => handler, else => handler }`
    Select(Select),
    /// `info!(user, id = %id, "text {}", value)`
    Fields(Fields),
    /// `json!({ "id": id })`
    Json(Json),
    /// `doc! { "id": id }`, `assign!(value, { id: id })`: the same, of which it is not known whether it only looks at the values.
    Entries(Json),
    /// Anything else.
    Opaque,
}

impl Shape {
    /// The expressions among the arguments, in the order in which they are evaluated. Of `name = value` the value.
    pub fn values(&mut self) -> Vec<&mut Expr> {
        match self {
            Shape::Untouched | Shape::Opaque => Vec::new(),
            Shape::Format { args, .. } | Shape::Exprs { args, .. } => args.iter_mut().map(unnamed).collect(),
            Shape::Pairs { pairs, .. } => pairs.iter_mut().flat_map(|(key, value)| [key, value]).collect(),
            Shape::Repeat { value, count } => vec![value, count],
            Shape::Matches { value, guard, message, .. } => {
                std::iter::once(value).chain(guard).chain(message.iter_mut().map(unnamed)).collect()
            }
            Shape::Select(select) => select.values(),
            Shape::Fields(fields) => fields.values(),
            Shape::Json(json) | Shape::Entries(json) => json.values(),
        }
    }

    /// How many of these come before all others, and end before them.
    pub fn conditions(&self) -> usize {
        match self {
            Shape::Select(select) => select.branches.iter().filter(|branch| branch.condition.is_some()).count(),
            _ => 0,
        }
    }

    /// What is evaluated behind them, with what it matches: one of these.
    pub fn handlers(&mut self) -> Vec<(Option<&mut Pat>, &mut Expr)> {
        match self {
            Shape::Select(select) => select.handlers(),
            _ => Vec::new(),
        }
    }

    /// All expressions among the arguments.
    pub fn visit(&mut self, mut visit: impl FnMut(&mut Expr)) {
        self.values().into_iter().for_each(&mut visit);
        self.handlers().into_iter().for_each(|(_, handler)| visit(handler));
    }

    /// The tokens that the macro is called with.
    pub fn into_tokens(self, original: &TokenStream) -> TokenStream {
        match self {
            Shape::Untouched | Shape::Opaque => original.clone(),
            Shape::Format { args, .. } => quote!(#(#args),*),
            Shape::Exprs { lead, args, end } => quote!(#lead #(#args),* #end),
            Shape::Pairs { pairs, trailing } => {
                let pairs = pairs.iter().map(|(key, value)| quote!(#key => #value));
                let end = trailing.then(<Token![,]>::default);
                quote!(#(#pairs),* #end)
            }
            Shape::Repeat { value, count } => quote!(#value; #count),
            Shape::Matches { value, pat, guard, message } => {
                let guard = guard.map(|guard| quote!(if #guard));
                quote!(#value, #pat #guard #(, #message)*)
            }
            Shape::Select(select) => select.into_tokens(),
            Shape::Fields(fields) => fields.into_tokens(),
            Shape::Json(json) | Shape::Entries(json) => json.into_tokens(),
        }
    }
}

/// In `name = value` the value, unless that assigns to a local.
fn unnamed(arg: &mut Expr) -> &mut Expr {
    let is_named = matches!(&*arg, Expr::Assign(named) if mark::read_mention_expr(&named.left).is_none());
    if !is_named {
        return arg;
    }
    match arg {
        Expr::Assign(named) => &mut named.right,
        arg => arg,
    }
}

/// Rewrites the arguments of a macro that parse as expressions.
pub fn rewrite(mac: &mut Macro, each: impl FnMut(&mut Expr)) {
    let mut shape = shape(mac);
    shape.values().into_iter().for_each(each);
    mac.tokens = shape.into_tokens(&mac.tokens);
}

/// Macros that await what they are given, without an `.await` to be seen.
pub fn awaits_by_itself(mac: &Macro) -> bool {
    match &*name(mac) {
        "join" | "try_join" | "assert_request_eq" => matches!(shape(mac), Shape::Exprs { .. }),
        "poll" => matches!(shape(mac), Shape::Exprs { args, .. } if args.len() == 1),
        "pending" => mac.tokens.is_empty(),
        "select" | "select_biased" => matches!(shape(mac), Shape::Select(_)),
        _ => false,
    }
}

/// Macros that use each argument once, where it stands, in the order in which they are given them.
pub fn is_known(mac: &Macro) -> bool {
    let by_shape = matches!(shape(mac), Shape::Format { .. } | Shape::Matches { .. } | Shape::Repeat { .. });
    by_shape || takes_values(mac)
}

pub fn shape(mac: &Macro) -> Shape {
    let name = name(mac);
    let tokens = mac.tokens.clone();
    match &*name {
        "stringify" | "concat" | "env" | "option_env" | "line" | "column" | "file" | "module_path" | "cfg"
        | "include" | "include_str" | "include_bytes" | "compile_error" | "macro_rules" => Shape::Untouched,
        "print" | "println" | "eprint" | "eprintln" | "format" | "format_args" | "panic" | "todo" | "unimplemented"
        | "unreachable" => format(tokens, 0),
        "assert" | "debug_assert" | "write" | "writeln" => format(tokens, 1),
        "assert_eq" | "assert_ne" | "debug_assert_eq" | "debug_assert_ne" => format(tokens, 2),
        "matches" | "assert_matches" | "debug_assert_matches" => matches_shape(tokens),
        "json" => Shape::Json(Json::parse(tokens)),
        _ if is_document(mac) => Json::documents(tokens.clone()).map_or_else(|| exprs(tokens), Shape::Json),
        "join" | "try_join" => joined(tokens),
        "select" | "select_biased" => Select::parse(tokens).map_or(Shape::Opaque, Shape::Select),
        "machine" => machine(tokens),
        other if makes_collection(other) => {
            repeat(tokens.clone()).or_else(|| pairs(tokens.clone())).unwrap_or_else(|| exprs(tokens))
        }
        other if names_fields(other) => {
            let fields = Fields::parse(tokens.clone(), other.ends_with("span")).map(Shape::Fields);
            fields.or_else(|| entries_behind_text(tokens)).unwrap_or(Shape::Opaque)
        }
        _ => match exprs(tokens.clone()) {
            Shape::Opaque => match Json::entries(tokens.clone(), false) {
                Some(entries) => Shape::Entries(entries),
                None => exprs_behind_labels(tokens.clone())
                    .or_else(|| Json::labelled(tokens.clone()).map(Shape::Entries))
                    .unwrap_or_else(|| exprs_before_literals(tokens)),
            },
            shape => shape,
        },
    }
}

/// `info!("text", { id: f() })`: whether such a macro evaluates them, who listens decides, so that nothing may be awaited there.
fn entries_behind_text(tokens: TokenStream) -> Option<Shape> {
    let begins_with_text = matches!(tokens.clone().into_iter().next(), Some(TokenTree::Literal(_)));
    let is_read = begins_with_text && !tokens_await(tokens.clone());
    is_read.then(|| Json::entries(tokens, false)).flatten().map(Shape::Entries)
}

fn exprs(tokens: TokenStream) -> Shape {
    match Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens) {
        Ok(args) => {
            let end = comma(&args);
            Shape::Exprs { lead: TokenStream::new(), args: args.into_iter().collect(), end }
        }
        Err(_) => Shape::Opaque,
    }
}

/// `target: "text", level`: what a label says is a literal.
fn exprs_behind_labels(tokens: TokenStream) -> Option<Shape> {
    let mut rest: Vec<TokenTree> = tokens.into_iter().collect();
    let mut labels = TokenStream::new();
    while let [TokenTree::Ident(_), TokenTree::Punct(colon), TokenTree::Literal(_), TokenTree::Punct(comma), ..] =
        &rest[..]
        && (colon.as_char(), comma.as_char()) == (':', ',')
    {
        labels.extend(rest.drain(..4));
    }
    match exprs(rest.into_iter().collect()) {
        Shape::Exprs { args, end, .. } if !labels.is_empty() => Some(Shape::Exprs { lead: labels, args, end }),
        _ => None,
    }
}

/// The one behind the last of them.
fn comma<T>(args: &Punctuated<T, Token![,]>) -> TokenStream {
    args.trailing_punct().then(<Token![,]>::default).into_token_stream()
}

/// `value, @"text"`, `value, { "key" => "text" }`: literals in a form that is the macro's own.
fn exprs_before_literals(tokens: TokenStream) -> Shape {
    let parser = |input: ParseStream| {
        let mut args = vec![input.parse()?];
        let mut end = input.parse::<Token![,]>()?.into_token_stream();
        while input.fork().parse::<Expr>().is_ok() {
            args.push(input.parse()?);
            end = input.parse::<Token![,]>()?.into_token_stream();
        }
        let literals: TokenStream = input.parse()?;
        let is_text = |arg: &Expr| matches!(arg, Expr::Lit(lit) if matches!(lit.lit, syn::Lit::Str(_)));
        // What a text names would be an argument more, and there is no place for it.
        if names_something(literals.clone()) || args.iter().any(is_text) {
            return Err(input.error("a name"));
        }
        end.extend(literals);
        Ok(Shape::Exprs { lead: TokenStream::new(), args, end })
    };
    parser.parse2(tokens).unwrap_or(Shape::Opaque)
}

fn names_something(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(_) => true,
        TokenTree::Group(group) => names_something(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

fn format(tokens: TokenStream, format: usize) -> Shape {
    match exprs(tokens) {
        Shape::Exprs { args, .. } => Shape::Format { args, format },
        other => other,
    }
}

/// `crate = path, async {}`: the arguments name no locals.
fn machine(tokens: TokenStream) -> Shape {
    let (arguments, block) = arguments_and_block(tokens.clone());
    let is_block = match block.clone().into_iter().next() {
        Some(TokenTree::Ident(word)) => word == "async",
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Brace,
        _ => false,
    };
    match exprs(block) {
        Shape::Exprs { args, end, .. } if is_block => Shape::Exprs { lead: arguments, args, end },
        _ => exprs(tokens),
    }
}

/// What `machine!` is given: arguments, as those of the attribute, each with a comma behind it; and the block.
pub fn arguments_and_block(tokens: TokenStream) -> (TokenStream, TokenStream) {
    let mut arguments = TokenStream::new();
    let mut rest: Vec<TokenTree> = tokens.into_iter().collect();
    while let [TokenTree::Ident(key), TokenTree::Punct(next), ..] = &rest[..]
        && (next.as_char() == ',' || next.as_char() == '=')
        && key != "async"
        && let Some(comma) =
            rest.iter().position(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ','))
    {
        arguments.extend(rest.drain(..=comma));
    }
    (arguments, rest.into_iter().collect())
}

/// `a, b` or `biased; a, b`
fn joined(tokens: TokenStream) -> Shape {
    let parser = |input: ParseStream| {
        let lead = biased(input)?;
        let args = Punctuated::<Expr, Token![,]>::parse_terminated(input)?;
        Ok(Shape::Exprs { lead, end: comma(&args), args: args.into_iter().collect() })
    };
    parser.parse2(tokens).unwrap_or(Shape::Opaque)
}

fn repeat(tokens: TokenStream) -> Option<Shape> {
    let parser = |input: ParseStream| {
        let value = input.parse()?;
        input.parse::<Token![;]>()?;
        Ok(Shape::Repeat { value, count: input.parse()? })
    };
    parser.parse2(tokens).ok()
}

/// At least one `key => value`.
fn pairs(tokens: TokenStream) -> Option<Shape> {
    let pair = |input: ParseStream| {
        let key = input.parse()?;
        input.parse::<Token![=>]>()?;
        Ok((key, input.parse()?))
    };
    let parser = |input: ParseStream| Punctuated::<_, Token![,]>::parse_terminated_with(input, pair);
    let pairs = parser.parse2(tokens).ok().filter(|pairs| !pairs.is_empty())?;
    Some(Shape::Pairs { trailing: pairs.trailing_punct(), pairs: pairs.into_iter().collect() })
}

fn matches_shape(tokens: TokenStream) -> Shape {
    let parser = |input: ParseStream| {
        let (value, pat, guard) = value_and_pattern(input)?;
        let message = match input.parse::<Option<Token![,]>>()? {
            Some(_) => Punctuated::<Expr, Token![,]>::parse_terminated(input)?.into_iter().collect(),
            None => Vec::new(),
        };
        Ok(Shape::Matches { value, pat, guard, message })
    };
    parser.parse2(tokens).unwrap_or(Shape::Opaque)
}

/// `value, pattern if guard`
pub fn value_and_pattern(input: ParseStream) -> syn::Result<(Expr, Pat, Option<Expr>)> {
    let value = input.parse()?;
    input.parse::<Token![,]>()?;
    let pat = Pat::parse_multi_with_leading_vert(input)?;
    let guard = if input.parse::<Option<Token![if]>>()?.is_some() { Some(input.parse()?) } else { None };
    Ok((value, pat, guard))
}

/// The format string of a call, if it is a plain literal.
pub fn format_literal(args: &[Expr], format: usize) -> Option<syn::LitStr> {
    match args.get(format)? {
        Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.clone()),
        Expr::Group(group) => syn::parse2(group.expr.to_token_stream()).ok(),
        _ => None,
    }
}
