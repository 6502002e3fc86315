//! References to temporaries that live as long as the local that a `let` binds them to.

use crate::{
    generator::Generator,
    scope::{State, Type},
};

impl Generator {
    /// `let r = &noisy(..);`, `let r = if .. { &e.await } else { &f.await };`
    pub fn extended(&mut self) -> Option<()> {
        let (r, number) = (self.fresh("r"), self.keeping(|g| g.number(1)));
        let made = |g: &mut Self| {
            if g.rng.chance(50) {
                format!("fetch(\"extended\", {number}).await")
            } else {
                format!("noisy(\"extended\", {number})")
            }
        };
        let (one, other) = (made(self), made(self));
        let condition = self.keeping(Self::condition);
        let (line, unique) = match self.rng.below(16) {
            0 | 1 => (format!("let {r} = &{one};"), false),
            2 | 3 => (format!("let {r} = &mut {one};"), true),
            4 => (format!("let ({r}, _beside) = (&{one}, {other});"), false),
            5 => (format!("let {r} = &now(halves({number})).await.left;"), false),
            6 => (format!("let ref {r} = {one};"), false),
            7 => (format!("let ref mut {r} = {one};"), true),
            8 => (format!("let {r} = if {condition} {{ &{one} }} else {{ &{other} }};"), false),
            9 => (format!("let {r} = match {condition} {{ true => &mut {one}, false => &mut {other} }};"), true),
            10 => (format!("let {r} = {{ let _t = noisy(\"t\", 1); &{one} }};"), false),
            11 => (format!("let [{r}, _] = &[{one}, {other}];"), false),
            12 => (format!("let {r} = &mut [{one}, {other}][1];"), true),
            13 => (format!("let {r} = &*Box::new({one});"), false),
            14 => (format!("let (({r}, _), _) = (&({one}, {other}), {number});"), false),
            _ => (
                format!("let Halves {{ right: {r}, .. }} = &mut Halves {{ left: {one}, right: {other}, count: 0 }};"),
                true,
            ),
        };
        self.line(line);
        let reference = self.declare(&r, if unique { Type::Unique } else { Type::Shared }, false);
        self.scope.locals[reference].shadowable = false;
        self.some_statements();
        self.use_noisy(&r);
        self.scope.locals[reference].state = State::Unsure;
        self.scope.locals[reference].mutable = false;
        Some(())
    }

    /// `let Some(r) = &e.await else { .. };`
    pub fn extended_or_else(&mut self) -> Option<()> {
        let (r, number) = (self.fresh("r"), self.number(1));
        let unique = self.rng.chance(50);
        let reference = if unique { "&mut " } else { "&" };
        self.line(format!("let Some({r}) = {reference}lookup_noisy(\"extended\", {number}).await else {{"));
        self.way_out(None, 1);
        self.line("};");
        let local = self.declare(&r, if unique { Type::Unique } else { Type::Shared }, false);
        self.scope.locals[local].shadowable = false;
        Some(())
    }
}
