//! Which names the function has: those that a macro declares are others.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Block, Item, Macro, PatIdent, Stmt, parse::Parser, visit::Visit};

use crate::{
    definitions,
    model::{
        input::{Input, argument_name},
        mark::read_made_by_macro,
    },
    syntax::macros::{self, Shape},
};

#[derive(Default)]
pub struct Names {
    /// All names in the function.
    said: HashSet<String>,
    /// How often each is declared.
    declared: Count,
    /// What the macros declare that are being written out.
    made: Vec<String>,
    /// How often each has been declared before the place that is looked at.
    seen: Count,
    /// The same before each macro that the function defines: before the first of that name.
    before: HashMap<String, Count>,
}

type Count = HashMap<String, usize>;

impl Names {
    pub fn of(input: &Input) -> Names {
        let mut names = Names::default();
        names.say(input.sig.to_token_stream());
        names.say(input.body.to_token_stream());
        let mut declared = Declared::default();
        declared.visit_signature(&input.sig);
        declared.visit_block(&input.body);
        let arguments = input.sig.inputs.iter().enumerate().map(|(index, argument)| match argument {
            syn::FnArg::Typed(typed) => argument_name(input, &typed.pat, index).to_string(),
            syn::FnArg::Receiver(_) => "self".to_owned(),
        });
        // A parameter is in the signature, too.
        let arguments = arguments.filter(|name| !declared.names.contains(name)).collect::<Vec<_>>();
        for name in declared.names.into_iter().chain(arguments) {
            *names.declared.entry(name).or_default() += 1;
        }
        names
    }

    fn say(&mut self, tokens: TokenStream) {
        for tree in tokens {
            match tree {
                TokenTree::Group(group) => self.say(group.stream()),
                TokenTree::Ident(ident) => drop(self.said.insert(ident.to_string())),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }

    /// What a name of a macro's own is called that declares it.
    pub fn free(&self, name: &str) -> String {
        let is_taken = |name: &String| self.said.contains(name) || self.made.contains(name);
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        std::iter::once(name.to_owned()).chain(numbered).find(|name| !is_taken(name)).unwrap_or_default()
    }

    /// May a name that the macro does not declare be taken for a local of the function? What defines it may stand in the function, and
    /// then means what was declared last before that: so does the call, if nothing was declared in between.
    pub fn is_mistaken(&self, name: &str, defined: Option<&str>) -> bool {
        let declared = self.declared.get(name).copied().unwrap_or_default();
        let count = |count: &Count| count.get(name).copied().unwrap_or_default();
        let is_other = match (defined, defined.and_then(|name| self.before.get(name))) {
            (_, Some(before)) => count(before) != count(&self.seen),
            (Some(_), None) => declared > 1,
            (None, None) => declared > 0,
        };
        is_other || self.made.iter().any(|made| made == name)
    }

    /// A name is declared.
    pub fn see(&mut self, pat: &PatIdent) {
        let name = pat.ident.to_string();
        if !is_variant(pat, &name) {
            *self.seen.entry(name).or_default() += 1;
        }
    }

    /// So is what a macro may declare that stays.
    pub fn see_in(&mut self, mac: &Macro) {
        let mut declared = Declared::default();
        declared.visit_macro(mac);
        declared.names.into_iter().for_each(|name| *self.seen.entry(name).or_default() += 1);
    }

    /// A macro is defined.
    pub fn define(&mut self, mac: &Ident) {
        self.before.entry(mac.to_string()).or_insert_with(|| self.seen.clone());
    }

    /// Inside of what a macro makes. What it says so far is kept for [`leave`](Self::leave).
    pub fn enter(&mut self, mut made: Vec<String>) -> usize {
        let outside = self.made.len();
        self.made.append(&mut made);
        outside
    }

    pub fn leave(&mut self, outside: usize) {
        self.made.truncate(outside);
    }
}

/// `None` in a pattern declares nothing, as far as one can see.
pub fn is_variant(pat: &PatIdent, name: &str) -> bool {
    let is_alone = pat.by_ref.is_none() && pat.mutability.is_none() && pat.subpat.is_none();
    is_alone && name.starts_with(char::is_uppercase)
}

/// How deep it looks for what macros declare.
const MAX_DEPTH: usize = 8;

#[derive(Default)]
struct Declared {
    names: Vec<String>,
    depth: usize,
}

impl Visit<'_> for Declared {
    fn visit_pat_ident(&mut self, pat: &PatIdent) {
        let name = pat.ident.to_string();
        // Those of a macro's own are no names of the function.
        if read_made_by_macro(&name).is_none() && !is_variant(pat, &name) {
            self.names.push(name);
        }
        syn::visit::visit_pat_ident(self, pat);
    }

    fn visit_item(&mut self, _: &Item) {}

    fn visit_macro(&mut self, mac: &Macro) {
        if macros::is_known(mac) || macros::awaits_by_itself(mac) {
            return self.arguments(mac);
        }
        match self.made(mac) {
            Some(stmts) => {
                self.depth += 1;
                stmts.iter().for_each(|stmt| self.visit_stmt(stmt));
                self.depth -= 1;
            }
            None => self.given(mac),
        }
    }
}

impl Declared {
    fn arguments(&mut self, mac: &Macro) {
        let mut shape = macros::shape(mac);
        for (pat, handler) in shape.handlers() {
            pat.into_iter().for_each(|pat| self.visit_pat(pat));
            self.visit_expr(handler);
        }
        if let Shape::Matches { pat, .. } = &shape {
            self.visit_pat(pat);
        }
        shape.values().into_iter().for_each(|value| self.visit_expr(value));
    }

    /// What a macro of the package makes, if that is certain.
    fn made(&self, mac: &Macro) -> Option<Vec<Stmt>> {
        let definition = (self.depth < MAX_DEPTH).then(|| definitions::called(mac))??;
        Block::parse_within.parse2(definitions::made(&definition, mac)?).ok()
    }

    /// Another may declare what it is given: each name in it that nothing else declares.
    fn given(&mut self, mac: &Macro) {
        let trees: Vec<TokenTree> = mac.tokens.clone().into_iter().collect();
        let idents = trees.iter().enumerate().filter_map(|(index, tree)| match tree {
            TokenTree::Ident(ident) if !is_used(&trees[index + 1..]) => Some(ident.to_string()),
            _ => None,
        });
        let new: Vec<String> = idents.filter(|name| !self.names.contains(name)).collect();
        self.names.extend(new);
    }
}

/// Is a name that this comes behind none that is declared, as in `name(..)`, `name.x`, `name::X` and `name!(..)`?
fn is_used(behind: &[TokenTree]) -> bool {
    match behind {
        [TokenTree::Group(group), ..] => group.delimiter() == Delimiter::Parenthesis,
        [TokenTree::Punct(first), TokenTree::Punct(second), ..] if first.as_char() == ':' => second.as_char() == ':',
        [TokenTree::Punct(punct), ..] => matches!(punct.as_char(), '.' | '!'),
        _ => false,
    }
}
