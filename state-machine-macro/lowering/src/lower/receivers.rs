//! What methods are called on, and what is called itself, where arguments await: it waits for them, in a place that follows from
//! whether it is taken.

use proc_macro2::Ident;
use syn::Expr;

use super::{builder::Lowerer, operands::take_into, place::Access, waits::Waiting};
use crate::{
    conventions::Receiver,
    model::{
        graph::{Graph, Let, Step},
        ids::{LocalId, MentionId},
        local::LocalKind,
        mark::{self, EarlyReceiver},
    },
    syntax::values::is_value,
};

impl Lowerer<'_> {
    /// The receiver of a method. Gives what has it if the method takes it, where that is not its place.
    pub(super) fn let_receiver_wait(
        &mut self,
        place: &mut Expr,
        how: Receiver,
        behind: &[&mut Expr],
        has_await: bool,
        Waiting { ends, method, .. }: &Waiting,
    ) -> Option<(EarlyReceiver, Expr)> {
        if how == Receiver::Consumes && self.moves_here(place) {
            take_into(place, |place| if *ends { self.name_temporary(place) } else { self.name_operand(place) });
            return None;
        }
        let copied = self.keep_receiver(place, how, behind);
        let stays = !has_await && self.stays(place, behind, true);
        if !stays {
            // What ends with the temporaries ends in their order.
            let is_unnamed = is_value(place) && !matches!(place, Expr::Field(_));
            if how == Receiver::Unknown && is_unnamed && !ends {
                return Some((EarlyReceiver::Moved, self.keep_value(place)));
            }
            let access = if how == Receiver::Consumes && !ends { Access::Taken } else { Access::Unknown };
            self.keep_place(place, access, behind);
        }
        // Whether a field is named again, the analysis sees.
        let is_last = self.moves_here(place) || mark::read_fields(place).is_some();
        if stays && copied.is_none() && how == Receiver::Unknown && is_last {
            let taken = self.take_early(place, method.as_ref(), *ends)?;
            return Some((EarlyReceiver::Taken, taken));
        }
        copied.map(|copied| (EarlyReceiver::Copied, copied))
    }

    // The same of a local, which stays where it is if the method borrows it.
    //
    // From: `x`
    // Into: `let operand = <x if the method takes it>;` and `x`
    pub(super) fn take_early(&mut self, place: &mut Expr, method: Option<&Ident>, ends: bool) -> Option<Expr> {
        let (local, mention) = named_in(place)?;
        let is_known = self.graph.is_never_dropped(local) || self.graph.closures.contains(&local);
        if is_known || self.graph.async_closures.contains(&local) || self.graph.local(local).kind == LocalKind::Carry {
            return None;
        }
        let taken = mark::taken_early(method, place);
        let taken = if ends { self.name_temporary(taken) } else { self.name_whole(taken) };
        *named_place(place)? = self.mention_like(local, mention);
        let (operand, _) = mark::read_mention_expr(&taken)?;
        self.graph.taken_early.insert(operand, mention);
        Some(taken)
    }

    // A method that takes its receiver drops it before the temporaries of its arguments, and before what they are found in, if it
    // is not called in the end; one that borrows it leaves it to the end of the statement. Whether it takes it, rustc says.
    //
    // From: `x()`
    // Into: `let (operand, lent) = receiver_waits(x());` and the place of `lent`
    fn keep_value(&mut self, value: &mut Expr) -> Expr {
        let krate = self.krate();
        take_into(value, |value| self.lift(value));
        self.begin_to_wait();
        let taken = self.hidden_for("operand", LocalKind::Temporary, value);
        let lent = self.hidden_for("lent", LocalKind::Temporary, value);
        let (taken_mark, lent_mark) = (self.mark(taken), self.mark(lent));
        let pat = syn::parse_quote!((#taken_mark, #lent_mark));
        let init = syn::parse_quote!(#krate::machine::receiver_waits(#value));
        self.step(Step::Let(Box::new(Let { attrs: Vec::new(), pat, ty: None, init, diverge: None, ends: None })));
        // It moves at once.
        self.graph.plain.insert(lent);
        let place = self.hidden_for("receiver", LocalKind::Temporary, value);
        self.declare_temporary(place);
        self.graph.lent_receivers.insert(place);
        let (receiver, lent) = (self.mention(place), self.mention(lent));
        self.step(Step::Verbatim(syn::parse_quote!(#receiver = #lent;)));
        *value = self.mention(place);
        self.wait(taken);
        self.mention(taken)
    }

    /// Is it a local, or a field of one, that is called here for the last time, and may be taken by that?
    pub(super) fn is_perhaps_taken(&self, callee: &Expr) -> bool {
        let is_known = |local: &LocalId| {
            let Graph { called_once, called_again, .. } = &self.graph;
            called_once.contains(local) || called_again.contains(local)
        };
        let is_last = self.moves_here(callee) || mark::read_fields(callee).is_some();
        is_last && named_in(callee).is_some_and(|(local, _)| !is_known(&local))
    }
}

/// The local of `x` or `x.a.b`, and where it is named.
fn named_in(place: &Expr) -> Option<(LocalId, MentionId)> {
    let of_fields = || mark::read_fields(place).map(|(local, mention, _)| (local, mention));
    mark::read_mention_expr(place).or_else(of_fields)
}

/// `x` of `x` or `x.a.b`.
fn named_place(place: &mut Expr) -> Option<&mut Expr> {
    match place {
        Expr::Field(field) => named_place(&mut field.base),
        Expr::Paren(paren) => named_place(&mut paren.expr),
        Expr::Group(group) => named_place(&mut group.expr),
        place => mark::read_mention_expr(place).is_some().then_some(place),
    }
}
