//! Operands that wait in slots for others.

use proc_macro2::{Ident, Span};
use syn::Expr;

use super::{
    builder::Lowerer,
    operands::{assigns, borrows_sides, is_comparison, is_inert, is_plain_place, names, root, take_into, waiting_part},
    place::Access,
    shown::is_async_closure,
};
use crate::{
    conventions::{Receiver, receiver},
    model::{
        graph::{Graph, Let, Step},
        ids::{LocalId, MentionId},
        local::LocalKind,
        mark::{self, EarlyReceiver},
    },
    syntax::values::{is_place, is_value},
};

/// What operands wait for.
pub(super) struct Waiting {
    pub parent: Parent,
    /// The method that is called on the first of them.
    pub method: Option<Ident>,
    /// Their temporaries end with the expression.
    pub ends: bool,
    /// This is the first of them.
    pub is_first: bool,
    /// How many have a name.
    pub named: usize,
    /// What has the receiver if the method takes it.
    pub early: Option<(EarlyReceiver, Expr)>,
}

/// What the expression does with its operands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Parent {
    Method(Receiver),
    Assignment,
    Call,
    Comparison {
        /// It looks at them where they are.
        borrows: bool,
    },
    Other,
}

impl Waiting {
    pub fn in_(expr: &Expr, graph: &Graph, ends: bool) -> Waiting {
        let parent = match expr {
            Expr::MethodCall(call) => Parent::Method(receiver(call)),
            Expr::Assign(_) => Parent::Assignment,
            Expr::Call(_) => Parent::Call,
            Expr::Binary(binary) if is_comparison(&binary.op) => {
                Parent::Comparison { borrows: borrows_sides(binary, graph) }
            }
            _ => Parent::Other,
        };
        let method = if let Expr::MethodCall(call) = expr { Some(call.method.clone()) } else { None };
        Waiting { parent, method, ends, is_first: true, named: 0, early: None }
    }
}

impl Lowerer<'_> {
    /// An operand that is evaluated before what stands behind it awaits.
    pub(super) fn let_wait(
        &mut self,
        operand: &mut Expr,
        behind: &[&mut Expr],
        waiting: &mut Waiting,
        has_await: bool,
        ends_before: bool,
    ) {
        match waiting.parent {
            Parent::Method(how) if waiting.is_first => {
                let written = mark::read_mention_expr(operand);
                waiting.early = self.let_receiver_wait(operand, how, behind, has_await, waiting);
                let named = mark::read_mention_expr(operand);
                waiting.named += usize::from(named.is_some() && named != written);
                return;
            }
            Parent::Call if waiting.is_first && is_place(operand) && !is_value(operand) && !is_plain_place(operand) => {
                return self.keep_place(operand, Access::Unknown, behind);
            }
            Parent::Call if waiting.is_first && self.is_perhaps_taken(operand) && self.stays(operand, behind, true) => {
                waiting.early = self.take_early(operand, None, waiting.ends).map(|taken| (EarlyReceiver::Taken, taken));
                waiting.named += usize::from(waiting.early.is_some());
                return;
            }
            Parent::Comparison { .. } if self.is_compared_early(operand, behind) => return self.keep_compared(operand),
            _ => {}
        }
        let is_called = waiting.parent == Parent::Call && waiting.is_first && self.is_called_in_place(operand);
        let is_place = is_called || matches!(waiting.parent, Parent::Comparison { .. });
        if !has_await && self.stays(operand, behind, is_place) {
            return;
        }
        self.follow_reference(operand, behind);
        take_into(operand, |operand| self.lift(operand));
        if !ends_before {
            self.end_to_wait();
        }
        waiting.named += 1;
        match waiting.ends || waiting.parent == (Parent::Comparison { borrows: true }) {
            true => take_into(operand, |operand| self.name_temporary(operand)),
            false => {
                let part = waiting_part(operand, |part| is_inert(part) && !self.is_found_early(part, behind));
                take_into(part, |part| self.name_operand(part));
            }
        }
    }

    /// A local, or a place behind one, as `f`, `(*f)` and `(self.f)`, which is called where it is. The name of a function is none; and what
    /// can be called once is taken.
    fn is_called_in_place(&self, callee: &Expr) -> bool {
        let is_taken = |(local, _)| self.graph.called_once.contains(&local);
        is_plain_place(callee) && root(callee).is_some() && !mark::read_mention_expr(callee).is_some_and(is_taken)
    }

    /// Is the operand the same before the awaits of those behind it, and after them?
    pub(super) fn stays(&self, operand: &Expr, behind: &[&mut Expr], places: bool) -> bool {
        if places && is_plain_place(operand) {
            return !root(operand).is_some_and(|local| behind.iter().any(|behind| assigns(behind, local)));
        }
        // A local that is named again behind it is copied here, or gets a new value there.
        let named = mark::read_mention_expr(operand).map(|(local, _)| local);
        if named.is_some_and(|local| behind.iter().any(|behind| names(behind, local))) {
            return false;
        }
        let is_early = self.captures_early(operand, behind) || self.is_found_early(operand, behind);
        is_inert(operand) && !is_early || self.is_used_later(operand)
    }

    /// A local that is used by value, and not again.
    pub(super) fn moves_here(&self, operand: &Expr) -> bool {
        mark::read_mention_expr(operand).is_some() && !self.is_used_later(operand)
    }

    /// A local that is used again is copied or reborrowed where it stands; moving it would be wrong.
    pub fn is_used_later(&self, operand: &Expr) -> bool {
        mark::read_mention_expr(operand).is_some_and(|(local, mention)| self.is_named_again(local, mention))
    }

    pub fn is_named_again(&self, local: LocalId, mention: MentionId) -> bool {
        if let Some(is_named_again) = self.graph.named_again.get(&mention) {
            return *is_named_again;
        }
        let later = self.graph.mentions.iter().skip(mention.index() + 1).any(|other| other.local == local);
        later || self.comes_round(local)
    }

    /// Does the code run again for the same local?
    pub fn comes_round(&self, local: LocalId) -> bool {
        let owner = self.graph.local(local).scope;
        let outlives = |scope| owner.is_none_or(|owner| owner == scope || !self.graph.is_inside(owner, scope));
        self.targets.iter().any(|target| target.continue_to.is_some() && outlives(target.scope))
    }

    /// A value that waits for another one, and is dropped before the temporaries of its statement if that never comes.
    pub fn name_operand(&mut self, operand: Expr) -> Expr {
        let operand = self.lift(operand);
        self.name_whole(operand)
    }

    /// The same for a value that holds nothing.
    pub fn name_whole(&mut self, operand: Expr) -> Expr {
        self.begin_to_wait();
        let local = self.name(operand);
        self.wait(local);
        self.mention(local)
    }

    /// The same for a value that is looked at, and so is a temporary itself.
    pub fn name_temporary(&mut self, value: Expr) -> Expr {
        let value = self.lift(value);
        if !self.temporaries.are_declared_before() {
            return self.name_callee(value);
        }
        self.fill_now("operand", value)
    }

    /// The same, declared where it is made, as what is called is.
    pub fn name_callee(&mut self, callee: Expr) -> Expr {
        let local = self.name(callee);
        self.temporaries.push(local);
        self.mention(local)
    }

    // From: `value`
    // Into: `let _ = <place of value, which was declared before>;` and the place by its name
    pub fn fill_now(&mut self, name: &str, value: Expr) -> Expr {
        let (filled, named) = self.fill_by_name(name, value);
        self.step(Step::Verbatim(syn::parse_quote!(let _ = #filled;)));
        named
    }

    fn name(&mut self, mut value: Expr) -> LocalId {
        let local = self.hidden_for("operand", LocalKind::Temporary, &value);
        self.graph.told.extend(mark::take_told_value(&mut value).map(|note| (local, note)));
        if is_async_closure(&self.graph, &value) {
            self.graph.async_closures.insert(local);
        }
        let mark = self.mark(local);
        let pat = syn::parse_quote!(#mark);
        let bind = Let { attrs: Vec::new(), ends: None, pat, ty: None, init: value, diverge: None };
        self.step(Step::Let(Box::new(bind)));
        local
    }

    /// A temporary with nothing to drop.
    pub(super) fn keep(&mut self, name: &str, init: Expr) -> LocalId {
        let local = self.hidden(name, LocalKind::Temporary, Span::mixed_site());
        let mark = self.mark(local);
        let pat = syn::parse_quote!(#mark);
        self.step(Step::Let(Box::new(Let { attrs: Vec::new(), pat, ty: None, init, diverge: None, ends: None })));
        self.graph.plain.insert(local);
        local
    }
}
