//! What executors are asked to do.

use super::{
    OURS, embassy,
    subjects::{AsyncTask, LocalPool, Ours, Smol, Subject, Tokio},
};
use crate::{Result, memory};
use std::{
    cell::Cell,
    future::poll_fn,
    hint::black_box,
    rc::Rc,
    sync::{Arc, Mutex},
    task::{Poll, Waker},
    thread,
    time::Duration,
};

/// How many tasks yield at the same time.
pub const MANY: u64 = 10_000;

/// Has `subject` do `work`, `count` times. Some works say what they found.
pub fn measure(work: &str, subject: &str, count: u64) -> Result<Vec<f64>> {
    match subject {
        OURS => run::<Ours>(work, count),
        "LocalPool" => run::<LocalPool>(work, count),
        "smol" => run::<Smol>(work, count),
        "tokio" => run::<Tokio>(work, count),
        "async-task" => run::<AsyncTask>(work, count),
        "embassy" => embassy::measure(work, count),
        _ => unreachable!("the plan knows its subjects"),
    }
}

fn run<S: Subject>(work: &str, count: u64) -> Result<Vec<f64>> {
    match work {
        "spawn" => S::run(move |subject| spawn(subject, count)),
        "join" => S::run(move |subject| join(subject, count)),
        "yield" => S::run(move |subject| yield_in(subject, 1, count)),
        "yield-many" => S::run(move |subject| yield_in(subject, MANY, count)),
        "ping-pong" => S::run(move |subject| ping_pong(subject, count)),
        "woken-from-afar" => S::run(move |subject| woken_from_afar(subject, count)),
        "memory" => return S::run(move |subject| hold(subject, count)),
        _ => unreachable!("the plan knows its works"),
    }
    Ok(Vec::new())
}

async fn spawn<S: Subject>(subject: &S, count: u64) {
    expect(count);
    for _ in 0..count {
        subject.spawn(async {
            done();
        });
    }
    all_done().await;
}

async fn join<S: Subject>(subject: &S, count: u64) {
    for n in 0..count {
        black_box(subject.spawn_with_handle(async move { n }).await);
    }
}

async fn yield_in<S: Subject>(subject: &S, tasks: u64, count: u64) {
    expect(tasks);
    for _ in 0..tasks {
        subject.spawn(async move {
            yield_often(count).await;
            done();
        });
    }
    all_done().await;
}

async fn ping_pong<S: Subject>(subject: &S, rounds: u64) {
    expect(2);
    let ball = Rc::new(Ball::default());
    for player in [0, 1] {
        subject.spawn(play(Rc::clone(&ball), player, rounds));
    }
    all_done().await;
}

async fn woken_from_afar<S: Subject>(subject: &S, count: u64) {
    expect(1);
    subject.spawn(async move {
        be_woken_from_afar(count).await;
        done();
    });
    all_done().await;
}

/// Bytes per task with a future of 64 bytes, when all of them were polled once and wait.
async fn hold<S: Subject>(subject: &S, count: u64) -> Result<Vec<f64>> {
    expect(count);
    let before = memory::resident()?;
    for n in 0..count {
        let mut kept = [n; 8];
        let future = poll_fn(move |_| {
            done();
            black_box(&mut kept);
            Poll::Pending
        });
        assert_eq!(size_of_val(&future), 64);
        subject.spawn(future);
    }
    all_done().await;
    Ok(vec![(memory::resident()? - before) as f64 / count as f64])
}

thread_local! {
    /// How many tasks are not done yet.
    static LEFT: Cell<u64> = const { Cell::new(0) };
    /// Who waits for them.
    static WAITING: Cell<Option<Waker>> = const { Cell::new(None) };
}

pub fn expect(tasks: u64) {
    LEFT.set(tasks);
}

/// True for the last task.
pub fn done() -> bool {
    LEFT.set(LEFT.get() - 1);
    let is_last = LEFT.get() == 0;
    if is_last && let Some(waker) = WAITING.take() {
        waker.wake();
    }
    is_last
}

async fn all_done() {
    poll_fn(|cx| {
        if LEFT.get() == 0 {
            return Poll::Ready(());
        }
        WAITING.set(Some(cx.waker().clone()));
        Poll::Pending
    })
    .await;
}

pub async fn yield_often(mut count: u64) {
    poll_fn(move |cx| {
        if count == 0 {
            return Poll::Ready(());
        }
        count -= 1;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// What two players throw to each other.
#[derive(Default)]
pub struct Ball {
    turn: Cell<usize>,
    wakers: [Cell<Option<Waker>>; 2],
}

/// Has the ball so many times.
pub async fn play(ball: Rc<Ball>, player: usize, mut rounds: u64) {
    poll_fn(move |cx| {
        if ball.turn.get() == player {
            rounds -= 1;
            ball.turn.set(1 - player);
            if let Some(waker) = ball.wakers[1 - player].take() {
                waker.wake();
            }
        }
        if rounds == 0 {
            return Poll::Ready(());
        }
        ball.wakers[player].set(Some(cx.waker().clone()));
        Poll::Pending
    })
    .await;
    done();
}

/// Long enough for the executor to fall asleep: whether it does is most of what a wake costs.
const UNTIL_ASLEEP: Duration = Duration::from_millis(1);

/// Is woken so many times by another thread.
pub async fn be_woken_from_afar(mut count: u64) {
    let waker = Arc::new(Mutex::new(None::<Waker>));
    let shared = Arc::clone(&waker);
    let waking = thread::spawn(move || {
        for _ in 0..count {
            let waker = loop {
                thread::sleep(UNTIL_ASLEEP);
                let waker = shared.lock().expect("nobody panics").take();
                if let Some(waker) = waker {
                    break waker;
                }
            };
            waker.wake();
        }
    });
    poll_fn(|cx| {
        if count == 0 {
            return Poll::Ready(());
        }
        count -= 1;
        *waker.lock().expect("nobody panics") = Some(cx.waker().clone());
        Poll::Pending
    })
    .await;
    waking.join().expect("nobody panics");
}
