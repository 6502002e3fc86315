//! `machine!`: what blocks capture of references, and what closures and blocks inside them do.
use super::captured_parts::Counter;
use crate::harness::*;

driven_blocks! {
    ends_with_a_call_that_never_returns [0, 2] |n, drive| {
        drive.run(block! { async move {
            if n < 2 {
                return 5u64;
            }
            pause(1).await;
            stop(n);
        } });
    }

    a_function_is_named [0, 1] |n, drive| {
        drive.run(block! { async move {
            let later = Some(number);
            pause(n).await;
            later.unwrap()(n).await
        } });
    }

    a_reference_is_written_through [0, 1] |n, drive| {
        let mut counter = Counter::new(n);
        let this = counter.this();
        drive.run(block! { async move {
            this.count.add(1);
            pause(n).await;
            this.count.add(2);
            this.count.0 += 3;
        } });
        call("after", counter.count.0);
    }

    a_reference_that_could_change_is_written_through [0, 1] |n, drive| {
        let (mut counter, mut other) = (Counter::new(n), Counter::new(n));
        let mut this = counter.this();
        if n > 0 {
            this = other.this();
        }
        drive.run(block! { async move {
            this.count.0 += 1;
            pause(n).await;
            this.count.add(2);
        } });
        call("after", counter.count.0 + 10 * other.count.0);
    }

    a_closure_inside_writes_through_a_reference [0, 1] |n, drive| {
        let mut counter = Counter::new(n);
        let this = counter.this();
        drive.run(block! { async move {
            let mut add = move |more| this.count.add(more);
            pause(1).await;
            add(1);
            pause(n).await;
            add(2)
        } });
        call("after", counter.count.0);
    }

    a_block_inside_writes_through_a_reference [0, 1] |n, drive| {
        let mut counter = Counter::new(n);
        let this = counter.this();
        drive.run(block! { async move {
            pause(1).await;
            let inner = async move {
                this.count.0 += 1;
                pause(n).await;
                this.name.get() + this.count.add(2)
            };
            inner.await
        } });
        call("after", counter.count.0);
    }

    a_closure_inside_writes_to_its_own_copy [0, 1] |n, drive| {
        let mut counter = Counter::new(n);
        drive.run(block! { async move {
            let name = counter.name.touch().await + counter.more.get();
            let mut add = move || {
                counter.count.0 += 1;
                counter.count.add(1)
            };
            add();
            pause(n).await;
            add() + counter.count.0 + name
        } });
        call("after", n);
    }

    a_value_that_is_not_used_again_is_left [0, 1] |n, drive| {
        let (pair, other) = ((n, noisy("right", n)), noisy("other", n));
        drive.run(block! { async {
            let read = move || pair.0;
            pause(1).await;
            read() + other.get()
        } });
        call("after", n);
    }

    a_number_is_copied [0, 1] |n, drive| {
        let (mut count, other) = (n, noisy("other", n));
        drive.run(block! { async {
            let read = move || count;
            pause(1).await;
            read() + other.get()
        } });
        count += 1;
        call("after", count);
    }
}
