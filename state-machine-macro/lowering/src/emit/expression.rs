//! Verbatim code with its marks replaced: each name of a local becomes what it is in the machine.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::{Block, Expr, ExprBlock, Pat, Stmt, spanned::Spanned, token::Brace, visit_mut::VisitMut};

use super::{
    Emitter,
    held::HeldBy,
    names::span,
    replacer::Replacer,
    resumed::{Resumed, something},
};
use crate::{
    model::{
        ids::{LocalId, MentionId},
        machine::{Capture, Storage},
    },
    syntax::spans,
};

/// A block that stands for something of the user's, and is blamed where that is. It is one to syn, too, which so puts it into
/// parentheses where it would end a statement: `{ .. } - 1`.
pub fn block(here: Span, tokens: TokenStream) -> Expr {
    let stmts = vec![Stmt::Expr(Expr::Verbatim(tokens), None)];
    let block = Block { brace_token: Brace(here), stmts };
    Expr::Block(ExprBlock { attrs: Vec::new(), label: None, block })
}

/// How `?` returns early.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// As it is: what `poll` returns takes it.
    Plain,
    /// The function returns an `Option`.
    Option,
    /// The return type does not show by its name what it is.
    General,
}

/// What a name means beside what the tables say.
#[derive(Default, Clone)]
pub struct Scope {
    /// Locals that left their slots.
    pub released: HashSet<LocalId>,
    /// Inside a closure: locals by the mode of their capture.
    pub captured: HashMap<LocalId, Capture>,
    /// There too: where a method may take what is captured, with what tells it.
    pub held: HashMap<MentionId, HeldBy>,
    /// There too, where each field is captured in its own way: what is written in place of the local.
    pub bases: HashMap<MentionId, Expr>,
    /// Fields on which a method is called there that may take them: under which name they are captured.
    pub called: HashMap<MentionId, (Ident, HeldBy)>,
    /// There too: fields that have been taken along, how many members each has, and under which name.
    pub along: HashMap<MentionId, (usize, Ident)>,
    /// Locals that a pattern has just bound, and that are not in their slots yet.
    pub bound: HashSet<LocalId>,
    /// Inside a closure or an async block: `?` and `return` are its own.
    pub foreign: bool,
    /// The next closure or block is what the one around it makes, and takes what that one holds.
    pub made: bool,
    /// In what is awaited.
    pub awaited: bool,
    /// The next expression is all that is awaited.
    pub whole: bool,
    /// The next expression gets the name of its function.
    pub named: bool,
}

impl Emitter<'_> {
    pub fn expr(&self, expr: &Expr, scope: &Scope) -> Expr {
        let mut expr = expr.clone();
        Replacer { emitter: self, scope: scope.clone() }.visit_expr_mut(&mut expr);
        expr
    }

    /// An expression that stands alone, so that it needs no parentheses.
    pub fn whole(&self, expr: &Expr, scope: &Scope) -> Expr {
        match self.expr(expr, scope) {
            Expr::Paren(paren) if matches!(*paren.expr, Expr::Verbatim(_)) => *paren.expr,
            expr => expr,
        }
    }

    pub fn stmt(&self, stmt: &Stmt, scope: &Scope) -> Stmt {
        let mut stmt = stmt.clone();
        Replacer { emitter: self, scope: scope.clone() }.visit_stmt_mut(&mut stmt);
        stmt
    }

    pub fn pat(&self, pat: &Pat) -> Pat {
        let mut pat = pat.clone();
        Replacer { emitter: self, scope: Scope::default() }.visit_pat_mut(&mut pat);
        pat
    }

    /// The name under which a pattern binds a local.
    pub fn bound_name(&self, local: LocalId, written: &Ident) -> Ident {
        match self.storage(local) {
            Storage::Stack => self.written(local, written),
            _ => self.names.value(local).clone(),
        }
    }

    // Written with braces, the value is that of a field: of the wrong type, it is wrong in the same words as in the
    // checked copy, while the argument of a call would get some more.
    //
    // From: `return value` in the function's own code
    // Into: `return Poll::Ready { 0: value }`, or `return Returned::<Output> { 0: value }.resumed()`
    pub fn return_(&self, value: &Expr) -> TokenStream {
        let (attributes, value) = split_attributes(value);
        let (first, last) = (spans::begin(&value), spans::end(&value));
        let written = value;
        let value = quote_spanned!(last=> { #attributes 0: #written });
        match self.resumed {
            Resumed::Poll => {
                let path = quote_spanned!(first=> ::core::task::Poll::Ready);
                quote_spanned!(first=> return #path #value)
            }
            Resumed::Result => {
                let (krate, output) = (spans::at(first, self.krate), &self.output);
                let path = quote_spanned!(first=> #krate::machine::Returned::<#output>);
                let resumed = quote_spanned!(last=> .resumed());
                quote_spanned!(first=> return #path #value #resumed)
            }
            Resumed::Output => quote_spanned!(first=> return #attributes #written),
        }
    }

    /// `return running.suspend()`, or `return Poll::Pending`
    pub fn suspend(&self) -> TokenStream {
        let running = &self.names.running;
        let pending = match self.is_bare() {
            false => quote_spanned!(span()=> #running.suspend()),
            true => quote_spanned!(span()=> ::core::task::Poll::Pending),
        };
        match self.resumed {
            Resumed::Poll => quote_spanned!(span()=> return #pending;),
            Resumed::Result => quote_spanned!(span()=> return ::core::result::Result::Ok(#pending);),
            Resumed::Output => {
                let (waits, nothing) = (&self.names.waits, something(&self.output));
                let suspend = (!self.is_bare()).then(|| quote_spanned!(span()=> #running.suspend::<()>();));
                quote_spanned!(span()=> { *#waits = true; #suspend return #nothing; })
            }
        }
    }
}

pub fn path(ident: Ident) -> Expr {
    syn::parse_quote!(#ident)
}

/// `*(x)`, with the user's span, so that an error points to where the name stands. Without the parentheses it would
/// have that of `x`, whose hygiene is that of generated code, and rustc would not see that it has said it before.
pub(super) fn deref(place: &Ident, written: &Ident) -> Expr {
    deref_to(place, written, written.span())
}

/// The same of a value that has no name, and ends elsewhere.
pub(super) fn deref_to(place: &Ident, written: &Ident, end: Span) -> Expr {
    let place = spans::placed(place, written.span());
    let place = Expr::Verbatim(quote_spanned!(end=> (#place)));
    Expr::Unary(syn::ExprUnary {
        attrs: Vec::new(),
        op: syn::UnOp::Deref(syn::Token![*](written.span())),
        expr: Box::new(place),
    })
}

// From: `*(x).len()`
// Into: `(*(x)).len()`
pub(super) fn parenthesize_head(expr: &mut Expr) {
    let head = match expr {
        Expr::MethodCall(call) => &mut call.receiver,
        Expr::Field(field) => &mut field.base,
        Expr::Index(index) => &mut index.expr,
        Expr::Call(call) => &mut call.func,
        Expr::Try(question) => &mut question.expr,
        _ => return,
    };
    if let Expr::Unary(deref) = &**head {
        let parenthesis = syn::token::Paren(deref.op.span());
        let inner = std::mem::replace(&mut **head, Expr::PLACEHOLDER);
        **head = Expr::Paren(syn::ExprParen { attrs: Vec::new(), paren_token: parenthesis, expr: Box::new(inner) });
    }
}

/// What stands before an expression may stand before a field, but not before its value.
pub(super) fn split_attributes(expr: &Expr) -> (TokenStream, TokenStream) {
    let tokens: Vec<TokenTree> = expr.to_token_stream().into_iter().collect();
    let is_hash = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '#');
    let attributes = tokens.chunks(2).take_while(|pair| is_hash(&pair[0])).count();
    let (attributes, value) = tokens.split_at(2 * attributes);
    (attributes.iter().cloned().collect(), value.iter().cloned().collect())
}
