//! `cfg_if!`, whose branches are statements of the block that it stands in.

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream, Result};
use syn::{Attribute, Block, Macro, Meta, Stmt, StmtMacro, Token, braced};

/// One `if #[cfg(condition)] { holds } else ..`.
pub struct CfgIf {
    pub condition: TokenStream,
    pub holds: Vec<Stmt>,
    pub fails: Vec<Stmt>,
}

impl CfgIf {
    /// `None` if the statement is something else, or cannot be read.
    pub fn read(statement: &Stmt) -> Option<Self> {
        let Stmt::Macro(statement) = statement else { return None };
        let name = statement.mac.path.segments.last()?;
        let Parsed { condition, holds, otherwise } =
            (name.ident == "cfg_if").then(|| statement.mac.parse_body().ok())??;
        let fails = match otherwise {
            Otherwise::Statements(statements) => statements,
            Otherwise::Chain(tokens) => {
                let mac = Macro { tokens, ..statement.mac.clone() };
                vec![Stmt::Macro(StmtMacro { mac, ..statement.clone() })]
            }
        };
        Some(Self { condition, holds, fails })
    }
}

struct Parsed {
    condition: TokenStream,
    holds: Vec<Stmt>,
    otherwise: Otherwise,
}

enum Otherwise {
    Statements(Vec<Stmt>),
    /// One more `if`.
    Chain(TokenStream),
}

impl Parse for Parsed {
    fn parse(input: ParseStream) -> Result<Self> {
        input.parse::<Token![if]>()?;
        let [Attribute { meta: Meta::List(list), .. }] = &input.call(Attribute::parse_outer)?[..] else {
            return Err(input.error("one `#[cfg(..)]`"));
        };
        let (condition, holds) = (list.tokens.clone(), statements(input)?);
        if input.parse::<Option<Token![else]>>()?.is_none() {
            return Ok(Self { condition, holds, otherwise: Otherwise::Statements(Vec::new()) });
        }
        let otherwise = match input.peek(Token![if]) {
            true => Otherwise::Chain(input.parse()?),
            false => Otherwise::Statements(statements(input)?),
        };
        Ok(Self { condition, holds, otherwise })
    }
}

fn statements(input: ParseStream) -> Result<Vec<Stmt>> {
    let content;
    braced!(content in input);
    content.call(Block::parse_within)
}

/// Puts statements where one stood: what was a value is none if it is not the last.
pub fn replace(stmts: &mut Vec<Stmt>, index: usize, mut with: Vec<Stmt>) {
    if index + 1 < stmts.len()
        && let Some(Stmt::Expr(_, semi @ None)) = with.last_mut()
    {
        *semi = Some(<Token![;]>::default());
    }
    stmts.splice(index..=index, with);
}
