//! The snapshots of `tests/expand`, compiled as they stand and compared with the native functions: output, polls, side
//! effects and drops, cancelled after every number of polls and with a panic at every step.
//!
//! So they are what they look like: plain Rust that needs neither the attribute nor its hygiene.
// Generated code is not written for these; inside a macro they do not look.
#![allow(warnings, clippy::all, clippy::undocumented_unsafe_blocks)]

#[macro_use]
#[path = "../harness/mod.rs"]
mod harness;

/// The functions of one file in both forms.
macro_rules! both {
    ($name:literal) => {
        pub mod native {
            use crate::harness::*;
            include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/expand/functions/", $name, ".rs"));
        }
        pub mod manual {
            use crate::harness::*;
            include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/expand/snapshots/", $name, ".rs"));
        }
    };
}

mod borrowed_across {
    both!("borrowed_across");
    cases! {
        borrowed_across [0, 1, 2, 3] |n| borrowed_across(["", "abc", "abcd", "ab!"][n as usize].into());
    }
}

mod choice {
    both!("choice");
    cases! { choice [0, 1, 2, 3] |n| choice(n); }
}

mod for_each {
    use crate::harness::noisy;
    both!("for_each");
    cases! { for_each [0, 1, 2, 3] |n| for_each(&[noisy("a", n), noisy("b", 2), noisy("c", n)]); }
}

mod generic {
    use crate::harness::noisy;
    both!("generic");
    cases! { generic [0, 1, 2] |n| async move { generic([noisy("a", 1), noisy("b", n)], &noisy("c", 1)).await.1 }; }
}

mod kept_for_its_drop {
    use crate::harness::Lock;
    both!("kept_for_its_drop");
    cases! { kept_for_its_drop [0] |n| kept_for_its_drop(&Lock::new(n)); }
}

mod macros {
    both!("macros");
    cases! {
        macros [0, 1, 2] |n| macros(n);
        selected [0, 1, 3] |n| selected(n);
    }
}

mod methods {
    both!("methods");
    cases! { methods [0, 1, 2] |n| methods(n); }
}

mod moved_in_one_branch {
    both!("moved_in_one_branch");
    cases! { moved_in_one_branch [0, 1] |n| moved_in_one_branch(n); }
}

mod passing_on {
    both!("passing_on");
    cases! { passing_on [0, 1] |n| passing_on("it", n); }
}

mod question_on_option {
    both!("question_on_option");
    cases! { question_on_option [0, 1, 2] |n| question_on_option(n); }
}

mod recursion {
    both!("recursion");
    cases! { recursion [0, 1, 3] |n| recursion(n); }
}

mod repeated {
    both!("repeated");
    cases! { repeated [0, 1, 2, 6] |n| repeated(n); }
}

mod inspected {
    both!("inspected");
    cases! { inspected [0, 1, 2] |n| inspected("a".into(), n); }
}

mod straight_line {
    both!("straight_line");
    cases! { straight_line [0, 1, 2] |n| straight_line(n); }
}

mod without_await {
    use crate::harness::noisy;
    both!("without_await");
    cases! { without_await [0] |n| without_await(noisy("left", n), noisy("right", 1)); }
}
