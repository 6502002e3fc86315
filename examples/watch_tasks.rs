//! Step 10: what are all these tasks doing?
//!
//! Tasks have names, and the executor says of each whether it runs, waits its turn, waits for somebody, or is stuck; and of
//! those that were spawned to be looked into, where: function by function, with the locals that live there. It is asked between
//! two polls, and any thread can ask: here one that waits for a signal, as a program would that runs for weeks. At the end two
//! tasks are left that nobody can wake; `run` says so and shows where they are stuck, instead of sleeping for ever.
//!
//! Run: `cargo run --example watch_tasks`, or with `-- 50` for sockets that take 50 milliseconds. While it waits,
//! `kill -USR1 PID` asks once more.

mod arguments;
mod jobs;

use manual_async::{Executor, JoinHandle, executor::Watcher, manual_async, yield_now};
use std::{future::pending, io, process, thread, time::Duration};

fn main() -> io::Result<()> {
    let (delay, files) = (arguments::delay(&[]), jobs::files(3)?);
    println!(
        "What tasks do, asked while they run: which waits, for what, with which locals. A socket takes {delay:?}."
    );
    println!("This is process {0}: `kill -USR1 {0}` asks once more.", process::id());
    let executor = Executor::new();
    print_dump_on_signal(executor.watcher())?;

    executor.spawn_inspected("sum of two sockets", jobs::receive_sum(delay)).detach();
    executor.spawn_inspected("a number, then files", jobs::receive_and_count(files, delay)).detach();
    let orders = executor.spawn_inspected("orders", order(vec!["tea", "scones"]));
    executor.spawn_inspected("breakfast", breakfast(2, orders)).detach();

    println!("Before the first poll:\n{}", executor.dump());
    executor.run_until(yield_now());
    println!("After one poll each:\n{}", executor.dump());
    thread::spawn(move || {
        thread::sleep(delay / 2);
        ask_by_signal();
    });
    match executor.run() {
        Ok(()) => println!("All tasks are done."),
        Err(deadlock) => println!("The others are done.\n{deadlock}"),
    }
    Ok(())
}

#[manual_async(inspect)]
async fn breakfast(guests: u32, orders: JoinHandle<'_, usize>) {
    let served = orders.await;
    println!("{served} orders for {guests} guests");
}

#[manual_async(inspect)]
async fn order(wanted: Vec<&str>) -> usize {
    for (number, dish) in wanted.iter().enumerate() {
        cook(dish, number + 1).await;
    }
    wanted.len()
}

/// The mistake that one looks for: there is no cook.
#[manual_async(inspect)]
async fn cook(dish: &str, number: usize) {
    pending::<()>().await;
    println!("order {number}: {dish}");
}

/// Has a thread print what the tasks are doing whenever this process gets the signal `USR1`.
#[cfg(unix)]
fn print_dump_on_signal(watcher: Watcher) -> io::Result<()> {
    let mut signals = signal_hook::iterator::Signals::new([signal_hook::consts::SIGUSR1])?;
    thread::spawn(move || {
        for _ in &mut signals {
            match watcher.dump(Duration::from_secs(1)) {
                Some(dump) => println!("By a signal, from another thread:\n{dump}"),
                None => println!("The executor does not run, or a poll takes longer than a second."),
            }
        }
    });
    Ok(())
}

#[cfg(unix)]
fn ask_by_signal() {
    signal_hook::low_level::raise(signal_hook::consts::SIGUSR1).expect("a process may signal itself");
}

#[cfg(not(unix))]
fn print_dump_on_signal(_: Watcher) -> io::Result<()> {
    println!("This system has no signals.");
    Ok(())
}

#[cfg(not(unix))]
fn ask_by_signal() {}
