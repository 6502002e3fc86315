//! Machines that await machines.

use std::{future::Future, pin::pin};

use manual_async::{
    inspect::{Inspect, InspectFuture},
    machine, manual_async, yield_now,
};

use super::{locals, tree, wait};

#[manual_async(inspect)]
async fn outer(name: &str) -> usize {
    inner(name.len()).await
}

#[manual_async(inspect)]
async fn inner(length: usize) -> usize {
    yield_now().await;
    length
}

#[test]
fn the_tree_goes_down_to_the_innermost_await() {
    let mut future = pin!(outer("Ada"));
    assert_eq!(tree(&*future), "outer at children.rs:13:1: not polled yet [name = \"Ada\"]");
    wait(future.as_mut());
    let expected = "\
outer at children.rs:14:5: inner(name.len()).await
  inner at children.rs:19:5: yield_now().await [length = 3]
    manual_async_runtime::executor::yield_now::YieldNow";
    assert_eq!(tree(&*future), expected);
}

#[manual_async(inspect)]
async fn sum(depth: u32) -> u32 {
    if depth == 0 {
        yield_now().await;
        return 0;
    }
    depth + Box::pin(sum(depth - 1)).await
}

#[test]
fn recursion_is_a_tree_too() {
    let mut future = pin!(sum(2));
    wait(future.as_mut());
    assert_eq!(tree(&*future).matches("sum at children.rs").count(), 3);
    assert!(matches!(
        future.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())),
        std::task::Poll::Ready(3)
    ));
}

#[manual_async(inspect)]
async fn boxed(child: std::pin::Pin<Box<dyn InspectFuture<Output = usize> + '_>>) -> usize {
    child.await
}

#[test]
fn a_child_may_be_boxed() {
    let mut future = pin!(boxed(Box::pin(outer("a"))));
    wait(future.as_mut());
    assert_eq!(tree(&*future).lines().count(), 4);
}

#[manual_async(inspect)]
async fn kept() -> usize {
    let child = outer("a");
    yield_now().await;
    child.await
}

#[test]
fn a_local_may_be_a_machine() {
    let mut future = pin!(kept());
    wait(future.as_mut());
    let mut inside = String::new();
    future.locals(&mut |local| inside = locals(local.machine.expect("it is a machine")));
    assert_eq!(inside, "name=\"a\"");
}

trait Service {
    async fn call(&self, number: u32) -> u32;
}

struct Double;

impl Service for Double {
    #[manual_async(inspect)]
    async fn call(&self, number: u32) -> u32 {
        yield_now().await;
        2 * number
    }
}

async fn call(service: &impl Service) -> u32 {
    service.call(1).await
}

#[test]
fn the_method_of_a_trait_says_more_than_the_trait() {
    let mut future = pin!(Double.call(3));
    wait(future.as_mut());
    assert_eq!(locals(&*future), "number=3");
    assert_eq!(manual_async::block_on(call(&Double)), 2);
}

#[manual_async(inspect)]
impl Service for u32 {
    async fn call(&self, number: u32) -> u32 {
        yield_now().await;
        self + number
    }
}

/// With a body of its own, which cannot be looked into: the trait does not say so.
#[manual_async(inspect)]
pub trait Twice {
    async fn once(&self) -> u32;

    async fn twice(&self) -> u32 {
        2 * self.once().await
    }
}

#[manual_async(inspect)]
#[deny(warnings)]
mod services {
    pub struct Three<'a>(pub &'a u32);

    impl<'a> super::Twice for Three<'a> {
        async fn once(&self) -> u32 {
            super::yield_now().await;
            *self.0
        }
    }
}

#[test]
fn the_attribute_may_stand_on_the_block_of_a_trait_or_around_it() {
    let mut future = pin!(4.call(3));
    wait(future.as_mut());
    assert_eq!(locals(&*future), "self=4 number=3");
    assert_eq!(manual_async::block_on(call(&4)), 5);

    let three = services::Three(&3);
    let mut future = pin!(three.once());
    wait(future.as_mut());
    assert_eq!((future.machine().function, future.state().name), ("once", "AwaitingYieldNow"));
    assert_eq!(manual_async::block_on(three.twice()), 6);
}

#[manual_async(inspect)]
mod all {
    pub async fn first() {
        super::yield_now().await;
    }

    pub struct Second;

    impl Second {
        pub async fn second(&self) {
            first().await;
        }
    }
}

#[test]
fn a_module_may_be_looked_into() {
    let mut future = pin!(all::Second.second());
    wait(future.as_mut());
    assert_eq!(future.awaited().expect("a child").machine().function, "first");
}

#[test]
fn so_may_a_block() {
    let name = String::from("Ada");
    let mut future = pin!(machine!(inspect, async move {
        inner(1).await;
        name.len()
    }));
    wait(future.as_mut());
    assert_eq!(locals(&*future), "name=\"Ada\"");
    assert_eq!(future.awaited().expect("a child").machine().function, "inner");
}

#[manual_async(inspect)]
fn returned(number: u32) -> impl Future<Output = u32> + Inspect {
    async move {
        yield_now().await;
        number
    }
}

#[test]
fn a_function_that_returns_one_may_say_so() {
    let mut future = pin!(returned(3));
    wait(future.as_mut());
    assert_eq!(locals(&*future), "number=3");
}

// That it is the one of tokio, this line says.
use tokio::join;

#[manual_async(inspect)]
async fn beside(name: &str) -> usize {
    let (a, (b, c)) = futures::join!(inner(name.len()), both(7));
    a + b + c
}

#[manual_async(inspect)]
async fn both(length: usize) -> (usize, usize) {
    join!(inner(length), async { 5 })
}

#[test]
fn the_tree_branches_where_futures_are_joined() {
    let mut future = pin!(beside("Ada"));
    wait(future.as_mut());
    let tree = tree(&*future);
    let shown: Vec<&str> = tree.lines().map(|line| line.split(" [").next().unwrap()).collect();
    assert!(shown[0].ends_with("futures::join!"), "{tree}");
    assert!(shown[1].starts_with("  inner at") && shown[1].ends_with("yield_now().await"), "{tree}");
    assert!(shown[3].starts_with("  both at") && shown[3].ends_with(": join!"), "{tree}");
    assert!(shown[4].starts_with("    inner at"), "{tree}");
    assert_eq!(shown.len(), 6, "{tree}");
}

#[manual_async(inspect)]
async fn either(name: &str, bored: bool) -> usize {
    let kept = name.len();
    tokio::select! {
        biased;
        length = inner(kept), if !bored => length,
        (a, b) = both(7) => a + b,
        _ = yield_now(), if bored => 0,
        length = inner(2), if false => length,
    }
}

#[manual_async(inspect)]
async fn first() -> usize {
    let second = Box::pin(inner(2));
    futures::select_biased! {
        a = futures::FutureExt::fuse(inner(1)) => a,
        b = futures::FutureExt::fuse(second) => b,
    }
}

#[test]
fn the_tree_branches_where_one_is_selected() {
    let mut future = pin!(either("Ada", false));
    wait(future.as_mut());
    let tree = tree(&*future);
    let shown: Vec<&str> = tree.lines().map(|line| line.split(" [").next().unwrap()).collect();
    assert!(shown[0].ends_with("233:5: tokio::select!"), "{tree}");
    assert!(shown[1].starts_with("  inner at"), "{tree}");
    assert!(shown[3].starts_with("  both at") && shown[3].ends_with("214:5: join!"), "{tree}");
    assert_eq!(shown.len(), 6, "{tree}");

    let mut future = pin!(either("Ada", true));
    wait(future.as_mut());
    let tree = super::tree(&*future);
    assert!(tree.lines().nth(1).unwrap().starts_with("  both at"), "{tree}");
    assert!(tree.ends_with("YieldNow"), "{tree}");

    let mut future = pin!(first());
    wait(future.as_mut());
    assert_eq!(super::tree(&*future).matches("Fuse<").count(), 2);
}
