//! Which names the function has: those that a macro declares are others.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Block, Item, Label, Macro, PatIdent, Stmt, ext::IdentExt, parse::Parser, visit::Visit};

use super::scopes::{Definition, Meaning, OUTSIDE, Scopes};
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
    declared: HashMap<String, usize>,
    /// The same of labels.
    labels: HashMap<String, usize>,
    /// What the macros declare that are being written out.
    made: Vec<String>,
    /// What they mean at the place that is looked at.
    pub scopes: Scopes,
}

/// What a name means that a macro says, and does not declare.
#[derive(PartialEq, Eq)]
pub enum Named {
    /// The same as where the macro is called.
    There,
    /// What it means where that macro is defined.
    AsDefined(Definition),
    /// It may be taken for a local of the function.
    Mistaken,
}

impl Names {
    pub fn of(input: &Input) -> Names {
        let mut names = Names::default();
        names.say(input.sig.to_token_stream());
        names.say(input.body.to_token_stream());
        let mut declared = Declared::default();
        declared.visit_signature(&input.sig);
        declared.visit_block(&input.body);
        let arguments = input.sig.inputs.iter().enumerate().map(|(index, argument)| match argument {
            syn::FnArg::Typed(typed) => argument_name(input, &typed.pat, index).unraw().to_string(),
            syn::FnArg::Receiver(_) => "self".to_owned(),
        });
        // A parameter is in the signature, too.
        let arguments = arguments.filter(|name| !declared.names.contains(name)).collect::<Vec<_>>();
        let mut parameters = Declared::default();
        parameters.visit_signature(&input.sig);
        arguments.iter().chain(&parameters.names).for_each(|name| names.scopes.declare(name.clone()));
        for label in declared.labels {
            *names.labels.entry(label).or_default() += 1;
        }
        for name in declared.names.into_iter().chain(arguments) {
            *names.declared.entry(name).or_default() += 1;
        }
        names
    }

    fn say(&mut self, tokens: TokenStream) {
        for tree in tokens {
            match tree {
                TokenTree::Group(group) => self.say(group.stream()),
                TokenTree::Ident(ident) => drop(self.said.insert(ident.unraw().to_string())),
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

    /// What a name means that the macro does not declare. Only a macro that stands in the function itself may name its locals; to all
    /// others it is an item.
    pub fn named(&self, name: &str, defined: Option<Definition>) -> Named {
        let declared = self.declared.get(name).copied().unwrap_or_default();
        if self.made.iter().any(|made| made == name) {
            return Named::Mistaken;
        }
        match self.scopes.meaning(name, defined) {
            Some(Meaning::Same) => Named::There,
            Some(Meaning::Hidden) => Named::AsDefined(defined.unwrap_or(OUTSIDE)),
            None if declared < 2 => Named::There,
            Some(Meaning::Unsayable) | None => Named::Mistaken,
        }
    }

    /// Have several blocks such a label? Which one a macro means cannot be said.
    pub fn has_labels_alike(&self, name: &str) -> bool {
        self.labels.get(name).is_some_and(|count| *count > 1)
    }

    /// A name is declared.
    pub fn see(&mut self, pat: &PatIdent) {
        let name = pat.ident.unraw().to_string();
        if !is_variant(pat, &name) {
            self.scopes.declare(name);
        }
    }

    /// So is what a macro may declare that stays.
    pub fn see_in(&mut self, mac: &Macro) {
        let mut declared = Declared::default();
        declared.visit_macro(mac);
        declared.names.into_iter().for_each(|name| self.scopes.declare(name));
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
    labels: Vec<String>,
    depth: usize,
}

impl Visit<'_> for Declared {
    fn visit_pat_ident(&mut self, pat: &PatIdent) {
        let name = pat.ident.unraw().to_string();
        // Those of a macro's own are no names of the function.
        if read_made_by_macro(&name).is_none() && !is_variant(pat, &name) {
            self.names.push(name);
        }
        syn::visit::visit_pat_ident(self, pat);
    }

    fn visit_label(&mut self, label: &Label) {
        self.labels.push(label.name.ident.to_string());
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
            TokenTree::Ident(ident) if !is_used(&trees[index + 1..]) => Some(ident.unraw().to_string()),
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
