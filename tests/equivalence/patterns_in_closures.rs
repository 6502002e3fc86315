//! Patterns in closures that look into what the closure captures: where what they bind moves, natively all of that goes into the
//! closure, and where it is copied, the closure borrows it.
use crate::{
    captured_receivers::{once, thrice, twice},
    harness::*,
};

pub enum Message {
    Text(Noisy),
    Number(u64),
    Both(Noisy, u64),
    Nothing,
}

pub fn message(n: u64) -> Message {
    match n {
        0 => Message::Text(noisy("text", n)),
        1 => Message::Number(n),
        2 => Message::Both(noisy("both", n), n),
        _ => Message::Nothing,
    }
}

pub struct Pair {
    left: Noisy,
    right: Noisy,
}

fn never<R>(_: impl FnOnce(u64) -> R) -> u64 {
    call("never", 0)
}

functions! {
    pub async fn an_option(it: Option<Noisy>, n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        let got = once(|more| {
            let mut sum = more;
            if let Some(it) = it {
                sum += consume(it);
            }
            call("in", sum)
        });
        pause(1).await;
        got
    }

    pub async fn an_option_in_a_map(it: Option<Noisy>, n: u64) -> Option<u64> {
        let first = maybe_noisy(n);
        pause(1).await;
        let got = first.map(|first| {
            if let Some(it) = it { first.get() + consume(it) } else { call("none", 1) }
        });
        pause(1).await;
        got
    }

    pub async fn an_option_of_a_number(it: Option<u64>, n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        let got = thrice(|more| if let Some(it) = it { it + more } else { more });
        pause(1).await;
        got
    }

    pub async fn a_match(n: u64) -> u64 {
        let it = message(n);
        let _a = noisy("a", n);
        pause(1).await;
        let got = once(|more| {
            let _in = noisy("in", more);
            match it {
                Message::Text(text) => consume(text),
                Message::Both(text, mut number) => {
                    number += 1;
                    consume(text) + number
                }
                Message::Number(number) => call("number", number),
                Message::Nothing => call("nothing", 1),
            }
        });
        pause(1).await;
        got
    }

    pub async fn a_match_that_copies(n: u64) -> u64 {
        let it = message(n);
        let _a = noisy("a", n);
        pause(1).await;
        let got = twice(|more| match it {
            Message::Number(number) => call("number", number + more),
            Message::Text(_) | Message::Both(..) => call("text", more),
            _ => call("nothing", 1),
        });
        pause(1).await;
        got
    }

    pub async fn a_match_that_may_leave_it(n: u64) -> u64 {
        let it = message(n);
        let _a = noisy("a", n);
        pause(1).await;
        let got = once(|more| {
            let _in = noisy("in", more);
            match it {
                Message::Text(text) => consume(text),
                _ => call("other", 1),
            }
        });
        pause(1).await;
        got
    }

    pub async fn a_closure_that_is_not_called(n: u64) -> u64 {
        let it = message(n);
        let _a = noisy("a", n);
        pause(1).await;
        let got = never(|more| match it {
            Message::Text(text) => consume(text),
            _ => more,
        });
        pause(1).await;
        got
    }

    pub async fn a_match_with_guards(n: u64) -> u64 {
        let it = message(n);
        let limit = noisy("limit", 1);
        pause(1).await;
        let got = once(|more| match it {
            Message::Text(text) if text.get() == limit.get() => consume(text),
            Message::Both(text, number) if test("both", number > more) => consume(text),
            Message::Number(number) if number > 7 => number,
            _ => call("other", 1),
        });
        pause(1).await;
        got + limit.get()
    }

    pub async fn names_for_the_rest(n: u64) -> u64 {
        let it = (n > 0).then(|| message(n - 1));
        let _a = noisy("a", n);
        pause(1).await;
        let got = once(|more| match it {
            None => more,
            Some(Message::Text(one)) | Some(Message::Both(one, 2)) => consume(one),
            other => match other {
                Some(Message::Number(number)) => number,
                _ => call("none", 1),
            },
        });
        pause(1).await;
        got
    }

    pub async fn a_pair(n: u64) -> u64 {
        let pair = (noisy("left", n), noisy("right", n));
        let _a = noisy("a", n);
        pause(1).await;
        let got = once(|more| {
            let (left, right) = pair;
            let _in = noisy("in", more);
            consume(right) + left.get()
        });
        pause(1).await;
        got
    }

    pub async fn numbers(n: u64) -> u64 {
        let pair = (n, n + 1);
        let _a = noisy("a", n);
        pause(1).await;
        let got = thrice(|more| {
            let (left, right) = pair;
            left + right + more
        });
        pause(1).await;
        got + pair.1
    }

    pub async fn a_struct(n: u64) -> u64 {
        let pair = Pair { left: noisy("left", n), right: noisy("right", n) };
        let _a = noisy("a", n);
        pause(1).await;
        let got = once(|more| {
            let Pair { left, right: mut other } = pair;
            other.add(more);
            consume(left) + other.get()
        });
        pause(1).await;
        got
    }

    pub async fn let_else(it: Option<Noisy>, n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        let got = once(|more| {
            let Some(it) = it else { return call("none", more) };
            let _in = noisy("in", more);
            it.get()
        });
        pause(1).await;
        got
    }

    pub async fn what_a_reference_leads_to(n: u64) -> u64 {
        let mut kept = maybe_noisy(n);
        let them = [&mut kept, &mut None];
        pause(1).await;
        let [it, other] = them;
        let got = twice(|more| match it {
            Some(it) => it.add(more).get(),
            None => more,
        });
        *other = maybe_noisy(n);
        pause(1).await;
        got
    }

    pub async fn what_a_shared_reference_leads_to(n: u64) -> u64 {
        let kept = maybe_noisy(n);
        let them = [&kept, &None];
        pause(1).await;
        let [it, other] = them;
        let got = thrice(|more| if let Some(it) = it { it.get() + more } else { more });
        pause(1).await;
        got + n + other.iter().count() as u64
    }

    pub async fn beside_a_method(it: Option<Noisy>, n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        let got = once(|more| {
            if it.is_none() {
                return more;
            }
            match it {
                Some(it) => consume(it),
                None => call("none", 1),
            }
        });
        pause(1).await;
        got
    }

    pub async fn named_in_the_other_branch(it: Result<Noisy, Noisy>, n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        let got = once(|more| {
            if let Ok(it) = it { consume(it) } else { it.map_err(|error| error.get() + more).err().unwrap_or(1) }
        });
        pause(1).await;
        got
    }

    pub async fn named_in_front(it: Result<u64, Noisy>, n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        let got = twice(|more| if let Ok(it) = it { it + more } else { call("error", more) });
        pause(1).await;
        got + it.is_ok() as u64
    }

    pub async fn an_error_that_stays(it: Result<u64, Noisy>, n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        let got = once(|more| if let Ok(it) = it { it + more } else { call("error", more) });
        let _b = noisy("b", n);
        pause(1).await;
        got
    }

    pub async fn inside_another_closure(it: Option<Noisy>, n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        let got = once(move |more| once(|even| if let Some(it) = it { it.get() + even } else { more }));
        pause(1).await;
        got
    }
}

pub fn maybe_noisy(n: u64) -> Option<Noisy> {
    (n > 0).then(|| noisy("maybe", n))
}

fn result(n: u64) -> Result<Noisy, Noisy> {
    if n > 0 { Ok(noisy("ok", n)) } else { Err(noisy("error", n)) }
}

cases! {
    an_option [0, 1] |n| an_option(maybe_noisy(n), n);
    an_option_in_a_map [0, 1, 2, 3] |n| an_option_in_a_map(maybe_noisy(n % 2), n / 2);
    an_option_of_a_number [0, 1] |n| an_option_of_a_number((n > 0).then_some(n), n);
    a_match [0, 1, 2, 3] |n| a_match(n);
    a_match_that_copies [0, 1, 2, 3] |n| a_match_that_copies(n);
    a_match_that_may_leave_it [0, 1, 2, 3] |n| a_match_that_may_leave_it(n);
    a_closure_that_is_not_called [0, 1] |n| a_closure_that_is_not_called(n);
    a_match_with_guards [0, 1, 2, 3] |n| a_match_with_guards(n);
    names_for_the_rest [0, 1, 2, 3, 4] |n| names_for_the_rest(n);
    a_pair [1] |n| a_pair(n);
    numbers [1] |n| numbers(n);
    a_struct [1] |n| a_struct(n);
    let_else [0, 1] |n| let_else(maybe_noisy(n), n);
    what_a_reference_leads_to [0, 1] |n| what_a_reference_leads_to(n);
    what_a_shared_reference_leads_to [0, 1] |n| what_a_shared_reference_leads_to(n);
    beside_a_method [0, 1] |n| beside_a_method(maybe_noisy(n), n);
    named_in_the_other_branch [0, 1] |n| named_in_the_other_branch(result(n), n);
    named_in_front [0, 1] |n| named_in_front(result(n).map(|it| it.get()), n);
    an_error_that_stays [0, 1] |n| an_error_that_stays(result(n).map(|it| it.get()), n);
    inside_another_closure [0, 1] |n| inside_another_closure(maybe_noisy(n), n);
}
