//! What the generator knows about the locals in sight: enough for every program to pass the borrow checker.

/// Types, as simple as the comparison allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Type {
    Unit,
    /// `u64`
    Number,
    /// `[u64; N]`
    Numbers,
    /// `bool`
    Flag,
    /// `Noisy`
    Noisy,
    /// `Option<Noisy>`
    Maybe,
    /// `[Noisy; 2]`
    List,
    /// `&Noisy`
    Shared,
    /// `&mut Noisy`
    Unique,
    /// `Source`
    Source,
    /// `Lock`
    Lock,
    /// `LockGuard<'_>`
    Guard,
    /// `impl Fn() -> u64`
    Function,
    /// `impl Future<Output = u64>`
    Waiting,
}

impl Type {
    pub fn is_copy(self) -> bool {
        matches!(self, Type::Unit | Type::Number | Type::Numbers | Type::Flag | Type::Shared)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Declared, without a value yet.
    Empty,
    Full,
    Moved,
    /// It depends on the way that was taken: no use, but a new value for what is `mut`.
    Unsure,
}

#[derive(Clone, Debug)]
pub struct Local {
    pub name: String,
    pub ty: Type,
    pub mutable: bool,
    pub state: State,
    /// How many loops stand around its declaration.
    pub loops: usize,
    /// How many references to it are in use, and whether one of them is unique.
    pub shared: usize,
    pub unique: bool,
    /// Whether a later local may take its name.
    pub shadowable: bool,
}

impl Local {
    pub fn new(name: &str, ty: Type, mutable: bool) -> Self {
        let (name, state) = (name.to_owned(), State::Full);
        Local { name, ty, mutable, state, loops: 0, shared: 0, unique: false, shadowable: true }
    }

    pub fn is_readable(&self) -> bool {
        self.state == State::Full && !self.unique
    }

    pub fn is_borrowed(&self) -> bool {
        self.unique || self.shared > 0
    }

    pub fn is_writable(&self) -> bool {
        self.is_readable() && self.shared == 0 && (self.mutable || self.ty == Type::Unique)
    }
}

/// Something that `break` can leave.
#[derive(Clone, Debug)]
pub struct Frame {
    pub label: Option<String>,
    pub is_loop: bool,
    /// What `break` carries.
    pub value: Option<Type>,
    /// How many loops stand around it.
    pub loops: usize,
    /// What may be given away behind it.
    pub floor: usize,
    /// The locals that outlive it.
    pub outer: usize,
    /// Their states at each `break`.
    pub exits: Vec<Vec<State>>,
}

#[derive(Default)]
pub struct Scope {
    pub locals: Vec<Local>,
    pub frames: Vec<Frame>,
    /// The frames before this one cannot be reached: something that they need was given away on the way out.
    pub fence: usize,
    /// How many loops stand around the current place.
    pub loops: usize,
    /// What was declared with at least so many loops around it may be given away here: the rest is needed again in the
    /// next turn.
    pub floor: usize,
    /// Inside of an operand that is evaluated sometimes, or several times: nothing is given away.
    pub keep: usize,
}

impl Scope {
    /// Those in sight that no other local hides.
    pub fn visible(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.locals.len()).filter(|&i| self.locals[i + 1..].iter().all(|later| later.name != self.locals[i].name))
    }

    pub fn is_movable(&self, local: &Local) -> bool {
        self.keep == 0
            && local.state == State::Full
            && !local.is_borrowed()
            && !local.ty.is_copy()
            && local.ty != Type::Unique
            && local.loops >= self.floor
    }

    /// Whether it can get a value by `x = ..`.
    pub fn is_assignable(&self, local: &Local) -> bool {
        let first = local.state == State::Empty && local.loops >= self.floor;
        self.keep == 0 && !local.is_borrowed() && (local.mutable || first)
    }

    pub fn states(&self) -> Vec<State> {
        self.locals.iter().map(|local| local.state).collect()
    }

    pub fn restore(&mut self, states: &[State]) {
        self.locals.truncate(states.len());
        for (local, state) in self.locals.iter_mut().zip(states) {
            local.state = *state;
        }
    }

    /// After several ways came together.
    pub fn join(&mut self, ways: &[Vec<State>]) {
        let Some((first, rest)) = ways.split_first() else { return };
        let mut joined = first.clone();
        for way in rest {
            for (state, other) in joined.iter_mut().zip(way) {
                if state != other {
                    *state = State::Unsure;
                }
            }
        }
        self.restore(&joined);
    }
}
