//! The state enum, and what is dropped when the future is dropped while it waits.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};

use super::{
    Emitter,
    names::{ident, span},
};
use crate::model::{
    ids::LocalId,
    local::LocalKind,
    machine::{Field, Guard, Held, State, Storage},
};

impl Emitter<'_> {
    pub fn state_enum(&self, function: &str) -> TokenStream {
        let name = &self.names.state_enum;
        let tag = self.names.tag_type();
        let generics = self.generics();
        let arguments = self.argument_fields();
        let arguments = arguments.iter().flat_map(|local| {
            [Some(self.field(&Field::Local(*local))), self.has_flag(*local).then(|| self.field(&Field::Flag(*local)))]
        });
        let arguments = arguments.flatten();
        let states = self.machine.states.iter().enumerate().map(|(index, state)| self.variant(index, state));
        let done = unsuffixed(self.names.done);
        let doc = format!(" The states of `{function}`.");
        quote_spanned!(span()=>
            #[doc = #doc]
            #[repr(#tag)]
            enum #name #generics {
                #[doc = " Not polled yet: the arguments."]
                Uninitialized { #(#arguments),* } = 0,
                #(#states)*
                #[doc = " Running, returned or panicked."]
                Done = #done,
            }
        )
    }

    fn variant(&self, index: usize, state: &State) -> TokenStream {
        let name = &self.names.states[state.await_id.index()];
        let awaited = self.machine.graph.await_(state.await_id);
        let doc = format!(" {}", awaited.text);
        let fields = state.fields.iter().map(|field| self.field(field));
        let number = unsuffixed(index + 1);
        quote_spanned!(span()=> #[doc = #doc] #name { #(#fields),* } = #number,)
    }

    fn field(&self, field: &Field) -> TokenStream {
        let krate = self.krate;
        let (name, ty): (Ident, TokenStream) = match field {
            Field::Local(local) => (self.names.place(*local).clone(), self.type_of(*local)),
            Field::Hole(local) => (hole(self.names.place(*local)), self.type_of(*local)),
            Field::Flag(local) => (self.names.flag(*local).clone(), quote_spanned!(span()=> ::core::primitive::bool)),
            Field::FlagHole(local) => (hole(self.names.flag(*local)), quote_spanned!(span()=> ::core::primitive::bool)),
            Field::Future(id) => {
                (self.names.future(*id).clone(), self.names.future_types[id.index()].to_token_stream())
            }
        };
        quote_spanned!(span()=> #name: #krate::machine::Slot<#ty>)
    }

    fn type_of(&self, local: LocalId) -> TokenStream {
        self.names.types[local.index()].to_token_stream()
    }

    /// Parameters as they are stored before the first poll: first those that keep their place.
    pub fn argument_fields(&self) -> Vec<LocalId> {
        let arguments = self.arguments();
        let kept = arguments.iter().filter(|local| self.storage(**local) == Storage::State);
        let taken = arguments.iter().filter(|local| self.storage(**local) != Storage::State);
        kept.chain(taken).copied().collect()
    }

    /// Behind such a local stands its flag, wherever it stands.
    pub fn has_flag(&self, local: LocalId) -> bool {
        self.storage(local) == Storage::State && self.guard(local) == Guard::Conditional { flag: true }
    }

    pub fn arguments(&self) -> Vec<LocalId> {
        let graph = &self.machine.graph;
        graph.local_ids().filter(|local| graph.local(*local).kind == LocalKind::Argument).collect()
    }

    /// `<File, Buffer, ReadFuture>`: whatever is stored anywhere.
    fn generics(&self) -> TokenStream {
        let mut names: Vec<&Ident> = self.arguments().iter().map(|local| &self.names.types[local.index()]).collect();
        for field in self.machine.states.iter().flat_map(|state| &state.fields) {
            let name = match field {
                Field::Local(local) | Field::Hole(local) => &self.names.types[local.index()],
                Field::Future(id) => &self.names.future_types[id.index()],
                Field::Flag(_) | Field::FlagHole(_) => continue,
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.is_empty() { TokenStream::new() } else { quote_spanned!(span()=> <#(#names),*>) }
    }

    // Guards made in the order of declaration drop in the reverse order, and go on when one of them panics.
    pub fn drop_impl(&self) -> TokenStream {
        let name = &self.names.state_enum;
        let generics = self.generics();
        // Natively parameters that were never looked at are dropped in the order in which they are declared.
        let mut arguments = self.arguments();
        arguments.reverse();
        let fields: Vec<&Ident> = arguments.iter().map(|local| self.names.place(*local)).collect();
        let guards: Vec<Ident> = arguments.iter().map(|local| ident(&self.names.guard(*local).to_string())).collect();
        let states = self.machine.states.iter().map(|state| self.drop_arm(state));
        quote_spanned!(span()=>
            #[doc = " What is dropped when the future is dropped while it waits: the last first."]
            impl #generics ::core::ops::Drop for #name #generics {
                fn drop(&mut self) {
                    unsafe {
                        match &*self {
                            Self::Uninitialized { #(#fields,)* .. } => { #(let #guards = #fields.resume();)* }
                            #(#states)*
                            Self::Done => {}
                        }
                    }
                }
            }
        )
    }

    fn drop_arm(&self, state: &State) -> TokenStream {
        let name = &self.names.states[state.await_id.index()];
        let future = self.names.future(state.await_id);
        let future_guard = &self.names.future_guards[state.await_id.index()];
        let mut fields = Vec::new();
        let mut guards = TokenStream::new();
        for Held { local, certain } in state.drops.iter().rev() {
            let (place, flag) = (self.names.place(*local), self.names.flag(*local));
            let guard = ident(&self.names.guard(*local).to_string());
            fields.push(place);
            if *certain {
                guards.extend(quote_spanned!(span()=> let #guard = #place.resume();));
            } else {
                debug_assert!(matches!(self.guard(*local), Guard::Conditional { flag: true }));
                fields.push(flag);
                guards.extend(quote_spanned!(span()=> let #guard = #place.flagged(#flag.get());));
            }
        }
        quote_spanned!(span()=> Self::#name { #(#fields,)* #future, .. } => {
            #guards
            let #future_guard = #future.resume();
        })
    }

    /// Where everything is stored: the slots of all states, by name.
    pub fn slots(&self) -> TokenStream {
        let name = &self.names.state_enum;
        let mut known: Vec<LocalId> = Vec::new();
        let arguments = self.argument_fields();
        let fields: Vec<&Ident> = arguments.iter().map(|local| self.names.place(*local)).collect();
        known.extend(arguments.iter());
        let number = self.names.number_of(0);
        let mut tokens = TokenStream::new();
        if !fields.is_empty() {
            tokens.extend(self.view(&quote_spanned!(span()=> #name::Uninitialized { #(#fields,)* .. }), &number));
        }
        let mut flags: Vec<LocalId> = Vec::new();
        for (index, data) in self.machine.states.iter().enumerate() {
            let variant = &self.names.states[data.await_id.index()];
            let mut patterns = Vec::new();
            for field in &data.fields {
                match field {
                    Field::Local(local) if !known.contains(local) => {
                        known.push(*local);
                        patterns.push(self.names.place(*local));
                    }
                    Field::Flag(local) if !flags.contains(local) => {
                        flags.push(*local);
                        patterns.push(self.names.flag(*local));
                    }
                    Field::Future(id) => patterns.push(self.names.future(*id)),
                    _ => {}
                }
            }
            let rest = (patterns.len() < data.fields.len()).then(|| quote_spanned!(span()=> ..));
            let number = self.names.number_of(index + 1);
            tokens.extend(self.view(&quote_spanned!(span()=> #name::#variant { #(#patterns,)* #rest }), &number));
        }
        tokens.extend(self.frame_slots(&flags));
        tokens
    }

    fn view(&self, pattern: &TokenStream, number: &TokenStream) -> TokenStream {
        let (state, krate) = (&self.names.state, self.krate);
        quote_spanned!(span()=>
            let #pattern = #krate::machine::view(#state, #number) else { ::core::unreachable!() };
        )
    }

    /// Slots on the stack of `poll`, for what never lives across an await.
    fn frame_slots(&self, flags: &[LocalId]) -> TokenStream {
        let krate = self.krate;
        let mut tokens = TokenStream::new();
        for local in self.machine.graph.local_ids() {
            if self.storage(local) == Storage::Frame && self.is_used(local) {
                let place = self.names.place(local);
                tokens.extend(quote_spanned!(span()=> let #place = &#krate::machine::Slot::vacant();));
            }
            let unsure = self.machine.entries.values().flatten().any(|held| held.local == local && !held.certain);
            let conditional = matches!(self.guard(local), Guard::Conditional { .. });
            if unsure && conditional && self.storage(local) != Storage::Stack && !flags.contains(&local) {
                let flag = self.names.flag(local);
                tokens.extend(quote_spanned!(span()=> let #flag = &#krate::machine::Slot::vacant();));
            }
        }
        tokens
    }

    /// Does reachable code put something into it? If not, nothing would fix its type.
    fn is_used(&self, local: LocalId) -> bool {
        self.machine.defined.contains(&local)
    }
}

/// Storage that is not needed in this state, but stands before some that is.
fn hole(name: &Ident) -> Ident {
    Ident::new(&format!("_{name}_hole"), name.span())
}

fn unsuffixed(number: usize) -> proc_macro2::Literal {
    let mut literal = proc_macro2::Literal::usize_unsuffixed(number);
    literal.set_span(span());
    literal
}
