//! The parts that every expansion consists of.

use quote::ToTokens;
use serde::Serialize;
use syn::spanned::Spanned;
use syn::{Expr, Item, ItemImpl, Lit, Stmt};

/// What a part is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The enum.
    States,
    /// What a cancellation drops.
    Drop,
    /// The body as it was written, for the compiler to check.
    Checked,
    /// The lints that are off in generated code.
    Lints,
    /// The code of the states.
    Run,
    /// Anything else, such as the items of the body.
    Other,
}

/// Some lines of an expansion, from 1, the last included.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Section {
    pub kind: Kind,
    pub first: usize,
    pub last: usize,
}

/// The parts of the functions in `printed`, in order.
pub fn sections(printed: &syn::File) -> Vec<Section> {
    let functions = printed.items.iter().filter_map(|item| match item {
        Item::Fn(function) => Some(&function.block.stmts),
        _ => None,
    });
    functions.flatten().flat_map(of_statement).collect()
}

fn of_statement(statement: &Stmt) -> Vec<Section> {
    let kind = match statement {
        Stmt::Item(Item::Enum(item)) if item.variants.iter().any(|variant| variant.ident == "Uninitialized") => {
            Kind::States
        }
        Stmt::Item(Item::Impl(item)) if is_drop_of_states(item) => Kind::Drop,
        Stmt::Expr(Expr::If(branch), _) if is_false(&branch.cond) => Kind::Checked,
        Stmt::Expr(Expr::Return(machine), _) if !machine.attrs.is_empty() => {
            let lints = machine.attrs.iter().map(|attribute| lines(attribute, Kind::Lints));
            return lints.chain([lines_of(machine.return_token.span, machine, Kind::Run)]).collect();
        }
        Stmt::Expr(Expr::Return(_), _) => Kind::Run,
        _ => Kind::Other,
    };
    vec![lines(statement, kind)]
}

fn lines(part: &impl ToTokens, kind: Kind) -> Section {
    lines_of(part.span(), part, kind)
}

fn lines_of(first: proc_macro2::Span, part: &impl ToTokens, kind: Kind) -> Section {
    Section { kind, first: first.start().line, last: part.span().end().line }
}

/// `impl ::core::ops::Drop for ..`: nobody else writes it like this.
fn is_drop_of_states(item: &ItemImpl) -> bool {
    let path = item.trait_.as_ref().map(|(path, _)| path.to_token_stream().to_string());
    path.is_some_and(|path| path == ":: core :: ops :: Drop")
}

fn is_false(condition: &Expr) -> bool {
    matches!(condition, Expr::Lit(literal) if matches!(&literal.lit, Lit::Bool(word) if !word.value))
}
