//! Puts what is needed to measure them beside the functions of a file.
//!
//! A machine is generic over what it keeps, and only rustc knows what that is. So the copy of a file has each function as
//! its expansion, in which the enum of the states tells the sizes of its fields; and the `async fn` as it was, under
//! another name; and a test that prints both. The tests are all that is run.
//!
//! - The two of a method of a trait's stand in a trait of their own that comes after it.
//! - The two of a function that another attribute rewrites stand behind it, and are as if it had none.
//! - The two of a generic function have no test, as nobody can say for which types; but who awaits it tells.
//! - Of a block, in `machine!` or boxed, a function tells that has the body of the one around it: see `in_functions`.
//! - Functions inside functions are measured in a copy beside the outermost one, as no test reaches into it.
//!
//! A probe that does not compile is left out, and the rest is measured without it.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;

use super::prober::Prober;
use crate::source::Source;

/// A function whose machine tells what it takes.
pub struct Probe {
    /// `module::Type::method`
    pub name: String,
    /// The file that it is in, from the folder of the package on.
    pub file: String,
    pub line: usize,
    /// Nothing measures it for itself.
    pub is_generic: bool,
    /// The attributes of it or of the `impl` around it that rewrite it, and without which it is measured.
    pub without: Vec<String>,
}

/// All of a package.
#[derive(Default)]
pub struct Probes {
    /// By the numbers that they print.
    pub probes: Vec<Probe>,
    /// The numbers of those that the copy does not compile with.
    pub excluded: BTreeSet<usize>,
    /// The functions that are not measured, and why.
    pub left_out: Vec<String>,
    /// The path of `manual_async`, if some of this file are to be looked into.
    pub inspected: Option<String>,
    /// The edition is one before 2024.
    pub older: bool,
    /// Nothing is moved to where it may mean something else: methods of traits and functions inside functions stay unmeasured.
    pub cautious: bool,
}

/// What a probe's code stands between in the copy: so an error there tells whose it is.
const END: &str = "/* end of probe */";

fn begin(number: usize) -> String {
    format!("/* probe {number}: */")
}

/// The probe whose code this byte of a file is in.
pub fn at(text: &str, byte: usize) -> Option<usize> {
    let before = text.get(..byte)?;
    let (_, number) = before.rsplit_once("/* probe ")?;
    let (number, code) = number.split_once(": */")?;
    if code.contains(END) { None } else { number.parse().ok() }
}

impl Edit {
    /// The code of a probe.
    pub fn of(number: usize, from: usize, to: usize, text: &str) -> Self {
        Edit { from, to, text: format!("{}{text}{END}", begin(number)) }
    }
}

impl Probes {
    /// The file with probes in it; `None` if there is nothing to measure.
    pub fn put_into(&mut self, source: &Source) -> Option<String> {
        self.put_within(source, Within { path: String::new(), annotated: false, inspect: false })
    }

    fn put_within(&mut self, source: &Source, within: Within) -> Option<String> {
        let (mut edits, nested) = Prober::look(self, source, &within);
        // When nobody needs the spans of this file any longer, because others are about to take their numbers.
        edits.extend(nested.into_iter().filter_map(|nested| self.put_beside(source, nested)));
        if edits.is_empty() {
            return None;
        }
        edits.sort_by_key(|edit| std::cmp::Reverse((edit.from, edit.to)));
        let mut text = source.text.clone();
        edits.into_iter().for_each(|edit| text.replace_range(edit.from..edit.to, &edit.text));
        Some(text)
    }

    /// A module with the items of a block in it, behind the function that the block is of.
    fn put_beside(&mut self, source: &Source, nested: Nested) -> Option<Edit> {
        let items = Source::parse(source.name.clone(), nested.text).ok()?;
        let number = self.probes.len();
        let text = self.put_within(&items, nested.within)?;
        let text = format!("\n{} mod nested_{number} {{ use super::*;\n{text}\n}}\n", nested.cfgs);
        Some(Edit { from: nested.at, to: nested.at, text })
    }
}

/// Some bytes of the file, and what comes in their place.
pub struct Edit {
    pub from: usize,
    pub to: usize,
    pub text: String,
}

/// Items of a block, and what they are beside.
pub struct Nested {
    pub text: String,
    pub within: Within,
    pub cfgs: TokenStream,
    pub at: usize,
}

#[derive(Clone)]
pub struct Within {
    /// `module::`
    pub path: String,
    /// The attribute stands on something around it.
    pub annotated: bool,
    /// It says `inspect`.
    pub inspect: bool,
}
