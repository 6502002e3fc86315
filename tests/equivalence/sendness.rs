//! A machine is `Send` wherever the compiler's future is, and never `Unpin` where that one is not.
//!
//! That it compiles is the test. Both forms go through the same bounds, so that nothing is asked that is not native.
use crate::harness::*;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::{cell::Cell, fmt::Debug, future::Future, marker::PhantomData, rc::Rc, sync::Arc};

functions! {
    pub async fn owned_locals(n: u64) -> u64 {
        let a = noisy("a", n);
        let list = vec![n];
        pause(1).await;
        a.value + list[0]
    }

    pub async fn references<'a>(a: &'a Noisy, b: &mut Noisy) -> &'a Noisy {
        let r = &mut *b;
        let s = &a.value;
        pause(1).await;
        r.add(*s);
        for part in [&*r, &*r] {
            part.touch().await;
        }
        a
    }

    pub async fn rc_in_an_inner_block(n: u64) -> u64 {
        let got = {
            let shared = Rc::new(Cell::new(n));
            shared.set(shared.get() + 1);
            shared.get()
        };
        pause(got).await;
        let after = Rc::new(got);
        *after
    }

    pub async fn rc_as_a_temporary(n: u64) -> u64 {
        let got = *Rc::new(n) + Cell::new(1).get();
        pause(got).await;
        Rc::new(got).max(Rc::new(1)).wrapping_add(1)
    }

    pub async fn rc_in_one_branch(n: u64) -> u64 {
        if n == 0 {
            let shared = Rc::new(n);
            call("shared", *shared);
        } else {
            pause(1).await;
        }
        match n {
            0 => pause(0).await,
            _ => drop(Rc::new(n)),
        }
        n
    }

    pub async fn what_a_method_refers_to(n: u64) -> u64 {
        let mut text = "ab".repeat(n as usize);
        loop {
            match *text.as_bytes() {
                [] => text = String::from(number(n).await.to_string()),
                [first, ..] if first == b'a' => text = text.split_off(1),
                [.., last] => break number(n).await + u64::from(last),
            }
        }
    }

    pub async fn closures_that_capture(n: u64) -> u64 {
        let a = noisy("a", n);
        let mut sum = 0;
        let read = || a.get();
        let mut add = |x: u64| sum += x;
        pause(1).await;
        add(read());
        pause(1).await;
        let taken = move || a.value;
        pause(1).await;
        taken() + sum
    }

    pub async fn async_blocks(n: u64) -> u64 {
        let a = noisy("a", n);
        let waiting = async {
            pause(1).await;
            a.get()
        };
        pause(1).await;
        waiting.await
    }

    pub async fn generic_over_send<T: Debug + Send>(item: T, n: u64) -> String {
        pause(n).await;
        format!("{item:?}")
    }

    pub async fn nothing_shared(n: u64) -> u64 {
        let list = vec![n];
        std::future::ready(()).await;
        list[0]
    }

    pub async fn nothing_shared_by_types<T: Copy>(item: T) -> T {
        std::future::ready(()).await;
        item
    }

    pub async fn awaits_what_is_told_its_types(n: u64) -> u64 {
        nothing_shared_by_types(n).await
    }

    pub async fn hidden_behind_a_unique_reference(n: u64, noisy: &mut Noisy) -> impl Debug + use<> {
        pause(n).await;
        noisy.add(n);
        n
    }

    pub async fn called_like_its_parameter(called_like_its_parameter: u64) -> impl Debug {
        pause(called_like_its_parameter).await;
        called_like_its_parameter
    }

    pub async fn parameter_called_never(never: Option<u64>) -> u64 {
        pause(1).await;
        never.unwrap_or(7)
    }

    pub async fn shared_through_arc(shared: Arc<Noisy>) -> u64 {
        let other = Arc::clone(&shared);
        let boxed: Box<dyn Fn() -> u64 + Send> = Box::new(move || other.get());
        pause(1).await;
        boxed() + shared.value
    }

    pub async fn question_with_a_boxed_error(n: u64) -> Result<u64, Box<dyn std::error::Error>> {
        check(n)?;
        let got = attempt(n).await?;
        pause(1).await;
        Ok(got)
    }

    pub async fn macros_that_borrow(n: u64) -> String {
        let a = noisy("a", n);
        let text = format!("{a} {n:?}");
        pause(1).await;
        event(format_args!("{text} {a}"));
        pause(1).await;
        text
    }

    pub async fn iterators(items: Vec<u64>) -> u64 {
        let mut sum = 0;
        for (i, item) in items.iter().enumerate() {
            pause(i as u64).await;
            sum += item;
        }
        for c in "chars".chars().rev() {
            pause(1).await;
            sum += c as u64;
        }
        sum
    }

    pub async fn matches_on_references(maybe: Option<&Noisy>) -> u64 {
        match maybe {
            Some(Noisy { value, .. }) if *value > 1 => number(*value).await,
            Some(it) => it.touch().await,
            None => 0,
        }
    }

    pub async fn guards_that_await(n: u64, text: Option<String>) -> u64 {
        let first = match n {
            few if few > number(1).await => 1,
            _ => 2,
        };
        let second = match &text {
            Some(text) if number(text.len() as u64).await > 1 && text.starts_with('t') => text.len() as u64,
            _ => 3,
        };
        match Some(n) {
            Some(few) if let Some(found) = lookup(few).await => first + second + found,
            _ => first + second,
        }
    }

    pub async fn dyn_send(inner: std::pin::Pin<Box<dyn Future<Output = u64> + Send>>) -> u64 {
        inner.await
    }

    pub async fn no_await(n: u64) -> u64 {
        let shared = Rc::new(n);
        *shared
    }

    pub async fn recursive(n: u64) -> u64 {
        fn boxed(n: u64) -> std::pin::Pin<Box<dyn Future<Output = u64> + Send>> {
            Box::pin(number(n))
        }
        boxed(n).await
    }

    pub async fn not_send(n: u64) -> u64 {
        let shared = Rc::new(n);
        pause(1).await;
        *shared
    }

    pub async fn copied_and_not_shared(handle: Handle, (first, n): (Option<Handle>, u64)) -> u64 {
        let second = handle;
        pause(n).await;
        n + handle.size() + second.size() + first.map_or(0, |handle| handle.size())
    }

    pub async fn not_send_closure_that_borrows(n: u64) -> u64 {
        let cell = Cell::new(n);
        let more = || cell.replace(1);
        pause(n).await;
        more() + cell.get()
    }

    pub async fn not_send_unused(_: Rc<u64>, n: u64) -> u64 {
        pause(n).await;
        n
    }
}

/// Can be sent, and copied, but not be shared.
#[derive(Clone, Copy, Debug)]
pub struct Handle(PhantomData<Cell<u8>>);

impl Handle {
    fn size(self) -> u64 {
        size_of_val(&self) as u64
    }
}

const HANDLE: Handle = Handle(PhantomData);

fn send<F: Future + Send>(_: &F) {}

/// Says whether a type is `Send`, or `Unpin`: a method of its own comes before the trait's, where its bound holds.
pub struct Ask<T>(PhantomData<T>);

pub fn ask<T>(_: T) -> Ask<T> {
    Ask(PhantomData)
}

pub trait Otherwise {
    fn is_send(&self) -> bool {
        false
    }
    fn is_unpin(&self) -> bool {
        false
    }
}

impl<T> Otherwise for &Ask<T> {}

impl<T: Send> Ask<T> {
    pub fn is_send(&self) -> bool {
        true
    }
}

impl<T: Unpin> Ask<T> {
    pub fn is_unpin(&self) -> bool {
        true
    }
}

macro_rules! all_send {
    ($module:ident) => {{
        use $module::*;
        let a = Noisy { name: "a", value: 1 };
        let mut b = Noisy { name: "b", value: 2 };
        send(&owned_locals(1));
        send(&references(&a, &mut b));
        send(&rc_in_an_inner_block(1));
        send(&rc_as_a_temporary(1));
        send(&rc_in_one_branch(1));
        send(&what_a_method_refers_to(1));
        send(&closures_that_capture(1));
        send(&async_blocks(1));
        send(&generic_over_send("text", 1));
        send(&shared_through_arc(Arc::new(Noisy { name: "c", value: 3 })));
        send(&question_with_a_boxed_error(1));
        send(&macros_that_borrow(1));
        send(&iterators(vec![1]));
        send(&matches_on_references(Some(&a)));
        send(&guards_that_await(1, None));
        send(&dyn_send(Box::pin(number(1))));
        send(&no_await(1));
        send(&recursive(1));
        send(&copied_and_not_shared(HANDLE, (None, 1)));
    }};
}

#[test]
fn machines_are_send_where_the_compilers_are() {
    all_send!(native);
    all_send!(manual);
}

#[test]
fn machines_are_not_send_where_the_compilers_are_not() {
    assert!(!(&ask(native::not_send(1))).is_send());
    assert!(!(&ask(manual::not_send(1))).is_send());
    assert!(!(&ask(native::not_send_closure_that_borrows(1))).is_send());
    assert!(!(&ask(manual::not_send_closure_that_borrows(1))).is_send());
    assert!(!(&ask(native::not_send_unused(Rc::new(1), 1))).is_send());
    assert!(!(&ask(manual::not_send_unused(Rc::new(1), 1))).is_send());
    assert!((&ask(manual::owned_locals(1))).is_send());
}

#[test]
fn machines_are_as_safe_to_unwind_through() {
    fn unwind_safe(_: impl UnwindSafe + RefUnwindSafe) {}
    unwind_safe(native::nothing_shared(1));
    unwind_safe(manual::nothing_shared(1));
    unwind_safe(native::awaits_what_is_told_its_types(1));
    unwind_safe(manual::awaits_what_is_told_its_types(1));
}

#[test]
fn machines_are_never_unpin() {
    assert!(!(&ask(native::owned_locals(1))).is_unpin());
    assert!(!(&ask(manual::owned_locals(1))).is_unpin());
    assert!(!(&ask(manual::no_await(1))).is_unpin());
    assert!((&ask(1)).is_unpin());
}

cases! {
    owned_locals [0, 1] |n| owned_locals(n);
    guards_that_await [0, 1, 2, 3] |n| guards_that_await(n, Some("text".into()));
    references [0] |n| references(&noisy("a", n), &mut noisy("b", n));
    rc_in_an_inner_block [0, 1] |n| rc_in_an_inner_block(n);
    rc_as_a_temporary [0, 1] |n| rc_as_a_temporary(n);
    rc_in_one_branch [0, 1] |n| rc_in_one_branch(n);
    what_a_method_refers_to [0, 1] |n| what_a_method_refers_to(n);
    closures_that_capture [0, 1] |n| closures_that_capture(n);
    async_blocks [0, 1] |n| async_blocks(n);
    generic_over_send [0, 1] |n| generic_over_send(noisy("generic", n), n);
    nothing_shared [0, 1] |n| nothing_shared(n);
    shared_through_arc [0, 1] |n| shared_through_arc(Arc::new(noisy("shared", n)));
    question_with_a_boxed_error [0, 3] |n| question_with_a_boxed_error(n);
    macros_that_borrow [0, 1] |n| macros_that_borrow(n);
    iterators [0, 2] |n| iterators(vec![n; n as usize]);
    matches_on_references [0, 2] |n| matches_on_references(Some(&noisy("it", n)));
    dyn_send [0, 1] |n| dyn_send(Box::pin(number(n)));
    no_await [0, 1] |n| no_await(n);
    recursive [0, 1] |n| recursive(n);
    nothing_shared_by_types [0, 1] |n| nothing_shared_by_types(n);
    awaits_what_is_told_its_types [0, 1] |n| awaits_what_is_told_its_types(n);
    hidden_behind_a_unique_reference [0, 1] |n| hidden_behind_a_unique_reference(n, &mut noisy("a", n));
    called_like_its_parameter [0, 1] |n| called_like_its_parameter(n);
    parameter_called_never [0, 1] |n| parameter_called_never(Some(n));
    not_send [0, 1] |n| not_send(n);
    copied_and_not_shared [0, 1] |n| copied_and_not_shared(HANDLE, (Some(HANDLE), n));
    not_send_closure_that_borrows [0, 1] |n| not_send_closure_that_borrows(n);
    not_send_unused [0, 1] |n| not_send_unused(Rc::new(n), n);
}
