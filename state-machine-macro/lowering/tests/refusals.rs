//! What the attribute says when it refuses, and what it leaves in the place of the function.

use manual_async_lowering::manual_async;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::LitStr;

/// The messages, in order, and what stands behind them.
fn refused(arguments: TokenStream, item: TokenStream) -> (Vec<String>, TokenStream) {
    let mut messages = Vec::new();
    let mut rest = Vec::new();
    let mut after_macro = false;
    for tree in manual_async(arguments, item) {
        match tree {
            TokenTree::Ident(word) if word == "compile_error" => {
                after_macro = true;
                rest.clear();
            }
            TokenTree::Group(group) if after_macro => {
                let message: LitStr = syn::parse2(group.stream()).expect("a message");
                messages.push(message.value());
                after_macro = false;
            }
            TokenTree::Punct(_) if after_macro => {}
            tree => rest.push(tree),
        }
    }
    (messages, rest.into_iter().collect())
}

fn messages(arguments: TokenStream, item: TokenStream) -> Vec<String> {
    refused(arguments, item).0
}

#[track_caller]
fn assert_refused(arguments: TokenStream, item: TokenStream, expected: &[&str]) {
    let found = messages(arguments, item);
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.contains(expected), "{found:?} does not say {expected:?}");
    }
}

#[track_caller]
fn assert_accepted(arguments: TokenStream, item: TokenStream) {
    assert_eq!(messages(arguments, item), [""; 0]);
}

#[test]
fn a_refused_function_stays_what_it_was() {
    let item = quote!(
        #[doc = "x"]
        pub struct S(u8);
    );
    let (_, rest) = refused(TokenStream::new(), item.clone());
    assert_eq!(rest.to_string(), item.to_string());
}

#[test]
fn what_rustc_would_refuse_again_is_left_out() {
    let (_, rest) = refused(
        TokenStream::new(),
        quote!(
            pub const async fn f() {}
        ),
    );
    assert_eq!(
        rest.to_string(),
        quote!(
            pub async fn f() {}
        )
        .to_string()
    );
    let (_, rest) = refused(
        TokenStream::new(),
        quote!(
            async unsafe extern "C" fn f<F: Fn()>(a: u8, _: ...) {}
        ),
    );
    assert!(rest.to_string().contains("(a : u8 ,)"), "{rest}");
}

#[test]
fn all_errors_are_reported_together() {
    assert_refused(
        quote!(nam = "A", crate = "b::c"),
        quote!(
            #[manual_async]
            const async fn f() {}
        ),
        &["did you mean `name = \"ReadFile\"`?", "write `crate = b::c`", "stands here twice", "`const` and `async`"],
    );
}

#[test]
fn arguments_are_read() {
    let item = || {
        quote!(
            async fn f() {}
        )
    };
    assert_accepted(quote!(name = "ReadFile"), item());
    assert_accepted(quote!(name = "r#type", crate = ::a::b::c,), item());
    assert_accepted(quote!(crate = crate), item());
    assert_accepted(quote!(crate = self::a), item());
    assert_accepted(invisible(quote!(crate = ::a)), item());
    let (name, path) = (invisible(quote!("ReadFile")), invisible(quote!(::a::b)));
    assert_accepted(quote!(name = #name, crate = #path), item());
}

#[test]
fn wrong_arguments_are_refused() {
    let item = || {
        quote!(
            async fn f() {}
        )
    };
    assert_refused(quote!(enum_name = "A"), item(), &["did you mean `name"]);
    assert_refused(quote!(krate = a), item(), &["did you mean `crate"]);
    assert_refused(quote!(speed = "fast"), item(), &["it knows `name = \"ReadFile\"` and `crate = ::manual_async`"]);
    assert_refused(quote!(name = "A", name = "B"), item(), &["given twice"]);
    assert_refused(quote!(name = "1", name = "B"), item(), &["not an identifier", "given twice"]);
    assert_refused(quote!(name), item(), &["needs a value"]);
    assert_refused(quote!(crate =), item(), &["needs a value"]);
    assert_refused(quote!("ReadFile"), item(), &["`argument = value`"]);
    assert_refused(quote!(name("ReadFile")), item(), &["`argument = value`"]);
    assert_refused(quote!(name = "A", , crate = a), item(), &["`argument = value`"]);
    assert_refused(quote!(,), item(), &["`argument = value`"]);
    assert_refused(quote!(name = ReadFile), item(), &["given as a string"]);
    assert_refused(quote!(name = "A"suffix), item(), &["given as a string"]);
    assert_refused(quote!(name = b"A"), item(), &["given as a string"]);
    assert_refused(quote!(name = "Self"), item(), &["it is a keyword"]);
    assert_refused(quote!(name = "async"), item(), &["it is a keyword"]);
    assert_refused(quote!(name = ""), item(), &["not an identifier"]);
    assert_refused(quote!(name = "read-file"), item(), &["not an identifier"]);
    assert_refused(quote!(name = "\0\""), item(), &["not an identifier"]);
    assert_refused(quote!(crate = 1), item(), &["needs a path"]);
    assert_refused(quote!(crate = a::<b>), item(), &["needs a path"]);
    assert_refused(quote!(crate = "a b"), item(), &["needs a path"]);
    assert_refused(quote!(crate = "::a::b"), item(), &["write `crate = ::a::b`"]);
}

#[test]
fn every_kind_of_async_function_is_accepted() {
    let accepted = [
        quote!(
            async fn f() {}
        ),
        quote!(
            pub(in a::b) async unsafe extern "C" fn f<'a, T, const N: usize>(self: Box<Self>) -> T
            where
                T: 'a,
            {
            }
        ),
        quote!(
            #[cfg(unix)]
            #[must_use = "x"]
            #[unsafe(no_mangle)]
            #[clippy::msrv = "1"]
            async fn f(&mut self) {}
        ),
        quote!(
            #[cfg_attr(unix, inline, doc = "a, b")]
            async fn f() -> ! {
                loop {}
            }
        ),
        quote!(
            async fn f() {
                #![allow(unused)]
                fn inner() {
                    try { yield 1 }
                }
            }
        ),
    ];
    for item in accepted {
        assert_accepted(TokenStream::new(), item.clone());
        assert_accepted(TokenStream::new(), invisible(invisible(item)));
    }
}

#[test]
fn a_function_from_a_macro_may_have_invisible_parentheses_anywhere() {
    let (vis, name, of, body) =
        (invisible(quote!(pub)), invisible(quote!(f)), invisible(quote!(u8)), invisible(quote!({ x.await + 1 })));
    assert_accepted(TokenStream::new(), quote!(#vis async fn #name(x: #of) -> #of #body));
}

#[test]
fn what_is_not_a_function_is_refused() {
    let refused = [
        (
            quote!(
                struct S;
            ),
            "this is a struct",
        ),
        (
            quote!(
                pub enum E {}
            ),
            "this is an enum",
        ),
        (quote!(union U { a: u8 }), "this is a union"),
        (
            quote!(
                const A: u8 = 1;
            ),
            "this is a constant",
        ),
        (
            quote!(
                const _: () = ();
            ),
            "this is a constant",
        ),
        (
            quote!(
                static A: u8 = 1;
            ),
            "this is a static",
        ),
        (
            quote!(
                use a::b;
            ),
            "this is a `use`",
        ),
        (
            quote!(
                type A = u8;
            ),
            "this is a type alias",
        ),
        (
            quote!(
                extern crate a;
            ),
            "this is an `extern crate`",
        ),
        (
            quote!(
                extern "C" {
                    fn f();
                }
            ),
            "foreign functions have none",
        ),
        (
            quote!(
                unsafe extern "C" {
                    fn f();
                }
            ),
            "foreign functions have none",
        ),
        (quote!(impl S { async fn f() {} }), "on each `async fn` inside it for now"),
        (
            quote!(
                unsafe impl T for S {}
            ),
            "on each `async fn` inside it for now",
        ),
        (
            quote!(
                pub trait T {
                    async fn f();
                }
            ),
            "not a whole trait",
        ),
        (
            quote!(
                unsafe auto trait T {}
            ),
            "not a whole trait",
        ),
        (
            quote!(
                mod m {
                    async fn f() {}
                }
            ),
            "a whole module",
        ),
        (quote!(functions! { a b }), "inside the macro"),
        (
            quote!(
                macro_rules! m {
                    () => {};
                }
            ),
            "inside the macro",
        ),
        (quote!(a::functions!();), "inside the macro"),
        (quote!(|x| x), "a closure has neither"),
        (quote!(async move || 1), "a closure has neither"),
        (quote!(async || 1), "a closure has neither"),
        (quote!(async { 1 }), "this is a block"),
        (quote!(let x = 1;), "this is a statement"),
        (quote!(1 + 1), "this is something else"),
        (quote!(), "this is something else"),
    ];
    for (item, expected) in refused {
        assert_refused(TokenStream::new(), item, &[expected]);
    }
}

#[test]
fn functions_that_are_not_async_are_refused() {
    let none = TokenStream::new;
    assert_refused(
        none(),
        quote!(
            fn f() {}
        ),
        &["write `async fn f`, or remove"],
    );
    assert_refused(
        none(),
        quote!(
            fn f() -> impl Future<Output = u8> {
                g()
            }
        ),
        &["the future's output"],
    );
    assert_refused(
        none(),
        quote!(
            const async fn f() {}
        ),
        &["remove `const`"],
    );
    assert_refused(
        none(),
        quote!(
            async fn f(a: u8, ...) {}
        ),
        &["or take a slice"],
    );
    assert_refused(
        none(),
        quote!(
            async fn f();
        ),
        &["`f` has no body"],
    );
    assert_refused(
        none(),
        quote!(
            gen fn f() {}
        ),
        &["makes an iterator"],
    );
    assert_refused(
        none(),
        quote!(
            async gen fn f() {}
        ),
        &["makes an iterator"],
    );
}

#[test]
fn attributes_that_need_the_async_fn_are_refused_below() {
    let none = TokenStream::new;
    assert_refused(
        none(),
        quote!(
            #[a::manual_async]
            async fn f() {}
        ),
        &["remove this one"],
    );
    assert_refused(
        none(),
        quote!(
            #[tokio::main]
            async fn f() {}
        ),
        &["`#[tokio::main]` and `#[manual_async]`"],
    );
    assert_refused(
        none(),
        quote!(
            #[test]
            async fn f() {}
        ),
        &["await that one here"],
    );
    assert_refused(
        none(),
        quote!(
            #[tracing::instrument(skip(a))]
            async fn f() {}
        ),
        &["write `#[tracing::instrument]` above"],
    );
    assert_refused(
        none(),
        quote!(
            #[cfg_attr(a, inline, b::c(d))]
            async fn f() {}
        ),
        &["write `#[b::c]` above"],
    );
}

#[test]
fn unstable_syntax_is_refused() {
    let none = TokenStream::new;
    assert_refused(
        none(),
        quote!(
            async fn f() {
                yield 1;
            }
        ),
        &["`yield` is not supported"],
    );
    assert_refused(
        none(),
        quote!(
            async fn f() {
                let x = try { 1 };
            }
        ),
        &["`try` blocks are not supported"],
    );
    assert_refused(
        none(),
        quote!(
            async fn f() {
                become g();
            }
        ),
        &["does not know this syntax"],
    );
    assert_refused(
        none(),
        quote!(
            async fn f() {
                let box x = g();
            }
        ),
        &["does not know this syntax"],
    );
    assert_refused(none(), quote!(async fn f() { a b }), &["cannot read this function"]);
}

#[test]
fn conditions_inside_a_function_are_left_to_rustc() {
    let split = manual_async(
        quote!(name = "F", crate = ::m),
        quote!(
            async fn f() {
                #[cfg(a)]
                g().await;
                h();
            }
        ),
    );
    let expected = quote! {
        #[cfg(a)] #[::m::manual_async(name = "F", crate = ::m)] async fn f() { g().await; h(); }
        #[cfg(not(a))] #[::m::manual_async(name = "F", crate = ::m)] async fn f() { h(); }
    };
    assert_eq!(split.to_string(), expected.to_string());
}

/// The two functions that `item` becomes: with its first condition true, and with that false.
fn split(item: TokenStream) -> [String; 2] {
    let split: syn::File = syn::parse2(manual_async(TokenStream::new(), item)).expect("two functions");
    let functions = split.items.into_iter().map(|item| match item {
        syn::Item::Fn(mut function) => {
            function.attrs.drain(..2);
            quote!(#function).to_string()
        }
        _ => panic!("a function"),
    });
    functions.collect::<Vec<_>>().try_into().expect("two functions")
}

#[test]
fn a_condition_may_stand_wherever_something_can_be_left_out() {
    let [with, without] = split(quote! {
        async fn f(#[cfg(a)] x: u8, y: u8) {
            #[cfg(a)] let z = x;
            #[cfg_attr(a, allow(b), warn(c))] let w = y;
            #[cfg(a)] { g() }
            match y { #[cfg(a)] 1 => 2, _ => h(#[cfg(a)] z, [#[cfg(a)] 1, 2], S { #[cfg(a)] x, y }) }
            let S { #[cfg(a)] x, y } = s;
            #[cfg(b)] kept();
            #[cfg(a)] x = y;
        }
    });
    let expected = quote! {
        async fn f(x: u8, y: u8) {
            let z = x;
            #[allow(b)] #[warn(c)] let w = y;
            { g() }
            match y { 1 => 2, _ => h(z, [1, 2], S { x, y }) }
            let S { x, y } = s;
            #[cfg(b)] kept();
            x = y;
        }
    };
    assert_eq!(with, expected.to_string());
    let expected = quote! {
        async fn f(y: u8) {
            let w = y;
            match y { _ => h([2], S { y }) }
            let S { y } = s;
            #[cfg(b)] kept();
        }
    };
    assert_eq!(without, expected.to_string());
}

#[test]
fn conditions_that_do_not_concern_the_body_are_left_alone() {
    let accepted = [
        quote!(
            #[cfg(a)]
            async fn f() {
                g(cfg!(b)).await;
            }
        ),
        quote!(
            async fn f() {
                #[cfg(a)]
                use b::c;
                fn h() {
                    #[cfg(d)]
                    e();
                }
                vec![
                    #[cfg(f)]
                    1,
                ];
            }
        ),
    ];
    for item in accepted {
        let output = manual_async(TokenStream::new(), item);
        assert!(!output.to_string().contains("cfg (not"), "{output}");
    }
}

#[test]
fn a_condition_where_nothing_can_be_left_out_is_refused() {
    let none = TokenStream::new;
    assert_refused(
        none(),
        quote!(
            async fn f() {
                g(|#[cfg(a)] x| 1);
            }
        ),
        &["what `#[cfg]` leaves out"],
    );
    assert_refused(
        none(),
        quote!(
            async fn f() {
                1 + #[cfg(a)]
                2
            }
        ),
        &["what `#[cfg]` leaves out"],
    );
    assert_refused(
        none(),
        quote!(
            async fn f<#[cfg(a)] T>() {}
        ),
        &["what `#[cfg]` leaves out"],
    );
}

/// What `macro_rules!` makes of the things that it matched.
fn invisible(tokens: TokenStream) -> TokenStream {
    TokenTree::from(Group::new(Delimiter::None, tokens)).into()
}
