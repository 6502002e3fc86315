//! Where the attribute stands, and what it is given; and a function with more steps than a byte can number.
use crate::harness::*;
use std::cell::Cell;

/// Both forms by hand: the attribute is not directly above an item of a module.
macro_rules! placed {
    ($module:ident, $(#[$attribute:meta])?, $(#[$named:meta])?, $(#[$support:meta])?) => {
        pub mod $module {
            use super::*;

            pub fn nested_in_a_function(n: u64) -> impl Future<Output = u64> {
                $(#[$attribute])?
                async fn nested_in_a_function(n: u64) -> u64 {
                    let _a = noisy("a", n);
                    number(n).await + call("after", 1)
                }
                nested_in_a_function(n)
            }

            $(#[$named])?
            pub async fn named(n: u64) -> u64 {
                let _a = noisy("a", n);
                number(n).await
            }

            $(#[$support])?
            pub async fn support_code_elsewhere(n: u64) -> u64 {
                let _a = noisy("a", n);
                number(n).await
            }

            /// The doc comment and `#[inline]` stand before and after the attribute.
            #[inline]
            $(#[$attribute])?
            #[must_use]
            pub async fn between_other_attributes(n: u64) -> u64 {
                pause(n).await;
                n
            }

            $(#[$attribute])?
            pub async fn more_steps_than_a_byte_can_number(n: u64) -> u64 {
                let a = noisy("a", n);
                let left = Cell::new(n);
                let more = || left.replace(left.get().saturating_sub(1)) > 0;
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                while more() { while more() { while more() { pause(0).await } } }
                pause(n).await;
                a.get()
            }
        }
    };
}

mod reexported {
    // Only generated code names it.
    #[allow(unused_imports)]
    pub use manual_async as machines;
}

placed!(native, , , );
placed!(
    manual,
    #[manual_async::manual_async],
    #[manual_async::manual_async(name = "ReadAll")],
    #[manual_async::manual_async(crate = crate::attributes::reexported::machines)]
);

cases! {
    nested_in_a_function [0, 1] |n| nested_in_a_function(n);
    named [0, 1] |n| named(n);
    support_code_elsewhere [0, 1] |n| support_code_elsewhere(n);
    between_other_attributes [0, 1] |n| between_other_attributes(n);
    more_steps_than_a_byte_can_number [1, 7, 200] |n| more_steps_than_a_byte_can_number(n);
}
