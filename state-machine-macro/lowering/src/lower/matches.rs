//! `match`: its arms, and what their patterns take.

use proc_macro2::Span;
use syn::{Arm as SourceArm, Attribute, Expr, ExprMatch, Pat};

use super::{
    binding::{self, Takes},
    builder::Lowerer,
    control::written,
    ending::Temporaries,
    guards::has_cut_guard,
    statement::Dest,
    tear::{bare, takes_and_leaves, takes_in_place, takes_part},
};
use crate::model::{
    graph::{Arm, End, Entry, LabelKind, Step},
    ids::{BlockId, LocalId},
    local::LocalKind,
    mark,
};
use crate::syntax::values::{is_value, leaves_rest};

impl Lowerer<'_> {
    pub(super) fn match_(&mut self, expr: ExprMatch, dest: Dest) {
        if has_cut_guard(&expr) {
            return self.match_with_guards(expr, dest);
        }
        let ExprMatch { mut attrs, expr: scrutinee, arms, match_token, .. } = expr;
        let is_parted = mark::is_parted(&attrs);
        attrs.retain(|attr| !mark::is_parted(std::slice::from_ref(attr)));
        let mut scrutinee = self.lower_waiting(*scrutinee);
        self.name_matched(&mut scrutinee, &pats(&arms));
        self.lift_scrutinee(&mut scrutinee);
        let outlives = is_parted || self.outlives_block(&scrutinee);
        let takes = match outlives {
            true => takes_and_leaves(&arms) || takes_in_place(&arms) || leaves_all(&arms),
            false => takes_part(&arms),
        };
        if leaves_rest(&scrutinee) && takes {
            scrutinee = self.keep_scrutinee(scrutinee);
        } else if is_value(&scrutinee) && arms.iter().any(|arm| binding::binds_by_reference(&arm.pat)) {
            scrutinee = self.fill("scrutinee", scrutinee);
        }
        let join = self.new_block(Entry::Label(LabelKind::Join("match")));
        self.arms(match_token.span, attrs, scrutinee, arms, &dest, join, None);
        self.start(join);
    }

    /// Matches, and leads to `join` behind each arm; what no arm takes leads to `next`, if there is one.
    #[allow(clippy::too_many_arguments, reason = "the parts of a `match`, and where its arms lead")]
    pub fn arms(
        &mut self,
        span: Span,
        attrs: Vec<Attribute>,
        scrutinee: Expr,
        mut arms: Vec<SourceArm>,
        dest: &Dest,
        join: BlockId,
        next: Option<BlockId>,
    ) {
        if let Some(torn) = self.torn_by(&scrutinee, &arms) {
            return self.torn_arms(span, &torn, arms, dest, join, next);
        }
        let keep_rest = leaves_rest(&scrutinee);
        let matched =
            moved_scrutinee(&scrutinee, &arms).filter(|local| self.graph.local(*local).kind != LocalKind::Carry);
        // Patterns go through a reference.
        let matched = matched.filter(|local| names_all(&arms) || !self.graph.references.contains(local));
        arms.extend(next.map(|_| -> SourceArm { syn::parse_quote!(_ => {}) }));
        let blocks: Vec<BlockId> = arms.iter().map(|_| self.new_block(Entry::Branch)).collect();
        let fallback = next.and_then(|next| Some((*blocks.last()?, next)));
        let lowered: Vec<_> =
            arms.into_iter().zip(blocks).map(|(arm, block)| self.arm(arm, block, keep_rest, matched)).collect();
        let (mut arms, mut bodies) = (Vec::new(), Vec::new());
        for (arm, body, put_back) in lowered {
            bodies.push((arm.block, binding::declared(&self.graph, &arm.pat), body, put_back));
            arms.push(arm);
        }
        self.end(End::Match { span, attrs, scrutinee, arms });
        for (block, bound, body, put_back) in bodies {
            self.start(block);
            let next = fallback.filter(|(fallback, _)| *fallback == block).map(|(_, next)| next);
            self.scoped(|this| {
                this.bind(bound);
                if let Some((matched, rest)) = put_back {
                    this.put_back(matched, rest);
                }
                if next.is_none() {
                    this.temporaries = Temporaries::default();
                    this.lower_into(body, dest.again());
                }
                this.end_temporaries();
            });
            self.end(End::Goto(next.unwrap_or(join)));
        }
    }

    /// An arm and its body. `matched` is the local that the other arms move out of.
    pub(super) fn arm(
        &mut self,
        arm: SourceArm,
        block: BlockId,
        keep_rest: bool,
        matched: Option<LocalId>,
    ) -> (Arm, Expr, Option<(LocalId, LocalId)>) {
        let (mut pat, guard) = match arm.pat {
            Pat::Guard(guarded) => (*guarded.pat, Some(*guarded.guard)),
            pat => (pat, None),
        };
        let mut put_back = None;
        if keep_rest {
            self.keep_rest(&mut pat);
        } else if let Some(matched) = matched {
            match binding::takes(&pat) {
                Takes::Nothing => put_back = Some((matched, self.keep_all(&mut pat))),
                _ => self.keep_rest(&mut pat),
            }
        }
        let guard = guard.map(|guard| self.without_jumps(guard));
        let written = written(&arm.body);
        (Arm { attrs: arm.attrs, pat, guard, written, block }, *arm.body, put_back)
    }

    // In an arm that binds nothing the matched local keeps its value.
    //
    // From: `match x { Some(y) => .., None => body }`
    // Into: `match x { Some(y) => .., rest @ None => { x = rest; body } }`
    pub(super) fn put_back(&mut self, matched: LocalId, rest: LocalId) {
        self.graph.put_back.insert(rest, matched);
        let (matched, rest) = (self.mention(matched), self.mention(rest));
        self.step(Step::Verbatim(syn::parse_quote!(#matched = #rest;)));
    }
}

/// Is one of the patterns a name for all that is matched?
fn names_all(arms: &[SourceArm]) -> bool {
    pats(arms).into_iter().any(|pat| matches!(pat, Pat::Ident(_)) && binding::takes(pat) != Takes::Nothing)
}

/// The patterns of the arms, without their guards.
pub(super) fn pats(arms: &[SourceArm]) -> Vec<&Pat> {
    arms.iter().map(|arm| bare(&arm.pat)).collect()
}

/// Do the arms leave what they match where it is, and is it no number, which nobody has to drop?
fn leaves_all(arms: &[SourceArm]) -> bool {
    let is_left =
        |arm: &SourceArm| !binding::binds_by_value(&arm.pat) && !matches!(arm.pat, Pat::Lit(_) | Pat::Range(_));
    arms.iter().all(is_left)
}

/// `x` and the pattern of `if let PAT = x`, where the pattern moves all of it.
pub(super) fn moved_by_if_let(cond: &Expr) -> Option<(&Expr, &Pat)> {
    let Expr::Let(cond) = cond else { return None };
    mark::read_mention_expr(&cond.expr)?;
    let moves = binding::takes(&cond.pat) != Takes::Nothing && !binding::binds_by_reference(&cond.pat);
    moves.then_some((&cond.expr, &cond.pat))
}

/// The local that is matched by name, if some arms move all of it and the others nothing.
pub fn moved_scrutinee(scrutinee: &Expr, arms: &[SourceArm]) -> Option<LocalId> {
    let (local, _) = mark::read_mention_expr(scrutinee)?;
    let by_reference = arms.iter().any(|arm| binding::binds_by_reference(&arm.pat));
    let moves = arms.iter().any(|arm| binding::takes(&arm.pat) != Takes::Nothing);
    (moves && !by_reference).then_some(local)
}
