//! Macros of the user's own package, as what their definitions make of them.
//!
//! So they may await, return, jump and move whatever they are given, as if they were written out: what they do is lowered as
//! everything else. A macro stays as it is where that makes no difference, and where something is not certain: which
//! definition is meant, what it makes of the call, or which names are the function's.

mod hygiene;
mod items;
mod names;
mod scopes;
mod tokens;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Arm, Block, Expr, ExprAsync, ExprClosure, ExprForLoop, ExprIf, ExprLet, ExprMacro, ExprWhile, Item, ItemMacro,
    Local, Macro, PatIdent, Stmt, StmtMacro, Token,
    parse::Parser,
    spanned::Spanned,
    visit_mut::{self, VisitMut},
};

use self::{hygiene::Made, names::Names};
use crate::{
    definitions::{self, Called, Does},
    model::input::Input,
    parse,
    syntax::{awaits, format, leftovers::leaves_temporaries, macros, names::is_keyword},
};

/// How deep macros may stand in what macros make, and how many a function may have.
const MAX_DEPTH: usize = 32;
const MAX_CALLS: usize = 500;

pub fn write_out(input: &Input, body: &mut Block) {
    Writer { input, names: Names::of(input), blocks: 0, depth: 0, calls: 0 }.visit_block_mut(body);
}

struct Writer<'i> {
    input: &'i Input,
    names: Names,
    /// How many blocks are open: that of the function is the first.
    blocks: usize,
    depth: usize,
    calls: usize,
}

impl Writer<'_> {
    /// What the macro makes. `is_value`: its value is used.
    fn made(&mut self, mac: &Macro, is_value: bool) -> Option<Made> {
        if self.depth == MAX_DEPTH || self.calls == MAX_CALLS {
            return None;
        }
        let definition = match definitions::asked(mac) {
            Called::Certain(definition) => definition,
            Called::Open(condition) => {
                if self.may_differ(mac, is_value) {
                    definitions::ask(condition);
                }
                return None;
            }
            Called::Unknown => return None,
        };
        let is_behind = definition.is_behind(self.input.sig.ident.span());
        let differs = is_behind || differs(mac, definition.does);
        if !(differs || is_value && definition.does.leaves) {
            return None;
        }
        let tokens = plain_attributes(definitions::made(&definition, mac)?);
        // They live to the end of the statement around the call.
        if !differs && !leaves_temporaries(&syn::parse2(without_end(tokens.clone())).ok()?) {
            return None;
        }
        self.calls += 1;
        Some(Made { tokens, defined: is_behind.then(|| scopes::definition(definition.begin)) })
    }

    /// [`differs`] with all definitions of that name.
    fn may_differ(&self, mac: &Macro, is_value: bool) -> bool {
        let name = mac.path.segments.last().map(|last| &last.ident);
        let does = name.and_then(|name| definitions::of(&name.to_string(), name.span()));
        let does = does.unwrap_or_default();
        differs(mac, does) || is_value && does.leaves
    }

    fn expression(&mut self, mac: &Macro) -> Option<(Expr, Vec<String>)> {
        let made = self.made(mac, true)?;
        let mut expr: Expr = syn::parse2(without_end(made.tokens.clone())).ok()?;
        if is_conditional(made.tokens.clone()) {
            let [Stmt::Expr(settled, None)] = &unconditional(vec![Stmt::Expr(expr, None)])?[..] else { return None };
            expr = settled.clone();
        }
        made.settled(&self.names, expr, |settler, expr| settler.visit_expr_mut(expr))
    }

    fn statements(&mut self, mac: &Macro) -> Option<(Vec<Stmt>, Vec<String>)> {
        let made = self.made(mac, false)?;
        let mut stmts = Block::parse_within.parse2(made.tokens.clone()).ok()?;
        if is_conditional(made.tokens.clone()) {
            stmts = unconditional(stmts)?;
        }
        if !items::may_stand_twice(&stmts, self.blocks == 1) {
            return None;
        }
        made.settled(&self.names, stmts, |settler, stmts| {
            stmts.iter_mut().for_each(|stmt| settler.visit_stmt_mut(stmt))
        })
    }

    /// What is in it is written out as well. None of it may take a name that it declares for another.
    fn inside(&mut self, names: Vec<String>, visit: impl FnOnce(&mut Self)) {
        let outside = self.names.enter(names);
        self.depth += 1;
        visit(self);
        self.depth -= 1;
        self.names.leave(outside);
    }

    fn scoped(&mut self, is_foreign: bool, visit: impl FnOnce(&mut Self)) {
        let outside = self.names.scopes.open(is_foreign);
        visit(self);
        self.names.scopes.close(outside);
    }

    // From: `let_both!(a, b);`, a statement
    // Into: `let a = f(); let b = g();`
    fn written_out(&mut self, stmt: Stmt, is_last: bool) -> Vec<Stmt> {
        let (mac, attrs, semi) = match &stmt {
            Stmt::Macro(StmtMacro { mac, attrs, semi_token }) => (mac, attrs, *semi_token),
            Stmt::Expr(Expr::Macro(ExprMacro { mac, attrs }), semi) => (mac, attrs, *semi),
            _ => return self.visited(stmt),
        };
        // Others say nothing that matters here: `#[rustfmt::skip]`, `#[allow(..)]`
        if attrs.iter().any(|attr| attr.path().is_ident("cfg") || attr.path().is_ident("cfg_attr")) {
            return self.visited(stmt);
        }
        // At the end of a block it is an expression.
        let is_value = is_last && semi.is_none() && !matches!(mac.delimiter, syn::MacroDelimiter::Brace(_));
        if is_value && let Some((mut expr, names)) = self.expression(mac) {
            self.inside(names, |this| this.visit_expr_mut(&mut expr));
            return vec![Stmt::Expr(expr, None)];
        }
        let Some((mut stmts, names)) = self.statements(mac) else { return self.visited(stmt) };
        end(&mut stmts, semi.or((!is_last).then(<Token![;]>::default)));
        let count = stmts.len();
        let mut written = Vec::new();
        self.inside(names, |this| {
            for (index, inner) in stmts.into_iter().enumerate() {
                written.extend(this.written_out(inner, is_last && index + 1 == count));
            }
        });
        written
    }

    fn visited(&mut self, mut stmt: Stmt) -> Vec<Stmt> {
        self.visit_stmt_mut(&mut stmt);
        vec![stmt]
    }
}

impl VisitMut for Writer<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let stmts = std::mem::take(&mut block.stmts);
        let count = stmts.len();
        self.blocks += 1;
        self.scoped(false, |this| {
            for (index, stmt) in stmts.into_iter().enumerate() {
                let written = this.written_out(stmt, index + 1 == count);
                block.stmts.extend(written);
            }
        });
        self.blocks -= 1;
    }

    fn visit_expr_if_mut(&mut self, expr: &mut ExprIf) {
        self.scoped(false, |this| {
            this.visit_expr_mut(&mut expr.cond);
            this.visit_block_mut(&mut expr.then_branch);
        });
        expr.else_branch.iter_mut().for_each(|(_, otherwise)| self.visit_expr_mut(otherwise));
    }

    fn visit_expr_while_mut(&mut self, expr: &mut ExprWhile) {
        self.scoped(false, |this| visit_mut::visit_expr_while_mut(this, expr));
    }

    fn visit_expr_for_loop_mut(&mut self, expr: &mut ExprForLoop) {
        self.visit_expr_mut(&mut expr.expr);
        self.scoped(false, |this| {
            this.visit_pat_mut(&mut expr.pat);
            this.visit_block_mut(&mut expr.body);
        });
    }

    fn visit_arm_mut(&mut self, arm: &mut Arm) {
        self.scoped(false, |this| visit_mut::visit_arm_mut(this, arm));
    }

    fn visit_expr_closure_mut(&mut self, closure: &mut ExprClosure) {
        self.scoped(true, |this| visit_mut::visit_expr_closure_mut(this, closure));
    }

    fn visit_expr_async_mut(&mut self, block: &mut ExprAsync) {
        self.scoped(true, |this| visit_mut::visit_expr_async_mut(this, block));
    }

    // What is matched comes before what the pattern calls it.
    fn visit_expr_let_mut(&mut self, expr: &mut ExprLet) {
        self.visit_expr_mut(&mut expr.expr);
        self.visit_pat_mut(&mut expr.pat);
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Expr::Macro(ExprMacro { mac, .. }) = expr
            && let Some((mut plain, names)) = self.expression(mac)
        {
            self.inside(names, |this| this.visit_expr_mut(&mut plain));
            *expr = plain;
            return;
        }
        visit_mut::visit_expr_mut(self, expr);
    }

    /// Macros that stay, and in whose arguments there may be others.
    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        self.names.see_in(mac);
        let before = self.calls;
        let mut shape = macros::shape(mac);
        shape.visit(|expr| self.visit_expr_mut(expr));
        if self.calls > before {
            mac.tokens = shape.into_tokens(&mac.tokens);
        }
    }

    // What it is set to comes before what it is called.
    fn visit_local_mut(&mut self, local: &mut Local) {
        if let Some(init) = &mut local.init {
            self.visit_expr_mut(&mut init.expr);
            init.diverge.iter_mut().for_each(|(_, diverge)| self.visit_expr_mut(diverge));
        }
        self.visit_pat_mut(&mut local.pat);
    }

    fn visit_pat_ident_mut(&mut self, pat: &mut PatIdent) {
        self.names.see(pat);
        visit_mut::visit_pat_ident_mut(self, pat);
    }

    fn visit_item_mut(&mut self, item: &mut Item) {
        if let Item::Macro(ItemMacro { ident: Some(_), mac, .. }) = item {
            self.names.scopes.define(mac.path.span());
        }
    }
}

/// Would the machine do something else if the macro stayed?
fn differs(mac: &Macro, does: Does) -> bool {
    let decides = does.awaits || does.returns || does.jumps || does.calls;
    decides || leaves(mac.tokens.clone()) || awaits::in_macro(mac) || has_name(mac.tokens.clone())
}

/// A name that may be that of a local, also in a text that captures it, and is not only named for a method of it. Of `self`, which
/// is a reference as a rule, fields do not count.
fn has_name(tokens: TokenStream) -> bool {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    trees.iter().enumerate().any(|(at, tree)| match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::None && has_name(group.stream()),
        TokenTree::Ident(ident) => {
            let word = ident.to_string();
            let before = at.checked_sub(1).and_then(|at| trees.get(at));
            let is_place = matches!(before, Some(TokenTree::Punct(punct)) if ".&".contains(punct.as_char()));
            let is_taken = match trees.get(at + 1) {
                Some(TokenTree::Punct(dot)) if dot.as_char() == '.' => word != "self" && ends_with_field(&trees[at + 1..]),
                Some(TokenTree::Punct(sign)) => !matches!(sign.as_char(), ':' | '!'),
                _ => true,
            };
            let is_local = word == "self" || word.starts_with(|first: char| first.is_lowercase() || first == '_') && !is_keyword(&word);
            let is_called = matches!(trees.get(at + 1), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
            is_local && is_taken && !is_called && !is_place
        }
        TokenTree::Literal(text) => format::captures(&text.to_string()).iter().any(|name| name != "self"),
        TokenTree::Punct(_) => false,
    })
}

/// `.a.b` of `x.a.b`, and not `.a.b()`: that may be moved.
fn ends_with_field(trees: &[TokenTree]) -> bool {
    match trees {
        [TokenTree::Punct(dot), TokenTree::Ident(_) | TokenTree::Literal(_), rest @ ..] if dot.as_char() == '.' => {
            ends_with_field(rest)
        }
        [TokenTree::Group(_), ..] => false,
        [TokenTree::Punct(sign), ..] => sign.as_char() != ':',
        _ => true,
    }
}

/// Is there a block in the arguments, or something that leaves the function or the macro?
fn leaves(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace || leaves(group.stream()),
        TokenTree::Ident(word) => ["return", "break", "continue"].iter().any(|jump| word == jump),
        TokenTree::Punct(punct) => punct.as_char() == '?',
        TokenTree::Literal(_) => false,
    })
}

/// `#[cfg(..)]`: rustc alone knows.
fn is_conditional(tokens: TokenStream) -> bool {
    let mut after_sign = false;
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Group(group) => {
            let first = group.stream().into_iter().next().map(|tree| tree.to_string()).unwrap_or_default();
            std::mem::take(&mut after_sign) && matches!(&*first, "cfg" | "cfg_attr") || is_conditional(group.stream())
        }
        tree => {
            after_sign = tree.to_string() == "#";
            false
        }
    })
}

/// What is left of the statements where it is known which conditions hold.
fn unconditional(stmts: Vec<Stmt>) -> Option<Vec<Stmt>> {
    let stmts = parse::settle_known(stmts)?;
    let is_left = stmts.iter().any(|stmt| is_conditional(stmt.to_token_stream()));
    (!is_left).then_some(stmts)
}

/// Words in attributes are no names.
fn plain_attributes(tokens: TokenStream) -> TokenStream {
    let mut after_sign = false;
    let trees = tokens.into_iter().map(|tree| {
        let is_attribute = std::mem::replace(&mut after_sign, tree.to_string() == "#");
        match tree {
            TokenTree::Group(group) => {
                let inside =
                    if is_attribute { tokens::plain(group.stream()) } else { plain_attributes(group.stream()) };
                let mut plain = Group::new(group.delimiter(), inside);
                plain.set_span(group.span());
                TokenTree::Group(plain)
            }
            tree => tree,
        }
    });
    trees.collect()
}

/// Without the `;` with which some definitions end an expression.
fn without_end(tokens: TokenStream) -> TokenStream {
    let mut trees: Vec<TokenTree> = tokens.into_iter().collect();
    while trees.last().is_some_and(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ';')) {
        trees.pop();
    }
    trees.into_iter().collect()
}

/// The `;` behind the call ends what the macro makes.
fn end(stmts: &mut [Stmt], semi: Option<Token![;]>) {
    let Some(semi) = semi else { return };
    match stmts.last_mut() {
        Some(Stmt::Expr(_, end @ None)) => *end = Some(semi),
        Some(Stmt::Macro(stmt)) if stmt.semi_token.is_none() => stmt.semi_token = Some(semi),
        _ => {}
    }
}

/// Are there any marks left?
fn is_marked(tokens: &impl ToTokens) -> bool {
    crate::model::mark::without_made_by_macro(&tokens.to_token_stream().to_string(), str::to_owned).is_some()
}
