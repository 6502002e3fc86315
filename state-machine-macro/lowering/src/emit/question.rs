//! The question that rustc is asked about a method: does it take its receiver by value?

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote_spanned};
use syn::{ExprMethodCall, GenericArgument, Type};

use super::{
    arguments::{Argument, argument},
    names::span,
    replacer::Replacer,
    subject::Subject,
};
use crate::conventions::{can_be_asked, wants_its_like};

/// A question, under a name.
pub struct Question {
    /// Declares who is told the answer.
    pub listening: TokenStream,
    /// The call, with notes in place of the arguments, which get the types that are expected.
    pub noted: TokenStream,
    /// Asks.
    pub asked: TokenStream,
}

impl ToTokens for Question {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.listening.to_tokens(tokens);
        self.asked.to_tokens(tokens);
    }
}

impl Replacer<'_, '_> {
    /// The question's name: that of the method, unless a place has it, or something else that the question names.
    pub(super) fn question_name(&self, call: &ExprMethodCall) -> Ident {
        let method = call.method.to_string();
        let is_taken = matches!(
            &*method,
            "result" | "results" | "shared" | "exclusive" | "owned" | "content" | "like" | "receiver"
        );
        self.emitter.names.beside(&if is_taken { format!("{method}_method") } else { method })
    }

    /// The question, under the name of the method. `None` if it cannot be asked. `result_is` says what has the type of the result.
    pub(super) fn question_about(
        &self,
        subject: &Subject,
        call: &ExprMethodCall,
        result_is: TokenStream,
    ) -> Option<Question> {
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
        let [shared, exclusive, owned, content] =
            ["shared", "exclusive", "owned", "content"].map(|text| names.beside(text));
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
        let ours = Ours {
            generics: generics(call)?,
            bounds: bounds(call, krate),
            arguments: quote_spanned!(span()=> #(, #any)*),
        };
        let answer = quote_spanned!(span()=> #krate::machine::Asked);
        let Ours { generics, arguments: parameters, bounds } = &ours;
        let listening = self.asked(subject, &name);
        let answers = quote_spanned!(span()=> #name.refers(), #shared, #exclusive, #owned);
        let conclusion = self.concluded(subject, &name, answers);
        let asked = quote_spanned!(span()=>
            if false {
                use #krate::machine::{Itself as _, Movable as _, Otherwise as _};
                /// Nothing of this runs. rustc finds out here whether the method takes its receiver by value.
                struct #other;
                impl #other { fn #method #generics (self #parameters) -> #answer #bounds { #answer } }
                #krate::machine::never();
                #(#notes)*
                #result
                let #shared = {
                    trait #ask { fn #method #generics (&self #parameters) -> #answer #bounds { #answer } }
                    impl<T: ?Sized> #ask for &T {}
                    let #shared = #name.shared(#name.refers()).#method #turbofish (#(#shared_like #again),*);
                    #krate::machine::question(&#noted, #shared).answer()
                };
                let #exclusive = {
                    trait #ask { fn #method #generics (&mut self #parameters) -> #answer #bounds { #answer } }
                    impl<T> #ask for &mut T {}
                    let #exclusive = #name.exclusive(#name.refers(), &#shared, #other).#method #turbofish (#(#exclusive_like #again),*);
                    #krate::machine::question(&#noted, #exclusive).answer()
                };
                let #owned = {
                    trait #ask { fn #method #generics (&self #parameters) -> #answer #bounds { #answer } }
                    impl<T> #ask for T {}
                    let #owned = #name.owned(#name.refers(), &#shared, #other).#method #turbofish (#(#again),*);
                    #krate::machine::question(&#noted, #owned).answer()
                };
                let #owned = {
                    trait #ask: Sized { fn #method #generics (self #parameters) -> #answer #bounds { #answer } }
                    impl<T> #ask for T {}
                    let #content = #name.content().unless(&#name.refers()).unless(&#shared).unless(&#owned).value(#other).#method #turbofish (#(#again),*);
                    #owned.or(#krate::machine::question(&#noted, #content).answer())
                };
                #conclusion
            }
        );
        let notes = arguments.iter().map(|argument| &argument.notes);
        let noted = quote_spanned!(span()=> #(#notes)* let #noted = #krate::machine::note(#name.value().#method #turbofish (#(#again),*)););
        Some(Question { listening, noted, asked })
    }
}

/// The signature of a method that stands beside the user's.
struct Ours {
    generics: TokenStream,
    arguments: TokenStream,
    bounds: TokenStream,
}

/// As many generic parameters as the call names: `<A, B>`.
fn generics(call: &ExprMethodCall) -> Option<TokenStream> {
    let Some(turbofish) = &call.turbofish else { return Some(TokenStream::new()) };
    let parameters = (0..turbofish.args.len()).map(parameter);
    turbofish.args.iter().all(can_be_asked).then(|| quote_spanned!(span()=> <#(#parameters),*>))
}

/// What tells which types those are that the call leaves to be inferred.
fn bounds(call: &ExprMethodCall, krate: &syn::Path) -> TokenStream {
    let named = call.turbofish.iter().flat_map(|turbofish| turbofish.args.iter().enumerate());
    let inferred = named.filter(|(_, argument)| matches!(argument, GenericArgument::Type(Type::Infer(_))));
    let parameters: Vec<Ident> = inferred.map(|(index, _)| parameter(index)).collect();
    if parameters.is_empty() {
        return TokenStream::new();
    }
    quote_spanned!(span()=> where #(#krate::machine::Asked: #krate::machine::Infers<#parameters>),*)
}

fn parameter(index: usize) -> Ident {
    format_ident!("A{index}", span = span())
}
