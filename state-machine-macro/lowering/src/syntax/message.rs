//! What a failing assertion says.

use syn::{Macro, parse_quote};

use super::{known::name, macros::Shape, text::readable};
use crate::model::mark::without_made_by_macro;

// It shows its condition as it was written.
//
// From: `assert!(x > 1)`
// Into: `assert!(x > 1, "assertion failed: x > 1")`
pub fn keep(mac: &Macro, shape: &mut Shape) {
    let asserts = matches!(&*name(mac), "assert" | "debug_assert");
    if let Shape::Format { args, .. } = shape
        && asserts
        && let [condition] = &args[..]
    {
        let text = format!("assertion failed: {}", readable(condition));
        let text = without_made_by_macro(&text, str::to_owned).unwrap_or(text);
        let text = text.replace('{', "{{").replace('}', "}}");
        args.push(parse_quote!(#text));
    }
}
