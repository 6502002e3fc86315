//! What is taken out of a box.

use quote::{quote, quote_spanned};
use syn::{Expr, ExprUnary};

use super::{names::span, question::Question, replacer::Replacer};
use crate::model::mark;

impl Replacer<'_, '_> {
    // From: `*x`, by value, the last use of `x`, which lives in a slot
    // Into: `{ <ask rustc whether that moves> if deref.takes() { *take(&_x) } else { **x } }`
    pub fn ask_deref(&mut self, expr: &mut ExprUnary) -> Option<Expr> {
        let is_place = |(local, _): (_, &Expr)| !self.emitter.machine.dereferenced.contains(&local);
        if mark::read_fill(&expr.expr).is_some_and(is_place) {
            return None;
        }
        let subject = self.subject(&expr.expr)?;
        let krate = self.emitter.krate;
        let name = self.emitter.names.beside("deref");
        // What is wrong with it is wrong from here on.
        let star = &expr.op;
        let (taken, borrowed) = (&subject.taken, &subject.borrowed);
        let (listening, leads) = (self.asked(&subject, &name), self.leads(&subject));
        let asked = quote_spanned!(span()=>
            if false {
                use #krate::machine::Moves as _;
                #name.decide_deref(
                    #krate::machine::Part::at(&raw const #star #borrowed).way(),
                    #krate::machine::Part::at(&raw const #borrowed).way(),
                );
                #leads
            }
        );
        let either = [quote!(#star #taken), quote!(#star #borrowed)];
        Some(self.either(&subject, Some(Question { listening, noted: quote!(), asked }), &name, None, either))
    }
}
