//! What the code that resumes the machine returns, so that macros in it can return by themselves what the function returns.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::{GenericArgument, PathArguments, Type};

use super::names::span;
use crate::{model::input::Input, syntax::known};

/// What the code that resumes the machine returns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Resumed {
    /// `Poll<Output>`
    Poll,
    /// `Result<Poll<Value>, Error>`, for an output of `Result<Value, Error>`: a macro may return an error.
    Result,
    /// What the function returns: a macro may return it. Of such a type a value can be named, which is returned to wait.
    Output,
}

/// Some value of the type, if one can be named.
pub fn something(output: &Type) -> Option<TokenStream> {
    let is_nothing = |ty: &Type| matches!(ty, Type::Tuple(tuple) if tuple.elems.is_empty());
    let Type::Path(path) = output else { return is_nothing(output).then(|| quote_spanned!(span()=> ())) };
    let last = path.path.segments.last()?;
    let value = match &last.arguments {
        PathArguments::AngleBracketed(generics) => match generics.args.first() {
            Some(GenericArgument::Type(ty)) => Some(ty),
            _ => None,
        },
        _ => None,
    };
    match &*last.ident.to_string() {
        "Option" => Some(quote_spanned!(span()=> ::core::option::Option::None)),
        "Result" if value.is_some_and(is_nothing) => Some(quote_spanned!(span()=> ::core::result::Result::Ok(()))),
        "bool" => Some(quote_spanned!(span()=> false)),
        _ => None,
    }
}

pub fn resumed(input: &Input, output: &Type) -> Resumed {
    if !known::may_return(&input.body) {
        return Resumed::Poll;
    }
    let name = match output {
        Type::Path(path) => path.path.segments.last().map(|last| &last.ident),
        _ => None,
    };
    match something(output) {
        Some(_) => Resumed::Output,
        // Under another name it is one, too, if what returns is known to return an `Err`.
        None if name.is_some_and(|name| name == "Result" || known::may_fail(&input.body)) => Resumed::Result,
        None => Resumed::Poll,
    }
}
