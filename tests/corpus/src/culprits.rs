//! Finds the function that an error of the compiler is about.

use std::path::Path;

use serde_json::Value;

use crate::functions::{Complaint, Function, Verdict};

/// Takes the attribute off every function that one of `errors` lies in. How many that are.
pub fn blame<'a>(functions: &mut [Function], errors: impl Iterator<Item = &'a Value>) -> usize {
    let mut blamed = 0;
    for error in errors {
        let Some((index, line)) = culprit(functions, error) else { continue };
        // Another error of the same build may have said so already.
        if matches!(functions[index].verdict, Verdict::Rewritten) {
            let rendered = error["rendered"].as_str().unwrap_or_default().to_owned();
            functions[index].verdict = Verdict::DoesNotCompile(Complaint { line, message: words(error), rendered });
            blamed += 1;
        }
    }
    blamed
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
