//! The branches of `select!`, as tokio and futures write them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{
    Block, Expr, ExprBlock, Pat, Token,
    ext::IdentExt,
    parse::{ParseStream, Parser, Result},
    token::Brace,
};

/// `select! { biased; pattern = future, if condition => handler, else => handler }`
pub struct Select {
    /// `biased;` or nothing.
    pub lead: TokenStream,
    pub branches: Vec<Branch>,
    /// `else => handler`, `complete => handler`, `default => handler`
    pub others: Vec<(Ident, Expr)>,
}

/// `pattern = future, if condition => handler`
pub struct Branch {
    pub pat: Pat,
    pub future: Expr,
    pub condition: Option<Expr>,
    pub handler: Expr,
}

impl Select {
    pub fn parse(tokens: TokenStream) -> Option<Select> {
        let parser = |input: ParseStream| {
            let mut select = Select { lead: biased(input)?, branches: Vec::new(), others: Vec::new() };
            while !input.is_empty() {
                if names_other(input) {
                    let name = input.call(Ident::parse_any)?;
                    input.parse::<Token![=>]>()?;
                    select.others.push((name, handler(input)?));
                } else {
                    select.branches.push(branch(input)?);
                }
            }
            Ok(select)
        };
        parser.parse2(tokens).ok()
    }

    /// What is evaluated before anything is polled, in order: first the conditions, then the futures.
    pub fn values(&mut self) -> Vec<&mut Expr> {
        let (conditions, futures): (Vec<_>, Vec<_>) =
            self.branches.iter_mut().map(|branch| (branch.condition.as_mut(), &mut branch.future)).unzip();
        conditions.into_iter().flatten().chain(futures).collect()
    }

    /// What follows, with what it matches: one of these.
    pub fn handlers(&mut self) -> Vec<(Option<&mut Pat>, &mut Expr)> {
        let branches = self.branches.iter_mut().map(|branch| (Some(&mut branch.pat), &mut branch.handler));
        branches.chain(self.others.iter_mut().map(|(_, handler)| (None, handler))).collect()
    }

    pub fn into_tokens(self) -> TokenStream {
        let branches = self.branches.into_iter().map(|Branch { pat, future, condition, handler }| {
            let condition = condition.map(|condition| quote!(, if #condition));
            quote!(#pat = #future #condition => #handler,)
        });
        let others = self.others.into_iter().map(|(name, handler)| quote!(#name => #handler,));
        let (lead, branches): (_, TokenStream) = (self.lead, branches.chain(others).collect());
        quote!(#lead #branches)
    }
}

/// `biased;`, where it stands.
pub fn biased(input: ParseStream) -> Result<TokenStream> {
    let fork = input.fork();
    let is_biased = fork.parse::<Ident>().is_ok_and(|name| name == "biased") && fork.peek(Token![;]);
    if !is_biased {
        return Ok(TokenStream::new());
    }
    let (name, semi) = (input.parse::<Ident>()?, input.parse::<Token![;]>()?);
    Ok(quote!(#name #semi))
}

fn names_other(input: ParseStream) -> bool {
    let fork = input.fork();
    let name = fork.call(Ident::parse_any);
    name.is_ok_and(|name| ["else", "complete", "default"].iter().any(|other| name == other)) && fork.peek(Token![=>])
}

fn branch(input: ParseStream) -> Result<Branch> {
    let pat = Pat::parse_multi_with_leading_vert(input)?;
    input.parse::<Token![=]>()?;
    let future = input.parse()?;
    let condition = match input.parse::<Option<Token![,]>>()? {
        Some(_) => {
            input.parse::<Token![if]>()?;
            Some(input.parse()?)
        }
        None => None,
    };
    input.parse::<Token![=>]>()?;
    Ok(Branch { pat, future, condition, handler: handler(input)? })
}

/// A block, after which the comma may be left out, or another expression.
fn handler(input: ParseStream) -> Result<Expr> {
    if input.peek(Brace) {
        let fork = input.fork();
        let is_whole = fork.parse::<Block>().is_ok() && !fork.peek(Token![.]) && !fork.peek(Token![?]);
        if is_whole {
            let block = Expr::Block(ExprBlock { attrs: Vec::new(), label: None, block: input.parse()? });
            input.parse::<Option<Token![,]>>()?;
            return Ok(block);
        }
    }
    let handler = input.parse()?;
    if !input.is_empty() {
        input.parse::<Token![,]>()?;
    }
    Ok(handler)
}
