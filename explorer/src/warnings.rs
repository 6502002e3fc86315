//! What is worth a second look in a machine: things that live across an await, and rarely should.
//!
//! There are no types here. So a guard is known by how it is made or by its written type, and an array by its length.

use manual_async_lowering::{Description, LocalKind};
use serde::Serialize;
use syn::{BinOp, Expr, ExprMethodCall, Lit, Type};

use crate::keeping::{Keeping, Why};
use crate::origin::{Origin, Origins};

/// The elements from which on an array is called large.
const LARGE: u64 = 512;

/// One remark.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Warning {
    pub kind: Kind,
    /// Where the local is declared.
    pub line: usize,
    pub local: String,
    /// The names of the states that keep it.
    pub states: Vec<String>,
    pub message: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A guard of a lock that blocks, or of a `RefCell`.
    BlockingGuard,
    /// A guard of a lock that waits.
    AsyncGuard,
    /// The array is in the future, and in each future around it.
    LargeArray,
    /// Nothing uses it any more.
    OnlyForItsDrop,
}

/// All remarks on `machine`, by local in the order of the source.
pub fn find(origins: &Origins, machine: &Description, keeping: &Keeping) -> Vec<Warning> {
    let locals = machine.locals.iter().enumerate();
    let found = locals.flat_map(|(number, local)| {
        let kept_in = |is_meant: &dyn Fn(Why) -> bool| -> Vec<String> {
            let states = keeping
                .awaits(machine)
                .filter(|(_, kept)| kept.iter().any(|kept| kept.local == number && is_meant(kept.why)));
            states.map(|(state, _)| state.name.clone()).collect()
        };
        let origin = origins.origin(local);
        let (guard, length, name) = (guard(&origin), array_length(&origin), &local.name);
        // `_guard` says that it is there to be dropped.
        let is_named = local.kind != LocalKind::Temporary && !name.starts_with('_');
        let warnings = [
            guard.map(|kind| (kind, guard_words(kind, name), kept_in(&|_| true))),
            length
                .filter(|length| *length >= LARGE)
                .map(|length| (Kind::LargeArray, array_words(name, length), kept_in(&|_| true))),
            (is_named && guard.is_none())
                .then(|| (Kind::OnlyForItsDrop, drop_words(name), kept_in(&|why| why == Why::Drop))),
        ];
        let line = local.position.line;
        let warnings = warnings.into_iter().flatten().filter(|(.., states)| !states.is_empty());
        let warning = move |(kind, message, states)| Warning { kind, line, local: local.name.clone(), states, message };
        warnings.map(warning).collect::<Vec<_>>()
    });
    found.collect()
}

fn guard_words(kind: Kind, name: &str) -> String {
    match kind {
        Kind::AsyncGuard => {
            format!("`{name}` keeps a lock while the function waits: whoever else wants it waits as long")
        }
        _ => format!(
            "`{name}` keeps a lock while the function waits: another task on the same thread that wants it blocks or \
             panics; end it before the await, by a block of its own or by `drop({name})`"
        ),
    }
}

fn array_words(name: &str, length: u64) -> String {
    format!(
        "`{name}` has {length} elements, all of them inside the future and each future around it; `vec!` or `Box` keeps them out"
    )
}

fn drop_words(name: &str) -> String {
    format!(
        "`{name}` is kept only to be dropped later; if that is not what it is for, `drop({name})` before the await ends it"
    )
}

fn guard(origin: &Origin) -> Option<Kind> {
    let by_type = origin.ty.as_ref().and_then(|ty| {
        let name = type_name(ty)?;
        (name.ends_with("Guard") || name == "Ref" || name == "RefMut").then_some(Kind::BlockingGuard)
    });
    let by_value = || guard_made_by(origin.value.as_ref()?, false);
    by_type.or_else(by_value).filter(|_| !origin.is_element)
}

fn array_length(origin: &Origin) -> Option<u64> {
    let by_type = origin.ty.as_ref().and_then(|ty| match ty {
        Type::Array(array) => number(&array.len),
        _ => None,
    });
    by_type.or_else(|| match origin.value.as_ref().filter(|_| !origin.is_element)? {
        Expr::Repeat(repeat) => number(&repeat.len),
        Expr::Array(array) => Some(array.elems.len() as u64),
        _ => None,
    })
}

/// `mutex.lock().unwrap()`, `cell.borrow_mut()`, `mutex.lock().await`: methods without arguments that are named like this.
fn guard_made_by(value: &Expr, awaited: bool) -> Option<Kind> {
    match value {
        Expr::Await(inner) => guard_made_by(&inner.base, true),
        Expr::Try(inner) => guard_made_by(&inner.expr, awaited),
        Expr::Paren(inner) => guard_made_by(&inner.expr, awaited),
        Expr::MethodCall(call) if matches!(name(call).as_str(), "unwrap" | "expect" | "unwrap_or_else") => {
            guard_made_by(&call.receiver, awaited)
        }
        Expr::MethodCall(call) if call.args.is_empty() => match name(call).as_str() {
            "lock" | "read" | "write" if awaited => Some(Kind::AsyncGuard),
            "lock" | "read" | "write" | "borrow" | "borrow_mut" => Some(Kind::BlockingGuard),
            _ => None,
        },
        _ => None,
    }
}

fn name(call: &ExprMethodCall) -> String {
    call.method.to_string()
}

fn type_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(ty) => Some(ty.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}

/// `1024`, `4 * 1024`, `64 << 10`
fn number(length: &Expr) -> Option<u64> {
    match length {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => number.base10_parse().ok(),
            _ => None,
        },
        Expr::Binary(binary) => {
            let (left, right) = (number(&binary.left)?, number(&binary.right)?);
            match binary.op {
                BinOp::Mul(_) => left.checked_mul(right),
                BinOp::Add(_) => left.checked_add(right),
                BinOp::Shl(_) => left.checked_shl(right.try_into().ok()?),
                _ => None,
            }
        }
        Expr::Paren(inner) => number(&inner.expr),
        _ => None,
    }
}
