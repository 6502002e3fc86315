//! What is rewritten, once it is known that it can be: an `async fn` or an `async` block.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::{Attribute, Block, Expr, ExprAsync, Pat, PatIdent, Path, Signature, Type, Visibility};

/// An `async fn` with a body, and what was asked for it; or an `async` block, as the function that it would be if what it
/// captures were its parameters.
pub struct Input {
    /// The function's other attributes, documentation included. Inner ones (`#![..]`) have become outer ones.
    pub attrs: Vec<Attribute>,
    /// `pub`, `pub(crate)` or nothing.
    pub vis: Visibility,
    /// The signature as written, `async` included.
    pub sig: Signature,
    /// The body as written.
    pub body: Block,
    /// The arguments of the attribute.
    pub options: Options,
    /// Set for an `async` block.
    pub block: Option<AsyncBlock>,
}

/// What a block is besides a function.
pub struct AsyncBlock {
    /// The block as written.
    pub written: ExprAsync,
    /// What it captures, in the order of the parameters.
    pub captured: Vec<Captured>,
    /// The method that it is a block of.
    pub of: Option<Ident>,
    /// What it is called to whoever polls it too often: `the block in line 7`.
    pub title: String,
}

/// A local of the code around a block.
pub struct Captured {
    pub ident: Ident,
    pub mode: CaptureMode,
    /// Where the block only ever names parts of it: those.
    pub parts: Vec<Expr>,
    /// Where it is a parameter of the function around the block: what is written there.
    pub ty: Option<Type>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CaptureMode {
    Value,
    Shared,
    Mutable,
}

impl Input {
    /// The method of a trait's `impl` must have the lifetimes that the trait says. A `pub` says that it is none.
    pub fn may_be_of_a_trait(&self) -> bool {
        if self.options.signature != Origin::Unknown {
            return matches!(self.options.signature, Origin::Trait | Origin::TraitImpl);
        }
        let this = Ident::new("Self", Span::mixed_site());
        let mentions = |tokens| crate::syntax::names::mentions(tokens, &this);
        let in_impl = self.sig.receiver().is_some()
            || mentions(self.sig.to_token_stream())
            || mentions(self.body.to_token_stream());
        in_impl && matches!(self.vis, Visibility::Inherited)
    }

    /// The method of a trait that this may be, or the body of.
    pub fn method(&self) -> Option<&Ident> {
        match &self.block {
            Some(block) => block.of.as_ref(),
            None => self.may_be_of_a_trait().then_some(&self.sig.ident),
        }
    }

    /// Does the signature say that one may look into the future? What a trait's own methods return, it says for all types; an
    /// `impl` of it may return more, if somebody asks for that.
    pub fn shows_itself(&self) -> bool {
        match self.options.inspection {
            Inspection::Off => false,
            Inspection::Everywhere => !self.may_be_of_a_trait(),
            Inspection::Asked => self.options.signature != Origin::Trait,
        }
    }

    /// How a parameter comes in; those of a function always by value.
    pub fn mode(&self, parameter: usize) -> CaptureMode {
        self.captured(parameter).map_or(CaptureMode::Value, |captured| captured.mode)
    }

    /// For a block: what the parameter stands for.
    pub fn captured(&self, parameter: usize) -> Option<&Captured> {
        self.block.as_ref()?.captured.get(parameter)
    }
}

/// The arguments of the attribute: `#[manual_async(name = "ReadFile", crate = ::manual_async)]`.
#[derive(Clone)]
pub struct Options {
    /// The name of the state enum, where the user chose one. It carries the span of the string it was written in.
    pub name: Option<Ident>,
    /// The crate `manual-async` or a re-export of it, where the support code and the attribute itself are found:
    /// `::manual_async` by default.
    pub krate: Path,
    /// The function stays as it is: a word to the attribute on the `impl`, trait or module around it.
    pub skip: Option<Ident>,
    /// The attributes below have run already. Only the attribute itself says so, when it has stepped behind them.
    pub last: bool,
    /// That of the user's code, where it has been asked.
    pub edition: Option<Edition>,
    /// May one look into the machine?
    pub inspection: Inspection,
    /// How large the future may be, in bytes: a number, or a constant expression.
    pub max_size: Option<Expr>,
    /// Who says what the signature is. Only the attribute around the function knows and says so.
    pub signature: Origin,
    /// Conditions about which rustc has been asked.
    pub answers: Vec<Answer>,
    /// Parameters of the function around a block, as far as no local hides them. Only the attribute says so.
    pub parameters: Vec<Parameter>,
}

/// A name, and the type that stands at it.
#[derive(Clone)]
pub struct Parameter {
    pub ident: Ident,
    pub ty: Type,
}

/// What rustc has said about a condition.
#[derive(Clone, Debug)]
pub struct Answer {
    pub condition: TokenStream,
    pub holds: bool,
}

impl Options {
    /// Those of an `async` block: what says something of functions is left out.
    pub fn of_block(self) -> Self {
        let (signature, answers) = (Origin::Own, Vec::new());
        Options { name: None, skip: None, last: false, signature, answers, ..self }
    }
}

/// May one look into a machine while it waits?
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Inspection {
    Off,
    /// The cargo feature says so, of all machines.
    Everywhere,
    /// The attribute says so, of this one.
    Asked,
}

impl Inspection {
    /// Where nothing is said.
    pub fn unasked() -> Self {
        if cfg!(feature = "inspect") { Inspection::Everywhere } else { Inspection::Off }
    }

    pub fn is_on(self) -> bool {
        self != Inspection::Off
    }
}

/// What makes a difference for how long temporaries live.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edition {
    Before2024,
    Since2024,
}

/// Who says what lifetimes a function has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// One cannot see.
    Unknown,
    /// The function itself.
    Own,
    /// The trait that it stands in.
    Trait,
    /// The trait whose `impl` it stands in.
    TraitImpl,
}

/// The name of a parameter in the signature: its own, or a made-up one for a pattern.
pub fn argument_name(input: &Input, pat: &Pat, index: usize) -> Ident {
    match pat {
        Pat::Ident(PatIdent { by_ref: None, subpat: None, ident, .. }) if !is_unit(input, pat) => ident.clone(),
        _ => Ident::new(&format!("argument_{index}"), Span::mixed_site()),
    }
}

/// `Nothing: Nothing`: a name in capitals that the body does not mention is a struct without fields, as far as one can see.
fn is_unit(input: &Input, pat: &Pat) -> bool {
    let Pat::Ident(PatIdent { mutability: None, ident, .. }) = pat else { return false };
    ident.to_string().starts_with(char::is_uppercase)
        && !crate::syntax::names::mentions(input.body.to_token_stream(), ident)
}
