//! Locals of which the body, as it is checked, tells the type.
//!
//! rustc infers types from the top to the bottom. In the machine, what a branch does behind an await stands below the branches
//! beside it, and a value that comes from several branches is stored by each of them. So what the first branch says of a type
//! would come too late for the second, and what natively the values of all branches become nobody would know. The checked copy of
//! the body, which stands before the machine, knows: it notes the type of such a local, and the machine reads it there.
//!
//! Closures and `async` blocks stand in both, and are of different types. What may be of such a type is left alone.

mod branches;
mod carriers;
mod open;

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{
    Block, Expr, ExprAsync, ExprBlock, ExprBreak, ExprClosure, ExprIf, ExprLoop, ExprMatch, ExprReturn, Item, Local,
    Macro, Pat, Stmt,
};

use crate::{
    model::mark,
    syntax::{
        awaits,
        macros::{self, Shape},
    },
};
pub use branches::is_said_by_others;
use branches::{becomes_another, borrows_a_value, comes_from_branches};
use open::{is_open, is_said_behind_an_await};

/// Marks the declarations of such locals, and such values without a name.
pub fn mark(body: &mut Block) {
    if !awaits_in_a_branch(body) || has_items(body) {
        return;
    }
    let carriers = carriers::of(body);
    // What the function returns it says itself.
    Marker { carriers: &carriers, names: HashMap::new(), is_settled: true }.visit_block_mut(body);
}

struct Marker<'a> {
    carriers: &'a carriers::Carriers,
    names: HashMap<String, usize>,
    /// Is it known what becomes of the value of what is visited next, or does nobody want it?
    is_settled: bool,
}

impl Marker<'_> {
    fn is_told(&self, local: &Local, after: &[Stmt]) -> Option<Ident> {
        let Pat::Ident(pat) = &local.pat else { return None };
        let init = local.init.as_ref().filter(|init| init.diverge.is_none())?;
        if pat.by_ref.is_some() || pat.subpat.is_some() || self.carriers.contain(&pat.ident) {
            return None;
        }
        let is_told = comes_from_branches(&init.expr)
            || is_open(&init.expr) && after.iter().any(|stmt| is_said_behind_an_await(stmt, &pat.ident));
        is_told.then(|| pat.ident.clone())
    }

    /// The name of the note.
    fn note(&mut self, local: &str) -> String {
        let name = format!("{}_type", local.trim_start_matches("r#"));
        let count = self.names.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 { name } else { format!("{name}_{count}") }
    }

    fn visit(&mut self, expr: &mut Expr, is_settled: bool) {
        self.is_settled = is_settled;
        self.visit_expr_mut(expr);
    }

    fn visit_block(&mut self, block: &mut Block, is_settled: bool) {
        self.is_settled = is_settled;
        self.visit_block_mut(block);
    }

    fn local(&mut self, local: &mut Local, after: &[Stmt]) {
        let told = self.is_told(local, after);
        if let Some(name) = &told {
            let note = self.note(&name.to_string());
            local.attrs.push(mark::told(&note));
        }
        let is_settled = told.is_some() || matches!(local.pat, Pat::Type(_));
        if let Some(init) = &mut local.init {
            self.visit(&mut init.expr, is_settled);
            init.diverge.iter_mut().for_each(|(_, otherwise)| self.visit(otherwise, true));
        }
    }

    /// The value of branches, where it is used without a name.
    fn value(&mut self, expr: &mut Expr, waits: bool) -> bool {
        let is_kept = waits || awaits::in_expr(expr);
        let is_told = is_kept
            && becomes_another(expr, if waits { 1 } else { 2 })
            && !borrows_a_value(expr)
            && !self.carriers.may_get_into(expr);
        if is_told {
            mark::tell_value(expr, &self.note("value"));
        }
        is_told
    }

    /// Those that wait for an operand behind them.
    fn waiting(&mut self, expr: &mut Expr) {
        let operands = operands(expr);
        let last = operands.iter().rposition(|operand| awaits::in_expr(operand));
        for operand in operands.into_iter().take(last.unwrap_or(0)).filter(|operand| !awaits::in_expr(operand)) {
            self.value(operand, true);
        }
    }
}

impl VisitMut for Marker<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let is_settled = std::mem::take(&mut self.is_settled);
        for at in 0..block.stmts.len() {
            let (before, after) = block.stmts.split_at_mut(at + 1);
            match before.last_mut() {
                Some(Stmt::Local(local)) => self.local(local, after),
                Some(Stmt::Expr(tail, None)) if after.is_empty() => self.visit(tail, is_settled),
                Some(Stmt::Expr(expr, _)) => self.visit(expr, true),
                _ => {}
            }
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let is_settled = std::mem::take(&mut self.is_settled);
        let is_settled = is_settled || self.value(expr, false);
        match expr {
            Expr::If(branch) => {
                self.visit(&mut branch.cond, false);
                self.visit_block(&mut branch.then_branch, is_settled);
                branch.else_branch.iter_mut().for_each(|(_, otherwise)| self.visit(otherwise, is_settled));
            }
            Expr::Match(matched) => {
                self.visit(&mut matched.expr, false);
                for arm in &mut matched.arms {
                    self.is_settled = false;
                    self.visit_pat_mut(&mut arm.pat);
                    self.visit(&mut arm.body, is_settled);
                }
            }
            Expr::Block(block) => self.visit_block(&mut block.block, is_settled),
            Expr::Unsafe(block) => self.visit_block(&mut block.block, is_settled),
            Expr::Paren(paren) => self.visit(&mut paren.expr, is_settled),
            Expr::Loop(repeated) => self.visit_block(&mut repeated.body, true),
            Expr::ForLoop(expr) => {
                self.visit(&mut expr.expr, false);
                self.visit_block(&mut expr.body, true);
            }
            Expr::While(expr) => {
                self.visit(&mut expr.cond, false);
                self.visit_block(&mut expr.body, true);
            }
            // What a function or a loop gives, all that leave it say together.
            Expr::Return(ExprReturn { expr: value, .. }) | Expr::Break(ExprBreak { expr: value, .. }) => {
                value.iter_mut().for_each(|value| self.visit(value, true));
            }
            Expr::Closure(_) | Expr::Async(_) => {}
            expr => {
                self.waiting(expr);
                visit_mut::visit_expr_mut(self, expr);
            }
        }
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}
}

/// What is evaluated one after the other.
fn operands(expr: &mut Expr) -> Vec<&mut Expr> {
    match expr {
        Expr::Call(call) => call.args.iter_mut().collect(),
        Expr::MethodCall(call) => call.args.iter_mut().collect(),
        Expr::Struct(made) => made.fields.iter_mut().map(|field| &mut field.expr).collect(),
        Expr::Tuple(tuple) => tuple.elems.iter_mut().collect(),
        Expr::Array(array) => array.elems.iter_mut().collect(),
        _ => Vec::new(),
    }
}

/// Is there a branch that awaits, or one that may wait? Without one nothing has to be told.
fn awaits_in_a_branch(body: &Block) -> bool {
    #[derive(Default)]
    struct Finder {
        found: bool,
        is_operand: bool,
    }
    impl<'ast> Visit<'ast> for Finder {
        fn visit_expr(&mut self, expr: &'ast Expr) {
            let is_operand = self.is_operand;
            self.is_operand |=
                matches!(expr, Expr::Call(_) | Expr::MethodCall(_) | Expr::Struct(_) | Expr::Tuple(_) | Expr::Array(_));
            visit::visit_expr(self, expr);
            self.is_operand = is_operand;
        }
        fn visit_expr_if(&mut self, expr: &'ast ExprIf) {
            let otherwise = expr.else_branch.as_ref();
            let awaits = || otherwise.is_some_and(|(_, it)| awaits::in_expr(it)) || awaits::in_block(&expr.then_branch);
            self.found |= otherwise.is_some() && (self.is_operand || awaits());
            visit::visit_expr_if(self, expr);
        }
        fn visit_expr_match(&mut self, expr: &'ast ExprMatch) {
            self.found |= self.is_operand || expr.arms.iter().any(|arm| awaits::in_expr(&arm.body));
            visit::visit_expr_match(self, expr);
        }
        fn visit_expr_loop(&mut self, expr: &'ast ExprLoop) {
            self.found |= awaits::in_block(&expr.body);
            visit::visit_expr_loop(self, expr);
        }
        fn visit_expr_block(&mut self, expr: &'ast ExprBlock) {
            self.found |= self.is_operand || expr.label.is_some() && awaits::in_block(&expr.block);
            visit::visit_expr_block(self, expr);
        }
        fn visit_macro(&mut self, mac: &'ast Macro) {
            self.found |= matches!(macros::shape(mac), Shape::Select(_));
        }
        fn visit_expr_closure(&mut self, _: &'ast ExprClosure) {}
        fn visit_expr_async(&mut self, _: &'ast ExprAsync) {}
        fn visit_item(&mut self, _: &'ast Item) {}
    }
    let mut finder = Finder::default();
    finder.visit_block(body);
    finder.found
}

/// Types that are declared inside may stand in both copies of the body.
fn has_items(body: &Block) -> bool {
    struct Finder(bool);
    impl Visit<'_> for Finder {
        fn visit_item(&mut self, item: &Item) {
            self.0 |= !matches!(item, Item::Use(_) | Item::Const(_) | Item::Static(_));
        }
    }
    let mut finder = Finder(false);
    finder.visit_block(body);
    finder.0
}
