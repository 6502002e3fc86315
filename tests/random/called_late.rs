//! What is called with something that is awaited: closures that own what they use, function pointers, boxes.

use crate::{features::Feature::Macros, generator::Generator, scope::Type};

impl Generator {
    /// `let f = move |k: u64| a.get() + k; let x = f(e.await);`
    pub fn call_late(&mut self) -> Option<()> {
        let (f, result) = (self.fresh("f"), self.fresh("x"));
        let (called, changed) = match self.rng.below(7) {
            0 => {
                self.line(format!("let mut {f}: fn(u64) -> u64 = |k| k % 7;"));
                (f.clone(), Some(format!("{f} = |k| k + 1")))
            }
            kind => {
                let owned = self.owned();
                let body = format!("move |k: u64| {owned}.value + call(\"closure\", k % 97)");
                let (written, called) = match kind {
                    1 => (format!("let {f}: Box<dyn Fn(u64) -> u64> = Box::new({body});"), f.clone()),
                    2 => (format!("let {f} = &{body};"), f.clone()),
                    3 => (format!("let {f} = ({body}, 1);"), format!("({f}.0)")),
                    4 => (
                        format!("let mut {f} = {{ let mut kept = {owned}; move |k: u64| kept.add(k % 97).value }};"),
                        f.clone(),
                    ),
                    _ => (format!("let {f} = {body};"), f.clone()),
                };
                self.line(written);
                (called, None)
            }
        };
        for _ in 0..=self.rng.below(2) {
            let awaited = self.awaited_number();
            let argument = match &changed {
                Some(change) if self.rng.chance(70) => format!("{{ {change}; {awaited} }}"),
                _ => awaited,
            };
            let call = match self.rng.below(4) {
                0 => format!("u64::wrapping_add({called}({argument}), 1)"),
                1 if self.on(Macros) => format!("[{called}({argument}), 2].iter().sum::<u64>()"),
                _ => format!("{called}({argument})"),
            };
            self.line(format!("call(\"late\", {call});"));
        }
        if self.rng.chance(50) {
            self.line(format!("let {result} = {called}(1) % 5;"));
            self.declare(&result, Type::Number, false);
        }
        Some(())
    }

    /// A value that is given away here.
    fn owned(&mut self) -> String {
        if let Some(name) = self.take(Type::Noisy) {
            return name;
        }
        let (name, value) = (self.fresh("own"), self.number(0));
        self.line(format!("let {name} = noisy({name:?}, {value});"));
        name
    }
}
