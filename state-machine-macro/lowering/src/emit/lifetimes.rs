//! The lifetimes of what goes into a machine.
//!
//! The code that resumes it finds the types of the state without their lifetimes (see `States`): so it may keep what the
//! signature has no lifetime for. But what it does with what it was given is checked, and so it is told the lifetimes of that
//! once more, unless that may get another value.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use syn::{FnArg, Pat, Type};

use super::{Emitter, function::Argument, names::span};
use crate::model::{ids::LocalId, input::Input, machine::Machine};

/// The parameters that have lifetimes, or may have.
pub fn lent(input: &Input, machine: &Machine) -> Vec<LocalId> {
    let has_none = |local: &LocalId| match input.sig.inputs.get(local.index()) {
        Some(FnArg::Typed(typed)) => is_primitive(&typed.ty),
        _ => false,
    };
    machine.arguments().into_iter().filter(|local| !has_none(local)).collect()
}

/// Those with `mut`: natively they are locals of the body, which may get what lives shorter.
pub fn shortened(input: &Input) -> HashSet<LocalId> {
    let is_mutable = |argument: &FnArg| match argument {
        FnArg::Receiver(receiver) => receiver.mutability.is_some(),
        FnArg::Typed(typed) => matches!(&*typed.pat, Pat::Ident(pat) if pat.mutability.is_some()),
    };
    let arguments = input.sig.inputs.iter().enumerate().filter(|(_, argument)| is_mutable(argument));
    arguments.filter(|_| input.block.is_none()).map(|(index, _)| LocalId::new(index)).collect()
}

impl Emitter<'_> {
    // Pointers that may be written through have the very lifetimes of what they point to, and not shorter or longer ones.
    // What a block names may be a function or a constant, which has no address of its own.
    //
    // Into: `Lifetimes::of(((&raw const x).cast_mut(), (&raw const y).cast_mut()))`; in a block: `Lifetimes::of((from_ref(&x).cast_mut(),))`
    pub(super) fn lifetimes(&self, argument: &Argument) -> TokenStream {
        let krate = self.krate;
        let given = self.lent.iter().map(|local| argument(*local, &self.machine.graph.local(*local).ident));
        let given = given.map(|given| match self.drops_forward {
            true => quote_spanned!(span()=> ::core::ptr::from_ref(&#given)),
            false => quote_spanned!(span()=> (&raw const #given)),
        });
        quote_spanned!(span()=> #krate::machine::Lifetimes::of((#(#given.cast_mut(),)*)))
    }

    // Into: `lifetimes.are_those_of((x.place(), y.place()));`; with `mut y`: `lifetimes.are_those_of((x.place(), shorter()));`
    pub(super) fn same_lifetimes(&self) -> Option<TokenStream> {
        let (lifetimes, krate) = (&self.names.lifetimes, self.krate);
        let places = self.lent.iter().map(|local| {
            let place: &Ident = self.names.place(*local);
            match self.is_bare() {
                _ if self.shortened.contains(local) => quote_spanned!(span()=> #krate::machine::shorter()),
                true => quote_spanned!(span()=> &raw mut *#place),
                false => quote_spanned!(span()=> #place.place()),
            }
        });
        (!self.lent.is_empty()).then(|| quote_spanned!(span()=> #lifetimes.are_those_of((#(#places,)*));))
    }
}

/// `u32`, `bool`, which no lifetime can be in.
fn is_primitive(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let numbers =
        ["u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64"];
    path.path.get_ident().is_some_and(|name| name == "bool" || name == "char" || numbers.iter().any(|ty| name == ty))
}
