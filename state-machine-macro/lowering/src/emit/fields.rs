//! What `move` closures and async blocks capture that name nothing but fields of a local in a slot.
//!
//! Each captures the fields. But of what dereferences, a reference or a box, it captures all, and whether the local is one
//! only rustc knows.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote_spanned};
use syn::{Expr, Member};

use super::{
    names::{ident, span},
    replacer::Replacer,
    subject::unreached,
};
use crate::{
    analysis::captured,
    model::{
        ids::{LocalId, MentionId},
        machine::Part,
    },
};

/// A local whose fields a closure captures, and these fields.
pub(super) struct Fields {
    pub local: LocalId,
    pub mention: MentionId,
    pub named: Vec<Part>,
    /// It says `move`.
    pub moves: bool,
}

impl Replacer<'_, '_> {
    // From: `move || x.count + 1`
    // Into: `let x = <x if it dereferences, otherwise Fields { count: (*x).count }>; move || x.count + 1`
    pub fn captured_fields(&self, closure: &Expr, local: LocalId, mention: MentionId) -> TokenStream {
        let named = captured(closure, local).unwrap_or_default();
        let moves = match closure {
            Expr::Closure(closure) => closure.capture.is_some(),
            Expr::Async(block) => block.capture.is_some(),
            _ => false,
        };
        self.whole_or_fields(&Fields { local, mention, named, moves }, &[])
    }

    pub(super) fn whole_or_fields(&self, fields: &Fields, of: &[Member]) -> TokenStream {
        if fields.named.iter().any(|part| part == of) {
            return self.whole(fields, of);
        }
        let whole = self.dereferenced(fields, of);
        let inside = fields.named.iter().filter(|part| part.starts_with(of));
        let mut members: Vec<&Member> = inside.map(|part| &part[of.len()]).collect();
        let mut seen = Vec::new();
        members.retain(|member| !seen.contains(member) && (seen.push(*member), true).1);
        let values = members.iter().map(|member| self.whole_or_fields(fields, &[of, &[(*member).clone()]].concat()));
        let value = holder(&members, values.collect());
        let question = self.does_dereference(fields, of);
        let (asked, krate) = (self.emitter.names.beside("captured"), self.emitter.krate);
        let results = self.emitter.names.beside("results");
        quote_spanned!(span()=> {
            use #krate::machine::Moves as _;
            #question
            let #results = #asked.results();
            if #asked.takes() {
                #asked.taken();
                #results.taken(#whole)
            } else {
                #asked.borrowed();
                #results.borrowed(#value)
            }
        })
    }

    /// The same of what dereferences. Without `move` it is borrowed, if it is used again.
    fn dereferenced(&self, fields: &Fields, of: &[Member]) -> TokenStream {
        let (emitter, place) = (self.emitter, self.emitter.names.place(fields.local));
        let is_last = self.part_taken(fields.local, fields.mention, of).is_some()
            || of.is_empty() && emitter.machine.asks.contains(&fields.mention);
        match fields.moves || is_last {
            true => self.whole(fields, of),
            false => quote_spanned!(span()=> &mut *(&raw mut (*#place) #(.#of)*)),
        }
    }

    /// The local, or a field of it, by value.
    fn whole(&self, Fields { local, mention, .. }: &Fields, of: &[Member]) -> TokenStream {
        let (emitter, place, krate) = (self.emitter, self.emitter.names.place(*local), self.emitter.krate);
        match self.part_taken(*local, *mention, of) {
            Some(part) => self.take_part(*local, part, of, None),
            None if !of.is_empty() => quote_spanned!(span()=> (*#place) #(.#of)*),
            None if emitter.machine.asks.contains(mention) => {
                self.take(*local, &emitter.machine.graph.mentions[mention.index()].ident).into_token_stream()
            }
            None => quote_spanned!(span()=> #krate::machine::copied(#place)),
        }
    }

    /// Does the local, or this field of it, dereference? Then it is taken.
    fn does_dereference(&self, fields: &Fields, of: &[Member]) -> TokenStream {
        let (emitter, krate) = (self.emitter, self.emitter.krate);
        let (place, asked) = (emitter.names.place(fields.local), emitter.names.beside("captured"));
        let parts = emitter.names.beside("parts");
        // Where it is used again, it is for others to say whether it is taken.
        let is_last = emitter.machine.asks.contains(&fields.mention);
        let kept = (of.is_empty() && emitter.is_asked(fields.local) && is_last).then(|| {
            emitter.told.borrow_mut().insert(fields.local);
            let flag = emitter.names.flag(fields.local);
            quote_spanned!(span()=> .kept(#flag))
        });
        let told = emitter.answer(fields.mention, of).map(|way| quote_spanned!(span()=> .told(#way)));
        let named: Vec<&[Member]> =
            fields.named.iter().filter(|part| part.starts_with(of)).map(|part| &part[of.len()..]).collect();
        let itself = quote_spanned!(span()=> (*#place) #(.#of)*);
        let ways = named
            .iter()
            .map(|part| quote_spanned!(span()=> #krate::machine::Part::at(&raw const #itself #(.#part)*).way()));
        let moves = ways.reduce(|one, other| quote_spanned!(span()=> #krate::machine::either(#one, #other)));
        let opens = quote_spanned!(span()=> #krate::machine::Part::at(&raw const #itself).opens());
        let named = named.iter().map(|part| quote_spanned!(span()=> let _ = &#asked #(.#part)*;));
        let it = unreached(itself.clone());
        quote_spanned!(span()=>
            let #asked = #krate::machine::Receiver::of(#it) #kept #told;
            let #parts = #asked.parts();
            if false {
                use #krate::machine::{Itself as _, Opens as _};
                #krate::machine::never();
                #asked.decide_whole(#asked.dereferences(), #opens, #moves);
                let #asked = #asked.value();
                #parts.named_in(&move || { #(#named)* });
            }
            #parts.are_all_of_it();
        )
    }
}

/// Fields of the same names, so that what names them need not know where they come from.
fn holder(members: &[&Member], values: Vec<TokenStream>) -> TokenStream {
    let types: Vec<Ident> = (0..members.len()).map(|index| format_ident!("F{index}", span = span())).collect();
    let name = ident("Fields");
    if members.iter().all(|member| matches!(member, Member::Named(_))) {
        return quote_spanned!(span()=> {
            struct #name<#(#types),*> { #(#members: #types),* }
            #name { #(#members: #values),* }
        });
    }
    // Those that nobody names are `()`.
    let number = |member: &&Member| if let Member::Unnamed(index) = member { index.index } else { 0 };
    let numbers: Vec<u32> = members.iter().map(number).collect();
    let all = 0..numbers.iter().max().map_or(0, |last| last + 1);
    let declared = all.map(|number| match numbers.iter().position(|known| *known == number) {
        Some(at) => types[at].to_token_stream(),
        None => quote_spanned!(span()=> ()),
    });
    let declared: Vec<TokenStream> = declared.collect();
    let unnamed = (0..declared.len()).filter(|index| !numbers.contains(&(*index as u32))).map(syn::Index::from);
    quote_spanned!(span()=> {
        struct #name<#(#types),*>(#(#declared),*);
        #name { #(#members: #values,)* #(#unnamed: (),)* }
    })
}
