//! Locals of which patterns move parts out.
//!
//! The local stays in its slot. What a pattern binds is read out of it, and a bit says that it is gone. At the end of the
//! local's scope the whole is taken out and matched again, what was bound is forgotten, and rustc drops what is left.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{
    Expr, Member, Pat, PatIdent,
    visit_mut::{self, VisitMut},
};

use super::{
    Emitter,
    block::Arm,
    names::{ident, span},
};
use crate::{
    lower::{bound, in_parentheses},
    model::{
        graph::{Let, Part, Tear},
        ids::LocalId,
        machine::Storage,
        mark,
    },
};

impl Arm<'_, '_> {
    // From: `let Pair { left, .. } = pair;`
    // Into: `let left = tear(&_pair, 2, match *pair { Pair { left: bound_0, .. } if break read(&bound_0) .. });`
    pub fn tear(&self, tear: &Tear) -> TokenStream {
        let Tear { pat, place, local, part, set_inside } = tear;
        let emitter = self.emitter;
        if emitter.storage(*local) == Storage::Stack {
            let diverge = syn::parse_quote!({ ::core::unreachable!() });
            return self.let_(&Let {
                attrs: Vec::new(),
                ends: None,
                pat: in_parentheses(pat.clone()),
                ty: None,
                init: place.clone(),
                diverge: Some(diverge),
            });
        }
        let place = emitter.whole(place, &self.scope);
        let (guard, krate) = (emitter.names.guard(*local), emitter.krate);
        let bit = emitter.parts_of(*local).bit(*part);
        let (found, names) = renamed(pat, &|_| true);
        let reads = names.iter().map(|name| quote_spanned!(span()=> (&raw const #name).read()));
        let (reads, targets) = (list(reads), list(binders(pat).iter().map(ToTokens::to_token_stream)));
        let moved = quote_spanned!(span()=> 'bound: {
            match #place {
                #found if break 'bound #reads => {}
                _ => {}
            }
            ::core::unreachable!()
        });
        let init = Expr::Verbatim(if *set_inside {
            quote_spanned!(span()=> #krate::machine::copied_part(#moved))
        } else {
            quote_spanned!(span()=> #krate::machine::tear(&#guard, #bit, #moved))
        });
        let pat = syn::parse_quote!(#targets);
        self.let_(&Let { attrs: Vec::new(), ends: None, pat, ty: None, init, diverge: None })
    }

    // Into: `let (_pair, pair) = pair.tearable(pair_rest, 1, |value, parts| { .. });`
    pub fn tearable(&self, local: LocalId) -> TokenStream {
        let emitter = self.emitter;
        let names = &emitter.names;
        let (place, guard, rest) = (names.slot(local), names.guard(local), names.rest(local));
        let (whole, drop_rest) = (emitter.no_parts(local, true), emitter.drop_rest(local));
        quote_spanned!(span()=> let (#guard, #place) = #place.tearable(#rest, #whole, #drop_rest);)
    }
}

impl Emitter<'_> {
    // Into: `|value, parts| if parts & 2 != 0 { match value { Pair { left, .. } => forget(left), _ => {} } }`
    pub fn drop_rest(&self, local: LocalId) -> TokenStream {
        let (value, parts) = (ident("value"), ident("parts"));
        let set = self.parts_of(local);
        let forget = self.forget_torn(local, &[], &value, &parts);
        quote_spanned!(span()=> |#value, #parts: #set| { #forget })
    }

    /// Forgets what is missing of a field; of all of the local, if it is empty.
    fn forget_torn(&self, local: LocalId, field: &[Member], value: &Ident, parts: &Ident) -> TokenStream {
        let torn = self.machine.graph.torn.get(&local).map_or(&[][..], Vec::as_slice);
        let set = self.parts_of(local);
        let forget = choices(torn).into_iter().map(|choice| {
            let inside = choice.into_iter().filter(|index| torn[*index].of.starts_with(field));
            let branches = inside.map(|index| forget(&torn[index], field.len(), &set.bit(index), value, parts));
            let branches: Vec<TokenStream> = branches.collect();
            quote_spanned!(span()=> #(#branches)else*)
        });
        forget.collect()
    }

    // From: `x.a = value;`, where patterns may have moved parts out of `x.a`
    // Into: `set_torn(&_x, 6, &raw mut (*x).a, value, |value, parts| { .. });`
    pub fn set_torn(&self, local: LocalId, field: &[Member], assigned: &Expr) -> Option<TokenStream> {
        let torn = self.machine.graph.torn.get(&local)?.iter().enumerate();
        let inside = torn.filter(|(_, part)| part.of.starts_with(field)).map(|(index, _)| 2 << index);
        let mask = inside.reduce(|all: u64, bit| all | bit)?;
        let (value, parts, krate) = (self.names.beside("value"), ident("parts"), self.krate);
        let forget = self.forget_torn(local, field, &value, &parts);
        let (place, guard, mask) =
            (self.names.place(local), self.names.guard(local), self.parts_of(local).literal(mask));
        // Temporaries of the value live to the end of the statement.
        Some(quote_spanned!(span()=> match #assigned {
            #value => #krate::machine::set_torn(
                &#guard, #mask, &raw mut (*#place) #(.#field)*, #value, |#value, #parts| { #forget }
            ),
        }))
    }

    // From: `x.a`, by value, where patterns move parts out of `x`
    // Into: `tear(&_x, 4, (&raw const (*x).a).read())`
    pub fn take_torn(&self, local: LocalId, part: usize, members: &[Member]) -> TokenStream {
        let (place, guard, krate) = (self.names.place(local), self.names.guard(local), self.krate);
        let bit = self.parts_of(local).bit(part);
        quote_spanned!(span()=> #krate::machine::tear(&#guard, #bit, (&raw const (*#place) #(.#members)*).read()))
    }

    /// The bits of a local of which nothing is missing.
    pub fn no_parts(&self, local: LocalId, has_value: bool) -> TokenStream {
        let is_array = |part: &Part| matches!(part.pat, Pat::Slice(_));
        let parts = self.machine.graph.torn.get(&local);
        self.parts_of(local).none(has_value, parts.is_some_and(|parts| parts.iter().any(is_array)))
    }

    /// What the parts of a local are counted in.
    pub fn parts_of(&self, local: LocalId) -> PartSet {
        let count = self.machine.graph.torn.get(&local).map_or(0, Vec::len);
        if count <= Part::IN_A_BYTE { PartSet::Byte } else { PartSet::Word }
    }
}

/// The type of a set of parts.
#[derive(Clone, Copy)]
pub enum PartSet {
    Byte,
    Word,
}

impl PartSet {
    /// The first bit says that there is a value, the last that it is an array.
    fn none(self, has_value: bool, is_array: bool) -> TokenStream {
        match self {
            PartSet::Byte => self.literal(u64::from(has_value) | u64::from(is_array) << 7),
            PartSet::Word => self.literal(u64::from(has_value) | u64::from(is_array) << 63),
        }
    }

    fn bit(self, part: usize) -> TokenStream {
        self.literal(2 << part)
    }

    fn literal(self, bits: u64) -> TokenStream {
        match self {
            PartSet::Byte => Literal::u8_suffixed(u8::try_from(bits).unwrap_or(u8::MAX)).into_token_stream(),
            PartSet::Word => Literal::u64_suffixed(bits).into_token_stream(),
        }
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

/// `if parts & 2 != 0 { match value { Pair { left, .. } => forget(left), _ => {} } }`
fn forget(part: &Part, outer: usize, bit: &TokenStream, value: &Ident, parts: &Ident) -> TokenStream {
    let (found, names) = renamed(&part.pat, &|binder| binder.by_ref.is_none());
    let of = &part.of[outer..];
    let forgotten = list(names.iter().map(ToTokens::to_token_stream));
    if part.always {
        return quote_spanned!(span()=> if #parts & #bit != 0 {
            let #found = #value #(.#of)*;
            ::core::mem::forget(#forgotten);
        });
    }
    quote_spanned!(span()=> if #parts & #bit != 0 {
        match #value #(.#of)* {
            #found => ::core::mem::forget(#forgotten),
            _ => {}
        }
    })
}

/// Parts by index; of those that stand together only one can be missing.
///
/// What a `match` may have taken apart cannot be matched again. Two `match`es may look into different fields, and two `let`s
/// take them.
fn choices(parts: &[Part]) -> Vec<Vec<usize>> {
    let (lets, matches): (Vec<usize>, Vec<usize>) = (0..parts.len()).partition(|index| parts[*index].always);
    let mut choices: Vec<Vec<usize>> = Vec::new();
    for index in matches {
        match choices.iter_mut().find(|choice| parts[choice[0]].of == parts[index].of) {
            Some(choice) => choice.push(index),
            None => choices.push(vec![index]),
        }
    }
    let by_matches = choices.len();
    for index in lets {
        let taken = fields(&parts[index].pat);
        let overlaps = |other: &usize| match (&taken, fields(&parts[*other].pat)) {
            (Some(taken), Some(other)) => taken.iter().any(|field| other.contains(field)),
            _ => true,
        };
        match choices.iter_mut().skip(by_matches).find(|choice| choice.iter().any(overlaps)) {
            Some(choice) => choice.push(index),
            None => choices.push(vec![index]),
        }
    }
    choices
}

/// The fields that a pattern takes by value, or parts of, if they can be told.
fn fields(pat: &Pat) -> Option<Vec<String>> {
    let takes = |pat: &Pat| binders(pat).into_iter().next().is_some();
    match pat {
        Pat::Struct(pat) => {
            let fields = pat.fields.iter().filter(|field| takes(&field.pat));
            Some(fields.map(|field| field.member.to_token_stream().to_string()).collect())
        }
        Pat::Tuple(pat) => {
            let rest = pat.elems.iter().position(|elem| matches!(elem, Pat::Rest(_)));
            let known = |index: &usize| rest.is_none_or(|rest| *index < rest);
            let taken = (0..pat.elems.len()).filter(|index| takes(&pat.elems[*index]));
            taken.map(|index| known(&index).then(|| index.to_string())).collect()
        }
        _ => None,
    }
}

/// The pattern with other names for what is `kept`, in order, and without the rest.
fn renamed(pat: &Pat, kept: &dyn Fn(&PatIdent) -> bool) -> (Pat, Vec<Ident>) {
    struct Renamer<'a> {
        kept: &'a dyn Fn(&PatIdent) -> bool,
        locals: Vec<LocalId>,
        names: Vec<(LocalId, Ident)>,
    }
    impl VisitMut for Renamer<'_> {
        fn visit_pat_mut(&mut self, pat: &mut Pat) {
            visit_mut::visit_pat_mut(self, pat);
            let Pat::Ident(binder) = pat else { return };
            let Some((local, _)) = mark::read_mention(&binder.ident) else { return };
            if (self.kept)(binder) {
                let at = self.locals.iter().position(|known| *known == local).unwrap_or_default();
                let name = ident(&format!("bound_{at}"));
                if !self.names.iter().any(|(known, _)| *known == local) {
                    self.names.push((local, name.clone()));
                }
                binder.ident = name;
                if binder.by_ref.is_none() {
                    binder.mutability = None;
                }
            } else {
                *pat = syn::parse_quote!(_);
            }
        }
        fn visit_expr_mut(&mut self, _: &mut Expr) {}
    }
    let mut renamer = Renamer { kept, locals: bound(pat), names: Vec::new() };
    let mut pat = pat.clone();
    renamer.visit_pat_mut(&mut pat);
    renamer.names.sort_by_key(|(local, _)| renamer.locals.iter().position(|known| known == local));
    (pat, renamer.names.into_iter().map(|(_, name)| name).collect())
}

/// What the pattern binds, each as a pattern of its own.
fn binders(pat: &Pat) -> Vec<PatIdent> {
    struct Finder(Vec<PatIdent>);
    impl syn::visit::Visit<'_> for Finder {
        fn visit_pat_ident(&mut self, binder: &PatIdent) {
            let local = |binder: &PatIdent| mark::read_mention(&binder.ident).map(|(local, _)| local);
            if local(binder).is_some() && !self.0.iter().any(|known| local(known) == local(binder)) {
                let mutability = if binder.by_ref.is_none() { binder.mutability } else { None };
                let ident = binder.ident.clone();
                self.0.push(PatIdent { attrs: Vec::new(), by_ref: None, mutability, ident, subpat: None });
            }
            syn::visit::visit_pat_ident(self, binder);
        }
        fn visit_expr(&mut self, _: &Expr) {}
    }
    let mut finder = Finder(Vec::new());
    syn::visit::Visit::visit_pat(&mut finder, pat);
    finder.0
}

/// One alone, or several in parentheses.
fn list(items: impl Iterator<Item = TokenStream>) -> TokenStream {
    let items: Vec<TokenStream> = items.collect();
    match &items[..] {
        [one] => one.clone(),
        several => quote_spanned!(span()=> (#(#several),*)),
    }
}
