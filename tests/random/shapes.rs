//! Statements that move out of boxes, grow lists, bind by `ref mut`, or are there by `#[cfg]`.

use crate::{
    generator::Generator,
    scope::{State, Type},
};

impl Generator {
    /// `let b = Box::new(a); .. let a = *{b};`
    pub fn box_move(&mut self) -> Option<()> {
        let (boxed, name) = (self.fresh("boxed"), self.fresh("a"));
        let value = self.plain(Type::Noisy, &name);
        self.line(format!("let {boxed} = Box::new({value});"));
        self.statements(1);
        if self.rng.chance(50) {
            self.line(format!("{boxed}.touch().await;"));
        }
        self.line(format!("let mut {name} = *{{{boxed}}};"));
        self.declare(&name, Type::Noisy, true);
        Some(())
    }

    /// A list that grows: a two-phase borrow, if what is pushed is awaited.
    pub fn growing_list(&mut self) -> Option<()> {
        let (list, name) = (self.fresh("v"), self.fresh("o"));
        let first = self.plain(Type::Noisy, "first");
        self.line(format!("let mut {list} = vec![{first}];"));
        let pushed = self.awaited(Type::Noisy, "pushed");
        self.line(format!("{list}.push({pushed});"));
        self.statements(1);
        let line = match self.rng.below(4) {
            0 => format!("{list}[1].value += number({list}.len() as u64).await;"),
            1 => format!("{list}.iter_mut().next().unwrap().bump(1).await;"),
            2 => format!("{list}[0] = fetch(\"replaced\", {list}[1].value).await;"),
            _ => format!("call(\"length\", {list}.len() as u64);"),
        };
        self.line(line);
        if self.rng.chance(50) {
            self.line(format!("let mut {name} = {list}.pop();"));
            self.declare(&name, Type::Maybe, true);
        }
        Some(())
    }

    /// `if let Some(ref mut s) = o { .. }`, `match o { Some(ref s) => .. }`
    pub fn bind_by_reference(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let local = self.find(|_, local| local.ty == Type::Maybe && local.is_writable())?;
        let (name, s) = (self.local(local).name.clone(), self.fresh("s"));
        let before = self.scope.states();
        let unique = self.rng.chance(60);
        let head = match (unique, self.rng.below(3)) {
            (true, 0) => format!("if let Some(ref mut {s}) = {name} {{"),
            (true, 1) => format!("if let Some({s}) = &mut {name} {{"),
            (true, _) => format!("if let Some({s}) = {name}.as_mut() {{"),
            (false, 0) => format!("if let Some(ref {s}) = {name} {{"),
            (false, 1) => format!("if let {s}_whole @ Some({s}) = &{name} {{"),
            (false, _) => format!("if let Some({s}) = {name}.as_ref() {{"),
        };
        self.line(head);
        let inside = self.while_borrowed(local, unique, |g| {
            g.way(&before, |g| {
                let reference = g.declare(&s, if unique { Type::Unique } else { Type::Shared }, false);
                g.scope.locals[reference].shadowable = false;
                g.some_statements();
                g.use_noisy(&s);
            })
        });
        self.line("}");
        self.scope.join(&[inside, before]);
        Some(())
    }

    /// A statement that is there, and one that is not.
    pub fn conditional(&mut self) -> Option<()> {
        let name = self.fresh("x");
        let value = self.awaited_number();
        self.line("#[cfg(any())]");
        self.line(format!("let {name} = nothing().await.like(this);"));
        self.line("#[cfg(all())]");
        self.line(format!("let {name} = {value};"));
        self.declare(&name, Type::Number, false);
        Some(())
    }

    /// `write!(text, "{}", e.await)`
    pub fn written(&mut self) -> Option<()> {
        let (text, name) = (self.fresh("text"), self.fresh("x"));
        let (first, second) = (self.number(1), self.waiting());
        self.line(format!("let mut {text} = String::new();"));
        self.line(format!("std::fmt::Write::write_fmt(&mut {text}, format_args!(\"{{}}\", {first})).unwrap();"));
        self.line(format!(
            "{{ use std::fmt::Write; write!({text}, \"{{}} {{}}\", call(\"first\", 1), {second}.await).unwrap(); }}"
        ));
        self.line(format!("let {name} = {text}.len() as u64;"));
        self.declare(&name, Type::Number, false);
        Some(())
    }

    /// A struct that a pattern takes apart, by value and by reference.
    pub fn destructure_struct(&mut self) -> Option<()> {
        let (a, b, number) = (self.fresh("d"), self.fresh("d"), self.number(1));
        let value =
            if self.rng.chance(50) { format!("now(halves({number})).await") } else { format!("halves({number})") };
        let (pattern, bound): (String, &[(&str, Type)]) = match self.rng.below(3) {
            0 => (format!("Halves {{ left: {a}, right: mut {b}, .. }}"), &[(&a, Type::Noisy), (&b, Type::Noisy)]),
            1 => (format!("Halves {{ left: {a}, .. }}"), &[(&a, Type::Noisy)]),
            _ => (format!("Halves {{ left: _, right: {a}, count: {b} }}"), &[(&a, Type::Noisy), (&b, Type::Number)]),
        };
        self.line(format!("let {pattern} = {value};"));
        for (name, ty) in bound {
            self.declare(name, *ty, false);
        }
        Some(())
    }

    /// What has a value is full again.
    pub fn refill(&mut self) -> Option<()> {
        let local = self.find(|_, local| local.ty == Type::Maybe && local.is_writable())?;
        let name = self.local(local).name.clone();
        let value = self.awaited(Type::Noisy, "refilled");
        if self.local(local).state == State::Full && self.local(local).is_writable() {
            self.line(format!("let _ = {name}.replace({value});"));
        } else {
            self.line(format!("drop({value});"));
        }
        Some(())
    }
}
