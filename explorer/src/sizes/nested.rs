//! Functions inside functions.

use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Block, Item, Macro, Stmt, Type};

use crate::blocks;

/// For each block in `body` with functions to measure in it: the text of the file with nothing left but the items of that
/// block, each where it was.
pub fn items(text: &str, body: &Block, annotated: bool) -> Vec<String> {
    let mut finder = Finder { text, annotated, found: Vec::new() };
    finder.visit_block(body);
    finder.found
}

/// The calls of `machine!` in a body that are in no other one.
pub fn blocks(body: &Block) -> Vec<&Macro> {
    let mut finder = Machines(Vec::new());
    finder.visit_block(body);
    finder.0
}

struct Machines<'ast>(Vec<&'ast Macro>);

impl<'ast> Visit<'ast> for Machines<'ast> {
    fn visit_macro(&mut self, node: &'ast Macro) {
        if blocks::of_machine(node).is_some() {
            self.0.push(node);
        }
    }

    fn visit_item(&mut self, _: &'ast Item) {}
}

struct Finder<'a> {
    text: &'a str,
    /// Functions need no attribute of their own.
    annotated: bool,
    found: Vec<String>,
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_block(&mut self, block: &'ast Block) {
        let items: Vec<&Item> = block.stmts.iter().filter_map(of_statement).collect();
        let word = if self.annotated { "async" } else { "manual_async" };
        if items.iter().any(|item| !matches!(item, Item::Use(_)) && item.to_token_stream().to_string().contains(word)) {
            let names: Vec<String> = items.iter().filter_map(|item| name(item)).collect();
            // An `impl` for a type from outside would be there twice.
            let is_taken = |item: &&&Item| match item {
                Item::Impl(methods) => names.contains(&crate::functions::type_name(&methods.self_ty)),
                _ => true,
            };
            let ranges = items.iter().filter(is_taken).map(|item| item.span().byte_range());
            self.found.push(alone(self.text, ranges));
        }
        block
            .stmts
            .iter()
            .filter(|statement| of_statement(statement).is_none())
            .for_each(|other| self.visit_stmt(other));
    }

    fn visit_item(&mut self, _: &'ast Item) {}

    fn visit_type(&mut self, _: &'ast Type) {}

    fn visit_macro(&mut self, _: &'ast Macro) {}

    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        visit::visit_stmt(self, statement);
    }
}

fn of_statement(statement: &Stmt) -> Option<&Item> {
    match statement {
        Stmt::Item(item) => Some(item),
        _ => None,
    }
}

/// Of what may have methods.
fn name(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        Item::Enum(item) => Some(item.ident.to_string()),
        Item::Union(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

/// The same text, line by line, with spaces for all but these bytes of it.
fn alone(text: &str, ranges: impl Iterator<Item = std::ops::Range<usize>>) -> String {
    let (mut alone, mut end) = (String::with_capacity(text.len()), 0);
    let blank = |text: &str| text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect::<String>();
    for range in ranges {
        alone += &blank(&text[end..range.start]);
        alone += &text[range.clone()];
        end = range.end;
    }
    alone
}
