//! How long temporaries live depends on the edition of the user's crate, which a macro does not see, but rustc does.

use std::cell::Cell;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::Path;

use crate::model::input::Edition;

/// What is known of the edition, and whether it makes a difference.
pub struct Asked {
    known: Option<Edition>,
    matters: Cell<bool>,
}

impl Asked {
    pub fn new(known: Option<Edition>) -> Self {
        Asked { known, matters: Cell::new(false) }
    }

    /// That which is known, or the newest.
    pub fn edition(&self) -> Edition {
        self.known.unwrap_or(Edition::Since2024)
    }

    /// Something came out as it does in one edition only.
    pub fn note(&self, matters: bool) {
        self.matters.set(self.matters.get() || matters);
    }

    /// It makes none for what is wanted.
    pub fn settle(&self) {
        self.matters.set(false);
    }

    /// Does rustc have to be asked?
    pub fn is_open(&self) -> bool {
        self.known.is_none() && self.matters.get()
    }
}

/// Leaves the choice between two expansions to rustc, by a word from the user's crate that is a keyword in one of them.
//
// Into: `by_edition! { gen { #[manual_async(before_2024)] async fn .. } { #[manual_async(since_2024)] async fn .. } }`
pub fn choose(krate: &Path, written: Span, expansion: impl Fn(TokenStream) -> TokenStream) -> TokenStream {
    let word = Ident::new("gen", written);
    let (before, since) = (expansion(quote!(before_2024)), expansion(quote!(since_2024)));
    quote!(#krate::machine::by_edition! { #word { #before } { #since } })
}

/// Is this the macro that chooses between two expansions?
pub fn is_choice(path: &Path) -> bool {
    let mut names = path.segments.iter().rev().map(|segment| &segment.ident);
    names.next().is_some_and(|name| name == "by_edition") && names.next().is_some_and(|name| name == "machine")
}
