//! The body as a small control-flow graph: blocks of verbatim Rust, cut where an await or a jump around one is.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, Span};
use syn::{Attribute, Expr, Item, Member, Pat, Stmt, Type};

use super::{
    function::Function,
    ids::{AwaitId, BlockId, LocalId, MentionId, PartId, ScopeId},
    local::{Local, Mention},
    mark,
};

/// The whole body.
#[derive(Debug, Default)]
pub struct Graph {
    pub locals: Vec<Local>,
    pub mentions: Vec<Mention>,
    pub scopes: Vec<Scope>,
    /// The first is where the function starts.
    pub blocks: Vec<Block>,
    pub awaits: Vec<Await>,
    pub jumps: Vec<Jump>,
    /// Types written at `let x: Type;`, and at the `let` that a carried value goes to.
    pub declared_types: HashMap<LocalId, Type>,
    /// Locals of which the checked copy notes the type, with the name of the note.
    pub told: HashMap<LocalId, String>,
    /// Locals with nothing to drop, as their declaration shows: references and numbers.
    pub plain: HashSet<LocalId>,
    /// Locals that are copied where they are used by value, as their declaration shows.
    pub copies: HashSet<LocalId>,
    /// Numbers and the like, as their declaration shows: no reference is in them.
    pub numbers: HashMap<LocalId, Width>,
    /// References, as their declaration shows: a closure that moves takes them whole, even if it names fields only.
    pub references: HashSet<LocalId>,
    /// Locals whose types what becomes of them tells, as their declaration shows: what is given such a one takes it as it is.
    pub told_later: HashSet<LocalId>,
    /// Closures, as their declaration shows, without `move`: such a closure owns only what its body moves, and then it can be
    /// called once.
    pub closures: HashSet<LocalId>,
    /// What can be called again and again, as its declaration shows.
    pub called_again: HashSet<LocalId>,
    /// What can be called once, as its declaration shows.
    pub called_once: HashSet<LocalId>,
    /// `async` closures, as their declaration shows.
    pub async_closures: HashSet<LocalId>,
    /// Where receivers were named that are taken before the arguments of the method are evaluated, by what has them then.
    pub taken_early: HashMap<LocalId, MentionId>,
    /// Places of receivers that are there only if the method borrows them.
    pub lent_receivers: HashSet<LocalId>,
    /// Locals that may come to point to what is declared behind them, as their declaration shows.
    pub open: HashSet<LocalId>,
    /// Locals that were declared without `mut`.
    pub fixed: HashSet<LocalId>,
    /// Locals that get their value back where a pattern has not moved it, by the local that has it meanwhile.
    pub put_back: HashMap<LocalId, LocalId>,
    /// Mentions in code that runs only if an earlier copy of it has not.
    pub alternatives: HashSet<MentionId>,
    /// Mentions by value before such code, which names the local too: if they move it, that code does not run.
    pub perhaps_last: HashSet<MentionId>,
    /// Temporaries that are only there if the left side of a compound assignment comes first, and that side.
    pub sides: HashMap<LocalId, Ident>,
    /// What is moved out of locals that live on with the rest, in the order of its numbers.
    pub parts: HashMap<LocalId, Vec<Part>>,
    /// Fields of locals, or what these point to, that get new values, and where.
    pub set_fields: Vec<(LocalId, MentionId, Vec<Member>)>,
    /// Where the body, before it is cut, uses locals, and where a field of the same local gets a value behind that.
    pub set_behind: HashSet<(MentionId, MentionId)>,
    /// Where the body, before it is cut, uses locals: is each named again, before it gets another value?
    pub named_again: HashMap<MentionId, bool>,
    /// Locals in the order in which they are declared. They are dropped in the reverse order.
    pub declared: Vec<LocalId>,
    /// The function itself.
    pub function: Option<Function>,
    /// Blocks in the order in which their code stands in the source.
    pub order: Vec<BlockId>,
    /// What is named, and is none of a local there. If a slot had the name, rustc would say of one that it does not know that it cannot
    /// be reached.
    pub unknown: HashSet<String>,
    /// By await: locals that wait there only to be dropped, unless their types are copied.
    pub idle: HashMap<AwaitId, Vec<LocalId>>,
    /// Names of locals that are named although another of that name has been declared since: by a macro that was defined before.
    pub hidden_names: HashSet<String>,
    /// Items of the body. They stand once, although the body stands twice.
    pub items: Vec<Item>,
    /// By number: where those of them stood that were no items of the outermost scope.
    pub inner_items: HashMap<usize, ScopeId>,
}

/// What a local could hold that is no reference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Width {
    /// Nothing that leads to another local.
    Narrow,
    /// An address, as a number.
    Wide,
}

/// A lexical scope that contains an await.
#[derive(Debug)]
pub struct Scope {
    pub parent: Option<ScopeId>,
    /// Items that are declared in it.
    pub items: Vec<Item>,
}

/// One `.await`.
#[derive(Debug)]
pub struct Await {
    /// What is called, for the names of the state and of the field: `open` in `File::open(path).await`.
    pub callee: Ident,
    /// The line and the source text of the operand and `.await`.
    pub text: String,
    /// The source text alone.
    pub source: String,
    /// Where the operand begins.
    pub begin: Span,
    /// The word `await`.
    pub word: Span,
    /// How many futures it polls beside each other, if a macro awaits here that is known to do so; none otherwise.
    pub beside: usize,
    /// Something else in the same expression is evaluated before the awaited value is used.
    pub behind_operands: bool,
    /// Where the function goes on.
    pub resume: BlockId,
}

/// A `break` or `continue` out of verbatim code.
#[derive(Debug)]
pub struct Jump {
    pub target: BlockId,
    /// Where the value of `break value` goes.
    pub carry: Option<LocalId>,
}

#[derive(Debug)]
pub struct Block {
    /// The scopes that are open when it is entered: this one and its parents.
    pub scope: ScopeId,
    pub entry: Entry,
    pub steps: Vec<Step>,
    pub end: End,
}

/// How a block is entered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Entry {
    /// As a step: where the function starts, a loop's head, a place where branches meet.
    Label(LabelKind),
    /// As a step, when the awaited future is to be polled.
    Resume(AwaitId),
    /// From one branch of one other block, inside which it stands.
    Branch,
}

/// What a label is, for whoever reads the expansion.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LabelKind {
    Start,
    LoopHead(&'static str),
    AfterLoop(&'static str),
    Join(&'static str),
}

/// A piece of straight-line code.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "most steps are statements, and they are few")]
pub enum Step {
    /// A parameter is taken over, when the function starts.
    Parameter(LocalId),
    Open(ScopeId),
    Close(ScopeId),
    /// `let x;`, or a temporary that is filled later in the same statement.
    Declare(LocalId),
    /// A statement that stays as it is.
    Verbatim(Stmt),
    Let(Box<Let>),
    /// Moves out of a local what a pattern binds, and leaves the rest in it.
    Tear(Box<Tear>),
    /// Names that the branch which leads here has bound.
    Bound(Vec<LocalId>),
    /// The value of a construct that was cut.
    Store {
        carry: LocalId,
        value: Expr,
    },
    /// The end of the statement that a temporary belongs to.
    Drop(LocalId),
}

/// `let PAT = place;`, where the pattern is known to match.
#[derive(Debug)]
pub struct Tear {
    pub pat: Pat,
    /// A mention of the local.
    pub place: Expr,
    pub local: LocalId,
    /// Which of the local's parts it is.
    pub part: PartId,
    /// A part of what the pattern matches gets a value of its own later.
    pub set_inside: bool,
}

/// What is moved out of a local at one place.
#[derive(Clone, Debug)]
pub struct Part {
    /// The field; the local itself, if it is empty.
    pub of: Vec<Member>,
    pub taken: Taken,
}

/// How much of a field, or of a local.
#[derive(Clone, Debug)]
pub enum Taken {
    All,
    /// What `S { a, ..x }` takes of `x`: all fields but these.
    Others {
        path: syn::Path,
        but: Vec<Member>,
    },
    /// What a pattern binds by value.
    Bound {
        pat: Box<Pat>,
        /// It cannot fail to match: it is that of a `let`.
        always: bool,
        /// Where the value is named. Of the arms of a `match` only one is taken.
        site: Option<MentionId>,
    },
}

impl Part {
    /// So many have their bits in a byte, in which one bit says that there is no value, and one that it is an array.
    pub const IN_A_BYTE: usize = 6;
    /// So many have them in the largest set.
    pub const MOST: usize = 62;
}

/// `let PAT: TY = INIT else { DIVERGE };`
#[derive(Debug)]
pub struct Let {
    pub attrs: Vec<Attribute>,
    /// Where it begins and ends, if the user wrote it.
    pub ends: Option<(Span, Span)>,
    pub pat: Pat,
    pub ty: Option<Type>,
    pub init: Expr,
    pub diverge: Option<Expr>,
}

/// What a block ends with.
#[derive(Debug)]
pub enum End {
    Goto(BlockId),
    /// Creates the awaited future; the next step polls it.
    Suspend {
        await_id: AwaitId,
        operand: Expr,
    },
    If {
        span: Span,
        cond: Expr,
        then: BlockId,
        otherwise: BlockId,
    },
    Match {
        span: Span,
        attrs: Vec<Attribute>,
        scrutinee: Expr,
        arms: Vec<Arm>,
    },
    Return(Expr),
    /// What stands before never finishes.
    Unreachable,
}

#[derive(Debug)]
pub struct Arm {
    pub attrs: Vec<Attribute>,
    pub pat: Pat,
    pub guard: Option<Expr>,
    /// What was written after `=>`.
    pub written: Written,
    pub block: BlockId,
}

/// Which kind of expression was there, and where it ended.
#[derive(Clone, Copy, Debug)]
pub enum Written {
    Block(Span),
    Other(Span),
}

impl Graph {
    /// Can nothing be changed through it, as far as its declaration shows? It is not `mut`, and no `&mut`.
    pub fn is_looked_at(&self, local: LocalId) -> bool {
        let is_unique = self.references.contains(&local) && !self.copies.contains(&local);
        self.fixed.contains(&local) && !is_unique
    }

    /// Has it nothing to drop, as its declaration shows?
    pub fn is_never_dropped(&self, local: LocalId) -> bool {
        self.plain.contains(&local) || self.copies.contains(&local)
    }

    /// Where something inside of a place gets a new value.
    pub fn set_inside(&self, local: LocalId, of: &[Member]) -> impl Iterator<Item = MentionId> {
        let set = self.set_fields.iter().filter(move |(set, _, members)| *set == local && is_inside(members, of));
        set.map(|(_, at, _)| *at)
    }

    pub fn local(&self, id: LocalId) -> &Local {
        &self.locals[id.index()]
    }

    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.index()]
    }

    pub fn await_(&self, id: AwaitId) -> &Await {
        &self.awaits[id.index()]
    }

    /// The scope and its parents, innermost first.
    pub fn enclosing(&self, scope: ScopeId) -> impl Iterator<Item = ScopeId> + '_ {
        std::iter::successors(Some(scope), |scope| self.scopes[scope.index()].parent)
    }

    pub fn is_inside(&self, inner: ScopeId, outer: ScopeId) -> bool {
        self.enclosing(inner).any(|scope| scope == outer)
    }

    pub fn local_ids(&self) -> impl Iterator<Item = LocalId> + use<> {
        (0..self.locals.len()).map(LocalId::new)
    }

    pub fn block_ids(&self) -> impl Iterator<Item = BlockId> + use<> {
        (0..self.blocks.len()).map(BlockId::new)
    }
}

/// Is a place inside of another one? What is in a box is, and what something else points to is not.
fn is_inside(set: &[Member], of: &[Member]) -> bool {
    let is_pointed_to = |of: &[Member]| of.iter().any(mark::is_pointed_to);
    if !is_pointed_to(of) {
        return !is_pointed_to(set) && set.len() > of.len() && set.starts_with(of);
    }
    let (fields, of) = (mark::fields_of(set), mark::fields_of(of));
    fields.starts_with(&of) && (fields.len() > of.len() || is_pointed_to(set))
}
