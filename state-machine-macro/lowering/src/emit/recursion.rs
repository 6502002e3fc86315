//! Functions that await themselves.
//!
//! The type of a machine that contains itself, even boxed, cannot be written down: it contains the function's name.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Expr, ExprCall, ExprMethodCall, ExprPath, visit_mut::VisitMut};

use super::{names::span, replacer::Replacer};
use crate::{
    model::{
        function::{Circle, Way},
        mark,
    },
    syntax::names::type_name,
};

/// With more arguments than that a function is not asked what it returns.
const MAX_ARGUMENTS: usize = 12;

/// A call of the function itself, or of one that leads back to it.
struct Recursion {
    /// The function, by a path.
    function: TokenStream,
    arguments: usize,
    /// Of a method only the name is known, unless it is one of `self`: it may be another one, says the type of this.
    called_on: Option<Expr>,
    /// A path, or a method of the type's own, that is boxed. What is not boxed may be any function of that name, and a method of the
    /// type's own in place of the trait's, and its value no future.
    is_certain: bool,
}

impl Replacer<'_, '_> {
    // What is awaited without a box is left as it is, so that rustc can say that it needs one, unless the function may have made it.
    //
    // From: `Box::pin(count(n - 1))`
    // Into: `Box::pin(Recursive::<_, (_,)>::new(count, count(n - 1)))`
    pub(super) fn name_recursion(&mut self, expr: &mut Expr, is_whole: bool) {
        let Some(circle) = self.emitter.machine.graph.function.as_ref().map(|function| &function.circle) else {
            return;
        };
        let is_boxed = boxed(expr).is_some();
        let call = match is_boxed {
            true => boxed(expr),
            false => Some(expr),
        };
        let Some(call) = call else { return };
        if let Some(recursion) = self.recursion(call, circle, is_boxed, is_whole) {
            self.scope.named = true;
            self.visit_expr_mut(call);
            *call = self.under_its_name(recursion, call);
        }
    }

    fn recursion(&self, call: &Expr, circle: &Circle, is_boxed: bool, is_whole: bool) -> Option<Recursion> {
        let is_path = matches!(call, Expr::Call(_));
        let (given, way, function, called_on) = match call {
            Expr::Call(ExprCall { func, args, .. }) if mark::read_mention_expr(func).is_none() => {
                let Expr::Path(path) = &**func else { return None };
                let way = circle.get(&path.path.segments.last()?.ident.to_string())?;
                // rustc says better what is missing if the function is known all the same.
                let given = if way.is_only && path.path.get_ident().is_some() { way.arguments } else { args.len() };
                (given, way.is_called(path).then_some(way)?, quote!(#func), None)
            }
            Expr::MethodCall(ExprMethodCall { receiver, method, args, turbofish, .. }) => {
                let way = circle.get(&method.to_string()).filter(|way| way.is_method)?;
                let called_on = (!self.is_self(receiver)).then(|| (**receiver).clone());
                let said = turbofish.as_ref().map_or(0, |turbofish| turbofish.args.len());
                if called_on.is_some() && !(way.on_others && way.generics == Some(said)) {
                    return None;
                }
                let given = if way.is_only && called_on.is_none() { way.arguments } else { args.len() + 1 };
                (given, way, quote_spanned!(span()=> Self::#method #turbofish), called_on)
            }
            _ => return None,
        };
        // A method of a type's own.
        let is_own = !is_path && way.is_only && called_on.is_none();
        let can_be_asked = given == way.arguments && given <= MAX_ARGUMENTS;
        (can_be_asked && (!is_whole || is_boxed || !way.is_async)).then_some(Recursion {
            function,
            arguments: given,
            called_on,
            is_certain: is_boxed && (is_path || is_own),
        })
    }

    fn is_self(&self, receiver: &Expr) -> bool {
        mark::read_mention_expr(receiver)
            .is_some_and(|(local, _)| self.emitter.machine.graph.local(local).ident == "self")
    }

    // From: `count(n - 1)` in a box
    // Into: `Recursive::<_, (_,)>::new(count, count(n - 1))`
    //
    // From: `count(n - 1)` elsewhere, or `self.count(n - 1)`
    // Into: `Named::<_, (_,), _>::new(count, count(n - 1)).named()`
    //
    // From: `child.count(n - 1)`
    // Into: `(&&&&CalledOn::<Self, _>::new(<the type of child>)).method().returned::<_, (_, _), _>(Self::count, child.count(n - 1)).named()`
    fn under_its_name(&mut self, recursion: Recursion, call: &Expr) -> Expr {
        let krate = self.emitter.krate;
        let Recursion { function, arguments, called_on, is_certain } = recursion;
        let arguments = std::iter::repeat_n(quote!(_), arguments);
        let Some(mut called_on) = called_on else {
            if is_certain {
                let named = quote_spanned!(span()=> #krate::machine::Recursive::<_, (#(#arguments,)*)>::new);
                return Expr::Verbatim(quote!(#named(#function, #call)));
            }
            self.emitter.asks_for_recursion.set(true);
            let named = quote_spanned!(span()=> #krate::machine::Named::<_, (#(#arguments,)*), _>::new);
            return Expr::Verbatim(quote_spanned!(span()=> #named(#function, #call).named()));
        };
        self.emitter.asks_for_recursion.set(true);
        // Its type alone is asked for: a field that the call may take is not taken here.
        let mut root = &mut called_on;
        while let Expr::Field(field) = root {
            root = &mut field.base;
        }
        self.visit_expr_mut(root);
        Expr::Verbatim(quote_spanned!(span()=>
            (&&&&#krate::machine::CalledOn::<Self, _>::new(if false {
                #krate::machine::never();
                ::core::option::Option::Some(&#called_on)
            } else {
                ::core::option::Option::None
            })).method().returned::<_, (#(#arguments,)*), _>(#function, #call).named()
        ))
    }
}

impl Way {
    /// May that be a path to the function?
    fn is_called(&self, ExprPath { qself, path, .. }: &ExprPath) -> bool {
        let mut before = path.segments.iter().rev().skip(1).map(|segment| segment.ident.to_string());
        // In another module stands another type of that name, as `std::fs::File`.
        let is_here = matches!(&*path.segments[0].ident.to_string(), "self" | "super" | "crate");
        match (qself, before.next()) {
            (Some(of), _) => type_name(&of.ty).is_some_and(|of| self.belongs_to(&of)),
            (None, None) => self.is_free,
            (None, Some(of)) if of.starts_with(char::is_uppercase) => {
                self.belongs_to(&of) && (is_here || path.segments.len() == 2)
            }
            (None, Some(_)) => self.is_free && is_here,
        }
    }

    fn belongs_to(&self, name: &str) -> bool {
        self.types.as_ref().is_some_and(|types| name == "Self" || types.iter().any(|ty| ty == name))
    }
}

/// `f(x)` of `Box::pin(f(x))` and `f(x).boxed()`.
fn boxed(expr: &mut Expr) -> Option<&mut Expr> {
    match expr {
        Expr::Call(ExprCall { func, args, .. }) if args.len() == 1 => {
            let Expr::Path(path) = &**func else { return None };
            let is_pin = path.path.segments.len() > 1 && path.path.segments.last()?.ident == "pin";
            if is_pin { args.first_mut() } else { None }
        }
        Expr::MethodCall(ExprMethodCall { receiver, method, args, .. }) => {
            (args.is_empty() && (method == "boxed" || method == "boxed_local")).then_some(&mut **receiver)
        }
        _ => None,
    }
}
