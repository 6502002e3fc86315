//! The machine of a function as plain data: for tools that show it, and for those who want to read it.
//!
//! Nothing here is compiled, so that types are not known: sizes are those of [`Inspect`], which compiled code has.
//!
//! [`Inspect`]: https://docs.rs/manual-async/latest/manual_async/trait.Inspect.html

mod build;
mod json;
mod source;
mod transitions;

pub use build::description;

use std::cell::RefCell;

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::{
    capture,
    edition::Asked,
    error::Errors,
    model::input::{Edition, Input},
    parse::{self, Parsed, Source},
};

/// The machine that an `async fn` or an `async` block becomes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Description {
    /// The function's name, or that of the function around a block, or `async_block`.
    pub name: String,
    /// What it is called in a sentence: `` `read_file` ``, `` the `async` block in line 7 ``.
    pub title: String,
    /// The name of the state enum.
    pub state_enum: String,
    /// From `fn`, or from `async` of a block, to the closing brace.
    pub range: Range,
    /// Parameters, locals, and temporaries that the states keep, in the order in which they are declared.
    pub locals: Vec<Local>,
    /// By number. The first is [`StateKind::Uninitialized`], the last [`StateKind::Done`].
    pub states: Vec<State>,
    /// Sorted by where they lead from, and then by where to.
    pub transitions: Vec<Transition>,
}

/// From the first character to behind the last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Range {
    /// Where it begins.
    pub start: Position,
    /// Where it ends: the place behind it.
    pub end: Position,
}

/// A place in the source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// From 1 on.
    pub line: usize,
    /// In characters, from 1 on.
    pub column: usize,
}

/// What lives across an await somewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Local {
    /// As it is written in the source. Temporaries are called by what they hold.
    pub name: String,
    /// What it is.
    pub kind: LocalKind,
    /// Where its name is declared; temporaries: where what they hold stands.
    pub position: Position,
}

/// What a local is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LocalKind {
    /// A parameter of the function, or what a block captures.
    Argument,
    /// Declared in the body.
    Declared,
    /// A value that has no name in the source: an iterator, an operand.
    Temporary,
}

/// One state: the function can be found in it between two polls.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct State {
    /// The name of the enum's variant: `AwaitingOpen`.
    pub name: String,
    /// What it waits for.
    pub kind: StateKind,
    /// What it stores, in the order of the offsets.
    pub fields: Vec<Field>,
    /// What is dropped, in this order, when the future is dropped here.
    pub drops: Vec<Dropped>,
}

/// What a state waits for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StateKind {
    /// The first poll.
    Uninitialized,
    /// A future.
    Awaiting(Awaited),
    /// Nothing: it runs, has returned, or has panicked.
    Done,
}

/// One `.await`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Awaited {
    /// The source text, on one line, shortened: `File::open(path).await`
    pub text: String,
    /// From the operand to the word `await`.
    pub range: Range,
}

/// One field of a state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// The name of the field.
    pub name: String,
    /// The type parameter of the enum that stands for its type. A flag has none, as its type is known.
    pub parameter: Option<String>,
    /// What is in it.
    pub content: Content,
}

/// What is in a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Content {
    /// A local, by its number.
    Local {
        /// Which one.
        local: usize,
        /// Why it is kept.
        reason: Reason,
        /// Has it a value whenever the machine is here? If not, a flag tells.
        certain: bool,
    },
    /// Whether a local has a value, or which parts of it are left.
    Flag {
        /// Which local.
        local: usize,
    },
    /// Nothing: what comes behind has to keep its place.
    Hole,
    /// The awaited future.
    Future,
}

/// Why a local is kept in a state.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// Code behind the await uses it.
    Used,
    /// Nothing uses it any more: it is dropped behind the await, or the awaited future may still look at it.
    Unused,
    /// It has no value here. Something that is kept may point to its place.
    Gone,
}

/// What is dropped when the future is dropped.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dropped {
    /// The name of the field.
    pub field: String,
    /// Which local it is; the awaited future is none.
    pub local: Option<usize>,
    /// Is it certain that there is something to drop?
    pub certain: bool,
}

/// A way from one state to another, within one poll.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Transition {
    /// The number of the state.
    pub from: usize,
    /// The number of the state.
    pub to: usize,
    /// How it is left.
    pub exit: Exit,
    /// The code that may run on the way, in the order of the source. Of statements that await, the first part belongs to
    /// what leads to the await, and all of it to what follows.
    pub code: Vec<Code>,
}

/// How a transition ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Exit {
    /// A future is awaited.
    Await,
    /// The end of the function.
    End,
    /// `?`, or `return` inside other code.
    Early,
}

/// A piece of source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Code {
    /// Where it is.
    pub range: Range,
    /// Its text, without comments.
    pub text: String,
}

/// Describes what `#[manual_async(arguments)]` makes of the item: the machine of an `async fn`, those of the blocks in a
/// function that is not `async`, or those of all functions in an `impl`, trait or module, in the order of the source.
///
/// # Errors
///
/// One for each function that is refused, or cannot be read.
///
/// ```
/// let source = "async fn wait(seconds: u64) -> u64 { sleep(seconds).await; seconds }".parse().unwrap();
/// let described = manual_async_lowering::describe(Default::default(), source);
/// let machine = described[0].as_ref().unwrap();
/// assert_eq!(machine.state_enum, "Wait");
/// assert_eq!(machine.states[1].name, "AwaitingSleep");
/// assert_eq!(machine.states[1].fields[0].name, "seconds");
/// assert_eq!(machine.transitions[0].code[0].text, "sleep(seconds)");
/// ```
pub fn describe(arguments: TokenStream, item: TokenStream) -> Vec<Result<Description, syn::Error>> {
    let errors = Errors::new();
    let found = RefCell::new(Vec::new());
    let keep = |input: &Input, errors: Errors| {
        let asked = Asked::new(input.options.edition.or(Some(Edition::Since2024)));
        let machine = crate::machine_of(input, &asked, &errors);
        let described = machine.map(|machine| build::description(input, &machine));
        found.borrow_mut().extend(one(described, errors));
        TokenStream::new()
    };
    match parse::parse(arguments, Source::Tokens(item), &errors) {
        Some(Parsed::Function(input)) => drop(keep(&input, errors)),
        Some(Parsed::Blocks(blocks)) => {
            found.borrow_mut().extend(one(None, errors));
            blocks.rewrite(&|known| {
                let errors = Errors::new();
                parse::check_syntax(&known.block.block, &errors);
                let input = capture::function(known, &errors);
                keep(&input, errors)
            });
        }
        Some(Parsed::Scope(scope)) => {
            found.borrow_mut().extend(one(None, errors));
            scope.rewrite(&|arguments, item| {
                found.borrow_mut().extend(describe(arguments, item.into_token_stream()));
                TokenStream::new()
            });
        }
        None => found.borrow_mut().extend(one(None, errors)),
    }
    found.into_inner()
}

fn one(described: Option<Description>, errors: Errors) -> Option<Result<Description, syn::Error>> {
    match errors.finish() {
        Ok(()) => described.map(Ok),
        Err(error) => Some(Err(error)),
    }
}
