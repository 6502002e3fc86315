//! Blocks and branches: the states of the locals are followed on every way.

use crate::{
    features::Feature::*,
    generator::Generator,
    scope::{Frame, State, Type},
};

impl Generator {
    /// One of several ways from the same place: makes it, and says how it leaves the locals.
    pub fn way(&mut self, from: &[State], make: impl FnOnce(&mut Self)) -> Vec<State> {
        self.scope.restore(from);
        let floor = self.scope.floor;
        if !self.on(BranchMoves) {
            self.scope.floor = usize::MAX;
        }
        self.nested(make);
        self.scope.floor = floor;
        self.scope.states()
    }

    pub fn some_statements(&mut self) {
        let count = 1 + self.rng.below(3);
        self.statements(count);
    }

    /// May more blocks stand in this one?
    pub fn is_shallow(&self) -> bool {
        self.depth < 5 && self.scope.loops < 3 && self.budget > 0
    }

    pub fn if_statement(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let mut condition = self.condition();
        let (mut ways, mut before, mut lead) = (Vec::new(), self.scope.states(), "if");
        loop {
            self.line(format!("{lead} {condition} {{"));
            ways.push(self.way(&before, Self::some_statements));
            self.scope.restore(&before);
            if !self.rng.chance(30) {
                break;
            }
            condition = self.condition();
            before = self.scope.states();
            lead = "} else if";
        }
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

    /// `Some(..)` of something: a scrutinee, and the type of what is inside.
    fn scrutinee(&mut self) -> String {
        let taken = self.find(|_, local| local.ty == Type::Maybe && local.is_writable());
        match (self.rng.below(4), taken) {
            (0, Some(local)) => format!("{}.take()", self.local(local).name),
            (1, _) => self.take(Type::Maybe).unwrap_or_else(|| "Some(noisy(\"some\", n))".to_owned()),
            _ => self.awaited(Type::Maybe, "found"),
        }
    }

    pub fn if_let(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let (scrutinee, name) = (self.scrutinee(), self.fresh("s"));
        let mut chain = String::new();
        if self.on(LetChains) && self.rng.chance(40) {
            chain = format!(" && {name}.is_even()");
        }
        let before = self.scope.states();
        self.line(format!("if let Some({name}) = {scrutinee}{chain} {{"));
        let bound = name.clone();
        let mut ways = vec![self.way(&before, |g| {
            g.declare(&bound, Type::Noisy, false);
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

    pub fn match_number(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let scrutinee = if self.on(ConditionAwaits) { format!("{}.await", self.waiting()) } else { self.number(1) };
        self.line(format!("match {scrutinee} {{"));
        let before = self.scope.states();
        let (mut ways, arms) = (Vec::new(), 1 + self.rng.below(3));
        for arm in 0..arms {
            let name = self.fresh("k");
            self.scope.restore(&before);
            let pattern = self.pattern(arm, &name);
            self.depth += 1;
            self.line(format!("{pattern} => {{"));
            if self.rng.chance(20) {
                self.way_out(Some((&name, Type::Number)), 2);
            } else {
                ways.push(self.way(&before, |g| {
                    g.declare(&name, Type::Number, false);
                    g.some_statements();
                }));
            }
            self.line("}");
            self.depth -= 1;
        }
        self.depth += 1;
        if self.rng.chance(40) {
            self.line("_ => {}");
            ways.push(before);
        } else {
            self.line("_ => {");
            ways.push(self.way(&before, Self::some_statements));
            self.line("}");
        }
        self.depth -= 1;
        self.line("}");
        self.scope.join(&ways);
        Some(())
    }

    fn pattern(&mut self, arm: usize, name: &str) -> String {
        if self.on(MatchGuards) && self.rng.chance(40) {
            if self.on(GuardAwaits) && self.rng.chance(40) {
                return format!("{name} if number({name} % 5).await > {arm}");
            }
            let guard = self.keeping(|g| g.flag(1));
            return format!("{name} if {guard}");
        }
        match self.rng.below(3) {
            0 => format!("{name} @ {arm}"),
            1 => format!("{name} @ ({arm} | 5)"),
            _ => format!("{name} @ {arm}..={}", arm + 1),
        }
    }

    pub fn match_maybe(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let (scrutinee, name) = (self.scrutinee(), self.fresh("s"));
        self.line(format!("match {scrutinee} {{"));
        let before = self.scope.states();
        let mut ways = Vec::new();
        self.depth += 1;
        if self.on(MatchGuards) && self.rng.chance(50) {
            let awaits = self.on(GuardAwaits) && self.rng.chance(50);
            let guard = if awaits { "touch().await % 2 == 0" } else { "is_even()" };
            self.line(format!("Some({name}) if {name}.{guard} => {{"));
            ways.push(self.way(&before, |g| {
                g.declare(&name, Type::Noisy, false);
                g.some_statements();
            }));
            self.line("}");
        }
        self.line(format!("Some(mut {name}) => {{"));
        ways.push(self.way(&before, |g| {
            g.declare(&name, Type::Noisy, true);
            g.some_statements();
        }));
        self.line("}");
        self.line("None => {");
        if self.rng.chance(30) {
            self.scope.restore(&before);
            self.way_out(None, 2);
        } else {
            ways.push(self.way(&before, Self::some_statements));
        }
        self.line("}");
        self.depth -= 1;
        self.line(self.end_of_match());
        self.scope.join(&ways);
        Some(())
    }

    /// How a `match` ends that is a statement: whether it can be a tail.
    fn end_of_match(&self) -> &'static str {
        if self.on(LocalsInTails) { "}" } else { "};" }
    }

    /// Takes parts of a value or of a local in some arms, and leaves the rest.
    pub fn match_parts(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let name = self.fresh("p");
        let value = (self.plain(Type::Noisy, "left"), self.plain(Type::Noisy, "right"));
        let mut scrutinee = format!("({}, {})", value.0, value.1);
        if self.rng.chance(50) {
            let tuple = self.fresh("tuple");
            self.line(format!("let {tuple} = {scrutinee};"));
            scrutinee = tuple;
        }
        self.line(format!("match {scrutinee} {{"));
        let before = self.scope.states();
        let mut ways = Vec::new();
        self.depth += 1;
        let patterns = ["({}, ..)", "(_, {})", "(ref {}, _)", "(.., mut {})", "({}, ref _other)"];
        for arm in 0..1 + self.rng.below(3) {
            self.scope.restore(&before);
            let pattern = self.rng.pick(&patterns).replace("{}", &name);
            let guard = match self.rng.below(3) {
                0 if self.on(GuardAwaits) => format!("{name}.touch().await % 4 == {arm}"),
                1 => format!("{name}.value % 4 == {arm}"),
                _ => self.keeping(|g| g.flag(0)),
            };
            self.line(format!("{pattern} if {guard} => {{"));
            ways.push(self.way(&before, |g| {
                g.declare(&name, if pattern.contains("ref p") { Type::Shared } else { Type::Noisy }, false);
                g.some_statements();
            }));
            self.line("}");
        }
        let last = *self.rng.pick(&["_", "(_, {})", "({}, ..)", "({}, _other)"]);
        self.line(format!("{} => {{", last.replace("{}", &name)));
        ways.push(self.way(&before, |g| {
            if last != "_" {
                g.declare(&name, Type::Noisy, false);
            }
            g.some_statements();
        }));
        self.line("}");
        self.depth -= 1;
        self.line(self.end_of_match());
        self.scope.join(&ways);
        Some(())
    }

    /// A value, by one line or by branches: `let x = if .. { .. } else { .. };`
    pub fn value(&mut self, prefix: &str, ty: Type, label: &str, suffix: &str) {
        let is_branchy = self.on(ValueBranches) && self.is_shallow() && self.rng.chance(20);
        if !is_branchy {
            let value = if self.rng.chance(60) { self.awaited(ty, label) } else { self.plain(ty, label) };
            // Its label would be that of the `break`.
            let value =
                if prefix.starts_with("break") && value.starts_with('\'') { format!("({value})") } else { value };
            return self.line(format!("{prefix}{value}{suffix}"));
        }
        let condition = self.condition();
        let before = self.scope.states();
        let is_match = self.on(Match) && self.rng.chance(30);
        self.line(if is_match {
            format!("{prefix}match {condition} {{")
        } else {
            format!("{prefix}if {condition} {{")
        });
        let mut ways = Vec::new();
        for (i, arm) in ["true => {", "false => {"].into_iter().enumerate() {
            if is_match {
                self.line(arm);
            } else if i == 1 {
                self.line("} else {");
            }
            ways.push(self.way(&before, |g| {
                let count = g.rng.below(3);
                g.statements(count);
                g.value("", ty, label, "");
            }));
            if is_match {
                self.line("}");
            }
        }
        self.line(format!("}}{suffix}"));
        self.scope.join(&ways);
    }

    pub fn block(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        if self.rng.chance(50) {
            self.line("{");
            self.nested(Self::some_statements);
            self.line("}");
            return Some(());
        }
        let name = self.fresh("x");
        self.line(format!("let {name} = {{"));
        self.nested(|g| {
            g.some_statements();
            g.value("", Type::Number, "block", "");
        });
        self.line("};");
        self.declare(&name, Type::Number, false);
        Some(())
    }

    pub fn labelled_block(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let (label, name) = (self.fresh("'b"), self.fresh("x"));
        let value = self.rng.chance(60).then_some(Type::Noisy);
        let lead = value.map_or(String::new(), |_| format!("let {name} = "));
        self.line(format!("{lead}{label}: {{"));
        self.scope.frames.push(Frame {
            label: Some(label),
            is_loop: false,
            value,
            loops: self.scope.loops,
            floor: self.scope.floor,
            outer: self.scope.locals.len(),
            exits: Vec::new(),
        });
        self.nested(|g| {
            g.some_statements();
            g.exit_sometimes();
            g.some_statements();
            if value.is_some() {
                g.value("", Type::Noisy, &name, "");
            }
        });
        let mut ways = self.scope.frames.pop().map_or(Vec::new(), |frame| frame.exits);
        ways.push(self.scope.states());
        self.scope.join(&ways);
        self.line(if value.is_some() { "};" } else { "}" });
        if value.is_some() {
            self.declare(&name, Type::Noisy, false);
        }
        Some(())
    }
}
