//! What people do with options, results, lists and boxed futures all day.

use crate::{
    features::Feature::*,
    generator::{Generator, Returns},
    scope::Type,
};

impl Generator {
    /// `o.as_mut().unwrap().bump(1).await`, `o.take()`, `o.insert(e.await)`, `o = o.map(..)`
    pub fn option(&mut self) -> Option<()> {
        let local = self.find(|scope, local| local.ty == Type::Maybe && local.is_writable() && scope.keep == 0)?;
        let (name, x) = (self.local(local).name.clone(), self.fresh("x"));
        self.scope.locals[local].unique = true;
        let number = self.keeping(|g| g.number(0));
        self.scope.locals[local].unique = false;
        let movable = self.scope.is_movable(self.local(local));
        let line = match self.rng.below(10) {
            0 => format!("if let Some({x}) = {name}.as_mut() {{ {x}.bump({number}).await; }}"),
            1 => format!("{name}.get_or_insert_with(|| noisy(\"inserted\", {number})).touch().await;"),
            2 => format!("{name}.insert(fetch(\"inserted\", {number}).await).bump(1).await;"),
            3 => format!("if let Some({x}) = {name}.take() {{ eat({x}, 1).await; }}"),
            4 if movable => format!("{name} = {name}.map(|{x}| {x}.into_renamed(\"mapped\"));"),
            5 => format!("drop(std::mem::replace(&mut {name}, lookup_noisy(\"replaced\", {number}).await));"),
            6 => format!("call(\"value\", {name}.take().map_or(1, |{x}| {x}.into_value()));"),
            7 => format!("while let Some({x}) = {name}.take() {{ pause(1).await; consume({x}); }}"),
            8 => format!("{name} = lookup_noisy(\"again\", {name}.as_ref().map_or(1, |{x}| {x}.value)).await;"),
            _ => format!("if let Some(ref {x}) = {name} {{ {x}.touch().await; }}"),
        };
        self.line(line);
        Some(())
    }

    /// `match e.await { Ok(it) => it, Err(failure) => failure.witness }`
    pub fn result(&mut self) -> Option<()> {
        let (it, why, number) = (self.fresh("it"), self.fresh("why"), self.number(1));
        let value = format!("attempt_noisy(\"tried\", {number}).await");
        match self.rng.below(6) {
            0 => self.line(format!("let {it} = match {value} {{ Ok({it}) => {it}, Err({why}) => {why}.witness }};")),
            1 => self.line(format!(
                "let {it} = match {value} {{ Ok({it}) => now({it}).await, Err(Failure {{ witness, .. }}) => witness }};"
            )),
            2 => self.line(format!("let {it} = {value}.unwrap_or_else(|{why}| {why}.witness);")),
            3 if self.returns == Returns::OrText(Type::Number) => {
                self.line(format!("let {it} = {value}.map_err(|{why}| {why}.why)?;"));
            }
            4 => {
                self.line(format!("if let Err(ref {why}) = {value} {{ {why}.witness.touch().await; }};"));
                return Some(());
            }
            _ => {
                self.line(format!("let Ok({it}) = {value} else {{"));
                self.way_out(None, 1);
                self.line("};");
            }
        }
        self.declare(&it, Type::Noisy, false);
        Some(())
    }

    /// `a = now(a).await;`, `a.add(number(a.value).await)`
    pub fn itself(&mut self) -> Option<()> {
        let local = self
            .find(|scope, local| local.ty == Type::Noisy && local.is_writable() && local.mutable && scope.keep == 0)?;
        let name = self.local(local).name.clone();
        // It may have moved when the number is evaluated.
        self.scope.locals[local].unique = true;
        let number = self.keeping(|g| g.number(0));
        self.scope.locals[local].unique = false;
        let line = match self.rng.below(6) {
            0 => format!("{name} = now({name}).await;"),
            1 => format!("{name} = {name}.into_renamed(\"again\");"),
            2 => format!("{name}.add({name}.get());"),
            3 => format!("{name}.add(number({name}.value % 5).await).add(1);"),
            4 => format!("{name}.value = {name}.touch().await + {number};"),
            _ => format!("{name} = noisy(\"sum\", eat({name}, 1).await + {number});"),
        };
        self.line(line);
        Some(())
    }

    /// `let _ = a;`, `let (_, b) = (e.await, f);`, `match a { _ => .. }`
    pub fn wild(&mut self) -> Option<()> {
        let local = self.find(|_, local| local.ty == Type::Noisy && local.is_readable())?;
        let (name, x, number) = (self.local(local).name.clone(), self.fresh("x"), self.keeping(|g| g.number(0)));
        match self.rng.below(6) {
            0 => self.line(format!("let _ = {name};")),
            1 => self.line(format!("match {name} {{ _ => pause(1).await }};")),
            2 => self.line(format!("let _ = &{name};")),
            3 => {
                self.line(format!("let (_, {x}) = (fetch(\"left out\", {number}).await, noisy(\"kept\", {number}));"));
                self.declare(&x, Type::Noisy, false);
            }
            4 => self.line(format!("let _ = &fetch(\"extended\", {number}).await;")),
            _ => self.line(format!("let _ = fetch(\"field\", {number}).await.value;")),
        }
        Some(())
    }

    /// `while let Some(x) = v.pop() { .. }`, `for x in v { .. }`
    pub fn list_of_many(&mut self) -> Option<()> {
        self.may_loop()?;
        let (list, item, number) = (self.fresh("v"), self.fresh("item"), self.number(0));
        let second = self.awaited(Type::Noisy, "second");
        self.line(format!("let mut {list} = vec![noisy(\"first\", {number}), {second}];"));
        self.statements(1);
        let (label, head) = self.loop_label();
        let (made, ty) = match self.rng.below(6) {
            0 => (format!("while let Some(mut {item}) = {list}.pop() {{"), Type::Noisy),
            1 => (format!("for {item} in {list} {{"), Type::Noisy),
            2 => (format!("for {item} in &{list} {{"), Type::Shared),
            3 => (format!("for {item} in {list}.iter_mut().rev() {{"), Type::Unique),
            4 => (format!("for {item} in {list}.drain(1..) {{"), Type::Noisy),
            _ => (format!("while let Some({item}) = {list}.pop() && {item}.touch().await < 9 {{"), Type::Noisy),
        };
        let made = if made.contains("&&") && !self.on(LetChains) { format!("for {item} in {list} {{") } else { made };
        self.line(format!("{head}{made}"));
        self.turns(label, None, |g| {
            let index = g.declare(&item, ty, false);
            g.scope.locals[index].shadowable = false;
        });
        self.line("}");
        Some(())
    }

    /// `let w: Pin<Box<dyn Future<Output = u64>>> = Box::pin(e);`
    pub fn boxed_future(&mut self) -> Option<()> {
        let (w, taken) = (self.fresh("w"), self.take(Type::Noisy));
        let future = match taken {
            Some(taken) => format!("async move {{ let _t = noisy(\"t\", 1); {taken}.touch().await }}"),
            None => format!("number({})", self.number(1)),
        };
        let dynamic = "std::pin::Pin<Box<dyn std::future::Future<Output = u64>>>";
        match self.rng.below(3) {
            0 => self.line(format!("let {w}: {dynamic} = Box::pin({future});")),
            1 => self.line(format!("let mut {w} = std::pin::pin!({future});")),
            _ => self.line(format!("let {w} = Box::pin({future});")),
        }
        self.statements(1);
        if self.rng.chance(70) {
            let x = self.fresh("x");
            self.line(format!("let {x} = {w}.await;"));
            self.declare(&x, Type::Number, false);
        }
        Some(())
    }

    /// `let x = two(a, match e.await { Some(k) => k, None => return .. });`
    pub fn leaves_an_operand(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let (x, k, first) = (self.fresh("x"), self.fresh("k"), self.plain(Type::Noisy, "before"));
        let number = self.number(0);
        let matched = if self.rng.chance(60) {
            format!("match lookup_noisy(\"chosen\", {number}).await {{ Some({k}) => {k}, None => {{")
        } else {
            format!("match maybe_two({number}) {{ Some(({k}, _)) => {k}, None => {{")
        };
        let (before, behind, ty) = match self.rng.below(5) {
            0 => (format!("two({first}, "), ")", Type::Number),
            1 => (format!("consume({first}) + two(noisy(\"between\", 1), "), ")", Type::Number),
            2 => (format!("[{first}, "), "]", Type::List),
            3 => (format!("Some({first}).into_iter().chain(Some("), ")).last().unwrap()", Type::Noisy),
            _ => (format!("eat({first}, 1).await + consume("), ")", Type::Number),
        };
        self.line(format!("let {x} = {before}{matched}"));
        self.way_out(None, 1);
        self.line(format!("}} }}{behind};"));
        self.declare(&x, ty, false);
        Some(())
    }

    /// `match a { x if x.is_even() => .., x => .. }`, `match (a, e.await) { (x, 0) => .., (x, _) => .. }`
    pub fn match_whole(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let (taken, x) = (self.take(Type::Noisy)?, self.fresh("y"));
        let waiting = self.keeping(Self::waiting);
        let pair = self.rng.chance(40);
        let scrutinee = if pair { format!("({taken}, {waiting}.await)") } else { taken };
        let guards: Vec<String> = (0..1 + self.rng.below(3))
            .map(|_| match self.rng.below(5) {
                0 if self.on(GuardAwaits) => format!("{x}.touch().await % 2 == 0"),
                1 if self.on(LetGuards) => format!("let Some(_z) = Some(noisy(\"z\", {x}.value))"),
                2 if self.on(LetGuards) => format!("let Some(_z) = lookup_noisy(\"z\", {x}.value).await"),
                3 => self.keeping(|g| g.flag(1)),
                _ => format!("{x}.is_even()"),
            })
            .collect();
        self.line(format!("match {scrutinee} {{"));
        let before = self.scope.states();
        let mut ways = Vec::new();
        self.depth += 1;
        for guard in guards.iter().map(Some).chain([None]) {
            let guard = guard.map_or(String::new(), |guard| format!(" if {guard}"));
            let pattern = match (pair, self.rng.below(3)) {
                (false, _) => x.clone(),
                (true, 0) if !guard.is_empty() => format!("({x}, 0 | 2)"),
                (true, _) => format!("({x}, _)"),
            };
            self.line(format!("{pattern}{guard} => {{"));
            ways.push(self.way(&before, |g| {
                g.declare(&x, Type::Noisy, false);
                g.some_statements();
            }));
            self.line("}");
        }
        self.depth -= 1;
        self.line("};");
        self.scope.join(&ways);
        Some(())
    }

    /// Declared first, and given a value where a loop is left.
    pub fn set_on_the_way_out(&mut self) -> Option<()> {
        self.may_loop()?;
        let (name, counter) = (self.fresh("e"), self.counter());
        let value = self
            .keeping(|g| if g.rng.chance(60) { g.awaited(Type::Noisy, "set") } else { g.plain(Type::Noisy, "set") });
        self.line(format!("let mut {name};"));
        self.line("loop {");
        let (limit, fence) = (1 + self.rng.below(2), self.scope.fence);
        self.turns(None, None, |g| {
            g.line(format!("if {counter} == {limit} {{"));
            g.line(format!("    {name} = {value};"));
            g.line("    break;");
            g.line("}");
            g.line(format!("{counter} += 1;"));
            // Nothing else may leave the loop without the value.
            g.scope.fence = g.scope.frames.len();
        });
        self.scope.fence = fence;
        self.line("}");
        self.declare(&name, Type::Noisy, true);
        Some(())
    }
}
