//! Patterns that move a part out of a value and leave the rest.
//!
//! The rest is dropped when the value's own scope ends, and not when the machine suspends: the value stays where it is.

use std::collections::HashMap;

use proc_macro2::Span;
use quote::ToTokens;
use syn::{
    Arm as SourceArm, BinOp, Block, Expr, ExprAssign, Member, Pat, UnOp, parse_quote,
    visit::{self, Visit},
    visit_mut::VisitMut,
};

use super::{
    binding::{self, Takes},
    builder::Lowerer,
    ending::Temporaries,
    guards::Renamed,
    statement::Dest,
};
use crate::model::{
    graph::{Arm, End, Entry, Let, Part, Step, Taken, Tear},
    ids::{BlockId, LocalId, MentionId},
    local::LocalKind,
    mark,
};
use crate::syntax::values::leaves_rest;

/// What patterns take apart: a local, a field of it, or what is in a box.
pub struct Torn {
    pub local: LocalId,
    pub of: Vec<Member>,
    /// Where that is, if something has to be dereferenced to get there. That is done once.
    pub pointer: Option<LocalId>,
    /// A part of it gets a value of its own later. Then that is no longer missing, and others may be.
    pub set_inside: bool,
    /// Where it is named.
    pub site: Option<MentionId>,
}

impl From<LocalId> for Torn {
    fn from(local: LocalId) -> Self {
        Torn { local, of: Vec::new(), pointer: None, set_inside: false, site: None }
    }
}

/// Does a pattern of the `match` bind something and leave something, or one by value and one by reference?
pub fn takes_part(arms: &[SourceArm]) -> bool {
    let any = |is: fn(&Pat) -> bool| arms.iter().any(|arm| is(bare(&arm.pat)));
    any(binding::takes_part_by_value) || any(binding::binds_by_reference) && any(binding::binds_by_value)
}

/// Does the `match` move a value, or a part of it, by some patterns, and leave one by others?
pub fn takes_and_leaves(arms: &[SourceArm]) -> bool {
    let any = |is: fn(&Pat) -> bool| arms.iter().any(|arm| is(bare(&arm.pat)));
    takes_part(arms) || any(binding::binds_by_value) && any(binding::leaves)
}

/// Must what is matched stay in its place, until an arm is chosen? A guard that panics leaves it there.
pub fn takes_in_place(arms: &[SourceArm]) -> bool {
    // A guard looks at what is bound, before anybody knows whether it moves.
    let is_looked_at = |arm: &SourceArm| {
        matches!(&arm.pat, Pat::Guard(guarded)
        if may_panic(&guarded.guard) || !matches!(*guarded.pat, Pat::Ident(_)))
    };
    takes_part(arms) || arms.iter().any(is_looked_at) && arms.iter().any(|arm| binding::binds_by_value(bare(&arm.pat)))
}

/// Can its evaluation panic? It does not, if it only compares.
fn may_panic(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(_) | Expr::Path(_) => false,
        Expr::Paren(expr) => may_panic(&expr.expr),
        Expr::Group(expr) => may_panic(&expr.expr),
        Expr::Field(expr) => may_panic(&expr.base),
        Expr::Reference(expr) => may_panic(&expr.expr),
        Expr::Unary(expr) => matches!(expr.op, UnOp::Neg(_)) || may_panic(&expr.expr),
        Expr::Binary(expr) => {
            use BinOp::*;
            let compares = matches!(expr.op, Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_) | And(_) | Or(_));
            !compares || may_panic(&expr.left) || may_panic(&expr.right)
        }
        _ => true,
    }
}

/// The pattern of an arm, without its guard.
pub fn bare(pat: &Pat) -> &Pat {
    match pat {
        Pat::Guard(guarded) => &guarded.pat,
        pat => pat,
    }
}

impl Lowerer<'_> {
    /// The local that an expression names, if parts can be moved out of it one by one.
    pub fn tearable(&self, expr: &Expr, parts: usize) -> Option<Torn> {
        let (local, mention) = mark::read_mention_expr(expr)?;
        let local = self.may_be_torn(local, parts)?;
        let set_inside = self.is_set_inside(local, mention, &[]);
        Some(Torn { local, of: Vec::new(), pointer: None, set_inside, site: Some(mention) })
    }

    pub fn is_set_inside(&self, local: LocalId, mention: MentionId, of: &[Member]) -> bool {
        let mut set = self.graph.set_inside(local, of);
        set.any(|at| match self.graph.named_again.contains_key(&mention) {
            true => self.graph.set_behind.contains(&(mention, at)),
            false => at > mention || self.comes_round(local),
        })
    }

    /// Notes which fields get new values.
    pub fn note_set_fields(&mut self, body: &Block) {
        struct Finder<'a>(&'a mut Vec<(LocalId, MentionId, Vec<Member>)>);
        impl Visit<'_> for Finder<'_> {
            fn visit_expr_assign(&mut self, assign: &ExprAssign) {
                self.0.extend(mark::read_place(&assign.left));
                visit::visit_expr_assign(self, assign);
            }
        }
        Finder(&mut self.graph.set_fields).visit_block(body);
    }

    pub fn may_be_torn(&self, local: LocalId, parts: usize) -> Option<LocalId> {
        let known = self.graph.parts.get(&local).map_or(0, Vec::len);
        let plain = self.graph.is_never_dropped(local);
        let data = self.graph.local(local);
        let may = data.kind != LocalKind::Carry && !plain && data.scope.is_some();
        (may && known + parts <= Part::MOST).then_some(local)
    }

    /// Does a pattern take everything out of a local that is named again? Then it only copies that, or what is behind it does not
    /// run. Which of these it is, the types of what it binds tell, and not that of the local.
    pub fn may_copy(&self, value: &Expr, pats: &[&Pat]) -> bool {
        let everything = |pat: &&Pat| !matches!(pat, Pat::Ident(_)) && binding::takes(pat) == Takes::Everything;
        pats.iter().any(everything) && self.is_used_later(value)
    }

    /// What the arms of a `match` take apart.
    pub fn torn_by(&mut self, scrutinee: &Expr, arms: &[SourceArm]) -> Option<Torn> {
        let pats: Vec<&Pat> = arms.iter().map(|arm| bare(&arm.pat)).collect();
        let is_torn = takes_in_place(arms) || self.may_copy(scrutinee, &pats);
        let whole = self.tearable(scrutinee, arms.len()).filter(|_| is_torn);
        whole.or_else(|| self.tearable_field(scrutinee, &pats))
    }

    /// The place that is taken apart.
    fn torn_place(&mut self, Torn { local, of, pointer, site, .. }: &Torn) -> Expr {
        if let Some(pointer) = pointer {
            let pointer = self.mention(*pointer);
            return parse_quote!(*#pointer.0);
        }
        let local = match site {
            Some(site) => self.mention_like(*local, *site),
            None => self.mention(*local),
        };
        parse_quote!(#local #(.#of)*)
    }

    /// Binds what the pattern, which is known to match, moves out of `place`.
    pub fn tear(&mut self, torn: &Torn, pat: Pat, always: bool) {
        let place = self.torn_place(torn);
        let scope = self.scope();
        self.own_bindings(&pat, scope);
        let taken = Taken::Bound { pat: Box::new(pat.clone()), always, site: torn.site };
        let parts = self.graph.parts.entry(torn.local).or_default();
        let part = super::number(parts, Part { of: torn.of.clone(), taken });
        self.step(Step::Tear(Box::new(Tear { pat, place, local: torn.local, part, set_inside: torn.set_inside })));
    }

    // From: `if let Pair { left, .. } = value`
    // Into: `let scrutinee = value; if let Pair { .. } = scrutinee`, and what is to be bound then
    pub fn tear_let(&mut self, cond: &mut Expr) -> Option<(Torn, Pat)> {
        let Expr::Let(cond) = cond else { return None };
        if !binding::takes_part_by_value(&cond.pat) || !leaves_rest(&cond.expr) {
            return None;
        }
        let value = std::mem::replace(&mut *cond.expr, Expr::Verbatim(Default::default()));
        *cond.expr = self.keep_scrutinee(value);
        let torn = self.tearable(&cond.expr, 1)?;
        let pat = (*cond.pat).clone();
        VisitMut::visit_pat_mut(&mut Renamed { names: &HashMap::new() }, &mut cond.pat);
        Some((torn, pat))
    }

    // From: `let Some((left, _)) = pair else { .. }`
    // Into: `if let Some(_) = pair`, and what is to be bound then
    pub fn tear_local(&mut self, cond: &mut Expr) -> Option<(Torn, Pat)> {
        let Expr::Let(cond) = cond else { return None };
        let is_torn = binding::takes_part_by_value(&cond.pat) || self.may_copy(&cond.expr, &[&cond.pat]);
        let whole = self.tearable(&cond.expr, 1).filter(|_| is_torn);
        let torn = whole.or_else(|| self.tearable_field(&cond.expr, &[&cond.pat]))?;
        if torn.pointer.is_some() {
            *cond.expr = self.torn_place(&torn);
        }
        let pat = (*cond.pat).clone();
        VisitMut::visit_pat_mut(&mut Renamed { names: &HashMap::new() }, &mut cond.pat);
        Some((torn, pat))
    }

    // From: `for Pair { left, .. } in iterable`
    // Into: `for item in iterable`, and what is to be bound then
    pub fn tear_item(&mut self, pat: &mut Pat) -> Option<(Torn, Pat)> {
        if !binding::takes_part_by_value(pat) && !binding::binds_by_reference(pat) {
            return None;
        }
        let local = self.hidden("item", LocalKind::Temporary, Span::mixed_site());
        let mark = self.mark(local);
        Some((Torn::from(local), std::mem::replace(pat, parse_quote!(#mark))))
    }

    /// Binds what [`tear_let`](Self::tear_let) has put off.
    pub fn bind_torn(&mut self, torn: Option<(Torn, Pat)>) {
        if let Some((torn, pat)) = torn {
            self.bind_part(&torn, pat);
        }
    }

    // From: `match x { Pair { left, .. } => left.f().await, .. }`
    // Into: `match x { Pair { .. } => { <take `left` out of x>; left.f().await }, .. }`
    pub fn torn_arms(
        &mut self,
        span: Span,
        torn: &Torn,
        arms: Vec<SourceArm>,
        dest: &Dest,
        join: BlockId,
        next: Option<BlockId>,
    ) {
        let scrutinee = self.torn_place(torn);
        let mut tests = Vec::new();
        let mut bodies = Vec::new();
        for arm in arms {
            let block = self.new_block(Entry::Branch);
            let (pat, guard) = match arm.pat {
                Pat::Guard(guarded) => (*guarded.pat, Some(*guarded.guard)),
                pat => (pat, None),
            };
            let guard = guard.map(|guard| self.without_jumps(guard)).map(|guard| self.guard_inside(torn, &pat, guard));
            let mut tested = pat.clone();
            VisitMut::visit_pat_mut(&mut Renamed { names: &HashMap::new() }, &mut tested);
            let written = super::control::written(&arm.body);
            tests.push(Arm { attrs: arm.attrs, pat: tested, guard, written, block });
            bodies.push((block, pat, *arm.body));
        }
        let fallback = next.map(|next| (self.new_block(Entry::Branch), next));
        if let Some((block, _)) = fallback {
            let written = super::control::written(&parse_quote!({}));
            tests.push(Arm { attrs: Vec::new(), pat: parse_quote!(_), guard: None, written, block });
        }
        self.end(End::Match { span, attrs: Vec::new(), scrutinee, arms: tests });
        for (block, pat, body) in bodies {
            self.start(block);
            self.scoped(|this| {
                this.bind_part(torn, pat);
                this.temporaries = Temporaries::default();
                this.lower_into(body, dest.again());
                this.end_temporaries();
            });
            self.end(End::Goto(join));
        }
        if let Some((block, next)) = fallback {
            self.start(block);
            self.end(End::Goto(next));
        }
    }

    /// Binds what a pattern that matches takes: nothing, all of the local, or a part.
    pub fn bind_part(&mut self, torn: &Torn, pat: Pat) {
        let is_named_again = torn.site.is_some_and(|site| self.is_named_again(torn.local, site));
        let may_copy = is_named_again && !matches!(pat, Pat::Ident(_));
        match binding::takes(&pat) {
            Takes::Nothing => {}
            Takes::Part if binding::binds_by_value(&pat) => self.tear(torn, pat, false),
            Takes::Everything if may_copy || !torn.of.is_empty() => self.tear(torn, pat, false),
            _ => {
                let (scope, init) = (self.scope(), self.torn_place(torn));
                self.own_bindings(&pat, scope);
                let diverge = Some(parse_quote!({ ::core::unreachable!() }));
                let pat = in_parentheses(pat);
                let bind = Let { attrs: Vec::new(), pat, ty: None, init, diverge, ends: None };
                self.step(Step::Let(Box::new(bind)));
            }
        }
    }

    // A guard sees what its pattern would bind, and binds nothing.
    //
    // From: `Pair { left, .. } if check(&left)`
    // Into: `Pair { .. } if 'guard: { match x { Pair { left, .. } if break 'guard check(&left) => {} _ => {} } false }`
    fn guard_inside(&mut self, torn: &Torn, pat: &Pat, guard: Expr) -> Expr {
        let named: Vec<LocalId> = mark::mentions(guard.to_token_stream()).into_iter().map(|(local, _)| local).collect();
        let bound: Vec<LocalId> = binding::bound(pat).into_iter().filter(|bound| named.contains(bound)).collect();
        if bound.is_empty() {
            return guard;
        }
        let names = bound.iter().map(|local| {
            let name = self.graph.local(*local).ident.to_string();
            (*local, self.fresh(&format!("{}_bound", name.trim_start_matches("r#"))))
        });
        let names: HashMap<_, _> = names.collect();
        let mut tested = pat.clone();
        VisitMut::visit_pat_mut(&mut Renamed { names: &names }, &mut tested);
        let guard = super::guards::replaced(guard.to_token_stream(), &mut |local| {
            names.get(&local).map(ToTokens::to_token_stream)
        });
        let place = self.torn_place(torn);
        parse_quote!('guard: {
            match #place {
                #tested if break 'guard (#guard) => {}
                _ => {}
            }
            false
        })
    }
}

/// A `let` wants parentheses around alternatives.
pub fn in_parentheses(pat: Pat) -> Pat {
    if matches!(pat, Pat::Or(_)) { parse_quote!((#pat)) } else { pat }
}
