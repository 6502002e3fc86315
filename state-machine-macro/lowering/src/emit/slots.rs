//! The slots of all states, as the resuming code finds them.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};

use super::{
    Emitter,
    names::{ident, span},
    state::Bounds,
};
use crate::model::{
    ids::LocalId,
    machine::{Field, Guard, Storage},
};

/// A machine of more states finds its slots in a function of its own. Where it is made, no type is known before the code that
/// puts a value there: wherever a state is named, rustc has a question for the type of each slot, and asks all of them again at
/// every expression. That grows with the cube of the states.
const STATES_IN_PLACE: usize = 24;

/// What is looked for in one state.
struct View {
    state: Ident,
    number: usize,
    slots: Vec<Found>,
    /// It has slots that are looked for elsewhere, or by nobody.
    has_more: bool,
}

struct Found {
    pattern: TokenStream,
    name: Ident,
    /// Of what is in it.
    ty: TokenStream,
}

impl Emitter<'_> {
    /// Where everything is stored: the slots of all states, by name.
    pub fn slots(&self) -> TokenStream {
        let (state, name) = (&self.names.state, &self.names.state_enum);
        let mut flags = Vec::new();
        let mut homes = TokenStream::new();
        let views = self.views(&mut flags, &mut homes);
        let lifetimes = self.same_lifetimes();
        let mut tokens = if self.finds_slots_apart() {
            let names = views.iter().flat_map(|view| &view.slots).map(|found| &found.name);
            quote_spanned!(span()=> let (#(#names,)*) = #name::slots(#state); #lifetimes)
        } else {
            let mut looks = views.iter().map(|view| (view.number, self.view(view, name))).peekable();
            let first = looks.next_if(|(number, _)| *number == 0).map(|(_, look)| look);
            let others = looks.map(|(_, look)| look);
            quote_spanned!(span()=> #first #lifetimes #(#others)*)
        };
        tokens.extend(homes);
        tokens.extend(self.answers());
        tokens.extend(self.frame_slots(&flags));
        tokens
    }

    // Into: `impl<N, ..> F<N, ..> { unsafe fn slots<'a>(state: State<Self>) -> (&'a Slot<N>, ..) { .. } }`
    pub fn slots_impl(&self) -> Option<TokenStream> {
        if !self.finds_slots_apart() {
            return None;
        }
        let (generics, bare) = (self.generics(Bounds::Shown), self.generics(Bounds::Hidden));
        let (state, name, krate) = (&self.names.state, &self.names.state_enum, self.krate);
        let views = self.views(&mut Vec::new(), &mut TokenStream::new());
        let itself = Ident::new("Self", span());
        let looks = views.iter().map(|view| self.view(view, &itself));
        let found = || views.iter().flat_map(|view| &view.slots);
        let (names, types) = (found().map(|found| &found.name), found().map(|found| &found.ty));
        let allow = super::function::allow();
        Some(quote_spanned!(span()=>
            #allow
            impl #generics #name #bare {
                #[doc = " Where the slots of all states are."]
                #[inline]
                unsafe fn slots<'a>(#state: #krate::machine::State<Self>) -> (#(&'a #krate::machine::Slot<#types>,)*) {
                    unsafe {
                        #(#looks)*
                        (#(#names,)*)
                    }
                }
            }
        ))
    }

    fn finds_slots_apart(&self) -> bool {
        !self.is_bare() && self.machine.states.len() > STATES_IN_PLACE
    }

    /// Each slot once. Notes which flags are stored, and says where the value is of locals that may be borrowed.
    fn views(&self, flags: &mut Vec<LocalId>, homes: &mut TokenStream) -> Vec<View> {
        let mut known = self.machine.argument_fields();
        let first = known.iter().map(|local| self.found(Field::Local(*local), None)).collect();
        let mut kept: Vec<LocalId> = Vec::new();
        let mut views =
            vec![View { state: Ident::new("Uninitialized", span()), number: 0, slots: first, has_more: true }];
        for (index, data) in self.machine.states.iter().enumerate() {
            let mut slots = Vec::new();
            for field in &data.fields {
                match field {
                    Field::Local(local) if !known.contains(local) => {
                        known.push(*local);
                        let has_room = self.machine.has_room_if_needed(*local);
                        if has_room {
                            homes.extend(self.home_if_needed(*local));
                        }
                        slots.push(self.found(*field, has_room.then_some(*local)));
                    }
                    Field::Kept(local) if !kept.contains(local) => {
                        kept.push(*local);
                        let (place, room) = (self.names.place(*local), &self.names.kept[local.index()]);
                        let (flag, krate) = (self.names.flag(*local), self.krate);
                        homes.extend(quote_spanned!(span()=> #krate::machine::home(#place, #room, #flag);));
                        slots.push(self.found(*field, Some(*local)));
                    }
                    Field::Flag(local) if !flags.contains(local) => {
                        flags.push(*local);
                        slots.push(self.found(*field, None));
                    }
                    Field::Future(_) => slots.push(self.found(*field, None)),
                    _ => {}
                }
            }
            let state = self.names.states[data.await_id.index()].clone();
            let has_more = slots.len() < data.fields.len();
            views.push(View { state, number: index + 1, slots, has_more });
        }
        views.retain(|view| view.number > 0 || !view.slots.is_empty());
        views
    }

    /// The slot of a field: of that name, or, if the local has another place as well, of the name of what is kept.
    fn found(&self, field: Field, kept: Option<LocalId>) -> Found {
        let (field, ty) = self.field(&field);
        match kept.map(|local| self.names.kept[local.index()].clone()) {
            Some(name) => Found { pattern: quote_spanned!(span()=> #field: #name), name, ty },
            None => Found { pattern: field.to_token_stream(), name: field, ty },
        }
    }

    fn view(&self, view: &View, of: &Ident) -> TokenStream {
        let (variant, patterns) = (&view.state, view.slots.iter().map(|found| &found.pattern));
        let rest = view.has_more.then(|| quote_spanned!(span()=> ..));
        let (state, step) = (&self.names.state, self.steps.of_state(view.number));
        quote_spanned!(span()=>
            let #of::#variant { #(#patterns,)* #rest } = #state.view(#step) else { ::core::unreachable!() };
        )
    }

    // Into: `let x_frame = &vacant(); let x = home(x_frame, x_kept, x_is_set);`
    pub(super) fn home_if_needed(&self, local: LocalId) -> TokenStream {
        let (place, flag, krate) = (self.names.place(local), self.names.flag(local), self.krate);
        let kept = &self.names.kept[local.index()];
        let home = ident(if self.is_parted(local) { "home_unless_copied" } else { "home" });
        quote_spanned!(span()=>
            let #place = &#krate::machine::Slot::vacant();
            let #place = #krate::machine::#home(#place, #kept, #flag);
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
