//! What is dropped with a machine that waits.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use super::{
    Emitter,
    names::{ident, span},
    state::{Bounds, HasValue},
};
use crate::model::machine::{Guard, Held, State};

impl Emitter<'_> {
    // Guards made in the order of declaration drop in the reverse order, and go on when one of them panics.
    pub fn drop_impl(&self) -> TokenStream {
        if self.is_bare() {
            return TokenStream::new();
        }
        let name = &self.names.state_enum;
        let (generics, bare) = (self.generics(Bounds::Shown), self.generics(Bounds::Hidden));
        // Natively parameters that were never looked at are dropped in the order in which they are declared.
        let mut arguments = self.machine.arguments();
        arguments.retain(|local| self.guard(*local) != Guard::None);
        if !self.drops_forward {
            arguments.reverse();
        }
        let fields: Vec<&Ident> = arguments.iter().map(|local| self.names.place(*local)).collect();
        let guards: Vec<Ident> = arguments.iter().map(|local| ident(&self.names.guard(*local).to_string())).collect();
        let states = self.machine.states.iter().map(|state| self.drop_arm(state));
        quote_spanned!(span()=>
            #[doc = " What is dropped when the future is dropped while it waits: the last first."]
            impl #generics ::core::ops::Drop for #name #bare {
                fn drop(&mut self) {
                    unsafe {
                        match &*self {
                            Self::Uninitialized { #(#fields,)* .. } => { #(let #guards = #fields.guard();)* }
                            #(#states)*
                            Self::Done => {}
                        }
                    }
                }
            }
        )
    }

    pub(super) fn drop_arm(&self, state: &State) -> TokenStream {
        let name = &self.names.states[state.await_id.index()];
        let future = self.names.future(state.await_id);
        let future_guard = ident(&self.names.future_guards[state.await_id.index()].to_string());
        let mut fields = Vec::new();
        let mut guards = TokenStream::new();
        for Held { local, certain } in state.drops.iter().rev().filter(|held| self.guard(held.local) != Guard::None) {
            let (place, flag) = (self.names.place(*local), self.names.flag(*local));
            let guard = ident(&self.names.guard(*local).to_string());
            // It has moved, or is of a type that needs no drop.
            if !certain && self.is_copied(*local) {
                continue;
            }
            fields.push(place);
            if *certain && !self.is_parted(*local) {
                guards.extend(quote_spanned!(span()=> let #guard = #place.guard();));
            } else {
                debug_assert!(self.guard(*local).has_flag());
                fields.push(flag);
                let is_set = if self.machine.is_kept_unless_copied(*local) {
                    let krate = self.krate;
                    quote_spanned!(span()=> #krate::machine::parted_unless_copied(#place, #flag))
                } else {
                    self.held(*local, HasValue::AsStored)
                };
                guards.extend(quote_spanned!(span()=> let #guard = #is_set;));
            }
        }
        quote_spanned!(span()=> Self::#name { #(#fields,)* #future, .. } => {
            #guards
            let #future_guard = #future.guard();
        })
    }
}
