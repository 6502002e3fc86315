//! On embassy's executor, as it runs on a host: its tasks are static, and it never returns.

use embassy_executor::{Executor, Spawner, task};
use engines::{expected, receive_and_count};
use manual_async::manual_async;
use static_cell::StaticCell;
use std::{sync::mpsc, thread, time::Duration};

type Answer = mpsc::Sender<(u64, (i32, usize))>;

#[task(pool_size = 20)]
async fn receive(seed: u64, answer: Answer) {
    let received = receive_and_count(seed).await.expect("the manifest can be read");
    answer.send((seed, received)).expect("the test waits");
}

/// The body of a task, rewritten.
#[manual_async]
async fn spawn_all(spawner: Spawner, answer: Answer) {
    for seed in 0..20 {
        spawner.spawn(receive(seed, answer.clone()).expect("the pool is large enough"));
        manual_async::yield_now().await;
    }
}

#[task]
async fn main_task(spawner: Spawner, answer: Answer) {
    spawn_all(spawner, answer).await;
}

#[test]
fn static_tasks_are_woken_from_outside() {
    let (answer, answers) = mpsc::channel();
    thread::spawn(move || {
        static EXECUTOR: StaticCell<Executor> = StaticCell::new();
        EXECUTOR
            .init(Executor::new())
            .run(|spawner| spawner.spawn(main_task(spawner, answer).expect("it is spawned once")))
    });
    let mut seeds = Vec::new();
    for _ in 0..20 {
        let (seed, received) = answers.recv_timeout(Duration::from_secs(60)).expect("all tasks answer");
        assert_eq!(received, expected(seed));
        seeds.push(seed);
    }
    seeds.sort_unstable();
    assert_eq!(seeds, (0..20).collect::<Vec<_>>());
}
