//! Which code runs between two states.

use std::collections::HashSet;

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
        graph::{Block, End, Graph, Let, Step},
        ids::BlockId,
        machine::Machine,
        mark,
    },
};

pub fn find(machine: &Machine, source: &Source) -> Vec<Transition> {
    let finder = Finder::new(machine, source);
    let resumed = machine.states.iter().map(|state| machine.graph.await_(state.await_id).resume);
    let starts = std::iter::once(BlockId(0)).chain(resumed);
    starts.enumerate().flat_map(|(from, start)| finder.from(from, start)).collect()
}

/// A state that is left to, and how.
type Way = (usize, Exit);

/// What is known of each block, by its number.
struct Finder<'a> {
    machine: &'a Machine,
    source: &'a Source,
    successors: Vec<Vec<BlockId>>,
    /// The block itself, and all that it leads to within one poll.
    reached: Vec<Vec<BlockId>>,
    pieces: Vec<Vec<Piece>>,
    /// The state that its end leads to.
    end: Vec<Option<Way>>,
    /// All states that it leads to.
    leads: Vec<HashSet<Way>>,
}

impl<'a> Finder<'a> {
    fn new(machine: &'a Machine, source: &'a Source) -> Self {
        let all = &machine.graph.blocks;
        let successors = analysis::successors(&machine.graph);
        let known: HashSet<BlockId> = machine.blocks.iter().copied().collect();
        let ids = (0..).take(all.len()).map(BlockId);
        let reached: Vec<Vec<BlockId>> = ids.map(|id| reached(id, &successors, &known)).collect();
        let piece = |part: Part| part.piece(source, &machine.graph);
        let pieces = all.iter().map(|block| parts(block).into_iter().map(piece).collect());
        let pieces: Vec<Vec<Piece>> = pieces.collect();
        let end: Vec<Option<Way>> = all.iter().map(|block| end(machine, block)).collect();
        let early = (machine.states.len() + 1, Exit::Early);
        let exits = |block: &BlockId| {
            let leaves_early = pieces[block.index()].iter().any(|piece| piece.leaves_early);
            end[block.index()].into_iter().chain(leaves_early.then_some(early))
        };
        let leads = reached.iter().map(|reached| reached.iter().flat_map(exits).collect()).collect();
        Finder { machine, source, successors, reached, pieces, end, leads }
    }

    fn from(&self, from: usize, start: BlockId) -> Vec<Transition> {
        let mut ways: Vec<Way> = self.leads[start.index()].iter().copied().collect();
        ways.sort_unstable();
        let transition = |way: Way| {
            let (to, exit) = way;
            let reached = self.reached[start.index()].iter().filter(|block| self.leads(**block, way));
            Transition { from, to, exit, code: self.code(reached.flat_map(|block| self.run(*block, way))) }
        };
        ways.into_iter().map(transition).collect()
    }

    fn leads(&self, block: BlockId, way: Way) -> bool {
        self.leads[block.index()].contains(&way)
    }

    /// What of a block runs on this way. Unless its end leads there, what stands behind the last way out of it does not.
    fn run(&self, block: BlockId, way: Way) -> &[Piece] {
        let (pieces, end) = (&self.pieces[block.index()], self.end[block.index()]);
        let (by_end, others) = (ends(self.machine.graph.block(block)), &self.successors[block.index()]);
        if by_end.iter().any(|next| self.leads(*next, way)) || end == Some(way) {
            return pieces;
        }
        let jumps = others.iter().any(|next| !by_end.contains(next) && self.leads(*next, way));
        let early = way.1 == Exit::Early;
        let last = pieces.iter().rposition(|piece| piece.jumps && jumps || piece.leaves_early && early);
        &pieces[..last.map_or(0, |last| last + 1)]
    }

    /// The code of these pieces, in the order of the source. What overlaps becomes one piece.
    fn code<'p>(&self, pieces: impl Iterator<Item = &'p Piece>) -> Vec<Code> {
        let mut ranges: Vec<Range> = pieces.filter_map(|piece| piece.range).collect();
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

fn reached(start: BlockId, successors: &[Vec<BlockId>], known: &HashSet<BlockId>) -> Vec<BlockId> {
    let (mut reached, mut seen) = (vec![start], HashSet::from([start]));
    let mut next = 0;
    while let Some(block) = reached.get(next).copied() {
        next += 1;
        let new =
            successors[block.index()].iter().filter(|successor| known.contains(successor) && seen.insert(**successor));
        reached.extend(new);
    }
    reached
}

fn end(machine: &Machine, block: &Block) -> Option<Way> {
    match &block.end {
        End::Suspend { await_id, .. } => {
            let state = machine.states.iter().position(|state| state.await_id == *await_id)?;
            Some((state + 1, Exit::Await))
        }
        End::Return(_) => Some((machine.states.len() + 1, Exit::End)),
        _ => None,
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

/// A piece of what a block is made of: where it stands, if it was written.
struct Piece {
    range: Option<Range>,
    leaves_early: bool,
    jumps: bool,
}

/// The same as what it is made of.
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

    fn piece(self, source: &Source, graph: &Graph) -> Piece {
        Piece { range: source.hull(self.tokens, graph), leaves_early: self.leaves_early, jumps: self.jumps }
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
