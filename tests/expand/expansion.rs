//! From source text to the text of its expansion, by the compiler behind the attribute.

use manual_async_lowering::manual_async;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, File, ImplItem, Item, Stmt};

/// The file with what the attribute makes of every `async fn` in it. A first line may say with which arguments.
pub fn of_file(source: &str) -> String {
    let mut file = parse(source);
    let first = source.lines().next().unwrap_or_default();
    let arguments = first.strip_prefix("// The arguments of the attribute: ").unwrap_or_default();
    file.items.iter_mut().for_each(|item| expand(item, arguments));
    print(file.to_token_stream())
}

/// What becomes of the one function of the file that has the attribute.
pub fn of_annotated(source: &str) -> String {
    let annotated = parse(source).items.into_iter().find_map(|item| match item {
        Item::Fn(function) if function.attrs.iter().any(is_ours) => Some(function),
        _ => None,
    });
    let mut function = annotated.expect("a function with `#[manual_async]`");
    function.attrs.retain(|attribute| !is_ours(attribute));
    print(rewrite(function, ""))
}

/// The names of the states in an expansion, in the order of their numbers.
pub fn states(expansion: &str) -> Vec<String> {
    let Some(Item::Fn(function)) = parse(expansion).items.pop() else { panic!("not a function:\n{expansion}") };
    let states = function.block.stmts.into_iter().find_map(|statement| match statement {
        Stmt::Item(Item::Enum(states)) => Some(states),
        _ => None,
    });
    let variants = states.expect("an enum in the expansion").variants.into_iter();
    let named = variants.map(|variant| {
        assert!(variant.discriminant.is_none(), "the states are numbered in their order");
        variant.ident.to_string()
    });
    named.collect()
}

fn parse(source: &str) -> File {
    syn::parse_file(source).unwrap_or_else(|error| panic!("{error} in\n{source}"))
}

fn is_ours(attribute: &Attribute) -> bool {
    attribute.path().is_ident("manual_async")
}

/// Replaces an `async fn`, and those in an `impl`.
fn expand(item: &mut Item, arguments: &str) {
    match item {
        Item::Fn(function) if function.sig.asyncness.is_some() => *item = Item::Verbatim(rewrite(function, arguments)),
        Item::Impl(methods) => methods.items.iter_mut().for_each(|item| expand_method(item, arguments)),
        _ => {}
    }
}

fn expand_method(item: &mut ImplItem, arguments: &str) {
    match item {
        ImplItem::Fn(method) if method.sig.asyncness.is_some() => {
            *item = ImplItem::Verbatim(rewrite(method, arguments))
        }
        _ => {}
    }
}

fn rewrite(function: impl ToTokens, arguments: &str) -> TokenStream {
    manual_async(arguments.parse().expect("tokens"), function.to_token_stream())
}

fn print(tokens: TokenStream) -> String {
    let text = tokens.to_string();
    let file = syn::parse2(tokens).unwrap_or_else(|error| panic!("the expansion is no Rust: {error}\n{text}"));
    prettyplease::unparse(&file)
}
