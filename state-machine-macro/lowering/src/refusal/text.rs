//! The sentences, and where in the documentation there is more.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};

use super::{KNOWN_ARGUMENTS, MAX_AWAITS, Refusal};

impl Display for Refusal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}\nfor more, see `manual_async::errors::{}`", self.sentence(), self.page())
    }
}

impl Refusal {
    /// What is said to the user.
    fn sentence(&self) -> Cow<'static, str> {
        use Refusal::*;
        match self {
            UnknownArgument { argument, nearest: Some(nearest) } => {
                format!("`{argument}` is not an argument of `#[manual_async]`: did you mean `{}`?", example(nearest))
                    .into()
            }
            UnknownArgument { argument, nearest: None } => {
                format!("`{argument}` is not an argument of `#[manual_async]`: it knows {}", known()).into()
            }
            RepeatedArgument { argument } => {
                format!("`{argument}` is given twice, and only one can hold: keep the one you mean").into()
            }
            ArgumentWithoutValue { argument } => {
                format!("`{argument}` needs a value: write `{}`", example(argument)).into()
            }
            ArgumentWithValue { argument } => format!("`{argument}` takes no value: write `{argument}` alone").into(),
            MalformedArgument => format!(
                "the arguments of `#[manual_async]` are written `argument = value`, with commas between \
                    them: it knows {}",
                known()
            )
            .into(),
            MaxSizeNotNumber => "`max_size` is a number of bytes, or a constant: write `max_size = 256`".into(),
            ArgumentOfBlock => "`machine!` takes `crate`, `inspect` and `max_size`, and no other argument: leave it out".into(),
            NameNotString => "the name of the enum is given as a string: write `name = \"ReadFile\"`".into(),
            NameNotIdentifier { text } => format!(
                "{text:?} cannot be the name of the enum, because it is not an identifier: write \
                    something like `name = \"ReadFile\"`"
            )
            .into(),
            NameTaken { name } => format!(
                "`{name}` cannot be the name of the enum, because the function says `{name}` too, and would mean the \
                    enum: choose another name"
            )
            .into(),
            NameIsKeyword { text } => format!(
                "{text:?} cannot be the name of the enum, because it is a keyword: write something like \
                    `name = \"ReadFile\"`"
            )
            .into(),
            CrateNotPath => "`crate` says where the support code lives, so it needs a path: write `crate = \
                    ::manual_async`, or the path of your re-export"
                .into(),
            CrateIsString { path } => {
                format!("the path of the crate is given without quotes: write `crate = {path}`").into()
            }

            NotAFunction { what } => format!(
                "`#[manual_async]` rewrites the body of an `async fn`, and this is {what}: put the \
                    attribute on an `async fn`"
            )
            .into(),
            OnModuleFile => "`#[manual_async]` cannot see into a module that is in a file of its own: put the \
                    attribute on what is inside, or write `mod name { .. }`"
                .into(),
            NameOnScope => "`name` is the name of the enum of one function, and this may be many: put \
                    `#[manual_async(name = \"..\")]` on the `async fn` inside that it is meant for"
                .into(),
            SkipAlone => "`skip` leaves something out where an `impl`, trait or `mod` around it bears \
                    `#[manual_async]`, and none does: remove this attribute"
                .into(),
            OnForeignModule => {
                "`#[manual_async]` rewrites the body of a function, and foreign functions have none: put \
                    the attribute on an `async fn` that calls them"
                    .into()
            }
            OnMacroCall => "`#[manual_async]` cannot see the functions that a macro will make: put the attribute on \
                    the `async fn` inside the macro"
                .into(),
            OnClosure => "`#[manual_async]` needs a function with a name and a written signature, and a closure \
                    has neither: write an `async fn`, and pass what the closure captures as arguments"
                .into(),
            NotAsync { function } => format!(
                "`{function}` is not `async`, so there is nothing to rewrite (another attribute above \
                    this one may have taken the `async` away): write `async fn {function}`, or remove \
                    `#[manual_async]`"
            )
            .into(),
            NotAsyncButFuture { function } => format!(
                "`{function}` returns a future that something else has made, and only an `async fn` says \
                    what happens between its awaits: write `async fn {function}` with the future's output as \
                    the return type"
            )
            .into(),
            ConstAsync => "a function cannot be `const` and `async`, because a future cannot be awaited at compile \
                    time: remove `const`"
                .into(),
            WithoutBody { function } => format!(
                "`{function}` has no body to rewrite: in a trait, leave the declaration as it is and put \
                    `#[manual_async]` on the `async fn {function}` of each `impl`"
            )
            .into(),
            Variadic => "a future cannot keep a C-style list of arguments, which is gone when the function \
                    returns: write the arguments out, or take a slice"
                .into(),
            GenFunction => "`gen fn` makes an iterator, and `#[manual_async]` makes futures only: write an `async \
                    fn`"
            .into(),
            Twice => "`#[manual_async]` stands here twice, and the function can be rewritten once only: remove \
                    this one"
                .into(),

            NotAnAsyncBlock => "`machine!` takes one `async` block: write `machine! { async move { .. } }`".into(),
            CapturedBothWays { local } => format!(
                "whether this block takes `{local}` or borrows it depends on the type, because it uses `{local}` both by \
                    value and otherwise: write `async move` (with `let {local} = &{local};` or `&mut {local}` before, \
                    to borrow it)"
            )
            .into(),

            AwaitInMacro { name } => format!(
                "`.await` is not supported inside `{name}!`, because its arguments are not expressions \
                    between commas: write `let value = future.await;` before, and use `value` here"
            )
            .into(),
            TooManyAwaits { count } => format!(
                "this function awaits in {count} places, and a state machine has at most {MAX_AWAITS} \
                    states: split it into several functions"
            )
            .into(),

            LocalFromMacro { local, name } => format!(
                "`{local}` seems to be declared inside `{name}!`, where its scope cannot be seen: declare \
                    it with a `let` of its own, as in `let {local} = {name}!(..);`"
            )
            .into(),
            ItemOfBlock { name } => format!(
                "`{name}` is declared in a block in which something is awaited, and named outside of it, \
                    where it would mean the same: give one of the two another name"
            )
            .into(),
            MacroInPattern { name } => {
                format!("which locals the pattern `{name}!` declares cannot be seen: write the pattern out").into()
            }

            ConditionalPart => {
                "what `#[cfg]` leaves out must be a statement, a match arm, an argument, an element or a \
                    field: write `if cfg!(..) { .. }`, or two statements with a `#[cfg]` each"
                    .into()
            }
            YieldExpression => "`yield` is not supported, because a future has one output only: send the values through \
                    a channel"
                .into(),
            TryBlock => "`try` blocks are not supported, because they are not stable: write an `async` block with \
                    `?` in it and await that, or a function of its own"
                .into(),
            UnknownSyntax => "`#[manual_async]` does not know this syntax, and would miss what it does with locals: \
                    move it to a function of its own"
                .into(),
            UnreadableSyntax { reason } => format!(
                "`#[manual_async]` cannot read this ({reason}): move the part that it does not \
                    know to a function of its own"
            )
            .into(),
        }
    }
}

impl Refusal {
    /// The page of the documentation that is about it, a module in `manual_async::errors`. It has the variant's name.
    fn page(&self) -> String {
        let debug = format!("{self:?}");
        let variant = debug.split(|char: char| !char.is_alphanumeric()).next().unwrap_or_default();
        variant.chars().fold(String::new(), |mut page, char| {
            if char.is_uppercase() && !page.is_empty() {
                page.push('_');
            }
            page.extend(char.to_lowercase());
            page
        })
    }
}

/// `name = "ReadFile"` for `name`.
fn example(argument: &str) -> &'static str {
    KNOWN_ARGUMENTS.iter().find(|(name, _)| *name == argument).map_or("", |(_, example)| example)
}

/// All arguments, for a sentence.
fn known() -> String {
    let [others @ .., last] = KNOWN_ARGUMENTS.map(|(_, example)| format!("`{example}`"));
    format!("{} and {last}", others.join(", "))
}
