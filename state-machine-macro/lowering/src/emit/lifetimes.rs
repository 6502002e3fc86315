//! The lifetimes of the signature.
//!
//! The state is generic over what it keeps, and rustc has to find a type for each: one in which every lifetime is a
//! lifetime of the signature. What borrows from two parameters lives as long as both, and what borrows from a value of
//! generic type no longer than that. So the signature gets a lifetime, `'machine`, which all others outlive.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::{
    FnArg, GenericParam, Lifetime, LifetimeParam, ParenthesizedGenericArguments, ReceiverKind, Signature, Token, Type,
    TypeFnPtr, TypeImplTrait, TypeParamBound, TypeReference, parse_quote,
    visit_mut::{self, VisitMut},
};

use super::{Emitter, names::span};
use crate::model::input::{Input, argument_name};

/// The signature with the lifetimes that the machine needs.
pub struct Lifetimes {
    pub sig: Signature,
    /// What the future gives.
    pub output: Type,
    /// Parameters, by name, that go into the machine under another lifetime.
    lent: Vec<Lent>,
}

/// A reference that goes into the machine under the receiver's lifetime.
struct Lent {
    name: Ident,
    lifetime: Lifetime,
    mutable: bool,
}

impl Lifetimes {
    pub fn new(emitter: &Emitter<'_>, input: &Input) -> Self {
        let mut sig = input.sig.clone();
        let mut output = super::output(input);
        let mut lent = Vec::new();
        let together = together(emitter, &sig);
        if !input.may_be_of_a_trait() {
            if together.len() > 1 || is_generic(&sig) || keeps_self(emitter, &sig) {
                outlive(&mut sig, &mut output);
            }
        } else if together.len() > 1 {
            lent = lend(&mut sig, &mut output, &together);
        }
        Self { sig, output, lent }
    }

    // From: `buf`
    // Into: `lend::<'machine, _>(buf)`
    pub fn argument(&self, krate: &syn::Path, name: &Ident) -> TokenStream {
        let Some(Lent { lifetime, mutable, .. }) = self.lent.iter().find(|lent| lent.name == *name) else {
            return name.to_token_stream();
        };
        let lend = Ident::new(if *mutable { "lend_mut" } else { "lend" }, span());
        quote_spanned!(span()=> unsafe { #krate::machine::#lend::<#lifetime, _>(#name) })
    }
}

/// Does it keep a `self` that is not behind a reference, and may have lifetimes or be generic?
fn keeps_self(emitter: &Emitter<'_>, sig: &Signature) -> bool {
    let owned = sig.receiver().is_some_and(|receiver| !has_lifetime(receiver.to_token_stream()));
    owned && !emitter.machine.states.is_empty()
}

fn machine() -> Lifetime {
    Lifetime::new("'machine", span())
}

/// The parameters from which something that is kept may borrow together, as far as they have lifetimes.
fn together(emitter: &Emitter<'_>, sig: &Signature) -> Vec<Ident> {
    let lenders: Vec<&Ident> =
        emitter.machine.lenders.iter().map(|local| &emitter.machine.graph.local(*local).ident).collect();
    let named = sig.inputs.iter().enumerate().filter_map(|(index, input)| match input {
        FnArg::Receiver(receiver) => Some(receiver.self_token.into()),
        FnArg::Typed(typed) => has_lifetime(typed.ty.to_token_stream()).then(|| argument_name(&typed.pat, index)),
    });
    named.filter(|name| lenders.contains(&name)).collect()
}

/// `&str`, `Context<'_>`
fn has_lifetime(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Punct(punct) => matches!(punct.as_char(), '&' | '\''),
        TokenTree::Group(group) => has_lifetime(group.stream()),
        _ => false,
    })
}

fn is_generic(sig: &Signature) -> bool {
    let mut opaque = Opaque { found: false };
    let mut inputs = sig.inputs.clone();
    inputs.iter_mut().for_each(|input| opaque.visit_fn_arg_mut(input));
    opaque.found || sig.generics.type_params().next().is_some()
}

// From: `fn f<T>(&self, x: &T, y: impl Trait)`
// Into: `fn f<'machine, 'of_this: 'machine, 'of_x: 'machine, T: 'machine>(&'of_this self, x: &'of_x T, y: impl Trait + 'machine)`
fn outlive(sig: &mut Signature, output: &mut Type) {
    let mut elided = Elided { base: String::new(), found: Vec::new() };
    for (index, input) in sig.inputs.iter_mut().enumerate() {
        elided.base = match input {
            FnArg::Receiver(_) => "this".to_owned(),
            FnArg::Typed(typed) => argument_name(&typed.pat, index).to_string().trim_start_matches("r#").to_owned(),
        };
        elided.visit_fn_arg_mut(input);
        Opaque { found: false }.visit_fn_arg_mut(input);
    }
    if let Some(lifetime) = elided.found.first().cloned()
        && !receiver_has_name(sig, &lifetime)
    {
        Named { lifetime }.visit_type_mut(output);
    }
    let found = elided.found.into_iter().map(|lifetime| GenericParam::Lifetime(LifetimeParam::new(lifetime)));
    let mut params: Vec<GenericParam> = found.chain(std::mem::take(&mut sig.generics.params)).collect();
    for param in &mut params {
        match param {
            GenericParam::Type(param) => {
                // It is where rustc tells the user to put a bound.
                param.colon_token.get_or_insert(Token![:](param.ident.span()));
                param.bounds.push(TypeParamBound::Lifetime(machine()));
            }
            GenericParam::Lifetime(param) => param.bounds.push(machine()),
            GenericParam::Const(_) => {}
        }
    }
    params.insert(0, GenericParam::Lifetime(LifetimeParam::new(machine())));
    sig.generics.params = params.into_iter().collect();
    if sig.receiver().is_some_and(|receiver| !has_lifetime(receiver.to_token_stream())) {
        let machine = machine();
        sig.generics.make_where_clause().predicates.push(parse_quote!(Self: #machine));
    }
}

/// Has the receiver a lifetime that the user named? It is that of the output.
fn receiver_has_name(sig: &Signature, first: &Lifetime) -> bool {
    let receiver = sig.receiver().map(ToTokens::to_token_stream);
    receiver.is_some_and(|receiver| has_lifetime(receiver.clone()) && !mentions(receiver, first))
}

fn mentions(tokens: TokenStream, lifetime: &Lifetime) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(ident) => ident == lifetime.ident,
        TokenTree::Group(group) => mentions(group.stream(), lifetime),
        _ => false,
    })
}

// Everything that is borrowed from `self` outlives the borrow, so that this can be the lifetime of the other references.
// That they live no longer than they do is seen to where the body is checked, and by what the future captures.
//
// From: `fn f(&self, x: &[u8])`
// Into: `fn f<'machine>(&'machine self, x: &[u8])`
fn lend(sig: &mut Signature, output: &mut Type, together: &[Ident]) -> Vec<Lent> {
    let generics: Vec<String> = sig.generics.type_params().map(|param| param.ident.to_string()).collect();
    let Some(ReceiverKind::Reference(_, lifetime, _)) = sig.receiver().map(|receiver| &receiver.kind) else {
        return Vec::new();
    };
    let lifetime = lifetime.clone().filter(|lifetime| lifetime.ident != "_");
    let named = lifetime.clone().unwrap_or_else(machine);
    let lent = sig.inputs.iter().enumerate().filter_map(|(index, input)| match input {
        FnArg::Typed(typed) => match &*typed.ty {
            Type::Reference(reference) if is_plain(reference, &generics) => {
                let name = argument_name(&typed.pat, index);
                let mutable = reference.mutability.is_some();
                together.contains(&name).then(|| Lent { name, lifetime: named.clone(), mutable })
            }
            _ => None,
        },
        FnArg::Receiver(_) => None,
    });
    let lent: Vec<Lent> = lent.collect();
    if lifetime.is_none() && !lent.is_empty() {
        if let Some(FnArg::Receiver(receiver)) = sig.inputs.first_mut()
            && let ReceiverKind::Reference(_, lifetime, _) = &mut receiver.kind
        {
            *lifetime = Some(named.clone());
        }
        Named { lifetime: named.clone() }.visit_type_mut(output);
        sig.generics.params.insert(0, GenericParam::Lifetime(LifetimeParam::new(named)));
    }
    lent
}

/// Does the reference have a lifetime without a name, and lead to something without lifetimes?
fn is_plain(reference: &TypeReference, generics: &[String]) -> bool {
    let elided = reference.lifetime.as_ref().is_none_or(|lifetime| lifetime.ident == "_");
    elided && leads_nowhere(reference.elem.to_token_stream(), generics)
}

fn leads_nowhere(tokens: TokenStream, generics: &[String]) -> bool {
    tokens.into_iter().all(|tree| match tree {
        TokenTree::Punct(punct) => !matches!(punct.as_char(), '&' | '\''),
        TokenTree::Group(group) => leads_nowhere(group.stream(), generics),
        // These have a lifetime, even if it is not written.
        TokenTree::Ident(word) if word == "Context" || word == "Formatter" => false,
        TokenTree::Ident(word) if word == "impl" || word == "dyn" => false,
        TokenTree::Ident(word) => !generics.contains(&word.to_string()),
        TokenTree::Literal(_) => true,
    })
}

/// Gives every lifetime that has no name one.
struct Elided {
    /// The name of the parameter.
    base: String,
    found: Vec<Lifetime>,
}

impl Elided {
    fn name(&mut self) -> Lifetime {
        let taken = |name: &str| self.found.iter().any(|lifetime| lifetime.ident == name);
        // The lifetimes of the `impl` around are not seen, and may be called like parameters.
        let first = format!("of_{}", self.base);
        let numbered = (2..).map(|number| format!("{first}_{number}"));
        let free = std::iter::once(first.clone()).chain(numbered).find(|name| !taken(name));
        let lifetime = Lifetime::new(&format!("'{}", free.unwrap_or_default()), span());
        self.found.push(lifetime.clone());
        lifetime
    }
}

impl VisitMut for Elided {
    fn visit_receiver_kind_mut(&mut self, kind: &mut ReceiverKind) {
        match kind {
            ReceiverKind::Reference(_, lifetime @ None, _) => *lifetime = Some(self.name()),
            _ => visit_mut::visit_receiver_kind_mut(self, kind),
        }
    }

    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        if reference.lifetime.is_none() {
            reference.lifetime = Some(self.name());
        }
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident == "_" {
            *lifetime = self.name();
        }
    }

    // Lifetimes without a name mean something else there: any.
    fn visit_type_fn_ptr_mut(&mut self, _: &mut TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments_mut(&mut self, _: &mut ParenthesizedGenericArguments) {}
}

/// Gives every lifetime without a name the same: in the output it is that of the receiver, or of the only one there is.
struct Named {
    lifetime: Lifetime,
}

impl VisitMut for Named {
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        reference.lifetime.get_or_insert_with(|| self.lifetime.clone());
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident == "_" {
            *lifetime = self.lifetime.clone();
        }
    }

    fn visit_type_fn_ptr_mut(&mut self, _: &mut TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments_mut(&mut self, _: &mut ParenthesizedGenericArguments) {}
}

/// Bounds every `impl Trait`.
struct Opaque {
    found: bool,
}

impl VisitMut for Opaque {
    // From: `&impl Trait`
    // Into: `&(impl Trait + 'machine)`
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        visit_mut::visit_type_reference_mut(self, reference);
        if let Type::ImplTrait(_) = *reference.elem {
            let elem = &reference.elem;
            reference.elem = parse_quote!((#elem));
        }
    }

    fn visit_type_impl_trait_mut(&mut self, ty: &mut TypeImplTrait) {
        self.found = true;
        ty.bounds.push(TypeParamBound::Lifetime(machine()));
        visit_mut::visit_type_impl_trait_mut(self, ty);
    }
}
