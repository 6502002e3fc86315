//! Elements of an array that two patterns take.

use syn::{Pat, PatIdent, PatSlice};

use crate::lower::binds_by_value;

/// Where in an array something lies.
#[derive(Clone, Copy)]
enum Place {
    /// That many elements lie before it.
    Front(usize),
    /// That many lie behind it.
    Back(usize),
    /// All that lies between so many in front and so many behind.
    Between(usize, usize),
}

/// Do both take one element as a whole, for certain? Then they are never gone together, but for copies, which nobody drops.
pub fn overlap(a: &PatSlice, b: &PatSlice) -> bool {
    let length = length(a).or_else(|| length(b));
    let others = taken(b, length);
    taken(a, length).iter().any(|a| others.iter().any(|b| meet(*a, *b, length)))
}

/// How many elements there are, if the pattern tells.
fn length(pat: &PatSlice) -> Option<usize> {
    rest(pat).is_none().then_some(pat.elems.len())
}

fn rest(pat: &PatSlice) -> Option<usize> {
    pat.elems.iter().position(is_rest)
}

/// `..`, `name @ ..`
fn is_rest(pat: &Pat) -> bool {
    match pat {
        Pat::Rest(_) => true,
        Pat::Ident(PatIdent { subpat: Some((_, subpat)), .. }) => matches!(**subpat, Pat::Rest(_)),
        _ => false,
    }
}

/// What it binds to a name by value. If the length is known, all places are counted from the front.
fn taken(pat: &PatSlice, length: Option<usize>) -> Vec<Place> {
    let (count, rest) = (pat.elems.len(), rest(pat));
    // A name may also be that of a constant or of a unit variant.
    let is_whole = |pat: &Pat| matches!(pat, Pat::Ident(PatIdent { by_ref: None, .. })) && binds_by_value(pat);
    let places = pat.elems.iter().enumerate().filter(|(_, elem)| is_whole(elem)).map(|(at, _)| match (rest, length) {
        (Some(rest), _) if at == rest => Place::Between(at, count - at - 1),
        (Some(rest), Some(length)) if at > rest => Place::Front((length + at).saturating_sub(count)),
        (Some(rest), None) if at > rest => Place::Back(count - at - 1),
        _ => Place::Front(at),
    });
    places.collect()
}

fn meet(a: Place, b: Place, length: Option<usize>) -> bool {
    use Place::{Back, Between, Front};
    match (a, b, length) {
        (Front(a), Front(b), _) | (Back(a), Back(b), None) => a == b,
        (Between(front, back), Front(at), Some(length)) | (Front(at), Between(front, back), Some(length)) => {
            at >= front && at + back < length
        }
        (Between(front, back), Between(first, last), Some(length)) => front.max(first) + back.max(last) < length,
        (Between(front, 0), Front(at), None) | (Front(at), Between(front, 0), None) => at >= front,
        (Between(0, back), Back(at), None) | (Back(at), Between(0, back), None) => at >= back,
        // It depends on how many elements there are.
        _ => false,
    }
}
