//! Enums: patterns that take, look at, and leave the parts of variants.

use crate::{features::Feature::*, generator::Generator, scope::Type};

/// A pattern, and what `{}` in it is.
const PATTERNS: &[(&str, Type)] = &[
    ("Shape::One({})", Type::Noisy),
    ("Shape::One(mut {})", Type::Noisy),
    ("Shape::One(ref {})", Type::Shared),
    ("Shape::Two { left: {}, .. }", Type::Noisy),
    ("Shape::Two { right: {}, count: 0..=2, .. }", Type::Noisy),
    ("Shape::Two { left: {}, right: ref _other, .. }", Type::Noisy),
    ("Shape::Two { left: _, right: {}, count: _count }", Type::Noisy),
    ("(Shape::One({}) | Shape::Two { left: {}, .. })", Type::Noisy),
    ("(Shape::Two { right: {}, .. } | Shape::One({}))", Type::Noisy),
    ("Shape::Number({})", Type::Number),
    ("(Shape::Number({}) | Shape::Two { count: {}, .. })", Type::Number),
    ("Shape::Number({} @ (1 | 2))", Type::Number),
];

impl Generator {
    /// A shape: made here, awaited, or in a local.
    fn shape(&mut self) -> String {
        let number = self.number(1);
        match self.rng.below(4) {
            0 => format!("now(shape({number})).await"),
            1 => format!("shape({number})"),
            _ => {
                let name = self.fresh("shape");
                self.line(format!("let mut {name} = shape({number});"));
                self.statements(1);
                name
            }
        }
    }

    fn variant(&mut self, name: &str) -> (String, Type) {
        let (pattern, ty) = self.rng.pick(PATTERNS);
        (pattern.replace("{}", name), *ty)
    }

    fn guard_of(&mut self, name: &str, ty: Type) -> String {
        match (ty, self.rng.below(6)) {
            (Type::Noisy | Type::Shared, 5) if self.on(LetGuards) => {
                let awaited = if self.on(GuardAwaits) && self.rng.chance(50) { "lookup_noisy" } else { "Some" };
                match awaited {
                    "Some" => format!(" if let Some(_z) = Some(noisy(\"z\", {name}.value))"),
                    _ => format!(" if let Some(_z) = lookup_noisy(\"z\", {name}.value).await"),
                }
            }
            (_, 0) => format!(" if {}", self.keeping(|g| g.flag(0))),
            (Type::Number, 1) if self.on(GuardAwaits) => format!(" if number({name} % 5).await < 2"),
            (Type::Number, _) => String::new(),
            (_, 1) if self.on(GuardAwaits) => format!(" if {name}.touch().await % 2 == 0"),
            (_, 2) => format!(" if {name}.is_even()"),
            _ => String::new(),
        }
    }

    /// `match shape { Shape::One(a) if .. => .., Shape::Two { left: a, .. } => .., _ => .. }`
    pub fn match_variants(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let (shape, name) = (self.shape(), self.fresh("v"));
        self.line(format!("match {shape} {{"));
        let before = self.scope.states();
        let mut ways = Vec::new();
        self.depth += 1;
        for _ in 0..1 + self.rng.below(4) {
            let ((pattern, ty), to) = (self.variant(&name), self.rng.below(8));
            self.scope.restore(&before);
            let guard = self.guard_of(&name, ty);
            self.line(format!("{pattern}{guard} => {{"));
            if to == 0 {
                self.way_out((ty != Type::Shared).then_some((&name, ty)), 2);
            } else {
                ways.push(self.way(&before, |g| {
                    g.declare(&name, ty, pattern.contains("mut "));
                    g.some_statements();
                }));
            }
            self.line("}");
        }
        self.line("_ => {");
        ways.push(self.way(&before, Self::some_statements));
        self.line("}");
        self.depth -= 1;
        self.line(if self.on(LocalsInTails) { "}" } else { "};" });
        self.scope.join(&ways);
        Some(())
    }

    /// `if let Shape::One(a) = x { .. } else if let .. { .. } else { .. }`
    pub fn if_let_variants(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let (mut shape, name) = (self.shape(), self.fresh("v"));
        let is_local = shape.starts_with("shape") && !shape.contains('(');
        let (mut ways, mut lead) = (Vec::new(), "");
        let before = self.scope.states();
        let more = self.rng.below(2);
        for left in (0..=more).rev() {
            let (pattern, ty) = self.variant(&name);
            let first = self.first_of_chain();
            // What it has taken then another way cannot look at.
            let last = if left == 0 { self.last_of_chain(&name, ty) } else { String::new() };
            self.line(format!("{lead}if {first}let {pattern} = {shape}{last} {{"));
            ways.push(self.way(&before, |g| {
                g.declare(&name, ty, pattern.contains("mut "));
                g.some_statements();
            }));
            self.scope.restore(&before);
            lead = "} else ";
            // Another way may still look at the local.
            if !is_local {
                shape = format!("shape({})", self.keeping(|g| g.number(0)));
            }
        }
        if self.rng.chance(60) {
            self.line("} else {");
            ways.push(self.way(&before, Self::some_statements));
        } else {
            ways.push(before);
        }
        self.line(if self.on(LocalsInTails) { "}" } else { "};" });
        self.scope.join(&ways);
        Some(())
    }

    /// `while let Shape::One(a) = shape && .. { shape = .. }`
    pub fn while_variants(&mut self) -> Option<()> {
        self.may_loop()?;
        let (shape, name, number) = (self.fresh("shape"), self.fresh("v"), self.number(1));
        self.line(format!("let mut {shape} = shape({number});"));
        self.statements(1);
        let (pattern, ty) = self.variant(&name);
        // It gets another value while `ref` still borrows.
        let (pattern, ty) =
            if ty == Type::Shared { (format!("Shape::One({name})"), Type::Noisy) } else { (pattern, ty) };
        let counter = self.counter();
        let (label, head) = self.loop_label();
        let (first, last) = (self.first_of_chain(), self.last_of_chain(&name, ty));
        self.line(format!("{head}while {first}let {pattern} = {shape}{last} {{"));
        self.turns(label, None, |g| {
            g.declare(&name, ty, pattern.contains("mut "));
            g.line(format!("{counter} += 1;"));
            g.line(format!("{shape} = if {counter} < 3 {{ shape({counter} + n) }} else {{ Shape::Nothing }};"));
        });
        self.line("}");
        if last.is_empty() && self.rng.chance(50) {
            self.line(format!("drop({shape});"));
        }
        Some(())
    }

    /// What stands in a chain before a `let` ..
    fn first_of_chain(&mut self) -> String {
        if !self.on(LetChains) {
            return String::new();
        }
        match self.rng.below(6) {
            0 => format!("{} && ", self.keeping(|g| g.flag(0))),
            1 if self.on(ConditionAwaits) => "flag(n != 1).await && ".to_owned(),
            _ => String::new(),
        }
    }

    /// .. and behind it.
    fn last_of_chain(&mut self, name: &str, ty: Type) -> String {
        if !self.on(LetChains) {
            return String::new();
        }
        match (self.rng.below(8), ty) {
            (0, _) => format!(" && {}", self.keeping(|g| g.flag(0))),
            (1, _) if self.on(ConditionAwaits) => " && flag(n != 2).await".to_owned(),
            (2, Type::Noisy | Type::Shared) => format!(" && {name}.is_even()"),
            (3, Type::Noisy | Type::Shared) if self.on(ConditionAwaits) => format!(" && {name}.touch().await != 1"),
            (2 | 3, Type::Number) => format!(" && {name} < 3"),
            _ => String::new(),
        }
    }

    /// `let (Shape::One(a) | Shape::Two { left: a, .. }) = e.await else { .. };`
    pub fn let_else_variants(&mut self) -> Option<()> {
        let (shape, name) = (self.shape(), self.fresh("v"));
        let (pattern, ty) = self.variant(&name);
        // What `ref` binds of a value without a name would be gone.
        if ty == Type::Shared {
            self.line(format!("drop({shape});"));
            return Some(());
        }
        self.line(format!("let {pattern} = {shape} else {{"));
        self.way_out(None, 1);
        self.line("};");
        self.declare(&name, ty, pattern.contains("mut "));
        Some(())
    }

    /// By reference: the shape stays whole.
    pub fn variants_by_reference(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let (shape, name, number) = (self.fresh("shape"), self.fresh("v"), self.number(1));
        self.line(format!("let mut {shape} = shape({number});"));
        self.statements(1);
        let unique = self.rng.chance(50);
        let pattern = *self.rng.pick(&["Shape::One(v) | Shape::Two { left: v, .. }", "Shape::Two { right: v, .. }"]);
        let reference = if unique { "&mut " } else { "&" };
        self.line(format!("match {reference}{shape} {{"));
        let before = self.scope.states();
        self.depth += 1;
        self.line(format!(
            "{} => {{",
            pattern
                .replace("v ", &format!("{name} "))
                .replace("v,", &format!("{name},"))
                .replace("(v)", &format!("({name})"))
        ));
        let mut ways = vec![self.way(&before, |g| {
            let reference = g.declare(&name, if unique { Type::Unique } else { Type::Shared }, false);
            g.scope.locals[reference].shadowable = false;
            g.some_statements();
            g.use_noisy(&name);
        })];
        self.line("}");
        self.line("_ => {");
        ways.push(self.way(&before, Self::some_statements));
        self.line("}");
        self.depth -= 1;
        self.line("};");
        self.scope.join(&ways);
        if self.rng.chance(50) {
            let (pattern, ty) = self.variant(&name);
            self.line(format!("if let {pattern} = {shape} {{"));
            let before = self.scope.states();
            let way = self.way(&before, |g| {
                g.declare(&name, ty, pattern.contains("mut "));
                g.some_statements();
            });
            self.line("};");
            self.scope.join(&[way, before]);
        }
        Some(())
    }
}
