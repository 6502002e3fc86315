//! Blocks to the arms of the dispatch loop.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, Lifetime};

use super::{
    Emitter,
    expression::{Scope, parenthesized},
    names::{ident, span},
    state::HasValue,
};
use crate::{
    lower::{bound, declared},
    model::{
        graph::{Block, End, Entry, LabelKind, Let, Step, Written},
        ids::{AwaitId, BlockId, JumpId, LocalId, ScopeId},
        local::LocalKind,
        machine::{Guard, Held, Storage},
    },
    syntax::spans,
};

/// A scope that is open in the arm being emitted, and the labels outside it that something inside jumps to.
struct OpenScope {
    scope: ScopeId,
    exits: Vec<BlockId>,
}

/// Emits one arm.
pub struct Arm<'e, 'm> {
    pub emitter: &'e Emitter<'m>,
    pub scope: Scope,
}

/// Scopes that are open, outermost first.
#[derive(Default)]
pub struct Open(Vec<OpenScope>);

impl Emitter<'_> {
    /// The arm for a block that the dispatch loop leads to.
    pub fn arm(&self, block: BlockId) -> TokenStream {
        let released = self.machine.released.get(&block).cloned().unwrap_or_default();
        let mut arm = Arm { emitter: self, scope: Scope { released, ..Scope::default() } };
        let data = self.machine.graph.block(block);
        let mut path: Vec<ScopeId> = self.machine.graph.enclosing(data.scope).collect();
        path.reverse();
        self.open.borrow_mut().0.clear();
        let polled = if block == BlockId(0) { self.take_parameters() } else { arm.poll_first(block, data) };
        let (body, _) = arm.enter(block, &path, 0);
        let number = self.names.number_of(self.names.steps[&block]);
        let doc = doc(self, data);
        quote_spanned!(span()=> #[doc = #doc] #number => { #polled #body })
    }

    /// Do patterns put something into slots before the last parameter has left its own?
    fn parameters_are_mixed(&self) -> bool {
        let steps = self.machine.graph.block(BlockId(0)).steps.iter();
        let mut patterns = steps.skip_while(|step| matches!(step, Step::Parameter(_)));
        patterns.any(|step| matches!(step, Step::Parameter(_)))
    }

    /// Parameters that leave the state leave it before anything takes their storage.
    fn take_parameters(&self) -> TokenStream {
        if !self.parameters_are_mixed() {
            return TokenStream::new();
        }
        let on_stack = self.arguments().into_iter().filter(|local| self.storage(*local) == Storage::Stack);
        let held = |local: &LocalId| self.machine.entries[&BlockId(0)].iter().any(|held| held.local == *local);
        let takes = on_stack.filter(held).map(|local| {
            let (place, guard) = (self.names.place(local), self.names.guard(local));
            quote_spanned!(span()=> let #guard = #place.take();)
        });
        takes.collect()
    }

    /// A jump out of verbatim code: leaves the scopes inside the target's, then goes there.
    pub fn jump(&self, id: JumpId, value: Option<&Expr>) -> TokenStream {
        let jump = &self.machine.graph.jumps[id.index()];
        let store = match (jump.carry, value) {
            (Some(carry), Some(value)) => {
                let store = self.store(carry, value);
                quote_spanned!(span()=> #store)
            }
            (Some(carry), None) => self.store(carry, &syn::parse_quote!(())),
            (None, Some(value)) => quote_spanned!(span()=> #value;),
            (None, None) => TokenStream::new(),
        };
        let goto = self.goto(jump.target);
        quote_spanned!(span()=> { #store #goto })
    }

    fn store(&self, carry: LocalId, value: &Expr) -> TokenStream {
        let place = self.names.place(carry);
        match self.machine.graph.declared_types.get(&carry) {
            Some(ty) => {
                let name = &self.names.value;
                quote_spanned!(span()=> let #name: #ty = #value; #place.set(#name);)
            }
            None => quote_spanned!(span()=> #place.set(#value);),
        }
    }

    /// Leads to a block of the dispatch loop, from whatever scope is open.
    fn goto(&self, target: BlockId) -> TokenStream {
        if !self.names.steps.contains_key(&target) {
            // Nobody gets there: what leads there never finishes, as in `g(return).await`.
            return quote_spanned!(span()=> ::core::unreachable!());
        }
        let target_scope = self.machine.graph.block(target).scope;
        let mut open = self.open.borrow_mut();
        let inner = open.0.iter().position(|open| open.scope == target_scope).map_or(0, |at| at + 1);
        match open.0.get_mut(inner) {
            // Inside further scopes: rustc drops what is in them on the way out.
            Some(inside) => {
                if !inside.exits.contains(&target) {
                    inside.exits.push(target);
                }
                let label = self.label(target);
                quote_spanned!(span()=> break #label;)
            }
            None => {
                drop(open);
                self.goto_here(target)
            }
        }
    }

    /// Leads to a block of the dispatch loop from the scope that the block is in.
    fn goto_here(&self, target: BlockId) -> TokenStream {
        let park = self.park(&self.machine.entries[&target]);
        let step = &self.names.step;
        let number = self.names.number_of(self.names.steps[&target]);
        let label = poll_label();
        quote_spanned!(span()=> #park #step = #number; continue #label;)
    }

    fn label(&self, target: BlockId) -> Lifetime {
        Lifetime::new(&format!("'to_{}", self.names.steps[&target]), span())
    }

    /// Leaves values where they are: in their slots.
    fn park(&self, held: &[Held]) -> TokenStream {
        let krate = self.krate;
        let mut owned: Vec<&Ident> = Vec::new();
        let mut flagged = TokenStream::new();
        for Held { local, certain } in held {
            let (guard, flag) = (self.names.guard(*local), self.names.flag(*local));
            match (self.storage(*local), self.guard(*local), certain) {
                (Storage::Stack, ..) => {}
                _ if self.machine.graph.local(*local).kind == LocalKind::Carry => {}
                (_, Guard::Owned, _) => owned.push(guard),
                (_, Guard::Torn, _) => flagged.extend(quote_spanned!(span()=> #flag.set(#guard.park());)),
                (_, Guard::Conditional { .. }, _) if (*certain || self.is_asked(*local)) && !self.is_parted(*local) => {
                    flagged.extend(quote_spanned!(span()=> #guard.park();));
                }
                (_, Guard::Conditional { .. }, _) => {
                    flagged.extend(quote_spanned!(span()=> #flag.set(#guard.park());));
                }
            }
        }
        let owned = match &owned[..] {
            [] => TokenStream::new(),
            [one] => quote_spanned!(span()=> #krate::machine::park(#one);),
            many => quote_spanned!(span()=> #krate::machine::park((#(#many),*));),
        };
        quote_spanned!(span()=> #owned #flagged)
    }

    // Into: `match poll(_open_future, cx) { Ready(value) => value, Pending => { park; return suspend } }`
    pub fn poll(&self, id: AwaitId) -> TokenStream {
        self.poll_then(id, &TokenStream::new())
    }

    fn poll_then(&self, id: AwaitId, then: &TokenStream) -> TokenStream {
        let resume = self.machine.graph.await_(id).resume;
        let guard = &self.names.future_guards[id.index()];
        let (cx, krate) = (&self.names.cx, self.krate);
        let written = self.machine.graph.await_(id);
        let park = self.park(&self.machine.entries[&resume]);
        let suspend = self.suspend(&self.names.number_of(self.names.steps[&resume]));
        let value = Ident::new(&self.names.value.to_string(), written.word);
        let ready = if then.is_empty() { value.to_token_stream() } else { quote_spanned!(span()=> { #then #value }) };
        let arms = quote_spanned!(span()=>
            ::core::task::Poll::Ready(#value) => #ready,
            ::core::task::Poll::Pending => {
                #park
                #suspend
            }
        );
        // What is wrong about the future or its value is wrong where the user awaits it.
        let match_ = quote_spanned!(written.begin=> match);
        let krate = spans::at(written.word, krate);
        let poll = quote_spanned!(written.word=> #krate::machine::poll(#guard, #cx) { #arms });
        quote_spanned!(span()=> #match_ #poll)
    }
}

impl Arm<'_, '_> {
    /// Where locals leave their slots, or operands stand before the awaited value, the future is polled before that.
    fn poll_first(&mut self, block: BlockId, data: &Block) -> TokenStream {
        let Entry::Resume(id) = data.entry else { return TokenStream::new() };
        let emitter = self.emitter;
        if self.scope.released.is_empty() && !emitter.machine.graph.await_(id).behind_operands {
            return TokenStream::new();
        }
        let released = std::mem::take(&mut self.scope.released);
        let guards = self.resume_all(block, None);
        let future = self.resume_future(id);
        let park = emitter.park(&emitter.machine.entries[&block]);
        let poll = emitter.poll_then(id, &park);
        let value = ident("ready");
        self.scope.polled = Some(value.clone());
        self.scope.released = released;
        quote_spanned!(span()=> let #value = { #guards #future #poll };)
    }

    fn resume_future(&self, id: AwaitId) -> TokenStream {
        let (future, guard) = (self.emitter.names.future(id), &self.emitter.names.future_guards[id.index()]);
        quote_spanned!(span()=> let (#guard, _) = #future.resume();)
    }

    /// The scopes that are open when the block is entered, from the one at `at` inwards, and what follows.
    fn enter(&mut self, block: BlockId, path: &[ScopeId], at: usize) -> (TokenStream, Option<usize>) {
        let scope = path[at];
        let guards = self.resume_all(block, Some(scope));
        if at + 1 < path.len() {
            let (inside, next) = self.open_scope(block, path[at + 1], scope, |arm| arm.enter(block, path, at + 1));
            return (quote_spanned!(span()=> #guards #inside), next);
        }
        let future = match self.emitter.machine.graph.block(block).entry {
            Entry::Resume(id) if self.scope.polled.is_none() => self.resume_future(id),
            _ => TokenStream::new(),
        };
        let (steps, next) = self.steps(block, 0, scope);
        (quote_spanned!(span()=> #guards #future #steps), next)
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
        let inside = quote_spanned!(span()=> #(#items)* #inside);
        let exits = self.emitter.open.borrow_mut().0.pop().map(|open| open.exits).unwrap_or_default();
        let Some(next) = closed else { return (self.with_exits(inside, exits), None) };
        if exits.is_empty() {
            let (rest, next) = self.steps(block, next, outer);
            return (quote_spanned!(span()=> { #inside } #rest), next);
        }
        let done = Lifetime::new("'done", span());
        let wrapped = self.with_exits(quote_spanned!(span()=> { #inside } break #done;), exits);
        let (rest, next) = self.steps(block, next, outer);
        (quote_spanned!(span()=> #done: { #wrapped } #rest), next)
    }

    // Into: `'to_7: { inside } park(..); step = 7; continue 'poll;`
    fn with_exits(&self, mut inside: TokenStream, exits: Vec<BlockId>) -> TokenStream {
        for target in exits {
            let (label, goto) = (self.emitter.label(target), self.emitter.goto_here(target));
            inside = quote_spanned!(span()=> #label: { #inside } #goto);
        }
        inside
    }

    /// Takes charge again of what has a value when the block is entered: of one scope, or of all.
    fn resume_all(&self, block: BlockId, scope: Option<ScopeId>) -> TokenStream {
        let emitter = self.emitter;
        let graph = &emitter.machine.graph;
        let held = &emitter.machine.entries[&block];
        let mut tokens = TokenStream::new();
        let mut seen = std::collections::HashSet::new();
        for local in graph.declared.iter().copied().filter(|local| seen.insert(*local)) {
            let owner = graph.local(local).scope;
            let visible = owner.is_some_and(|owner| graph.is_inside(graph.block(block).scope, owner));
            // When the function starts, its parameters are taken over one after the other.
            let starts = block == BlockId(0) && graph.local(local).kind == LocalKind::Argument;
            if starts || !visible || scope.is_some_and(|scope| owner != Some(scope)) {
                continue;
            }
            let held = held.iter().find(|held| held.local == local);
            tokens.extend(self.resume(block, local, held));
        }
        tokens
    }

    fn resume(&self, block: BlockId, local: LocalId, held: Option<&Held>) -> TokenStream {
        let emitter = self.emitter;
        let names = &emitter.names;
        let (place, guard) = (names.place(local), names.guard(local));
        let data = emitter.machine.graph.local(local);
        if data.kind == LocalKind::Carry || (held.is_none() && !emitter.machine.defined.contains(&local)) {
            return TokenStream::new();
        }
        let on_stack = emitter.storage(local) == Storage::Stack;
        let starts = block == BlockId(0) && data.kind == LocalKind::Argument;
        if on_stack || self.scope.released.contains(&local) {
            if held.is_none() || (on_stack && !starts) {
                return TokenStream::new();
            }
            let name = emitter.written(local, &data.ident);
            if starts && emitter.parameters_are_mixed() {
                return quote_spanned!(span()=> let mut #name = #guard;);
            }
            return quote_spanned!(span()=> let mut #name = #place.take(););
        }
        let starts = block == BlockId(0) && data.kind == LocalKind::Argument;
        match (emitter.guard(local), held) {
            (Guard::Torn, Some(_)) if starts => self.tearable(local),
            (Guard::Torn, Some(_)) => {
                let (rest, flag) = (names.rest(local), names.flag(local));
                quote_spanned!(span()=> let (#guard, #place) = #place.torn(#rest, #flag.get());)
            }
            (Guard::Torn, None) if emitter.declared_in(block, local) => TokenStream::new(),
            (Guard::Torn, None) => {
                let (rest, none) = (names.rest(local), emitter.no_parts(local, 0));
                quote_spanned!(span()=> let (#guard, #place) = #place.torn(#rest, #none);)
            }
            (Guard::Owned, Some(_)) => quote_spanned!(span()=> let (#guard, #place) = #place.resume();),
            (Guard::Owned, None) => TokenStream::new(),
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
    fn steps(&mut self, block: BlockId, from: usize, scope: ScopeId) -> (TokenStream, Option<usize>) {
        let data = self.emitter.machine.graph.block(block);
        let mut tokens = TokenStream::new();
        for (index, step) in data.steps.iter().enumerate().skip(from) {
            match step {
                Step::Open(inner) => {
                    let (inside, next) =
                        self.open_scope(block, *inner, scope, |arm| arm.steps(block, index + 1, *inner));
                    tokens.extend(inside);
                    return (tokens, next);
                }
                Step::Close(_) => return (tokens, Some(index + 1)),
                _ if self.emitter.machine.idle.contains(&(block, index)) => {}
                step => tokens.extend(self.step(step)),
            }
        }
        if !self.emitter.machine.idle.contains(&(block, data.steps.len())) {
            let end = self.end(&data.end);
            tokens.extend(end);
        }
        (tokens, None)
    }

    fn step(&mut self, step: &Step) -> TokenStream {
        let emitter = self.emitter;
        match step {
            Step::Open(_) | Step::Close(_) => TokenStream::new(),
            Step::Parameter(local) => {
                let held = emitter.machine.entries[&BlockId(0)].iter().find(|held| held.local == *local);
                self.resume(BlockId(0), *local, held)
            }
            Step::Declare(local) => self.declare(*local),
            Step::Verbatim(stmt) => emitter.stmt(stmt, &self.scope).into_token_stream(),
            Step::Let(let_) => self.let_(let_),
            Step::Tear(tear) => self.tear(tear),
            Step::Bound(locals) => locals.iter().map(|local| self.put_or_rebind(*local)).collect(),
            Step::Store { carry, value } => {
                let value = emitter.whole(value, &self.scope);
                let store = emitter.store(*carry, &value);
                quote_spanned!(span()=> { #store })
            }
            Step::DropInElse(local) => {
                let (guard, krate) = (emitter.names.guard(*local), emitter.krate);
                quote_spanned!(span()=> if edition_2024!(_) { #krate::machine::clear(&#guard); })
            }
            Step::Drop(local) if emitter.storage(*local) == Storage::Stack => TokenStream::new(),
            Step::Drop(local) => {
                let guard = emitter.names.guard(*local);
                quote_spanned!(span()=> ::core::mem::drop(#guard);)
            }
        }
    }

    fn declare(&self, local: LocalId) -> TokenStream {
        let emitter = self.emitter;
        if !emitter.machine.defined.contains(&local) {
            return TokenStream::new();
        }
        let data = emitter.machine.graph.local(local);
        let ty = emitter.machine.graph.declared_types.get(&local);
        if emitter.storage(local) == Storage::Stack {
            let (name, ty) = (&data.ident, ty.map(|ty| quote_spanned!(span()=> : #ty)));
            return quote_spanned!(span()=> let mut #name #ty;);
        }
        let (place, guard) = (emitter.names.place(local), emitter.names.guard(local));
        let ty = ty.map(|ty| quote_spanned!(span()=> : (_, *mut #ty)));
        let held = emitter.held(local, HasValue::No);
        quote_spanned!(span()=> let (#guard, #place) #ty = #held;)
    }

    /// What the pattern of a branch has bound belongs to the scope inside the branch.
    fn put_or_rebind(&self, local: LocalId) -> TokenStream {
        let emitter = self.emitter;
        if emitter.storage(local) != Storage::Stack {
            return self.put(local);
        }
        let name = &emitter.machine.graph.local(local).ident;
        quote_spanned!(span()=> let mut #name = #name;)
    }

    /// Puts what a pattern has bound into its slot.
    fn put(&self, local: LocalId) -> TokenStream {
        let emitter = self.emitter;
        if emitter.storage(local) == Storage::Stack {
            return TokenStream::new();
        }
        let value = emitter.bound_name(local, &emitter.machine.graph.local(local).ident);
        self.put_value(local, &value)
    }

    fn put_value(&self, local: LocalId, value: &impl ToTokens) -> TokenStream {
        let emitter = self.emitter;
        let (place, guard, krate) = (emitter.names.place(local), emitter.names.guard(local), emitter.krate);
        match emitter.guard(local) {
            Guard::Owned => quote_spanned!(span()=> let (#guard, #place) = #place.put(#value);),
            Guard::Torn => {
                let tearable = self.tearable(local);
                quote_spanned!(span()=> #place.set(#value); #tearable)
            }
            Guard::Conditional { .. } => {
                let (held, rest) = (emitter.held(local, HasValue::No), emitter.rest(local));
                quote_spanned!(span()=>
                    let (#guard, #place) = #held;
                    #krate::machine::fill(&#guard, #value);
                    #rest
                )
            }
        }
    }

    pub fn let_(&self, let_: &Let) -> TokenStream {
        let emitter = self.emitter;
        let Let { attrs, ends, pat, ty, init, diverge } = let_;
        // `let … else` wants parentheses around what ends with a brace.
        let whole = emitter.whole(init, &self.scope);
        let init = if diverge.is_some() && ends_with_brace(&whole) { parenthesized(whole) } else { whole };
        if let (syn::Pat::Ident(syn::PatIdent { by_ref: None, subpat: None, .. }), [local], None, None) =
            (pat, &bound(pat)[..], ty, diverge)
            && emitter.storage(*local) != Storage::Stack
            && emitter.guard(*local) == Guard::Owned
        {
            return self.put_value(*local, &init);
        }
        let written = emitter.pat(pat);
        let ty = ty.as_ref().map(|ty| quote_spanned!(span()=> : #ty));
        let diverge = diverge.as_ref().map(|diverge| {
            let diverge = emitter.expr(diverge, &self.scope);
            quote_spanned!(span()=> else #diverge)
        });
        let locals = declared(&emitter.machine.graph, pat);
        // Where something goes into a slot, the rest is declared again, to be dropped in the same order as natively.
        let only_stack = locals.iter().all(|local| emitter.storage(*local) == Storage::Stack);
        let is_rest = |local: &LocalId| emitter.machine.graph.local(*local).kind == LocalKind::Temporary;
        let in_order = only_stack && !locals.iter().any(is_rest) || locals.len() < 2;
        let puts = locals.iter().map(|local| if in_order { self.put(*local) } else { self.put_or_rebind(*local) });
        let puts: TokenStream = puts.collect();
        let (begin, end) = ends.unwrap_or((span(), span()));
        let (let_, semi) = (quote_spanned!(begin=> let), quote_spanned!(end=> ;));
        quote_spanned!(span()=> #(#attrs)* #let_ #written #ty = #init #diverge #semi #puts)
    }

    fn end(&mut self, end: &End) -> TokenStream {
        let emitter = self.emitter;
        match end {
            End::Goto(target) => emitter.goto(*target),
            End::Suspend { await_id, operand } => {
                let future = emitter.names.future(*await_id);
                let operand = emitter.whole(operand, &self.scope);
                let goto = emitter.goto(emitter.machine.graph.await_(*await_id).resume);
                // The braces keep rustc from blaming the operand, where `.await` blames the word.
                let word = emitter.machine.graph.await_(*await_id).word;
                let into_future = quote_spanned!(word=> { ::core::future::IntoFuture::into_future }(#operand));
                quote_spanned!(span()=> #future.set(#into_future); #goto)
            }
            End::If { span: written, cond, then, otherwise } => {
                let cond = emitter.whole(cond, &self.scope_for(*then));
                let (then, otherwise) = (self.branch(*then), self.branch(*otherwise));
                let if_ = quote_spanned!(*written=> if);
                quote_spanned!(span()=> #if_ #cond { #then } else { #otherwise })
            }
            End::Match { span: written, attrs, scrutinee, arms } => {
                let scrutinee = emitter.whole(scrutinee, &self.scope);
                let count = arms.len();
                let arms = arms.iter().enumerate().map(|(index, arm)| {
                    let (attrs, pat) = (&arm.attrs, emitter.pat(&arm.pat));
                    let mut scope = self.scope.clone();
                    scope.bound.extend(bound(&arm.pat));
                    let guard = arm.guard.as_ref().map(|guard| {
                        let guard = emitter.expr(guard, &scope);
                        quote_spanned!(span()=> if #guard)
                    });
                    let body = self.branch(arm.block);
                    let body = match arm.written {
                        Written::Other(end) if index + 1 == count => {
                            let body = quote_spanned!(span()=> { #body });
                            quote_spanned!(end=> (#body))
                        }
                        Written::Block(end) | Written::Other(end) => quote_spanned!(end=> { #body }),
                    };
                    quote_spanned!(span()=> #(#attrs)* #pat #guard => #body)
                });
                let arms: TokenStream = arms.collect();
                let match_ = quote_spanned!(*written=> match);
                quote_spanned!(span()=> #(#attrs)* #match_ #scrutinee { #arms })
            }
            End::Return(value) => {
                let value = emitter.whole(value, &self.scope);
                let return_ = emitter.return_(&value);
                quote_spanned!(span()=> #return_;)
            }
            End::Unreachable => quote_spanned!(span()=> ::core::unreachable!()),
        }
    }

    /// In a condition, what an earlier `let` of it has bound is not in its slot yet.
    fn scope_for(&self, then: BlockId) -> Scope {
        let mut scope = self.scope.clone();
        for step in &self.emitter.machine.graph.block(then).steps {
            if let Step::Bound(locals) = step {
                scope.bound.extend(locals);
                break;
            }
        }
        scope
    }

    fn branch(&self, block: BlockId) -> TokenStream {
        let data = self.emitter.machine.graph.block(block);
        let mut arm = Arm { emitter: self.emitter, scope: self.scope.clone() };
        arm.steps(block, 0, data.scope).0
    }
}

fn ends_with_brace(expr: &Expr) -> bool {
    let last = expr.to_token_stream().into_iter().last();
    matches!(last, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
}

pub fn poll_label() -> Lifetime {
    Lifetime::new("'run", span())
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
