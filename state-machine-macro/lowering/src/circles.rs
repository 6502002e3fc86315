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

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::{
    Block, FnArg, GenericParam, ImplItemFn, ItemFn, ItemImpl, ItemMacro, ItemTrait, ReturnType, Safety, Signature,
    TraitItemFn, Type, TypeParamBound,
    visit::{self, Visit},
};

use crate::{
    model::{
        function::{Circle, Way},
        input::Input,
    },
    syntax::names,
};

/// What a file has.
#[derive(Default)]
struct File {
    functions: Vec<Function>,
    /// Traits that do not say that what a function returns is `Send`, and those functions.
    not_send: HashSet<(String, String)>,
}

/// A function of a file that returns a future.
struct Function {
    name: String,
    /// What it is a method of.
    of: Option<Owner>,
    way: Way,
    /// No future itself, but there is one in it whose type is hidden, as in `Option<impl Future>`.
    wraps: bool,
    /// Every name that is in it.
    names: HashSet<String>,
}

/// What has functions.
#[derive(Clone, PartialEq, Eq)]
struct Owner {
    /// The type as it is written, or the trait.
    text: String,
    /// Its name alone.
    name: Option<String>,
    /// The trait whose functions these are.
    of_trait: Option<String>,
}

thread_local! {
    static FILES: RefCell<HashMap<PathBuf, Rc<File>>> = RefCell::default();
}

/// The function itself, and those that it may wait for in a box and that lead back to it. Functions that are `unsafe` cannot be asked
/// what they return, and a block has no name.
pub fn circle(input: &Input) -> Circle {
    let Signature { ident, safety, .. } = &input.sig;
    let (name, mut circle) = (ident.to_string(), Circle::default());
    if input.block.is_some() || matches!(safety, Safety::Unsafe(_)) {
        return circle;
    }
    let mentioned = names::all(input.body.to_token_stream());
    let file = file(ident, mentioned.contains(&name)).unwrap_or_default();
    // In more than one place, if there is more than one of that name.
    let owners: Vec<Option<&Owner>> =
        file.functions.iter().filter(|other| other.name == name).map(|itself| itself.of.as_ref()).collect();
    let is_anywhere = owners.is_empty();
    let is_associated = is_anywhere || owners.iter().any(Option::is_some);
    let types = owners.iter().flatten().filter_map(|owner| owner.name.clone()).collect();
    circle.insert(
        name.clone(),
        Way {
            is_only: !input.may_be_of_a_trait(),
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

/// Does one that wraps a future lead back to the function? What that one returns nobody can be asked.
pub fn is_closed_by_another(input: &Input) -> bool {
    let name = input.sig.ident.to_string();
    let Some(file) = file(&input.sig.ident, false).filter(|_| input.block.is_none()) else { return false };
    let mut wraps = file.functions.iter().filter(|function| function.wraps).peekable();
    let mentioned = wraps.peek().map(|_| names::all(input.body.to_token_stream())).unwrap_or_default();
    wraps.any(|other| mentioned.contains(&other.name) && leads_to(&name, other, &file.functions))
}

/// A method can be called by its name if it is one of all that have the function. Where more than one is called alike, and they take
/// different numbers of arguments, those count that belong to what has the function.
fn others(name: &str, file: &File, owners: &[Option<&Owner>], mentioned: &HashSet<String>) -> Circle {
    let functions = &file.functions;
    let text = |of: Option<&Owner>| of.map(|of| of.text.clone());
    let has =
        |of: Option<&Owner>, name: &str| functions.iter().any(|it| text(it.of.as_ref()) == text(of) && it.name == name);
    let leads_back = functions
        .iter()
        .filter(|other| {
            !other.wraps && other.name != name && mentioned.contains(&other.name) && leads_to(name, other, functions)
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

impl File {
    /// May the function be named in itself, as far as the traits say?
    fn may_be_named(&self, of: Option<&Owner>, name: &str) -> bool {
        let of_trait = of.and_then(|of| of.of_trait.as_ref());
        of_trait.is_none_or(|of_trait| self.not_send.contains(&(of_trait.clone(), name.to_owned())))
    }
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

/// The file, unless nothing is boxed in it, so that no circle is closed, and the function does not name itself.
fn file(here: &Ident, names_itself: bool) -> Option<Rc<File>> {
    let file = std::path::absolute(here.span().local_file()?).ok()?;
    FILES.with_borrow_mut(|files| {
        if let Some(known) = files.get(&file) {
            return Some(known.clone());
        }
        let (text, mut finder) = (fs::read_to_string(&file).ok()?, Finder::default());
        if !names_itself && !text.contains("Box") && !text.contains("boxed") {
            return None;
        }
        syn::parse_file(&text).iter().for_each(|file| finder.visit_file(file));
        let found = Rc::new(finder.found);
        files.insert(file, found.clone());
        Some(found)
    })
}

/// Looks for functions in a file.
#[derive(Default)]
struct Finder {
    of: Option<Owner>,
    found: File,
}

impl Finder {
    fn add(&mut self, sig: &Signature, body: &Block) {
        let (way, returned) = (way(sig, self.of.as_ref()), sig.output.to_token_stream());
        let is_future = way.is_async || returns_future(&sig.output);
        let mentions = |word| names::mentions(returned.clone(), &Ident::new(word, Span::call_site()));
        // If it says that it is `Send`, rustc has to find that out in the circle, and cannot.
        let is_hidden = mentions("impl") && (mentions("Future") || mentions("Stream")) && !mentions("Send");
        let wraps = !is_future && is_hidden;
        if matches!(sig.safety, Safety::Unsafe(_)) || !is_future && !wraps {
            return;
        }
        self.found.functions.push(Function {
            name: sig.ident.to_string(),
            of: self.of.clone(),
            way,
            wraps,
            names: names::all(body.to_token_stream()),
        });
    }

    fn inside(&mut self, of: Option<Owner>, visit: impl FnOnce(&mut Self)) {
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
        let of_trait = block.trait_.as_ref().and_then(|(path, _)| path.segments.last());
        let owner = Owner {
            text: block.self_ty.to_token_stream().to_string(),
            name: names::type_name(&block.self_ty),
            of_trait: of_trait.map(|last| last.ident.to_string()),
        };
        self.inside(Some(owner), |this| visit::visit_item_impl(this, block));
    }

    fn visit_item_trait(&mut self, item: &ItemTrait) {
        let name = item.ident.to_string();
        let owner = Owner { text: name.clone(), name: Some(name.clone()), of_trait: Some(name) };
        self.inside(Some(owner), |this| visit::visit_item_trait(this, item));
    }

    fn visit_impl_item_fn(&mut self, function: &ImplItemFn) {
        self.add(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &TraitItemFn) {
        let is_send = names::mentions(function.sig.output.to_token_stream(), &Ident::new("Send", Span::call_site()));
        if let Some(Owner { text, .. }) = self.of.as_ref().filter(|_| !is_send) {
            self.found.not_send.insert((text.clone(), function.sig.ident.to_string()));
        }
        if let Some(body) = &function.default {
            self.add(&function.sig, body);
        }
        visit::visit_trait_item_fn(self, function);
    }
}

fn way(sig: &Signature, of: Option<&Owner>) -> Way {
    Way {
        arguments: sig.inputs.len(),
        is_async: sig.asyncness.is_some(),
        is_only: of.is_none(),
        is_free: of.is_none(),
        types: of.map(|of| of.name.iter().cloned().collect()),
        is_method: sig.receiver().is_some(),
        on_others: true,
        generics: generics(sig),
    }
}

/// How many types and constants it takes, if all of them can be said.
fn generics(sig: &Signature) -> Option<usize> {
    let has_impl = |input: &FnArg| names::mentions(input.to_token_stream(), &Ident::new("impl", Span::call_site()));
    let is_type = |param: &&GenericParam| !matches!(param, GenericParam::Lifetime(_));
    (!sig.inputs.iter().any(has_impl)).then(|| sig.generics.params.iter().filter(is_type).count())
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
