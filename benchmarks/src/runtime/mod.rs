//! The bundled runtime and its peers.

mod embassy;
mod executors;
mod files;
mod many_files;
mod subjects;
mod timers;

use crate::{
    Result, instructions,
    report::{Figure, Report, Row},
};
use std::{env, process::Command};

/// The name of our own subject.
const OURS: &str = "manual-async";

/// How a kind of work is measured.
enum Method {
    /// Instructions of so many operations; each of them does as much work as the second number says.
    Instructions { count: u64, each: u64 },
    /// What the measured program says, as the median of so many runs that take turns.
    Said { count: u64, runs: usize },
}

/// What is to be measured together.
struct Plan {
    /// What the measured program knows it by.
    key: &'static str,
    method: Method,
    subjects: &'static [&'static str],
    /// The rows that come of it, each with its unit: as many as the measured program says.
    rows: &'static [(&'static str, &'static str)],
}

/// Peers that do less than the others (embassy's tasks are static, and have no handles): shown, and not compared.
const NOT_COMPARED: &[&str] = &["embassy", "async-task"];

const EXECUTORS: &[&str] = &[OURS, "LocalPool", "smol", "tokio", "async-task", "embassy"];
const WITH_HANDLES: &[&str] = &[OURS, "LocalPool", "smol", "tokio", "async-task"];
const TIMERS: &[&str] = &[OURS, "async-io", "tokio", "futures-timer"];
const FILES: &[&str] = &[OURS, "blocking", "async-fs", "tokio::fs"];

const OPEN_FILES: &[&str] = &[OURS, "async-fs", "tokio File"];

const INSTRUCTIONS: &str = "instructions";
const TIMES_STD: &str = "times std";

const PLANS: &[Plan] = &[
    Plan {
        key: "spawn",
        method: Method::Instructions { count: 20_000, each: 1 },
        subjects: EXECUTORS,
        rows: &[("spawn a trivial task and run it", INSTRUCTIONS)],
    },
    Plan {
        key: "yield",
        method: Method::Instructions { count: 20_000, each: 1 },
        subjects: EXECUTORS,
        rows: &[("one task yields", INSTRUCTIONS)],
    },
    Plan {
        key: "yield-many",
        method: Method::Instructions { count: 2, each: executors::MANY },
        subjects: EXECUTORS,
        rows: &[("each of 10,000 tasks yields", INSTRUCTIONS)],
    },
    Plan {
        key: "ping-pong",
        method: Method::Instructions { count: 10_000, each: 2 },
        subjects: EXECUTORS,
        rows: &[("two tasks wake each other in turn", INSTRUCTIONS)],
    },
    Plan {
        key: "join",
        method: Method::Instructions { count: 5_000, each: 1 },
        subjects: WITH_HANDLES,
        rows: &[("spawn and join through a handle", INSTRUCTIONS)],
    },
    Plan {
        key: "woken-from-afar",
        method: Method::Instructions { count: 500, each: 1 },
        subjects: EXECUTORS,
        rows: &[("another thread wakes a sleeping executor", INSTRUCTIONS)],
    },
    Plan {
        key: "memory",
        method: Method::Said { count: 1_000_000, runs: 3 },
        subjects: WITH_HANDLES,
        rows: &[("a waiting task with a future of 64 bytes", "bytes")],
    },
    Plan {
        key: "timers",
        method: Method::Said { count: 100_000, runs: 3 },
        subjects: TIMERS,
        rows: &[
            ("100,000 timers of 2 s", "processor ms"),
            ("the last of them is late by", "ms"),
            ("each of them, its task and handle included", "bytes"),
        ],
    },
    Plan {
        key: "million-timers",
        method: Method::Said { count: 1_000_000, runs: 1 },
        subjects: TIMERS,
        rows: &[
            ("1,000,000 timers of 2 s", "processor ms"),
            ("the last of a million is late by", "ms"),
            ("each of a million", "bytes"),
        ],
    },
    Plan {
        key: "file-1k",
        method: Method::Said { count: 1 << 10, runs: 5 },
        subjects: FILES,
        rows: &[("read a file of 1 KiB", TIMES_STD)],
    },
    Plan {
        key: "file-opened",
        method: Method::Said { count: 1 << 10, runs: 5 },
        subjects: OPEN_FILES,
        rows: &[("open a file of 1 KiB, and read it in another step", TIMES_STD)],
    },
    Plan {
        key: "file-by-thread",
        method: Method::Said { count: 1 << 10, runs: 5 },
        subjects: FILES,
        rows: &[("read a file of 1 KiB in `/proc`, by another thread", TIMES_STD)],
    },
    Plan {
        key: "file-from-disc",
        method: Method::Said { count: 1 << 10, runs: 5 },
        subjects: FILES,
        rows: &[("read a file of 1 KiB from the disc", TIMES_STD)],
    },
    Plan {
        key: "many-files",
        method: Method::Said { count: 1_000, runs: 5 },
        subjects: FILES,
        rows: &[
            ("1,000 files of 1 KiB from the disc, at once", "times std, one by one"),
            ("the threads that take part", "threads"),
        ],
    },
    Plan {
        key: "file-1m",
        method: Method::Said { count: 1 << 20, runs: 5 },
        subjects: FILES,
        rows: &[("read a file of 1 MiB", TIMES_STD)],
    },
    Plan {
        key: "file-256m",
        method: Method::Said { count: 256 << 20, runs: 3 },
        subjects: FILES,
        rows: &[("read a file of 256 MiB", TIMES_STD)],
    },
];

/// Measures everything whose key contains `filter`.
pub fn report(filter: &str) -> Result<Report> {
    let mut rows = Vec::new();
    for plan in PLANS.iter().filter(|plan| plan.key.contains(filter)) {
        rows.extend(plan.measure()?);
    }
    Ok(Report { ours: OURS, rows })
}

impl Plan {
    fn measure(&self) -> Result<Vec<Row>> {
        eprintln!("{} ...", self.key);
        let values = self.values()?;
        let row = |(nth, &(work, unit)): (usize, &(&'static str, &'static str))| {
            let figures = self.subjects.iter().zip(&values).map(|(&subject, values)| Figure {
                subject,
                value: values[nth],
                is_compared: !NOT_COMPARED.contains(&subject),
            });
            let (ours, peers) = figures.partition(|figure| figure.subject == OURS);
            let [Figure { value: ours, .. }] = Vec::try_into(ours).map_err(|_| "there is one figure of our own")?;
            Ok(Row { work, unit, ours, peers })
        };
        self.rows.iter().enumerate().map(row).collect()
    }

    /// For each subject, what its rows show.
    fn values(&self) -> Result<Vec<Vec<f64>>> {
        let measured = |subject| ["measure", "runtime", self.key, subject];
        match self.method {
            Method::Instructions { count, each } => {
                let cost = |&subject| Ok(vec![instructions::per_operation(&measured(subject), count)? / each as f64]);
                self.subjects.iter().map(cost).collect()
            }
            Method::Said { count, runs } => {
                let mut said = vec![vec![Vec::new(); self.rows.len()]; self.subjects.len()];
                for _ in 0..runs {
                    for (said, subject) in said.iter_mut().zip(self.subjects) {
                        let values = what_it_says(&measured(subject), count)?;
                        said.iter_mut().zip(values).for_each(|(said, value)| said.push(value));
                    }
                }
                Ok(said.into_iter().map(|rows| rows.into_iter().map(median).collect()).collect())
            }
        }
    }
}

fn what_it_says(measured: &[&str], count: u64) -> Result<Vec<f64>> {
    let output = Command::new(env::current_exe()?).args(measured).arg(count.to_string()).output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    let values = said.split_whitespace().map(str::parse).collect::<std::result::Result<Vec<f64>, _>>();
    let values = values.ok().filter(|values| output.status.success() && !values.is_empty());
    values.ok_or_else(|| format!("{measured:?} failed: {}", String::from_utf8_lossy(&output.stderr)).into())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Does one kind of work, for the program that watches this one.
pub fn measure(key: &str, subject: &str, count: &str) -> Result<()> {
    let count: u64 = count.parse()?;
    if !PLANS.iter().any(|plan| plan.key == key && plan.subjects.contains(&subject)) {
        return Err(format!("nobody knows how {subject} does {key}").into());
    }
    let said = match key {
        "timers" | "million-timers" => timers::measure(subject, count)?,
        "many-files" => many_files::measure(subject, count)?,
        _ if key.starts_with("file-") => vec![files::measure(key, subject, count)?],
        _ => executors::measure(key, subject, count)?,
    };
    said.iter().for_each(|value| println!("{value}"));
    Ok(())
}
