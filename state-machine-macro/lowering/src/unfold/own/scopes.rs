//! Which declaration of a name counts at a place, and where a macro is defined.

use std::collections::HashMap;

use proc_macro2::{LineColumn, Span};

/// Where the definition of a macro begins.
pub type Definition = (usize, usize);

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

    /// `None`: where the macro is defined is not known.
    pub fn meaning(&self, name: &str, defined: Definition) -> Option<Meaning> {
        let (defined, called) = (self.defined.get(&defined)?.get(name), self.visible.get(name));
        let is_local = defined.is_some_and(|declaration| !declaration.is_foreign);
        Some(match (defined == called, is_local) {
            (true, _) => Meaning::Same,
            (false, true) => Meaning::Hidden,
            (false, false) => Meaning::Unsayable,
        })
    }
}
