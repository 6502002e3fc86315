//! `#[cfg(..)]` inside a function, which only rustc can decide, and which the machine has to know before it is made.
//!
//! The way out is to ask rustc: the function is written down twice, once for each answer, and both bear the attribute
//! again. rustc throws one of them away and expands the other, which has one condition less. So every condition costs
//! one expansion more, however many there are.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit::Visit;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Arm, Attribute, Block, Expr, FieldPat, FieldValue, FnArg, GenericParam, Item, Macro, Meta, Signature, Stmt, Token,
};

use super::async_block::{Given, read_block};
use super::attributes::is_conditional;
use super::cfg_if::{self, CfgIf};
use super::function::{self, Found, Function, Source};
use super::{options, unchecked, ungroup};
use crate::model::input::Options;
use crate::syntax::macros::{self, Shape};
use crate::syntax::pieces::split_at_commas;

/// The function without its first condition, for both answers; `None` if it has no condition inside.
///
/// from:
/// ```text
/// async fn f() {
///     #[cfg(unix)]
///     g().await;
/// }
/// ```
/// into:
/// ```text
/// #[cfg(unix)]
/// #[manual_async]
/// async fn f() {
///     g().await;
/// }
/// #[cfg(not(unix))]
/// #[manual_async]
/// async fn f() {}
/// ```
pub fn split_by_cfg(arguments: &TokenStream, item: &Source) -> Option<TokenStream> {
    let may_be_split = match item {
        Source::Tokens(item) => !is_scope(item) && mentions_cfg(item.clone()),
        Source::Function(function) => has_cfg(function),
    };
    let function = may_be_split.then(|| readable(item))??;
    let krate = unchecked(|errors| options::read(ungroup(arguments.clone()), errors)).krate;
    let (condition, with) = settle(&function, Answer::Holds)?;
    let (_, without) = settle(&function, Answer::Fails)?;
    Some(quote! {
        #[cfg(#condition)]
        #[#krate::manual_async(#arguments)]
        #with
        #[cfg(not(#condition))]
        #[#krate::manual_async(#arguments)]
        #without
    })
}

/// The same for the block that `machine!` is given.
///
/// from: `machine! { async { #[cfg(unix)] f(); } }`
/// into: `{ #[cfg(unix)] { machine! { async { f(); } } } #[cfg(not(unix))] { machine! { async {} } } }`
pub fn split_block_by_cfg(tokens: &TokenStream) -> Option<TokenStream> {
    if !mentions_cfg(tokens.clone()) {
        return None;
    }
    let Given { arguments, before, block, options: Options { krate, .. } } =
        unchecked(|errors| read_block(tokens.clone(), errors))?;
    let settled = |answer| {
        let mut block = block.clone();
        let mut conditions = Conditions { first: None, answer };
        conditions.visit_block_mut(&mut block.block);
        Some((conditions.first?, block))
    };
    let ((condition, with), (_, without)) = (settled(Answer::Holds)?, settled(Answer::Fails)?);
    Some(quote!({
        #[cfg(#condition)]
        { #krate::machine! { #arguments { #(#before)* #with } } }
        #[cfg(not(#condition))]
        { #krate::machine! { #arguments { #(#before)* #without } } }
    }))
}

/// A quick look that spares most functions the rest.
fn mentions_cfg(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(word) => word == "cfg" || word == "cfg_attr",
        TokenTree::Group(group) => mentions_cfg(group.stream()),
        _ => false,
    })
}

/// An `impl`, a trait or a module, of which each function is looked at for itself?
fn is_scope(item: &TokenStream) -> bool {
    let kind = item.clone().into_iter().find_map(|tree| match tree {
        TokenTree::Ident(word) => ["fn", "impl", "mod", "trait"].into_iter().find(|kind| word == kind),
        _ => None,
    });
    kind.is_some_and(|kind| kind != "fn")
}

/// [`mentions_cfg`] for a function that has been read.
fn has_cfg(function: &Function) -> bool {
    struct Finder(bool);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_attribute(&mut self, attribute: &'ast Attribute) {
            self.0 |= is_conditional(attribute);
        }

        fn visit_token_stream(&mut self, tokens: &'ast TokenStream) {
            self.0 |= mentions_cfg(tokens.clone());
        }
    }
    let mut finder = Finder(false);
    finder.visit_signature(&function.sig);
    finder.visit_block(&function.body);
    finder.0
}

/// The function, if it is one that will be rewritten.
fn readable(item: &Source) -> Option<Function> {
    match unchecked(|errors| function::read(item.clone(), errors))? {
        Found::Function(function) => Some(*function),
        Found::Scope(_) => None,
    }
}

/// What rustc may say about a condition.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Holds,
    Fails,
}

/// The first condition in `function`, and the function as it is once that has the given answer.
fn settle(function: &Function, answer: Answer) -> Option<(TokenStream, TokenStream)> {
    let Function { attrs, vis, sig, body } = function;
    let (mut sig, mut body) = (sig.clone(), body.clone());
    let mut conditions = Conditions { first: None, answer };
    conditions.visit_signature_mut(&mut sig);
    conditions.visit_block_mut(&mut body);
    Some((conditions.first?, quote!(#(#attrs)* #vis #sig #body)))
}

/// Settles the first condition that it meets, wherever that condition stands.
pub(super) struct Conditions {
    pub(super) first: Option<TokenStream>,
    pub(super) answer: Answer,
}

impl Conditions {
    /// Settles the attributes of something; `false` if that is to go.
    fn keeps(&mut self, attrs: &mut Vec<Attribute>) -> bool {
        let mut kept = Vec::new();
        for attribute in attrs.drain(..) {
            match self.conditional(&attribute) {
                None => kept.push(attribute),
                Some(_) if self.answer == Answer::Fails && attribute.path().is_ident("cfg") => return false,
                Some(_) if self.answer == Answer::Fails => {}
                Some(inner) => kept.extend(inner),
            }
        }
        *attrs = kept;
        true
    }

    /// What `attribute` becomes if its condition holds, provided that this is the condition to settle.
    fn conditional(&mut self, attribute: &Attribute) -> Option<Vec<Attribute>> {
        let Meta::List(list) = &attribute.meta else { return None };
        if !is_conditional(attribute) {
            return None;
        }
        let mut parts = split_at_commas(list.tokens.clone()).into_iter();
        let condition = parts.next()?;
        self.is_settled(&condition).then(|| {
            let attributes = parts.flat_map(|meta| Attribute::parse_outer.parse2(quote!(#[#meta])));
            attributes.flatten().collect()
        })
    }

    /// Whether this is the condition that is answered now.
    fn is_settled(&mut self, condition: &TokenStream) -> bool {
        self.first.get_or_insert_with(|| condition.clone()).to_string() == condition.to_string()
    }

    /// The branches of `cfg_if!` become statements, as natively.
    fn settle_branches(&mut self, stmts: &mut Vec<Stmt>) {
        let mut index = 0;
        while let Some(statement) = stmts.get(index) {
            match CfgIf::read(statement) {
                Some(cfg_if) if self.is_settled(&cfg_if.condition) => {
                    let kept = if self.answer == Answer::Holds { cfg_if.holds } else { cfg_if.fails };
                    cfg_if::replace(stmts, index, kept);
                }
                _ => index += 1,
            }
        }
    }

    /// The same for a statement or an expression, whose attributes are its first tokens: `None` if nothing changes.
    fn settled(&mut self, node: &impl ToTokens) -> Option<Option<TokenStream>> {
        let parser = |input: syn::parse::ParseStream| {
            let attrs = input.call(Attribute::parse_outer)?;
            Ok((attrs, input.parse::<TokenStream>()?))
        };
        let (mut attrs, rest) = parser.parse2(node.to_token_stream()).ok()?;
        let before = attrs.clone();
        if !self.keeps(&mut attrs) {
            return Some(None);
        }
        (attrs != before).then(|| Some(quote!(#(#attrs)* #rest)))
    }

    fn keeps_statement(&mut self, statement: &mut Stmt) -> bool {
        if matches!(statement, Stmt::Item(_)) {
            return true;
        }
        match self.settled(statement) {
            None => true,
            Some(None) => false,
            Some(Some(tokens)) => {
                *statement = Stmt::Expr(Expr::Verbatim(tokens), None);
                true
            }
        }
    }

    fn keeps_operand(&mut self, operand: &mut Expr) -> bool {
        match self.settled(operand) {
            None => true,
            Some(None) => false,
            Some(Some(tokens)) => {
                *operand = Expr::Verbatim(tokens);
                true
            }
        }
    }

    fn settle_operands(&mut self, operands: &mut Punctuated<Expr, Token![,]>) {
        retain(operands, |operand| self.keeps_operand(operand));
    }
}

impl VisitMut for Conditions {
    fn visit_signature_mut(&mut self, sig: &mut Signature) {
        retain(&mut sig.generics.params, |parameter| match parameter {
            GenericParam::Lifetime(parameter) => self.keeps(&mut parameter.attrs),
            GenericParam::Type(parameter) => self.keeps(&mut parameter.attrs),
            GenericParam::Const(parameter) => self.keeps(&mut parameter.attrs),
        });
        retain(&mut sig.inputs, |input| match input {
            FnArg::Receiver(receiver) => self.keeps(&mut receiver.attrs),
            FnArg::Typed(argument) => self.keeps(&mut argument.attrs),
        });
    }

    fn visit_block_mut(&mut self, block: &mut Block) {
        block.stmts.retain_mut(|statement| self.keeps_statement(statement));
        self.settle_branches(&mut block.stmts);
        visit_mut::visit_block_mut(self, block);
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Match(expr) => expr.arms.retain_mut(|Arm { attrs, .. }| self.keeps(attrs)),
            Expr::Struct(expr) => retain(&mut expr.fields, |FieldValue { attrs, .. }| self.keeps(attrs)),
            Expr::Call(expr) => self.settle_operands(&mut expr.args),
            Expr::MethodCall(expr) => self.settle_operands(&mut expr.args),
            Expr::Array(expr) => self.settle_operands(&mut expr.elems),
            Expr::Tuple(expr) => self.settle_operands(&mut expr.elems),
            _ => {}
        }
        visit_mut::visit_expr_mut(self, expr);
    }

    /// Conditions in the arguments of macros that are known.
    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        if !mentions_cfg(mac.tokens.clone()) {
            return;
        }
        let mut shape = macros::shape(mac);
        shape.values().into_iter().for_each(|value| self.visit_expr_mut(value));
        if let Shape::Select(select) = &mut shape {
            select.handlers().into_iter().for_each(|(_, handler)| self.visit_expr_mut(handler));
        }
        mac.tokens = shape.into_tokens(&mac.tokens);
    }

    fn visit_pat_struct_mut(&mut self, pat: &mut syn::PatStruct) {
        retain(&mut pat.fields, |FieldPat { attrs, .. }| self.keeps(attrs));
        visit_mut::visit_pat_struct_mut(self, pat);
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}
}

/// `Vec::retain_mut` for a list with commas.
fn retain<T>(list: &mut Punctuated<T, Token![,]>, mut keeps: impl FnMut(&mut T) -> bool) {
    let pairs = std::mem::take(list).into_pairs();
    *list = pairs.filter_map(|mut pair| keeps(pair.value_mut()).then_some(pair)).collect();
}
