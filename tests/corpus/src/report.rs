//! What is printed, and what is written as JSON.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use crate::functions::{Complaint, Function, Verdict};
use crate::run::Report;
use crate::sizes::Size;

/// How many functions there are of each verdict, and why; with `all`, the place of each.
pub fn verdicts(functions: &[Function], all: bool) -> String {
    let mut text = String::new();
    let refused = groups(functions, |verdict| match verdict {
        Verdict::Refused(complaints) => complaints.first(),
        _ => None,
    });
    let fails = groups(functions, |verdict| match verdict {
        Verdict::DoesNotCompile(complaint) => Some(complaint),
        _ => None,
    });
    let total = functions.len();
    let refusals: usize = refused.iter().map(|(_, places)| places.len()).sum();
    let share = if total == 0 { 100.0 } else { 100.0 * (total - refusals) as f64 / total as f64 };
    let _ = writeln!(text, "{total} functions, {} accepted ({share:.1} %), {refusals} refused", total - refusals);
    for (title, groups) in [("refused", refused), ("does not compile", fails)] {
        for (message, places) in groups {
            let _ = writeln!(text, "  {title}, {}: {message}", places.len());
            let shown = if all { places.len() } else { 3.min(places.len()) };
            for place in &places[..shown] {
                let _ = writeln!(text, "      {place}");
            }
            if shown < places.len() {
                let _ = writeln!(text, "      .. and {} more", places.len() - shown);
            }
        }
    }
    text
}

/// The functions by message, the most frequent first. Names in backticks do not make a message another one.
fn groups<'a>(
    functions: &'a [Function],
    which: impl Fn(&'a Verdict) -> Option<&'a Complaint>,
) -> Vec<(String, Vec<String>)> {
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for function in functions {
        if let Some(complaint) = which(&function.verdict) {
            let place = format!("{}:{} `{}`", function.file.display(), complaint.line, function.name);
            groups.entry(complaint.message.clone()).or_default().push(place);
        }
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, places)| std::cmp::Reverse(places.len()));
    groups
}

/// All about one crate.
pub fn details(report: &Report, all: bool) -> String {
    let mut text = format!("\n== {}\n{}", report.label, verdicts(&report.functions, all));
    if report.in_macros > 0 {
        let _ = writeln!(text, "  and {} `async fn` in macros, which were left alone", report.in_macros);
    }
    for dropped in &report.dropped {
        let _ = writeln!(text, "  left out: {dropped}");
    }
    for error in &report.unexplained {
        let _ = writeln!(text, "  does not build, and no function could be found for it:\n{error}");
    }
    for (title, tests) in [("differs", &report.differ), ("passed when run again", &report.flaky)] {
        for test in tests {
            let _ = writeln!(text, "  {title}: {test}");
        }
    }
    text + &report.sizes.as_deref().map(sizes).unwrap_or_default()
}

/// What the futures take, and which take more.
fn sizes(sizes: &[Size]) -> String {
    let logarithm = |size: &Size| (size.rewritten.max(1) as f64 / size.native.max(1) as f64).ln();
    let mean = (sizes.iter().map(logarithm).sum::<f64>() / sizes.len().max(1) as f64).exp();
    let larger: Vec<&Size> = sizes.iter().filter(|size| size.rewritten > size.native).collect();
    let mut text = format!(
        "  bytes of a future, {} functions of which code was made: × {mean:.2} in the geometric mean, {} larger\n",
        sizes.len(),
        larger.len()
    );
    for Size { function, native, rewritten } in larger {
        let _ = writeln!(text, "  larger: `{function}`: {native} → {rewritten}");
    }
    text
}

/// One line for each crate.
pub fn table(reports: &[Report]) -> String {
    let mut text = String::from("\n");
    let head = [
        "crate",
        "async fn",
        "refused",
        "does not compile",
        "rewritten",
        "tests pass",
        "rewritten",
        "build",
        "rewritten",
    ];
    let mut rows = vec![head.map(str::to_owned)];
    for report in reports {
        let count = |which: fn(&Verdict) -> bool| report.functions.iter().filter(|f| which(&f.verdict)).count();
        let rounds = if report.rounds > 1 { format!(" (round {})", report.rounds) } else { String::new() };
        rows.push([
            report.label.clone(),
            report.functions.len().to_string(),
            count(|verdict| matches!(verdict, Verdict::Refused(_))).to_string(),
            count(|verdict| matches!(verdict, Verdict::DoesNotCompile(_))).to_string(),
            count(|verdict| matches!(verdict, Verdict::Rewritten)).to_string(),
            report.native.passed().to_string(),
            report.rewritten.passed().to_string(),
            format!("{:.1} s", report.native.build.as_secs_f64()),
            format!("{:.1} s{rounds}", report.rewritten.build.as_secs_f64()),
        ]);
    }
    let widths: Vec<usize> =
        (0..head.len()).map(|column| rows.iter().map(|row| row[column].len()).max().unwrap_or(0)).collect();
    for row in rows {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        let _ = writeln!(text, "{}", cells.join("  ").trim_end());
    }
    text
}

/// The same for other programs.
pub fn json(reports: &[Report]) -> String {
    let reports: Vec<Value> = reports.iter().map(report_json).collect();
    serde_json::to_string_pretty(&reports).unwrap_or_default()
}

fn report_json(report: &Report) -> Value {
    let outcomes = |outcomes: &crate::suite::Outcomes| -> Value {
        outcomes.iter().map(|(name, outcome)| (name.clone(), Value::from(format!("{outcome:?}")))).collect()
    };
    json!({
        "crate": report.label,
        "functions": functions_json(&report.functions),
        "in_macros": report.in_macros,
        "left_out": report.dropped,
        "unexplained": report.unexplained,
        "rounds": report.rounds,
        "differ": report.differ,
        "flaky": report.flaky,
        "native": { "build_seconds": report.native.build.as_secs_f64(), "tests": outcomes(&report.native.outcomes) },
        "rewritten":
            { "build_seconds": report.rewritten.build.as_secs_f64(), "tests": outcomes(&report.rewritten.outcomes) },
        "bytes": report.sizes.as_ref().map(|sizes| sizes.iter().map(size_json).collect::<Vec<_>>()),
    })
}

fn size_json(size: &Size) -> Value {
    json!({ "function": size.function, "native": size.native, "rewritten": size.rewritten })
}

/// Every function, and what became of it.
pub fn functions_json(functions: &[Function]) -> Value {
    let one = |complaint: &Complaint| -> Value {
        json!({
            "line": complaint.line, "message": complaint.message, "rendered": complaint.rendered,
        })
    };
    let functions = functions.iter().map(|function| {
        let (verdict, messages) = match &function.verdict {
            Verdict::Rewritten => ("rewritten", Vec::new()),
            Verdict::Refused(complaints) => ("refused", complaints.iter().map(one).collect()),
            Verdict::DoesNotCompile(complaint) => ("does not compile", vec![one(complaint)]),
        };
        json!({
            "name": function.name, "file": function.file, "line": function.first_line,
            "verdict": verdict, "messages": messages,
        })
    });
    functions.collect()
}
