//! The macros of tokio and futures that await by themselves, or pin locals.
// Behind `cfg` in `cfg_attr` the definitions are as good as those of another package: nobody looks at them.
use crate::harness::*;
use futures::future::{FusedFuture, FutureExt};

/// Pinned and fused, as `futures::select!` wants it.
fn fused<T>(future: impl Future<Output = T> + Send + 'static) -> impl FusedFuture<Output = T> + Unpin {
    Box::pin(future).fuse()
}

/// A block of its own, as `async_stream` makes it.
#[cfg_attr(test, cfg(test))]
macro_rules! stream {
    (let $kept:ident = $value:expr; for await $x:ident in $list:ident $body:block) => {
        async move {
            let $kept = $value;
            for $x in $list {
                number($x).await;
                $body
            }
        }
    };
    ($($body:tt)*) => { async move { $($body)* } };
}

/// As in `event_listener`: a listener that stands where the macro is called, and is pinned there.
mod listening {
    #[cfg_attr(test, cfg(test))]
    macro_rules! listener {
        ($event:expr => $listener:ident) => {
            let mut $listener = $crate::macro_futures::listening::__private::StackSlot::new(&$event);
            // SAFETY: nothing else has its name any more, and it is dropped where it stands.
            let mut $listener = unsafe { std::pin::Pin::new_unchecked(&mut $listener) };
            #[allow(unused_mut)]
            let mut $listener = $listener.listen();
        };
    }
    pub(crate) use listener;

    pub mod __private {
        use crate::harness::*;
        use std::{
            future::Future,
            pin::Pin,
            task::{Context, Poll},
        };

        pub struct StackSlot<'e> {
            event: &'e Noisy,
            name: Noisy,
            polls: u64,
            _pinned: std::marker::PhantomPinned,
        }

        impl<'e> StackSlot<'e> {
            pub fn new(event: &'e Noisy) -> Self {
                StackSlot { event, name: noisy("slot", event.value), polls: 0, _pinned: std::marker::PhantomPinned }
            }

            pub fn listen<'s>(self: Pin<&'s mut Self>) -> Listener<'e, 's> {
                event(format_args!("listen to {:?}", self.event));
                Listener(self)
            }
        }

        pub struct Listener<'e, 's>(Pin<&'s mut StackSlot<'e>>);

        impl Future for Listener<'_, '_> {
            type Output = u64;
            fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u64> {
                step();
                // SAFETY: nothing is moved.
                let slot = unsafe { self.0.as_mut().get_unchecked_mut() };
                slot.polls += 1;
                match slot.polls {
                    1 => {
                        cx.waker().wake_by_ref();
                        Poll::Pending
                    }
                    polls => Poll::Ready(polls + slot.name.get()),
                }
            }
        }
    }
}

functions! {
    pub async fn a_listener_in_its_place(n: u64) -> u64 {
        let happens = noisy("event", n);
        let _a = noisy("a", n);
        listening::listener!(happens => listener);
        let _b = noisy("b", n);
        if n == 0 {
            return 0;
        }
        let got = listener.await;
        pause(1).await;
        got
    }

    pub async fn streamed_for_each_that_is_awaited(n: u64) -> u64 {
        let list = vec![n, n + 1];
        let noise = noisy("noise", n);
        let stream = stream! {
            let kept = noise;
            for await x in list { event(format_args!("{x} {}", kept.get())) }
        };
        pause(1).await;
        stream.await;
        number(n).await
    }

    pub async fn streamed(n: u64) -> u64 {
        let (a, mut b) = (noisy("a", n), noisy("b", n));
        let stream = stream! {
            let mut sum = a.touch().await;
            for i in 0..n {
                sum += number(i).await;
            }
            sum
        };
        pause(1).await;
        let sum = stream.await + b.bump(1).await;
        let more = stream! { b.touch().await + n }.await;
        sum + more
    }

    pub async fn joined_by_tokio(n: u64) -> u64 {
        let a = noisy("a", n);
        let (b, c) = tokio::join!(fetch("b", n), a.touch());
        pause(1).await;
        let (d, e, f) = tokio::join!(biased; number(n), text("e"), read_from(&b, 1));
        let (g,) = tokio::join!(now(c));
        b.get() + d + e.len() as u64 + f + g
    }

    pub async fn polled_once(n: u64) -> u64 {
        let mut fetched = std::pin::pin!(fetch("fetched", n));
        let mut polls = 0;
        let it = loop {
            let a = noisy("a", n);
            if let std::task::Poll::Ready(it) = futures::poll!(fetched.as_mut()) {
                break it;
            }
            polls += a.get() + 1;
            futures::pending!();
        };
        let mut last = Box::pin(number(it.get()));
        match futures::poll!(&mut last) {
            std::task::Poll::Ready(got) => got + polls,
            std::task::Poll::Pending => last.await + polls,
        }
    }

    pub async fn joined_by_futures(n: u64) -> u64 {
        let mut a = noisy("a", n);
        let wait = a.bump(1);
        let (b, c) = futures::join!(fetch("b", n), wait);
        let (d, e) = { use futures::join; join!(number(n), text("e")) };
        a.get() + b.get() + c + d + e.len() as u64
    }

    pub async fn joined_with_awaits_in_operands(n: u64) -> Result<u64, String> {
        let a = noisy("a", n);
        let (b, c) = tokio::join!(eat(noisy("b", attempt(n).await?), 1), later("c", check(n + 1)?, noisy("c", n)));
        let (d, e) = futures::join!(number(number(n).await), a.touch());
        Ok(a.get() + b + c.get() + d + e + tokio::join!(number(1), number(n)).1)
    }

    pub async fn tried(n: u64) -> Result<u64, Failure> {
        let a = noisy("a", n);
        let (b, c) = tokio::try_join!(attempt_noisy("b", n), attempt_noisy("c", n + 1))?;
        let done = futures::try_join!(attempt_noisy("d", n + 2), attempt_noisy("e", 4));
        let (d, e) = match done {
            Ok(done) => done,
            Err(failure) => return Err(failure),
        };
        assert_eq!(tokio::join!(number(n), number(n)).0, n);
        Ok(a.get() + b.get() + c.get() + d.get() + e.get())
    }

    pub async fn selected(n: u64) -> u64 {
        let a = noisy("a", n);
        let result = tokio::select! {
            biased;
            value = number(n) => value + a.touch().await,
            Some(found) = lookup_noisy("found", n) => {
                pause(1).await;
                found.get()
            }
            _ = a.touch(), if n > 1 => call("touched", n),
        };
        pause(1).await;
        result + a.get()
    }

    pub async fn selected_in_a_loop(n: u64) -> u64 {
        let mut a = noisy("a", n);
        let mut left = later("left", 4, noisy("left", n));
        tokio::pin!(left);
        let mut sum = 0;
        loop {
            tokio::select! {
                biased;
                got = fetch("got", sum), if sum < n => {
                    sum += 1 + got.touch().await;
                    if sum == 7 { continue; }
                }
                Ok(more) | Err(more) = async { if sum > 1 { Ok(sum) } else { Err(1) } }, if sum % 2 == 1 => sum += more,
                left = &mut left => {
                    sum += left.get() + a.bump(1).await;
                    break;
                },
            }
            say!("{sum}");
        }
        sum
    }

    pub async fn selected_in_a_block(n: u64) -> Result<u64, u64> {
        let (mut a, b, list) = (noisy("a", n), noisy("b", n), vec![n]);
        let (name, taken) = (noisy("name", n), noisy("taken", n));
        pause(1).await;
        let got = async {
            let mut sum = 0;
            loop {
                tokio::select! {
                    biased;
                    Some(b) = lookup_noisy("looked up", n), if sum == 0 => {
                        sum += b.get() + name.get() + list.len() as u64;
                    }
                    more = number(sum), if sum < 5 => sum += more + a.add(1).value,
                    name = fetch("other", n) => return Err(name.get() + sum),
                    else => break,
                }
                if sum > 20 {
                    tokio::select! {
                        _ = pause(1) => return Ok(consume(taken)),
                    }
                }
            }
            Ok(sum)
        }
        .await;
        pause(1).await;
        Ok(got? + a.get() + b.get() + list[0] + name.get())
    }

    pub async fn selected_with_control_flow(n: u64) -> Result<u64, String> {
        let a = noisy("a", n);
        let got = tokio::select! {
            biased;
            Err(error) = attempt(n) => return Err(error),
            Ok(x @ 0..2) = attempt(n) => attempt(x + 2).await?,
            noisy = fetch("other", n) => check(noisy.get())? + a.touch().await,
            else => Err("nothing".to_owned())?,
        };
        let none = tokio::select! {
            biased;
            Some(x) = lookup(3) => x,
            Some(x) = lookup(n), if a.value > 100 => x,
            else => {
                pause(1).await;
                call("else", n)
            }
        };
        Ok(got + none)
    }

    pub async fn selected_with_awaits_in_operands(n: u64) -> Result<u64, String> {
        let a = noisy("a", n);
        let got = tokio::select! {
            biased;
            value = eat(noisy("b", attempt(n).await?), 2), if flag(n > 0).await => value,
            c = fetch("c", check(n)?) => c.value + pair(1, 2).await.0,
        };
        Ok(got + a.get())
    }

    pub async fn selected_leaves_rest(n: u64) -> u64 {
        let got = tokio::select! {
            biased;
            (_, b) = now((noisy("a", n), noisy("b", n))), if n == 0 => b.touch().await,
            _ = fetch("c", n), if n == 1 => number(n).await,
            mut noisy = fetch("e", n) => noisy.bump(1).await,
        };
        let looked = tokio::select! { ref noisy = fetch("d", n) => noisy.touch().await };
        call("after", got + looked)
    }

    pub async fn selected_by_futures(n: u64) -> u64 {
        let a = noisy("a", n);
        let mut first = fused(fetch("first", n));
        let mut second = fused(number(n + 1));
        let mut sum = 0;
        loop {
            futures::select_biased! {
                noisy = first => sum += noisy.touch().await,
                number = second => {
                    pause(1).await;
                    sum += number;
                }
                complete => break,
            }
            say!("{sum}");
        }
        let more = futures::select! {
            got = fused(fetch("more", n)) => got.get() + a.touch().await,
        };
        let ready = futures::select_biased! {
            () = fused(pause(n)) => 1,
            default => number(n).await,
        };
        sum + more + ready
    }

    pub async fn selected_by_name(n: u64) -> u64 {
        use tokio::select;
        let task = fetch("task", n);
        let limit = later("limit", 2, ());
        select! {
            biased;
            _ = limit => 0,
            done = task => done.touch().await,
        }
    }

    pub async fn selected_by_the_name_of_futures(n: u64) -> u64 {
        use futures::select;
        let mut task = fused(fetch("task", n));
        let mut never = fused(std::future::pending::<u64>());
        let mut last = fused(number(n));
        let mut sum = 0;
        loop {
            select! {
                done = task => sum += done.touch().await,
                got = never => sum += got,
            }
            sum += n;
            if sum > 3 {
                break;
            }
            select! { got = last => sum += got + 4 }
        }
        pause(1).await;
        sum
    }

    pub async fn pinned(n: u64) -> u64 {
        let a = noisy("a", n);
        let first = fetch("first", n);
        tokio::pin!(first);
        let b = first.as_mut().await;
        let (second, third) = (read_from(&b, 1), number(n));
        futures::pin_mut!(second, third);
        pause(1).await;
        let c = second.await;
        tokio::pin! {
            let fourth = fetch("fourth", number(n).await);
            let fifth = a.touch();
        }
        let pinned = std::pin::pin!(fetch("sixth", n).await);
        pause(1).await;
        let d = fourth.await;
        c + d.get() + fifth.await + third.await + pinned.get()
    }

    pub async fn polled_once_in_a_temporary(n: u64) -> u64 {
        let it = noisy("it", n);
        pause(1).await;
        let both = (futures::poll!(&mut Box::pin(number(n))), it.get());
        if futures::poll!(&mut Box::pin(it.touch())).is_ready() || call("pending", n) == 1 {
            futures::pending!();
        }
        both.1
    }

    pub async fn conditions_inside_of_macros(n: u64) -> u64 {
        let list = vec![
            number(n).await,
            {
                #[cfg(any())]
                let two = nothing();
                #[cfg(test)]
                let two = number(2).await;
                two
            },
        ];
        tokio::select! {
            biased;
            k = number(n) => {
                #[cfg(any())]
                nothing();
                #[cfg(not(any()))]
                pause(1).await;
                k + list[1]
            }
            else => {
                #[cfg(any())]
                return nothing();
                3
            }
        }
    }

    pub async fn awaits_in_a_join(n: u64) -> u64 {
        let x = futures::join!(number(fetch("t", n).await.get()), fetch("j", 1)).0;
        let (y, z) = (futures::join!(number(fetch("t", n).await.get()), fetch("j", 1)).0, fetch("y", 1).await);
        let (u, v) = tokio::join!(number(fetch("u", n).await.get()), number(fetch("v", 1).await.get()));
        let (s, t) = futures::join!(number(fetch("u", n).await.get()), number(fetch("v", 1).await.get()));
        x + y + z.get() + u + v + s + t
    }

    pub async fn traits_in_the_arguments_of_macros(n: u64, mut a: Noisy, mut b: Noisy) -> Result<u64, String> {
        let (x, y) = futures::join!(
            number({
                trait Says {
                    async fn says(&mut self, k: u64) -> u64;
                }
                impl Says for Noisy {
                    async fn says(&mut self, k: u64) -> u64 {
                        pause(1).await;
                        self.add(k).get()
                    }
                }
                a.says(n).await
            }),
            number(1)
        );
        tokio::select! {
            biased;
            s = fetch("s", x) => {
                let told = format!("{}{}", {
                    trait Tells {
                        fn tells(&mut self, k: u64) -> u64;
                    }
                    impl Tells for Noisy {
                        fn tells(&mut self, k: u64) -> u64 {
                            self.add(k).get()
                        }
                    }
                    b.tells(s.touch().await)
                }, number(2).await);
                Ok(told.len() as u64 + y)
            }
            k = number(3) => Ok(k),
        }
    }
}

cases! {
    traits_in_the_arguments_of_macros [0, 1] |n| traits_in_the_arguments_of_macros(n, noisy("a", n), noisy("b", n));
    awaits_in_a_join [0, 1] |n| awaits_in_a_join(n);
    a_listener_in_its_place [0, 1] |n| a_listener_in_its_place(n);
    streamed_for_each_that_is_awaited [0, 2] |n| streamed_for_each_that_is_awaited(n);
    streamed [0, 1, 2] |n| streamed(n);
    joined_by_tokio [0, 1, 2] |n| joined_by_tokio(n);
    polled_once [0, 1, 2] |n| polled_once(n);
    joined_by_futures [0, 1, 2] |n| joined_by_futures(n);
    joined_with_awaits_in_operands [0, 2, 3] |n| joined_with_awaits_in_operands(n);
    tried [0, 1, 2, 3] |n| tried(n);
    selected [0, 1, 2] |n| selected(n);
    selected_in_a_loop [0, 1, 3] |n| selected_in_a_loop(n);
    selected_in_a_block [0, 1, 30] |n| selected_in_a_block(n);
    selected_with_control_flow [0, 1, 2, 3] |n| selected_with_control_flow(n);
    selected_with_awaits_in_operands [0, 1, 2, 3] |n| selected_with_awaits_in_operands(n);
    selected_leaves_rest [0, 1, 2, 3] |n| selected_leaves_rest(n);
    selected_by_futures [0, 1, 2] |n| selected_by_futures(n);
    selected_by_name [0, 1] |n| selected_by_name(n);
    selected_by_the_name_of_futures [0, 1] |n| selected_by_the_name_of_futures(n);
    pinned [0, 1, 2] |n| pinned(n);
    polled_once_in_a_temporary [0, 1] |n| polled_once_in_a_temporary(n);
    conditions_inside_of_macros [0, 1, 2] |n| conditions_inside_of_macros(n);
}
