//! embassy, whose tasks are static, and whose executor never returns: each work ends the process.

use super::executors::{Ball, MANY, be_woken_from_afar, done, expect, play, yield_often};
use crate::Result;
use embassy_executor::{Executor, Spawner, task};
use std::{process, rc::Rc};

/// How many trivial tasks are spawned before they get their turn. The newest come first, so as many again may wait.
const BATCH: usize = 32;

pub fn measure(work: &str, count: u64) -> Result<Vec<f64>> {
    let executor: &'static mut Executor = Box::leak(Box::new(Executor::new()));
    executor.run(|spawner| match work {
        "spawn" => spawner.spawn(spawn_batches(spawner, count).expect("there is room")),
        "yield" => {
            expect(1);
            spawner.spawn(yields(count).expect("there is room"));
        }
        "yield-many" => {
            expect(MANY);
            (0..MANY).for_each(|_| spawner.spawn(yields(count).expect("there is room")));
        }
        "ping-pong" => {
            expect(2);
            let ball = Rc::new(Ball::default());
            for player in [0, 1] {
                spawner.spawn(plays(Rc::clone(&ball), player, count).expect("there is room"));
            }
        }
        "woken-from-afar" => spawner.spawn(is_woken_from_afar(count).expect("there is room")),
        _ => unreachable!("the plan knows its works"),
    })
}

#[task(pool_size = 2 * BATCH)]
async fn trivial() {
    done();
}

#[task]
async fn spawn_batches(spawner: Spawner, count: u64) {
    expect(count + 1);
    for _ in 0..count / BATCH as u64 {
        (0..BATCH).for_each(|_| spawner.spawn(trivial().expect("there is room")));
        yield_often(1).await;
    }
    process::exit(0)
}

#[task(pool_size = MANY as usize)]
async fn yields(count: u64) {
    yield_often(count).await;
    if done() {
        process::exit(0)
    }
}

#[task(pool_size = 2)]
async fn plays(ball: Rc<Ball>, player: usize, rounds: u64) {
    expect(2);
    play(ball, player, rounds).await;
    process::exit(0)
}

#[task]
async fn is_woken_from_afar(count: u64) {
    be_woken_from_afar(count).await;
    process::exit(0)
}
