//! What `machine!` is given inside a function: of a type that only the code around it knows.
//!
//! So the function is there once more, as one that returns the types of the block. Its body is a closure that nobody calls; what
//! it finds out about types is known outside. It stands behind the making of a value that cannot exist, so that rustc checks no
//! borrows there: the block is there twice, and takes what it captures each time.

use quote::{ToTokens, format_ident, quote};
use syn::{Block, ItemFn, Macro, ReturnType, Type, parse_quote};

use super::prober::{Candidate, Home};
use super::probes::Probes;
use super::telling::telling_block;
use super::twins::{Twins, captures_all, end_of, is_cfg, start};
use crate::blocks;
use crate::source::Source;

const REFUSED: &str = "it is refused";

/// from: `fn f(n: u8) -> u16 { let m = machine!(async { .. }); .. }`, into: `fn block_7(n: u8) -> impl Measured { let noted =
/// Noted::new(); let _ = || -> u16 { never(); { let m = noted.note(async { .. }, { enum ..; .. }); .. } }; noted }`
pub fn twins(
    source: &Source,
    function: Candidate,
    home: &Home,
    all: &Probes,
    block: &Macro,
) -> Result<Twins, &'static str> {
    let number = all.probes.len();
    let sig = function.sig;
    let returns = match &sig.output {
        ReturnType::Default => quote!(()),
        ReturnType::Type(_, ty) if is_plain(ty) => ty.to_token_stream(),
        ReturnType::Type(..) => return Err("the type of what its function returns has no name"),
    };
    let (_, native) = blocks::of_machine(block).ok_or(REFUSED)?;
    let older = all.older.then(|| quote!(before_2024,));
    let given = &block.tokens;
    let machine = syn::parse2(manual_async_lowering::machine(quote!(#older #given))).map_err(|_| REFUSED)?;
    let machine = telling_block(machine, number).ok_or(REFUSED)?;
    let noted = format_ident!("manual_async_noted");
    let instead = quote!(#noted.note(#native, #machine)).to_string();
    let body = body(source, function.block, block, &instead).ok_or(REFUSED)?;
    let mut head = sig.clone();
    (head.asyncness, head.constness, head.abi) = (None, None, None);
    head.ident = format_ident!("block_{number}");
    head.output = parse_quote!(-> impl crate::manual_async_sizes::Measured);
    let (asyncness, path) = (&sig.asyncness, head.ident.to_string());
    let cfgs = function.attrs.iter().filter(|attribute| is_cfg(attribute)).map(ToTokens::to_token_stream).collect();
    let twin: ItemFn = parse_quote!(#cfgs #head {
        let #noted = crate::manual_async_sizes::Noted::new();
        let _ = #asyncness || -> #returns {
            crate::manual_async_sizes::never();
            #body
        };
        #noted
    });
    let machine = captures_all(&twin).to_string();
    let paths = [format!("{}{path}", home.prefix), format!("{}{path}", home.prefix)];
    Ok(Twins { cfgs, native: String::new(), machine, in_trait: String::new(), size: "native", paths })
}

/// The body with something else in place of the block.
fn body(source: &Source, body: &Block, block: &Macro, instead: &str) -> Option<Block> {
    let (from, to) = (start(body), end_of(body));
    let text = |from: usize, to: usize| source.text.get(from..to);
    syn::parse_str(&format!("{}{instead}{}", text(from, start(block))?, text(end_of(block), to)?)).ok()
}

/// May it be what a closure returns?
fn is_plain(ty: &Type) -> bool {
    let words = ty.to_token_stream().to_string();
    !matches!(ty, Type::Never(_)) && !words.split(|sign: char| !sign.is_alphanumeric()).any(|word| word == "impl")
}
