//! Locals that may be of the type of a closure or block, or of a type that is made of one.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{
    Block, Expr, ExprAssign, ExprAsync, ExprCall, ExprClosure, ExprForLoop, ExprIf, ExprLet, ExprMatch, ExprMethodCall,
    ExprReference, Item, Macro, PatIdent, Stmt,
};

use crate::syntax::{
    known,
    macros::{self, Shape},
    names,
};

pub struct Carriers(HashSet<String>);

impl Carriers {
    pub fn contain(&self, name: &Ident) -> bool {
        self.0.contains(&name.to_string())
    }

    /// Into a value?
    pub fn may_get_into(&self, value: &Expr) -> bool {
        let mut given = Given::default();
        given.visit_expr(value);
        gives_one(value) || given.0.iter().any(|name| self.0.contains(name))
    }
}

/// All that a closure or block, or what carries one, may get into, by whatever way.
pub fn of(body: &Block) -> Carriers {
    let mut statements = Statements::default();
    statements.visit_block(body);
    let mut carriers = HashSet::new();
    loop {
        let before = carriers.len();
        for statement in &statements.done {
            if statement.has_closure || statement.names.iter().any(|name| carriers.contains(name)) {
                carriers.extend(statement.filled.iter().cloned());
            }
        }
        if carriers.len() == before {
            return Carriers(carriers);
        }
    }
}

/// A statement, without those inside of it; of a declaration or an assignment, with them.
#[derive(Default)]
struct Statement {
    has_closure: bool,
    names: HashSet<String>,
    /// What it may put something into: what it binds, assigns, or borrows exclusively.
    filled: Vec<String>,
}

#[derive(Default)]
struct Statements {
    current: Statement,
    done: Vec<Statement>,
}

impl Statements {
    fn name(&mut self, tokens: TokenStream) {
        self.current.names.extend(names::all(tokens));
    }

    fn fill(&mut self, place: &Expr) {
        if let Some(root) = root(place) {
            self.current.filled.push(root.to_string());
        }
    }

    /// What is inside of it comes out of it.
    fn whole(&mut self, value: &Expr) {
        let mut given = Given::default();
        given.visit_expr(value);
        self.current.names.extend(given.0);
        self.current.has_closure |= gives_one(value);
    }
}

impl<'ast> Visit<'ast> for Statements {
    fn visit_stmt(&mut self, stmt: &'ast Stmt) {
        let outer = std::mem::take(&mut self.current);
        if let Stmt::Local(local) = stmt
            && let Some(init) = &local.init
        {
            self.whole(&init.expr);
        }
        visit::visit_stmt(self, stmt);
        let done = std::mem::replace(&mut self.current, outer);
        self.done.push(done);
    }

    fn visit_expr_assign(&mut self, assign: &'ast ExprAssign) {
        self.fill(&assign.left);
        self.whole(&assign.right);
        visit::visit_expr_assign(self, assign);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        // What it is given may get into what it is called on.
        if let Some(root) =
            root(&call.receiver).filter(|_| !gives_what_it_finds(&call.method) && !is_adaptor(&call.method))
        {
            self.done.push(Statement {
                has_closure: call.args.iter().any(gives_one),
                names: names::all(call.args.to_token_stream()),
                filled: vec![root.to_string()],
            });
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_reference(&mut self, reference: &'ast ExprReference) {
        if reference.mutability.is_some() {
            self.fill(&reference.expr);
        }
        visit::visit_expr_reference(self, reference);
    }

    fn visit_pat_ident(&mut self, pat: &'ast PatIdent) {
        self.current.filled.push(pat.ident.to_string());
        visit::visit_pat_ident(self, pat);
    }

    fn visit_ident(&mut self, ident: &'ast Ident) {
        self.current.names.insert(ident.to_string());
    }

    // What it is given may get into what it borrows.
    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        self.current.has_closure |= call.args.iter().any(gives_one);
        visit::visit_expr_call(self, call);
    }

    // What is looked into may get into what the pattern binds.
    fn visit_expr_match(&mut self, expr: &'ast ExprMatch) {
        self.current.has_closure |= gives_one(&expr.expr);
        visit::visit_expr_match(self, expr);
    }

    fn visit_expr_let(&mut self, expr: &'ast ExprLet) {
        self.current.has_closure |= gives_one(&expr.expr);
        visit::visit_expr_let(self, expr);
    }

    fn visit_expr_for_loop(&mut self, expr: &'ast ExprForLoop) {
        self.current.has_closure |= gives_one(&expr.expr);
        visit::visit_expr_for_loop(self, expr);
    }

    fn visit_expr_closure(&mut self, closure: &'ast ExprClosure) {
        self.name(closure.to_token_stream());
    }

    fn visit_expr_async(&mut self, block: &'ast ExprAsync) {
        self.name(block.to_token_stream());
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        self.name(mac.tokens.clone());
        self.current.has_closure |= makes_one(mac);
        let mut shape = macros::shape(mac);
        let handlers: Vec<Expr> = shape.handlers().into_iter().map(|(_, handler)| handler.clone()).collect();
        for handler in &handlers {
            self.whole(handler);
            let mut inside = Statements::default();
            inside.visit_expr(handler);
            self.done.append(&mut inside.done);
            self.current.filled.append(&mut inside.current.filled);
        }
    }

    fn visit_item(&mut self, _: &'ast Item) {}
}

/// May the value be a closure or block, or be made of one?
fn gives_one(value: &Expr) -> bool {
    match value {
        Expr::Closure(_) | Expr::Async(_) => true,
        Expr::MethodCall(call) if gives_what_it_finds(&call.method) => false,
        Expr::MethodCall(call) if is_optional(&call.receiver) => gives_one(&call.receiver),
        Expr::Macro(mac) => makes_one(&mac.mac),
        value => {
            let mut inside = Inside(false);
            visit::visit_expr(&mut inside, value);
            inside.0
        }
    }
}

/// What an expression is made of.
struct Inside(bool);

impl Visit<'_> for Inside {
    fn visit_expr(&mut self, expr: &Expr) {
        self.0 |= gives_one(expr);
    }

    // Only the last is what a block gives.
    fn visit_block(&mut self, block: &Block) {
        if let Some(Stmt::Expr(tail, None)) = block.stmts.last() {
            self.visit_expr(tail);
        }
    }

    fn visit_expr_if(&mut self, expr: &ExprIf) {
        self.visit_block(&expr.then_branch);
        expr.else_branch.iter().for_each(|(_, otherwise)| self.visit_expr(otherwise));
    }
}

/// Names in what an expression gives: of blocks the last, and of conditions nothing.
#[derive(Default)]
struct Given(HashSet<String>);

impl<'ast> Visit<'ast> for Given {
    fn visit_ident(&mut self, ident: &'ast Ident) {
        self.0.insert(ident.to_string());
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        self.0.extend(names::all(mac.tokens.clone()));
    }

    fn visit_block(&mut self, block: &'ast Block) {
        if let Some(Stmt::Expr(tail, None)) = block.stmts.last() {
            self.visit_expr(tail);
        }
    }

    fn visit_expr_if(&mut self, expr: &'ast ExprIf) {
        if let Expr::Let(cond) = &*expr.cond {
            self.visit_expr_let(cond);
        }
        self.visit_block(&expr.then_branch);
        expr.else_branch.iter().for_each(|(_, otherwise)| self.visit_expr(otherwise));
    }
}

/// Methods that put the closure that they are given into what they give, and not into what they are called on.
fn is_adaptor(method: &Ident) -> bool {
    matches!(
        &*method.to_string(),
        "map" | "filter" | "and_then" | "or_else" | "filter_map" | "flat_map" | "for_each" | "retain"
    )
}

/// Methods that call the closure that they are given, and keep it not: they give what it gives, or a part of what they look at.
fn gives_what_it_finds(method: &Ident) -> bool {
    matches!(
        &*method.to_string(),
        "all"
            | "any"
            | "collect"
            | "count"
            | "find"
            | "find_map"
            | "fold"
            | "is_none_or"
            | "is_some_and"
            | "map_or"
            | "map_or_else"
            | "max"
            | "max_by"
            | "max_by_key"
            | "min"
            | "min_by"
            | "min_by_key"
            | "next"
            | "ok_or_else"
            | "position"
            | "sum"
            | "unwrap_or_else"
            | "map_err"
            | "with_context"
    )
}

/// Is it an `Option` or a `Result`, of which `map` and `filter` give another one, and no iterator?
fn is_optional(value: &Expr) -> bool {
    let Expr::MethodCall(call) = value else { return false };
    let gives_option =
        ["next", "first", "last", "get", "get_mut", "find", "position", "ok", "err", "map_err", "ok_or_else"];
    let keeps_option = ["map", "filter", "and_then", "or_else", "as_ref", "as_mut", "as_deref", "cloned", "copied"];
    let method = call.method.to_string();
    gives_option.contains(&&*method) || keeps_option.contains(&&*method) && is_optional(&call.receiver)
}

/// May a macro give one? Of those that are not known nothing is known.
fn makes_one(mac: &Macro) -> bool {
    let is_stream = matches!(&*known::name(mac), "stream" | "try_stream");
    let mut shape = macros::shape(mac);
    let is_seen = !matches!(shape, Shape::Opaque) || mac.tokens.is_empty();
    is_stream || !is_seen || !known::is_known(mac) || shape.values().into_iter().any(|value| gives_one(value))
}

fn root(expr: &Expr) -> Option<&Ident> {
    match expr {
        Expr::Path(path) => path.path.get_ident(),
        Expr::Field(field) => root(&field.base),
        Expr::Index(index) => root(&index.expr),
        Expr::Unary(unary) => root(&unary.expr),
        Expr::Paren(paren) => root(&paren.expr),
        _ => None,
    }
}
