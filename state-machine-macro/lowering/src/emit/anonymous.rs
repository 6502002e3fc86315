//! Lifetimes without names in `impl Trait` arguments, which only an `async fn` may have.

use proc_macro2::Ident;
use syn::{
    FnArg, GenericParam, Lifetime, LifetimeParam, ParenthesizedGenericArguments, Signature, TypeFnPtr, TypeImplTrait,
    TypeReference,
    visit_mut::{self, VisitMut},
};

use super::names::span;

// From: `fn f(names: impl Iterator<Item = &str>)`
// Into: `fn f<'anonymous>(names: impl Iterator<Item = &'anonymous str>)`
pub fn name_lifetimes(sig: &mut Signature) {
    let mut finder = InImplTrait(Vec::new());
    let typed = sig.inputs.iter_mut().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(&mut *typed.ty),
        FnArg::Receiver(_) => None,
    });
    typed.for_each(|ty| finder.visit_type_mut(ty));
    for lifetime in finder.0.into_iter().rev() {
        sig.generics.params.insert(0, GenericParam::Lifetime(LifetimeParam::new(lifetime)));
    }
}

/// Looks for `impl Trait`.
struct InImplTrait(Vec<Lifetime>);

/// Names what it finds inside of one. What is given to `Fn(..)` and `fn(..)` has lifetimes of its own.
struct Anonymous<'l>(&'l mut Vec<Lifetime>);

impl VisitMut for InImplTrait {
    fn visit_type_impl_trait_mut(&mut self, ty: &mut TypeImplTrait) {
        Anonymous(&mut self.0).visit_type_impl_trait_mut(ty);
    }
}

impl Anonymous<'_> {
    fn fresh(&mut self, at: proc_macro2::Span) -> Lifetime {
        let number = self.0.len() + 1;
        let text = if number == 1 { "anonymous".to_owned() } else { format!("anonymous_{number}") };
        let at = span().located_at(at);
        let lifetime = Lifetime { apostrophe: at, ident: Ident::new(&text, at) };
        self.0.push(lifetime.clone());
        lifetime
    }
}

impl VisitMut for Anonymous<'_> {
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        if reference.lifetime.is_none() {
            reference.lifetime = Some(self.fresh(reference.and_token.span));
        }
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident == "_" {
            *lifetime = self.fresh(lifetime.ident.span());
        }
    }

    fn visit_parenthesized_generic_arguments_mut(&mut self, _: &mut ParenthesizedGenericArguments) {}

    fn visit_type_fn_ptr_mut(&mut self, _: &mut TypeFnPtr) {}
}
