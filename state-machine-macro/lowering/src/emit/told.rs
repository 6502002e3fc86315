//! Types that the checked copy notes for the machine.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprAsync, ExprClosure, Item, Local, Pat, Stmt};

use super::{Emitter, names::span};
use crate::model::{ids::LocalId, local::LocalKind, machine::Storage, mark};

impl Emitter<'_> {
    // Into: `let x_type = States { state: PhantomData };`
    pub fn notes(&self) -> TokenStream {
        let (krate, names) = (self.krate, self.noted());
        let notes = names.iter().map(|name| note(name));
        quote_spanned!(span()=> #(let #notes = #krate::machine::States { state: ::core::marker::PhantomData };)*)
    }

    // From: `let x = None;`
    // Into: `let x = None; let _ = States { state: type_of(&x), ..x_type };`
    pub fn note_types(&self, body: &mut Block) {
        Noted { emitter: self, names: self.noted() }.visit_block_mut(body);
    }

    // Into: `x.is_of(States { state: PhantomData, ..x_type });`
    pub fn read_notes(&self) -> TokenStream {
        let krate = self.krate;
        let graph = &self.machine.graph;
        let noted = graph.local_ids().filter_map(|local| Some((local, self.note_of(local)?)));
        // What is carried to a local says of what type that is.
        let carried = |note: &String| {
            let mut locals = graph.told.iter().filter(|(_, other)| *other == note).map(|(local, _)| *local);
            locals.any(|local| graph.local(local).kind == LocalKind::Carry)
        };
        let noted = noted.filter(|(local, note)| graph.local(*local).kind == LocalKind::Carry || !carried(note));
        let told = noted.map(|(local, name)| {
            let (place, note) = (self.names.place(local), note(name));
            quote_spanned!(span()=>
                #place.is_of(#krate::machine::States { state: ::core::marker::PhantomData, ..#note });
            )
        });
        told.collect()
    }

    /// What is told of what has a slot; anything else rustc infers where it stands.
    fn note_of(&self, local: LocalId) -> Option<&String> {
        let has_slot = self.storage(local) != Storage::Stack && self.is_used(local) && !self.is_bare();
        self.machine.graph.told.get(&local).filter(|_| has_slot && self.is_checked)
    }

    fn noted(&self) -> BTreeSet<&String> {
        self.machine.graph.local_ids().filter_map(|local| self.note_of(local)).collect()
    }
}

struct Noted<'a> {
    emitter: &'a Emitter<'a>,
    names: BTreeSet<&'a String>,
}

impl Noted<'_> {
    fn noted(&self, stmt: &mut Stmt) -> Option<Stmt> {
        let Stmt::Local(Local { attrs, pat: Pat::Ident(pat), .. }) = stmt else { return None };
        let name = mark::take_told(attrs).filter(|name| self.names.contains(name))?;
        let (krate, local, note) = (self.emitter.krate, &pat.ident, note(&name));
        let noted = quote_spanned!(span()=>
            #[allow(clippy::needless_update)]
            let _ = #krate::machine::States { state: #krate::machine::type_of(&#local), ..#note }
        );
        Some(Stmt::Expr(Expr::Verbatim(noted), Some(Default::default())))
    }
}

impl VisitMut for Noted<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        visit_mut::visit_block_mut(self, block);
        let stmts = std::mem::take(&mut block.stmts);
        for mut stmt in stmts {
            let noted = self.noted(&mut stmt);
            block.stmts.push(stmt);
            block.stmts.extend(noted);
        }
    }

    // From: `shown(match x { .. })`
    // Into: `shown(told({ let value_type = States { state: PhantomData, ..value_type }; value_type }, match x { .. }))`
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        if let Some(name) = mark::take_told_value(expr).filter(|name| self.names.contains(name)) {
            let (krate, note) = (self.emitter.krate, note(&name));
            *expr = Expr::Verbatim(quote_spanned!(span()=>
                #krate::machine::told(
                    {
                        #[allow(clippy::needless_update)]
                        let #note = #krate::machine::States { state: ::core::marker::PhantomData, ..#note };
                        #note
                    },
                    #expr
                )
            ));
        }
    }

    fn visit_expr_closure_mut(&mut self, _: &mut ExprClosure) {}

    fn visit_expr_async_mut(&mut self, _: &mut ExprAsync) {}

    fn visit_item_mut(&mut self, _: &mut Item) {}
}

fn note(name: &str) -> Ident {
    Ident::new(name, span())
}
