//! Methods that may take their receivers by value, or borrow them: rustc is asked, and both ways are written down.
//!
//! How the question works is told in `manual_async_runtime::machine::receiver`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote_spanned};
use syn::{Expr, ExprMethodCall, GenericArgument, Lifetime, Type, visit::Visit, visit_mut::VisitMut};

use super::{
    Emitter,
    arguments::{Argument, argument, has_closure},
    expression::{block, deref},
    names::{ident, span},
    passed::{Arguments, Call},
    replacer::Replacer,
};
use crate::{
    conventions::{Receiver, receiver, wants_its_like},
    model::{
        ids::{AnswerId, LocalId, MentionId},
        machine::{Part, Storage},
        mark,
    },
    syntax::{
        names::mentions,
        spans::{self, placed},
    },
};

impl Emitter<'_> {
    // Where rustc could not be asked, the method is taken to borrow. That has to be said: nothing else tells the type.
    //
    // Into: `borrowed(x_receiver);`
    pub fn untold(&self) -> TokenStream {
        let krate = self.krate;
        let told = self.told.borrow();
        let untold = self.machine.graph.local_ids().filter(|local| self.is_asked(*local) && !told.contains(local));
        let untold = untold.map(|local| {
            let flag = self.names.flag(local);
            quote_spanned!(span()=> #krate::machine::borrowed(#flag);)
        });
        let (told, names) = (self.told_answers.borrow(), self.names.answers.iter().enumerate());
        let untold_answers = names.filter(|(index, _)| !told.contains(&AnswerId::new(*index)));
        let untold_answers = untold_answers.map(|(_, way)| quote_spanned!(span()=> #way.is_borrowed();));
        untold.chain(untold_answers).collect()
    }
}

impl Replacer<'_, '_> {
    // From: `x.send(y)`, the last use of `x`, which lives in a slot
    // Into: `('asked: { <ask rustc about send> if send.takes() { take(&_x).send(y) } else { (*x).send(y) } })`
    pub fn ask(&mut self, call: &mut ExprMethodCall) -> Option<Expr> {
        if receiver(&call.method.to_string()) != Receiver::Unknown {
            return None;
        }
        let subject = self.subject(&call.receiver)?;
        let (as_written, said) = (call.args.clone(), self.emitter.rests.borrow().len());
        let passed = self.visit_arguments(&mut call.args);
        if let Some(turbofish) = &mut call.turbofish {
            self.visit_angle_bracketed_generic_arguments_mut(turbofish);
        }
        let (name, written) = (self.question_name(call), call.clone());
        let way = |receiver: &Expr, args: &Arguments| {
            let call = ExprMethodCall { receiver: Box::new(receiver.clone()), args: args.clone(), ..written.clone() };
            call.into_token_stream()
        };
        let differ = call.args.iter().any(has_closure);
        let noted = self.emitter.names.beside("result");
        // What is asked for may tell the type of the result: `let total: u64 = values.sum();`
        let (prelude, inside) = (&subject.prelude, way(&subject.taken, &call.args));
        let label = (!differ).then(|| asked_label(quote_spanned!(span()=> #prelude #inside)));
        let tell = label.as_ref().map(|label| passed.tell(label, &name, &noted, self.emitter.krate));
        let question = self.question_about(&subject, call, tell);
        let label = label.filter(|_| question.is_some());
        if question.is_some() {
            self.without_rests(&mut call.args, as_written, said);
        }
        if !passed.is_empty() {
            return Some(self.passed(&subject, question, &Call { name, label, passed, args: &call.args, way: &way }));
        }
        let ways = [&subject.taken, &subject.borrowed].map(|receiver| way(receiver, &call.args));
        let either = self.either(&subject, question, &name, differ, ways);
        Some(match label {
            // Behind `break` a label would be that of the `break`.
            Some(label) => Expr::Verbatim(quote_spanned!(span()=> (#label: #either))),
            None => either,
        })
    }

    /// Both ways, of which rustc chooses one. Where it cannot be asked, it is the second.
    pub fn either(
        &self,
        subject: &Subject,
        question: Option<TokenStream>,
        name: &Ident,
        differ: bool,
        [mut by_value, mut by_reference]: [TokenStream; 2],
    ) -> Expr {
        let here = span().located_at(subject.here);
        let (prelude, name) = (&subject.prelude, placed(name, here));
        let Some(question) = question else {
            let untold = self.untold_of(subject);
            return block(subject.here, quote_spanned!(here=> #prelude #untold #by_reference));
        };
        let mut results = TokenStream::new();
        if differ {
            let both = placed(&self.emitter.names.beside("results"), here);
            results = quote_spanned!(here=> let #both = #name.results(););
            by_value = quote_spanned!(here=> #both.taken(#by_value));
            by_reference = quote_spanned!(here=> #both.borrowed(#by_reference));
        }
        block(
            subject.here,
            quote_spanned!(here=>
                #prelude
                #question
                #results
                if #name.takes() {
                    #name.taken();
                    #by_value
                } else {
                    #name.borrowed();
                    #by_reference
                }
            ),
        )
    }

    pub fn untold_of(&self, subject: &Subject) -> TokenStream {
        match &subject.listener {
            Listener::Closure(way) => quote_spanned!(span()=> #way.is_borrowed();),
            _ => TokenStream::new(),
        }
    }

    /// What is asked about, if rustc has to be asked.
    pub fn subject(&mut self, receiver: &Expr) -> Option<Subject> {
        let (emitter, krate) = (self.emitter, self.emitter.krate);
        let of = |place: TokenStream| quote_spanned!(span()=> #krate::machine::Receiver::of(#place));
        if let Some((local, value)) = mark::read_fill(receiver) {
            let mut value = value.clone();
            self.visit_expr_mut(&mut value);
            let (place, guard) = (emitter.names.place(local), emitter.names.guard(local));
            let written = &emitter.machine.graph.local(local).ident;
            return Some(Subject {
                here: written.span(),
                prelude: quote_spanned!(span()=> let #place = #krate::machine::fill(&#guard, #value);),
                receiver: of(place.to_token_stream()),
                listener: Listener::Local(local),
                taken: self.take(local, written),
                borrowed: Expr::Verbatim(spans::group(emitter.machine.graph.local(local).end, deref(place, written))),
            });
        }
        if let Some((local, mention, members)) = mark::read_fields(receiver) {
            let part = self.part_taken(local, mention, &members)?;
            let place = emitter.names.place(local);
            let taken = self.take_part(local, part, &members, None);
            return Some(Subject {
                here: emitter.machine.graph.mentions[mention.index()].ident.span(),
                prelude: TokenStream::new(),
                receiver: of(unreached(quote_spanned!(span()=> (*#place) #(.#members)*))),
                taken: Expr::Verbatim(quote_spanned!(span()=> (#taken))),
                borrowed: Expr::Verbatim(quote_spanned!(span()=> (*#place) #(.#members)*)),
                listener: Listener::Part(mention, members),
            });
        }
        let (local, mention) = mark::read_mention_expr(receiver)?;
        let written = &emitter.machine.graph.mentions[mention.index()].ident;
        if let Some(way) = self.scope.held.get(&mention) {
            let name = emitter.written(local, written);
            return Some(Subject {
                here: written.span(),
                prelude: TokenStream::new(),
                receiver: quote_spanned!(span()=> #krate::machine::Held::receiver(&#name)),
                listener: Listener::Closure(way.clone()),
                taken: Expr::Verbatim(quote_spanned!(span()=> #name.take())),
                borrowed: self.mention(local, mention),
            });
        }
        let in_slot = emitter.storage(local) != Storage::Stack
            && !self.scope.released.contains(&local)
            && !self.scope.bound.contains(&local)
            && !self.scope.captured.contains_key(&local);
        (in_slot && emitter.machine.asks.contains(&mention)).then(|| Subject {
            here: written.span(),
            prelude: TokenStream::new(),
            receiver: of(emitter.names.place(local).to_token_stream()),
            listener: Listener::Local(local),
            taken: self.take(local, written),
            borrowed: self.mention(local, mention),
        })
    }

    // Into: `let send = Receiver::of(x).kept(x_receiver);`
    pub fn asked(&self, subject: &Subject, name: &Ident) -> TokenStream {
        let (emitter, receiver) = (self.emitter, &subject.receiver);
        let listens = match &subject.listener {
            Listener::Local(local) if emitter.is_asked(*local) => {
                emitter.told.borrow_mut().insert(*local);
                let flag = emitter.names.flag(*local);
                quote_spanned!(span()=> .kept(#flag))
            }
            Listener::Local(_) => TokenStream::new(),
            Listener::Part(mention, of) => {
                let way = emitter.answer(*mention, of).into_iter();
                quote_spanned!(span()=> #(.told(#way))*)
            }
            Listener::Closure(way) => quote_spanned!(span()=> .told(#way)),
        };
        quote_spanned!(span()=> let #name = #receiver #listens;)
    }

    /// The question's name: that of the method, unless a place has it.
    fn question_name(&self, call: &ExprMethodCall) -> Ident {
        self.emitter.names.beside(&call.method.to_string())
    }

    /// The question, under the name of the method. `None` if it cannot be asked. `result_is` says what has the type of the result.
    fn question_about(
        &self,
        subject: &Subject,
        call: &ExprMethodCall,
        result_is: Option<TokenStream>,
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
        if let Some(result_is) = result_is {
            result.extend(quote_spanned!(span()=> if false { #result_is }));
        }
        let any = call.args.iter().map(|_| quote_spanned!(span()=> _: impl Sized));
        let ours = Ours { generics: generics(call)?, arguments: quote_spanned!(span()=> #(, #any)*) };
        let asked = quote_spanned!(span()=> #krate::machine::Asked);
        let (generics, parameters) = (&ours.generics, &ours.arguments);
        let listening = self.asked(subject, &name);
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
                    impl<T> #ask for &T {}
                    let #shared = #name.shared().#method #turbofish (#(#shared_like #again),*);
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
                #name.decide(#name.refers(), #shared, #exclusive, #owned);
            }
        ))
    }
}

/// The receiver about which rustc is asked.
pub struct Subject {
    /// Where it begins.
    pub here: Span,
    /// What puts it into its place.
    pub prelude: TokenStream,
    /// Its type.
    receiver: TokenStream,
    /// Who wants to know what rustc says.
    listener: Listener,
    /// It, by value.
    pub taken: Expr,
    /// It, where it is.
    pub borrowed: Expr,
}

enum Listener {
    /// A local, in whose place a type may tell whether it still has a value.
    Local(LocalId),
    /// What drops the rest of the local.
    Part(MentionId, Part),
    /// What the closure captures around this code.
    Closure(Ident),
}

// Where a field is tells its type. A local that dereferences to what has the field would do so once more on the way.
//
// From: `(*x).a`
// Into: `if false { (&raw const (*x).a).cast_mut() } else { null_mut() }`
pub fn unreached(place: TokenStream) -> TokenStream {
    quote_spanned!(span()=> if false { (&raw const #place).cast_mut() } else { ::core::ptr::null_mut() })
}

/// The label of the block around a question, which may have questions inside.
fn asked_label(inside: TokenStream) -> Lifetime {
    let mut numbered = (2..).map(|number| ident(&format!("asked_{number}")));
    let mut name = ident("asked");
    while mentions(inside.clone(), &name) {
        name = numbered.next().unwrap_or(name);
    }
    Lifetime { apostrophe: span(), ident: name }
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
