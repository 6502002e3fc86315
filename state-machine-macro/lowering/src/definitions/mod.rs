//! What macros of the user's own package do, as their definitions show.
//!
//! A call does not show that a macro awaits what it makes of its arguments, or moves them. Its `macro_rules!` does, if that
//! stands in the package that is being compiled: there it is looked up by its name, in the package's files, when a function calls a
//! macro that nobody knows. Where there is no such file, as in text that nobody compiles, nothing is known.

mod conditions;
mod making;
mod matching;
mod package;
mod rules;
mod text;
mod words;

use std::str::FromStr;

use proc_macro2::{Span, TokenStream};
use syn::Macro;

pub use conditions::{Truth, answered, ask, truth};
pub use package::{Called, Definition, forget};

/// What a macro does, by all its definitions.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Does {
    /// It awaits.
    pub awaits: bool,
    /// It returns, or ends with `?`.
    pub returns: bool,
    /// It says `break` or `continue`.
    pub jumps: bool,
    /// It declares locals or items, or calls macros that may do any of that.
    pub calls: bool,
    /// It may leave temporaries.
    pub leaves: bool,
}

/// What a macro does that is called here.
pub fn of(name: &str, here: Span) -> Option<Does> {
    package::at(here)?.0.does(name)
}

/// The definition that a call means, if that is certain.
pub fn called(mac: &Macro) -> Option<Definition> {
    match asked(mac) {
        Called::Certain(definition) => Some(definition),
        Called::Open(..) | Called::Unknown => None,
    }
}

/// The same, with what rustc has to be asked if it is not.
pub fn asked(mac: &Macro) -> Called {
    let name = mac.path.segments.last().map(|last| last.ident.span());
    let Some((package, place)) = name.and_then(package::at) else { return Called::Unknown };
    package.called(&mac.path, &place)
}

/// Where a macro without a path comes from, if all `use`s of its name in the file begin alike.
pub fn root(mac: &Macro) -> Option<String> {
    let name = mac.path.get_ident()?;
    let (package, place) = package::at(name.span())?;
    package.root(&name.to_string(), &place).map(str::to_owned)
}

/// Is it, as far as one can see, a macro of that crate, rather than of another one that has one of the same name?
pub fn is_of(mac: &Macro, krate: &str, other: &str) -> bool {
    if let [first, _, ..] = &mac.path.segments.iter().collect::<Vec<_>>()[..] {
        return first.ident == krate;
    }
    let depends_on = |name: &syn::Ident| {
        let (package, _) = package::at(name.span())?;
        Some(package.names(krate) && !package.names(other))
    };
    match root(mac) {
        Some(root) => root == krate,
        None => mac.path.get_ident().and_then(depends_on).unwrap_or(false),
    }
}

/// What the macro makes of a call, with marks on the names that are its own. `None`: it is not understood.
pub fn made(definition: &Definition, mac: &Macro) -> Option<TokenStream> {
    let rules = rules::rules(TokenStream::from_str(&definition.body).ok()?)?;
    for rule in rules {
        match matching::matched(&rule.given, mac.tokens.clone()) {
            Ok(given) => return making::made(&rule.makes, &given, mac.path.segments.last()?.ident.span()),
            Err(matching::Failure::Other) => {}
            Err(matching::Failure::Unclear) => return None,
        }
    }
    None
}
