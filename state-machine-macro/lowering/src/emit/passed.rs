//! Arguments of calls that are written down in two ways. What they leave lives to the end of the statement around the call,
//! and not only as long as one of the two.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::{Expr, Lifetime, Token, punctuated::Punctuated, visit_mut::VisitMut};

use super::{
    arguments::{gives_closure, has_closure, note, note_of},
    names::span,
    question::Question,
    receiver::asked_label,
    replacer::Replacer,
    subject::Subject,
    tied::Tied,
};
use crate::{model::mark, syntax::leftovers::leaves_temporaries};

pub type Arguments = Punctuated<Expr, Token![,]>;

/// The arguments that are evaluated before the call is made.
pub struct Passed(Vec<usize>);

/// A call whose arguments are evaluated before.
pub struct Call<'a> {
    /// The question's name.
    pub name: Ident,
    /// That of the block around the question, which ends with what is noted.
    pub label: Option<Lifetime>,
    /// The closures in it, if it has some.
    pub differ: Option<&'a [Tied]>,
    pub passed: Passed,
    /// What notes the types of the arguments that are not.
    pub others: Vec<Ident>,
    pub args: &'a Arguments,
    /// The call of a receiver, or of a callee, in the first or the second way.
    pub way: &'a dyn Fn(&Expr, &Arguments, usize) -> TokenStream,
}

impl Replacer<'_, '_> {
    pub fn visit_arguments(&mut self, args: &mut Arguments) -> Passed {
        // What a closure is given may follow from the call. Others must not stand in it more than once: they would have several types.
        let can_be_passed = |arg: &&Expr| !is_inert(arg) && !gives_closure(arg);
        let mut others = args.iter().filter(can_be_passed);
        let is_passed = others.any(|arg| leaves_temporaries(arg) || has_closure(arg));
        let passed = (0..args.len()).filter(|index| is_passed && can_be_passed(&&args[*index])).collect();
        args.iter_mut().for_each(|arg| self.visit_expr_mut(arg));
        Passed(passed)
    }

    /// What drops the rest of a value has a type of its own wherever it is said. So, if arguments say it in the question, they do not
    /// in the call.
    pub fn without_rests(&mut self, args: &mut Arguments, as_written: Arguments, said: usize, passed: &Passed) {
        if self.emitter.rests.borrow().len() == said {
            return;
        }
        let others = args.iter_mut().zip(as_written).enumerate().filter(|(index, _)| !passed.has(*index));
        others.for_each(|(_, (arg, written))| {
            *arg = written;
            self.visit_expr_mut(arg);
        });
    }

    /// Where the arguments are evaluated before, rustc is asked twice about the call: for what they have to be, and with what they are.
    /// What the other arguments are only the second question knows.
    pub fn tell_others(&self, others: &[Ident]) -> Option<TokenStream> {
        let shared = self.others();
        (!others.is_empty()).then(|| quote_spanned!(span()=> #shared.is((#(#others.get(),)*));))
    }

    fn others(&self) -> Ident {
        self.emitter.names.beside("others")
    }

    // From: `x.send(&y())`
    // Into: `call('asked: { <listen to send, and note what it is given> if send.takes() { Called::taken(&send, take(&_x)) } else { .. } }, (&y(),),
    //     |receiver, (passed_0,)| 'asked: {
    //         let send = receiver.asked(); <ask rustc about send>
    //         if send.takes() { receiver.take().send(passed_0) } else { .. }
    //     })`
    pub fn passed(&self, subject: &Subject, question: Option<Question>, call: &Call<'_>) -> Expr {
        let (krate, Call { name, label, passed, others, args, way, differ }) = (self.emitter.krate, call);
        let (names, values, named) = (passed.names(), passed.values(args), passed.named(args));
        let receiver = self.emitter.names.beside("receiver");
        let by_value = way(&syn::parse_quote_spanned!(span()=> #receiver.take()), &named, 0);
        let by_reference = way(&syn::parse_quote_spanned!(span()=> (*#receiver.place())), &named, 1);
        let Subject { prelude, taken, borrowed, .. } = subject;
        let label = label.clone().unwrap_or_else(|| asked_label(quote_spanned!(span()=> #prelude #taken #args)));
        let is_certain = question.is_none();
        let (held, called) = match question {
            None => {
                let untold = self.untold_of(subject);
                let held =
                    quote_spanned!(span()=> { #prelude #untold #krate::machine::Called::lent(&raw const #borrowed) });
                (held, by_reference)
            }
            Some(Question { listening, noted, asked }) => {
                let (result, notes) = (self.emitter.names.beside("result"), passed.0.iter().map(|index| note(*index)));
                let result = match differ {
                    None => quote_spanned!(span()=> #result.get()),
                    Some(_) => quote_spanned!(span()=> #krate::machine::Note::new().get()),
                };
                let (remember, beside) = match others.is_empty() {
                    true => (quote_spanned!(span()=> noted), None),
                    false => {
                        (quote_spanned!(span()=> noted_beside), Some(quote_spanned!(span()=> , (#(#others.get(),)*))))
                    }
                };
                let held = quote_spanned!(span()=> #label: {
                    #prelude
                    #listening
                    if false {
                        #krate::machine::never();
                        #noted
                        break #label #krate::machine::Called::#remember(&#name, (#(#notes.get(),)*), #result #beside);
                    }
                    if #name.takes() {
                        #name.taken();
                        #krate::machine::Called::taken(&#name, #taken)
                    } else {
                        #name.borrowed();
                        #krate::machine::Called::borrowed(&#name, &raw const #borrowed)
                    }
                });
                let ways = self.ways(name, asked, *differ, [by_value, by_reference]);
                (held, quote_spanned!(span()=> #label: { let #name = #receiver.asked(); #ways }))
            }
        };
        Expr::Verbatim(match others.is_empty() || is_certain {
            true => quote_spanned!(span()=>
                #krate::machine::call(#held, (#(#values,)*), |#receiver, (#(#names,)*)| #called)
            ),
            false => {
                let shared = self.others();
                quote_spanned!(span()=>
                    #krate::machine::call_beside(#held, (#(#values,)*), |#receiver, (#(#names,)*), #shared| #called)
                )
            }
        })
    }
}

impl Passed {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What notes the types of the others, if there are some that are passed.
    pub fn others(&self, args: &Arguments) -> Vec<Ident> {
        let others = args.iter().enumerate().filter(|(index, _)| !self.is_empty() && !self.has(*index));
        others.map(|(index, arg)| note_of(index, arg)).collect()
    }

    fn names(&self) -> Vec<Ident> {
        self.0.iter().map(|index| format_ident!("passed_{index}", span = span())).collect()
    }

    fn values<'a>(&self, args: &'a Arguments) -> Vec<&'a Expr> {
        self.0.iter().map(|index| &args[*index]).collect()
    }

    fn has(&self, index: usize) -> bool {
        self.0.contains(&index)
    }

    /// Stands a closure in the others, which are written down in both ways?
    pub fn leaves_closure(&self, args: &Arguments) -> bool {
        args.iter().enumerate().any(|(index, arg)| !self.has(index) && has_closure(arg))
    }

    /// The arguments as the call has them.
    pub fn named(&self, args: &Arguments) -> Arguments {
        let mut args = args.clone();
        for (index, name) in self.0.iter().zip(self.names()) {
            args[*index] = syn::parse_quote!(#name);
        }
        args
    }
}

/// It can be evaluated later as well.
fn is_inert(arg: &Expr) -> bool {
    match arg {
        Expr::Lit(_) => true,
        Expr::Path(_) => mark::read_mention_expr(arg).is_none() && mark::read_awaited(arg).is_none(),
        _ => false,
    }
}
