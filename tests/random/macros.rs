//! Macros of the standard library with awaits in their arguments.

use crate::generator::Generator;

impl Generator {
    /// A number.
    pub fn number_from_a_macro(&mut self) -> String {
        // A macro that looks at its arguments borrows them, so that those that are not awaited are made for it.
        match self.rng.below(6) {
            0 => {
                let (first, second) = (self.number(1), self.waiting());
                format!("(format!(\"{{}} {{}}\", call(\"first\", {first}), {second}.await).len() as u64)")
            }
            1 => {
                let (first, second, third) = (self.waiting(), self.waiting(), self.number(1));
                format!("(format!(\"{{}}{{:>4}}{{}}\", {first}.await, {second}.await, {third}).len() as u64)")
            }
            2 => {
                let (first, second, third) = (self.number(1), self.waiting(), self.number(1));
                format!("vec![{first}, {second}.await, {third}][{}]", self.rng.below(3))
            }
            3 => {
                let (value, count) = (self.waiting(), self.number(1));
                format!("(vec![{value}.await; ({count}) as usize % 4].len() as u64)")
            }
            4 => {
                let (first, second, third) = (self.number(1), self.number(1), self.number(1));
                format!(
                    "vec![noisy(\"first\", {first}), noisy(\"second\", {second}), fetch(\"third\", {third}).await]\
                     .pop().map_or(0, |last| last.value)"
                )
            }
            _ => {
                let (inner, outer) = (self.waiting(), self.waiting());
                format!("(format!(\"{{}}\", format!(\"{{}}{{}}\", {inner}.await, {outer}.await).len()).len() as u64)")
            }
        }
    }

    pub fn flag_from_a_macro(&mut self) -> String {
        match self.rng.below(3) {
            0 => format!("matches!({}.await, 0 | 2..=4)", self.waiting()),
            1 => format!("matches!(fetch(\"matched\", {}).await, Noisy {{ value: 1.., .. }})", self.number(1)),
            _ => {
                let (value, limit) = (self.waiting(), self.keeping(|g| g.number(1)));
                format!("matches!({value}.await, x if x > {limit})")
            }
        }
    }

    /// Assertions hold, but for those that say so.
    pub fn macro_statement(&mut self) -> Option<()> {
        let line = match self.rng.below(6) {
            0 => format!("assert!({}.await < 100_000);", self.waiting()),
            1 => {
                let (value, message) = (self.waiting(), self.keeping(Self::waiting));
                format!("assert!({value}.await % 5 != 4, \"{{}}\", {message}.await);")
            }
            2 => {
                let (left, right) = (self.waiting(), self.waiting());
                let message = self.keeping(Self::waiting);
                format!(
                    "assert_ne!({left}.await + 1, {right}.await % 2, \"{{}} {{}}\", call(\"message\", 1), {message}.await);"
                )
            }
            3 => {
                let (left, right) = (self.number(1), self.waiting());
                format!("debug_assert_eq!(call(\"left\", {left}) % 1, {right}.await % 1);")
            }
            4 => {
                let (first, second) = (self.waiting(), self.waiting());
                format!("say!(\"{{}} {{}}\", {first}.await, {second}.await);")
            }
            _ => {
                let (first, second) = (self.number(1), self.waiting());
                format!("say!(\"{{}} {{:?}}\", call(\"said\", {first}), fetch(\"said\", {second}.await).await);")
            }
        };
        self.line(line);
        Some(())
    }
}
