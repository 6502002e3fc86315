//! What can be called again and again, as its declaration shows: a call borrows it.

use syn::{GenericParam, Generics, Ident, Type, TypeParamBound, WherePredicate};

/// Values of the type are `Fn` or `FnMut`, or the same of `async` closures.
pub fn is_called_again(ty: &Type, generics: &Generics) -> bool {
    match ty {
        Type::Paren(ty) => is_called_again(&ty.elem, generics),
        Type::Group(ty) => is_called_again(&ty.elem, generics),
        Type::ImplTrait(ty) => ty.bounds.iter().any(can_be_called_again),
        Type::Path(path) => path.path.get_ident().is_some_and(|name| bounds(name, generics).any(can_be_called_again)),
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

fn can_be_called_again(bound: &TypeParamBound) -> bool {
    let TypeParamBound::Trait(bound) = bound else { return false };
    let last = bound.path.segments.last();
    last.is_some_and(|last| ["Fn", "FnMut", "AsyncFn", "AsyncFnMut"].iter().any(|name| last.ident == name))
}
