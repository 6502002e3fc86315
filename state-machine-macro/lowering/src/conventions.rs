//! Methods whose names say what they do with their receivers.
//!
//! A macro sees `x.m()` and not the type of `x`. Where it matters whether `m` takes its receiver by value, generated code
//! asks rustc (see `emit::receiver`). For the methods that everybody knows, whose names nobody gives another meaning,
//! it does not, so that the expansion stays short.

use syn::{Expr, ExprMethodCall, GenericArgument, Type, visit::Visit};

use crate::model::mark;

/// What a method does with its receiver.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Receiver {
    /// It takes it by value.
    Consumes,
    /// It takes a reference. Where it does not, rustc says so.
    Borrows,
    /// rustc has to be asked.
    Unknown,
}

pub fn receiver(call: &ExprMethodCall) -> Receiver {
    let method = call.method.to_string();
    if ADAPTING.contains(&&*method) && iterates(&call.receiver) || makes_an_expression(&method, call) {
        return Receiver::Consumes;
    }
    if is_ambiguous(&method, &call.receiver) && call.turbofish.iter().flat_map(|types| &types.args).all(can_be_asked) {
        return Receiver::Unknown;
    }
    match by_name(&method) {
        Receiver::Borrows if !is_given_what_it_wants(&method, call.args.len()) => Receiver::Unknown,
        known => known,
    }
}

/// `Expr::col(Id).eq(id)`, of the builders of queries: to compare, one would give a reference. There rustc cannot be asked, because
/// what is behind a reference is compared.
fn makes_an_expression(method: &str, call: &ExprMethodCall) -> bool {
    let is_comparison = matches!(method, "eq" | "ne" | "lt" | "le" | "gt" | "ge") && call.args.len() == 1;
    is_comparison && !matches!(call.args[0], Expr::Reference(_)) && is_built(&call.receiver)
}

/// What begins with a function of a type.
fn is_built(expr: &Expr) -> bool {
    match expr {
        Expr::MethodCall(call) => is_built(&call.receiver),
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => path
                .path
                .segments
                .iter()
                .rev()
                .nth(1)
                .is_some_and(|of| of.ident.to_string().starts_with(char::is_uppercase)),
            _ => false,
        },
        _ => false,
    }
}

/// `get(key)`, `read_to_end(&mut buffer)`: with fewer or more arguments it is another method than that which everybody knows.
fn is_given_what_it_wants(method: &str, count: usize) -> bool {
    let wanted = match method {
        "contains" | "contains_key" | "ends_with" | "entry" | "get" | "push" | "read_exact" | "read_line"
        | "read_to_end" | "read_to_string" | "starts_with" | "write_all" => 1,
        _ => 0,
    };
    count == wanted
}

/// What is said of the name alone.
pub fn by_name(method: &str) -> Receiver {
    if [CONSUMING, OFTEN_CONSUMING, ITERATING].iter().any(|names| names.contains(&method)) {
        Receiver::Consumes
    } else if BORROWING.contains(&method) {
        Receiver::Borrows
    } else {
        Receiver::Unknown
    }
}

/// May the method be another one than that which everybody knows?
fn is_ambiguous(method: &str, receiver: &Expr) -> bool {
    let has_name = is_named(receiver);
    match method {
        // Where it is called again, it borrows.
        "next" => has_name,
        _ if OFTEN_CONSUMING.contains(&method) => has_name,
        _ => ITERATING.contains(&method) && (has_name || !is_iterator(receiver)),
    }
}

/// A local, or a part of one, or a temporary that has a place.
fn is_named(receiver: &Expr) -> bool {
    match receiver {
        Expr::Paren(paren) => is_named(&paren.expr),
        Expr::Group(group) => is_named(&group.expr),
        Expr::Field(_) => true,
        _ => mark::read_mention_expr(receiver).is_some() || mark::read_fill(receiver).is_some(),
    }
}

/// What gives an iterator or a stream, as its name says.
fn is_iterator(receiver: &Expr) -> bool {
    match receiver {
        Expr::Paren(paren) => is_iterator(&paren.expr),
        Expr::Group(group) => is_iterator(&group.expr),
        Expr::Range(_) => true,
        Expr::MethodCall(call) => {
            let method = call.method.to_string();
            [ITERATING, ITERATORS].iter().any(|names| names.contains(&&*method))
        }
        _ => false,
    }
}

/// What begins with a method that everybody knows to give an iterator, and goes on with those of iterators.
fn iterates(receiver: &Expr) -> bool {
    match receiver {
        Expr::Paren(paren) => iterates(&paren.expr),
        Expr::Group(group) => iterates(&group.expr),
        Expr::MethodCall(call) => {
            let method = call.method.to_string();
            BEGINNING.contains(&&*method) && call.args.is_empty()
                || ADAPTING.contains(&&*method) && iterates(&call.receiver)
        }
        _ => false,
    }
}

/// Beside another method nothing would tell what is inferred in a type.
pub fn can_be_asked(argument: &GenericArgument) -> bool {
    struct Finder(bool);
    impl Visit<'_> for Finder {
        fn visit_type_infer(&mut self, _: &syn::TypeInfer) {
            self.0 = true;
        }
    }
    let mut finder = Finder(false);
    match argument {
        GenericArgument::Type(Type::Infer(_)) => return true,
        GenericArgument::Type(ty) => finder.visit_type(ty),
        GenericArgument::Const(_) => {}
        _ => return false,
    }
    !finder.0
}

/// Does it change its receiver, as far as its name says, and give back nothing that is borrowed from it?
pub fn changes(method: &str) -> bool {
    CHANGING.contains(&method)
}

/// Methods of `Ord` that are given values of the receiver's own type: on a reference they want references.
pub fn wants_its_like(method: &str) -> bool {
    matches!(method, "max" | "min" | "clamp")
}

/// Methods that numbers have by themselves: none gives anything that points to its receiver.
#[rustfmt::skip]
pub fn is_of_numbers(method: &str) -> bool {
    const PREFIXES: &[&str] = &[
        "to_", "is_", "abs", "as_", "checked_", "count_", "div_", "from_", "ilog", "isqrt", "leading_", "log", "next_",
        "overflowing_", "pow", "rem_", "reverse_", "rotate_", "round", "saturating_", "strict_", "swap_", "total_",
        "trailing_", "unchecked_", "unsigned_", "wrapping_",
    ];
    const NAMES: &[&str] = &[
        "max", "min", "clamp", "cmp", "partial_cmp", "eq", "ne", "lt", "le", "gt", "ge", "add", "sub", "mul", "div", "rem",
        "not", "neg", "then", "then_some", "midpoint", "signum", "sqrt", "cbrt", "floor", "ceil", "trunc", "fract", "exp",
        "ln", "sin", "cos", "tan", "hypot", "recip", "mul_add", "hash", "fmt",
    ];
    NAMES.contains(&method) || PREFIXES.iter().any(|prefix| method.starts_with(prefix))
}

/// Methods that give a reference.
pub fn gives_reference(method: &str) -> bool {
    matches!(method, "as_ref" | "as_mut" | "borrow" | "borrow_mut" | "deref" | "deref_mut")
}

#[rustfmt::skip]
const CONSUMING: &[&str] = &[
    // Option, Result
    "unwrap_or", "unwrap_or_else", "unwrap_or_default", "unwrap_err", "expect_err", "map_err", "map_or", "map_or_else", "ok_or",
    "ok_or_else", "and_then", "or_else", "copied", "cloned",
    // conversions
    "into", "try_into", "into_iter",
    // iterators
    "catch_unwind", "filter_map", "flat_map", "map_while", "peekable",
];

/// Those of `Option` and `Result`, and of others.
const OFTEN_CONSUMING: &[&str] = &["unwrap", "expect", "transpose"];

/// Those of iterators, and of others.
const ITERATING: &[&str] = &["collect", "try_collect", "cycle", "enumerate", "skip_while", "take_while", "step_by"];

/// Methods that give iterators or streams.
#[rustfmt::skip]
const ITERATORS: &[&str] = &[
    "iter", "iter_mut", "into_iter", "map", "filter", "filter_map", "flat_map", "map_while", "zip", "chain", "rev", "skip", "take",
    "inspect", "flatten", "peekable", "copied", "cloned", "then", "chars", "char_indices", "bytes", "lines", "split", "split_whitespace",
    "keys", "values", "values_mut", "into_keys", "into_values", "drain", "windows", "chunks", "buffered", "buffer_unordered", "scan",
];

/// Methods that give iterators, whatever they are called on.
#[rustfmt::skip]
const BEGINNING: &[&str] = &[
    "iter", "iter_mut", "into_iter", "chars", "char_indices", "bytes", "lines", "split_whitespace", "keys", "values", "values_mut",
    "into_keys", "into_values",
];

/// Methods of iterators that take them.
#[rustfmt::skip]
const ADAPTING: &[&str] = &[
    "map", "filter", "filter_map", "flat_map", "map_while", "zip", "chain", "rev", "skip", "take", "inspect", "flatten", "peekable",
    "copied", "cloned", "scan", "collect", "cycle", "enumerate", "skip_while", "take_while", "step_by", "fuse", "count", "sum",
    "product", "fold", "reduce", "last", "for_each", "partition", "unzip", "max", "min", "max_by", "max_by_key", "min_by",
    "min_by_key",
];

#[rustfmt::skip]
const BORROWING: &[&str] = &[
    "as_ref", "as_mut", "as_str", "as_bytes", "as_slice", "as_deref", "as_deref_mut", "borrow", "borrow_mut", "clone", "contains",
    "contains_key", "deref", "deref_mut", "entry", "get", "is_empty", "is_err", "is_none", "is_ok", "is_some",
    "iter", "iter_mut", "len", "lock", "next", "poll_next", "push", "read_exact", "read_line", "read_to_end",
    "read_to_string", "starts_with", "ends_with", "to_owned", "to_string", "to_vec", "try_lock", "try_recv",
    "write_all",
];

#[rustfmt::skip]
const CHANGING: &[&str] = &[
    "append", "clear", "dedup", "extend", "extend_from_slice", "insert", "insert_str", "pop", "pop_back", "pop_front", "push",
    "push_back", "push_front", "push_str", "remove", "resize", "retain", "reverse", "sort", "sort_by", "sort_by_key",
    "sort_unstable", "sort_unstable_by", "sort_unstable_by_key", "swap_remove", "truncate",
];
