//! What is known of a machine without running it, as constants.

/// The machine that a function or an `async` block has become.
///
/// [`Machine::json`] writes it as JSON.
#[derive(Debug)]
pub struct Machine {
    /// The name of the function; of a block that of the function around it, as far as it is known.
    pub function: &'static str,
    /// What it is called in a sentence: `` `read_file` ``, `` the `async` block in line 7 ``.
    pub title: &'static str,
    /// The module that it stands in.
    pub module: &'static str,
    /// The source file, as the compiler was told of it.
    pub file: &'static str,
    /// Where it begins, from 1 on.
    pub line: u32,
    /// In characters, from 1 on.
    pub column: u32,
    /// The size of the future in bytes.
    pub size: usize,
    /// By number. The first waits for the first poll, the last for nothing.
    pub states: &'static [State],
    /// The ways from one state to another within one poll.
    pub transitions: &'static [Transition],
}

impl Machine {
    /// The lower bound of the size in bytes: what has to be kept where the most has to be, without a tag, without room for what
    /// is gone, and without alignment.
    ///
    /// ```
    /// use manual_async::{inspect::Inspect, manual_async, yield_now};
    ///
    /// #[manual_async(inspect)]
    /// async fn sum(values: [u8; 100]) -> u32 {
    ///     yield_now().await;
    ///     values.iter().map(|value| u32::from(*value)).sum()
    /// }
    ///
    /// let future = sum([1; 100]);
    /// assert_eq!(future.machine().least(), 101);
    /// assert_eq!(future.machine().size, 102);
    /// ```
    pub const fn least(&self) -> usize {
        let (mut index, mut least) = (0, 0);
        while index < self.states.len() {
            let state = self.states[index].least();
            if state > least {
                least = state;
            }
            index += 1;
        }
        least
    }
}

/// One state: the function can be found in it between two polls.
#[derive(Debug)]
pub struct State {
    /// The number of the state.
    pub number: usize,
    /// The name of the enum's variant: `AwaitingOpen`.
    pub name: &'static str,
    /// What it waits for.
    pub kind: StateKind,
    /// What it stores, in the order of the offsets.
    pub fields: &'static [Field],
    /// What is dropped, in this order, when the future is dropped here.
    pub drops: &'static [Dropped],
}

impl State {
    /// How many bytes are kept in it: locals that are still used, dropped or lent, and the awaited future.
    pub const fn least(&self) -> usize {
        let (mut index, mut least) = (0, 0);
        while index < self.fields.len() {
            let Field { size, content, .. } = self.fields[index];
            if matches!(content, Content::Local(Reason::Used | Reason::Unused) | Content::AwaitedFuture) {
                least += size;
            }
            index += 1;
        }
        least
    }

    /// The `.await`, if this is one.
    pub fn awaited(&self) -> Option<&'static Code> {
        match &self.kind {
            StateKind::Awaiting(awaited) => Some(awaited),
            _ => None,
        }
    }
}

/// What a state waits for.
#[derive(Debug)]
pub enum StateKind {
    /// The first poll.
    Uninitialized,
    /// A future: the source text of the operand and `.await`, shortened to a line.
    Awaiting(&'static Code),
    /// Nothing: the function has returned, or has panicked.
    Done,
}

/// A piece of source.
#[derive(Debug)]
pub struct Code {
    /// Its text, without comments.
    pub text: &'static str,
    /// Where it begins, from 1 on.
    pub line: u32,
    /// In characters, from 1 on.
    pub column: u32,
    /// Where it ends, from 1 on.
    pub end_line: u32,
    /// Behind its last character, in characters from 1 on.
    pub end_column: u32,
}

impl Code {
    /// At `[line, column, end_line, end_column]`.
    pub const fn at(text: &'static str, [line, column, end_line, end_column]: [u32; 4]) -> Self {
        Code { text, line, column, end_line, end_column }
    }
}

/// One field of a state.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name of the local. Others: what they are for.
    pub name: &'static str,
    /// The name of its type, for people to read.
    pub type_name: fn() -> &'static str,
    /// In bytes.
    pub size: usize,
    /// In bytes.
    pub align: usize,
    /// In bytes from the beginning of the future. Nothing where rustc places the fields: in a machine that keeps nothing but the
    /// future that it awaits.
    pub offset: Option<usize>,
    /// What is in it.
    pub content: Content,
}

impl Field {
    const fn new<T>(name: &'static str, content: Content) -> Self {
        let type_name = core::any::type_name::<T>;
        Field { name, type_name, size: size_of::<T>(), align: align_of::<T>(), offset: None, content }
    }

    /// [`Reason::Used`]. This field and the following have no place yet.
    pub const fn used<T>(name: &'static str) -> Self {
        Field::new::<T>(name, Content::Local(Reason::Used))
    }

    /// [`Reason::Unused`]
    pub const fn unused<T>(name: &'static str) -> Self {
        Field::new::<T>(name, Content::Local(Reason::Unused))
    }

    /// [`Reason::Gone`]
    pub const fn gone<T>(name: &'static str) -> Self {
        Field::new::<T>(name, Content::Local(Reason::Gone))
    }

    /// [`Content::Flag`]
    pub const fn flag<T>(name: &'static str) -> Self {
        Field::new::<T>(name, Content::Flag)
    }

    /// [`Content::Hole`]
    pub const fn hole<T>(name: &'static str) -> Self {
        Field::new::<T>(name, Content::Hole)
    }

    /// [`Content::AwaitedFuture`]
    pub const fn future<T>(name: &'static str) -> Self {
        Field::new::<T>(name, Content::AwaitedFuture)
    }
}

/// What is in a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Content {
    /// A local.
    Local(Reason),
    /// Whether a local has a value, or which parts of it are left.
    Flag,
    /// Nothing: what comes behind has to keep its place.
    Hole,
    /// The awaited future.
    AwaitedFuture,
}

/// Why a local is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// Code behind the await uses it.
    Used,
    /// Nothing uses it any more: it is dropped behind the await, or the awaited future may still look at it.
    Unused,
    /// It has no value here. Something that is kept may point to its place.
    Gone,
}

/// What is dropped when the future is dropped.
#[derive(Debug)]
pub struct Dropped {
    /// The name of the field.
    pub field: &'static str,
    /// Is it certain that there is something to drop?
    pub certain: bool,
}

impl Dropped {
    /// There is something to drop.
    pub const fn surely(field: &'static str) -> Self {
        Dropped { field, certain: true }
    }

    /// There may be something to drop.
    pub const fn perhaps(field: &'static str) -> Self {
        Dropped { field, certain: false }
    }
}

/// A way from one state to another, within one poll.
#[derive(Debug)]
pub struct Transition {
    /// The number of the state.
    pub from: usize,
    /// The number of the state.
    pub to: usize,
    /// How it ends.
    pub exit: Exit,
    /// The code that may run on the way.
    pub code: &'static [Code],
}

/// How a transition ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// A future is awaited.
    Await,
    /// The end of the function.
    End,
    /// `?`, or `return` inside other code.
    Early,
}

/// The state enum that generated code has made.
///
/// Nothing is to be gained from implementing it by hand.
pub trait Stored: Sized {
    /// What is known of the machine.
    const MACHINE: &'static Machine;

    /// The number of the present state.
    fn number(&self) -> usize;
}

/// The number of the present state of a state enum.
///
/// # Safety
/// `S` is an enum of `repr(Tag)`.
pub unsafe fn number<Tag: Copy + Into<usize>, S>(state: &S) -> usize {
    // SAFETY: an enum of `repr(Tag)` begins with its tag (RFC 2195).
    unsafe { (&raw const *state).cast::<Tag>().read() }.into()
}

/// Gives fields their places, as `repr(C)` does behind a tag of so many bytes.
pub const fn place<const COUNT: usize>(tag: usize, mut fields: [Field; COUNT]) -> [Field; COUNT] {
    let (mut index, mut end) = (0, tag);
    while index < COUNT {
        let offset = end.next_multiple_of(fields[index].align);
        fields[index].offset = Some(offset);
        end = offset + fields[index].size;
        index += 1;
    }
    fields
}
