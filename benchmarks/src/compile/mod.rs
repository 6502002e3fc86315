//! What compiling takes: the macro itself, and rustc with what it makes.

use crate::{Result, memory::children_time};
use manual_async_lowering::manual_async;
use quote::ToTokens;
use serde::Serialize;
use std::{
    env, fmt, fs, hint,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};
use syn::{ImplItem, Item, visit::Visit};

const FUNCTIONS: &str = include_str!("functions.rs");

const FAST_MACROS: &str = "profile.dev.build-override.opt-level=2";

/// How many times the crate that is compiled has them.
const COPIES: usize = 20;

/// Each command takes turns with the other, so many times; the least counts.
const RUNS: usize = 3;

/// Milliseconds, of one run.
#[derive(Serialize)]
pub struct Compile {
    functions: usize,
    /// Of the macro for one function, and of nothing but parsing it with `syn`.
    expand: f64,
    parse: f64,
    /// As it is if nothing is said: of what was written.
    check: Pair,
    /// With macros that are optimised, which cargo does where it is told to.
    check_with_fast_macros: Pair,
    /// Of the machines as well, and of what was written once more.
    check_machines: Pair,
    release: Pair,
}

#[derive(Serialize)]
struct Pair {
    native: f64,
    rewritten: f64,
}

/// Measures it all. `cargo` runs in the folder of the build, and finds what it needs there the second time.
pub fn report() -> Result<Compile> {
    let functions = functions()?;
    let parse = each(&functions, |function| drop(hint::black_box(syn::parse2::<Item>(function))));
    let expand = each(&functions, |function| drop(hint::black_box(manual_async(Default::default(), function))));
    let folder = write_crate()?;
    Ok(Compile {
        functions: functions.len() * COPIES,
        expand,
        parse,
        check: turns(&folder, &["check", "--quiet"], &[])?,
        check_with_fast_macros: turns(&folder, &["check", "--quiet", "--config", FAST_MACROS], &[])?,
        check_machines: turns(&folder, &["check", "--quiet"], &[("MANUAL_ASYNC_CHECK", "machines")])?,
        release: turns(&folder, &["build", "--quiet", "--release"], &[])?,
    })
}

/// Every `async fn` of the file, each by itself.
fn functions() -> Result<Vec<proc_macro2::TokenStream>> {
    #[derive(Default)]
    struct Found(Vec<proc_macro2::TokenStream>);
    impl<'ast> Visit<'ast> for Found {
        fn visit_item(&mut self, item: &'ast Item) {
            match item {
                Item::Fn(function) if function.sig.asyncness.is_some() => self.0.push(function.to_token_stream()),
                Item::Impl(block) => self.0.extend(block.items.iter().filter_map(|item| match item {
                    ImplItem::Fn(function) => Some(function.to_token_stream()),
                    _ => None,
                })),
                _ => {}
            }
        }
    }
    let mut found = Found::default();
    found.visit_file(&syn::parse_file(FUNCTIONS)?);
    Ok(found.0)
}

/// Milliseconds for each of them, in the mean over many rounds.
fn each(functions: &[proc_macro2::TokenStream], run: impl Fn(proc_macro2::TokenStream)) -> f64 {
    const ROUNDS: usize = 20;
    let round = || {
        let start = Instant::now();
        functions.iter().for_each(|function| run(function.clone()));
        start.elapsed()
    };
    let best = (0..ROUNDS).map(|_| round()).min().unwrap_or_default();
    milliseconds(best) / functions.len() as f64
}

/// A crate with all functions many times, as they are or, with the feature `rewritten`, with the attribute.
fn write_crate() -> Result<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    let folder = workspace.join("target/benchmarks/compile");
    fs::create_dir_all(folder.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"compiled\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [features]\nrewritten = []\n\n\
         [dependencies]\nmanual-async = {{ path = {workspace:?}, default-features = false }}\n\n[workspace]\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    let module = |copy| {
        let functions = FUNCTIONS.replace("//!", "//");
        format!(
            "#[cfg_attr(feature = \"rewritten\", manual_async::manual_async)]\npub mod copy{copy} {{\n{functions}}}\n"
        )
    };
    fs::write(folder.join("src/lib.rs"), (0..COPIES).map(module).collect::<String>())?;
    Ok(folder)
}

/// The processor time of the command for both forms, with everything else built before.
fn turns(folder: &Path, command: &[&str], environment: &[(&str, &str)]) -> Result<Pair> {
    let run = |features: &[&str]| -> Result<Duration> {
        let source = fs::File::options().append(true).open(folder.join("src/lib.rs"))?;
        source.set_modified(std::time::SystemTime::now())?;
        let before = children_time()?;
        let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(command)
            .args(features)
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("CARGO_TARGET_DIR")
            .env_remove("MANUAL_ASYNC_CHECK")
            .envs(environment.iter().copied())
            .current_dir(folder)
            .status()?;
        if !status.success() {
            return Err("the crate of functions does not compile".into());
        }
        Ok(children_time()? - before)
    };
    let (native, rewritten) = (&[][..], &["--features", "rewritten"][..]);
    run(native)?;
    run(rewritten)?;
    let mut best = Pair { native: f64::INFINITY, rewritten: f64::INFINITY };
    for _ in 0..RUNS {
        best.native = best.native.min(milliseconds(run(native)?));
        best.rewritten = best.rewritten.min(milliseconds(run(rewritten)?));
    }
    Ok(best)
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

impl fmt::Display for Compile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Compile { functions, expand, parse, check, check_with_fast_macros, check_machines, release } = self;
        writeln!(f, "| compiling {functions} functions | native | rewritten | × |\n|---|--:|--:|--:|")?;
        let rows = [
            ("`cargo check`", check),
            ("`cargo check`, macros optimised", check_with_fast_macros),
            ("`cargo check` of the machines, too", check_machines),
            ("`cargo build --release`", release),
        ];
        for (what, Pair { native, rewritten }) in rows {
            let ratio = rewritten / native;
            writeln!(f, "| {what}, ms of processor time | {native:.0} | {rewritten:.0} | {ratio:.2} |")?;
        }
        writeln!(f, "\nThe macro takes {expand:.2} ms a function, parsing alone {parse:.2} ms.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_functions_are_rewritten_without_a_refusal() {
        let functions = functions().unwrap();
        assert_eq!(functions.len(), 10);
        for function in functions {
            let machine = manual_async(Default::default(), function).to_string();
            assert!(machine.contains("Uninitialized") && !machine.contains("compile_error"), "{machine}");
        }
    }
}
