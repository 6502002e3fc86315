//! Input that nobody means well with: an error, never a crash.

use crate::support::explorer_reads;

/// What nests, `depth` times; each way in which the parser calls itself.
fn nested(depth: usize) -> Vec<(&'static str, String)> {
    let times = |text: &str| text.repeat(depth);
    let function = |body: String| format!("async fn f() {{ {body} }}");
    vec![
        ("negations", function(format!("{}x.await;", times("!")))),
        ("references", function(format!("let x: {}u8 = x.await;", times("&")))),
        ("parentheses", function(format!("{}x.await{};", times("("), times(")")))),
        ("blocks", function(format!("{}x.await{}", times("{"), times("}")))),
        ("sums", function(format!("x.await{};", times("+a")))),
        ("awaited sums", function(format!("a{};", times("+a.await")))),
        ("methods", function(format!("x.await{};", times(".f()")))),
        ("assignments", function(format!("{}x.await;", times("a=")))),
        ("closures", function(format!("{}x; a.await;", times("|x|")))),
        ("branches", function(format!("if a.await {{}} {}", times("else if a.await {}")))),
        ("types", function(format!("let x: {}u8{} = x.await;", times("Vec<"), times(">")))),
        ("arms", function(format!("{}1{}", times("match x.await { _ => "), times("}")))),
        ("macros", function(format!("println!(\"{{}}\", {}x.await{});", times("("), times(")")))),
        ("modules", format!("{}async fn f() {{ x.await }}{}", times("mod a {"), times("}"))),
    ]
}

#[test]
fn what_is_nested_very_deep_is_too_deep() {
    for (what, source) in nested(50_000) {
        let shown = explorer_reads(&["expand", "-"], &source);
        assert_eq!(shown.code, 3, "{what}: {}", shown.err);
        assert!(shown.err.contains("nested too deep"), "{what}: {}", shown.err);
    }
}

#[test]
fn what_is_nested_as_deep_as_is_let_in_does_not_overflow_the_stack() {
    for (what, source) in nested(40).into_iter().chain(nested(600)) {
        let shown = explorer_reads(&["expand", "-", "--json"], &source);
        assert!(matches!(shown.code, 0 | 3), "{what}: {} {}", shown.code, shown.err);
    }
}

#[test]
fn long_statements_of_a_list_are_not_deep() {
    let source = format!("async fn f() {{ let all = [{}]; g(all).await }}", "1 + 1, ".repeat(3_000));
    assert_eq!(explorer_reads(&["expand", "-"], &source).code, 0);
    let functions = "async fn f() { loop {} if a {} match b { 1 => {} 2 => {} _ => {} } }\n".repeat(300);
    assert_eq!(explorer_reads(&["expand", "-"], &functions).code, 0);
}

#[test]
fn what_is_no_text_is_said_to_be_none() {
    for (bytes, words) in [
        (&b"async fn f() { \xff\xfe }"[..], "byte 15 is not UTF-8"),
        (&b"async fn f() {}\n\0\0"[..], "there is a zero byte"),
        (&b"\x7fELF\x02\x01\x01\0\0\0\0"[..], "there is a zero byte"),
    ] {
        let shown = explorer_reads(&["expand", "-"], bytes);
        assert_eq!(shown.code, 3);
        assert!(shown.err.contains(words), "{}", shown.err);
    }
}

#[test]
fn what_is_too_long_is_not_read_to_its_end() {
    let shown = explorer_reads(&["expand", "-"], vec![b' '; 5 << 20]);
    assert_eq!(shown.code, 3);
    assert!(shown.err.contains("it is longer than 4 MiB"), "{}", shown.err);
}

#[test]
fn nothing_is_nothing() {
    for source in ["", "\u{feff}", "#!/usr/bin/env run\n", "fn f() {}"] {
        for command in ["expand", "report"] {
            let shown = explorer_reads(&[command, "-"], source);
            assert_eq!((shown.code, shown.out.as_str()), (0, ""));
            assert!(shown.err.starts_with("there is no async function with a body in "), "{}", shown.err);
        }
    }
}
