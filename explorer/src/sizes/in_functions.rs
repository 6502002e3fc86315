//! What `machine!` is given inside a function, and the blocks of one that boxes them: of a type that only the code around it knows.
//!
//! So the function is there once more, as one that returns the types of the block. Its body is a closure that nobody calls; what
//! it finds out about types is known outside. It stands behind the making of a value that cannot exist, so that rustc checks no
//! borrows there: the block is there twice, and takes what it captures each time.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::spanned::Spanned;
use syn::{Block, Expr, ExprAsync, ItemFn, Macro, ReturnType, Type, parse_quote};

use super::in_traits;
use super::prober::{Candidate, Home, MOVED, Prober, is_generic_itself};
use super::probes::{Edit, Probes};
use super::telling::telling_block;
use super::twins::{Twins, captures_all, end_of, is_cfg, start};
use crate::blocks;
use crate::source::Source;

const REFUSED: &str = "it is refused";

/// A block that is rewritten.
pub struct Given {
    /// What stands for it, from which byte to which.
    from: usize,
    to: usize,
    line: usize,
    /// With arguments before it, as `machine!` takes it.
    tokens: TokenStream,
    native: Expr,
}

impl Given {
    pub fn to_machine(invocation: &Macro) -> Option<Self> {
        let (_, native) = blocks::of_machine(invocation)?;
        let (from, to, line) = (start(invocation), end_of(invocation), invocation.path.span().start().line);
        Some(Given { from, to, line, tokens: invocation.tokens.clone(), native })
    }

    pub fn to_attribute(block: &ExprAsync) -> Self {
        let (from, to, line) = (start(block), end_of(block), block.span().start().line);
        Given { from, to, line, tokens: block.to_token_stream(), native: Expr::Async(block.clone()) }
    }
}

impl Prober<'_> {
    /// The blocks of a function that are rewritten.
    pub(super) fn blocks(&mut self, function: Candidate, home: &Home, blocks: impl IntoIterator<Item = Given>) {
        for (nth, block) in blocks.into_iter().enumerate() {
            let twins = match function.sig.inputs.len() {
                _ if self.all.cautious => Err(MOVED),
                _ if home.is_generic || is_generic_itself(function.sig) => {
                    Err("it is in a generic function, and has no size of its own")
                }
                13.. => Err("its function has more than twelve parameters"),
                _ => twins(self.source, function, home, self.all, &block),
            };
            let name = format!("{}{}", home.within.path, function.sig.ident);
            let number = self.all.probes.len();
            let twins = twins.and_then(|twins| {
                self.push(format!("{name}::{}", blocks::name(nth + 1)), block.line, false);
                if self.all.excluded.contains(&number) { Err(MOVED) } else { Ok(twins) }
            });
            match twins {
                Ok(twins) => {
                    let test = twins.test(function.sig, home, number);
                    let text = format!("\n#[allow(warnings)] {}{test}", twins.machine);
                    self.edits.push(Edit::of(number, home.end, home.end, &text));
                }
                Err(why) => self.all.left_out.push(format!("the block in line {} of {name}: {why}", block.line)),
            }
        }
    }
}

/// A function beside the one that it is made of, and its path; a method is in a block of its own.
fn beside(function: &ItemFn, home: &Home, number: usize) -> Option<(String, String)> {
    let (sig, code) = (&function.sig, captures_all(function).to_string());
    let path = format!("{}{}", home.prefix, sig.ident);
    let Some(methods) = home.methods else { return Some((path, code)) };
    if home.of_trait().is_some() {
        let ([path], text) = in_traits::beside(methods, [sig], number, &code)?;
        return Some((path, text));
    }
    let (generics, ty, clause) = (&methods.generics, &methods.self_ty, &methods.generics.where_clause);
    let cfgs: TokenStream = home.cfgs.iter().map(ToTokens::to_token_stream).collect();
    Some((path, format!("{} {{\n{code}\n}}", quote!(#cfgs impl #generics #ty #clause))))
}

/// from: `fn f(n: u8) -> u16 { let m = machine!(async { .. }); .. }`, into: `fn block_7(n: u8) -> impl Measured { let noted =
/// Noted::new(); let _ = || -> u16 { never(); { let m = noted.note(async { .. }, { enum ..; .. }); .. } }; noted }`
fn twins(
    source: &Source,
    function: Candidate,
    home: &Home,
    all: &Probes,
    block: &Given,
) -> Result<Twins, &'static str> {
    let number = all.probes.len();
    let sig = function.sig;
    let returns = match &sig.output {
        ReturnType::Default => quote!(()),
        ReturnType::Type(_, ty) if is_plain(ty) => ty.to_token_stream(),
        ReturnType::Type(..) => return Err("the type of what its function returns has no name"),
    };
    let older = all.older.then(|| quote!(before_2024,));
    let Given { tokens, native, .. } = block;
    let machine = syn::parse2(manual_async_lowering::machine(quote!(#older #tokens))).map_err(|_| REFUSED)?;
    let machine = telling_block(machine, number).ok_or(REFUSED)?;
    let noted = format_ident!("manual_async_noted");
    let instead = quote!(#noted.note(#native, #machine)).to_string();
    let body = body(source, function.block, block, &instead).ok_or(REFUSED)?;
    let mut head = sig.clone();
    (head.asyncness, head.constness, head.abi) = (None, None, None);
    head.ident = format_ident!("block_{number}");
    head.output = parse_quote!(-> impl crate::manual_async_sizes::Measured);
    let asyncness = &sig.asyncness;
    let cfgs = function.attrs.iter().filter(|attribute| is_cfg(attribute)).map(ToTokens::to_token_stream).collect();
    let twin: ItemFn = parse_quote!(#cfgs #head {
        let #noted = crate::manual_async_sizes::Noted::new();
        let _ = #asyncness || -> #returns {
            crate::manual_async_sizes::never();
            #body
        };
        #noted
    });
    let (path, machine) = beside(&twin, home, number).ok_or(REFUSED)?;
    let paths = [path.clone(), path];
    Ok(Twins { cfgs, native: String::new(), machine, in_trait: String::new(), size: "native", paths })
}

/// The body with something else in place of the block.
fn body(source: &Source, body: &Block, block: &Given, instead: &str) -> Option<Block> {
    let text = |from: usize, to: usize| source.text.get(from..to);
    syn::parse_str(&format!("{}{instead}{}", text(start(body), block.from)?, text(block.to, end_of(body))?)).ok()
}

/// May it be what a closure returns?
fn is_plain(ty: &Type) -> bool {
    let words = ty.to_token_stream().to_string();
    !matches!(ty, Type::Never(_)) && !words.split(|sign: char| !sign.is_alphanumeric()).any(|word| word == "impl")
}
