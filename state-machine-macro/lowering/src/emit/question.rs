//! The question that rustc is asked about a method: does it take its receiver by value?

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::{ExprMethodCall, GenericArgument, Type, visit::Visit};

use super::{
    arguments::{Argument, argument},
    names::span,
    replacer::Replacer,
    subject::Subject,
};
use crate::conventions::wants_its_like;

impl Replacer<'_, '_> {
    /// The question's name: that of the method, unless a place has it.
    pub(super) fn question_name(&self, call: &ExprMethodCall) -> Ident {
        self.emitter.names.beside(&call.method.to_string())
    }

    /// The question, under the name of the method. `None` if it cannot be asked. `result_is` says what has the type of the result.
    pub(super) fn question_about(
        &self,
        subject: &Subject,
        call: &ExprMethodCall,
        result_is: TokenStream,
    ) -> Option<TokenStream> {
        let krate = self.emitter.krate;
        let (method, name) = (&call.method, self.question_name(call));
        let turbofish = &call.turbofish;
        let arguments: Vec<Argument> =
            call.args.iter().enumerate().map(|(index, arg)| argument(index, arg, krate)).collect::<Option<_>>()?;
        let notes = arguments.iter().map(|argument| &argument.notes);
        let has_closure = arguments.iter().any(|argument| argument.is_closure);
        let (before, behind): (Vec<&Argument>, Vec<&Argument>) =
            arguments.iter().partition(|argument| has_closure && argument.tells_first);
        let [tell_first, tell] = [before, behind].map(|told| told.into_iter().map(|argument| &argument.tell));
        let first: Vec<&TokenStream> = arguments.iter().map(|argument| &argument.first).collect();
        let again: Vec<&TokenStream> = arguments.iter().map(|argument| &argument.again).collect();
        // If the receiver is asked about as a reference, so are these.
        let like = wants_its_like(&method.to_string());
        let [shared_like, exclusive_like] = [quote_spanned!(span()=> &), quote_spanned!(span()=> &mut)]
            .map(|reference| again.iter().map(move |_| like.then(|| reference.clone())));
        let names = &self.emitter.names;
        let (noted, other, ask) = (names.beside("result"), &names.other, &names.ask);
        let [shared, exclusive, owned] = ["shared", "exclusive", "owned"].map(|text| names.beside(text));
        let mut result = quote_spanned!(span()=>
            #(#tell_first)*
            let #noted = #krate::machine::note(#name.value().#method #turbofish (#(#first),*));
            #(#tell)*
        );
        if has_closure {
            result.extend(quote_spanned!(span()=>
                let #noted = #krate::machine::note(#name.value().#method #turbofish (#(#again),*));
            ));
        }
        result.extend(quote_spanned!(span()=> if false { #result_is }));
        let any = call.args.iter().map(|_| quote_spanned!(span()=> _: impl Sized));
        let ours = Ours { generics: generics(call)?, arguments: quote_spanned!(span()=> #(, #any)*) };
        let asked = quote_spanned!(span()=> #krate::machine::Asked);
        let (generics, parameters) = (&ours.generics, &ours.arguments);
        let listening = self.asked(subject, &name);
        let answers = quote_spanned!(span()=> #name.refers(), #shared, #exclusive, #owned);
        let conclusion = self.concluded(subject, &name, answers);
        Some(quote_spanned!(span()=>
            #listening
            if false {
                use #krate::machine::{Itself as _, Otherwise as _};
                /// Nothing of this runs. rustc finds out here whether the method takes its receiver by value.
                struct #other;
                impl #other { fn #method #generics (self #parameters) -> #asked { #asked } }
                #krate::machine::never();
                #(#notes)*
                #result
                let #shared = {
                    trait #ask { fn #method #generics (&self #parameters) -> #asked { #asked } }
                    impl<T: ?Sized> #ask for &T {}
                    let #shared = #name.shared(#name.refers()).#method #turbofish (#(#shared_like #again),*);
                    #krate::machine::question(&#noted, #shared).answer()
                };
                let #exclusive = {
                    trait #ask { fn #method #generics (&mut self #parameters) -> #asked { #asked } }
                    impl<T> #ask for &mut T {}
                    let #exclusive = #name.exclusive(#name.refers(), &#shared, #other).#method #turbofish (#(#exclusive_like #again),*);
                    #krate::machine::question(&#noted, #exclusive).answer()
                };
                let #owned = {
                    trait #ask { fn #method #generics (&self #parameters) -> #asked { #asked } }
                    impl<T> #ask for T {}
                    let #owned = #name.owned(#name.refers(), &#shared, #other).#method #turbofish (#(#again),*);
                    #krate::machine::question(&#noted, #owned).answer()
                };
                #conclusion
            }
        ))
    }
}

/// The signature of a method that stands beside the user's.
struct Ours {
    generics: TokenStream,
    arguments: TokenStream,
}

/// As many generic parameters as the call names: `<A, B>`.
fn generics(call: &ExprMethodCall) -> Option<TokenStream> {
    let Some(turbofish) = &call.turbofish else { return Some(TokenStream::new()) };
    let mut parameters = Vec::new();
    for (index, argument) in turbofish.args.iter().enumerate() {
        let name = format_ident!("A{index}", span = span());
        match argument {
            // Beside another method nothing would tell what an inferred type is.
            GenericArgument::Type(ty) if !has_inferred(ty) => parameters.push(name),
            _ => return None,
        }
    }
    Some(quote_spanned!(span()=> <#(#parameters),*>))
}

/// Is a part of the type written `_`?
fn has_inferred(ty: &Type) -> bool {
    struct Finder(bool);
    impl Visit<'_> for Finder {
        fn visit_type_infer(&mut self, _: &syn::TypeInfer) {
            self.0 = true;
        }
    }
    let mut finder = Finder(false);
    finder.visit_type(ty);
    finder.0
}
