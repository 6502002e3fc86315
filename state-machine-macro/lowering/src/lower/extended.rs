//! Temporaries that live as long as what a `let` binds to references to them, and values of which patterns leave something.

use proc_macro2::{Ident, Span};
use quote::{quote, quote_spanned};
use syn::{Block, Expr, ExprCall, ExprIf, Macro, Pat, Stmt, Type, UnOp, parse_quote, spanned::Spanned};

use super::{binding, builder::Lowerer, operands::take_into, parted::is_part_of_value, whole::is_cut};
use crate::model::{
    graph::{Let, Step},
    ids::LocalId,
    local::LocalKind,
    mark,
};
use crate::syntax::{
    known, macros, spans,
    values::{is_constructor, is_value, leaves_rest, needs_place},
};

impl Lowerer<'_> {
    /// Would a temporary of what a `let` binds live as long as what is bound?
    pub fn extends(&mut self, pat: &Pat, init: &Expr) -> bool {
        self.looks(|this| drop(this.extend_temporaries(pat, init.clone())))
    }

    // From: `let x = &f();`
    // Into: `let x = &<place of f(), which lives as long as x>;`
    pub fn extend_temporaries(&mut self, pat: &Pat, mut init: Expr) -> Expr {
        self.extend_in(&mut init);
        if !binding::binds_by_reference(pat) || taken_apart(pat, &init) {
            return init;
        }
        if is_part_of_value(&init) {
            self.extend_referent(&mut init, binding::binds_uniquely(pat));
            return init;
        }
        if is_value(&init) { self.fill_extended(init) } else { init }
    }

    fn extend_in(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Reference(reference) => self.extend_referent(&mut reference.expr, reference.mutability.is_some()),
            Expr::Tuple(tuple) => tuple.elems.iter_mut().for_each(|elem| self.extend_in(elem)),
            Expr::Array(array) => array.elems.iter_mut().for_each(|elem| self.extend_in(elem)),
            Expr::Struct(expr) => expr.fields.iter_mut().for_each(|field| self.extend_in(&mut field.expr)),
            Expr::Call(call) if is_constructor(&call.func) => {
                if let Some(constructed) = self.extend_in_fields(call) {
                    *expr = constructed;
                }
            }
            Expr::Paren(expr) => self.extend_in(&mut expr.expr),
            Expr::Group(expr) => self.extend_in(&mut expr.expr),
            Expr::Cast(expr) => self.extend_in(&mut expr.expr),
            Expr::Block(expr) => self.extend_in_tail(&mut expr.block),
            Expr::Unsafe(expr) => self.extend_in_tail(&mut expr.block),
            Expr::If(ExprIf { then_branch, else_branch: Some((_, otherwise)), .. }) => {
                self.extend_in_tail(then_branch);
                self.extend_in(otherwise);
            }
            Expr::Match(expr) => expr.arms.iter_mut().for_each(|arm| self.extend_in(&mut arm.body)),
            Expr::Macro(mac) if known::name(&mac.mac) == "format_args" => {
                macros::rewrite(&mut mac.mac, |arg| self.extend_referent(arg, false));
            }
            Expr::Macro(mac) => {
                if let Some(value) = pinned(&mac.mac) {
                    *expr = pin(self.fill_extended(value));
                }
            }
            _ => {}
        }
    }

    // By its name it makes a tuple struct or a variant. A function extends nothing, and is no pattern, either.
    //
    // From: `Wrapper(&f())`
    // Into: `constructed(Wrapper(&<place of f()>), |value| matches!(value, Wrapper(..)))`
    fn extend_in_fields(&mut self, call: &mut ExprCall) -> Option<Expr> {
        let extend = |this: &mut Self, call: &mut ExprCall| call.args.iter_mut().for_each(|arg| this.extend_in(arg));
        let is_sure = self.looking.is_some()
            || matches!(&*call.func, Expr::Path(path) if ["Some", "Ok", "Err"].iter().any(|name| path.path.is_ident(name)))
            || !self.looks(|this| extend(this, &mut call.clone()));
        extend(self, call);
        let (krate, path) = (self.krate(), &call.func);
        let here = Span::mixed_site().located_at(spans::end(path));
        let (name, fields) = (Ident::new("value", here), quote_spanned!(here=> (..)));
        let is_made = quote!(|#name| ::core::matches!(#name, #path #fields));
        (!is_sure).then(|| parse_quote!(#krate::machine::constructed(#call, #is_made)))
    }

    fn extend_in_tail(&mut self, block: &mut Block) {
        if let Some(Stmt::Expr(tail, None)) = block.stmts.last_mut() {
            self.extend_in(tail);
        }
    }

    fn extend_referent(&mut self, expr: &mut Expr, is_changed: bool) {
        match expr {
            Expr::Paren(expr) => self.extend_referent(&mut expr.expr, is_changed),
            Expr::Group(expr) => self.extend_referent(&mut expr.expr, is_changed),
            Expr::Field(expr) => self.extend_referent(&mut expr.base, is_changed),
            Expr::Index(expr) => self.extend_referent(&mut expr.expr, is_changed),
            Expr::Unary(expr) if matches!(expr.op, UnOp::Deref(_)) => self.extend_referent(&mut expr.expr, is_changed),
            value => {
                self.extend_in(value);
                if needs_place(value, is_changed) {
                    take_into(value, |value| self.fill_extended(value));
                }
            }
        }
    }

    /// Gives a value of which patterns leave something a name, so that parts can be moved out of it.
    pub fn keep_scrutinee(&mut self, value: Expr) -> Expr {
        if self.temporaries.are_declared_before() {
            return self.fill_now("scrutinee", value);
        }
        let local = self.keep_extended(value, None);
        self.temporaries.push(local);
        self.mention(local)
    }

    /// The same for a value that lives to the end of the scope.
    pub fn keep_extended(&mut self, value: Expr, ty: Option<Type>) -> LocalId {
        let local = self.hidden_for("scrutinee", LocalKind::Temporary, &value);
        let mark = self.mark(local);
        // A value without a name can be changed, as by `ref mut`.
        let pat = parse_quote!(mut #mark);
        let bind = Let { attrs: Vec::new(), pat, ty, init: value, diverge: None, ends: None };
        self.step(Step::Let(Box::new(bind)));
        local
    }

    // The same in front of the temporaries that the value has waited with.
    //
    // Into: `let scrutinee; .. scrutinee = value;`
    pub fn keep_outliving(&mut self, value: Expr, ty: Option<Type>) -> LocalId {
        if !self.extends_behind_others() {
            return self.keep_extended(value, ty);
        }
        let local = self.hidden_for("scrutinee", LocalKind::Temporary, &value);
        let value = match ty {
            Some(ty) => parse_quote!(::core::convert::identity::<#ty>(#value)),
            None => value,
        };
        self.declare_extended(local);
        let filled = mark::fill(local, &value, value.span());
        self.step(Step::Verbatim(parse_quote!(let _ = #filled;)));
        local
    }
}

/// `value` of `pin!(value)`
pub fn pinned(mac: &Macro) -> Option<Expr> {
    (known::name(mac) == "pin").then(|| mac.parse_body().ok()).flatten()
}

// From: `pin!(value)`
// Into: `Pin::new_unchecked(&mut <place of value>)`, because the place in the state is pinned
pub fn pin(filled: Expr) -> Expr {
    let span = proc_macro2::Span::mixed_site();
    syn::parse_quote_spanned!(span=> ::core::pin::Pin::new_unchecked(&mut #filled))
}

/// Does the pattern take a part of the value and refer to another?
pub fn taken_apart(pat: &Pat, init: &Expr) -> bool {
    takes_and_refers(pat) && leaves_rest(init)
}

pub fn takes_and_refers(pat: &Pat) -> bool {
    binding::takes_part_by_value(pat) && binding::binds_by_reference(pat)
}

/// Are temporaries that a `let` extends made before something else in its value awaits, or on one of several ways?
pub fn extends_before_others(init: &Expr) -> bool {
    match init {
        Expr::Reference(expr) => extends_before_others(&expr.expr),
        Expr::Field(expr) => extends_before_others(&expr.base),
        Expr::Index(expr) => extends_before_others(&expr.expr) || is_cut(&expr.index),
        Expr::Unary(expr) => extends_before_others(&expr.expr),
        Expr::Paren(expr) => extends_before_others(&expr.expr),
        Expr::Group(expr) => extends_before_others(&expr.expr),
        Expr::Cast(expr) => extends_before_others(&expr.expr),
        Expr::Tuple(_) | Expr::Array(_) | Expr::Struct(_) => is_cut(init),
        Expr::Call(call) => is_constructor(&call.func) && is_cut(init),
        Expr::Block(_) | Expr::Unsafe(_) | Expr::If(_) | Expr::Match(_) => true,
        _ => false,
    }
}
