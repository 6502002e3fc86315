//! Machines that keep nothing but the future that they await: plain enums, of which rustc chooses the layout. It puts the tag
//! into values that the future's own tag never has, so that a function which only passes on is as large as what it awaits.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote_spanned};

use super::{Emitter, names::span};
use crate::{
    model::{
        graph::{Block, Entry},
        ids::{AwaitId, LocalId},
    },
    syntax::spans,
};

impl Emitter<'_> {
    /// Is it such a machine?
    pub(super) fn is_bare(&self) -> bool {
        self.machine.is_bare()
    }

    /// Its parameters, in the order in which they are dropped if it is never polled.
    pub(super) fn bare_arguments(&self) -> Vec<LocalId> {
        let mut arguments = self.machine.arguments();
        if self.drops_forward {
            arguments.reverse();
        }
        arguments
    }

    // Nobody points into what it keeps, so that nothing has to stay where it is.
    //
    // Into: `only_once(); let mut x = read(x); let mut y = read(y); state.set(Forward::Done);`
    fn read_arguments(&self) -> TokenStream {
        let (name, state) = (&self.names.state_enum, &self.names.state);
        let arguments = self.machine.arguments();
        let reads = arguments.iter().map(|local| {
            let (place, written) = (self.names.place(*local), &self.machine.graph.local(*local).ident);
            let written = self.written(*local, written);
            quote_spanned!(span()=> let mut #written = ::core::ptr::read(#place);)
        });
        let lifetimes = self.same_lifetimes();
        let once = self.only_once();
        quote_spanned!(span()=> #once #lifetimes #(#reads)* #state.set(#name::Done);)
    }

    // Into: `if let Forward::AwaitingG { g_future: _g_future } = state.get() { body }`
    pub(super) fn bare_arm(&self, doc: &str, block: &Block, body: TokenStream) -> TokenStream {
        let (name, state) = (&self.names.state_enum, &self.names.state);
        let found = match block.entry {
            Entry::Resume(id) => {
                let (variant, future) = (&self.names.states[id.index()], self.names.future(id));
                let found = &self.names.future_guards[id.index()];
                quote_spanned!(span()=> #name::#variant { #future: #found })
            }
            _ => {
                let arguments = self.machine.arguments();
                let places = arguments.iter().map(|local| self.names.place(*local));
                quote_spanned!(span()=> #name::Uninitialized { #(#places),* })
            }
        };
        let read = matches!(block.entry, Entry::Label(_)).then(|| self.read_arguments());
        quote_spanned!(span()=> #[doc = #doc] if let #found = #state.get() { #read #body })
    }

    /// Begins to wait: `state.set(Forward::AwaitingG { g_future: operand });`
    pub(super) fn bare_suspend(&self, id: AwaitId, operand: &impl ToTokens) -> TokenStream {
        let (name, state) = (&self.names.state_enum, &self.names.state);
        let (variant, future) = (&self.names.states[id.index()], self.names.future(id));
        quote_spanned!(span()=> #state.set(#name::#variant { #future: #operand });)
    }

    // Into: `let Poll::Ready(ready) = poll_alone(state, _g_future, Forward::Done, cx) else { return Poll::Pending; };`
    pub(super) fn bare_poll(&self, id: AwaitId) -> TokenStream {
        let (name, state, cx) = (&self.names.state_enum, &self.names.state, &self.names.cx);
        let (future, ready) = (&self.names.future_guards[id.index()], self.ready(id));
        // What is no future is none where the user awaits it.
        let word = self.machine.graph.await_(id).word;
        let krate = spans::at(word, self.krate);
        let poll = quote_spanned!(word=> #krate::machine::poll_alone(#state, #future, #name::Done, #cx));
        let suspend = self.suspend();
        quote_spanned!(span()=> let ::core::task::Poll::Ready(#ready) = #poll else { #suspend };)
    }
}
