//! Patterns of structs and tuples, field by field.

use syn::{Member, Pat, Path, Token, punctuated::Punctuated};

/// What a pattern says of the fields of a value.
pub enum Members<'p> {
    /// It binds the value as a whole.
    All,
    /// Of these something. The path of a struct or a variant stands before them.
    Some(Option<&'p Path>, Vec<(Member, &'p Pat)>),
    Unknown,
}

pub fn members(pat: &Pat) -> Members<'_> {
    match pat {
        Pat::Ident(_) => Members::All,
        Pat::Paren(pat) => members(&pat.pat),
        Pat::Type(pat) => members(&pat.pat),
        Pat::Struct(pat) => {
            Members::Some(Some(&pat.path), pat.fields.iter().map(|field| (field.member.clone(), &*field.pat)).collect())
        }
        Pat::TupleStruct(pat) => {
            numbered(&pat.elems).map_or(Members::Unknown, |all| Members::Some(Some(&pat.path), all))
        }
        Pat::Tuple(pat) => numbered(&pat.elems).map_or(Members::Unknown, |all| Members::Some(None, all)),
        _ => Members::Unknown,
    }
}

/// The elements by number, if what stands behind `..` is nothing.
fn numbered(elems: &Punctuated<Pat, Token![,]>) -> Option<Vec<(Member, &Pat)>> {
    let rest = elems.iter().position(|elem| matches!(elem, Pat::Rest(_))).unwrap_or(elems.len());
    (rest + 1 >= elems.len()).then(|| elems.iter().take(rest).enumerate().map(|(at, pat)| (at.into(), pat)).collect())
}

/// The fields that patterns look into, or bind. `None`: they bind all of it, or one cannot tell.
pub fn looked_into(pats: &[&Pat]) -> Option<Vec<Vec<Member>>> {
    let mut found = Vec::new();
    pats.iter().all(|pat| look(pat, &[], &mut found)).then_some(found)
}

fn look(pat: &Pat, of: &[Member], found: &mut Vec<Vec<Member>>) -> bool {
    match members(pat) {
        _ if matches!(pat, Pat::Wild(_)) => true,
        Members::Some(_, fields) => {
            fields.iter().all(|(name, pat)| look(pat, &[of, std::slice::from_ref(name)].concat(), found))
        }
        Members::All | Members::Unknown if of.is_empty() => false,
        Members::All | Members::Unknown => {
            found.push(of.to_vec());
            true
        }
    }
}
