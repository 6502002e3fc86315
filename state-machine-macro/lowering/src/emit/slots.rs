//! The slots of all states, as the resuming code finds them.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};

use super::{Emitter, names::span};
use crate::model::{
    ids::LocalId,
    machine::{Field, Guard, Storage},
};

impl Emitter<'_> {
    /// Where everything is stored: the slots of all states, by name.
    pub fn slots(&self) -> TokenStream {
        let name = &self.names.state_enum;
        let mut known: Vec<LocalId> = Vec::new();
        let arguments = self.machine.argument_fields();
        let fields: Vec<&Ident> = arguments.iter().map(|local| self.names.place(*local)).collect();
        known.extend(arguments.iter());
        let mut tokens = TokenStream::new();
        if !fields.is_empty() {
            tokens.extend(self.view(&quote_spanned!(span()=> #name::Uninitialized { #(#fields,)* .. }), 0));
        }
        tokens.extend(self.same_lifetimes());
        let mut flags: Vec<LocalId> = Vec::new();
        let mut homes = TokenStream::new();
        for (index, data) in self.machine.states.iter().enumerate() {
            let variant = &self.names.states[data.await_id.index()];
            let mut patterns: Vec<TokenStream> = Vec::new();
            for field in &data.fields {
                match field {
                    Field::Local(local) if !known.contains(local) => {
                        known.push(*local);
                        let place = self.names.place(*local);
                        patterns.push(if self.machine.has_room_if_borrowed(*local) {
                            homes.extend(self.home_if_borrowed(*local));
                            let kept = &self.names.kept[local.index()];
                            quote_spanned!(span()=> #place: #kept)
                        } else {
                            place.to_token_stream()
                        });
                    }
                    Field::Kept(local) => {
                        let (place, kept) = (self.names.place(*local), &self.names.kept[local.index()]);
                        let (flag, krate) = (self.names.flag(*local), self.krate);
                        patterns.push(quote_spanned!(span()=> #place: #kept));
                        homes.extend(quote_spanned!(span()=> #krate::machine::home(#place, #kept, #flag);));
                    }
                    Field::Flag(local) if !flags.contains(local) => {
                        flags.push(*local);
                        patterns.push(self.names.flag(*local).to_token_stream());
                    }
                    Field::Future(id) => patterns.push(self.names.future(*id).to_token_stream()),
                    _ => {}
                }
            }
            let rest = (patterns.len() < data.fields.len()).then(|| quote_spanned!(span()=> ..));
            tokens.extend(self.view(&quote_spanned!(span()=> #name::#variant { #(#patterns,)* #rest }), index + 1));
        }
        tokens.extend(homes);
        tokens.extend(self.answers());
        tokens.extend(self.frame_slots(&flags));
        tokens
    }

    // Into: `let x_frame = &vacant(); let x = home(x_frame, x_kept, x_is_set);`
    pub(super) fn home_if_borrowed(&self, local: LocalId) -> TokenStream {
        let (place, flag, krate) = (self.names.place(local), self.names.flag(local), self.krate);
        let kept = &self.names.kept[local.index()];
        quote_spanned!(span()=>
            let #place = &#krate::machine::Slot::vacant();
            let #place = #krate::machine::home(#place, #kept, #flag);
        )
    }

    fn view(&self, pattern: &TokenStream, number: usize) -> TokenStream {
        let (state, step) = (&self.names.state, self.steps.of_state(number));
        quote_spanned!(span()=>
            let #pattern = #state.view(#step) else { ::core::unreachable!() };
        )
    }

    /// Slots on the stack of `poll`, for what never lives across an await.
    pub(super) fn frame_slots(&self, flags: &[LocalId]) -> TokenStream {
        let krate = self.krate;
        let mut tokens = TokenStream::new();
        for local in self.machine.graph.local_ids() {
            if self.storage(local) == Storage::Frame && self.is_used(local) {
                let place = self.names.place(local);
                tokens.extend(quote_spanned!(span()=> let #place = &#krate::machine::Slot::vacant();));
            }
            // Inside of an arm its guard knows.
            let dispatched = self.machine.entries.iter().filter(|(block, _)| self.steps.lead_to(**block));
            let mut held = dispatched.flat_map(|(_, held)| held).filter(|held| held.local == local);
            let unsure = held.any(|held| !held.certain) && !self.is_copied(local);
            let conditional =
                (unsure || self.is_parted(local)) && matches!(self.guard(local), Guard::Conditional { .. });
            if conditional && self.storage(local) != Storage::Stack && !flags.contains(&local) {
                let flag = self.names.flag(local);
                tokens.extend(quote_spanned!(span()=> let #flag = &#krate::machine::Slot::vacant();));
            }
        }
        tokens
    }

    /// Does reachable code put something into it? If not, nothing would fix its type.
    pub(super) fn is_used(&self, local: LocalId) -> bool {
        self.machine.defined.contains(&local)
    }
}
