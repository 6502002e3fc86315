//! Loops that contain awaits.

use quote::quote_spanned;
use syn::{Block, ExprForLoop, ExprLoop, ExprWhile, Label, Pat, parse_quote, spanned::Spanned};

use super::{
    binding,
    builder::{Lowerer, Target},
    control::{is_cut_chain, uses_what_it_binds},
    ending::Temporaries,
    statement::Dest,
    tear::Torn,
};
use crate::model::{
    graph::{Arm, End, Entry, LabelKind, Let, Step, Written},
    ids::{BlockId, LocalId, ScopeId},
    local::LocalKind,
};

impl Lowerer<'_> {
    // From: `loop { body }`
    // Into: `head: body; goto head; after:`
    pub fn loop_(&mut self, expr: ExprLoop, dest: Dest) {
        let (head, after) = self.start_loop("loop");
        self.loop_body(expr.body, expr.label, (head, after), dest.again(), Vec::new());
        self.end(End::Goto(head));
        self.start(after);
        self.finish_left(&dest);
    }

    // From: `while cond { body }`
    // Into: `head: if cond { body; goto head } else { goto after }; after:`
    pub fn while_(&mut self, mut expr: ExprWhile, dest: Dest) {
        self.cut_parted_scrutinees(&mut expr.cond);
        let (head, after) = self.start_loop("while");
        // Its head may leave it, too, by its label.
        let label = expr.label.as_ref().map(|label| label.name.clone());
        let (value, scope) = (Dest::Discard, self.scope());
        self.targets.push(Target { label, break_to: after, continue_to: Some(head), value, scope });
        let outer = self.open_until_jump();
        if is_cut_chain(&expr.cond) || self.is_chain_that_takes(&expr.cond) || uses_what_it_binds(&expr.cond) {
            self.chain(*expr.cond, after);
            self.loop_body(expr.body, expr.label, (head, after), Dest::Discard, Vec::new());
            self.end(End::Goto(head));
            self.targets.pop();
            self.close_by_jump(outer);
            self.start(after);
            return self.finish_without_value(false, dest);
        }
        let (cond, ended) = self.condition(*expr.cond);
        let tested = self.test(expr.while_token.span, cond);
        self.start(tested.holds);
        self.drop_all(&ended);
        self.loop_body_of(expr.body, expr.label, (head, after), Dest::Discard, tested.bound, tested.torn);
        self.end(End::Goto(head));
        self.start(tested.fails);
        self.leave(tested.left);
        self.drop_all(&ended);
        self.end(End::Goto(after));
        self.targets.pop();
        self.close_by_jump(outer);
        self.start(after);
        self.finish_without_value(false, dest);
    }

    // From: `for PAT in iterable { body }`
    // Into: `let mut iterator = into_iter(iterable);
    //        head: match next(&mut iterator) { Some(PAT) => { body; goto head }, None => goto after }; after:`
    pub fn for_(&mut self, expr: ExprForLoop, dest: Dest) {
        let ExprForLoop { label, mut pat, expr: iterable, body, .. } = expr;
        let span = iterable.span();
        let after = self.new_block(Entry::Label(LabelKind::AfterLoop("for")));
        let outer = self.open_until_jump();
        let iterable = self.lower_waiting(*iterable);
        let iterable = self.lift(iterable);
        let iterator = self.hidden("iterator", LocalKind::Temporary, span);
        let mark = self.mark(iterator);
        let init = syn::parse2(quote_spanned!(span=> ::core::iter::IntoIterator::into_iter(#iterable)));
        self.step(Step::Let(Box::new(Let {
            attrs: Vec::new(),
            ends: None,
            pat: parse_quote!(mut #mark),
            ty: None,
            init: init.unwrap_or_else(|_| parse_quote!(())),
            diverge: None,
        })));
        let head = self.new_block(Entry::Label(LabelKind::LoopHead("for")));
        self.end(End::Goto(head));
        self.start(head);
        let torn = self.tear_item(&mut pat);
        self.keep_rest(&mut pat);
        self.next_item(iterator, *pat, (head, after), body, label, span, torn);
        self.close_by_jump(outer);
        self.start(after);
        self.finish_without_value(false, dest);
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of a `for`, and where it leads")]
    fn next_item(
        &mut self,
        iterator: LocalId,
        pat: Pat,
        (head, after): (BlockId, BlockId),
        body: Block,
        label: Option<Label>,
        span: proc_macro2::Span,
        torn: Option<(Torn, Pat)>,
    ) {
        let iterator = self.mark(iterator);
        let next = quote_spanned!(span=> ::core::iter::Iterator::next(&mut #iterator));
        let (item, none) = (self.new_block(Entry::Branch), self.new_block(Entry::Branch));
        let bound = binding::declared(&self.graph, &pat);
        let written = Written::Block(span);
        let arm = |pat, block| Arm { attrs: Vec::new(), pat, guard: None, written, block };
        let arms = vec![
            arm(parse_quote!(::core::option::Option::Some(#pat)), item),
            arm(parse_quote!(::core::option::Option::None), none),
        ];
        let scrutinee = syn::parse2(next).unwrap_or_else(|_| parse_quote!(()));
        self.end(End::Match { span, attrs: Vec::new(), scrutinee, arms });
        self.start(item);
        self.loop_body_of(body, label, (head, after), Dest::Discard, bound, torn);
        self.end(End::Goto(head));
        self.start(none);
        self.end(End::Goto(after));
    }

    fn start_loop(&mut self, name: &'static str) -> (BlockId, BlockId) {
        let head = self.new_block(Entry::Label(LabelKind::LoopHead(name)));
        let after = self.new_block(Entry::Label(LabelKind::AfterLoop(name)));
        self.end(End::Goto(head));
        self.start(head);
        (head, after)
    }

    /// The body, in a scope of its own, with what the loop's head has bound.
    fn loop_body(
        &mut self,
        body: Block,
        label: Option<Label>,
        jumps: (BlockId, BlockId),
        value: Dest,
        bound: Vec<LocalId>,
    ) {
        self.loop_body_of(body, label, jumps, value, bound, None);
    }

    fn loop_body_of(
        &mut self,
        body: Block,
        label: Option<Label>,
        (head, after): (BlockId, BlockId),
        value: Dest,
        bound: Vec<LocalId>,
        torn: Option<(Torn, Pat)>,
    ) {
        let label = label.map(|label| label.name);
        let scope = self.scope();
        self.targets.push(Target { label, break_to: after, continue_to: Some(head), value, scope });
        let bind = |this: &mut Self| {
            this.bind(bound);
            this.bind_torn(torn);
        };
        self.closed(bind, |this| this.statements(body.stmts, Dest::Discard));
        self.targets.pop();
    }

    /// Opens a scope that every path leaves by a jump.
    pub fn open_until_jump(&mut self) -> (ScopeId, Temporaries) {
        let outer = self.scope();
        let scope = self.new_scope();
        self.step(Step::Open(scope));
        self.enter(scope);
        (outer, std::mem::take(&mut self.temporaries))
    }

    pub fn close_by_jump(&mut self, (outer, temporaries): (ScopeId, Temporaries)) {
        self.enter(outer);
        self.temporaries = temporaries;
    }
}
