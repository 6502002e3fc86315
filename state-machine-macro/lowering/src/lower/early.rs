//! What is read before something behind it awaits, and may be changed by that.

use quote::ToTokens;
use syn::{
    Expr, ExprAssign, ExprBinary, Macro, Member, Pat,
    visit::{self, Visit},
};

use super::{
    builder::Lowerer,
    operands::{assigns, is_assignment, is_plain_place, take_into},
};
use crate::{
    conventions::Receiver,
    model::{ids::LocalId, mark},
    syntax::values::{is_place, is_value},
};

impl Lowerer<'_> {
    // A method that takes its receiver by value takes what is there before its arguments are evaluated. Whether it does, rustc says.
    //
    // From: `self.count.max(self.count().await)`
    // Into: `let receiver = { let mut receiver = CopiedReceiver::new(); if receiver.is_copied() { receiver.set(&raw const self.count); } receiver };`
    //       <suspend with `self.count()`; resume> `#[copied_receiver(receiver)] self.count.max(<awaited>)`
    pub(super) fn keep_receiver(&mut self, place: &mut Expr, how: Receiver, behind: &[&mut Expr]) -> Option<Expr> {
        // What gets another value is not borrowed.
        let is_set = self.is_set(place, behind);
        if is_value(place) || !is_set && (how == Receiver::Borrows || !self.may_change(place, behind)) {
            return None;
        }
        if how == Receiver::Consumes || is_set {
            take_into(place, |place| self.name_operand(place));
            return None;
        }
        self.keep_root(place, behind);
        let (krate, copied, early) = (self.krate(), self.fresh("copied"), self.again(place));
        let local = self.keep(
            "receiver",
            syn::parse_quote!({
                let mut #copied = #krate::machine::CopiedReceiver::new();
                if #copied.is_copied() {
                    #copied.set(&raw const #early);
                }
                #copied
            }),
        );
        Some(self.mention(local))
    }

    // Numbers are compared as they were before the other side is evaluated, and other things where they are.
    //
    // From: `list[0] == f().await`
    // Into: `let left = Compared::of(&raw const list[0]).kept();` <suspend with `f()`; resume> `*Kept::place(&left) == <awaited>`
    pub(super) fn keep_compared(&mut self, place: &mut Expr) {
        let krate = self.krate();
        take_into(place, |place| {
            let place = self.referent(place);
            let init = syn::parse_quote!({
                use #krate::machine::InPlace as _;
                #krate::machine::Compared::of(&raw const #place).kept()
            });
            let local = self.keep("left", init);
            let left = self.mention(local);
            syn::parse_quote!((*#krate::machine::Kept::place(&#left)))
        });
    }

    /// Is it a place that has to be found, or may change, before the other side of a comparison is there? A local that gets another value
    /// is a number, and gets a name.
    pub(super) fn is_compared_early(&self, place: &Expr, behind: &[&mut Expr]) -> bool {
        let is_early = !is_plain_place(place) || self.may_change(place, behind) && !self.is_set(place, behind);
        !is_value(place) && is_place(place) && is_early
    }

    /// Is there a closure or block in it that takes with it what has to be dropped, or what changes behind it? A closure whose
    /// parameters have no types has to stand where it is used: that tells them. One that borrows what gets another value borrows
    /// what that leads to.
    pub(super) fn captures_early(&self, operand: &Expr, behind: &[&mut Expr]) -> bool {
        holds(operand, &|expr| {
            let (takes, has_types) = match expr {
                Expr::Async(block) => (block.capture.is_some(), true),
                Expr::Closure(closure) => {
                    let has_types = closure.inputs.iter().all(|input| matches!(input, Pat::Type(_)));
                    (closure.capture.is_some(), has_types)
                }
                _ => return None,
            };
            let mut captured = mark::mentions(expr.to_token_stream()).into_iter().map(|(local, _)| local);
            Some(captured.any(|local| {
                let is_owned = !self.graph.is_never_dropped(local);
                let is_early = takes && is_owned || self.may_change_in(local, behind);
                is_early && has_types || behind.iter().any(|behind| assigns(behind, local))
            }))
        })
    }

    /// Is there a reference in it to what is found by way of something else, as `&x.field` by way of the reference `x`, that may be
    /// another one behind it?
    pub(super) fn is_found_early(&self, operand: &Expr, behind: &[&mut Expr]) -> bool {
        holds(operand, &|expr| match expr {
            Expr::Reference(reference) => {
                Some(self.is_set(&reference.expr, behind) || self.may_lead_elsewhere(&reference.expr, behind))
            }
            Expr::Closure(_) | Expr::Async(_) => Some(false),
            _ => None,
        })
    }

    // A reference to a local that gets another value behind it is to what the local leads to, and becomes that where it stands.
    //
    // From: `f(&x, { x = y; g().await })`
    // Into: `let operand = &*x; x = y;` <suspend with `g()`; resume> `f(operand, <awaited>)`
    pub(super) fn follow_reference(&self, operand: &mut Expr, behind: &[&mut Expr]) {
        if let Expr::Reference(reference) = operand
            && self.is_set(&reference.expr, behind)
        {
            take_into(&mut reference.expr, |place| syn::parse_quote!(*#place));
        }
    }

    /// May something that the place is found by get another value behind it?
    pub(super) fn may_lead_elsewhere(&self, place: &Expr, behind: &[&mut Expr]) -> bool {
        let base = match place {
            Expr::Paren(paren) => return self.may_lead_elsewhere(&paren.expr, behind),
            Expr::Group(group) => return self.may_lead_elsewhere(&group.expr, behind),
            Expr::Field(field) => &field.base,
            Expr::Unary(unary) => &unary.expr,
            _ => return false,
        };
        self.may_change(base, behind) || self.may_lead_elsewhere(base, behind)
    }

    /// Is it a local that gets another value there? Of one that is copied it is enough that it can be changed.
    fn is_set(&self, place: &Expr, behind: &[&mut Expr]) -> bool {
        struct Finder {
            local: LocalId,
            found: bool,
        }
        impl Visit<'_> for Finder {
            fn visit_expr_assign(&mut self, assign: &ExprAssign) {
                self.found |= mark::read_mention_expr(&assign.left).is_some_and(|(local, _)| local == self.local);
                visit::visit_expr_assign(self, assign);
            }

            fn visit_expr_binary(&mut self, binary: &ExprBinary) {
                let is_set = mark::read_mention_expr(&binary.left).is_some_and(|(local, _)| local == self.local);
                self.found |= is_set && is_assignment(&binary.op);
                visit::visit_expr_binary(self, binary);
            }
        }
        let Some((local, _)) = mark::read_mention_expr(place) else { return false };
        let mut finder = Finder { local, found: false };
        behind.iter().for_each(|behind| finder.visit_expr(behind));
        let is_copied = self.graph.copies.contains(&local);
        finder.found || is_copied && behind.iter().any(|behind| assigns(behind, local))
    }

    /// May the place get another value in what is evaluated behind it, as far as one can see?
    pub(super) fn may_change(&self, place: &Expr, behind: &[&mut Expr]) -> bool {
        Place::of(place).is_some_and(|place| self.may_change_behind(place, behind))
    }

    /// The same of a local.
    fn may_change_in(&self, local: LocalId, behind: &[&mut Expr]) -> bool {
        self.may_change_behind(Place::local(local), behind)
    }

    fn may_change_behind(&self, place: Place, behind: &[&mut Expr]) -> bool {
        let is_fixed = self.graph.fixed.contains(&place.local);
        if is_fixed && (place.is_whole || self.graph.copies.contains(&place.local)) {
            return false;
        }
        let mut finder = Finder { place, found: false };
        behind.iter().for_each(|behind| finder.visit_expr(behind));
        finder.found
    }
}

/// Is there something in it that `answer` says yes to? Where it says neither yes nor no, what is inside is asked about.
fn holds(expr: &Expr, answer: &dyn Fn(&Expr) -> Option<bool>) -> bool {
    struct Finder<'a> {
        answer: &'a dyn Fn(&Expr) -> Option<bool>,
        found: bool,
    }
    impl Visit<'_> for Finder<'_> {
        fn visit_expr(&mut self, expr: &Expr) {
            match (self.answer)(expr) {
                Some(found) => self.found |= found,
                None => visit::visit_expr(self, expr),
            }
        }
    }
    let mut finder = Finder { answer, found: false };
    finder.visit_expr(expr);
    finder.found
}

/// A place by the local that it begins with, and the fields that lead to it.
struct Place {
    local: LocalId,
    members: Vec<Member>,
    /// It is the local itself.
    is_whole: bool,
    /// What the fields lead to has elements, of which this may be any.
    is_indexed: bool,
}

impl Place {
    fn local(local: LocalId) -> Place {
        Place { local, members: Vec::new(), is_whole: true, is_indexed: false }
    }

    fn of(expr: &Expr) -> Option<Place> {
        if let Some((local, _)) = mark::read_mention_expr(expr) {
            return Some(Place::local(local));
        }
        let base = match expr {
            Expr::Paren(paren) => return Place::of(&paren.expr),
            Expr::Group(group) => return Place::of(&group.expr),
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => Place::of(&unary.expr)?,
            Expr::Index(index) => Place { is_indexed: true, ..Place::of(&index.expr)? },
            Expr::Field(field) => {
                let mut base = Place::of(&field.base)?;
                if !base.is_indexed {
                    base.members.push(field.member.clone());
                }
                base
            }
            _ => return None,
        };
        Some(Place { is_whole: false, ..base })
    }

    /// Is one of them part of the other, or may it be?
    fn overlaps(&self, other: &Place) -> bool {
        self.local == other.local && self.members.iter().zip(&other.members).all(|(ours, other)| ours == other)
    }
}

/// Looks for what may change the place: all that names it, and does not only read it.
struct Finder {
    place: Place,
    found: bool,
}

impl Visit<'_> for Finder {
    fn visit_expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Reference(reference) if reference.mutability.is_none() && is_plain_place(&reference.expr) => {}
            expr => match Place::of(expr) {
                Some(place) if !place.is_indexed => self.found |= self.place.overlaps(&place),
                _ => visit::visit_expr(self, expr),
            },
        }
    }

    fn visit_macro(&mut self, mac: &Macro) {
        self.found |= mark::mentions(mac.tokens.clone()).iter().any(|(local, _)| *local == self.place.local);
    }
}
