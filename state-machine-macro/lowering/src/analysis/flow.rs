//! The flow graph: in which order the body uses, initializes and ends its locals, on every path.
//!
//! It is finer than the graph of blocks: verbatim code has branches and loops too.

use std::collections::{HashMap, HashSet};

use super::{
    branches::InGuard,
    captured_fields::ByValue,
    nodes::{Event, Exclusive, Flow, How, Node, NodeId, Unit},
};
use crate::lower::binds_by_reference;
use crate::model::{
    graph::{Block, End, Entry, Graph, LabelKind, Step},
    ids::{AwaitId, BlockId, JumpId, LocalId, MentionId},
    local::LocalKind,
    mark,
};

/// Builds the flow graph of the whole body.
pub fn build(graph: &Graph) -> Flow {
    let mut builder = Builder {
        graph,
        in_guard: None,
        closures: 0,
        block: BlockId(0),
        flow: Flow::default(),
        current: 0,
        unit: Unit::default(),
        loops: Vec::new(),
        taken_inside: HashSet::new(),
        changed_inside: HashSet::new(),
        by_value: HashMap::new(),
        shared: HashSet::new(),
        parts: HashSet::new(),
    };
    for block in graph.block_ids() {
        let entry = builder.detached(Event::Enter(block));
        builder.flow.entries.push(entry);
        builder.current = entry;
        let start = builder.node(Event::Nothing);
        builder.flow.starts.push(start);
    }
    for block in graph.block_ids() {
        builder.block(block);
    }
    builder.flow
}

pub(super) struct Builder<'g> {
    pub graph: &'g Graph,
    /// The guard in which this is.
    pub in_guard: Option<InGuard>,
    /// Inside how many closures and async blocks.
    pub closures: usize,
    block: BlockId,
    pub flow: Flow,
    /// The node that the next one follows.
    pub current: NodeId,
    pub unit: Unit,
    /// Loops and labelled blocks of the verbatim code that is being walked.
    pub loops: Vec<VerbatimLoop>,
    /// Locals that a closure or block with `move` captures inside the one that is being walked.
    pub taken_inside: HashSet<LocalId>,
    /// What a closure or block without `move` uses in other ways than by value alone, by one mention inside.
    pub changed_inside: HashSet<MentionId>,
    /// Mentions inside of closures that name fields which may be used by value.
    pub by_value: HashMap<MentionId, ByValue>,
    /// Mentions that are borrowed for reading: `&x`, `&x.field`
    pub shared: HashSet<MentionId>,
    /// Mentions of which only a part is used, or of what the local leads to: `x.field`, `x[0]`, `**x`
    pub parts: HashSet<MentionId>,
}

pub(super) struct VerbatimLoop {
    pub label: Option<syn::Lifetime>,
    pub is_loop: bool,
    pub head: NodeId,
    pub after: NodeId,
}

impl Builder<'_> {
    /// A node that nothing leads to yet.
    pub fn detached(&mut self, event: Event) -> NodeId {
        self.flow.nodes.push(Node { event, block: self.block, next: Vec::new() });
        self.flow.nodes.len() - 1
    }

    pub fn edge(&mut self, from: NodeId, to: NodeId) {
        self.flow.nodes[from].next.push(to);
    }

    /// A node after the present one.
    pub fn node(&mut self, event: Event) -> NodeId {
        let node = self.detached(event);
        self.edge(self.current, node);
        self.current = node;
        node
    }

    /// What comes next is reached only by edges made to it.
    pub fn diverge(&mut self) {
        self.current = self.detached(Event::Nothing);
    }

    pub fn use_(&mut self, local: LocalId, mention: MentionId, how: How) {
        self.name(local);
        // A carried value is natively a value, whatever looks into it.
        let how = match how {
            _ if self.graph.local(local).kind == LocalKind::Carry => How::Value,
            How::Value | How::Unclear | How::Last
                if self.only_looks_at(local) || self.graph.copies.contains(&local) =>
            {
                How::Inspect
            }
            how => how,
        };
        // What a closure gives does not point to the closure.
        let is_call = how == How::Last && self.graph.closures.contains(&local);
        let borrows = matches!(how, How::Borrow | How::Unclear | How::Last) && !is_call;
        if borrows && !self.unit.borrowed.contains(&local) {
            self.unit.borrowed.push(local);
        }
        self.lend(local, mention, how);
        self.node(Event::Use { local, mention, how });
    }

    /// A closure without `move` uses it by value.
    pub fn captured(&mut self, local: LocalId, mention: MentionId) {
        if !self.graph.copies.contains(&local) {
            self.unit.captured.push((local, mention));
        }
    }

    /// May this borrow the local exclusively? By value a reference may be borrowed anew.
    fn lend(&mut self, local: LocalId, mention: MentionId, how: How) {
        if how == How::Inspect || self.shared.contains(&mention) {
            return;
        }
        let whole = !self.parts.contains(&mention);
        let if_reference = how == How::Value || self.graph.fixed.contains(&local) && whole;
        self.unit.exclusive.push(Exclusive { local, whole, if_reference });
    }

    /// A method is called on a local, which has just been named or filled.
    pub fn may_move(&mut self, local: LocalId, mention: Option<MentionId>, method: &str) {
        let is_plain = self.graph.is_never_dropped(local);
        if !self.only_looks_at(local) && !is_plain && self.graph.local(local).kind != LocalKind::Carry {
            self.node(Event::MayMove { local, mention, method: method.to_owned() });
        }
    }

    /// A local that has just been named is matched by value, and not by all patterns.
    pub fn matched(&mut self, taken: Option<(LocalId, MentionId)>) {
        let Some((local, mention)) = taken else { return };
        let is_plain = self.graph.is_never_dropped(local);
        if !self.only_looks_at(local) && !is_plain && self.graph.local(local).kind != LocalKind::Carry {
            self.node(Event::Matched { local, mention });
        }
    }

    pub fn define(&mut self, local: LocalId, mention: Option<MentionId>) {
        self.name(local);
        self.unit.defined.push(local);
        self.node(Event::Define { local, mention });
    }

    fn name(&mut self, local: LocalId) {
        if !self.unit.locals.contains(&local) {
            self.unit.locals.push(local);
        }
    }

    /// The awaited value is used: what the operand named may have ended up in it.
    pub fn awaited(&mut self, id: AwaitId) {
        if let Some(operand) = self.flow.operands.get(&id) {
            self.unit.locals.extend(operand.locals.iter().copied());
            self.unit.borrowed.extend(operand.borrowed.iter().copied());
            self.unit.captured.extend(operand.captured.iter().copied());
            self.unit.exclusive.extend(operand.exclusive.iter().copied());
            self.unit.closes |= operand.closes;
        }
    }

    /// A number, `bool` or `char`: what it was made of does not end up in what it is part of.
    pub fn number(&mut self, number: impl FnOnce(&mut Self)) {
        let outer = std::mem::take(&mut self.unit);
        number(self);
        self.end_unit();
        self.unit = outer;
    }

    fn end_unit(&mut self) -> Unit {
        let unit = Unit { end: self.current, ..std::mem::take(&mut self.unit) };
        self.flow.units.push(unit.clone());
        unit
    }

    fn block(&mut self, id: BlockId) {
        self.block = id;
        let graph = self.graph;
        let block: &Block = graph.block(id);
        self.current = self.flow.starts[id.index()];
        for (index, step) in block.steps.iter().enumerate() {
            let node = self.node(Event::Nothing);
            self.flow.steps.insert((id, index), node);
            self.step(step);
            self.end_unit();
            self.flow.statements.push(node..self.flow.nodes.len());
        }
        let node = self.node(Event::Nothing);
        self.flow.steps.insert((id, block.steps.len()), node);
        self.end(id, &block.end);
        self.flow.statements.push(node..self.flow.nodes.len());
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Open(_) | Step::Parameter(_) => {}
            Step::Close(scope) => {
                let ended = self.graph.local_ids().filter(|id| self.graph.local(*id).scope == Some(*scope));
                ended.collect::<Vec<_>>().into_iter().for_each(|local| {
                    self.node(Event::End(local));
                });
            }
            Step::Declare(local) | Step::Drop(local) => {
                self.node(Event::End(*local));
            }
            Step::Verbatim(stmt) => self.stmt(stmt),
            Step::Let(let_) => {
                self.initializer(&let_.pat, &let_.init);
                self.otherwise(&let_.init, let_.diverge.as_ref());
                self.bindings(&let_.pat);
            }
            Step::Tear(tear) => {
                if let Some((_, mention)) = named(&tear.place) {
                    self.looked_into(mention, &[&tear.pat]);
                    if !binds_by_reference(&tear.pat) {
                        self.flow.read_out.insert(mention);
                    }
                }
                self.place(&tear.place, How::Borrow);
                self.bindings(&tear.pat);
            }
            Step::Bound(locals) => locals.iter().for_each(|local| self.define(*local, None)),
            Step::Store { carry, value } => {
                self.value(value);
                self.define(*carry, None);
            }
        }
    }

    fn only_looks_at(&self, local: LocalId) -> bool {
        self.in_guard.as_ref().is_some_and(|guard| guard.only_looks_at(local))
    }

    /// The block of `let … else`, which never comes back. Without one the pattern of the `let` always matches.
    pub fn otherwise(&mut self, init: &syn::Expr, diverge: Option<&syn::Expr>) {
        let Some(diverge) = diverge else {
            self.flow.certain.extend(mark::read_place(init).map(|(_, mention, _)| mention));
            return;
        };
        let before = self.current;
        self.value(diverge);
        self.current = before;
        self.node(Event::Nothing);
    }

    pub fn bindings(&mut self, pat: &syn::Pat) {
        for local in crate::lower::bound(pat) {
            self.define(local, None);
        }
    }

    fn end(&mut self, id: BlockId, end: &End) {
        match end {
            End::Goto(target) => {
                if self.ends_branch(id, *target) {
                    self.node(Event::MayDiverge);
                }
                self.goto(*target);
            }
            End::Suspend { await_id, operand } => {
                self.value(operand);
                let unit = self.end_unit();
                self.flow.operands.insert(*await_id, unit);
                self.node(Event::Nothing);
                for local in self.graph.idle.get(await_id).into_iter().flatten() {
                    self.node(Event::Idle(*local));
                }
                self.goto(self.graph.await_(*await_id).resume);
            }
            End::If { cond, then, otherwise, .. } => {
                let before = self.detached(Event::Nothing);
                self.condition(cond, before);
                self.end_unit();
                self.goto(*then);
                self.current = before;
                self.goto(*otherwise);
            }
            End::Match { scrutinee, arms, .. } => {
                let pats: Vec<_> = arms.iter().map(|arm| &arm.pat).collect();
                self.scrutinee(scrutinee, &pats);
                let mut matched = self.node(Event::Nothing);
                for arm in arms {
                    self.current = matched;
                    self.bindings(&arm.pat);
                    arm.guard.iter().for_each(|guard| matched = self.guard(&arm.pat, guard, matched));
                    self.goto(arm.block);
                }
                self.end_unit();
            }
            End::Return(value) => {
                self.value(value);
                self.end_unit();
                self.node(Event::Nothing);
            }
            End::Unreachable => {
                self.node(Event::Nothing);
            }
        }
        self.flow.ends.insert(id, self.current);
    }

    /// Does a branch end here, or a loop's body?
    fn ends_branch(&self, block: BlockId, target: BlockId) -> bool {
        let joins = matches!(self.graph.block(target).entry, Entry::Label(LabelKind::Join(_)));
        joins || target.index() <= block.index()
    }

    fn goto(&mut self, target: BlockId) {
        let entry = self.flow.entries[target.index()];
        self.edge(self.current, entry);
    }

    /// A `break` out of verbatim code.
    pub fn jump(&mut self, id: JumpId) {
        let jump = &self.graph.jumps[id.index()];
        if let Some(carry) = jump.carry {
            self.define(carry, None);
        }
        let node = self.node(Event::Nothing);
        self.flow.jumps.insert(id, node);
        self.goto(jump.target);
        self.diverge();
    }
}

/// Does this block begin a step, so that nothing can stay on `poll`'s stack but what is in slots?
pub fn is_dispatched(block: &Block) -> bool {
    !matches!(block.entry, Entry::Branch)
}

/// The local that an expression names, if it is nothing but its name.
pub fn named(expr: &syn::Expr) -> Option<(LocalId, MentionId)> {
    mark::read_mention_expr(expr)
}
