//! A copy of a workspace, in which functions can be changed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use toml_edit::{DocumentMut, TableLike};
use walkdir::WalkDir;

use crate::failure::{Failure, Result};

/// A package, and where a copy of it is.
pub struct Package {
    pub name: String,
    /// The folder of the workspace.
    pub root: PathBuf,
    /// The folder of the package.
    pub folder: PathBuf,
    /// Its edition: `2021`.
    pub edition: String,
    /// Where cargo builds.
    pub target: PathBuf,
    /// The first file of each library, program and example, with what cargo calls it.
    pub roots: Vec<(String, PathBuf)>,
}

impl Package {
    /// The package of a folder, as cargo knows it.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn find(folder: &Path) -> Result<Self> {
        let manifest = folder.join("Cargo.toml");
        let manifest =
            manifest.canonicalize().map_err(|_| unmeasured(&format!("there is no {}", manifest.display())))?;
        let output = Command::new(cargo())
            .args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path"])
            .arg(&manifest)
            .output();
        let output = output.map_err(|error| unmeasured(&format!("cargo cannot be run: {error}")))?;
        let metadata: Value =
            serde_json::from_slice(&output.stdout).map_err(|_| unmeasured(&String::from_utf8_lossy(&output.stderr)))?;
        let packages = metadata["packages"].as_array().cloned().unwrap_or_default();
        let is_here = |package: &&Value| path(&package["manifest_path"]) == manifest;
        let package =
            packages.iter().find(is_here).ok_or_else(|| unmeasured("this is a workspace; say which package"))?;
        let targets = package["targets"].as_array().cloned().unwrap_or_default();
        let roots = targets.iter().filter_map(|target| {
            let kind = target["kind"][0].as_str()?;
            let is_meant = matches!(kind, "lib" | "rlib" | "bin" | "example");
            is_meant.then(|| (kind.to_owned(), path(&target["src_path"])))
        });
        Ok(Package {
            name: package["name"].as_str().unwrap_or_default().to_owned(),
            root: path(&metadata["workspace_root"]),
            folder: manifest.parent().unwrap_or(&manifest).to_owned(),
            edition: package["edition"].as_str().unwrap_or_default().to_owned(),
            target: path(&metadata["target_directory"]).join("manual-async"),
            roots: roots.collect(),
        })
    }

    /// Where the crate is that [`helper`] writes.
    fn helper(&self) -> PathBuf {
        self.target.join(HELPER)
    }

    /// What a file is called for people: the way to it from the folder of the package.
    pub fn name_of(&self, file: &Path) -> String {
        file.strip_prefix(&self.folder).unwrap_or(file).display().to_string()
    }

    /// Where the copy of a file of the workspace is.
    pub fn copy_of(&self, file: &Path) -> PathBuf {
        self.target.join("copy").join(file.strip_prefix(&self.root).unwrap_or(file))
    }
}

pub fn cargo() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

pub fn unmeasured(why: &str) -> Failure {
    Failure::Unmeasured(why.trim().to_owned())
}

fn path(value: &Value) -> PathBuf {
    value.as_str().unwrap_or_default().into()
}

/// All files of the workspace, but for what is built and what others keep there.
pub fn files(package: &Package) -> impl Iterator<Item = PathBuf> {
    let target = package.target.parent().map(Path::to_owned);
    let is_ours = move |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0
            || !(name == "target"
                || name == "node_modules"
                || name == ".git"
                || target.as_deref() == Some(entry.path()))
    };
    let walk = WalkDir::new(&package.root).sort_by_file_name().into_iter().filter_entry(is_ours);
    walk.filter_map(|entry| entry.ok()).filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path())
}

/// The manifest with whole paths to what lies outside of the workspace: from the copy, others would lead elsewhere. That of the
/// package depends on [`helper`].
pub fn manifest(package: &Package, file: &Path, text: &str) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    outside(package, file.parent()?, document.as_table_mut());
    if file.parent()? == package.folder {
        document["dependencies"][HELPER]["path"] = toml_edit::value(package.helper().display().to_string());
    }
    Some(document.to_string())
}

/// Before edition 2024 what a function returns as `impl Future` does not capture all lifetimes, unless the word `impl` comes
/// from a crate of that edition.
pub const HELPER: &str = "manual_async_captures";

/// Writes that crate.
pub fn helper(package: &Package) -> io::Result<()> {
    let manifest = format!("[package]\nname = \"{HELPER}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n");
    write(&package.helper().join("Cargo.toml"), manifest.as_bytes())?;
    write(&package.helper().join("src/lib.rs"), include_bytes!("captures.rs.txt"))
}

fn outside(package: &Package, folder: &Path, table: &mut dyn TableLike) {
    for (key, item) in table.iter_mut() {
        if let Some(inner) = item.as_table_like_mut() {
            outside(package, folder, inner);
        } else if key == "path"
            && let Some(path) = item.as_str().and_then(|path| folder.join(path).canonicalize().ok())
            && !path.starts_with(&package.root)
        {
            *item = toml_edit::value(path.display().to_string());
        }
    }
}

/// Writes a file unless it is the same already: so cargo builds only what has changed.
pub fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|before| before == content) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, content)
}
