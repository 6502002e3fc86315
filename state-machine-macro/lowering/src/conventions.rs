//! Methods whose names say what they do with their receivers.
//!
//! A macro sees `x.m()` and not the type of `x`. Where it matters whether `m` takes its receiver by value, generated code
//! asks rustc (see `emit::receiver`). For the methods that everybody knows, whose names nobody gives another meaning,
//! it does not, so that the expansion stays short.

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

pub fn receiver(method: &str) -> Receiver {
    if CONSUMING.contains(&method) {
        Receiver::Consumes
    } else if BORROWING.contains(&method) {
        Receiver::Borrows
    } else {
        Receiver::Unknown
    }
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
    "unwrap", "expect", "unwrap_or", "unwrap_or_else", "unwrap_or_default", "unwrap_err", "expect_err", "map_err", "map_or",
    "map_or_else", "ok_or", "ok_or_else", "and_then", "or_else", "transpose", "copied", "cloned",
    // conversions
    "into", "try_into", "into_iter",
    // iterators
    "catch_unwind", "collect", "try_collect", "cycle", "enumerate", "filter_map", "flat_map", "skip_while", "take_while", "map_while", "step_by", "peekable",
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
