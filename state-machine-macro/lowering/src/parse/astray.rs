//! Jumps that lead nowhere, or with another value than is wanted there; and awaits where nothing can wait.

use syn::{
    Expr, ExprAsync, ExprBlock, ExprBreak, ExprClosure, ExprContinue, ExprForLoop, ExprLoop, ExprRepeat, ExprReturn,
    ExprWhile, GenericArgument, Item, Label, Lifetime, PathArguments, ReturnType, Type, TypeArray,
    visit::{self, Visit},
};

use crate::model::input::Input;
use crate::syntax::awaits;

/// Is there a `break` or `continue` that no loop or label around it takes, a `break` with a value from a `while` or a
/// `for`, a `return;` that wants a value, or an await in what is computed at compile time? A machine is a loop, which would
/// take the jump, and it returns something else; the function as it was written gets rustc's own words.
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

/// What a `break` leaves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    /// A `loop` has the value of its `break`.
    Loop,
    /// A `while` or a `for` has none.
    Conditional,
    /// It must be named to be left.
    Block,
}

#[derive(Default)]
struct Jumps {
    /// Outermost first.
    around: Vec<(Option<Lifetime>, Left)>,
    returns_value: bool,
    astray: bool,
}

impl Jumps {
    fn inside(&mut self, label: Option<&Label>, left: Left, visit: impl FnOnce(&mut Self)) {
        self.around.push((label.map(|label| label.name.clone()), left));
        visit(self);
        self.around.pop();
    }

    /// What a jump leads to, if there is something.
    fn target(&self, label: Option<&Lifetime>) -> Option<Left> {
        let mut around = self.around.iter().rev();
        let target = match label {
            Some(_) => around.find(|(name, _)| name.as_ref() == label),
            None => around.find(|(_, left)| *left != Left::Block),
        };
        target.map(|(_, left)| *left)
    }

    /// What is computed at compile time.
    fn constant(&mut self, expr: &Expr) {
        self.astray |= awaits::in_expr(expr);
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
            Expr::Break(ExprBreak { label, expr: value, .. }) => {
                let target = self.target(label.as_ref());
                self.astray |= target.is_none() || value.is_some() && target == Some(Left::Conditional);
            }
            Expr::Continue(ExprContinue { label, .. }) => self.astray |= self.target(label.as_ref()).is_none(),
            Expr::Const(_) => self.constant(expr),
            Expr::Repeat(ExprRepeat { len, .. }) => self.constant(len),
            Expr::Return(ExprReturn { expr: None, .. }) => self.astray |= self.returns_value,
            _ => {}
        }
        visit::visit_expr(self, expr);
    }

    fn visit_expr_loop(&mut self, expr: &ExprLoop) {
        self.inside(expr.label.as_ref(), Left::Loop, |this| visit::visit_block(this, &expr.body));
    }

    fn visit_expr_while(&mut self, expr: &ExprWhile) {
        self.inside(expr.label.as_ref(), Left::Conditional, |this| visit::visit_expr_while(this, expr));
    }

    fn visit_expr_for_loop(&mut self, expr: &ExprForLoop) {
        self.visit_expr(&expr.expr);
        self.inside(expr.label.as_ref(), Left::Conditional, |this| visit::visit_block(this, &expr.body));
    }

    fn visit_expr_block(&mut self, expr: &ExprBlock) {
        self.inside(expr.label.as_ref(), Left::Block, |this| visit::visit_block(this, &expr.block));
    }

    fn visit_expr_closure(&mut self, expr: &ExprClosure) {
        self.apart(|this| visit::visit_expr_closure(this, expr));
    }

    fn visit_expr_async(&mut self, expr: &ExprAsync) {
        self.apart(|this| visit::visit_expr_async(this, expr));
    }

    fn visit_generic_argument(&mut self, argument: &GenericArgument) {
        match argument {
            GenericArgument::Const(expr) => self.constant(expr),
            _ => visit::visit_generic_argument(self, argument),
        }
    }

    fn visit_type_array(&mut self, array: &TypeArray) {
        self.constant(&array.len);
    }

    fn visit_item(&mut self, _: &Item) {}
}
