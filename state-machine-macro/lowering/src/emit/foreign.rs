//! Type parameters of the `impl` around a function, which a macro on the function does not see.

use proc_macro2::Ident;
use syn::{
    Signature, TypePath,
    visit::{self, Visit},
};

/// Those that the parameters name, where no receiver says how long they live: `Self`, and what is called like a type parameter.
pub fn parameters(sig: &Signature) -> Vec<Ident> {
    if sig.receiver().is_some() {
        return Vec::new();
    }
    let mut finder = Finder { sig, found: Vec::new() };
    sig.inputs.iter().for_each(|input| finder.visit_fn_arg(input));
    finder.found
}

struct Finder<'s> {
    sig: &'s Signature,
    found: Vec<Ident>,
}

impl Visit<'_> for Finder<'_> {
    fn visit_type_path(&mut self, ty: &TypePath) {
        if let Some(name) = ty.path.get_ident()
            && looks_like_one(name)
            && !self.found.contains(name)
            && !self.sig.generics.type_params().any(|own| own.ident == *name)
        {
            self.found.push(name.clone());
        }
        visit::visit_type_path(self, ty);
    }
}

/// `T`, `IO`, `K2`
fn looks_like_one(name: &Ident) -> bool {
    let text = name.to_string();
    let is_loud = text.chars().all(|letter| letter.is_uppercase() || letter.is_ascii_digit() || letter == '_');
    text == "Self" || text.starts_with(char::is_uppercase) && (is_loud || text.len() < 3)
}
