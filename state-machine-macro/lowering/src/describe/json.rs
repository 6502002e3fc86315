//! Description to JSON.

use std::fmt::Write as _;

use super::{
    Awaited, Code, Content, Description, Dropped, Exit, Field, Local, LocalKind, Position, Range, Reason, State,
    StateKind, Transition,
};

impl Description {
    /// The same as JSON, on one line. Names of fields are those here; kinds are words in lower case.
    pub fn to_json(&self) -> String {
        let mut json = Json(String::new());
        self.write(&mut json);
        json.0
    }
}

struct Json(String);

impl Json {
    fn object(&mut self, fields: &[(&str, &dyn ToJson)]) {
        self.0.push('{');
        for (index, (name, value)) in fields.iter().enumerate() {
            if index > 0 {
                self.0.push(',');
            }
            self.string(name);
            self.0.push(':');
            value.write(self);
        }
        self.0.push('}');
    }

    fn string(&mut self, text: &str) {
        self.0.push('"');
        for character in text.chars() {
            match character {
                '"' | '\\' => self.0.extend(['\\', character]),
                '\n' => self.0.push_str("\\n"),
                control if control < ' ' => {
                    let _ = write!(self.0, "\\u{:04x}", u32::from(control));
                }
                other => self.0.push(other),
            }
        }
        self.0.push('"');
    }
}

/// What can be written as JSON.
trait ToJson {
    fn write(&self, json: &mut Json);
}

impl ToJson for str {
    fn write(&self, json: &mut Json) {
        json.string(self);
    }
}

impl ToJson for &str {
    fn write(&self, json: &mut Json) {
        json.string(self);
    }
}

impl ToJson for String {
    fn write(&self, json: &mut Json) {
        json.string(self);
    }
}

impl ToJson for usize {
    fn write(&self, json: &mut Json) {
        let _ = write!(json.0, "{self}");
    }
}

impl ToJson for bool {
    fn write(&self, json: &mut Json) {
        let _ = write!(json.0, "{self}");
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn write(&self, json: &mut Json) {
        match self {
            Some(value) => value.write(json),
            None => json.0.push_str("null"),
        }
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn write(&self, json: &mut Json) {
        json.0.push('[');
        for (index, value) in self.iter().enumerate() {
            if index > 0 {
                json.0.push(',');
            }
            value.write(json);
        }
        json.0.push(']');
    }
}

macro_rules! objects {
    ($($name:ident { $($field:ident)* })*) => {$(
        impl ToJson for $name {
            fn write(&self, json: &mut Json) {
                json.object(&[$((stringify!($field), &self.$field)),*]);
            }
        }
    )*};
}

objects! {
    Description { name title state_enum range locals states transitions }
    Range { start end }
    Position { line column }
    Local { name kind position }
    State { name kind fields drops }
    Awaited { text range }
    Field { name parameter content }
    Dropped { field local certain }
    Transition { from to exit code }
    Code { range text }
}

macro_rules! words {
    ($($name:ident { $($variant:ident: $word:literal)* })*) => {$(
        impl ToJson for $name {
            fn write(&self, json: &mut Json) {
                json.string(match self { $($name::$variant => $word),* });
            }
        }
    )*};
}

words! {
    LocalKind { Argument: "argument" Declared: "declared" Temporary: "temporary" }
    Reason { Used: "used" Unused: "unused" Gone: "gone" }
    Exit { Await: "await" End: "end" Early: "early" }
}

impl ToJson for StateKind {
    fn write(&self, json: &mut Json) {
        match self {
            StateKind::Uninitialized => json.string("uninitialized"),
            StateKind::Awaiting(awaited) => json.object(&[("awaiting", awaited)]),
            StateKind::Done => json.string("done"),
        }
    }
}

impl ToJson for Content {
    fn write(&self, json: &mut Json) {
        match self {
            Content::Local { local, reason, certain } => {
                json.object(&[("kind", &"local"), ("local", local), ("reason", reason), ("certain", certain)]);
            }
            Content::Flag { local } => json.object(&[("kind", &"flag"), ("local", local)]),
            Content::Hole => json.object(&[("kind", &"hole")]),
            Content::Future => json.object(&[("kind", &"future")]),
        }
    }
}
