//! Ids: an index into one table each, and a type of its own for each table.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub u32);

        impl $name {
            pub fn new(index: usize) -> Self {
                $name(u32::try_from(index).expect("fewer than 2^32 of anything in one function"))
            }

            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A variable of the function, or storage that the lowering introduced.
    LocalId
    /// One place in the source that names a local.
    MentionId
    /// A field of a local that is moved away on its own.
    PartId
    /// What rustc is asked about a field, or about a local whose fields are captured.
    AnswerId
    /// A lexical scope that contains an await.
    ScopeId
    /// A block of the control-flow graph.
    BlockId
    /// One `.await`.
    AwaitId
    /// A `break` or `continue` out of verbatim code into the graph.
    JumpId
}
