//! What macros of the user's own package do, as their definitions show.
//!
//! A call does not show that a macro awaits what it makes of its arguments. Its `macro_rules!` does, if that stands in the
//! package that is being compiled: there it is looked up by its name, in the package's files, when a function calls a macro that
//! nobody knows. Where there is no such file, as in text that nobody compiles, nothing is known.

mod text;

use std::{
    cell::RefCell,
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    rc::Rc,
};

use proc_macro2::Span;

/// What macros do, by name.
type Definitions = HashMap<String, Does>;

/// What a macro does, by all its definitions.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Does {
    /// It awaits.
    pub awaits: bool,
    /// It returns, or ends with `?`.
    pub returns: bool,
}

thread_local! {
    static PACKAGES: RefCell<HashMap<PathBuf, Rc<Definitions>>> = RefCell::default();
}

/// What a macro does that is called here.
pub fn of(name: &str, here: Span) -> Option<Does> {
    let file = std::path::absolute(here.local_file()?).ok()?;
    let root = file.ancestors().skip(1).find(|folder| folder.join("Cargo.toml").is_file())?.to_owned();
    let package =
        PACKAGES.with_borrow_mut(|packages| packages.entry(root.clone()).or_insert_with(|| read(&root)).clone());
    package.get(name).copied()
}

fn read(root: &Path) -> Rc<Definitions> {
    let mut definitions = Definitions::new();
    read_folder(root, &mut definitions);
    Rc::new(definitions)
}

/// Folders that are other packages, that are hidden, and that cargo writes to, are left out; so is what cannot be read.
fn read_folder(folder: &Path, definitions: &mut Definitions) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let is_hidden = name.to_string_lossy().starts_with('.');
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && !is_hidden && name != "target" && !path.join("Cargo.toml").exists() => {
                read_folder(&path, definitions);
            }
            Ok(kind) if kind.is_file() && path.extension().is_some_and(|extension| extension == "rs") => {
                for (name, does) in fs::read_to_string(&path).iter().flat_map(|text| text::definitions(text)) {
                    let known = definitions.entry(name).or_default();
                    known.awaits |= does.awaits;
                    known.returns |= does.returns;
                }
            }
            _ => {}
        }
    }
}
