//! What crates have written that are tried later: methods that are called otherwise than everybody knows them, and macros.
use crate::harness::*;

/// Its methods take it, and are called like what asks rustc about them.
pub struct Setting(Noisy);

impl Setting {
    fn value(self) -> u64 {
        self.0.get()
    }

    fn content(self) -> u64 {
        self.0.get() + 1
    }

    fn unless(self) -> u64 {
        self.0.get() + 2
    }

    fn answer(self) -> u64 {
        self.0.get() + 3
    }
}

/// Its methods only look at it.
pub struct Shown(Noisy);

impl Shown {
    fn value(&self) -> u64 {
        self.0.get()
    }

    fn answer(&mut self) -> u64 {
        self.0.add(1).get()
    }
}

/// It is copied.
#[derive(Clone, Copy)]
pub struct Level(u64);

impl Level {
    fn value(self) -> u64 {
        self.0
    }
}

functions! {
    pub async fn called_like_what_asks(n: u64) -> u64 {
        let (a, b, c, d) = (
            Setting(noisy("a", n)), Setting(noisy("b", n)), Setting(noisy("c", n)), Setting(noisy("d", n))
        );
        let (e, mut f) = (Shown(noisy("e", n)), Shown(noisy("f", n)));
        pause(1).await;
        let (a, b) = (a.value(), b.content());
        pause(1).await;
        let list = [c.unless(), d.answer(), e.value(), f.answer()];
        number(a + b + list.iter().sum::<u64>()).await
    }

    pub async fn copied_and_called_like_what_asks(n: u64) -> u64 {
        let level = Level(n);
        let list = [number(n).await, level.value()];
        number(list[0] + list[1]).await
    }
}

cases! {
    called_like_what_asks [1] |n| called_like_what_asks(n);
    copied_and_called_like_what_asks [1] |n| copied_and_called_like_what_asks(n);
}
