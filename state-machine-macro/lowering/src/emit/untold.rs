//! What is asked about behind all other code, and what is said of that about which nobody was asked.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use super::{
    Emitter,
    names::{ident, span},
};
use crate::model::{
    ids::{AnswerId, LocalId},
    machine::Storage,
};

impl Emitter<'_> {
    // Where rustc could not be asked, the method is taken to borrow. That has to be said: nothing else tells the type.
    //
    // Into: `borrowed(x_receiver);`
    pub fn untold(&self) -> TokenStream {
        let krate = self.krate;
        let told = self.told.borrow();
        let is_untold =
            |local: &LocalId| self.is_asked(*local) && !told.contains(local) && !self.machine.is_idle(*local);
        let untold = self.machine.graph.local_ids().filter(is_untold);
        let untold = untold.map(|local| {
            let flag = self.names.flag(local);
            quote_spanned!(span()=> #krate::machine::borrowed(#flag);)
        });
        // Of a method that is never called.
        let graph = &self.machine.graph;
        let is_never_called =
            |local: &LocalId| self.is_used(*local) && !told.contains(local) && self.storage(*local) != Storage::Stack;
        let never_called = |local: &LocalId, how: &str| {
            let (slot, how) = (self.names.slot(*local), ident(how));
            quote_spanned!(span()=> #krate::machine::#how(#slot.place());)
        };
        let mut lent = TokenStream::new();
        for local in graph.local_ids().filter(is_never_called) {
            if graph.lent_receivers.contains(&local) {
                lent.extend(never_called(&local, "is_lent"));
            } else if graph.taken_early.contains_key(&local) {
                lent.extend(never_called(&local, "is_not_taken"));
            }
        }
        let (told_answers, names) = (self.told_answers.borrow(), self.names.answers.iter().enumerate());
        let untold_answers = names.filter(|(index, _)| !told_answers.contains(&AnswerId::new(*index)));
        let untold_answers = untold_answers.map(|(_, way)| quote_spanned!(span()=> #way.is_borrowed();));
        untold.chain([lent]).chain(untold_answers).collect()
    }

    // What is bound may be of a type that only the code behind it tells.
    //
    // Into: `{ bound_type.is(&raw const bound); bound_way.takes() }`
    pub fn moves_later(&self, bound: &Ident) -> TokenStream {
        let mut later = self.later.borrow_mut();
        let named = |what: &str| self.names.beside(&format!("bound_{what}_{}", later.len() + 1));
        let (ty, way) = (named("type"), named("way"));
        let moves = quote_spanned!(span()=> { #ty.is(&raw const #bound); #way.takes() });
        later.push((ty, way));
        moves
    }

    // Into: `let bound_type = Later::new(); let bound_way = Told::new();`
    pub fn told_behind(&self) -> TokenStream {
        let (krate, later) = (self.krate, self.later.borrow());
        let (types, ways) = (later.iter().map(|(ty, _)| ty), later.iter().map(|(_, way)| way));
        quote_spanned!(span()=>
            #(let #types = #krate::machine::Later::new();)*
            #(let #ways = #krate::machine::Told::new();)*
        )
    }

    // Behind all other code, so that the types are known.
    //
    // Into: `if false { idle(x_receiver, Part::of(x).way()); bound_way.is(bound_type.part().way()); }`
    pub fn asked_behind(&self) -> TokenStream {
        let (names, krate) = (&self.names, self.krate);
        let idle: Vec<LocalId> = self.machine.graph.local_ids().filter(|local| self.machine.is_idle(*local)).collect();
        let (places, flags) =
            (idle.iter().map(|local| names.place(*local)), idle.iter().map(|local| names.flag(*local)));
        let asked =
            quote_spanned!(span()=> #(#krate::machine::idle(#flags, #krate::machine::Part::of(#places).way());)*);
        let parted = self.machine.graph.local_ids().filter(|local| self.machine.is_kept_unless_copied(*local));
        let parted = parted.map(|local| {
            let (place, flag) = (names.place(local), names.flag(local));
            quote_spanned!(span()=> #krate::machine::unless_copied(#flag, #krate::machine::Part::of(#place).way());)
        });
        let later = self.later.borrow();
        let (types, ways) = (later.iter().map(|(ty, _)| ty), later.iter().map(|(_, way)| way));
        let asked = quote_spanned!(span()=> #asked #(#parted)* #(#ways.is(#types.part().way());)*);
        if asked.is_empty() {
            return asked;
        }
        quote_spanned!(span()=>
            /// Nothing of this runs. rustc finds out here what is copied, so that nothing has to drop it.
            if false {
                use #krate::machine::Moves as _;
                #asked
            }
        )
    }
}
