//! Statements without blocks of their own.

use crate::{
    features::Feature::*,
    generator::{Generator, Returns},
    scope::{State, Type},
};

impl Generator {
    /// A statement of its own that uses `local`.
    pub fn use_noisy(&mut self, name: &str) {
        let line = match self.rng.below(3) {
            0 if self.on(Macros) => format!("say!(\"{{{name}}}\");"),
            1 => format!("{name}.touch().await;"),
            _ => format!("call(\"use\", {name}.get());"),
        };
        self.line(line);
    }

    pub fn let_number(&mut self) -> Option<()> {
        let mutable = self.rng.chance(40);
        let name = self.name_for("x");
        let keyword = if mutable { "let mut" } else { "let" };
        self.value(&format!("{keyword} {name} = "), Type::Number, &name, ";");
        self.declare(&name, Type::Number, mutable);
        Some(())
    }

    pub fn let_noisy(&mut self) -> Option<()> {
        let mutable = self.rng.chance(50);
        let prefix = if self.rng.chance(20) { "_g" } else { "a" };
        let name = self.name_for(prefix);
        let keyword = if mutable { "let mut" } else { "let" };
        self.value(&format!("{keyword} {name} = "), Type::Noisy, &name, ";");
        self.declare(&name, Type::Noisy, mutable);
        Some(())
    }

    pub fn let_other(&mut self) -> Option<()> {
        let (ty, written, prefix) = match self.rng.below(3) {
            0 => (Type::Flag, "bool", "b"),
            1 => (Type::Maybe, "Option<Noisy>", "o"),
            _ => (Type::List, "[Noisy; 2]", "l"),
        };
        let name = self.name_for(prefix);
        self.value(&format!("let mut {name}: {written} = "), ty, &name, ";");
        self.declare(&name, ty, true);
        Some(())
    }

    pub fn await_something(&mut self) -> Option<()> {
        let ty = *self.rng.pick(&[Type::Unit, Type::Number, Type::Noisy, Type::Maybe]);
        let awaited = self.awaited(ty, "dropped");
        // `{ .. }.await` and `a && b` would end a statement early.
        let line = if awaited.starts_with(['{', '(', '[', '*', '\''])
            || awaited.starts_with("unsafe")
            || awaited.contains("&&")
        {
            format!("let _ = {awaited};")
        } else {
            format!("{awaited};")
        };
        self.line(line);
        Some(())
    }

    pub fn assign(&mut self) -> Option<()> {
        let index = self.find(|scope, local| assigned(local.ty) && scope.is_assignable(local))?;
        let (name, ty) = (self.local(index).name.clone(), self.local(index).ty);
        // A branch as the value could give it a value first.
        let state = self.local(index).state;
        if state == State::Empty {
            self.scope.locals[index].state = State::Moved;
        }
        let value = if self.rng.chance(60) { self.awaited(ty, &name) } else { self.plain(ty, &name) };
        self.line(format!("{name} = {value};"));
        self.scope.locals[index].state = State::Full;
        Some(())
    }

    pub fn add_assign(&mut self) -> Option<()> {
        let index = self.find(|_, local| matches!(local.ty, Type::Number | Type::Guard) && local.is_writable())?;
        let (name, ty) = (self.local(index).name.clone(), self.local(index).ty);
        let value = if self.rng.chance(50) { self.awaited_number() } else { self.number(1) };
        if self.local(index).is_writable() {
            let star = if ty == Type::Guard { "*" } else { "" };
            self.line(format!("{star}{name} += {value};"));
        }
        Some(())
    }

    pub fn add_to_a_place(&mut self) -> Option<()> {
        let fits = |ty| matches!(ty, Type::Noisy | Type::List | Type::Unique);
        let index = self.find(|_, local| fits(local.ty) && local.is_writable())?;
        let (name, ty) = (self.local(index).name.clone(), self.local(index).ty);
        let place = match ty {
            Type::List if self.rng.chance(50) => format!("{name}[(call(\"index\", {}) % 2) as usize]", self.number(0)),
            Type::List => format!("{name}[(number({}).await % 2) as usize]", self.number(0)),
            _ => name,
        };
        let value = self.keeping(Self::awaited_number);
        if self.local(index).is_writable() {
            let operator = *self.rng.pick(&["+=", "^=", "|="]);
            self.line(format!("{place}.value {operator} {value};"));
        }
        Some(())
    }

    /// Takes one part out of a tuple, and leaves the other in it.
    pub fn take_a_part(&mut self) -> Option<()> {
        let (tuple, name) = (self.fresh("tuple"), self.fresh("p"));
        let value = (self.plain(Type::Noisy, "left"), self.plain(Type::Noisy, "right"));
        self.line(format!("let {tuple} = ({}, {});", value.0, value.1));
        if self.rng.chance(70) {
            let awaited = self.awaited(Type::Number, "between");
            self.line(format!("let _ = {awaited};"));
        }
        let pattern = *self.rng.pick(&["({}, ..)", "(_, mut {})", "(.., {})", "({}, _)"]);
        self.line(format!("let {} = {tuple};", pattern.replace("{}", &name)));
        self.declare(&name, Type::Noisy, pattern.contains("mut"));
        Some(())
    }

    pub fn give_away(&mut self) -> Option<()> {
        let index = self.find(|scope, local| scope.is_movable(local))?;
        let (name, ty) = (self.local(index).name.clone(), self.local(index).ty);
        self.scope.locals[index].state = State::Moved;
        match (ty, self.rng.below(4)) {
            (Type::Noisy, 0) => self.line(format!("consume({name});")),
            (Type::Noisy, 1) => self.line(format!("eat({name}, 1).await;")),
            (Type::Noisy | Type::Maybe | Type::List, 2) => {
                let other = self.name_for("m");
                self.line(format!("let mut {other} = {name};"));
                self.declare(&other, ty, true);
            }
            _ => self.line(format!("drop({name});")),
        }
        Some(())
    }

    /// Given away, and a new value at once: also in a loop.
    pub fn reinitialise(&mut self) -> Option<()> {
        let fits = |local: &crate::scope::Local| local.ty == Type::Noisy && local.is_writable();
        let index = self.find(|_, local| fits(local))?;
        let name = self.local(index).name.clone();
        let end = if self.rng.chance(50) { format!("eat({name}, 1).await;") } else { format!("consume({name});") };
        self.line(end);
        self.scope.locals[index].state = State::Moved;
        let value = self.awaited(Type::Noisy, &name);
        self.line(format!("{name} = {value};"));
        self.scope.locals[index].state = State::Full;
        Some(())
    }

    pub fn destructure(&mut self) -> Option<()> {
        let (a, b) = (self.fresh("d"), self.fresh("d"));
        if self.rng.chance(50) {
            let values = (self.number(1), self.number(1));
            self.line(format!("let ({a}, mut {b}) = pair({}, {}).await;", values.0, values.1));
            self.declare(&a, Type::Number, false);
            self.declare(&b, Type::Number, true);
        } else {
            let value = self.plain(Type::List, "part");
            let value = if self.rng.chance(50) { format!("now({value}).await") } else { value };
            self.line(format!("let [mut {a}, {b}] = {value};"));
            self.declare(&a, Type::Noisy, true);
            self.declare(&b, Type::Noisy, false);
        }
        Some(())
    }

    pub fn underscore(&mut self) -> Option<()> {
        let value = if self.rng.chance(50) { self.awaited(Type::Noisy, "_") } else { self.plain(Type::Noisy, "_") };
        self.line(format!("let _ = {value};"));
        Some(())
    }

    /// A local, whether it has a value or not: nobody looks at it.
    pub fn name_only(&mut self) -> Option<()> {
        // What has no name is no value either.
        let index = self.find(|_, local| local.ty != Type::Unit)?;
        let name = self.local(index).name.clone();
        let line = match self.rng.below(4) {
            0 => format!("_ = {name};"),
            1 => format!("match {name} {{ _ => {{}} }}"),
            _ => format!("let _ = {name};"),
        };
        self.line(line);
        Some(())
    }

    pub fn declare_empty(&mut self) -> Option<()> {
        let (name, mutable) = (self.fresh("e"), self.rng.chance(50));
        self.line(format!("let {}{name}: Noisy;", if mutable { "mut " } else { "" }));
        let index = self.declare(&name, Type::Noisy, mutable);
        self.scope.locals[index].state = State::Empty;
        Some(())
    }

    pub fn say(&mut self) -> Option<()> {
        let shown = |ty| matches!(ty, Type::Number | Type::Noisy | Type::Shared | Type::Unique);
        let index = self.find(|_, local| local.is_readable() && shown(local.ty))?;
        let (name, other) = (self.local(index).name.clone(), self.keeping(|g| g.number(1)));
        let line = match self.rng.below(4) {
            0 => format!("assert!(({other}) < u64::MAX, \"{{{name}}}\");"),
            1 => format!("let _ = vec![format!(\"{{{name}:?}}\"), ({other}).to_string()];"),
            _ => format!("say!(\"{{{name}}} {{}}\", {other});"),
        };
        self.line(line);
        Some(())
    }

    pub fn nested_items(&mut self) -> Option<()> {
        let (function, constant, x) = (self.fresh("nested_"), self.fresh("LIMIT_"), self.fresh("x"));
        let value = self.number(1);
        self.line(format!("const {constant}: u64 = 2;"));
        self.line(format!("fn {function}(x: u64) -> u64 {{"));
        self.line(format!("    call(\"nested\", x % {constant})"));
        self.line("}");
        self.line(format!("let {x} = {function}({value});"));
        self.declare(&x, Type::Number, false);
        Some(())
    }

    pub fn let_future(&mut self) -> Option<()> {
        let (name, value) = (self.fresh("w"), self.number(1));
        self.line(format!("let {name} = number({value});"));
        self.declare(&name, Type::Waiting, false);
        Some(())
    }

    pub fn move_closure(&mut self) -> Option<()> {
        let (taken, name) = (self.take(Type::Noisy)?, self.fresh("f"));
        if self.on(AsyncBlocks) && self.rng.chance(50) {
            self.line(format!("let {name} = async move {{"));
            self.line(format!("    let _inside = noisy(\"inside\", {taken}.value);"));
            self.line("    pause(1).await;");
            self.line(format!("    {taken}.get()"));
            self.line("};");
            self.declare(&name, Type::Waiting, false);
        } else {
            self.line(format!("let {name} = move || {taken}.get();"));
            self.declare(&name, Type::Function, false);
        }
        Some(())
    }

    pub fn lock(&mut self) -> Option<()> {
        let (lock, guard, value) = (self.fresh("lock"), self.fresh("guard"), self.number(1));
        self.line(format!("let {lock} = Lock::new({value});"));
        let now = if self.rng.chance(50) { "lock().await" } else { "lock_now()" };
        self.line(format!("let mut {guard} = {lock}.{now};"));
        let index = self.declare(&lock, Type::Lock, false);
        self.scope.locals[index].shared = 1;
        self.declare(&guard, Type::Guard, true);
        Some(())
    }

    /// `return ..`'s operand, or the end of the body.
    pub fn return_value(&mut self, prefix: &str, suffix: &str) {
        let plain = self.rng.chance(40);
        let make = |g: &mut Self, ty| if plain { g.plain(ty, "result") } else { g.awaited(ty, "result") };
        let value = match (self.returns, self.rng.below(4)) {
            (Returns::Plain(Type::Unit), 0) if suffix.is_empty() => "pause(1).await".to_owned(),
            (Returns::Plain(Type::Unit), _) => String::new(),
            (Returns::Plain(ty), _) => return self.value(prefix, ty, "result", suffix),
            (Returns::Optional(Type::Number), 0) => format!("lookup({}).await", self.number(1)),
            (Returns::Optional(_), 1) => "None".to_owned(),
            (Returns::Optional(ty), _) => format!("Some({})", make(self, ty)),
            (Returns::OrText(_), 0) => format!("attempt({}).await", self.number(1)),
            (Returns::OrFailure(Type::Noisy), 0) => format!("attempt_noisy(\"result\", {}).await", self.number(1)),
            (Returns::OrText(_) | Returns::OrFailure(_), 1) => {
                format!("Err(format!(\"{{}}\", {}).into())", self.number(1))
            }
            (Returns::OrText(ty) | Returns::OrFailure(ty), _) => format!("Ok({})", make(self, ty)),
        };
        let prefix = if value.is_empty() { prefix.trim_end() } else { prefix };
        if !(prefix.is_empty() && value.is_empty()) {
            self.line(format!("{prefix}{value}{suffix}"));
        }
    }
}

fn assigned(ty: Type) -> bool {
    matches!(ty, Type::Number | Type::Flag | Type::Noisy | Type::Maybe | Type::List)
}
