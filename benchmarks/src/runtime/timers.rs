//! A great many timers that end at about the same time, each in a task of its own.

use super::{
    OURS,
    subjects::{LocalPool, Ours, Smol, Subject, Tokio},
};
use crate::{Result, memory};
use std::{
    cell::Cell,
    rc::Rc,
    time::{Duration, Instant},
};

const DELAY: Duration = Duration::from_secs(2);

/// Sleeps in `count` tasks on the executor that belongs to these timers. Says how many milliseconds of a processor that
/// took, from the first spawn to the last end; by how many milliseconds the last one was late; and how many bytes each
/// needs while all of them wait.
pub fn measure(subject: &str, count: u64) -> Result<Vec<f64>> {
    match subject {
        OURS => Ours::run(move |executor| {
            sleep_in_tasks(executor, count, || manual_async_runtime::FutSocket::with_delay(DELAY))
        }),
        "async-io" => Smol::run(move |executor| sleep_in_tasks(executor, count, || async_io::Timer::after(DELAY))),
        "tokio" => Tokio::run(move |executor| sleep_in_tasks(executor, count, || tokio::time::sleep(DELAY))),
        "futures-timer" => {
            LocalPool::run(move |executor| sleep_in_tasks(executor, count, || futures_timer::Delay::new(DELAY)))
        }
        _ => unreachable!("the plan knows its subjects"),
    }
}

async fn sleep_in_tasks<S: Subject, F: Future + 'static>(
    executor: &S,
    count: u64,
    sleep: fn() -> F,
) -> Result<Vec<f64>> {
    // What the first one brings along, a thread for example, is there before.
    sleep().await;
    let (memory, processor) = (memory::resident()?, memory::processor_time()?);
    let latest = Rc::new(Cell::new(Duration::ZERO));
    let mut handles = Vec::with_capacity(count as usize);
    for _ in 0..count {
        let latest = Rc::clone(&latest);
        handles.push(executor.spawn_with_handle(async move {
            let start = Instant::now();
            sleep().await;
            latest.set(latest.get().max(start.elapsed()));
            0
        }));
    }
    // All of them have begun when this one is through, as it was spawned last.
    executor.spawn_with_handle(async { 0 }).await;
    let memory = memory::resident()? - memory;
    for handle in handles {
        handle.await;
    }
    let processor = memory::processor_time()? - processor;
    let late = latest.get().saturating_sub(DELAY);
    Ok(vec![1e3 * processor.as_secs_f64(), 1e3 * late.as_secs_f64(), memory as f64 / count as f64])
}
