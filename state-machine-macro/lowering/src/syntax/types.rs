//! What a type shows of itself when it is written down.

use crate::model::graph::Width;
use syn::{
    BinOp, Expr, ExprLit, ExprRepeat, ExprUnary, Lit, PathArguments, Receiver, ReceiverKind, Type, UnOp, parse_quote,
    visit::Visit,
};

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

/// Whether values of the type are copied, its name does not tell.
pub fn may_be_copied(ty: &Type) -> bool {
    match ty {
        Type::Paren(ty) => may_be_copied(&ty.elem),
        Type::Group(ty) => may_be_copied(&ty.elem),
        Type::Tuple(tuple) => tuple.elems.iter().any(may_be_copied),
        Type::Array(array) => may_be_copied(&array.elem),
        Type::Path(path) => {
            let owns = |last: &syn::PathSegment| {
                let takes = matches!(last.arguments, PathArguments::AngleBracketed(_));
                if takes { OWNERS.contains(&&*last.ident.to_string()) } else { last.ident == "String" }
            };
            !is_copy(ty) && !path.path.segments.last().is_some_and(owns)
        }
        Type::Ptr(_) => true,
        Type::Macro(_) => true,
        _ => false,
    }
}

/// Types of the standard library that own something of a type that they are told.
const OWNERS: [&str; 7] = ["Vec", "Box", "Rc", "Arc", "HashMap", "BTreeMap", "HashSet"];

/// The type of `self`, `&self`, `self: Rc<Self>`.
pub fn of_receiver(receiver: &Receiver) -> Type {
    match &receiver.kind {
        ReceiverKind::Reference(and, lifetime, mutability) => parse_quote!(#and #lifetime #mutability Self),
        ReceiverKind::Typed(_, ty) => (**ty).clone(),
        _ => parse_quote!(Self),
    }
}

/// Does the type hide what it is?
pub fn is_opaque(ty: &Type) -> bool {
    struct Finder(bool);
    impl Visit<'_> for Finder {
        fn visit_type_impl_trait(&mut self, _: &syn::TypeImplTrait) {
            self.0 = true;
        }
    }
    let mut finder = Finder(false);
    finder.visit_type(ty);
    finder.0
}

/// There is nothing to drop.
pub fn is_plain(ty: &Type) -> bool {
    matches!(ty, Type::Reference(_)) || is_copy(ty)
}

/// There is a reference in it, or a lifetime.
pub fn has_reference(ty: &Type) -> bool {
    struct Finder(bool);
    impl Visit<'_> for Finder {
        fn visit_type_reference(&mut self, _: &syn::TypeReference) {
            self.0 = true;
        }
        fn visit_lifetime(&mut self, _: &syn::Lifetime) {
            self.0 = true;
        }
    }
    let mut finder = Finder(false);
    finder.visit_type(ty);
    finder.0
}

/// A value that does not show of what more will be put into it: `None`, `Vec::new()`, `vec![]`.
pub fn is_nothing_yet(value: &Expr) -> bool {
    let last = |path: &syn::Path| path.segments.last().map(|segment| segment.ident.to_string());
    match value {
        Expr::Path(path) => last(&path.path).is_some_and(|name| name == "None"),
        Expr::Macro(mac) => mac.mac.tokens.is_empty() && last(&mac.mac.path).is_some_and(|name| name.ends_with("vec")),
        Expr::Call(call) => matches!(&*call.func, Expr::Path(path)
            if last(&path.path).is_some_and(|name| name == "new" || name == "with_capacity")
                && path.path.segments.iter().rev().nth(1).is_some_and(|of| of.ident != "String")),
        _ => false,
    }
}

/// A value whose type only what becomes of it tells: `x.into()`, `text.parse()?`, `Default::default()`.
pub fn is_told_later(value: &Expr) -> bool {
    match value {
        Expr::Paren(paren) => is_told_later(&paren.expr),
        Expr::Group(group) => is_told_later(&group.expr),
        Expr::Try(tried) => is_told_later(&tried.expr),
        Expr::MethodCall(call) => match &*call.method.to_string() {
            "into" | "try_into" | "parse" | "sum" | "product" | "collect" => call.turbofish.is_none(),
            "unwrap" | "expect" | "unwrap_or_default" | "map_err" | "ok" => is_told_later(&call.receiver),
            _ => false,
        },
        Expr::Call(call) => matches!(&*call.func, Expr::Path(path)
            if path.path.segments.iter().rev().map(|segment| &segment.ident).take(2).eq(["default", "Default"])),
        _ => false,
    }
}

/// A number, `bool` or `char`: nothing that borrows.
pub fn number(ty: &Type) -> Option<Width> {
    match ty {
        Type::Paren(ty) => number(&ty.elem),
        Type::Group(ty) => number(&ty.elem),
        Type::Path(path) => {
            let name = path.path.get_ident().map(ToString::to_string).filter(|name| is_primitive(name))?;
            let may_be_address = name.ends_with("size") || name.ends_with("64") || name.ends_with("128");
            Some(if may_be_address && !name.starts_with('f') { Width::Wide } else { Width::Narrow })
        }
        _ => None,
    }
}

/// The same of a value.
pub fn number_value(expr: &Expr) -> Option<Width> {
    match expr {
        Expr::Lit(lit) => match lit.lit {
            Lit::Bool(_) | Lit::Char(_) | Lit::Float(_) | Lit::Byte(_) => Some(Width::Narrow),
            Lit::Int(_) => Some(Width::Wide),
            _ => None,
        },
        Expr::Paren(paren) => number_value(&paren.expr),
        Expr::Group(group) => number_value(&group.expr),
        Expr::Cast(cast) => number(&cast.ty),
        Expr::Binary(binary) if gives_bool(&binary.op) => Some(Width::Narrow),
        _ => None,
    }
}

/// Does an expression show that its value is copied, not moved? `is_local` says which paths are names of locals.
pub fn is_copy_value(expr: &Expr, is_local: &impl Fn(&Expr) -> bool) -> bool {
    let is_copy_value = |expr| is_copy_value(expr, is_local);
    match expr {
        Expr::Lit(lit) => is_copy_literal(lit),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_) | UnOp::Not(_), expr, .. }) => matches!(**expr, Expr::Lit(_)),
        Expr::Paren(paren) => is_copy_value(&paren.expr),
        Expr::Group(group) => is_copy_value(&group.expr),
        Expr::Cast(cast) => is_copy(&cast.ty),
        Expr::Tuple(tuple) => tuple.elems.iter().all(is_copy_value),
        // An empty one may be of any type.
        Expr::Array(array) => !array.elems.is_empty() && array.elems.iter().all(is_copy_value),
        Expr::Repeat(repeat) => is_copy_value(&repeat.expr) || is_copied(repeat, is_local),
        Expr::Reference(reference) => reference.mutability.is_none(),
        Expr::Binary(binary) => gives_bool(&binary.op),
        _ => false,
    }
}

/// Is the element copied in any case? That of an array of one may move, and constants may be repeated.
fn is_copied(repeat: &ExprRepeat, is_local: &impl Fn(&Expr) -> bool) -> bool {
    let count = match &*repeat.len {
        Expr::Lit(ExprLit { lit: Lit::Int(count), .. }) => count.base10_parse::<u64>().unwrap_or_default(),
        _ => 0,
    };
    let is_value = match &*repeat.expr {
        Expr::Binary(_) | Expr::Unary(_) | Expr::Call(_) | Expr::MethodCall(_) | Expr::Index(_) => true,
        element => is_local(element),
    };
    count > 1 && is_value
}

fn gives_bool(op: &BinOp) -> bool {
    use BinOp::{And, Eq, Ge, Gt, Le, Lt, Ne, Or};
    matches!(op, And(_) | Or(_) | Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_))
}

fn is_copy_literal(lit: &ExprLit) -> bool {
    matches!(
        lit.lit,
        Lit::Int(_)
            | Lit::Float(_)
            | Lit::Bool(_)
            | Lit::Char(_)
            | Lit::Byte(_)
            | Lit::Str(_)
            | Lit::ByteStr(_)
            | Lit::CStr(_)
    )
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

/// `str`, `[T]`, `dyn Trait`: nothing of the type can be passed or returned.
pub fn is_unsized(ty: &Type) -> bool {
    match ty {
        Type::Group(group) => is_unsized(&group.elem),
        Type::Paren(paren) => is_unsized(&paren.elem),
        Type::Path(path) => path.qself.is_none() && path.path.is_ident("str"),
        Type::Slice(_) | Type::TraitObject(_) => true,
        _ => false,
    }
}
