//! From one block to the next: jumps, waiting, and what is parked for it.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use syn::{Expr, Lifetime};

use super::{Emitter, names::span};
use crate::{
    model::{
        graph::Entry,
        ids::{AwaitId, BlockId, JumpId, LocalId},
        local::LocalKind,
        machine::{Guard, Held, Storage},
    },
    syntax::spans,
};

impl Emitter<'_> {
    // Into: `only_once(); let _bytes = bytes.take();`
    pub(super) fn begin(&self) -> TokenStream {
        let (once, parameters) = (self.only_once(), self.take_parameters());
        quote_spanned!(span()=> #once #parameters)
    }

    /// Machines that wait are polled more often when they wait.
    pub(super) fn only_once(&self) -> Option<TokenStream> {
        let krate = self.krate;
        (!self.machine.states.is_empty()).then(|| quote_spanned!(span()=> #krate::machine::only_once();))
    }

    /// Parameters that leave the state leave it before anything takes their storage.
    fn take_parameters(&self) -> TokenStream {
        if !self.machine.parameters_are_mixed() {
            return TokenStream::new();
        }
        let released = self.machine.released.get(&BlockId(0));
        let leaves = |local: &LocalId| {
            self.storage(*local) == Storage::Stack || released.is_some_and(|released| released.contains(local))
        };
        let on_stack = self.machine.arguments().into_iter().filter(leaves);
        let held = |local: &LocalId| self.machine.entries[&BlockId(0)].iter().any(|held| held.local == *local);
        let takes = on_stack.filter(held).map(|local| {
            let (place, guard) = (self.names.place(local), self.names.guard(local));
            quote_spanned!(span()=> let #guard = #place.take();)
        });
        takes.collect()
    }

    /// A jump out of verbatim code: leaves the scopes inside the target's, then goes there.
    pub fn jump(&self, id: JumpId, value: Option<&Expr>) -> TokenStream {
        let jump = &self.machine.graph.jumps[id.index()];
        let store = match (jump.carry, value) {
            (Some(carry), Some(value)) => {
                let store = self.store(carry, value);
                quote_spanned!(span()=> #store)
            }
            (Some(carry), None) => self.store(carry, &syn::parse_quote!(())),
            (None, Some(value)) => quote_spanned!(span()=> #value;),
            (None, None) => TokenStream::new(),
        };
        let goto = self.goto(jump.target);
        quote_spanned!(span()=> { #store #goto })
    }

    pub(super) fn store(&self, carry: LocalId, value: &Expr) -> TokenStream {
        // A value that is not of the type of the others is wrong where it stands, and all of it.
        let here = spans::begin(value);
        let place = spans::placed(self.names.slot(carry), here);
        let set = quote_spanned!(span().located_at(here)=> .set);
        match self.machine.graph.declared_types.get(&carry) {
            // It never comes, as in `let x = { f().await; return };`, so that it has no place.
            ty if !self.is_used(carry) => {
                let ty = ty.map(|ty| quote_spanned!(span()=> : #ty));
                quote_spanned!(span()=> let _ #ty = #value;)
            }
            Some(ty) => {
                let name = &self.names.value;
                quote_spanned!(span()=> let #name: #ty = #value; #place #set(#name);)
            }
            None => quote_spanned!(span()=> #place #set(#value);),
        }
    }

    /// Leads to a step, from whatever scope is open.
    pub(super) fn goto(&self, target: BlockId) -> TokenStream {
        if !self.steps.lead_to(target) {
            // Nobody gets there: what leads there never finishes, as in `g(return).await`.
            return quote_spanned!(span()=> ::core::unreachable!());
        }
        let target_scope = self.machine.graph.block(target).scope;
        let mut open = self.open.borrow_mut();
        let inner = open.0.iter().position(|open| open.scope == target_scope).map_or(0, |at| at + 1);
        match open.0.get_mut(inner) {
            // Inside further scopes: rustc drops what is in them on the way out.
            Some(inside) => {
                if !inside.exits.contains(&target) {
                    inside.exits.push(target);
                }
                let label = self.steps.label_to(target);
                quote_spanned!(span()=> break #label;)
            }
            None => {
                drop(open);
                self.goto_here(target)
            }
        }
    }

    /// Leads to a step from the scope that the step is in: to one further down, or back by way of the loop.
    pub(super) fn goto_here(&self, target: BlockId) -> TokenStream {
        let park = self.park(&self.machine.entries[&target]);
        let (step, next) = (&self.names.step, self.next(target));
        let position = |block: BlockId| self.machine.blocks.iter().position(|other| *other == block);
        let leave = if position(target) > position(self.emitted.get()) {
            let label = self.leave();
            quote_spanned!(span()=> break #label;)
        } else {
            self.goes_back.set(true);
            let label = poll_label();
            quote_spanned!(span()=> continue #label;)
        };
        let go = (!self.is_bare()).then(|| quote_spanned!(span()=> #step = #next;));
        quote_spanned!(span()=> #park #go #leave)
    }

    /// The step, which is stored where it may wait.
    fn next(&self, target: BlockId) -> TokenStream {
        let (step, tag) = (self.steps.of_block(target), &self.names.tag);
        match self.machine.graph.block(target).entry {
            Entry::Resume(_) => quote_spanned!(span()=> #tag.enter(#step)),
            _ => step,
        }
    }

    /// Leaves values where they are: in their slots. Stores which of those are there that may be.
    pub(super) fn park(&self, held: &[Held]) -> TokenStream {
        let stored = |held: &&Held| match self.guard(held.local) {
            Guard::Conditional { .. } => self.is_parted(held.local) || !held.certain && !self.type_tells(held.local),
            Guard::Owned | Guard::None => false,
        };
        let (stored, others): (Vec<&Held>, Vec<&Held>) = self.guarded(held).partition(stored);
        let stores = stored.into_iter().map(|held| {
            let (guard, flag) = (self.names.guard(held.local), self.names.flag(held.local));
            quote_spanned!(span()=> #flag.set(#guard.park());)
        });
        let stores: TokenStream = stores.collect();
        let parked = self.leave_alone(others.into_iter());
        quote_spanned!(span()=> #stores #parked)
    }

    /// The same where nothing has changed since the machine was resumed.
    pub(super) fn park_again(&self, held: &[Held]) -> TokenStream {
        self.leave_alone(self.guarded(held))
    }

    /// What has a guard.
    fn guarded<'h>(&'h self, held: &'h [Held]) -> impl Iterator<Item = &'h Held> {
        held.iter().filter(|held| {
            self.storage(held.local) != Storage::Stack
                && self.guard(held.local) != Guard::None
                && self.machine.graph.local(held.local).kind != LocalKind::Carry
        })
    }

    // One call for all, which rustc has less to do with than with one for each.
    fn leave_alone<'h>(&self, held: impl Iterator<Item = &'h Held>) -> TokenStream {
        let krate = self.krate;
        let guards: Vec<&Ident> = held.map(|held| self.names.guard(held.local)).collect();
        match &guards[..] {
            [] => TokenStream::new(),
            [guard] => quote_spanned!(span()=> #krate::machine::park(#guard);),
            _ => quote_spanned!(span()=> #krate::machine::park((#(#guards),*));),
        }
    }

    // Into: `let Poll::Ready(ready) = poll(_open_future, cx) else { park; return suspend; };`
    pub(super) fn poll(&self, id: AwaitId) -> TokenStream {
        let resume = self.machine.graph.await_(id).resume;
        let (guard, cx, ready) = (&self.names.future_guards[id.index()], &self.names.cx, self.ready(id));
        let park = self.park_again(&self.machine.entries[&resume]);
        let suspend = self.suspend();
        // What is no future is none where the user awaits it.
        let word = self.machine.graph.await_(id).word;
        let krate = spans::at(word, self.krate);
        let poll = quote_spanned!(word=> #krate::machine::poll(#guard, #cx));
        quote_spanned!(span()=> let ::core::task::Poll::Ready(#ready) = #poll else { #park #suspend };)
    }

    /// What a future has given. Nothing of the user's has this name, so that it may have the user's hygiene.
    pub(super) fn ready(&self, id: AwaitId) -> Ident {
        spans::respanned(&self.names.ready, self.machine.graph.await_(id).begin)
    }

    // What is wrong with the value is wrong where the user awaits it, from the operand's first word to the last.
    //
    // From: `operand.await`, where the operand has been polled
    // Into: `ready.get()`
    pub(super) fn awaited(&self, id: AwaitId) -> Expr {
        let ready = self.ready(id);
        let get = quote_spanned!(self.machine.graph.await_(id).word=> .get());
        Expr::Verbatim(quote_spanned!(span()=> #ready #get))
    }
}

/// The loop around all steps, for those that lead back.
pub fn poll_label() -> Lifetime {
    Lifetime::new("'run", span())
}

/// The step that is being run.
pub fn step_label() -> Lifetime {
    Lifetime::new("'step", span())
}
