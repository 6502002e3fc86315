//! The macros of a package, and which of them a call means.

use std::{
    cell::{OnceCell, RefCell},
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    rc::Rc,
    str::FromStr,
};

use proc_macro2::{LineColumn, Span, TokenStream};
use syn::{Attribute, Meta, parse::Parser};

use super::{
    Does,
    conditions::{Truth, truth},
    text::{Contents, Found, contents},
};
use crate::here;

/// All that the files of a package say about macros.
#[derive(Default)]
pub struct Package {
    /// As others call it.
    name: String,
    manifest: String,
    files: HashMap<PathBuf, File>,
}

struct File {
    text: String,
    /// What it says, looked for when it is asked for: macros are seldom optimised, and packages can be large.
    contents: OnceCell<Contents>,
    /// It may define macros, or have modules whose macros are used outside of them.
    has_macros: bool,
    /// Files that are compiled together are in one such folder: `src`, `tests`
    target: PathBuf,
}

/// Where a macro is called.
pub struct Place {
    file: PathBuf,
    at: LineColumn,
}

/// What a call means.
pub enum Called {
    Certain(Definition),
    /// That depends on a condition.
    Open(TokenStream),
    Unknown,
}

/// The same, of definitions in the file.
enum Visible<'f> {
    One(&'f Found),
    Uncertain(Called),
    None,
}

/// A definition, and where it stands.
pub struct Definition {
    pub does: Does,
    /// Its rules.
    pub body: String,
    pub file: PathBuf,
    /// Its first word.
    pub begin: LineColumn,
}

thread_local! {
    static PACKAGES: RefCell<HashMap<PathBuf, Rc<Package>>> = RefCell::default();
}

/// The package that a file of the source belongs to.
pub fn at(here: Span) -> Option<(Rc<Package>, Place)> {
    let file = here::file(here)?;
    let root = file.ancestors().skip(1).find(|folder| folder.join("Cargo.toml").is_file())?.to_owned();
    let package =
        PACKAGES.with_borrow_mut(|packages| packages.entry(root.clone()).or_insert_with(|| read(&root)).clone());
    Some((package, Place { file, at: here.start() }))
}

/// Of all packages.
pub fn forget() {
    PACKAGES.take();
}

fn read(root: &Path) -> Rc<Package> {
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap_or_default();
    let name = manifest.lines().find_map(|line| line.trim().strip_prefix("name")?.trim().strip_prefix('='));
    let name = name.unwrap_or_default().trim().trim_matches('"').replace('-', "_");
    let mut package = Package { name, manifest: manifest.replace('-', "_"), files: HashMap::new() };
    read_folder(root, root, &mut package);
    Rc::new(package)
}

/// Folders that are other packages, that are hidden, and that cargo writes to, are left out; so is what cannot be read.
fn read_folder(root: &Path, folder: &Path, package: &mut Package) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let is_hidden = name.to_string_lossy().starts_with('.');
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && !is_hidden && name != "target" && !path.join("Cargo.toml").exists() => {
                read_folder(root, &path, package);
            }
            Ok(kind) if kind.is_file() && path.extension().is_some_and(|extension| extension == "rs") => {
                let Ok(text) = fs::read_to_string(&path) else { continue };
                let (has_macros, target) = (text.contains("macro_"), target(root, &path));
                package.files.insert(path, File { text, contents: OnceCell::new(), has_macros, target });
            }
            _ => {}
        }
    }
}

fn target(root: &Path, file: &Path) -> PathBuf {
    let inside = file.strip_prefix(root).unwrap_or(file);
    let length = if inside.starts_with("src/bin") { 3 } else { 1 };
    inside.iter().take(length).collect()
}

impl Package {
    /// Does its manifest name such a crate?
    pub fn names(&self, krate: &str) -> bool {
        self.manifest.contains(krate)
    }

    /// What all macros of that name do.
    pub fn does(&self, name: &str) -> Option<Does> {
        let found = self.files.values().flat_map(File::macros).filter(|found| found.name == name);
        found.map(|found| found.does).reduce(|one, other| Does {
            awaits: one.awaits || other.awaits,
            returns: one.returns || other.returns,
            jumps: one.jumps || other.jumps,
            calls: one.calls || other.calls,
            leaves: one.leaves || other.leaves,
        })
    }

    /// The macro that such a path means, if that is certain.
    pub fn called(&self, path: &syn::Path, place: &Place) -> Called {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let Some(here) = self.files.get(&place.file) else { return Called::Unknown };
        match &names[..] {
            [name] => match self.visible(here, name, place) {
                Visible::One(found) => Called::Certain(self.definition(&place.file, here, found)),
                Visible::Uncertain(asked) => asked,
                Visible::None => self.imported(here, name, place),
            },
            [root, .., name] => match &**root {
                "crate" | "self" | "super" | "$crate" => self.only(name, &here.target, place, true),
                root if root == self.name => self.only(name, Path::new("src"), place, true),
                // A module, if it is no other package.
                root if !self.is_foreign(root) => self.only(name, &here.target, place, true),
                _ => Called::Unknown,
            },
            [] => Called::Unknown,
        }
    }

    /// What the paths of the `use`s begin with that name such a macro, if it is one and the same.
    pub fn root(&self, name: &str, place: &Place) -> Option<&str> {
        let here = self.files.get(&place.file)?;
        let (first, others) = here.contents().imports.get(name)?.split_first()?;
        let is_it =
            others.iter().all(|other| other == first) && matches!(self.visible(here, name, place), Visible::None);
        is_it.then_some(first)
    }

    /// The last one before the call that stands in a block or module around it.
    fn visible<'f>(&self, here: &'f File, name: &str, place: &Place) -> Visible<'f> {
        let named: Vec<&Found> = here.macros().iter().filter(|found| found.name == name).collect();
        let call = if named.is_empty() { None } else { offset(&here.text, place.at) };
        let Some(call) = call else { return Visible::None };
        for found in named.into_iter().rev().filter(|found| found.scope.contains(&call)) {
            match here.holds(found) {
                Some(Truth::Holds) => return Visible::One(found),
                Some(Truth::Fails) => {}
                Some(Truth::Open(condition)) => return Visible::Uncertain(Called::Open(condition)),
                None => return Visible::Uncertain(Called::Unknown),
            }
        }
        Visible::None
    }

    /// One from another file, or from further below.
    fn imported(&self, here: &File, name: &str, place: &Place) -> Called {
        let roots = here.contents().imports.get(name);
        if roots.is_some_and(|roots| roots.iter().any(|root| self.is_foreign(root)))
            || roots.is_none() && is_of_the_language(name)
        {
            return Called::Unknown;
        }
        match roots.is_some_and(|roots| roots.contains(&self.name)) {
            true => self.only(name, Path::new("src"), place, true),
            false => self.only(name, &here.target, place, roots.is_some()),
        }
    }

    /// Does a path that begins like this lead out of the package, as far as one can see?
    fn is_foreign(&self, root: &str) -> bool {
        matches!(root, "" | "std" | "core" | "alloc")
            || root != self.name && self.manifest.contains(root) && !is_own(root)
    }

    /// The only one of that name in what is compiled together, if it may be called from there.
    fn only(&self, name: &str, target: &Path, place: &Place, is_named: bool) -> Called {
        let files = || self.files.iter().filter(|(_, file)| file.target == target);
        let all = files().flat_map(|(path, file)| {
            let named = file.macros().iter().filter(|found| found.name == name && found.is_in_module);
            named.map(move |found| (path, file, found, file.holds(found)))
        });
        let mut all = all.filter(|(.., truth)| !matches!(truth, Some(Truth::Fails)));
        let Some((path, file, found, truth)) = all.next() else { return Called::Unknown };
        match truth {
            Some(Truth::Open(condition)) => return Called::Open(condition),
            None => return Called::Unknown,
            Some(_) => {}
        }
        match all.next() {
            Some((.., Some(Truth::Open(condition)))) => return Called::Open(condition),
            Some(_) => return Called::Unknown,
            None => {}
        }
        let is_lent = || {
            found.is_exported
                || file.contents().imports.contains_key(name)
                || files().any(|(_, file)| file.has_macros && file.contents().lends_macros)
                || is_above(path, &place.file)
        };
        // A `$crate` in it is another one.
        let is_elsewhere = self.files.get(&place.file).is_none_or(|here| here.target != target);
        let is_clear = !is_elsewhere || !file.text[found.body.clone()].contains("$crate");
        match is_clear && (is_named || is_lent()) {
            true => Called::Certain(self.definition(path, file, found)),
            false => Called::Unknown,
        }
    }

    fn definition(&self, path: &Path, file: &File, found: &Found) -> Definition {
        Definition {
            does: found.does,
            body: file.text[found.body.clone()].to_owned(),
            file: path.to_owned(),
            begin: position(&file.text, found.scope.start),
        }
    }
}

impl File {
    fn contents(&self) -> &Contents {
        self.contents.get_or_init(|| contents(&self.text))
    }

    fn macros(&self) -> &[Found] {
        if self.has_macros { &self.contents().macros } else { &[] }
    }

    /// Do all conditions before a definition hold? `None`: nobody knows what its attributes say.
    fn holds(&self, found: &Found) -> Option<Truth> {
        let mut open = None;
        for range in &found.attributes {
            let tokens = TokenStream::from_str(&self.text[range.clone()]).ok()?;
            for attribute in Attribute::parse_outer.parse2(tokens).ok()? {
                let Meta::List(list) = &attribute.meta else { continue };
                if list.path.is_ident("cfg_attr") && mentions_cfg(list.tokens.clone()) {
                    return None;
                }
                match list.path.is_ident("cfg").then(|| truth(&list.tokens)) {
                    Some(Truth::Fails) => return Some(Truth::Fails),
                    Some(Truth::Open(condition)) => drop(open.get_or_insert(condition)),
                    Some(Truth::Holds) | None => {}
                }
            }
        }
        Some(open.map_or(Truth::Holds, Truth::Open))
    }
}

/// `#[cfg_attr(condition, cfg(another))]`
fn mentions_cfg(tokens: TokenStream) -> bool {
    let parts = crate::syntax::pieces::split_at_commas(tokens);
    parts.into_iter().skip(1).any(|part| part.into_iter().next().is_some_and(|first| first.to_string() == "cfg"))
}

impl Definition {
    /// Does it stand behind that place, in the same file?
    pub fn is_behind(&self, place: Span) -> bool {
        let file = here::file(place);
        let start = place.start();
        file.as_ref() == Some(&self.file) && (self.begin.line, self.begin.column) > (start.line, start.column)
    }
}

fn is_own(root: &str) -> bool {
    matches!(root, "crate" | "self" | "super")
}

/// Macros that one has without asking for them.
fn is_of_the_language(name: &str) -> bool {
    #[rustfmt::skip]
    const NAMES: &[&str] = &[
        "assert", "assert_eq", "assert_ne", "cfg", "column", "compile_error", "concat", "dbg", "debug_assert",
        "debug_assert_eq", "debug_assert_ne", "env", "eprint", "eprintln", "file", "format", "format_args", "include",
        "include_bytes", "include_str", "is_x86_feature_detected", "line", "matches", "module_path", "option_env", "panic",
        "print", "println", "stringify", "thread_local", "todo", "try", "unimplemented", "unreachable", "vec", "write", "writeln",
    ];
    NAMES.contains(&name)
}

/// Is a module's file in a module of the other?
fn is_above(file: &Path, below: &Path) -> bool {
    let is_root = file.file_stem().is_some_and(|stem| matches!(&*stem.to_string_lossy(), "lib" | "main" | "mod"));
    let folder = if is_root { file.parent().map(Path::to_owned) } else { Some(file.with_extension("")) };
    folder.is_some_and(|folder| below.starts_with(folder))
}

/// At which byte of the text a line and column are.
fn offset(text: &str, place: LineColumn) -> Option<usize> {
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(place.line.checked_sub(1)?).map(str::len).sum();
    let line = lines.next()?;
    Some(before + line.chars().take(place.column).map(char::len_utf8).sum::<usize>())
}

fn position(text: &str, at: usize) -> LineColumn {
    let before = &text[..at];
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    LineColumn { line: before.matches('\n').count() + 1, column: before[line..].chars().count() }
}
