//! `S { a, ..x }`, where `x` lives in a slot.

use quote::quote_spanned;
use syn::{Expr, ExprStruct, visit_mut::VisitMut};

use super::{names::span, parts::PartSet, replacer::Replacer};
use crate::model::mark;

impl Replacer<'_, '_> {
    // What is moved out of `x`, and what stays in it, only rustc knows, which sees it done with a copy of `x`; unless `x` has a
    // destructor, which the copy would have too: then nothing moves.
    //
    // From: `S { a: f(), ..x }`
    // Into: `match (f(),) { (field_0,) => if opens.takes() { let rest = (*x).read(); let value = S { a: field_0, ..rest };
    //     forget(rest.a); .. value } else { S { a: field_0, ..*x } } }`
    pub fn update(&mut self, expr: &ExprStruct) -> Option<Expr> {
        let base = expr.rest.as_deref()?;
        let whole = || mark::read_mention_expr(base).map(|(local, mention)| (local, mention, Vec::new()));
        let (local, mention, of) = mark::read_fields(base).or_else(whole)?;
        let emitter = self.emitter;
        let part = *emitter.machine.updates.get(&mention).filter(|_| self.is_parted_here(local))?;
        let (place, guard, krate) = (emitter.names.place(local), emitter.names.guard(local), emitter.krate);
        let (bit, say_rest, path) = (PartSet::bit(part), emitter.rest(local), &expr.path);
        let members: Vec<_> = expr.fields.iter().map(|field| &field.member).collect();
        let mut values: Vec<Expr> = expr.fields.iter().map(|field| field.expr.clone()).collect();
        values.iter_mut().for_each(|value| self.visit_expr_mut(value));
        let names: Vec<_> = (0..values.len()).map(|at| emitter.names.beside(&format!("field_{at}"))).collect();
        let [rest, value, opens, moved] = ["rest", "value", "opens", "moved"].map(|name| emitter.names.beside(name));
        let read = quote_spanned!(span()=> let #rest = (&raw const (*#place) #(.#of)*).read(););
        Some(Expr::Verbatim(quote_spanned!(span()=> (match (#(#values,)*) {
            (#(#names,)*) => {
                #say_rest
                use #krate::machine::Opens as _;
                let #opens = #krate::machine::Part::at(&raw const (*#place) #(.#of)*).opens();
                if #opens.takes() {
                    #opens.taken();
                    let #moved = #krate::machine::Note::new();
                    if false {
                        #krate::machine::never();
                        #read
                        #moved.like(&|| #path { #(#members: #krate::machine::Note::new().get(),)* ..#rest });
                    }
                    #read
                    let #value = #path { #(#members: #names,)* ..#rest };
                    #(::core::mem::forget(#rest.#members);)*
                    #krate::machine::updated(&#guard, #bit, &#moved);
                    #value
                } else {
                    #opens.borrowed();
                    #path { #(#members: #names,)* ..(*#place) #(.#of)* }
                }
            }
        }))))
    }
}
