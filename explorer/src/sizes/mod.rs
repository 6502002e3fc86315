//! `manual-async sizes`: what the machines of a crate take, measured by compiling it.

mod bars;
mod copy;
mod in_functions;
mod in_traits;
mod instances;
mod measuring;
mod nested;
mod prober;
mod probes;
mod telling;
mod twins;

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use crate::failure::Result;
use crate::output;
use crate::source::Source;
use copy::{Package, unmeasured};
use measuring::Measured;
use probes::Probes;

#[derive(Args)]
pub struct Options {
    /// The folder of the package.
    #[arg(default_value = ".")]
    package: PathBuf,
    /// Prints JSON.
    #[arg(long)]
    pub json: bool,
}

/// What measures, at the end of each crate.
const MEASURE: &str = include_str!("measure.rs.txt");

/// Prints it.
///
/// # Errors
///
/// If there is no package, or it does not compile.
pub fn run(options: &Options) -> Result<()> {
    let package = Package::find(&options.package)?;
    let (probes, mut functions) = match settle(&package, Caution::None) {
        Err(_) => settle(&package, Caution::MovesNothing)?,
        settled => settled?,
    };
    let generic = instances::take(&probes.probes, &mut functions);
    // A file may belong to several programs.
    let mut seen = HashSet::new();
    functions.retain(|function| seen.insert(function.to_string()));
    if options.json {
        let left_out = &probes.left_out;
        output::json(
            &json!({ "package": package.name, "functions": functions, "generic": generic, "left_out": left_out }),
        );
        return Ok(());
    }
    let mut text = functions.iter().map(bars::render).collect::<String>();
    text.extend(generic.iter().map(bars::render_generic));
    text.extend(probes.left_out.iter().map(|why| format!("not measured: {why}\n")));
    if text.is_empty() {
        text = format!("In {} no async function has the attribute.\n", package.name);
    }
    output::print(&text);
    Ok(())
}

/// Whether functions are copied to where they may mean something else.
#[derive(Clone, Copy, PartialEq)]
enum Caution {
    None,
    MovesNothing,
}

/// Measures all functions, but for those that the copy does not compile with.
fn settle(package: &Package, caution: Caution) -> Result<(Probes, Vec<Value>)> {
    let older = package.edition.as_str() < "2024";
    let mut excluded = BTreeSet::new();
    loop {
        let cautious = caution == Caution::MovesNothing;
        let probes = prepare(package, Probes { older, cautious, excluded, ..Probes::default() })?;
        match measuring::measure(package, &probes)? {
            Measured::All(functions) => return Ok((probes, functions)),
            // At least one more.
            Measured::Not(more) => excluded = &probes.excluded | &more,
        }
    }
}

/// Makes the copy, and puts the probes in it.
fn prepare(package: &Package, mut probes: Probes) -> Result<Probes> {
    let failed = |error: std::io::Error| unmeasured(&error.to_string());
    copy::helper(package).map_err(failed)?;
    let (mut inspected, mut roots) = (Vec::new(), Vec::new());
    for file in copy::files(package) {
        let mut content = fs::read(&file).map_err(failed)?;
        let is_built =
            package.roots.iter().any(|(_, root)| root.parent().is_some_and(|folder| file.starts_with(folder)));
        let is_source = is_built && file.extension().is_some_and(|extension| extension == "rs");
        if is_source && let Ok(text) = String::from_utf8(content.clone()) {
            let source = Source::parse(package.name_of(&file), text);
            if let Some(probed) = source.ok().and_then(|source| probes.put_into(&source)) {
                content = probed.into_bytes();
            }
            inspected.extend(probes.inspected.take().map(|path| (file.clone(), path)));
        }
        if file.ends_with("Cargo.toml")
            && let Some(manifest) = str::from_utf8(&content).ok().and_then(|text| copy::manifest(package, &file, text))
        {
            content = manifest.into_bytes();
        }
        if package.roots.iter().any(|(_, root)| *root == file) {
            content.extend(MEASURE.as_bytes());
            roots.push((file, content));
        } else {
            copy::write(&package.copy_of(&file), &content).map_err(failed)?;
        }
    }
    for (file, mut content) in roots {
        let is_of_crate = |inspected: &Path| file.parent().is_some_and(|folder| inspected.starts_with(folder));
        let path = inspected.iter().find(|(inspected, _)| is_of_crate(inspected));
        content.extend(path.iter().flat_map(|(_, path)| telling::inspected(path).into_bytes()));
        copy::write(&package.copy_of(&file), &content).map_err(failed)?;
    }
    Ok(probes)
}
