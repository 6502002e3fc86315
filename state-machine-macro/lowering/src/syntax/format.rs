//! Names that a format string captures: `{x}`, `{x:?}`, `{:width$.precision$}`.

/// The captured names in order, each once.
pub fn captures(format: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = format;
    while let Some(open) = rest.find('{') {
        rest = &rest[open + 1..];
        if let Some(escaped) = rest.strip_prefix('{') {
            rest = escaped;
            continue;
        }
        let Some(close) = rest.find('}') else { break };
        let (argument, spec) = rest[..close].split_once(':').unwrap_or((&rest[..close], ""));
        let mut add = |name: &str| {
            if is_name(name) && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        };
        add(argument.trim());
        counts(spec).for_each(&mut add);
        rest = &rest[close + 1..];
    }
    names
}

/// `width` and `precision` in `>width$.precision$`.
fn counts(spec: &str) -> impl Iterator<Item = &str> {
    spec.match_indices('$').map(move |(end, _)| {
        let before = &spec[..end];
        let start = before
            .rfind(|c: char| !(c.is_alphanumeric() || c == '_'))
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        &before[start..]
    })
}

fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && chars.all(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::captures;

    #[test]
    fn names_in_arguments_widths_and_precisions_are_captured() {
        assert_eq!(captures("{x} {{not}} {0} {} {y:?} {:>width$.prec$} {x}"), ["x", "y", "width", "prec"]);
        assert_eq!(captures("{x:>1$} {self_:#?}"), ["x", "self_"]);
        assert_eq!(captures("open { and no end"), [""; 0]);
    }
}
