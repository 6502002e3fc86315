//! One function, and the machine that it becomes.

use proc_macro2::{TokenStream, TokenTree};
use serde::Serialize;

use crate::failure::{Complaint, Failure, Result};
use crate::functions::Function;
use crate::leaves::leaves;
use crate::links::{Link, links};
use crate::machine::{Machine, Told};
use crate::origin::words;
use crate::position::Range;
use crate::sections::{Place, Section, places, sections};
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
    /// By state: where it is in the text.
    pub places: Vec<Place>,
    /// The states, what they keep and drop, the code between them, and warnings.
    pub machine: Option<Told>,
}

/// What becomes of `function`.
///
/// # Errors
///
/// If what comes out is no Rust, which is a bug.
pub fn expand(source: &Source, function: &Function) -> Result<Expansion> {
    let Settled { assumed, arguments, item } = settle(function);
    let tokens = manual_async_lowering::manual_async(arguments, item);
    let mut expansion = Expansion {
        name: function.name(),
        range: function.range,
        left_out: function.left_out.clone(),
        assumed,
        refusals: Vec::new(),
        text: String::new(),
        links: Vec::new(),
        sections: Vec::new(),
        places: Vec::new(),
        machine: None,
    };
    match Machine::of(source, function) {
        Ok(machine) => {
            expansion.machine = Some(machine.told());
            print(source, tokens, &mut expansion)?;
        }
        Err(refusals) => expansion.refusals = refusals,
    }
    Ok(expansion)
}

/// A function without conditions.
pub struct Settled {
    /// What was taken to hold.
    assumed: Vec<String>,
    pub arguments: TokenStream,
    pub item: TokenStream,
}

/// The function as it is where all conditions hold that it asks for.
pub fn settle(function: &Function) -> Settled {
    let (arguments, item) = (function.arguments.clone(), function.item.clone());
    let mut settled = Settled { assumed: Vec::new(), arguments, item };
    while words(settled.item.clone()).contains("cfg")
        && let Some(half) =
            first_half(manual_async_lowering::manual_async(settled.arguments.clone(), settled.item.clone()))
    {
        settled.assumed.push(half.condition);
        (settled.arguments, settled.item) = (half.arguments, half.item);
    }
    settled
}

fn print(source: &Source, tokens: TokenStream, expansion: &mut Expansion) -> Result<()> {
    let file = syn::parse2(tokens.clone()).map_err(|_| Failure::Bug)?;
    expansion.text = prettyplease::unparse(&file);
    let printed: TokenStream = expansion.text.parse().map_err(|_| Failure::Bug)?;
    expansion.links = links(&source.text, &leaves(tokens), &leaves(printed.clone()));
    let printed = syn::parse2(printed).map_err(|_| Failure::Bug)?;
    (expansion.sections, expansion.places) = (sections(&printed), places(&printed));
    Ok(())
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
fn first_half(tokens: TokenStream) -> Option<Half> {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
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
