//! An `impl`, a trait or a module: every `async fn` with a body inside, as if it bore the attribute itself.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Block, FnModifiers, ImplItem, ImplItemFn, Item, ItemFn, Path, Signature, TraitItem, TraitItemFn,
    Visibility, parse_quote,
};

use super::async_block::boxes_a_block;
use super::function::{Function, Source};
use super::{attributes, options, unchecked};
use crate::error::Errors;
use crate::model::input::{Inspection, Options, Origin};
use crate::refusal::Refusal;

/// Something that has functions in it.
pub struct Scope {
    item: Item,
    options: Options,
}

impl Scope {
    pub fn new(mut item: Item, options: &Options, errors: &Errors) -> Self {
        if let Some(name) = &options.name {
            errors.push(name.span(), Refusal::NameOnScope);
        }
        if let Some(own) = attrs_of(&mut item).into_iter().flatten().find(|attribute| attributes::is_own(attribute)) {
            errors.push_spanned(own, Refusal::Twice);
        }
        Scope { item, options: options.clone() }
    }

    /// The item with its functions rewritten, each by `rewrite`, which is given the arguments of the attribute and the
    /// function. What is wrong with one of them is said in its place, and does not keep the others.
    pub fn rewrite(self, rewrite: &dyn Fn(TokenStream, Source) -> TokenStream) -> TokenStream {
        let Scope { mut item, options } = self;
        let signature = origin(&item);
        let inspect = (options.inspection == Inspection::Asked).then(|| quote!(inspect,));
        let size = options.max_size.map(|size| quote!(max_size = #size,));
        let passed = quote!(#inspect #size);
        let mut functions = Functions { krate: &options.krate, passed: &passed, signature, rewrite, count: 0 };
        visit_mut::visit_item_mut(&mut functions, &mut item);
        item.into_token_stream()
    }
}

struct Functions<'a> {
    krate: &'a Path,
    /// Other arguments that hold for all of them, each with a comma.
    passed: &'a TokenStream,
    /// Who says what the signatures are where it is.
    signature: Origin,
    rewrite: &'a dyn Fn(TokenStream, Source) -> TokenStream,
    /// How many have been rewritten so far.
    count: usize,
}

/// What is done with something inside.
enum Plan {
    /// It stays as it is.
    Leave,
    /// It is rewritten here.
    Rewrite,
    /// It bears the attribute from now on: rustc decides first what its other attributes make of it.
    Annotate,
}

impl Functions<'_> {
    // From: `#[manual_async(skip)]`; into: nothing
    fn plan(&self, attrs: &mut Vec<Attribute>) -> Plan {
        if let Some(own) = attrs.iter().position(attributes::is_own) {
            match is_skip(&attrs[own]) {
                true => drop(attrs.remove(own)),
                false => self.pass_crate_on(&mut attrs[own]),
            }
            return Plan::Leave;
        }
        let undecided = |attribute| attributes::rewrites(attribute) || attributes::is_conditional(attribute);
        if attrs.iter().any(undecided) { Plan::Annotate } else { Plan::Rewrite }
    }

    // From: `#[manual_async(name = "Read")]`; into: `#[path::manual_async(name = "Read", crate = path)]`
    fn pass_crate_on(&self, own: &mut Attribute) {
        let arguments = arguments(own);
        let names_crate = |piece: &TokenStream| piece.to_string().starts_with("crate ");
        let pieces = crate::syntax::pieces::split_at_commas(arguments);
        if !pieces.iter().any(names_crate) {
            let krate = self.krate;
            own.meta = parse_quote!(#krate::manual_async(#(#pieces,)* crate = #krate));
        }
    }

    fn annotate(&self, attrs: &mut Vec<Attribute>) {
        let (krate, passed) = (self.krate, self.passed);
        let signature = self.signature();
        attrs.push(parse_quote!(#[#krate::manual_async(last, #signature #passed crate = #krate)]));
    }

    /// Is this a function to rewrite here and now? Then this is it, without its tokens having to be read again.
    fn ours(
        &mut self,
        attrs: &mut Vec<Attribute>,
        vis: &Visibility,
        modifiers: &FnModifiers,
        sig: &Signature,
        body: &mut Block,
    ) -> Option<Source> {
        let before = self.count;
        let plan = self.plan(attrs);
        if !matches!(plan, Plan::Leave) {
            self.inside(Origin::Own, |this| visit_mut::visit_block_mut(this, body));
        }
        match plan {
            _ if sig.asyncness.is_none() && !boxes_a_block(sig, body) => None,
            Plan::Rewrite => {
                // What was rewritten inside is tokens so far, and modifiers are refused elsewhere.
                if self.count > before || modifiers.require_empty().is_err() {
                    let default = &modifiers.defaultness;
                    return Some(Source::Tokens(quote!(#(#attrs)* #vis #default #sig #body)));
                }
                let body = Block { brace_token: body.brace_token, stmts: std::mem::take(&mut body.stmts) };
                Some(Source::Function(Box::new(Function::new(std::mem::take(attrs), vis.clone(), sig.clone(), body))))
            }
            Plan::Annotate => {
                self.annotate(attrs);
                None
            }
            Plan::Leave => None,
        }
    }

    fn rewritten(&mut self, function: Source) -> TokenStream {
        self.count += 1;
        let (krate, passed) = (self.krate, self.passed);
        let signature = self.signature();
        (self.rewrite)(quote!(#signature #passed crate = #krate), function)
    }

    /// The argument that tells a function where it is, and a comma.
    fn signature(&self) -> TokenStream {
        match self.signature {
            Origin::Unknown => TokenStream::new(),
            Origin::Own => quote!(own_signature,),
            Origin::Trait => quote!(of_trait,),
            Origin::TraitImpl => quote!(of_impl,),
        }
    }

    fn inside(&mut self, signature: Origin, visit: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.signature, signature);
        visit(self);
        self.signature = outer;
    }
}

impl VisitMut for Functions<'_> {
    fn visit_item_mut(&mut self, item: &mut Item) {
        if let Item::Fn(function) = item {
            let ItemFn { attrs, vis, modifiers, sig, block } = function;
            if let Some(function) = self.ours(attrs, vis, modifiers, sig, block) {
                *item = Item::Verbatim(self.rewritten(function));
            }
            return;
        }
        let Some(attrs) = attrs_of(item) else { return visit_mut::visit_item_mut(self, item) };
        match self.plan(attrs) {
            Plan::Leave => {}
            Plan::Annotate => self.inside(Origin::Unknown, |this| this.annotate(attrs)),
            Plan::Rewrite => self.inside(origin(item), |this| visit_mut::visit_item_mut(this, item)),
        }
    }

    fn visit_impl_item_mut(&mut self, item: &mut ImplItem) {
        match item {
            ImplItem::Fn(ImplItemFn { attrs, vis, modifiers, sig, block }) => {
                if let Some(function) = self.ours(attrs, vis, modifiers, sig, block) {
                    *item = ImplItem::Verbatim(self.rewritten(function));
                }
            }
            item => visit_mut::visit_impl_item_mut(self, item),
        }
    }

    fn visit_trait_item_mut(&mut self, item: &mut TraitItem) {
        match item {
            TraitItem::Fn(TraitItemFn { attrs, modifiers, sig, default: Some(body), .. }) => {
                if let Some(function) = self.ours(attrs, &Visibility::Inherited, modifiers, sig, body) {
                    *item = TraitItem::Verbatim(self.rewritten(function));
                }
            }
            item => visit_mut::visit_trait_item_mut(self, item),
        }
    }
}

/// Who says what the signatures of the functions inside are.
fn origin(item: &Item) -> Origin {
    match item {
        Item::Trait(_) => Origin::Trait,
        Item::Impl(item) if item.trait_.is_some() => Origin::TraitImpl,
        _ => Origin::Own,
    }
}

/// The attributes of what has functions in it.
fn attrs_of(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    match item {
        Item::Impl(item) => Some(&mut item.attrs),
        Item::Trait(item) => Some(&mut item.attrs),
        Item::Mod(item) => Some(&mut item.attrs),
        _ => None,
    }
}

fn is_skip(own: &Attribute) -> bool {
    unchecked(|errors| options::read(arguments(own), errors)).skip.is_some()
}

fn arguments(own: &Attribute) -> TokenStream {
    own.meta.require_list().map_or_else(|_| TokenStream::new(), |list| list.tokens.clone())
}
