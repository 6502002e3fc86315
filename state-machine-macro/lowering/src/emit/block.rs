//! Blocks to steps.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::Lifetime;

use super::{
    Emitter, declare::binds_before_temporaries, ended::drop_all, expression::Scope, jump::step_label, names::span,
    state::HasValue,
};
use crate::model::{
    graph::{Block, Entry, LabelKind, Step},
    ids::{AwaitId, BlockId, LocalId, ScopeId},
    local::LocalKind,
    machine::{Guard, Held, Storage},
};

/// A scope that is open in the arm being emitted, and the labels outside it that something inside jumps to.
pub(super) struct OpenScope {
    pub(super) scope: ScopeId,
    pub(super) exits: Vec<BlockId>,
}

/// Emits one arm.
pub struct Arm<'e, 'm> {
    pub emitter: &'e Emitter<'m>,
    pub scope: Scope,
    /// Was the future polled before the scopes were entered?
    is_polled: bool,
}

impl<'e, 'm> Arm<'e, 'm> {
    pub(super) fn new(emitter: &'e Emitter<'m>, scope: Scope) -> Self {
        Arm { emitter, scope, is_polled: false }
    }
}

/// Scopes that are open, outermost first.
#[derive(Default)]
pub struct Open(pub(super) Vec<OpenScope>);

impl Emitter<'_> {
    /// The step that begins with a block.
    pub fn arm(&self, block: BlockId) -> TokenStream {
        let mut released = self.machine.released.get(&block).cloned().unwrap_or_default();
        released.extend(&self.machine.by_value);
        let mut arm = Arm::new(self, Scope { released, ..Scope::default() });
        let data = self.machine.graph.block(block);
        let mut path: Vec<ScopeId> = self.machine.graph.enclosing(data.scope).collect();
        path.reverse();
        self.open.borrow_mut().0.clear();
        self.emitted.set(block);
        self.leaves.set(0);
        self.names.looked_at.borrow_mut().clear();
        let polled = if block == BlockId(0) { self.begin() } else { arm.poll_first(block, data) };
        let (body, _) = arm.enter(block, &path, 0);
        let (label, doc) = (self.steps.of_block(block), doc(self, data));
        let body = self.labelled(quote_spanned!(span()=> #polled #body));
        let step = &self.names.step;
        if self.is_bare() {
            return self.bare_arm(&doc, data, body);
        }
        quote_spanned!(span()=> #[doc = #doc] if let #label = #step { #body })
    }

    // Into: `'step: { body }`, or the body alone, if all that leaves it is its end.
    fn labelled(&self, body: TokenStream) -> TokenStream {
        let label = step_label();
        let end: Vec<TokenTree> = quote_spanned!(span()=> break #label;).into_iter().collect();
        let mut tokens: Vec<TokenTree> = body.into_iter().collect();
        let is_end = |at: usize| tokens[at..].iter().map(ToString::to_string).eq(end.iter().map(ToString::to_string));
        let mut leaves = self.leaves.get();
        if let Some(at) = tokens.len().checked_sub(end.len()).filter(|at| leaves > 0 && is_end(*at)) {
            tokens.truncate(at);
            leaves -= 1;
        }
        let body: TokenStream = tokens.into_iter().collect();
        if leaves > 0 { quote_spanned!(span()=> #label: { #body }) } else { body }
    }

    /// The label to which the step is left, from one place more.
    pub fn leave(&self) -> Lifetime {
        self.leaves.set(self.leaves.get() + 1);
        step_label()
    }
}

impl Arm<'_, '_> {
    /// Where locals leave their slots, or operands stand before the awaited value, the future is polled before that.
    fn poll_first(&mut self, block: BlockId, data: &Block) -> TokenStream {
        let Entry::Resume(id) = data.entry else { return TokenStream::new() };
        let emitter = self.emitter;
        let leaves = |local: &LocalId| !emitter.machine.by_value.contains(local);
        if !self.scope.released.iter().any(leaves) && !emitter.machine.graph.await_(id).behind_operands {
            return TokenStream::new();
        }
        let released = std::mem::take(&mut self.scope.released);
        let guards = self.resume_all(block, None);
        let future = self.resume_future(id);
        let park = emitter.park_again(&emitter.machine.entries[&block]);
        self.is_polled = true;
        self.scope.released = released;
        let ready = emitter.ready(id);
        quote_spanned!(span()=> let #ready = { #guards #future #park #ready };)
    }

    // Into: `let _open_future = open_future.guard(); let Ready(ready) = poll(_open_future, cx) else { .. };`
    fn resume_future(&self, id: AwaitId) -> TokenStream {
        if self.emitter.is_bare() {
            return self.emitter.bare_poll(id);
        }
        let (future, guard) = (self.emitter.names.future(id), &self.emitter.names.future_guards[id.index()]);
        let poll = self.emitter.poll(id);
        quote_spanned!(span()=> let #guard = #future.guard(); #poll)
    }

    /// The scopes that are open when the block is entered, from the one at `at` inwards, and what follows. That comes first,
    /// and tells what has to be there for it.
    fn enter(&mut self, block: BlockId, path: &[ScopeId], at: usize) -> (TokenStream, Option<usize>) {
        let scope = path[at];
        if at + 1 < path.len() {
            let (inside, next) = self.open_scope(block, path[at + 1], scope, |arm| arm.enter(block, path, at + 1));
            let guards = self.resume_all(block, Some(scope));
            let reads = self.read_all(block, Some(scope));
            return (quote_spanned!(span()=> #guards #reads #inside), next);
        }
        let future = match self.emitter.machine.graph.block(block).entry {
            Entry::Resume(id) if !self.is_polled => self.resume_future(id),
            _ => TokenStream::new(),
        };
        let (steps, next) = self.steps(block, 0, scope);
        let guards = self.resume_all(block, Some(scope));
        // What is read is read after the future was polled, which may not be ready.
        let reads = self.read_all(block, Some(scope));
        (quote_spanned!(span()=> #guards #future #reads #steps), next)
    }

    /// What stands inside a scope, what follows it in the scope around, and where jumps out of it go.
    fn open_scope(
        &mut self,
        block: BlockId,
        scope: ScopeId,
        outer: ScopeId,
        inside: impl FnOnce(&mut Self) -> (TokenStream, Option<usize>),
    ) -> (TokenStream, Option<usize>) {
        self.emitter.open.borrow_mut().0.push(OpenScope { scope, exits: Vec::new() });
        let (inside, closed) = inside(self);
        let items = &self.emitter.machine.graph.scopes[scope.index()].items;
        let exits = self.emitter.open.borrow_mut().0.pop().map(|open| open.exits).unwrap_or_default();
        let Some(next) = closed else {
            // What is before it in the step does not see the items.
            let inside = if items.is_empty() { inside } else { quote_spanned!(span()=> { #(#items)* #inside }) };
            return (self.with_exits(inside, exits), None);
        };
        let inside = quote_spanned!(span()=> #(#items)* #inside);
        if exits.is_empty() {
            let (rest, next) = self.steps(block, next, outer);
            return (quote_spanned!(span()=> { #inside } #rest), next);
        }
        let done = Lifetime::new("'done", span());
        let wrapped = self.with_exits(quote_spanned!(span()=> { #inside } break #done;), exits);
        let (rest, next) = self.steps(block, next, outer);
        (quote_spanned!(span()=> #done: { #wrapped } #rest), next)
    }

    // Into: `'to_7: { inside } park(..); step = 7; break 'step;`
    fn with_exits(&self, mut inside: TokenStream, exits: Vec<BlockId>) -> TokenStream {
        for target in exits {
            let (label, goto) = (self.emitter.steps.label_to(target), self.emitter.goto_here(target));
            inside = quote_spanned!(span()=> #label: { #inside } #goto);
        }
        inside
    }

    /// Takes charge again of what has a value when the block is entered: of one scope, or of all.
    fn resume_all(&self, block: BlockId, scope: Option<ScopeId>) -> TokenStream {
        let held = &self.emitter.machine.entries[&block];
        let resume = |local| self.resume(block, local, held.iter().find(|held| held.local == local));
        self.entered(block, scope).map(resume).collect()
    }

    // Into: `let x = x.get();`, for what the step names of it.
    fn read_all(&self, block: BlockId, scope: Option<ScopeId>) -> TokenStream {
        let read = |local| self.read(block, local).unwrap_or_default();
        self.entered(block, scope).map(read).collect()
    }

    /// What may have a value when the block is entered.
    fn entered(&self, block: BlockId, scope: Option<ScopeId>) -> impl Iterator<Item = LocalId> {
        let (graph, declared) = (&self.emitter.machine.graph, &self.emitter.declared);
        let candidates = match scope {
            Some(scope) => declared.by_scope.get(&scope).map_or(&[][..], Vec::as_slice),
            None => &declared.all,
        };
        candidates.iter().copied().filter(move |local| {
            let owner = graph.local(*local).scope;
            let visible = owner.is_some_and(|owner| graph.is_inside(graph.block(block).scope, owner));
            // When the function starts, its parameters are taken over one after the other.
            let starts = block == BlockId(0) && graph.local(*local).kind == LocalKind::Argument;
            visible && !starts
        })
    }

    fn read(&self, block: BlockId, local: LocalId) -> Option<TokenStream> {
        let (emitter, names) = (self.emitter, &self.emitter.names);
        let starts = block == BlockId(0);
        let is_held = emitter.machine.entries[&block].iter().any(|held| held.local == local);
        // What looks at a parameter comes after this.
        let is_looked_at = starts || names.looked_at.borrow().contains(&local);
        let is_read = emitter.machine.by_value.contains(&local) && is_held && is_looked_at;
        let (name, place) = (emitter.written(local, &emitter.machine.graph.local(local).ident), names.slot(local));
        is_read.then(|| quote_spanned!(span()=> let #name = #place.get();))
    }

    fn resume(&self, block: BlockId, local: LocalId, held: Option<&Held>) -> TokenStream {
        let emitter = self.emitter;
        let names = &emitter.names;
        let (place, guard) = (names.slot(local), names.guard(local));
        let data = emitter.machine.graph.local(local);
        let starts = block == BlockId(0) && data.kind == LocalKind::Argument;
        if emitter.machine.by_value.contains(&local) {
            return starts.then(|| self.read(block, local)).flatten().into_iter().collect();
        }
        if data.kind == LocalKind::Carry || (held.is_none() && !emitter.machine.defined.contains(&local)) {
            return TokenStream::new();
        }
        let on_stack = emitter.storage(local) == Storage::Stack;
        if on_stack || self.scope.released.contains(&local) {
            if held.is_none() || (on_stack && !starts) {
                return TokenStream::new();
            }
            let name = emitter.written(local, &data.ident);
            if starts && emitter.machine.parameters_are_mixed() {
                return quote_spanned!(span()=> let mut #name = #guard;);
            }
            return quote_spanned!(span()=> let mut #name = #place.take(););
        }
        // What looks at a parameter comes after this.
        let is_looked_at = starts || names.looked_at.borrow().contains(&local);
        match (emitter.guard(local), held) {
            (Guard::None, Some(_)) if !is_looked_at => TokenStream::new(),
            (Guard::Owned, Some(_)) if !is_looked_at => quote_spanned!(span()=> let #guard = #place.guard();),
            (Guard::None, Some(_)) => quote_spanned!(span()=> let #place = #place.place();),
            (Guard::Owned, Some(_)) => quote_spanned!(span()=> let (#guard, #place) = #place.resume();),
            (Guard::Owned | Guard::None, None) => TokenStream::new(),
            (_, Some(Held { certain: true, .. })) if starts || !emitter.is_parted(local) => {
                let (held, rest) = (emitter.held(local, HasValue::Yes), emitter.rest(local));
                quote_spanned!(span()=> let (#guard, #place) = #held; #rest)
            }
            (_, Some(_)) => {
                let held = emitter.held(local, HasValue::AsStored);
                quote_spanned!(span()=> let (#guard, #place) = #held;)
            }
            (_, None) if emitter.declared_in(block, local) => TokenStream::new(),
            (_, None) => {
                let held = emitter.held(local, HasValue::No);
                quote_spanned!(span()=> let (#guard, #place) = #held;)
            }
        }
    }

    /// The steps of a block from one on, until the scope is closed or the block ends.
    pub(super) fn steps(&mut self, block: BlockId, from: usize, scope: ScopeId) -> (TokenStream, Option<usize>) {
        let data = self.emitter.machine.graph.block(block);
        let (mut tokens, mut ended, mut done) = (TokenStream::new(), Vec::new(), from);
        for (index, step) in data.steps.iter().enumerate().skip(from) {
            match step {
                _ if index < done => {}
                Step::Open(inner) => {
                    tokens.extend(drop_all(&mut ended));
                    let (inside, next) =
                        self.open_scope(block, *inner, scope, |arm| arm.steps(block, index + 1, *inner));
                    tokens.extend(inside);
                    return (tokens, next);
                }
                Step::Close(_) => {
                    tokens.extend(drop_all(&mut ended));
                    return (tokens, Some(index + 1));
                }
                _ if self.emitter.machine.idle.contains(&(block, index)) => {}
                Step::Drop(local) => ended.extend(self.ended(*local)),
                Step::Let(let_) if binds_before_temporaries(let_) => {
                    tokens.extend(drop_all(&mut ended));
                    done = self.drops_end(block, index + 1);
                    let ended: Vec<Ident> = self.ended_between(block, index + 1..done);
                    tokens.extend(self.let_before(let_, &ended));
                }
                step => {
                    tokens.extend(drop_all(&mut ended));
                    tokens.extend(self.step(step));
                }
            }
        }
        tokens.extend(drop_all(&mut ended));
        if !self.emitter.machine.idle.contains(&(block, data.steps.len())) {
            let end = self.end(&data.end);
            tokens.extend(end);
        }
        (tokens, None)
    }

    fn step(&mut self, step: &Step) -> TokenStream {
        let emitter = self.emitter;
        match step {
            Step::Open(_) | Step::Close(_) | Step::Drop(_) => TokenStream::new(),
            Step::Parameter(_) if emitter.is_bare() => TokenStream::new(),
            Step::Parameter(local) => {
                let held = emitter.machine.entries[&BlockId(0)].iter().find(|held| held.local == *local);
                self.resume(BlockId(0), *local, held)
            }
            Step::Declare(local) => self.declare(*local),
            Step::Verbatim(stmt) if self.puts_back_what_stays(stmt) => TokenStream::new(),
            Step::Verbatim(stmt) => emitter.stmt(stmt, &self.scope).into_token_stream(),
            Step::Let(let_) => self.let_(let_),
            Step::Tear(tear) => self.tear(tear),
            Step::Bound(locals) => locals.iter().map(|local| self.put_or_rebind(*local)).collect(),
            Step::Store { carry, value } => {
                let value = emitter.whole(value, &self.scope);
                let store = emitter.store(*carry, &value);
                quote_spanned!(span()=> { #store })
            }
        }
    }
}

/// What a reader of the expansion is told about an arm.
fn doc(emitter: &Emitter<'_>, block: &Block) -> String {
    match &block.entry {
        Entry::Label(LabelKind::Start) => " Polled for the first time.".into(),
        Entry::Label(LabelKind::LoopHead(kind)) => format!(" The head of the `{kind}` loop."),
        Entry::Label(LabelKind::AfterLoop(kind)) => format!(" After the `{kind}` loop."),
        Entry::Label(LabelKind::Join(kind)) => format!(" After the `{kind}`."),
        Entry::Resume(id) => format!(" {}", emitter.machine.graph.await_(*id).text),
        Entry::Branch => String::new(),
    }
}
