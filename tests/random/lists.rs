//! Patterns of slices, moves out of boxes, and values that a `match` finds or leaves for.

use crate::{features::Feature::*, generator::Generator, scope::Type};

impl Generator {
    /// `match &l[..] { [first, rest @ ..] if .. => .., _ => .. }`
    pub fn match_slice(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let list = self.find(|_, local| local.ty == Type::List && local.is_writable())?;
        let (name, a) = (self.local(list).name.clone(), self.fresh("s"));
        let unique = self.rng.chance(50);
        let reference = if unique { "&mut " } else { "&" };
        let pattern = match self.rng.below(4) {
            0 => format!("[{a}, ..]"),
            1 => format!("[_, {a}]"),
            2 => format!("[.., {a}]"),
            _ => format!("[_first, {a}, _rest @ ..]"),
        };
        let guard = match self.rng.below(3) {
            0 if self.on(GuardAwaits) => format!(" if {a}.touch().await % 2 == 0"),
            1 => format!(" if {a}.is_even()"),
            _ => String::new(),
        };
        self.line(format!("match {reference}{name}[..] {{"));
        self.depth += 1;
        let before = self.scope.states();
        self.line(format!("{pattern}{guard} => {{"));
        let way = self.while_borrowed(list, unique, |g| {
            g.way(&before, |g| {
                let reference = g.declare(&a, if unique { Type::Unique } else { Type::Shared }, false);
                g.scope.locals[reference].shadowable = false;
                g.some_statements();
                g.use_noisy(&a);
            })
        });
        self.line("}");
        self.line("_ => {");
        let other = self.way(&before, Self::some_statements);
        self.line("}");
        self.depth -= 1;
        self.line("};");
        self.scope.join(&[way, other]);
        Some(())
    }

    /// `let a = *boxed;`, `boxed = Box::new(..)`
    pub fn out_of_a_box(&mut self) -> Option<()> {
        let (boxed, name) = (self.fresh("boxed"), self.fresh("a"));
        let value = self.plain(Type::Noisy, &name);
        self.line(format!("let mut {boxed} = Box::new({value});"));
        self.statements(1);
        match self.rng.below(4) {
            0 => self.line(format!("{boxed}.touch().await;")),
            1 => self.line(format!("{boxed} = Box::new(fetch(\"boxed\", 1).await);")),
            2 => self.line(format!("*{boxed} = fetch(\"boxed\", 1).await;")),
            _ => {}
        }
        let conditional = self.is_shallow() && self.rng.chance(40);
        if conditional {
            let condition = self.condition();
            self.line(format!("if {condition} {{"));
            self.depth += 1;
        }
        match self.rng.below(3) {
            0 => self.line(format!("eat(*{boxed}, 1).await;")),
            1 => self.line(format!("consume(*{boxed});")),
            _ => {
                self.line(format!("let {name} = *{boxed};"));
                if !conditional {
                    self.declare(&name, Type::Noisy, false);
                }
            }
        }
        if conditional {
            if self.rng.chance(50) {
                self.line(format!("{boxed} = Box::new(noisy(\"boxed\", 2));"));
            }
            self.depth -= 1;
            self.line("}");
        }
        Some(())
    }

    /// `let a = match e.await { Some(a) if .. => a, Some(b) => f(b).await, None => return .. };`
    pub fn let_match(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let (name, k) = (self.fresh("a"), self.fresh("k"));
        let value = self.awaited(Type::Maybe, "matched");
        let before = self.scope.states();
        self.line(format!("let mut {name} = match {value} {{"));
        self.depth += 1;
        let mut ways = Vec::new();
        if self.rng.chance(50) {
            let guard =
                if self.on(GuardAwaits) { format!("{k}.touch().await % 2 == 0") } else { format!("{k}.is_even()") };
            self.line(format!("Some({k}) if {guard} => {k},"));
            ways.push(before.clone());
        }
        self.line(format!("Some({k}) => {{"));
        ways.push(self.way(&before, |g| {
            g.declare(&k, Type::Noisy, false);
            g.statements(2);
            g.value("", Type::Noisy, "arm", "");
        }));
        self.line("}");
        self.line("None => {");
        self.scope.restore(&before);
        self.way_out(None, 2);
        self.line("}");
        self.depth -= 1;
        self.line("};");
        self.scope.join(&ways);
        self.declare(&name, Type::Noisy, true);
        Some(())
    }
}
