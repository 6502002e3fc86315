//! What can be called, as its declaration shows: a call borrows what can be called again and again, and takes what can be called once.

use syn::{GenericParam, Generics, Ident, Type, TypeParamBound, WherePredicate};

/// Values of the type are `Fn` or `FnMut`, or the same of `async` closures.
pub fn is_called_again(ty: &Type, generics: &Generics) -> bool {
    is_one_of(&["Fn", "FnMut", "AsyncFn", "AsyncFnMut"], ty, generics)
}

/// Values of the type are `FnOnce`, or the same of `async` closures.
pub fn is_called_once(ty: &Type, generics: &Generics) -> bool {
    is_one_of(&["FnOnce", "AsyncFnOnce"], ty, generics)
}

fn is_one_of(traits: &[&str], ty: &Type, generics: &Generics) -> bool {
    let is_one = |bound: &TypeParamBound| is_bound(bound, traits);
    match ty {
        Type::Paren(ty) => is_one_of(traits, &ty.elem, generics),
        Type::Group(ty) => is_one_of(traits, &ty.elem, generics),
        Type::ImplTrait(ty) => ty.bounds.iter().any(is_one),
        Type::Path(path) => path.path.get_ident().is_some_and(|name| bounds(name, generics).any(is_one)),
        _ => false,
    }
}

fn bounds<'a>(name: &'a Ident, generics: &'a Generics) -> impl Iterator<Item = &'a TypeParamBound> {
    let declared = generics.params.iter().filter_map(move |parameter| match parameter {
        GenericParam::Type(parameter) if parameter.ident == *name => Some(&parameter.bounds),
        _ => None,
    });
    let predicates = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let said = predicates.filter_map(move |predicate| match predicate {
        WherePredicate::Type(predicate) if is_named(&predicate.bounded_ty, name) => Some(&predicate.bounds),
        _ => None,
    });
    declared.chain(said).flatten()
}

fn is_named(ty: &Type, name: &Ident) -> bool {
    matches!(ty, Type::Path(path) if path.path.get_ident() == Some(name))
}

fn is_bound(bound: &TypeParamBound, traits: &[&str]) -> bool {
    let TypeParamBound::Trait(bound) = bound else { return false };
    bound.path.segments.last().is_some_and(|last| traits.iter().any(|name| last.ident == name))
}
