//! The constructs that [`nested`](crate::nested) puts into each other. `@` is where the inner one stands (`@@` is an `@`), and `#`
//! makes names different from those of the others. Locals `a#` and `b` are declared by the function. What has `/* 2024 */` in it is no
//! Rust before that edition.

mod blocks;
mod branches;
mod calls;
mod changing;
mod dropped;
mod innermost;
mod macros;
mod statements;

pub use innermost::INNERMOST;
pub use statements::STATEMENTS;

/// What a construct gives, or what it wants inside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Of {
    Number,
    Noisy,
}

/// A construct, what it wants and what it gives.
pub fn around() -> impl Iterator<Item = &'static (Of, Of, &'static str)> {
    [calls::AROUND, branches::AROUND, blocks::AROUND, macros::AROUND, dropped::AROUND, changing::AROUND]
        .into_iter()
        .flatten()
}

/// In front of what is for an edition alone.
pub const NEW: &str = "/* 2024 */";

/// What the functions call beside what is in the harness: macros of their own package, which are written out in a machine.
pub const MACROS: &str = r#"
macro_rules! plus {
    ($a:expr, $b:expr) => { $a + $b };
}
macro_rules! given {
    ($e:expr) => {
        match $e {
            Some(it) => it,
            None => return Ok(9),
        }
    };
}
macro_rules! bound {
    ($name:ident, $e:expr) => {
        let mut $name = $e;
        $name.add(1);
    };
}
macro_rules! total {
    ($($e:expr),*) => { 0 $(+ $e)* };
}
macro_rules! waited {
    ($e:expr) => {{
        let _kept = noisy("kept", 1);
        $e.await
    }};
}
"#;
