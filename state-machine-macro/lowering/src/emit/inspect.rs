//! What tells about a machine: its tables, and the closure that looks into it.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote_spanned;

use super::{
    Emitter,
    names::{ident, span},
    state::Bounds,
};
use crate::{
    describe::{self, Content, Description, Exit, Range, Reason, StateKind},
    model::{
        ids::{AwaitId, LocalId},
        local::LocalKind,
        machine::{Borrower, Field, Lent, State},
    },
};

impl Emitter<'_> {
    // Into: `impl<File, ..> Stored for ReadFile<File, ..> { const MACHINE: &'static Machine = &Machine { .. }; .. }`
    pub fn tables(&self, description: &Description) -> TokenStream {
        let (name, inspect) = (&self.names.state_enum, self.inspect());
        let (generics, bare) = (self.generics(Bounds::Shown), self.generics(Bounds::Hidden));
        let Description { name: function, title, range, .. } = description;
        let (line, column) = (unsuffixed(range.start.line), unsuffixed(range.start.column));
        let states = description.states.iter().enumerate().map(|(number, state)| self.state_table(number, state));
        let transitions = description.transitions.iter().map(|transition| self.transition(transition));
        let number = self.state_number();
        quote_spanned!(span()=>
            #[doc = " What is known of the machine without running it."]
            impl #generics #inspect::Stored for #name #bare {
                const MACHINE: &'static #inspect::Machine = &#inspect::Machine {
                    function: #function,
                    title: #title,
                    module: ::core::module_path!(),
                    file: ::core::file!(),
                    line: #line,
                    column: #column,
                    size: ::core::mem::size_of::<Self>(),
                    states: &[#(#states),*],
                    transitions: &[#(#transitions),*],
                };

                fn number(&self) -> ::core::primitive::usize {
                    #number
                }
            }
        )
    }

    /// The number of the present state.
    fn state_number(&self) -> TokenStream {
        let (tag, inspect) = (self.steps.tag_type(), self.inspect());
        if !self.is_bare() {
            return quote_spanned!(span()=> unsafe { #inspect::number::<::core::primitive::#tag, Self>(self) });
        }
        let waiting = self.machine.states.iter().map(|state| &self.names.states[state.await_id.index()]);
        let arms = waiting.enumerate().map(|(index, variant)| {
            let number = unsuffixed(index + 1);
            quote_spanned!(span()=> Self::#variant { .. } => #number,)
        });
        let done = unsuffixed(self.machine.states.len() + 1);
        quote_spanned!(span()=> match self { Self::Uninitialized { .. } => 0, #(#arms)* Self::Done => #done })
    }

    /// The module of the support code that is about this.
    pub fn inspect(&self) -> TokenStream {
        let krate = self.krate;
        quote_spanned!(span()=> #krate::machine::inspect)
    }

    fn state_table(&self, number: usize, state: &describe::State) -> TokenStream {
        let (inspect, tag) = (self.inspect(), self.steps.tag_type());
        let name = &state.name;
        let kind = match &state.kind {
            StateKind::Uninitialized => quote_spanned!(span()=> Uninitialized),
            StateKind::Awaiting(awaited) => {
                let code = self.code(&awaited.text, awaited.range);
                quote_spanned!(span()=> Awaiting(&#code))
            }
            StateKind::Done => quote_spanned!(span()=> Done),
        };
        let stored = match number.checked_sub(1) {
            None => self.machine.first_fields(),
            Some(index) => self.machine.states.get(index).map(|state| state.fields.clone()).unwrap_or_default(),
        };
        let fields = stored.iter().zip(&state.fields).map(|(stored, field)| self.field_table(stored, field));
        let drops = state.drops.iter().map(|dropped| {
            let (field, certain) = (&dropped.field, ident(if dropped.certain { "surely" } else { "perhaps" }));
            quote_spanned!(span()=> #inspect::Dropped::#certain(#field))
        });
        let number = unsuffixed(number);
        let fields = quote_spanned!(span()=> [#(#fields),*]);
        let fields = match self.is_bare() {
            false => {
                quote_spanned!(span()=> #inspect::place(::core::mem::size_of::<::core::primitive::#tag>(), #fields))
            }
            true => fields,
        };
        quote_spanned!(span()=> #inspect::State {
            number: #number,
            name: #name,
            kind: #inspect::StateKind::#kind,
            fields: &#fields,
            drops: &[#(#drops),*],
        })
    }

    fn field_table(&self, stored: &Field, field: &describe::Field) -> TokenStream {
        let inspect = self.inspect();
        let (_, ty) = self.field(stored);
        let content = ident(match field.content {
            Content::Local { reason: Reason::Used, .. } => "used",
            Content::Local { reason: Reason::Unused, .. } => "unused",
            Content::Local { reason: Reason::Gone, .. } => "gone",
            Content::Flag { .. } => "flag",
            Content::Hole => "hole",
            Content::Future => "future",
        });
        let name = match *stored {
            Field::Local(local) | Field::Kept(local) | Field::Hole(local) => {
                let written = self.machine.graph.local(local).ident.to_string();
                written.trim_start_matches("r#").to_owned()
            }
            _ => field.name.clone(),
        };
        quote_spanned!(span()=> #inspect::Field::#content::<#ty>(#name))
    }

    fn transition(&self, transition: &describe::Transition) -> TokenStream {
        let inspect = self.inspect();
        let (from, to) = (unsuffixed(transition.from), unsuffixed(transition.to));
        let exit = match transition.exit {
            Exit::Await => ident("Await"),
            Exit::End => ident("End"),
            Exit::Early => ident("Early"),
        };
        let code = transition.code.iter().map(|code| self.code(&code.text, code.range));
        quote_spanned!(span()=> #inspect::Transition {
            from: #from,
            to: #to,
            exit: #inspect::Exit::#exit,
            code: &[#(#code),*],
        })
    }

    fn code(&self, text: &str, Range { start, end }: Range) -> TokenStream {
        let inspect = self.inspect();
        let place = [start.line, start.column, end.line, end.column].map(unsuffixed);
        let text = Literal::string(text);
        quote_spanned!(span()=> #inspect::Code::at(#text, [#(#place),*]))
    }

    // Into: `|state, show| match state { ReadFile::AwaitingOpen { path, .. } => { show.value(0, ..); } .. }`
    pub fn look(&self) -> TokenStream {
        let (name, inspect, state, show) =
            (&self.names.state_enum, self.inspect(), &self.names.state, &self.names.show);
        let arguments = self.machine.first_fields();
        let first = arguments.iter().enumerate().filter_map(|(index, field)| match field {
            Field::Local(local) => Some(self.show(index, *local)),
            _ => None,
        });
        let places = arguments.iter().filter_map(|field| match field {
            Field::Local(local) => Some(self.names.place(*local)),
            _ => None,
        });
        let slots = self.as_slots(places.clone());
        let states = self.machine.states.iter().map(|state| self.look_at(state));
        quote_spanned!(span()=> |#state, #show| {
            use #inspect::{MayHold as _, NoChild as _, NoValue as _, NotExclusive as _, NotExclusiveInside as _};
            unsafe {
                match #state {
                    #name::Uninitialized { #(#places,)* .. } => { #slots #(#first)* }
                    #(#states)*
                    #name::Done => {}
                }
            }
        })
    }

    fn look_at(&self, state: &State) -> TokenStream {
        let (name, variant) = (&self.names.state_enum, &self.names.states[state.await_id.index()]);
        let future = self.names.future(state.await_id);
        let mut used: Vec<&Ident> = vec![future];
        let mut shown = TokenStream::new();
        for (index, field) in state.fields.iter().enumerate() {
            let (Field::Local(local) | Field::Kept(local)) = *field else { continue };
            shown.extend(self.show_if_possible(state, index, local, &mut used));
        }
        let (slots, awaited) = (self.as_slots(used.iter().copied()), self.show_awaited(state.await_id));
        quote_spanned!(span()=> #name::#variant { #(#used,)* .. } => {
            #slots
            #shown
            #awaited
        })
    }

    // Into: `show.awaited(Child::new(open_future).inspect_machine());`
    //
    // Into: `let (future_0, future_1) = parked(join_future).waiting(); if let Some(future) = future_0 { show.branch(..); } ..`
    fn show_awaited(&self, id: AwaitId) -> TokenStream {
        let (show, inspect, krate, future) = (&self.names.show, self.inspect(), self.krate, self.names.future(id));
        let futures: Vec<_> =
            (0..self.machine.graph.await_(id).beside).map(|index| ident(&format!("future_{index}"))).collect();
        if futures.is_empty() {
            return quote_spanned!(span()=> #show.awaited(#inspect::Child::new(#future).inspect_machine()););
        }
        quote_spanned!(span()=>
            let (#(#futures,)*) = #inspect::parked(#future).waiting();
            #(if let ::core::option::Option::Some(future) = #futures {
                #show.branch(future, #inspect::Child::new(#krate::machine::Slot::of(future)).inspect_machine());
            })*
        )
    }

    // Into: `let future = Slot::of(future);`, where the fields are no slots
    fn as_slots<'a>(&self, fields: impl Iterator<Item = &'a Ident>) -> Option<TokenStream> {
        let krate = self.krate;
        let slots = fields.map(|field| quote_spanned!(span()=> let #field = #krate::machine::Slot::of(#field);));
        self.is_bare().then(|| slots.collect())
    }

    /// The local with its value, if it has one and nobody else may be writing to it.
    fn show_if_possible<'a>(
        &'a self,
        state: &State,
        index: usize,
        local: LocalId,
        used: &mut Vec<&'a Ident>,
    ) -> TokenStream {
        let (show, number) = (&self.names.show, unsuffixed(index));
        let Some(held) = state.drops.iter().find(|held| held.local == local) else {
            return quote_spanned!(span()=> #show.gone(#number););
        };
        let lent = state.lent.iter().find(|lent| lent.local == local);
        if self.machine.graph.local(local).kind == LocalKind::Temporary {
            return quote_spanned!(span()=> #show.hidden(#number););
        }
        if lent.is_some_and(|lent| !lent.if_reference && matches!(lent.to, Borrower::Certain)) {
            return quote_spanned!(span()=> #show.lent(#number););
        }
        use_once(self.names.place(local), used);
        let mut tokens = self.show(index, local);
        if let Some(lent) = lent {
            let condition = self.is_lent(lent, used);
            tokens = quote_spanned!(span()=> if #condition { #show.lent(#number); } else { #tokens });
        }
        match self.is_there(local, held.certain, used) {
            Some(condition) => quote_spanned!(span()=> if #condition { #tokens } else { #show.gone(#number); }),
            None => tokens,
        }
    }

    fn show(&self, index: usize, local: LocalId) -> TokenStream {
        let (show, inspect, place, index) =
            (&self.names.show, self.inspect(), self.names.place(local), unsuffixed(index));
        quote_spanned!(span()=>
            #show.value(
                #index,
                #inspect::Probe::new(#place).inspect_value(),
                #inspect::Child::new(#place).inspect_machine(),
            );
        )
    }

    /// What tells whether a local has a value, and all of it. Nothing, if that is certain.
    fn is_there<'a>(&'a self, local: LocalId, certain: bool, used: &mut Vec<&'a Ident>) -> Option<TokenStream> {
        let (inspect, krate, flag) = (self.inspect(), self.krate, self.names.flag(local));
        let condition = if self.is_parted(local) {
            quote_spanned!(span()=> #inspect::is_whole(#flag))
        } else if certain {
            return None;
        } else if self.is_copied(local) {
            let place = self.names.place(local);
            return Some(quote_spanned!(span()=> #krate::machine::is_copied(#place)));
        } else if self.is_asked(local) {
            quote_spanned!(span()=> #krate::machine::is_kept(#flag))
        } else {
            quote_spanned!(span()=> #inspect::holds(#flag))
        };
        use_once(flag, used);
        Some(condition)
    }

    fn is_lent<'a>(&'a self, lent: &Lent, used: &mut Vec<&'a Ident>) -> TokenStream {
        let (inspect, place) = (self.inspect(), self.names.place(lent.local));
        let mut conditions = Vec::new();
        if lent.if_reference {
            conditions.push(quote_spanned!(span()=>
                (#inspect::Exclusive::of(#place).inspect_exclusive() || #inspect::Inside::of(#place).inspect_inside())
            ));
        }
        if let Borrower::Locals(others) = &lent.to {
            let may_hold = others.iter().map(|other| {
                let place = self.names.place(*other);
                use_once(place, used);
                quote_spanned!(span()=> #inspect::Holder::of(#place).inspect_holder())
            });
            conditions.push(quote_spanned!(span()=> (#(#may_hold)||*)));
        }
        conditions.into_iter().reduce(|all, next| quote_spanned!(span()=> #all && #next)).unwrap_or_default()
    }
}

fn use_once<'a>(name: &'a Ident, used: &mut Vec<&'a Ident>) {
    if !used.contains(&name) {
        used.push(name);
    }
}

/// A number whose type shows elsewhere.
fn unsuffixed(number: usize) -> Literal {
    let mut literal = Literal::usize_unsuffixed(number);
    literal.set_span(span());
    literal
}
