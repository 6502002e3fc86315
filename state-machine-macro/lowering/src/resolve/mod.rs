//! Which local does each name mean? Replaces every name of a local in the body by a mark (`model::mark`).
//!
//! Stops at items, which see no locals. Names that closures and async blocks declare themselves only hide ours.

mod callable;
mod free;
mod macros;
mod misspelt;
mod parameter;
mod pattern;
mod this;
mod visit;

use std::collections::HashMap;

use proc_macro2::{Ident, LineColumn};
use syn::{
    Block, Expr, ExprPath, FnArg, Pat, ReturnType, Stmt, ext::IdentExt, parse_quote_spanned, visit_mut::VisitMut,
};

use crate::model::{
    function::Function,
    graph::Graph,
    ids::{LocalId, MentionId},
    local::{Local, LocalKind, Mention},
    mark,
};
use crate::{
    circles,
    error::Errors,
    model::input::{CaptureMode, Input, argument_name},
    refusal::Refusal,
    syntax::{names::named, spans::context},
};

pub use free::{Free, free};

/// The names that are visible in one scope. `None`: hidden by something that is not a local of this function.
type Names = HashMap<String, Option<LocalId>>;

/// The function after resolution: every name of a local is a mark.
pub struct Resolved {
    pub graph: Graph,
    /// The parameters, each with the statement that takes it apart: `let (a, b) = argument;`
    pub arguments: Vec<(LocalId, Option<Stmt>)>,
    pub body: Block,
}

/// `body` is that of the function, unfolded.
pub fn resolve(input: &Input, mut body: Block, errors: &Errors) -> Resolved {
    let mut graph = Graph { function: Some(function(input)), ..Graph::default() };
    let mut resolver = Resolver::new(&mut graph, errors);
    let mut arguments = Vec::new();
    let mut by_reference = Vec::new();
    for (index, argument) in input.sig.inputs.iter().enumerate() {
        let (ident, pat) = match argument {
            FnArg::Receiver(receiver) => (Ident::from(receiver.self_token), None),
            FnArg::Typed(typed) => (argument_name(input, &typed.pat, index), Some(&*typed.pat)),
        };
        let local = resolver.declare_argument(&ident);
        if input.mode(index) != CaptureMode::Value {
            by_reference.push(local);
        }
        // What matches a name alone stays where it is, or has this name.
        let pat = pat.filter(|pat| !matches!(pat, Pat::Ident(pat) if pat.by_ref.is_none() && pat.subpat.is_none()));
        let destructure = pat.map(|pat| {
            let mut stmt: Stmt = syn::parse_quote!(let #pat = #ident;);
            resolver.visit_stmt_mut(&mut stmt);
            stmt
        });
        arguments.push((local, destructure));
        parameter::learn(resolver.graph, input, local, argument);
    }
    resolver.by_reference = by_reference;
    resolver.visit_block_mut(&mut body);
    Resolved { graph, arguments, body }
}

fn function(input: &Input) -> Function {
    let sig = &input.sig;
    Function {
        name: sig.ident.clone(),
        krate: input.options.krate.clone(),
        output: match &sig.output {
            ReturnType::Default => syn::parse_quote!(()),
            ReturnType::Type(_, ty) => (**ty).clone(),
        },
        circle: circles::circle(input),
        method: input.method().cloned(),
        consts: sig.generics.const_params().map(|param| (param.ident.to_string(), param.ty.clone())).collect(),
        hides: circles::is_closed_by_another(input),
    }
}

/// Fills the graph's tables of locals and mentions.
struct Resolver<'g> {
    graph: &'g mut Graph,
    errors: &'g Errors,
    /// Names in macros that stand as statements, with what the macro is: it may have declared them.
    from_macros: HashMap<String, macros::Given>,
    scopes: Vec<Names>,
    /// What names mean where the function defines a macro.
    defined: HashMap<(usize, usize), Names>,
    /// Inside a closure or an async block: what patterns bind there is not ours.
    foreign: u32,
    /// Parameters that hold a reference to what the names in the body mean.
    by_reference: Vec<LocalId>,
    /// Names that mean nothing in the body; `None` if nobody wants to know.
    free: Option<Vec<Free>>,
}

impl<'g> Resolver<'g> {
    fn new(graph: &'g mut Graph, errors: &'g Errors) -> Self {
        Resolver {
            graph,
            errors,
            from_macros: HashMap::new(),
            scopes: vec![Names::new()],
            defined: HashMap::new(),
            foreign: 0,
            by_reference: Vec::new(),
            free: None,
        }
    }

    /// Declares a parameter of the function.
    fn declare_argument(&mut self, ident: &Ident) -> LocalId {
        self.declare(ident, LocalKind::Argument)
    }

    fn declare(&mut self, ident: &Ident, kind: LocalKind) -> LocalId {
        let id = LocalId::new(self.graph.locals.len());
        self.graph.locals.push(Local::new(ident.clone(), kind));
        self.name(ident, Some(id));
        id
    }

    fn name(&mut self, ident: &Ident, local: Option<LocalId>) {
        self.scopes.last_mut().expect("a scope is open").insert(key(ident), local);
    }

    fn lookup(&self, name: &str) -> Option<LocalId> {
        match mark::read_as_defined(name) {
            Some((name, definition)) => self.defined.get(&definition)?.get(name).copied().flatten(),
            None => self.scopes.iter().rev().find_map(|names| names.get(name).copied()).flatten(),
        }
    }

    /// The mark for this name, if it means a local.
    fn mark(&mut self, ident: &Ident) -> Option<Ident> {
        let local = self.lookup(&key(ident))?;
        let Some((name, _)) = mark::read_as_defined(&ident.to_string()).map(|(name, at)| (name.to_owned(), at)) else {
            return Some(self.mark_local(local, ident));
        };
        let ident = named(&name, ident.span());
        if self.lookup(&key(&ident)) != Some(local) {
            self.graph.hidden_names.insert(name);
        }
        Some(self.mark_local(local, &ident))
    }

    fn mark_local(&mut self, local: LocalId, ident: &Ident) -> Ident {
        let mention = MentionId::new(self.graph.mentions.len());
        self.graph.mentions.push(Mention { local, ident: ident.clone() });
        mark::mention(local, mention, ident.span())
    }

    /// A name that is no local as far as can be seen, but that a macro before has been given.
    fn check_origin(&self, ident: &Ident) {
        if self.foreign == 0
            && let Some(macros::Given { name, .. }) = self.from_macros.get(&key(ident))
        {
            self.errors.push(ident.span(), Refusal::LocalFromMacro { local: ident.to_string(), name: name.clone() });
        }
    }

    /// Has the macro been the first to be given the name, just so? It may want a field's, or a function's.
    fn has_brought(&self, ident: &Ident, given: &macros::Given) -> bool {
        self.from_macros.get(&key(ident)) == Some(given)
    }

    /// `&x`, or the name of a local that is a reference.
    fn is_reference(&self, value: &Expr) -> bool {
        let named = mark::read_mention_expr(value);
        matches!(value, Expr::Reference(_)) || named.is_some_and(|(local, _)| self.graph.references.contains(&local))
    }

    // From: `x`, where the parameter holds a reference to `x`; into: `(*x)`
    fn place(&self, mark: Ident) -> Expr {
        match mark::read_mention(&mark) {
            Some((local, _)) if self.by_reference.contains(&local) => parse_quote_spanned!(mark.span()=> (*#mark)),
            _ => Expr::Path(ExprPath { attrs: Vec::new(), qself: None, path: mark.into() }),
        }
    }

    /// Is it a name that a macro says, and that means an item there? Then no local may be called like it.
    fn say_item(&mut self, expr: &mut Expr) -> bool {
        let Expr::Path(ExprPath { qself: None, path, .. }) = expr else { return false };
        let Some(ident) = path.get_ident().filter(|ident| self.lookup(&key(ident)).is_none()) else { return false };
        let (span, text) = (ident.span(), ident.to_string());
        let Some((name, _)) = mark::read_as_defined(&text) else { return false };
        *path = named(name, span).into();
        self.graph.hidden_names.insert(name.to_owned());
        true
    }

    /// The function defines a macro there.
    fn define(&mut self, begin: LineColumn) {
        let visible = self.scopes.iter().flatten().map(|(name, local)| (name.clone(), *local)).collect();
        self.defined.entry((begin.line, begin.column)).or_insert(visible);
    }

    fn scoped(&mut self, inside: impl FnOnce(&mut Self)) {
        self.scopes.push(Names::new());
        inside(self);
        self.scopes.pop();
    }

    fn foreign(&mut self, inside: impl FnOnce(&mut Self)) {
        self.foreign += 1;
        self.scoped(inside);
        self.foreign -= 1;
    }
}

/// Names from different expansions of `macro_rules!` differ, though they are written alike. `r#x` and `x` are the same.
fn key(ident: &Ident) -> String {
    format!("{}{}", ident.unraw(), context(ident.span()))
}
