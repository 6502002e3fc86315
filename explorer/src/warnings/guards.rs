//! Guards of locks, known by how they are made or by their written types.

use syn::{Expr, ExprCall, ExprMethodCall, Path, Type};

use super::Kind;
use crate::origin::Origin;

/// Is a local one?
pub fn named(origin: &Origin) -> Option<Kind> {
    let by_type = || match origin.ty? {
        Type::Path(ty) => is_guard(&ty.path.segments.last()?.ident.to_string()).then_some(Kind::BlockingGuard),
        _ => None,
    };
    let by_value = || made_by(origin.value?, false);
    by_value().or_else(by_type).filter(|_| !origin.is_element)
}

/// The one among the temporaries that `value` needs, and what makes it.
///
/// from: `shared.lock().unwrap().pop()`, into: `shared.lock().unwrap()`
pub fn inside(value: &Expr) -> Option<(Kind, &Expr)> {
    made_by(value, false).map(|kind| (kind, value)).or_else(|| inside(innermost_first(value)?))
}

/// What an expression begins with.
fn innermost_first(value: &Expr) -> Option<&Expr> {
    Some(match value {
        Expr::Await(node) => &node.base,
        Expr::Try(node) => &node.expr,
        Expr::Paren(node) => &node.expr,
        Expr::Unary(node) => &node.expr,
        Expr::Reference(node) => &node.expr,
        Expr::MethodCall(node) => &node.receiver,
        Expr::Field(node) => &node.base,
        Expr::Index(node) => &node.expr,
        Expr::Cast(node) => &node.expr,
        Expr::Binary(node) => &node.left,
        Expr::Assign(node) => &node.left,
        _ => return None,
    })
}

/// `mutex.lock().unwrap()`, `cell.borrow_mut()`, `mutex.lock().await`, `MutexGuard::map(..)`
fn made_by(value: &Expr, awaited: bool) -> Option<Kind> {
    match value {
        Expr::Await(inner) => made_by(&inner.base, true),
        Expr::Try(inner) => made_by(&inner.expr, awaited),
        Expr::Paren(inner) => made_by(&inner.expr, awaited),
        Expr::MethodCall(call) if is_unwrapping(call) => made_by(&call.receiver, awaited),
        Expr::MethodCall(call) if call.args.is_empty() => by_method(&call.method.to_string(), awaited),
        Expr::Call(ExprCall { func, .. }) => match &**func {
            Expr::Path(path) => is_function_of_guard(&path.path).then_some(Kind::BlockingGuard),
            _ => None,
        },
        _ => None,
    }
}

/// It hands on what a `Result` or an `Option` has.
fn is_unwrapping(call: &ExprMethodCall) -> bool {
    let name = call.method.to_string();
    matches!(
        name.as_str(),
        "unwrap" | "expect" | "unwrap_or_else" | "unwrap_or_default" | "map_err" | "ok" | "ok_or" | "ok_or_else"
    )
}

/// Methods without arguments that are named like this.
fn by_method(name: &str, awaited: bool) -> Option<Kind> {
    match name {
        "lock" | "read" | "write" | "lock_owned" | "read_owned" | "write_owned" | "lock_arc" | "read_arc"
        | "write_arc" | "upgradable_read"
            if awaited =>
        {
            Some(Kind::AsyncGuard)
        }
        "lock" | "read" | "write" | "try_lock" | "try_read" | "try_write" | "borrow" | "borrow_mut" | "try_borrow"
        | "try_borrow_mut" | "upgradable_read" => Some(Kind::BlockingGuard),
        _ => None,
    }
}

/// `MutexGuard`, `RwLockReadGuard`, `Ref`; guards of other things are none of locks.
fn is_guard(name: &str) -> bool {
    let is_of_lock = name.ends_with("Guard") && ["Mutex", "Lock"].iter().any(|lock| name.contains(lock));
    is_of_lock || name == "Ref" || name == "RefMut"
}

/// `MutexGuard::map`
fn is_function_of_guard(path: &Path) -> bool {
    let mut names = path.segments.iter().rev().map(|segment| segment.ident.to_string());
    let is_mapping = names.next().is_some_and(|last| matches!(last.as_str(), "map" | "filter_map" | "try_map"));
    is_mapping && names.next().is_some_and(|of| is_guard(&of))
}
