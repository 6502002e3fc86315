//! Everything that is refused, and what is said about it: what is not supported, why, and what to write instead.
//!
//! For each there is a page in the documentation of the crate `manual-async`, with examples: `src/errors/` at the root.

mod text;

/// The arguments that the attribute knows, each with an example.
pub const KNOWN_ARGUMENTS: [(&str, &str); 5] = [
    ("name", "name = \"ReadFile\""),
    ("crate", "crate = ::manual_async"),
    ("inspect", "inspect"),
    ("max_size", "max_size = 256"),
    ("skip", "skip"),
];

/// Something that `#[manual_async]` does not do. Every variant displays as one sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    // The arguments of the attribute.
    /// `#[manual_async(nam = "ReadFile")]`
    UnknownArgument { argument: String, nearest: Option<&'static str> },
    /// `#[manual_async(name = "A", name = "B")]`
    RepeatedArgument { argument: String },
    /// `#[manual_async(name)]`
    ArgumentWithoutValue { argument: String },
    /// `#[manual_async(skip = true)]`
    ArgumentWithValue { argument: String },
    /// `#[manual_async("ReadFile")]`
    MalformedArgument,
    /// `#[manual_async(name = ReadFile)]`
    NameNotString,
    /// `#[manual_async(name = "read-file")]`
    NameNotIdentifier { text: String },
    /// `#[manual_async(name = "fn")]`
    NameIsKeyword { text: String },
    /// `#[manual_async(name = "File")]` on a function whose body says `File`
    NameTaken { name: String },
    /// `#[manual_async(crate = 1)]`
    CrateNotPath,
    /// `#[manual_async(crate = "my_crate")]`
    CrateIsString { path: String },

    /// `#[manual_async(max_size = "256")]`
    MaxSizeNotNumber,
    /// `machine!(name = "ReadFile", async { .. })`
    ArgumentOfBlock,

    // What the attribute stands on.
    /// A struct, an enum, a constant, ..
    NotAFunction { what: &'static str },
    /// `#[manual_async] mod files;`
    OnModuleFile,
    /// `#[manual_async(name = "ReadFile")] impl File { .. }`
    NameOnScope,
    /// `#[manual_async(skip)]` where nothing around it bears the attribute
    SkipAlone,
    /// `#[manual_async] extern "C" { .. }`
    OnForeignModule,
    /// `#[manual_async] functions! { .. }`
    OnMacroCall,
    /// `#[manual_async] || async { .. }`
    OnClosure,
    /// `fn read() {}`
    NotAsync { function: String },
    /// `fn read() -> impl Future<Output = i32> { .. }`
    NotAsyncButFuture { function: String },
    /// `const async fn read() {}`
    ConstAsync,
    /// `async fn read();`
    WithoutBody { function: String },
    /// `async unsafe extern "C" fn read(first: i32, ...) {}`
    Variadic,
    /// `gen fn` and `async gen fn`
    GenFunction,
    /// `#[manual_async] #[manual_async] async fn read() {}`
    Twice,

    // Blocks.
    /// `machine! { read().await }`
    NotAnAsyncBlock,
    /// `async { x.push(1); x }`
    CapturedBothWays { local: String },

    // Where an `.await` may stand.
    /// `println!("{}", read().await)`
    AwaitInMacro { name: String },
    /// More than [`MAX_AWAITS`].
    TooManyAwaits { count: usize },

    // Locals that cannot be told for certain.
    /// `declare!(x);` where `x` is used later and declared nowhere else.
    LocalFromMacro { local: String, name: String },
    /// `{ static COUNT: u8 = 1; wait().await; COUNT } + COUNT`
    ItemOfBlock { name: String },
    /// A macro in a pattern: `let point!(x, y) = ..`
    MacroInPattern { name: String },

    // Syntax.
    /// `#[cfg(..)]` where leaving something out would leave no Rust: `left + #[cfg(unix)] right`
    ConditionalPart,
    /// `yield value`
    YieldExpression,
    /// `try { .. }`
    TryBlock,
    /// Tokens that the parser passes on unread.
    UnknownSyntax,
    /// A function that cannot be parsed, although rustc let it through to the attribute.
    UnreadableSyntax { reason: String },
}

/// How many awaits one function may have: their states are numbered in 16 bits.
pub const MAX_AWAITS: usize = 65_000;

impl Refusal {
    /// An argument that does not exist, with the one that was probably meant.
    pub fn unknown_argument(argument: &str) -> Refusal {
        let names = KNOWN_ARGUMENTS.iter().map(|(name, _)| *name);
        let nearest = names.map(|name| (distance(argument, name), name)).min();
        let nearest = nearest.filter(|(distance, name)| *distance <= 2 || argument.contains(name));
        Refusal::UnknownArgument { argument: argument.to_owned(), nearest: nearest.map(|(_, name)| name) }
    }
}

/// How many letters must be changed, added or left out to get from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}
