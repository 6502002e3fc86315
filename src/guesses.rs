//! What `#[manual_async]` and `machine!` take for granted because only rustc could know: one page for each guess.
//!
//! A macro sees words and no types. Where the words leave something open, it asks rustc by the code that it generates; where
//! that is not possible, it guesses, in such a way that a wrong guess does not compile. What rustc says then is on the
//! page, with what to write instead. Where a wrong guess would go unnoticed, it is one of the
//! [`deviations`](crate::deviations).
//!
//! What is not supported at all is refused in the attribute's own words: see [`errors`](crate::errors).

/// Declares the pages. For each there is a function in `tests/ui/guesses` about which the guess is wrong.
macro_rules! pages {
    ($($name:ident)*) => {
        $(#[doc = include_str!(concat!("guesses/", stringify!($name), ".md"))] pub mod $name {})*
    };
}

pages! {
    argument_evaluated_twice
    argument_in_a_block_of_the_macro
    call_that_never_returns
    captured_name
    local_in_a_macro
    macro_returns
    name_in_lower_case
    receiver_taken
}
