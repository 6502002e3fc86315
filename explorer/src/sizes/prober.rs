//! Walks through a file, and says what is to be put where.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Visibility;
use syn::spanned::Spanned;
use syn::{Attribute, Block, FnArg, GenericParam, ImplItem, Item, ItemFn, ItemImpl, ItemTrait, Signature, TraitItem};

use super::probes::{Edit, Nested, Probe, Probes, Within};
use super::twins::{Twins, end_of, inspected, is_apart, is_cfg, is_plain, start, start_of};
use super::{in_functions, in_traits, nested, twins};
use crate::blocks;
use crate::functions::{is_own, is_skip, last_word, type_name};
use crate::source::Source;

/// Of what is not measured if nothing may be moved.
pub const MOVED: &str = "the copy does not compile with it";

/// What it has found so far.
pub struct Prober<'a> {
    pub(super) all: &'a mut Probes,
    pub(super) source: &'a Source,
    pub(super) edits: Vec<Edit>,
    nested: Vec<Nested>,
}

/// A function that may be measured.
#[derive(Clone, Copy)]
pub struct Candidate<'a> {
    pub attrs: &'a [Attribute],
    pub vis: &'a Visibility,
    pub sig: &'a Signature,
    pub block: &'a Block,
}

/// What a function is in.
pub struct Home<'a> {
    pub within: Within,
    /// `<Type>::`, for a method.
    pub prefix: String,
    /// The block of methods.
    pub methods: Option<&'a ItemImpl>,
    /// Its types are not known here.
    pub is_generic: bool,
    pub cfgs: Vec<Attribute>,
    /// Where the module's item ends that this is.
    pub end: usize,
}

impl<'a> Home<'a> {
    /// The block of methods, if it is of a trait.
    pub fn of_trait(&self) -> Option<&'a ItemImpl> {
        self.methods.filter(|methods| methods.trait_.is_some())
    }
}

impl<'a> Prober<'a> {
    /// What comes in the place of which bytes of the file; and the items of blocks, which come beside the functions around them.
    pub fn look(all: &'a mut Probes, source: &'a Source, within: &Within) -> (Vec<Edit>, Vec<Nested>) {
        let mut prober = Prober { all, source, edits: Vec::new(), nested: Vec::new() };
        prober.items(&source.syntax.items, within);
        (prober.edits, prober.nested)
    }

    fn items(&mut self, items: &[Item], within: &Within) {
        for item in items {
            match item {
                Item::Mod(module) => {
                    let Some((_, items)) = &module.content else { continue };
                    self.unannotate(&module.attrs);
                    let within = self.inside(within, &module.ident.to_string(), &module.attrs);
                    self.items(items, &within);
                }
                Item::Impl(methods) => self.methods(methods, within),
                Item::Trait(of) => self.defaults(of, within),
                Item::Fn(function) => {
                    let ItemFn { attrs, vis, sig, block, .. } = function;
                    let home = Home {
                        within: within.clone(),
                        prefix: String::new(),
                        methods: None,
                        is_generic: false,
                        cfgs: Vec::new(),
                        end: end_of(function),
                    };
                    self.function(Candidate { attrs, vis, sig, block }, &home);
                }
                _ => {}
            }
        }
    }

    fn methods(&mut self, methods: &ItemImpl, within: &Within) {
        // What is in a trait's block stays as it is, and so does what stands on it.
        if methods.trait_.is_none() {
            self.unannotate(&methods.attrs);
        }
        let ty = in_traits::without_lifetimes(methods.self_ty.to_token_stream());
        let home = Home {
            within: self.inside(within, &type_name(&methods.self_ty), &methods.attrs),
            prefix: format!("<{ty}>::"),
            methods: Some(methods),
            is_generic: is_generic(&methods.generics.params),
            cfgs: methods.attrs.iter().filter(|attribute| is_cfg(attribute)).cloned().collect(),
            end: end_of(methods),
        };
        let rewritten = home.of_trait().is_none() && methods.attrs.iter().any(|attribute| !is_plain(attribute));
        for item in &methods.items {
            let ImplItem::Fn(method) = item else { continue };
            let (attrs, vis, sig, block) = (&method.attrs, &method.vis, &method.sig, &method.block);
            let function = Candidate { attrs, vis, sig, block };
            if rewritten && self.is_meant(function, &home) {
                self.leave_out(function, &home, "its `impl` has other attributes");
            } else {
                self.function(function, &home);
            }
        }
    }

    /// The bodies that a trait has itself: whose they are is not known there.
    fn defaults(&mut self, of: &ItemTrait, within: &Within) {
        let home = Home {
            within: self.inside(within, &of.ident.to_string(), &of.attrs),
            prefix: String::new(),
            methods: None,
            is_generic: true,
            cfgs: Vec::new(),
            end: end_of(of),
        };
        for item in &of.items {
            let TraitItem::Fn(method) = item else { continue };
            let Some(block) = &method.default else { continue };
            let (attrs, vis, sig) = (&method.attrs, &Visibility::Inherited, &method.sig);
            let function = Candidate { attrs, vis, sig, block };
            if self.is_meant(function, &home) {
                self.number(function, &home, true);
            }
            self.nested(function, &home);
        }
    }

    /// What holds inside of something with this name and these attributes.
    fn inside(&mut self, within: &Within, name: &str, attrs: &[Attribute]) -> Within {
        let path = attrs.iter().find_map(inspected);
        let inspect = within.inspect || path.is_some();
        self.all.inspected = self.all.inspected.take().or(path);
        let annotated = within.annotated || attrs.iter().any(is_own);
        Within { path: format!("{}{name}::", within.path), annotated, inspect }
    }

    /// Takes the attribute off something that has functions in it: they are dealt with one by one.
    fn unannotate(&mut self, attrs: &[Attribute]) {
        self.edits.extend(attrs.iter().filter(|attribute| is_own(attribute)).map(|own| {
            let range = own.span().byte_range();
            Edit { from: range.start, to: end_of(own), text: String::new() }
        }));
    }

    /// Whether it is an `async fn` with the attribute, or one that returns a block.
    fn is_meant(&self, function: Candidate, home: &Home) -> bool {
        let own = function.attrs.iter().find(|attribute| is_own(attribute));
        let skipped = own.is_some_and(says_skip);
        let annotated = function.sig.asyncness.is_some() && home.within.annotated;
        (own.is_some() || annotated) && !skipped
    }

    fn leave_out(&mut self, function: Candidate, home: &Home, why: &str) {
        self.all.left_out.push(format!("{}{}: {why}", home.within.path, function.sig.ident));
    }

    fn number(&mut self, function: Candidate, home: &Home, is_generic: bool) -> usize {
        let Signature { ident, .. } = function.sig;
        self.all.inspected = self.all.inspected.take().or_else(|| function.attrs.iter().find_map(inspected));
        let name = format!("{}{ident}", home.within.path);
        let number = self.push(name, ident.span().start().line, is_generic);
        let attrs = home.of_trait().map_or(&[][..], |methods| &methods.attrs).iter().chain(function.attrs);
        let others = attrs.filter(|attribute| !is_plain(attribute));
        self.all.probes[number].without = others.map(|attribute| last_word(attribute.path())).collect();
        number
    }

    pub(super) fn push(&mut self, name: String, line: usize, is_generic: bool) -> usize {
        self.all.probes.push(Probe { name, file: self.source.name.clone(), line, is_generic, without: Vec::new() });
        self.all.probes.len() - 1
    }

    fn function(&mut self, function: Candidate, home: &Home) {
        self.nested(function, home);
        if function.attrs.iter().any(says_skip) && home.of_trait().is_none() {
            self.unannotate(function.attrs);
        }
        if !self.is_meant(function, home) {
            return;
        }
        if self.all.cautious && home.of_trait().is_some() {
            return self.leave_out(function, home, MOVED);
        }
        let is_generic = home.is_generic || is_generic_itself(function.sig);
        if let (true, Some(_)) = (is_generic, home.of_trait()) {
            self.number(function, home, true);
            return;
        }
        match Twins::of(self.source, function, home, self.all) {
            Ok(twins) => {
                let number = self.number(function, home, is_generic);
                match self.all.excluded.contains(&number) {
                    true => self.leave_out(function, home, MOVED),
                    false => self.put(&twins, function, home, number, is_generic),
                }
            }
            Err(twins::NO_FUTURE) if !blocks::outermost(function.block).is_empty() => {
                let blocks = blocks::outermost(function.block).into_iter().map(in_functions::Given::to_attribute);
                self.blocks(function, home, blocks);
            }
            Err(why) => self.leave_out(function, home, why),
        }
    }

    fn put(&mut self, twins: &Twins, function: Candidate, home: &Home, number: usize, is_generic: bool) {
        let test = if is_generic { String::new() } else { twins.test(function.sig, home, number) };
        if home.of_trait().is_some() {
            self.edits.push(Edit::of(number, home.end, home.end, &format!("\n{}{test}", twins.in_trait)));
            return;
        }
        let first = function.attrs.first().map_or_else(|| start_of(function.vis, function.sig), start);
        let Twins { cfgs, native, machine, .. } = twins;
        let end = end_of(function.block);
        let first = if is_apart(function, home) { end } else { first };
        let text = format!("{cfgs} {native}\n{machine}");
        self.edits.push(Edit::of(number, first, end, &text));
        self.edits.push(Edit::of(number, home.end, home.end, &test));
    }

    fn nested(&mut self, function: Candidate, home: &Home) {
        let own = function.attrs.iter().any(|attribute| is_own(attribute) && !says_skip(attribute));
        let within = Within {
            path: format!("{}{}::", home.within.path, function.sig.ident),
            annotated: home.within.annotated && !own,
            inspect: home.within.inspect,
        };
        let cfgs = home.cfgs.iter().chain(function.attrs.iter().filter(|attribute| is_cfg(attribute)));
        let cfgs: TokenStream = cfgs.map(ToTokens::to_token_stream).collect();
        let blocks = nested::blocks(function.block).into_iter().filter_map(in_functions::Given::to_machine);
        self.blocks(function, home, blocks);
        let items = nested::items(&self.source.text, function.block, within.annotated);
        if self.all.cautious && !items.is_empty() {
            self.all.left_out.push(format!("what is inside {}: {MOVED}", within.path.trim_end_matches(':')));
            return;
        }
        for text in items {
            self.nested.push(Nested { text, within: within.clone(), cfgs: cfgs.clone(), at: home.end });
        }
    }
}

fn says_skip(attribute: &Attribute) -> bool {
    is_own(attribute) && attribute.meta.require_list().is_ok_and(|list| is_skip(&list.tokens))
}

pub fn is_generic_itself(sig: &Signature) -> bool {
    is_generic(&sig.generics.params) || sig.inputs.iter().any(is_impl)
}

/// Lifetimes are no matter.
fn is_generic<'a>(parameters: impl IntoIterator<Item = &'a GenericParam>) -> bool {
    parameters.into_iter().any(|parameter| !matches!(parameter, GenericParam::Lifetime(_)))
}

fn is_impl(argument: &FnArg) -> bool {
    let words = argument.to_token_stream().into_iter().map(|tree| tree.to_string());
    words.into_iter().any(|word| word == "impl" || word.contains("impl "))
}
