//! The parts that every expansion consists of.

use quote::ToTokens;
use serde::Serialize;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, ExprBinary, ExprIf, ExprLit, Item, ItemEnum, ItemImpl, Lit, Stmt};

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
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Lines {
    pub first: usize,
    pub last: usize,
}

/// A part, and where it is.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Section {
    pub kind: Kind,
    #[serde(flatten)]
    pub lines: Lines,
}

/// Where a state is.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Place {
    /// The variant of the enum.
    pub variant: Lines,
    /// The code that runs when it is polled in this state, if any does.
    pub code: Option<Lines>,
}

/// By state: its variant, and its step of the code.
pub fn places(printed: &syn::File) -> Vec<Place> {
    let mut finder = Finder::default();
    finder.visit_file(printed);
    let Finder { variants, steps } = finder;
    let code = |number: usize| steps.iter().find(|(step, _)| *step == number).map(|(_, lines)| *lines);
    variants.into_iter().enumerate().map(|(number, variant)| Place { variant, code: code(number) }).collect()
}

/// Looks for the enum of the states and for the steps of the code.
#[derive(Default)]
struct Finder {
    variants: Vec<Lines>,
    steps: Vec<(usize, Lines)>,
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_item_enum(&mut self, node: &'ast ItemEnum) {
        if self.variants.is_empty() && is_of_states(node) {
            self.variants = node.variants.iter().map(lines_of).collect();
        }
    }

    fn visit_expr_if(&mut self, node: &'ast ExprIf) {
        if let Some(number) = step(&node.cond)
            && self.steps.iter().all(|(other, _)| *other != number)
        {
            self.steps.push((number, lines_of(node)));
        }
        visit::visit_expr_if(self, node);
    }
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
        Stmt::Item(Item::Enum(item)) if is_of_states(item) => Kind::States,
        Stmt::Item(Item::Impl(item)) if is_drop_of_states(item) => Kind::Drop,
        Stmt::Expr(Expr::If(branch), _) if is_false(&branch.cond) => Kind::Checked,
        Stmt::Expr(Expr::Return(machine), _) if !machine.attrs.is_empty() => {
            let lints = machine.attrs.iter().map(|attribute| Section { kind: Kind::Lints, lines: lines_of(attribute) });
            let first = machine.return_token.span.start().line;
            let run = Section { kind: Kind::Run, lines: Lines { first, ..lines_of(machine) } };
            return lints.chain([run]).collect();
        }
        Stmt::Expr(Expr::Return(_), _) => Kind::Run,
        _ => Kind::Other,
    };
    vec![Section { kind, lines: lines_of(statement) }]
}

fn lines_of(part: &impl ToTokens) -> Lines {
    let span = part.span();
    Lines { first: span.start().line, last: span.end().line }
}

/// The first of our variants has a name that no other enum has in an expansion.
pub fn is_of_states(item: &ItemEnum) -> bool {
    item.variants.first().is_some_and(|variant| variant.ident == "Uninitialized")
}

/// `impl ::core::ops::Drop for ..`: nobody else writes it like this.
pub fn is_drop_of_states(item: &ItemImpl) -> bool {
    let path = item.trait_.as_ref().map(|(path, _)| path.to_token_stream().to_string());
    path.is_some_and(|path| path == ":: core :: ops :: Drop")
}

/// `3` of `step == 3u8`: nobody else compares a local of that name with a number of a type.
fn step(condition: &Expr) -> Option<usize> {
    let Expr::Binary(ExprBinary { left, op: BinOp::Eq(_), right, .. }) = condition else { return None };
    match (&**left, &**right) {
        (Expr::Path(left), Expr::Lit(ExprLit { lit: Lit::Int(number), .. })) if left.path.is_ident("step") => {
            number.base10_parse().ok().filter(|_| !number.suffix().is_empty())
        }
        _ => None,
    }
}

fn is_false(condition: &Expr) -> bool {
    matches!(condition, Expr::Lit(literal) if matches!(&literal.lit, Lit::Bool(word) if !word.value))
}
