//! The question that rustc is asked about a method: does it take its receiver by value?

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Expr, ExprMethodCall, GenericArgument, Lit, Type};

use super::{
    arguments::{Argument, argument, plain_argument},
    names::{Names, ident, span},
    replacer::Replacer,
    subject::Subject,
};
use crate::{
    conventions::{can_be_asked, wants_its_like},
    syntax::spans,
};

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
            "result"
                | "results"
                | "itself"
                | "shared"
                | "exclusive"
                | "owned"
                | "content"
                | "pointee"
                | "like"
                | "receiver"
        );
        self.emitter.names.beside(&if is_taken { format!("{method}_method") } else { method })
    }

    /// The question, under the name of the method. `None` if it cannot be asked. `plain` says which arguments tell their types, and `result_is`
    /// what has the type of the result.
    pub(super) fn question_about(
        &self,
        subject: &Subject,
        call: &ExprMethodCall,
        plain: &[bool],
        result_is: TokenStream,
    ) -> Option<Question> {
        let krate = self.emitter.krate;
        let name = self.question_name(call);
        let arguments = call.args.iter().enumerate().map(|(index, arg)| match plain[index] {
            true => Some(plain_argument(index, arg)),
            false => argument(index, arg, krate),
        });
        let arguments: Vec<Argument> = arguments.collect::<Option<_>>()?;
        let notes = arguments.iter().map(|argument| &argument.notes);
        let has_closure = arguments.iter().any(|argument| argument.is_closure);
        let beside_closure = |argument: &'_ Argument| argument.beside_closure.clone().filter(|_| has_closure);
        let first = arguments.iter().map(|argument| beside_closure(argument).unwrap_or_else(|| argument.first.clone()));
        let tell =
            arguments.iter().filter(|argument| beside_closure(argument).is_none()).map(|argument| &argument.tell);
        let again: Vec<&TokenStream> = arguments.iter().map(|argument| &argument.again).collect();
        let names = &self.emitter.names;
        let noted = names.beside("result");
        let value = match subject.is_content {
            true => quote_spanned!(span()=> (*#name.value())),
            false => quote_spanned!(span()=> #name.value()),
        };
        let value = spans::at(span().located_at(subject.here), value);
        let called_first = called(call, quote!(#(#first),*));
        let mut result = quote_spanned!(span()=>
            let #noted = #krate::machine::note(#value.#called_first);
            #(#tell)*
        );
        let called_again = called(call, quote!(#(#again),*));
        if has_closure {
            result.extend(quote_spanned!(span()=>
                let #noted = #krate::machine::note(#value.#called_again);
            ));
        }
        result.extend(quote_spanned!(span()=> if false { #result_is }));
        let function = self.emitter.machine.graph.function.as_ref();
        let ours = Ours::new(call, krate, &again, &noted, function.map(|function| &function.consts))?;
        let pointee = subject.is_content.then(|| names.beside("pointee"));
        let function = self.emitter.machine.graph.function.as_ref();
        let is_its_own = function.is_some_and(|function| function.method.as_ref() == Some(&call.method));
        let (beside, asked, answers) = ours.asked(pointee.as_ref().unwrap_or(&name), names, is_its_own);
        let listening = self.asked(subject, &name);
        let conclusion = self.concluded(subject, &name, pointee.as_ref(), answers);
        let pointee = pointee.iter();
        let asked = quote_spanned!(span()=>
            if false {
                use #krate::machine::{Itself as _, Movable as _, Otherwise as _};
                /// Nothing of this runs. rustc finds out here whether the method takes its receiver by value.
                #beside
                #krate::machine::never();
                #(#notes)*
                #result
                #(let #pointee = #name.content().receiver();)*
                #asked
                #conclusion
            }
        );
        let notes = arguments.iter().map(|argument| &argument.notes);
        let noted = quote_spanned!(span()=> #(#notes)* let #noted = #krate::machine::note(#value.#called_again););
        Some(Question { listening, noted, asked })
    }
}

/// The method that stands beside the user's, and the calls that may find either.
struct Ours<'a> {
    krate: &'a syn::Path,
    call: &'a ExprMethodCall,
    /// The arguments.
    again: &'a [&'a TokenStream],
    /// The type of the user's call.
    noted: &'a Ident,
    generics: TokenStream,
    bounds: TokenStream,
}

impl<'a> Ours<'a> {
    fn new(
        call: &'a ExprMethodCall,
        krate: &'a syn::Path,
        again: &'a [&'a TokenStream],
        noted: &'a Ident,
        consts: Option<&HashMap<String, Type>>,
    ) -> Option<Self> {
        Some(Ours { krate, call, again, noted, generics: generics(call, consts)?, bounds: bounds(call, krate) })
    }

    /// What stands in for a receiver that is not asked about, the calls, and the answers. References are asked about once more, if
    /// they may have the method themselves.
    fn asked(&self, name: &Ident, names: &Names, by_references: bool) -> (TokenStream, TokenStream, TokenStream) {
        let (other, ask) = (&names.other, &names.ask);
        let [itself, shared, exclusive, owned, content] =
            ["itself", "shared", "exclusive", "owned", "content"].map(|text| names.beside(text));
        let [reference, twice, mutable, value] = [
            quote_spanned!(span()=> &),
            quote_spanned!(span()=> &&),
            quote_spanned!(span()=> &mut),
            TokenStream::new(),
        ];
        let refers = quote_spanned!(span()=> #name.refers());
        let on_itself = quote_spanned!(span()=> #name.itself(#refers, #other));
        let asked_itself = by_references.then(|| self.answer(&itself, ask, &reference, &twice, on_itself));
        let on_shared = match by_references {
            true => quote_spanned!(span()=> #name.shared_unless(#refers, &#itself, #other)),
            false => quote_spanned!(span()=> #name.shared(#refers)),
        };
        let on_exclusive = quote_spanned!(span()=> #name.exclusive(#refers, &#shared, #other));
        let on_owned = quote_spanned!(span()=> #name.owned(#refers, &#shared, #other));
        let on_content =
            quote_spanned!(span()=> #name.content().unless(&#refers).unless(&#shared).unless(&#owned).value(#other));
        let asked = [
            self.answer(&shared, ask, &reference, &reference, on_shared),
            self.answer(&exclusive, ask, &mutable, &mutable, on_exclusive),
            self.answer(&owned, ask, &reference, &value, on_owned),
            self.answer(&content, ask, &value, &value, on_content),
        ];
        let (ours, or_itself) = (self.method(&value), by_references.then_some(&itself).into_iter());
        let beside = quote_spanned!(span()=> struct #other; impl #other { #ours });
        (
            beside,
            asked_itself.into_iter().chain(asked).collect(),
            quote_spanned!(span()=> #refers, #shared, #exclusive #(.or(#or_itself))*, #owned.or(#content)),
        )
    }

    /// Ours, which takes itself so.
    fn method(&self, takes: &TokenStream) -> TokenStream {
        let Ours { krate, call, generics, bounds, .. } = self;
        let (name, any) = (&call.method, call.args.iter().map(|_| quote_spanned!(span()=> _: impl Sized)));
        let answer = quote_spanned!(span()=> #krate::machine::Asked);
        quote_spanned!(span()=> fn #name #generics (#takes self #(, #any)*) -> #answer #bounds { #answer })
    }

    /// Was the user's found on it, beside ours for any value or reference, which takes itself so?
    fn answer(
        &self,
        answer: &Ident,
        ask: &Ident,
        takes: &TokenStream,
        of: &TokenStream,
        on: TokenStream,
    ) -> TokenStream {
        let Ours { krate, call, again, noted, .. } = *self;
        let ours = self.method(takes);
        // A slice has no size, and can be behind a reference.
        let unsized_too = (!of.is_empty()).then(|| quote_spanned!(span()=> : ?Sized));
        let sized = takes.is_empty().then(|| quote_spanned!(span()=> : Sized));
        // If the receiver is asked about as a reference, so are these.
        let like = wants_its_like(&call.method.to_string()).then_some(of);
        let called = called(call, quote!(#(#like #again),*));
        // Ours stands in a block in which nothing else is called: it may have the name of what is.
        quote_spanned!(span()=>
            let #answer = #on;
            let #answer = {
                trait #ask #sized { #ours }
                impl<T #unsized_too> #ask for #of T {}
                #answer.#called
            };
            let #answer = #krate::machine::question(&#noted, #answer).answer();
        )
    }
}

/// The call, without its receiver. It stands where the user's does, and so does what is wrong with it.
fn called(call: &ExprMethodCall, args: TokenStream) -> TokenStream {
    let ExprMethodCall { method, turbofish, paren_token, .. } = call;
    let mut called = quote!(#method #turbofish);
    paren_token.surround(&mut called, |tokens| tokens.extend(args));
    called
}

/// As many generic parameters as the call names: `<A0, const A1: usize>`.
fn generics(call: &ExprMethodCall, consts: Option<&HashMap<String, Type>>) -> Option<TokenStream> {
    let Some(turbofish) = &call.turbofish else { return Some(TokenStream::new()) };
    let parameters = turbofish.args.iter().enumerate().map(|(index, argument)| {
        let name = parameter(index);
        match constant_type(argument, consts) {
            Some(ty) => quote_spanned!(span()=> const #name: #ty),
            None => name.into_token_stream(),
        }
    });
    turbofish.args.iter().all(can_be_asked).then(|| quote_spanned!(span()=> <#(#parameters),*>))
}

/// Of which type a constant is: one that does not say it is a length.
fn constant_type(argument: &GenericArgument, consts: Option<&HashMap<String, Type>>) -> Option<TokenStream> {
    let length = quote_spanned!(span()=> usize);
    match argument {
        GenericArgument::Type(Type::Path(path)) => {
            let ty = consts?.get(&path.path.get_ident()?.to_string())?;
            Some(ty.to_token_stream())
        }
        GenericArgument::Const(Expr::Lit(literal)) => Some(match &literal.lit {
            Lit::Bool(_) => quote_spanned!(span()=> bool),
            Lit::Char(_) => quote_spanned!(span()=> char),
            Lit::Byte(_) => quote_spanned!(span()=> u8),
            Lit::Int(number) if !number.suffix().is_empty() => ident(number.suffix()).into_token_stream(),
            _ => length,
        }),
        GenericArgument::Const(_) => Some(length),
        _ => None,
    }
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
