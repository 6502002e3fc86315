//! Which functions of a file lead back to another one of it.
//!
//! The types of machines that contain each other, boxed, cannot be written down, no more than that of one which contains itself. One
//! function does not show that: the others are looked up in its file. Where there is none, as in text that nobody compiles, only
//! the function itself is known.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    fs,
    path::PathBuf,
    rc::Rc,
};

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{
    Block, ImplItemFn, ItemFn, ItemImpl, ItemMacro, ItemTrait, ReturnType, Safety, Signature, TraitItemFn, Type,
    TypeParamBound,
    visit::{self, Visit},
};

use crate::{
    model::{
        function::{Circle, Way},
        input::Input,
    },
    syntax::names,
};

/// A function of a file that returns a future.
struct Function {
    name: String,
    /// What it is a method of.
    of: Option<String>,
    way: Way,
    /// Every name that is in it.
    names: HashSet<String>,
}

type Functions = Rc<Vec<Function>>;

thread_local! {
    static FILES: RefCell<HashMap<PathBuf, Functions>> = RefCell::default();
}

/// The function itself, and those that it may wait for in a box and that lead back to it. Functions that are `unsafe` cannot be asked
/// what they return, and a block has no name.
pub fn circle(input: &Input) -> Circle {
    let Signature { ident, safety, .. } = &input.sig;
    let (name, mut circle) = (ident.to_string(), Circle::default());
    if input.block.is_some() || matches!(safety, Safety::Unsafe(_)) {
        return circle;
    }
    let functions = functions(ident).unwrap_or_default();
    // In more than one place, if there is more than one of that name.
    let owners: Vec<Option<&String>> =
        functions.iter().filter(|other| other.name == name).map(|itself| itself.of.as_ref()).collect();
    let is_anywhere = owners.is_empty();
    circle.insert(
        name.clone(),
        Way {
            is_only: !input.may_be_of_a_trait(),
            is_free: input.sig.receiver().is_none() && (is_anywhere || owners.contains(&None)),
            is_associated: is_anywhere || owners.iter().any(Option::is_some),
            ..way(&input.sig, None)
        },
    );
    if !is_anywhere {
        let mentioned = names::all(input.body.to_token_stream());
        circle.extend(others(&name, &functions, &owners, &mentioned));
    }
    circle
}

/// A method can be called by its name if it is one of all that have the function. Where more than one is called alike, and they take
/// different numbers of arguments, those count that belong to what has the function.
fn others(name: &str, functions: &[Function], owners: &[Option<&String>], mentioned: &HashSet<String>) -> Circle {
    let has = |of: Option<&String>, name: &str| functions.iter().any(|it| it.of.as_ref() == of && it.name == name);
    let leads_back = functions
        .iter()
        .filter(|other| other.name != name && mentioned.contains(&other.name) && leads_to(name, other, functions))
        .filter(|other| {
            let is_beside = |it: &Function| owners.contains(&it.of.as_ref());
            let mut alike = functions.iter().filter(|it| it.name == other.name);
            alike.all(|it| it.way.arguments == other.way.arguments || is_beside(other) && !is_beside(it))
        });
    let others = leads_back.map(|other| {
        let is_method = other.way.is_method && owners.iter().all(|owner| has(*owner, &other.name));
        (other.name.clone(), Way { is_method, ..other.way })
    });
    others.collect()
}

fn leads_to(name: &str, function: &Function, functions: &[Function]) -> bool {
    let (mut seen, mut open) = (HashSet::new(), vec![function]);
    while let Some(function) = open.pop() {
        if function.names.contains(name) {
            return true;
        }
        if seen.insert(&*function.name) {
            open.extend(functions.iter().filter(|next| function.names.contains(&next.name)));
        }
    }
    false
}

/// Those of the file, unless nothing is boxed in it: no circle is closed without a box.
fn functions(here: &Ident) -> Option<Functions> {
    let file = std::path::absolute(here.span().local_file()?).ok()?;
    FILES.with_borrow_mut(|files| {
        if let Some(known) = files.get(&file) {
            return Some(known.clone());
        }
        let (text, mut finder) = (fs::read_to_string(&file).ok()?, Finder::default());
        if text.contains("Box") || text.contains("boxed") {
            syn::parse_file(&text).iter().for_each(|file| finder.visit_file(file));
        }
        let found = Rc::new(finder.found);
        files.insert(file, found.clone());
        Some(found)
    })
}

/// Looks for functions in a file.
#[derive(Default)]
struct Finder {
    of: Option<String>,
    found: Vec<Function>,
}

impl Finder {
    fn add(&mut self, sig: &Signature, body: &Block) {
        let way = way(sig, self.of.as_ref());
        if matches!(sig.safety, Safety::Unsafe(_)) || !way.is_async && !returns_future(&sig.output) {
            return;
        }
        self.found.push(Function {
            name: sig.ident.to_string(),
            of: self.of.clone(),
            way,
            names: names::all(body.to_token_stream()),
        });
    }

    fn inside(&mut self, of: Option<String>, visit: impl FnOnce(&mut Self)) {
        let around = std::mem::replace(&mut self.of, of);
        visit(self);
        self.of = around;
    }
}

impl Visit<'_> for Finder {
    fn visit_item_fn(&mut self, function: &ItemFn) {
        self.inside(None, |this| {
            this.add(&function.sig, &function.block);
            visit::visit_item_fn(this, function);
        });
    }

    // What is given to a macro may be items.
    fn visit_item_macro(&mut self, item: &ItemMacro) {
        syn::parse2(item.mac.tokens.clone()).iter().for_each(|file| self.visit_file(file));
    }

    fn visit_item_impl(&mut self, block: &ItemImpl) {
        self.inside(Some(block.self_ty.to_token_stream().to_string()), |this| visit::visit_item_impl(this, block));
    }

    fn visit_item_trait(&mut self, item: &ItemTrait) {
        self.inside(Some(item.ident.to_string()), |this| visit::visit_item_trait(this, item));
    }

    fn visit_impl_item_fn(&mut self, function: &ImplItemFn) {
        self.add(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &TraitItemFn) {
        if let Some(body) = &function.default {
            self.add(&function.sig, body);
        }
        visit::visit_trait_item_fn(self, function);
    }
}

fn way(sig: &Signature, of: Option<&String>) -> Way {
    Way {
        arguments: sig.inputs.len(),
        is_async: sig.asyncness.is_some(),
        is_only: of.is_none(),
        is_free: of.is_none(),
        is_associated: of.is_some(),
        is_method: sig.receiver().is_some(),
    }
}

/// `-> impl Future<..>`
fn returns_future(output: &ReturnType) -> bool {
    let ReturnType::Type(_, ty) = output else { return false };
    let Type::ImplTrait(hidden) = &**ty else { return false };
    hidden.bounds.iter().any(|bound| match bound {
        TypeParamBound::Trait(bound) => bound.path.segments.last().is_some_and(|last| last.ident == "Future"),
        _ => false,
    })
}
