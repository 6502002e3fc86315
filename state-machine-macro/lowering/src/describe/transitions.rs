//! Which code runs between two states.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Expr, ExprReturn, ExprTry, Lifetime,
    visit::{self, Visit},
};

use super::{Code, Exit, Range, Transition, source::Source};
use crate::{
    analysis,
    model::{
        graph::{Block, End, Let, Step},
        ids::BlockId,
        machine::Machine,
        mark,
    },
};

pub fn find(machine: &Machine, source: &Source) -> Vec<Transition> {
    let successors = analysis::successors(&machine.graph);
    let finder = Finder { machine, source, successors };
    let resumed = machine.states.iter().map(|state| machine.graph.await_(state.await_id).resume);
    let starts = std::iter::once(BlockId(0)).chain(resumed);
    starts.enumerate().flat_map(|(from, start)| finder.from(from, start)).collect()
}

struct Finder<'a> {
    machine: &'a Machine,
    source: &'a Source,
    successors: Vec<Vec<BlockId>>,
}

impl Finder<'_> {
    fn from(&self, from: usize, start: BlockId) -> Vec<Transition> {
        let reached = self.reached(start);
        let mut exits: Vec<(usize, Exit)> = reached.iter().flat_map(|block| self.exits(*block)).collect();
        exits.sort_unstable();
        exits.dedup();
        let transition = |(to, exit)| {
            let leaves = |block: &BlockId| self.exits(*block).contains(&(to, exit));
            let leads = |block: &&BlockId| self.reached(**block).iter().any(leaves);
            let parts = reached.iter().filter(leads).flat_map(|block| {
                let data = self.machine.graph.block(*block);
                let mut parts = parts(data);
                // Unless its end leads there, what stands behind the last way out of it does not run.
                let leads = |next: &BlockId| self.reached(*next).iter().any(leaves);
                let (by_end, others) = (ends(data), &self.successors[block.index()]);
                if !by_end.iter().any(leads) && self.end(data) != Some((to, exit)) {
                    let jumps = others.iter().any(|next| !by_end.contains(next) && leads(next));
                    let early = exit == Exit::Early;
                    let last = parts.iter().rposition(|part| part.jumps && jumps || part.leaves_early && early);
                    parts.truncate(last.map_or(0, |last| last + 1));
                }
                parts
            });
            Transition { from, to, exit, code: self.code(parts) }
        };
        exits.into_iter().map(transition).collect()
    }

    /// The block, and all that it leads to within one poll.
    fn reached(&self, start: BlockId) -> Vec<BlockId> {
        let mut reached = vec![start];
        let mut next = 0;
        while let Some(block) = reached.get(next).copied() {
            next += 1;
            for successor in &self.successors[block.index()] {
                if self.machine.blocks.contains(successor) && !reached.contains(successor) {
                    reached.push(*successor);
                }
            }
        }
        reached
    }

    /// The states that a block leads to.
    fn exits(&self, block: BlockId) -> Vec<(usize, Exit)> {
        let data = self.machine.graph.block(block);
        let leaves_early = parts(data).iter().any(|part| part.leaves_early);
        let early = leaves_early.then_some((self.machine.states.len() + 1, Exit::Early));
        self.end(data).into_iter().chain(early).collect()
    }

    /// The state that its end leads to.
    fn end(&self, block: &Block) -> Option<(usize, Exit)> {
        match &block.end {
            End::Suspend { await_id, .. } => {
                let state = self.machine.states.iter().position(|state| state.await_id == *await_id)?;
                Some((state + 1, Exit::Await))
            }
            End::Return(_) => Some((self.machine.states.len() + 1, Exit::End)),
            _ => None,
        }
    }

    /// The code of these parts, in the order of the source. What overlaps becomes one piece.
    fn code(&self, parts: impl Iterator<Item = Part>) -> Vec<Code> {
        let hull = |part: Part| self.source.hull(part.tokens, &self.machine.graph);
        let mut ranges: Vec<Range> = parts.filter_map(hull).collect();
        ranges.sort_unstable();
        let mut merged: Vec<Range> = Vec::new();
        for range in ranges {
            match merged.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        merged.into_iter().map(|range| self.source.code(range)).collect()
    }
}

/// The blocks that the end of a block leads to.
fn ends(block: &Block) -> Vec<BlockId> {
    match &block.end {
        End::Goto(target) => vec![*target],
        End::If { then, otherwise, .. } => vec![*then, *otherwise],
        End::Match { arms, .. } => arms.iter().map(|arm| arm.block).collect(),
        End::Suspend { .. } | End::Return(_) | End::Unreachable => Vec::new(),
    }
}

/// A piece of what a block is made of.
struct Part {
    tokens: TokenStream,
    /// Is there a `?` or `return` in it?
    leaves_early: bool,
    /// Is there a `break` or `continue` to another block in it?
    jumps: bool,
}

impl Part {
    fn expr(expr: &Expr) -> Self {
        let mut early = Early::default();
        early.visit_expr(expr);
        Part { tokens: expr.to_token_stream(), leaves_early: early.leaves, jumps: early.jumps }
    }

    fn pattern(pat: &syn::Pat) -> Self {
        Part { tokens: pat.to_token_stream(), leaves_early: false, jumps: false }
    }
}

fn parts(block: &Block) -> Vec<Part> {
    let mut parts: Vec<Part> = block.steps.iter().filter_map(step).collect();
    match &block.end {
        End::Suspend { operand, .. } => parts.push(Part::expr(operand)),
        End::If { cond, .. } => parts.push(Part::expr(cond)),
        End::Match { scrutinee, arms, .. } => {
            parts.push(Part::expr(scrutinee));
            parts.extend(arms.iter().map(|arm| Part::pattern(&arm.pat)));
            parts.extend(arms.iter().filter_map(|arm| Some(Part::expr(arm.guard.as_ref()?))));
        }
        // `return value` is no other way out here.
        End::Return(Expr::Return(ExprReturn { expr: Some(value), .. })) => parts.push(Part::expr(value)),
        End::Return(value) => parts.push(Part::expr(value)),
        End::Goto(_) | End::Unreachable => {}
    }
    parts
}

fn step(step: &Step) -> Option<Part> {
    match step {
        Step::Verbatim(stmt) => {
            let mut early = Early::default();
            early.visit_stmt(stmt);
            Some(Part { tokens: stmt.to_token_stream(), leaves_early: early.leaves, jumps: early.jumps })
        }
        Step::Let(let_) => Some(whole_let(let_)),
        Step::Store { value, .. } => Some(Part::expr(value)),
        _ => None,
    }
}

fn whole_let(let_: &Let) -> Part {
    let mut part = Part::expr(&let_.init);
    let_.pat.to_tokens(&mut part.tokens);
    if let Some(diverge) = &let_.diverge {
        let diverge = Part::expr(diverge);
        part.tokens.extend(diverge.tokens);
        part.leaves_early |= diverge.leaves_early;
        part.jumps |= diverge.jumps;
    }
    let ends = let_.ends.into_iter().flat_map(<[Span; 2]>::from);
    part.tokens.extend(ends.map(|end| TokenTree::from(Ident::new("end", end))));
    part
}

/// Finds a `?`, a `return` or a jump in code that stayed as it was.
#[derive(Default)]
struct Early {
    leaves: bool,
    jumps: bool,
}

impl Visit<'_> for Early {
    fn visit_expr_try(&mut self, expr: &ExprTry) {
        self.leaves = true;
        visit::visit_expr_try(self, expr);
    }

    fn visit_lifetime(&mut self, lifetime: &Lifetime) {
        self.jumps |= mark::read_jump(lifetime).is_some();
    }

    fn visit_expr_return(&mut self, expr: &ExprReturn) {
        self.leaves = true;
        visit::visit_expr_return(self, expr);
    }

    fn visit_item(&mut self, _: &syn::Item) {}

    fn visit_expr_closure(&mut self, _: &syn::ExprClosure) {}

    fn visit_expr_async(&mut self, _: &syn::ExprAsync) {}
}
