//! `manual-async sizes`: what the machines of a crate take, measured by compiling it.

mod bars;
mod copy;
mod in_functions;
mod in_traits;
mod instances;
mod nested;
mod prober;
mod probes;
mod telling;
mod twins;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Args;
use serde_json::{Value, json};

use crate::failure::Result;
use crate::output;
use crate::source::Source;
use copy::{Package, cargo, unmeasured};
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
/// What a line begins with that says a size.
const MARK: &str = "manual-async-sizes ";

/// Prints it.
///
/// # Errors
///
/// If there is no package, or it does not compile.
pub fn run(options: &Options) -> Result<()> {
    let package = Package::find(&options.package)?;
    let older = package.edition.as_str() < "2024";
    let mut probes = prepare(&package, Probes { older, ..Probes::default() })?;
    let mut measured = measure(&package, &probes);
    if measured.is_err() {
        probes = prepare(&package, Probes { older, cautious: true, ..Probes::default() })?;
        measured = measure(&package, &probes);
    }
    let mut functions = measured?;
    let generic = instances::take(&probes.probes, &mut functions);
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
            let source = Source::parse(file.display().to_string(), text);
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

/// Runs the probes.
fn measure(package: &Package, probes: &Probes) -> Result<Vec<Value>> {
    let mut kinds: Vec<&str> = package.roots.iter().map(|(kind, _)| kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut command = Command::new(cargo());
    command.args(["test", "--quiet", "--no-fail-fast", "--manifest-path"]);
    command.arg(package.copy_of(&package.folder.join("Cargo.toml")));
    command.arg("--target-dir").arg(package.target.join("build"));
    command.args(kinds.iter().map(|kind| match *kind {
        "bin" => "--bins",
        "example" => "--examples",
        _ => "--lib",
    }));
    command.args(["--", "manual_async_sizes", "--nocapture", "--test-threads=1"]);
    // The sources have lints that expansions as text do not keep.
    command.env("RUSTFLAGS", "--cap-lints=allow").stdout(Stdio::piped()).stderr(Stdio::piped());
    let output = command.output().map_err(|error| unmeasured(&format!("cargo cannot be run: {error}")))?;
    if !output.status.success() {
        let words = format!("{}{}", String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
        return Err(unmeasured(&format!("{} with its probes does not compile:\n{words}", package.name)));
    }
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let measured = printed.lines().filter_map(|line| serde_json::from_str(line.strip_prefix(MARK)?).ok());
    let mut measured: Vec<Value> = measured.filter_map(|function| named(function, probes)).collect();
    measured.sort_by_key(|function| std::cmp::Reverse(function["size"].as_u64()));
    measured.dedup();
    Ok(measured)
}

/// With its name and line in place of its number.
fn named(mut function: Value, probes: &Probes) -> Option<Value> {
    let fields = function.as_object_mut()?;
    let number = usize::try_from(fields.remove("number")?.as_u64()?).ok()?;
    let probe = probes.probes.get(number)?;
    fields.insert("name".to_owned(), json!(probe.name));
    fields.insert("line".to_owned(), json!(probe.line));
    Some(function)
}
