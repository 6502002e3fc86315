//! The pages of the documentation about what is refused, in `src/errors`, and about guesses, in `src/guesses`.
//!
//! Each refusal has its page, which shows the message and an example that is refused with it, and a case in
//! `tests/ui/refused`. Each guess has its page and a case in `tests/ui/guesses`. There are no others.

use manual_async_lowering::{machine, manual_async};
use proc_macro2::{Delimiter, Group, Punct, TokenStream, TokenTree};
use syn::Item;

use crate::kept;

const REFUSALS: &str = "state-machine-macro/lowering/src/refusal/mod.rs";

/// The pages about refusals, by their names.
fn refusals() -> Vec<String> {
    let file = syn::parse_file(&kept::read(REFUSALS)).expect("a Rust file");
    let variants = file.items.into_iter().find_map(|item| match item {
        Item::Enum(item) if item.ident == "Refusal" => Some(item.variants),
        _ => None,
    });
    let mut pages: Vec<String> = variants
        .expect("the enum of the refusals")
        .iter()
        .map(|variant| snake_case(&variant.ident.to_string()))
        .collect();
    pages.sort();
    pages
}

fn snake_case(name: &str) -> String {
    let words = name.char_indices().flat_map(|(at, char)| {
        let line = (at > 0 && char.is_uppercase()).then_some('_');
        line.into_iter().chain(char.to_lowercase())
    });
    words.collect()
}

#[test]
fn refusals_have_their_pages() {
    assert_eq!(kept::names("src/errors", ".md"), refusals());
    assert_eq!(declared("src/errors.rs"), refusals());
    let differences = refusals().into_iter().filter_map(|page| {
        let path = format!("src/errors/{page}.md");
        let text = kept::read(&path);
        let message = message(&page, &text);
        kept::difference(&path, &with_message(&text, &message))
    });
    kept::accept(differences.collect());
}

#[test]
fn refusals_are_compiled() {
    let cases = kept::names("tests/ui/refused", ".stderr");
    let said: String = cases.iter().map(|case| kept::read(&format!("tests/ui/refused/{case}.stderr"))).collect();
    let missing = |page: &String| !said.contains(&format!("`manual_async::errors::{page}`"));
    assert_eq!(
        refusals().into_iter().filter(missing).collect::<Vec<_>>(),
        [""; 0],
        "without a case in tests/ui/refused"
    );
}

#[test]
fn guesses_have_their_pages() {
    let guesses = kept::names("src/guesses", ".md");
    assert_eq!(declared("src/guesses.rs"), guesses);
    assert_eq!(kept::names("tests/ui/guesses", ".rs"), guesses);
    for guess in guesses {
        let said = kept::read(&format!("tests/ui/guesses/{guess}.stderr"));
        for line in between(&kept::read(&format!("src/guesses/{guess}.md")), "```text\n", "```").lines() {
            assert!(said.contains(line), "{guess}: rustc does not say {line}");
        }
    }
}

/// The modules that a file declares by the macro `pages!`.
fn declared(file: &str) -> Vec<String> {
    let text = kept::read(file);
    between(&text, "\npages! {\n", "}").split_whitespace().map(str::to_owned).collect()
}

fn between<'a>(text: &'a str, begin: &str, end: &str) -> &'a str {
    let begins = text.find(begin).unwrap_or_else(|| panic!("no {begin} in {text}")) + begin.len();
    text[begins..].split(end).next().unwrap_or_default()
}

/// The page with what it shows first: the message, in lines that fit a page.
fn with_message(text: &str, message: &str) -> String {
    let mut lines = vec![String::from("error:")];
    for word in message.split(' ') {
        let line = lines.last_mut().expect("a line");
        if line.len() + word.len() < 100 {
            line.extend([" ", word]);
        } else {
            lines.push(format!("       {word}"));
        }
    }
    let shown = between(text, "```text\n", "```");
    text.replacen(shown, &format!("{}\n", lines.join("\n")), 1)
}

/// What the example on the page is refused with.
fn message(page: &str, text: &str) -> String {
    let code = if page == "too_many_awaits" {
        too_many_awaits()
    } else {
        between(text, "```compile_fail\n", "```").to_owned()
    };
    let code: Vec<&str> = code.lines().map(|line| line.strip_prefix("# ").unwrap_or(line)).collect();
    let tokens: TokenStream = code.join("\n").parse().unwrap_or_else(|error| panic!("{page}: {error}"));
    let mut messages = Vec::new();
    expand(tokens, &mut messages);
    messages.dedup();
    let [message] = &messages[..] else { panic!("{page}: one message is expected: {messages:?}") };
    let end = format!("\nfor more, see `manual_async::errors::{page}`");
    message.strip_suffix(&end).unwrap_or_else(|| panic!("{page}: {message}")).to_owned()
}

fn too_many_awaits() -> String {
    format!("#[manual_async] async fn wait() {{ {} }}", "a.await;".repeat(65_001))
}

/// Expands everything that bears the attribute, and each call of `machine!`.
fn expand(tokens: TokenStream, messages: &mut Vec<String>) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < trees.len() {
        match &trees[at..] {
            [TokenTree::Ident(name), _, TokenTree::Group(group), ..] if name == "compile_error" => {
                messages.push(syn::parse2::<syn::LitStr>(group.stream()).expect("a message").value());
            }
            [TokenTree::Ident(name), TokenTree::Punct(bang), TokenTree::Group(group), ..]
                if name == "machine" && bang.as_char() == '!' =>
            {
                expand(machine(group.stream()), messages);
            }
            [TokenTree::Punct(pound), TokenTree::Group(attribute), item @ ..] if is_own(pound, attribute) => {
                let length = item.iter().position(is_end).map_or(item.len(), |end| end + 1);
                let item = item[..length].iter().cloned().collect();
                expand(manual_async(arguments(attribute.stream()), item), messages);
                at += length + 1;
            }
            [TokenTree::Group(group), ..] => expand(group.stream(), messages),
            _ => {}
        }
        at += 1;
    }
}

fn is_own(pound: &Punct, attribute: &Group) -> bool {
    let path = attribute.stream().to_string().replace(' ', "");
    pound.as_char() == '#' && path.split('(').next().is_some_and(|path| path.ends_with("manual_async"))
}

/// Does an item end here?
fn is_end(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        tree => tree.to_string() == ";",
    }
}

/// from: `manual_async(name = "ReadFile")`, into: `name = "ReadFile"`
fn arguments(attribute: TokenStream) -> TokenStream {
    match attribute.into_iter().last() {
        Some(TokenTree::Group(arguments)) => arguments.stream(),
        _ => TokenStream::new(),
    }
}
