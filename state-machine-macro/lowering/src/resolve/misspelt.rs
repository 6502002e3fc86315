//! Names that mean nothing as far as can be seen. If one does not, rustc advises a local with a similar name, should one be in
//! scope. In the machine it might not be, or under another name, and rustc would say the rest once more.

use proc_macro2::Ident;
use syn::{Expr, ExprPath, parse_quote_spanned};

use super::{Resolver, key};

impl Resolver<'_> {
    /// Is it a name that is none of a local? That no macro has brought it along is looked at here, as for any other.
    pub(super) fn is_unknown(&self, expr: &Expr) -> bool {
        let Expr::Path(ExprPath { qself: None, path, .. }) = expr else { return false };
        let unknown = path.get_ident().filter(|ident| self.free.is_none() && self.lookup(&key(ident)).is_none());
        unknown.inspect(|ident| self.check_origin(ident)).is_some()
    }

    // It may be a static, which is a place.
    //
    // From: `bufer`, where there is a local `buffer`
    // Into: `(*{ let buffer = (); &bufer })`
    pub(super) fn beside_similar(&self, ident: &Ident) -> Option<Expr> {
        let names = self.similar(ident);
        (!names.is_empty()).then(|| parse_quote_spanned!(ident.span()=> (*{ #(let #names = ();)* &#ident })))
    }

    /// Names of locals that are in scope.
    pub(super) fn similar(&self, ident: &Ident) -> Vec<Ident> {
        let text = ident.to_string();
        if self.free.is_some() || text == "self" || !self.may_be_outside(ident) {
            return Vec::new();
        }
        let locals = self.scopes.iter().flat_map(|names| names.values().flatten());
        let names = locals.map(|local| self.graph.local(*local).ident.to_string());
        let similar = names.filter(|name| name != "self" && is_similar(name, &text));
        let mut names: Vec<Ident> = similar.map(|name| Ident::new(&name, ident.span())).collect();
        names.sort();
        names.dedup();
        names
    }
}

/// As far as rustc calls names similar: a third of the letters may be others.
fn is_similar(name: &str, written: &str) -> bool {
    let is_word = !name.starts_with("r#") && name != "_";
    is_word && distance(name, written) <= name.chars().count().max(written.chars().count()).max(3) / 3
}

/// How many letters have to be put in, left out, replaced or swapped.
fn distance(from: &str, into: &str) -> usize {
    let (from, into): (Vec<char>, Vec<char>) = (from.chars().collect(), into.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=into.len()).collect()];
    for at in 1..=from.len() {
        let mut row = vec![at];
        for to in 1..=into.len() {
            let is_other = usize::from(from[at - 1] != into[to - 1]);
            let mut least = (rows[at - 1][to] + 1).min(row[to - 1] + 1).min(rows[at - 1][to - 1] + is_other);
            if at > 1 && to > 1 && from[at - 1] == into[to - 2] && from[at - 2] == into[to - 1] {
                least = least.min(rows[at - 2][to - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[from.len()][into.len()]
}
