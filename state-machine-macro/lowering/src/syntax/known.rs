//! What is known of macros by their names.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Block, ExprAsync, ExprClosure, Item, Macro, visit::Visit};

use super::macros;

/// The last segment of the macro's path.
pub fn name(mac: &Macro) -> String {
    mac.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

/// Does the macro take its arguments by value? Others look at them, or it is not known.
pub fn takes_values(mac: &Macro) -> bool {
    let name = name(mac);
    let is_known = matches!(&*name, "dbg" | "pin" | "poll" | "join" | "try_join" | "select" | "select_biased");
    is_known || makes_collection(&name) || is_document(mac)
}

/// `doc! { "id": id }` and `bson!` of the crate that is called so: as `json!`, but they take what they are given.
pub fn is_document(mac: &Macro) -> bool {
    let is_colon = |tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ':');
    match &*name(mac) {
        "bson" | "rawbson" => true,
        "doc" | "rawdoc" => mac.tokens.clone().into_iter().any(is_colon),
        _ => false,
    }
}

/// Does the macro evaluate each of its arguments, and can it be no other of that name?
pub fn surely_joins(mac: &Macro) -> bool {
    let first = mac.path.segments.first().map(|segment| segment.ident.to_string());
    mac.path.segments.len() > 1
        && first.is_some_and(|name| name.starts_with("tokio") || name.starts_with("futures"))
        && matches!(&*name(mac), "join" | "try_join")
}

/// Crates whose `join!`, `try_join!` and `select!` are known by heart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Crate {
    Futures,
    Tokio,
}

impl Crate {
    /// The one that is called like this.
    pub fn called(name: &str) -> Option<Crate> {
        match name {
            "futures" | "futures_util" => Some(Crate::Futures),
            "tokio" => Some(Crate::Tokio),
            _ => None,
        }
    }
}

/// `vec!`, `smallvec!`, `hashmap!`, `btreeset!`, ..
pub fn makes_collection(name: &str) -> bool {
    let ends = ["vec", "map", "hashset", "btreeset", "indexset"];
    // Those with an `o` are of `slog`.
    ends.iter().any(|end| name.ends_with(end)) || matches!(name, "o" | "slog_o")
}

/// How many of its arguments a macro borrows in an expression that is all it consists of, so that their temporaries live as long
/// as those of the expression around it.
pub fn looked_at(mac: &Macro) -> usize {
    match &*name(mac) {
        // What they say if the two differ stands in a block.
        "assert_eq" | "assert_ne" => 2,
        "write" | "writeln" | "format_args" => usize::MAX,
        _ => 0,
    }
}

/// Does what stands behind the macro have its turn, unless it panics?
pub fn ends(mac: &Macro) -> bool {
    let name = name(mac);
    let shows = ["print", "println", "eprint", "eprintln", "write", "writeln", "format", "dbg"];
    shows.contains(&&*name) || name.starts_with("assert") || name.starts_with("debug_assert") || names_fields(&name)
}

/// Macros that match what they are given, as `ready!` does, and those in tests that are called like it; and those that make an error
/// of it.
pub fn matches_value(mac: &Macro) -> bool {
    let name = name(mac);
    name == "ready"
        || matches!(&*name, "bail" | "anyhow" | "eyre") && is_one_value(mac.tokens.clone())
        || ["assert_ready", "assert_pending", "assert_ok", "assert_err"].iter().any(|start| name.starts_with(start))
}

/// Neither a text nor several arguments.
fn is_one_value(tokens: TokenStream) -> bool {
    let is_comma = |tree: &TokenTree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ',');
    let is_text = matches!(tokens.clone().into_iter().next(), Some(TokenTree::Literal(_)) | None);
    !is_text && !tokens.into_iter().any(|tree| is_comma(&tree))
}

/// Macros that may borrow what they are given by name alone: `select!` of futures does, and who knows whose `poll!` it is.
pub fn borrows_names(mac: &Macro) -> bool {
    matches!(&*name(mac), "select" | "select_biased" | "poll")
}

/// Macros that have a statement of their own inside, with which their temporaries end.
pub fn is_statement(mac: &Macro) -> bool {
    matches!(&*name(mac), "print" | "println" | "eprint" | "eprintln" | "format")
}

/// Macros that call a method of their first argument.
pub fn has_receiver(mac: &Macro) -> bool {
    matches!(&*name(mac), "write" | "writeln")
}

/// Macros that allocate before they evaluate their arguments.
pub fn allocates(mac: &Macro) -> bool {
    name(mac) == "vec"
}

/// Macros that look at a condition first, and at the rest if it does not hold.
pub fn is_condition(mac: &Macro) -> bool {
    matches!(&*name(mac), "assert" | "ensure")
}

/// Does its path lead into the crate `futures`, or into one that this is made of?
pub fn is_of_futures(mac: &Macro) -> bool {
    mac.path.segments.first().is_some_and(|first| first.ident.to_string().starts_with("futures"))
}

/// Macros whose bare names are names of fields, so that they must see each local under its own name. They evaluate what
/// they are given only if somebody listens.
pub fn names_fields(name: &str) -> bool {
    let level = name.strip_suffix("_span").unwrap_or(name);
    matches!(level, "trace" | "debug" | "info" | "warn" | "error" | "event" | "span")
}

/// `info!(log, "text {}", x; "key" => value)`, as only `slog` has it.
pub fn is_of_slog(mac: &Macro) -> bool {
    let ends = |tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ';');
    names_fields(&name(mac)) && mac.tokens.clone().into_iter().any(ends)
}

/// Is there a macro in the function's own code that may return from it, as `bail!` does?
pub fn may_return(body: &Block) -> bool {
    has_macro(body, returns)
}

/// Is there one that returns an `Err`?
pub fn may_fail(body: &Block) -> bool {
    has_macro(body, |mac| matches!(&*name(mac), "bail" | "ensure"))
}

/// Is there such a macro in the function's own code?
fn has_macro(body: &Block, is_it: impl Fn(&Macro) -> bool) -> bool {
    struct Finder<F>(F, bool);
    impl<F: Fn(&Macro) -> bool> Visit<'_> for Finder<F> {
        fn visit_macro(&mut self, mac: &Macro) {
            self.1 |= self.0(mac);
            let mut shape = macros::shape(mac);
            shape.values().into_iter().for_each(|value| self.visit_expr(value));
            shape.handlers().into_iter().for_each(|(_, handler)| self.visit_expr(handler));
        }

        fn visit_item(&mut self, _: &Item) {}

        fn visit_expr_closure(&mut self, _: &ExprClosure) {}

        fn visit_expr_async(&mut self, _: &ExprAsync) {}
    }
    let mut finder = Finder(is_it, false);
    finder.visit_block(body);
    finder.1
}

/// May it return from the function that it stands in? What is known does not.
fn returns(mac: &Macro) -> bool {
    !is_known(mac)
}

/// Is it known what becomes of its arguments?
pub fn is_known(mac: &Macro) -> bool {
    let name = name(mac);
    let known = matches!(
        &*name,
        "stringify"
            | "concat"
            | "env"
            | "option_env"
            | "line"
            | "column"
            | "file"
            | "module_path"
            | "cfg"
            | "include_str"
            | "include_bytes"
            | "compile_error"
            | "macro_rules"
            | "print"
            | "println"
            | "eprint"
            | "eprintln"
            | "format"
            | "format_args"
            | "panic"
            | "todo"
            | "unimplemented"
            | "unreachable"
            | "assert"
            | "debug_assert"
            | "write"
            | "writeln"
            | "assert_eq"
            | "assert_ne"
            | "debug_assert_eq"
            | "debug_assert_ne"
            | "matches"
            | "vec"
            | "dbg"
            | "pin"
            | "pin_mut"
            | "poll"
            | "pending"
            | "join"
            | "try_join"
            | "select"
            | "select_biased"
            | "stream"
            | "try_stream"
            | "thread_local"
            | "json"
    );
    known || names_fields(&name)
}
