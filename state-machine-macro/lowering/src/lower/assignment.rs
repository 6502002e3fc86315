//! `place += value`, where a side awaits.
//!
//! If both sides are of primitive types, the right one is evaluated first; otherwise the left one is. Only rustc knows
//! which, so that both orders are written down, and a constant that it finds by the types chooses one.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{BinOp, Expr, ExprBinary, parse_quote};

use super::{builder::Lowerer, operands::take_into, whole::is_cut};
use crate::{
    model::{
        graph::Step,
        ids::{LocalId, MentionId},
        mark,
    },
    syntax::head::head,
};

impl Lowerer<'_> {
    /// What remains of a compound assignment when its awaits are done.
    pub fn compound_assignment(&mut self, mut expr: ExprBinary) -> Expr {
        if self.is_fixed(&expr.left) {
            return self.assign_to_fixed(expr);
        }
        // The place waits for the other side.
        self.cut_parted(&mut expr.left);
        if is_cut(&expr.left) { self.assign_by_branch(expr) } else { self.assign_to_place(expr) }
    }

    /// A local, or a field of `self`: which place it is does not change while the right side is evaluated, and to find
    /// it does nothing. (Another local may be a pointer that does something when a field is looked for.)
    fn is_fixed(&self, place: &Expr) -> bool {
        match place {
            Expr::Field(field) => {
                mark::read_mention_expr(&field.base).is_some_and(|(local, _)| self.graph.local(local).ident == "self")
            }
            place => mark::read_mention_expr(place).is_some(),
        }
    }

    // From: `x += a().await`
    // Into: <suspend with `a()`; resume> `x += <awaited>`
    fn assign_to_fixed(&mut self, mut expr: ExprBinary) -> Expr {
        take_into(&mut expr.right, |right| self.lower_awaits(right));
        Expr::Binary(expr)
    }

    // From: `place() += a().await`
    // Into: `let left = if <left first> { Some(&raw mut place()) } else { None };`
    //       <suspend with `a()`; resume>
    //       `match <awaited> { value => if let Some(place) = left { *place += value } else { place() += value } }`
    fn assign_to_place(&mut self, expr: ExprBinary) -> Expr {
        let early = self.again(&expr.left);
        let early = self.referent(early);
        let (krate, left) = (self.krate(), self.fresh("side"));
        // Of what is taken apart, the type has to be known before that of the right side is.
        let (filled, mentioned) = (mark::fills(early.to_token_stream()), mark::mentions(early.to_token_stream()));
        let untouched = filled.into_iter().filter(|temporary| mentioned.iter().all(|(local, _)| local != temporary));
        self.graph.sides.extend(untouched.map(|temporary| (temporary, left.clone())));
        let init = parse_quote!({
            let mut #left = #krate::machine::LeftSide::new();
            if #left.is_first() {
                #left.set(&raw mut #early);
            }
            #left
        });
        let side = self.keep("left", init);
        // What both sides name is needed until the end if the right one comes first; otherwise the right one may move it.
        let on_the_right = mark::mentions(expr.right.to_token_stream());
        let right = self.lower_awaits(*expr.right);
        let late = self.referent(*expr.left);
        let on_the_left = mark::mentions(late.to_token_stream());
        let names = |mentions: &[(LocalId, MentionId)], local| mentions.iter().any(|(other, _)| *other == local);
        let alternatives = on_the_left.iter().filter(|(local, _)| !names(&on_the_right, *local));
        self.graph.alternatives.extend(alternatives.map(|(_, mention)| *mention));
        let perhaps_last = on_the_right.iter().filter(|(local, _)| names(&on_the_left, *local));
        self.graph.perhaps_last.extend(perhaps_last.map(|(_, mention)| *mention));
        self.assign_in_order(side, expr.op, &late, right)
    }

    // From: `table[a().await] += b().await`
    // Into: `let left = LeftSide::new(); if <left first> { <left, right> } else { <right, left> }`
    fn assign_by_branch(&mut self, expr: ExprBinary) -> Expr {
        let krate = self.krate();
        let side = self.keep("left", parse_quote!(#krate::machine::LeftSide::new()));
        let mention = self.mention(side);
        let is_first = parse_quote!(#krate::machine::LeftSide::is_first(&#mention));
        let (left, right) = (self.again(&expr.left), self.again(&expr.right));
        let op = expr.op;
        self.branch(
            is_first,
            "assignment",
            |this| this.whole_statement(|this| this.left_first(side, op, left, right)),
            |this| this.whole_statement(|this| this.right_first(side, op, *expr.left, *expr.right)),
        );
        parse_quote!(())
    }

    fn left_first(&mut self, side: LocalId, op: BinOp, left: Expr, right: Expr) {
        let krate = self.krate();
        let left = self.lower_unique(left);
        let left = self.referent(left);
        let mention = self.mention(side);
        self.step(Step::Verbatim(parse_quote!(#krate::machine::LeftSide::set(&mut #mention, &raw mut #left);)));
        let right = self.lower_awaits(right);
        let (value, place, mention) = (self.fresh("value"), self.fresh("place"), self.mention(side));
        let assign = quote! {
            if let ::core::option::Option::Some(#place) = #krate::machine::LeftSide::place(&#mention) {
                *#place #op #value;
            }
        };
        let assign = with_value(right, &value, assign);
        self.step(Step::Verbatim(parse_quote!(#assign;)));
    }

    fn right_first(&mut self, side: LocalId, op: BinOp, left: Expr, right: Expr) {
        let right = self.lower_waiting(right);
        let operand = self.name_operand(right);
        let awaits = self.graph.awaits.len();
        let left = self.lower_unique(left);
        let left = self.referent(left);
        // The operand must not be taken before the last future is ready.
        if let Some(awaited) = self.graph.awaits[awaits..].last_mut() {
            awaited.behind_operands = true;
        }
        let value = self.fresh("value");
        let ask = self.ask_order(side, &value);
        let assign = with_value(operand, &value, quote!(#ask #left #op #value;));
        self.step(Step::Verbatim(parse_quote!(#assign;)));
    }

    /// Lets rustc find out which side comes first.
    fn ask_order(&mut self, side: LocalId, value: &Ident) -> TokenStream {
        let (krate, mention, span) = (self.krate(), self.mention(side), Span::mixed_site());
        quote_spanned! {span=>
            use #krate::machine::Overloaded as _;
            #krate::machine::Operands(&#mention, &#value).in_order_of_evaluation();
        }
    }

    fn assign_in_order(&mut self, side: LocalId, op: BinOp, late: &Expr, right: Expr) -> Expr {
        let (krate, mention) = (self.krate(), self.mention(side));
        let (value, place) = (self.fresh("value"), self.fresh("place"));
        let ask = self.ask_order(side, &value);
        let assign = quote! {
            #ask
            if let ::core::option::Option::Some(#place) = #krate::machine::LeftSide::place(&#mention) {
                *#place #op #value;
            } else {
                #late #op #value;
            }
        };
        with_value(right, &value, assign)
    }

    pub fn krate(&self) -> syn::Path {
        self.graph.function.as_ref().map_or_else(|| parse_quote!(::manual_async), |function| function.krate.clone())
    }
}

/// Names a value whose temporaries live to the end of the statement.
fn with_value(value: Expr, name: &Ident, body: TokenStream) -> Expr {
    let value = if mark::read_mention_expr(&value).is_some() { parse_quote!({ #value }) } else { head(value) };
    parse_quote!(match #value { #name => { #body } })
}
