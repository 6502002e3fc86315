//! Source text for people to read.

use std::mem;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Expr, ExprAsync, Macro, Stmt};

use crate::model::{graph::Graph, mark};

/// The source text of an expression or a pattern, on one line, with spaces where people put them.
pub fn readable(code: &impl ToTokens) -> String {
    let mut text = String::new();
    write(code.to_token_stream(), &Graph::default(), &mut text);
    text.trim().to_owned()
}

/// The same for an expression with marks in it, shortened to what fits into a line.
pub fn summary(expr: &Expr, graph: &Graph) -> String {
    let mut text = String::new();
    if let Some(path) = awaiting_macro(expr) {
        write(path, graph, &mut text);
        return format!("{text}!");
    }
    write(expr.to_token_stream(), graph, &mut text);
    shorten(text.trim())
}

/// The path of the macro that awaits here.
fn awaiting_macro(expr: &Expr) -> Option<TokenStream> {
    let Expr::Await(expr) = expr else { return None };
    match &*expr.base {
        Expr::Async(block) => only_macro(block).map(|mac| mac.path.to_token_stream()),
        _ => mark::read_by_macro(&expr.attrs).map(|(path, _)| path.clone()),
    }
}

/// What names an awaited operand best: the function or method that is called, or the local.
pub fn callee(expr: &Expr, graph: &Graph) -> String {
    let name = match expr {
        Expr::Call(call) => return callee(&call.func, graph),
        Expr::MethodCall(call) => {
            let method = call.method.to_string();
            // `x.read().into_future()`: the call before says more.
            return if is_adapter(&method) { callee(&call.receiver, graph) } else { method };
        }
        Expr::Path(path) => path.path.segments.last().map(|segment| match mark::read_mention(&segment.ident) {
            Some((local, _)) => graph.local(local).ident.to_string(),
            None => segment.ident.to_string(),
        }),
        Expr::Field(field) => match &field.member {
            syn::Member::Named(name) => Some(name.to_string()),
            syn::Member::Unnamed(_) => None,
        },
        Expr::Reference(expr) => return callee(&expr.expr, graph),
        Expr::Paren(expr) => return callee(&expr.expr, graph),
        Expr::Group(expr) => return callee(&expr.expr, graph),
        Expr::Await(expr) => match mark::read_by_macro(&expr.attrs) {
            Some((path, _)) => path.clone().into_iter().last().map(|name| name.to_string()),
            None => return callee(&expr.base, graph),
        },
        Expr::Try(expr) => return callee(&expr.expr, graph),
        Expr::Macro(expr) => expr.mac.path.segments.last().map(|segment| segment.ident.to_string()),
        Expr::Async(block) => Some(only_macro(block).map_or_else(|| "async_block".into(), super::known::name)),
        _ => None,
    };
    name.filter(|name| name != "self").map_or_else(|| "future".into(), |name| name.trim_start_matches("r#").into())
}

/// The macro that is all there is in the block.
pub fn only_macro(block: &ExprAsync) -> Option<&Macro> {
    match &block.block.stmts[..] {
        [Stmt::Macro(stmt)] => Some(&stmt.mac),
        [Stmt::Expr(Expr::Macro(expr), None)] => Some(&expr.mac),
        _ => None,
    }
}

fn is_adapter(method: &str) -> bool {
    matches!(method, "into_future" | "as_mut" | "by_ref" | "boxed" | "fuse" | "as_ref")
}

fn shorten(text: &str) -> String {
    const MOST: usize = 72;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let head: String = text.chars().take(MOST - 20).collect();
    let tail: Vec<char> = text.chars().rev().take(16).collect();
    format!("{head} … {}", tail.into_iter().rev().collect::<String>())
}

fn write(tokens: TokenStream, graph: &Graph, text: &mut String) {
    let (mut open, mut operators) = (Open::default(), String::new());
    for token in tokens {
        if let TokenTree::Punct(punct) = &token {
            operators.push(punct.as_char());
            // What a lifetime begins with is always joint.
            if punct.spacing() == Spacing::Joint && punct.as_char() != '\'' {
                continue;
            }
        }
        write_operators(&mem::take(&mut operators), &mut open, text);
        match token {
            TokenTree::Group(group) => write_group(&group, graph, text),
            TokenTree::Ident(ident) => {
                let name = match mark::read_mention(&ident) {
                    Some((local, _)) => graph.local(local).ident.to_string(),
                    None => ident.to_string(),
                };
                if text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ',' | '"' | ')' | '>')) {
                    text.push(' ');
                }
                text.push_str(&name);
            }
            TokenTree::Literal(literal) => {
                if text.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ',') {
                    text.push(' ');
                }
                text.push_str(&literal.to_string());
            }
            TokenTree::Punct(_) => {}
        }
    }
    write_operators(&operators, &mut open, text);
}

/// What is open between the tokens.
#[derive(Default)]
struct Open {
    /// The parameters of a closure.
    closure: bool,
    /// How many lists of types.
    generics: usize,
}

/// Operators that stand without space between them.
fn write_operators(mut operators: &str, open: &mut Open, text: &mut String) {
    const LONG: [&str; 19] = [
        "..=", "::", "..", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "^=", "&=",
        "|=",
    ];
    const SHIFTS: [&str; 4] = ["<<=", ">>=", "<<", ">>"];
    while let Some(first) = operators.chars().next() {
        let shift = SHIFTS.into_iter().find(|shift| operators.starts_with(shift)).filter(|_| open.generics == 0);
        let long = LONG.into_iter().find(|long| operators.starts_with(long)).or(shift);
        let length = long.filter(|long| !(open.closure && long.starts_with('|'))).map_or(first.len_utf8(), str::len);
        let (operator, rest) = operators.split_at(length);
        write_operator(operator, open, text);
        operators = rest;
    }
}

fn write_operator(operator: &str, open: &mut Open, text: &mut String) {
    let is_prefix = begins_operand(text);
    match operator {
        "|" if open.closure => {
            text.push_str("| ");
            open.closure = false;
        }
        "|" | "||" if is_prefix => {
            separate(text);
            text.push_str(operator);
            match operator {
                "|" => open.closure = true,
                _ => text.push(' '),
            }
        }
        "&" | "&&" | "*" | "-" | "!" | "<" | "#" | "'" | ".." | "..=" if is_prefix => {
            open.generics += usize::from(operator == "<");
            separate(text);
            text.push_str(operator);
        }
        "<" if opens_generics(text) => {
            open.generics += 1;
            text.push_str(operator);
        }
        ">" if open.generics > 0 => {
            open.generics -= 1;
            text.push_str(operator);
        }
        ":" => text.push_str(": "),
        "." | "," | ";" | "?" | "::" | ".." | "..=" | "'" | "#" | "$" | "!" | "@" => text.push_str(operator),
        _ => {
            text.truncate(text.trim_end().len());
            text.push(' ');
            text.push_str(operator);
            text.push(' ');
        }
    }
}

/// Does a value begin behind this, and not an operator between two?
fn begins_operand(text: &str) -> bool {
    let text = text.trim_end();
    let word = text.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next();
    let ends_one = text.ends_with(|c: char| c.is_alphanumeric() || "_)]}\"'?>.".contains(c));
    !ends_one
        || text.ends_with("->")
        || text.ends_with("=>")
        || matches!(word, Some("move" | "async" | "return" | "static" | "in" | "if" | "match"))
}

/// Is a `<` behind this none that compares? Types are told by how people write them.
fn opens_generics(text: &str) -> bool {
    let word = text.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    let is_type = word.starts_with(char::is_uppercase) && (word.len() == 1 || word.contains(char::is_lowercase));
    text.ends_with("::") || is_type || matches!(word, "impl" | "fn" | "for")
}

fn separate(text: &mut String) {
    if text.ends_with(|c: char| c.is_alphanumeric() || c == ',') {
        text.push(' ');
    }
}

/// The pieces between commas, and whether a comma ends the last.
pub fn pieces(tokens: TokenStream) -> (Vec<Vec<TokenTree>>, bool) {
    let mut pieces = vec![Vec::new()];
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => pieces.push(Vec::new()),
            token => pieces.last_mut().expect("there is one").push(token),
        }
    }
    let ends = pieces.pop_if(|last| last.is_empty()).is_some();
    let trailing = ends && !pieces.is_empty();
    (pieces, trailing)
}

fn write_group(group: &proc_macro2::Group, graph: &Graph, text: &mut String) {
    let (open, close) = match group.delimiter() {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => (" { ", " }"),
        Delimiter::None => ("", ""),
    };
    if text.ends_with(',') && !open.starts_with(' ') {
        text.push(' ');
    }
    text.push_str(open);
    write(group.stream(), graph, text);
    text.push_str(close);
}

#[cfg(test)]
mod tests {
    use super::readable;

    /// As people write it: with that in mind, and nothing else, is it put together of tokens.
    #[test]
    fn operators_have_space_where_they_stand_between_two() {
        for text in [
            "spawn(|| x.y())",
            "a.map(|x| x + 1)",
            "b(&|a, b| a || b)",
            "c(-x, !y, *z, &mut w, a | b, a || b, a - b * c)",
            "d(a..b, ..c, a::<u8>(), x as u8, |_| ())",
            "e(x, move |(a, b): (u8, u8)| -> u8 { a })",
            "f(&&x, a && b, a == -1, b <= 2, async |x| x)",
            "g(|x| |y| x, h::<'static>)",
            "h(a < 2, b() > MAX, MAX < c, a << 2, a >> b, Vec::<Vec<u8>>::new(), x as Vec<T<u8>>)",
            "<Vec<u8> as Trait>::f(a) < b",
        ] {
            assert_eq!(readable(&syn::parse_str::<syn::Expr>(text).expect(text)), text);
        }
    }
}
