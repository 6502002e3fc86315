//! Fields that are moved out of a local one by one.

use crate::generator::Generator;

impl Generator {
    /// A pair, and what happens to its fields: between that, anything else.
    pub fn fields(&mut self) -> Option<()> {
        let name = self.fresh("p");
        let start = self.number(1);
        self.line(format!("let mut {name} = halves({start});"));
        let fields = if self.rng.chance(50) { ["left", "right"] } else { ["right", "left"] };
        for field in fields {
            self.statements(1);
            let field = format!("{name}.{field}");
            match self.rng.below(5) {
                0 => {}
                1 => self.part_in_a_branch(&field),
                2 => self.part_and_back(&field),
                _ => self.part(&field),
            }
        }
        if self.rng.chance(50) {
            self.line(format!("call(\"count\", {name}.count);"));
        }
        Some(())
    }

    /// The field is given away, or looked at.
    fn part(&mut self, field: &str) {
        match self.rng.below(5) {
            0 => self.line(format!("consume({field});")),
            1 => self.line(format!("eat({field}, 1).await;")),
            2 => {
                let other = self.fresh("m");
                self.line(format!("let {other} = {field};"));
            }
            3 => self.line(format!("{field}.touch().await;")),
            _ => {
                let inside = self.fresh("f");
                self.line(format!("let {inside} = move || {field}.get();"));
                self.line("pause(1).await;");
                self.line(format!("call(\"inside\", {inside}());"));
            }
        }
    }

    /// Given away, and later there is a new value.
    fn part_and_back(&mut self, field: &str) {
        self.part(field);
        self.statements(1);
        let value = self.number(1);
        self.line(format!("{field} = noisy(\"again\", {value});"));
    }

    fn part_in_a_branch(&mut self, field: &str) {
        let condition = self.flag(1);
        self.line(format!("if {condition} {{"));
        self.nested(|this| this.part(field));
        self.line("}");
    }
}
