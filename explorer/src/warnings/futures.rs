//! Futures, known by how they are made.

use syn::visit::{self, Visit};
use syn::{Expr, ExprPath, Signature};

use crate::source::Source;

/// `async {}`, a call of an async function of the same file, or either of them in `Box::pin(..)`.
pub fn is_future(value: &Expr, source: &Source) -> bool {
    match value {
        Expr::Async(_) => true,
        Expr::Call(call) => {
            let Expr::Path(ExprPath { path, .. }) = &*call.func else { return false };
            let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            match (&names[..], call.args.first()) {
                ([.., of, pin], Some(pinned)) if of == "Box" && pin == "pin" => is_future(pinned, source),
                ([.., name], _) => is_async(name, source),
                ([], _) => false,
            }
        }
        _ => false,
    }
}

/// Are all functions with this name `async`, and is there one?
fn is_async(name: &str, source: &Source) -> bool {
    let mut named = Named { name, is_async: Vec::new() };
    named.visit_file(&source.syntax);
    !named.is_async.is_empty() && named.is_async.iter().all(|is_async| *is_async)
}

struct Named<'a> {
    name: &'a str,
    is_async: Vec<bool>,
}

impl<'a> Visit<'a> for Named<'_> {
    fn visit_signature(&mut self, node: &'a Signature) {
        if node.ident == self.name {
            self.is_async.push(node.asyncness.is_some());
        }
        visit::visit_signature(self, node);
    }
}
