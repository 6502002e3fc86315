//! The `main` of a generated program: all its cases, on two threads, or those that its arguments choose.
//!
//! On its standard output: `running <case>` and `done <case>`, so that one knows where it was should it die;
//! `FAILED <case>: <difference>`; and `compared <runs>` at the end.

use super::{Case, Panics};
use std::{
    process::exit,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// No case takes that long, unless it hangs.
const LONGEST: Duration = Duration::from_secs(60);

/// Compares all cases, or with `only <cases>` those, or with `skip <cases>` all but those.
pub fn compare_all(cases: &'static [Case]) {
    let mut arguments = std::env::args().skip(1);
    let mode = arguments.next();
    let named: Vec<String> = arguments.collect();
    let is_chosen = |case: &&Case| match mode.as_deref() {
        Some("only") => named.iter().any(|name| name == case.name),
        Some(_) => !named.iter().any(|name| name == case.name),
        None => true,
    };
    let cases: Vec<&Case> = cases.iter().filter(is_chosen).collect();
    // The panics are part of the cases.
    std::panic::set_hook(Box::new(|_| {}));
    let next = AtomicUsize::new(0);
    let running = [const { Mutex::new(None) }; 2];
    let runs: usize = thread::scope(|scope| {
        let (cases, next) = (&cases, &next);
        let workers: Vec<_> = running.iter().map(|mine| scope.spawn(move || work(cases, next, mine))).collect();
        while !workers.iter().all(thread::ScopedJoinHandle::is_finished) {
            thread::sleep(Duration::from_millis(5));
            running.iter().for_each(stop_if_it_hangs);
        }
        workers.into_iter().map(|worker| worker.join().unwrap_or(0)).sum()
    });
    println!("compared {runs}");
}

type Running = Mutex<Option<(&'static str, Instant)>>;

fn work(cases: &[&'static Case], next: &AtomicUsize, mine: &Running) -> usize {
    let mut runs = 0;
    while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
        println!("running {}", case.name);
        *mine.lock().unwrap() = Some((case.name, Instant::now()));
        runs += compare(case);
        *mine.lock().unwrap() = None;
        println!("done {}", case.name);
    }
    runs
}

fn compare(case: &Case) -> usize {
    let mut runs = 0;
    for &input in case.inputs {
        for panics in [Panics::InCalls, Panics::InDropsToo] {
            match case.check_input(input, panics) {
                Ok(count) => runs += count,
                Err(why) => {
                    println!("FAILED {}: {why}", case.name);
                    return runs;
                }
            }
        }
    }
    runs
}

fn stop_if_it_hangs(running: &Running) {
    let running = *running.lock().unwrap();
    if let Some((name, _)) = running.filter(|(_, since)| since.elapsed() > LONGEST) {
        println!("FAILED {name}: it hangs");
        exit(1);
    }
}
