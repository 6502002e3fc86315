//! `pin!` in the middle of an expression that awaits: what it pins lives to the end of the statement.
use crate::harness::*;
use std::{
    future::Future,
    pin::{Pin, pin},
    task::Poll,
};

/// Polls both until one of them is ready.
pub async fn either<A: Future, B: Future>(mut a: Pin<&mut A>, mut b: Pin<&mut B>) -> Result<A::Output, B::Output> {
    std::future::poll_fn(move |cx| match (a.as_mut().poll(cx), b.as_mut().poll(cx)) {
        (Poll::Ready(a), _) => Poll::Ready(Ok(a)),
        (_, Poll::Ready(b)) => Poll::Ready(Err(b)),
        _ => Poll::Pending,
    })
    .await
}

functions! {
    pub async fn both_operands(n: u64) -> u64 {
        let _a = noisy("a", n);
        let first = either(pin!(number(n)), std::pin::pin!(eat(noisy("food", n), 1))).await;
        pause(1).await;
        first.unwrap_or_else(|second| second + 10)
    }

    pub async fn a_local_and_what_borrows_one(n: u64) -> u64 {
        let (signal, mut b) = (fetch("signal", n), noisy("b", n));
        let second = match either(core::pin::pin!(signal), pin!(add_to(&mut b, 2, n))).await {
            Ok(signal) => return signal.get() + number(n).await,
            Err(second) => second,
        };
        b.add(second).get() + number(n).await
    }

    pub async fn what_it_leaves_outlives_it(n: u64) -> u64 {
        let temporary = |name| noisy(name, n);
        either(pin!(number(temporary("first").get())), pin!(eat(temporary("second"), temporary("third").get()))).await.is_ok() as u64
    }

    pub async fn receivers(n: u64) -> u64 {
        let a = noisy("a", n);
        let more = pin!(fetch("more", n)).as_mut().await.get();
        let sum = pin!(read_from(&a, n)).await + more + pin!(pause_and(n)).as_mut().await;
        sum
    }

    pub async fn in_a_loop_and_awaited_before(n: u64) -> u64 {
        let mut sum = 0;
        while let Ok(next) = either(pin!(number(sum % 2)), pin!(fetch("other", number(n).await))).await {
            sum += next + 1;
            if sum > n + 2 {
                break;
            }
            pause(1).await;
        }
        sum
    }
}

cases! {
    both_operands [0, 1, 2] |n| both_operands(n);
    a_local_and_what_borrows_one [0, 1, 2] |n| a_local_and_what_borrows_one(n);
    what_it_leaves_outlives_it [0, 1, 2] |n| what_it_leaves_outlives_it(n);
    receivers [0, 1, 2] |n| receivers(n);
    in_a_loop_and_awaited_before [0, 1] |n| in_a_loop_and_awaited_before(n);
}
