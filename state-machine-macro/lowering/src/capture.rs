//! What an `async` block captures, and how: the parameters of the function that it would be.
//!
//! A `move` block takes what it names. Any other takes what it uses by value only, and borrows the rest, for reading
//! unless the block shows that it writes. Where both is the case, what rustc does depends on the type: that is refused.

use proc_macro2::Ident;
use quote::{ToTokens, quote};
use syn::visit::{self, Visit};
use syn::{
    Block, Expr, ExprAsync, ExprCall, ExprIf, ExprLit, FnArg, Lit, Local, Macro, Pat, PatType, PathArguments,
    Signature, Stmt, Type, UnOp, parse_quote,
};

use crate::analysis::{self, How};
use crate::error::Errors;
use crate::model::{
    ids::LocalId,
    input::{AsyncBlock, CaptureMode, Captured, Edition, Input, Options},
    mark,
};
use crate::parse::Known;
use crate::refusal::Refusal;
use crate::resolve::{self, Free};
use crate::syntax::{items, known, macros};
use crate::{lower, unfold};

/// The block as a function.
pub fn function(known: Known, errors: &Errors) -> Input {
    let Known { block: mut written, output, of, declared, given, title, options } = known;
    items::reveal(&mut written.block);
    let output =
        output.or_else(|| told(&written.block)).or_else(|| shown(&written.block)).unwrap_or_else(|| parse_quote!(_));
    // Macros of the package may hide what they name.
    let alone = alone(&written, output.clone(), options.clone());
    let mut captured: Vec<Captured> = Vec::new();
    let may_be_local = |free: &Free| declared.as_ref().is_none_or(|names| names.contains(&free.ident.to_string()));
    for Free { ident, part } in resolve::free(&unfold::written_out(&alone)).into_iter().filter(may_be_local) {
        match captured.iter_mut().find(|known| known.ident == ident) {
            Some(known) if known.parts.is_empty() => {}
            Some(known) => match part {
                Some(part) => known.parts.push(part),
                None => known.parts.clear(),
            },
            None => captured.push(captured_by(&written, ident, part, &options)),
        }
    }
    // Parameters are dropped from the last to the first, what a block captures from the first to the last.
    captured.reverse();
    let (body, moves) = (written.block.clone(), written.capture.is_some());
    let sig = signature(&captured, output, &written);
    let block = AsyncBlock { written, captured, of, title };
    let vis = syn::Visibility::Inherited;
    let mut input = Input { attrs: Vec::new(), vis, sig, body, options, block: Some(block) };
    if !moves {
        infer_modes(&mut input, &given, errors);
    }
    input
}

/// What is borrowed is no longer what the parameter says.
fn captured_by(block: &ExprAsync, ident: Ident, part: Option<Expr>, options: &Options) -> Captured {
    let of_function = options.parameters.iter().filter(|_| block.capture.is_some());
    let mut ty = of_function.filter(|parameter| parameter.ident == ident).map(|parameter| parameter.ty.clone());
    Captured { mode: CaptureMode::Value, parts: part.into_iter().collect(), ty: ty.next(), ident }
}

/// The block, as long as nobody knows what it captures.
fn alone(written: &ExprAsync, output: Type, options: Options) -> Input {
    let (sig, body, vis) = (signature(&[], output, written), written.block.clone(), syn::Visibility::Inherited);
    Input { attrs: Vec::new(), vis, sig, body, options, block: None }
}

/// The output, if the block begins with a return that never comes: `#[tracing::instrument]` says so what it is.
//
// From: `{ if false { let fake: T = loop {}; return fake; } .. }`
fn told(block: &Block) -> Option<Type> {
    let [Stmt::Expr(first, _), ..] = &block.stmts[..] else { return None };
    match first {
        Expr::Block(inner) if block.stmts.len() == 1 => told(&inner.block),
        Expr::If(ExprIf { cond, then_branch, else_branch: None, .. }) if is_false(cond) => match &then_branch.stmts[..]
        {
            [Stmt::Local(Local { pat: Pat::Type(PatType { pat, ty, .. }), .. }), Stmt::Expr(Expr::Return(end), _)] => {
                let returned = end.expr.as_ref().map(|value| value.to_token_stream().to_string());
                (returned == Some(pat.to_token_stream().to_string())).then(|| (**ty).clone())
            }
            _ => None,
        },
        _ => None,
    }
}

/// The output, if a macro may return it and the end shows what it is.
//
// From: `{ ..; bail!(..); ..; Ok(value) }`
fn shown(block: &Block) -> Option<Type> {
    let Some(Stmt::Expr(Expr::Call(ExprCall { func, .. }), None)) = block.stmts.last() else { return None };
    let Expr::Path(path) = &**func else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Ok" || last.ident == "Err")?;
    let arguments = match &last.arguments {
        PathArguments::None => quote!(<_, _>),
        arguments => arguments.to_token_stream(),
    };
    known::may_return(block).then(|| parse_quote!(::core::result::Result #arguments))
}

fn is_false(expr: &Expr) -> bool {
    matches!(expr, Expr::Lit(ExprLit { lit: Lit::Bool(value), .. }) if !value.value)
}

/// from: `async move { a; self }`, into: `async fn async_block(self, a: _) -> _`
fn signature(captured: &[Captured], output: Type, written: &ExprAsync) -> Signature {
    let parameters = captured.iter().map(|captured| -> FnArg {
        let ident = &captured.ident;
        if ident == "self" {
            let this = syn::Token![self](ident.span());
            parse_quote!(#this)
        } else {
            parse_quote!(#ident: _)
        }
    });
    let fn_token = syn::Token![fn](written.async_token.span);
    // `self` may stand anywhere among them.
    Signature { inputs: parameters.collect(), ..parse_quote!(async #fn_token async_block() -> #output) }
}

fn infer_modes(input: &mut Input, given: &[Ident], errors: &Errors) {
    let unheard = Errors::new();
    let resolved = resolve::resolve(input, unfold::unfold(input), &unheard);
    let mut written = Written(Vec::new());
    written.visit_block(&resolved.body);
    let (graph, _) = lower::lower(resolved, Edition::Since2024, &unheard);
    let uses = analysis::uses(&graph);
    let _ = unheard.finish();
    let Some(block) = &mut input.block else { return };
    for (index, captured) in block.captured.iter_mut().enumerate() {
        // What was declared for the block alone does not outlive it.
        if given.contains(&captured.ident) {
            continue;
        }
        let local = LocalId::new(index);
        let is_written = written.0.contains(&local);
        // Looking at a copy is as good as looking at what it was copied from.
        let borrows = is_written || [How::Unclear, How::Borrow].iter().any(|how| uses.contains(&(local, *how)));
        captured.mode = match uses.contains(&(local, How::Value)) {
            true if borrows => {
                let local = captured.ident.to_string();
                errors.push(captured.ident.span(), Refusal::CapturedBothWays { local });
                CaptureMode::Value
            }
            true => CaptureMode::Value,
            false if is_written => CaptureMode::Mutable,
            false => CaptureMode::Shared,
        };
    }
}

/// Finds what is assigned to, or borrowed by `&mut`.
struct Written(Vec<LocalId>);

impl Written {
    fn place(&mut self, place: &Expr) {
        if let Some((local, _)) = mark::read_mention_expr(place) {
            self.0.push(local);
        }
        match place {
            Expr::Field(field) => self.place(&field.base),
            Expr::Index(index) => self.place(&index.expr),
            Expr::Paren(paren) => self.place(&paren.expr),
            Expr::Group(group) => self.place(&group.expr),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => self.place(&unary.expr),
            Expr::Tuple(tuple) => tuple.elems.iter().for_each(|elem| self.place(elem)),
            _ => {}
        }
    }
}

impl Visit<'_> for Written {
    fn visit_expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Assign(assign) => self.place(&assign.left),
            Expr::Binary(binary) if lower::is_assignment(&binary.op) => self.place(&binary.left),
            Expr::Reference(reference) if reference.mutability.is_some() => self.place(&reference.expr),
            _ => {}
        }
        visit::visit_expr(self, expr);
    }

    fn visit_macro(&mut self, mac: &Macro) {
        macros::shape(mac).visit(|expr| self.visit_expr(expr));
    }
}
