//! Arguments of calls that are written down in two ways. What they leave lives to the end of the statement around the call,
//! and not only as long as one of the two.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::{Expr, Lifetime, Token, punctuated::Punctuated, visit_mut::VisitMut};

use super::{arguments::has_closure, names::span, replacer::Replacer, subject::Subject};
use crate::{model::mark, syntax::leftovers::leaves_temporaries};

pub type Arguments = Punctuated<Expr, Token![,]>;

/// The arguments that are evaluated before the call is made: in order, up to the last that leaves something.
pub struct Passed(Vec<usize>);

/// A call whose arguments are evaluated before.
pub struct Call<'a> {
    /// The question's name.
    pub name: Ident,
    /// That of the block around the question.
    pub label: Option<Lifetime>,
    pub passed: Passed,
    pub args: &'a Arguments,
    /// The call of a receiver, or of a callee.
    pub way: &'a dyn Fn(&Expr, &Arguments) -> TokenStream,
}

impl Replacer<'_, '_> {
    pub fn visit_arguments(&mut self, args: &mut Arguments) -> Passed {
        let last = args.iter().rposition(leaves_temporaries).map_or(0, |last| last + 1);
        let passed: Vec<usize> = (0..last).filter(|index| !is_inert(&args[*index])).collect();
        // What a closure is given may follow from the call. Those that are not the user's are no matter.
        let differ = args.iter().any(has_closure);
        args.iter_mut().for_each(|arg| self.visit_expr_mut(arg));
        Passed(if differ { Vec::new() } else { passed })
    }

    /// What drops the rest of a value has a type of its own wherever it is said. So, if the arguments say it in the question, they
    /// do not in the call.
    pub fn without_rests(&mut self, args: &mut Arguments, as_written: Arguments, said: usize) {
        if self.emitter.rests.borrow().len() > said {
            *args = as_written;
            self.visit_arguments(args);
        }
    }

    // From: `x.send(&y())`
    // Into: `call('asked: { <ask rustc about send> if send.takes() { Called::taken(&send, take(&_x)) } else { .. } }, (&y(),),
    //     |receiver, (passed_0,)| if receiver.takes() { receiver.take().send(passed_0) } else { .. })`
    pub fn passed(&self, subject: &Subject, question: Option<TokenStream>, call: &Call<'_>) -> Expr {
        let (krate, Call { name, label, passed, args, way }) = (self.emitter.krate, call);
        let (names, values) = (passed.names(), passed.values(args));
        let args = passed.named(args);
        let prelude = &subject.prelude;
        let Some(question) = question else {
            let (untold, by_reference) = (self.untold_of(subject), way(&subject.borrowed, &args));
            return Expr::Verbatim(quote_spanned!(span()=> (match (#(#values,)*) {
                (#(#names,)*) => { #prelude #untold #by_reference }
            })));
        };
        let receiver = self.emitter.names.beside("receiver");
        let by_value = way(&syn::parse_quote_spanned!(span()=> #receiver.take()), &args);
        let by_reference = way(&syn::parse_quote_spanned!(span()=> (*#receiver.place())), &args);
        let (taken, borrowed) = (&subject.taken, &subject.borrowed);
        let label = label.as_ref().map(|label| quote_spanned!(span()=> #label:));
        Expr::Verbatim(quote_spanned!(span()=> #krate::machine::call(
            #label {
                #prelude
                #question
                if #name.takes() {
                    #name.taken();
                    #krate::machine::Called::taken(&#name, #taken)
                } else {
                    #name.borrowed();
                    #krate::machine::Called::borrowed(&#name, &raw const #borrowed)
                }
            },
            (#(#values,)*),
            |#receiver, (#(#names,)*)| if #receiver.takes() {
                #receiver.is_taken();
                #by_value
            } else {
                #receiver.is_borrowed();
                #by_reference
            },
        )))
    }
}

impl Passed {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn names(&self) -> Vec<Ident> {
        self.0.iter().map(|index| format_ident!("passed_{index}", span = span())).collect()
    }

    fn values<'a>(&self, args: &'a Arguments) -> Vec<&'a Expr> {
        self.0.iter().map(|index| &args[*index]).collect()
    }

    fn named(&self, args: &Arguments) -> Arguments {
        let mut args = args.clone();
        for (index, name) in self.0.iter().zip(self.names()) {
            args[*index] = syn::parse_quote!(#name);
        }
        args
    }

    /// In the block with the label: what has the type of its value if the call has that of `noted`.
    pub fn tell(&self, label: &Lifetime, name: &Ident, noted: &Ident, krate: &syn::Path) -> TokenStream {
        match self.is_empty() {
            true => quote_spanned!(span()=> break #label #noted.get();),
            false => quote_spanned!(span()=> break #label #krate::machine::Called::noted(&#name, #noted.get());),
        }
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
