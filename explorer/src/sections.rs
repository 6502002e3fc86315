//! The parts that every expansion consists of.

use quote::ToTokens;
use serde::Serialize;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ExprIf, Fields, Ident, Item, ItemEnum, ItemImpl, Lit, Pat, Stmt};

/// What a part is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The enum of the states, or of the steps.
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

/// By state: its variant, and its step.
pub fn places(printed: &syn::File) -> Vec<Place> {
    let mut finder = Finder::default();
    finder.visit_file(printed);
    let Finder { variants, code, .. } = finder;
    let code = |name: &Ident| code.iter().find(|(step, _)| step == name).map(|(_, lines)| *lines);
    variants.into_iter().map(|(name, variant)| Place { variant, code: code(&name) }).collect()
}

/// Looks for the enum of the states and for the steps of the code.
#[derive(Default)]
struct Finder {
    variants: Vec<(Ident, Lines)>,
    /// The enum of the states, and that of the steps, if they are not the states.
    states: Option<Ident>,
    steps: Option<Ident>,
    code: Vec<(Ident, Lines)>,
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_item_enum(&mut self, node: &'ast ItemEnum) {
        if self.states.is_none() && is_of_states(node) {
            self.states = Some(node.ident.clone());
            self.variants = node.variants.iter().map(|variant| (variant.ident.clone(), lines_of(variant))).collect();
        } else if self.steps.is_none() && is_of_steps(node) {
            self.steps = Some(node.ident.clone());
        }
    }

    fn visit_expr_if(&mut self, node: &'ast ExprIf) {
        // `if let ReadFileStep::AwaitingOpen = step { .. }`, or `if let Forward::AwaitingCall { .. } = state.get() { .. }`
        if let Expr::Let(condition) = &*node.cond
            && let Some((path, of)) = match &*condition.pat {
                Pat::Path(pat) => Some((&pat.path, &self.steps)),
                Pat::Struct(pat) => Some((&pat.path, &self.states)),
                _ => None,
            }
            && let [name, step] = &path.segments.iter().collect::<Vec<_>>()[..]
            && of.as_ref() == Some(&name.ident)
            && self.code.iter().all(|(other, _)| *other != step.ident)
        {
            self.code.push((step.ident.clone(), lines_of(node)));
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

/// The last statement of what a function becomes, and of what a block becomes, bears the lints that are off in it.
fn run(attrs: &[Attribute], first: usize, all: Lines) -> Vec<Section> {
    let lints = attrs.iter().map(|attribute| Section { kind: Kind::Lints, lines: lines_of(attribute) });
    lints.chain([Section { kind: Kind::Run, lines: Lines { first, ..all } }]).collect()
}

fn of_statement(statement: &Stmt) -> Vec<Section> {
    let kind = match statement {
        Stmt::Item(Item::Enum(item)) if is_of_states(item) || is_of_steps(item) => Kind::States,
        Stmt::Item(Item::Impl(item)) if is_drop_of_states(item) => Kind::Drop,
        Stmt::Expr(Expr::If(branch), _) if is_false(&branch.cond) => Kind::Checked,
        Stmt::Expr(Expr::Return(machine), _) if !machine.attrs.is_empty() => {
            return run(&machine.attrs, machine.return_token.span.start().line, lines_of(machine));
        }
        Stmt::Local(machine) if !machine.attrs.is_empty() => {
            return run(&machine.attrs, machine.let_token.span.start().line, lines_of(machine));
        }
        Stmt::Expr(Expr::Block(inner), None) => return inner.block.stmts.iter().flat_map(of_statement).collect(),
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
    item.variants.first().is_some_and(|first| first.ident == "Uninitialized" && !matches!(first.fields, Fields::Unit))
}

/// Steps have the names of the states, and keep nothing.
fn is_of_steps(item: &ItemEnum) -> bool {
    item.variants.first().is_some_and(|first| first.ident == "Uninitialized" && matches!(first.fields, Fields::Unit))
}

/// `impl ::core::ops::Drop for ..`: nobody else writes it like this.
pub fn is_drop_of_states(item: &ItemImpl) -> bool {
    let path = item.trait_.as_ref().map(|(path, _)| path.to_token_stream().to_string());
    path.is_some_and(|path| path == ":: core :: ops :: Drop")
}

fn is_false(condition: &Expr) -> bool {
    matches!(condition, Expr::Lit(literal) if matches!(&literal.lit, Lit::Bool(word) if !word.value))
}
