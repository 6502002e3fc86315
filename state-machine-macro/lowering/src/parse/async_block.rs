//! `async` blocks: the one that `machine!` is given, and those of a function that is not `async`.

use std::{collections::HashSet, rc::Rc};

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprAsync, ExprBlock, Item, Local, Pat, Path, ReturnType, Signature, Stmt, Type, parse_quote};

use super::{callees, function::Function, options, parameters, runtimes};
use crate::error::Errors;
use crate::model::input::{Edition, Options};
use crate::refusal::Refusal;
use crate::syntax::macros;

/// What `machine!` is given.
pub struct Given {
    /// The arguments, each with a comma behind it.
    pub arguments: TokenStream,
    /// `{ let x = y; async { x } }`: what stands before the block.
    pub before: Vec<Stmt>,
    pub block: ExprAsync,
    pub options: Options,
}

impl Given {
    /// Names that are declared before the block.
    pub fn names(&self) -> Vec<Ident> {
        let locals = self.before.iter().filter_map(|stmt| match stmt {
            Stmt::Local(Local { pat: Pat::Ident(name), .. }) => Some(name.ident.clone()),
            _ => None,
        });
        locals.collect()
    }
}

/// Reads what `machine!` is given: an `async` block, and before it perhaps arguments, as those of the attribute.
pub fn read_block(tokens: TokenStream, errors: &Errors) -> Option<Given> {
    let (arguments, rest) = macros::arguments_and_block(super::ungroup(tokens));
    let options = options::read_for_block(arguments.clone(), errors).of_block();
    if !errors.is_empty() {
        return None;
    }
    match syn::parse2::<Expr>(super::ungroup(rest.clone())) {
        Ok(Expr::Async(block)) => return Some(Given { arguments, before: Vec::new(), block, options }),
        Ok(Expr::Block(ExprBlock { label: None, block, .. })) => {
            let mut before = block.stmts;
            if let Some(Stmt::Expr(Expr::Async(block), None)) = before.pop() {
                return Some(Given { arguments, before, block, options });
            }
            errors.push_spanned(rest, Refusal::NotAnAsyncBlock);
        }
        Ok(_) => errors.push_spanned(rest, Refusal::NotAnAsyncBlock),
        Err(error) => errors.push(error.span(), Refusal::UnreadableSyntax { reason: error.to_string() }),
    }
    None
}

// `#[tracing::instrument]` puts the body into a block of its own.
//
// From: `let __tracing_instrument_future = async move { body };`
// Into: `let __tracing_instrument_future = machine!(parameters = (self: &Self), async move { body });`
pub fn rewrite_instrumented(sig: &Signature, body: &mut Block, krate: &Path) {
    let is_instrumented =
        |stmt: &Stmt| matches!(stmt, Stmt::Local(Local { pat: Pat::Ident(name), .. }) if name.ident == INSTRUMENTED);
    if body.stmts.iter().any(is_instrumented) {
        callees::show_captured(sig, body);
    }
    let parameters = parameters::visible(sig, body);
    for stmt in &mut body.stmts {
        if let Stmt::Local(Local { pat: Pat::Ident(name), init: Some(init), .. }) = stmt
            && name.ident == INSTRUMENTED
            && let Expr::Async(block) = &*init.expr
        {
            *init.expr = parse_quote!(#krate::machine!(crate = #krate, parameters = (#(#parameters,)*), #block));
        }
    }
}

/// What `#[tracing::instrument]` calls the block.
const INSTRUMENTED: &str = "__tracing_instrument_future";

/// A function that is not `async` itself, but makes futures from `async` blocks.
pub struct Blocks {
    function: Function,
    options: Options,
}

impl Blocks {
    pub fn new(mut function: Function, options: &Options) -> Self {
        callees::show_captured(&function.sig, &mut function.body);
        Blocks { function, options: options.clone() }
    }

    pub fn edition(&self) -> Option<Edition> {
        self.options.edition
    }

    pub fn site(&self) -> (Path, Span) {
        (self.options.krate.clone(), self.function.sig.fn_token.span)
    }

    /// Is there such a block in the function?
    pub fn are_in(function: &Function) -> bool {
        let mut finder = Finder(false);
        finder.visit_block(&function.body);
        function.sig.asyncness.is_none() && finder.0
    }

    /// The function with its blocks rewritten, each by `rewrite`, which is given what is known of it.
    pub fn rewrite(self, rewrite: &dyn Fn(Known) -> TokenStream) -> TokenStream {
        let Blocks { function: Function { attrs, vis, sig, mut body }, options } = self;
        let options = Options { parameters: parameters::visible(&sig, &body), ..options.of_block() };
        let title = format!("`{}`", sig.ident);
        let of = (!sig.inputs.is_empty()).then(|| sig.ident.clone());
        let declared = callees::declared(&sig, &body).map(Rc::new);
        let known = |block, output| Known {
            block,
            output,
            of: of.clone(),
            declared: declared.clone(),
            given: Vec::new(),
            title: title.clone(),
            options: options.clone(),
        };
        if let Some(Stmt::Expr(tail, None)) = body.stmts.last_mut()
            && let Some(expr) = returned(tail)
            && let Expr::Async(block) = &*expr
        {
            *expr = Expr::Verbatim(rewrite(known(block.clone(), output(&sig))));
        }
        let told = |block: &ExprAsync, output| Expr::Verbatim(rewrite(known(block.clone(), Some(output))));
        runtimes::replace(&sig, &mut body, &told);
        Replacer(&|block| rewrite(known(block, None))).visit_block_mut(&mut body);
        quote!(#(#attrs)* #vis #sig #body)
    }
}

/// A block, and what is known of it.
pub struct Known {
    pub block: ExprAsync,
    /// The type of its output, where it shows.
    pub output: Option<Type>,
    /// The method that it is a block of.
    pub of: Option<Ident>,
    /// Every name that may be that of a local around it, if that is known.
    pub declared: Option<Rc<HashSet<String>>>,
    /// Names that are declared for the block alone, right before it.
    pub given: Vec<Ident>,
    /// What it is called to whoever polls it too often.
    pub title: String,
    pub options: Options,
}

/// Does the function do nothing but return a boxed `async move` block, as functions do that were `async` before another macro
/// rewrote them?
pub fn boxes_a_block(sig: &Signature, body: &mut syn::Block) -> bool {
    let is_boxed = matches!(body.stmts.last(), Some(Stmt::Expr(Expr::Call(_), None))) && output(sig).is_some();
    let Some(Stmt::Expr(tail, None)) = body.stmts.last_mut().filter(|_| is_boxed) else { return false };
    returned(tail).is_some_and(|expr| matches!(expr, Expr::Async(block) if block.capture.is_some()))
}

/// The block itself, or what `Box::pin(..)` is given.
fn returned(tail: &mut Expr) -> Option<&mut Expr> {
    let Expr::Call(call) = tail else { return Some(tail) };
    let Expr::Path(path) = &*call.func else { return None };
    let is_pin = path.path.segments.last().is_some_and(|last| last.ident == "pin");
    call.args.first_mut().filter(|_| is_pin)
}

/// `T` of `-> Pin<Box<dyn Future<Output = T>>>` and the like.
fn output(sig: &Signature) -> Option<Type> {
    let ReturnType::Type(_, ty) = &sig.output else { return None };
    runtimes::output(|found| found.visit_type(ty))
}

struct Finder(bool);

impl Visit<'_> for Finder {
    fn visit_expr(&mut self, expr: &Expr) {
        self.0 |= matches!(expr, Expr::Async(_));
        visit::visit_expr(self, expr);
    }

    fn visit_item(&mut self, _: &Item) {}
}

struct Replacer<'a>(&'a dyn Fn(ExprAsync) -> TokenStream);

impl VisitMut for Replacer<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Async(block) => *expr = Expr::Verbatim((self.0)(block.clone())),
            expr => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}
}
