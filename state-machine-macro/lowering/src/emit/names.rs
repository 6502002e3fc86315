//! Every generated identifier is made here, with a span that the user's code cannot see.

use std::{cell::RefCell, collections::HashSet};

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::{ext::IdentExt, visit::Visit};

use super::used::Used;
use crate::{
    model::{
        ids::{AwaitId, LocalId},
        input::Input,
        local::LocalKind,
        machine::{Flag, Guard, Machine, Storage},
        mark,
    },
    syntax::{names::is_keyword, spans},
};

/// The span of generated code.
pub fn span() -> Span {
    Span::mixed_site()
}

pub fn ident(text: &str) -> Ident {
    Ident::new(text, span())
}

pub struct Names {
    /// The state enum.
    pub state_enum: Ident,
    /// The enum of the steps.
    pub step_enum: Ident,
    /// By local: the slot, and inside a block the place of its value.
    pub places: Vec<Ident>,
    /// By local: the guard.
    pub guards: Vec<Ident>,
    /// By local: its value, on the way from a pattern into the slot.
    pub values: Vec<Ident>,
    /// By local: whether it has a value.
    pub flags: Vec<Ident>,
    /// By local: the type parameter of the enum.
    pub types: Vec<Ident>,
    /// By local: the type parameter for what is left of it when a method may have taken it.
    pub kept_types: Vec<Ident>,
    /// Type parameters that say whether the type of a local is copied.
    pub copied: Vec<Ident>,
    /// By local: the type parameter for what drops the rest of it when parts are gone.
    pub rests: Vec<Ident>,
    /// By local: its slot in a state in which a method may have taken it.
    pub kept: Vec<Ident>,
    /// By local: the type parameter that tells whether a method has taken it.
    pub ways: Vec<Ident>,
    /// By answer.
    pub answers: Vec<Ident>,
    /// By await: the slot of the future.
    pub futures: Vec<Ident>,
    pub future_guards: Vec<Ident>,
    pub future_types: Vec<Ident>,
    /// By await: the state.
    pub states: Vec<Ident>,
    /// The first state.
    pub first: Ident,
    /// The type of all of them.
    pub kind: Ident,
    /// The lifetimes of what goes in.
    pub lifetimes: Ident,
    pub state: Ident,
    pub tag: Ident,
    pub running: Ident,
    /// The type of the compiler's future.
    pub native: Ident,
    /// Whether the machine waits, where that is not what the code returns.
    pub waits: Ident,
    pub cx: Ident,
    pub step: Ident,
    pub value: Ident,
    /// What an awaited future has given.
    pub ready: Ident,
    pub output: Ident,
    pub show: Ident,
    /// What stands beside the user's own method where rustc is asked about it.
    pub other: Ident,
    pub ask: Ident,
    /// Locals whose places have been named in the step that is being emitted.
    pub looked_at: RefCell<HashSet<LocalId>>,
    /// Locals that are not called as they are written where they are ordinary ones.
    renamed: HashSet<LocalId>,
    /// What generated code has under names of its own.
    taken: Used,
}

pub fn make(input: &Input, machine: &Machine) -> Names {
    let function = input.sig.ident.to_string();
    let mut used = Used::default();
    used.visit_block(&input.body);
    used.visit_signature(&input.sig);
    // What macros declare that are written out.
    let declared = machine.graph.locals.iter().filter(|local| !local.is_hidden());
    used.0.extend(declared.map(|local| local.ident.to_string()));
    let state_enum = enum_name(input, &used, &function);
    let mut fields = Used::default();
    let mut types = Used::default();
    types.0.extend(["Self".into(), state_enum.to_string()]);
    let mut names = Names {
        step_enum: used.fresh(&format!("{}Step", state_enum.to_string().trim_start_matches("r#"))),
        state_enum,
        places: Vec::new(),
        guards: Vec::new(),
        values: Vec::new(),
        flags: Vec::new(),
        types: Vec::new(),
        kept_types: Vec::new(),
        copied: Vec::new(),
        rests: Vec::new(),
        kept: Vec::new(),
        ways: Vec::new(),
        answers: Vec::new(),
        futures: Vec::new(),
        future_guards: Vec::new(),
        future_types: Vec::new(),
        states: Vec::new(),
        first: used.fresh("first"),
        kind: used.fresh("states"),
        lifetimes: used.fresh("lifetimes"),
        state: used.fresh("state"),
        tag: used.fresh("state_tag"),
        running: used.fresh("running"),
        native: used.fresh("native"),
        waits: used.fresh("waits"),
        cx: used.fresh("cx"),
        step: used.fresh("step"),
        value: used.fresh("value"),
        ready: used.fresh("ready"),
        output: used.fresh("output"),
        show: used.fresh("show"),
        other: used.fresh("Other"),
        // rustc advises to import it, where a method is not known.
        ask: used.fresh("OnlyForManualAsync"),
        looked_at: RefCell::default(),
        renamed: HashSet::new(),
        taken: Used::default(),
    };
    fields.0.extend(
        [
            &names.state,
            &names.tag,
            &names.running,
            &names.waits,
            &names.cx,
            &names.step,
            &names.value,
            &names.ready,
            &names.show,
        ]
        .map(Ident::to_string),
    );
    names.locals(machine, &used, &mut fields, &mut types);
    names.answers(machine, &used, &mut fields);
    names.awaits(machine, &used, &mut fields, &mut types);
    names.hidden(machine, &used, &mut fields);
    names.taken = fields;
    names
}

fn enum_name(input: &Input, used: &Used, function: &str) -> Ident {
    if let Some(name) = &input.options.name {
        let mut name = name.clone();
        name.set_span(span());
        return name;
    }
    let name = camel_case(function);
    if used.0.contains(&name) || is_keyword(&name) { used.fresh(&format!("{name}Machine")) } else { ident(&name) }
}

impl Names {
    fn places(&mut self, machine: &Machine, used: &Used, fields: &mut Used) {
        for id in machine.graph.local_ids() {
            let local = machine.graph.local(id);
            let base = local.ident.to_string();
            let base = match base.trim_start_matches("r#") {
                "self" => "this",
                "_" => "unnamed",
                base => base,
            };
            // A hidden local must not look like one of the user's.
            let is_ours = local.is_hidden() || base == "this" || machine.graph.hidden_names.contains(base);
            let hidden = is_ours || machine.graph.unknown.contains(base);
            self.places.push(match is_in_slot(machine, id) {
                false => ident("unused"),
                true if hidden => fields.mint_beside(base, used),
                true => fields.mint(base),
            });
        }
    }

    /// What goes with the places: no two may have one name, nor may any have that of a place.
    fn locals(&mut self, machine: &Machine, used: &Used, fields: &mut Used, types: &mut Used) {
        self.places(machine, used, fields);
        for id in machine.graph.local_ids() {
            if !is_in_slot(machine, id) {
                let unused = ident("unused");
                let Names { guards, values, flags, types, kept_types, rests, kept, ways, copied, .. } = self;
                let all = [guards, values, flags, types, kept_types, rests, kept, ways, copied];
                all.into_iter().for_each(|names| names.push(unused.clone()));
                continue;
            }
            let (place, written) = (self.places[id.index()].to_string(), machine.graph.local(id).ident.span());
            let mut beside = |name: String| fields.mint_beside(&name, used);
            // Nothing of the user's has this name, so that it may have the user's hygiene.
            let guard = beside(format!("_{place}")).to_string();
            self.guards.push(Ident::new(&guard, written));
            let value = beside(format!("{place}_value")).to_string();
            // What `ref` may do depends on the edition in which the name behind it was written.
            let by_ref = machine.graph.references.contains(&id);
            self.values.push(Ident::new(&value, if by_ref { written } else { span() }));
            let flag = match machine.locals[id.index()].guard {
                Guard::Conditional { flag: Flag::Asked(_) } => "receiver",
                Guard::Conditional { flag: Flag::Parts(_) } => "parts",
                _ => "is_set",
            };
            self.flags.push(beside(format!("{place}_{flag}")));
            self.kept.push(beside(format!("{place}_kept")));
            let mut of_type = |suffix: &str| types.mint(&format!("{}{suffix}", camel_case(&place)));
            self.types.push(of_type(""));
            self.kept_types.push(of_type("Kept"));
            self.rests.push(of_type("Rest"));
            self.ways.push(of_type("Receiver"));
            self.copied.push(of_type("Copied"));
        }
    }

    /// Ordinary locals of which the source says nothing, or that hide others which are named: they must not hide what others mean by
    /// the name.
    fn hidden(&mut self, machine: &Machine, used: &Used, fields: &mut Used) {
        for id in machine.graph.local_ids() {
            let local = machine.graph.local(id);
            let is_place = || fields.0.contains(&local.ident.to_string());
            let hides_another = machine.graph.hidden_names.contains(&local.ident.unraw().to_string());
            let hides = local.is_hidden() || hides_another || is_made(&local.ident) && is_place();
            if hides && machine.locals[id.index()].storage == Storage::Stack {
                let name = fields.fresh_beside(&local.ident.to_string(), used);
                fields.0.insert(name.to_string());
                self.places[id.index()] = name;
                self.renamed.insert(id);
            } else if hides_another {
                self.renamed.insert(id);
            }
        }
    }

    fn answers(&mut self, machine: &Machine, used: &Used, names: &mut Used) {
        for asked in &machine.answers {
            let local = machine.graph.mentions[asked.mention.index()].local;
            // What a closure takes along need not have a place of its own.
            let is_moved = machine.closures.values().flatten().any(|moved| moved.asked == *asked);
            let place = if is_moved { &machine.graph.local(local).ident } else { self.place(local) };
            let mut name = place.to_string();
            asked.of.iter().for_each(|member| match mark::is_pointed_to(member) {
                true => name.push_str("_content"),
                false => name.extend(["_".to_owned(), member.to_token_stream().to_string()]),
            });
            let name = names.fresh_beside(&format!("{}_way", name.replace("r#", "")), used);
            names.0.insert(name.to_string());
            self.answers.push(name);
        }
    }

    fn awaits(&mut self, machine: &Machine, used: &Used, fields: &mut Used, types: &mut Used) {
        let mut states = Used::default();
        states.0.extend(["Uninitialized", "Done"].map(String::from));
        for awaited in &machine.graph.awaits {
            let callee = awaited.callee.to_string();
            let callee = callee.trim_start_matches("r#").trim_end_matches("_future");
            let future = fields.fresh_beside(&format!("{callee}_future"), used);
            fields.0.insert(future.to_string());
            let guard = fields.mint_beside(&format!("_{future}"), used).to_string();
            self.future_guards.push(Ident::new(&guard, awaited.word));
            let type_name = types.fresh(&camel_case(&future.to_string()));
            types.0.insert(type_name.to_string());
            self.future_types.push(type_name);
            self.futures.push(future);
            let state = states.fresh(&format!("Awaiting{}", camel_case(callee)));
            states.0.insert(state.to_string());
            self.states.push(state);
        }
    }

    /// A name for something inside of an expression, which may name any place there.
    pub fn beside(&self, name: &str) -> Ident {
        self.taken.fresh(name.trim_start_matches("r#"))
    }

    /// The place of its value, for code that looks at it.
    pub fn place(&self, local: LocalId) -> &Ident {
        self.looked_at.borrow_mut().insert(local);
        self.slot(local)
    }

    /// Is it not called as it is written where it is an ordinary local?
    pub fn is_renamed(&self, local: LocalId) -> bool {
        self.renamed.contains(&local)
    }

    /// Its slot, which has the same name.
    pub fn slot(&self, local: LocalId) -> &Ident {
        &self.places[local.index()]
    }

    pub fn guard(&self, local: LocalId) -> &Ident {
        &self.guards[local.index()]
    }

    pub fn value(&self, local: LocalId) -> &Ident {
        &self.values[local.index()]
    }

    pub fn flag(&self, local: LocalId) -> &Ident {
        &self.flags[local.index()]
    }

    pub fn future(&self, id: AwaitId) -> &Ident {
        &self.futures[id.index()]
    }
}

/// Is it written as generated code is, which has these names to itself?
fn is_made(ident: &Ident) -> bool {
    let context = spans::context(ident.span());
    !context.is_empty() && context == spans::context(span())
}

fn is_in_slot(machine: &Machine, id: LocalId) -> bool {
    machine.locals[id.index()].storage != Storage::Stack || machine.graph.local(id).kind == LocalKind::Argument
}

/// `read_file` to `ReadFile`.
pub fn camel_case(name: &str) -> String {
    let mut camel = String::new();
    for word in name.trim_start_matches("r#").split('_').filter(|word| !word.is_empty()) {
        let mut chars = word.chars();
        camel.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        camel.extend(chars);
    }
    if camel.starts_with(|first: char| first.is_numeric()) || camel.is_empty() {
        camel.insert(0, 'N');
    }
    camel
}
