//! Tokens to checked input: the arguments of the attribute, the function it stands on, and what is refused of both.

mod asked;
mod astray;
mod async_block;
mod attributes;
mod callees;
mod cfg_if;
mod conditional;
mod fallback;
mod function;
mod kind;
mod options;
mod order;
mod parameters;
mod runtimes;
mod scope;
mod signature;
mod syntax;
mod unread;
mod unsized_types;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::Path;

use crate::error::Errors;
use crate::model::input::{Edition, Input};
use crate::refusal::Refusal;
use crate::syntax::items;
use function::{Found, Function};

pub use asked::{answers, settle_known, split_block_by_answer, split_by_answer};
pub use astray::jumps_astray;
pub use async_block::{Blocks, Given, Known, read_block};
pub use conditional::{split_block_by_cfg, split_by_cfg};
pub use fallback::{naming, without_refused};
pub use function::Source;
pub use order::behind_others;
pub use scope::Scope;
pub use syntax::check as check_syntax;
pub use unread::unread;
pub use unsized_types::has_unsized;

/// What the attribute stands on.
pub enum Parsed {
    /// An `async fn` with a body.
    Function(Box<Input>),
    /// A function with `async` blocks in it.
    Blocks(Box<Blocks>),
    /// An `impl`, a trait or a module.
    Scope(Box<Scope>),
}

impl Parsed {
    /// The edition that the attribute was told.
    pub fn edition(&self) -> Option<Edition> {
        match self {
            Parsed::Function(input) => input.options.edition,
            Parsed::Blocks(blocks) => blocks.edition(),
            Parsed::Scope(_) => None,
        }
    }

    /// For a function: where the support code lives, and the place of a word of its own.
    pub fn site(&self) -> Option<(Path, Span)> {
        match self {
            Parsed::Function(input) => Some((input.options.krate.clone(), input.sig.fn_token.span)),
            Parsed::Blocks(blocks) => Some(blocks.site()),
            Parsed::Scope(_) => None,
        }
    }
}

/// Reads the arguments of the attribute and the item that it stands on.
///
/// There is a result even after an error, as long as the later stages can work on the function, so that they can report
/// theirs in the same run. Without a result there is an error.
pub fn parse(arguments: TokenStream, item: Source, errors: &Errors) -> Option<Parsed> {
    let options = options::read(ungroup(arguments), errors);
    if let Some(word) = &options.skip {
        errors.push(word.span(), Refusal::SkipAlone);
        return None;
    }
    let function = match function::read(item, errors)? {
        Found::Function(function) => *function,
        Found::Scope(item) => return Some(Parsed::Scope(Box::new(Scope::new(*item, &options, errors)))),
    };
    attributes::check(&function.attrs, errors);
    if Blocks::are_in(&function) {
        return Some(Parsed::Blocks(Box::new(Blocks::new(function, &options))));
    }
    signature::check(&function.sig, errors)?;
    syntax::check(&function.body, errors);
    let Function { attrs, vis, sig, mut body } = function;
    async_block::rewrite_instrumented(&sig, &mut body, &options.krate);
    items::reveal(&mut body);
    Some(Parsed::Function(Box::new(Input { attrs, vis, sig, body, options, block: None })))
}

/// Runs `read` for its result alone; the errors are found again when the function is read in earnest.
fn unchecked<T>(read: impl FnOnce(&Errors) -> T) -> T {
    let errors = Errors::new();
    let result = read(&errors);
    let _ = errors.finish();
    result
}

/// Takes off the invisible parentheses in which `macro_rules!` hands on what it matched (`$item:item`).
fn ungroup(tokens: TokenStream) -> TokenStream {
    let mut trees = tokens.clone().into_iter();
    match (trees.next(), trees.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::None => ungroup(group.stream()),
        _ => tokens,
    }
}
