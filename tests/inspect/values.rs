//! What is shown of locals, and what is not looked at.

use std::{future::Future, pin::pin};

use manual_async::{manual_async, yield_now};

use super::{locals, wait};

struct NoDebug;

#[manual_async(inspect)]
async fn kinds<T>(text: &str, generic: T, hidden: NoDebug) {
    let number = text.len();
    let default = Default::default();
    yield_now().await;
    let _: u16 = default;
    drop((generic, hidden, number));
}

#[test]
fn values_are_shown_where_their_types_have_debug() {
    let mut future = pin!(kinds("abc", 1, NoDebug));
    assert_eq!(locals(&*future), "text=\"abc\" generic=_ hidden=_");
    wait(future.as_mut());
    assert_eq!(locals(&*future), "text=<gone> generic=_ hidden=_ number=3 default=0");
}

async fn fill(buffer: &mut Vec<u8>) -> usize {
    yield_now().await;
    buffer.push(1);
    buffer.len()
}

#[manual_async(inspect)]
async fn lends(name: &str) -> usize {
    let mut buffer = vec![0];
    let size = fill(&mut buffer).await;
    yield_now().await;
    buffer.len() + size + name.len()
}

#[test]
fn what_the_awaited_future_writes_to_is_not_looked_at() {
    let mut future = pin!(lends("a"));
    wait(future.as_mut());
    assert_eq!(locals(&*future), "name=\"a\" buffer=<lent>");
    wait(future.as_mut());
    assert_eq!(locals(&*future), "name=\"a\" buffer=[0, 1] size=2");
}

#[manual_async(inspect)]
async fn lends_for_longer() -> u32 {
    let mut list = vec![1, 2];
    let first = &mut list[0];
    yield_now().await;
    *first += 1;
    yield_now().await;
    list[0]
}

#[test]
fn what_a_local_writes_to_is_not_looked_at() {
    let mut future = pin!(lends_for_longer());
    wait(future.as_mut());
    assert_eq!(locals(&*future), "list=<lent> first=1");
    wait(future.as_mut());
    assert_eq!(locals(&*future), "list=[2, 2]");
}

#[manual_async(inspect)]
async fn lends_what_it_was_lent(list: &mut Vec<u8>, shared: &Vec<u8>) -> usize {
    fill(list).await;
    yield_now().await;
    list.len() + shared.len()
}

#[test]
fn what_was_borrowed_anew_is_not_looked_at() {
    let (mut list, shared) = (vec![], vec![7]);
    let mut future = pin!(lends_what_it_was_lent(&mut list, &shared));
    wait(future.as_mut());
    assert_eq!(locals(&*future), "list=<lent> shared=[7]");
    wait(future.as_mut());
    assert_eq!(locals(&*future), "list=[1] shared=[7]");
}

#[manual_async(inspect)]
async fn reads(text: String) -> usize {
    let view = &text;
    let length = count(&text).await;
    view.len() + length
}

async fn count(text: &str) -> usize {
    yield_now().await;
    text.len()
}

#[test]
fn what_is_only_read_is_shown() {
    let mut future = pin!(reads("abc".into()));
    wait(future.as_mut());
    assert_eq!(locals(&*future), "text=\"abc\" view=\"abc\"");
}

#[manual_async(inspect)]
async fn perhaps(give: bool, text: String) {
    if give {
        drop(text);
    }
    yield_now().await;
}

#[test]
fn what_was_moved_away_is_gone() {
    for (give, shown) in [(true, "text=<gone>"), (false, "text=\"a\"")] {
        let mut future = pin!(perhaps(give, "a".into()));
        wait(future.as_mut());
        assert_eq!(locals(&*future), shown);
    }
}

struct Pair {
    left: String,
    right: String,
}

#[manual_async(inspect)]
async fn parts(give: bool, pair: Pair) -> usize {
    if give {
        drop(pair.left);
    }
    yield_now().await;
    pair.right.len()
}

#[test]
fn what_has_lost_a_part_is_gone() {
    for (give, shown) in [(true, "pair=<gone>"), (false, "pair=_")] {
        let mut future = pin!(parts(give, Pair { left: "a".into(), right: "b".into() }));
        wait(future.as_mut());
        assert_eq!(locals(&*future), shown);
    }
}

#[manual_async(inspect)]
async fn ends(fail: bool) -> Result<(), String> {
    yield_now().await;
    if fail { Err("no".into()) } else { Ok(()) }
}

#[test]
fn nothing_is_left_when_it_is_done() {
    use manual_async::inspect::{Inspect, StateKind};
    let mut future = pin!(ends(true));
    wait(future.as_mut());
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(future.as_mut().poll(&mut cx).is_ready());
    assert!(matches!(future.state().kind, StateKind::Done));
    assert_eq!(locals(&*future), "");
}

struct Counter<'a> {
    total: &'a mut u32,
}

impl Counter<'_> {
    #[manual_async(inspect)]
    async fn count(&mut self, by: u32) -> u32 {
        *self.total += by;
        yield_now().await;
        let total = &mut *self.total;
        yield_now().await;
        *total
    }
}

#[test]
fn self_is_a_local_too() {
    let mut total = 1;
    let mut counter = Counter { total: &mut total };
    let mut future = pin!(counter.count(2));
    assert_eq!(locals(&*future), "self=_ by=2");
    wait(future.as_mut());
    assert_eq!(locals(&*future), "self=_");
    wait(future.as_mut());
    assert_eq!(locals(&*future), "self=<gone> total=3");
}
