//! Where the locals of a function come from, by the source alone.

use std::collections::{HashMap, HashSet};

use manual_async_lowering::{Description, Local as Kept, LocalKind};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Expr, ExprForLoop, ExprLet, ExprMatch, FnArg, ItemFn, Local, Pat, PatIdent, PatType, Type};

use crate::position::Position;

/// What the source says of a local.
#[derive(Clone, Copy, Default)]
pub struct Origin<'a> {
    /// The type that is written beside its name.
    pub ty: Option<&'a Type>,
    /// What the pattern matches that declares it; of a temporary all that begins with it.
    pub value: Option<&'a Expr>,
    /// It is an element of the value: the variable of a `for` loop.
    pub is_element: bool,
}

/// What the source says of all locals, by the places of their names.
pub struct Origins<'a> {
    found: HashMap<Position, Origin<'a>>,
    /// Where temporaries begin, which have no names.
    temporaries: HashSet<Position>,
    /// By the names that are bound, the words of what they are bound to: they may borrow from it.
    bindings: HashMap<String, HashSet<String>>,
}

impl<'a> Origins<'a> {
    /// Those of `machine`, which `function` becomes.
    pub fn of(function: &'a ItemFn, machine: &Description) -> Self {
        let temporaries = machine.locals.iter().filter(|local| local.kind == LocalKind::Temporary);
        let temporaries = temporaries.map(|local| local.position.into()).collect();
        let mut origins = Origins { found: HashMap::new(), temporaries, bindings: HashMap::new() };
        origins.visit_item_fn(function);
        origins
    }

    /// What it says of one.
    pub fn origin(&self, local: &Kept) -> Origin<'a> {
        self.found.get(&local.position.into()).copied().unwrap_or_default()
    }

    /// May what these words name have borrowed from `name`, be it through others?
    pub fn lead_to<'b>(&'b self, words: impl IntoIterator<Item = &'b String>, name: &str) -> bool {
        let mut open: Vec<&String> = words.into_iter().collect();
        let mut seen: HashSet<&str> = HashSet::new();
        while let Some(word) = open.pop() {
            if word == name {
                return true;
            }
            if seen.insert(word)
                && let Some(from) = self.bindings.get(word)
            {
                open.extend(from);
            }
        }
        false
    }

    fn bind(&mut self, pattern: &'a Pat, value: &'a Expr, is_element: bool) {
        let ty = match pattern {
            Pat::Type(PatType { ty, .. }) => Some(&**ty),
            _ => None,
        };
        self.declare(pattern, Origin { ty, value: Some(value), is_element });
        let from = words(value.to_token_stream());
        for name in words(pattern.to_token_stream()) {
            self.bindings.entry(name).or_default().extend(from.iter().cloned());
        }
    }

    fn declare(&mut self, pattern: &'a Pat, origin: Origin<'a>) {
        let mut names = Names(Vec::new());
        names.visit_pat(pattern);
        self.found.extend(names.0.into_iter().map(|place| (place, origin)));
    }
}

/// The words that stand among the tokens.
pub fn words(tokens: TokenStream) -> HashSet<String> {
    let words = |tree: TokenTree| match tree {
        TokenTree::Ident(word) => HashSet::from([word.to_string()]),
        TokenTree::Group(group) => words(group.stream()),
        // `"{name}"`
        TokenTree::Literal(literal) => {
            let text = literal.to_string();
            text.split(|sign: char| !sign.is_alphanumeric() && sign != '_').map(str::to_owned).collect()
        }
        TokenTree::Punct(_) => HashSet::new(),
    };
    tokens.into_iter().flat_map(words).collect()
}

fn start(span: Span) -> Position {
    span.start().into()
}

/// Where the names in a pattern stand.
struct Names(Vec<Position>);

impl<'a> Visit<'a> for Names {
    fn visit_pat_ident(&mut self, node: &'a PatIdent) {
        self.0.push(start(node.ident.span()));
        visit::visit_pat_ident(self, node);
    }
}

impl<'a> Visit<'a> for Origins<'a> {
    fn visit_local(&mut self, node: &'a Local) {
        if let Some(init) = &node.init {
            self.bind(&node.pat, &init.expr, false);
        }
        visit::visit_local(self, node);
    }

    fn visit_fn_arg(&mut self, node: &'a FnArg) {
        if let FnArg::Typed(PatType { pat, ty, .. }) = node {
            self.declare(pat, Origin { ty: Some(ty), ..Origin::default() });
        }
    }

    fn visit_expr_for_loop(&mut self, node: &'a ExprForLoop) {
        self.bind(&node.pat, &node.expr, true);
        visit::visit_expr_for_loop(self, node);
    }

    fn visit_expr_let(&mut self, node: &'a ExprLet) {
        self.bind(&node.pat, &node.expr, false);
        visit::visit_expr_let(self, node);
    }

    fn visit_expr_match(&mut self, node: &'a ExprMatch) {
        node.arms.iter().for_each(|arm| self.bind(&arm.pat, &node.expr, false));
        visit::visit_expr_match(self, node);
    }

    /// Of what begins where a temporary does, the longest expression is meant: the first that is met.
    fn visit_expr(&mut self, node: &'a Expr) {
        if !self.temporaries.is_empty()
            && let Some(first) = node.to_token_stream().into_iter().next()
            && self.temporaries.contains(&start(first.span()))
        {
            let origin = Origin { value: Some(node), ..Origin::default() };
            self.found.entry(start(first.span())).or_insert(origin);
        }
        visit::visit_expr(self, node);
    }
}
