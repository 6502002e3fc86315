//! Whatever the tokens are that the attribute is given: it answers, and never panics.
//!
//! The inputs are random, but the same in every run. `MANUAL_ASYNC_INPUTS=100000 cargo test -p manual-async-lowering
//! --test random_input` tries more of them.

mod functions;
mod random;

use std::panic::{AssertUnwindSafe, catch_unwind};

use manual_async_lowering::manual_async;
use proc_macro2::{TokenStream, TokenTree};

use functions::FUNCTIONS;
use random::Random;

/// How many inputs each test tries.
fn inputs() -> usize {
    std::env::var("MANUAL_ASYNC_INPUTS").map_or(3_000, |count| count.parse().expect("MANUAL_ASYNC_INPUTS is a number"))
}

#[test]
fn functions_with_random_mistakes_are_answered() {
    let mut random = Random::new(1);
    let functions: Vec<TokenStream> = FUNCTIONS.iter().map(|function| tokens(function)).collect();
    for input in 0..inputs() {
        let mut function = functions[input % functions.len()].clone();
        for _ in 0..1 + random.below(3) {
            function = random.mistake(function);
        }
        answer(TokenStream::new(), function);
    }
}

#[test]
fn functions_with_random_mistakes_inside_others_are_answered() {
    let mut random = Random::new(5);
    let functions: Vec<TokenStream> = FUNCTIONS.iter().map(|function| tokens(function)).collect();
    for input in 0..inputs() / 4 {
        let function = random.mistake(functions[input % functions.len()].clone());
        let other = &functions[random.below(functions.len())];
        answer(TokenStream::new(), quote::quote!(mod m { #function #other }));
    }
}

#[test]
fn mixtures_of_functions_are_answered() {
    let mut random = Random::new(2);
    let functions: Vec<TokenStream> = FUNCTIONS.iter().map(|function| tokens(function)).collect();
    for input in 0..inputs() {
        let other = functions[random.below(functions.len())].clone();
        answer(TokenStream::new(), random.transplant(functions[input % functions.len()].clone(), other));
    }
}

#[test]
fn random_items_are_answered() {
    let mut random = Random::new(3);
    for _ in 0..inputs() {
        let item = match random.below(3) {
            0 => random.tokens(4),
            1 => random.function_with_body(),
            _ => random.function_with_signature(),
        };
        answer(TokenStream::new(), item);
    }
}

#[test]
fn random_arguments_are_answered() {
    let mut random = Random::new(4);
    let arguments = ["name = \"ReadFile\"", "crate = ::a::b, name = \"Read\"", "crate = \"a::b\"", "name"];
    for input in 0..inputs() {
        let argument = tokens(arguments[input % arguments.len()]);
        let argument = if random.below(4) == 0 { random.tokens(2) } else { random.mistake(argument) };
        answer(argument, tokens("async fn f() {}"));
    }
}

#[test]
fn the_functions_that_the_mistakes_start_from_are_functions() {
    for function in FUNCTIONS {
        syn::parse_str::<syn::ItemFn>(function).unwrap_or_else(|error| panic!("{error}\n{function}"));
    }
}

/// Gives `item` to the attribute, and looks at what comes back.
fn answer(arguments: TokenStream, item: TokenStream) {
    let shown = format!("#[manual_async({arguments})]\n{item}");
    let call = AssertUnwindSafe(|| manual_async(arguments, item));
    let output = catch_unwind(call).unwrap_or_else(|_| panic!("the attribute panicked on\n{shown}"));
    assert!(!output.is_empty(), "nothing came back for\n{shown}");
    if !is_refusal(output.clone()) {
        let text = output.to_string();
        syn::parse2::<syn::File>(output).unwrap_or_else(|error| panic!("{error}: the output\n{text}\nof\n{shown}"));
    }
}

fn is_refusal(output: TokenStream) -> bool {
    output.into_iter().any(|tree| matches!(tree, TokenTree::Ident(word) if word == "compile_error"))
}

fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|error| panic!("{error}: {text}"))
}
