//! The state enum, and what is dropped when the future is dropped while it waits.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};

use super::{Emitter, names::span, parts::PartSet};
use crate::model::{
    ids::{LocalId, MentionId},
    local::LocalKind,
    machine::{Field, Flag, Guard, State},
};

impl Emitter<'_> {
    /// Its tags count up from 0, as the [`Steps`](super::steps::Steps) do.
    pub fn state_enum(&self) -> TokenStream {
        let name = &self.names.state_enum;
        let tag = self.steps.tag_type();
        let generics = self.generics(Bounds::Shown);
        let arguments = if self.is_bare() {
            self.bare_arguments().into_iter().map(Field::Local).collect()
        } else {
            self.machine.first_fields()
        };
        let arguments = arguments.iter().map(|field| self.slot(field));
        let states = self.machine.states.iter().map(|state| self.variant(state));
        let doc = format!(" The states of {}.", self.title);
        let repr = (!self.is_bare()).then(|| quote_spanned!(span()=> #[repr(#tag)]));
        quote_spanned!(span()=>
            #[doc = #doc]
            #repr
            enum #name #generics {
                #[doc = " Not polled yet: the arguments."]
                Uninitialized { #(#arguments),* },
                #(#states)*
                #[doc = " Running, returned or panicked."]
                Done,
            }
        )
    }

    fn variant(&self, state: &State) -> TokenStream {
        let name = &self.names.states[state.await_id.index()];
        let awaited = self.machine.graph.await_(state.await_id);
        let doc = format!(" {}", awaited.text);
        let fields = state.fields.iter().map(|field| self.slot(field));
        quote_spanned!(span()=> #[doc = #doc] #name { #(#fields),* },)
    }

    fn slot(&self, field: &Field) -> TokenStream {
        let krate = self.krate;
        let (name, ty) = self.field(field);
        if self.is_bare() {
            return quote_spanned!(span()=> #name: #ty);
        }
        quote_spanned!(span()=> #name: #krate::machine::Slot<#ty>)
    }

    /// The name of a field, and the type of what is in its slot.
    pub(super) fn field(&self, field: &Field) -> (Ident, TokenStream) {
        match field {
            Field::Local(local) => (self.names.place(*local).clone(), self.type_of(*local)),
            Field::Kept(local) => {
                (self.names.place(*local).clone(), self.names.kept_types[local.index()].to_token_stream())
            }
            Field::Hole(local) => (hole(self.names.place(*local)), self.type_of(*local)),
            Field::Flag(local) => (self.names.flag(*local).clone(), self.flag_type(*local)),
            Field::FlagHole(local) => (hole(self.names.flag(*local)), self.flag_type(*local)),
            Field::Future(id) => {
                (self.names.future(*id).clone(), self.names.future_types[id.index()].to_token_stream())
            }
        }
    }

    fn type_of(&self, local: LocalId) -> TokenStream {
        let ty = self.type_name(local);
        if self.machine.is_kept_unless_copied(local) {
            let (krate, copied) = (self.krate, &self.names.copied[local.index()]);
            return quote_spanned!(span()=> <#copied as #krate::machine::Way>::Kept<#ty>);
        }
        ty.to_token_stream()
    }

    fn type_name(&self, local: LocalId) -> &Ident {
        let is_asked = self.machine.has_room_if_needed(local) && !self.machine.is_kept_unless_copied(local);
        let names = if is_asked { &self.names.kept_types } else { &self.names.types };
        &names[local.index()]
    }

    fn flag_type(&self, local: LocalId) -> TokenStream {
        if self.is_asked(local) {
            return self.names.ways[local.index()].to_token_stream();
        }
        if self.is_parted(local) {
            let (krate, rest) = (self.krate, &self.names.rests[local.index()]);
            let way = self.taken_by_methods(local).map(|_| &self.names.ways[local.index()]);
            if self.machine.is_kept_unless_copied(local) {
                let (copied, ty) = (&self.names.copied[local.index()], self.type_name(local));
                let way = way.into_iter();
                let unless = quote_spanned!(span()=> #krate::machine::Unless<#copied, #ty #(, #way)*>);
                let set = Some(self.parts_of(local)).filter(|set| *set != PartSet::Byte).into_iter();
                return quote_spanned!(span()=> #krate::machine::Gone<#rest, #unless #(, #set)*>);
            }
            return match (way, self.parts_of(local)) {
                (None, PartSet::Byte) => quote_spanned!(span()=> #krate::machine::Gone<#rest>),
                (Some(way), PartSet::Byte) => quote_spanned!(span()=> #krate::machine::Gone<#rest, #way>),
                (None, set) => quote_spanned!(span()=> #krate::machine::Gone<#rest, #krate::machine::Takes, #set>),
                (Some(way), set) => quote_spanned!(span()=> #krate::machine::Gone<#rest, #way, #set>),
            };
        }
        quote_spanned!(span()=> ::core::primitive::bool)
    }

    /// Does a type tell whether it has a value, rather than a flag?
    pub fn is_asked(&self, local: LocalId) -> bool {
        matches!(self.guard(local), Guard::Conditional { flag: Flag::Asked(_) })
    }

    /// Does the answer to this question tell it?
    pub fn is_told_by(&self, local: LocalId, mention: Option<MentionId>) -> bool {
        let deciding = self.machine.deciding.get(&local);
        self.is_asked(local) && deciding.is_none_or(|deciding| Some(*deciding) == mention)
    }

    /// Does its type, or what rustc was asked, tell whether it has a value?
    pub fn type_tells(&self, local: LocalId) -> bool {
        self.is_asked(local) || self.is_copied(local)
    }

    /// Does it have a value if its type is copied, where it is not certain?
    pub fn is_copied(&self, local: LocalId) -> bool {
        self.guard(local) == Guard::Conditional { flag: Flag::Copied }
    }

    /// A guard of a local that may have a value, and its place.
    pub fn held(&self, local: LocalId, has_value: HasValue) -> TokenStream {
        let (place, flag, krate) = (self.names.slot(local), self.names.flag(local), self.krate);
        if self.is_parted(local) {
            let whole = self.no_parts(local);
            return match has_value {
                HasValue::Yes => quote_spanned!(span()=> #place.parted(#krate::machine::Gone::whole(#flag, #whole))),
                HasValue::No => quote_spanned!(span()=> #flag.unparted(#place, #whole)),
                HasValue::AsStored => quote_spanned!(span()=> #place.parted(#flag.get())),
            };
        }
        let is_set = match has_value {
            HasValue::Yes => quote_spanned!(span()=> true),
            HasValue::No => quote_spanned!(span()=> false),
            HasValue::AsStored if self.is_asked(local) => quote_spanned!(span()=> #krate::machine::is_kept(#flag)),
            HasValue::AsStored if self.is_copied(local) => quote_spanned!(span()=> #krate::machine::is_copied(#place)),
            HasValue::AsStored => quote_spanned!(span()=> #flag.get()),
        };
        let guard = match self.machine.graph.local(local).kind {
            LocalKind::Temporary => quote_spanned!(span()=> outliving),
            _ => quote_spanned!(span()=> flagged),
        };
        quote_spanned!(span()=> #place.#guard(#is_set))
    }

    /// May parts of it be moved away?
    pub fn is_parted(&self, local: LocalId) -> bool {
        matches!(self.guard(local), Guard::Conditional { flag: Flag::Parts(_) })
    }

    /// `<File, Buffer, ReadFuture>`: whatever is stored anywhere. With bounds where the types are declared.
    pub(super) fn generics(&self, bounds: Bounds) -> TokenStream {
        let mut known: Vec<&Ident> = Vec::new();
        let mut parameters = Vec::new();
        let arguments = self.machine.arguments().into_iter().map(Field::Local);
        let fields = arguments.chain(self.machine.states.iter().flat_map(|state| state.fields.iter().copied()));
        for (name, bound) in fields.flat_map(|field| self.parameters(field)) {
            if !known.contains(&name) {
                known.push(name);
                let bound = bound.filter(|_| bounds == Bounds::Shown);
                parameters.push(quote_spanned!(span()=> #name #bound));
            }
        }
        if parameters.is_empty() { TokenStream::new() } else { quote_spanned!(span()=> <#(#parameters),*>) }
    }

    /// The type parameters of a field, with their bounds.
    fn parameters(&self, field: Field) -> Vec<(&Ident, Option<TokenStream>)> {
        let krate = self.krate;
        let is_way = || Some(quote_spanned!(span()=> : #krate::machine::Way));
        let way = |local: LocalId| (&self.names.ways[local.index()], is_way());
        match field {
            Field::Local(local) | Field::Hole(local) if self.machine.is_kept_unless_copied(local) => {
                vec![(self.type_name(local), None), (&self.names.copied[local.index()], is_way())]
            }
            Field::Local(local) | Field::Hole(local) => vec![(self.type_name(local), None)],
            Field::Kept(local) => vec![(&self.names.kept_types[local.index()], None)],
            Field::Future(id) => vec![(&self.names.future_types[id.index()], None)],
            Field::Flag(local) | Field::FlagHole(local) if self.is_asked(local) => vec![way(local)],
            Field::Flag(local) | Field::FlagHole(local) if self.is_parted(local) => {
                let ty = self.type_name(local);
                let set = Some(self.parts_of(local)).filter(|set| *set != PartSet::Byte).into_iter();
                let bound = quote_spanned!(span()=> : #krate::machine::Rest<#ty #(, #set)*>);
                let rest = (&self.names.rests[local.index()], Some(bound));
                let copied = self.machine.is_kept_unless_copied(local).then(|| &self.names.copied[local.index()]);
                let copied = copied.map(|copied| (copied, is_way()));
                let way = self.taken_by_methods(local).map(|_| way(local));
                [rest].into_iter().chain(copied).chain(way).collect()
            }
            Field::Flag(_) | Field::FlagHole(_) => Vec::new(),
        }
    }
}

/// Does a local have a value?
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum HasValue {
    Yes,
    No,
    /// As its flag says.
    AsStored,
}

/// Are the bounds of type parameters written?
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bounds {
    Shown,
    Hidden,
}

/// Storage that is not needed in this state, but stands before some that is.
fn hole(name: &Ident) -> Ident {
    Ident::new(&format!("_{name}_hole"), name.span())
}
