//! Methods that may take their receivers by value, or borrow them: rustc is asked, and both ways are written down.
//!
//! How the question works is told in `manual_async_runtime::machine::receiver`.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote_spanned};
use syn::{
    Block, Expr, ExprClosure, ExprMethodCall, GenericArgument, Pat, Stmt, Type,
    visit::{self, Visit},
    visit_mut::VisitMut,
};

use super::{
    Emitter,
    names::{ident, span},
    replacer::Replacer,
};
use crate::{
    conventions::{Receiver, receiver},
    model::{
        ids::{AnswerId, LocalId, MentionId},
        machine::{Part, Storage},
        mark,
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
    // Into: `{ <ask rustc about send> if send.takes() { take(&_x).send(y) } else { (*x).send(y) } }`
    pub fn ask(&mut self, call: &mut ExprMethodCall) -> Option<Expr> {
        if receiver(&call.method.to_string()) != Receiver::Unknown {
            return None;
        }
        let Subject { local, part, prelude, place, taken, borrowed } = self.subject(&call.receiver)?;
        call.args.iter_mut().for_each(|arg| self.visit_expr_mut(arg));
        if let Some(turbofish) = &mut call.turbofish {
            self.visit_angle_bracketed_generic_arguments_mut(turbofish);
        }
        let (mut by_value, mut by_reference) = (call.clone(), call.clone());
        *by_value.receiver = taken;
        *by_reference.receiver = borrowed;
        let Some(question) = self.question_about(local, part, &place, call) else {
            return Some(Expr::Verbatim(quote_spanned!(span()=> { #prelude #by_reference })));
        };
        let name = question_name(call);
        let (mut results, mut by_value, mut by_reference) =
            (TokenStream::new(), by_value.into_token_stream(), by_reference.into_token_stream());
        if call.args.iter().any(has_closure) {
            results = quote_spanned!(span()=> let results = #name.results(););
            by_value = quote_spanned!(span()=> results.taken(#by_value));
            by_reference = quote_spanned!(span()=> results.borrowed(#by_reference));
        }
        Some(Expr::Verbatim(quote_spanned!(span()=> {
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
        })))
    }

    /// What is asked about, if rustc has to be asked.
    fn subject(&mut self, receiver: &Expr) -> Option<Subject> {
        let (emitter, krate) = (self.emitter, self.emitter.krate);
        if let Some((local, value)) = mark::read_fill(receiver) {
            let mut value = value.clone();
            self.visit_expr_mut(&mut value);
            let (place, guard) = (emitter.names.place(local), emitter.names.guard(local));
            return Some(Subject {
                local,
                part: None,
                prelude: quote_spanned!(span()=> let #place = #krate::machine::fill(&#guard, #value);),
                place: place.to_token_stream(),
                taken: self.take(local, &emitter.machine.graph.local(local).ident),
                borrowed: Expr::Verbatim(quote_spanned!(span()=> (*#place))),
            });
        }
        if let Some((local, mention, members)) = mark::read_fields(receiver) {
            let part = self.part_taken(local, mention, &members)?;
            let place = emitter.names.place(local);
            let taken = self.take_part(local, part, &members);
            return Some(Subject {
                local,
                part: Some((mention, members.clone())),
                prelude: TokenStream::new(),
                place: quote_spanned!(span()=> (&raw const (*#place) #(.#members)*).cast_mut()),
                taken: Expr::Verbatim(quote_spanned!(span()=> (#taken))),
                borrowed: Expr::Verbatim(quote_spanned!(span()=> (*#place) #(.#members)*)),
            });
        }
        let (local, mention) = mark::read_mention_expr(receiver)?;
        let in_slot = emitter.storage(local) != Storage::Stack
            && !self.scope.released.contains(&local)
            && !self.scope.bound.contains(&local)
            && !self.scope.captured.contains_key(&local);
        (in_slot && emitter.machine.asks.contains(&mention)).then(|| Subject {
            local,
            part: None,
            prelude: TokenStream::new(),
            place: emitter.names.place(local).to_token_stream(),
            taken: self.take(local, &emitter.machine.graph.mentions[mention.index()].ident),
            borrowed: self.mention(local, mention),
        })
    }

    /// The question, under the name of the method. `None` if it cannot be asked.
    fn question_about(
        &self,
        local: LocalId,
        part: Option<(MentionId, Part)>,
        place: &TokenStream,
        call: &ExprMethodCall,
    ) -> Option<TokenStream> {
        let krate = self.emitter.krate;
        let (method, name) = (&call.method, question_name(call));
        let turbofish = &call.turbofish;
        let arguments: Vec<Argument> =
            call.args.iter().enumerate().map(|(index, arg)| argument(index, arg, krate)).collect::<Option<_>>()?;
        let notes = arguments.iter().map(|argument| &argument.notes);
        let tell = arguments.iter().map(|argument| &argument.tell);
        let first: Vec<&TokenStream> = arguments.iter().map(|argument| &argument.first).collect();
        let again: Vec<&TokenStream> = arguments.iter().map(|argument| &argument.again).collect();
        let mut result = quote_spanned!(span()=>
            let result = #krate::machine::note(#name.value().#method #turbofish (#(#first),*));
            #(#tell)*
        );
        if arguments.iter().any(|argument| argument.is_closure) {
            result.extend(quote_spanned!(span()=>
                let result = #krate::machine::note(#name.value().#method #turbofish (#(#again),*));
            ));
        }
        let any = call.args.iter().map(|_| quote_spanned!(span()=> _: impl Sized));
        let ours = Ours { generics: generics(call)?, arguments: quote_spanned!(span()=> #(, #any)*) };
        let asked = quote_spanned!(span()=> #krate::machine::Asked);
        let (generics, parameters) = (&ours.generics, &ours.arguments);
        let told = part.and_then(|(mention, of)| self.emitter.answer(mention, &of));
        let told = told.map(|way| quote_spanned!(span()=> .told(#way)));
        let kept = (told.is_none() && self.emitter.is_asked(local)).then(|| {
            self.emitter.told.borrow_mut().insert(local);
            let flag = self.emitter.names.flag(local);
            quote_spanned!(span()=> .kept(#flag))
        });
        Some(quote_spanned!(span()=>
            let #name = #krate::machine::Receiver::of(#place) #kept #told;
            if false {
                use #krate::machine::Otherwise as _;
                /// Nothing of this runs. rustc finds out here whether the method takes its receiver by value.
                struct Other;
                impl Other { fn #method #generics (self #parameters) -> #asked { #asked } }
                #krate::machine::never();
                #(#notes)*
                #result
                let shared = {
                    trait Ask { fn #method #generics (&self #parameters) -> #asked { #asked } }
                    impl<T> Ask for &T {}
                    let shared = #name.shared().#method #turbofish (#(#again),*);
                    #krate::machine::question(&result, shared).answer()
                };
                let owned = {
                    trait Ask { fn #method #generics (&self #parameters) -> #asked { #asked } }
                    impl<T> Ask for T {}
                    let owned = #name.owned(&shared, Other).#method #turbofish (#(#again),*);
                    #krate::machine::question(&result, owned).answer()
                };
                #name.decide(shared, owned);
            }
        ))
    }
}

/// The receiver about which rustc is asked.
struct Subject {
    local: LocalId,
    /// It is not the local itself, but this field of it.
    part: Option<(MentionId, Part)>,
    /// What puts it into its place.
    prelude: TokenStream,
    /// A pointer to it.
    place: TokenStream,
    /// It, by value.
    taken: Expr,
    /// It, where it is.
    borrowed: Expr,
}

/// Each closure and each async block has a type of its own, and so may have what is made of it.
fn has_closure(arg: &Expr) -> bool {
    struct Finder(bool);
    impl Visit<'_> for Finder {
        fn visit_expr(&mut self, expr: &Expr) {
            self.0 |= matches!(expr, Expr::Closure(_) | Expr::Async(_));
            // Replaced code, which may hold whatever it held before.
            self.0 |= matches!(expr, Expr::Verbatim(tokens) if tokens.to_string().contains(['|']) || tokens.to_string().contains("async"));
            visit::visit_expr(self, expr);
        }
    }
    let mut finder = Finder(false);
    finder.visit_expr(arg);
    finder.0
}

/// The signature of a method that stands beside the user's.
struct Ours {
    generics: TokenStream,
    arguments: TokenStream,
}

/// The question's name: that of the method, which no local of the user's can have by our hygiene.
fn question_name(call: &ExprMethodCall) -> Ident {
    ident(&call.method.to_string())
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

/// An argument of a call that is made several times, where nothing runs.
struct Argument {
    /// What is known of it, declared.
    notes: TokenStream,
    /// What it is in the first call.
    first: TokenStream,
    /// What tells its type after the first call.
    tell: TokenStream,
    /// What it is in the other calls.
    again: TokenStream,
    is_closure: bool,
}

fn argument(index: usize, arg: &Expr, krate: &syn::Path) -> Option<Argument> {
    if let Some((prelude, closure)) = closure(arg)
        && closure.inputs.iter().any(|input| !matches!(input, Pat::Type(_)))
    {
        return closure_argument(index, &prelude, &closure, krate);
    }
    let note = format_ident!("argument_{index}", span = span());
    let get = quote_spanned!(span()=> #note.get());
    Some(Argument {
        notes: quote_spanned!(span()=> let #note = #krate::machine::Note::new();),
        first: get.clone(),
        tell: quote_spanned!(span()=> #note.is(#arg);),
        again: get,
        is_closure: false,
    })
}

/// A closure, perhaps behind statements that prepare what it captures.
fn closure(arg: &Expr) -> Option<(Vec<Stmt>, ExprClosure)> {
    match arg {
        Expr::Closure(closure) => Some((Vec::new(), closure.clone())),
        Expr::Verbatim(tokens) => {
            let mut block: Block = syn::parse2(tokens.clone()).ok()?;
            match block.stmts.pop() {
                Some(Stmt::Expr(Expr::Closure(closure), None)) => Some((block.stmts, closure)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// More inputs than that `machine::Inputs` does not know.
const MAX_INPUTS: usize = 6;

// What a closure is given follows from the method that it is given to. The first call notes it, the others get a function
// of that type: with a closure of its own, each call would have a result of its own type.
//
// From: `|x| x.len()`
// Into: `|x| { input.like(&x); output.pass(x.len()) }` and `output.function((&input,))`
fn closure_argument(index: usize, prelude: &[Stmt], closure: &ExprClosure, krate: &syn::Path) -> Option<Argument> {
    if closure.asyncness.is_some() || closure.inputs.len() > MAX_INPUTS {
        return None;
    }
    let output = format_ident!("output_{index}", span = span());
    let mut first = closure.clone();
    let (mut notes, mut like, mut inputs) = (TokenStream::new(), TokenStream::new(), Vec::new());
    for (at, input) in first.inputs.iter_mut().enumerate() {
        let (note, name) =
            (format_ident!("input_{index}_{at}", span = span()), format_ident!("given_{index}_{at}", span = span()));
        notes.extend(quote_spanned!(span()=> let #note = #krate::machine::Note::new();));
        let named: Pat = syn::parse_quote!(#name);
        let written = match input {
            Pat::Type(typed) => std::mem::replace(&mut *typed.pat, named),
            input => std::mem::replace(input, named),
        };
        like.extend(quote_spanned!(span()=> #note.like(&#name); let #written = #name;));
        inputs.push(note);
    }
    let body = &closure.body;
    *first.body = Expr::Verbatim(quote_spanned!(span()=> { #like #output.pass(#body) }));
    Some(Argument {
        notes: quote_spanned!(span()=> #notes let #output = #krate::machine::Note::new();),
        first: quote_spanned!(span()=> { #(#prelude)* #first }),
        tell: TokenStream::new(),
        again: quote_spanned!(span()=> #output.function((#(&#inputs,)*))),
        is_closure: true,
    })
}
