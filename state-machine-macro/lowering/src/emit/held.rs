//! Locals on which closures call methods: what such a closure captures follows from what rustc says about the methods.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};

use super::{
    names::{ident, span},
    replacer::Replacer,
};
use crate::model::{
    ids::{LocalId, MentionId},
    machine::HeldFor,
};

/// What a closure has to be told of a method that is called on a local.
#[derive(Clone)]
pub struct HeldBy {
    /// Does it take the local?
    pub way: Ident,
    /// If nothing else in the closure names the local, or only what it points to.
    pub leading: Option<Leading>,
    /// Of a field: does something dereference on the way to it? Then it stays where it is.
    pub dereferenced: Option<TokenStream>,
}

#[derive(Clone)]
pub struct Leading {
    /// Is the local an exclusive reference?
    pub kind: Ident,
    /// And does the method only want what that leads to?
    pub leads: Ident,
}

/// What follows from all that is told of a local.
struct Told {
    /// Is it in the closure by value?
    any: TokenStream,
    /// Does each of the calls take it?
    each: TokenStream,
    /// Does the closure only want what it leads to?
    leading: TokenStream,
}

impl Replacer<'_, '_> {
    // What an exclusive reference leads to may live longer than its place, so that it goes into the closure anyhow.
    //
    // From: `|| x.send()`, where `x` is not used again
    // Into: `{ let x_way = Told::new(); let x = <x if x_way.takes(), otherwise its place>; move || <ask rustc about send> }`
    pub fn held(&mut self, local: LocalId, mention: MentionId, prelude: &mut TokenStream) -> TokenStream {
        let Told { any, each, leading } = self.told_by_calls(local, mention, prelude);
        let (emitter, krate) = (self.emitter, self.emitter.krate);
        let place = emitter.names.place(local);
        let way = emitter.names.beside("way");
        let kept = emitter.is_asked(local).then(|| {
            emitter.told.borrow_mut().insert(local);
            let flag = emitter.names.flag(local);
            quote_spanned!(span()=> #krate::machine::Receiver::of(#place).kept(#flag).told(#way);)
        });
        let taken = self.take(local, &emitter.machine.graph.mentions[mention.index()].ident);
        quote_spanned!(span()=> {
            let #way = #any;
            #kept
            if #way.takes() {
                #way.taken();
                #krate::machine::Held::taken(#way, #each, #leading, #taken)
            } else {
                #krate::machine::Held::borrowed(#way, #each, #leading, #place)
            }
        })
    }

    fn told_by_calls(&mut self, local: LocalId, mention: MentionId, prelude: &mut TokenStream) -> Told {
        let (emitter, krate) = (self.emitter, self.emitter.krate);
        let place = emitter.names.place(local);
        let HeldFor { calls, alone, led, is_called } = &emitter.machine.held[&mention];
        let mut told = |name: String| {
            let name = ident(&name);
            prelude.extend(quote_spanned!(span()=> let #name = #krate::machine::Told::new();));
            name
        };
        let kind = led.then(|| told(format!("{place}_kind")));
        let (mut ways, mut leads) = (Vec::new(), Vec::new());
        for (number, call) in (1..).zip(calls) {
            let way = told(format!("{place}_way_{number}"));
            ways.push(way.clone());
            let leading = kind.clone().map(|kind| Leading { kind, leads: told(format!("{place}_leads_{number}")) });
            leads.extend(leading.iter().map(|leading| leading.leads.clone()));
            self.scope.held.insert(*call, HeldBy { way, leading, dereferenced: None });
        }
        // What is copied where a call takes it stays, if something else in the closure wants its place.
        let moves = ident(&format!("{place}_moves"));
        let may_stay = !is_called && (!alone || ways.len() > 1);
        if may_stay {
            prelude.extend(quote_spanned!(span()=> let #moves = #krate::machine::Told::new();));
            prelude.extend(quote_spanned!(span()=> if false {
                use #krate::machine::Moved as _;
                #moves.is((&#krate::machine::Part::at(#place)).moved());
            }));
        }
        let by = |how: &str, told: &[Ident]| {
            let (how, told) = (ident(how), told.iter().map(ToTokens::to_token_stream));
            told.reduce(|all, told| quote_spanned!(span()=> #krate::machine::#how(#all, #told))).unwrap_or_default()
        };
        let (any, all, leads) = (by("either", &ways), by("both", &ways), by("both", &leads));
        let any = match alone {
            _ if !may_stay => any,
            true => quote_spanned!(span()=> #krate::machine::either(#krate::machine::both(#any, #moves), #all)),
            false => quote_spanned!(span()=> #krate::machine::both(#any, #moves)),
        };
        Told {
            each: match alone {
                true => all,
                false => quote_spanned!(span()=> #krate::machine::Told::<#krate::machine::Borrows>::new()),
            },
            any: match &kind {
                Some(_) => quote_spanned!(span()=> #krate::machine::either(#any, #leads)),
                None => any,
            },
            leading: match &kind {
                Some(kind) => quote_spanned!(span()=> #krate::machine::Leading::of(#leads, #kind)),
                None => quote_spanned!(span()=> #krate::machine::Leading::nowhere()),
            },
        }
    }
}
