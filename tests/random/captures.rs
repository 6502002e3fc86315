//! Closures and blocks that capture parts, closures beside awaits, and `async` closures.

use crate::{generator::Generator, scope::Type};

impl Generator {
    /// `let p = halves(..); let w = async move { p.left.touch().await }; .. w.await; .. p.right ..`
    pub fn captured_part(&mut self) -> Option<()> {
        let (p, w, x, start) = (self.fresh("p"), self.fresh("w"), self.fresh("x"), self.number(1));
        self.line(format!("let mut {p} = halves({start});"));
        self.statements(1);
        let (block, moved) = match self.rng.below(5) {
            0 => (format!("async move {{ {p}.left.touch().await }}"), true),
            1 => (format!("async move {{ let _t = noisy(\"t\", 1); eat({p}.left, 1).await + {p}.count }}"), true),
            2 => (format!("async {{ {p}.left.touch().await }}"), false),
            3 => (format!("async {{ {p}.left.add(1); pause(1).await; {p}.left.get() }}"), false),
            _ => (format!("async {{ eat({p}.left, 1).await }}"), true),
        };
        self.line(format!("let {w} = {block};"));
        if self.rng.chance(60) {
            self.statements(1);
            let line = *self.rng.pick(&["{}.right.touch().await;", "consume({}.right);", "{}.right.add(1);"]);
            self.line(line.replace("{}", &p));
        }
        if self.rng.chance(80) {
            self.line(format!("let {x} = {w}.await;"));
            self.declare(&x, Type::Number, false);
        } else {
            self.line(format!("drop({w});"));
        }
        if !moved {
            self.line(format!("eat({p}.left, 1).await;"));
        } else if self.rng.chance(30) {
            let value = self.plain(Type::Noisy, "again");
            self.line(format!("{p}.left = {value};"));
        }
        Some(())
    }

    /// `let f = async |by: u64| { .. a .. }; f(1).await`
    pub fn async_closure(&mut self) -> Option<()> {
        let fits = |ty| matches!(ty, Type::Noisy | Type::Shared);
        let local = self.find(|_, local| fits(local.ty) && local.is_readable())?;
        let (name, f, x, number) =
            (self.local(local).name.clone(), self.fresh("f"), self.fresh("x"), self.rng.below(4));
        self.line(format!("let {f} = async |by: u64| {{ pause(by % 3).await; {name}.get() + by }};"));
        self.while_borrowed(local, false, |g| {
            g.statements(1);
            g.line(format!("let {x} = {f}(1).await + {f}({number}).await;"));
        });
        self.declare(&x, Type::Number, false);
        Some(())
    }

    /// A number by a closure in a chain behind an await.
    pub fn number_beside_a_closure(&mut self) -> String {
        let number = self.number(1);
        let local =
            self.find(|_, local| matches!(local.ty, Type::Noisy | Type::Shared | Type::Unique) && local.is_readable());
        let looked = local.map_or("n".to_owned(), |local| format!("{}.value", self.local(local).name));
        let k = self.fresh("k");
        match self.rng.below(5) {
            0 => format!("lookup({number}).await.map_or(1, |{k}| {k} + {looked})"),
            1 => format!("lookup_noisy(\"chain\", {number}).await.map(|{k}| {k}.get() + {looked}).unwrap_or(2)"),
            2 => format!(
                "now([noisy(\"left\", {number}), noisy(\"right\", 1)]).await.iter().map(|{k}| {k}.value + {looked}).sum::<u64>()"
            ),
            3 => format!(
                "lookup_noisy(\"chain\", {number}).await.into_iter().filter(|{k}| {k}.is_even()).count() as u64"
            ),
            _ => format!("attempt({number}).await.ok().or_else(|| Some({looked})).unwrap()"),
        }
    }

    /// A number by questions inside of operands.
    pub fn number_from_questions(&mut self) -> Option<String> {
        use crate::generator::Returns;
        if !self.on(crate::features::Feature::Question) {
            return None;
        }
        let (a, b) = (self.number(0), self.number(0));
        Some(match (self.returns, self.rng.below(4)) {
            (Returns::Plain(_), _) => {
                return Some(format!(
                    "async {{ Ok::<u64, String>(attempt({a}).await? + check({b})?) }}.await.unwrap_or(3)"
                ));
            }
            (Returns::Optional(_), 0) => format!("call(\"asked\", lookup({a}).await? + lookup({b}).await?)"),
            (Returns::Optional(_), 1) => format!("two(noisy(\"before\", {a}), lookup_noisy(\"asked\", {b}).await?)"),
            (Returns::Optional(_), 2) => format!("[{a}, lookup({b}).await?, attempt({b}).await.ok()?][1]"),
            (Returns::Optional(_), _) => format!("two(lookup_noisy(\"asked\", {a}).await?, maybe_two({b})?.0)"),
            (_, 0) => format!("call(\"asked\", check({a})? + attempt({b}).await?)"),
            (_, 1) => format!("two(noisy(\"before\", {a}), noisy(\"asked\", attempt({b}).await?))"),
            (_, 2) => format!("lookup({a}).await.ok_or(\"nothing\".to_owned())? + check({b})?"),
            (_, _) => format!("number(check({a})?).await + read_from(&noisy(\"lent\", {b}), check({a})?).await"),
        })
    }
}
