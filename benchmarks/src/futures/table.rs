//! What was measured, as a table for a terminal or in Markdown: it is both.

use super::{Futures, Pair};
use std::fmt::{self, Display, Formatter};

impl Pair {
    /// How many times as much as natively; nothing, where that is too little to be compared.
    fn ratio(self) -> Option<f64> {
        (self.native >= 1.0 && self.rewritten >= 1.0).then(|| self.rewritten / self.native)
    }
}

impl Display for Pair {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Pair { native, rewritten } = self;
        match self.ratio() {
            Some(ratio) => write!(f, "{native:.0} → {rewritten:.0} | {ratio:.2}"),
            None => write!(f, "{native:.0} → {rewritten:.0} | –"),
        }
    }
}

/// The mean of ratios that is the same from both sides, and the largest of them.
fn mean_and_most(pairs: impl Iterator<Item = Pair>) -> String {
    let ratios: Vec<f64> = pairs.filter_map(Pair::ratio).collect();
    let mean = (ratios.iter().map(|ratio| ratio.ln()).sum::<f64>() / ratios.len() as f64).exp();
    let most = ratios.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    format!("{mean:.2}, at most {most:.2}")
}

impl Display for Futures {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "| shape | bytes | × | least | ready: instructions | × | pending: instructions | × |")?;
        writeln!(f, "|---|--:|--:|--:|--:|--:|--:|--:|")?;
        for row in &self.shapes {
            let least = row.least_bytes;
            writeln!(f, "| {} | {} | {least} | {} | {} |", row.shape, row.bytes, row.ready, row.pending)?;
        }
        writeln!(f, "\n| loop, an iteration that does not wait | instructions | × |\n|---|--:|--:|")?;
        for row in &self.loops {
            writeln!(f, "| {} | {} |", row.name, row.iteration)?;
        }
        writeln!(f, "\n{}", self.summary())
    }
}

impl Futures {
    /// Rewritten beside native: the geometric means.
    pub fn summary(&self) -> String {
        let code = self.code.ratio().unwrap_or_default();
        format!(
            "Rewritten beside native, geometric means over {} shapes: bytes {}; instructions until ready {}; instructions of \
             a pending poll {}; of an iteration that does not wait {}; all machine code {code:.2}.",
            self.shapes.len(),
            mean_and_most(self.shapes.iter().map(|row| row.bytes)),
            mean_and_most(self.shapes.iter().map(|row| row.ready)),
            mean_and_most(self.shapes.iter().map(|row| row.pending)),
            mean_and_most(self.loops.iter().map(|row| row.iteration)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_the_same_from_both_sides() {
        let pairs = [Pair { native: 10.0, rewritten: 5.0 }, Pair { native: 5.0, rewritten: 10.0 }];
        assert_eq!(mean_and_most(pairs.into_iter()), "1.00, at most 2.00");
    }

    #[test]
    fn what_is_nothing_is_not_compared() {
        assert_eq!(Pair { native: 0.0, rewritten: 3.0 }.ratio(), None);
        assert_eq!(Pair { native: 16.0, rewritten: 0.0 }.to_string(), "16 → 0 | –");
    }
}
