//! Calls of locals and fields. What can be called once is taken by a call, and what can be called again is not.

use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, ExprCall};

use super::{
    arguments::{Argument, MAX_INPUTS, argument, has_closure},
    names::span,
    passed::{Arguments, Call},
    replacer::Replacer,
    subject::Subject,
};
use crate::syntax::spans::{self, placed};

impl Replacer<'_, '_> {
    // From: `f(y)`, the last use of `f`, which lives in a slot
    // Into: `{ <ask rustc about f> if callee.takes() { (take(&_f))(y) } else { (*f)(y) } }`
    pub fn ask_call(&mut self, call: &mut ExprCall) -> Option<Expr> {
        let subject = self.subject(&call.func)?;
        let (as_written, said) = (call.args.clone(), self.emitter.rests.borrow().len());
        let passed = self.visit_arguments(&mut call.args);
        let question = self.question_of(&subject, call);
        if question.is_some() {
            self.without_rests(&mut call.args, as_written, said);
        }
        let (args, name) = (&call.args, self.emitter.names.beside("callee"));
        let here = subject.here;
        let way = |callee: &Expr, args: &Arguments| {
            let (callee, args) = (spans::group(here, callee), spans::group(here, args));
            quote!(#callee #args)
        };
        if !passed.is_empty() {
            return Some(self.passed(&subject, question, &Call { name, label: None, passed, args, way: &way }));
        }
        let differ = args.iter().any(has_closure);
        let ways = [&subject.taken, &subject.borrowed].map(|callee| way(callee, args));
        Some(self.either(&subject, question, &name, differ.then_some(&[]), ways))
    }

    /// `None` if it cannot be asked.
    fn question_of(&self, subject: &Subject, call: &ExprCall) -> Option<proc_macro2::TokenStream> {
        let (krate, callee) = (self.emitter.krate, self.emitter.names.beside("callee"));
        let arguments = call.args.iter().enumerate().map(|(index, arg)| argument(index, arg, krate));
        let arguments: Vec<Argument> = arguments.collect::<Option<_>>()?;
        if arguments.len() > MAX_INPUTS || arguments.iter().any(|argument| argument.is_closure) {
            return None;
        }
        let (listening, leads) = (self.asked(subject, &callee), self.leads(subject));
        let notes = arguments.iter().map(|argument| &argument.notes);
        let tell = arguments.iter().map(|argument| &argument.tell);
        let first = arguments.iter().map(|argument| &argument.first);
        let inputs = arguments.iter().map(|argument| argument.note.to_token_stream());
        // What is no function is none where its name stands.
        let here = subject.here;
        let (value, stated) = (spans::group(here, placed(&callee, here)), quote_spanned!(here=> .value()));
        let called = spans::group(here, quote!(#value #stated));
        let given = spans::group(here, quote_spanned!(span()=> #(#first),*));
        let again = match &subject.moves_something {
            Some(moves) => quote_spanned!(span()=> called.unless(#moves)),
            None => quote_spanned!(span()=> called),
        };
        let asked = match subject.is_async_closure {
            // It would be asked to be a closure that gives futures, which can be called again only if they borrow nothing from it.
            true => quote_spanned!(span()=>
                #krate::machine::NotFound, #again.again_async(), #krate::machine::NotFound, called.once_async()
            ),
            false => quote_spanned!(span()=> #again.again(), #again.again_async(), called.once(), called.once_async()),
        };
        Some(quote_spanned!(span()=>
            #listening
            if false {
                use #krate::machine::NotCalled as _;
                #krate::machine::never();
                #(#notes)*
                #krate::machine::note(#called #given);
                #(#tell)*
                let called = #callee.called_with((#(&#inputs,)*));
                #callee.decide_call(#asked);
                #leads
            }
        ))
    }
}
