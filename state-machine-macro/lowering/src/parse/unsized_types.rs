//! Arguments and results that rustc refuses because nobody knows their size.

use syn::{FnArg, ReturnType};

use crate::model::input::Input;
use crate::syntax::types::is_unsized;

/// Is there an argument or a result of a type like `str`, `[T]` or `dyn Trait`? No machine could keep it, and rustc says best what
/// to write in its place.
pub fn has_unsized(input: &Input) -> bool {
    let argument = |argument: &FnArg| matches!(argument, FnArg::Typed(typed) if is_unsized(&typed.ty));
    let output = matches!(&input.sig.output, ReturnType::Type(_, ty) if is_unsized(ty));
    output || input.sig.inputs.iter().any(argument)
}
