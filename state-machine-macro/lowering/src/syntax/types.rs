//! What a type shows of itself when it is written down.

use syn::{Expr, Lit, Type};

/// Values of the type are copied, not moved, and there is nothing to drop.
pub fn is_copy(ty: &Type) -> bool {
    match ty {
        Type::Reference(reference) => reference.mutability.is_none(),
        Type::Ptr(_) | Type::FnPtr(_) | Type::Never(_) => true,
        Type::Paren(ty) => is_copy(&ty.elem),
        Type::Group(ty) => is_copy(&ty.elem),
        Type::Tuple(tuple) => tuple.elems.iter().all(is_copy),
        Type::Array(array) => is_copy(&array.elem),
        Type::Path(path) => path.path.get_ident().is_some_and(|ident| is_primitive(&ident.to_string())),
        _ => false,
    }
}

/// There is nothing to drop.
pub fn is_plain(ty: &Type) -> bool {
    matches!(ty, Type::Reference(_)) || is_copy(ty)
}

/// A literal of a type that is copied.
pub fn is_copy_literal(expr: &Expr) -> bool {
    matches!(expr, Expr::Lit(lit) if matches!(lit.lit, Lit::Int(_) | Lit::Float(_) | Lit::Bool(_) | Lit::Char(_) | Lit::Byte(_) | Lit::Str(_)))
}

fn is_primitive(name: &str) -> bool {
    matches!(
        name,
        "u8" | "u16"
            | "u32"
            | "u64"
            | "u128"
            | "usize"
            | "i8"
            | "i16"
            | "i32"
            | "i64"
            | "i128"
            | "isize"
            | "f32"
            | "f64"
            | "bool"
            | "char"
    )
}
