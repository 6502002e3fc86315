//! What is worth a second look in a machine: things that live across an await, and rarely should.
//!
//! There are no types here. So a guard is known by how it is made or by its written type, and an array by its length.

mod arrays;
mod futures;
mod guards;

use std::collections::HashSet;

use manual_async_lowering::{Description, Local, LocalKind, State, StateKind};
use proc_macro2::Span;
use quote::ToTokens;
use serde::Serialize;
use syn::Expr;

use crate::keeping::{Keeping, Why};
use crate::origin::{Origin, Origins};
use crate::position::{Position, Range, offset};
use crate::source::Source;

/// The elements from which on an array is called large.
const LARGE: u64 = 512;

/// One remark.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Warning {
    pub kind: Kind,
    /// Where the local is declared.
    pub line: usize,
    pub local: String,
    /// The names of the states that keep it.
    pub states: Vec<String>,
    pub message: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A guard of a lock that blocks, or of a `RefCell`.
    BlockingGuard,
    /// A guard of a lock that waits.
    AsyncGuard,
    /// The array is in the future, and in each future around it.
    LargeArray,
    /// A future that nothing uses any more.
    OnlyForItsDrop,
}

/// All remarks on `machine`, by local in the order of the source.
pub fn find(source: &Source, origins: &Origins, machine: &Description, keeping: &Keeping) -> Vec<Warning> {
    let finder = Finder { source, machine, keeping };
    let locals = machine.locals.iter().enumerate();
    let mut found: Vec<Warning> =
        locals.flat_map(|(number, local)| finder.of(number, local, &origins.origin(local))).collect();
    // A value and what a loop makes of it, say.
    let mut seen = HashSet::new();
    found.retain(|warning| seen.insert((warning.message.clone(), warning.states.clone())));
    found
}

struct Finder<'a> {
    source: &'a Source,
    machine: &'a Description,
    keeping: &'a Keeping,
}

impl Finder<'_> {
    fn of(&self, number: usize, local: &Local, origin: &Origin) -> Vec<Warning> {
        let name = &local.name;
        if local.kind == LocalKind::Temporary {
            // Others stand where a pattern does.
            let value = origin.value.filter(|value| Position::from(start(value).start()) == local.position.into());
            let Some((kind, made)) = value.and_then(guards::inside) else { return Vec::new() };
            // It is made when what it is made of has been awaited.
            let made = Range::from_to(start(made), end(made));
            let states = self.kept_in(number, |state, _| !is_inside(state, made));
            return self.warning(local, kind, temporary_words(kind, self.text(made)), states).into_iter().collect();
        }
        let (guard, length) = (guards::named(origin), arrays::length(origin, self.source));
        let anywhere = || self.kept_in(number, |_, _| true);
        let guarded = guard.and_then(|kind| self.warning(local, kind, guard_words(kind, name), anywhere()));
        let large = length.filter(|length| *length >= LARGE);
        let large =
            large.and_then(|length| self.warning(local, Kind::LargeArray, array_words(name, length), anywhere()));
        // Much else is kept only to be dropped, and the table says of what: most values may be.
        let is_future = origin.value.is_some_and(|value| futures::is_future(value, self.source));
        let useless = is_future.then(|| self.kept_in(number, |_, why| why == Why::Drop));
        let useless = useless.and_then(|states| self.warning(local, Kind::OnlyForItsDrop, future_words(name), states));
        [guarded, large, useless].into_iter().flatten().collect()
    }

    /// The names of the awaits that keep it so.
    fn kept_in(&self, local: usize, is_meant: impl Fn(&State, Why) -> bool) -> Vec<String> {
        let awaits = self.keeping.awaits(self.machine);
        let states = awaits
            .filter(|(state, kept)| kept.iter().any(|kept| kept.local == local && is_meant(state, kept.why)))
            .map(|(state, _)| state.name.clone());
        states.collect()
    }

    fn warning(&self, local: &Local, kind: Kind, message: String, states: Vec<String>) -> Option<Warning> {
        let (line, local) = (local.position.line, local.name.clone());
        (!states.is_empty()).then_some(Warning { kind, line, local, states, message })
    }

    fn text(&self, range: Range) -> &str {
        let text = &self.source.text;
        text.get(offset(text, range.start)..offset(text, range.end)).unwrap_or_default()
    }
}

fn is_inside(state: &State, range: Range) -> bool {
    match &state.kind {
        StateKind::Awaiting(awaited) => {
            range.start <= awaited.range.start.into() && Position::from(awaited.range.end) <= range.end
        }
        _ => false,
    }
}

fn start(value: &Expr) -> Span {
    value.to_token_stream().into_iter().next().map_or_else(Span::call_site, |first| first.span())
}

fn end(value: &Expr) -> Span {
    value.to_token_stream().into_iter().last().map_or_else(Span::call_site, |last| last.span())
}

const BLOCKS: &str = "another task on the same thread that wants it blocks or panics";

fn guard_words(kind: Kind, name: &str) -> String {
    match kind {
        Kind::AsyncGuard => {
            format!("`{name}` keeps a lock while the function waits: whoever else wants it waits as long")
        }
        _ => format!(
            "`{name}` keeps a lock while the function waits: {BLOCKS}; end it before the await, by a block of its own or \
             by `drop({name})`"
        ),
    }
}

fn temporary_words(kind: Kind, made: &str) -> String {
    let made = made.split_whitespace().collect::<Vec<_>>().join(" ");
    let who = if kind == Kind::AsyncGuard { "whoever else wants it waits as long" } else { BLOCKS };
    format!(
        "`{made}` has no name and keeps a lock to the end of the statement: {who}; a `let` before, of what is needed of \
         it, ends it there"
    )
}

fn array_words(name: &str, length: u64) -> String {
    format!(
        "`{name}` has {length} elements, all of them inside the future and each future around it; `vec!` or `Box` keeps them out"
    )
}

fn future_words(name: &str) -> String {
    format!(
        "`{name}` is a future that nothing polls any more, kept only to be dropped later; await it, or `drop({name})` \
         before this await"
    )
}
