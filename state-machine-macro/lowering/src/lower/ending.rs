//! How long temporaries live: to the end of their statement, or of an expression inside it that ends them before.

use super::builder::Lowerer;
use crate::model::{
    graph::Step,
    ids::{BlockId, LocalId, ScopeId},
    input::Edition,
};

/// What ends with a statement, or with an expression.
#[derive(Default)]
pub struct Temporaries {
    /// In the order in which they were made; dropped in the reverse order.
    values: Vec<LocalId>,
    /// Operands that wait for later ones, which are dropped first.
    operands: Vec<LocalId>,
    /// Where the temporaries are declared, if that is not where they are made.
    anchor: Option<Anchor>,
    /// They end with the expression that is lowered next, and not with a statement around it. So do its operands.
    ends_with_next: bool,
    /// This is the tail of a block.
    in_tail: bool,
    /// In a block whose tail leaves its temporaries to the statement around it: where that declares them, and which.
    around: Option<Anchor>,
    outliving: Vec<LocalId>,
}

#[derive(Clone, Copy)]
pub struct Anchor(usize);

/// A place in the graph under construction before which locals can be declared later.
pub struct Position {
    block: BlockId,
    step: usize,
    /// How many locals are declared before it.
    declared: usize,
    scope: ScopeId,
}

impl Temporaries {
    /// Those of an expression with which they end.
    pub fn of_expression() -> Self {
        Temporaries { ends_with_next: true, ..Temporaries::default() }
    }

    /// The last first.
    fn ended(self) -> Vec<LocalId> {
        self.values.into_iter().chain(self.operands).rev().collect()
    }

    /// Asks that once: what is inside of the next expression is not that expression.
    pub fn end_with_this(&mut self) -> bool {
        std::mem::take(&mut self.ends_with_next)
    }

    /// A temporary that was declared where it was made.
    pub fn push(&mut self, local: LocalId) {
        self.values.push(local);
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.values.len()
    }

    /// Those that have been made since there were so many.
    pub fn since(&self, count: usize) -> impl Iterator<Item = LocalId> + '_ {
        self.values[count..].iter().copied()
    }

    /// Are they declared before something else, and filled later?
    pub fn are_declared_before(&self) -> bool {
        self.anchor.is_some()
    }

    pub fn are_in_tail(&self) -> bool {
        self.in_tail
    }
}

impl Lowerer<'_> {
    fn here(&mut self) -> Anchor {
        let (block, step) = self.next_step();
        self.anchors.push(Position { block, step, declared: self.graph.declared.len(), scope: self.scope() });
        Anchor(self.anchors.len() - 1)
    }

    /// A value that waits for another one: temporaries that are made while it waits outlive it.
    pub fn wait(&mut self, operand: LocalId) {
        self.temporaries.operands.push(operand);
    }

    /// From here on an operand waits.
    pub fn begin_to_wait(&mut self) {
        if self.temporaries.anchor.is_none() {
            self.temporaries.anchor = Some(self.here());
        }
    }

    /// What waited inside of an operand has been used, and nothing else waits.
    pub fn end_to_wait(&mut self) {
        if !self.temporaries.in_tail || self.edition != Edition::Before2024 {
            self.temporaries.anchor = None;
        }
    }

    /// Declares a temporary that is filled later.
    pub fn declare_temporary(&mut self, local: LocalId) {
        self.temporaries.values.push(local);
        let Some(Anchor(anchor)) = self.temporaries.anchor else {
            return self.step(Step::Declare(local));
        };
        self.declare_at(Anchor(anchor), local);
    }

    /// What a `let` extends outlives its temporaries, those that were made before as well: it is declared in front of them.
    pub fn extending<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> T {
        let here = self.here();
        let outer = self.extended_at.replace(here);
        let lowered = lower(self);
        self.extended_at = outer;
        lowered
    }

    /// Is something of the statement there already that ends before what it extends?
    pub fn extends_behind_others(&self) -> bool {
        let Temporaries { values, operands, .. } = &self.temporaries;
        self.extended_at.is_some() && !(values.is_empty() && operands.is_empty())
    }

    /// Declares what lives to the end of the scope, and is filled later.
    pub fn declare_extended(&mut self, local: LocalId) {
        match self.extended_at.filter(|_| self.extends_behind_others()) {
            Some(anchor) => self.declare_at(anchor, local),
            None => self.step(Step::Declare(local)),
        }
    }

    fn declare_at(&mut self, Anchor(anchor): Anchor, local: LocalId) {
        let Position { block, step, declared, scope } = self.anchors[anchor];
        self.graph.blocks[block.index()].steps.insert(step, Step::Declare(local));
        self.graph.declared.insert(declared, local);
        self.graph.locals[local.index()].scope = Some(scope);
        // Those that were set later stand behind it.
        for position in &mut self.anchors[anchor..] {
            position.declared += 1;
            position.step += usize::from(position.block == block && position.step >= step);
        }
    }

    /// Runs `lower` for something that ends its own temporaries; gives these, the last first.
    pub fn ending<T>(&mut self, own: Temporaries, lower: impl FnOnce(&mut Self) -> T) -> (T, Vec<LocalId>) {
        let outer = std::mem::replace(&mut self.temporaries, own);
        let lowered = lower(self);
        let ended = std::mem::replace(&mut self.temporaries, outer);
        (lowered, ended.ended())
    }

    /// Runs `lower` for one statement, and ends its temporaries after it.
    pub fn whole_statement(&mut self, lower: impl FnOnce(&mut Self)) {
        let ((), ended) = self.ending(Temporaries::default(), lower);
        self.drop_all(&ended);
    }

    /// The same for an expression with which its temporaries end.
    pub fn whole_expression(&mut self, lower: impl FnOnce(&mut Self)) {
        let ((), ended) = self.ending(Temporaries::of_expression(), lower);
        self.drop_all(&ended);
    }

    pub fn end_temporaries(&mut self) {
        let ended = std::mem::take(&mut self.temporaries).ended();
        self.drop_all(&ended);
    }

    pub fn drop_all(&mut self, locals: &[LocalId]) {
        locals.iter().for_each(|local| self.step(Step::Drop(*local)));
    }

    /// Those of a new scope.
    pub fn inner_temporaries(&mut self) -> Temporaries {
        let around = match (self.edition, self.temporaries.anchor) {
            (Edition::Since2024, _) => None,
            (Edition::Before2024, Some(anchor)) => Some(anchor),
            (Edition::Before2024, None) => Some(self.here()),
        };
        Temporaries { around, ..Temporaries::default() }
    }

    /// Those of a scope that has ended: what outlives it belongs to the statement around.
    pub fn adopt(&mut self, inner: Temporaries) {
        self.temporaries.values.extend(inner.outliving);
    }

    /// Runs `lower` for the tail of a block. From edition 2024 on its temporaries end with it; before, they end with the
    /// statement around the block.
    pub fn tail(&mut self, lower: impl FnOnce(&mut Self)) {
        let anchor = self.temporaries.around;
        let ends_with_next = anchor.is_none();
        let own = Temporaries { anchor, ends_with_next, in_tail: true, ..Temporaries::default() };
        let outer = std::mem::replace(&mut self.temporaries, own);
        lower(self);
        let mut tail = std::mem::replace(&mut self.temporaries, outer);
        match anchor {
            Some(_) => self.temporaries.outliving.append(&mut tail.values),
            None => self.edition_matters |= !tail.values.is_empty(),
        }
        self.drop_all(&tail.ended());
    }

    /// Opens a scope, lowers what is in it, and ends the temporaries of all blocks that are the tails in it.
    pub fn closed(&mut self, bind: impl FnOnce(&mut Self), inside: impl FnOnce(&mut Self)) {
        self.scoped(|this| {
            bind(this);
            if this.edition == Edition::Since2024 {
                return inside(this);
            }
            this.scoped(inside);
            this.end_temporaries();
        });
    }
}
