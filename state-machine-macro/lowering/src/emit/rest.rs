//! What is left of a local of which parts have been moved away: how it is dropped.
//!
//! All of it is taken out of its slot and the parts that are gone are forgotten, each as it was moved. Then rustc drops what
//! is left, in its own order. rustc also wants to see that nothing moves twice: of parts that are never gone together only
//! one is looked for.

use std::cell::RefCell;

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::Member;

use super::{
    Emitter,
    names::{ident, span},
    parts::PartSet,
    relations::{Relation, merged, relation},
    torn::{list, renamed},
};
use crate::lower::has_slice;
use crate::model::{
    graph::{Part, Taken},
    ids::{LocalId, PartId},
    machine::When,
    mark,
};

/// Parts that are gone together.
#[derive(Clone)]
struct Missing {
    bits: u64,
    /// The numbers of those.
    ids: Vec<PartId>,
    part: Part,
}

/// What is to be forgotten.
struct Forgetter<'e, 'm> {
    emitter: &'e Emitter<'m>,
    local: LocalId,
    /// How many fields lie between the local and what is dropped.
    outer: usize,
    /// What is never gone together, and has to be looked at before anything is forgotten.
    never: RefCell<Vec<Never>>,
}

/// If all of these parts are gone, none of the others is.
struct Never {
    gone: u64,
    others: u64,
}

/// Where what is left is forgotten part by part.
#[derive(Clone, Copy)]
enum Rest {
    Whole,
    /// Some of it may have been forgotten.
    Opened,
}

impl Emitter<'_> {
    // Says once how to drop what is left of a local. It is said where its type is known: where it gets its first value, or,
    // if it was declared before, where its first part moves.
    //
    // Into: `rest(&_x, move |place, gone| { let rest = ::core::ptr::read(place); if gone & 1 != 0 { forget(rest.a) } });`
    pub fn rest(&self, local: LocalId) -> TokenStream {
        if !self.is_parted(local) || !self.rests.borrow_mut().insert(local) {
            return TokenStream::new();
        }
        let (guard, krate) = (self.names.guard(local), self.krate);
        let ways = self.taken_by_methods(local).into_iter();
        let rest = ident(match (ways.len(), self.machine.is_kept_unless_copied(local)) {
            (0, false) => "rest",
            (0, true) => "rest_unless_copied",
            (_, false) => "rest_if_taken",
            (_, true) => "rest_if_taken_unless_copied",
        });
        let drop_rest = self.drop_rest(local, &[]);
        quote_spanned!(span()=> #krate::machine::#rest(&#guard, #(#ways,)* #drop_rest);)
    }

    /// Drops what is left of a field; of all of the local, if there are no members.
    pub fn drop_rest(&self, local: LocalId, field: &[Member]) -> TokenStream {
        let inside = self.parts_inside(local, field);
        let is_asked = inside.iter().any(|(id, _)| self.conditions(local, *id).iter().any(|when| !when.is_empty()));
        let move_ = is_asked.then(|| quote_spanned!(span()=> move));
        let missing: Vec<Missing> = inside.into_iter().map(Missing::from).collect();
        let forgetter = Forgetter { emitter: self, local, outer: field.len(), never: RefCell::default() };
        let forget = forgetter.any(&missing, Rest::Whole);
        let never = forgetter.never();
        quote_spanned!(span()=> #move_ |place, gone| {
            let rest = ::core::ptr::read(place);
            #never
            #forget
        })
    }

    /// The parts of a field; of all of the local, if there are no members.
    pub fn parts_inside(&self, local: LocalId, field: &[Member]) -> Vec<(PartId, &Part)> {
        let parts = self.machine.graph.parts.get(&local).map_or(&[][..], Vec::as_slice);
        let numbered = parts.iter().enumerate().map(|(index, part)| (PartId::new(index), part));
        numbered.filter(|(_, part)| part.of.starts_with(field)).collect()
    }

    /// What has to be so for a part to move, by place where it may. Nothing: it moves.
    fn conditions(&self, local: LocalId, id: PartId) -> Vec<&[When]> {
        let mentions = self.machine.part_takes.iter();
        let mentions = mentions.filter(|(mention, _)| self.machine.graph.mentions[mention.index()].local == local);
        let takes = mentions.flat_map(|(_, takes)| takes).filter(|take| take.part == id);
        let mut conditions: Vec<&[When]> = takes.map(|take| &take.when[..]).collect();
        conditions.sort();
        conditions
    }

    /// What the parts of a local are counted in.
    pub fn parts_of(&self, local: LocalId) -> PartSet {
        let count = self.machine.graph.parts.get(&local).map_or(0, Vec::len);
        if count <= Part::IN_A_BYTE { PartSet::Byte } else { PartSet::Word }
    }

    /// The set for a value of which nothing is gone.
    pub fn no_parts(&self, local: LocalId) -> TokenStream {
        let is_array = |(_, part): &(PartId, &Part)| matches!(&part.taken, Taken::Bound { pat, .. } if has_slice(pat));
        self.parts_of(local).whole(self.parts_inside(local, &[]).iter().any(is_array))
    }
}

impl From<(PartId, &Part)> for Missing {
    fn from((id, part): (PartId, &Part)) -> Self {
        Missing { bits: 1 << id.index(), ids: vec![id], part: part.clone() }
    }
}

impl Missing {
    /// Can this be gone together with the other?
    fn to(&self, other: &Missing) -> Relation {
        relation(&self.part, &other.part)
    }

    /// Both in one, if one pattern can bind what both do.
    fn with(&self, other: &Missing) -> Option<Missing> {
        let part = merged(&self.part, &other.part)?;
        Some(Missing { bits: self.bits | other.bits, ids: [&self.ids[..], &other.ids].concat(), part })
    }
}

impl Forgetter<'_, '_> {
    /// Of any of these it is not known whether they are gone.
    // Into: `if gone & 1 != 0 { forget(rest.a) } else if gone & 2 != 0 { forget(rest.a.b) }`
    fn any(&self, parts: &[Missing], rest: Rest) -> TokenStream {
        let is_all = |at: &usize| matches!(parts[*at].part.taken, Taken::All);
        let depth = |at: &usize| mark::fields_of(&parts[*at].part.of).len();
        let outermost = (0..parts.len()).min_by_key(|at| (depth(at), !is_all(at)));
        let Some(first) = outermost.map(|at| parts[at].clone()) else { return TokenStream::new() };
        let others: Vec<Missing> = parts.iter().filter(|part| part.bits != first.bits).cloned().collect();
        let (apart, near): (Vec<Missing>, Vec<Missing>) =
            others.iter().cloned().partition(|other| first.to(other) == Relation::Apart);
        let bits = PartSet::literal(first.bits);
        let is_independent = near.iter().all(|near| apart.iter().all(|apart| near.to(apart) == Relation::Apart));
        let (inside, otherwise, after) = if is_independent {
            (self.certain(&first, &near, rest), self.any(&near, rest), self.any(&apart, Rest::Opened))
        } else {
            (self.certain(&first, &others, rest), self.any(&others, rest), TokenStream::new())
        };
        let otherwise = (!otherwise.is_empty()).then(|| quote_spanned!(span()=> else { #otherwise }));
        quote_spanned!(span()=> if gone & #bits != 0 { #inside } #otherwise #after)
    }

    /// This one is gone, of the others it is not known.
    fn certain(&self, gone: &Missing, others: &[Missing], rest: Rest) -> TokenStream {
        let of = |wanted: Relation| others.iter().filter(move |other| gone.to(other) == wanted);
        let together = of(Relation::Unsure).find_map(|other| Some((other, gone.with(other)?)));
        if let Some((other, both)) = together {
            let others: Vec<Missing> = others.iter().filter(|known| known.bits != other.bits).cloned().collect();
            let bits = PartSet::literal(other.bits);
            let (both, one) = (self.certain(&both, &others, rest), self.certain(gone, &others, rest));
            return quote_spanned!(span()=> if gone & #bits != 0 { #both } else { #one });
        }
        let never = of(Relation::Unsure).map(|other| other.bits).reduce(|all, bits| all | bits);
        let never = never.and_then(|others| self.never_with(gone, others, rest));
        let apart: Vec<Missing> = of(Relation::Apart).cloned().collect();
        let (forget, apart) = (self.forget(gone), self.any(&apart, Rest::Opened));
        quote_spanned!(span()=> #never #forget #apart)
    }

    /// rustc has seen to it that these are not gone, too. If that should be wrong, nothing is dropped twice.
    fn never_with(&self, gone: &Missing, others: u64, rest: Rest) -> Option<TokenStream> {
        match rest {
            Rest::Whole => {
                let bits = PartSet::literal(others);
                Some(quote_spanned!(span()=> if gone & #bits != 0 { ::core::mem::forget(rest); return; }))
            }
            // What has been opened cannot be forgotten as a whole.
            Rest::Opened => {
                self.never.borrow_mut().push(Never { gone: gone.bits, others });
                None
            }
        }
    }

    // Into: `if gone & 1 == 1 && gone & 2 != 0 { forget(rest); return; }`
    fn never(&self) -> TokenStream {
        let never = self.never.take().into_iter().map(|Never { gone, others }| {
            let [gone, others] = [gone, others].map(PartSet::literal);
            quote_spanned!(span()=> if gone & #gone == #gone && gone & #others != 0 {
                ::core::mem::forget(rest);
                return;
            })
        });
        never.collect()
    }

    fn forget(&self, missing: &Missing) -> TokenStream {
        let of = &missing.part.of[self.outer..];
        let rest = mark::place(quote_spanned!(span()=> rest), of);
        let pat = match &missing.part.taken {
            Taken::All => return self.forget_field(missing, &rest),
            Taken::Others { path, but } => {
                let copied = but
                    .iter()
                    .map(|member| quote_spanned!(span()=> #member: (&raw const (*place) #(.#of)* .#member).read()));
                return quote_spanned!(span()=> ::core::mem::forget(#path { #(#copied,)* ..#rest }););
            }
            Taken::Bound { pat, .. } => pat,
        };
        let (found, names) = renamed(pat, &|binder| binder.by_ref.is_none());
        let forgotten = list(names.iter().map(quote::ToTokens::to_token_stream));
        // Even if the pattern always matches: if it does not, rustc shall say so once.
        quote_spanned!(span()=> if let #found = #rest { ::core::mem::forget(#forgotten); })
    }

    // What no mention has moved away cannot be reached: it may lie behind a reference, out of which nothing moves.
    //
    // Into: `forget(rest.a);` or `'part: { if x_a_way.takes() { x_a_way.taken(); forget(rest.a); break 'part } }`
    fn forget_field(&self, missing: &Missing, rest: &TokenStream) -> TokenStream {
        let forget = quote_spanned!(span()=> ::core::mem::forget(#rest););
        let conditions: Vec<&[When]> =
            missing.ids.iter().flat_map(|id| self.emitter.conditions(self.local, *id)).collect();
        if conditions.iter().any(|when| when.is_empty()) {
            return forget;
        }
        let alternatives = conditions.into_iter().map(|when| {
            let forget = quote_spanned!(span()=> #forget break 'part;);
            when.iter().rev().fold(forget, |inside, when| self.when(*when, &inside))
        });
        quote_spanned!(span()=> 'part: { #(#alternatives)* })
    }

    fn when(&self, when: When, then: &TokenStream) -> TokenStream {
        let answers = &self.emitter.names.answers;
        match when {
            When::Takes(answer) => {
                let way = &answers[answer.index()];
                quote_spanned!(span()=> if #way.takes() { #way.taken(); #then })
            }
            When::Borrows(answer) => {
                let way = &answers[answer.index()];
                quote_spanned!(span()=> if !#way.takes() { #way.borrowed(); #then })
            }
        }
    }
}
