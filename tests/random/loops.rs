//! Loops: none turns more than three times.

use crate::{
    features::Feature::*,
    generator::Generator,
    scope::{Frame, State, Type},
};

impl Generator {
    pub fn may_loop(&self) -> Option<()> {
        (self.is_shallow() && self.scope.loops < 2).then_some(())
    }

    /// A label, and how the head writes it.
    pub fn loop_label(&mut self) -> (Option<String>, String) {
        if !self.on(Labels) || self.rng.chance(50) {
            return (None, String::new());
        }
        let label = self.fresh("'l");
        (Some(label.clone()), format!("{label}: "))
    }

    /// The body of a loop whose head was written. `first` begins each turn.
    pub fn turns(&mut self, label: Option<String>, value: Option<Type>, first: impl FnOnce(&mut Self)) {
        let before = self.scope.states();
        let (loops, floor) = (self.scope.loops, self.scope.floor);
        let outer = self.scope.locals.len();
        self.scope.frames.push(Frame { label, is_loop: true, value, loops, floor, outer, exits: Vec::new() });
        self.scope.loops += 1;
        self.scope.floor = self.scope.loops;
        self.nested(|g| {
            first(g);
            let count = 1 + g.rng.below(3);
            g.statements(count);
        });
        (self.scope.loops, self.scope.floor) = (loops, floor);
        let mut ways = self.scope.frames.pop().map_or(Vec::new(), |frame| frame.exits);
        ways.extend([before, self.scope.states()]);
        self.scope.join(&ways);
    }

    /// A counter, which nobody else writes.
    pub fn counter(&mut self) -> String {
        let name = self.fresh("i");
        self.line(format!("let mut {name} = 0u64;"));
        let index = self.declare(&name, Type::Number, false);
        self.scope.locals[index].shadowable = false;
        name
    }

    pub fn while_loop(&mut self) -> Option<()> {
        self.may_loop()?;
        let (counter, limit) = (self.counter(), 1 + self.rng.below(2));
        let (label, head) = self.loop_label();
        let condition = match self.rng.below(3) {
            0 if self.on(ConditionAwaits) => format!("flag({counter} < {limit}).await"),
            1 if self.on(ConditionAwaits) => format!("number({counter}).await < {limit}"),
            _ => {
                let more = self.keeping(|g| g.flag(1));
                format!("{counter} < {limit} && ({more} || {counter} == 0)")
            }
        };
        self.line(format!("{head}while {condition} {{"));
        self.turns(label, None, |g| g.line(format!("{counter} += 1;")));
        self.line("}");
        Some(())
    }

    pub fn while_let(&mut self) -> Option<()> {
        self.may_loop()?;
        let (source, item, count) = (self.fresh("source"), self.fresh("item"), self.rng.below(4));
        self.line(format!("let mut {source} = Source::new({count});"));
        let index = self.declare(&source, Type::Source, true);
        self.scope.locals[index].shared = 1;
        let (label, head) = self.loop_label();
        let (next, ty) = if self.rng.chance(50) { ("next", Type::Number) } else { ("next_noisy", Type::Noisy) };
        let chain = match self.rng.below(4) {
            0 if self.on(LetChains) => format!(" && test(\"chain\", {source}_turns != 2)"),
            1 if self.on(LetChains) && self.on(ConditionAwaits) => format!(" && flag({source}_turns != 2).await"),
            _ => String::new(),
        };
        if !chain.is_empty() {
            self.line(format!("let {source}_turns = n % 3;"));
        }
        self.line(format!("{head}while let Some({item}) = {source}.{next}().await{chain} {{"));
        self.turns(label, None, |g| {
            g.declare(&item, ty, false);
        });
        self.line("}");
        self.scope.locals[index].shared = 0;
        Some(())
    }

    /// `if i == 2 { break; } i += 1;`, which ends a `loop` for certain.
    fn turn_limit(&mut self, counter: &str, value: Option<Type>) {
        let limit = 1 + self.rng.below(2);
        match value {
            None => self.line(format!("if {counter} == {limit} {{ break; }}")),
            Some(ty) => {
                let value = self.keeping(|g| g.plain(ty, "limit"));
                self.line(format!("if {counter} == {limit} {{ break {value}; }}"));
            }
        }
        self.line(format!("{counter} += 1;"));
    }

    pub fn plain_loop(&mut self) -> Option<()> {
        self.may_loop()?;
        let counter = self.counter();
        let (label, head) = self.loop_label();
        self.line(format!("{head}loop {{"));
        self.turns(label, None, |g| g.turn_limit(&counter, None));
        self.line("}");
        Some(())
    }

    pub fn loop_with_value(&mut self) -> Option<()> {
        self.may_loop()?;
        let (counter, name) = (self.counter(), self.fresh("x"));
        let ty = *self.rng.pick(&[Type::Number, Type::Noisy]);
        let (label, head) = self.loop_label();
        self.line(format!("let {name} = {head}loop {{"));
        self.turns(label, Some(ty), |g| g.turn_limit(&counter, Some(ty)));
        self.line("};");
        self.declare(&name, ty, false);
        Some(())
    }

    pub fn for_range(&mut self) -> Option<()> {
        self.may_loop()?;
        let (item, from) = (self.fresh("i"), self.rng.below(2));
        let (label, head) = self.loop_label();
        let range = match self.rng.below(4) {
            0 => format!("{from}u64..=2"),
            1 => "0..n % 3".to_owned(),
            2 => "(0..3u64).rev().skip(1)".to_owned(),
            _ => format!("{from}u64..3"),
        };
        self.line(format!("{head}for {item} in {range} {{"));
        self.turns(label, None, |g| {
            let index = g.declare(&item, Type::Number, false);
            g.scope.locals[index].shadowable = false;
        });
        self.line("}");
        Some(())
    }

    pub fn for_list(&mut self) -> Option<()> {
        self.may_loop()?;
        let item = self.fresh("item");
        let (label, head) = self.loop_label();
        let Some(list) = self.find(|_, local| local.ty == Type::List && local.is_readable()) else {
            let list = self.plain(Type::List, "listed");
            self.line(format!("{head}for {item} in {list} {{"));
            self.for_each(label, &item, Type::Noisy);
            return Some(());
        };
        let name = self.local(list).name.clone();
        let movable = self.scope.is_movable(self.local(list));
        match self.rng.below(3) {
            0 if movable => {
                self.scope.locals[list].state = State::Moved;
                self.line(format!("{head}for {item} in {name} {{"));
                self.for_each(label, &item, Type::Noisy);
            }
            1 if self.local(list).is_writable() => {
                self.line(format!("{head}for {item} in {name}.iter_mut() {{"));
                self.while_borrowed(list, true, |g| g.for_each(label, &item, Type::Unique));
            }
            _ => {
                self.line(format!("{head}for {item} in &{name} {{"));
                self.while_borrowed(list, false, |g| g.for_each(label, &item, Type::Shared));
            }
        }
        Some(())
    }

    fn for_each(&mut self, label: Option<String>, item: &str, ty: Type) {
        self.turns(label, None, |g| {
            g.declare(item, ty, false);
        });
        self.line("}");
    }
}
