//! The arguments of the attribute: `#[manual_async(name = "ReadFile", crate = ::my_crate::manual_async)]`.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Expr, ExprLit, Lit, LitStr, Path, Result, Token, parse_quote_spanned};

use super::parameters;
use crate::error::Errors;
use crate::model::input::{Answer, Edition, Inspection, Options, Origin, Parameter};
use crate::refusal::Refusal;
use crate::syntax::pieces::split_at_commas;

/// Reads the arguments; what is wrong with one does not keep the others from being read.
pub fn read(arguments: TokenStream, errors: &Errors) -> Options {
    let mut reader = Reader {
        name: None,
        krate: None,
        skip: None,
        inspect: false,
        max_size: None,
        last: false,
        edition: None,
        signature: Origin::Unknown,
        answers: Vec::new(),
        parameters: Vec::new(),
        errors,
    };
    for argument in split_at_commas(arguments) {
        reader.read(argument);
    }
    let default = || parse_quote_spanned!(Span::mixed_site()=> ::manual_async);
    Options {
        name: reader.name.flatten(),
        krate: reader.krate.flatten().unwrap_or_else(default),
        skip: reader.skip,
        inspection: if reader.inspect { Inspection::Asked } else { Inspection::unasked() },
        max_size: reader.max_size.flatten(),
        last: reader.last,
        edition: reader.edition,
        signature: reader.signature,
        answers: reader.answers,
        parameters: reader.parameters,
    }
}

/// The same for `machine!`, which has no name for its enum and leaves nothing out.
pub fn read_for_block(arguments: TokenStream, errors: &Errors) -> Options {
    let options = read(arguments, errors);
    for word in options.name.iter().chain(&options.skip) {
        errors.push(word.span(), Refusal::ArgumentOfBlock);
    }
    options
}

/// The arguments so far: `None` where there is none, `Some(None)` where it is wrong.
struct Reader<'a> {
    name: Option<Option<Ident>>,
    krate: Option<Option<Path>>,
    skip: Option<Ident>,
    inspect: bool,
    max_size: Option<Option<Expr>>,
    last: bool,
    edition: Option<Edition>,
    signature: Origin,
    answers: Vec<Answer>,
    parameters: Vec<Parameter>,
    errors: &'a Errors,
}

impl Reader<'_> {
    fn read(&mut self, tokens: TokenStream) {
        match syn::parse2::<Argument>(tokens.clone()) {
            Ok(argument) => self.assign(argument),
            Err(_) => self.errors.push_spanned(tokens, Refusal::MalformedArgument),
        }
    }

    fn assign(&mut self, argument: Argument) {
        let key = argument.key.to_string();
        let repeated = match key.as_str() {
            "name" => self.name.replace(name(&argument, self.errors)).is_some(),
            "crate" => self.krate.replace(krate(&argument, self.errors)).is_some(),
            "max_size" => self.max_size.replace(max_size(&argument, self.errors)).is_some(),
            "skip" | "inspect" | "last" | "own_signature" | "of_trait" | "of_impl" | "before_2024" | "since_2024"
                if !argument.value.is_empty() =>
            {
                self.errors.push_spanned(&argument.value, Refusal::ArgumentWithValue { argument: key.clone() });
                false
            }
            "skip" => self.skip.replace(argument.key.clone()).is_some(),
            "inspect" => std::mem::replace(&mut self.inspect, true),
            "own_signature" => std::mem::replace(&mut self.signature, Origin::Own) != Origin::Unknown,
            "of_trait" => std::mem::replace(&mut self.signature, Origin::Trait) != Origin::Unknown,
            "of_impl" => std::mem::replace(&mut self.signature, Origin::TraitImpl) != Origin::Unknown,
            "before_2024" => self.edition.replace(Edition::Before2024).is_some(),
            "since_2024" => self.edition.replace(Edition::Since2024).is_some(),
            "last" => std::mem::replace(&mut self.last, true),
            "holds" | "fails" => {
                let condition = in_parentheses(argument.value);
                self.answers.push(Answer { condition, holds: key == "holds" });
                false
            }
            "parameters" => {
                self.parameters = parameters::read(in_parentheses(argument.value));
                false
            }
            _ => {
                self.errors.push(argument.key.span(), Refusal::unknown_argument(&key));
                false
            }
        };
        if repeated {
            self.errors.push(argument.key.span(), Refusal::RepeatedArgument { argument: key });
        }
    }
}

/// `(feature = "x")`
fn in_parentheses(value: TokenStream) -> TokenStream {
    match value.into_iter().next() {
        Some(TokenTree::Group(group)) => group.stream(),
        other => other.into_iter().collect(),
    }
}

/// One argument, its value not yet read.
struct Argument {
    key: Ident,
    /// What stands behind the `=`.
    value: TokenStream,
}

impl Parse for Argument {
    fn parse(input: ParseStream) -> Result<Self> {
        let key = input.call(Ident::parse_any)?;
        if !input.is_empty() {
            input.parse::<Token![=]>()?;
        }
        Ok(Argument { key, value: input.parse()? })
    }
}

/// The value of `name`: a string that can be the name of a type.
fn name(argument: &Argument, errors: &Errors) -> Option<Ident> {
    let value = value(argument, errors)?;
    let Some(literal) = string(&value) else {
        errors.push_spanned(value, Refusal::NameNotString);
        return None;
    };
    let text = literal.value();
    match (literal.parse::<Ident>(), literal.parse_with(Ident::parse_any)) {
        (Ok(name), _) => return Some(name),
        (Err(_), Ok(_)) => errors.push(literal.span(), Refusal::NameIsKeyword { text }),
        (Err(_), Err(_)) => errors.push(literal.span(), Refusal::NameNotIdentifier { text }),
    }
    None
}

/// The value of `crate`: a path without quotes.
fn krate(argument: &Argument, errors: &Errors) -> Option<Path> {
    let value = value(argument, errors)?;
    if let Ok(path) = Path::parse_mod_style.parse2(value.clone()) {
        return Some(path);
    }
    let quoted = string(&value).and_then(|literal| literal.parse_with(Path::parse_mod_style).ok());
    let refusal = match quoted {
        Some(path) => Refusal::CrateIsString { path: path.to_token_stream().to_string().replace(' ', "") },
        None => Refusal::CrateNotPath,
    };
    errors.push_spanned(value, refusal);
    None
}

/// The value of `max_size`: a number of bytes, or a constant.
fn max_size(argument: &Argument, errors: &Errors) -> Option<Expr> {
    let value = value(argument, errors)?;
    match syn::parse2::<Expr>(value.clone()) {
        Ok(number @ (Expr::Lit(ExprLit { lit: Lit::Int(_), .. }) | Expr::Path(_))) => Some(number),
        _ => {
            errors.push_spanned(value, Refusal::MaxSizeNotNumber);
            None
        }
    }
}

/// What stands behind the `=`, which must be something.
fn value(argument: &Argument, errors: &Errors) -> Option<TokenStream> {
    if argument.value.is_empty() {
        let refusal = Refusal::ArgumentWithoutValue { argument: argument.key.to_string() };
        errors.push(argument.key.span(), refusal);
        return None;
    }
    Some(argument.value.clone())
}

/// A string without a suffix.
fn string(tokens: &TokenStream) -> Option<LitStr> {
    let literal: LitStr = syn::parse2(tokens.clone()).ok()?;
    literal.suffix().is_empty().then_some(literal)
}
