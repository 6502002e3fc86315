//! Several parts of one local that are gone at the same time, taken in different ways.
use crate::harness::*;
use crate::taken_apart::{Config, Kind, Pair, config, kind, pair};

pub struct Holder {
    pub kind: Kind,
    pub name: Noisy,
    pub inner: Option<Noisy>,
}

fn holder(n: u64) -> Holder {
    Holder { kind: kind(n), name: noisy("name", n), inner: (n % 2 == 0).then(|| noisy("inner", n)) }
}

functions! {
    pub async fn two_matches(n: u64) -> u64 {
        let it = config(n);
        let _b = noisy("b", n);
        pause(1).await;
        match it {
            Config { name, .. } => {
                eat(name, 1).await;
            }
        }
        pause(1).await;
        match it {
            Config { from, .. } => {
                eat(from, 1).await;
            }
        }
        pause(1).await;
        it.limit
    }

    pub async fn two_matches_some_of_the_time(n: u64) -> u64 {
        let it = holder(n);
        let _b = noisy("b", n);
        pause(1).await;
        let mut got = match it {
            Holder { name, inner: Some(_), .. } => eat(name, 1).await,
            Holder { inner: None, .. } => 1,
        };
        pause(1).await;
        got += match it {
            Holder { kind: Kind::One(one), .. } if one.is_even() => eat(one, 1).await,
            Holder { kind: Kind::Both { right, .. }, .. } => eat(right, 1).await,
            _ => number(2).await,
        };
        pause(1).await;
        got
    }

    pub async fn two_lets(n: u64) -> u64 {
        let it = (pair(n), noisy("x", n));
        let _b = noisy("b", n);
        pause(1).await;
        let (Pair { pair: (a, _), .. }, _) = it;
        pause(1).await;
        let (Pair { pair: (_, b), .. }, _) = it;
        pause(1).await;
        it.0.beside.get()
    }

    pub async fn what_is_copied_by_both(n: u64) -> u64 {
        let it = config(n);
        let _b = noisy("b", n);
        pause(1).await;
        let Config { limit, name, .. } = it;
        pause(1).await;
        let Config { limit: again, from, .. } = it;
        pause(1).await;
        drop(name);
        match it {
            Config { limit, .. } if n > 1 => number(limit + again).await,
            Config { limit, .. } => limit,
        }
    }

    pub async fn taken_by_one_of_two(n: u64) -> u64 {
        let it = config(n);
        let _b = noisy("b", n);
        pause(1).await;
        let got = if n == 1 {
            let Config { limit, name, .. } = it;
            eat(name, 1).await + limit
        } else if n == 2 {
            let Config { limit, name, from } = it;
            eat(from, 1).await + limit + name.get()
        } else {
            match it {
                Config { from, limit, .. } => eat(from, 1).await + limit,
            }
        };
        pause(1).await;
        got
    }

    pub async fn updates_and_patterns(n: u64) -> u64 {
        let it = config(n);
        let _b = noisy("b", n);
        pause(1).await;
        let Config { name, limit, .. } = it;
        pause(1).await;
        let other = Config { name: noisy("other", limit), ..it };
        pause(1).await;
        consume(name) + other.from.get()
    }

    pub async fn an_update_and_a_method(n: u64) -> u64 {
        let it = halves(n);
        pause(1).await;
        let other = Halves { left: fetch("other", n).await, ..it };
        it.left.touch().await + other.right.touch().await
    }

    pub async fn updates_in_two_branches(n: u64) -> u64 {
        let it = config(n);
        let _b = noisy("b", n);
        pause(1).await;
        let other = if n == 1 {
            pause(1).await;
            Config { name: noisy("one", n), ..it }
        } else {
            Config { name: noisy("two", n), ..it }
        };
        pause(1).await;
        other.from.get()
    }

    pub async fn a_let_and_a_match(n: u64) -> u64 {
        let it = config(n);
        pause(1).await;
        if n == 1 {
            match it {
                Config { name, .. } => eat(name, 1).await,
            }
        } else {
            let Config { name, .. } = it;
            eat(name, 1).await
        };
        pause(1).await;
        let Config { from, .. } = it;
        pause(1).await;
        from.get()
    }

    pub async fn fields_and_patterns(n: u64) -> u64 {
        let it = holder(n);
        let _b = noisy("b", n);
        pause(1).await;
        let name = it.name;
        pause(1).await;
        let Holder { inner, .. } = it;
        pause(1).await;
        let got = match it.kind {
            Kind::One(one) => eat(one, 1).await,
            Kind::Both { left, .. } => eat(left, 1).await,
            _ => 0,
        };
        pause(1).await;
        got + name.get() + inner.map_or(1, |inner| inner.get())
    }

    pub async fn one_or_the_other(n: u64) -> u64 {
        let it = kind(n);
        let _b = noisy("b", n);
        pause(1).await;
        let got = if n < 4 {
            match it {
                Kind::Both { left, .. } => eat(left, 1).await,
                _ => number(2).await,
            }
        } else {
            match it {
                Kind::Both { right, .. } => eat(right, 1).await,
                Kind::One(one) if one.is_even() => eat(one, 1).await,
                _ => number(1).await,
            }
        };
        pause(1).await;
        got
    }

    pub async fn three_parts(n: u64) -> u64 {
        let it = (noisy("a", n), noisy("b", n), noisy("c", n), noisy("d", n));
        pause(1).await;
        let mut got = 0;
        match it {
            (a, _, _, _) if n > 0 => got += eat(a, 1).await,
            _ => {}
        }
        if n > 1 {
            match it {
                (_, _, c, _) => got += eat(c, 1).await,
            }
        }
        if n != 2 {
            let (_, b, ..) = it;
            got += eat(b, 1).await;
        }
        pause(1).await;
        got
    }

    pub async fn set_again_after_a_part_of_a_part(n: u64) -> u64 {
        let mut it = pair(n);
        pause(1).await;
        let first = it.pair.0;
        pause(1).await;
        it.pair = (noisy("new first", n), noisy("new second", n));
        pause(1).await;
        first.get() + it.pair.0.get()
    }

    pub async fn set_again_and_taken_again(n: u64) -> u64 {
        let mut it = holder(n);
        let mut got = 0;
        for turn in 0..2 {
            pause(1).await;
            got += match it.kind {
                Kind::One(one) => eat(one, 1).await,
                Kind::Both { left, .. } => eat(left, 1).await,
                _ => 0,
            };
            pause(1).await;
            it.kind = kind(n + turn);
            if n > 1 {
                consume(it.name);
                it.name = noisy("new name", turn);
            }
        }
        got
    }
}

cases! {
    two_matches [1] |n| two_matches(n);
    two_matches_some_of_the_time [0, 1, 2, 3, 4] |n| two_matches_some_of_the_time(n);
    two_lets [1] |n| two_lets(n);
    what_is_copied_by_both [1, 2] |n| what_is_copied_by_both(n);
    taken_by_one_of_two [1, 2, 3] |n| taken_by_one_of_two(n);
    updates_and_patterns [1] |n| updates_and_patterns(n);
    an_update_and_a_method [1] |n| an_update_and_a_method(n);
    updates_in_two_branches [1, 2] |n| updates_in_two_branches(n);
    a_let_and_a_match [1, 2] |n| a_let_and_a_match(n);
    fields_and_patterns [0, 1, 2, 3] |n| fields_and_patterns(n);
    one_or_the_other [0, 1, 4, 5] |n| one_or_the_other(n);
    three_parts [1, 2, 3] |n| three_parts(n);
    set_again_after_a_part_of_a_part [1] |n| set_again_after_a_part_of_a_part(n);
    set_again_and_taken_again [0, 1, 2, 3] |n| set_again_and_taken_again(n);
}
