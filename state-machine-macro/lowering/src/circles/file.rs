//! The functions of a file that return futures.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet, hash_map::Entry},
    fs,
    path::PathBuf,
    rc::Rc,
};

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::{
    Block, FnArg, GenericParam, ImplItemFn, ImplItemType, ItemFn, ItemImpl, ItemMacro, ItemTrait, ItemType, ReturnType,
    Safety, Signature, TraitItemFn, TraitItemType, Type, TypeParam, TypeParamBound, UseRename,
    visit::{self, Visit},
};

use super::named::Named;
use crate::{model::function::Way, syntax::names};

/// What a file has.
#[derive(Default)]
pub struct File {
    pub functions: Vec<Function>,
    /// Traits that do not say that what a function returns is `Send`, and those functions.
    not_send: HashSet<(String, String)>,
    /// Names that types have beside their own: in an alias, behind `use .. as`, or as a parameter.
    pub aliases: HashSet<String>,
}

/// A function of a file that returns a future.
pub struct Function {
    pub name: String,
    /// Its signature, by which it can be told from others of that name: of a text that is read in rustc nobody knows where it stands.
    pub sig: String,
    /// What it is a method of.
    pub of: Option<Owner>,
    pub way: Way,
    /// No future itself, but there is one in it whose type is hidden, as in `Option<impl Future>`.
    pub wraps: bool,
    /// What is in it.
    pub named: Named,
}

/// What has functions.
#[derive(Clone, PartialEq, Eq)]
pub struct Owner {
    /// The type as it is written, or the trait.
    pub text: String,
    /// Its name alone.
    pub name: Option<String>,
    /// The trait whose functions these are.
    pub of_trait: Option<String>,
}

/// A file that has been read.
struct Read {
    text: String,
    /// Something may be boxed in it.
    boxes: bool,
    /// What it has, once that has been looked for.
    found: Option<Rc<File>>,
}

thread_local! {
    static FILES: RefCell<HashMap<PathBuf, Read>> = RefCell::default();
}

impl File {
    /// May the function be named in itself, as far as the traits say?
    pub fn may_be_named(&self, of: Option<&Owner>, name: &str) -> bool {
        let of_trait = of.and_then(|of| of.of_trait.as_ref());
        of_trait.is_none_or(|of_trait| self.not_send.contains(&(of_trait.clone(), name.to_owned())))
    }
}

/// The file, unless nothing is boxed in it, so that no circle is closed, and the function does not name itself.
pub fn file(here: &Ident, names_itself: bool) -> Option<Rc<File>> {
    let file = crate::here::file(here.span())?;
    FILES.with_borrow_mut(|files| {
        let read = match files.entry(file) {
            Entry::Occupied(read) => read.into_mut(),
            Entry::Vacant(place) => {
                let text = fs::read_to_string(place.key()).ok()?;
                let boxes = text.contains("Box") || text.contains("boxed");
                place.insert(Read { text, boxes, found: None })
            }
        };
        let found = (read.boxes || names_itself).then(|| read.found.get_or_insert_with(|| found_in(&read.text).into()));
        found.cloned()
    })
}

/// All files.
pub fn forget() {
    FILES.take();
}

fn found_in(text: &str) -> File {
    let mut finder = Finder::default();
    syn::parse_file(text).iter().for_each(|file| finder.visit_file(file));
    finder.found
}

/// Looks for functions in a file.
#[derive(Default)]
struct Finder {
    pub of: Option<Owner>,
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
            sig: sig.to_token_stream().to_string(),
            of: self.of.clone(),
            way,
            wraps,
            named: Named::in_function(sig, body),
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

    fn visit_item_type(&mut self, alias: &ItemType) {
        self.found.aliases.insert(alias.ident.to_string());
        visit::visit_item_type(self, alias);
    }

    fn visit_use_rename(&mut self, rename: &UseRename) {
        self.found.aliases.insert(rename.rename.to_string());
    }

    fn visit_type_param(&mut self, parameter: &TypeParam) {
        self.found.aliases.insert(parameter.ident.to_string());
        visit::visit_type_param(self, parameter);
    }

    fn visit_impl_item_type(&mut self, ty: &ImplItemType) {
        self.found.aliases.insert(ty.ident.to_string());
    }

    fn visit_trait_item_type(&mut self, ty: &TraitItemType) {
        self.found.aliases.insert(ty.ident.to_string());
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

pub fn way(sig: &Signature, of: Option<&Owner>) -> Way {
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
