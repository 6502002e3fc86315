//! What happens in a body, in which order: plain data.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use syn::Pat;

use crate::model::{
    graph,
    ids::{AwaitId, BlockId, JumpId, LocalId, MentionId},
    machine::{CapturedFields, HeldFor, Part},
};

pub type NodeId = usize;

/// How an expression uses a local.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// By value: it moves, unless its type is `Copy`.
    Value,
    /// A method whose name does not say whether it takes its receiver by value; a call of the local.
    Unclear,
    /// It moves where this is the last use: a call of a closure that owns only what its body moves, a macro that likely takes
    /// what it is given.
    Last,
    /// As a place that may be borrowed for longer than the expression.
    Borrow,
    /// As a place that is looked at: a comparison, a format argument.
    Inspect,
}

#[derive(Debug)]
pub enum Event {
    Nothing,
    Use {
        local: LocalId,
        mention: MentionId,
        how: How,
    },
    /// The local gets a value. `mention` where that is an assignment in the source.
    Define {
        local: LocalId,
        mention: Option<MentionId>,
    },
    /// The local's storage begins or ends here: it has no value after this.
    End(LocalId),
    /// A method is called on the local, which may take it by value. Only rustc knows.
    MayMove {
        local: LocalId,
        /// Where the local is named; a temporary is not.
        mention: Option<MentionId>,
        method: String,
    },
    /// The local waits only to be dropped. If its type is copied there is nothing to drop, and it need not wait. Only rustc knows.
    Idle(LocalId),
    /// The local is matched by value: some patterns take it, others leave it.
    Matched {
        local: LocalId,
        mention: MentionId,
    },
    /// A branch ends, or a loop's body. What it ends with may be of type `!`, so that nobody gets any further, which
    /// only rustc knows.
    MayDiverge,
    /// A block is entered, which hides what is not in its scopes.
    Enter(BlockId),
}

#[derive(Debug)]
pub struct Node {
    pub event: Event,
    /// The block whose code it is in.
    pub block: BlockId,
    pub next: Vec<NodeId>,
}

/// Locals that are named in one statement, so that one may end up in another.
#[derive(Clone, Debug, Default)]
pub struct Unit {
    pub locals: Vec<LocalId>,
    /// Those that get a value.
    pub defined: Vec<LocalId>,
    /// Those that the statement may have borrowed.
    pub borrowed: Vec<LocalId>,
    /// Those that a closure without `move` uses by value: it borrows them, if they are copied.
    pub captured: Vec<(LocalId, MentionId)>,
    /// Those that the statement may have borrowed exclusively.
    pub exclusive: Vec<Exclusive>,
    /// A closure or block is made in it, or a macro may make one.
    pub closes: bool,
    /// Where the statement ends.
    pub end: NodeId,
}

/// A local that may be borrowed exclusively.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Exclusive {
    pub local: LocalId,
    /// All of it, and not a part.
    pub whole: bool,
    /// Only if it is an exclusive reference itself, or leads to one: it is used by value, or was not declared `mut`.
    pub if_reference: bool,
}

/// Those of the arms, and what they look into.
pub struct Patterns {
    pub of: Part,
    pub pats: Vec<Pat>,
}

#[derive(Default)]
pub struct Flow {
    pub nodes: Vec<Node>,
    pub units: Vec<Unit>,
    /// The nodes of each statement: its temporaries live as long.
    pub statements: Vec<Range<NodeId>>,
    /// What the operand of each await named: the future may hold it.
    pub operands: HashMap<AwaitId, Unit>,
    /// Where each block is entered.
    pub entries: Vec<NodeId>,
    /// Where each block begins: what is out of scope there is gone.
    pub starts: Vec<NodeId>,
    /// The last node of each block, before its jump.
    pub ends: HashMap<BlockId, NodeId>,
    pub jumps: HashMap<JumpId, NodeId>,
    /// What patterns look into, which stays where it is unless it moves.
    pub scrutinees: HashSet<MentionId>,
    /// What patterns bind nothing of, and perhaps do not look at: natively it may have been moved before.
    pub unproven: HashSet<MentionId>,
    /// The fields that are named behind a local, where it is not used as a whole.
    pub fields: HashMap<MentionId, Vec<Part>>,
    /// Where those fields are used by value.
    pub parted: HashSet<MentionId>,
    /// Mentions of which something is taken by value, or copied: nothing points into the local afterwards.
    pub read_out: HashSet<MentionId>,
    /// The method that is called on such a field, if its name does not say whether it takes its receiver.
    pub part_methods: HashMap<MentionId, String>,
    /// Where those fields get a value.
    pub assigned: HashSet<MentionId>,
    /// The same, and what a local points to.
    pub set: HashSet<MentionId>,
    /// Patterns that look into fields, or boxes, and bind something by value.
    pub patterns: HashMap<MentionId, Patterns>,
    /// Those of a `let` without `else`, which cannot fail to match.
    pub certain: HashSet<MentionId>,
    /// Temporaries of which what they point to is used by value.
    pub dereferenced: HashSet<LocalId>,
    /// What `S { a, ..x }` takes.
    pub updates: HashMap<MentionId, graph::Part>,
    /// Before each step, and with the number of steps before the end, by block and step.
    pub steps: HashMap<(BlockId, usize), NodeId>,
    /// Receivers that methods take, as everybody knows. What is named again is called where it is: it is copied, or it is another method.
    pub receivers: HashSet<MentionId>,
    /// Receivers that are copied before the method is called, so that nothing it gives can point to the local.
    pub read: HashSet<MentionId>,
    /// What is named to get at a part of it, or at what it points to. If it is a reference, that is not borrowed.
    pub reached_through: HashSet<MentionId>,
    /// How closures and async blocks use what they capture, by one mention inside for each local.
    pub captures: HashMap<MentionId, (How, bool)>,
    /// Captures of what is not changed inside, if it is copied there: a copy would do as well.
    pub kept_inside: HashSet<MentionId>,
    /// Captures of what a closure or block inside takes along, by the same mention: the outer one, which may be called again,
    /// copies it.
    pub taken_inside: HashSet<MentionId>,
    /// What a closure or block takes along that stands in another one, by one mention inside.
    pub taken_along: HashSet<MentionId>,
    /// Locals that a closure borrows which uses another one by value.
    pub lent_beside: HashSet<LocalId>,
    /// What a closure uses by value of what it captures, by the same mention: unless that is copied, it can be called once.
    pub moved_inside: HashMap<MentionId, Vec<Part>>,
    /// What a closure captures that names some fields by value, by the same mention.
    pub captured_fields: HashMap<MentionId, CapturedFields>,
    /// Where methods are called on it in the closure that may take it, by the same mention.
    pub held: HashMap<MentionId, HeldFor>,
}

impl Unit {
    /// What is not moved by the closure that uses it by value, that closure borrows.
    pub fn settle(&mut self, is_moved: impl Fn(MentionId) -> bool) {
        let copied = std::mem::take(&mut self.captured).into_iter().filter(|(_, mention)| !is_moved(*mention));
        self.borrowed.extend(copied.map(|(local, _)| local));
    }
}

impl Flow {
    /// The nodes that can be reached from where the function starts.
    pub fn reachable(&self) -> HashSet<NodeId> {
        let mut work = vec![self.entries[0]];
        let mut reachable = HashSet::from([self.entries[0]]);
        while let Some(node) = work.pop() {
            work.extend(self.nodes[node].next.iter().copied().filter(|next| reachable.insert(*next)));
        }
        reachable
    }

    /// The nodes from which `node` can be reached.
    pub fn before(&self, node: NodeId) -> HashSet<NodeId> {
        self.back_from(node, |_| false)
    }

    /// The nodes from which `node` can be reached while the local keeps its value.
    pub fn since_defined(&self, local: LocalId, node: NodeId) -> HashSet<NodeId> {
        self.back_from(node, |event| matches!(event, Event::Define { local: defined, .. } if *defined == local))
    }

    /// Does a field of the local get its value `at` a mention that can be reached from a node, before all of the local gets another
    /// one? Where it is not known, it does.
    pub fn is_set_after(&self, local: LocalId, at: MentionId, node: NodeId) -> bool {
        let sets = |data: &Node| matches!(data.event, Event::Use { mention, .. } if mention == at);
        let mut set = self.nodes.iter().enumerate().filter(|(_, data)| sets(data)).map(|(node, _)| node).peekable();
        set.peek().is_none() || set.any(|set| self.since_defined(local, set).contains(&node))
    }

    fn back_from(&self, node: NodeId, ends: impl Fn(&Event) -> bool) -> HashSet<NodeId> {
        let mut previous: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
        for (from, data) in self.nodes.iter().enumerate().filter(|(_, data)| !ends(&data.event)) {
            data.next.iter().for_each(|to| previous.entry(*to).or_default().push(from));
        }
        let (mut before, mut work) = (HashSet::new(), vec![node]);
        while let Some(node) = work.pop() {
            let new = previous.get(&node).into_iter().flatten().copied().filter(|previous| before.insert(*previous));
            work.extend(new);
        }
        before
    }
}
