//! Expressions: plain ones, and awaits at the head of a chain.

use crate::{
    features::Feature,
    generator::{Generator, Returns},
    scope::{State, Type},
};

impl Generator {
    /// A number, without an await.
    pub fn number(&mut self, depth: usize) -> String {
        let small = format!("{}u64", self.rng.below(4));
        if depth == 0 {
            return self.number_of_a_local().unwrap_or(small);
        }
        match self.rng.below(15) {
            0 => small,
            13 if self.on(Feature::TemporariesInside) => self.number_from_inside(&small),
            1..=4 => self.number_of_a_local().unwrap_or_else(|| "n".to_owned()),
            5 | 6 => {
                let (a, b) = (self.number(depth - 1), self.number(depth - 1));
                format!("({a} + {b}) % 97")
            }
            7 => {
                let (name, inner) = (self.fresh("c"), self.number(depth - 1));
                format!("call({name:?}, {inner})")
            }
            8 => self.take(Type::Noisy).map_or(small, |name| format!("consume({name})")),
            9 => {
                let flag = self.flag(depth - 1);
                format!("u64::from({flag})")
            }
            10 => {
                let condition = self.flag(depth - 1);
                let (a, b) = self.keeping(|g| (g.number(depth - 1), g.number(depth - 1)));
                format!("(if {condition} {{ {a} }} else {{ {b} }})")
            }
            11 if self.on(Feature::Macros) => match self.find(|_, local| local.is_readable() && is_shown(local.ty)) {
                Some(local) => format!("(format!(\"{{{}:?}}\").len() as u64)", self.local(local).name),
                None => "(vec![1, 2].len() as u64)".to_owned(),
            },
            12 if self.on(Feature::Blocks) => {
                let (name, inner) = (self.fresh("t"), self.number(depth - 1));
                format!("({{ let {name} = noisy({name:?}, {inner}); {name}.get() }})")
            }
            _ => {
                let inner = self.number(depth - 1);
                format!("({inner}).saturating_sub({small})")
            }
        }
    }

    fn number_of_a_local(&mut self) -> Option<String> {
        let reads = |ty| !matches!(ty, Type::Unit | Type::Source | Type::Lock | Type::Waiting);
        let local = self.find(|_, local| local.is_readable() && reads(local.ty))?;
        let (name, ty) = (self.local(local).name.clone(), self.local(local).ty);
        Some(match ty {
            Type::Number => name,
            Type::Flag => format!("u64::from({name})"),
            Type::Numbers => format!("({name}[0] + {name}.len() as u64)"),
            Type::Maybe => format!("{name}.as_ref().map_or(1, |it| it.value)"),
            Type::List => format!("{name}[{}].get()", self.rng.below(2)),
            Type::Guard => format!("*{name}"),
            Type::Function => format!("{name}()"),
            _ if self.rng.chance(50) => format!("{name}.value"),
            _ => format!("{name}.get()"),
        })
    }

    /// A condition, without an await.
    pub fn flag(&mut self, depth: usize) -> String {
        let inner = self.number(depth.min(1));
        match self.rng.below(7) {
            0 => format!("{inner} % 2 == 0"),
            1 => format!("({inner}) < 2"),
            2 => format!("test(\"t\", {inner} != 1)"),
            3 if self.on(Feature::Macros) => format!("matches!({inner}, 0 | 3)"),
            4 if depth > 0 => {
                let other = self.keeping(|g| g.flag(depth - 1));
                format!("{inner} > 0 && {other}")
            }
            5 => match self.find(|_, local| local.is_readable() && local.ty == Type::Flag) {
                Some(local) => format!("!{}", self.local(local).name),
                None => format!("!({inner} == 1)"),
            },
            _ => format!("({inner}) % 3 == {}", self.rng.below(3)),
        }
    }

    /// A plain value of a type.
    pub fn plain(&mut self, ty: Type, label: &str) -> String {
        match ty {
            Type::Unit => "()".to_owned(),
            Type::Number => self.number(2),
            Type::Flag => self.flag(1),
            Type::Maybe => match self.rng.below(4) {
                0 => "None".to_owned(),
                1 => self.take(Type::Maybe).unwrap_or_else(|| "None".to_owned()),
                _ => format!("Some({})", self.plain(Type::Noisy, label)),
            },
            Type::List => format!("[{}, {}]", self.plain(Type::Noisy, label), self.plain(Type::Noisy, label)),
            _ => match self.rng.below(5) {
                0 => self.take(Type::Noisy),
                1 => self.take(Type::Noisy).map(|name| format!("{name}.into_renamed({label:?})")),
                _ => None,
            }
            .unwrap_or_else(|| format!("noisy({label:?}, {})", self.number(1))),
        }
    }

    /// Something that can be awaited for a number.
    pub fn waiting(&mut self) -> String {
        let polls = self.rng.below(3);
        match self.rng.below(11) {
            0 | 1 => format!("number({})", self.number(1)),
            2 if self.on(Feature::IntoFutures) => {
                format!("Request::new(\"request\", {}).polls({polls})", self.number(1))
            }
            3 if self.on(Feature::FutureLocals) => {
                self.take(Type::Waiting).unwrap_or_else(|| format!("number({polls})"))
            }
            4 if self.on(Feature::Temporaries) => match self.rng.below(3) {
                0 => format!("read_from(&noisy(\"temporary\", {}), {polls})", self.number(1)),
                1 => format!("add_to(&mut noisy(\"temporary\", {}), 1, {polls})", self.number(1)),
                _ => format!("noisy(\"temporary\", {}).touch()", self.number(1)),
            },
            5 => match self.take(Type::Noisy) {
                Some(name) if self.rng.chance(50) => format!("eat({name}, {polls})"),
                Some(name) => format!("{name}.into_finished()"),
                None => format!("later(\"leaf\", {polls}, {})", self.number(1)),
            },
            6 if self.on(Feature::AsyncBlocks) => {
                let inner = self.keeping(|g| g.number(1));
                format!("async {{ pause({polls}).await; {inner} }}")
            }
            7 | 8 => self.borrowing().unwrap_or_else(|| format!("number({})", polls + 1)),
            _ => format!("later(\"leaf\", {polls}, {})", self.number(1)),
        }
    }

    /// A future that borrows a local.
    fn borrowing(&mut self) -> Option<String> {
        let is_noisy = |ty| matches!(ty, Type::Noisy | Type::Shared | Type::Unique);
        let polls = self.rng.below(3);
        if self.rng.chance(50) {
            let local = self.find(|_, local| is_noisy(local.ty) && local.ty != Type::Shared && local.is_writable())?;
            let (name, ty) = (self.local(local).name.clone(), self.local(local).ty);
            self.scope.locals[local].unique = true;
            let inner = self.number(1);
            self.scope.locals[local].unique = false;
            return Some(match (self.rng.below(2), ty) {
                (0, _) => format!("{name}.bump({inner})"),
                (_, Type::Unique) => format!("add_to({name}, {inner}, {polls})"),
                _ => format!("add_to(&mut {name}, {inner}, {polls})"),
            });
        }
        let local = self.find(|_, local| is_noisy(local.ty) && local.is_readable())?;
        let name = &self.local(local).name;
        Some(if polls == 0 { format!("{name}.touch()") } else { format!("read_from(&{name}, {polls})") })
    }

    /// A number that comes from an await at the head.
    pub fn awaited_number(&mut self) -> String {
        if self.on(Feature::Positions) && self.rng.chance(25) {
            return self.number_from_a_position();
        }
        if self.on(Feature::Operands) && self.rng.chance(15) {
            return if self.rng.chance(50) {
                self.number_beside_a_closure()
            } else {
                self.number_from_questions().unwrap_or_else(|| self.number(1))
            };
        }
        match self.rng.below(13) {
            10 if self.on(Feature::MacroAwaits) => self.number_from_a_macro(),
            0 => format!("lookup({}).await.unwrap_or(5)", self.number(1)),
            1 => format!("fetch(\"head\", {}).await.value", self.number(1)),
            2 => format!("fetch(\"head\", {}).await.add(1).get()", self.number(1)),
            3 => format!("(flag({}).await as u64)", self.flag(1)),
            4 => format!("fetch(\"head\", {}).await.into_value()", self.number(1)),
            5 => {
                let (head, rest) = (self.waiting(), self.number(1));
                format!("({head}.await + {rest}) % 97")
            }
            6 if self.on(Feature::BothOperands) => {
                let (head, rest) = (self.waiting(), self.waiting());
                format!("({head}.await + {rest}.await) % 97")
            }
            7 if self.on(Feature::BothOperands) => {
                let (first, second) = (self.number(1), self.waiting());
                format!("(call(\"first\", {first}) + {second}.await) % 97")
            }
            8 | 9 => self.questioned(Type::Number).unwrap_or_else(|| format!("{}.await", self.waiting())),
            _ => format!("{}.await", self.waiting()),
        }
    }

    /// `e.await?`, where the function's return type allows it.
    pub fn questioned(&mut self, ty: Type) -> Option<String> {
        if !self.on(Feature::Question) {
            return None;
        }
        let input = match self.returns {
            Returns::Plain(_) => return None,
            _ => self.number(1),
        };
        Some(match (self.returns, ty) {
            (Returns::Optional(_), Type::Number) => format!("lookup({input}).await?"),
            (Returns::Optional(_), _) => format!("lookup_noisy(\"found\", {input}).await?"),
            (Returns::OrFailure(_), Type::Number) if self.rng.chance(30) => {
                format!("attempt_noisy(\"got\", {input}).await?.value")
            }
            (_, Type::Number) => format!("attempt({input}).await?"),
            (Returns::OrFailure(_), _) => format!("attempt_noisy(\"got\", {input}).await?"),
            (_, _) => format!("noisy(\"got\", attempt({input}).await?)"),
        })
    }

    /// A value of a type that comes from an await.
    pub fn awaited(&mut self, ty: Type, label: &str) -> String {
        match ty {
            Type::Unit => format!("pause({}).await", self.rng.below(3)),
            Type::Number => self.awaited_number(),
            Type::Flag => self.awaited_flag(),
            Type::Maybe => format!("lookup_noisy({label:?}, {}).await", self.number(1)),
            Type::List => format!("now({}).await", self.plain(Type::List, label)),
            _ => match self.rng.below(4) {
                0 => self.questioned(Type::Noisy),
                1 => self.take(Type::Noisy).map(|name| format!("now({name}).await")),
                2 => Some(format!("fetch({label:?}, {}).await.into_renamed({label:?})", self.number(1))),
                _ => None,
            }
            .unwrap_or_else(|| format!("fetch({label:?}, {}).await", self.number(1))),
        }
    }

    pub fn awaited_flag(&mut self) -> String {
        match self.rng.below(6) {
            4 if self.on(Feature::MacroAwaits) => self.flag_from_a_macro(),
            0 => format!("!flag({}).await", self.flag(1)),
            1 => format!("{}.await % 2 == 0", self.waiting()),
            2 => format!("lookup({}).await.is_some()", self.number(1)),
            3 if self.on(Feature::ShortCircuit) => {
                let first = self.flag(0);
                let second = self.keeping(Self::waiting);
                format!("{first} && {second}.await > 0")
            }
            _ => format!("flag({}).await", self.flag(1)),
        }
    }

    /// A condition in the head of `if` or `while`.
    pub fn condition(&mut self) -> String {
        if self.on(Feature::ConditionAwaits) && self.rng.chance(40) { self.awaited_flag() } else { self.flag(1) }
    }

    /// Borrows for as long as `make` takes.
    pub fn while_borrowed<T>(&mut self, local: usize, unique: bool, make: impl FnOnce(&mut Self) -> T) -> T {
        self.scope.locals[local].shared += 1;
        self.scope.locals[local].unique = unique;
        let made = make(self);
        self.scope.locals[local].shared -= 1;
        self.scope.locals[local].unique = false;
        debug_assert_ne!(self.local(local).state, State::Moved, "given away while borrowed");
        made
    }
}

fn is_shown(ty: Type) -> bool {
    matches!(ty, Type::Number | Type::Flag | Type::Noisy | Type::Maybe | Type::List | Type::Shared | Type::Unique)
}
