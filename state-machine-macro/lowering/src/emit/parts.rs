//! Fields that are moved out of a local in a slot, one by one.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, ExprAssign, Member, visit_mut::VisitMut};

use super::{Emitter, expression::block, names::span, replacer::Replacer};
use crate::{
    model::{
        graph::{Part, Taken},
        ids::{AnswerId, LocalId, MentionId, PartId},
        machine::{Asked, Moved, PartTake, Storage, When},
        mark,
    },
    syntax::head::head,
};

impl Emitter<'_> {
    // Does only rustc know whether its parts are moved away at all? If they are not, nothing has to be noted.
    //
    // Into: `either(x_a_way, x_b_way)`
    pub fn taken_by_methods(&self, local: LocalId) -> Option<TokenStream> {
        let (machine, krate) = (self.machine, self.krate);
        let is_unsure = machine.entries.values().flatten().any(|held| held.local == local && !held.certain);
        let takes = machine.part_takes.iter();
        let takes = takes.filter(|(mention, _)| machine.graph.mentions[mention.index()].local == local);
        let bound = self.parts_inside(local, &[]).into_iter().filter(|(_, part)| !is_field(part));
        let mut answers = bound.map(|(part, _)| self.asked_about(local, part)).collect::<Option<Vec<_>>>()?;
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

    /// Under which number rustc is asked whether a pattern moves the part.
    fn asked_about(&self, local: LocalId, part: PartId) -> Option<AnswerId> {
        let (answers, mentions) = (&self.machine.answers, &self.machine.graph.mentions);
        let is_it = |asked: &Asked| asked.part == Some(part) && mentions[asked.mention.index()].local == local;
        answers.iter().position(is_it).map(AnswerId::new)
    }

    /// Under which name one knows whether a pattern moves the part.
    pub fn part_way(&self, local: LocalId, part: PartId) -> Option<&Ident> {
        let answer = self.asked_about(local, part)?;
        self.told_answers.borrow_mut().insert(answer);
        Some(&self.names.answers[answer.index()])
    }

    /// Under which name one knows what rustc says.
    pub fn answer(&self, mention: MentionId, of: &[Member]) -> Option<&Ident> {
        let mut answers = self.machine.answers.iter();
        let index = answers.position(|asked| asked.mention == mention && asked.of == of && asked.part.is_none())?;
        self.told_answers.borrow_mut().insert(AnswerId::new(index));
        Some(&self.names.answers[index])
    }

    /// What closures that are called perhaps move at this mention, and under which names one knows whether they do.
    pub fn moved_ways(&self, mention: MentionId, by_method: bool) -> Vec<(&[Member], &Ident)> {
        let questions = self.machine.closures.values().flatten();
        let questions = questions.filter(|moved| moved.asked.mention == mention && moved.by_method == by_method);
        questions.filter_map(|Moved { asked, .. }| Some((&asked.of[..], self.answer(mention, &asked.of)?))).collect()
    }

    // Into: `either(x_way, y_way)`
    pub fn moves_something(&self, closure: LocalId) -> Option<TokenStream> {
        let (questions, krate) = (self.machine.closures.get(&closure)?, self.krate);
        let ways = questions.iter().filter_map(|Moved { asked, .. }| self.answer(asked.mention, &asked.of));
        let ways = ways.map(ToTokens::to_token_stream);
        ways.reduce(|all, way| quote_spanned!(span()=> #krate::machine::either(#all, #way)))
    }

    // Into: `let x_a_way = Told::new();`
    pub fn answers(&self) -> TokenStream {
        let (answers, krate) = (&self.names.answers, self.krate);
        quote_spanned!(span()=> #(let #answers = #krate::machine::Told::new();)*)
    }
}

/// A field, rather than what a pattern binds, or what `S { a, ..x }` takes.
fn is_field(part: &Part) -> bool {
    matches!(part.taken, Taken::All)
}

/// The type of a set of parts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PartSet {
    Byte,
    Word,
}

impl PartSet {
    pub fn bit(part: PartId) -> TokenStream {
        PartSet::literal(1 << part.index())
    }

    /// Where its type shows elsewhere.
    pub fn literal(bits: u64) -> TokenStream {
        let mut literal = Literal::u64_unsuffixed(bits);
        literal.set_span(span());
        literal.into_token_stream()
    }

    /// The set for a value of which nothing is gone.
    pub fn whole(self, is_array: bool) -> TokenStream {
        let mut literal = match self {
            PartSet::Byte => Literal::u8_suffixed(u8::from(is_array) << 7),
            PartSet::Word => Literal::u64_suffixed(u64::from(is_array) << 63),
        };
        literal.set_span(span());
        literal.into_token_stream()
    }
}

impl ToTokens for PartSet {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            PartSet::Byte => quote_spanned!(span()=> ::core::primitive::u8),
            PartSet::Word => quote_spanned!(span()=> ::core::primitive::u64),
        });
    }
}

impl Replacer<'_, '_> {
    pub(super) fn is_parted_here(&self, local: LocalId) -> bool {
        self.emitter.is_parted(local) && self.is_in_slot(local)
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
        let id = self.part_taken(local, mention, &members)?;
        let told = self.emitter.answer(mention, &members).map(|way| {
            let (mut told, krate) = (TokenStream::new(), self.emitter.krate);
            let reference = self.asked_before(local, &members, ("field", "is_reference"), &mut told);
            quote_spanned!(span()=> #told #way.is(#krate::machine::unless(field.way(), #reference));)
        });
        Some(block(span(), self.part_inside(local, id, &members, told)))
    }

    /// The number of a field that may be moved away at this mention.
    pub fn part_taken(&self, local: LocalId, mention: MentionId, members: &[Member]) -> Option<PartId> {
        let takes = self.emitter.machine.part_takes.get(&mention).filter(|_| self.is_parted_here(local))?;
        let parts = &self.emitter.machine.graph.parts[&local];
        takes.iter().map(|take| take.part).find(|id| parts[id.index()].of == members)
    }

    pub fn take_part(&self, local: LocalId, id: PartId, members: &[Member], told: Option<TokenStream>) -> TokenStream {
        let inside = self.part_inside(local, id, members, told);
        quote_spanned!(span()=> { #inside })
    }

    fn part_inside(&self, local: LocalId, id: PartId, members: &[Member], told: Option<TokenStream>) -> TokenStream {
        let (place, guard, krate) =
            (self.emitter.names.place(local), self.emitter.names.guard(local), self.emitter.krate);
        let (bit, rest) = (PartSet::bit(id), self.emitter.rest(local));
        quote_spanned!(span()=>
            #rest
            use #krate::machine::Moves as _;
            let field = #krate::machine::Part::at(&raw const (*#place) #(.#members)*);
            #told
            #krate::machine::part(&#guard, #bit, field.moves(), field)
        )
    }

    // From: `x.a = value;`, where parts of `x.a` may have been moved away
    // Into: `set_part(&_x, 1, &raw mut (*x).a, value, |place, gone| { .. });`
    pub fn set_part(&mut self, assign: &ExprAssign) -> Option<Expr> {
        let (local, _, members) = mark::read_fields(&assign.left).filter(|(local, ..)| self.is_parted_here(*local))?;
        let emitter = self.emitter;
        let inside = emitter.parts_inside(local, &members);
        let bits = inside.iter().map(|(id, _)| 1 << id.index()).reduce(|all: u64, bit| all | bit)?;
        let mut value = (*assign.right).clone();
        self.visit_expr_mut(&mut value);
        let value = head(value);
        let (bits, rest, drop_rest) = (PartSet::literal(bits), emitter.rest(local), emitter.drop_rest(local, &members));
        let (place, guard, krate) = (emitter.names.place(local), emitter.names.guard(local), emitter.krate);
        // Temporaries of the value live to the end of the statement.
        let name = emitter.names.beside("value");
        Some(Expr::Verbatim(quote_spanned!(span()=> match #value {
            #name => {
                #rest
                #krate::machine::set_part(&#guard, #bits, &raw mut (*#place) #(.#members)*, #name, #drop_rest)
            }
        })))
    }
}
