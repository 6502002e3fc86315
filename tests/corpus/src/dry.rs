//! `--dry`: what the macro would say, of crates and of folders.

use std::path::{Path, PathBuf};

use crate::functions::{Complaint, Function, Verdict};
use crate::source::Subject;
use crate::{Arguments, Result, annotate, report};

/// Expands every function of the subjects and prints what was refused. `false` if the macro panicked.
pub fn count(arguments: &Arguments) -> Result<bool> {
    std::panic::set_hook(Box::new(|_| {}));
    let mut functions = Vec::new();
    let mut in_macros = 0;
    let roots = roots(arguments)?;
    for root in &roots {
        let (found, unreadable) = annotate::find_all(root);
        let named = root.file_name().map(PathBuf::from).unwrap_or_default();
        let with_root = |function: Function| Function { file: named.join(&function.file), ..function };
        functions.extend(found.functions.into_iter().map(with_root));
        in_macros += found.in_macros;
        for file in unreadable {
            eprintln!("not Rust: {}", Path::new(&named).join(file).display());
        }
    }
    println!("{} folders, and {in_macros} `async fn` in macros that were not looked at", roots.len());
    print!("{}", report::verdicts(&functions, arguments.list));
    if let Some(path) = &arguments.json {
        std::fs::write(path, report::functions_json(&functions).to_string())?;
    }
    let panicked = |complaint: &Complaint| complaint.message.starts_with("PANIC");
    Ok(!functions.iter().any(|function| match &function.verdict {
        Verdict::Refused(complaints) => complaints.iter().any(panicked),
        _ => false,
    }))
}

fn roots(arguments: &Arguments) -> Result<Vec<PathBuf>> {
    let mut roots = Vec::new();
    for subject in &arguments.subjects {
        if Path::new(subject).is_dir() {
            roots.push(PathBuf::from(subject));
            continue;
        }
        let subject = Subject::new(subject, &arguments.features)?;
        match arguments.deps {
            true => roots.extend(subject.packages()?.into_iter().map(|package| package.root)),
            false => roots.push(subject.locate()?),
        }
    }
    roots.sort();
    roots.dedup();
    Ok(roots)
}
