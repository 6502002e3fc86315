//! A program that runs without `std` and without an allocator: embassy's executor and its tasks are static, and the tasks wait
//! for machines. If anything below used `std`, there would be two panic handlers; if it used `alloc`, there would be no
//! allocator to link.
#![no_std]
#![no_main]

use core::cell::Cell;
use core::ffi::c_int;
use core::future::{Future, poll_fn};
use core::panic::PanicInfo;
use core::pin::pin;
use core::task::{Context, Poll, Waker};

use embassy_executor::{Executor, Spawner, task};
use manual_async::manual_async;
use static_cell::StaticCell;

// What a host has in place of reset vectors: it starts the program, ends it, and copies memory.
#[link(name = "c")]
unsafe extern "C" {
    safe fn exit(status: c_int) -> !;
}

/// Named by `core` as it is installed; nothing unwinds here.
#[unsafe(no_mangle)]
extern "C" fn rust_eh_personality() {}

#[panic_handler]
fn panicked(_: &PanicInfo<'_>) -> ! {
    exit(101)
}

/// A clock with one hand, and room for one sleeper of each task.
#[derive(Default)]
struct Clock {
    now: Cell<u32>,
    sleepers: [Cell<Option<(u32, Waker)>>; 2],
}

impl Clock {
    async fn sleep(&self, place: usize, ticks: u32) {
        let due = self.now.get() + ticks;
        poll_fn(|cx| {
            if self.now.get() >= due {
                return Poll::Ready(());
            }
            self.sleepers[place].set(Some((due, cx.waker().clone())));
            Poll::Pending
        })
        .await;
    }

    /// What an interrupt would do.
    fn tick(&self) {
        self.now.set(self.now.get() + 1);
        for sleeper in &self.sleepers {
            match sleeper.take() {
                Some((due, waker)) if due <= self.now.get() => waker.wake(),
                later => sleeper.set(later),
            }
        }
    }
}

#[derive(Default)]
struct Led {
    is_on: Cell<bool>,
    switched: Cell<u32>,
}

impl Led {
    fn switch_on(&self) -> Result<On<'_>, Broken> {
        if self.switched.get() == 6 {
            return Err(Broken);
        }
        self.is_on.set(true);
        self.switched.set(self.switched.get() + 1);
        Ok(On(self))
    }
}

/// A local whose drop can be seen.
struct On<'a>(&'a Led);

impl Drop for On<'_> {
    fn drop(&mut self) {
        self.0.is_on.set(false);
        self.0.switched.set(self.0.switched.get() + 1);
    }
}

#[derive(Debug, PartialEq)]
struct Broken;

#[manual_async]
async fn blink(clock: &Clock, led: &Led, times: u8) -> Result<u8, Broken> {
    let mut blinked = 0;
    for _ in 0..times {
        let _on = led.switch_on()?;
        clock.sleep(0, 3).await;
        blinked += 1;
    }
    Ok(blinked)
}

/// One machine inside another.
#[manual_async]
async fn blink_until_broken(clock: &Clock, led: &Led) -> u32 {
    let mut total = u32::from(blink(clock, led, 2).await.expect("it works for a while"));
    while let Ok(blinked) = blink(clock, led, 1).await {
        total += u32::from(blinked);
        clock.sleep(0, 1).await;
    }
    total
}

#[task]
async fn lights(clock: &'static Clock, led: &'static Led) {
    assert_eq!(blink_until_broken(clock, led).await, 3);
    assert!(!led.is_on.get() && clock.now.get() >= 10);
    led.switched.set(0);
    {
        // Given up while it waits.
        let mut cancelled = pin!(blink(clock, led, 1));
        assert!(cancelled.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        assert!(led.is_on.get());
    }
    assert!(!led.is_on.get());
    exit(0)
}

#[manual_async]
async fn let_time_pass(clock: &Clock) {
    loop {
        clock.tick();
        let mut has_yielded = false;
        poll_fn(|cx| {
            cx.waker().wake_by_ref();
            if core::mem::replace(&mut has_yielded, true) { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }
}

#[task]
async fn time(clock: &'static Clock) {
    let_time_pass(clock).await;
}

fn spawn_all(spawner: Spawner) {
    static CLOCK: StaticCell<Clock> = StaticCell::new();
    static LED: StaticCell<Led> = StaticCell::new();
    let clock = CLOCK.init(Clock::default());
    spawner.spawn(lights(clock, LED.init(Led::default())).unwrap_or_else(|_| exit(1)));
    spawner.spawn(time(clock).unwrap_or_else(|_| exit(1)));
}

#[unsafe(no_mangle)]
pub extern "C" fn main() -> c_int {
    static EXECUTOR: StaticCell<Executor> = StaticCell::new();
    EXECUTOR.init(Executor::new()).run(spawn_all)
}
