//! Temporaries come to their end.

use std::ops::Range;

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use super::{block::Arm, names::span};
use crate::model::{
    graph::Step,
    ids::{BlockId, LocalId},
    machine::{Guard, Storage},
};

impl Arm<'_, '_> {
    /// The guard of a temporary that ends here.
    pub(super) fn ended(&self, local: LocalId) -> Option<Ident> {
        let emitter = self.emitter;
        let is_kept = emitter.storage(local) != Storage::Stack && emitter.guard(local) != Guard::None;
        is_kept.then(|| emitter.names.guard(local).clone())
    }

    /// Behind the temporaries that end one after the other from a step on.
    pub(super) fn drops_end(&self, block: BlockId, from: usize) -> usize {
        let steps = &self.emitter.machine.graph.block(block).steps[from..];
        from + steps.iter().take_while(|step| matches!(step, Step::Drop(_))).count()
    }

    /// The guards of those that end in these steps.
    pub(super) fn ended_between(&self, block: BlockId, steps: Range<usize>) -> Vec<Ident> {
        let machine = self.emitter.machine;
        let busy = steps.filter(|index| !machine.idle.contains(&(block, *index)));
        let ended = busy.filter_map(|index| match machine.graph.block(block).steps[index] {
            Step::Drop(local) => self.ended(local),
            _ => None,
        });
        ended.collect()
    }
}

// What ends together is dropped together: should one panic, the others go before the locals do.
//
// Into: `drop((_second, _first));`
pub(super) fn drop_all(ended: &mut Vec<Ident>) -> TokenStream {
    match &std::mem::take(ended)[..] {
        [] => TokenStream::new(),
        [one] => quote_spanned!(span()=> ::core::mem::drop(#one);),
        ended => quote_spanned!(span()=> ::core::mem::drop((#(#ended),*));),
    }
}
