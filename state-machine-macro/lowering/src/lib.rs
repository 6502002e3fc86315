//! The compiler behind `#[manual_async]`: an `async fn` in, an explicit enum state machine out.
//!
//! It is an ordinary library on `proc_macro2` tokens, so that it can be tested, and used by tools that show what a
//! function becomes. Data flows one way: parse, unfold, resolve, lower, analyse, emit.
#![forbid(unsafe_code)]

mod analysis;
mod capture;
mod conventions;
mod describe;
mod emit;
mod error;
mod lower;
mod model;
mod parse;
mod refusal;
mod resolve;
mod syntax;
mod unfold;

use proc_macro2::TokenStream;

use quote::{ToTokens, quote};

pub use describe::{
    Awaited, Code, Content, Description, Dropped, Exit, Field, Local, LocalKind, Position, Range, Reason, State,
    StateKind, Transition, describe,
};
use error::Errors;
use model::{input::Input, machine::Machine};
use parse::{Given, Known, Parsed};
use refusal::Refusal;

/// Rewrites the `async fn` in `item`, or each of them, into an explicit state machine.
///
/// `arguments` are those of the attribute. What is refused becomes a `compile_error!` with the function as it was, so
/// that one error does not become twenty. So does, without an error, what rustc is certain to refuse.
pub fn manual_async(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let later = parse::behind_others(&arguments, &item).or_else(|| parse::split_by_cfg(&arguments, &item));
    if let Some(later) = later {
        return later;
    }
    let errors = Errors::new();
    let astray = |parsed: &Parsed| matches!(parsed, Parsed::Function(input) if parse::jumps_astray(input));
    let parsed = parse::parse(arguments, item.clone(), &errors).filter(|parsed| !astray(parsed));
    let rewritten = parsed.map(|parsed| match parsed {
        Parsed::Function(input) => rewrite(&input, &errors),
        Parsed::Blocks(blocks) => blocks.rewrite(&|block| async_block(block, Errors::new())),
        Parsed::Scope(scope) => scope.rewrite(&manual_async),
    });
    match (errors.finish(), rewritten) {
        (Ok(()), Some(machine)) => machine,
        (Ok(()), None) => item,
        (Err(error), rewritten) => {
            let mut tokens = error.to_compile_error();
            let rewritten = rewritten.filter(|rewritten| !rewritten.is_empty());
            tokens.extend(rewritten.unwrap_or_else(|| parse::without_refused(item)));
            tokens
        }
    }
}

/// Rewrites an `async` block into an expression whose value is its state machine.
pub fn machine(tokens: TokenStream) -> TokenStream {
    if let Some(later) = parse::split_block_by_cfg(&tokens) {
        return later;
    }
    let errors = Errors::new();
    let Some(read) = parse::read_block(tokens, &errors) else {
        let errors = errors.finish().err().map(|error| error.to_compile_error());
        return quote!({ #errors });
    };
    let given = read.names();
    let Given { before, block, options } = read;
    let title = format!("the `async` block in line {}", block.async_token.span.start().line);
    let known = Known { block, output: None, given, title, options };
    let machine = async_block(known, errors);
    match &before[..] {
        [] => machine,
        before => quote!({ #(#before)* #machine }),
    }
}

/// Rewrites a block. With what is refused the block stays as it was.
fn async_block(known: Known, errors: Errors) -> TokenStream {
    let block = known.block.clone();
    parse::check_syntax(&block.block, &errors);
    let input = capture::function(known, &errors);
    if errors.is_empty() && parse::jumps_astray(&input) {
        let _ = errors.finish();
        return block.into_token_stream();
    }
    let machine = rewrite(&input, &errors);
    match errors.finish() {
        Ok(()) => machine,
        Err(error) => {
            let errors = error.to_compile_error();
            quote!({ #errors #block })
        }
    }
}

fn rewrite(input: &Input, errors: &Errors) -> TokenStream {
    machine_of(input, errors).map_or_else(TokenStream::new, |machine| emit::emit(input, &machine))
}

/// Without one there is an error.
fn machine_of(input: &Input, errors: &Errors) -> Option<Machine> {
    if let Some(name) = &input.options.name
        && syntax::names::mentions(input.body.to_token_stream(), name)
    {
        errors.push(name.span(), Refusal::NameTaken { name: name.to_string() });
    }
    let resolved = resolve::resolve(input, unfold::unfold(input), errors);
    let graph = lower::lower(resolved, errors);
    errors.is_empty().then(|| analysis::analyse(graph, input.options.inspection))
}
