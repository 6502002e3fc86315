//! Who wants to know how a method takes what it is called on, and what tells it.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use super::{
    held::{HeldBy, Leading},
    names::span,
    replacer::Replacer,
    subject::Subject,
};
use crate::model::{
    ids::{LocalId, MentionId},
    machine::Part,
};

pub enum Listener {
    /// A local, in whose place a type may tell whether it still has a value.
    Local(LocalId, Option<MentionId>),
    /// What drops the rest of the local.
    Part(LocalId, MentionId, Part),
    /// What the closure captures around this code.
    Closure(HeldBy),
    /// Only who has the copy.
    Copied,
    /// The place that has it, if it is not taken.
    Moved(LocalId),
    /// Who calls the closure around this code, which does what it does in either case.
    Called(Ident),
}

impl Replacer<'_, '_> {
    // Into: `let send = Receiver::of(x).kept(x_receiver);`
    pub fn asked(&self, subject: &Subject, name: &Ident) -> TokenStream {
        let (emitter, receiver) = (self.emitter, &subject.receiver);
        emitter.told.borrow_mut().extend(subject.taken_early);
        let listens = match &subject.listener {
            Listener::Local(local, mention) if emitter.is_told_by(*local, *mention) => {
                emitter.told.borrow_mut().insert(*local);
                let flag = emitter.names.flag(*local);
                quote_spanned!(span()=> .kept(#flag))
            }
            Listener::Local(..) => TokenStream::new(),
            Listener::Part(_, mention, of) => {
                let way = emitter.answer(*mention, of).into_iter();
                quote_spanned!(span()=> #(.told(#way))*)
            }
            Listener::Copied => TokenStream::new(),
            Listener::Moved(lent) => {
                emitter.told.borrow_mut().insert(*lent);
                let lent = emitter.names.place(*lent);
                quote_spanned!(span()=> .waiting(#lent))
            }
            Listener::Closure(HeldBy { way, .. }) | Listener::Called(way) => quote_spanned!(span()=> .told(#way)),
        };
        let copied = subject.copied.iter();
        quote_spanned!(span()=> let #name = #receiver #listens #(.copied(&#copied))*;)
    }

    /// What draws the conclusion.
    pub fn concluded(
        &self,
        subject: &Subject,
        name: &Ident,
        pointee: Option<&Ident>,
        answers: TokenStream,
    ) -> TokenStream {
        if let Some(pointee) = pointee {
            let (krate, place) = (self.emitter.krate, &subject.borrowed);
            return quote_spanned!(span()=>
                #pointee.decide(#answers);
                use #krate::machine::Moves as _;
                #name.decide_content(&#pointee, #krate::machine::Part::at(&raw const #place).way());
            );
        }
        match &subject.listener {
            Listener::Closure(HeldBy { leading: Some(Leading { kind, leads }), .. }) => {
                quote_spanned!(span()=> #name.decide_held(#answers, #kind, #leads);)
            }
            Listener::Closure(HeldBy { dereferenced: Some(dereferenced), .. }) => {
                quote_spanned!(span()=> #name.decide_field(#answers, #dereferenced);)
            }
            // Behind a reference the field stays where it is.
            Listener::Part(local, _, of) => {
                let mut before = TokenStream::new();
                let reference = self.asked_before(*local, of, ("field", "is_reference"), &mut before);
                quote_spanned!(span()=> #before #name.decide_field(#answers, #reference);)
            }
            Listener::Copied => quote_spanned!(span()=> #name.decide_copied(#answers);),
            _ => quote_spanned!(span()=> #name.decide(#answers);),
        }
    }

    /// What is called, or used by a `*`, is only what a reference leads to.
    pub fn leads(&self, subject: &Subject) -> TokenStream {
        match &subject.listener {
            Listener::Closure(HeldBy { leading: Some(Leading { kind, leads }), .. }) => {
                quote_spanned!(span()=> #leads.is(#kind.leads());)
            }
            _ => TokenStream::new(),
        }
    }

    pub fn untold_of(&self, subject: &Subject) -> TokenStream {
        let copied = subject.copied.iter();
        let untold = match &subject.listener {
            Listener::Closure(HeldBy { way, leading, .. }) => {
                let leads = leading.iter().map(|leading| &leading.leads);
                quote_spanned!(span()=> #way.is_borrowed(); #(#leads.is_borrowed();)*)
            }
            Listener::Called(way) => quote_spanned!(span()=> #way.is_borrowed();),
            _ => TokenStream::new(),
        };
        quote_spanned!(span()=> #untold #(#copied.is_borrowed();)*)
    }
}
