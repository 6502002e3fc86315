//! Statements and blocks.

use quote::quote;
use syn::{Block, Expr, ExprMacro, Item, Local, Pat, Stmt, StmtMacro, Type, parse_quote, spanned::Spanned};

use super::{
    builder::Lowerer,
    extended::{extends_before_others, takes_and_refers},
    let_else::is_taken_whole,
    operands::takes_apart,
    shown,
    whole::{is_cut, is_macro_cut},
};
use crate::{
    model::{
        graph::{End, Let, Step},
        ids::LocalId,
        local::LocalKind,
        mark,
    },
    syntax::{
        diverges::{diverges, is_loop},
        items::is_among,
        known,
        values::leaves_rest,
    },
    told,
};

/// Does only rustc know whether it ends? What is a construct of its own is cut where something is awaited in it.
fn is_last(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Expr(Expr::Call(_) | Expr::MethodCall(_) | Expr::Await(_), Some(_)) => true,
        Stmt::Expr(expr @ (Expr::Block(_) | Expr::Unsafe(_) | Expr::If(_) | Expr::Match(_)), Some(_)) => !is_cut(expr),
        Stmt::Expr(Expr::Macro(ExprMacro { mac, .. }), Some(_)) | Stmt::Macro(StmtMacro { mac, .. }) => {
            !known::ends(mac)
        }
        _ => false,
    }
}

/// What becomes of the value of an expression.
pub enum Dest {
    /// Nothing: the expression is a statement.
    Discard,
    /// It is the function's value.
    Return,
    /// It is on its way out of a construct that is cut.
    Carry(LocalId),
    /// It is bound by a `let`; the initializer is filled in.
    Let(Box<Let>),
}

impl Lowerer<'_> {
    /// The function's body, in the scope that was opened for it.
    pub fn function_body(&mut self, body: Block) {
        self.statements(body.stmts, Dest::Return);
    }

    /// The statements of a block whose value goes to `dest`. The block's scope is open.
    pub fn statements(&mut self, mut stmts: Vec<Stmt>, dest: Dest) {
        let tail = match stmts.pop() {
            Some(Stmt::Expr(tail, None)) => Some(tail),
            Some(Stmt::Macro(tail)) if tail.semi_token.is_none() => {
                Some(Expr::Macro(syn::ExprMacro { attrs: tail.attrs, mac: tail.mac }))
            }
            Some(last) => {
                stmts.push(last);
                None
            }
            None => None,
        };
        let ends = stmts.last().is_some_and(diverges);
        let last = stmts.pop_if(|last| tail.is_none() && !ends && self.wants_value(&dest) && is_last(last));
        for stmt in stmts {
            self.statement(stmt);
        }
        match (tail, dest) {
            // What a loop leaves ends with it, in every edition.
            (Some(tail), dest) if is_loop(&tail) => self.whole_statement(|this| this.lower_into(tail, dest)),
            (Some(mut tail), dest) => {
                self.cut_parted_tail(&mut tail);
                self.tail(|this| this.lower_into(tail, dest))
            }
            (None, dest) => match last {
                Some(last) => self.whole_statement(|this| this.last_statement(last, dest)),
                None => self.finish_without_value(ends, dest),
            },
        }
    }

    /// Nothing stands where a value goes to `dest`: that is `()`. `ends`: what is before it never ends.
    pub fn finish_without_value(&mut self, ends: bool, dest: Dest) {
        match dest {
            Dest::Discard => {}
            // A function that returns something else than `()` does not get here, or rustc refuses it.
            Dest::Return if self.returns_something(ends) => self.end(End::Unreachable),
            Dest::Return if self.may_return_nothing() => {
                let krate = self.graph.function.as_ref().map(|function| &function.krate);
                let nothing = parse_quote!(#krate::machine::nothing());
                self.finish(nothing, Dest::Return);
            }
            dest => self.finish(parse_quote!(()), dest),
        }
    }

    /// Does a value go there whose type is not known here?
    fn wants_value(&self, dest: &Dest) -> bool {
        match dest {
            Dest::Carry(_) => true,
            Dest::Return => {
                let output = self.graph.function.as_ref().map(|function| &function.output);
                matches!(output, Some(Type::Infer(_) | Type::ImplTrait(_)))
            }
            Dest::Discard | Dest::Let(_) => false,
        }
    }

    // It may never end, and then the block has any type.
    //
    // From: `f().await; g(); }`
    // Into: `<awaited>; value = { g(); }`
    fn last_statement(&mut self, last: Stmt, dest: Dest) {
        let last = match last {
            Stmt::Expr(last, semi) => Stmt::Expr(self.lower_awaits(last), semi),
            Stmt::Macro(StmtMacro { mac, semi_token, .. }) if is_macro_cut(&mac) => {
                Stmt::Expr(self.call_macro(mac).0, semi_token)
            }
            last => self.statement_without_jumps(last),
        };
        self.finish(parse_quote!({ #last }), dest);
    }

    /// Not `()`. Where the type is not known, `()` is what a last statement gives that may end.
    fn returns_something(&self, ends: bool) -> bool {
        match self.graph.function.as_ref().map(|function| &function.output) {
            Some(Type::Tuple(tuple)) => !tuple.elems.is_empty(),
            Some(Type::Infer(_) | Type::ImplTrait(_)) => ends,
            _ => ends || !self.may_return_nothing(),
        }
    }

    /// `Self::Output`, or an alias: it may be `()` under another name.
    fn may_return_nothing(&self) -> bool {
        let output = self.graph.function.as_ref().map(|function| &function.output);
        matches!(output, Some(Type::Path(_) | Type::Paren(_) | Type::Group(_) | Type::Macro(_)))
    }

    pub fn statement(&mut self, stmt: Stmt) {
        match stmt {
            Stmt::Local(local) => self.whole_statement(|this| this.let_statement(local)),
            Stmt::Item(item) => self.item(item),
            Stmt::Expr(expr, semi) => self.whole_statement(|this| {
                if semi.is_some() && is_cut(&expr) && told::is_said_by_others(&expr) {
                    this.throw_away(expr);
                } else if is_cut(&expr) || matches!(&expr, Expr::Match(expr) if takes_apart(expr)) {
                    this.lower_into(expr, Dest::Discard);
                } else {
                    let expr = this.without_jumps(expr);
                    this.step(Step::Verbatim(Stmt::Expr(expr, semi)));
                }
            }),
            // Whoever puts code together again does not know that the macro was an expression.
            Stmt::Macro(StmtMacro { attrs, mac, semi_token }) if is_macro_cut(&mac) => {
                self.statement(Stmt::Expr(Expr::Macro(ExprMacro { attrs, mac }), semi_token));
            }
            Stmt::Macro(stmt) => {
                let stmt = self.statement_without_jumps(Stmt::Macro(stmt));
                self.step(Step::Verbatim(stmt));
            }
        }
    }

    // Nobody wants the value, but the branches tell each other its type.
    //
    // From: `match x { 0 => f().await, _ => None };`
    // Into: `let _ = match x { 0 => f().await, _ => None };`
    fn throw_away(&mut self, value: Expr) {
        let (pat, init) = (parse_quote!(_), parse_quote!(()));
        let pending = Let { attrs: Vec::new(), pat, ty: None, init, diverge: None, ends: None };
        self.lower_into(value, Dest::Let(Box::new(pending)));
    }

    /// An item of the body's outermost scope stands before both copies of the body, and so does what must stand only
    /// once. The rest stands wherever the scope is entered.
    fn item(&mut self, mut item: Item) {
        let is_raised = take_raised(&mut item);
        let scope = self.scope();
        let outermost = self.graph.scopes[scope.index()].parent.is_none_or(|parent| parent.index() == 0);
        match item {
            Item::Const(_) | Item::Fn(_) | Item::Use(_) | Item::Type(_) if !outermost && !is_raised => {
                self.graph.scopes[scope.index()].items.push(item);
            }
            // Code that stands twice has it once.
            item if is_among(&item, &self.graph.items) => {}
            item => {
                if !outermost {
                    self.graph.inner_items.insert(self.graph.items.len(), scope);
                }
                self.graph.items.push(item);
            }
        }
    }

    fn let_statement(&mut self, local: Local) {
        let Local { attrs, let_token, pat, init, semi_token, .. } = local;
        let (pat, ty) = match pat {
            syn::Pat::Type(typed) => (*typed.pat, Some(*typed.ty)),
            pat => (pat, None),
        };
        let scope = self.scope();
        self.own_bindings(&pat, scope);
        let Some(init) = init else {
            return self.declare_later(attrs, pat, ty);
        };
        let diverge = init.diverge.map(|(_, diverge)| *diverge);
        let unit: Expr = parse_quote!(());
        let ends = Some((let_token.span, semi_token.span));
        let pending = Let { attrs, ends, pat, ty, init: unit, diverge };
        match &pending.diverge {
            Some(_) if is_taken_whole(&init.expr, &pending) => self.taken_or_else(*init.expr, pending),
            Some(diverge) if is_cut(diverge) || self.ends_before_else(&init.expr, &pending.pat) => {
                let around = self.extended_at.take();
                self.let_else(*init.expr, pending);
                self.extended_at = around;
            }
            _ => {
                let mut init = *init.expr;
                if extends_before_others(&init) {
                    init = self.extend_temporaries(&pending.pat, init);
                }
                self.extending(|this| this.lower_into(init, Dest::Let(Box::new(pending))));
            }
        }
    }

    /// `let x;`
    fn declare_later(&mut self, attrs: Vec<syn::Attribute>, pat: syn::Pat, ty: Option<Type>) {
        match (pat, ty) {
            (Pat::Tuple(pats), Some(Type::Tuple(types))) if pats.elems.len() == types.elems.len() => {
                for (pat, ty) in pats.elems.into_iter().zip(types.elems) {
                    self.declare_later(attrs.clone(), pat, Some(ty));
                }
            }
            (Pat::Tuple(pats), None) => {
                pats.elems.into_iter().for_each(|pat| self.declare_later(attrs.clone(), pat, None));
            }
            (pat, ty) => {
                let bound = super::bound(&pat);
                if let (Pat::Ident(_), [local], Some(ty)) = (&pat, &bound[..], &ty) {
                    self.graph.declared_types.insert(*local, ty.clone());
                }
                if bound.is_empty() {
                    let ty = ty.map(|ty| quote!(: #ty));
                    self.step(Step::Verbatim(parse_quote!(#(#attrs)* let #pat #ty;)));
                }
                bound.into_iter().for_each(|local| self.step(Step::Declare(local)));
            }
        }
    }

    /// The value of an expression without awaits reaches where it goes.
    pub fn finish(&mut self, value: Expr, dest: Dest) {
        match dest {
            Dest::Discard => {
                let semi = syn::Token![;](value.span());
                self.step(Step::Verbatim(Stmt::Expr(value, Some(semi))));
            }
            Dest::Return => self.end(End::Return(value)),
            Dest::Carry(carry) => self.step(Step::Store { carry, value }),
            Dest::Let(pending) => self.finish_let(*pending, value),
        }
    }

    /// Does the pattern leave a part of a value that has temporaries? They end together, before what is bound does.
    fn leaves_beside_temporaries(&self, Let { pat, ty, diverge, .. }: &Let, value: &Expr) -> bool {
        let is_part = super::binding::takes_part_by_value(pat) && !super::binds_by_reference(pat);
        is_part && ty.is_none() && diverge.is_none() && leaves_rest(value) && self.temporaries.count() > 0
    }

    fn finish_let(&mut self, mut pending: Let, mut value: Expr) {
        let is_value = leaves_rest(&value);
        if pending.diverge.is_none() && takes_and_refers(&pending.pat) && is_value {
            let kept = self.keep_outliving(value, pending.ty.take());
            value = self.mention(kept);
        }
        if self.leaves_beside_temporaries(&pending, &value) {
            // It is dropped here, and not where the scope ends.
            self.begin_to_wait();
            self.name_matched(&mut value, &[&pending.pat]);
            if leaves_rest(&value) {
                value = self.lift(value);
                value = self.keep_scrutinee(value);
            }
        }
        if pending.diverge.is_none()
            && (super::takes(&pending.pat) == super::Takes::Part || self.may_copy(&value, &[&pending.pat]))
            && super::binding::binds_by_value(&pending.pat)
            && let Some(torn) = self.tearable(&value, 1)
        {
            return self.tear(&torn, pending.pat, true);
        }
        // What the pattern leaves stays in the local, which is not looked at again: a name keeps it as long. What was carried here
        // is no local, but a value, and ends with the statement.
        if mark::read_mention_expr(&value).is_some_and(|(local, _)| self.graph.local(local).kind != LocalKind::Carry)
            && super::takes(&pending.pat) == super::Takes::Part
            && !super::binds_by_reference(&pending.pat)
            && !self.is_used_later(&value)
        {
            self.keep_rest(&mut pending.pat);
            let scope = self.scope();
            self.own_bindings(&pending.pat, scope);
        }
        pending.init = self.extend_temporaries(&pending.pat, value);
        shown::learn(&mut self.graph, &pending);
        if let Some(diverge) = pending.diverge.take() {
            pending.diverge = Some(self.without_jumps(diverge));
        }
        self.step(Step::Let(Box::new(pending)));
    }
}

/// Takes the mark off an item.
fn take_raised(item: &mut Item) -> bool {
    let attrs = match item {
        Item::Const(item) => &mut item.attrs,
        Item::Fn(item) => &mut item.attrs,
        Item::Type(item) => &mut item.attrs,
        _ => return false,
    };
    let count = attrs.len();
    attrs.retain(|attr| !mark::is_raised(std::slice::from_ref(attr)));
    attrs.len() < count
}
