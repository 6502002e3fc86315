//! `--together`: the libraries of all subjects, rewritten and checked in one build. What they depend on is looked through
//! once, and so a hundred crates take little longer than the largest; their tests are not built.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use toml_edit::{DocumentMut, Item, Table, value};

use crate::functions::Function;
use crate::manifest::Manifest;
use crate::source::{Subject, cargo, copy, work_folder};
use crate::{Arguments, Result, annotate, cargo as build, culprits, report, run};

/// A crate that is rewritten in its place.
struct Member {
    label: String,
    native: PathBuf,
    rewritten: PathBuf,
    functions: Vec<Function>,
    /// Of the last build.
    errors: Vec<Value>,
}

/// Prints which functions do not compile. `false` if there are errors that no function was found for; with `--strict` also if
/// some function is not rewritten.
pub fn check(arguments: &Arguments) -> Result<bool> {
    let root = work_folder().join("together");
    fs::create_dir_all(root.join("src"))?;
    fs::write(root.join("src/lib.rs"), "")?;
    let mut document: DocumentMut = HEAD.parse()?;
    let mut members = Vec::new();
    for subject in &arguments.subjects {
        let subject = Subject::new(subject, &arguments.features)?;
        eprintln!("{}: copied", subject.label());
        members.push(Member::new(&subject, &root)?);
        depend(&mut document, &subject, &members[members.len() - 1].rewritten);
    }
    fs::write(root.join("Cargo.toml"), document.to_string())?;
    loop {
        for member in &members {
            annotate::annotate(&member.native, &member.rewritten, &member.functions)?;
        }
        let succeeded = look_through(&root, &mut members)?;
        let blamed: usize = members.iter_mut().map(Member::blame).sum();
        eprintln!("{blamed} functions do not compile");
        if succeeded || blamed == 0 {
            if !succeeded && members.iter().all(|member| member.errors.is_empty()) {
                return Err("cargo failed, and not because of a function".into());
            }
            break;
        }
    }
    for member in &members {
        println!("\n== {}", member.label);
        print!("{}", report::verdicts(&member.functions, arguments.list));
        for error in &member.errors {
            println!("  no function could be found for it:\n{}", error["rendered"].as_str().unwrap_or_default());
        }
    }
    if let Some(path) = &arguments.json {
        let all: Value =
            members.iter().map(|member| (member.label.clone(), report::functions_json(&member.functions))).collect();
        fs::write(path, serde_json::to_string_pretty(&all)?)?;
    }
    let is_fine =
        |member: &Member| member.errors.is_empty() && (!arguments.strict || run::is_complete(&member.functions));
    Ok(members.iter().all(is_fine))
}

const HEAD: &str = "\
[workspace]
[package]
name = \"together\"
version = \"0.0.0\"
edition = \"2024\"
[dependencies]
[patch.crates-io]
";

/// Where a subject comes from its rewritten copy, for those too that depend on it.
fn depend(document: &mut DocumentMut, subject: &Subject, path: &Path) {
    let mut dependency = Table::new();
    dependency["version"] = value(format!("={}", subject.version));
    dependency["features"] = value(subject.features.iter().collect::<toml_edit::Array>());
    document["dependencies"][&subject.name] = Item::Value(dependency.into_inline_table().into());
    let mut patch = Table::new();
    patch["path"] = value(path.to_string_lossy().into_owned());
    document["patch"]["crates-io"][&subject.name] = Item::Value(patch.into_inline_table().into());
}

impl Member {
    fn new(subject: &Subject, root: &Path) -> Result<Self> {
        let folder = root.join(subject.label());
        let (native, rewritten) = (folder.join("native"), folder.join("rewritten"));
        copy(&subject.locate()?, &native)?;
        let (manifest, _) = Manifest::read(&native)?;
        manifest.write(&native)?;
        copy(&native, &rewritten)?;
        let (found, _) = annotate::find_all(&native);
        Ok(Self { label: subject.label(), native, rewritten, functions: found.functions, errors: Vec::new() })
    }

    fn blame(&mut self) -> usize {
        culprits::blame(&mut self.functions, self.errors.iter())
    }
}

/// One build. Each member gets its errors, and none of the last build.
fn look_through(root: &Path, members: &mut [Member]) -> Result<bool> {
    members.iter_mut().for_each(|member| member.errors.clear());
    let mut command = Command::new(cargo());
    command.args(["check", "--keep-going", "--message-format=json"]);
    build::settings(&mut command, root);
    command.env("RUSTFLAGS", "--cap-lints=warn");
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    for line in BufReader::new(child.stdout.take().ok_or("cargo has no output")?).lines() {
        let Ok(message) = serde_json::from_str::<Value>(&line?) else { continue };
        if message["message"]["level"] != "error" {
            continue;
        }
        let from = message["manifest_path"].as_str().map(Path::new);
        let of = |member: &&mut Member| from.is_some_and(|path| path.starts_with(&member.rewritten));
        if let Some(member) = members.iter_mut().find(of) {
            eprintln!("{}", message["message"]["rendered"].as_str().unwrap_or_default());
            member.errors.push(message["message"].clone());
        }
    }
    Ok(child.wait()?.success())
}
