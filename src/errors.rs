//! What `#[manual_async]` and `machine!` refuse: one page for each message, with what to write instead.
//!
//! A message names its page, as in `for more, see manual_async::errors::await_in_macro`. Here the pages are modules
//! without anything in them; `cargo doc --open -p manual-async` shows them without a network, too.
//!
//! A function that is refused stays an `async fn`, so that one error does not become twenty. What rustc itself has
//! against a function, it says about one with the attribute as about any other. Where neither is the case, see
//! [`guesses`](crate::guesses).

/// Declares the pages. Each is a file of this name, which a test compares with what is refused.
macro_rules! pages {
    ($($name:ident)*) => {
        $(#[doc = include_str!(concat!("errors/", stringify!($name), ".md"))] pub mod $name {})*
    };
}

pages! {
    argument_of_block
    argument_with_value
    argument_without_value
    await_in_macro
    captured_both_ways
    conditional_part
    const_async
    crate_is_string
    crate_not_path
    gen_function
    item_of_block
    local_from_macro
    macro_in_pattern
    malformed_argument
    max_size_not_number
    name_is_keyword
    name_not_identifier
    name_not_string
    name_on_scope
    name_taken
    not_a_function
    not_an_async_block
    not_async
    not_async_but_future
    on_closure
    on_foreign_module
    on_macro_call
    on_module_file
    repeated_argument
    skip_alone
    too_many_awaits
    try_block
    twice
    unknown_argument
    unknown_syntax
    unreadable_syntax
    variadic
    without_body
    yield_expression
}
