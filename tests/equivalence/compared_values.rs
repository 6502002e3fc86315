//! Comparisons of values: they look at both sides, which live to the end of the statement.
use crate::harness::*;

/// Is what its value is.
pub struct Tag(Noisy);

fn tag(name: &'static str, n: u64) -> Tag {
    Tag(noisy(name, n))
}

async fn later(name: &'static str, n: u64) -> Tag {
    Tag(fetch(name, n).await)
}

async fn tag_of(noisy: &Noisy) -> Tag {
    pause(1).await;
    tag("found", noisy.get())
}

impl PartialEq for Tag {
    fn eq(&self, other: &Tag) -> bool {
        self.0.get() == other.0.get()
    }
}

impl PartialOrd for Tag {
    fn partial_cmp(&self, other: &Tag) -> Option<std::cmp::Ordering> {
        self.0.get().partial_cmp(&other.0.get())
    }
}

functions! {
    pub async fn that_is_awaited(n: u64) -> bool {
        let equal = flag(tag("left", n) == tag("right", 1)).await;
        flag((tag("left", n) != tag("right", 1)) == (Some(tag("less", n)) < Some(tag("more", 1)))).await && equal
    }

    pub async fn of_what_is_awaited(n: u64) -> bool {
        let equal = later("left", n).await == later("right", 1).await;
        equal && tag_of(&noisy("left", n)).await >= tag_of(&noisy("right", 1)).await
    }

    pub async fn before_an_await(n: u64) -> u64 {
        call("before", u64::from(later("left", n).await == later("right", 1).await)) + number(1).await
    }

    pub async fn beside_something(n: u64) -> u64 {
        let got = u64::from(tag_of(&noisy("left", n)).await > tag_of(&noisy("right", 1)).await) + noisy("beside", 1).get();
        call("behind", got)
    }

    pub async fn of_a_local(n: u64) -> u64 {
        let local = tag("local", n);
        number(1).await;
        let got = call("in", u64::from(local == tag("right", 1))) + number(1).await;
        call("in", got + u64::from(local == later("right", 1).await)) + number(1).await
    }

    pub async fn in_an_argument(n: u64) -> u64 {
        let mut last = noisy("last", n);
        number(1).await;
        let got = call("in", last.add(u64::from(tag("left", n) == tag("right", 1))).get());
        let add = |equal: bool| call("added", u64::from(equal) + got);
        number(1).await;
        add(tag("left", n) == tag("right", 1)) + number(1).await
    }

    pub async fn that_is_matched(n: u64) -> u64 {
        let got = match tag("left", n) == tag("right", 1) {
            true => number(1).await,
            false => number(2).await,
        };
        match (tag("left", n) == later("right", 1).await, got) {
            (true, got) => number(got).await,
            (false, _) => number(3).await,
        }
    }

    pub async fn in_a_condition(n: u64) -> u64 {
        if tag("left", n) == tag("right", 1) && later("left", n).await == later("right", 1).await {
            call("equal", 1)
        } else {
            call("other", number(1).await)
        }
    }

    pub async fn in_a_tail(n: u64) -> u64 {
        let got = {
            let local = noisy("local", n);
            u64::from(tag_of(&local).await == tag_of(&noisy("right", 1)).await) + call("in", 1)
        };
        call("behind", got)
    }

    pub async fn of_what_a_block_gives(n: u64) -> bool {
        let local = tag("local", n);
        flag(tag("left", n) == { local }).await | flag(tag("left", n) == (if n > 1 { tag("one", 1) } else { tag("two", 2) })).await
    }
}

cases! {
    that_is_awaited [0, 1, 2] |n| that_is_awaited(n);
    of_what_is_awaited [0, 1] |n| of_what_is_awaited(n);
    before_an_await [0, 1] |n| before_an_await(n);
    beside_something [0, 2] |n| beside_something(n);
    of_a_local [0, 1] |n| of_a_local(n);
    in_an_argument [0, 1] |n| in_an_argument(n);
    that_is_matched [0, 1] |n| that_is_matched(n);
    in_a_condition [0, 1] |n| in_a_condition(n);
    in_a_tail [0, 1] |n| in_a_tail(n);
    of_what_a_block_gives [0, 2] |n| of_what_a_block_gives(n);
}
