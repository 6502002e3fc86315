//! Tables to JSON.

use core::fmt::{self, Display, Formatter, Write};

use super::{Code, Content, Dropped, Exit, Field, Machine, Reason, State, StateKind, Transition};

impl Machine {
    /// The same as JSON, on one line: something to print.
    pub fn json(&self) -> impl Display + '_ {
        Json(self)
    }
}

/// What can be written as JSON.
trait ToJson {
    fn write(&self, f: &mut Formatter<'_>) -> fmt::Result;
}

struct Json<'a, T: ?Sized>(&'a T);

impl<T: ToJson + ?Sized> Display for Json<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.write(f)
    }
}

/// Text in quotation marks.
pub fn string(text: &str, f: &mut impl Write) -> fmt::Result {
    f.write_char('"')?;
    for character in text.chars() {
        match character {
            '"' | '\\' => write!(f, "\\{character}")?,
            '\n' => f.write_str("\\n")?,
            control if control < ' ' => write!(f, "\\u{:04x}", u32::from(control))?,
            other => f.write_char(other)?,
        }
    }
    f.write_char('"')
}

impl ToJson for &str {
    fn write(&self, f: &mut Formatter<'_>) -> fmt::Result {
        string(self, f)
    }
}

macro_rules! numbers {
    ($($name:ty)*) => {$(
        impl ToJson for $name {
            fn write(&self, f: &mut Formatter<'_>) -> fmt::Result {
                write!(f, "{self}")
            }
        }
    )*};
}

numbers! { usize u32 bool }

impl<T: ToJson> ToJson for Option<T> {
    fn write(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Some(value) => value.write(f),
            None => f.write_str("null"),
        }
    }
}

impl<T: ToJson> ToJson for &[T] {
    fn write(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char('[')?;
        for (index, value) in self.iter().enumerate() {
            f.write_str(if index > 0 { "," } else { "" })?;
            value.write(f)?;
        }
        f.write_char(']')
    }
}

impl ToJson for fn() -> &'static str {
    fn write(&self, f: &mut Formatter<'_>) -> fmt::Result {
        string(self(), f)
    }
}

fn object(fields: &[(&str, &dyn ToJson)], f: &mut Formatter<'_>) -> fmt::Result {
    f.write_char('{')?;
    for (index, (name, value)) in fields.iter().enumerate() {
        f.write_str(if index > 0 { "," } else { "" })?;
        string(name, f)?;
        f.write_char(':')?;
        value.write(f)?;
    }
    f.write_char('}')
}

macro_rules! objects {
    ($($name:ident { $($field:ident)* })*) => {$(
        impl ToJson for $name {
            fn write(&self, f: &mut Formatter<'_>) -> fmt::Result {
                object(&[$((stringify!($field), &self.$field)),*], f)
            }
        }
    )*};
}

objects! {
    Machine { function title module file line column size states transitions }
    State { number name kind fields drops }
    Code { text line column end_line end_column }
    Field { name type_name size align offset content }
    Dropped { field certain }
    Transition { from to exit code }
}

impl ToJson for StateKind {
    fn write(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            StateKind::Uninitialized => string("uninitialized", f),
            StateKind::Awaiting(code) => object(&[("awaiting", *code)], f),
            StateKind::Done => string("done", f),
        }
    }
}

impl ToJson for Content {
    fn write(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let word = match self {
            Content::Local(Reason::Used) => "used",
            Content::Local(Reason::Unused) => "unused",
            Content::Local(Reason::Gone) => "gone",
            Content::Flag => "flag",
            Content::Hole => "hole",
            Content::AwaitedFuture => "future",
        };
        string(word, f)
    }
}

impl ToJson for Exit {
    fn write(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let word = match self {
            Exit::Await => "await",
            Exit::End => "end",
            Exit::Early => "early",
        };
        string(word, f)
    }
}
