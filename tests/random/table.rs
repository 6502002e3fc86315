//! The table of all statements.

use crate::{
    features::Feature::{self, *},
    generator::Generator,
};

type Maker = fn(&mut Generator) -> Option<()>;

/// What there is, and how often.
const STATEMENTS: &[(usize, Option<Feature>, Maker)] = &[
    (10, None, Generator::let_number),
    (8, Some(Guards), Generator::let_noisy),
    (3, None, Generator::let_other),
    (8, None, Generator::await_something),
    (6, Some(Assignments), Generator::assign),
    (3, Some(Assignments), Generator::add_assign),
    (3, Some(PlaceAssignments), Generator::add_to_a_place),
    (3, Some(Leftovers), Generator::take_a_part),
    (6, None, Generator::give_away),
    (3, Some(Reinit), Generator::reinitialise),
    (3, Some(Destructuring), Generator::destructure),
    (2, Some(Underscore), Generator::underscore),
    (2, Some(Underscore), Generator::name_only),
    (3, Some(DeferredInit), Generator::declare_empty),
    (4, Some(Macros), Generator::say),
    (3, Some(MacroAwaits), Generator::macro_statement),
    (2, Some(NestedItems), Generator::nested_items),
    (1, Some(Recursion), Generator::recursion),
    (3, Some(FutureLocals), Generator::let_future),
    (3, Some(MoveClosures), Generator::move_closure),
    (2, Some(Locks), Generator::lock),
    (3, Some(Fields), Generator::fields),
    (8, None, Generator::exit_sometimes),
    (4, Some(LetElse), Generator::let_else),
    (7, Some(If), Generator::if_statement),
    (4, Some(IfLet), Generator::if_let),
    (5, Some(Match), Generator::match_number),
    (4, Some(Match), Generator::match_maybe),
    (4, Some(Leftovers), Generator::match_parts),
    (4, Some(Leftovers), Generator::if_let_parts),
    (3, Some(Blocks), Generator::block),
    (3, Some(LabelledBlocks), Generator::labelled_block),
    (4, Some(While), Generator::while_loop),
    (4, Some(WhileLet), Generator::while_let),
    (3, Some(Loop), Generator::plain_loop),
    (3, Some(LoopValues), Generator::loop_with_value),
    (4, Some(For), Generator::for_range),
    (4, Some(ForOverLists), Generator::for_list),
    (6, Some(Borrows), Generator::borrow),
    (4, Some(Closures), Generator::closure),
    (3, Some(AsyncBlocks), Generator::async_block),
    (2, Some(Boxes), Generator::box_move),
    (3, Some(Lists), Generator::growing_list),
    (3, Some(RefBindings), Generator::bind_by_reference),
    (2, Some(Conditional), Generator::conditional),
    (2, Some(MacroAwaits), Generator::written),
    (3, Some(Destructuring), Generator::destructure_struct),
    (2, Some(Reinit), Generator::refill),
    (4, Some(Updates), Generator::update),
    (3, Some(ApartAssignments), Generator::assign_apart),
    (2, Some(ApartAssignments), Generator::assign_both),
    (3, Some(ApartAssignments), Generator::replace),
    (4, Some(NowAndThen), Generator::now_and_then),
    (4, Some(Variants), Generator::match_variants),
    (3, Some(Variants), Generator::if_let_variants),
    (2, Some(Variants), Generator::while_variants),
    (2, Some(Variants), Generator::let_else_variants),
    (2, Some(Variants), Generator::variants_by_reference),
    (4, Some(Extended), Generator::extended),
    (2, Some(Extended), Generator::extended_or_else),
    (3, Some(Heads), Generator::match_on_temporary),
    (3, Some(Heads), Generator::reference_into_temporary),
    (3, Some(Heads), Generator::if_let_on_temporary),
    (3, Some(Heads), Generator::loop_on_temporary),
    (4, Some(LetChains), Generator::chain),
    (3, Some(Selects), Generator::select),
    (2, Some(Selects), Generator::select_in_a_loop),
    (2, Some(Selects), Generator::select_of_futures),
    (2, Some(Selects), Generator::try_join),
    (3, Some(CapturedParts), Generator::captured_part),
    (2, Some(AsyncClosures), Generator::async_closure),
    (4, Some(Slices), Generator::match_slice),
    (3, Some(OutOfBoxes), Generator::out_of_a_box),
    (4, Some(LetMatch), Generator::let_match),
    (4, Some(Options), Generator::option),
    (4, Some(Results), Generator::result),
    (3, Some(Itself), Generator::itself),
    (2, Some(Wild), Generator::wild),
    (3, Some(Vectors), Generator::list_of_many),
    (3, Some(BoxedFutures), Generator::boxed_future),
    (4, Some(LeftOperands), Generator::leaves_an_operand),
    (4, Some(WholeMatches), Generator::match_whole),
    (3, Some(SetOnTheWayOut), Generator::set_on_the_way_out),
    (3, Some(ReadEarly), Generator::read_early),
    (3, Some(LedElsewhere), Generator::led_elsewhere),
    (3, Some(CalledLate), Generator::call_late),
    (3, Some(Operators), Generator::operate),
    (2, Some(Cells), Generator::change_a_cell),
    (2, Some(Cells), Generator::change_a_list),
];

impl Generator {
    /// At most so many statements, as long as the budget lasts.
    pub fn statements(&mut self, most: usize) {
        for _ in 0..most {
            if self.budget == 0 {
                return;
            }
            self.budget -= 1;
            self.statement();
        }
    }

    fn statement(&mut self) {
        let possible: Vec<(usize, Maker)> = STATEMENTS
            .iter()
            .filter(|(_, feature, _)| feature.is_none_or(|feature| self.on(feature)))
            .map(|&(weight, _, make)| (weight, make))
            .collect();
        for _ in 0..4 {
            if self.rng.weighted(&possible)(self).is_some() {
                return;
            }
        }
        self.let_number();
    }
}
