//! Which functions of a file lead back to another one of it.
//!
//! The types of machines that contain each other, boxed, cannot be written down, no more than that of one which contains itself. One
//! function does not show that: the others are looked up in its file. Where there is none, as in text that nobody compiles, only
//! the function itself is known.

mod file;
mod named;
mod unboxed;

use std::collections::HashSet;

use quote::ToTokens;
use syn::{Safety, Signature};

use crate::model::{
    function::{Circle, Way},
    input::Input,
};
pub use file::forget;
use file::{File, Function, Owner, file, way};
use named::Named;

pub use unboxed::awaits_itself;

/// The function itself, and those that it may wait for in a box and that lead back to it. Functions that are `unsafe` cannot be asked
/// what they return, and a block has no name.
pub fn circle(input: &Input) -> Circle {
    let Signature { ident, safety, .. } = &input.sig;
    let (name, mut circle) = (ident.to_string(), Circle::default());
    if input.block.is_some() || matches!(safety, Safety::Unsafe(_)) {
        return circle;
    }
    let mentioned = Named::in_function(&input.sig, &input.body);
    let file = file(ident, mentioned.has(&name)).unwrap_or_default();
    // In more than one place, if there is more than one that looks like it.
    let mut alike: Vec<&Function> = file.functions.iter().filter(|other| other.name == name).collect();
    let sig = input.sig.to_token_stream().to_string();
    if alike.iter().any(|other| other.sig == sig) {
        alike.retain(|other| other.sig == sig);
    }
    let owners: Vec<Option<&Owner>> = alike.iter().map(|itself| itself.of.as_ref()).collect();
    let is_anywhere = owners.is_empty();
    let is_associated = is_anywhere || owners.iter().any(Option::is_some);
    let types = owners.iter().flatten().filter_map(|owner| owner.name.clone()).collect();
    circle.insert(
        name.clone(),
        Way {
            is_only: !input.may_be_of_a_trait() || !is_anywhere && owners.iter().all(|owner| is_own(*owner)),
            is_free: input.sig.receiver().is_none() && (is_anywhere || owners.contains(&None)),
            types: is_associated.then_some(types),
            on_others: match is_anywhere {
                true => !input.may_be_of_a_trait(),
                false => owners.iter().all(|owner| file.may_be_named(*owner, &name)),
            },
            ..way(&input.sig, None)
        },
    );
    if !is_anywhere {
        circle.extend(others(&name, &file, &owners, &mentioned));
    }
    circle
}

/// Is it that of a type, and not of a trait?
fn is_own(owner: Option<&Owner>) -> bool {
    owner.is_some_and(|owner| owner.of_trait.is_none())
}

/// Does one that wraps a future lead back to the function? What that one returns nobody can be asked.
pub fn is_closed_by_another(input: &Input) -> bool {
    let name = input.sig.ident.to_string();
    let Some(file) = file(&input.sig.ident, false).filter(|_| input.block.is_none()) else { return false };
    let mut wraps = file.functions.iter().filter(|function| function.wraps).peekable();
    let mentioned = wraps.peek().map(|_| Named::in_function(&input.sig, &input.body)).unwrap_or_default();
    wraps.any(|other| mentioned.may_mean(other, &file) && leads_to(&name, other, &file))
}

/// A method can be called by its name if it is one of all that have the function. Where more than one is called alike, and they take
/// different numbers of arguments, those count that belong to what has the function.
fn others(name: &str, file: &File, owners: &[Option<&Owner>], mentioned: &Named) -> Circle {
    let functions = &file.functions;
    let text = |of: Option<&Owner>| of.map(|of| of.text.clone());
    let has =
        |of: Option<&Owner>, name: &str| functions.iter().any(|it| text(it.of.as_ref()) == text(of) && it.name == name);
    let leads_back = functions
        .iter()
        .filter(|other| {
            !other.wraps && other.name != name && mentioned.may_mean(other, file) && leads_to(name, other, file)
        })
        .filter(|other| {
            let is_beside = |it: &Function| owners.iter().any(|owner| text(*owner) == text(it.of.as_ref()));
            let mut alike = functions.iter().filter(|it| it.name == other.name);
            alike.all(|it| it.way.arguments == other.way.arguments || is_beside(other) && !is_beside(it))
        });
    let others = leads_back.map(|other| {
        let is_method = other.way.is_method && owners.iter().all(|owner| has(*owner, &other.name));
        let on_others = file.may_be_named(other.of.as_ref(), &other.name);
        (other.name.clone(), Way { is_method, on_others, ..other.way.clone() })
    });
    others.collect()
}

fn leads_to(name: &str, function: &Function, file: &File) -> bool {
    let (mut seen, mut open) = (HashSet::new(), vec![function]);
    while let Some(function) = open.pop() {
        let called = file.functions.iter().filter(|next| function.named.may_mean(next, file));
        if called.clone().any(|next| next.name == name) {
            return true;
        }
        if seen.insert(std::ptr::from_ref(function)) {
            open.extend(called);
        }
    }
    false
}
