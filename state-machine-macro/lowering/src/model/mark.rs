//! Marks: identifiers that carry an id through syntax trees.
//!
//! Resolution replaces each name of a local by a mark, so that a piece of syntax can be cut out, moved and put
//! back without losing which local it means. A mark contains text that no source uses, and none but plain letters,
//! as some crates want it of every identifier; emission replaces every mark again.

mod receivers;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote_spanned;
use syn::{Attribute, Expr, Lifetime, Member, Meta, Path, UnOp};

use super::ids::{AwaitId, JumpId, LocalId, MentionId};

pub use receivers::{EarlyReceiver, read_taken_early, taken_early};

/// Behind the kind of a mark, and between its numbers. Below it is written `·`.
const DOT: &str = "__manual_async__";

/// Behind a name that a macro's definition says.
const MADE: &str = "__manual_async__made";

/// The mark of a local at one place that names it.
pub fn mention(local: LocalId, mention: MentionId, span: Span) -> Ident {
    Ident::new(&format!("local{DOT}{}{DOT}{}", local.0, mention.0), span)
}

/// The same of a value that a construct has given, which is used once, and is no place.
pub fn carried(local: LocalId, mention: MentionId, span: Span) -> Ident {
    Ident::new(&format!("carried{DOT}{}{DOT}{}", local.0, mention.0), span)
}

/// Is it a mark made by [`carried`]?
pub fn is_carried(expr: &Expr) -> bool {
    let Expr::Path(path) = expr else { return false };
    path.path.get_ident().is_some_and(|ident| ident.to_string().starts_with(&format!("carried{DOT}")))
}

/// Reads back a mark made by [`mention`] or [`carried`].
pub fn read_mention(ident: &Ident) -> Option<(LocalId, MentionId)> {
    let text = ident.to_string();
    let marked = text.strip_prefix("local").or_else(|| text.strip_prefix("carried"))?;
    let (local, mention) = marked.strip_prefix(DOT)?.split_once(DOT)?;
    Some((LocalId(local.parse().ok()?), MentionId(mention.parse().ok()?)))
}

/// All marks of locals in a piece of syntax, in order.
pub fn mentions(tokens: TokenStream) -> Vec<(LocalId, MentionId)> {
    let mut found = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => found.extend(mentions(group.stream())),
            TokenTree::Ident(ident) => found.extend(read_mention(&ident)),
            _ => {}
        }
    }
    found
}

/// Reads back a mark that stands alone as an expression.
pub fn read_mention_expr(expr: &Expr) -> Option<(LocalId, MentionId)> {
    match expr {
        Expr::Path(path) => read_mention(path.path.get_ident()?),
        Expr::Paren(paren) => read_mention_expr(&paren.expr),
        Expr::Group(group) => read_mention_expr(&group.expr),
        _ => None,
    }
}

/// Reads `x.a.b`, where `x` is the mark of a local: the local, and the names of the fields.
pub fn read_fields(expr: &Expr) -> Option<(LocalId, MentionId, Vec<Member>)> {
    match expr {
        Expr::Field(field) => {
            let (local, mention, mut members) = match read_mention_expr(&field.base) {
                Some((local, mention)) => (local, mention, Vec::new()),
                None => read_fields(&field.base)?,
            };
            members.push(field.member.clone());
            Some((local, mention, members))
        }
        Expr::Paren(paren) => read_fields(&paren.expr),
        Expr::Group(group) => read_fields(&group.expr),
        _ => None,
    }
}

/// The same with `*` in it: `*x.a`, `(*x).a`. What stands for `*` is a member, too.
pub fn read_place(expr: &Expr) -> Option<(LocalId, MentionId, Vec<Member>)> {
    let (base, member) = match expr {
        Expr::Field(field) => (&field.base, field.member.clone()),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => (&unary.expr, pointed_to()),
        Expr::Paren(paren) => return read_place(&paren.expr),
        Expr::Group(group) => return read_place(&group.expr),
        _ => return None,
    };
    let whole = || read_mention_expr(base).map(|(local, mention)| (local, mention, Vec::new()));
    let (local, mention, mut members) = whole().or_else(|| read_place(base))?;
    members.push(member);
    Some((local, mention, members))
}

/// Reads back such a place, without saying what it points to.
pub fn place(base: TokenStream, members: &[Member]) -> TokenStream {
    members.iter().fold(base, |base, member| match is_pointed_to(member) {
        true => quote_spanned!(Span::mixed_site()=> (*#base)),
        false => quote_spanned!(Span::mixed_site()=> #base.#member),
    })
}

/// The mark of what something points to, among the names of fields.
fn pointed_to() -> Member {
    Member::Named(Ident::new(&format!("pointed_to{DOT}"), Span::mixed_site()))
}

pub fn is_pointed_to(member: &Member) -> bool {
    matches!(member, Member::Named(ident) if ident.to_string().strip_prefix("pointed_to") == Some(DOT))
}

/// The fields alone: what is in a box is as good as in a field of it.
pub fn fields_of(members: &[Member]) -> Vec<Member> {
    members.iter().filter(|member| !is_pointed_to(member)).cloned().collect()
}

/// The mark that stands where an await's value is used.
pub fn awaited(id: AwaitId, span: Span) -> Expr {
    let ident = Ident::new(&format!("await{DOT}{}", id.0), span);
    syn::parse_quote!(#ident)
}

pub fn read_awaited(expr: &Expr) -> Option<AwaitId> {
    let Expr::Path(path) = expr else { return None };
    read_id(&path.path.get_ident()?.to_string(), "await").map(AwaitId)
}

pub fn read_awaited_token(token: &TokenTree) -> Option<AwaitId> {
    let TokenTree::Ident(ident) = token else { return None };
    read_id(&ident.to_string(), "await").map(AwaitId)
}

/// Is an await's value used in there?
pub fn uses_awaited(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => uses_awaited(group.stream()),
        token => read_awaited_token(&token).is_some(),
    })
}

/// The mark of the function that fills a temporary in place: `fill·3(value)` is the place of local 3.
pub fn fill(local: LocalId, value: &Expr, span: Span) -> Expr {
    let ident = Ident::new(&format!("fill{DOT}{}", local.0), span);
    syn::parse_quote!(#ident(#value))
}

pub fn read_fill(expr: &Expr) -> Option<(LocalId, &Expr)> {
    let Expr::Call(call) = expr else { return None };
    let Expr::Path(path) = &*call.func else { return None };
    let local = read_id(&path.path.get_ident()?.to_string(), "fill")?;
    Some((LocalId(local), call.args.first()?))
}

/// The temporaries that are filled in there.
pub fn fills(tokens: TokenStream) -> Vec<LocalId> {
    let of = |token| match token {
        TokenTree::Group(group) => fills(group.stream()),
        TokenTree::Ident(ident) => read_id(&ident.to_string(), "fill").map(LocalId).into_iter().collect(),
        _ => Vec::new(),
    };
    tokens.into_iter().flat_map(of).collect()
}

/// The mark of an argument of a macro that is evaluated once and where it stands: `once·3(argument)`.
pub fn once(number: usize, argument: &Expr, span: Span) -> Expr {
    let ident = Ident::new(&format!("once{DOT}{number}"), span);
    syn::parse_quote!(#ident(#argument))
}

pub fn read_once(expr: &Expr) -> Option<(Ident, &Expr)> {
    let Expr::Call(call) = expr else { return None };
    let Expr::Path(path) = &*call.func else { return None };
    let ident = path.path.get_ident()?;
    let number = read_id(&ident.to_string(), "once")?;
    Some((once_name(number as usize, ident.span()), call.args.first()?))
}

/// What such an argument uses up, under a name that only we may mean.
pub fn once_name(number: usize, span: Span) -> Ident {
    Ident::new(&format!("evaluated_once_{number}"), Span::mixed_site().located_at(span))
}

/// The mark of a name that a macro's own definition says, as long as nobody knows whether it declares it.
pub fn made_by_macro(name: &str, span: Span) -> Ident {
    Ident::new(&format!("{name}{MADE}"), span)
}

/// The name without that mark, if it has one.
pub fn read_made_by_macro(name: &str) -> Option<&str> {
    name.strip_suffix(MADE)
}

/// Text in which such names stand.
pub fn without_made_by_macro(text: &str, mut each: impl FnMut(&str) -> String) -> Option<String> {
    let mut pieces = text.split(MADE).peekable();
    let mut result = String::new();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            result.push_str(piece);
            break;
        }
        let begin = piece
            .rfind(|sign: char| !sign.is_alphanumeric() && sign != '_')
            .map_or(0, |at| at + piece[at..].chars().next().map_or(1, char::len_utf8));
        result.push_str(&piece[..begin]);
        result.push_str(&each(&piece[begin..]));
    }
    (result != text).then_some(result)
}

/// What a name is called that means what it means where a macro is defined, and something else where it is called.
pub fn as_defined(name: &str, (line, column): (usize, usize)) -> String {
    format!("as_defined{DOT}{line}_{column}{DOT}{}", name.trim_start_matches("r#"))
}

/// Reads back such a name, and where the macro is defined.
pub fn read_as_defined(name: &str) -> Option<(&str, (usize, usize))> {
    let (place, name) = name.strip_prefix("as_defined")?.strip_prefix(DOT)?.split_once(DOT)?;
    let (line, column) = place.split_once('_')?;
    Some((name, (line.parse().ok()?, column.parse().ok()?)))
}

/// The mark of a jump out of verbatim code: the label of a `break`.
pub fn jump(id: JumpId, span: Span) -> Lifetime {
    Lifetime::new(&format!("'jump{DOT}{}", id.0), span)
}

pub fn read_jump(label: &Lifetime) -> Option<JumpId> {
    read_id(&label.ident.to_string(), "jump").map(JumpId)
}

/// The mark of an item of an inner block that stands before the body: an attribute.
pub fn raised() -> Attribute {
    let ident = Ident::new(&format!("raised{DOT}"), Span::mixed_site());
    syn::parse_quote!(#[#ident])
}

pub fn is_raised(attrs: &[Attribute]) -> bool {
    let is_mark = |ident: &Ident| ident.to_string().strip_prefix("raised") == Some(DOT);
    attrs.iter().any(|attr| attr.path().get_ident().is_some_and(is_mark))
}

/// The mark of a `match` or `if let` that is cut because of what it leaves of a value: an attribute.
pub fn parted() -> Attribute {
    let ident = Ident::new(&format!("parted{DOT}"), Span::mixed_site());
    syn::parse_quote!(#[#ident])
}

pub fn is_parted(attrs: &[Attribute]) -> bool {
    let is_mark = |ident: &Ident| ident.to_string().strip_prefix("parted") == Some(DOT);
    attrs.iter().any(|attr| attr.path().get_ident().is_some_and(is_mark))
}

/// The mark of a declaration of which the checked copy notes the type: an attribute with the note's name.
pub fn told(note: &str) -> Attribute {
    let (ident, note) = (Ident::new(&format!("told{DOT}"), Span::mixed_site()), Ident::new(note, Span::mixed_site()));
    syn::parse_quote!(#[#ident(#note)])
}

/// Takes that away, and gives the name.
pub fn take_told(attrs: &mut Vec<Attribute>) -> Option<String> {
    let is_mark = |ident: &Ident| ident.to_string().strip_prefix("told") == Some(DOT);
    let at = attrs.iter().position(|attr| attr.path().get_ident().is_some_and(is_mark))?;
    match attrs.remove(at).meta {
        Meta::List(list) => Some(list.tokens.to_string()),
        _ => None,
    }
}

/// The same for the value of branches.
pub fn tell_value(branches: &mut Expr, note: &str) {
    attributes(branches).into_iter().for_each(|attrs| attrs.push(told(note)));
}

pub fn take_told_value(branches: &mut Expr) -> Option<String> {
    attributes(branches).and_then(take_told)
}

fn attributes(branches: &mut Expr) -> Option<&mut Vec<Attribute>> {
    match branches {
        Expr::Block(block) => Some(&mut block.attrs),
        Expr::If(branch) => Some(&mut branch.attrs),
        Expr::Loop(repeated) => Some(&mut repeated.attrs),
        Expr::Match(matched) => Some(&mut matched.attrs),
        _ => None,
    }
}

/// The mark of an await that a macro stands for: an attribute with the path of the macro, and how many futures it polls beside each
/// other.
pub fn by_macro(path: &Path, futures: usize) -> Attribute {
    let ident = Ident::new(&format!("macro{DOT}{futures}"), Span::mixed_site());
    syn::parse_quote!(#[#ident(#path)])
}

pub fn read_by_macro(attrs: &[Attribute]) -> Option<(&TokenStream, usize)> {
    attrs.iter().find_map(|attr| match &attr.meta {
        Meta::List(list) => {
            Some((&list.tokens, read_id(&list.path.get_ident()?.to_string(), "macro")?.try_into().ok()?))
        }
        _ => None,
    })
}

fn read_id(text: &str, kind: &str) -> Option<u32> {
    text.strip_prefix(kind)?.strip_prefix(DOT)?.parse().ok()
}
