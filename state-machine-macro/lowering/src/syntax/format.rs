//! Names that a format string captures: `{x}`, `{x:?}`, `{:width$.precision$}`.

/// The captured names in order, each once.
pub fn captures(format: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (argument, spec) in placeholders(format) {
        for name in std::iter::once(argument.trim()).chain(counts(spec)) {
            if is_name(name) && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }
    names
}

/// Is it a width or a precision there? Then it has to be a number, and no reference to one.
pub fn counts_with(format: &str, name: &str) -> bool {
    placeholders(format).iter().any(|(_, spec)| counts(spec).any(|count| count == name))
}

/// Is an address shown, which has to be that of the local itself?
pub fn shows_address(format: &str) -> bool {
    placeholders(format).iter().any(|(_, spec)| spec.trim_end().ends_with('p'))
}

/// `argument` and `spec` of each `{argument:spec}`.
fn placeholders(format: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = format;
    while let Some(open) = rest.find('{') {
        rest = &rest[open + 1..];
        if let Some(escaped) = rest.strip_prefix('{') {
            rest = escaped;
            continue;
        }
        let Some(close) = rest.find('}') else { break };
        found.push(rest[..close].split_once(':').unwrap_or((&rest[..close], "")));
        rest = &rest[close + 1..];
    }
    found
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
    use super::{captures, counts_with, shows_address};

    #[test]
    fn names_in_arguments_widths_and_precisions_are_captured() {
        assert_eq!(captures("{x} {{not}} {0} {} {y:?} {:>width$.prec$} {x}"), ["x", "y", "width", "prec"]);
        assert_eq!(captures("{x:>1$} {self_:#?}"), ["x", "self_"]);
        assert_eq!(captures("open { and no end"), [""; 0]);
    }

    #[test]
    fn a_width_is_the_whole_name() {
        assert!(counts_with("{:>len$} {n}", "len") && counts_with("{x:.len$}", "len"));
        assert!(!counts_with("{:>len$} {n}", "n") && !counts_with("{len} n$", "n"));
    }

    #[test]
    fn an_address_is_shown_by_the_sign_and_not_by_a_name() {
        assert!(shows_address("{x:p}") && shows_address("{:#p}"));
        assert!(!shows_address("{map} {top:?} p}"));
    }
}
