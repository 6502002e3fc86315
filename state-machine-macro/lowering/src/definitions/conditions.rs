//! `#[cfg(..)]` in and before definitions of macros: rustc alone knows whether such a condition holds.
//!
//! It is asked: the function is written down once for each answer, and the attribute on each is told the answer (see
//! `parse::conditional`). Until then the macro is one that nobody knows.

use std::cell::RefCell;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

use crate::{model::input::Answer, syntax::pieces::split_at_commas};

/// Does a condition hold?
#[derive(Clone, Debug)]
pub enum Truth {
    Holds,
    Fails,
    /// Not known: this is to be asked.
    Open(TokenStream),
}

#[derive(Default)]
struct Known {
    answers: Vec<Answer>,
    asked: Option<TokenStream>,
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// Does the work with what is known, and says what has to be asked before it can be done.
pub fn answered<T>(answers: Vec<Answer>, work: impl FnOnce() -> T) -> (T, Option<TokenStream>) {
    let outside = KNOWN.replace(Known { answers, asked: None });
    let done = work();
    (done, KNOWN.replace(outside).asked)
}

/// The first that asks gets the answer; then the others may ask.
pub fn ask(condition: TokenStream) {
    KNOWN.with_borrow_mut(|known| {
        known.asked.get_or_insert(condition);
    });
}

/// `not(..)`, `all(..)` and `any(..)` are taken apart, so that as little as possible is asked.
pub fn truth(condition: &TokenStream) -> Truth {
    let trees: Vec<TokenTree> = condition.clone().into_iter().collect();
    match &trees[..] {
        [TokenTree::Ident(name), TokenTree::Group(list)] if name == "not" => match truth(&list.stream()) {
            Truth::Holds => Truth::Fails,
            Truth::Fails => Truth::Holds,
            open => open,
        },
        [TokenTree::Ident(name), TokenTree::Group(list)] if name == "all" => each(list.stream(), false),
        [TokenTree::Ident(name), TokenTree::Group(list)] if name == "any" => each(list.stream(), true),
        [TokenTree::Ident(name)] if name == "true" => Truth::Holds,
        [TokenTree::Ident(name)] if name == "false" => Truth::Fails,
        _ => said(condition),
    }
}

/// One that says `decides` is enough.
fn each(list: TokenStream, decides: bool) -> Truth {
    let mut open = None;
    for part in split_at_commas(list) {
        match truth(&part) {
            Truth::Holds if decides => return Truth::Holds,
            Truth::Fails if !decides => return Truth::Fails,
            Truth::Open(condition) => drop(open.get_or_insert(condition)),
            Truth::Holds | Truth::Fails => {}
        }
    }
    match open {
        Some(condition) => Truth::Open(condition),
        None if decides => Truth::Fails,
        None => Truth::Holds,
    }
}

fn said(condition: &TokenStream) -> Truth {
    let text = condition.to_token_stream().to_string();
    let answer = KNOWN.with_borrow(|known| {
        let answer = known.answers.iter().find(|answer| answer.condition.to_string() == text);
        answer.map(|answer| answer.holds)
    });
    match answer {
        Some(true) => Truth::Holds,
        Some(false) => Truth::Fails,
        None => Truth::Open(condition.clone()),
    }
}
