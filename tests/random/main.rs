//! Random functions, natively and under `#[manual_async]`: the same comparison as the hand-written suite.
//!
//! - `MANUAL_ASYNC_RANDOM_FUNCTIONS=20000` makes more of them,
//! - `MANUAL_ASYNC_RANDOM_SEED=7` makes others,
//! - `MANUAL_ASYNC_RANDOM_SEEDS=20` does it for so many seeds, one after the other, from the first one on,
//! - `MANUAL_ASYNC_RANDOM_ONLY=123` makes number 123 of its seed alone, and prints it,
//! - `MANUAL_ASYNC_RANDOM_SHOW=10` shows more failures than the three shortest functions,
//! - `MANUAL_ASYNC_RANDOM_WITHOUT=Closures,Labels` leaves constructs out (their names: `features.rs`).
//!
//! Beside them small functions that are not random: every construct in every other one.
//!
//! - `MANUAL_ASYNC_NESTED_FUNCTIONS=20000` makes more of them,
//! - `MANUAL_ASYNC_NESTED_FIRST=20000` begins with that number, and `MANUAL_ASYNC_NESTED_ONLY=123` makes one alone,
//! - `MANUAL_ASYNC_NESTED_DEPTH=2` puts one more construct in between,
//! - `MANUAL_ASYNC_NESTED_HAVING='coin(,weigh('` leaves out those that have none of these texts in them.

mod borrows;
mod branches;
mod called_late;
mod captures;
mod diagnosis;
mod early;
mod everyday;
mod exits;
mod expressions;
mod extended;
mod features;
mod fields;
mod generator;
mod heads;
mod inside;
mod led_elsewhere;
mod lists;
mod loops;
mod macros;
mod nested;
mod nestings;
mod operators;
mod parameters;
mod positions;
mod project;
mod rng;
mod scope;
mod selects;
mod shapes;
mod statements;
mod table;
mod updates;
mod variants;

use diagnosis::Broken;
use generator::{Function, Generator};
use project::Project;
use std::{
    collections::BTreeMap,
    env,
    ops::Range,
    sync::{Mutex, PoisonError},
};

/// How many functions a normal run compares.
const FUNCTIONS: u64 = 600;
const SEED: u64 = 1;
const NESTED: u64 = 400;

/// From how many functions on it pays to compile the macro well.
const MANY: u64 = 2_000;

fn knob(name: &str) -> Option<u64> {
    let value = env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name}={value} is not a number")))
}

#[test]
fn random_functions_are_equal() {
    let first = knob("MANUAL_ASYNC_RANDOM_SEED").unwrap_or(SEED);
    let seeds = knob("MANUAL_ASYNC_RANDOM_SEEDS").unwrap_or(1);
    let count = knob("MANUAL_ASYNC_RANDOM_FUNCTIONS").unwrap_or(FUNCTIONS);
    let macro_level = if count * seeds > MANY { 2 } else { 0 };
    let compare = |seed| compare(seed, count, macro_level).inspect_err(|report| println!("seed {seed}: {report}"));
    let reports: Vec<String> = (first..first + seeds).filter_map(|seed| compare(seed).err()).collect();
    assert!(reports.is_empty(), "{}", reports.join("\n\n"));
}

#[test]
fn nested_functions_are_equal() {
    let (depth, only) = (knob("MANUAL_ASYNC_NESTED_DEPTH").unwrap_or(1), knob("MANUAL_ASYNC_NESTED_ONLY"));
    let first = only.or(knob("MANUAL_ASYNC_NESTED_FIRST")).unwrap_or(0);
    let count = only.map_or_else(|| knob("MANUAL_ASYNC_NESTED_FUNCTIONS").unwrap_or(NESTED), |_| 1);
    let end = nested::count(depth as usize).min(first + count);
    let mut functions = nested::functions(depth as usize, first..end);
    if let Ok(texts) = env::var("MANUAL_ASYNC_NESTED_HAVING") {
        functions.retain(|function| texts.split(',').any(|text| function.source.contains(text)));
    }
    let again = format!("MANUAL_ASYNC_NESTED_DEPTH={depth} MANUAL_ASYNC_NESTED_ONLY=");
    let set = Set { name: &format!("depth {depth} from {first} on"), again: &again, functions: &functions };
    if let Err(report) = set.compare(if count > MANY { 2 } else { 0 }, true) {
        panic!("{report}");
    }
}

/// Compares the functions of one seed; gives a report if some differ.
fn compare(seed: u64, count: u64, macro_level: u32) -> Result<(), String> {
    let only = knob("MANUAL_ASYNC_RANDOM_ONLY");
    let functions = generate(seed, only.map_or(0..count, |number| number..number + 1));
    let again = format!("MANUAL_ASYNC_RANDOM_SEED={seed} MANUAL_ASYNC_RANDOM_ONLY=");
    Set { name: &format!("seed {seed}"), again: &again, functions: &functions }.compare(macro_level, false)
}

/// Functions that are compared together.
#[derive(Clone, Copy)]
struct Set<'f> {
    name: &'f str,
    /// With the number of a function behind it: how that is made alone.
    again: &'f str,
    functions: &'f [Function],
}

impl Set<'_> {
    /// Those that are wrong natively are left out, if they `may_be_wrong`.
    fn compare(self, macro_level: u32, may_be_wrong: bool) -> Result<(), String> {
        // One at a time: all are written to the same place, so that what they stand on is compiled once.
        static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
        let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        if let [only] = self.functions {
            println!("{}", only.source);
        }
        let (project, mut broken) = compile(self.functions, macro_level, may_be_wrong);
        let all = self.functions.len() - broken.len();
        if may_be_wrong {
            leave_out(self.functions, &mut broken);
        }
        let said = project.run();
        let mut failures = Failures { set: self, found: Vec::new() };
        broken.iter().for_each(|(number, errors)| failures.add(Some(*number), errors));
        failures.add_all(&said);
        if !failures.found.is_empty() {
            return Err(failures.report());
        }
        let compared = said.lines().filter_map(|line| line.strip_prefix("compared "));
        let runs: u64 = compared.map(|count| count.parse::<u64>().expect("a number of runs")).sum();
        println!("{all} functions of {}, {runs} runs of each form: equal", self.name);
        assert!(runs > 0);
        Ok(())
    }
}

fn generate(seed: u64, chosen: Range<u64>) -> Vec<Function> {
    let features = features::switched_on();
    chosen.map(|number| Generator::function(seed, number, &features)).collect()
}

/// Compiles what can be compiled, so that one refused function does not hide how the others behave.
fn compile(functions: &[Function], macro_level: u32, may_be_wrong: bool) -> (Project, Broken) {
    let (mut broken, mut is_native) = (Broken::new(), may_be_wrong);
    loop {
        let project = Project::write("random", macro_level, functions, &broken);
        let more = if is_native { project.check_native() } else { project.build() };
        if more.is_empty() && !is_native {
            return (project, broken);
        }
        is_native &= !more.is_empty();
        broken.extend(more);
    }
}

/// Those that are no Rust natively say nothing about the macro. How many there are is printed, and why: constructs that are wrong everywhere
/// would test nothing.
fn leave_out(functions: &[Function], broken: &mut Broken) {
    let all = broken.len();
    let (wrong, others): (Broken, Broken) =
        std::mem::take(broken).into_iter().partition(|(_, errors)| errors.contains(diagnosis::NATIVELY));
    *broken = others;
    let mut kinds = BTreeMap::<&str, Vec<u64>>::new();
    for (number, errors) in &wrong {
        let kind = errors.lines().find_map(|line| line.strip_prefix(diagnosis::NATIVELY)).unwrap_or_default();
        kinds.entry(kind).or_default().push(*number);
    }
    println!(
        "{} of {} functions are left out, as they are wrong natively ({all} do not compile):",
        wrong.len(),
        functions.len()
    );
    kinds.iter().for_each(|(kind, numbers)| println!("{:>5} x {kind}: {}, ..", numbers.len(), numbers[0]));
}

/// What went wrong, for the report.
struct Failures<'f> {
    set: Set<'f>,
    /// How long the function is, the function, and what is wrong.
    found: Vec<(usize, String, String)>,
}

impl Failures<'_> {
    fn add(&mut self, number: Option<u64>, why: &str) {
        let Some(function) = self.set.functions.iter().find(|function| Some(function.number) == number) else {
            return self.found.push((0, String::new(), why.to_owned()));
        };
        let Function { source, number, .. } = function;
        let again = self.set.again;
        self.found.push((source.len(), format!("{again}{number}\n\n{source}\n"), why.to_owned()));
    }

    /// All `FAILED f123: ..` that the programs print.
    fn add_all(&mut self, said: &str) {
        for report in said.split("FAILED ").skip(1) {
            let report = report.split("\ncompared ").next().unwrap_or(report);
            let name = report.split(':').next().and_then(|name| name.strip_prefix('f'));
            self.add(name.and_then(|number| number.parse().ok()), report);
        }
    }

    /// How many failures of which kind, in their first line.
    fn kinds(&self) -> String {
        let mut kinds = BTreeMap::<&str, usize>::new();
        for (_, _, why) in &self.found {
            let first = why.lines().next().unwrap_or_default();
            *kinds.entry(if first.contains("error") { first } else { "behaves differently" }).or_default() += 1;
        }
        kinds.into_iter().map(|(kind, count)| format!("{count:>5} x {kind}\n")).collect()
    }

    /// The shortest functions: they are the easiest to understand.
    fn report(mut self) -> String {
        self.found.sort();
        let numbers = format!("{} of {} functions fail:\n{}", self.found.len(), self.set.functions.len(), self.kinds());
        let shown = knob("MANUAL_ASYNC_RANDOM_SHOW").unwrap_or(3) as usize;
        let shown: Vec<_> = self.found.into_iter().take(shown).map(|(_, function, why)| function + &why).collect();
        format!("{numbers}\nThe shortest first:\n\n{}", shown.join("\n\n"))
    }
}

#[test]
fn the_same_seed_makes_the_same_functions() {
    let (first, again) = (generate(5, 0..50), generate(5, 25..50));
    for (a, b) in first[25..].iter().zip(&again) {
        assert_eq!(a.source, b.source);
    }
}
