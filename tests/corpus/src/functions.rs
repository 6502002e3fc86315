//! Finds the `async fn`s of a file, and asks the lowering what it says of each.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItemFn, ItemFn, ItemImpl, ItemTrait, Macro, Signature, TraitItemFn, Visibility};

/// An `async fn` with a body.
pub struct Function {
    pub name: String,
    /// Below the package.
    pub file: PathBuf,
    pub first_line: usize,
    pub last_line: usize,
    /// Where the attribute goes, in bytes from the start of the file.
    pub at: usize,
    pub origin: Origin,
    pub verdict: Verdict,
}

/// Who says what the signature is: the attribute on a whole `impl` sees that, and so we say it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    Own,
    Trait,
}

impl Origin {
    /// The argument of the attribute.
    pub fn argument(self) -> &'static str {
        match self {
            Origin::Own => "own_signature",
            Origin::Trait => "of_trait",
        }
    }
}

/// What became of a function.
pub enum Verdict {
    /// Bears the attribute.
    Rewritten,
    /// The macro says why not.
    Refused(Vec<Complaint>),
    /// The macro takes it, and rustc does not take what comes out.
    DoesNotCompile(Complaint),
}

impl Verdict {
    fn and(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Rewritten => other(),
            refused => refused,
        }
    }
}

/// A message, and where.
#[derive(Clone)]
pub struct Complaint {
    pub line: usize,
    pub message: String,
    /// As the compiler prints it; empty for a refusal.
    pub rendered: String,
}

impl Complaint {
    fn refusal(line: usize, message: String) -> Self {
        Self { line, message, rendered: String::new() }
    }
}

/// What is in one file.
#[derive(Default)]
pub struct Found {
    pub functions: Vec<Function>,
    /// How many `async fn` stand in macros whose tokens are not items.
    pub in_macros: usize,
}

/// Before a package: what others have left in memory is not needed again.
pub fn forget_others() {
    proc_macro2::extra::invalidate_current_thread_spans();
    manual_async_lowering::forget();
}

/// Every `async fn` with a body in `text`, nested ones included. The file is below `root`.
pub fn find(root: &Path, file: &Path, text: &str) -> syn::Result<Found> {
    let tokens: TokenStream =
        without_shebang(text).parse().map_err(|error| syn::Error::new(Span::call_site(), error))?;
    let mut finder = Finder { file, found: Found::default(), origin: Origin::Own };
    let file_of_tokens = syn::parse2(tokens)?;
    manual_async_lowering::in_file(&root.join(file), || finder.visit_file(&file_of_tokens));
    Ok(finder.found)
}

/// The same text, as long as before, without the line `#!/usr/bin/env ..`.
fn without_shebang(text: &str) -> String {
    if !text.starts_with("#!") || text.starts_with("#![") {
        return text.to_owned();
    }
    let line = text.find('\n').unwrap_or(text.len());
    format!("{}{}", " ".repeat(line), &text[line..])
}

struct Finder<'a> {
    file: &'a Path,
    found: Found,
    origin: Origin,
}

impl Finder<'_> {
    fn add(&mut self, attrs: &[Attribute], vis: Option<&Visibility>, sig: &Signature, item: &dyn ToTokens) {
        if sig.asyncness.is_none() {
            return;
        }
        let first = attrs.iter().find(|attribute| starts_program(attribute));
        let own: Vec<&Attribute> = first.map_or_else(Vec::new, |first| {
            attrs.iter().skip_while(|attribute| !std::ptr::eq(*attribute, first)).collect()
        });
        let bare = head(vis, sig);
        let start = own.first().map_or(bare, |attribute| attribute.pound_token.span());
        let last = item.to_token_stream().into_iter().last().map_or(start, |tree| match &tree {
            TokenTree::Group(group) => group.span_close(),
            other => other.span(),
        });
        let from = start.byte_range().start;
        // Attributes above ours are gone when the macro sees the function; below it they may hide the body.
        let seen = tokens_from(item, from);
        let bare = tokens_from(item, bare.byte_range().start);
        let verdict = ask(self.origin, bare, &mut 0).and(|| ask(self.origin, seen, &mut 0));
        self.found.functions.push(Function {
            name: sig.ident.to_string(),
            file: self.file.to_owned(),
            first_line: start.start().line,
            last_line: last.end().line,
            at: from,
            origin: self.origin,
            verdict,
        });
    }
}

impl Finder<'_> {
    fn inside(&mut self, origin: Origin, walk: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.origin, origin);
        walk(self);
        self.origin = outer;
    }
}

/// What stands at `from` and behind it.
fn tokens_from(item: &dyn ToTokens, from: usize) -> TokenStream {
    item.to_token_stream().into_iter().skip_while(|tree| tree.span().byte_range().start < from).collect()
}

/// Where a function begins behind its attributes.
fn head(vis: Option<&Visibility>, sig: &Signature) -> Span {
    let words = vis.to_token_stream().into_iter().chain(sig.to_token_stream());
    words.into_iter().next().map_or_else(|| sig.span(), |first| first.span())
}

/// `#[tokio::main]`, `#[tokio::test]`, `#[test]`, ..: ours has to stand above them.
fn starts_program(attribute: &Attribute) -> bool {
    is_last(attribute, &["main", "test"])
        || attribute.path().is_ident("cfg_attr") && attribute.to_token_stream().to_string().contains(":: test")
}

fn is_last(attribute: &Attribute, names: &[&str]) -> bool {
    attribute.path().segments.last().is_some_and(|last| names.iter().any(|name| last.ident == name))
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_fn(&mut self, node: &'ast ItemFn) {
        self.add(&node.attrs, Some(&node.vis), &node.sig, node);
        self.inside(Origin::Own, |finder| visit::visit_item_fn(finder, node));
    }

    fn visit_impl_item_fn(&mut self, node: &'ast ImplItemFn) {
        self.add(&node.attrs, Some(&node.vis), &node.sig, node);
        visit::visit_impl_item_fn(self, node);
    }

    fn visit_trait_item_fn(&mut self, node: &'ast TraitItemFn) {
        if node.default.is_some() {
            self.add(&node.attrs, None, &node.sig, node);
        }
        visit::visit_trait_item_fn(self, node);
    }

    fn visit_item_impl(&mut self, node: &'ast ItemImpl) {
        let origin = if node.trait_.is_some() { Origin::Trait } else { Origin::Own };
        self.inside(origin, |finder| visit::visit_item_impl(finder, node));
    }

    fn visit_item_trait(&mut self, node: &'ast ItemTrait) {
        self.inside(Origin::Trait, |finder| visit::visit_item_trait(finder, node));
    }

    /// `cfg_io! { pub async fn copy() {} }`: items, handed on as they are.
    fn visit_macro(&mut self, node: &'ast Macro) {
        match syn::parse2::<syn::File>(node.tokens.clone()) {
            Ok(file) if !node.path.is_ident("macro_rules") => self.visit_file(&file),
            _ => self.found.in_macros += count_async(node.tokens.clone()),
        }
    }
}

/// How often `async fn` stands in `tokens`.
fn count_async(tokens: TokenStream) -> usize {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let is = |tree: &TokenTree, word: &str| matches!(tree, TokenTree::Ident(ident) if ident == word);
    let here = trees.windows(2).filter(|pair| is(&pair[0], "async") && is(&pair[1], "fn")).count();
    let inner = trees.into_iter().map(|tree| match tree {
        TokenTree::Group(group) => count_async(group.stream()),
        _ => 0,
    });
    here + inner.sum::<usize>()
}

/// What the lowering says of a function.
fn ask(origin: Origin, item: TokenStream, forms: &mut u32) -> Verdict {
    *forms += 1;
    let line = item.clone().into_iter().next().map_or(0, |first| first.span().start().line);
    let arguments = Ident::new(origin.argument(), Span::call_site()).into_token_stream();
    match catch_unwind(AssertUnwindSafe(|| manual_async_lowering::manual_async(arguments, item))) {
        Err(panic) => {
            let words = panic.downcast_ref::<String>().map(String::as_str);
            let words = words.or(panic.downcast_ref::<&str>().copied()).unwrap_or("no words");
            Verdict::Refused(vec![Complaint::refusal(line, format!("PANIC: {words}"))])
        }
        Ok(tokens) => match complaints(origin, tokens, forms) {
            none if none.is_empty() => Verdict::Rewritten,
            some => Verdict::Refused(some),
        },
    }
}

/// Of the forms that a function has by its `#[cfg]`s, about how many are asked about: each `#[cfg]` doubles them.
const MOST_FORMS: u32 = 32;

/// from: `::core::compile_error! { "..." } ..`, into: `"..."`; the functions that a `#[cfg]` doubles are asked in turn.
fn complaints(origin: Origin, tokens: TokenStream, forms: &mut u32) -> Vec<Complaint> {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((message, next)) = compile_error(&trees, at) {
        found.push(message);
        at = next;
    }
    if found.is_empty() {
        let some_left = *forms < MOST_FORMS;
        for half in halves(&trees).into_iter().filter(|_| some_left) {
            if let Verdict::Refused(more) = ask(origin, half, forms) {
                found.extend(more);
                break;
            }
        }
    }
    found
}

/// Reads `::core::compile_error! { "message" }`, without the page that it names, and says where it ends.
fn compile_error(trees: &[TokenTree], at: usize) -> Option<(Complaint, usize)> {
    let words = trees.get(at..at + 8)?;
    let TokenTree::Group(group) = &words[7] else { return None };
    if words[5].to_string() != "compile_error" || group.delimiter() != Delimiter::Brace {
        return None;
    }
    let literal: syn::LitStr = syn::parse2(group.stream()).ok()?;
    let sentence = literal.value().lines().next().unwrap_or_default().to_owned();
    Some((Complaint::refusal(literal.span().start().line, sentence), at + 8))
}

/// The two functions of `#[cfg(c)] #[manual_async()] async fn f() {} #[cfg(not(c))] #[manual_async()] async fn f() {}`,
/// without these attributes.
fn halves(trees: &[TokenTree]) -> Vec<TokenStream> {
    let ours = |at: usize| match trees.get(at..at + 2) {
        Some([TokenTree::Punct(pound), TokenTree::Group(group)]) if pound.as_char() == '#' => {
            group.stream().to_string().replace(' ', "").starts_with("::manual_async::manual_async(")
        }
        _ => false,
    };
    let starts: Vec<usize> = (0..trees.len()).filter(|at| ours(*at)).collect();
    let [first, second] = starts[..] else { return Vec::new() };
    // The second is preceded by its own `#[cfg(..)]`.
    vec![trees[first + 2..second - 2].iter().cloned().collect(), trees[second + 2..].iter().cloned().collect()]
}
