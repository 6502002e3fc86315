//! What the arguments of a macro call are: expressions that a stage can look into, or tokens that it cannot.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    Expr, Macro, Pat, Token,
    parse::{ParseStream, Parser},
    punctuated::Punctuated,
};

/// The arguments of a macro call.
#[allow(clippy::large_enum_variant, reason = "it lives for one look at a macro")]
pub enum Shape {
    /// They name no local: `stringify!`, `env!`, `line!`.
    Untouched,
    /// `format!("{x} {}", y)`: expressions, of which the one at `format` is the format string.
    Format { args: Vec<Expr>, format: usize },
    /// `vec![a, b]`, `dbg!(a)`, and any macro whose arguments parse as expressions.
    Exprs { args: Vec<Expr>, trailing: bool },
    /// `vec![a; n]`
    Repeat { value: Expr, count: Expr },
    /// `matches!(value, pattern if guard)`
    Matches { value: Expr, pat: Pat, guard: Option<Expr> },
    /// Anything else.
    Opaque,
}

impl Shape {
    pub fn exprs(&self) -> impl Iterator<Item = &Expr> {
        let (list, single): (&[Expr], [Option<&Expr>; 2]) = match self {
            Shape::Untouched | Shape::Opaque => (&[], [None, None]),
            Shape::Format { args, .. } | Shape::Exprs { args, .. } => (args, [None, None]),
            Shape::Repeat { value, count } => (&[], [Some(value), Some(count)]),
            Shape::Matches { value, guard, .. } => (&[], [Some(value), guard.as_ref()]),
        };
        list.iter().chain(single.into_iter().flatten())
    }

    /// The tokens that the macro is called with.
    pub fn into_tokens(self, original: &TokenStream) -> TokenStream {
        match self {
            Shape::Untouched | Shape::Opaque => original.clone(),
            Shape::Format { args, .. } => quote!(#(#args),*),
            Shape::Exprs { args, trailing: true } => quote!(#(#args,)*),
            Shape::Exprs { args, trailing: false } => quote!(#(#args),*),
            Shape::Repeat { value, count } => quote!(#value; #count),
            Shape::Matches { value, pat, guard: None } => quote!(#value, #pat),
            Shape::Matches { value, pat, guard: Some(guard) } => quote!(#value, #pat if #guard),
        }
    }
}

/// The last segment of the macro's path.
pub fn name(mac: &Macro) -> String {
    mac.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

/// Macros that await what they are given, without an `.await` to be seen.
pub fn awaits_by_itself(mac: &Macro) -> bool {
    matches!(&*name(mac), "join" | "try_join" | "select" | "select_biased" | "ready_await")
}

/// Macros whose bare names are names of fields, so that they must see each local under its own name.
fn names_fields(name: &str) -> bool {
    let level = name.strip_suffix("_span").unwrap_or(name);
    matches!(level, "trace" | "debug" | "info" | "warn" | "error" | "event" | "span")
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
        "vec" => repeat(tokens.clone()).unwrap_or_else(|| exprs(tokens)),
        other if names_fields(other) => Shape::Opaque,
        _ => exprs(tokens),
    }
}

fn exprs(tokens: TokenStream) -> Shape {
    match Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens) {
        Ok(args) => Shape::Exprs { trailing: args.trailing_punct(), args: args.into_iter().collect() },
        Err(_) => Shape::Opaque,
    }
}

fn format(tokens: TokenStream, format: usize) -> Shape {
    match exprs(tokens) {
        Shape::Exprs { args, .. } => Shape::Format { args, format },
        other => other,
    }
}

fn repeat(tokens: TokenStream) -> Option<Shape> {
    let parser = |input: ParseStream| {
        let value = input.parse()?;
        input.parse::<Token![;]>()?;
        Ok(Shape::Repeat { value, count: input.parse()? })
    };
    parser.parse2(tokens).ok()
}

fn matches_shape(tokens: TokenStream) -> Shape {
    let parser = |input: ParseStream| {
        let value = input.parse()?;
        input.parse::<Token![,]>()?;
        let pat = Pat::parse_multi_with_leading_vert(input)?;
        let guard = if input.parse::<Option<Token![if]>>()?.is_some() { Some(input.parse()?) } else { None };
        input.parse::<Option<Token![,]>>()?;
        Ok(Shape::Matches { value, pat, guard })
    };
    parser.parse2(tokens).unwrap_or(Shape::Opaque)
}

/// The format string of a call, if it is a plain literal.
pub fn format_literal(args: &[Expr], format: usize) -> Option<syn::LitStr> {
    match args.get(format)? {
        Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.clone()),
        Expr::Group(group) => syn::parse2(group.expr.to_token_stream()).ok(),
        _ => None,
    }
}
