//! Functions that await themselves without a box, which no future can contain.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{
    Expr, ExprAsync, ExprAwait, ExprCall, ExprClosure, ExprMethodCall, Item, PatIdent,
    visit::{self, Visit},
};

use super::file::file;
use crate::{model::input::Input, syntax::names};

/// Is it certain that the function awaits itself, and not another one of its name? Then it stays as it is: rustc says best what is
/// missing.
pub fn awaits_itself(input: &Input) -> bool {
    let name = &input.sig.ident;
    let body = input.body.to_token_stream();
    if input.block.is_some() || !names::mentions(body.clone(), name) {
        return false;
    }
    let mut calls = Calls { name, arguments: input.sig.inputs.len(), free: false, own: false, hidden: false };
    calls.visit_block(&input.body);
    if calls.hidden || !(calls.free || calls.own) {
        return false;
    }
    let Some(file) = file(name, true) else { return false };
    let mut alike = file.functions.iter().filter(|function| *name == function.name);
    match (alike.next().map(|only| &only.of), alike.next()) {
        (Some(None), None) => calls.free,
        (Some(Some(owner)), None) => calls.own && owner.of_trait.is_none(),
        _ => false,
    }
}

/// Calls that are awaited where they stand.
struct Calls<'a> {
    name: &'a Ident,
    /// With `self`.
    arguments: usize,
    /// Of a function of that name.
    free: bool,
    /// Of a function of `Self`.
    own: bool,
    /// Something else in the function may have that name.
    hidden: bool,
}

impl Visit<'_> for Calls<'_> {
    fn visit_expr_await(&mut self, awaited: &ExprAwait) {
        match &*awaited.base {
            Expr::Call(ExprCall { func, args, .. }) if args.len() == self.arguments => {
                if let Expr::Path(path) = &**func {
                    let segments: Vec<&Ident> = path.path.segments.iter().map(|segment| &segment.ident).collect();
                    match segments[..] {
                        [name] => self.free |= name == self.name,
                        [of, name] => self.own |= of == "Self" && name == self.name,
                        _ => {}
                    }
                }
            }
            Expr::MethodCall(ExprMethodCall { receiver, method, args, .. }) if args.len() + 1 == self.arguments => {
                let is_self = matches!(&**receiver, Expr::Path(path) if path.path.is_ident("self"));
                self.own |= is_self && method == self.name;
            }
            _ => {}
        }
        visit::visit_expr_await(self, awaited);
    }

    fn visit_pat_ident(&mut self, pat: &PatIdent) {
        self.hidden |= pat.ident == *self.name;
        visit::visit_pat_ident(self, pat);
    }

    fn visit_item(&mut self, item: &Item) {
        self.hidden |= names::mentions(item.to_token_stream(), self.name);
    }

    // What these await, others contain.
    fn visit_expr_async(&mut self, _: &ExprAsync) {}

    fn visit_expr_closure(&mut self, _: &ExprClosure) {}
}
