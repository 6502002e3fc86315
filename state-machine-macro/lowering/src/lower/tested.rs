//! Conditions one by one: of chains, and of loops.

use proc_macro2::Span;
use syn::{Expr, Pat};

use super::{binding, builder::Lowerer, matches::moved_by_if_let, tear::Torn};
use crate::model::{
    graph::{End, Entry},
    ids::{BlockId, LocalId},
    local::LocalKind,
    mark,
};

/// Where a condition leads.
pub struct Tested {
    pub holds: BlockId,
    /// What its pattern has bound there.
    pub bound: Vec<LocalId>,
    pub torn: Option<(Torn, Pat)>,
    pub fails: BlockId,
    /// What goes back to its place there.
    pub left: Option<Left>,
}

/// What a pattern has not matched: a local, and the name that it has in between.
pub struct Left {
    bound: Vec<LocalId>,
    matched: LocalId,
    rest: LocalId,
}

impl Lowerer<'_> {
    /// Ends the block by a condition.
    pub fn test(&mut self, span: Span, mut cond: Expr) -> Tested {
        let torn = self.tear_let(&mut cond).or_else(|| self.tear_local(&mut cond));
        let (holds, fails) = (self.new_block(Entry::Branch), self.new_block(Entry::Branch));
        if let Some((bound, left)) = self.test_local(span, &cond, holds, fails) {
            return Tested { holds, bound, torn, fails, left: Some(left) };
        }
        let (bound, cond) = self.bind_condition(cond);
        self.end(End::If { span, cond, then: holds, otherwise: fails });
        Tested { holds, bound, torn, fails, left: None }
    }

    // Where a pattern that takes a local does not match, that keeps its value.
    //
    // From: `while let Some(y) = x { body }`
    // Into: `loop { match x { Some(y) => body, rest => { x = rest; break } } }`
    fn test_local(&mut self, span: Span, cond: &Expr, holds: BlockId, fails: BlockId) -> Option<(Vec<LocalId>, Left)> {
        let (matched, scrutinee, pat) = self.taken_local(cond)?;
        let (taken, ..) = self.arm(syn::parse_quote!(#pat => {}), holds, false, Some(matched));
        let (other, _, put_back) = self.arm(syn::parse_quote!(_ => {}), fails, false, Some(matched));
        let [bound, left] = [&taken, &other].map(|arm| binding::declared(&self.graph, &arm.pat));
        let (matched, rest) = put_back?;
        let scrutinee = scrutinee.clone();
        self.end(End::Match { span, attrs: Vec::new(), scrutinee, arms: vec![taken, other] });
        Some((bound, Left { bound: left, matched, rest }))
    }

    /// The local that a `let` looks into, and takes where its pattern matches.
    pub fn taken_local<'a>(&self, cond: &'a Expr) -> Option<(LocalId, &'a Expr, &'a Pat)> {
        let (scrutinee, pat) = moved_by_if_let(cond).filter(|(_, pat)| !matches!(pat, Pat::Ident(_)))?;
        let (local, _) = mark::read_mention_expr(scrutinee)?;
        // Patterns go through a reference.
        let stays = [&self.graph.references, &self.graph.plain, &self.graph.copies];
        let may_go = self.graph.local(local).kind != LocalKind::Carry && !stays.iter().any(|set| set.contains(&local));
        may_go.then_some((local, scrutinee, pat))
    }

    /// Where the condition does not hold.
    pub fn leave(&mut self, left: Option<Left>) {
        if let Some(Left { bound, matched, rest }) = left {
            self.scoped(|this| {
                this.bind(bound);
                this.put_back(matched, rest);
            });
        }
    }
}
