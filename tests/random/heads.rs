//! Temporaries in the heads of `match`, `if let`, `while` and `for`: how long they live depends on the edition.

use crate::{features::Feature::*, generator::Generator, scope::Type};

impl Generator {
    /// How something ends that is a statement and must not be a tail before edition 2024.
    fn end(&self) -> &'static str {
        if self.on(LocalsInTails) { "}" } else { "};" }
    }

    fn head(&mut self) -> String {
        let number = self.number(1);
        match self.rng.below(5) {
            0 => format!("fetch(\"head\", {number}).await.get()"),
            1 => format!("noisy(\"head\", {number}).touch().await"),
            2 => format!("read_from(&noisy(\"head\", {number}), 1).await"),
            3 => format!("noisy(\"head\", {number}).add(1).get()"),
            _ => format!("fetch(\"head\", {number}).await.value"),
        }
    }

    pub fn match_on_temporary(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let (head, k) = (self.head(), self.fresh("k"));
        let before = self.scope.states();
        self.line(format!("match {head} {{"));
        self.depth += 1;
        let guard = if self.on(GuardAwaits) && self.rng.chance(40) {
            format!("number({k} % 5).await > 1")
        } else {
            self.keeping(|g| g.flag(1))
        };
        let mut ways = Vec::new();
        for (arm, binds) in [("0".to_owned(), false), (format!("{k} if {guard}"), true), ("_".to_owned(), false)] {
            self.line(format!("{arm} => {{"));
            ways.push(self.way(&before, |g| {
                if binds {
                    g.declare(&k, Type::Number, false);
                }
                g.some_statements();
            }));
            self.line("}");
        }
        self.depth -= 1;
        self.line(self.end());
        self.scope.join(&ways);
        Some(())
    }

    /// `match e.await.as_ref() { Some(k) if .. => .., .. }`, `if let Some(k) = e.await.as_mut() { .. } else { .. }`
    pub fn reference_into_temporary(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let (number, k) = (self.number(1), self.fresh("k"));
        let unique = self.rng.chance(50);
        let method = match self.rng.below(3) {
            0 if unique => "as_mut().map(|it| it.add(1))",
            _ if unique => "as_mut()",
            0 => "as_ref().filter(|it| it.is_even())",
            _ => "as_ref()",
        };
        let head = format!("lookup_noisy(\"head\", {number}).await.{method}");
        let before = self.scope.states();
        let mut ways = Vec::new();
        let bound = |g: &mut Self| {
            let reference = g.declare(&k, if unique { Type::Unique } else { Type::Shared }, false);
            g.scope.locals[reference].shadowable = false;
            g.some_statements();
            g.use_noisy(&k);
        };
        if self.rng.chance(50) {
            self.line(format!("if let Some({k}) = {head} {{"));
            ways.push(self.way(&before, bound));
            if self.rng.chance(60) {
                self.line("} else {");
                ways.push(self.way(&before, Self::some_statements));
            } else {
                ways.push(before);
            }
        } else {
            self.line(format!("match {head} {{"));
            let guard =
                if self.on(GuardAwaits) { format!("{k}.touch().await % 2 == 0") } else { format!("{k}.is_even()") };
            for (arm, binds) in
                [(format!("Some({k}) if {guard}"), true), (format!("Some({k})"), true), ("None".to_owned(), false)]
            {
                self.line(format!("{arm} => {{"));
                ways.push(self.way(&before, |g| if binds { bound(g) } else { g.some_statements() }));
                self.line("}");
            }
        }
        self.line(self.end());
        self.scope.join(&ways);
        Some(())
    }

    pub fn if_let_on_temporary(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let (head, k) = (self.head(), self.fresh("k"));
        let before = self.scope.states();
        self.line(format!("if let {k} @ (0 | 2 | 3) = {head} {{"));
        let mut ways = vec![self.way(&before, |g| {
            g.declare(&k, Type::Number, false);
            g.some_statements();
        })];
        if self.rng.chance(40) {
            self.scope.restore(&before);
            let head = self.keeping(Self::head);
            self.line(format!("}} else if let 1 = {head} {{"));
            ways.push(self.way(&before, Self::some_statements));
        }
        self.line("} else {");
        ways.push(self.way(&before, Self::some_statements));
        self.line(self.end());
        self.scope.join(&ways);
        Some(())
    }

    /// `for x in vec![e.await].drain(..)`, `while let 0 | 1 = e.await.get()`
    pub fn loop_on_temporary(&mut self) -> Option<()> {
        self.may_loop()?;
        let (item, number) = (self.fresh("item"), self.number(0));
        if self.rng.chance(30) {
            let counter = self.counter();
            let (label, head) = self.loop_label();
            let condition = match self.rng.below(3) {
                0 => format!("let 0 | 1 = fetch(\"head\", {counter}).await.get()"),
                1 => format!("fetch(\"head\", {counter}).await.get() < 2"),
                _ => format!("let Some({item}_it) = lookup_noisy(\"head\", {counter} + 1).await.as_ref()"),
            };
            self.line(format!("{head}while {condition} {{"));
            self.turns(label, None, |g| g.line(format!("{counter} += 1;")));
            self.line("}");
            return Some(());
        }
        let (label, head) = self.loop_label();
        let (made, ty) = match self.rng.below(6) {
            0 => (format!("vec![noisy(\"one\", {number}), fetch(\"two\", 2).await].drain(..)"), Type::Noisy),
            1 => (format!("vec![fetch(\"one\", {number}).await, noisy(\"two\", 2)]"), Type::Noisy),
            2 => (format!("&[noisy(\"one\", {number}), fetch(\"two\", 2).await]"), Type::Shared),
            3 => (format!("&mut [noisy(\"one\", {number}), noisy(\"two\", 2)]"), Type::Unique),
            4 => (format!("lookup_noisy(\"one\", {number}).await.iter_mut()"), Type::Unique),
            _ => (format!("noisy(\"from\", {number}).get() % 2..fetch(\"to\", 3).await.get()"), Type::Number),
        };
        self.line(format!("{head}for {item} in {made} {{"));
        self.turns(label, None, |g| {
            let index = g.declare(&item, ty, false);
            g.scope.locals[index].shadowable = false;
        });
        self.line("}");
        Some(())
    }

    /// `if let Some(a) = e.await && let Some(b) = f(&a).await && .. { .. } else { .. }`
    pub fn chain(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let (a, b) = (self.fresh("s"), self.fresh("s"));
        let first = self.awaited(Type::Maybe, "first");
        let before = self.scope.states();
        let lead = match self.rng.below(4) {
            0 => format!("{} && ", self.keeping(|g| g.flag(0))),
            1 => "flag(n != 1).await && ".to_owned(),
            _ => String::new(),
        };
        let second = match self.rng.below(5) {
            0 => format!("lookup_noisy(\"second\", {a}.value).await"),
            1 => format!("lookup_noisy(\"second\", {a}.touch().await).await"),
            2 => format!("Some(noisy(\"second\", {a}.get()))"),
            3 => format!("maybe_two({a}.value).map(|(left, _)| left)"),
            _ => format!("Some({a})"),
        };
        let moved = second == format!("Some({a})");
        let end = match self.rng.below(3) {
            0 => format!(" && {b}.is_even()"),
            1 => format!(" && {b}.touch().await != 1"),
            _ => String::new(),
        };
        // What is conditional gives nothing away, so that only the first may.
        let first = if lead.is_empty() {
            first
        } else {
            format!("lookup_noisy(\"first\", {}).await", self.keeping(|g| g.number(0)))
        };
        self.line(format!("if {lead}let Some({a}) = {first} && let Some(mut {b}) = {second}{end} {{"));
        let mut ways = vec![self.way(&before, |g| {
            if !moved {
                g.declare(&a, Type::Noisy, false);
            }
            g.declare(&b, Type::Noisy, true);
            g.some_statements();
        })];
        if self.rng.chance(50) {
            self.line("} else {");
            ways.push(self.way(&before, Self::some_statements));
        } else {
            ways.push(before);
        }
        self.line("}");
        self.scope.join(&ways);
        Some(())
    }
}
