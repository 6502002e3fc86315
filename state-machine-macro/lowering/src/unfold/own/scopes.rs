//! Which declaration of a name counts at a place, and where a macro is defined.

use std::collections::HashMap;

use proc_macro2::{LineColumn, Span};

/// Where the definition of a macro begins.
pub type Definition = (usize, usize);

/// That of a macro which does not stand in the function.
pub const OUTSIDE: Definition = (0, 0);

pub fn definition(begin: LineColumn) -> Definition {
    (begin.line, begin.column)
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Declaration {
    number: usize,
    /// In a closure or an async block: it is none of the function's locals.
    is_foreign: bool,
}

/// What a name means that a macro of the function says.
#[derive(PartialEq, Eq)]
pub enum Meaning {
    /// The same as where it is called.
    Same,
    /// Something else: it has been declared again.
    Hidden,
    /// There is no other word for it.
    Unsayable,
}

type Visible = HashMap<String, Declaration>;

#[derive(Default)]
pub struct Scopes {
    visible: Visible,
    /// What the names meant that have been declared in open scopes.
    before: Vec<(String, Option<Declaration>)>,
    declared: usize,
    /// How many closures and async blocks are open.
    foreign: usize,
    /// What names mean to each macro that the function defines.
    defined: HashMap<Definition, Visible>,
}

impl Scopes {
    pub fn declare(&mut self, name: String) {
        self.declared += 1;
        let declaration = Declaration { number: self.declared, is_foreign: self.foreign > 0 };
        let before = self.visible.insert(name.clone(), declaration);
        self.before.push((name, before));
    }

    /// A macro is defined there.
    pub fn define(&mut self, begin: Span) {
        self.defined.entry(definition(begin.start())).or_insert_with(|| self.visible.clone());
    }

    /// A scope begins, which [`close`](Self::close) ends.
    pub fn open(&mut self, is_foreign: bool) -> (usize, usize) {
        let outside = (self.before.len(), self.foreign);
        self.foreign += usize::from(is_foreign);
        outside
    }

    pub fn close(&mut self, (outside, foreign): (usize, usize)) {
        self.foreign = foreign;
        for (name, before) in self.before.drain(outside..).rev() {
            match before {
                Some(before) => self.visible.insert(name, before),
                None => self.visible.remove(&name),
            };
        }
    }

    /// `defined`: where the macro is, if that is in the function. `None`: where that is, is not known.
    pub fn meaning(&self, name: &str, defined: Option<Definition>) -> Option<Meaning> {
        let called = self.visible.get(name);
        let Some(definition) = defined else {
            return Some(match called {
                None => Meaning::Same,
                Some(Declaration { is_foreign: false, .. }) => Meaning::Hidden,
                Some(Declaration { is_foreign: true, .. }) => Meaning::Unsayable,
            });
        };
        let defined = self.defined.get(&definition)?.get(name);
        let is_foreign =
            |declaration: Option<&Declaration>| declaration.is_some_and(|declaration| declaration.is_foreign);
        Some(match (defined == called, defined) {
            (true, _) => Meaning::Same,
            // An item, or a local of a closure.
            (false, None) if is_foreign(called) => Meaning::Unsayable,
            (false, Some(_)) if is_foreign(defined) => Meaning::Unsayable,
            (false, _) => Meaning::Hidden,
        })
    }
}
