//! The other attributes of the item: which of them are macros, and which only say something.

use syn::{Attribute, Meta, Path};

use crate::error::Errors;
use crate::refusal::Refusal;
use crate::syntax::pieces::split_at_commas;

/// The attributes of the language that say something about a function and leave its tokens alone.
const PLAIN: &str = "allow automatically_derived cfg cold coverage deny deprecated doc expect export_name ffi_const \
    forbid inline instruction_set link_section must_use no_mangle no_sanitize optimize path target_feature \
    track_caller unsafe warn";

/// The tools that rustc knows: `#[rustfmt::skip]`, `#[clippy::msrv = ".."]`.
const TOOLS: [&str; 5] = ["clippy", "diagnostic", "miri", "rust_analyzer", "rustfmt"];

/// Refuses the attribute where it stands twice.
pub fn check(attrs: &[Attribute], errors: &Errors) {
    for attribute in attrs {
        check_meta(&attribute.meta, attribute, errors);
    }
}

/// Whether it can make what it stands on disappear, or change other attributes: `#[cfg(..)]`, `#[cfg_attr(..)]`.
pub fn is_conditional(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr")
}

fn check_meta(meta: &Meta, shown: &Attribute, errors: &Errors) {
    let path = meta.path();
    if path.is_ident("cfg_attr") {
        for inner in conditional(meta) {
            check_meta(&inner, shown, errors);
        }
    } else if is_last(path, &["manual_async"]) {
        errors.push_spanned(shown, Refusal::Twice);
    }
}

/// Is it `#[manual_async]` itself?
pub fn is_own(attribute: &Attribute) -> bool {
    is_last(attribute.path(), &["manual_async"])
}

/// Can it be a macro that gives the item another form?
pub fn rewrites(attribute: &Attribute) -> bool {
    rewrites_as(&attribute.meta)
}

fn rewrites_as(meta: &Meta) -> bool {
    match meta.path() {
        path if path.is_ident("cfg_attr") => conditional(meta).iter().any(rewrites_as),
        path => !is_plain(path),
    }
}

/// from: `cfg_attr(condition, first, second(..))`, into: `first`, `second(..)`
fn conditional(meta: &Meta) -> Vec<Meta> {
    let Ok(list) = meta.require_list() else { return Vec::new() };
    let parts = split_at_commas(list.tokens.clone());
    parts.into_iter().skip(1).filter_map(|part| syn::parse2(part).ok()).collect()
}

fn is_plain(path: &Path) -> bool {
    match path.get_ident() {
        Some(name) => PLAIN.split(' ').any(|plain| name == plain) || name.to_string().starts_with("rustc_"),
        None => path.segments.first().is_some_and(|first| TOOLS.iter().any(|tool| first.ident == tool)),
    }
}

fn is_last(path: &Path, names: &[&str]) -> bool {
    path.segments.last().is_some_and(|last| names.iter().any(|name| last.ident == name))
}
