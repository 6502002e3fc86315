//! Parts of a text that tests write: what stands between two lines that hold markers.

use std::ops::Range;

/// The text with something else between the lines that contain `name:begin` and `name:end`.
#[track_caller]
pub fn replace(text: &str, name: &str, with: &str) -> String {
    let mut text = text.to_owned();
    let range = between(&text, name);
    text.replace_range(range, with);
    text
}

/// What stands between the markers.
#[track_caller]
pub fn find<'t>(text: &'t str, name: &str) -> &'t str {
    &text[between(text, name)]
}

#[track_caller]
fn between(text: &str, name: &str) -> Range<usize> {
    let line_of = |marker: &str| text.find(marker).unwrap_or_else(|| panic!("there is no `{marker}`"));
    let (begin, end) = (line_of(&format!("{name}:begin")), line_of(&format!("{name}:end")));
    let first = text[begin..].find('\n').map_or(text.len(), |length| begin + length + 1);
    let last = text[..end].rfind('\n').map_or(0, |newline| newline + 1);
    assert!(first <= last, "the markers of `{name}` stand in each other's place");
    first..last
}
