//! Can two parts of a value be gone at the same time?

use syn::{Member, Pat, Path};

use super::elements::overlap;
use crate::{
    lower::binds_by_value,
    model::{
        graph::{Part, Taken},
        mark,
    },
    syntax::members::{Members, members},
};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Relation {
    /// They can: they are in different fields.
    Apart,
    /// Never: one is in the other.
    Never,
    /// If they are parts of a struct. If they are parts of an enum, rustc has seen to it that they are not.
    Unsure,
}

/// Can one be gone together with the other? What is in a box is in it as a field is.
pub fn relation(a: &Part, b: &Part) -> Relation {
    let [a, b] = [a, b].map(|part| Part { of: mark::fields_of(&part.of), taken: part.taken.clone() });
    between(&a, &b)
}

fn between(a: &Part, b: &Part) -> Relation {
    let shared = a.of.iter().zip(&b.of).take_while(|(a, b)| a == b).count();
    if shared < a.of.len().min(b.of.len()) {
        return Relation::Apart;
    }
    match (&a.taken, &b.taken) {
        (Taken::Others { but, .. }, _) if a.of.len() == shared => beside(but, &b.taken, &b.of[shared..]),
        (_, Taken::Others { but, .. }) if b.of.len() == shared => beside(but, &a.taken, &a.of[shared..]),
        (Taken::Bound { .. }, Taken::Others { .. }) | (Taken::Others { .. }, Taken::Bound { .. }) => Relation::Apart,
        (Taken::All, _) if a.of.len() == shared => Relation::Never,
        (_, Taken::All) if b.of.len() == shared => Relation::Never,
        (Taken::Bound { pat, .. }, Taken::All) => field(pat, &b.of[shared..], None),
        (Taken::All, Taken::Bound { pat, .. }) => field(pat, &a.of[shared..], None),
        (Taken::Bound { pat, always, site }, Taken::Bound { pat: other, always: always_too, site: other_site }) => {
            // Of the arms of a `match` one is chosen.
            if site.is_some() && site == other_site {
                return Relation::Never;
            }
            let is_struct = *always || *always_too;
            match (&a.of[shared..], &b.of[shared..]) {
                ([], []) => patterns(pat, other, is_struct),
                ([], inside) => field(pat, inside, Some((other, is_struct))),
                (inside, _) => field(other, inside, Some((pat, is_struct))),
            }
        }
        (Taken::All, _) | (Taken::Others { .. }, _) => Relation::Never,
    }
}

/// Where all fields are gone but these, and some of them may be gone.
fn beside(but: &[Member], taken: &Taken, of: &[Member]) -> Relation {
    let shares = match (of.first(), taken) {
        (Some(member), _) if !but.contains(member) => return Relation::Never,
        (None, Taken::All) => return Relation::Never,
        (None, Taken::Others { but: other, .. }) if but == other => return Relation::Never,
        (None, Taken::Others { .. }) => true,
        (None, Taken::Bound { pat, .. }) => match members(pat) {
            Members::Some(_, fields) => fields.iter().any(|(name, pat)| !but.contains(name) && binds_by_value(pat)),
            Members::All | Members::Unknown => false,
        },
        (Some(_), _) => false,
    };
    // What both take, is copied if both are gone.
    if shares { Relation::Unsure } else { Relation::Apart }
}

/// What a pattern takes, beside a field that is gone as a whole, or of which another pattern takes something.
fn field(pat: &Pat, of: &[Member], other: Option<(&Pat, bool)>) -> Relation {
    let Some((member, inner)) = of.split_first() else {
        return match other {
            Some((other, is_struct)) => patterns(pat, other, is_struct),
            None if binds_by_value(pat) => Relation::Never,
            None => Relation::Apart,
        };
    };
    match members(pat) {
        _ if !binds_by_value(pat) => Relation::Apart,
        Members::All => Relation::Never,
        Members::Some(_, fields) => match fields.iter().find(|(name, _)| name == member) {
            Some((_, pat)) => field(pat, inner, other),
            None => Relation::Apart,
        },
        Members::Unknown => Relation::Unsure,
    }
}

fn patterns(a: &Pat, b: &Pat, is_struct: bool) -> Relation {
    match (binds_by_value(a), binds_by_value(b)) {
        (false, false) => return Relation::Apart,
        (true, true) => {}
        // Where something is gone, rustc does not let one ask what was there.
        (takes, _) => {
            let other = if takes { b } else { a };
            return if tests(other) && !is_struct { Relation::Unsure } else { Relation::Apart };
        }
    }
    if let (Pat::Slice(a), Pat::Slice(b)) = (a, b)
        && overlap(a, b)
    {
        return Relation::Never;
    }
    match (members(a), members(b)) {
        // What both bind, is copied if both are gone.
        (Members::All, _) | (_, Members::All) => Relation::Unsure,
        (Members::Some(path, fields), Members::Some(other, others)) if is_struct || same(path, other) => {
            let is_struct = is_struct || path.is_none();
            let both = fields.iter().flat_map(|(name, a)| {
                others.iter().filter(move |(other, _)| other == name).map(move |(_, b)| patterns(a, b, is_struct))
            });
            let both: Vec<Relation> = both.collect();
            match (both.contains(&Relation::Never), both.contains(&Relation::Unsure) || !is_struct) {
                (true, _) => Relation::Never,
                (false, true) => Relation::Unsure,
                (false, false) => Relation::Apart,
            }
        }
        // If they should overlap, rustc says so.
        _ if is_struct => Relation::Apart,
        _ => Relation::Unsure,
    }
}

/// Does the pattern tell one value from another?
fn tests(pat: &Pat) -> bool {
    !matches!(pat, Pat::Wild(_) | Pat::Rest(_) | Pat::Ident(_))
}

/// Do two paths name the same struct or variant, as far as their last words tell?
fn same(a: Option<&Path>, b: Option<&Path>) -> bool {
    let last = |path: Option<&Path>| path.and_then(|path| path.segments.last()).map(|last| last.ident.to_string());
    last(a) == last(b)
}

/// One part that is what both are: a pattern that binds what both bind, in different fields of the same struct or variant; or all
/// fields but those that both leave.
pub fn merged(a: &Part, b: &Part) -> Option<Part> {
    if a.of == b.of
        && let Some((path, but)) = left_by_both(&a.taken, &b.taken).or_else(|| left_by_both(&b.taken, &a.taken))
    {
        return Some(Part { of: a.of.clone(), taken: Taken::Others { path, but } });
    }
    let (Taken::Bound { pat, .. }, Taken::Bound { pat: other, .. }) = (&a.taken, &b.taken) else { return None };
    let pat = (a.of == b.of).then(|| merge(pat, other))??;
    Some(Part { of: a.of.clone(), taken: Taken::Bound { pat: Box::new(pat), always: false, site: None } })
}

/// The fields that are left where all are gone `but` these, and another part as well.
fn left_by_both(others: &Taken, other: &Taken) -> Option<(Path, Vec<Member>)> {
    let Taken::Others { path, but } = others else { return None };
    let is_left = |member: &&Member| match other {
        Taken::Others { but, .. } => Some(but.contains(member)),
        Taken::Bound { pat, .. } => match members(pat) {
            Members::Some(_, fields) => match fields.iter().find(|(name, _)| name == *member) {
                Some((_, Pat::Ident(bound))) if bound.by_ref.is_none() && bound.subpat.is_none() => Some(false),
                Some((_, pat)) => (!binds_by_value(pat)).then_some(true),
                None => Some(true),
            },
            Members::All | Members::Unknown => None,
        },
        Taken::All => None,
    };
    let mut left = Vec::new();
    for member in but {
        left.extend(is_left(&member)?.then(|| member.clone()));
    }
    Some((path.clone(), left))
}

fn merge(a: &Pat, b: &Pat) -> Option<Pat> {
    match (a, b) {
        (Pat::Wild(_), other) | (other, Pat::Wild(_)) => return Some(other.clone()),
        (Pat::Ident(_), whole) | (whole, Pat::Ident(_)) if !binds_by_value(whole) => return Some(a.clone()),
        (Pat::Ident(_), _) => return Some(a.clone()),
        (_, Pat::Ident(_)) => return Some(b.clone()),
        _ => {}
    }
    let (Members::Some(path, mut fields), Members::Some(other, others)) = (members(a), members(b)) else { return None };
    if !same(path, other) {
        return None;
    }
    let mut owned: Vec<(Member, Pat)> = fields.drain(..).map(|(name, pat)| (name, pat.clone())).collect();
    for (name, pat) in others {
        match owned.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = merge(known, pat)?,
            None => owned.push((name, pat.clone())),
        }
    }
    let Some(path) = path else {
        owned.sort_by_key(|(name, _)| if let Member::Unnamed(index) = name { index.index } else { 0 });
        let elems = owned.into_iter().map(|(_, pat)| pat);
        return Some(syn::parse_quote!((#(#elems,)* ..)));
    };
    // Fields of a tuple struct have names, too: their numbers.
    let fields = owned.into_iter().map(|(name, pat)| quote::quote!(#name: #pat));
    Some(syn::parse_quote!(#path { #(#fields,)* .. }))
}
