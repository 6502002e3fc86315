//! The graph under construction, and where in it the next piece goes.

use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::{Expr, Lifetime};

use super::{
    ending::{Anchor, Position, Temporaries},
    statement::Dest,
};
use crate::{
    error::Errors,
    model::{
        graph::{Block, End, Entry, Graph, Scope, Step},
        ids::{AwaitId, BlockId, LocalId, MentionId, ScopeId},
        input::Edition,
        local::{Local, LocalKind, Mention},
        mark,
    },
    syntax::spans,
};

pub struct Lowerer<'e> {
    pub graph: Graph,
    pub errors: &'e Errors,
    /// The block that the next step goes into. After a jump: one that nothing leads to.
    current: BlockId,
    scope: ScopeId,
    /// What `break` and `continue` can leave, innermost last.
    pub targets: Vec<Target>,
    /// Temporaries of the statement that is being lowered.
    pub temporaries: Temporaries,
    /// Places where temporaries may be declared that are not known yet.
    pub anchors: Vec<Position>,
    /// Where the `let` begins that is being lowered.
    pub extended_at: Option<Anchor>,
    pub edition: Edition,
    /// Does the edition make a difference?
    pub edition_matters: bool,
    /// Set while it is only asked whether there are temporaries: have there been any?
    pub looking: Option<bool>,
    /// How many arguments of macros there are that are evaluated once.
    pub onces: usize,
}

/// A loop or a labelled block that has been cut.
pub struct Target {
    pub label: Option<Lifetime>,
    pub break_to: BlockId,
    /// `None` for a labelled block.
    pub continue_to: Option<BlockId>,
    /// Where the value of `break value` goes.
    pub value: Dest,
    /// The scope around it.
    pub scope: ScopeId,
}

impl<'e> Lowerer<'e> {
    pub fn new(mut graph: Graph, edition: Edition, errors: &'e Errors) -> Self {
        graph.scopes.push(Scope { parent: None, items: Vec::new() });
        Lowerer {
            graph,
            errors,
            current: BlockId(0),
            scope: ScopeId(0),
            targets: Vec::new(),
            temporaries: Temporaries::default(),
            anchors: Vec::new(),
            extended_at: None,
            edition,
            edition_matters: false,
            looking: None,
            onces: 0,
        }
    }

    pub fn scope(&self) -> ScopeId {
        self.scope
    }

    /// A scope inside the present one.
    pub fn new_scope(&mut self) -> ScopeId {
        self.graph.scopes.push(Scope { parent: Some(self.scope), items: Vec::new() });
        ScopeId::new(self.graph.scopes.len() - 1)
    }

    /// From here on the lowering is inside `scope`.
    pub fn enter(&mut self, scope: ScopeId) {
        self.scope = scope;
    }

    /// Opens a scope, lowers what is in it, and closes it. Temporaries inside belong to statements inside.
    pub fn scoped<T>(&mut self, inside: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.scope;
        let inner = self.inner_temporaries();
        let temporaries = std::mem::replace(&mut self.temporaries, inner);
        let scope = self.new_scope();
        self.step(Step::Open(scope));
        self.scope = scope;
        let result = inside(self);
        self.step(Step::Close(scope));
        self.scope = outer;
        let inner = std::mem::replace(&mut self.temporaries, temporaries);
        self.adopt(inner);
        result
    }

    /// A block of the present scope.
    pub fn new_block(&mut self, entry: Entry) -> BlockId {
        let block = Block { scope: self.scope, entry, steps: Vec::new(), end: End::Unreachable };
        self.graph.blocks.push(block);
        BlockId::new(self.graph.blocks.len() - 1)
    }

    /// From here on steps go into `block`.
    pub fn start(&mut self, block: BlockId) {
        self.graph.order.push(block);
        self.current = block;
    }

    pub fn step(&mut self, step: Step) {
        match &step {
            Step::Declare(local) | Step::Parameter(local) => self.graph.declared.push(*local),
            Step::Let(let_) => {
                let declared = super::declared(&self.graph, &let_.pat);
                self.graph.declared.extend(declared);
            }
            Step::Tear(tear) => {
                let declared = super::declared(&self.graph, &tear.pat);
                self.graph.declared.extend(declared);
            }
            Step::Bound(locals) => self.graph.declared.extend(locals),
            _ => {}
        }
        self.graph.blocks[self.current.index()].steps.push(step);
    }

    /// Where the next step goes.
    pub fn next_step(&self) -> (BlockId, usize) {
        (self.current, self.graph.blocks[self.current.index()].steps.len())
    }

    /// Ends the present block. What comes next, if anything, is never reached unless a block is started.
    pub fn end(&mut self, end: End) {
        self.graph.blocks[self.current.index()].end = end;
        self.current = self.new_block(Entry::Branch);
    }

    pub fn hidden(&mut self, name: &str, kind: LocalKind, span: Span) -> LocalId {
        let ident = format_ident!("{name}", span = span);
        self.graph.locals.push(Local { scope: Some(self.scope), ..Local::new(ident, kind) });
        LocalId::new(self.graph.locals.len() - 1)
    }

    /// For this value. What is wrong with it is wrong from its first word to its last.
    pub fn hidden_for(&mut self, name: &str, kind: LocalKind, value: &Expr) -> LocalId {
        let ends = |expr: &Expr| (spans::begin(expr), spans::end(expr));
        let of_await = |id: AwaitId| (self.graph.await_(id).begin, self.graph.await_(id).word);
        let (begin, end) = mark::read_awaited(value).map_or_else(|| ends(value), of_await);
        let local = self.hidden(name, kind, begin);
        self.graph.locals[local.index()].end = end;
        local
    }

    /// A name inside generated code that no local has.
    pub fn fresh(&self, name: &str) -> Ident {
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let taken = |name: &String| self.graph.locals.iter().any(|local| local.ident == name.as_str());
        let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken(name));
        Ident::new(&free.unwrap_or_default(), Span::mixed_site())
    }

    /// An expression that names the local.
    pub fn mention(&mut self, local: LocalId) -> Expr {
        let mark = self.mark(local);
        syn::parse_quote!(#mark)
    }

    /// The same where it stands in the source.
    pub fn mention_like(&mut self, local: LocalId, site: MentionId) -> Expr {
        let mark = self.mark_as(local, self.graph.mentions[site.index()].ident.clone());
        syn::parse_quote!(#mark)
    }

    pub fn mark(&mut self, local: LocalId) -> Ident {
        self.mark_as(local, self.graph.local(local).ident.clone())
    }

    fn mark_as(&mut self, local: LocalId, ident: Ident) -> Ident {
        let span = ident.span();
        self.graph.mentions.push(Mention { local, ident });
        let mention = MentionId::new(self.graph.mentions.len() - 1);
        if self.graph.local(local).kind == LocalKind::Carry {
            return mark::carried(local, mention, span);
        }
        mark::mention(local, mention, span)
    }
}
