//! Where a poll goes on: the states, and the labels between them, each with a number and a name.

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use syn::Lifetime;

use super::names::{camel_case, ident, span};
use crate::model::{
    graph::{Entry, LabelKind},
    ids::BlockId,
    machine::Machine,
};

/// The steps of a machine. The first state is 0, the awaits follow in the order of their states, then comes the end, then
/// the labels.
pub struct Steps {
    /// The enum of the steps.
    name: Ident,
    /// By number.
    names: Vec<String>,
    /// Of each block that begins a step.
    numbers: HashMap<BlockId, usize>,
    done: usize,
}

impl Steps {
    /// `states` are the names of the states that wait, by await.
    pub fn new(name: Ident, machine: &Machine, states: &[Ident]) -> Self {
        let waiting = machine.states.iter().map(|state| states[state.await_id.index()].to_string());
        let names: Vec<String> =
            std::iter::once("Uninitialized".into()).chain(waiting).chain(std::iter::once("Done".into())).collect();
        let mut steps = Steps { name, done: names.len() - 1, names, numbers: HashMap::new() };
        for block in &machine.blocks {
            let number = match &machine.graph.block(*block).entry {
                Entry::Label(_) if *block == BlockId(0) => 0,
                Entry::Label(kind) => steps.label(kind),
                Entry::Resume(id) => {
                    1 + machine.states.iter().position(|state| state.await_id == *id).unwrap_or_default()
                }
                Entry::Branch => continue,
            };
            steps.numbers.insert(*block, number);
        }
        steps
    }

    /// A new step for a label: its number.
    fn label(&mut self, kind: &LabelKind) -> usize {
        let name = match kind {
            LabelKind::Start => "start".into(),
            LabelKind::LoopHead(kind) => format!("{kind} head"),
            LabelKind::AfterLoop(kind) | LabelKind::Join(kind) => format!("after {kind}"),
        };
        let name = camel_case(&name.replace(|char: char| !char.is_alphanumeric(), "_"));
        let mut numbered = (2..).map(|number| format!("{name}{number}"));
        let mut candidate = name.clone();
        while self.names.contains(&candidate) {
            candidate = numbered.next().unwrap_or_default();
        }
        self.names.push(candidate);
        self.names.len() - 1
    }

    /// Does a step begin there?
    pub fn lead_to(&self, block: BlockId) -> bool {
        self.numbers.contains_key(&block)
    }

    /// `ReadFileStep::AwaitingOpen`
    pub fn of_block(&self, block: BlockId) -> TokenStream {
        self.path(self.numbers[&block])
    }

    /// That of a state, by its number.
    pub fn of_state(&self, number: usize) -> TokenStream {
        self.path(number)
    }

    /// That in which nothing is left.
    pub fn done(&self) -> TokenStream {
        self.path(self.done)
    }

    fn path(&self, number: usize) -> TokenStream {
        let (name, variant) = (&self.name, ident(&self.names[number]));
        quote_spanned!(span()=> #name::#variant)
    }

    /// A place from which one gets to this block.
    pub fn label_to(&self, block: BlockId) -> Lifetime {
        Lifetime::new(&format!("'to_{}", self.numbers[&block]), span())
    }

    /// The type of the tag.
    pub fn tag_type(&self) -> Ident {
        ident(if self.names.len() <= usize::from(u8::MAX) { "u8" } else { "u16" })
    }

    // Into: `#[repr(u8)] enum ReadFileStep { Uninitialized, AwaitingOpen, Done, LoopHead }`
    pub fn declare(&self, title: &str) -> TokenStream {
        let (name, tag) = (&self.name, self.tag_type());
        let doc = format!(" Where {title} goes on: at a state, or at a place between two.");
        let variants = self.names.iter().map(|variant| ident(variant));
        quote_spanned!(span()=>
            #[doc = #doc]
            #[repr(#tag)]
            enum #name { #(#variants),* }
        )
    }
}
