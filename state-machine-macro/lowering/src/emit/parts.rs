//! Fields that are moved out of a local in a slot, one by one.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, ExprAssign, Member, visit_mut::VisitMut};

use super::{
    Emitter,
    names::{ident, span},
    replacer::Replacer,
};
use crate::model::{
    ids::{AnswerId, LocalId, MentionId, PartId},
    machine::{Asked, Guard, Part, PartTake, Storage, When},
    mark,
};

impl Emitter<'_> {
    // Says once how to drop what is left of a local. It is said where its type is known: where it gets its first value, or,
    // if it was declared before, where its first part moves.
    //
    // Into: `rest(&_x, move |x, gone| { let rest = x.read(); if gone & 1 != 0 { forget(rest.a) } });`
    pub fn rest(&self, local: LocalId) -> TokenStream {
        if !self.is_parted(local) || !self.rests.borrow_mut().insert(local) {
            return TokenStream::new();
        }
        let (place, guard, krate) = (self.names.place(local), self.names.guard(local), self.krate);
        let parts: Vec<(PartId, &Part)> =
            self.machine.parts[&local].iter().enumerate().map(|(index, part)| (PartId::new(index), part)).collect();
        let forget = self.forget(local, &parts);
        let is_asked = |asked: &Asked| self.machine.graph.mentions[asked.mention.index()].local == local;
        let move_ = self.machine.answers.iter().any(is_asked).then(|| quote_spanned!(span()=> move));
        let (rest, ways) = match self.taken_by_methods(local) {
            Some(ways) => (ident("rest_if_taken"), quote_spanned!(span()=> #ways,)),
            None => (ident("rest"), TokenStream::new()),
        };
        let gone = gone(place);
        quote_spanned!(span()=> #krate::machine::#rest(&#guard, #ways #move_ |#place, #gone| {
            let rest = #place.read();
            #forget
        });)
    }

    // Can nothing but methods move its parts away, so that nothing has to be noted if these do not?
    //
    // Into: `either(x_a_way, x_b_way)`
    pub fn taken_by_methods(&self, local: LocalId) -> Option<TokenStream> {
        let (machine, krate) = (self.machine, self.krate);
        let is_unsure = machine.entries.values().flatten().any(|held| held.local == local && !held.certain);
        let takes = machine.part_takes.iter();
        let takes = takes.filter(|(mention, _)| machine.graph.mentions[mention.index()].local == local);
        let mut answers = Vec::new();
        for (mention, takes) in takes {
            let [PartTake { when, .. }] = &takes[..] else { return None };
            match when[..] {
                [When::Takes(answer)] if !machine.captures.contains_key(mention) => answers.push(answer),
                _ => return None,
            }
        }
        answers.sort();
        let ways = answers.iter().map(|answer| self.names.answers[answer.index()].to_token_stream());
        ways.reduce(|all, way| quote_spanned!(span()=> #krate::machine::either(#all, #way))).filter(|_| !is_unsure)
    }

    /// Forgets the parts that are gone. A part of another is gone with it.
    fn forget(&self, local: LocalId, parts: &[(PartId, &Part)]) -> TokenStream {
        let is_inside = |inner: &Part, outer: &Part| inner.len() > outer.len() && inner.starts_with(outer);
        let outer = parts.iter().filter(|(_, part)| !parts.iter().any(|(_, other)| is_inside(part, other)));
        let statements = outer.map(|(id, part)| {
            let (bit, forget) = (bit(*id), self.forget_part(local, *id, part));
            let inside: Vec<_> = parts.iter().copied().filter(|(_, other)| is_inside(other, part)).collect();
            let otherwise = (!inside.is_empty()).then(|| {
                let inside = self.forget(local, &inside);
                quote_spanned!(span()=> else { #inside })
            });
            let gone = gone(self.names.place(local));
            quote_spanned!(span()=> if #gone & #bit != 0 { #forget } #otherwise)
        });
        statements.collect()
    }

    // What no mention has moved away cannot be reached: it may lie behind a reference, out of which nothing moves.
    //
    // Into: `forget(rest.a);` or `if x_a_way.takes() { x_a_way.taken(); forget(rest.a); return }`
    fn forget_part(&self, local: LocalId, id: PartId, part: &Part) -> TokenStream {
        let forget = quote_spanned!(span()=> ::core::mem::forget(rest #(.#part)*););
        let mentions = self.machine.part_takes.iter();
        let mentions = mentions.filter(|(mention, _)| self.machine.graph.mentions[mention.index()].local == local);
        let takes = mentions.flat_map(|(_, takes)| takes).filter(|take| take.part == id);
        let mut conditions: Vec<&[When]> = takes.map(|take| &take.when[..]).collect();
        if conditions.iter().any(|when| when.is_empty()) {
            return forget;
        }
        conditions.sort();
        let alternatives = conditions.into_iter().map(|when| {
            let forget = quote_spanned!(span()=> #forget break 'part;);
            when.iter().rev().fold(forget, |inside, when| self.when(*when, &inside))
        });
        quote_spanned!(span()=> 'part: { #(#alternatives)* })
    }

    fn when(&self, when: When, then: &TokenStream) -> TokenStream {
        match when {
            When::Takes(answer) => {
                let way = &self.names.answers[answer.index()];
                quote_spanned!(span()=> if #way.takes() { #way.taken(); #then })
            }
            When::Borrows(answer) => {
                let way = &self.names.answers[answer.index()];
                quote_spanned!(span()=> if !#way.takes() { #way.borrowed(); #then })
            }
        }
    }

    /// Under which name one knows what rustc says.
    pub fn answer(&self, mention: MentionId, of: &[Member]) -> Option<&Ident> {
        let mut answers = self.machine.answers.iter();
        let index = answers.position(|asked| asked.mention == mention && asked.of == of)?;
        self.told_answers.borrow_mut().insert(AnswerId::new(index));
        Some(&self.names.answers[index])
    }

    // Into: `let x_a_way = Told::new();`
    pub fn answers(&self) -> TokenStream {
        let (answers, krate) = (&self.names.answers, self.krate);
        quote_spanned!(span()=> #(let #answers = #krate::machine::Told::new();)*)
    }
}

/// Which parts of what is in the place are gone.
fn gone(place: &Ident) -> Ident {
    ident(if place == "gone" { "gone_parts" } else { "gone" })
}

fn bit(part: PartId) -> Literal {
    let mut bit = Literal::u8_unsuffixed(1 << part.index());
    bit.set_span(span());
    bit
}

impl Replacer<'_, '_> {
    fn is_parted_here(&self, local: LocalId) -> bool {
        self.emitter.is_parted(local) && self.is_in_slot(local)
    }

    fn is_torn_here(&self, local: LocalId) -> bool {
        self.emitter.guard(local) == Guard::Torn && self.is_in_slot(local)
    }

    fn is_in_slot(&self, local: LocalId) -> bool {
        self.emitter.storage(local) != Storage::Stack
            && !self.scope.released.contains(&local)
            && !self.scope.bound.contains(&local)
            && !self.scope.captured.contains_key(&local)
    }

    // From: `x.a`, by value and for the last time
    // Into: `{ let field = Part::at(&raw const (*x).a); part(&_x, 1, field.moves(), field) }`
    pub fn part(&self, expr: &Expr) -> Option<Expr> {
        let (local, mention, members) = mark::read_fields(expr)?;
        if let Some(part) = self.emitter.machine.torn_fields.get(&mention).filter(|_| self.is_torn_here(local)) {
            return Some(Expr::Verbatim(self.emitter.take_torn(local, *part, &members)));
        }
        let id = self.part_taken(local, mention, &members)?;
        Some(Expr::Verbatim(self.take_part(local, id, &members)))
    }

    /// The number of a field that may be moved away at this mention.
    pub fn part_taken(&self, local: LocalId, mention: MentionId, members: &[Member]) -> Option<PartId> {
        let takes = self.emitter.machine.part_takes.get(&mention).filter(|_| self.is_parted_here(local))?;
        takes.iter().map(|take| take.part).find(|id| self.emitter.machine.parts[&local][id.index()] == members)
    }

    pub fn take_part(&self, local: LocalId, id: PartId, members: &[Member]) -> TokenStream {
        let (place, guard, krate) =
            (self.emitter.names.place(local), self.emitter.names.guard(local), self.emitter.krate);
        let (bit, rest) = (bit(id), self.emitter.rest(local));
        quote_spanned!(span()=> {
            #rest
            use #krate::machine::Moves as _;
            let field = #krate::machine::Part::at(&raw const (*#place) #(.#members)*);
            #krate::machine::part(&#guard, #bit, field.moves(), field)
        })
    }

    // From: `x.a = value;`, where `x.a` may have been moved away
    // Into: `set_part(&_x, 1, &raw mut (*x).a, value);`
    pub fn set_part(&mut self, assign: &ExprAssign) -> Option<Expr> {
        let (local, _, members) = mark::read_fields(&assign.left)?;
        if self.is_torn_here(local) {
            let mut value = (*assign.right).clone();
            self.visit_expr_mut(&mut value);
            return self.emitter.set_torn(local, &members, &value).map(Expr::Verbatim);
        }
        if !self.is_parted_here(local) {
            return None;
        }
        let at = self.emitter.machine.parts[&local].iter().position(|part| *part == members)?;
        let (place, guard, krate) =
            (self.emitter.names.place(local), self.emitter.names.guard(local), self.emitter.krate);
        let mut value = (*assign.right).clone();
        self.visit_expr_mut(&mut value);
        // Temporaries of the value live to the end of the statement.
        let (bit, name) = (bit(PartId::new(at)), self.emitter.names.beside("value"));
        Some(Expr::Verbatim(quote_spanned!(span()=> match #value {
            #name => #krate::machine::set_part(&#guard, #bit, &raw mut (*#place) #(.#members)*, #name),
        })))
    }
}
