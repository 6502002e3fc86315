//! How much machine code the shapes are.

use super::Pair;
use crate::Result;
use object::{Object, ObjectSymbol};
use std::{env, path::Path, process::Command};

/// Bytes of all functions that belong to the one or the other module: their own, and those that were made for their
/// types. It builds the program `shapes`, in which names tell for which types a function was made.
pub fn bytes() -> Result<Pair> {
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["rustc", "--quiet", "--release", "--package", "benchmarks", "--bin", "shapes"])
        .args(["--", "-C", "symbol-mangling-version=v0", "-C", "strip=none"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()?;
    if !status.success() {
        return Err("the program `shapes` does not build".into());
    }
    let program = env::current_exe()?;
    let program = program.parent().unwrap_or(Path::new(".")).join("shapes");
    let data = std::fs::read(program)?;
    let file = object::File::parse(&*data)?;
    let of = |module: &str| {
        let named = file.symbols().filter(|symbol| symbol.name().is_ok_and(|name| name.contains(module)));
        named.map(|symbol| symbol.size()).sum::<u64>() as f64
    };
    // As mangled: with their lengths.
    Ok(Pair { native: of("6native"), rewritten: of("9rewritten") })
}
