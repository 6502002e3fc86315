//! What the attribute says when it refuses, and what it leaves in the place of the function.

use manual_async_lowering::{Purpose, manual_async, manual_async_by_edition};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::LitStr;

fn code(text: &str) -> TokenStream {
    text.parse().expect("tokens")
}

/// No arguments.
fn none() -> TokenStream {
    TokenStream::new()
}

/// The messages, in order, and what stands behind them. They are the same where no machine is wanted; what cannot be read rustc refuses there.
fn refused(arguments: TokenStream, item: TokenStream) -> (Vec<String>, TokenStream) {
    let checked = manual_async_by_edition(arguments.clone(), item.clone(), Purpose::Check);
    let (messages, rest) = parts(manual_async(arguments, item));
    if !messages.iter().any(|message| message.contains("cannot read this") || message.contains("this syntax")) {
        assert_eq!(parts(checked).0, messages);
    }
    (messages, rest)
}

fn parts(tokens: TokenStream) -> (Vec<String>, TokenStream) {
    let mut messages = Vec::new();
    let mut rest = Vec::new();
    let mut after_macro = false;
    for tree in tokens {
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
    let item = code(r#"#[doc = "x"] pub struct S(u8);"#);
    let (_, rest) = refused(none(), item.clone());
    assert_eq!(rest.to_string(), item.to_string());
}

#[test]
fn what_rustc_would_refuse_again_is_left_out() {
    let (_, rest) = refused(none(), code("pub const async fn f() {}"));
    assert_eq!(rest.to_string(), code("pub async fn f() {}").to_string());
    let (_, rest) = refused(none(), code(r#"async unsafe extern "C" fn f<F: Fn()>(a: u8, _: ...) {}"#));
    assert!(rest.to_string().contains("(a : u8 ,)"), "{rest}");
}

#[test]
fn all_errors_are_reported_together() {
    assert_refused(
        code(r#"nam = "A", crate = "b::c""#),
        code("#[manual_async] const async fn f() {}"),
        &["did you mean `name = \"ReadFile\"`?", "write `crate = b::c`", "stands here twice", "`const` and `async`"],
    );
}

#[test]
fn arguments_are_read() {
    let item = || code("async fn f() {}");
    assert_accepted(code(r#"name = "ReadFile""#), item());
    assert_accepted(code(r#"name = "r#type", crate = ::a::b::c,"#), item());
    assert_accepted(code("crate = crate"), item());
    assert_accepted(code("crate = self::a"), item());
    assert_accepted(invisible(code("crate = ::a")), item());
    let (name, path) = (invisible(code(r#""ReadFile""#)), invisible(code("::a::b")));
    assert_accepted(quote!(name = #name, crate = #path), item());
}

#[test]
fn wrong_arguments_are_refused() {
    let item = || code("async fn f() {}");
    assert_refused(code(r#"enum_name = "A""#), item(), &["did you mean `name"]);
    assert_refused(code("krate = a"), item(), &["did you mean `crate"]);
    assert_refused(
        code(r#"speed = "fast""#),
        item(),
        &["`crate = ::manual_async`, `inspect`, `max_size = 256` and `skip`"],
    );
    assert_refused(code(r#"name = "A", name = "B""#), item(), &["given twice"]);
    assert_refused(code(r#"name = "1", name = "B""#), item(), &["not an identifier", "given twice"]);
    assert_refused(code("name"), item(), &["needs a value"]);
    assert_refused(code("crate ="), item(), &["needs a value"]);
    assert_refused(code(r#""ReadFile""#), item(), &["`argument = value`"]);
    assert_refused(code(r#"name("ReadFile")"#), item(), &["`argument = value`"]);
    assert_refused(code(r#"name = "A", , crate = a"#), item(), &["`argument = value`"]);
    assert_refused(code(","), item(), &["`argument = value`"]);
    assert_refused(code("name = ReadFile"), item(), &["given as a string"]);
    assert_refused(code(r#"name = "A"suffix"#), item(), &["given as a string"]);
    assert_refused(code(r#"name = b"A""#), item(), &["given as a string"]);
    assert_refused(code(r#"name = "Self""#), item(), &["it is a keyword"]);
    assert_refused(code(r#"name = "async""#), item(), &["it is a keyword"]);
    assert_refused(code(r#"name = """#), item(), &["not an identifier"]);
    assert_refused(code(r#"name = "read-file""#), item(), &["not an identifier"]);
    assert_refused(code(r#"name = "\0\"""#), item(), &["not an identifier"]);
    assert_refused(code("crate = 1"), item(), &["needs a path"]);
    assert_refused(code("crate = a::<b>"), item(), &["needs a path"]);
    assert_refused(code(r#"crate = "a b""#), item(), &["needs a path"]);
    assert_refused(code(r#"crate = "::a::b""#), item(), &["write `crate = ::a::b`"]);
}

#[test]
fn every_kind_of_async_function_is_accepted() {
    let accepted = [
        code("async fn f() {}"),
        code(
            r#"pub(in a::b) async unsafe extern "C" fn f<'a, T, const N: usize>(self: Box<Self>) -> T where T: 'a, { }"#,
        ),
        code(r#"#[cfg(unix)] #[must_use = "x"] #[unsafe(no_mangle)] #[clippy::msrv = "1"] async fn f(&mut self) {}"#),
        code(r#"#[cfg_attr(unix, inline, doc = "a, b")] async fn f() -> ! { loop {} }"#),
        code("async fn f() { #![allow(unused)] ; ; fn inner() { try { yield 1 } } }"),
    ];
    for item in accepted {
        assert_accepted(none(), item.clone());
        assert_accepted(none(), invisible(invisible(item)));
    }
}

#[test]
fn a_function_from_a_macro_may_have_invisible_parentheses_anywhere() {
    let (vis, name, of, body) =
        (invisible(code("pub")), invisible(code("f")), invisible(code("u8")), invisible(code("{ x.await + 1 }")));
    assert_accepted(none(), quote!(#vis async fn #name(x: #of) -> #of #body));
}

#[test]
fn what_is_not_a_function_is_refused() {
    let refused = [
        (code("struct S;"), "this is a struct"),
        (code("pub enum E {}"), "this is an enum"),
        (code("union U { a: u8 }"), "this is a union"),
        (code("const A: u8 = 1;"), "this is a constant"),
        (code("const _: () = ();"), "this is a constant"),
        (code("static A: u8 = 1;"), "this is a static"),
        (code("use a::b;"), "this is a `use`"),
        (code("type A = u8;"), "this is a type alias"),
        (code("extern crate a;"), "this is an `extern crate`"),
        (code(r#"extern "C" { fn f(); }"#), "foreign functions have none"),
        (code("unsafe extern { fn f(); }"), "foreign functions have none"),
        (code("mod m;"), "in a file of its own"),
        (code("functions! { a b }"), "inside the macro"),
        (code("macro_rules! m { () => {}; }"), "inside the macro"),
        (code("a::functions!();"), "inside the macro"),
        (code("|x| x"), "a closure has neither"),
        (code("async move || 1"), "a closure has neither"),
        (code("async || 1"), "a closure has neither"),
        (code("async { 1 }"), "this is a block"),
        (code("let x = 1;"), "this is a statement"),
        (code("1 + 1"), "this is something else"),
        (none(), "this is something else"),
    ];
    for (item, expected) in refused {
        assert_refused(none(), item, &[expected]);
    }
}

#[test]
fn functions_that_are_not_async_are_refused() {
    assert_refused(none(), code("fn f() {}"), &["write `async fn f`, or remove"]);
    assert_refused(none(), code("fn f() -> impl Future<Output = u8> { g() }"), &["the future's output"]);
    assert_refused(none(), code("const async fn f() {}"), &["remove `const`"]);
    assert_refused(none(), code("async fn f(a: u8, ...) {}"), &["or take a slice"]);
    assert_refused(none(), code("async fn f();"), &["`f` has no body"]);
    assert_refused(none(), code("gen fn f() {}"), &["makes an iterator"]);
    assert_refused(none(), code("async gen fn f() {}"), &["makes an iterator"]);
}

#[test]
fn attributes_below_that_may_be_macros_come_first() {
    assert_refused(none(), code("#[a::manual_async] async fn f() {}"), &["remove this one"]);
    let moved = |arguments: &str, item: &str| manual_async(code(arguments), code(item)).to_string();
    assert_eq!(
        moved("", "#[tracing::instrument(skip(a))] #[inline] pub async fn f() {}"),
        code("#[tracing::instrument(skip(a))] #[inline] #[::manual_async::manual_async(last)] pub async fn f() {}")
            .to_string()
    );
    assert_eq!(
        moved("crate = ::m", "#[cfg_attr(a, inline, b::c(d))] impl S {}"),
        code("#[cfg_attr(a, inline, b::c(d))] #[::m::manual_async(last, crate = ::m)] impl S {}").to_string()
    );
    // Behind all others it does not move again.
    assert_accepted(code("last"), code("#[should_panic] async fn f() {}"));
}

#[test]
fn functions_inside_are_rewritten_one_by_one() {
    let item = code(
        "pub mod m {
            impl S { async fn f() { 1 } #[manual_async(skip)] async fn left() {} fn g() {} }
            trait T { async fn f(); async fn g() {} }
            mod n { const X: () = { async fn f() {} }; #[manual_async(skip)] impl S { async fn left() {} } }
            macro_rules! m { () => { async fn left() {} } }
        }",
    );
    let text = manual_async(none(), item).to_string();
    assert_eq!(text.matches("state_machine (").count(), 3, "{text}");
    assert_eq!(text.matches("async fn left").count(), 3, "{text}");
    assert_eq!(text.matches("async fn f () ;").count(), 1, "{text}");
    assert!(!text.contains("skip"), "{text}");
}

#[test]
fn what_is_decided_later_bears_the_attribute_itself() {
    let item = code(
        "impl S {
            #[cfg(a)] async fn f() { 1 + yield }
            #[instrument] async fn g() {}
            #[manual_async(name = \"H\")] async fn h() {}
        }",
    );
    let expected = code(
        "impl S {
            #[cfg(a)] #[::m::manual_async(last, own_signature, crate = ::m)] async fn f() { 1 + yield }
            #[instrument] #[::m::manual_async(last, own_signature, crate = ::m)] async fn g() {}
            #[::m::manual_async(name = \"H\", crate = ::m)] async fn h() {}
        }",
    );
    assert_eq!(manual_async(code("crate = ::m"), item).to_string(), expected.to_string());
}

#[test]
fn what_others_made_of_an_async_function_is_rewritten() {
    let tokio = code(
        "fn main() {
            let body = async { f().await; };
            #[allow(clippy::expect_used)]
            { return tokio::runtime::Runtime::new().expect(\"\").block_on(body); }
        }",
    );
    let text = manual_async(none(), tokio).to_string();
    assert_eq!(text.matches("state_machine_of_block (").count(), 1, "{text}");
    let async_trait = code(
        "impl T for S {
            fn f<'a>(&'a self) -> Pin<Box<dyn Future<Output = u8> + Send + 'a>> {
                Box::pin(async move { let __self = self; let __ret: u8 = { __self.g().await }; __ret })
            }
            fn other() -> impl Future<Output = u8> { async { 1 } }
        }",
    );
    let text = manual_async(none(), async_trait).to_string();
    assert_eq!(text.matches("state_machine_of_block (").count(), 1, "{text}");
    assert!(text.contains("Poll < u8 >"), "{text}");
}

#[test]
fn blocks_are_read() {
    let said = |text: &str| manual_async_lowering::machine(code(text)).to_string();
    assert!(said("async move { x.await }").contains("Uninitialized { x : x }"));
    assert!(said("crate = ::m, async { f(&x).await }").contains("let borrowed = (& x ,)"));
    assert!(said("async { x = 1 }").contains("let borrowed = (& mut x ,)"));
    assert!(said("f()").contains("`machine!` takes one `async` block"));
    assert!(said("").contains("cannot read this"));
    assert!(said("crate = 1, async {}").contains("needs a path"));
    assert!(said("async { x.push(1); drop(x) }").contains("both by value and otherwise"));
    assert!(!said("async { f(x); println!(\"{x}\") }").contains("compile_error"));
    assert!(said("async { #[cfg(a)] f(); g() }").contains("# [cfg (not (a))]"));
    assert!(said("async { yield 1 }").contains("`yield` is not supported"));
}

#[test]
fn what_is_wrong_with_one_function_does_not_keep_the_others() {
    let item = code("impl S { async fn f() { yield 1 } async fn g() {} const async fn h() {} }");
    let text = manual_async(none(), item).to_string();
    assert!(text.contains("`yield` is not supported") && text.contains("remove `const`"), "{text}");
    assert_eq!(text.matches("state_machine (").count(), 1, "{text}");
    assert_refused(code("name = \"A\""), code("mod m { async fn f() {} }"), &["the enum of one function"]);
    assert_refused(code("skip"), code("async fn f() {}"), &["none does"]);
    assert_refused(code("skip = 1"), code("impl S {}"), &["takes no value"]);
    assert_refused(none(), code("#[manual_async] impl S {}"), &["remove this one"]);
}

#[test]
fn unstable_syntax_is_refused() {
    assert_refused(none(), code("async fn f() { yield 1; }"), &["`yield` is not supported"]);
    assert_refused(none(), code("async fn f() { let x = try { 1 }; }"), &["`try` blocks are not supported"]);
    assert_refused(none(), code("async fn f() { become g(); }"), &["does not know this syntax"]);
    assert_refused(none(), code("async fn f() { let box x = g(); }"), &["does not know this syntax"]);
    assert_refused(none(), code("async fn f() { a b }"), &["cannot read this"]);
}

#[test]
fn rustc_is_the_first_to_say_what_cannot_be_read() {
    let text =
        manual_async_by_edition(none(), code("async fn f() { #![allow(unused)] a b }"), Purpose::Build).to_string();
    assert!(!text.contains("compile_error"), "{text}");
    let (inner, refusal) = (text.find("[allow (unused)]"), text.find("[deny (unused_must_use)] const _"));
    assert!(inner.is_some() && inner < refusal, "{text}");
    assert!(text.contains("cannot read this") && text.ends_with("; a b }"), "{text}");
    let text = manual_async_by_edition(none(), code("impl S { async fn f() { a b } }"), Purpose::Build).to_string();
    assert!(text.starts_with("impl S { async fn f () { a b } }") && text.contains("cannot read this"), "{text}");
}

#[test]
fn nothing_is_rewritten_for_a_check() {
    let checked = |arguments, text| manual_async_by_edition(arguments, code(text), Purpose::Check).to_string();
    let written = "async fn f (x : & str) -> usize { g (x) . await ; match h (x) . await { n if n > i () . await => n , _ => 0 } }";
    assert_eq!(checked(none(), written), written);
    assert_eq!(checked(code("max_size = 8"), written), written);
    // Whoever imports the path uses it.
    assert!(checked(code("crate = m"), written).contains("= m :: machine :: only_once ; g (x)"));
    let block = format!("impl S {{ {written} fn g () {{ }} }}");
    assert_eq!(checked(none(), &block), block);
    // One can look into it: that is seen in its type.
    assert!(checked(code("inspect"), "async fn f() { g().await; }").contains("Inspect"));
}

#[test]
fn conditions_inside_a_function_are_left_to_rustc() {
    let split = manual_async(code(r#"name = "F", crate = ::m"#), code("async fn f() { #[cfg(a)] g().await; h(); }"));
    let expected = quote! {
        #[cfg(a)] #[::m::manual_async(name = "F", crate = ::m)] async fn f() { g().await; h(); }
        #[cfg(not(a))] #[::m::manual_async(name = "F", crate = ::m)] async fn f() { h(); }
    };
    assert_eq!(split.to_string(), expected.to_string());
}

/// The two functions that `item` becomes: with its first condition true, and with that false.
fn split(item: TokenStream) -> [String; 2] {
    let split: syn::File = syn::parse2(manual_async(none(), item)).expect("two functions");
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
fn branches_of_cfg_if_are_statements() {
    let [with, without] = split(quote! {
        async fn f() { cfg_if! { if #[cfg(a)] { let x = g().await; x } else if #[cfg(b)] { c } else { d } } }
    });
    assert!(with.contains("{ let x = g () . await ; x }"), "{with}");
    assert!(without.contains("{ cfg_if ! { if # [cfg (b)] { c } else { d } } }"), "{without}");
    let [_, without] = split(quote!(
        async fn f() {
            cfg_if! { if #[cfg(a)] { b } else { c } }
            d
        }
    ));
    assert!(without.contains("{ c ; d }"), "{without}");
}

#[test]
fn parameters_may_depend_on_conditions() {
    let [with, without] = split(quote!(
        async fn f<#[cfg(a)] T, U>(#[cfg(a)] t: T) {}
    ));
    assert!(with.contains("f < T , U > (t : T)"), "{with}");
    assert!(without.contains("f < U > ()"), "{without}");
}

#[test]
fn conditions_that_do_not_concern_the_body_are_left_alone() {
    let accepted = [
        code("#[cfg(a)] async fn f() { g(cfg!(b)).await; }"),
        code("async fn f() { #[cfg(a)] use b::c; fn h() { #[cfg(d)] e(); } vec![ #[cfg(f)] 1 ]; }"),
    ];
    for item in accepted {
        let output = manual_async(none(), item);
        assert!(!output.to_string().contains("cfg (not"), "{output}");
    }
}

#[test]
fn an_item_of_a_block_that_is_called_like_another_is_refused() {
    let item = code("async fn f() -> u32 { let a = { enum Kind { A } g(Kind::A).await }; a + Kind::count() }");
    assert_refused(none(), item, &["`Kind` is declared in a block in which something is awaited"]);
}

#[test]
fn a_condition_where_nothing_can_be_left_out_is_refused() {
    assert_refused(none(), code("async fn f() { g(|#[cfg(a)] x| 1); }"), &["what `#[cfg]` leaves out"]);
    assert_refused(none(), code("async fn f() { 1 + #[cfg(a)] 2 }"), &["what `#[cfg]` leaves out"]);
}

/// What `macro_rules!` makes of the things that it matched.
fn invisible(tokens: TokenStream) -> TokenStream {
    TokenTree::from(Group::new(Delimiter::None, tokens)).into()
}
