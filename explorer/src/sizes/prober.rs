//! Walks through a file, and says what is to be put where.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Visibility;
use syn::spanned::Spanned;
use syn::{
    Attribute, Block, FnArg, GenericParam, ImplItem, Item, ItemFn, ItemImpl, ItemTrait, Macro, Signature, TraitItem,
};

use super::probes::{Edit, Nested, Probe, Probes, Within};
use super::twins::{Twins, end_of, inspected, is_cfg, is_plain, start, start_of};
use super::{in_functions, in_traits, nested};
use crate::blocks;
use crate::functions::{is_own, is_skip, type_name};
use crate::source::Source;

/// Of what is not measured if nothing may be moved.
const MOVED: &str = "the copy does not compile with it";

/// What it has found so far.
pub struct Prober<'a> {
    all: &'a mut Probes,
    source: &'a Source,
    edits: Vec<Edit>,
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
    /// The block of methods of a trait.
    pub of_trait: Option<&'a ItemImpl>,
    /// Its types are not known here.
    pub is_generic: bool,
    pub cfgs: Vec<Attribute>,
    /// Where the module's item ends that this is.
    pub end: usize,
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
                        of_trait: None,
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
            of_trait: methods.trait_.is_some().then_some(methods),
            is_generic: is_generic(&methods.generics.params),
            cfgs: methods.attrs.iter().filter(|attribute| is_cfg(attribute)).cloned().collect(),
            end: end_of(methods),
        };
        let rewritten = methods.attrs.iter().any(|attribute| !is_plain(attribute));
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
            of_trait: None,
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
        self.all.probes.push(Probe { name, line: ident.span().start().line, is_generic });
        self.all.probes.len() - 1
    }

    fn function(&mut self, function: Candidate, home: &Home) {
        self.nested(function, home);
        if function.attrs.iter().any(says_skip) && home.of_trait.is_none() {
            self.unannotate(function.attrs);
        }
        if !self.is_meant(function, home) {
            return;
        }
        if self.all.cautious && home.of_trait.is_some() {
            return self.leave_out(function, home, MOVED);
        }
        let is_generic = home.is_generic || is_generic_itself(function.sig);
        if let (true, Some(_)) = (is_generic, home.of_trait) {
            self.number(function, home, true);
            return;
        }
        match Twins::of(self.source, function, home, self.all) {
            Ok(twins) => {
                let number = self.number(function, home, is_generic);
                self.put(&twins, function, home, (!is_generic).then_some(number));
            }
            Err(why) => self.leave_out(function, home, why),
        }
    }

    fn put(&mut self, twins: &Twins, function: Candidate, home: &Home, tested: Option<usize>) {
        let test = tested.map(|number| twins.test(function.sig, home, number)).unwrap_or_default();
        if home.of_trait.is_some() {
            let text = format!("\n{}{test}", twins.in_trait);
            self.edits.push(Edit { from: home.end, to: home.end, text });
            return;
        }
        let first = function.attrs.first().map_or_else(|| start_of(function.vis, function.sig), start);
        let Twins { cfgs, native, machine, .. } = twins;
        let text = format!("{cfgs} {native}\n{machine}");
        self.edits.push(Edit { from: first, to: end_of(function.block), text });
        self.edits.push(Edit { from: home.end, to: home.end, text: test });
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
        for (nth, block) in nested::blocks(function.block).into_iter().enumerate() {
            self.block(function, home, &within, block, nth + 1);
        }
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

impl Prober<'_> {
    /// What `machine!` is given in a function.
    fn block(&mut self, function: Candidate, home: &Home, within: &Within, block: &Macro, nth: usize) {
        let line = block.path.span().start().line;
        let is_in_type = home.of_trait.is_some() || !home.prefix.is_empty();
        let twins = match function.sig.inputs.len() {
            _ if self.all.cautious => Err(MOVED),
            _ if home.is_generic || is_generic_itself(function.sig) || is_in_type => {
                Err("it is in a method, or in a generic function")
            }
            13.. => Err("its function has more than twelve parameters"),
            _ => in_functions::twins(self.source, function, home, self.all, block),
        };
        match twins {
            Ok(twins) => {
                let name = format!("{}{}", within.path, blocks::name(nth));
                self.all.probes.push(Probe { name, line, is_generic: false });
                let test = twins.test(function.sig, home, self.all.probes.len() - 1);
                let text = format!("\n#[allow(warnings)] {}{test}", twins.machine);
                self.edits.push(Edit { from: home.end, to: home.end, text });
            }
            Err(why) => {
                let function = within.path.trim_end_matches(':');
                self.all.left_out.push(format!("the block in line {line} of {function}: {why}"));
            }
        }
    }
}

fn says_skip(attribute: &Attribute) -> bool {
    is_own(attribute) && attribute.meta.require_list().is_ok_and(|list| is_skip(&list.tokens))
}

fn is_generic_itself(sig: &Signature) -> bool {
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
