//! What a method is called on that may take it by value: what rustc is asked about, and who wants to know.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, visit_mut::VisitMut};

use super::{expression::deref, held::HeldBy, listener::Listener, names::span, replacer::Replacer};
use crate::{
    model::{
        ids::{LocalId, MentionId},
        local::Local,
        machine::{Part, Storage},
        mark,
    },
    syntax::spans,
};

impl Replacer<'_, '_> {
    /// What is asked about, if rustc has to be asked.
    pub fn subject(&mut self, receiver: &Expr) -> Option<Subject> {
        if let Some((local, value)) = mark::read_fill(receiver) {
            return Some(self.asked_temporary(local, value.clone()));
        }
        if let Some((local, mention, members)) = mark::read_fields(receiver) {
            return match self.scope.called.get(&mention).cloned() {
                Some((name, held_by)) => Some(self.asked_field(local, mention, &members, &name, held_by)),
                None => self.asked_part(local, mention, members),
            };
        }
        let (local, mention) = mark::read_mention_expr(receiver)?;
        match self.scope.held.get(&mention).cloned() {
            Some(held_by) => Some(self.asked_held(local, mention, held_by)),
            None => self.asked_local(local, mention),
        }
    }

    /// What a local points to, on which a method is called that may take it: out of a `Box` that moves.
    pub fn content(&mut self, pointer: &Expr) -> Option<Subject> {
        mark::read_mention_expr(pointer)?;
        let subject = self.subject(pointer)?;
        let [taken, borrowed] =
            [&subject.taken, &subject.borrowed].map(|place| Expr::Verbatim(quote_spanned!(span()=> (*#place))));
        let is_local = matches!(subject.listener, Listener::Local(..));
        is_local.then_some(Subject { taken, borrowed, is_content: true, ..subject })
    }

    /// A temporary, which gets its value right there.
    fn asked_temporary(&mut self, local: LocalId, mut value: Expr) -> Subject {
        self.visit_expr_mut(&mut value);
        let (emitter, krate) = (self.emitter, self.emitter.krate);
        let (place, guard) = (emitter.names.place(local), emitter.names.guard(local));
        let Local { ident, end, .. } = emitter.machine.graph.local(local);
        Subject {
            here: ident.span(),
            is_async_closure: false,
            moves_something: None,
            copied: None,
            taken_early: None,
            is_content: false,
            prelude: quote_spanned!(span()=> let #place = #krate::machine::fill(&#guard, #value);),
            receiver: self.receiver_of(place.to_token_stream()),
            listener: Listener::Local(local, None),
            taken: self.take(local, ident),
            borrowed: Expr::Verbatim(spans::group(*end, deref(place, ident))),
        }
    }

    /// A field of a local, the rest of which stays.
    fn asked_part(&self, local: LocalId, mention: MentionId, members: Part) -> Option<Subject> {
        let part = self.part_taken(local, mention, &members)?;
        let place = self.emitter.names.place(local);
        let taken = self.take_part(local, part, &members, None);
        let place = quote_spanned!(span()=> (*#place) #(.#members)*);
        Some(Subject {
            here: self.emitter.machine.graph.mentions[mention.index()].ident.span(),
            is_async_closure: false,
            moves_something: None,
            copied: None,
            taken_early: None,
            is_content: false,
            prelude: TokenStream::new(),
            receiver: self.receiver_of(unreached(place.clone())),
            taken: Expr::Verbatim(quote_spanned!(span()=> (#taken))),
            borrowed: Expr::Verbatim(place),
            listener: Listener::Part(local, mention, members),
        })
    }

    /// A field that the closure around this code captures, in the way that is found out here.
    fn asked_field(&self, local: LocalId, mention: MentionId, of: &Part, name: &Ident, held_by: HeldBy) -> Subject {
        let (emitter, krate) = (self.emitter, self.emitter.krate);
        let base = self.mention(local, mention);
        Subject {
            here: emitter.machine.graph.mentions[mention.index()].ident.span(),
            is_async_closure: false,
            moves_something: None,
            copied: None,
            taken_early: None,
            is_content: false,
            prelude: TokenStream::new(),
            receiver: quote_spanned!(span()=> #krate::machine::Held::receiver(&#name)),
            listener: Listener::Closure(held_by),
            taken: Expr::Verbatim(quote_spanned!(span()=> #name.take())),
            borrowed: Expr::Verbatim(quote_spanned!(span()=> #base #(.#of)*)),
        }
    }

    /// A local that the closure around this code captures, in the way that is found out here.
    fn asked_held(&mut self, local: LocalId, mention: MentionId, held_by: HeldBy) -> Subject {
        let (emitter, krate) = (self.emitter, self.emitter.krate);
        let written = &emitter.machine.graph.mentions[mention.index()].ident;
        let name = emitter.written(local, written);
        let kind = held_by.leading.as_ref().map(|leading| &leading.kind).into_iter();
        Subject {
            here: written.span(),
            is_async_closure: emitter.machine.graph.async_closures.contains(&local),
            moves_something: None,
            copied: None,
            taken_early: None,
            is_content: false,
            prelude: quote_spanned!(span()=> #(if false {
                use #krate::machine::NotExclusive as _;
                #kind.is(#name.kind());
            })*),
            receiver: quote_spanned!(span()=> #krate::machine::Held::receiver(&#name)),
            listener: Listener::Closure(held_by),
            taken: Expr::Verbatim(quote_spanned!(span()=> #name.take())),
            borrowed: self.mention(local, mention),
        }
    }

    /// A local in a slot.
    fn asked_local(&mut self, local: LocalId, mention: MentionId) -> Option<Subject> {
        let emitter = self.emitter;
        let in_slot = emitter.storage(local) != Storage::Stack
            && !self.scope.released.contains(&local)
            && !self.scope.bound.contains(&local)
            && !self.scope.captured.contains_key(&local);
        let written = &emitter.machine.graph.mentions[mention.index()].ident;
        if let Some((_, way)) = emitter.moved_ways(mention, true).first() {
            let itself = self.mention(local, mention);
            return Some(Subject {
                here: written.span(),
                is_async_closure: false,
                moves_something: None,
                copied: None,
                taken_early: None,
                is_content: false,
                prelude: TokenStream::new(),
                receiver: self.receiver_of(quote_spanned!(span()=> (&raw const #itself).cast_mut())),
                listener: Listener::Called((*way).clone()),
                taken: itself.clone(),
                borrowed: itself,
            });
        }
        (in_slot && emitter.machine.asks.contains(&mention)).then(|| Subject {
            here: written.span(),
            is_async_closure: emitter.machine.graph.async_closures.contains(&local),
            moves_something: emitter.moves_something(local),
            copied: None,
            taken_early: None,
            is_content: false,
            prelude: TokenStream::new(),
            receiver: self.receiver_of(emitter.names.place(local).to_token_stream()),
            listener: Listener::Local(local, Some(mention)),
            taken: self.take(local, written),
            borrowed: self.mention(local, mention),
        })
    }

    /// A place of which there is a copy, made before the arguments were evaluated, if the method takes it by value.
    pub fn asked_copied(&mut self, place: &Expr, copied: Expr, subject: Option<Subject>) -> Subject {
        let copied: Expr = syn::parse_quote!((#copied));
        let subject = subject.unwrap_or_else(|| {
            let mut itself = place.clone();
            self.visit_expr_mut(&mut itself);
            Subject {
                here: spans::begin(place),
                is_async_closure: false,
                moves_something: None,
                copied: None,
                taken_early: None,
                is_content: false,
                prelude: TokenStream::new(),
                receiver: self.receiver_of(quote_spanned!(span()=> #copied.place())),
                listener: Listener::Copied,
                taken: itself.clone(),
                borrowed: itself,
            }
        });
        let taken = &subject.taken;
        let taken = Expr::Verbatim(quote_spanned!(span()=> (if #copied.is_copied() { #copied.get() } else { #taken })));
        Subject { copied: Some(copied), taken, ..subject }
    }

    /// A value without a name, which has been put into one of two places before the arguments were evaluated.
    pub fn asked_moved(&mut self, lent: LocalId, (taken, mention): (LocalId, MentionId)) -> Subject {
        let (emitter, krate) = (self.emitter, self.emitter.krate);
        let (at, taken) = (emitter.names.place(lent), self.mention(taken, mention));
        let place = quote_spanned!(span()=> #krate::machine::lent_receiver(#at));
        Subject {
            here: emitter.machine.graph.mentions[mention.index()].ident.span(),
            is_async_closure: false,
            moves_something: None,
            prelude: TokenStream::new(),
            copied: None,
            taken_early: None,
            is_content: false,
            receiver: self.receiver_of(place.clone()),
            taken: Expr::Verbatim(quote_spanned!(span()=> #taken.get())),
            borrowed: Expr::Verbatim(quote_spanned!(span()=> (*#place))),
            listener: Listener::Moved(lent),
        }
    }

    /// A local that has been taken before the arguments were evaluated, if the method takes it.
    pub fn asked_taken(&mut self, place: &Expr, (taken, mention): (LocalId, MentionId)) -> Option<Subject> {
        let named_before = *self.emitter.machine.graph.taken_early.get(&taken)?;
        let subject = self.asked_place(place, Some(named_before))?;
        let (mut borrowed, operand) = (place.clone(), self.mention(taken, mention));
        self.visit_expr_mut(&mut borrowed);
        let (receiver, names) = (&subject.receiver, &self.emitter.names);
        let held = match self.emitter.storage(taken) {
            Storage::Stack => quote_spanned!(span()=> (&raw const #operand).cast_mut()),
            Storage::Frame | Storage::State => names.place(taken).to_token_stream(),
        };
        Some(Subject {
            receiver: quote_spanned!(span()=> #receiver.taken_early(#held)),
            taken: Expr::Verbatim(quote_spanned!(span()=> #operand.get())),
            borrowed,
            taken_early: Some(taken),
            ..subject
        })
    }

    /// A local or a field of one, which is named here, or was named before.
    fn asked_place(&mut self, place: &Expr, before: Option<MentionId>) -> Option<Subject> {
        match (mark::read_mention_expr(place), mark::read_fields(place)) {
            (Some((local, here)), _) => self.asked_local(local, before.unwrap_or(here)),
            (None, Some((local, here, members))) => self.asked_part(local, before.unwrap_or(here), members),
            (None, None) => None,
        }
    }

    // From: `taken_early·send(x)`
    // Into: `taken_early(|| take(&_x))`
    pub fn taken_early(&mut self, expr: &Expr) -> Option<Expr> {
        let (_, place) = mark::read_taken_early(expr)?;
        let krate = self.emitter.krate;
        let taken = match self.asked_place(place, None) {
            Some(Subject { taken, .. }) => quote_spanned!(span()=> #krate::machine::taken_early(|| #taken)),
            None => quote_spanned!(span()=> #krate::machine::never_taken()),
        };
        Some(Expr::Verbatim(taken))
    }

    fn receiver_of(&self, place: TokenStream) -> TokenStream {
        let krate = self.emitter.krate;
        quote_spanned!(span()=> #krate::machine::Receiver::of(#place))
    }
}

impl Subject {
    /// Is it only asked about, and not taken in another way than borrowed?
    pub fn is_plain(&self) -> bool {
        matches!(self.listener, Listener::Called(_))
    }
}

/// The receiver about which rustc is asked.
pub struct Subject {
    /// Where it begins.
    pub here: Span,
    /// What puts it into its place.
    pub prelude: TokenStream,
    /// Its type.
    pub receiver: TokenStream,
    /// Who wants to know what rustc says.
    pub listener: Listener,
    /// Is it an `async` closure, as its declaration shows?
    pub is_async_closure: bool,
    /// It is a closure, whose declaration shows what it uses by value: does it move that?
    pub moves_something: Option<TokenStream>,
    /// What has the copy that was made before the arguments were evaluated.
    pub copied: Option<Expr>,
    /// What has it since before the arguments were evaluated, if it is taken.
    pub taken_early: Option<LocalId>,
    /// It is what something points to, about which rustc is asked.
    pub is_content: bool,
    /// It, by value.
    pub taken: Expr,
    /// It, where it is.
    pub borrowed: Expr,
}

// Where a field is tells its type. A local that dereferences to what has the field would do so once more on the way.
//
// From: `(*x).a`
// Into: `if false { (&raw const (*x).a).cast_mut() } else { null_mut() }`
pub fn unreached(place: TokenStream) -> TokenStream {
    quote_spanned!(span()=> if false { (&raw const #place).cast_mut() } else { ::core::ptr::null_mut() })
}
