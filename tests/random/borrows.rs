//! References, closures and async blocks that hold on to a local across the statements in between.

use crate::{
    features::Feature::*,
    generator::Generator,
    scope::{Local, State, Type},
};

impl Generator {
    fn some_in_between(&mut self) {
        let count = 1 + self.rng.below(3);
        self.statements(count);
    }

    /// From here on nobody mentions it.
    fn forget(&mut self, local: usize) {
        self.scope.locals[local].state = State::Unsure;
        self.scope.locals[local].mutable = false;
    }

    /// `let r = &mut a; .. r.add(1);`
    pub fn borrow(&mut self) -> Option<()> {
        let unique = self.rng.chance(50);
        let fits = |ty| matches!(ty, Type::Noisy | Type::Unique);
        let local =
            self.find(|_, local| fits(local.ty) && if unique { local.is_writable() } else { local.is_readable() })?;
        let (name, ty, r) = (self.local(local).name.clone(), self.local(local).ty, self.fresh("r"));
        let star = if ty == Type::Unique { "*" } else { "" };
        self.line(format!("let {r} = &{}{star}{name};", if unique { "mut " } else { "" }));
        let reference = self.declare(&r, if unique { Type::Unique } else { Type::Shared }, false);
        self.scope.locals[reference].shadowable = false;
        self.while_borrowed(local, unique, |g| {
            g.some_in_between();
            if unique && g.rng.chance(60) {
                g.line(format!("{r}.add(1);"));
            } else {
                g.use_noisy(&r);
            }
        });
        self.forget(reference);
        Some(())
    }

    /// `let f = || a.get(); .. f();`
    pub fn closure(&mut self) -> Option<()> {
        let unique = self.rng.chance(50);
        let fits = |ty| matches!(ty, Type::Noisy | Type::Unique);
        let may = |local: &Local| if unique { local.is_writable() } else { local.is_readable() };
        let local = self.find(|_, local| fits(local.ty) && may(local))?;
        let (name, f) = (self.local(local).name.clone(), self.fresh("f"));
        if unique {
            self.line(format!("let mut {f} = |by: u64| {name}.add(by).value;"));
            self.while_borrowed(local, true, |g| {
                g.line(format!("{f}(1);"));
                g.some_in_between();
                g.line(format!("call(\"closure\", {f}(2));"));
            });
            return Some(());
        }
        self.line(format!("let {f} = || {name}.value + call(\"closure\", {name}.get());"));
        let closure = self.declare(&f, Type::Function, false);
        self.scope.locals[closure].shadowable = false;
        // Not to be given away: it is called at the end.
        self.scope.locals[closure].shared = 1;
        self.while_borrowed(local, false, |g| {
            g.some_in_between();
            g.line(format!("{f}();"));
        });
        self.forget(closure);
        Some(())
    }

    /// `let w = async { a.get() }; .. w.await;`
    pub fn async_block(&mut self) -> Option<()> {
        let unique = self.rng.chance(40);
        let fits = |ty| matches!(ty, Type::Noisy | Type::Unique);
        let local =
            self.find(|_, local| fits(local.ty) && if unique { local.is_writable() } else { local.is_readable() })?;
        let (name, w, x) = (self.local(local).name.clone(), self.fresh("w"), self.fresh("x"));
        let inside = if unique { format!("{name}.add(1).value") } else { format!("{name}.get()") };
        self.line(format!("let {w} = async {{ pause(1).await; {inside} }};"));
        let waiting = self.declare(&w, Type::Waiting, false);
        self.scope.locals[waiting].shadowable = false;
        self.forget(waiting);
        self.while_borrowed(local, unique, |g| {
            if g.on(FutureLocals) {
                g.some_in_between();
            }
            g.line(format!("let {x} = {w}.await;"));
        });
        self.declare(&x, Type::Number, false);
        Some(())
    }
}
