//! The source once, the functions twice.

/// Both forms of a module's content: as written, and with the attribute on the module.
macro_rules! content {
    ($($item:item)*) => {
        pub mod native {
            use super::*;
            $($item)*
        }
        #[::manual_async::manual_async]
        pub mod manual {
            use super::*;
            $($item)*
        }
    };
}

/// Free functions in both forms: `native::f` as written, `manual::f` under the attribute.
macro_rules! functions {
    ($($function:item)*) => {
        pub mod native {
            use super::*;
            $($function)*
        }
        pub mod manual {
            use super::*;
            $(#[::manual_async::manual_async] $function)*
        }
    };
}

/// Methods in both forms. What stands in `given` is plain, and in both modules, so that each has its own types; in
/// `impl [header] { .. }` every item is under the attribute.
macro_rules! methods {
    (given { $($given:item)* } $(impl [$($header:tt)*] { $($method:item)* })*) => {
        pub mod native {
            use super::*;
            $($given)*
            $(impl $($header)* { $($method)* })*
        }
        pub mod manual {
            use super::*;
            $($given)*
            $(impl $($header)* { $(#[::manual_async::manual_async] $method)* })*
        }
    };
}

/// Cases that make blocks with `block!`, have them driven, and go on with what these left: one form of `block!` is nothing,
/// the other `machine!`.
macro_rules! driven_blocks {
    ($($name:ident [$($input:expr),*] |$n:ident, $drive:ident| $body:block)*) => {
        pub mod native {
            use super::*;
            #[allow(unused_macros)]
            macro_rules! block { ($block:expr) => { $block }; }
            $(pub fn $name($n: u64, $drive: &mut $crate::harness::Drive) $body)*
        }
        pub mod manual {
            use super::*;
            use ::manual_async::machine as block;
            $(pub fn $name($n: u64, $drive: &mut $crate::harness::Drive) $body)*
        }
        pub static CASES: &[$crate::harness::Case] = &[$($crate::harness::Case {
            name: concat!(module_path!(), "::", stringify!($name)),
            inputs: &[$($input),*],
            native: native::$name,
            manual: manual::$name,
        }),*];
        mod equal {
            $(#[test] fn $name() {
                $crate::harness::find(super::CASES, stringify!($name)).check($crate::harness::Panics::InCalls);
            })*
        }
        mod equal_when_destructors_panic {
            $(#[test] fn $name() {
                $crate::harness::find(super::CASES, stringify!($name)).check($crate::harness::Panics::InDropsToo);
            })*
        }
    };
}

/// The list of cases of a module, one line each: `function [inputs] |input| the future;`. A case is a test of its own, and
/// part of the module's `CASES`.
///
/// The name on the left is that of the function. Arguments may be temporaries: they live until the future is gone.
macro_rules! cases {
    ($($(#[$meta:meta])* $name:ident [$($input:expr),*] |$n:pat_param| $future:expr;)*) => {
        pub static CASES: &[$crate::harness::Case] = &[$($(#[$meta])* $crate::harness::Case {
            name: concat!(module_path!(), "::", stringify!($name)),
            inputs: &[$($input),*],
            native: |$n, drive| {
                use native::*;
                drive.run($future);
            },
            manual: |$n, drive| {
                use manual::*;
                drive.run($future);
            },
        }),*];

        mod equal {
            $($(#[$meta])* #[test]
            fn $name() {
                $crate::harness::find(super::CASES, stringify!($name)).check($crate::harness::Panics::InCalls);
            })*
        }

        mod equal_when_destructors_panic {
            $($(#[$meta])* #[test]
            fn $name() {
                $crate::harness::find(super::CASES, stringify!($name)).check($crate::harness::Panics::InDropsToo);
            })*
        }
    };
}

/// A case of a generated program: `f(arguments)` in both forms.
#[macro_export]
macro_rules! case {
    ($name:ident, $inputs:expr, |$n:ident| $future:expr) => {
        $crate::harness::Case {
            name: stringify!($name),
            inputs: &$inputs,
            native: |$n, drive| {
                use native::*;
                drive.run($future);
            },
            manual: |$n, drive| {
                use manual::*;
                drive.run($future);
            },
        }
    };
}

/// Logs as `println!` prints: by format string.
#[macro_export]
macro_rules! say {
    ($($argument:tt)*) => { $crate::harness::event(format_args!($($argument)*)) };
}
