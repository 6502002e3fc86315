//! Random functions, natively and under `#[manual_async]`: the same comparison as the hand-written suite.
//!
//! - `MANUAL_ASYNC_RANDOM_FUNCTIONS=20000` makes more of them,
//! - `MANUAL_ASYNC_RANDOM_SEED=7` makes others,
//! - `MANUAL_ASYNC_RANDOM_ONLY=123` makes number 123 of its seed alone, and prints it,
//! - `MANUAL_ASYNC_RANDOM_WITHOUT=Closures,Labels` leaves constructs out (their names: `features.rs`).

mod borrows;
mod branches;
mod expressions;
mod features;
mod generator;
mod loops;
mod project;
mod rng;
mod scope;
mod statements;

use generator::{Function, Generator};
use project::Project;
use std::{env, ops::Range};

/// How many functions a normal run compares.
const FUNCTIONS: u64 = 2000;
const SEED: u64 = 1;

fn knob(name: &str) -> Option<u64> {
    let value = env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name}={value} is not a number")))
}

#[test]
fn random_functions_are_equal() {
    let seed = knob("MANUAL_ASYNC_RANDOM_SEED").unwrap_or(SEED);
    let only = knob("MANUAL_ASYNC_RANDOM_ONLY");
    let count = knob("MANUAL_ASYNC_RANDOM_FUNCTIONS").unwrap_or(FUNCTIONS);
    let chosen = only.map_or(0..count, |index| index..index + 1);
    let functions = generate(seed, chosen.clone());
    if only.is_some() {
        println!("{}", functions[0].source);
    }
    let project = Project::write("random", &functions);
    project.build().unwrap_or_else(|why| panic!("seed {seed}: {why}"));
    let said = project.run();
    let failures = failures(&said, seed, chosen.start, &functions);
    assert!(failures.is_empty(), "{failures}");
    let compared = said.lines().filter_map(|line| line.strip_prefix("compared "));
    let runs: u64 = compared.map(|count| count.parse::<u64>().expect("a number of runs")).sum();
    println!("{} functions of seed {seed}, {runs} runs of each form: equal", functions.len());
    assert!(runs > 0);
}

fn generate(seed: u64, chosen: Range<u64>) -> Vec<Function> {
    let features = features::switched_on();
    chosen.map(|index| Generator::function(seed, index, &features)).collect()
}

/// The failures that the programs report, the shortest function first: seed, source, and how the logs differ.
fn failures(said: &str, seed: u64, first: u64, functions: &[Function]) -> String {
    let mut failures: Vec<(usize, String)> = Vec::new();
    for report in said.split("FAILED ").skip(1) {
        let number = report.strip_prefix("f").and_then(|rest| rest.split(':').next()?.parse::<u64>().ok());
        let source = number.map_or("", |number| &functions[(number - first) as usize].source);
        let again = number.map_or(String::new(), |number| {
            format!("MANUAL_ASYNC_RANDOM_SEED={seed} MANUAL_ASYNC_RANDOM_ONLY={number}\n\n")
        });
        failures.push((source.len(), format!("{again}{source}\n{report}\n")));
    }
    failures.sort();
    let count = failures.len();
    let shown: String = failures.into_iter().take(3).map(|failure| failure.1).collect();
    if count == 0 { shown } else { format!("{count} failures, the shortest functions first:\n\n{shown}") }
}

#[test]
fn the_same_seed_makes_the_same_functions() {
    let (first, again) = (generate(5, 0..50), generate(5, 25..50));
    for (a, b) in first[25..].iter().zip(&again) {
        assert_eq!(a.source, b.source);
    }
}
