//! Closures and blocks without `move` that name nothing but fields of a local: some are used by value, or by a method that takes
//! them, others are looked at, or changed.
use crate::harness::*;
use std::{
    future::Future,
    ops::{Deref, DerefMut},
    rc::Rc,
};

struct Two {
    left: Noisy,
    right: Noisy,
}

struct Three {
    two: Two,
    count: u64,
    option: Option<Noisy>,
}

struct Tuple(Noisy, u64, Noisy);

/// What it dereferences to is no part of it.
struct Guarding(Two);

impl Deref for Guarding {
    type Target = Two;

    fn deref(&self) -> &Two {
        call("deref", 1);
        &self.0
    }
}

impl DerefMut for Guarding {
    fn deref_mut(&mut self) -> &mut Two {
        call("deref_mut", 1);
        &mut self.0
    }
}

fn two(n: u64) -> Two {
    Two { left: noisy("left", n), right: noisy("right", 1) }
}

fn three(n: u64) -> Three {
    Three { two: two(n), count: n, option: Some(noisy("option", 2)) }
}

functions! {
    pub async fn taken_by_a_method(n: u64) -> u64 {
        let two = two(n);
        number(1).await;
        let take = || two.left.into_value();
        number(take()).await
    }

    pub async fn named_in_part_and_whole(n: u64) -> u64 {
        let mut three = Tuple(noisy("first", n), n, noisy("last", n));
        let sum = async move {
            three.0.value += three.2.get();
            three.0.get()
        };
        let sum = sum.await;
        pause(1).await;
        sum + three.1
    }

    pub async fn taken_in_a_block(n: u64) -> u64 {
        let three = three(n);
        number(1).await;
        let block = async { three.two.left.into_finished().await + three.count + three.two.right.get() };
        number(1).await;
        block.await + three.count
    }

    pub async fn taken_beside_one_that_is_looked_at(n: u64) -> u64 {
        let three = three(n);
        number(1).await;
        let both = || {
            drop(three.two.left);
            three.two.right.get() + three.option.as_ref().map_or(0, |option| option.get())
        };
        number(1).await;
        let got = both();
        number(got).await + three.two.right.get()
    }

    pub async fn taken_by_a_method_beside_one_that_changes(n: u64) -> u64 {
        let mut three = three(n);
        number(1).await;
        let both = || three.option.take().map_or(0, |option| option.get()) + three.two.right.into_value();
        number(1).await;
        let got = both();
        number(got).await + three.two.left.get() + three.count
    }

    pub async fn copied_and_changed(n: u64) -> u64 {
        let mut three = three(n);
        number(1).await;
        let mut count = || {
            three.count += 1;
            let count = three.count;
            three.two.left.get() + count
        };
        number(1).await;
        let got = count() + count();
        number(got).await + three.count
    }

    pub async fn copied_by_a_method(n: u64) -> u64 {
        let three = three(n);
        number(1).await;
        let power = || three.count.pow(2) + three.two.left.get();
        number(power()).await + power()
    }

    pub async fn of_a_tuple(n: u64) -> u64 {
        let tuple = Tuple(noisy("first", n), n, noisy("last", 1));
        number(1).await;
        let all = || tuple.0.into_value() + tuple.1 + tuple.2.get();
        number(1).await;
        let got = all();
        number(got).await + tuple.2.get()
    }

    pub async fn behind_a_reference(n: u64) -> u64 {
        let mut three = three(n);
        let reference = &mut three;
        number(1).await;
        let mut change = || {
            reference.count += reference.count.min(3);
            reference.two.left.add(1);
            reference.count.pow(2) + reference.two.left.get()
        };
        number(1).await;
        change() + change()
    }

    pub async fn behind_what_dereferences(n: u64) -> u64 {
        let mut guarding = Guarding(two(n));
        number(1).await;
        let mut change = || {
            guarding.left.add(1);
            guarding.right.value.pow(2)
        };
        number(1).await;
        change() + change()
    }

    pub async fn in_a_box(n: u64) -> u64 {
        let mut boxed = Box::new(three(n));
        number(1).await;
        let mut change = || {
            boxed.two.left.add(1);
            boxed.count.pow(2) + boxed.two.right.get()
        };
        number(1).await;
        change() + change()
    }

    pub async fn of_what_is_shared(n: u64) -> u64 {
        let shared = now(Rc::new(three(n))).await;
        number(1).await;
        let look = || shared.two.left.get() + shared.count.pow(2) + shared.two.right.touched();
        number(1).await;
        look() + look()
    }

    pub async fn two_closures(n: u64) -> u64 {
        let two = two(n);
        number(1).await;
        let left = || two.left.into_value();
        let right = || two.right.get();
        number(1).await;
        left() + right() + two.right.get()
    }

    pub async fn two_closures_that_take(n: u64) -> u64 {
        let two = two(n);
        number(1).await;
        let left = || two.left.into_value();
        let right = || two.right.into_value();
        number(1).await;
        right() + left()
    }

    pub async fn in_a_closure_inside(n: u64) -> u64 {
        let two = two(n);
        number(1).await;
        let outer = || {
            let inner = || two.left.into_value();
            two.right.get() + inner()
        };
        number(1).await;
        let got = outer();
        number(got).await + two.right.get()
    }

    pub async fn in_a_move_closure_inside(n: u64) -> u64 {
        let two = two(n);
        number(1).await;
        let outer = || {
            let inner = move || two.left.get();
            two.right.get() + inner()
        };
        number(1).await;
        let got = outer();
        number(got).await + two.right.get()
    }

    pub async fn in_blocks_inside(n: u64) -> u64 {
        let two = two(n);
        number(1).await;
        let got = async {
            let inner = async { eat(two.right, 1).await };
            inner.await + two.left.touch().await
        }
        .await;
        number(got).await
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        let mut got = 0;
        for i in 0..2 {
            let two = two(n);
            number(1).await;
            let perhaps = || {
                if i > 0 {
                    drop(two.left)
                }
                two.right.get()
            };
            number(1).await;
            got += perhaps();
        }
        got
    }

    pub async fn in_one_branch(n: u64) -> u64 {
        let two = two(n);
        number(1).await;
        if n > 1 {
            let take = || two.left.into_value();
            number(1).await;
            return take();
        }
        number(1).await;
        two.right.get()
    }

    pub async fn beside_a_local_that_is_taken(n: u64, kept: Noisy) -> u64 {
        let two = two(n);
        number(1).await;
        let all = || {
            drop(kept);
            two.right.get() + two.left.into_value()
        };
        number(1).await;
        let got = all();
        number(got).await
    }

    pub async fn beside_a_local_that_is_looked_at(n: u64, kept: Noisy) -> u64 {
        let two = two(n);
        number(1).await;
        let all = || kept.get() + two.right.get() + two.left.into_value();
        number(1).await;
        let got = all();
        number(got).await + kept.get()
    }

    pub async fn in_a_block_that_a_closure_makes(n: u64) -> u64 {
        let two = two(n);
        number(1).await;
        let make = || async { two.left.get() + two.right.into_value() };
        number(1).await;
        make().await
    }

    pub async fn in_a_format_string(n: u64) -> usize {
        let two = two(n);
        number(1).await;
        let text = || format!("{} {}", two.right.get(), two.left.into_value());
        number(1).await;
        text().len()
    }

    pub async fn beside_one_that_gets_a_value(n: u64) -> u64 {
        let mut two = two(n);
        number(1).await;
        let set = || {
            drop(two.left);
            two.right = noisy("new", 2);
            two.right.get()
        };
        number(1).await;
        let got = set();
        number(got).await + two.right.get()
    }

    pub async fn gets_a_value_again(n: u64) -> u64 {
        let mut two = two(n);
        number(1).await;
        let got = async {
            drop(two.left);
            two.right.touch().await
        }
        .await;
        two.left = noisy("again", 3);
        number(got).await + two.left.get()
    }

    pub async fn in_a_block_that_is_sent(n: u64) -> u64 {
        let two = two(n);
        number(1).await;
        let got = sent(async { two.left.into_finished().await + two.right.get() }).await;
        number(got).await
    }
}

trait Touched {
    fn touched(&self) -> u64;
}

impl Touched for Noisy {
    fn touched(&self) -> u64 {
        self.get()
    }
}

async fn sent(block: impl Future<Output = u64> + Send) -> u64 {
    block.await
}

cases! {
    named_in_part_and_whole [0, 1] |n| named_in_part_and_whole(n);
    taken_by_a_method [0, 1] |n| taken_by_a_method(n);
    taken_in_a_block [0, 1] |n| taken_in_a_block(n);
    taken_beside_one_that_is_looked_at [1] |n| taken_beside_one_that_is_looked_at(n);
    taken_by_a_method_beside_one_that_changes [1] |n| taken_by_a_method_beside_one_that_changes(n);
    copied_and_changed [1] |n| copied_and_changed(n);
    copied_by_a_method [1] |n| copied_by_a_method(n);
    of_a_tuple [1] |n| of_a_tuple(n);
    behind_a_reference [1] |n| behind_a_reference(n);
    behind_what_dereferences [1] |n| behind_what_dereferences(n);
    in_a_box [1] |n| in_a_box(n);
    of_what_is_shared [1] |n| of_what_is_shared(n);
    two_closures [1] |n| two_closures(n);
    two_closures_that_take [1] |n| two_closures_that_take(n);
    in_a_closure_inside [1] |n| in_a_closure_inside(n);
    in_a_move_closure_inside [1] |n| in_a_move_closure_inside(n);
    in_blocks_inside [1] |n| in_blocks_inside(n);
    in_a_loop [1] |n| in_a_loop(n);
    in_one_branch [0, 2] |n| in_one_branch(n);
    beside_a_local_that_is_taken [1] |n| beside_a_local_that_is_taken(n, noisy("kept", 1));
    beside_a_local_that_is_looked_at [1] |n| beside_a_local_that_is_looked_at(n, noisy("kept", 1));
    in_a_block_that_a_closure_makes [1] |n| in_a_block_that_a_closure_makes(n);
    in_a_format_string [1] |n| in_a_format_string(n);
    beside_one_that_gets_a_value [1] |n| beside_one_that_gets_a_value(n);
    gets_a_value_again [1] |n| gets_a_value_again(n);
    in_a_block_that_is_sent [1] |n| in_a_block_that_is_sent(n);
}
