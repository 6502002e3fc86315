//! Does a statement never let the next one have its turn, as far as can be seen without types?

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprAsync, ExprBreak, ExprClosure, Item, Stmt};

use super::known;

pub fn diverges(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Expr(expr, _) => expr_diverges(expr),
        Stmt::Macro(stmt) => never_returns(&stmt.mac),
        Stmt::Local(local) => local.init.as_ref().is_some_and(|init| expr_diverges(&init.expr)),
        Stmt::Item(_) => false,
    }
}

fn block_diverges(block: &Block) -> bool {
    block.stmts.iter().any(diverges)
}

pub fn expr_diverges(expr: &Expr) -> bool {
    match expr {
        Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => true,
        Expr::Macro(expr) => never_returns(&expr.mac),
        Expr::Loop(expr) => !breaks(&expr.body),
        Expr::Block(expr) => expr.label.is_none() && block_diverges(&expr.block),
        Expr::Unsafe(expr) => block_diverges(&expr.block),
        Expr::If(expr) => {
            let otherwise = expr.else_branch.as_ref().is_some_and(|(_, otherwise)| expr_diverges(otherwise));
            otherwise && block_diverges(&expr.then_branch)
        }
        Expr::Match(expr) => expr.arms.iter().all(|arm| expr_diverges(&arm.body)),
        Expr::Paren(expr) => expr_diverges(&expr.expr),
        Expr::Group(expr) => expr_diverges(&expr.expr),
        _ => false,
    }
}

fn never_returns(mac: &syn::Macro) -> bool {
    matches!(&*known::name(mac), "panic" | "unreachable" | "todo" | "unimplemented")
}

pub fn is_loop(expr: &Expr) -> bool {
    matches!(expr, Expr::Loop(_) | Expr::While(_) | Expr::ForLoop(_))
}

/// Is there a `break` that may be out of this loop?
fn breaks(body: &Block) -> bool {
    struct Finder {
        loops: u32,
        found: bool,
    }
    impl Visit<'_> for Finder {
        fn visit_expr(&mut self, expr: &Expr) {
            let inside = u32::from(is_loop(expr));
            self.loops += inside;
            visit::visit_expr(self, expr);
            self.loops -= inside;
        }
        fn visit_expr_break(&mut self, expr: &ExprBreak) {
            self.found |= self.loops == 0 || expr.label.is_some();
            visit::visit_expr_break(self, expr);
        }
        fn visit_expr_async(&mut self, _: &ExprAsync) {}
        fn visit_expr_closure(&mut self, _: &ExprClosure) {}
        fn visit_item(&mut self, _: &Item) {}
    }
    let mut finder = Finder { loops: 0, found: false };
    finder.visit_block(body);
    finder.found
}
