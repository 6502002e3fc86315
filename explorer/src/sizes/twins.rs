//! What comes in the place of a function that is measured: itself under another name, and its machine.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, ItemFn, ReturnType, Signature, Type, TypeImplTrait, Visibility, parse_quote};

use super::in_traits;
use super::prober::{Candidate, Home};
use super::probes::Probes;
use super::telling::telling;
use crate::functions::{arguments, is_harmless, is_own};
use crate::source::Source;

/// What is said of a function that is no machine, nor returns one as it is.
pub const NO_FUTURE: &str = "it is not `async`, and what it returns is not `impl Future` alone";

/// Both.
pub struct Twins {
    /// What both of them bear.
    pub cfgs: TokenStream,
    /// The function as it was, under another name.
    pub native: String,
    /// Its machine, which can be asked for sizes.
    pub machine: String,
    /// Both, where they are methods of a trait's.
    pub in_trait: String,
    /// What asks for the size of the native one.
    pub size: &'static str,
    /// The paths of the two.
    pub paths: [String; 2],
}

impl Twins {
    pub fn of(source: &Source, function: Candidate, home: &Home, all: &Probes) -> Result<Self, &'static str> {
        let number = all.probes.len();
        let Candidate { attrs, vis, sig, block } = function;
        if sig.inputs.len() > 12 {
            return Err("it has more than twelve parameters");
        }
        let own = attrs.iter().find(|attribute| is_own(attribute));
        let mut named = sig.clone();
        if is_apart(function, home) {
            named.ident = quote::format_ident!("machine_{}", sig.ident);
        }
        let origin = if home.of_trait().is_some() { "of_trait" } else { "own_signature" };
        let mut arguments = arguments(own, origin);
        if home.within.inspect && home.of_trait().is_none() && own.is_none_or(|own| inspected(own).is_none()) {
            arguments = quote!(inspect, #arguments);
        }
        if all.older {
            arguments = quote!(before_2024, #arguments);
        }
        let expansion = manual_async_lowering::manual_async(arguments, quote!(#vis #named #block));
        let machine: ItemFn = syn::parse2(expansion).map_err(|_| "it is refused")?;
        let machine = telling(machine, number).ok_or(match sig.asyncness {
            Some(_) => "its machine has another form",
            None => NO_FUTURE,
        })?;
        let cfgs = attrs.iter().filter(|attribute| is_cfg(attribute)).map(ToTokens::to_token_stream).collect();
        let signature = machine.sig.clone();
        let machine = captures_all(&parse_quote!(#cfgs #machine)).to_string();
        let (text, from, name) = (&source.text, start_of(vis, sig), sig.ident.span().byte_range());
        let native = format!("{}native_{}{}", &text[from..name.start], sig.ident, &text[name.end..end_of(block)]);
        let (paths, in_trait) = match home.of_trait() {
            Some(methods) => {
                let own = Signature { ident: quote::format_ident!("native_{}", sig.ident), ..sig.clone() };
                let code = format!("{native}\n{machine}");
                in_traits::beside(methods, [&own, &signature], number, &code).unwrap_or_default()
            }
            None => {
                let prefix = &home.prefix;
                ([format!("{prefix}native_{}", sig.ident), format!("{prefix}{}", named.ident)], String::new())
            }
        };
        Ok(Twins { cfgs, native, machine, in_trait, size: "size", paths })
    }

    /// The test that prints what a function takes.
    pub fn test(&self, sig: &Signature, home: &Home, number: usize) -> String {
        let (count, size) = (sig.inputs.len(), self.size);
        let [native, machine] = self.paths.each_ref().map(|path| match sig.safety {
            syn::Safety::Unsafe(_) => {
                let arguments = (0..count).map(|nth| format!("a{nth}")).collect::<Vec<_>>().join(", ");
                format!("|{arguments}| unsafe {{ {path}({arguments}) }}")
            }
            _ => path.clone(),
        });
        let cfgs = home.cfgs.iter().map(ToTokens::to_token_stream).chain([self.cfgs.clone()]).collect::<TokenStream>();
        format!(
            "\n{cfgs} #[cfg(test)] mod measured_{number} {{ use super::*; #[test] fn manual_async_sizes() {{ \
             crate::manual_async_sizes::print({number}, crate::manual_async_sizes::{size}{count}({native}), \
             crate::manual_async_sizes::of{count}({machine})) }} }}\n"
        )
    }
}

/// Does the function itself stay where it is, beside its twins? So do those of traits, and those that other attributes rewrite.
pub fn is_apart(function: Candidate, home: &Home) -> bool {
    home.of_trait().is_some() || !function.attrs.iter().all(is_plain)
}

/// In the words of [`HELPER`](super::copy::HELPER).
///
/// from: `fn f<T>(t: T) -> impl Future where T: Copy { .. }`, into: `function! { { fn f<T>(t: T) } { Future } { where T: Copy } { .. } }`
pub fn captures_all(function: &ItemFn) -> TokenStream {
    let ItemFn { attrs, vis, sig, block, .. } = function;
    let ReturnType::Type(_, output) = &sig.output else { return quote!(#function) };
    let Type::ImplTrait(TypeImplTrait { bounds, .. }) = &**output else { return quote!(#function) };
    let (mut head, statements) = (sig.clone(), &block.stmts);
    let clause = head.generics.where_clause.take();
    head.output = ReturnType::Default;
    quote!(::manual_async_captures::function! { { #(#attrs)* #vis #head } { #bounds } { #clause } { #(#statements)* } })
}

/// Attributes that leave a function as it is, and stay with it.
pub fn is_plain(attribute: &Attribute) -> bool {
    is_own(attribute) || is_harmless(attribute) || is_cfg(attribute)
}

pub fn is_cfg(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
}

/// The path of `manual_async`, if the attribute says `inspect`.
pub fn inspected(attribute: &Attribute) -> Option<String> {
    let own = Some(attribute).filter(|attribute| is_own(attribute))?;
    let arguments = own.meta.require_list().ok()?.tokens.to_string();
    let mut arguments = arguments.split(',').map(str::trim);
    let path = arguments.clone().find_map(|argument| argument.strip_prefix("crate")?.trim().strip_prefix('='));
    arguments.any(|argument| argument == "inspect").then(|| path.unwrap_or("::manual_async").to_owned())
}

pub fn start(part: &impl ToTokens) -> usize {
    part.to_token_stream().into_iter().next().map_or_else(Span::call_site, |first| first.span()).byte_range().start
}

pub fn start_of(vis: &Visibility, sig: &Signature) -> usize {
    start(&quote!(#vis #sig))
}

pub fn end_of(part: &impl ToTokens) -> usize {
    part.to_token_stream().into_iter().last().map_or_else(Span::call_site, |last| last.span()).byte_range().end
}
