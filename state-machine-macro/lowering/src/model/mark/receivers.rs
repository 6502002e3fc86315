//! The marks of receivers, and of what is called, where arguments await.

use proc_macro2::{Ident, Span};
use syn::{Attribute, Expr, Meta, ext::IdentExt};

use super::{DOT, mentions};
use crate::model::ids::{LocalId, MentionId};

/// In place of the name of a method: none has this one.
const CALLED: &str = "fn";

/// Where the receiver of a method is that takes it: it was put there before the arguments were evaluated.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum EarlyReceiver {
    /// A copy of what is in a place.
    Copied,
    /// A value without a name.
    Moved,
    /// A local, which is in its place if the method borrows it.
    Taken,
}

impl EarlyReceiver {
    fn name(self) -> String {
        let kind = match self {
            EarlyReceiver::Copied => "copied",
            EarlyReceiver::Moved => "moved",
            EarlyReceiver::Taken => "taken",
        };
        format!("{kind}_receiver{DOT}")
    }

    fn is_marked(self, attr: &Attribute) -> bool {
        attr.path().get_ident().is_some_and(|ident| *ident == self.name())
    }

    /// The mark of a call with such a receiver, which the local has if the method takes it: an attribute.
    pub fn mark(self, local: &Expr) -> Attribute {
        let ident = Ident::new(&self.name(), Span::mixed_site());
        syn::parse_quote!(#[#ident(#local)])
    }

    /// The local that has it.
    pub fn read(self, attrs: &[Attribute]) -> Option<(LocalId, MentionId)> {
        attrs.iter().find_map(|attr| match &attr.meta {
            Meta::List(list) if self.is_marked(attr) => mentions(list.tokens.clone()).first().copied(),
            _ => None,
        })
    }

    /// The same; the mark is taken away.
    pub fn take(self, attrs: &mut Vec<Attribute>) -> Option<(LocalId, MentionId)> {
        let local = self.read(attrs);
        attrs.retain(|attr| !self.is_marked(attr));
        local
    }
}

/// The mark of what takes a local out of its place if the method takes it that is called on it later, or if it is called itself, and
/// that takes it: `taken_early·send(x)`, `taken_early·fn(x)`.
pub fn taken_early(method: Option<&Ident>, local: &Expr) -> Expr {
    let method = method.map_or(CALLED.to_owned(), |method| method.unraw().to_string());
    let ident = Ident::new(&format!("taken_early{DOT}{method}"), Span::mixed_site());
    syn::parse_quote!(#ident(#local))
}

/// The name of the method, if there is one, and the local.
pub fn read_taken_early(expr: &Expr) -> Option<(Option<String>, &Expr)> {
    let Expr::Call(call) = expr else { return None };
    let Expr::Path(path) = &*call.func else { return None };
    let name = path.path.get_ident()?.to_string();
    let method = name.strip_prefix("taken_early")?.strip_prefix(DOT)?;
    Some((Some(method.to_owned()).filter(|method| method != CALLED), call.args.first()?))
}
