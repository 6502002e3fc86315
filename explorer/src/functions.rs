//! Finds the async functions and blocks of a file, and the one that somebody asks for.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::visit::{self, Visit};
use syn::{
    Attribute, Block, ImplItemFn, ItemFn, ItemImpl, ItemMod, ItemTrait, Macro, Meta, Signature, TraitItemFn, Type,
};
use syn::{Path, Visibility, parse_quote};

use crate::blocks;
use crate::failure::{Failure, Result};
use crate::position::Range;
use crate::source::Source;

/// An `async fn` with a body; or an `async` block that is to be rewritten, with a function around it.
pub struct Function {
    /// Where it is: modules, functions around it, the type, its name, which for blocks is `async_block`.
    pub path: Vec<String>,
    /// From its first word to its last brace, without attributes; with `machine!`.
    pub range: Range,
    /// What the attribute is to be told: the arguments that it has in the source, and who says what the signature is.
    pub arguments: TokenStream,
    /// The function with the attributes that do not rewrite it.
    pub item: TokenStream,
    /// The attributes that were left out because they would rewrite it.
    pub left_out: Vec<String>,
}

impl Function {
    /// `module::Type::method`
    pub fn name(&self) -> String {
        self.path.join("::")
    }

    /// Is it meant by `wanted`: the end of its path, or a line in it?
    fn is_meant(&self, wanted: &str) -> bool {
        if let Ok(line) = wanted.parse::<usize>() {
            return (self.range.start.line..=self.range.end.line).contains(&line);
        }
        let wanted: Vec<&str> = wanted.split("::").collect();
        self.path.len() >= wanted.len() && self.path[self.path.len() - wanted.len()..] == wanted[..]
    }
}

/// Every async function with a body, each block in `machine!`, and those that an attribute on a function means; in the order
/// of the source.
pub fn all(source: &Source) -> Vec<Function> {
    let mut finder = Finder { found: Vec::new(), path: Vec::new(), origin: "own_signature" };
    finder.visit_file(&source.syntax);
    finder.found.sort_by_key(|function| function.range.start);
    finder.found
}

/// Those that are meant by `wanted`, and all of them if nothing is said.
///
/// # Errors
///
/// If there is none.
pub fn meant(source: &Source, wanted: Option<&str>) -> Result<Vec<Function>> {
    let mut functions = all(source);
    let Some(wanted) = wanted else { return Ok(functions) };
    let is_meant: Vec<bool> = functions.iter().map(|function| function.is_meant(wanted)).collect();
    if !is_meant.contains(&true) {
        return Err(unknown(source, Some(wanted), &functions));
    }
    let mut is_meant = is_meant.into_iter();
    functions.retain(|_| is_meant.next().unwrap_or(false));
    if wanted.parse::<usize>().is_ok() {
        // The innermost function around a line is the last that begins before it.
        functions.drain(..functions.len() - 1);
    }
    Ok(functions)
}

/// The one that is meant by `wanted`, or the only one.
///
/// # Errors
///
/// If there is none, or more than one.
pub fn one(source: &Source, wanted: Option<&str>) -> Result<Function> {
    let mut functions = meant(source, wanted)?;
    match functions.len() {
        0 => Err(unknown(source, wanted, &functions)),
        1 => Ok(functions.swap_remove(0)),
        _ => {
            let line = |function: &Function| format!("{} in line {}", function.name(), function.range.start.line);
            let candidates = functions.iter().map(line).collect();
            Err(Failure::Ambiguous { file: source.name.clone(), wanted: wanted.map(str::to_owned), candidates })
        }
    }
}

fn unknown(source: &Source, asked: Option<&str>, functions: &[Function]) -> Failure {
    let wanted = asked.unwrap_or_default();
    let last = wanted.rsplit("::").next().unwrap_or(wanted);
    let likeness = |function: &Function| {
        let name = function.path.last().map_or("", String::as_str);
        strsim::jaro_winkler(last, name).max(strsim::jaro_winkler(wanted, &function.name()))
    };
    let likely = functions.iter().map(|function| (likeness(function), function));
    let likely = likely.filter(|(likeness, _)| *likeness > 0.75).max_by(|one, other| one.0.total_cmp(&other.0));
    Failure::Unknown {
        file: source.name.clone(),
        wanted: asked.map(str::to_owned),
        known: functions.iter().map(Function::name).collect(),
        likely: likely.map(|(_, function)| function.name()),
    }
}

struct Finder {
    found: Vec<Function>,
    path: Vec<String>,
    /// The argument that tells the attribute who says what the signatures are.
    origin: &'static str,
}

impl Finder {
    fn inside(&mut self, name: String, origin: &'static str, walk: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.origin, origin);
        self.path.push(name);
        walk(self);
        self.path.pop();
        self.origin = outer;
    }

    /// A block, as what a function returns that is called like the one around it.
    fn add_block(&mut self, sig: &Signature, arguments: TokenStream, range: Range, block: TokenStream) {
        let before = self.found.iter().filter(|other| blocks::is_beside(&other.path, &self.path)).count();
        let mut path = self.path.clone();
        path.push(blocks::name(before + 1));
        let item = quote!(#sig { #block });
        self.found.push(Function { path, range, arguments, item, left_out: Vec::new() });
    }

    fn blocks(&mut self, attrs: &[Attribute], sig: &Signature, body: &Block) {
        let Some(own) = attrs.iter().find(|attribute| is_own(attribute)) else { return };
        if sig.asyncness.is_some() {
            return;
        }
        for block in blocks::outermost(body) {
            let block = block.to_token_stream();
            self.add_block(sig, arguments(Some(own), self.origin), whole(&block), block);
        }
    }

    fn add(&mut self, attrs: &[Attribute], vis: Option<&Visibility>, sig: &Signature, body: &dyn ToTokens) {
        if sig.asyncness.is_none() {
            return;
        }
        let own = attrs.iter().find(|attribute| is_own(attribute));
        let (kept, left_out): (Vec<_>, Vec<_>) =
            attrs.iter().filter(|attribute| !is_own(attribute)).partition(|attribute| is_harmless(attribute));
        let mut item = TokenStream::new();
        vis.to_tokens(&mut item);
        sig.to_tokens(&mut item);
        body.to_tokens(&mut item);
        let range = whole(&item);
        let item = kept.into_iter().map(ToTokens::to_token_stream).chain([item]).collect();
        let mut path = self.path.clone();
        path.push(sig.ident.to_string());
        self.found.push(Function {
            path,
            range,
            arguments: arguments(own, self.origin),
            item,
            left_out: left_out.into_iter().map(|attribute| last_word(attribute.path())).collect(),
        });
    }
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_item_fn(&mut self, node: &'ast ItemFn) {
        self.add(&node.attrs, Some(&node.vis), &node.sig, &node.block);
        self.inside(node.sig.ident.to_string(), "own_signature", |finder| {
            finder.blocks(&node.attrs, &node.sig, &node.block);
            visit::visit_item_fn(finder, node);
        });
    }

    fn visit_impl_item_fn(&mut self, node: &'ast ImplItemFn) {
        self.add(&node.attrs, Some(&node.vis), &node.sig, &node.block);
        self.inside(node.sig.ident.to_string(), "own_signature", |finder| {
            finder.blocks(&node.attrs, &node.sig, &node.block);
            visit::visit_impl_item_fn(finder, node);
        });
    }

    fn visit_trait_item_fn(&mut self, node: &'ast TraitItemFn) {
        if let Some(body) = &node.default {
            self.add(&node.attrs, None, &node.sig, body);
        }
        self.inside(node.sig.ident.to_string(), "own_signature", |finder| visit::visit_trait_item_fn(finder, node));
    }

    fn visit_item_impl(&mut self, node: &'ast ItemImpl) {
        let origin = if node.trait_.is_some() { "of_impl" } else { "own_signature" };
        self.inside(type_name(&node.self_ty), origin, |finder| visit::visit_item_impl(finder, node));
    }

    fn visit_item_trait(&mut self, node: &'ast ItemTrait) {
        self.inside(node.ident.to_string(), "of_trait", |finder| visit::visit_item_trait(finder, node));
    }

    fn visit_item_mod(&mut self, node: &'ast ItemMod) {
        self.inside(node.ident.to_string(), "own_signature", |finder| visit::visit_item_mod(finder, node));
    }

    /// `cfg_io! { pub async fn copy() {} }`: items, handed on as they are; and `machine!(async { .. })`.
    fn visit_macro(&mut self, node: &'ast Macro) {
        if let Some((mut arguments, block)) = blocks::of_machine(node) {
            let name = Ident::new(self.path.last().map_or("async_block", String::as_str), Span::call_site());
            let origin = Ident::new("own_signature", Span::call_site());
            origin.to_tokens(&mut arguments);
            let range = whole(&node.to_token_stream());
            self.add_block(&parse_quote!(fn #name()), arguments, range, block.to_token_stream());
            self.visit_expr(&block);
        } else if !node.path.is_ident("macro_rules")
            && let Ok(file) = syn::parse2::<syn::File>(node.tokens.clone())
        {
            self.visit_file(&file);
        }
    }
}

/// `Vec` of `alloc::vec::Vec<u8>`, `Reader` of `&mut Reader`.
pub fn type_name(ty: &Type) -> String {
    match ty {
        Type::Path(ty) => last_word(&ty.path),
        Type::Reference(ty) => type_name(&ty.elem),
        Type::Paren(ty) => type_name(&ty.elem),
        Type::Group(ty) => type_name(&ty.elem),
        other => other.to_token_stream().to_string(),
    }
}

pub fn last_word(path: &Path) -> String {
    path.segments.last().map_or_else(String::new, |last| last.ident.to_string())
}

pub fn is_own(attribute: &Attribute) -> bool {
    last_word(attribute.path()) == "manual_async"
}

/// Attributes that say something about a function and leave it as it is.
pub fn is_harmless(attribute: &Attribute) -> bool {
    let harmless = ["doc", "allow", "warn", "deny", "expect", "forbid", "must_use", "inline", "cold", "deprecated"];
    harmless.iter().any(|name| attribute.path().is_ident(name))
}

/// from: `#[manual_async(name = "Read", skip)]`, into: `name = "Read", own_signature`
pub fn arguments(own: Option<&Attribute>, origin: &str) -> TokenStream {
    let mut arguments = match own.map(|own| &own.meta) {
        Some(Meta::List(list)) if !is_skip(&list.tokens) => list.tokens.clone(),
        _ => TokenStream::new(),
    };
    let ends_in_comma = |last: TokenTree| matches!(last, TokenTree::Punct(punct) if punct.as_char() == ',');
    if arguments.clone().into_iter().last().is_some_and(|last| !ends_in_comma(last)) {
        arguments.extend([TokenTree::Punct(proc_macro2::Punct::new(',', proc_macro2::Spacing::Alone))]);
    }
    arguments.extend([TokenTree::Ident(Ident::new(origin, Span::call_site()))]);
    arguments
}

/// `#[manual_async(skip)]` keeps the function as it is; here somebody wants to see what it would be.
pub fn is_skip(arguments: &TokenStream) -> bool {
    arguments.clone().into_iter().any(|tree| matches!(tree, TokenTree::Ident(word) if word == "skip"))
}

/// From the first token to the last.
fn whole(tokens: &TokenStream) -> Range {
    let first = tokens.clone().into_iter().next().map_or_else(Span::call_site, |tree| tree.span());
    let last = tokens.clone().into_iter().last().map_or(first, |tree| tree.span());
    Range::from_to(first, last)
}
