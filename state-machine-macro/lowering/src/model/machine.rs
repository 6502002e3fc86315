//! The machine: the graph, and what the analysis found out about it.

use std::collections::{HashMap, HashSet};

use syn::Member;

use super::{
    graph::{Entry, Graph, Step},
    ids::{AnswerId, AwaitId, BlockId, LocalId, MentionId, PartId},
    local::LocalKind,
};

#[derive(Debug)]
pub struct Machine {
    pub graph: Graph,
    /// By local.
    pub locals: Vec<LocalFacts>,
    /// Blocks that can be reached, in the order in which they are emitted.
    pub blocks: Vec<BlockId>,
    /// Mentions at which a local is taken out of its slot.
    pub takes: HashSet<MentionId>,
    /// Mentions by value after which the local is used again, so that its type must be `Copy`, or a reference.
    pub copies: HashSet<MentionId>,
    /// Those of them that are copied even where the local is on the stack.
    pub copied_from_stack: HashSet<MentionId>,
    /// How closures and async blocks capture a local that lives in a slot, by its first mention inside.
    pub captures: HashMap<MentionId, Capture>,
    /// Calls of methods in closures that may take what is captured, by the same mention.
    pub held: HashMap<MentionId, HeldFor>,
    /// What such closures capture of which fields, by the same mention.
    pub captured_fields: HashMap<MentionId, CapturedFields>,
    /// What a closure with a `move` captures that stands in another one, by the same mention.
    pub taken_along: HashSet<MentionId>,
    /// Receivers of methods that may take them. Where a local is named by anything else, it is known.
    pub asks: HashSet<MentionId>,
    /// Which of several such calls tells whether the local has a value while the machine waits.
    pub deciding: HashMap<LocalId, MentionId>,
    /// Closures that are such receivers, and what is asked about each.
    pub closures: HashMap<LocalId, Vec<Moved>>,
    /// Mentions at which such fields are moved away.
    pub part_takes: HashMap<MentionId, Vec<PartTake>>,
    /// What rustc is asked about them.
    pub answers: Vec<Asked>,
    /// `S { a, ..x }`, by the mention of `x`.
    pub updates: HashMap<MentionId, PartId>,
    /// Temporaries of which what they point to is used by value.
    pub dereferenced: HashSet<LocalId>,
    /// Fields that patterns in code without awaits take apart.
    pub patterns: HashMap<MentionId, Apart>,
    /// Scrutinees that are taken by some of the patterns.
    pub matched: HashSet<MentionId>,
    /// By value, and named again: if the type is not `Copy`, what names it again does not run then.
    pub perhaps_last: HashSet<MentionId>,
    /// What has a value when a step is entered, in the order of declaration.
    pub entries: HashMap<BlockId, Vec<Held>>,
    /// Locals that reachable code gives a value, or names.
    pub defined: HashSet<LocalId>,
    /// Steps that do nothing, by block and step; with the number of steps the block's end.
    pub idle: HashSet<(BlockId, usize)>,
    /// Locals that live on the stack from the entry of a block on.
    pub released: HashMap<BlockId, HashSet<LocalId>>,
    /// Parameters that a step reads once, and whose slots keep them.
    pub by_value: HashSet<LocalId>,
    pub states: Vec<State>,
    /// Locals that a closure borrows which uses another one by value.
    pub lent_beside: HashSet<LocalId>,
}

impl Machine {
    pub fn arguments(&self) -> Vec<LocalId> {
        let graph = &self.graph;
        graph.local_ids().filter(|local| graph.local(*local).kind == LocalKind::Argument).collect()
    }

    /// Parameters as they are stored before the first poll: first those that keep their place.
    pub fn argument_fields(&self) -> Vec<LocalId> {
        let is_kept = |local: &LocalId| self.locals[local.index()].storage == Storage::State;
        let (kept, taken): (Vec<LocalId>, Vec<LocalId>) = self.arguments().into_iter().partition(is_kept);
        [kept, taken].concat()
    }

    /// The fields of the state before the first poll.
    pub fn first_fields(&self) -> Vec<Field> {
        let arguments = self.argument_fields().into_iter().enumerate();
        let fields = arguments.flat_map(|(at, local)| {
            let flag = self.has_flag(local).then_some(Field::Flag(local));
            with_flag(Field::Local(local), flag, at == 0)
        });
        fields.collect()
    }

    /// Beside such a local stands its flag, wherever it stands. An argument that stands in the first state alone has none.
    pub fn has_flag(&self, local: LocalId) -> bool {
        let facts = self.locals[local.index()];
        let is_flag = |field: &Field| matches!(field, Field::Flag(flag) | Field::FlagHole(flag) if *flag == local);
        let waits = || self.states.iter().any(|state| state.fields.iter().any(is_flag));
        facts.storage == Storage::State && facts.guard.has_flag() && waits()
    }

    /// Does no state keep anything but the future that it awaits? Then nothing has to stay where it is while another state
    /// comes, and each step is a state.
    pub fn is_bare(&self) -> bool {
        let is_state = |block: &BlockId| match self.graph.block(*block).entry {
            Entry::Resume(_) | Entry::Branch => true,
            Entry::Label(_) => *block == BlockId(0),
        };
        self.blocks.iter().all(is_state)
            && self.locals.iter().all(|facts| facts.storage == Storage::Stack)
            && self.states.iter().all(|state| matches!(state.fields[..], [Field::Future(_)]))
            && self.answers.is_empty()
            && !self.parameters_are_mixed()
    }

    /// Do patterns put something into slots before the last parameter has left its own?
    pub fn parameters_are_mixed(&self) -> bool {
        let steps = self.graph.block(BlockId(0)).steps.iter();
        let mut patterns = steps.skip_while(|step| matches!(step, Step::Parameter(_)));
        patterns.any(|step| matches!(step, Step::Parameter(_)))
    }

    /// Does it wait somewhere only to be dropped? Then rustc is asked whether its type is copied.
    pub fn is_idle(&self, local: LocalId) -> bool {
        let is_asked = matches!(self.locals[local.index()].guard, Guard::Conditional { flag: Flag::Asked(_) });
        is_asked && self.graph.idle.values().flatten().any(|idle| *idle == local)
    }

    /// The same of one of which parts may have been moved away.
    pub fn is_kept_unless_copied(&self, local: LocalId) -> bool {
        self.locals[local.index()].guard == Guard::Conditional { flag: Flag::Parts(Kept::UnlessCopied) }
    }

    /// Does it depend on an answer of rustc's whether there is room for it?
    pub fn has_room_if_needed(&self, local: LocalId) -> bool {
        self.locals[local.index()].guard == Guard::Conditional { flag: Flag::Asked(Room::IfBorrowed) }
            || self.is_kept_unless_copied(local)
    }
}

/// A local and its flag. That of the first one stands behind the tag, where there is room for it.
pub fn with_flag(local: Field, flag: Option<Field>, is_first: bool) -> impl Iterator<Item = Field> {
    let (before, after) = if is_first { (flag, None) } else { (None, flag) };
    before.into_iter().chain([local]).chain(after)
}

/// `a.b` of `x.a.b`
pub type Part = Vec<Member>;

/// A field that a mention moves away, if all of these are so.
#[derive(Debug)]
pub struct PartTake {
    pub part: PartId,
    pub when: Vec<When>,
}

/// What patterns move out of a field.
#[derive(Debug)]
pub struct Apart {
    /// By pattern, if it binds anything: which of the local's parts that is.
    pub parts: Vec<Option<PartId>>,
    /// A part of what they match gets a value of its own later.
    pub set_inside: bool,
}

/// An answer of rustc's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum When {
    Takes(AnswerId),
    Borrows(AnswerId),
}

/// What only rustc knows. Where a closure uses what it captures by value, or calls a method on it: does it move that? Where a
/// method is called on a field: does it take it? Where a closure names fields: is what they
/// are in something that dereferences, so that the closure takes that? Where a pattern looks into what something points to:
/// is that a box?
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    pub mention: MentionId,
    /// The field; empty for the local itself.
    pub of: Part,
    /// What a pattern binds out of what that points to: does that move?
    pub part: Option<PartId>,
}

/// What a closure perhaps moves of what it captures.
#[derive(Debug)]
pub struct Moved {
    pub asked: Asked,
    /// By a method that is called on it, and otherwise because it is used by value.
    pub by_method: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct LocalFacts {
    pub storage: Storage,
    pub guard: Guard,
}

/// Where a local lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Storage {
    /// It is an ordinary local of the code it stands in.
    Stack,
    /// It crosses a jump from one step to another, and no await: a slot on `poll`'s stack.
    Frame,
    /// It lives across an await: a slot in the state.
    State,
}

/// What drops a local that lives in a slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Guard {
    /// There is nothing to drop, as its declaration shows, and so no guard.
    None,
    /// Whether it has a value is known everywhere.
    Owned,
    /// Whether it has a value is known when the code runs.
    Conditional {
        /// How it is known at an await.
        flag: Flag,
    },
}

/// Where the state has room for a local about which rustc is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Room {
    /// Wherever it lives, it is the method's receiver: there is room for it only if the method borrows it. Otherwise it
    /// never leaves `poll`'s stack.
    IfBorrowed,
    /// It also waits elsewhere, and so has a place of its own.
    Always,
}

impl Guard {
    /// Does something in the state tell whether it has a value?
    pub fn has_flag(self) -> bool {
        matches!(self, Guard::Conditional { flag: Flag::Stored | Flag::Asked(_) | Flag::Parts(_) })
    }
}

/// What tells, while the machine waits, whether a local has a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flag {
    /// At no await that has to be told.
    None,
    /// A flag in the state.
    Stored,
    /// Whether the one method that was called on it takes its receiver: a type, which takes no room.
    Asked(Room),
    /// Whether its type is copied: otherwise it has moved.
    Copied,
    /// Parts of it may have been moved away: a set of them.
    Parts(Kept),
}

/// When a value is kept of which parts may have been moved away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kept {
    Always,
    /// It waits only to be dropped, and if its type is copied, there is nothing to drop.
    UnlessCopied,
}

/// A local that has a value at some point, or may have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Held {
    pub local: LocalId,
    pub certain: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Capture {
    Move,
    Copy,
    Borrow,
    /// By value, if a method that is called on it in the closure takes it.
    Held,
    /// Only fields of it, each by value.
    Fields,
    /// Only fields of it, some by value.
    Parts,
}

/// What a closure or block without `move` captures of a local of which it names nothing but fields. The others it borrows.
#[derive(Clone, Default, Debug)]
pub struct CapturedFields {
    /// By value.
    pub taken: Vec<Part>,
    /// By value, if the method takes it that is called on it there, and that alone.
    pub called: Vec<(Part, MentionId)>,
}

/// Calls in a closure of methods that may take what it captures.
#[derive(Clone, Default, Debug)]
pub struct HeldFor {
    pub calls: Vec<MentionId>,
    /// Nothing else in the closure names it.
    pub alone: bool,
    /// Or only what it points to.
    pub led: bool,
    /// It is called itself: perhaps it is a closure, of which rustc does not know yet whether it is copied.
    pub is_called: bool,
}

/// What is stored while the machine waits.
#[derive(Debug)]
pub struct State {
    pub await_id: AwaitId,
    /// The fields in the order of their offsets.
    pub fields: Vec<Field>,
    /// What is dropped with it, in this order, after the awaited future.
    pub drops: Vec<Held>,
    /// What is used behind the await.
    pub used: Vec<LocalId>,
    /// What others may be writing to.
    pub lent: Vec<Lent>,
}

/// A local that may be borrowed exclusively while the machine waits.
#[derive(Debug)]
pub struct Lent {
    pub local: LocalId,
    /// Only if its type is an exclusive reference, or leads to one.
    pub if_reference: bool,
    pub to: Borrower,
}

/// What holds an exclusive borrow.
#[derive(Debug)]
pub enum Borrower {
    /// Something that is there: the awaited future.
    Certain,
    /// These, unless their types hold nothing.
    Locals(Vec<LocalId>),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    Local(LocalId),
    /// The last of the locals, if the method that was called on it has not taken it.
    Kept(LocalId),
    /// Storage of a local that is not needed here, but stands before one that is.
    Hole(LocalId),
    Flag(LocalId),
    FlagHole(LocalId),
    Future(AwaitId),
}
