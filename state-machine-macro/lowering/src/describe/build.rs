//! Machine to description.

use quote::ToTokens;

use super::{
    Awaited, Content, Description, Dropped, Field, Local, LocalKind, Range, Reason, State, StateKind,
    source::{Source, range},
    transitions,
};
use crate::{
    emit::names::{self, Names},
    model::{
        self,
        ids::LocalId,
        input::Input,
        machine::{self, Held, Machine, Storage},
    },
    syntax::spans,
};

pub fn description(input: &Input, machine: &Machine) -> Description {
    let names = names::make(input, machine);
    let builder = Builder { input, machine, names: &names, locals: kept(machine) };
    let written = match &input.block {
        Some(block) => block.written.to_token_stream(),
        None => input.sig.to_token_stream().into_iter().chain(input.body.to_token_stream()).collect(),
    };
    let name = input.sig.ident.to_string();
    Description {
        title: input.block.as_ref().map_or_else(|| format!("`{name}`"), |block| block.title.clone()),
        name,
        state_enum: names.state_enum.to_string(),
        range: whole(input, &written),
        locals: builder.locals.iter().map(|local| builder.local(*local)).collect(),
        states: builder.states(),
        transitions: transitions::find(machine, &Source::new(written)),
    }
}

fn whole(input: &Input, written: &proc_macro2::TokenStream) -> Range {
    let first = input.block.as_ref().map_or_else(|| spans::begin(&input.sig), |_| spans::begin(written));
    range(first, spans::end(written))
}

/// Locals that some state keeps, in the order in which they are declared.
fn kept(machine: &Machine) -> Vec<LocalId> {
    let mut kept = Vec::new();
    let declared = machine.graph.declared.iter().copied();
    for local in machine.arguments().into_iter().chain(declared) {
        let is_kept = machine.graph.local(local).kind == model::local::LocalKind::Argument
            || machine.locals[local.index()].storage == Storage::State;
        if is_kept && !kept.contains(&local) {
            kept.push(local);
        }
    }
    kept
}

struct Builder<'a> {
    input: &'a Input,
    machine: &'a Machine,
    names: &'a Names,
    locals: Vec<LocalId>,
}

impl Builder<'_> {
    fn local(&self, id: LocalId) -> Local {
        let local = self.machine.graph.local(id);
        let kind = match local.kind {
            model::local::LocalKind::Argument => LocalKind::Argument,
            model::local::LocalKind::Declared => LocalKind::Declared,
            _ => LocalKind::Temporary,
        };
        let name = local.ident.to_string().trim_start_matches("r#").to_owned();
        Local { name, kind, position: range(local.ident.span(), local.ident.span()).start }
    }

    fn number(&self, local: LocalId) -> usize {
        self.locals.iter().position(|other| *other == local).unwrap_or_default()
    }

    fn states(&self) -> Vec<State> {
        let mut states = vec![self.first()];
        states.extend(self.machine.states.iter().map(|state| self.state(state)));
        let (fields, drops) = (Vec::new(), Vec::new());
        states.push(State { name: "Done".into(), kind: StateKind::Done, fields, drops });
        states
    }

    /// Before the first poll: the arguments.
    fn first(&self) -> State {
        let mut fields = Vec::new();
        for field in self.machine.first_fields() {
            fields.push(match field {
                machine::Field::Flag(local) => {
                    self.field(self.names.flag(local), None, Content::Flag { local: self.number(local) })
                }
                machine::Field::Local(local) => {
                    let reason = self.argument_reason(local);
                    let content = Content::Local { local: self.number(local), reason, certain: true };
                    self.field(self.names.place(local), Some(&self.names.types[local.index()]), content)
                }
                _ => continue,
            });
        }
        let mut arguments = self.machine.arguments();
        if self.input.block.is_some() {
            arguments.reverse();
        }
        let drops = arguments.into_iter().map(|local| self.dropped(Held { local, certain: true }));
        State { name: "Uninitialized".into(), kind: StateKind::Uninitialized, fields, drops: drops.collect() }
    }

    fn argument_reason(&self, local: LocalId) -> Reason {
        let named = self.machine.graph.mentions.iter().any(|mention| mention.local == local);
        if named { Reason::Used } else { Reason::Unused }
    }

    fn state(&self, state: &machine::State) -> State {
        let awaited = self.machine.graph.await_(state.await_id);
        let kind =
            StateKind::Awaiting(Awaited { text: awaited.source.clone(), range: range(awaited.begin, awaited.word) });
        let future = Dropped { field: self.names.future(state.await_id).to_string(), local: None, certain: true };
        let drops = std::iter::once(future).chain(state.drops.iter().map(|held| self.dropped(*held)));
        State {
            name: self.names.states[state.await_id.index()].to_string(),
            kind,
            fields: state.fields.iter().map(|field| self.field_of(state, field)).collect(),
            drops: drops.collect(),
        }
    }

    /// What waits only to be dropped is there, whether or not its type has anything to drop.
    fn is_certain(&self, held: Held) -> bool {
        held.certain || self.machine.is_idle(held.local)
    }

    fn dropped(&self, held: Held) -> Dropped {
        let field = self.names.place(held.local).to_string();
        Dropped { field, local: Some(self.number(held.local)), certain: self.is_certain(held) }
    }

    fn field_of(&self, state: &machine::State, field: &machine::Field) -> Field {
        use machine::Field::*;
        let names = self.names;
        match *field {
            Local(local) if self.machine.has_room_if_needed(local) && !self.machine.is_kept_unless_copied(local) => {
                self.field(names.place(local), Some(&names.kept_types[local.index()]), self.content(state, local))
            }
            Local(local) => {
                self.field(names.place(local), Some(&names.types[local.index()]), self.content(state, local))
            }
            Kept(local) => {
                self.field(names.place(local), Some(&names.kept_types[local.index()]), self.content(state, local))
            }
            Hole(local) => self.field(names.place(local), Some(&names.types[local.index()]), Content::Hole),
            FlagHole(local) => self.field(names.flag(local), None, Content::Hole),
            Flag(local) => self.field(names.flag(local), None, Content::Flag { local: self.number(local) }),
            Future(id) => self.field(names.future(id), Some(&names.future_types[id.index()]), Content::Future),
        }
    }

    fn field(&self, name: &impl ToString, parameter: Option<&proc_macro2::Ident>, content: Content) -> Field {
        Field { name: name.to_string(), parameter: parameter.map(ToString::to_string), content }
    }

    fn content(&self, state: &machine::State, local: LocalId) -> Content {
        let graph = &self.machine.graph;
        let held = state.drops.iter().find(|held| held.local == local);
        let reason = match held {
            _ if state.used.contains(&local) => Reason::Used,
            Some(_) => Reason::Unused,
            // What is copied is let go at its last use, and stays where something points to it.
            None if graph.is_never_dropped(local) => Reason::Unused,
            None => Reason::Gone,
        };
        Content::Local { local: self.number(local), reason, certain: held.is_some_and(|held| self.is_certain(*held)) }
    }
}
