//! The walk through the body: which scopes open where, and what each name in them means.

use syn::{
    Arm, Block, Expr, ExprAssign, ExprAsync, ExprBinary, ExprCall, ExprClosure, ExprForLoop, ExprIf, ExprLet,
    ExprMacro, ExprPath, ExprWhile, FieldValue, Item, ItemMacro, Local as LetStatement, Member, Pat, Stmt, StmtMacro,
    Type, parse_quote_spanned,
    spanned::Spanned,
    visit_mut::{self, VisitMut},
};

use crate::{lower::is_assignment, model::mark, syntax::types::is_told_later};

use super::{Resolver, macros};

impl VisitMut for Resolver<'_> {
    fn visit_item_mut(&mut self, item: &mut Item) {
        if let Item::Macro(ItemMacro { ident: Some(_), mac, .. }) = item {
            self.define(mac.path.span().start());
        }
    }

    fn visit_block_mut(&mut self, block: &mut Block) {
        self.scoped(|this| {
            this.hide_items(block);
            for stmt in &mut block.stmts {
                if let Some(expr) = macros::shadowed_statement(this, stmt) {
                    *stmt = Stmt::Expr(expr, None);
                } else {
                    this.visit_stmt_mut(stmt);
                }
            }
        });
    }

    // The names come into scope after the initializer.
    fn visit_local_mut(&mut self, local: &mut LetStatement) {
        if let Some(init) = &mut local.init {
            self.visit_expr_mut(&mut init.expr);
            if let Some((_, diverge)) = &mut init.diverge {
                self.visit_expr_mut(diverge);
            }
        }
        let note = mark::take_told(&mut local.attrs);
        let may_fail = local.init.as_ref().is_some_and(|init| init.diverge.is_some());
        if may_fail {
            self.bind(&mut local.pat)
        } else {
            self.bind_always(&mut local.pat)
        }
        let value = local.init.as_ref().map(|init| &*init.expr);
        let is_reference = value.is_some_and(|value| self.is_reference(value));
        let (pat, is_reference, is_told_later) = match &local.pat {
            Pat::Type(typed) => (&*typed.pat, is_reference || matches!(*typed.ty, Type::Reference(_)), false),
            pat => (pat, is_reference, value.is_some_and(is_told_later)),
        };
        if let Pat::Ident(pat) = pat
            && let Some((bound, _)) = mark::read_mention(&pat.ident)
        {
            let known = [(is_reference, &mut self.graph.references), (is_told_later, &mut self.graph.told_later)];
            known.into_iter().filter(|(is_so, _)| *is_so).for_each(|(_, locals)| locals.extend([bound]));
            self.graph.told.extend(note.map(|note| (bound, note)));
        }
    }

    fn visit_expr_let_mut(&mut self, expr: &mut ExprLet) {
        self.visit_expr_mut(&mut expr.expr);
        self.bind(&mut expr.pat);
    }

    fn visit_expr_if_mut(&mut self, expr: &mut ExprIf) {
        self.scoped(|this| {
            this.visit_expr_mut(&mut expr.cond);
            this.visit_block_mut(&mut expr.then_branch);
        });
        if let Some((_, otherwise)) = &mut expr.else_branch {
            self.visit_expr_mut(otherwise);
        }
    }

    fn visit_expr_while_mut(&mut self, expr: &mut ExprWhile) {
        self.scoped(|this| {
            this.visit_expr_mut(&mut expr.cond);
            this.visit_block_mut(&mut expr.body);
        });
    }

    fn visit_arm_mut(&mut self, arm: &mut Arm) {
        self.scoped(|this| {
            this.bind(&mut arm.pat);
            if let Pat::Guard(guarded) = &mut arm.pat {
                this.visit_expr_mut(&mut guarded.guard);
            }
            this.visit_expr_mut(&mut arm.body);
        });
    }

    fn visit_expr_for_loop_mut(&mut self, expr: &mut ExprForLoop) {
        self.visit_expr_mut(&mut expr.expr);
        self.scoped(|this| {
            this.bind(&mut expr.pat);
            this.visit_block_mut(&mut expr.body);
        });
    }

    fn visit_expr_closure_mut(&mut self, closure: &mut ExprClosure) {
        self.foreign(|this| {
            closure.inputs.iter_mut().for_each(|input| this.bind(input));
            this.visit_expr_mut(&mut closure.body);
        });
    }

    fn visit_expr_async_mut(&mut self, block: &mut ExprAsync) {
        self.foreign(|this| this.visit_block_mut(&mut block.block));
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Expr::Macro(ExprMacro { mac, .. }) = expr
            && let Some(shadowed) = macros::shadowed(self, mac)
        {
            *expr = shadowed;
            return;
        }
        if self.say_item(expr) {
            return;
        }
        match expr {
            Expr::Path(ExprPath { qself: None, path, .. }) => {
                let Some(ident) = path.get_ident() else { return };
                match self.mark(ident) {
                    Some(mark) => *expr = self.place(mark),
                    None => {
                        self.check_origin(ident);
                        self.remember_free(ident, None);
                        self.graph.unknown.insert(ident.to_string());
                        if let Some(beside) = self.beside_similar(ident) {
                            *expr = beside;
                        }
                    }
                }
            }
            // What is called is mostly an item.
            Expr::Call(ExprCall { func, args, .. }) if self.is_unknown(func) => {
                self.say_item(func);
                args.iter_mut().for_each(|arg| self.visit_expr_mut(arg));
            }
            // Nothing but the name may stand on the left.
            Expr::Assign(ExprAssign { left, right, .. }) if self.is_unknown(left) => {
                self.say_item(left);
                self.visit_expr_mut(right);
            }
            Expr::Binary(ExprBinary { left, op, right, .. }) if is_assignment(op) && self.is_unknown(left) => {
                self.say_item(left);
                self.visit_expr_mut(right);
            }
            expr => {
                if !self.is_free(expr) {
                    visit_mut::visit_expr_mut(self, expr);
                }
            }
        }
    }

    // `Point { x }` names the local `x`: from now on `Point { x: <mark> }`.
    fn visit_field_value_mut(&mut self, field: &mut FieldValue) {
        if field.colon_token.is_none()
            && let Member::Named(ident) = &field.member
        {
            field.colon_token = Some(parse_quote_spanned!(ident.span()=> :));
        }
        self.visit_expr_mut(&mut field.expr);
    }

    fn visit_stmt_macro_mut(&mut self, stmt: &mut StmtMacro) {
        macros::remember_names(self, &stmt.mac);
        macros::resolve(self, &mut stmt.mac);
    }

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        macros::resolve(self, mac);
    }
}
