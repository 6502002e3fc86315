//! Finds the function that an error of the compiler is about.

use std::collections::HashSet;
use std::path::Path;

use serde_json::Value;

use crate::functions::{Complaint, Function, Verdict};

/// Takes the attribute off every function that one of `errors` lies in, or, if there is none, that is called where one of them
/// lies. How many that are.
pub fn blame<'a>(functions: &mut [Function], errors: impl Iterator<Item = &'a Value> + Clone) -> usize {
    let mut blamed = 0;
    for error in errors.clone() {
        if let Some((index, line)) = culprit(functions, error) {
            blamed += usize::from(mark(&mut functions[index], line, error));
        }
    }
    if blamed > 0 {
        return blamed;
    }
    for error in errors {
        let words = written(error);
        for function in functions.iter_mut().filter(|function| words.contains(&function.name)) {
            let line = function.first_line;
            blamed += usize::from(mark(function, line, error));
        }
    }
    blamed
}

/// `false` if another error of the same build has said so already.
fn mark(function: &mut Function, line: usize, error: &Value) -> bool {
    if !matches!(function.verdict, Verdict::Rewritten) {
        return false;
    }
    let rendered = error["rendered"].as_str().unwrap_or_default().to_owned();
    function.verdict = Verdict::DoesNotCompile(Complaint { line, message: words(error), rendered });
    true
}

/// The words of the source that the primary spans of an error are about.
fn written(error: &Value) -> HashSet<String> {
    let spans = error["spans"].as_array().into_iter().flatten().filter(|span| span["is_primary"] == true);
    let lines = spans.flat_map(|span| span["text"].as_array().into_iter().flatten());
    let lines = lines.filter_map(|line| line["text"].as_str());
    lines.flat_map(|line| line.split(|c: char| !(c.is_alphanumeric() || c == '_'))).map(str::to_owned).collect()
}

/// The rewritten function that `error` points into, and the line.
fn culprit(functions: &[Function], error: &Value) -> Option<(usize, usize)> {
    let mut own = Vec::new();
    places(&error["spans"], &mut own);
    let mut notes = Vec::new();
    for note in error["children"].as_array().into_iter().flatten() {
        places(&note["spans"], &mut notes);
    }
    // What is not `Send` is said in a note; the error stands where somebody wants it to be.
    let about_use =
        error["message"].as_str().is_some_and(|text| text.contains("be sent") || text.contains("be shared"));
    let order = if about_use { [notes, own] } else { [own, notes] };
    order.into_iter().flatten().find_map(|(file, line)| Some((innermost(functions, &file, line)?, line)))
}

/// The file and line of every span, the primary ones first, and those of the macros that it comes from.
fn places(spans: &Value, to: &mut Vec<(String, usize)>) {
    let spans: Vec<&Value> = spans.as_array().into_iter().flatten().collect();
    let (primary, other): (Vec<&Value>, Vec<&Value>) = spans.into_iter().partition(|span| span["is_primary"] == true);
    for span in primary.into_iter().chain(other) {
        let mut span = span;
        while let (Some(file), Some(line)) = (span["file_name"].as_str(), span["line_start"].as_u64()) {
            to.push((file.to_owned(), usize::try_from(line).unwrap_or_default()));
            span = &span["expansion"]["span"];
        }
    }
}

fn innermost(functions: &[Function], file: &str, line: usize) -> Option<usize> {
    let around = functions.iter().enumerate().filter(|(_, function)| {
        Path::new(file).ends_with(&function.file)
            && (function.first_line..=function.last_line).contains(&line)
            && matches!(function.verdict, Verdict::Rewritten | Verdict::DoesNotCompile(_))
    });
    around.min_by_key(|(_, function)| function.last_line - function.first_line).map(|(index, _)| index)
}

/// `E0507: cannot move out of ..`, with the labels below it.
pub fn words(error: &Value) -> String {
    let code = error["code"]["code"].as_str().map(|code| format!("{code}: ")).unwrap_or_default();
    format!("{code}{}", error["message"].as_str().unwrap_or_default())
}
