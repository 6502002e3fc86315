//! Methods that may take their receivers by value, or borrow them: rustc is asked, and both ways are written down.
//!
//! How the question works is told in `manual_async_runtime::machine::receiver`.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, ExprMethodCall, Lifetime, visit_mut::VisitMut};

use super::{
    arguments::tells_its_type,
    expression::block,
    names::{ident, span},
    passed::{Arguments, Call},
    question::Question,
    replacer::Replacer,
    subject::Subject,
    tied::Tied,
};
use crate::{
    conventions::{Receiver, receiver, wants_its_like},
    model::mark::{self, EarlyReceiver},
    syntax::{names::mentions, spans::placed, values::pointer},
};

impl Replacer<'_, '_> {
    // From: `x.send(y)`, the last use of `x`, which lives in a slot
    // Into: `('asked: { <ask rustc about send> if send.takes() { take(&_x).send(y) } else { (*x).send(y) } })`
    pub fn ask(&mut self, call: &mut ExprMethodCall) -> Option<Expr> {
        if let Some(taken) = EarlyReceiver::Moved.take(&mut call.attrs) {
            let (lent, _) = mark::read_mention_expr(&call.receiver)?;
            let subject = self.asked_moved(lent, taken);
            return Some(self.ask_about(subject, call));
        }
        if let Some(taken) = EarlyReceiver::Taken.take(&mut call.attrs) {
            let subject = self.asked_taken(&call.receiver, taken)?;
            return Some(self.ask_about(subject, call));
        }
        let copied = EarlyReceiver::Copied.take(&mut call.attrs).map(|(copy, mention)| self.mention(copy, mention));
        if copied.is_none() && receiver(call) != Receiver::Unknown {
            return None;
        }
        let subject = match pointer(&call.receiver) {
            Some(pointer) => self.content(pointer),
            None => self.subject(&call.receiver),
        };
        let subject = match copied {
            Some(copied) => self.asked_copied(&call.receiver, copied, subject),
            None => subject?,
        };
        Some(self.ask_about(subject, call))
    }

    fn ask_about(&mut self, subject: Subject, call: &mut ExprMethodCall) -> Expr {
        let (as_written, said) = (call.args.clone(), self.emitter.rests.borrow().len());
        let passed = self.visit_arguments(&mut call.args);
        let differ = passed.leaves_closure(&as_written);
        if let Some(turbofish) = &mut call.turbofish {
            self.visit_angle_bracketed_generic_arguments_mut(turbofish);
        }
        let (name, written) = (self.question_name(call), call.clone());
        let tied = if differ { Tied::all(&call.args, &self.emitter.names) } else { Vec::new() };
        let differ = differ.then_some(&tied[..]);
        let (label, mut tell) = self.told(&subject, call, differ);
        let others = passed.others(&call.args);
        tell.extend(self.tell_others(&others));
        let mut args = call.args.clone();
        call.args = passed.named(&args);
        // What a method wants that takes its like is in some questions a reference to what is written.
        let may_be_plain =
            said == self.emitter.rests.borrow().len() && passed.is_empty() && !wants_its_like(&call.method.to_string());
        let is_plain = |arg: &Expr| may_be_plain && tells_its_type(arg);
        let plain: Vec<bool> = as_written.iter().map(is_plain).collect();
        let question = self.question_about(&subject, call, &plain, tell);
        let is_asked = question.is_some();
        if is_asked {
            self.without_rests(&mut args, as_written, said, &passed);
        }
        let way = |receiver: &Expr, args: &Arguments, way: usize| {
            let mut args = args.clone();
            tied.iter().filter(|_| is_asked).for_each(|tied| tied.note(&mut args, way));
            let call = ExprMethodCall { receiver: Box::new(receiver.clone()), args, ..written.clone() };
            call.into_token_stream()
        };
        let label = Some(label).filter(|_| is_asked && differ.is_none());
        self.called(&subject, question, &Call { name, label, passed, others, args: &args, way: &way, differ })
    }

    // What is asked for may tell the type of the result: `let total: u64 = values.sum();`
    fn told(&self, subject: &Subject, call: &ExprMethodCall, differ: Option<&[Tied]>) -> (Lifetime, TokenStream) {
        let (prelude, taken, noted) = (&subject.prelude, &subject.taken, self.emitter.names.beside("result"));
        let label = asked_label(quote_spanned!(span()=> #prelude #taken #call));
        let tell = match differ {
            None => quote_spanned!(span()=> break #label #noted.get();),
            Some(tied) => self.tell_differing(&noted, tied),
        };
        (label, tell)
    }

    /// The question and the call.
    pub fn called(&self, subject: &Subject, question: Option<Question>, call: &Call<'_>) -> Expr {
        if !call.passed.is_empty() {
            return self.passed(subject, question, call);
        }
        let Call { name, label, args, way, differ, .. } = call;
        let ways = [(0, &subject.taken), (1, &subject.borrowed)].map(|(number, receiver)| way(receiver, args, number));
        let either = self.either(subject, question, name, *differ, ways);
        match label {
            // Behind `break` a label would be that of the `break`.
            Some(label) => Expr::Verbatim(quote_spanned!(span()=> (#label: #either))),
            None => either,
        }
    }

    /// Both ways, of which rustc chooses one. Where it cannot be asked, it is the second.
    pub fn either(
        &self,
        subject: &Subject,
        question: Option<Question>,
        name: &Ident,
        differ: Option<&[Tied]>,
        ways: [TokenStream; 2],
    ) -> Expr {
        let here = span().located_at(subject.here);
        let (prelude, name) = (&subject.prelude, placed(name, here));
        let Some(question) = question else {
            let (untold, [_, by_reference]) = (self.untold_of(subject), ways);
            return block(subject.here, quote_spanned!(here=> #prelude #untold #by_reference));
        };
        if subject.is_plain() {
            let [by_value, _] = ways;
            return block(subject.here, quote_spanned!(here=> #question #by_value));
        }
        let Question { listening, asked, .. } = question;
        let ways = self.ways(&name, asked, differ, ways);
        block(subject.here, quote_spanned!(here=> #prelude #listening #ways))
    }

    /// The question, and both ways.
    pub fn ways(
        &self,
        name: &Ident,
        asked: TokenStream,
        differ: Option<&[Tied]>,
        [mut by_value, mut by_reference]: [TokenStream; 2],
    ) -> TokenStream {
        let here = name.span();
        let (mut like, mut results) = (TokenStream::new(), TokenStream::new());
        if let Some(tied) = differ {
            let both = placed(&self.emitter.names.beside("results"), here);
            like = self.like(tied);
            results = quote_spanned!(here=> let #both = #name.results(););
            by_value = quote_spanned!(here=> #both.taken(#by_value));
            by_reference = self.borrowed_like(&both, by_reference, tied);
        }
        quote_spanned!(here=>
            #like
            #asked
            #results
            if #name.takes() {
                #name.taken();
                #by_value
            } else {
                #name.borrowed();
                #by_reference
            }
        )
    }
}

// Results with closures in them differ in type. Of others the type may follow from what becomes of the one that is used, as in
// `let names: Vec<_> = list.map(|list| list.iter().collect()).unwrap();`; so the types are made one, if they can be.
impl Replacer<'_, '_> {
    /// What notes the type. It gets no value where rustc looks at lifetimes: those of the question fit nowhere else.
    fn like(&self, tied: &[Tied]) -> TokenStream {
        let like = self.emitter.names.beside("like");
        let declared = tied.iter().map(|tied| tied.declared(self.emitter.krate));
        quote_spanned!(span()=> let #like; #(#declared)*)
    }

    /// In the question.
    fn tell_differing(&self, noted: &Ident, tied: &[Tied]) -> TokenStream {
        let (krate, like) = (self.emitter.krate, self.emitter.names.beside("like"));
        let told = tied.iter().map(|tied| tied.told(krate));
        quote_spanned!(span()=> #like = #krate::machine::note(#noted.get()); #(#told)*)
    }

    // From: `(*x).map(|x| x.into())`
    // Into: `let value = results.borrowed(..); if false { question(&like, results.of_taken()).answer(); .. } value`
    fn borrowed_like(&self, results: &Ident, by_reference: TokenStream, tied: &[Tied]) -> TokenStream {
        let krate = self.emitter.krate;
        let tied = tied.iter().map(|tied| tied.made_one(krate));
        let [like, value] = ["like", "value"].map(|name| self.emitter.names.beside(name));
        quote_spanned!(span()=>
            let #value = #results.borrowed(#by_reference);
            if false {
                use #krate::machine::{Otherwise as _, Unlike as _};
                #krate::machine::never();
                #krate::machine::question(&#like, #results.of_taken()).answer();
                #krate::machine::question(&#like, #results.of_borrowed()).answer();
                #(#tied)*
            }
            #value
        )
    }
}

/// The label of the block around a question, which may have questions inside.
pub fn asked_label(inside: TokenStream) -> Lifetime {
    let mut numbered = (2..).map(|number| ident(&format!("asked_{number}")));
    let mut name = ident("asked");
    while mentions(inside.clone(), &name) {
        name = numbered.next().unwrap_or(name);
    }
    Lifetime { apostrophe: span(), ident: name }
}
