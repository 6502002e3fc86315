//! Gets the published source of a crate, as cargo does, and copies it into the build folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use walkdir::WalkDir;

use crate::Result;

/// A crate to be tried.
pub struct Subject {
    pub name: String,
    pub version: String,
    pub features: Vec<String>,
}

impl Subject {
    /// Reads `NAME@VERSION`, and picks the features that are meant for this crate.
    pub fn new(text: &str, features: &[String]) -> Result<Self> {
        let (name, version) = text.split_once('@').ok_or_else(|| format!("`{text}` is not written NAME@VERSION"))?;
        let features = features.iter().filter_map(|feature| match feature.split_once('/') {
            Some((krate, feature)) => (krate == name).then(|| feature.to_owned()),
            None => Some(feature.to_owned()),
        });
        Ok(Self { name: name.to_owned(), version: version.to_owned(), features: features.collect() })
    }

    pub fn label(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }

    /// Where cargo keeps its source. Downloads it where that is necessary.
    pub fn locate(&self) -> Result<PathBuf> {
        let packages = self.packages()?;
        let own = packages.into_iter().find(|package| package.name == self.name && package.version == self.version);
        own.map(|package| package.root).ok_or_else(|| format!("cargo does not name {}", self.label()).into())
    }

    /// This crate, and everything that it depends on.
    pub fn packages(&self) -> Result<Vec<Package>> {
        let scratch = work_folder().join("scratch").join(self.label());
        fs::create_dir_all(scratch.join("src"))?;
        fs::write(scratch.join("src/lib.rs"), "")?;
        let Self { name, version, features } = self;
        let manifest = format!(
            "[workspace]\n[package]\nname = \"scratch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
            [dependencies]\n{name} = {{ version = \"={version}\", features = {features:?} }}\n"
        );
        fs::write(scratch.join("Cargo.toml"), manifest)?;
        let output =
            Command::new(cargo()).args(["metadata", "--format-version", "1"]).current_dir(&scratch).output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        let metadata: Value = serde_json::from_slice(&output.stdout)?;
        let packages = metadata["packages"].as_array().into_iter().flatten();
        Ok(packages.filter(|package| !package["source"].is_null()).map(Package::read).collect())
    }
}

/// A package that cargo knows.
pub struct Package {
    pub name: String,
    pub version: String,
    pub root: PathBuf,
}

impl Package {
    fn read(value: &Value) -> Self {
        let text = |field: &str| value[field].as_str().unwrap_or_default().to_owned();
        let manifest = PathBuf::from(text("manifest_path"));
        let root = manifest.parent().unwrap_or(&manifest).to_owned();
        Self { name: text("name"), version: text("version"), root }
    }
}

/// The cargo that runs this program, or the one in the path.
pub fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".into())
}

/// The root of the workspace that this program was built from.
pub fn workspace() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().nth(2).unwrap_or(own).to_owned()
}

/// Where all the work is done: `corpus` in the build folder.
pub fn work_folder() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from);
    std::path::absolute(&target).unwrap_or(target).join("corpus")
}

/// Copies a folder. What was there before is gone.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    for entry in WalkDir::new(from) {
        let entry = entry?;
        let target = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target)?;
        } else {
            fs::write(&target, fs::read(entry.path())?)?;
        }
    }
    Ok(())
}
