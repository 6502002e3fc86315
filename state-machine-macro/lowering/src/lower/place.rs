//! Places with awaits in them: `table[a().await]`.

use std::collections::HashSet;

use crate::{
    model::{ids::LocalId, mark},
    syntax::{known, values::is_value},
};
use syn::{
    Block, Expr, ExprIndex, ExprRawAddr, Macro, UnOp, parse_quote,
    visit::{self, Visit},
};

use super::whole::is_cut;
use super::{
    builder::Lowerer,
    operands::{is_inert, is_plain_place, take_into},
};

/// What is done with a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// It is read.
    Shared,
    /// It is written to, or borrowed uniquely.
    Unique,
    /// It is the receiver of a method.
    Unknown,
    /// It is the receiver of a method that takes it.
    Taken,
}

/// Locals of which a raw address is taken: `&raw mut x.field`, `addr_of!(x)`
pub fn addressed(body: &Block) -> HashSet<LocalId> {
    struct Finder(HashSet<LocalId>);
    impl Visit<'_> for Finder {
        fn visit_expr_raw_addr(&mut self, expr: &ExprRawAddr) {
            self.0.extend(whole(&expr.expr));
            visit::visit_expr_raw_addr(self, expr);
        }

        fn visit_macro(&mut self, mac: &Macro) {
            if matches!(&*known::name(mac), "addr_of" | "addr_of_mut") {
                self.0.extend(mark::mentions(mac.tokens.clone()).into_iter().map(|(local, _)| local));
            }
        }
    }
    let mut finder = Finder(HashSet::new());
    finder.visit_block(body);
    finder.0
}

/// The local that a place is a part of.
fn whole(place: &Expr) -> Option<LocalId> {
    match place {
        Expr::Field(field) => whole(&field.base),
        Expr::Index(index) => whole(&index.expr),
        Expr::Paren(paren) => whole(&paren.expr),
        place => mark::read_mention_expr(place).map(|(local, _)| local),
    }
}

impl Lowerer<'_> {
    /// The same place without awaits in it, to be written to.
    pub fn lower_unique(&mut self, mut place: Expr) -> Expr {
        self.lower_place(&mut place, Access::Unique);
        place
    }

    /// Takes the awaits out of a place.
    pub fn lower_place(&mut self, place: &mut Expr, access: Access) {
        match place {
            Expr::Field(field) => self.lower_place(&mut field.base, access),
            Expr::Paren(paren) => self.lower_place(&mut paren.expr, access),
            Expr::Group(group) => self.lower_place(&mut group.expr, access),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => self.lower_place(&mut unary.expr, access),
            Expr::Index(index) if is_cut(&index.index) => self.lower_index(index, access),
            Expr::Index(index) => {
                self.lower_place(&mut index.expr, access);
                take_into(&mut index.index, |index| self.without_jumps(index));
            }
            value => take_into(value, |value| self.lower_awaits(value)),
        }
    }

    // From: `table.rows()[a().await]`
    // Into: `let operand = table.rows();` <suspend with `a()`; resume> `operand[<awaited>]`
    fn lower_index(&mut self, index: &mut ExprIndex, access: Access) {
        self.lower_place(&mut index.expr, access);
        self.keep_place(&mut index.expr, access, &[&mut index.index]);
        take_into(&mut index.index, |index| self.lower_awaits(index));
    }

    // From: `grid[row()]`
    // Into: `let operand = &mut grid[row()];` and `*operand`
    pub fn keep_place(&mut self, place: &mut Expr, access: Access, behind: &[&mut Expr]) {
        if is_plain_place(place) {
            return;
        }
        if is_value(place) && !matches!(place, Expr::Field(_)) {
            return match access {
                Access::Taken => take_into(place, |value| self.name_operand(value)),
                _ => take_into(place, |value| self.name_temporary(value)),
            };
        }
        let reference = match access {
            Access::Shared => parse_quote!(&#place),
            Access::Unique => parse_quote!(&mut #place),
            Access::Unknown | Access::Taken => return self.keep_root(place, behind),
        };
        let operand = self.name_operand(reference);
        *place = parse_quote!((*#operand));
    }

    /// Evaluates what a place begins with, and the indices in it, unless they are the same after what is evaluated behind it.
    pub(super) fn keep_root(&mut self, place: &mut Expr, behind: &[&mut Expr]) {
        match place {
            Expr::Field(field) => self.keep_root(&mut field.base, behind),
            Expr::Paren(paren) => self.keep_root(&mut paren.expr, behind),
            Expr::Group(group) => self.keep_root(&mut group.expr, behind),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => self.keep_root(&mut unary.expr, behind),
            Expr::Index(index) => {
                self.keep_root(&mut index.expr, behind);
                let index_stays = match mark::read_awaited(&index.index) {
                    // It is there until the next await.
                    Some(_) => false,
                    None if is_plain_place(&index.index) => !self.may_change(&index.index, behind),
                    None => is_inert(&index.index),
                };
                if !index_stays {
                    take_into(&mut index.index, |index| self.name_operand(index));
                }
            }
            place if is_plain_place(place) => {}
            value => take_into(value, |value| self.name_temporary(value)),
        }
    }
}
