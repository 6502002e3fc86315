//! One sink for all errors of a run: whoever has one must look into it.

use std::cell::RefCell;
use std::fmt::Display;

use proc_macro2::Span;
use quote::ToTokens;

/// The errors of one run, in the order in which they were found.
///
/// It is passed around by shared reference, and ends with [`Errors::finish`]: in a debug build, dropping one that was
/// never asked is a panic, because errors would go missing.
pub struct Errors {
    /// `None` once it was asked.
    found: RefCell<Option<Vec<syn::Error>>>,
}

impl Errors {
    /// A sink with no errors in it.
    pub fn new() -> Self {
        Errors { found: RefCell::new(Some(Vec::new())) }
    }

    /// Reports `message` at `span`. For more than one token prefer [`Errors::push_spanned`], which underlines them all.
    pub fn push(&self, span: Span, message: impl Display) {
        self.push_syn(syn::Error::new(span, message));
    }

    /// Reports `message` from the first to the last of `tokens`.
    pub fn push_spanned(&self, tokens: impl ToTokens, message: impl Display) {
        self.push_syn(syn::Error::new_spanned(tokens, message));
    }

    /// Reports what the parser has to say.
    pub fn push_syn(&self, error: syn::Error) {
        if let Some(found) = self.found.borrow_mut().as_mut() {
            found.push(error);
        }
    }

    /// Whether nothing has been reported so far.
    pub fn is_empty(&self) -> bool {
        self.found.borrow().as_ref().is_none_or(Vec::is_empty)
    }

    /// Everything that was reported, as one error.
    pub fn finish(self) -> Result<(), syn::Error> {
        let found = self.found.take().unwrap_or_default();
        let combined = found.into_iter().reduce(|mut all, next| {
            all.combine(next);
            all
        });
        combined.map_or(Ok(()), Err)
    }
}

impl Default for Errors {
    fn default() -> Self {
        Errors::new()
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        if cfg!(debug_assertions) && !std::thread::panicking() {
            assert!(self.found.get_mut().is_none(), "the errors of a run were dropped unread");
        }
    }
}
