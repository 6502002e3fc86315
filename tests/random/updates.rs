//! `S { a, ..x }`, and assignments that take a value apart.

use crate::{
    generator::Generator,
    scope::{Local, Scope, State, Type},
};

impl Generator {
    fn some_noisy(&mut self, label: &str) -> String {
        if self.rng.chance(50) { self.awaited(Type::Noisy, label) } else { self.plain(Type::Noisy, label) }
    }

    fn some_number(&mut self) -> String {
        if self.rng.chance(50) { self.awaited_number() } else { self.number(1) }
    }

    /// `let y = Halves { left: e.await, ..x };`, and what is left of `x` afterwards.
    pub fn update(&mut self) -> Option<()> {
        let (x, y, start) = (self.fresh("h"), self.fresh("h"), self.number(1));
        self.line(format!("let mut {x} = halves({start});"));
        self.statements(1);
        let set: &[&str] =
            self.rng.pick::<&[&str]>(&[&["left"], &["right"], &["count"], &["left", "count"], &["left", "right"]]);
        let gone = self.rng.chance(20) && set[0] != "count";
        if gone {
            self.line(format!("consume({x}.{});", set[0]));
        }
        let mut values = Vec::new();
        for field in set {
            let value = if *field == "count" { self.some_number() } else { self.some_noisy("updated") };
            values.push(format!("{field}: {value}, "));
        }
        let values = values.concat();
        // The rest of a value without a name goes in another order, if it panics beside temporaries.
        let base =
            if !gone && !values.contains("noisy(") && self.rng.chance(30) { "halves(n)".to_owned() } else { x.clone() };
        self.line(format!("let mut {y} = Halves {{ {values}..{base} }};"));
        self.statements(1);
        let stays = if base == x { set } else { &["left", "right", "count"] };
        for field in stays.iter().skip(usize::from(gone)) {
            self.use_field(&x, field);
        }
        self.take_apart(&y);
        Some(())
    }

    fn use_field(&mut self, of: &str, field: &str) {
        let line = match (field, self.rng.below(4)) {
            ("count", _) => format!("call(\"count\", {of}.count);"),
            (_, 0) => format!("{of}.{field}.touch().await;"),
            (_, 1) => format!("eat({of}.{field}, 1).await;"),
            (_, 2) => format!("{of}.{field}.add(1);"),
            _ => return,
        };
        self.line(line);
    }

    fn take_apart(&mut self, of: &str) {
        let (a, b) = (self.fresh("d"), self.fresh("d"));
        match self.rng.below(4) {
            0 => {
                self.line(format!("let Halves {{ left: {a}, right: mut {b}, .. }} = {of};"));
                self.declare(&a, Type::Noisy, false);
                self.declare(&b, Type::Noisy, true);
            }
            1 => {
                self.line(format!("let {a} = {of}.right;"));
                self.declare(&a, Type::Noisy, false);
            }
            2 => self.line(format!("{of}.left.bump(1).await;")),
            _ => {}
        }
    }

    fn assignable(&mut self, ty: Type) -> Option<usize> {
        self.find(|scope: &Scope, local: &Local| local.ty == ty && local.mutable && scope.is_assignable(local))
    }

    /// `(a, _) = e.await;`, `Halves { left: a, .. } = x;`
    pub fn assign_apart(&mut self) -> Option<()> {
        let local = self.assignable(Type::Noisy)?;
        let name = self.local(local).name.clone();
        let (value, number) = (self.some_noisy("assigned"), self.number(0));
        if !self.scope.is_assignable(self.local(local)) {
            return None;
        }
        let line = match self.rng.below(6) {
            0 => format!("({name}, _) = ({value}, {number});"),
            1 => format!("(_, {name}) = (noisy(\"beside\", {number}), {value});"),
            2 => format!("drop({value}); Halves {{ left: {name}, .. }} = halves({number});"),
            3 => format!("drop({value}); Halves {{ right: {name}, .. }} = now(halves({number})).await;"),
            4 => format!("[{name}, _] = [{value}, noisy(\"beside\", {number})];"),
            _ => format!("_ = {value}; {name} = noisy(\"after\", {number});"),
        };
        self.line(line);
        self.scope.locals[local].state = State::Full;
        Some(())
    }

    /// Two locals get a value at once.
    pub fn assign_both(&mut self) -> Option<()> {
        let (a, b, start) = (self.fresh("x"), self.fresh("x"), self.number(0));
        self.line(format!("let (mut {a}, mut {b}) = ({start}, 1u64);"));
        self.statements(1);
        let value = self.number(1);
        let value = match self.rng.below(3) {
            0 => format!("pair({value}, {a}).await"),
            1 => format!("({b}, {a})"),
            _ => format!("({b}, {}.await)", self.waiting()),
        };
        self.line(format!("({a}, {b}) = {value};"));
        self.declare(&a, Type::Number, true);
        self.declare(&b, Type::Number, true);
        Some(())
    }

    /// `std::mem::replace(&mut a, e.await)`, `*r = e.await`
    pub fn replace(&mut self) -> Option<()> {
        let fits = |ty| matches!(ty, Type::Noisy | Type::Unique);
        let local = self.find(|_, local| fits(local.ty) && local.is_writable())?;
        let (name, ty) = (self.local(local).name.clone(), self.local(local).ty);
        self.scope.locals[local].unique = true;
        let value = self.some_noisy("replaced");
        self.scope.locals[local].unique = false;
        if !self.local(local).is_writable() {
            self.line(format!("drop({value});"));
            return Some(());
        }
        let reference = if ty == Type::Unique { format!("&mut *{name}") } else { format!("&mut {name}") };
        match self.rng.below(3) {
            0 if ty == Type::Unique => self.line(format!("*{name} = {value};")),
            0 | 1 => {
                let old = self.fresh("old");
                self.line(format!("let {old} = std::mem::replace({reference}, {value});"));
                self.declare(&old, Type::Noisy, false);
            }
            _ => self.line(format!("std::mem::swap({reference}, &mut {{ {value} }});")),
        }
        Some(())
    }

    /// A flag that says whether there is a value: given away on some ways, given back on others.
    pub fn now_and_then(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let (name, value) = (self.fresh("e"), self.some_noisy("then"));
        self.line(format!("let mut {name} = {value};"));
        let local = self.declare(&name, Type::Noisy, true);
        self.scope.locals[local].shadowable = false;
        for _ in 0..1 + self.rng.below(3) {
            let condition = self.condition();
            let before = self.scope.states();
            self.line(format!("if {condition} {{"));
            let gives = self.scope.is_movable(self.local(local)) && self.rng.chance(70);
            let way = self.way(&before, |g| {
                g.statements(1);
                let full = g.local(local).state == State::Full;
                let line = if gives && full && g.scope.is_movable(g.local(local)) {
                    g.scope.locals[local].state = State::Moved;
                    if g.rng.chance(50) { format!("eat({name}, 1).await;") } else { format!("consume({name});") }
                } else if g.scope.is_assignable(g.local(local)) {
                    let value = g.some_noisy("back");
                    g.scope.locals[local].state = State::Full;
                    format!("{name} = {value};")
                } else {
                    "pause(1).await;".to_owned()
                };
                g.line(line);
                g.statements(1);
            });
            self.line("}");
            self.scope.join(&[way, before]);
            self.statements(1);
        }
        Some(())
    }
}
