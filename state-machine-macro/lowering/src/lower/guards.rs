//! `match` with guards that await, or that bind something.
//!
//! While a guard waits, nothing has been moved out of the value: the guard looks at what the pattern binds where it is,
//! and the pattern binds it when the guard holds.

use std::collections::HashMap;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Arm, Expr, ExprMatch, Pat, PatIdent, parse_quote,
    visit_mut::{self, VisitMut},
};

use super::{binding, builder::Lowerer, matches::pats, operands::is_plain_place, statement::Dest};
use crate::{
    model::{
        graph::{End, Entry, LabelKind, Let, Step},
        ids::{BlockId, LocalId},
        local::LocalKind,
        mark,
    },
    syntax::{
        awaits,
        values::{has_let, is_value, leaves_rest},
    },
};

/// Does a guard of the `match` await, or bind something?
pub fn has_cut_guard(expr: &ExprMatch) -> bool {
    expr.arms.iter().any(|arm| cut_guard(arm).is_some())
}

fn cut_guard(arm: &Arm) -> Option<(&Pat, &Expr)> {
    match &arm.pat {
        Pat::Guard(guarded) if awaits::in_expr(&guarded.guard) || has_let(&guarded.guard) => {
            Some((&guarded.pat, &guarded.guard))
        }
        _ => None,
    }
}

impl Lowerer<'_> {
    // From: `match x { A => a, B(y) if check(&y).await => b, C => c }`
    // Into: `match x { A => a, _ => goto first };
    //        first: if <x is B(y)> { let y = <its place>; if check(&*y).await { let B(y) = x; b } else { goto second } };
    //        second: match x { C => c }`
    pub fn match_with_guards(&mut self, expr: ExprMatch, dest: Dest) {
        let ExprMatch { mut attrs, expr: scrutinee, arms, match_token, .. } = expr;
        attrs.retain(|attr| !mark::is_parted(std::slice::from_ref(attr)));
        let place = self.scrutinee_place(*scrutinee, &arms);
        let join = self.new_block(Entry::Label(LabelKind::Join("match")));
        let mut plain = Vec::new();
        for arm in arms {
            let Some((pat, guard)) = cut_guard(&arm) else {
                plain.push(arm);
                continue;
            };
            if !plain.is_empty() {
                let next = self.new_block(Entry::Label(LabelKind::Join("arms before")));
                let place = self.again(&place);
                self.arms(match_token.span, attrs.clone(), place, std::mem::take(&mut plain), &dest, join, Some(next));
                self.start(next);
            }
            let next = self.new_block(Entry::Label(LabelKind::Join("arm before")));
            self.guarded_arm(&place, (pat.clone(), guard.clone()), *arm.body, (&dest, join), next);
            self.start(next);
        }
        let place = self.again(&place);
        plain.push(parse_quote!(_ => ::core::unreachable!()));
        self.arms(match_token.span, attrs, place, plain, &dest, join, None);
        self.start(join);
    }

    /// What is matched, as a place that can be looked at again and again.
    fn scrutinee_place(&mut self, scrutinee: Expr, arms: &[Arm]) -> Expr {
        let mut scrutinee = self.lower_waiting(scrutinee);
        self.name_matched(&mut scrutinee, &pats(arms));
        self.lift_scrutinee(&mut scrutinee);
        if is_plain_place(&scrutinee) && !is_value(&scrutinee) {
            return scrutinee;
        }
        if leaves_rest(&scrutinee) || is_value(&scrutinee) {
            return self.keep_scrutinee(scrutinee);
        }
        let unique = arms.iter().any(|arm| binding::binds_uniquely(&arm.pat));
        let mutable = unique.then(<syn::Token![mut]>::default);
        let reference = self.keep_scrutinee(parse_quote!(&#mutable #scrutinee));
        parse_quote!((*#reference))
    }

    // A guard is tried for each alternative.
    //
    // From: `A(x) | B(x) if check(x).await => body`
    // Into: `if <A(x)> && check(x).await { let A(x) = value; goto body }; if <B(x)> .. { let B(x) = value; goto body }`
    fn guarded_arm(
        &mut self,
        place: &Expr,
        (pat, guard): (Pat, Expr),
        body: Expr,
        (dest, join): (&Dest, BlockId),
        next: BlockId,
    ) {
        let binds = has_let(&guard);
        let alternatives: Vec<Pat> = match pat {
            Pat::Or(or) if !binds => or.cases.into_iter().collect(),
            pat => vec![pat],
        };
        let outer = self.open_until_jump();
        let (count, bodies) = (alternatives.len(), self.new_block(Entry::Label(LabelKind::Join("guard"))));
        for (index, pat) in alternatives.into_iter().enumerate() {
            let is_last = index + 1 == count;
            let fails = if is_last { next } else { self.new_block(Entry::Label(LabelKind::Join("alternative"))) };
            let guard = if is_last { guard.clone() } else { self.again(&guard) };
            let (test, guard) = self.look(place, &pat, guard);
            self.unless(test, Vec::new(), fails);
            let (pat, later) = if binds { self.bind_later(pat) } else { (pat, Vec::new()) };
            self.unless_it_holds(guard, fails);
            let value = self.again(place);
            self.bind_matched(pat, value);
            later.into_iter().for_each(|bound| self.step(bound));
            if count > 1 {
                self.end(End::Goto(bodies));
                self.start(if is_last { bodies } else { fails });
            }
        }
        self.whole_statement(|this| this.lower_into(body, dest.again()));
        // Those of a `let` in the guard end with the scope, after what it binds.
        if !binds {
            self.end_temporaries();
        }
        self.end(End::Goto(join));
        self.close_by_jump(outer);
    }

    /// Goes on if the guard holds, and else to `next`.
    fn unless_it_holds(&mut self, guard: Expr, next: BlockId) {
        if has_let(&guard) {
            return self.chain(guard, next);
        }
        let (cond, ended) = self.condition(guard);
        self.unless(cond, ended, next);
    }

    // What a guard binds is dropped before what its pattern binds, which gets its value later. Gives the statements that do that.
    //
    // From: `Some(x)`
    // Into: `let x;`, `Some(matched)`, and `x = matched;`
    fn bind_later(&mut self, mut pat: Pat) -> (Pat, Vec<Step>) {
        let scope = self.scope();
        self.own_bindings(&pat, scope);
        let mut later = Vec::new();
        let mut inner = HashMap::new();
        for (index, local) in binding::bound(&pat).into_iter().enumerate() {
            let hidden = self.hidden(&format!("matched_{index}"), LocalKind::Temporary, Span::mixed_site());
            self.step(Step::Declare(local));
            let (bound, value) = (self.mention(local), self.mention(hidden));
            later.push(Step::Verbatim(parse_quote!(#bound = #value;)));
            inner.insert(local, self.mark(hidden));
        }
        Renamed { names: &inner }.visit_pat_mut(&mut pat);
        (pat, later)
    }

    // From: `PAT`, which is known to match
    // Into: `let PAT = value else { unreachable!() };`
    fn bind_matched(&mut self, mut pat: Pat, value: Expr) {
        if let Some(torn) = self.tearable(&value, 1) {
            return self.bind_part(&torn, pat);
        }
        let scope = self.scope();
        if mark::read_mention_expr(&value).is_some()
            && !binding::binds_by_reference(&pat)
            && binding::takes(&pat) == binding::Takes::Part
        {
            self.keep_rest(&mut pat);
        }
        self.own_bindings(&pat, scope);
        let diverge = Some(parse_quote!({ ::core::unreachable!() }));
        self.step(Step::Let(Box::new(Let { attrs: Vec::new(), pat, ty: None, init: value, diverge, ends: None })));
    }

    /// Goes on if the condition holds, and else to `next`; on both ways the temporaries of the condition end.
    fn unless(&mut self, cond: Expr, ended: Vec<LocalId>, next: BlockId) {
        let (holds, fails) = (self.new_block(Entry::Branch), self.new_block(Entry::Branch));
        self.end(End::If { span: Span::mixed_site(), cond, then: holds, otherwise: fails });
        self.start(fails);
        ended.iter().for_each(|temporary| self.step(Step::Drop(*temporary)));
        self.end(End::Goto(next));
        self.start(holds);
        ended.iter().for_each(|temporary| self.step(Step::Drop(*temporary)));
    }

    // A name in a guard means the place of what the pattern will bind. What comes after a `break` is not checked for
    // moves, so that nothing is moved here.
    //
    // From: `B(y)`, `check(&y).await`
    // Into: `'found: { match x { B(bound) if { seen.see(&x, &bound); break 'found true } => {} _ => {} } false }`,
    //       `check(&*seen).await`
    fn look(&mut self, place: &Expr, pat: &Pat, guard: Expr) -> (Expr, Expr) {
        let krate = self.krate();
        let named: Vec<LocalId> = mark::mentions(guard.to_token_stream()).into_iter().map(|(local, _)| local).collect();
        let mut seen = HashMap::new();
        let mut look = TokenStream::new();
        let mut names = HashMap::new();
        for local in binding::bound(pat).into_iter().filter(|local| named.contains(local)) {
            let name = format!("{}_in_guard", self.graph.local(local).ident);
            let kept = self.hidden(name.trim_start_matches("r#"), LocalKind::Temporary, Span::mixed_site());
            self.declare_seen(kept);
            let bound = self.fresh(&format!("bound_{}", names.len()));
            let (mention, place) = (self.mention(kept), self.again(place));
            look.extend(quote!(#krate::machine::Seen::see(&mut #mention, &raw const #place, &raw const #bound);));
            names.insert(local, bound);
            seen.insert(local, kept);
        }
        let mut tested = pat.clone();
        Renamed { names: &names }.visit_pat_mut(&mut tested);
        let place = self.again(place);
        let test = parse_quote!('found: {
            match #place {
                #tested if { #look break 'found true } => {}
                _ => {}
            }
            false
        });
        let guard = replaced(guard.to_token_stream(), &mut |local| {
            let mention = self.mention(*seen.get(&local)?);
            Some(quote!((*#krate::machine::Seen::place(&#mention))))
        });
        (test, syn::parse2(guard).unwrap_or_else(|_| parse_quote!(false)))
    }

    fn declare_seen(&mut self, local: LocalId) {
        let (krate, mark) = (self.krate(), self.mark(local));
        let (pat, init) = (parse_quote!(mut #mark), parse_quote!(#krate::machine::Seen::new()));
        self.step(Step::Let(Box::new(Let { attrs: Vec::new(), pat, ty: None, init, diverge: None, ends: None })));
        self.graph.plain.insert(local);
    }
}

/// The guard, with something else for the names of what is bound.
pub fn replaced(guard: TokenStream, instead: &mut dyn FnMut(LocalId) -> Option<TokenStream>) -> TokenStream {
    let mut tokens = TokenStream::new();
    for token in guard {
        match token {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), replaced(group.stream(), instead));
                inner.set_span(group.span());
                tokens.extend([TokenTree::Group(inner)]);
            }
            TokenTree::Ident(ident) => match mark::read_mention(&ident).and_then(|(local, _)| instead(local)) {
                Some(other) => tokens.extend(other),
                None => tokens.extend([TokenTree::Ident(ident)]),
            },
            other => tokens.extend([other]),
        }
    }
    tokens
}

/// Gives the bindings of a pattern other names; what has none is not bound.
pub struct Renamed<'a> {
    pub names: &'a HashMap<LocalId, Ident>,
}

impl VisitMut for Renamed<'_> {
    fn visit_pat_mut(&mut self, pat: &mut Pat) {
        visit_mut::visit_pat_mut(self, pat);
        let Pat::Ident(PatIdent { ident, mutability, by_ref, subpat, .. }) = pat else { return };
        let Some((local, _)) = mark::read_mention(ident) else { return };
        match self.names.get(&local) {
            Some(name) => {
                *ident = name.clone();
                if by_ref.is_none() {
                    *mutability = None;
                }
            }
            None => {
                *pat = match subpat.take() {
                    Some((_, inner)) => *inner,
                    None => parse_quote!(_),
                };
            }
        }
    }

    fn visit_expr_mut(&mut self, _: &mut Expr) {}
}
