//! Jumps that lead nowhere, or without the value that is wanted there.

use syn::{
    Expr, ExprAsync, ExprBlock, ExprBreak, ExprClosure, ExprContinue, ExprForLoop, ExprLoop, ExprReturn, ExprWhile,
    Item, Label, Lifetime, PathArguments, ReturnType, Type,
    visit::{self, Visit},
};

use crate::model::input::Input;

/// Is there a `break` or `continue` that no loop or label around it takes, or a `return;` that wants a value? A machine
/// is a loop, which would take the jump, and it returns something else; the function as it was written gets rustc's own
/// words.
pub fn jumps_astray(input: &Input) -> bool {
    let mut jumps = Jumps { returns_value: returns_value(&input.sig.output), ..Jumps::default() };
    jumps.visit_block(&input.body);
    jumps.astray
}

/// Is the type surely another than `()`? A name may be an alias of it.
fn returns_value(output: &ReturnType) -> bool {
    const PRIMITIVES: [&str; 18] = [
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16", "u32", "u64",
        "u128", "usize", "String",
    ];
    let ReturnType::Type(_, ty) = output else { return false };
    match &**ty {
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            matches!(last.arguments, PathArguments::AngleBracketed(_))
                || PRIMITIVES.iter().any(|name| last.ident == name)
        }),
        Type::Tuple(tuple) => !tuple.elems.is_empty(),
        Type::Reference(_) | Type::Array(_) | Type::Ptr(_) => true,
        _ => false,
    }
}

#[derive(Default)]
struct Jumps {
    loops: usize,
    labels: Vec<Lifetime>,
    returns_value: bool,
    astray: bool,
}

impl Jumps {
    fn inside(&mut self, label: Option<&Label>, loops: usize, visit: impl FnOnce(&mut Self)) {
        self.loops += loops;
        self.labels.extend(label.map(|label| label.name.clone()));
        visit(self);
        self.labels.truncate(self.labels.len() - usize::from(label.is_some()));
        self.loops -= loops;
    }

    fn leads_nowhere(&self, label: Option<&Lifetime>) -> bool {
        label.map_or(self.loops == 0, |label| !self.labels.contains(label))
    }

    /// Nothing outside can be reached from in here.
    fn apart(&mut self, visit: impl FnOnce(&mut Self)) {
        let outer = std::mem::take(self);
        visit(self);
        self.astray |= outer.astray;
        *self = Jumps { astray: self.astray, ..outer };
    }
}

impl Visit<'_> for Jumps {
    fn visit_expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Break(ExprBreak { label, .. }) | Expr::Continue(ExprContinue { label, .. }) => {
                self.astray |= self.leads_nowhere(label.as_ref());
            }
            Expr::Return(ExprReturn { expr: None, .. }) => self.astray |= self.returns_value,
            _ => {}
        }
        visit::visit_expr(self, expr);
    }

    fn visit_expr_loop(&mut self, expr: &ExprLoop) {
        self.inside(expr.label.as_ref(), 1, |this| visit::visit_block(this, &expr.body));
    }

    fn visit_expr_while(&mut self, expr: &ExprWhile) {
        self.inside(expr.label.as_ref(), 1, |this| visit::visit_expr_while(this, expr));
    }

    fn visit_expr_for_loop(&mut self, expr: &ExprForLoop) {
        self.visit_expr(&expr.expr);
        self.inside(expr.label.as_ref(), 1, |this| visit::visit_block(this, &expr.body));
    }

    fn visit_expr_block(&mut self, expr: &ExprBlock) {
        self.inside(expr.label.as_ref(), 0, |this| visit::visit_block(this, &expr.block));
    }

    fn visit_expr_closure(&mut self, expr: &ExprClosure) {
        self.apart(|this| visit::visit_expr_closure(this, expr));
    }

    fn visit_expr_async(&mut self, expr: &ExprAsync) {
        self.apart(|this| visit::visit_expr_async(this, expr));
    }

    fn visit_item(&mut self, _: &Item) {}
}
