//! From which parameters may one kept value borrow together?
//!
//! Each parameter has lifetimes of its own, and what borrows from two of them lives as long as both: for a time that no
//! type in the signature names. The signature gets a name for it, then.

use std::collections::HashSet;

use super::{bits::Bits, nodes::Flow};
use crate::model::{
    graph::Graph,
    ids::LocalId,
    local::LocalKind,
    machine::{LocalFacts, Storage},
};

/// The parameters that something which lives across an await may borrow from, beside another one.
pub fn find(graph: &Graph, flow: &Flow, locals: &[LocalFacts]) -> HashSet<LocalId> {
    let count = graph.locals.len();
    let lenders = reaching(graph, flow);
    let of = |named: &[LocalId]| {
        let mut all = Bits::empty(count);
        named.iter().for_each(|local| all.union(&lenders[local.index()]));
        all
    };
    let kept = (0..count).map(LocalId::new).filter(|local| locals[local.index()].storage == Storage::State);
    let kept = kept.filter(|local| !is_argument(graph, *local)).map(|local| of(&[local]));
    let awaited = flow.operands.values().map(|operand| of(&operand.locals));
    let several = kept.chain(awaited).map(|all| all.iter(count).collect::<Vec<_>>()).filter(|all| all.len() > 1);
    several.flatten().collect()
}

/// For each local, the parameters that a borrow in it may come from: those that a statement names beside it, and what
/// reached the others that it names.
fn reaching(graph: &Graph, flow: &Flow) -> Vec<Bits> {
    let count = graph.locals.len();
    let mut reaching = vec![Bits::empty(count); count];
    for (index, lenders) in reaching.iter_mut().enumerate() {
        let local = LocalId::new(index);
        if is_argument(graph, local) {
            lenders.add(local);
        }
    }
    loop {
        let before = reaching.clone();
        for unit in &flow.units {
            let mut all = Bits::empty(count);
            unit.locals.iter().for_each(|local| all.union(&reaching[local.index()]));
            for local in unit.locals.iter().filter(|local| !is_argument(graph, **local)) {
                reaching[local.index()].union(&all);
            }
        }
        if reaching == before {
            return reaching;
        }
    }
}

fn is_argument(graph: &Graph, local: LocalId) -> bool {
    graph.local(local).kind == LocalKind::Argument
}
