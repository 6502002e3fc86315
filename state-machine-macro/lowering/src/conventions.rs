//! What the names of methods say about their receivers.
//!
//! A macro sees `x.m()` and not the type of `x`. Where it matters whether `m` takes its receiver by value, this table
//! decides: it follows the naming conventions of the standard library and of widely used crates. Users overrule it in
//! plain Rust: `{x}.m()` gives `x` away, `(&mut x).m()` borrows it.

/// What a method does with its receiver.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Receiver {
    /// It takes it by value.
    Consumes,
    /// It takes a reference.
    Borrows,
    /// The name does not say.
    Unknown,
}

pub fn receiver(method: &str) -> Receiver {
    if starts(method, CONSUMING_PREFIXES) || CONSUMING.contains(&method) {
        Receiver::Consumes
    } else if starts(method, BORROWING_PREFIXES) || BORROWING.contains(&method) {
        Receiver::Borrows
    } else {
        Receiver::Unknown
    }
}

fn starts(method: &str, prefixes: &[&str]) -> bool {
    prefixes.iter().any(|prefix| method.starts_with(prefix))
}

const CONSUMING_PREFIXES: &[&str] = &["into_", "unwrap", "expect", "map_", "or_else", "and_then"];

const BORROWING_PREFIXES: &[&str] = &[
    "as_",
    "is_",
    "has_",
    "get_",
    "try_read",
    "try_write",
    "try_lock",
    "read",
    "write",
    "lock",
    "borrow",
    "poll_",
    "contains",
    "iter",
    "starts_",
    "ends_",
    "to_",
    "set_",
    "try_recv",
    "try_send",
    "push",
    "insert",
    "extend",
];

#[rustfmt::skip]
const CONSUMING: &[&str] = &[
    // Option, Result
    "map", "ok", "err", "ok_or", "ok_or_else", "or", "xor", "zip", "flatten", "transpose", "filter", "inspect_err",
    "copied", "cloned", "context",
    // iterators
    "rev", "enumerate", "skip", "take_while", "skip_while", "map_while", "step_by", "chain", "filter_map", "flat_map",
    "peekable", "fuse", "scan", "cycle", "collect", "sum", "product", "fold", "for_each", "count", "last", "min", "max",
    "partition", "unzip", "rfold", "inspect", "sorted",
    // futures, tasks, threads
    "boxed", "boxed_local", "shared", "then", "join", "detach", "timeout", "instrument", "in_current_span", "await_",
    // guards, transactions, builders, responses
    "commit", "rollback", "build", "finish", "json", "text", "bytes", "detach_", "leak", "persist", "keep",
];

#[rustfmt::skip]
const BORROWING: &[&str] = &[
    "len", "get", "clone", "eq", "ne", "cmp", "partial_cmp", "fmt", "deref", "deref_mut", "entry", "remove", "pop",
    "clear", "keys", "values", "values_mut", "first", "last_mut", "next", "next_back", "nth", "peek", "recv", "flush",
    "seek", "acquire", "notified", "wait", "tick", "changed", "by_ref", "load", "store", "fetch_add", "fetch_sub",
    "drain", "truncate", "resize", "reserve", "sort", "retain", "split_at", "chunks", "windows", "lines", "chars",
    "trim", "replace", "as_ref", "as_mut", "upgrade", "downgrade", "query", "execute", "prepare", "abort",
];
