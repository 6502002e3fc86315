//! One random function: its signature, its body, and how the driver calls it.

use crate::{
    features::Feature,
    rng::Rng,
    scope::{Local, Scope, State, Type},
};

/// What a function returns, which decides where `?` can stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Returns {
    Plain(Type),
    Optional(Type),
    /// `Result<_, String>`
    OrText(Type),
    /// `Result<_, Failure>`
    OrFailure(Type),
}

/// That of the crate a function is compiled in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Edition {
    E2021,
    E2024,
}

impl Edition {
    pub const ALL: [Edition; 2] = [Edition::E2021, Edition::E2024];

    pub fn year(self) -> u32 {
        match self {
            Edition::E2021 => 2021,
            Edition::E2024 => 2024,
        }
    }
}

pub struct Function {
    /// Its place in the stream of its seed.
    pub number: u64,
    pub edition: Edition,
    pub source: String,
    /// The line of the list of cases.
    pub case: String,
}

/// The line that stands for the attribute, which only one of the forms has.
pub const ATTRIBUTE: &str = "// the attribute";

pub struct Generator {
    pub rng: Rng,
    pub features: Vec<Feature>,
    pub scope: Scope,
    pub returns: Returns,
    /// How many statements may still be made.
    pub budget: usize,
    /// How deep blocks stand in each other.
    pub depth: usize,
    pub names: usize,
    /// The type parameters.
    pub generics: Vec<String>,
    /// Its own name, if it can be called with a number alone.
    pub recursive: Option<String>,
    pub lines: Vec<String>,
}

impl Generator {
    pub fn function(seed: u64, number: u64, features: &[Feature]) -> Function {
        let mut rng = Rng::new(seed, number);
        let size = *rng.pick(&[1, 2, 2, 3, 3, 4, 6, 10]);
        let edition = Edition::ALL[(number % 2) as usize];
        let generator = Generator {
            rng,
            features: features.iter().copied().filter(|feature| is_in(edition, *feature)).collect(),
            scope: Scope::default(),
            returns: Returns::Plain(Type::Unit),
            budget: size,
            depth: 1,
            names: 0,
            generics: Vec::new(),
            recursive: None,
            lines: Vec::new(),
        };
        generator.whole(number, edition)
    }

    fn whole(mut self, number: u64, edition: Edition) -> Function {
        let name = format!("f{number}");
        let ty = *self.rng.pick(&[Type::Number, Type::Number, Type::Noisy]);
        let question = self.on(Feature::Question);
        self.returns = match self.rng.below(if question { 7 } else { 3 }) {
            0 => Returns::Plain(Type::Unit),
            1 | 2 => Returns::Plain(ty),
            3 => Returns::Optional(ty),
            4 => Returns::OrText(Type::Number),
            _ => Returns::OrFailure(ty),
        };
        let (parameters, arguments) = self.parameters();
        if self.on(Feature::Recursion) && arguments == "n" && self.returns != Returns::Plain(Type::Unit) {
            self.recursive = Some(name.clone());
        }
        let mut returns = self.return_type();
        let receiver = self.receiver(&parameters);
        let generics = match &self.generics[..] {
            [] => String::new(),
            generics => format!("<{}>", generics.join(", ")),
        };
        if self.on(Feature::Generics) && returns == " -> Noisy" && receiver.is_none() && self.rng.chance(25) {
            returns = " -> impl AsRef<Noisy> + std::fmt::Debug".to_owned();
        }
        let this = receiver.map_or("", |(written, _)| written);
        let head = format!("async fn {name}{generics}({this}{parameters}){returns}");
        match receiver {
            Some((_, declared)) => {
                let declared = format!("async fn {name}({declared}n: u64){returns};");
                self.lines.push(format!("pub trait Has_{name} {{ {declared} }}\nimpl Has_{name} for Noisy {{"));
                self.lines.push(format!("{ATTRIBUTE}\n{head} {{"));
            }
            None => self.lines.push(format!("{ATTRIBUTE}\npub {head} {{")),
        }
        let statements = self.budget;
        self.statements(statements);
        self.return_value("", "");
        self.lines.push(receiver.map_or("}", |_| "}\n}").to_owned());
        let object = receiver.map_or("", |_| "noisy(\"self\", n).");
        let case = format!("case!({name}, [0, 1, 3], |n| {object}{name}({arguments})),");
        Function { number, edition, source: self.lines.join("\n") + "\n", case }
    }

    /// Makes it a method, perhaps: what stands before its parameters, and before those of the trait's method.
    fn receiver(&mut self, parameters: &str) -> Option<(&'static str, &'static str)> {
        if !self.on(Feature::Methods) || parameters != "n: u64" || self.recursive.is_some() || !self.rng.chance(50) {
            return None;
        }
        let (written, declared, ty, mutable) = *self.rng.pick(&[
            ("&self, ", "&self, ", Type::Shared, false),
            ("&mut self, ", "&mut self, ", Type::Unique, false),
            ("self, ", "self, ", Type::Noisy, false),
            ("mut self, ", "self, ", Type::Noisy, true),
        ]);
        let mut this = Local::new("self", ty, mutable);
        this.shadowable = false;
        self.scope.locals.push(this);
        Some((written, declared))
    }

    fn return_type(&self) -> String {
        let name = |ty| match ty {
            Type::Number => "u64",
            _ => "Noisy",
        };
        match self.returns {
            Returns::Plain(Type::Unit) => String::new(),
            Returns::Plain(ty) => format!(" -> {}", name(ty)),
            Returns::Optional(ty) => format!(" -> Option<{}>", name(ty)),
            Returns::OrText(ty) => format!(" -> Result<{}, String>", name(ty)),
            Returns::OrFailure(ty) => format!(" -> Result<{}, Failure>", name(ty)),
        }
    }

    pub fn on(&self, feature: Feature) -> bool {
        self.features.contains(&feature)
    }

    pub fn line(&mut self, text: impl AsRef<str>) {
        self.lines.push(format!("{:indent$}{}", "", text.as_ref(), indent = self.depth * 4));
    }

    pub fn fresh(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }

    /// The name of the next local: now and then one that is taken.
    pub fn name_for(&mut self, prefix: &str) -> String {
        if self.on(Feature::Shadowing) && self.rng.chance(15) {
            let taken: Vec<_> = self.scope.visible().filter(|&i| self.scope.locals[i].shadowable).collect();
            if !taken.is_empty() {
                let chosen = *self.rng.pick(&taken);
                return self.scope.locals[chosen].name.clone();
            }
        }
        self.fresh(prefix)
    }

    /// Declares a local, after its initialiser was made.
    pub fn declare(&mut self, name: &str, ty: Type, mutable: bool) -> usize {
        let local = Local { loops: self.scope.loops, ..Local::new(name, ty, mutable) };
        self.scope.locals.push(local);
        self.scope.locals.len() - 1
    }

    pub fn local(&self, index: usize) -> &Local {
        &self.scope.locals[index]
    }

    /// A visible local that has what is asked for.
    pub fn find(&mut self, wanted: impl Fn(&Scope, &Local) -> bool) -> Option<usize> {
        let scope = &self.scope;
        let found: Vec<_> = scope.visible().filter(|&i| wanted(scope, &scope.locals[i])).collect();
        (!found.is_empty()).then(|| *self.rng.pick(&found))
    }

    /// A local of this type that can be given away; from now on it is.
    pub fn take(&mut self, ty: Type) -> Option<String> {
        let index = self.find(|scope, local| local.ty == ty && scope.is_movable(local))?;
        self.scope.locals[index].state = State::Moved;
        Some(self.local(index).name.clone())
    }

    /// Makes an expression that is evaluated sometimes, or often: nothing is given away in it.
    pub fn keeping<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> T {
        self.scope.keep += 1;
        let made = make(self);
        self.scope.keep -= 1;
        made
    }

    /// Ends a scope: what was declared in it is gone.
    pub fn nested<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.scope.locals.len();
        self.depth += 1;
        let made = make(self);
        self.depth -= 1;
        self.scope.locals.truncate(outer);
        made
    }
}

/// Is there such a thing in the edition?
fn is_in(edition: Edition, feature: Feature) -> bool {
    !matches!(feature, Feature::LetChains | Feature::LocalsInTails) || edition == Edition::E2024
}
