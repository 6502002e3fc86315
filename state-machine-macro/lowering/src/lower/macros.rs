//! Macros with awaits in their arguments.
//!
//! Macros that evaluate their arguments otherwise than once and in order are gone by now, as far as they are known
//! (`unfold`). Of those that are not known, rustc checks it.

use quote::ToTokens;
use syn::{Expr, ExprMacro, Macro, Stmt, spanned::Spanned};

use super::{
    builder::Lowerer,
    ending::Temporaries,
    operands::{is_inert, is_plain_place, names, root, take_into},
    whole::is_cut,
};
use crate::{
    model::{graph::Step, ids::LocalId, local::LocalKind, mark},
    refusal::Refusal,
    syntax::{
        awaits, known,
        macros::{self, Shape},
        values::{braced, is_place},
    },
};

/// Where the temporaries of an argument end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    WithArgument,
    WithStatement,
}

/// For an argument that waits for others: what has been named, and what is evaluated behind it.
type Waits<'a> = (&'a mut Vec<LocalId>, &'a [&'a mut Expr]);

impl Lowerer<'_> {
    /// A macro in the middle of an expression. Where it is a statement of its own inside, its temporaries end with it.
    //
    // From: `f(format!("{}", g(&h()).await), ..)`
    // Into: `let value = format!("{}", <awaited>); <end of h()>; f(value, ..)`
    pub fn lower_macro(&mut self, mac: Macro) -> Expr {
        if !known::is_statement(&mac) {
            return self.call_macro(mac).0;
        }
        let ((called, named), ended) = self.ending(Temporaries::default(), |this| this.call_macro(mac));
        if ended.iter().all(|local| named.contains(local)) {
            ended.into_iter().rev().for_each(|local| self.temporaries.push(local));
            return called;
        }
        let carry = self.hidden("value", LocalKind::Carry, called.span());
        self.step(Step::Store { carry, value: called });
        self.drop_all(&ended);
        self.mention(carry)
    }

    // Arguments that stand before an await are evaluated before it, and the macro is called with what they gave.
    //
    // From: `println!("{} {}", a(), b().await)`
    // Into: `let operand = a();` <suspend with `b()`; resume> `println!("{} {}", { operand }, <awaited>)`
    pub fn call_macro(&mut self, mut mac: Macro) -> (Expr, Vec<LocalId>) {
        let mut shape = macros::shape(&mac);
        let is_refused = match &shape {
            Shape::Opaque => true,
            Shape::Matches { message, .. } => message.iter().any(awaits::in_expr),
            _ => false,
        };
        if is_refused {
            self.errors.push_spanned(&mac.path, Refusal::AwaitInMacro { name: known::name(&mac) });
        }
        let mut named = Vec::new();
        let before = self.temporaries.count();
        let only_looks = matches!(shape, Shape::Format { .. });
        let mut arguments = shape.values();
        let last = arguments.iter().rposition(|argument| is_cut(argument)).map_or(0, |last| last + 1);
        let awaiting: Vec<bool> = arguments.iter().map(|argument| is_cut(argument)).collect();
        arguments.iter_mut().take(last.saturating_sub(1)).for_each(|argument| self.cut_parted(argument));
        for index in 0..arguments.len() {
            let (before, behind) = arguments.split_at_mut(index + 1);
            let name = (index + 1 < last).then_some((&mut named, &*behind));
            let is_condition = index == 0 && known::is_condition(&mac);
            let end = if is_condition { End::WithArgument } else { End::WithStatement };
            take_into(before[index], |argument| self.argument(argument, &mac, end, name));
        }
        if only_looks && self.temporaries.since(before).any(|local| !named.contains(&local)) {
            let receiver = usize::from(known::has_receiver(&mac));
            arguments.iter_mut().skip(receiver).for_each(|argument| look(argument));
        }
        let is_known = macros::is_known(&mac);
        if (!is_known || !named.is_empty() || known::allocates(&mac))
            && let Some(awaited) = self.graph.awaits.last_mut()
        {
            awaited.behind_operands = true;
        }
        if !is_known {
            let awaiting = arguments.into_iter().zip(awaiting).filter(|(_, awaiting)| *awaiting);
            awaiting.for_each(|(argument, _)| take_into(argument, |argument| self.once(argument)));
        }
        mac.tokens = shape.into_tokens(&mac.tokens);
        (Expr::Macro(ExprMacro { attrs: Vec::new(), mac }), named)
    }

    /// One argument. Before the last await it gets a name, unless it can be evaluated later as well.
    fn argument(&mut self, argument: Expr, mac: &Macro, end: End, waits: Option<Waits>) -> Expr {
        let has_await = is_cut(&argument);
        let mut argument = match end {
            End::WithArgument => self.end_condition(argument),
            End::WithStatement => self.lower_awaits(argument),
        };
        if let Some((named, behind)) = waits {
            let by_value = known::takes_values(mac);
            // A local that is named again behind it is copied here, or gets a new value there.
            let is_named = root(&argument).is_some_and(|local| behind.iter().any(|behind| names(behind, local)));
            let stays = !by_value || self.is_used_later(&argument) && !is_named;
            let is_place = is_plain_place(&argument) && stays && !self.may_lead_elsewhere(&argument, behind);
            let is_inert = is_inert(&argument) && !self.is_found_early(&argument, behind);
            if has_await || !(is_inert || is_place) {
                argument = self.name_argument(argument, by_value);
                named.extend(mark::mentions(argument.to_token_stream()).last().map(|(local, _)| *local));
            }
        }
        argument
    }

    /// A name for what the macro takes, or, if it only looks at it, for where it looks.
    fn name_argument(&mut self, argument: Expr, by_value: bool) -> Expr {
        if by_value {
            return self.name_operand(argument);
        }
        // Nothing may move out of it.
        if is_place(&argument) && mark::read_mention_expr(&argument).is_none() {
            let operand = self.name_temporary(syn::parse_quote!(&(#argument)));
            return syn::parse_quote!(*#operand);
        }
        let operand = self.name_temporary(argument);
        braced(operand)
    }

    // The temporaries of a condition end before the message is evaluated.
    //
    // From: `assert!(f(&g()).await, "{}", h())`
    // Into: `let operand = <awaited>; <end of g()> assert!(operand, "{}", h())`
    pub fn end_condition(&mut self, condition: Expr) -> Expr {
        let (condition, ended) = self.ending(Temporaries::of_expression(), |this| this.lower_awaits(condition));
        if ended.is_empty() {
            return condition;
        }
        let operand = self.name_whole(condition);
        self.drop_all(&ended);
        operand
    }

    // A macro that is not known may evaluate an argument twice, or in a closure or an async block of its own. Then it
    // would have awaited there, and rustc says so.
    //
    // From: `check!(f().await)`
    // Into: `let evaluated_once = EvaluatedOnce;`
    //       `check!(argument({ if false { break 'step; } drop(evaluated_once); }, <awaited>))`
    fn once(&mut self, argument: Expr) -> Expr {
        let number = self.onces;
        self.onces += 1;
        let (name, krate) =
            (mark::once_name(number, argument.span()), self.graph.function.as_ref().map(|function| &function.krate));
        let once = syn::parse_quote!(let #name = #krate::machine::EvaluatedOnce;);
        self.step(Step::Verbatim(once));
        mark::once(number, &argument, argument.span())
    }
}

// Where other temporaries live as long, a value that waited ends among them, and not with the macro.
//
// From: `{ operand }`
// Into: `*&operand`
fn look(argument: &mut Expr) {
    if let Expr::Block(block) = &*argument
        && let [Stmt::Expr(operand, None)] = &block.block.stmts[..]
        && mark::read_mention_expr(operand).is_some()
    {
        *argument = syn::parse_quote!(*&#operand);
    }
}
