//! Parameters that are shared references, and that nothing points to: a step reads them once, and names them as they were written.

use std::collections::HashSet;

use super::{
    Analysis,
    nodes::{Event, How},
};
use crate::model::{
    ids::LocalId,
    local::LocalKind,
    machine::{Guard, LocalFacts, Storage},
};

pub(super) fn find(analysis: &Analysis<'_>, locals: &[LocalFacts]) -> HashSet<LocalId> {
    let (graph, flow) = (analysis.graph, analysis.flow);
    let is_reference = |local: &LocalId| {
        let facts = locals[local.index()];
        graph.local(*local).kind == LocalKind::Argument
            && [&graph.references, &graph.copies, &graph.fixed].iter().all(|set| set.contains(local))
            && facts.storage != Storage::Stack
            && matches!(facts.guard, Guard::None)
    };
    let mut found: HashSet<LocalId> = graph.local_ids().filter(is_reference).collect();
    for node in &flow.nodes {
        match &node.event {
            Event::Use { local, mention, how } => {
                let is_borrowed = *how == How::Borrow && !flow.reached_through.contains(mention);
                // A closure would point to what is on the stack of a step.
                if is_borrowed || flow.captures.contains_key(mention) {
                    found.remove(local);
                }
            }
            Event::Define { local, mention: Some(_) } | Event::MayMove { local, .. } | Event::Matched { local, .. } => {
                found.remove(local);
            }
            _ => {}
        }
    }
    found
}
