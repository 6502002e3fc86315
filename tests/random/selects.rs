//! `select!` with statements in its handlers, `try_join!`, and futures that are pinned.

use crate::{
    features::Feature::*,
    generator::{Generator, Returns},
    scope::Type,
};

impl Generator {
    /// `tokio::select! { biased; Some(s) = e, if .. => { .. } k = f => { .. } else => { .. } }`
    pub fn select(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let (s, k) = (self.fresh("s"), self.fresh("k"));
        let futures = (self.number(0), self.number(0));
        let before = self.scope.states();
        let mut arms = Vec::new();
        let condition =
            if self.rng.chance(40) { format!(", if {}", self.keeping(|g| g.flag(0))) } else { String::new() };
        let borrowed = self.find(|_, local| local.ty == Type::Noisy && local.is_readable());
        let touched = borrowed.map(|local| self.local(local).name.clone());
        let other = match touched {
            Some(name) if self.rng.chance(50) => format!("{name}.touch()"),
            _ => format!("number({})", futures.1),
        };
        let pat = match self.rng.below(5) {
            0 => "Some(_)".to_owned(),
            1 => "Some(Noisy { value: 1.., .. })".to_owned(),
            2 => format!("Some(ref {s})"),
            _ => format!("Some({s})"),
        };
        let bound = (pat == format!("Some({s})")).then_some((s, Type::Noisy));
        arms.push((format!("{pat} = lookup_noisy(\"selected\", {}){condition}", futures.0), bound));
        arms.push((format!("{k} = {other}"), Some((k, Type::Number))));
        if self.rng.chance(50) {
            arms.swap(0, 1);
        }
        arms.push(("else".to_owned(), None));
        self.line("tokio::select! {");
        self.depth += 1;
        self.line("biased;");
        let mut ways = Vec::new();
        for (arm, bound) in arms {
            self.line(format!("{arm} => {{"));
            ways.push(self.way(&before, |g| {
                if let Some((name, ty)) = bound {
                    g.declare(&name, ty, false);
                }
                g.some_statements();
            }));
            self.line("}");
        }
        self.depth -= 1;
        self.line("}");
        self.scope.join(&ways);
        Some(())
    }

    /// `loop { tokio::select! { biased; Some(item) = source.next() => .., else => break } }`
    pub fn select_in_a_loop(&mut self) -> Option<()> {
        self.may_loop()?;
        let (source, item, count) = (self.fresh("source"), self.fresh("item"), self.rng.below(4));
        self.line(format!("let mut {source} = Source::new({count});"));
        let index = self.declare(&source, Type::Source, true);
        self.scope.locals[index].shared = 1;
        let (label, head) = self.loop_label();
        self.line(format!("{head}loop {{"));
        let (next, ty) = if self.rng.chance(50) { ("next", Type::Number) } else { ("next_noisy", Type::Noisy) };
        self.turns(label, None, |g| {
            g.line("tokio::select! {");
            g.depth += 1;
            g.line("biased;");
            g.line(format!("Some({item}) = {source}.{next}() => {{"));
            let before = g.scope.states();
            let way = g.way(&before, |g| {
                g.declare(&item, ty, false);
                g.some_statements();
            });
            g.line("}");
            g.line("else => break,");
            g.depth -= 1;
            g.line("}");
            g.scope.join(&[way]);
        });
        self.line("}");
        self.scope.locals[index].shared = 0;
        Some(())
    }

    /// `let x = futures::select_biased! { k = pinned => .., k = boxed => .. };`
    pub fn select_of_futures(&mut self) -> Option<()> {
        let (a, x, k) = (self.fresh("pinned"), self.fresh("x"), self.fresh("k"));
        let (one, other) = (self.waiting(), self.number(0));
        if one.contains('&')
            || one.starts_with("add_to")
            || one.starts_with("async")
            || one.contains(".touch")
            || one.contains(".bump")
            || one.starts_with("Request")
        {
            self.line(format!("let _ = {one}.await;"));
            return Some(());
        }
        self.line(format!("let mut {a} = std::pin::pin!(futures::FutureExt::fuse({one}));"));
        let handlers = match self.rng.below(3) {
            0 => (k.clone(), format!("{k} + pause_and(1).await")),
            1 => {
                (format!("{{ let _h = noisy(\"handler\", {k}); {k} }}"), format!("fetch(\"handler\", {k}).await.value"))
            }
            _ => (format!("eat(noisy(\"handler\", {k}), 1).await"), k.clone()),
        };
        self.line(format!("let {x} = futures::select_biased! {{"));
        self.line(format!("    {k} = {a} => {},", handlers.0));
        let (pat, output) = match self.rng.below(3) {
            0 => (format!("Noisy {{ value: {k}, .. }}"), "fetch(\"output\", "),
            _ => (k, "number("),
        };
        self.line(format!("    {pat} = futures::FutureExt::fuse(Box::pin({output}{other}))) => {},", handlers.1));
        self.line("};");
        self.declare(&x, Type::Number, false);
        Some(())
    }

    /// `let (a, b) = tokio::try_join!(e, f)?;`
    pub fn try_join(&mut self) -> Option<()> {
        let (a, b, x) = (self.fresh("j"), self.fresh("j"), self.fresh("x"));
        let krate = *self.rng.pick(&["tokio", "futures"]);
        let (one, other) = (self.number(1), self.number(0));
        let join = format!("{krate}::try_join!(attempt({one}), attempt({other}))");
        match self.returns {
            Returns::OrText(_) | Returns::OrFailure(_) if self.on(Question) && self.rng.chance(70) => {
                self.line(format!("let ({a}, {b}) = {join}?;"));
                self.declare(&a, Type::Number, false);
                self.declare(&b, Type::Number, false);
            }
            _ if self.is_shallow() && self.rng.chance(50) => {
                self.line(format!("let Ok(({a}, {b})) = {join} else {{"));
                self.way_out(None, 1);
                self.line("};");
                self.declare(&a, Type::Number, false);
                self.declare(&b, Type::Number, false);
            }
            _ => {
                self.line(format!("let {x} = {join}.map_or(7, |({a}, {b})| {a} + {b});"));
                self.declare(&x, Type::Number, false);
            }
        }
        Some(())
    }
}
