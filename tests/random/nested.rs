//! Small functions: every construct in every other one, and deeper nestings, by number. Unlike random functions none is left out,
//! but for what is on the page of deviations.

use crate::{
    generator::{ATTRIBUTE, Edition, Function},
    nestings::{INNERMOST, NEW, Of, STATEMENTS, around},
};

/// The values of a kind that are nested so many constructs deep, by number.
struct Values {
    /// How many there are of [`Of::Number`] and [`Of::Noisy`].
    counts: Vec<[u64; 2]>,
}

impl Values {
    fn new(depth: usize) -> Self {
        let innermost = |of| INNERMOST.iter().filter(|inner| inner.0 == of).count() as u64;
        let mut counts = vec![[innermost(Of::Number), innermost(Of::Noisy)]];
        for level in 0..depth {
            let inside: [u64; 2] = counts[level];
            let of = |of| around().filter(|around| around.1 == of).map(|around| inside[around.0 as usize]).sum();
            counts.push([of(Of::Number), of(Of::Noisy)]);
        }
        Values { counts }
    }

    fn count(&self, of: Of, depth: usize) -> u64 {
        self.counts[depth][of as usize]
    }

    /// The value with the number.
    fn value(&self, of: Of, depth: usize, mut number: u64) -> String {
        if depth == 0 {
            let mut innermost = INNERMOST.iter().filter(|inner| inner.0 == of);
            return named(innermost.nth(number as usize).expect("there are so many").1, depth);
        }
        for (inside, _, around) in around().filter(|around| around.1 == of) {
            let count = self.count(*inside, depth - 1);
            if number < count {
                return place(&named(around, depth), &self.value(*inside, depth - 1, number));
            }
            number -= count;
        }
        unreachable!("there are so many")
    }
}

/// With the names of that depth.
fn named(around: &str, depth: usize) -> String {
    // `#` begins an attribute, too.
    around.replace("#[cfg", "\u{0}").replace('#', &depth.to_string()).replace('\u{0}', "#[cfg")
}

/// `@` is a place, and `@@` is none.
fn place(around: &str, inside: &str) -> String {
    around.replace("@@", "\u{0}").replace('@', inside).replace('\u{0}', "@")
}

/// A statement and the outermost construct in it, if there is one; and what these want inside.
struct Outer {
    of: Of,
    statement: &'static str,
    around: Option<&'static str>,
}

impl Outer {
    fn all(depth: usize) -> Vec<Outer> {
        let alone = |&(of, statement): &(Of, &'static str)| Outer { of, statement, around: None };
        if depth == 0 {
            return STATEMENTS.iter().map(alone).collect();
        }
        let with = |&(given, statement): &(Of, &'static str)| {
            let around = around().filter(move |around| around.1 == given);
            around.map(move |&(of, _, around)| Outer { of, statement, around: Some(around) })
        };
        STATEMENTS.iter().flat_map(with).collect()
    }
}

/// All functions of a depth, in rounds: each of them has every construct in every statement once, in one of the editions, with something
/// else inside than the rounds before.
struct Functions {
    depth: usize,
    values: Values,
    outers: Vec<Outer>,
    /// Those of the last rounds.
    late: Vec<u64>,
}

impl Functions {
    fn new(depth: usize) -> Self {
        let mut functions =
            Functions { depth, values: Values::new(depth), outers: Outer::all(depth), late: Vec::new() };
        let most = functions.rounds(Of::Number).max(functions.rounds(Of::Noisy));
        let late = (0..).zip(&functions.outers).filter(|(_, outer)| functions.rounds(outer.of) == most);
        functions.late = late.map(|(id, _)| id).collect();
        functions
    }

    /// How many values there are inside of the outer constructs.
    fn inside(&self, of: Of) -> u64 {
        self.values.count(of, self.depth.saturating_sub(1))
    }

    fn rounds(&self, of: Of) -> u64 {
        self.inside(of) * Edition::ALL.len() as u64
    }

    fn count(&self) -> u64 {
        self.outers.iter().map(|outer| self.rounds(outer.of)).sum()
    }

    /// `None` for what is no Rust in its edition, and for what is known to differ.
    fn function(&self, number: u64) -> Option<Function> {
        let (id, round) = self.place(number);
        let outer = &self.outers[id as usize];
        let edition = Edition::ALL[((id + round) % 2) as usize];
        let inside = self.inside(outer.of);
        let inside = spread((id * 7_919 + round / 2) % inside, inside);
        let body = self.body(outer, inside);
        let is_rust = edition == Edition::E2024 || !body.contains(NEW);
        (is_rust && !deviates(number, &body)).then(|| whole(number, edition, &body, self.depth))
    }

    /// The outer constructs, and the round. In the last rounds there are those alone that have more inside.
    fn place(&self, number: u64) -> (u64, u64) {
        let all = self.outers.len() as u64;
        let common = self.rounds(Of::Number).min(self.rounds(Of::Noisy));
        match number.checked_sub(common * all) {
            None => (spread(number % all, all), number / all),
            Some(left) => {
                let late = self.late.len() as u64;
                (self.late[spread(left % late, late) as usize], common + left / late)
            }
        }
    }

    fn body(&self, outer: &Outer, inside: u64) -> String {
        let value = self.values.value(outer.of, self.depth.saturating_sub(1), inside);
        match outer.around {
            Some(around) => place(outer.statement, &place(&named(around, self.depth), &value)),
            None => place(outer.statement, &value),
        }
    }
}

/// Is there a pattern in a `move` block or closure that only copies something of a local from outside? Or one without `move` that takes a
/// field?
fn deviates(number: u64, body: &str) -> bool {
    let inside =
        |start: &str, pattern: &str| body.split_once(start).is_some_and(|(_, inside)| inside.contains(pattern));
    let takes_field = || ["async {", "|| "].into_iter().any(|start| inside(start, "match a"));
    inside("move ", ", .. } = a") || matches!(Given::of(number), Given::Parts) && takes_field()
}

/// How many functions there are with so many constructs in each other.
pub fn count(depth: usize) -> u64 {
    Functions::new(depth).count()
}

/// The functions of a range of numbers. Neighbours are unlike each other.
pub fn functions(depth: usize, numbers: std::ops::Range<u64>) -> Vec<Function> {
    let functions = Functions::new(depth);
    numbers.filter_map(|number| functions.function(number)).collect()
}

/// Another number below `all`, and never the same for two.
fn spread(number: u64, all: u64) -> u64 {
    // A prime that divides none of the counts.
    const STEP: u128 = 1_000_000_007;
    (u128::from(number) * STEP % u128::from(all)) as u64
}

/// What the values `a0`, `a1`, .. and `b` are for a function.
#[derive(Clone, Copy)]
enum Given {
    Locals,
    Parameters,
    /// Fields of `self`.
    Parts,
}

impl Given {
    /// In turns.
    fn of(number: u64) -> Self {
        [Given::Locals, Given::Parameters, Given::Parts][(number % 3) as usize]
    }
}

fn whole(number: u64, edition: Edition, body: &str, depth: usize) -> Function {
    let names = (0..=depth).map(|id| format!("a{id}")).chain(["b".to_owned()]);
    let names: Vec<String> = names.filter(|name| places(body, name).next().is_some()).collect();
    let list = |each: fn(&str) -> String| names.iter().map(|name| each(name)).collect::<String>();
    let given = list(|name| format!(", noisy(\"{name}\", n)"));
    let (text, call) = match Given::of(number) {
        Given::Locals => {
            let locals = list(|name| format!("let mut {name} = noisy(\"{name}\", n);\n"));
            (free(number, "", &(locals + body)), format!("f{number}(n)"))
        }
        Given::Parameters => {
            let parameters = list(|name| format!(", mut {name}: Noisy"));
            (free(number, &parameters, body), format!("f{number}(n{given})"))
        }
        Given::Parts => {
            let body = names.iter().fold(body.to_owned(), |body, name| part_of_self(&body, name));
            // A block that captures two of them drops them as they are declared, and that of a machine as they are named.
            let mut declared = names.clone();
            declared.sort_by_key(|name| places(&body, name).next());
            let fields: String = declared.iter().map(|name| format!("pub {name}: Noisy,")).collect();
            let values = list(|name| format!("{name}: noisy(\"{name}\", n),"));
            let head = format!("pub struct S{number} {{ {fields} }}\nimpl S{number} {{\n");
            (
                head + &free(number, "", &body).replace("(n:", "(mut self, n:") + "}\n",
                format!("S{number} {{ {values} }}.f{number}(n)"),
            )
        }
    };
    Function { number, edition, source: text, case: format!("case!(f{number}, [0, 1, 3], |n| {call}),") }
}

/// What the body says about a field of `self` that has the name.
fn part_of_self(body: &str, name: &str) -> String {
    let mut text = body.to_owned();
    let found: Vec<usize> = places(body, name).collect();
    found.into_iter().rev().for_each(|at| text.insert_str(at, "self."));
    text
}

fn free(number: u64, parameters: &str, body: &str) -> String {
    let mut text = format!("{ATTRIBUTE}\npub async fn f{number}(n: u64{parameters}) -> Result<u64, String> {{\n");
    body.lines().for_each(|line| text += &format!("    {line}\n"));
    text + "}\n"
}

/// Where the local stands as a word.
fn places<'b>(body: &'b str, name: &'b str) -> impl Iterator<Item = usize> + 'b {
    let is_word = |found: Option<char>| found.is_some_and(|found| found.is_alphanumeric() || found == '_');
    body.match_indices(name)
        .map(|(at, _)| at)
        .filter(move |at| !is_word(body[..*at].chars().next_back()) && !is_word(body[at + name.len()..].chars().next()))
}
