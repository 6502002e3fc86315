//! References that lead elsewhere, once something behind what they led to is awaited.

use crate::{generator::Generator, scope::Type};

/// A reference: how it is declared, its name, and what makes it lead from `a` to `b`.
struct Leader {
    declared: String,
    place: String,
    turn: String,
}

impl Generator {
    /// `let mut r = &a; let k = weigh(r, { r = &b; e.await });`
    pub fn led_elsewhere(&mut self) -> Option<()> {
        let [a, b] = [self.fresh("a"), self.fresh("b")];
        let (first, second, result) = (self.number(1), self.number(0), self.fresh("k"));
        self.line(format!("let {a} = noisy({a:?}, {first});"));
        self.line(format!("let {b} = noisy({b:?}, {second});"));
        let Leader { declared, place, turn } = self.leader(&a, &b);
        self.line(declared);
        for _ in 0..=self.rng.below(2) {
            let awaited = self.keeping(Self::awaited_number);
            let behind =
                if self.rng.chance(30) { format!("{turn} + {awaited}") } else { format!("{{ {turn}; {awaited} }}") };
            let read = self.read_by_reference(&place, &behind);
            self.line(format!("call(\"led\", {read});"));
        }
        self.line(format!("let {result} = {place}.value % 5;"));
        self.declare(&result, Type::Number, false);
        Some(())
    }

    fn leader(&mut self, a: &str, b: &str) -> Leader {
        let r = self.fresh("r");
        let (declared, place, turn) = match self.rng.below(6) {
            0 => (format!("let mut {r} = &{a};"), r.clone(), format!("{{ {r} = &{b}; {r}.value }}")),
            1 => (format!("let mut {r} = (&{a}, 1u64);"), format!("{r}.0"), format!("{{ {r}.0 = &{b}; {r}.1 }}")),
            2 => (format!("let mut {r} = [&{a}, &{b}];"), format!("{r}[0]"), format!("{{ {r}.swap(0, 1); 1 }}")),
            3 => (
                format!("let mut {r} = vec![&{a}, &{b}];"),
                format!("{r}[{r}.len() - 2]"),
                format!("{{ {r}.reverse(); 2 }}"),
            ),
            4 => (
                format!("let {r} = &mut Walk {{ here: &{a}, there: &{b} }};"),
                format!("{r}.here"),
                format!("{r}.turn().await"),
            ),
            _ => (
                format!("let mut {r} = Walk {{ here: &{a}, there: &{b} }};"),
                format!("{r}.here"),
                format!("{r}.turn().await"),
            ),
        };
        Leader { declared, place, turn }
    }

    /// What the reference leads to is looked for before the rest is awaited.
    fn read_by_reference(&mut self, place: &str, behind: &str) -> String {
        match self.rng.below(10) {
            0 => format!("weigh({place}, {behind})"),
            1 => format!("weigh(&*{place}, {behind})"),
            2 => format!("{place}.value.wrapping_add({behind})"),
            3 => format!("{place}.get().max({behind})"),
            4 => format!("{place}.value ^ {behind}"),
            5 => format!("u64::from({place}.value < {behind})"),
            6 => format!("vec![{place}.value, {behind}, {place}.get()][0]"),
            7 => format!("u64::wrapping_mul({place}.value, {behind})"),
            8 => format!("format!(\"{{}} {{}}\", {place}.value, {behind}).len() as u64"),
            _ => format!("({place}.value, {behind}, {place}.value).0"),
        }
    }
}
