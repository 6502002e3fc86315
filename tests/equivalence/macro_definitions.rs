//! Macros whose definitions stand in the package: they await, return, jump, and take what they are given.
use crate::harness::*;

/// Takes what it is given, in all its branches.
macro_rules! unwrapped {
    ($value:expr) => {
        match $value {
            Ok(value) => value,
            Err(error) => {
                event(format_args!("error {error:?}"));
                panic!("no value");
            }
        }
    };
}

/// Gives what it is given away.
macro_rules! consumed {
    ($value:expr) => {
        consume($value)
    };
    ($value:expr, $($more:expr),+ $(,)?) => {
        consumed!($value) + consumed!($($more),+)
    };
}

/// Takes the second only where it returns.
macro_rules! ok_or_back {
    ($result:expr, $back:expr) => {
        match $result {
            Ok(value) => value,
            Err(error) => return Err((error.into(), $back)),
        }
    };
}

/// Awaits where it returns.
macro_rules! ok_or_told {
    ($noisy:expr, $result:expr) => {
        match $result {
            Ok(value) => value,
            Err(error) => {
                if $noisy.touch().await > 5 {
                    event(format_args!("told {error:?}"));
                }
                return Err(error);
            }
        }
    };
}

/// Names a local, changes it, and declares others.
macro_rules! counted {
    ($sum:ident, $step:ident, $times:expr, loop $future:expr) => {
        let times = $times;
        let mut $step = 0;
        while $step < times {
            match $future.await {
                0 => break,
                got => $sum += got,
            }
            $step += 1;
        }
    };
}

/// Returns other types than the function's errors.
macro_rules! or_both {
    ($value:expr, $noisy:ident) => {{
        let value = $value;
        match value {
            Some(value) => (value, $noisy),
            None => return (None, $noisy),
        }
    }};
}

/// Declares locals that are called as those of the function are.
macro_rules! summed {
    ($($value:expr),*) => {{
        let mut a = 0;
        let b = noisy("inner", 1);
        $(a += $value;)*
        a + b.get()
    }};
}

/// Leaves the loop that has the label, or its own.
macro_rules! leave_if {
    ($condition:expr, $label:lifetime) => {
        if $condition {
            break $label;
        }
    };
    ($condition:expr) => {
        if $condition {
            continue;
        }
    };
}

/// Tries again, with a label of its own.
macro_rules! retried {
    ($times:literal, $future:expr) => {{
        let mut tries = 0;
        'again: loop {
            tries += 1;
            match $future.await {
                Ok(value) => break 'again Ok(value),
                Err(_) if tries < $times => continue 'again,
                Err(error) => break Err(error),
            }
        }
    }};
}

/// Blocks and closures.
macro_rules! timed {
    ($name:literal, $block:block) => {{
        let guard = noisy($name, 1);
        let value = $block;
        event(format_args!("{} took {}", $name, guard.get()));
        value
    }};
    ($name:literal, $closure:expr) => {{
        let run = $closure;
        timed!($name, { run().await })
    }};
}

/// A `match` of the caller's arms.
macro_rules! dispatched {
    ($value:expr, { $($pat:pat => $then:expr),* $(,)? }) => {
        match $value {
            $($pat => $then,)*
            other => consume(other),
        }
    };
}

/// Items inside, and a name that the format string captures.
macro_rules! described {
    ($value:expr) => {{
        use std::string::ToString as _;
        const LENGTH: usize = 3;
        let value = $value;
        let text = format!("{value} and {:>width$}", value.value, width = LENGTH);
        text.to_string()
    }};
}

/// Takes a type and fields.
macro_rules! built {
    ($name:ident { $($field:ident : $value:expr),* }) => {
        $name { $($field: $value),* }
    };
}

/// Declares what it is given, and uses it.
macro_rules! bound {
    ($name:ident, $value:expr) => {
        let mut $name = $value;
        $name.value += 1;
    };
}

/// Calls a function that its callers may name as well.
macro_rules! waited {
    ($future:expr) => {{
        let _kept = noisy("kept", 1);
        $future.await
    }};
}

fn consume(noisy: Noisy) -> u64 {
    call("consume", noisy.value)
}

functions! {
    pub async fn takes_in_all_branches(n: u64) -> u64 {
        let a = attempt_noisy("a", n).await;
        let _b = noisy("b", n);
        pause(1).await;
        let a = unwrapped!(a);
        pause(1).await;
        a.get()
    }

    pub async fn gives_away(n: u64) -> u64 {
        let (a, b, c) = (noisy("a", n), noisy("b", n), noisy("c", n));
        pause(1).await;
        let sum = consumed!(a);
        pause(1).await;
        sum + consumed!(b, noisy("d", n), c,)
    }

    pub async fn takes_only_to_return(kept: Noisy, n: u64) -> Result<u64, (String, Noisy)> {
        let _a = noisy("a", n);
        let got = ok_or_back!(attempt(n).await, kept);
        kept.touch().await;
        let more = ok_or_back!(check(got), kept);
        let _b = noisy("b", more);
        Ok(ok_or_back!(attempt(more + 1).await, kept))
    }

    pub async fn awaits_and_returns(n: u64) -> Result<u64, String> {
        let a = noisy("a", n);
        let _b = noisy("b", n);
        let got = ok_or_told!(a, attempt(n).await);
        ok_or_told!(a, check(got + 1));
        let c = noisy("c", ok_or_told!(a, attempt(got + 1).await));
        pause(1).await;
        Ok(c.get())
    }

    pub async fn counts_with_names(n: u64) -> u64 {
        let mut sum = 1;
        let times = noisy("times", n);
        counted!(sum, step, times.get() + 1, loop number(step));
        counted!(sum, other, 2, loop times.touch());
        sum + times.get() + step + other
    }

    pub async fn returns_other_types(a: Noisy, n: u64) -> (Option<u64>, Noisy) {
        let _b = noisy("b", n);
        let (value, a) = or_both!(lookup(n).await, a);
        pause(1).await;
        let (more, a) = or_both!(value.checked_sub(1), a);
        (Some(value + more), a)
    }

    pub async fn names_that_are_its_own(n: u64) -> u64 {
        let a = noisy("a", n);
        let b = number(2).await;
        let value = summed!(a.get(), b, number(b).await, summed!(b, a.touch().await));
        pause(1).await;
        value + a.get() + b
    }

    pub async fn jumps(n: u64) -> u64 {
        let mut sum = 0;
        'outer: for i in 0..4 {
            let a = noisy("a", i);
            for j in 0..3 {
                let b = noisy("b", j);
                leave_if!(number(i + j).await == n, 'outer);
                leave_if!(b.touch().await == 1);
                sum += consumed!(b);
                leave_if!(sum > 6, 'outer);
            }
            leave_if!(a.get() == 2);
            sum += a.touch().await;
        }
        sum
    }

    pub async fn tries_again(n: u64) -> Result<u64, String> {
        let a = noisy("a", n);
        let mut counted = 0;
        let got = retried!(3, { counted += 1; attempt(n + counted) })?;
        pause(1).await;
        'again: loop {
            let b = retried!(2, attempt(got));
            match b {
                Ok(b) => break 'again Ok(b + a.get()),
                Err(error) => return Err(error),
            }
        }
    }

    pub async fn blocks_and_closures(n: u64) -> u64 {
        let a = noisy("a", n);
        let got = timed!("block", {
            let b = noisy("b", n);
            if n == 2 {
                return 7;
            }
            b.touch().await + a.touch().await
        });
        let more = timed!("closure", || number(n));
        got + more + a.get()
    }

    pub async fn dispatches(n: u64) -> u64 {
        let a = noisy("a", n);
        pause(1).await;
        dispatched!(a, {
            Noisy { value: 0, .. } => number(3).await,
            Noisy { value: inner @ 1, .. } => { pause(1).await; inner }
        })
    }

    pub async fn functions_named_in_arguments(n: u64) -> u64 {
        bound!(x, noisy("x", waited!(number(number(n).await))));
        pause(1).await;
        bound!(y, { let fetched = fetch("z", x.get()).await; fetched });
        waited!(number(x.get() + y.get()))
    }

    pub async fn describes(n: u64) -> String {
        let a = noisy("a", n);
        let value = noisy("value", n);
        pause(1).await;
        let text = described!(a);
        pause(1).await;
        text + &described!(&value)
    }

    pub async fn builds(n: u64) -> u64 {
        let a = noisy("a", n);
        let name = "name";
        let value = number(n).await;
        pause(1).await;
        let built = built!(Noisy { name: name, value: value });
        pause(1).await;
        built.get() + consumed!(a)
    }

    pub async fn in_closures_and_blocks(n: u64) -> u64 {
        let (a, b, c) = (noisy("a", n), noisy("b", n), noisy("c", n));
        pause(1).await;
        let once = || consumed!(a);
        let block = async { pause(1).await; consumed!(b) + summed!(c.get()) };
        pause(1).await;
        once() + block.await + c.get()
    }

    pub async fn in_other_macros(n: u64) -> usize {
        let a = noisy("a", n);
        let b = attempt_noisy("b", n).await;
        pause(1).await;
        let list = vec![unwrapped!(b), a];
        assert_eq!(list.len(), consumed!(noisy("c", 2)) as usize, "{}", summed!(n));
        pause(1).await;
        list.len()
    }

    pub async fn defined_inside(n: u64) -> u64 {
        let mut total = noisy("total", n);
        macro_rules! add {
            ($number:expr) => {
                total.value += $number
            };
        }
        add!(1);
        add!(number(n).await);
        pause(1).await;
        macro_rules! stop_at {
            ($number:literal) => {
                if total.get() == $number {
                    return number($number).await;
                }
            };
        }
        stop_at!(3);
        stop_at!(5);
        total.value
    }

    pub async fn variants_in_what_is_defined_inside(n: u64) -> u64 {
        let mut total = noisy("total", n);
        macro_rules! counted {
            ($number:expr) => {{
                let number = $number;
                total.value += 1;
                total.get() + if number == 1 { None } else { Some(number) }.unwrap_or(7)
            }};
        }
        let sum = counted!(number(n).await);
        match sum.checked_sub(4) {
            None => pause(1).await,
            Some(more) => pause(more).await,
        }
        match sum.checked_sub(9) {
            None => {}
            Some(more) => pause(more).await,
        }
        sum + counted!(3)
    }

    pub async fn the_last_of_a_name(n: u64) -> u64 {
        macro_rules! named {
            ($value:expr) => { $value + 1 };
        }
        let a = named!(number(n).await);
        macro_rules! named {
            ($value:expr) => { $value + 2 };
        }
        let b = named!(a);
        {
            macro_rules! named {
                ($value:expr) => { $value + 4 };
            }
            pause(named!(a)).await;
        }
        b + named!(number(b).await)
    }
}

pub mod of_self {
    use crate::harness::*;

    methods! {
        given {
            #[derive(Debug)]
            pub struct Owner {
                pub noisy: Noisy,
            }
        }

        impl [Owner] {
            pub async fn gives_itself_back(self, n: u64) -> Result<u64, (String, Owner)> {
                let _a = noisy("a", n);
                let got = ok_or_back!(attempt(n).await, self);
                self.noisy.touch().await;
                macro_rules! or_self {
                    ($value:expr) => {
                        match $value {
                            Some(value) => value,
                            None => return Err((String::from("none"), self)),
                        }
                    };
                }
                let got = or_self!(got.checked_sub(2));
                self.noisy.touch().await;
                Ok(got + or_self!(lookup(got).await))
            }

            pub async fn changes_itself(&mut self, n: u64) -> u64 {
                macro_rules! add {
                    ($value:expr) => { self.noisy.value += $value };
                }
                let _a = noisy("a", n);
                add!(number(n).await);
                pause(1).await;
                add!(1);
                self.noisy.get()
            }
        }
    }

    cases! {
        gives_itself_back [0, 1, 2, 3, 4] |n| Owner { noisy: noisy("own", n) }.gives_itself_back(n);
        changes_itself [0, 1] |n| Owner { noisy: noisy("own", n) }.changes_itself(n);
    }
}

cases! {
    takes_in_all_branches [0, 1, 3] |n| takes_in_all_branches(n);
    gives_away [0, 1] |n| gives_away(n);
    takes_only_to_return [0, 1, 2, 3, 4] |n| takes_only_to_return(noisy("kept", n), n);
    awaits_and_returns [0, 1, 2, 3, 4, 6] |n| awaits_and_returns(n);
    counts_with_names [0, 1, 2] |n| counts_with_names(n);
    returns_other_types [0, 1, 2, 3] |n| returns_other_types(noisy("a", n), n);
    names_that_are_its_own [0, 1] |n| names_that_are_its_own(n);
    jumps [0, 1, 2, 9] |n| jumps(n);
    tries_again [0, 1, 2, 3] |n| tries_again(n);
    blocks_and_closures [0, 1, 2] |n| blocks_and_closures(n);
    dispatches [0, 1, 2] |n| dispatches(n);
    functions_named_in_arguments [0, 1] |n| functions_named_in_arguments(n);
    describes [0, 1] |n| describes(n);
    builds [0, 1] |n| builds(n);
    in_closures_and_blocks [0, 1] |n| in_closures_and_blocks(n);
    in_other_macros [0, 1] |n| in_other_macros(n);
    defined_inside [0, 1, 2, 3] |n| defined_inside(n);
    variants_in_what_is_defined_inside [0, 1, 2] |n| variants_in_what_is_defined_inside(n);
    the_last_of_a_name [0, 1] |n| the_last_of_a_name(n);
}
