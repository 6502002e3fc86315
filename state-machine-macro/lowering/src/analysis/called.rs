//! Closures that are called, and that rustc is asked about: can they be called again? It does not know that yet of a closure which
//! stands in the same function, and takes it for one that can. So it is asked what the closure does with what it captures.

use std::collections::{HashMap, HashSet};

use quote::ToTokens;
use syn::{
    Expr, ExprAsync, ExprClosure, ExprMethodCall, Pat, PatIdent,
    visit::{self, Visit},
};

use super::Analysis;
use crate::{
    conventions::{Receiver, by_name},
    model::{
        graph::Step,
        ids::{LocalId, MentionId},
        machine::{Asked, Moved},
        mark,
    },
};

/// What is to be asked about each of them.
pub(super) fn find(analysis: &Analysis<'_>, asks: &HashSet<MentionId>) -> HashMap<LocalId, Vec<Moved>> {
    let graph = analysis.graph;
    let asked: HashSet<LocalId> = asks.iter().map(|mention| graph.mentions[mention.index()].local).collect();
    let mut closures = HashMap::new();
    for step in graph.blocks.iter().flat_map(|block| &block.steps) {
        let Step::Let(bind) = step else { continue };
        let (Pat::Ident(PatIdent { ident, .. }), Expr::Closure(closure)) = (&bind.pat, &bind.init) else { continue };
        if let Some((local, _)) = mark::read_mention(ident).filter(|(local, _)| asked.contains(local)) {
            closures.insert(local, questions(analysis, closure));
        }
    }
    closures
}

fn questions(analysis: &Analysis<'_>, closure: &ExprClosure) -> Vec<Moved> {
    let mut calls = Calls::default();
    calls.visit_expr(&closure.body);
    let graph = analysis.graph;
    let mut questions: Vec<Moved> = Vec::new();
    for (local, mention) in mark::mentions(closure.to_token_stream()) {
        if !analysis.flow.captures.contains_key(&mention) {
            continue;
        }
        let parts = analysis.flow.moved_inside.get(&mention).map_or(&[][..], Vec::as_slice);
        let mut ask = |mention, of, by_method| {
            let asked = Asked { mention, of, part: None };
            if questions.iter().all(|known| known.asked != asked) {
                questions.push(Moved { asked, by_method });
            }
        };
        parts.iter().for_each(|of| ask(mention, of.clone(), false));
        // If it is copied, no method moves it, and if it is not, it is moved anyhow.
        let is_told = parts.iter().any(Vec::is_empty) || graph.is_never_dropped(local);
        let calls = calls.0.iter().filter(|(called, _)| *called == local && !is_told);
        calls.for_each(|(_, mention)| ask(*mention, Vec::new(), true));
    }
    questions
}

/// Methods that may take what they are called on, by the mention of that. What stands in a closure inside is the other's business.
#[derive(Default)]
struct Calls(Vec<(LocalId, MentionId)>);

impl<'ast> Visit<'ast> for Calls {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let is_told = |arg: &Expr| !matches!(arg, Expr::Closure(_) | Expr::Async(_));
        if by_name(&call.method.to_string()) == Receiver::Unknown && call.args.iter().all(is_told) {
            self.0.extend(mark::read_mention_expr(&call.receiver));
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_closure(&mut self, _: &'ast ExprClosure) {}

    fn visit_expr_async(&mut self, _: &'ast ExprAsync) {}
}
