//! What closures and blocks without `move` capture that name nothing but fields of a local: each field in its own way.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, Member};

use super::{
    fields::Fields,
    held::HeldBy,
    names::{ident, span},
    replacer::Replacer,
    subject::unreached,
};
use crate::{
    analysis::named_fields,
    model::{
        ids::{LocalId, MentionId},
        machine::Part,
    },
};

/// Where the local is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    Slot,
    Stack,
}

impl Replacer<'_, '_> {
    // From: `|| eat(x.a) + x.b.get() + x.c.send()`, where `x.b` may be used again
    // Into: `{ let x_lent = <place of x>; let x_c = <x.c if send takes it>; let x = Fields { a: (*x).a };
    //     move || eat(x.a) + (*x_lent).b.get() + <ask rustc about send> }`
    pub fn capture_parts(
        &mut self,
        closure: &Expr,
        (local, mention): (LocalId, MentionId),
        whole: Whole,
        lends: bool,
        prelude: &mut TokenStream,
    ) {
        let emitter = self.emitter;
        let captured = &emitter.machine.captured_fields[&mention];
        let written = emitter.written(local, &emitter.machine.graph.mentions[mention.index()].ident);
        let place = match whole {
            Whole::Slot => emitter.names.place(local).clone(),
            Whole::Stack => written.clone(),
        };
        let base = self.lend_whole(local, &place, whole, lends, prelude);
        captured.called.iter().for_each(|(part, call)| self.hold_part((local, mention), part, *call, prelude));
        // What is used again is only looked at, or copied.
        let is_taken = |part: &&Part| whole == Whole::Stack || self.part_taken(local, mention, part).is_some();
        let named: Vec<Part> = captured.taken.iter().filter(is_taken).cloned().collect();
        if whole == Whole::Slot && !named.is_empty() {
            let value = self.whole_or_fields(&Fields { local, mention, named: named.clone(), moves: false }, &[]);
            prelude.extend(quote_spanned!(span()=> let mut #written = #value;));
        }
        for (mention, part) in named_fields(closure, local) {
            let is_taken = named.iter().any(|taken| part.starts_with(taken));
            let base = if is_taken { written.to_token_stream() } else { base.clone() };
            self.scope.bases.insert(mention, Expr::Verbatim(base));
        }
    }

    /// Gives what stands for the local, of which the closure borrows fields.
    fn lend_whole(
        &self,
        local: LocalId,
        place: &Ident,
        whole: Whole,
        lends: bool,
        prelude: &mut TokenStream,
    ) -> TokenStream {
        let (emitter, krate) = (self.emitter, self.emitter.krate);
        let name = emitter.names.beside(&format!("{place}_lent"));
        let place = match whole {
            Whole::Slot => quote_spanned!(span()=> *#place),
            Whole::Stack => place.to_token_stream(),
        };
        let is_looked_at = emitter.machine.graph.is_looked_at(local);
        let value = match is_looked_at {
            true => quote_spanned!(span()=> &*(&raw const #place)),
            false if lends => quote_spanned!(span()=> #krate::machine::Held::lent(&raw mut #place)),
            false => quote_spanned!(span()=> &mut *(&raw mut #place)),
        };
        prelude.extend(quote_spanned!(span()=> let #name = #value;));
        match lends && !is_looked_at {
            true => quote_spanned!(span()=> (*#krate::machine::Held::place(&#name))),
            false => quote_spanned!(span()=> (*#name)),
        }
    }

    /// A field on which the closure calls a method that may take it.
    fn hold_part(
        &mut self,
        (local, mention): (LocalId, MentionId),
        part: &Part,
        call: MentionId,
        prelude: &mut TokenStream,
    ) {
        let (emitter, krate) = (self.emitter, self.emitter.krate);
        let Some((id, way)) = self.part_taken(local, mention, part).zip(emitter.answer(call, part).cloned()) else {
            return;
        };
        let place = emitter.names.place(local);
        let name = emitter.names.beside(&format!("{place}_{}", joined(part)));
        let (taken, elsewhere) =
            (self.take_part(local, id, part, None), unreached(quote_spanned!(span()=> (*#place) #(.#part)*)));
        let nowhere = quote_spanned!(span()=> #krate::machine::Leading::nowhere());
        prelude.extend(quote_spanned!(span()=> let #name = if #way.takes() {
            #way.taken();
            #krate::machine::Held::taken(#way, #way, #nowhere, #taken)
        } else {
            #way.borrowed();
            #krate::machine::Held::borrowed(#way, #way, #nowhere, #elsewhere)
        };));
        let name_text = name.to_string();
        let dereferenced = Some(self.asked_before(local, part, (&name_text, "dereferences"), prelude));
        self.scope.called.insert(call, (name, HeldBy { way, leading: None, dereferenced }));
    }

    // Does anything before the field dereference, or is a reference?
    //
    // Into: `let x_a_dereferences_0 = Told::new(); <ask rustc whether x dereferences>`
    pub(super) fn asked_before(
        &self,
        local: LocalId,
        part: &[Member],
        (name, question): (&str, &str),
        prelude: &mut TokenStream,
    ) -> TokenStream {
        let (emitter, krate) = (self.emitter, self.emitter.krate);
        let (place, asked, question) = (emitter.names.place(local), emitter.names.beside("before"), ident(question));
        let told = (0..part.len()).map(|length| {
            let told = emitter.names.beside(&format!("{name}_{question}_{length}"));
            let of = &part[..length];
            let it = unreached(quote_spanned!(span()=> (*#place) #(.#of)*));
            prelude.extend(quote_spanned!(span()=>
                let #told = #krate::machine::Told::new();
                let #asked = #krate::machine::Receiver::of(#it).told(#told);
                if false {
                    use #krate::machine::Itself as _;
                    #krate::machine::never();
                    #asked.decide_by(#asked.#question());
                }
            ));
            told.into_token_stream()
        });
        let either = |all, told| quote_spanned!(span()=> #krate::machine::either(#all, #told));
        told.reduce(either).unwrap_or_default()
    }
}

/// `a_b` of `x.a.b`
pub fn joined(part: &Part) -> String {
    let names: Vec<String> = part.iter().map(|member| member.to_token_stream().to_string()).collect();
    names.join("_").replace("r#", "")
}
