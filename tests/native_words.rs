//! rustc says about a function with `#[manual_async]` what it says about the native `async fn`, and says it once.
//!
//! `cargo check` does so without any exception. Where a machine is made, as by `cargo build`, some things are said in other words or twice:
//!
//! Every file of `ui/errors` and `ui/clean` is checked with the attribute and without it. Level, code, message and place
//! of each error and warning must be the same, but that rustc calls the body that it checks an `async` closure or block, and
//! not an `async` function. Where the words cannot be the same, a line in the file says why: `// differs from native: ..`;
//! then something must be said where the native function says something. Where a warning is missing, `// silent: ..`
//! says so.

mod scratch;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

use scratch::Scratch;
use serde_json::Value;

/// The attribute as the files write it, up to its arguments.
const ATTRIBUTE: &str = "#[manual_async";

/// Something that rustc said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    /// Line and column of every primary span, from and to.
    places: Vec<[u64; 4]>,
    level: String,
    code: String,
    message: String,
    /// Does it, or what rustc advises, speak of what generated code is made of?
    names_machine: bool,
    /// As rustc shows it, but for the name of the file.
    shown: String,
}

/// What generated code is made of.
const MACHINE: [&str; 4] = ["machine::", "runtime/src/", "closure#", "OnlyForManualAsync"];

impl Said {
    fn read(message: &Value) -> Option<Said> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let spans = message["spans"].as_array().map(Vec::as_slice).unwrap_or_default();
        let primary = spans.iter().filter(|span| span["is_primary"] == true);
        let mut places: Vec<[u64; 4]> = primary.map(place).collect();
        places.dedup();
        // Without a place it is the count of errors at the end.
        (!places.is_empty()).then(|| Said {
            places,
            level: text(&message["level"]),
            code: text(&message["code"]["code"]),
            message: text(&message["message"])
                .replace("async closure", "async function")
                .replace("async block", "async function"),
            names_machine: MACHINE.iter().any(|name| text(&message["rendered"]).contains(name)),
            shown: text(&message["rendered"]).replace("_manual.rs", "_native.rs"),
        })
    }

    /// The same without the words.
    fn lines(&self) -> Vec<u64> {
        self.places.iter().map(|[line, ..]| *line).collect()
    }
}

impl Display for Said {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for [line, column, ..] in &self.places {
            write!(f, "{line}:{column} ")?;
        }
        write!(f, "{} {}: {}", self.level, self.code, self.message)
    }
}

fn place(span: &Value) -> [u64; 4] {
    ["line_start", "column_start", "line_end", "column_end"].map(|end| span[end].as_u64().expect("a position"))
}

#[test]
fn errors_and_warnings_are_those_of_the_native_function() {
    let (errors, clean) = (scratch::sources("ui/errors"), scratch::sources("ui/clean"));
    let sources = [errors.clone(), clean.clone()].concat();
    let said = check("native-words", "2024", &sources);
    assert_checked_as_written("native-words", "2024", &sources, &said);
    let said = without_looks(said);
    for (name, source) in &sources {
        assert!(source.contains(ATTRIBUTE), "{name} does not use {ATTRIBUTE}]");
    }
    for (name, _) in &errors {
        assert!(said.contains_key(&format!("{name}_native")), "there is nothing wrong with {name}");
    }
    for (name, _) in &clean {
        assert!(!said.contains_key(&format!("{name}_native")), "there is something wrong with {name}");
    }
    let different: Vec<String> = sources.iter().filter_map(|(name, source)| difference(name, source, &said)).collect();
    assert!(different.is_empty(), "{} of {} differ\n{}", different.len(), sources.len(), different.join("\n"));
}

/// Whatever is wrong with a function, rustc says it about the source, and first of all in the native words. What it says beside
/// that is admitted in the sections of `words/`: `// twice: why`, if it is the same but for a note, an advice or a label;
/// `// more: why`, if the machine is wrong in words of its own; `// other words: why`; `// at the attribute`, if that is where;
/// `// names the machine: why`, if what rustc says or advises names what generated code is made of.
#[test]
fn mistakes_are_called_what_they_are() {
    let sources: Vec<_> =
        [include_str!("words/types.rs"), include_str!("words/borrows.rs"), include_str!("words/slips.rs")]
            .map(sections)
            .concat();
    let said = check("mistakes", "2021", &sources);
    assert_checked_as_written("mistakes", "2021", &sources, &said);
    let said = without_looks(said);
    let of = |name: &str, kind: &str| said.get(&format!("{name}_{kind}")).cloned().unwrap_or_default();
    let mut different = Vec::new();
    for (name, source) in &sources {
        let (native, manual) = (of(name, "native"), of(name, "manual"));
        assert!(!native.is_empty(), "there is nothing wrong with {name}");
        let attribute =
            source.lines().position(|line| line.contains(ATTRIBUTE)).expect("it has the attribute") as u64 + 1;
        let names_machine = manual.iter().any(|said| said.names_machine);
        let manual: Vec<Said> = manual.into_iter().map(|said| Said { names_machine: false, ..said }).collect();
        let elsewhere = manual.iter().any(|said| said.lines().contains(&attribute));
        let once = |said: &[Said]| said.iter().cloned().collect::<BTreeSet<_>>();
        let (all, more) = (once(&native).is_subset(&once(&manual)), once(&manual).len() > once(&native).len());
        let admitted = |word: &str| source.contains(&format!("\n// {word}"));
        let is_as_admitted = match (admitted("twice: "), admitted("more: "), admitted("other words: ")) {
            (true, ..) => all && !more && manual.len() > native.len(),
            (_, true, _) => all && more,
            (.., true) => !all && manual.iter().map(Said::lines).eq(native.iter().map(Said::lines)),
            _ => manual == native,
        };
        let is_about_code = names_machine == admitted("names the machine: ");
        if elsewhere != admitted("at the attribute") || !is_about_code || !is_as_admitted {
            different.push(difference_between(name, &native, &manual));
        }
    }
    assert!(different.is_empty(), "{} of {}\n{}", different.len(), sources.len(), different.join("\n"));
}

/// The sections of a file behind `//- name`, each behind what all share.
fn sections(file: &str) -> Vec<(String, String)> {
    let program = |section: &str| {
        let (name, body) = section.split_once('\n').expect("a name has a line of its own");
        (name.to_owned(), format!("{}\n{body}", include_str!("words/shared.rs")))
    };
    file.split("//- ").skip(1).map(program).collect()
}

/// What was said, by the name of the target.
type AllSaid = BTreeMap<String, Vec<Said>>;

/// Checks every source with the attribute, machines included, and without.
fn check(package: &str, edition: &str, sources: &[(String, String)]) -> AllSaid {
    let scratch = Scratch::new(package, edition, "manual-async", "", "");
    for (name, source) in sources {
        scratch.write(&format!("src/bin/{name}_manual.rs"), source);
        scratch.write(&format!("src/bin/{name}_native.rs"), &without_attribute(source));
    }
    said_of(&scratch, 2 * sources.len())
}

/// `cargo check` does not look at machines if nobody asks it to: it says of every source what it says natively, to the letter.
fn assert_checked_as_written(package: &str, edition: &str, sources: &[(String, String)], said: &AllSaid) {
    let name = format!("{package}-as-written");
    let scratch = Scratch::new(&name, edition, "manual-async", "", "").checking_as_written();
    for (name, source) in sources {
        scratch.write(&format!("src/bin/{name}_manual.rs"), source);
    }
    let as_written = said_of(&scratch, sources.len());
    let of = |said: &AllSaid, name: &str, kind: &str| said.get(&format!("{name}_{kind}")).cloned().unwrap_or_default();
    // A `machine!` stays one natively.
    let compared = sources.iter().filter(|(_, source)| !source.contains("machine!("));
    let different = compared.filter_map(|(name, _)| {
        let (native, manual) = (of(said, name, "native"), of(&as_written, name, "manual"));
        (native != manual).then(|| shown_difference(name, &native, &manual))
    });
    let different: Vec<String> = different.collect();
    assert!(different.is_empty(), "{} of {}\n{}", different.len(), sources.len(), different.join("\n"));
}

fn said_of(scratch: &Scratch, targets: usize) -> AllSaid {
    let output = scratch.cargo(&["check", "--bins", "--keep-going", "--message-format=json"]);
    let mut said = AllSaid::new();
    let mut checked = 0;
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let event: Value = serde_json::from_str(line).expect("a message of cargo");
        let target = event["target"]["name"].as_str().unwrap_or_default();
        checked += usize::from(target.ends_with("_manual") || target.ends_with("_native"));
        if event["reason"] == "compiler-message" {
            said.entry(target.to_owned()).or_default().extend(Said::read(&event["message"]));
        }
    }
    assert!(checked >= targets, "not everything was checked:\n{}", String::from_utf8_lossy(&output.stderr));
    said.values_mut().for_each(|said| said.sort());
    said
}

/// Labels, notes and advice may be others where a machine is made.
fn without_looks(mut said: AllSaid) -> AllSaid {
    said.values_mut().flatten().for_each(|said| said.shown.clear());
    said
}

fn shown_difference(name: &str, native: &[Said], manual: &[Said]) -> String {
    let shown = |said: &[Said]| said.iter().map(|said| &*said.shown).collect::<String>();
    format!("{name}\nnatively:\n{}\nmanually:\n{}", shown(native), shown(manual))
}

/// What is different between `name` with the attribute and without, for a person.
fn difference(name: &str, source: &str, said: &AllSaid) -> Option<String> {
    let of = |kind: &str| said.get(&format!("{name}_{kind}")).cloned().unwrap_or_default();
    let (manual, native) = (of("manual"), of("native"));
    let lines = |said: &[Said]| -> Vec<Vec<u64>> { said.iter().map(Said::lines).collect() };
    let missing = || lines(&native).into_iter().filter(|line| !lines(&manual).contains(line)).count();
    let same = match (source.contains("// differs from native: "), source.contains("// silent: ")) {
        (_, true) => manual.is_empty() && !native.is_empty(),
        (true, false) => manual != native && !manual.is_empty() && (missing() == 0 || source.contains("another place")),
        (false, false) => manual == native,
    };
    (!same).then(|| difference_between(name, &native, &manual))
}

fn difference_between(name: &str, native: &[Said], manual: &[Said]) -> String {
    let listed = |said: &[Said]| said.iter().map(|said| format!("\n    {said}")).collect::<String>();
    format!("{name}\n  natively: {}\n  manually: {}", listed(native), listed(manual))
}

/// The source without the attribute, everything else in its place. The import stays: rustc advises to import others beside it.
fn without_attribute(source: &str) -> String {
    let import = "use manual_async::manual_async;";
    let mut native = source.replace(import, &format!("#[allow(unused_imports)] {import}"));
    while let Some(start) = native.find(ATTRIBUTE) {
        let length = native[start..].find("]\n").expect("the attribute has a line of its own") + 1;
        native.replace_range(start..start + length, &" ".repeat(length));
    }
    native
}
