//! Body to control-flow graph.
//!
//! Only control flow that contains an await is cut; everything else stays verbatim inside a block.

mod again;
mod alike;
mod assignment;
mod binding;
mod builder;
mod control;
mod destructuring;
mod early;
mod ending;
mod expression;
mod extended;
mod fields;
mod guards;
mod inner_items;
mod jumps;
mod let_else;
mod loops;
mod macros;
mod matches;
mod opened;
mod operands;
mod parted;
mod place;
mod receivers;
mod shown;
mod statement;
mod tear;
mod temporaries;
mod tested;
mod waits;
mod whole;

use syn::{
    Block, ExprAwait, Macro,
    visit::{self, Visit},
};

use crate::{
    error::Errors,
    model::graph::{Entry, Graph, LabelKind, Step},
    model::input::Edition,
    refusal::{MAX_AWAITS, Refusal},
    resolve::Resolved,
    syntax::awaits,
};

pub use alike::number;
pub use binding::{Takes, binds_by_reference, binds_by_value, binds_uniquely, bound, declared, has_slice, takes};
pub use guards::Renamed;
pub use inner_items::mark_raised;
pub use operands::is_assignment;
pub use tear::in_parentheses;

use builder::Lowerer;

/// Can something in the body be refused here? Awaits in macros can, and too many.
pub fn may_refuse(body: &Block) -> bool {
    #[derive(Default)]
    struct Finder {
        awaits: usize,
        in_macro: bool,
    }
    impl Visit<'_> for Finder {
        fn visit_expr_await(&mut self, expr: &ExprAwait) {
            self.awaits += 1;
            visit::visit_expr_await(self, expr);
        }

        fn visit_macro(&mut self, mac: &Macro) {
            self.in_macro |= awaits::in_macro(mac) || awaits::tokens_await(mac.tokens.clone());
        }
    }
    let mut finder = Finder::default();
    finder.visit_block(body);
    // One may become several.
    finder.in_macro || finder.awaits > MAX_AWAITS / 10
}

/// Lowers the whole body into `graph`. Says whether the edition makes a difference.
pub fn lower(resolved: Resolved, edition: Edition, errors: &Errors) -> (Graph, bool) {
    let Resolved { graph, arguments, mut body } = resolved;
    let mut lowerer = Lowerer::new(graph, edition, errors);
    lowerer.take_assignments_apart(&mut body);
    lowerer.note_set_fields(&body);
    let addressed = place::addressed(&body);
    let start = lowerer.new_block(Entry::Label(LabelKind::Start));
    lowerer.start(start);
    let outer = lowerer.scope();
    for (argument, destructure) in arguments {
        lowerer.graph.locals[argument.index()].scope = Some(outer);
        lowerer.step(Step::Parameter(argument));
        destructure.into_iter().for_each(|stmt| lowerer.statement(stmt));
    }
    lowerer.temporaries = lowerer.inner_temporaries();
    let scope = lowerer.new_scope();
    lowerer.step(Step::Open(scope));
    lowerer.enter(scope);
    lowerer.function_body(body);
    // Whoever has the address may look at it to the end of its scope, though nobody drops it there.
    let Graph { plain, copies, .. } = &mut lowerer.graph;
    [plain, copies].into_iter().for_each(|known| known.retain(|local| !addressed.contains(local)));
    let count = lowerer.graph.awaits.len();
    if count > MAX_AWAITS {
        let name = lowerer.graph.function.as_ref().map(|function| function.name.clone());
        errors.push_spanned(name, Refusal::TooManyAwaits { count });
    }
    (lowerer.graph, lowerer.edition_matters)
}
