//! The function that is lowered, and those that it may await in a circle.

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::Type;

/// What is known of the function that is being lowered.
#[derive(Clone, Debug)]
pub struct Function {
    pub name: Ident,
    pub krate: syn::Path,
    pub output: Type,
    pub circle: Circle,
    /// The method of a trait that it may be. What it calls by this name is then perhaps that of another type, which may be a reference.
    pub method: Option<Ident>,
    /// Constants that it is generic over, with their types.
    pub consts: HashMap<String, Type>,
    /// It is in a circle that is closed by a function of which nobody can be asked what it returns.
    pub hides: bool,
}

/// By name: the function itself, and those that may wait for it and that it waits for.
pub type Circle = HashMap<String, Way>;

/// How a function is called.
#[derive(Clone, Debug)]
pub struct Way {
    /// With `self`.
    pub arguments: usize,
    /// Without a box around it, it cannot be in a circle.
    pub is_async: bool,
    /// No method of the type's own can be meant by its name, as that of a trait's may be.
    pub is_only: bool,
    /// By its name, or by a path of modules.
    pub is_free: bool,
    /// By the name of a type before its own: by these, beside `Self`.
    pub types: Option<Vec<String>>,
    /// On a value of the type that the function belongs to.
    pub is_method: bool,
    /// On another value than `self`, too. Where a trait says that what its functions return is `Send`, they cannot be named in
    /// themselves, and what is called like them is as a rule the function of something inside.
    pub on_others: bool,
    /// How many types and constants it takes, if all can be said. Where another function is called, nothing else tells them.
    pub generics: Option<usize>,
}
