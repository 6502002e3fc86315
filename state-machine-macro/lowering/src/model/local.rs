//! Locals, and the places in the source that name them.

use proc_macro2::{Ident, Span};

use super::ids::{LocalId, ScopeId};

/// A variable of the function, or storage that the lowering introduced.
#[derive(Clone, Debug)]
pub struct Local {
    /// The name as written at its declaration; for hidden locals a name that says what it holds.
    pub ident: Ident,
    /// Where a value without a name ends, which begins where the name is.
    pub end: Span,
    pub kind: LocalKind,
    /// The scope at whose end it is dropped. `None`: it is declared inside verbatim code and never leaves it.
    pub scope: Option<ScopeId>,
}

impl Local {
    /// Without a scope.
    pub fn new(ident: Ident, kind: LocalKind) -> Self {
        Local { end: ident.span(), ident, kind, scope: None }
    }

    /// The source has no name for it.
    pub fn is_hidden(&self) -> bool {
        matches!(self.kind, LocalKind::Temporary | LocalKind::Carry)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LocalKind {
    /// A parameter of the function.
    Argument,
    /// Declared by a pattern in the body.
    Declared,
    /// A value that natively has no name: an iterator, a temporary, what a pattern leaves behind.
    Temporary,
    /// The value of a construct that was cut, on its way to where it is used. Never lives across an await.
    Carry,
}

/// One place in the source that names a local.
#[derive(Debug)]
pub struct Mention {
    pub local: LocalId,
    /// The identifier as it was written there.
    pub ident: Ident,
}
