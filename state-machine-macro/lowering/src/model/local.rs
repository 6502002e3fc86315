//! Locals, and the places in the source that name them.

use proc_macro2::Ident;

use super::ids::{LocalId, ScopeId};

/// A variable of the function, or storage that the lowering introduced.
#[derive(Debug)]
pub struct Local {
    /// The name as written at its declaration; for hidden locals a name that says what it holds.
    pub ident: Ident,
    pub kind: LocalKind,
    /// The scope at whose end it is dropped. `None`: it is declared inside verbatim code and never leaves it.
    pub scope: Option<ScopeId>,
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
