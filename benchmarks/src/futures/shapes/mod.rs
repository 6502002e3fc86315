//! Shapes of async code, each compiled twice from the same source: by rustc, and by the attribute.

use std::{
    future::Future,
    hint::black_box,
    pin::{Pin, pin},
    sync::atomic::{AtomicU32, Ordering},
    task::{Context, Poll, Waker},
};

/// A shape in both forms.
pub struct Shape {
    pub name: &'static str,
    /// The bytes that have to be kept at the await where the most have to be, without a tag and without alignment.
    pub kept: usize,
    pub native: Form,
    pub rewritten: Form,
}

/// A shape as one of them compiles it.
pub struct Form {
    pub size: usize,
    pub align: usize,
    /// Makes so many futures and polls each once, which is then ready.
    pub ready: fn(u32),
    /// Polls one future until it is ready, where what it awaits first is pending so many times.
    pub pending: fn(u32),
}

/// A loop in both forms, to be run so many times without waiting.
pub struct Loop {
    pub name: &'static str,
    pub native: fn(u32),
    pub rewritten: fn(u32),
}

/// All shapes, in the order of the table.
pub fn shapes() -> Vec<Shape> {
    [calls::shapes(), kept::shapes(), scopes::shapes(), nested::shapes(), protocol::shapes()]
        .into_iter()
        .flatten()
        .collect()
}

/// All loops.
pub fn loops() -> Vec<Loop> {
    [calls::loops(), kept::loops(), scopes::loops(), nested::loops(), protocol::loops()].into_iter().flatten().collect()
}

// Into: modules `native` and `rewritten` with the same code, and what makes the shapes of it.
macro_rules! shapes {
    (
        { $($code:tt)* }
        $($name:literal, $kept:expr => $make:expr;)*
        $(loop $loop_name:literal => |$n:ident| $loop:expr;)*
    ) => {
        mod native {
            #![allow(clippy::all)]
            use super::*;
            $($code)*
            figures! { [$($make;)*] [$(|$n| $loop;)*] }
        }

        #[manual_async::manual_async]
        mod rewritten {
            #![allow(clippy::all)]
            use super::*;
            $($code)*
            figures! { [$($make;)*] [$(|$n| $loop;)*] }
        }

        pub fn shapes() -> Vec<Shape> {
            let names: Vec<(&str, usize)> = vec![$(($name, $kept)),*];
            let forms = native::forms().into_iter().zip(rewritten::forms());
            let shape = |((name, kept), (native, rewritten))| Shape { name, kept, native, rewritten };
            names.into_iter().zip(forms).map(shape).collect()
        }

        pub fn loops() -> Vec<Loop> {
            let names: Vec<&str> = vec![$($loop_name),*];
            let forms = native::loops().into_iter().zip(rewritten::loops());
            names.into_iter().zip(forms).map(|(name, (native, rewritten))| Loop { name, native, rewritten }).collect()
        }
    };
}

/// What there is to measure in one of the modules.
macro_rules! figures {
    ([$($make:expr;)*] [$(|$n:ident| $loop:expr;)*]) => {
        pub fn forms() -> Vec<Form> {
            vec![$(form!($make)),*]
        }

        pub fn loops() -> Vec<fn(u32)> {
            vec![$(|$n| finish($loop)),*]
        }
    };
}

macro_rules! form {
    ($make:expr) => {{
        let future = $make;
        Form {
            size: size_of_val(&future),
            align: align_of_val(&future),
            ready: |count| (0..count).for_each(|_| finish($make)),
            pending: |count| {
                waits(count);
                finish($make)
            },
        }
    }};
}

// Behind the macros that they use.
mod calls;
mod kept;
mod nested;
mod protocol;
mod scopes;

/// How many times the next leaf is pending.
static WAITS: AtomicU32 = AtomicU32::new(0);

fn waits(count: u32) {
    WAITS.store(count, Ordering::Relaxed);
}

/// What is awaited in the end.
struct Leaf(u32);

const LEAF: usize = size_of::<Leaf>();

impl Future for Leaf {
    type Output = u32;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<u32> {
        if self.0 == 0 {
            return Poll::Ready(7);
        }
        self.0 -= 1;
        Poll::Pending
    }
}

fn leaf() -> Leaf {
    let waits = WAITS.load(Ordering::Relaxed);
    WAITS.store(0, Ordering::Relaxed);
    Leaf(waits)
}

#[inline(never)]
fn poll_once<F: Future>(future: Pin<&mut F>, cx: &mut Context<'_>) -> Poll<F::Output> {
    future.poll(cx)
}

fn finish<F: Future>(future: F) {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = poll_once(future.as_mut(), &mut cx) {
            black_box(output);
            return;
        }
    }
}

fn sum(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from(*byte)).sum()
}

/// Takes a value away, so that nobody knows what became of it.
#[inline(never)]
fn consume<T>(value: T) {
    black_box(&value);
}

/// Looks at a value, so that it has to be somewhere.
#[inline(never)]
fn peek<T>(value: &T) {
    black_box(value);
}
