//! The attribute on an `impl` and on a trait, and functions inside that are told apart.
use crate::harness::*;

/// Both forms by hand.
macro_rules! forms {
    ($module:ident, [$($attribute:tt)*] [$($named:tt)*] [$($skipped:tt)*]) => {
        pub mod $module {
            use super::*;

            pub struct Pair(pub Noisy, pub Noisy);

            $($attribute)*
            impl Pair {
                pub async fn first(self, n: u64) -> u64 {
                    let Pair(a, _b) = self;
                    pause(n).await;
                    a.get()
                }

                $($named)*
                pub async fn named(&self, n: u64) -> u64 {
                    let _c = noisy("c", n);
                    pause(n).await;
                    self.0.get()
                }

                $($skipped)*
                pub async fn skipped(&self, n: u64) -> u64 {
                    pause(n).await;
                    self.1.get()
                }
            }

            $($attribute)*
            #[allow(async_fn_in_trait)]
            pub trait Read {
                async fn read(&self) -> u64;

                async fn twice(&self) -> u64 {
                    let _guard = noisy("guard", 1);
                    self.read().await + self.read().await
                }
            }

            $($attribute)*
            impl Read for Pair {
                async fn read(&self) -> u64 {
                    self.0.touch().await
                }
            }
        }
    };
}

mod reexported {
    #[allow(unused_imports)]
    pub use manual_async as machines;
}

forms!(native, [] [] []);
forms!(
    manual,
    [#[manual_async::manual_async(crate = crate::scopes_in_parts::reexported::machines)]]
    [#[manual_async::manual_async(name = "Named")]]
    [#[manual_async::manual_async(skip)]]
);

cases! {
    first [0, 1, 2] |n| Pair(noisy("left", n), noisy("right", n)).first(n);
    named [0, 2] |n| Pair(noisy("left", n), noisy("right", n)).named(n);
    twice [0, 2] |n| Pair(noisy("left", n), noisy("right", n)).twice();
}

/// A function that was left out is the compiler's; the others are not.
#[test]
fn what_is_skipped_stays_as_it_is() {
    use crate::harness::is_compiler_made;
    use manual::Read;

    fn made_by_the_compiler<F>(_: &F) -> bool {
        is_compiler_made(std::any::type_name::<F>())
    }
    let pair = native::Pair(noisy("left", 1), noisy("right", 2));
    assert!(made_by_the_compiler(&pair.skipped(1)));
    let pair = manual::Pair(noisy("left", 1), noisy("right", 2));
    assert!(made_by_the_compiler(&pair.skipped(1)));
    assert!(!made_by_the_compiler(&pair.named(1)));
    assert!(!made_by_the_compiler(&pair.twice()));
    assert!(!made_by_the_compiler(&pair.read()));
    assert!(!made_by_the_compiler(&pair.first(1)));
}
