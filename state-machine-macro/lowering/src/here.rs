//! The file that a function stands in. rustc tells it; outside of rustc somebody has to say it.

use std::{
    cell::RefCell,
    path::{Component, Path, PathBuf},
};

use proc_macro2::Span;

thread_local! {
    static FILE: RefCell<Option<PathBuf>> = const { RefCell::new(None) };
}

/// Takes what `work` rewrites for a piece of `file`, so that what macros of its package mean is looked for where rustc would.
///
/// Inside of rustc that is known without it. Outside, macros that are written out have no hygiene: what comes out tells what is refused,
/// and need not compile.
pub fn in_file<T>(file: &Path, work: impl FnOnce() -> T) -> T {
    struct Restore(Option<PathBuf>);
    impl Drop for Restore {
        fn drop(&mut self) {
            FILE.set(self.0.take());
        }
    }
    let _restore = Restore(FILE.replace(std::path::absolute(file).ok()));
    work()
}

/// The file of a token.
pub fn file(of: Span) -> Option<PathBuf> {
    let told = || FILE.with_borrow(Clone::clone);
    of.local_file().and_then(|file| std::path::absolute(file).ok()).map(|file| direct(&file)).or_else(told)
}

/// The same path without its `..`, which `#[path = "../m.rs"]` leaves in it.
fn direct(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut direct, component| {
        match component {
            Component::ParentDir => drop(direct.pop()),
            component => direct.push(component),
        }
        direct
    })
}
