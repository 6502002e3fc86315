//! Machine to tokens. Nothing can fail here any more.

mod along;
mod anonymous;
mod apart;
mod arguments;
mod async_block;
mod bare;
mod block;
mod callee;
mod capture;
mod captured_fields;
mod chain;
mod checked;
mod declare;
mod deref;
mod drop;
mod elements;
mod end;
mod ended;
mod expression;
mod fields;
mod function;
mod given;
mod held;
mod held_patterns;
mod hinted;
mod imports;
mod inspect;
mod items;
mod jump;
mod lifetimes;
mod listener;
mod matched;
pub mod names;
mod native;
mod parts;
mod passed;
mod question;
mod receiver;
mod recursion;
mod relations;
mod replacer;
mod rest;
mod resumed;
mod shared;
mod silenced;
mod slots;
mod state;
mod steps;
mod subject;
mod taken;
mod tied;
mod told;
mod torn;
mod untold;
mod update;
mod used;

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, TokenStream};
use syn::{
    Path, ReturnType, Type,
    visit_mut::{self, VisitMut},
};

use block::Open;
use expression::Question;
use names::Names;
use resumed::{Resumed, resumed};
use steps::Steps;

use crate::describe::{self, Description};
use crate::model::{
    graph::{End, Graph, Step},
    ids::{AnswerId, BlockId, LocalId, ScopeId},
    input::{Edition, Input},
    machine::{Guard, Machine, Storage},
};
use crate::syntax::spans;
use crate::syntax::types::is_opaque;

/// The whole function or block, rewritten, and whether it would be another in another edition.
pub fn emit(input: &Input, machine: &Machine, edition: Edition) -> (TokenStream, bool) {
    let output = output(input);
    let name = &input.sig.ident;
    let names = names::make(input, machine);
    let is_looked_at = input.options.inspection.is_on() || input.options.max_size.is_some();
    let resumed = resumed(input, &output);
    let emitter = Emitter {
        machine,
        description: is_looked_at.then(|| describe::description(input, machine)),
        title: input.block.as_ref().map_or_else(|| format!("`{name}`"), |block| block.title.clone()),
        declared: Declared::of(&machine.graph),
        drops_forward: input.block.is_some(),
        steps: Steps::new(names.step_enum.clone(), machine, &names.states),
        names,
        lent: lifetimes::lent(input, machine),
        shortened: lifetimes::shortened(input),
        krate: &input.options.krate,
        question: if resumed == Resumed::Output { Question::Plain } else { question(&output) },
        resumed,
        is_checked: input.block.is_some() || !checked::is_apart(input),
        output: without_opaque(output),
        open: RefCell::new(Open::default()),
        emitted: Cell::new(BlockId(0)),
        goes_back: Cell::new(false),
        leaves: Cell::new(0),
        rests: RefCell::default(),
        told: RefCell::default(),
        told_answers: RefCell::default(),
        later: RefCell::default(),
        asks_for_recursion: Cell::new(false),
        edition,
        edition_matters: Cell::new(false),
    };
    let tokens = match &input.block {
        None => function::function(&emitter, input),
        Some(block) => async_block::async_block(&emitter, input, block),
    };
    (tokens, emitter.edition_matters.get())
}

struct Emitter<'m> {
    machine: &'m Machine,
    /// Where something is to be told about the machine.
    description: Option<Description>,
    /// What is rewritten, for a sentence.
    title: String,
    declared: Declared,
    /// The parameters are dropped in the order opposite to that of a function, as what a block captures.
    drops_forward: bool,
    names: Names,
    /// The parameters that may get what lives shorter.
    shortened: HashSet<LocalId>,
    /// The parameters that may have lifetimes.
    lent: Vec<LocalId>,
    steps: Steps,
    /// Where the support code lives.
    krate: &'m Path,
    /// Does the body stand here once more, and not in a function of its own?
    is_checked: bool,
    /// What the function returns natively, as far as it can be said of a closure.
    output: Type,
    question: Question,
    resumed: Resumed,
    /// Locals of which it has been said how to drop what is left of them.
    rests: RefCell<HashSet<LocalId>>,
    /// Locals about which rustc is asked.
    told: RefCell<HashSet<LocalId>>,
    told_answers: RefCell<HashSet<AnswerId>>,
    /// What patterns bind whose types are told later: names for the type, and for whether it moves.
    later: RefCell<Vec<(Ident, Ident)>>,
    /// The scopes that are open where code is being emitted.
    open: RefCell<Open>,
    /// The step that is being emitted.
    emitted: Cell<BlockId>,
    /// Does a step lead to an earlier one?
    goes_back: Cell<bool>,
    /// In how many places is the step that is being emitted left for one further down?
    leaves: Cell<usize>,
    /// Is there a method that may be the function itself?
    asks_for_recursion: Cell<bool>,
    edition: Edition,
    /// Would something be emitted otherwise in another edition?
    edition_matters: Cell<bool>,
}

/// Locals in the order in which they are declared, each once.
struct Declared {
    all: Vec<LocalId>,
    by_scope: HashMap<ScopeId, Vec<LocalId>>,
}

impl Declared {
    fn of(graph: &Graph) -> Self {
        let (mut seen, mut by_scope) = (HashSet::new(), HashMap::<ScopeId, Vec<LocalId>>::new());
        let all: Vec<LocalId> = graph.declared.iter().copied().filter(|local| seen.insert(*local)).collect();
        for local in &all {
            if let Some(scope) = graph.local(*local).scope {
                by_scope.entry(scope).or_default().push(*local);
            }
        }
        Declared { all, by_scope }
    }
}

impl Emitter<'_> {
    fn storage(&self, local: LocalId) -> Storage {
        self.machine.locals[local.index()].storage
    }

    fn guard(&self, local: LocalId) -> Guard {
        self.machine.locals[local.index()].guard
    }

    /// The name that a local has as an ordinary local.
    fn written(&self, local: LocalId, written: &Ident) -> Ident {
        match self.machine.graph.local(local) {
            // Nothing of the user's has this name, so that it may have the user's hygiene.
            data if data.ident == "self" => spans::respanned(self.names.place(local), written.span()),
            // Neither a slot nor anything of the user's is called like this.
            data if data.is_hidden() || self.names.is_renamed(local) => {
                spans::respanned(self.names.slot(local), written.span())
            }
            _ => written.clone(),
        }
    }

    /// Is it declared by a step of this block, or of one inside it?
    fn declared_in(&self, block: BlockId, local: LocalId) -> bool {
        let data = self.machine.graph.block(block);
        let here = data.steps.iter().any(|step| match step {
            Step::Declare(declared) => *declared == local,
            Step::Let(let_) => crate::lower::bound(&let_.pat).contains(&local),
            Step::Tear(tear) => crate::lower::bound(&tear.pat).contains(&local),
            Step::Bound(locals) => locals.contains(&local),
            _ => false,
        });
        here || match &data.end {
            End::If { then, otherwise, .. } => self.declared_in(*then, local) || self.declared_in(*otherwise, local),
            End::Match { arms, .. } => arms.iter().any(|arm| self.declared_in(arm.block, local)),
            _ => false,
        }
    }
}

fn output(input: &Input) -> Type {
    match &input.sig.output {
        ReturnType::Default => syn::parse_quote!(()),
        // `!` cannot be written there on stable Rust, but in the type of a function it can.
        ReturnType::Type(_, ty) if matches!(**ty, Type::Never(_)) => {
            let krate = &input.options.krate;
            syn::parse_quote!(<fn() -> ! as #krate::machine::Returns>::Value)
        }
        ReturnType::Type(_, ty) => (**ty).clone(),
    }
}

fn question(output: &Type) -> Question {
    let Type::Path(path) = output else {
        // What hides its type cannot be named either; all the rest takes no `?`, and this says so best.
        return if is_opaque(output) { Question::Plain } else { Question::General };
    };
    let name = path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    match &*name {
        "Option" => Question::Option,
        name if name.contains("Result") || is_opaque(output) => Question::Plain,
        _ => Question::General,
    }
}

// A closure cannot be said to return `impl Trait`, but the rest of its type can be said.
//
// From: `Result<impl Debug, Error>`; into: `Result<_, Error>`
fn without_opaque(mut ty: Type) -> Type {
    struct Opaque;
    impl VisitMut for Opaque {
        fn visit_type_mut(&mut self, ty: &mut Type) {
            match ty {
                Type::ImplTrait(_) => *ty = syn::parse_quote!(_),
                ty => visit_mut::visit_type_mut(self, ty),
            }
        }
    }
    Opaque.visit_type_mut(&mut ty);
    ty
}
