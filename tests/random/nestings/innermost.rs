//! What stands inside of all.

use super::Of::{self, Noisy, Number};

pub const INNERMOST: &[(Of, &str)] = &[
    (Number, "n"),
    (Number, "number(n).await"),
    (Number, "noisy(\"t#\", n).get()"),
    (Number, "fetch(\"t#\", n).await.get()"),
    (Number, "a#.get()"),
    (Number, "eat(a#, 1).await"),
    (Number, "lookup(n).await.unwrap_or(2)"),
    (Number, "attempt(n).await?"),
    (Number, "a#.touch().await"),
    (Number, "check(n)?"),
    (Number, "(*Lock::new(n).lock().await)"),
    (Noisy, "noisy(\"t#\", n)"),
    (Noisy, "fetch(\"t#\", n).await"),
    (Noisy, "a#"),
    (Noisy, "lookup_noisy(\"t#\", n).await.unwrap_or_else(|| noisy(\"none\", n))"),
    (Noisy, "halves(n).left"),
    (Noisy, "now(halves(n)).await.right"),
    (Noisy, "Halves { left: noisy(\"h#\", n), ..halves(n) }.left"),
];
