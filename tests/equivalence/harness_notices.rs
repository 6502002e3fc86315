//! The harness itself: it sees each kind of difference, and says where it is.
use crate::harness::*;

async fn oracle(n: u64) -> u64 {
    let _a = noisy("a", n);
    let _b = noisy("b", n);
    pause(1).await;
    call("end", n)
}

async fn other_drop_order(n: u64) -> u64 {
    let _b;
    let _a = noisy("a", n);
    _b = noisy("b", n);
    pause(1).await;
    call("end", n)
}

async fn another_poll(n: u64) -> u64 {
    let _a = noisy("a", n);
    let _b = noisy("b", n);
    pause(2).await;
    call("end", n)
}

async fn leaks_on_panic(n: u64) -> u64 {
    let a = std::mem::ManuallyDrop::new(noisy("a", n));
    let b = noisy("b", n);
    pause(1).await;
    let end = call("end", n);
    drop(b);
    drop(std::mem::ManuallyDrop::into_inner(a));
    end
}

fn eager(n: u64) -> impl Future<Output = u64> {
    let a = noisy("a", n);
    async move {
        let _a = a;
        let _b = noisy("b", n);
        pause(1).await;
        call("end", n)
    }
}

fn against_oracle(name: &'static str, other: fn(u64, &mut Drive)) -> String {
    let case = Case { name, inputs: &[1], native: |n, drive| drive.run(oracle(n)), manual: other };
    case.check_input(1, Panics::InCalls).map(|count| format!("{count} runs are equal")).unwrap_or_else(|why| why)
}

#[test]
fn equal_functions_are_equal() {
    let report = against_oracle("oracle", |n, drive| drive.run(oracle(n)));
    assert!(report.ends_with("runs are equal"), "{report}");
}

#[test]
fn another_drop_order_is_seen() {
    let report = against_oracle("other_drop_order", |n, drive| drive.run(other_drop_order(n)));
    assert!(report.contains("case other_drop_order, input 1, polled until ready"), "{report}");
    assert!(report.contains("- drop b=1\n    drop a=1\n  + drop b=1"), "{report}");
}

#[test]
fn another_number_of_polls_is_seen() {
    let report = against_oracle("another_poll", |n, drive| drive.run(another_poll(n)));
    assert!(report.contains("polls: native 2, manual 3"), "{report}");
}

#[test]
fn a_leak_on_panic_is_seen() {
    let report = against_oracle("leaks_on_panic", |n, drive| drive.run(leaks_on_panic(n)));
    assert!(report.contains("- drop a=1"), "{report}");
}

#[test]
fn work_before_the_first_poll_is_seen() {
    let report = against_oracle("eager", |n, drive| drive.run(eager(n)));
    assert!(report.contains("panic at step 0"), "{report}");
    assert!(report.contains("+ unwound: fuse"), "{report}");
}

#[test]
fn what_the_compiler_forgets_may_be_dropped_once() {
    let native = "make a=1\npanic\nend\n";
    assert!(only_native_leaks(native, "make a=1\npanic\ndrop a=1\nend\n"));
    assert!(!only_native_leaks(native, "make a=1\npanic\ndrop a=1\ndrop a=1\nend\n"));
    assert!(!only_native_leaks(native, "make a=1\npanic\ndrop b=1\nend\n"));
    assert!(!only_native_leaks(native, "make a=1\npanic\n"));
    assert!(!only_native_leaks(native, "make a=1\npanic\ncall c 1\nend\n"));
}
