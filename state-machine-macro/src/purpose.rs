//! What rustc has been called for. It does not tell macros, but they run inside it, and can read how it was called.

use std::{env, path::Path, sync::LazyLock};

use manual_async_lowering::Purpose;

/// A proc macro is loaded once for each call of rustc.
pub fn purpose() -> Purpose {
    static PURPOSE: LazyLock<Purpose> = LazyLock::new(|| {
        let call: Vec<String> = env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
        // What rustc only checks for Miri is run.
        let is_run = env::var_os("MIRI_BE_RUSTC").is_some();
        let machines_too = env::var_os("MANUAL_ASYNC_CHECK").is_some_and(|what| what == "machines");
        of_call(&call, is_run || machines_too)
    });
    *PURPOSE
}

/// `cargo check` and `cargo clippy`, which editors run, want nothing but metadata. Whatever is not known to be one of these, as a driver of another
/// name, arguments in a file, or `cargo expand`, is a build.
fn of_call(call: &[String], checks_machines: bool) -> Purpose {
    let program = call.first().and_then(|program| Path::new(program).file_stem());
    let only_checks = matches!(program.and_then(|name| name.to_str()), Some("rustc" | "clippy-driver"))
        && !checks_machines
        && makes_no_code(&call[1..]);
    if only_checks { Purpose::Check } else { Purpose::Build }
}

fn makes_no_code(arguments: &[String]) -> bool {
    let behind_emit = arguments.windows(2).filter(|two| two[0] == "--emit").map(|two| &*two[1]);
    let with_emit = arguments.iter().filter_map(|argument| argument.strip_prefix("--emit="));
    let mut emitted = behind_emit.chain(with_emit).flat_map(|kinds| kinds.split(',')).peekable();
    let is_printed = arguments.iter().any(|argument| argument.contains("unpretty"));
    // From: `--emit=dep-info=out.d,metadata`
    let is_no_code = |kind: &str| matches!(kind.split('=').next(), Some("dep-info" | "metadata"));
    !is_printed && emitted.peek().is_some() && emitted.all(is_no_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(call: &str) -> Purpose {
        let call: Vec<String> = call.split(' ').map(str::to_owned).collect();
        of_call(&call, false)
    }

    #[test]
    fn checks_make_no_code() {
        assert_eq!(of("/bin/rustc --crate-name a --emit=dep-info,metadata -C x"), Purpose::Check);
        assert_eq!(of("rustc --emit metadata=out src/lib.rs"), Purpose::Check);
        assert_eq!(of("clippy-driver rustc src/lib.rs --emit=dep-info,metadata --test"), Purpose::Check);
    }

    #[test]
    fn everything_else_is_a_build() {
        assert_eq!(of("rustc --emit=dep-info,metadata,link src/lib.rs"), Purpose::Build);
        assert_eq!(of("rustc --emit=metadata --emit asm src/lib.rs"), Purpose::Build);
        assert_eq!(of("rustc src/lib.rs"), Purpose::Build);
        assert_eq!(of("rustc --emit=dep-info,metadata -Zunpretty=expanded"), Purpose::Build);
        assert_eq!(of("rustc --emit=dep-info,metadata -Z unpretty=expanded"), Purpose::Build);
        assert_eq!(of("rustdoc --emit=metadata src/lib.rs"), Purpose::Build);
        assert_eq!(of("miri --emit=metadata src/lib.rs"), Purpose::Build);
        assert_eq!(of("rustc @arguments"), Purpose::Build);
        assert_eq!(of_call(&[], false), Purpose::Build);
    }

    #[test]
    fn machines_are_checked_if_that_is_wanted() {
        let call = ["rustc", "--emit=metadata"].map(str::to_owned);
        assert_eq!(of_call(&call, true), Purpose::Build);
    }
}
