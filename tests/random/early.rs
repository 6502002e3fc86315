//! What is read before something behind it is awaited, and changed by that.

use crate::{generator::Generator, scope::Type};

impl Generator {
    /// `let k = x.max({ x += 1; e.await });`, `let k = u64::from(t.0 == { t.0 = e.await; f.await });`
    pub fn read_early(&mut self) -> Option<()> {
        let (name, result, start) = (self.fresh("x"), self.fresh("k"), self.number(1));
        let (declared, place) = match self.rng.below(5) {
            0 => (format!("let mut {name} = {start};"), name.clone()),
            1 => (format!("let mut {name} = ({start}, noisy(\"beside\", 1));"), format!("{name}.0")),
            2 => (format!("let mut {name} = vec![1, {start}];"), format!("{name}[call(\"at\", 1) as usize]")),
            3 => (format!("let {name} = &mut [1, {start}];"), format!("{name}[1]")),
            _ => (format!("let mut {name} = Box::new({start});"), format!("(*{name})")),
        };
        self.line(declared);
        let awaited = self.awaited_number();
        let change = match self.rng.below(3) {
            0 => format!("{{ {place} += 1; {awaited} }}"),
            1 => format!("{{ let more = {awaited} % 5; {place} = more; more }}"),
            _ => format!("{{ let place = &mut {place}; *place += {awaited} % 3; *place }}"),
        };
        let read = match self.rng.below(8) {
            0 => format!("{place}.wrapping_add({change})"),
            1 => format!("{place}.max({change})"),
            2 => format!("{place}.saturating_sub({change} % 3).pow(2)"),
            3 => format!("u64::from({place} == {change})"),
            4 => format!("u64::from({place} < {change})"),
            5 => format!("vec![{place}, {change}, {place}].iter().sum::<u64>()"),
            6 => format!("u64::wrapping_mul({place}, {change})"),
            _ => format!("{place}.checked_sub({change}).unwrap_or(7)"),
        };
        self.line(format!("let {result} = call(\"read\", {read} + {place}) % 97;"));
        self.declare(&result, Type::Number, false);
        Some(())
    }
}
