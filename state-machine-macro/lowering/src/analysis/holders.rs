//! Who may point into a local?
//!
//! A statement that borrows `x` may put the borrow into anything else that it names. Parameters are left out: their
//! types hold no lifetime as short as that of a local.

use super::{
    bits::Bits,
    nodes::{Flow, NodeId, Unit},
};
use crate::model::{
    graph::{Graph, Width},
    ids::LocalId,
    local::LocalKind,
};

pub struct Holders {
    /// Locals that a borrow could have reached from each other.
    group: Vec<usize>,
    borrowed: Bits,
    count: usize,
}

pub fn find(graph: &Graph, flow: &Flow) -> Holders {
    of_units(graph, flow.units.iter())
}

/// The same at a node, for those who may point into this local: nobody did before it got its value.
pub fn find_since_defined(graph: &Graph, flow: &Flow, local: LocalId, node: NodeId) -> Holders {
    let before = flow.since_defined(local, node);
    of_units(graph, flow.units.iter().filter(|unit| before.contains(&unit.end)))
}

pub fn of_units<'u>(graph: &Graph, units: impl Iterator<Item = &'u Unit>) -> Holders {
    let count = graph.locals.len();
    let mut holders = Holders { group: (0..count).collect(), borrowed: Bits::empty(count), count };
    for unit in units {
        let mut holding = unit.locals.iter().filter(|local| may_hold(graph, unit, **local));
        // What nothing else is named with, nothing else points into.
        let is_alone = |local: &LocalId| holding.clone().all(|other| other == local);
        unit.borrowed.iter().filter(|local| !is_alone(local)).for_each(|local| holders.borrowed.add(*local));
        if let Some(first) = holding.next() {
            for other in holding {
                holders.join(*first, *other);
            }
            // What is borrowed from a parameter or a number can be held by the others.
            for local in &unit.borrowed {
                holders.join(*first, *local);
            }
        }
    }
    holders
}

/// May the statement put a borrow, or an address, into this local?
fn may_hold(graph: &Graph, unit: &Unit, local: LocalId) -> bool {
    graph.local(local).kind != LocalKind::Argument
        && match graph.numbers.get(&local) {
            None => true,
            Some(Width::Narrow) => false,
            Some(Width::Wide) => unit.defined.contains(&local) || unit.borrowed.contains(&local),
        }
}

impl Holders {
    fn root(&self, local: usize) -> usize {
        let mut local = local;
        while self.group[local] != local {
            local = self.group[local];
        }
        local
    }

    fn join(&mut self, a: LocalId, b: LocalId) {
        let (a, b) = (self.root(a.index()), self.root(b.index()));
        self.group[a] = b;
    }

    /// Could one of `holding` point into `local`?
    pub fn pointed_into(&self, graph: &Graph, local: LocalId, holding: &Bits) -> bool {
        let root = self.root(local.index());
        self.borrowed.has(local)
            && holding.iter(self.count).any(|other| {
                let may_hold =
                    graph.local(other).kind != LocalKind::Argument && graph.numbers.get(&other) != Some(&Width::Narrow);
                other != local && may_hold && self.root(other.index()) == root
            })
    }
}
