//! The compiler behind `#[manual_async]`: an `async fn` in, an explicit enum state machine out.
//!
//! It is an ordinary library on `proc_macro2` tokens, so that it can be tested, and used by tools that show what a
//! function becomes. Data flows one way: parse, unfold, resolve, lower, analyse, emit.
#![forbid(unsafe_code)]

mod analysis;
mod capture;
mod circles;
mod conventions;
mod definitions;
mod describe;
mod edition;
mod emit;
mod error;
mod here;
mod lower;
mod model;
mod parse;
mod refusal;
mod resolve;
mod syntax;
mod told;
mod unfold;

use proc_macro2::TokenStream;

use quote::{ToTokens, quote};
use syn::Block;

pub use describe::{
    Awaited, Code, Content, Description, Dropped, Exit, Field, Local, LocalKind, Position, Range, Reason, State,
    StateKind, Transition, describe,
};
use edition::Asked;
use error::Errors;
pub use here::in_file;
use model::{
    graph::Graph,
    input::{Edition, Input, Options},
    machine::Machine,
};
use parse::{Given, Known, Parsed, Source};
use refusal::Refusal;
use resolve::Resolved;

/// Rewrites the `async fn` in `item`, or each of them, into an explicit state machine.
///
/// `arguments` are those of the attribute. What is refused becomes a `compile_error!` with the function as it was, so
/// that one error does not become twenty. So does, without an error, what rustc is certain to refuse.
///
/// How long temporaries live depends on the edition. If nothing is said, it is that of 2024.
pub fn manual_async(arguments: TokenStream, item: TokenStream) -> TokenStream {
    attribute(arguments, Source::Tokens(item), Caller { edition: Some(Edition::Since2024), purpose: Purpose::Build })
}

/// The same inside rustc, which is asked for the edition where that makes a difference: then what comes out is a macro
/// that chooses.
pub fn manual_async_by_edition(arguments: TokenStream, item: TokenStream, purpose: Purpose) -> TokenStream {
    attribute(arguments, Source::Tokens(item), Caller { edition: None, purpose })
}

/// What rustc wants the function for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// To make code of it.
    Build,
    /// To look for mistakes. A machine would be thrown away, and what it is made of would be checked twice: what is not
    /// refused comes out as it was written. Not so what can be looked into, since that is seen in its type.
    Check,
}

/// Who asks for a machine.
#[derive(Clone, Copy)]
struct Caller {
    /// `None` is rustc, which can be asked.
    edition: Option<Edition>,
    purpose: Purpose,
}

impl Caller {
    fn wants_machine(self, options: &Options) -> bool {
        self.purpose == Purpose::Build || options.inspection.is_on()
    }
}

/// Forgets what has been read of packages, whose spans are no longer valid when those of the thread are not.
pub fn forget() {
    definitions::forget();
    circles::forget();
}

/// What macros of the package mean may depend on conditions, which rustc is asked about.
fn attribute(arguments: TokenStream, item: Source, caller: Caller) -> TokenStream {
    let work = || with_answers(arguments.clone(), item.clone(), caller);
    let (rewritten, asked) = definitions::answered(parse::answers(&arguments), work);
    asked.map_or(rewritten, |condition| parse::split_by_answer(&arguments, &item, &condition))
}

fn with_answers(arguments: TokenStream, item: Source, caller: Caller) -> TokenStream {
    let behind_others = || parse::behind_others(&arguments, item.tokens()?);
    if let Some(later) = behind_others().or_else(|| parse::split_by_cfg(&arguments, &item)) {
        return later;
    }
    let errors = Errors::new();
    let has_no_machine =
        |input: &Input| parse::jumps_astray(input) || parse::has_unsized(input) || circles::awaits_itself(input);
    let is_refused = |parsed: &Parsed| matches!(parsed, Parsed::Function(input) if has_no_machine(input));
    let parsed = parse::parse(arguments.clone(), item.clone(), &errors).filter(|parsed| !is_refused(parsed));
    let Some(parsed) = parsed else {
        return match errors.finish() {
            Ok(()) => item.into_token_stream(),
            Err(error) => {
                // Only there rustc has read it before.
                let unread = if caller.edition.is_none() { parse::unread(&item) } else { None };
                unread.unwrap_or_else(|| {
                    let mut tokens = error.to_compile_error();
                    tokens.extend(parse::without_refused(item.into_token_stream()));
                    tokens
                })
            }
        };
    };
    let asked = Asked::new(parsed.edition().or(caller.edition));
    let site = parsed.site();
    let rewritten = match parsed {
        Parsed::Function(mut input) => {
            told::mark(&mut input.body);
            let as_written = || parse::naming(&input.options.krate, item.clone().into_token_stream());
            rewrite(&input, &asked, caller, &errors).unwrap_or_else(as_written)
        }
        Parsed::Blocks(blocks) => blocks.rewrite(&|block| async_block(block, &asked, caller, Errors::new())),
        Parsed::Scope(scope) => scope.rewrite(&|arguments, item| attribute(arguments, item, caller)),
    };
    match errors.finish() {
        Ok(()) => match site {
            Some((krate, written)) if asked.is_open() => edition::choose(&krate, written, |edition| {
                let comma = (!arguments.is_empty()).then(|| quote!(,));
                quote!(#[#krate::manual_async(#edition #comma #arguments)] #item)
            }),
            _ => rewritten,
        },
        Err(error) => {
            let mut tokens = error.to_compile_error();
            let rewritten = Some(rewritten).filter(|rewritten| !rewritten.is_empty());
            tokens.extend(rewritten.unwrap_or_else(|| parse::without_refused(item.into_token_stream())));
            tokens
        }
    }
}

/// Rewrites an `async` block into an expression whose value is its state machine. The edition is as in [`manual_async`].
pub fn machine(tokens: TokenStream) -> TokenStream {
    block(tokens, Caller { edition: Some(Edition::Since2024), purpose: Purpose::Build })
}

/// The same inside rustc, as [`manual_async_by_edition`].
pub fn machine_by_edition(tokens: TokenStream, purpose: Purpose) -> TokenStream {
    block(tokens, Caller { edition: None, purpose })
}

fn block(tokens: TokenStream, caller: Caller) -> TokenStream {
    let (arguments, _) = syntax::macros::arguments_and_block(tokens.clone());
    let work = || block_with_answers(tokens.clone(), caller);
    let (rewritten, asked) = definitions::answered(parse::answers(&arguments), work);
    asked.and_then(|condition| parse::split_block_by_answer(&tokens, &condition)).unwrap_or(rewritten)
}

fn block_with_answers(tokens: TokenStream, caller: Caller) -> TokenStream {
    if let Some(later) = parse::split_block_by_cfg(&tokens) {
        return later;
    }
    let errors = Errors::new();
    let Some(read) = parse::read_block(tokens, &errors) else {
        let errors = errors.finish().err().map(|error| error.to_compile_error());
        return quote!({ #errors });
    };
    let given = read.names();
    let Given { arguments, before, block, options } = read;
    let (krate, written) = (options.krate.clone(), block.async_token.span);
    let title = format!("the `async` block in line {}", written.start().line);
    let asked = Asked::new(options.edition.or(caller.edition));
    let known = Known { block: block.clone(), output: None, of: None, declared: None, given, title, options };
    let machine = async_block(known, &asked, caller, errors);
    if asked.is_open() {
        let again = |edition| quote!(#krate::machine! { #arguments #edition, { #(#before)* #block } });
        return edition::choose(&krate, written, again);
    }
    match &before[..] {
        [] => machine,
        before => quote!({ #(#before)* #machine }),
    }
}

/// Rewrites a block. With what is refused the block stays as it was.
fn async_block(mut known: Known, asked: &Asked, caller: Caller, errors: Errors) -> TokenStream {
    let block = known.block.clone();
    parse::check_syntax(&block.block, &errors);
    told::mark(&mut known.block.block);
    let input = capture::function(known, &errors);
    if errors.is_empty() && parse::jumps_astray(&input) {
        let _ = errors.finish();
        return block.into_token_stream();
    }
    let machine = rewrite(&input, asked, caller, &errors);
    match errors.finish() {
        Ok(()) => machine.unwrap_or_else(|| parse::naming(&input.options.krate, block.into_token_stream())),
        Err(error) => {
            let errors = error.to_compile_error();
            quote!({ #errors #block })
        }
    }
}

/// Nothing, if there is an error or rustc has to be asked; `None` if the function is to stay as it was written.
fn rewrite(input: &Input, asked: &Asked, caller: Caller, errors: &Errors) -> Option<TokenStream> {
    let wants_machine = caller.wants_machine(&input.options);
    let mut body = unfold::unfold(input);
    if !wants_machine && !lower::may_refuse(&body) {
        lower::mark_raised(&mut body, errors);
        resolved(input, body, errors);
        return None;
    }
    let Some(graph) = graph_of(input, body, asked, errors) else {
        let stays = !wants_machine && errors.is_empty() && is_accepted_before_2024(input);
        stays.then(|| asked.settle());
        return (!stays).then(TokenStream::new);
    };
    if !wants_machine {
        return None;
    }
    let machine = analysis::analyse(graph, input.options.inspection);
    let (tokens, edition_matters) = emit::emit(input, &machine, asked.edition());
    asked.note(edition_matters);
    Some(tokens)
}

fn is_accepted_before_2024(input: &Input) -> bool {
    let errors = Errors::new();
    let is_lowered = graph_of(input, unfold::unfold(input), &Asked::new(Some(Edition::Before2024)), &errors).is_some();
    errors.finish().is_ok() && is_lowered
}

/// Without one there is an error, or rustc has to be asked for the edition.
fn machine_of(input: &Input, asked: &Asked, errors: &Errors) -> Option<Machine> {
    Some(analysis::analyse(graph_of(input, unfold::unfold(input), asked, errors)?, input.options.inspection))
}

/// `body` is unfolded.
fn graph_of(input: &Input, mut body: Block, asked: &Asked, errors: &Errors) -> Option<Graph> {
    lower::mark_raised(&mut body, errors);
    let mut resolved = resolved(input, body, errors);
    analysis::look_ahead(&mut resolved);
    let (graph, edition_matters) = lower::lower(resolved, asked.edition(), errors);
    asked.note(edition_matters);
    let is_done = errors.is_empty() && !asked.is_open();
    is_done.then_some(graph)
}

fn resolved(input: &Input, body: Block, errors: &Errors) -> Resolved {
    let sig = &input.sig;
    let (generics, inputs, output, written) = (&sig.generics, &sig.inputs, &sig.output, &input.body);
    if let Some(name) = &input.options.name
        && syntax::names::mentions(quote::quote!(#generics #inputs #output #written), name)
    {
        errors.push(name.span(), Refusal::NameTaken { name: name.to_string() });
    }
    resolve::resolve(input, body, errors)
}
