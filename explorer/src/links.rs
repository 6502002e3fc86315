//! Which piece of the source each piece of an expansion comes from.
//!
//! The tokens of an expansion carry the places of the source they come from; the printer keeps the tokens in order, but
//! not their places. So the printed text is read again and its tokens are put beside those that were printed. The printer
//! adds and leaves out a comma or a pair of brackets here and there, which is what a comparison of two texts is made for.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::leaves::Leaf;
use crate::position::Range;

/// A piece of an expansion, and where it comes from.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Link {
    pub source: Range,
    pub expansion: Range,
}

/// The links between `source` and `printed`, the text of the tokens `made` read again. In the order of `printed`.
pub fn links(source: &str, made: &[Leaf], printed: &[Leaf]) -> Vec<Link> {
    let words = |leaves: &[Leaf]| leaves.iter().map(|leaf| leaf.text.clone()).collect::<Vec<_>>();
    let (made_words, printed_words) = (words(made), words(printed));
    let mut links: Vec<Link> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    for operation in capture_diff_slices(Algorithm::Myers, &made_words, &printed_words) {
        let DiffOp::Equal { old_index, new_index, len } = operation else { continue };
        for step in 0..len {
            let (from, to) = (&made[old_index + step], &printed[new_index + step]);
            // Made-up code carries the place of what it stands for.
            if source.get(from.span.byte_range()) != Some(from.text.as_str()) {
                continue;
            }
            let link = Link { source: Range::of(from.span), expansion: Range::of(to.span) };
            let neighbour = last == (old_index + step).checked_sub(1).zip((new_index + step).checked_sub(1));
            match links.last_mut() {
                Some(before) if neighbour && follows(before, &link) => {
                    before.source.end = link.source.end;
                    before.expansion.end = link.expansion.end;
                }
                _ => links.push(link),
            }
            last = Some((old_index + step, new_index + step));
        }
    }
    links
}

/// Does it go on where the other ends, in the same line of both?
fn follows(before: &Link, link: &Link) -> bool {
    let goes_on = |before: Range, next: Range| {
        before.end.line == next.start.line && (0..=1).contains(&next.start.column.wrapping_sub(before.end.column))
    };
    goes_on(before.source, link.source) && goes_on(before.expansion, link.expansion)
}
