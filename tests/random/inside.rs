//! Temporaries inside of constructs that are operands, and conditions that take a local apart.

use crate::{features::Feature::*, generator::Generator, scope::Type};

impl Generator {
    /// A number, without an await, from a temporary that lives longer than what it stands in.
    pub fn number_from_inside(&mut self, small: &str) -> String {
        let label = self.fresh("inside");
        let inner = if self.on(LocalsInTails) { self.number(0) } else { "n".to_owned() };
        let temporary = format!("noisy({label:?}, {inner})");
        match self.rng.below(10) {
            0 => format!("[{small}, 1u64, 2][({temporary}.get() % 3) as usize]"),
            1 => format!("({temporary}.get()..9).start"),
            2 => format!("[{temporary}.get(); 2][1]"),
            3 => format!("(match {temporary}.get() {{ 0 => {small}, k => k }})"),
            4 => format!("(match {temporary} {{ Noisy {{ value: 0, .. }} => {small}, ref k => k.get() }})"),
            5 => format!("(match {temporary}.add({small}) {{ k if k.is_even() => k.get(), k => k.value }})"),
            6 => format!("(match maybe_two({inner}) {{ Some((k, _)) => k.get(), None => {small} }})"),
            7 => format!("u64::from(matches!({temporary}, k if k.is_even()))"),
            8 => format!("(if let Some((_, k)) = maybe_two({inner}) {{ k.get() }} else {{ n }})"),
            _ => format!("(if let 0 | 2 = {temporary}.get() {{ {small} }} else {{ n }})"),
        }
    }

    /// Takes a part out of a local by the condition of an `if`, perhaps inside of another one.
    pub fn if_let_parts(&mut self) -> Option<()> {
        self.is_shallow().then_some(())?;
        let (pair, part, value) = (self.fresh("pair"), self.fresh("p"), self.number(1));
        self.line(format!("let {pair} = maybe_two({value});"));
        self.statements(1);
        let outer = self.rng.chance(40).then(|| self.flag(1));
        if let Some(condition) = &outer {
            self.line(format!("if {condition} {{"));
        }
        let patterns = ["Some(({}, _))", "Some((_, mut {}))", "Some(({}, ref _other))", "Some((ref _other, {}))"];
        let pattern = self.rng.pick(&patterns).replace("{}", &part);
        let chain = if self.on(LetChains) && self.rng.chance(30) {
            format!(" && n != {}", self.rng.below(3))
        } else {
            String::new()
        };
        let before = self.scope.states();
        self.line(format!("if let {pattern} = {pair}{chain} {{"));
        let mutable = pattern.contains("mut");
        let mut ways = vec![self.way(&before, |g| {
            g.declare(&part, Type::Noisy, mutable);
            g.some_statements();
        })];
        if self.rng.chance(50) {
            self.line("} else {");
            ways.push(self.way(&before, Self::some_statements));
        } else {
            ways.push(before.clone());
        }
        self.line("}");
        if outer.is_some() {
            ways.push(before);
            self.line("}");
        }
        self.scope.join(&ways);
        Some(())
    }
}
