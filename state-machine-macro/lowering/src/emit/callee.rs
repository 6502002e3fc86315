//! Calls of locals and fields. What can be called once is taken by a call, and what can be called again is not.

use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, ExprCall};

use super::{
    arguments::{Argument, MAX_INPUTS, argument},
    names::span,
    passed::{Arguments, Call},
    question::Question,
    replacer::Replacer,
    subject::Subject,
};
use crate::{
    model::mark::EarlyReceiver,
    syntax::spans::{self, placed},
};

impl Replacer<'_, '_> {
    // From: `f(y)`, the last use of `f`, which lives in a slot
    // Into: `{ <ask rustc about f> if callee.takes() { (take(&_f))(y) } else { (*f)(y) } }`
    pub fn ask_call(&mut self, call: &mut ExprCall) -> Option<Expr> {
        let subject = match EarlyReceiver::Taken.take(&mut call.attrs) {
            Some(taken) => self.asked_taken(&call.func, taken)?,
            None => self.subject(&call.func)?,
        };
        let (as_written, said) = (call.args.clone(), self.emitter.rests.borrow().len());
        let passed = self.visit_arguments(&mut call.args);
        let mut args = call.args.clone();
        call.args = passed.named(&args);
        let question = self.question_of(&subject, call);
        if question.is_some() {
            self.without_rests(&mut args, as_written, said, &passed);
        }
        let name = self.emitter.names.beside("callee");
        let here = subject.here;
        let way = |callee: &Expr, args: &Arguments, _: usize| {
            let (callee, args) = (spans::group(here, callee), spans::group(here, args));
            quote!(#callee #args)
        };
        let differ = passed.leaves_closure(&args).then_some(&[][..]);
        Some(self.called(
            &subject,
            question,
            &Call { name, label: None, passed, others: Vec::new(), args: &args, way: &way, differ },
        ))
    }

    /// `None` if it cannot be asked.
    fn question_of(&self, subject: &Subject, call: &ExprCall) -> Option<Question> {
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
        let answers = match subject.is_async_closure {
            // It would be asked to be a closure that gives futures, which can be called again only if they borrow nothing from it.
            true => quote_spanned!(span()=>
                #krate::machine::NotFound, #again.again_async(), #krate::machine::NotFound, called.once_async()
            ),
            false => quote_spanned!(span()=> #again.again(), #again.again_async(), called.once(), called.once_async()),
        };
        let result = self.emitter.names.beside("result");
        let noted = quote_spanned!(span()=> #(#notes)* let #result = #krate::machine::note(#called #given););
        let asked = quote_spanned!(span()=>
            if false {
                use #krate::machine::NotCalled as _;
                #krate::machine::never();
                #noted
                #(#tell)*
                let called = #callee.called_with((#(&#inputs,)*));
                #callee.decide_call(#answers);
                #leads
            }
        );
        Some(Question { listening, noted, asked })
    }
}
