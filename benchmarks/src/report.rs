//! Figures, and the forms in which they are shown.

use crate::Result;
use serde::Serialize;
use std::{fmt::Write, fs, path::Path};

/// Everything that was measured.
#[derive(Serialize)]
pub struct Report {
    /// What the column of our own figures is called.
    pub ours: &'static str,
    pub rows: Vec<Row>,
}

/// One kind of work, done by everybody who can.
#[derive(Serialize)]
pub struct Row {
    pub work: &'static str,
    pub unit: &'static str,
    pub ours: f64,
    pub peers: Vec<Figure>,
}

#[derive(Serialize)]
pub struct Figure {
    pub subject: &'static str,
    pub value: f64,
    /// False for what does less than the others, and is only shown.
    pub is_compared: bool,
}

impl Row {
    /// The least of what is compared.
    fn best_peer(&self) -> Option<&Figure> {
        self.peers.iter().filter(|peer| peer.is_compared).min_by(|a, b| a.value.total_cmp(&b.value))
    }

    /// How many times as much the best peer needs.
    fn factor(&self) -> Option<f64> {
        self.best_peer().map(|best| best.value / self.ours)
    }
}

impl Report {
    /// A table for a terminal, or in Markdown: it is both.
    pub fn table(&self) -> String {
        let mut table =
            format!("| work | unit | {} | best peer, times as much | peers |\n|---|---|--:|--:|---|\n", self.ours);
        for row in &self.rows {
            let factor = match (row.best_peer(), row.factor()) {
                (Some(best), Some(factor)) => format!("{}, {factor:.2}", best.subject),
                _ => "none".into(),
            };
            let peers: Vec<_> =
                row.peers.iter().map(|peer| format!("{} {}", peer.subject, short(peer.value))).collect();
            let ours = short(row.ours);
            writeln!(table, "| {} | {} | {ours} | {factor} | {} |", row.work, row.unit, peers.join(", "))
                .expect("a string takes everything");
        }
        for (unit, mean) in self.means() {
            writeln!(table, "\nThe best peer of each row in {unit}, geometric mean: {mean:.2} times as much.")
                .expect("a string takes everything");
        }
        table
    }

    /// The geometric mean of the factors, for each unit in the order of its first row.
    fn means(&self) -> Vec<(&'static str, f64)> {
        let mut units: Vec<&'static str> = Vec::new();
        self.rows.iter().map(|row| row.unit).for_each(|unit| {
            if !units.contains(&unit) {
                units.push(unit);
            }
        });
        units
            .into_iter()
            .filter_map(|unit| {
                let rows = self.rows.iter().filter(|row| row.unit == unit);
                let logs: Vec<f64> = rows.filter_map(|row| Some(row.factor()?.ln())).collect();
                (logs.len() > 1).then(|| (unit, (logs.iter().sum::<f64>() / logs.len() as f64).exp()))
            })
            .collect()
    }
}

pub fn json(report: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string_pretty(report)? + "\n")
}

/// Puts figures between the two comments in the README that bear the name of their set.
pub fn write_into_readme(set: &str, figures: &str) -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let text = fs::read_to_string(&path)?;
    let (begin, end) = (format!("<!-- benchmarks {set}: begin -->\n"), format!("<!-- benchmarks {set}: end -->"));
    let outside = text.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    let (before, after) = outside.ok_or("the README has no place for these figures")?;
    Ok(fs::write(path, format!("{before}{begin}{figures}{end}{after}"))?)
}

/// Three digits or a little more: what can be trusted.
fn short(value: f64) -> String {
    match value {
        value if value < 10.0 => format!("{value:.2}"),
        value if value < 100.0 => format!("{value:.1}"),
        value => format!("{value:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(subject: &'static str, value: f64, is_compared: bool) -> Figure {
        Figure { subject, value, is_compared }
    }

    #[test]
    fn a_row_is_compared_with_the_best_of_those_that_do_the_same() {
        let peers = vec![figure("slow", 40.0, true), figure("less", 1.0, false), figure("quick", 20.0, true)];
        let row = |ours| Row { work: "work", unit: "instructions", ours, peers: Vec::new() };
        let report = Report { ours: "ours", rows: vec![Row { peers, ..row(10.0) }, row(3.0)] };
        let table = report.table();
        assert!(
            table.contains("| work | instructions | 10.0 | quick, 2.00 | slow 40.0, less 1.00, quick 20.0 |"),
            "{table}"
        );
        assert!(table.contains("| work | instructions | 3.00 | none |  |"), "{table}");
    }

    #[test]
    fn the_mean_is_geometric_and_of_one_unit() {
        let row = |unit, peer| Row { work: "work", unit, ours: 1.0, peers: vec![figure("peer", peer, true)] };
        let report = Report { ours: "ours", rows: vec![row("bytes", 2.0), row("times", 5.0), row("bytes", 8.0)] };
        let [(unit, mean)] = report.means()[..] else { panic!("one mean") };
        assert_eq!(unit, "bytes");
        assert!((mean - 4.0).abs() < 1e-9);
    }
}
