//! The manifests of the copies: a workspace of its own, a dependency on `manual-async`, and no target without a file.

use std::fs;
use std::path::Path;

use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, value};

use crate::Result;
use crate::source::workspace;

/// The kinds of targets that stand in arrays.
const KINDS: [&str; 4] = ["test", "example", "bin", "bench"];

/// A package that is being tried.
pub struct Manifest {
    document: DocumentMut,
}

impl Manifest {
    /// Reads the manifest in `root` and makes it fit for the build folder. Says which targets it leaves out.
    pub fn read(root: &Path) -> Result<(Self, Vec<String>)> {
        let mut document: DocumentMut = fs::read_to_string(root.join("Cargo.toml"))?.parse()?;
        document["workspace"] = Item::Table(Table::new());
        let mut dependency = InlineTable::new();
        dependency.insert("path", workspace().to_string_lossy().into_owned().into());
        dependency.insert("default-features", false.into());
        table(&mut document, "dependencies")["manual-async"] = value(dependency);
        let mut manifest = Self { document };
        let mut dropped = Vec::new();
        manifest.retain(|kind, target| {
            let path = target.get("path").and_then(Item::as_str);
            let there = path.is_none_or(|path| root.join(path).exists());
            if !there {
                dropped.push(format!("{kind} `{}`: its file is not in the package", name(target)));
            }
            there
        });
        Ok((manifest, dropped))
    }

    /// Writes it to `root`.
    pub fn write(&self, root: &Path) -> Result<()> {
        Ok(fs::write(root.join("Cargo.toml"), self.document.to_string())?)
    }

    /// Leaves a target out; of the library, its tests. One that the manifest does not name, cargo finds by its file.
    pub fn drop_target(&mut self, kind: &str, dropped: &str, path: &Path) -> Result<()> {
        if !KINDS.contains(&kind) {
            table(&mut self.document, "lib")["test"] = value(false);
            return Ok(());
        }
        let mut is_named = false;
        self.retain(|of, target| {
            let is_it = of == kind && name(target) == dropped;
            is_named |= is_it;
            !is_it
        });
        if !is_named {
            fs::remove_file(path)?;
        }
        Ok(())
    }

    /// Whether a target is run by the test harness of the language.
    pub fn has_harness(&self, kind: &str, target: &str) -> bool {
        let says_no = |table: &Table| table.get("harness").and_then(Item::as_bool) == Some(false);
        match self.document.get(kind) {
            Some(Item::ArrayOfTables(targets)) => !targets.iter().any(|one| name(one) == target && says_no(one)),
            Some(Item::Table(lib)) => !says_no(lib),
            _ => true,
        }
    }

    fn retain(&mut self, mut keeps: impl FnMut(&str, &Table) -> bool) {
        for kind in KINDS {
            let Some(targets) = self.document.get_mut(kind).and_then(Item::as_array_of_tables_mut) else { continue };
            let kept: ArrayOfTables = targets.iter().filter(|target| keeps(kind, target)).cloned().collect();
            *targets = kept;
        }
    }
}

fn name(target: &Table) -> &str {
    target.get("name").and_then(Item::as_str).unwrap_or_default()
}

fn table<'a>(document: &'a mut DocumentMut, name: &str) -> &'a mut Item {
    document.entry(name).or_insert_with(|| Item::Table(Table::new()))
}
