//! Small functions: every construct in every other one, and deeper nestings, by number. Unlike random functions none is left out.

use crate::{
    generator::{ATTRIBUTE, Edition, Function},
    nestings::{AROUND, INNERMOST, Of, STATEMENTS},
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
            let of = |of| AROUND.iter().filter(|around| around.1 == of).map(|around| inside[around.0 as usize]).sum();
            counts.push([of(Of::Number), of(Of::Noisy)]);
        }
        Values { counts }
    }

    fn count(&self, of: Of, depth: usize) -> u64 {
        self.counts[depth][of as usize]
    }

    /// The value with the number.
    fn value(&self, of: Of, depth: usize, mut number: u64) -> String {
        let id = depth.to_string();
        if depth == 0 {
            let mut innermost = INNERMOST.iter().filter(|inner| inner.0 == of);
            return innermost.nth(number as usize).expect("there are so many").1.replace('#', &id);
        }
        for (inside, _, around) in AROUND.iter().filter(|around| around.1 == of) {
            let count = self.count(*inside, depth - 1);
            if number < count {
                return place(&around.replace('#', &id), &self.value(*inside, depth - 1, number));
            }
            number -= count;
        }
        unreachable!("there are so many")
    }
}

/// `@` alone is a place, and none in a pattern.
fn place(around: &str, inside: &str) -> String {
    around.replace(" @ 1..", " \u{0} 1..").replace('@', inside).replace('\u{0}', "@")
}

/// How many functions there are with so many constructs in each other.
pub fn count(depth: usize) -> u64 {
    let values = Values::new(depth);
    STATEMENTS.iter().map(|(of, _)| values.count(*of, depth)).sum::<u64>() * Edition::ALL.len() as u64
}

/// The functions of a range of numbers. Neighbours are unlike each other.
pub fn functions(depth: usize, numbers: std::ops::Range<u64>) -> Vec<Function> {
    let (values, all) = (Values::new(depth), count(depth));
    numbers.map(|number| function(&values, depth, number, spread(number, all))).collect()
}

/// Another number below `all`, and never the same for two.
fn spread(number: u64, all: u64) -> u64 {
    // A prime that divides none of the counts.
    const STEP: u128 = 1_000_000_007;
    (u128::from(number) * STEP % u128::from(all)) as u64
}

fn function(values: &Values, depth: usize, number: u64, chosen: u64) -> Function {
    let editions = Edition::ALL.len() as u64;
    let edition = Edition::ALL[(chosen % editions) as usize];
    let mut left = chosen / editions;
    for (of, statements) in STATEMENTS {
        let count = values.count(*of, depth);
        if left < count {
            let body = place(statements, &values.value(*of, depth, left));
            let source = whole(number, &body, depth);
            return Function {
                number,
                edition,
                source,
                case: format!("case!(f{number}, [0, 1, 3], |n| f{number}(n)),"),
            };
        }
        left -= count;
    }
    unreachable!("there are so many")
}

fn whole(number: u64, body: &str, depth: usize) -> String {
    let mut text = format!("{ATTRIBUTE}\npub async fn f{number}(n: u64) -> Result<u64, String> {{\n");
    let names = (0..=depth).map(|id| format!("a{id}")).chain(["b".to_owned()]);
    for name in names.filter(|name| is_named(body, name)) {
        text += &format!("    let mut {name} = noisy(\"{name}\", n);\n");
    }
    body.lines().for_each(|line| text += &format!("    {line}\n"));
    text + "}\n"
}

/// Does the local stand there as a word?
fn is_named(body: &str, name: &str) -> bool {
    let is_word = |found: Option<char>| found.is_some_and(|found| found.is_alphanumeric() || found == '_');
    body.match_indices(name)
        .any(|(at, _)| !is_word(body[..at].chars().next_back()) && !is_word(body[at + name.len()..].chars().next()))
}
