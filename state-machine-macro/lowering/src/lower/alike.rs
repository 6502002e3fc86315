//! Patterns that take the same of the same local, at several places: what is gone then is one part.

use quote::{ToTokens, format_ident};
use syn::{
    Pat, PatIdent,
    visit_mut::{self, VisitMut},
};

use super::binding::bound;
use crate::model::{
    graph::{Part, Taken},
    ids::{LocalId, PartId},
    mark,
};

/// The number of the part: that of one that is alike, or a new one.
pub fn number(parts: &mut Vec<Part>, part: Part) -> PartId {
    match parts.iter().position(|known| are_alike(known, &part)) {
        Some(known) => {
            forget_site(&mut parts[known], &part);
            PartId::new(known)
        }
        None => {
            parts.push(part);
            PartId::new(parts.len() - 1)
        }
    }
}

/// Of boxes rustc is asked pattern by pattern.
fn are_alike(known: &Part, part: &Part) -> bool {
    let (Taken::Bound { pat, always, .. }, Taken::Bound { pat: other, always: other_always, .. }) =
        (&known.taken, &part.taken)
    else {
        return false;
    };
    let is_asked = part.of.iter().any(mark::is_pointed_to);
    !is_asked && known.of == part.of && always == other_always && text(pat) == text(other)
}

/// Those at one place are never taken together. Those at several places may be.
fn forget_site(known: &mut Part, part: &Part) {
    if let (Taken::Bound { site, .. }, Taken::Bound { site: other, .. }) = (&mut known.taken, &part.taken)
        && site != other
    {
        *site = None;
    }
}

/// The pattern, whatever the names are that it binds.
fn text(pat: &Pat) -> String {
    let mut pat = pat.clone();
    Nameless { locals: bound(&pat) }.visit_pat_mut(&mut pat);
    pat.to_token_stream().to_string()
}

struct Nameless {
    locals: Vec<LocalId>,
}

impl VisitMut for Nameless {
    fn visit_pat_ident_mut(&mut self, binder: &mut PatIdent) {
        if let Some((local, _)) = mark::read_mention(&binder.ident) {
            let at = self.locals.iter().position(|known| *known == local);
            binder.ident = format_ident!("bound_{}", at.unwrap_or_default());
            binder.mutability = None;
        }
        visit_mut::visit_pat_ident_mut(self, binder);
    }

    fn visit_expr_mut(&mut self, _: &mut syn::Expr) {}
}
