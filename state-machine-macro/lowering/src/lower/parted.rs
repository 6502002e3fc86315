//! Constructs that take a part of a value without a name, where what they leave outlives them: in what waits, and, before edition
//! 2024, in tails. They are cut, as if there were an await in them, so that the value has a place.

use syn::{Arm, Attribute, BinOp, Expr, ExprBlock, ExprUnsafe, Pat, Stmt, UnOp};

use super::{
    binding,
    builder::Lowerer,
    operands::{is_lazy, operands, take_into},
    tear::{bare, takes_and_leaves, takes_in_place},
};
use crate::{
    conventions::{Receiver, receiver},
    model::{input::Edition, mark},
    syntax::values::{is_constant, is_value, leaves_rest},
    syntax::{
        known,
        macros::{self, Shape},
    },
};

/// Where such a construct stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    InOperand,
    InTail,
}

impl Lowerer<'_> {
    /// As [`lower_awaits`](Self::lower_awaits), of what waits for something when it has been evaluated.
    pub fn lower_waiting(&mut self, mut operand: Expr) -> Expr {
        self.cut_parted(&mut operand);
        self.lower_awaits(operand)
    }

    // Whether a method takes the field or borrows it, rustc can be asked where what it is a field of has a name. It is the first
    // that the operand evaluates.
    //
    // From: `f().field.m(x)`
    // Into: `let _ = <place of f()>;` and `temporary.field.m(x)`
    pub fn name_parted(&mut self, operand: &mut Expr) {
        match operand {
            Expr::MethodCall(call) => {
                let is_unclear = receiver(call) == Receiver::Unknown;
                match parted(&mut call.receiver) {
                    Some(base) if is_unclear => take_into(base, |base| {
                        let base = self.lift(base);
                        self.fill_now("temporary", base)
                    }),
                    _ => self.name_parted(&mut call.receiver),
                }
            }
            Expr::Field(field) => self.name_parted(&mut field.base),
            Expr::Try(question) => self.name_parted(&mut question.expr),
            Expr::Paren(paren) => self.name_parted(&mut paren.expr),
            Expr::Group(group) => self.name_parted(&mut group.expr),
            _ => {}
        }
    }

    // What patterns take out of a field of a value they take out of a place with a name.
    //
    // From: `match f().field { Some(x) => .. }`
    // Into: `let _ = <place of f()>;` and `match temporary.field { Some(x) => .. }`
    pub fn name_matched(&mut self, value: &mut Expr, pats: &[&Pat]) {
        if pats.iter().any(|pat| binding::binds_by_value(pat))
            && let Some(owner) = owner(value)
        {
            take_into(owner, |owner| {
                let owner = self.lift(owner);
                self.fill_now("temporary", owner)
            });
        }
    }

    /// The same for a condition that is one `let`.
    pub fn name_looked_into(&mut self, cond: &mut Expr) {
        if let Expr::Let(cond) = cond {
            self.name_matched(&mut cond.expr, &[&*cond.pat]);
        }
    }

    // From: `f(match pair() { (a, _) => a })`
    // Into: `f(#[parted] match pair() { (a, _) => a })`
    pub fn cut_parted(&mut self, operand: &mut Expr) {
        self.mark_parted(operand, Place::InOperand);
        if self.temporaries.are_in_tail() {
            self.before_2024(operand, Place::InTail);
        }
    }

    /// The same for what the `let`s of a condition look into, which waits as long as what stands behind the condition.
    pub fn cut_parted_scrutinees(&mut self, cond: &mut Expr) {
        match cond {
            Expr::Let(cond) => self.cut_parted(&mut cond.expr),
            Expr::Binary(chain) if matches!(chain.op, BinOp::And(_)) => {
                self.cut_parted_scrutinees(&mut chain.left);
                self.cut_parted_scrutinees(&mut chain.right);
            }
            _ => {}
        }
    }

    /// Is there anything that it would mark?
    pub fn leaves_in_operand(&mut self, operand: &Expr) -> bool {
        self.mark_parted(&mut operand.clone(), Place::InOperand)
    }

    /// The same for the tail of a block, which leaves what it does not take to the statement around the block.
    pub fn cut_parted_tail(&mut self, tail: &mut Expr) {
        self.before_2024(tail, Place::InTail);
    }

    /// What an earlier edition leaves alive: whoever asks for the edition is told that it matters.
    fn before_2024(&mut self, expr: &mut Expr, place: Place) {
        match self.edition {
            Edition::Before2024 => {
                self.mark_parted(expr, place);
            }
            Edition::Since2024 => {
                let found = self.mark_parted(&mut expr.clone(), place);
                self.edition_matters |= found;
            }
        }
    }

    /// Marks what has to be cut; is there anything?
    fn mark_parted(&mut self, expr: &mut Expr, place: Place) -> bool {
        match expr {
            Expr::Match(matched) => {
                let inside = self.mark_parted(&mut matched.expr, place);
                let takes = match place {
                    Place::InOperand => takes_and_leaves(&matched.arms),
                    Place::InTail => takes_and_leaves(&matched.arms) || takes_in_place(&matched.arms),
                };
                let is_parted = takes && leaves_rest(&matched.expr) || takes_out(&matched.expr, &matched.arms);
                if is_parted {
                    cut(&mut matched.attrs);
                }
                inside || is_parted
            }
            Expr::If(branch) => {
                let Expr::Let(cond) = &*branch.cond else { return false };
                let is_parted = binding::takes_part_by_value(&cond.pat) && leaves_rest(&cond.expr);
                if is_parted && self.edition == Edition::Before2024 {
                    cut(&mut branch.attrs);
                }
                self.edition_matters |= is_parted;
                is_parted
            }
            Expr::Block(ExprBlock { attrs, block, label: None, .. })
            | Expr::Unsafe(ExprUnsafe { attrs, block, .. }) => {
                let has_locals = block.stmts.iter().any(|stmt| matches!(stmt, Stmt::Local(_)));
                let Some(Stmt::Expr(tail, None)) = block.stmts.last_mut() else { return false };
                self.before_2024(tail, place);
                if has_locals && self.outlives_locals(tail) {
                    cut(attrs);
                }
                false
            }
            Expr::Macro(mac) if matches!(&*known::name(&mac.mac), "vec" | "dbg") => {
                let mut found = false;
                macros::rewrite(&mut mac.mac, |arg| found |= self.mark_parted(arg, place));
                found
            }
            Expr::Macro(mac) => {
                let mut shape = macros::shape(&mac.mac);
                let Shape::Matches { value, .. } = &mut shape else { return false };
                let found = self.mark_parted(value, place);
                mac.mac.tokens = shape.into_tokens(&mac.mac.tokens);
                found
            }
            Expr::Binary(binary) if is_lazy(&binary.op) => false,
            other => {
                let mut found = false;
                operands(other).into_iter().for_each(|operand| found |= self.mark_parted(operand, place));
                found
            }
        }
    }

    /// Has the tail temporaries that outlive the locals of its block?
    fn outlives_locals(&mut self, tail: &Expr) -> bool {
        let found = self.looks_before_2024(|this| drop(this.lift(tail.clone())));
        self.edition_matters |= found;
        found && self.edition == Edition::Before2024
    }

    /// Is it matched by the tail of a block, before edition 2024?
    pub fn outlives_block(&mut self, value: &Expr) -> bool {
        if !self.temporaries.are_in_tail() || !leaves_rest(value) {
            return false;
        }
        self.edition_matters = true;
        self.edition == Edition::Before2024
    }
}

/// What a `match` leaves that is an operand, and awaits in its arms, lives to the end of the statement.
pub fn outlive(expr: &mut Expr) {
    if let Expr::Match(matched) = expr
        && leaves_rest(&matched.expr)
    {
        cut(&mut matched.attrs);
    }
}

fn cut(attrs: &mut Vec<Attribute>) {
    if !mark::is_parted(attrs) {
        attrs.push(mark::parted());
    }
}

/// Does a pattern take something out of a field of a value without a name?
pub fn takes_out_of_a_value(expr: &Expr) -> bool {
    match expr {
        Expr::Match(matched) => takes_out(&matched.expr, &matched.arms),
        Expr::If(branch) => match &*branch.cond {
            Expr::Let(cond) => binding::binds_by_value(&cond.pat) && is_part_of_value(&cond.expr),
            _ => false,
        },
        _ => false,
    }
}

fn takes_out(value: &Expr, arms: &[Arm]) -> bool {
    arms.iter().any(|arm| binding::binds_by_value(bare(&arm.pat))) && is_part_of_value(value)
}

pub fn is_part_of_value(expr: &Expr) -> bool {
    owner(&mut expr.clone()).is_some()
}

/// The value without a name that `expr` is a part of.
fn owner(expr: &mut Expr) -> Option<&mut Expr> {
    match expr {
        Expr::Paren(paren) => owner(&mut paren.expr),
        Expr::Group(group) => owner(&mut group.expr),
        Expr::Field(field) => owner_or_value(&mut field.base),
        Expr::Unary(deref) if matches!(deref.op, UnOp::Deref(_)) => owner_or_value(&mut deref.expr),
        _ => None,
    }
}

fn owner_or_value(expr: &mut Expr) -> Option<&mut Expr> {
    match expr {
        Expr::Paren(paren) => owner_or_value(&mut paren.expr),
        Expr::Group(group) => owner_or_value(&mut group.expr),
        Expr::Field(_) | Expr::Unary(_) => owner(expr),
        value => (is_value(value) && !is_constant(value)).then_some(value),
    }
}

/// The value without a name of which `expr` is a field.
fn parted(expr: &mut Expr) -> Option<&mut Expr> {
    let Expr::Field(field) = expr else { return None };
    let base = &mut *field.base;
    match base {
        Expr::Field(_) => parted(base),
        base => (is_value(base) && !is_constant(base)).then_some(base),
    }
}
