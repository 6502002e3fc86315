//! Fields of values that have no name: what is left of the value lives to the end of the statement.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, ExprMethodCall, ExprStruct};

use super::{builder::Lowerer, operands::take_into};
use crate::{
    conventions::{Receiver, gives_reference, receiver},
    model::{local::LocalKind, mark},
    syntax::values::{is_constant, is_value},
};

impl Lowerer<'_> {
    /// Gives what is to be evaluated before the call.
    pub(super) fn lift_receiver(&mut self, call: &mut ExprMethodCall) -> Option<Expr> {
        let how = receiver(call);
        let place = &mut call.receiver;
        if matches!(**place, Expr::Field(_)) {
            return match how {
                Receiver::Borrows => {
                    self.lift_referent(place);
                    None
                }
                // The method may take the field.
                Receiver::Consumes | Receiver::Unknown => self.lift_fields(place),
            };
        }
        self.lift_in(place);
        if how != Receiver::Consumes && is_value(place) && !is_constant(place) {
            take_into(place, |value| self.fill("temporary", value));
        }
        None
    }

    // A field of a value may be moved out, so that the value is named.
    //
    // From: `f().field`
    // Into: `temporary.field`, and before it `<place of f()>`
    pub(super) fn lift_fields(&mut self, expr: &mut Expr) -> Option<Expr> {
        let root = root_of_fields(expr);
        if !is_value(root) || is_reference(root) {
            self.lift_referent(expr);
            return None;
        }
        self.lift_in(root);
        let value = std::mem::replace(root, Expr::Verbatim(Default::default()));
        let (filled, named) = self.fill_by_name("temporary", value);
        *root = named;
        self.looking.is_none().then_some(filled)
    }

    // What is left of the value whose fields are taken lives to the end of the statement.
    //
    // From: `S { a: f(), ..g() }`
    // Into: `match (f(),) { (field,) => { let _ = <place of g()>; S { a: field, ..temporary } } }`
    pub(super) fn lift_updated(&mut self, expr: &mut Expr) {
        let Expr::Struct(update) = expr else { return };
        let Some(rest) = update.rest.as_ref().filter(|rest| is_value(rest)) else { return };
        // What stays of it has the types of the fields that are given.
        if is_default(rest) && update.fields.iter().all(|field| self.has_nothing_to_drop(&field.expr)) {
            return;
        }
        let (is_default, value) = (is_default(rest), self.lift((**rest).clone()));
        if self.looking.is_some() {
            self.fill_by_name("temporary", value);
            return;
        }
        let (names, mut values): (Vec<Ident>, Vec<Expr>) = update
            .fields
            .iter_mut()
            .map(|field| {
                let local = self.hidden("field", LocalKind::Temporary, Span::mixed_site());
                field.colon_token.get_or_insert_default();
                (self.mark(local), std::mem::replace(&mut field.expr, self.mention(local)))
            })
            .unzip();
        let mut pats: Vec<TokenStream> = names.iter().map(ToTokens::to_token_stream).collect();
        let value = if is_default { self.told_by_update(update, value, &mut values, &mut pats) } else { value };
        let (filled, named) = self.fill_by_name("temporary", value);
        update.rest = Some(Box::new(named));
        *expr = syn::parse_quote!(match (#(#values,)*) { (#(#pats,)*) => { let _ = #filled; #expr } });
    }

    /// As it is written: a number, a reference, or a local of such a type.
    fn has_nothing_to_drop(&self, value: &Expr) -> bool {
        match value {
            Expr::Lit(_) | Expr::Reference(_) => true,
            Expr::Unary(unary) => matches!(*unary.expr, Expr::Lit(_)),
            value => mark::read_mention_expr(value).is_some_and(|(local, _)| self.graph.is_never_dropped(local)),
        }
    }

    // It is of the type of the whole, which nothing says once it stands by itself.
    //
    // From: `Default::default()` of `S { a: f(), ..Default::default() }`, which is `match (f(),) { (field,) => .. }`
    // Into: `updated_by(|| S { a: of_0.get(), ..Note::new().get() }, Default::default())`, in
    //       `match (Note::beside(f()),) { ((of_0, field),) => .. }`
    fn told_by_update(&self, update: &ExprStruct, rest: Expr, values: &mut [Expr], pats: &mut [TokenStream]) -> Expr {
        let (krate, mut like) = (self.krate(), update.clone());
        for (at, (field, (value, pat))) in like.fields.iter_mut().zip(values.iter_mut().zip(pats)).enumerate() {
            let note = Ident::new(&format!("of_{at}"), Span::mixed_site());
            field.expr = syn::parse_quote!(#note.get());
            *pat = quote!((#note, #pat));
            *value = syn::parse_quote!(#krate::machine::Note::beside(#value));
        }
        like.rest = Some(syn::parse_quote!(#krate::machine::Note::new().get()));
        syn::parse_quote!(#krate::machine::updated_by(|| #like, #rest))
    }
}

// From: `expr`
// Into: `{ let _ = filled; expr }`
pub(super) fn fill_before(expr: &mut Expr, filled: Option<Expr>) {
    if let Some(filled) = filled {
        *expr = syn::parse_quote!({ let _ = #filled; #expr });
    }
}

/// What fields are named of: `x` of `x.a.b`.
fn root_of_fields(expr: &mut Expr) -> &mut Expr {
    match expr {
        Expr::Field(field) => root_of_fields(&mut field.base),
        Expr::Paren(paren) => root_of_fields(&mut paren.expr),
        Expr::Group(group) => root_of_fields(&mut group.expr),
        root => root,
    }
}

/// `Default::default()`
fn is_default(value: &Expr) -> bool {
    let Expr::Call(call) = value else { return false };
    let Expr::Path(path) = &*call.func else { return false };
    path.path.segments.len() >= 2
        && path.path.segments.iter().rev().zip(["default", "Default"]).all(|(name, word)| name.ident == word)
}

/// Nothing moves out of a reference.
fn is_reference(value: &Expr) -> bool {
    matches!(value, Expr::MethodCall(call) if gives_reference(&call.method.to_string()))
}
