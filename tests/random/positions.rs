//! Awaits wherever an expression can stand.

use crate::{features::Feature, generator::Generator};

impl Generator {
    /// A number. What stands beside the await has effects, so that one sees when it is evaluated.
    pub fn number_from_a_position(&mut self) -> String {
        let (first, waiting) = (self.number(0), self.waiting());
        match self.rng.below(25) {
            0 => format!("(call(\"first\", {first}), {waiting}.await, call(\"last\", 1)).{}", self.rng.below(3)),
            1 => format!("[call(\"first\", {first}), {waiting}.await, call(\"last\", 1)][{}]", self.rng.below(3)),
            2 => {
                let count = self.waiting();
                format!(
                    "Halves {{ left: noisy(\"left\", {first}), right: noisy(\"right\", {waiting}.await), \
                     count: {count}.await }}.count"
                )
            }
            3 => format!("u64::from((call(\"from\", {first}) % 4..{waiting}.await % 5).contains(&2))"),
            4 => format!("({waiting}.await as u8 as u64)"),
            5 => format!("(!{waiting}.await & 7)"),
            6 => format!("*(&{waiting}.await)"),
            7 => format!("number({waiting}.await % 5).await"),
            8 => format!("[{first}, 2, 3][({waiting}.await % 3) as usize]"),
            9 => format!("noisy(\"receiver\", {first}).add({waiting}.await % 7).get()"),
            10 => {
                let second = self.waiting();
                format!("two(noisy(\"a\", {first}), noisy(\"b\", {waiting}.await + {second}.await))")
            }
            // What is awaited may give away what `first` names, so that it cannot come later.
            11 => format!("call(\"chosen\", if {waiting}.await > 1 {{ call(\"then\", 1) }} else {{ n }})"),
            12 => format!(
                "two(noisy(\"a\", {first}), match {waiting}.await {{ 0 => noisy(\"zero\", 0), k => noisy(\"k\", k) }})"
            ),
            13 => format!(
                "call(\"block\", noisy(\"beside\", {first}).value + {{ let _t = noisy(\"local\", 1); {waiting}.await }})"
            ),
            14 => format!(
                "call(\"if let\", if let 0 | 2 = {waiting}.await {{ call(\"then\", 1) }} else {{ pause(1).await; n }})"
            ),
            15 => format!("unsafe {{ call(\"first\", {first}) + {waiting}.await + const {{ 3u64 }} }}"),
            16 => {
                let second = self.waiting();
                format!("u64::from({waiting}.await > 1 && noisy(\"t\", n).is_even() || {second}.await == 0)")
            }
            17 => {
                format!("'v: {{ if {first} == 1 {{ break 'v {waiting}.await; }} noisy(\"v\", {first}).touch().await }}")
            }
            18 => format!("noisy(\"taken\", {first}).summed({waiting}.await % 7)"),
            19 => format!("noisy(\"taken\", {first}).summed(noisy(\"argument\", {waiting}.await % 7).get())"),
            20 => format!(
                "{{ let _t = noisy(\"local\", 1); noisy(\"taken\", {first}).summed(noisy(\"argument\", {waiting}.await % 7).get()) }}"
            ),
            21 => match self.take(crate::scope::Type::Noisy) {
                Some(taken) => {
                    let waiting = self.waiting();
                    format!("{taken}.summed({waiting}.await % 7)")
                }
                None => format!("noisy(\"taken\", {first}).summed(1) + {waiting}.await"),
            },
            22 | 23 if self.on(Feature::Joins) => self.number_from_a_join(&first),
            _ => self.number_from_a_machine(&first),
        }
    }

    /// `join!` and `select!` take futures only, and `tokio`'s none that borrow from temporaries.
    fn number_from_a_join(&mut self, first: &str) -> String {
        let (one, other) = (format!("number({first})"), format!("number({})", self.number(0)));
        match self.rng.below(3) {
            0 => format!("{{ let (j, k) = futures::join!({one}, eat(noisy(\"joined\", {other}.await), 1)); j + k }}"),
            1 => format!("{{ let (j, k) = tokio::join!({one}, {other}); j + k }}"),
            _ => {
                let arms = [
                    "k = {one} => k + pause_and(1).await",
                    "_ = {noisy} => 2",
                    "ref k = {noisy} => k.touch().await",
                    "Noisy { value: k, .. } = {noisy} => call(\"k\", k)",
                ];
                let noisy = format!("fetch(\"output\", {first})");
                let arm = self.rng.pick(&arms).replace("{one}", &one).replace("{noisy}", &noisy);
                format!("tokio::select! {{ biased; {arm}, k = {other} => k }}")
            }
        }
    }

    /// `machine!` with a block, or natively the block.
    fn number_from_a_machine(&mut self, first: &str) -> String {
        let inner = self.keeping(|g| g.rng.below(3));
        match self.take(crate::scope::Type::Noisy) {
            Some(taken) => format!(
                "block!(async move {{ let _t = noisy(\"inside\", {inner}); pause(1).await; {taken}.touch().await }}).await"
            ),
            None => format!(
                "call(\"machine\", {first} + block!(async move {{ let _t = noisy(\"inside\", {inner}); \
                 read_from(&noisy(\"temporary\", {inner}), 1).await }}).await)"
            ),
        }
    }

    /// The function calls itself, once: boxed, or in a list of futures, which has boxes of its own.
    pub fn recursion(&mut self) -> Option<()> {
        let name = self.recursive.clone().filter(|_| self.depth == 1)?;
        let body = match self.rng.below(5) {
            0 => format!("let below = Box::pin({name}(0)); pause(1).await; drop(below.await);"),
            1 => format!("drop(futures::future::join_all((0..n).map(|_| {name}(0))).await);"),
            2 => format!("let below = (0..n).map(|i| Box::pin({name}(i))).next(); drop(below.unwrap().await);"),
            _ => format!("drop(Box::pin({name}(0)).await);"),
        };
        self.line(format!("if n == 1 {{ {body} }}"));
        Some(())
    }
}
