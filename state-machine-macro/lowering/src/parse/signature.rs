//! What a signature must be: that of an `async fn`, with a fixed list of arguments.

use syn::{FnArg, Pat, ReturnType, Signature, Type};

use crate::error::Errors;
use crate::refusal::Refusal;

/// Reports what cannot be rewritten; without `async` there is nothing to go on with.
pub fn check(sig: &Signature, errors: &Errors) -> Option<()> {
    let function = || sig.ident.to_string();
    if sig.asyncness.is_none() {
        let refusal = match returns_impl_trait(sig) {
            true => Refusal::NotAsyncButFuture { function: function() },
            false => Refusal::NotAsync { function: function() },
        };
        errors.push_spanned(sig.fn_token, refusal);
        return None;
    }
    if let Some(constness) = &sig.constness {
        errors.push_spanned(constness, Refusal::ConstAsync);
    }
    if let Some(variadic) = &sig.variadic {
        errors.push_spanned(variadic.dots, Refusal::Variadic);
    }
    for input in &sig.inputs {
        check_argument(input, errors);
    }
    Some(())
}

fn check_argument(input: &FnArg, errors: &Errors) {
    if let FnArg::Typed(argument) = input
        && let Pat::Verbatim(tokens) = &*argument.pat
    {
        errors.push_spanned(tokens, Refusal::UnknownSyntax);
    }
}

fn returns_impl_trait(sig: &Signature) -> bool {
    matches!(&sig.output, ReturnType::Type(_, output) if matches!(**output, Type::ImplTrait(_)))
}
