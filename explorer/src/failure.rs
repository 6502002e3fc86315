//! What can go wrong, in words and as an exit code.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde::Serialize;

use crate::output;
use crate::position::{Range, offset};
use crate::source::{Source, place_of};

pub type Result<T> = std::result::Result<T, Failure>;

/// Why something was not shown, or not all of it.
#[derive(Debug)]
pub enum Failure {
    /// These functions were refused, and have been told so where they were shown.
    Refused,
    /// The file cannot be had.
    Unreadable { file: String, why: String },
    /// The text is no Rust, or too much of it.
    Unparsable(Box<Complaint>),
    /// There is no such function.
    Unknown { file: String, wanted: Option<String>, known: Vec<String>, likely: Option<String> },
    /// There are several to choose from.
    Ambiguous { file: String, wanted: Option<String>, candidates: Vec<String> },
    /// The page cannot be served.
    Serving { port: u16, why: String },
    /// The sizes cannot be measured.
    Unmeasured(String),
    /// What it was has been told already.
    Told(u8),
    /// A panic, whose words have been printed.
    Bug,
}

/// Words about a piece of a file.
#[derive(Clone, Debug, Serialize)]
pub struct Complaint {
    pub message: String,
    pub file: String,
    #[serde(flatten)]
    pub range: Range,
    /// The text of the file.
    #[serde(skip)]
    pub text: String,
}

impl Failure {
    pub fn code(&self) -> u8 {
        match self {
            Failure::Refused => 1,
            Failure::Unreadable { .. } | Failure::Unparsable(_) => 3,
            Failure::Unknown { .. } | Failure::Ambiguous { .. } => 4,
            Failure::Serving { .. } => 5,
            Failure::Unmeasured(_) => 6,
            Failure::Told(code) => *code,
            Failure::Bug => 101,
        }
    }

    /// For people on standard error, for programs on standard output.
    pub fn print(&self, json: bool) {
        match self {
            Failure::Refused | Failure::Told(_) => {}
            _ if json => output::json(&serde_json::json!({ "error": self.as_json() })),
            Failure::Unparsable(complaint) => complaint.print("error"),
            _ => anstream::eprintln!("{}", render_title(&self.words())),
        }
    }

    fn words(&self) -> String {
        match self {
            Failure::Refused | Failure::Told(_) => "not everything was shown".into(),
            Failure::Unreadable { file, why } => format!("{file} cannot be read: {why}"),
            Failure::Unparsable(complaint) => complaint.message.clone(),
            Failure::Unknown { file, known, .. } if known.is_empty() => nothing(file),
            Failure::Unknown { file, wanted, known, likely } => {
                let likely = likely.as_ref().map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
                let known = known.join("\n  ");
                let wanted = match wanted.as_deref().unwrap_or_default() {
                    line if line.parse::<usize>().is_ok() => format!("in line {line} of {file}"),
                    name => format!("`{name}` in {file}{likely}"),
                };
                format!("there is no async function {wanted}\nThere are:\n  {known}")
            }
            Failure::Unmeasured(why) => format!("the sizes cannot be measured: {why}"),
            Failure::Serving { port, why } => format!("the page cannot be served at port {port}: {why}"),
            Failure::Ambiguous { file, wanted, candidates } => {
                let which = wanted.as_ref().map_or_else(String::new, |wanted| format!(" called `{wanted}`"));
                let candidates = candidates.join("\n  ");
                format!("there are several functions{which} in {file}; say one, or a line in it:\n  {candidates}")
            }
            Failure::Bug => "this is a bug in manual-async; please report it with the function it was given".into(),
        }
    }

    fn as_json(&self) -> serde_json::Value {
        match self {
            Failure::Unparsable(complaint) => serde_json::to_value(complaint).unwrap_or_default(),
            other => serde_json::json!({ "message": other.words() }),
        }
    }
}

impl Complaint {
    /// What the compiler behind the attribute says.
    pub fn of(source: &Source, error: &syn::Error) -> Self {
        let range = place_of(error, &source.text);
        Complaint { message: error.to_string(), file: source.name.clone(), range, text: source.text.clone() }
    }

    /// On standard error, as rustc would.
    pub fn print(&self, level: &str) {
        let span = offset(&self.text, self.range.start)..offset(&self.text, self.range.end);
        let annotation = AnnotationKind::Primary.span(span);
        let snippet = Snippet::source(self.text.as_str()).path(self.file.as_str()).annotation(annotation);
        let level = if level == "refused" { Level::ERROR.with_name(Some("refused")) } else { Level::ERROR };
        anstream::eprintln!("{}\n", Renderer::styled().render(&[level.primary_title(&*self.message).element(snippet)]));
    }
}

/// Said of a file where there is nothing to see.
pub fn nothing(file: &str) -> String {
    format!("there is no async function with a body in {file}")
}

fn render_title(message: &str) -> String {
    Renderer::styled().render(&[annotate_snippets::Group::with_title(Level::ERROR.primary_title(message))])
}
