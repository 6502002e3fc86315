//! The parameters of a function, and what it is called with.

use crate::{
    features::Feature,
    generator::Generator,
    scope::{Local, Type},
};

impl Generator {
    /// Declares the parameters; gives their source, and that of the arguments.
    pub fn parameters(&mut self) -> (String, String) {
        let mut number = Local::new("n", Type::Number, false);
        number.shadowable = false;
        self.scope.locals.push(number);
        let (mut parameters, mut arguments) = (vec!["n: u64".to_owned()], vec!["n".to_owned()]);
        if !self.on(Feature::Arguments) {
            return (parameters.remove(0), arguments.remove(0));
        }
        for _ in 0..self.rng.below(3) {
            let p = self.fresh("p");
            let (parameter, argument, ty, mutable) = match self.rng.below(if self.on(Feature::ManyParameters) {
                16
            } else {
                7
            }) {
                6 if self.on(Feature::Generics) => {
                    let ty = if self.rng.chance(50) {
                        "impl Fn() -> u64".to_owned()
                    } else {
                        self.generics.push(format!("F{p}: Fn() -> u64"));
                        format!("F{p}")
                    };
                    (format!("{p}: {ty}"), format!("move || call({p:?}, n)"), Type::Function, false)
                }
                0 => (format!("{p}: Noisy"), format!("noisy({p:?}, n)"), Type::Noisy, false),
                1 => (format!("mut {p}: Noisy"), format!("noisy({p:?}, n)"), Type::Noisy, true),
                2 => (format!("{p}: &Noisy"), format!("&noisy({p:?}, n)"), Type::Shared, false),
                3 => (format!("{p}: &mut Noisy"), format!("&mut noisy({p:?}, n)"), Type::Unique, false),
                4 if self.on(Feature::ArgumentPatterns) => (
                    format!("({p}, _): (Noisy, Noisy)"),
                    format!("(noisy({p:?}, n), noisy(\"_\", n))"),
                    Type::Noisy,
                    false,
                ),
                7 => ("_: Noisy".to_owned(), "noisy(\"_\", n)".to_owned(), Type::Unit, false),
                8 => (format!("Halves {{ left: mut {p}, .. }}: Halves"), "halves(n)".to_owned(), Type::Noisy, true),
                9 => (
                    format!("[{p}, _b{p}]: [Noisy; 2]"),
                    format!("[noisy({p:?}, n), noisy(\"b\", n)]"),
                    Type::Noisy,
                    false,
                ),
                10 => (format!("ref {p}: Noisy"), format!("noisy({p:?}, n)"), Type::Shared, false),
                11 => (format!("ref mut {p}: Noisy"), format!("noisy({p:?}, n)"), Type::Unique, false),
                12 => (
                    format!("{p}: impl std::future::Future<Output = u64>"),
                    "number(n)".to_owned(),
                    Type::Waiting,
                    false,
                ),
                13 => {
                    (format!("&({p}, ref _b{p}): &(u64, Noisy)"), format!("&(n, noisy({p:?}, n))"), Type::Number, false)
                }
                14 if self.on(Feature::Generics) => {
                    self.generics.push(format!("const N{p}: usize"));
                    (format!("{p}: [u64; N{p}]"), "[n, 2, 3]".to_owned(), Type::Numbers, false)
                }
                15 => (format!("{p}_whole @ ({p}, _): (u64, u64)"), "(n, 1)".to_owned(), Type::Number, false),
                _ => (format!("mut {p}: Option<Noisy>"), format!("Some(noisy({p:?}, n))"), Type::Maybe, true),
            };
            parameters.push(parameter);
            arguments.push(argument);
            self.scope.locals.push(Local::new(&p, ty, mutable));
        }
        (parameters.join(", "), arguments.join(", "))
    }
}
