//! One function, and the machine that it becomes.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use serde::Serialize;
use syn::LitStr;

use crate::failure::{Complaint, Failure, Result};
use crate::functions::Function;
use crate::leaves::leaves;
use crate::links::{Link, links};
use crate::position::Range;
use crate::sections::{Section, sections};
use crate::source::Source;

/// A function as a machine.
#[derive(Serialize)]
pub struct Expansion {
    /// `module::Type::method`
    pub name: String,
    /// Where the function is in the source.
    #[serde(flatten)]
    pub range: Range,
    /// The attributes that would rewrite the function, and were left out.
    pub left_out: Vec<String>,
    /// What was taken to hold where the function asks: `cfg(unix)`.
    pub assumed: Vec<String>,
    /// Why it is not rewritten. Then there is no more than this.
    pub refusals: Vec<Complaint>,
    /// The machine as text.
    pub text: String,
    pub links: Vec<Link>,
    pub sections: Vec<Section>,
}

/// What becomes of `function`.
///
/// # Errors
///
/// If what comes out is no Rust, which is a bug.
pub fn expand(source: &Source, function: &Function) -> Result<Expansion> {
    let mut assumed = Vec::new();
    let mut tokens = manual_async_lowering::manual_async(function.arguments.clone(), function.item.clone());
    while let Some(half) = first_half(&tokens) {
        assumed.push(half.condition);
        tokens = manual_async_lowering::manual_async(half.arguments, half.item);
    }
    let mut expansion = Expansion {
        name: function.name(),
        range: function.range,
        left_out: function.left_out.clone(),
        assumed,
        refusals: refusals(source, &tokens),
        text: String::new(),
        links: Vec::new(),
        sections: Vec::new(),
    };
    if expansion.refusals.is_empty() {
        print(tokens, &mut expansion)?;
    }
    Ok(expansion)
}

fn print(tokens: TokenStream, expansion: &mut Expansion) -> Result<()> {
    let file = syn::parse2(tokens.clone()).map_err(|_| Failure::Bug)?;
    expansion.text = prettyplease::unparse(&file);
    let printed: TokenStream = expansion.text.parse().map_err(|_| Failure::Bug)?;
    expansion.links = links(&leaves(tokens), &leaves(printed.clone()));
    expansion.sections = sections(&syn::parse2(printed).map_err(|_| Failure::Bug)?);
    Ok(())
}

/// from: `::core::compile_error! { "..." } ..`, into: `"..."` and where it belongs
fn refusals(source: &Source, tokens: &TokenStream) -> Vec<Complaint> {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let errors = trees.windows(8).filter_map(|words| {
        let TokenTree::Group(group) = &words[7] else { return None };
        if words[5].to_string() != "compile_error" || group.delimiter() != Delimiter::Brace {
            return None;
        }
        let literal: LitStr = syn::parse2(group.stream()).ok()?;
        let range = Range::from_to(words[0].span(), literal.span());
        Some(Complaint { message: literal.value(), file: source.name.clone(), range, text: source.text.clone() })
    });
    errors.collect()
}

/// The function without its first `#[cfg(..)]`, as it is where the condition holds.
struct Half {
    /// `cfg(unix)`
    condition: String,
    arguments: TokenStream,
    item: TokenStream,
}

/// from:
/// ```text
/// #[cfg(unix)]
/// #[::manual_async::manual_async()]
/// async fn f() { .. }
/// #[cfg(not(unix))]
/// #[::manual_async::manual_async()]
/// async fn f() { .. }
/// ```
/// into: `f` where it is unix
fn first_half(tokens: &TokenStream) -> Option<Half> {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let attribute = |at: usize| match trees.get(at..at + 2) {
        Some([TokenTree::Punct(pound), TokenTree::Group(group)]) if pound.as_char() == '#' => Some(group.stream()),
        _ => None,
    };
    let own = |at: usize| attribute(at).and_then(own_arguments);
    let condition = attribute(0).map(|tokens| tokens.to_string()).filter(|text| text.starts_with("cfg"))?;
    let arguments = own(2)?;
    let second = (4..trees.len()).find(|at| own(*at).is_some())?;
    Some(Half { condition, arguments, item: trees[4..second - 2].iter().cloned().collect() })
}

/// from: `::manual_async::manual_async(name = "Read")`, into: `name = "Read"`
fn own_arguments(attribute: TokenStream) -> Option<TokenStream> {
    let trees: Vec<TokenTree> = attribute.into_iter().collect();
    match &trees[..] {
        [.., TokenTree::Ident(word), TokenTree::Group(arguments)] if word == "manual_async" => Some(arguments.stream()),
        _ => None,
    }
}
