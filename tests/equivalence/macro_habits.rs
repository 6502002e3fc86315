//! Macros as people write them for one package, around awaits: what they stand for has nothing that is special to macros.
use crate::harness::*;

/// With format arguments.
macro_rules! logged {
    ($($argument:tt)*) => { event(format_args!("log: {}", format_args!($($argument)*))) };
}

macro_rules! try_or_return {
    ($result:expr) => {
        match $result {
            Ok(value) => value,
            Err(e) => {
                logged!("gives up: {e:?}");
                return Err(e.into());
            }
        }
    };
}

macro_rules! ok_or {
    ($option:expr, $($error:tt)+) => {
        match $option {
            Some(value) => value,
            None => return Err(format!($($error)+)),
        }
    };
}

/// Several locals for what comes behind.
macro_rules! let_all {
    ($($name:ident = $value:expr);* $(;)?) => { $(let $name = $value;)* };
}

/// A local that nobody can name, and that lives as long as the block.
macro_rules! kept {
    ($name:literal, $value:expr) => {
        let _kept = noisy($name, $value);
    };
}

/// One piece after the other.
macro_rules! munched {
    () => { 0 };
    (+ $value:expr; $($rest:tt)*) => { $value + munched!($($rest)*) };
    (wait $value:expr; $($rest:tt)*) => { number($value).await + munched!($($rest)*) };
    (take $name:ident; $($rest:tt)*) => { $name.into_value() + munched!($($rest)*) };
}

/// Lists in lists.
macro_rules! table {
    ($($key:expr => [$($value:expr),*]),* $(,)?) => {{
        let mut table = Vec::new();
        $(
            let key = $key;
            table.push((key, vec![$($value),*]));
        )*
        table
    }};
}

/// Calls another.
macro_rules! through {
    ($name:ident ! ($($argument:tt)*)) => { $name!($($argument)*) };
}

macro_rules! product {
    ($left:expr, $right:expr) => {
        $left * $right
    };
}

macro_rules! question {
    ($($value:expr),+) => { ($($value?),+) };
}

macro_rules! spawned {
    ($body:expr) => {
        async move { $body }
    };
}

/// The fields are called as the locals are.
macro_rules! renamed {
    ($noisy:expr, $new:literal) => {{
        let Noisy { name, value } = &$noisy;
        let (name, value) = (if name.len() > 3 { $new } else { "short" }, *value);
        Noisy { name, value }
    }};
}

macro_rules! each {
    ($item:pat in $list:expr => $body:block) => {
        'each: for $item in $list {
            if call("each", 1) == 7 {
                break 'each;
            }
            $body
        }
    };
}

macro_rules! both {
    ($left:expr, $right:expr) => {
        tokio::join!($left, $right)
    };
}

macro_rules! defaulted {
    ($type:ty) => { <$type>::default() };
    ($type:ty, $($value:expr),*) => {{
        let mut all: $type = Default::default();
        $(all.push($value);)*
        all
    }};
}

macro_rules! set {
    ($place:expr => $value:expr) => {
        $place = $value
    };
    ($place:expr, + $value:expr) => {
        $place += $value
    };
}

macro_rules! either {
    ($condition:expr, $then:block else $otherwise:block) => { if $condition $then else $otherwise };
}

macro_rules! ended {
    ($value:expr) => {
        $value + 1
    };
}

macro_rules! is {
    ($value:expr, $pattern:pat $(if $guard:expr)?) => { matches!($value, $pattern $(if $guard)?) };
}

/// Looks at what it is given, or takes it.
macro_rules! looked_at {
    ($noisy:expr) => {
        $noisy.get()
    };
}

macro_rules! taken_if {
    ($condition:expr, $noisy:expr) => {
        if $condition {
            drop($noisy);
        }
    };
}

mod elsewhere {
    macro_rules! below {
        ($noisy:expr) => {{
            let value = $noisy.touch().await;
            drop($noisy);
            value
        }};
    }
    pub(crate) use below;
}

/// Writes what it is given, and lends it.
macro_rules! lent {
    ($(#[$attribute:meta])* macro_rules! $name:ident $rules:tt) => {
        $(#[$attribute])*
        macro_rules! $name $rules
        pub(crate) use $name;
    };
}

mod given {
    lent! {
        /// Returns.
        macro_rules! value_or_return {
            ($value:expr $(,)?) => {
                match $value {
                    Some(value) => value,
                    None => return (0, "nothing".to_owned()),
                }
            };
        }
    }
}

functions! {
    pub async fn defined_in_a_call(n: u64) -> (u64, String) {
        let kept = noisy("kept", n);
        let found = crate::macro_habits::given::value_or_return!(lookup(n).await);
        let more = crate::macro_habits::given::value_or_return!(found.checked_sub(1));
        pause(1).await;
        (more + kept.get(), "found".to_owned())
    }

    pub async fn gives_up(n: u64) -> Result<u64, String> {
        let value = noisy("value", n);
        let e = try_or_return!(attempt(n).await);
        logged!("{} {value} {0} {e}", n, e = 3 + e);
        let found = noisy("found", ok_or!(e.checked_sub(2), "{e} of {}", value));
        pause(1).await;
        let Some(last) = lookup(e).await else { return Ok(try_or_return!(check(3))) };
        if last == 5 { try_or_return!(Err("five".to_owned())) } else { Ok(found.get() + value.get()) }
    }

    pub async fn declares_all(n: u64) -> u64 {
        let_all! { a = noisy("a", n); b = fetch("b", n).await; c = a.touch().await }
        let_all!(d = b.get());
        pause(1).await;
        a.get() + b.get() + c + d
    }

    pub async fn keeps_until_the_end(n: u64) -> u64 {
        kept!("outer", n);
        let a = noisy("a", n);
        kept!("after", a.touch().await);
        let sum = {
            kept!("inner", 1);
            pause(1).await;
            kept!("innermost", 2);
            a.get()
        };
        pause(1).await;
        sum
    }

    pub async fn munches(n: u64) -> u64 {
        let (a, b) = (noisy("a", n), noisy("b", n));
        pause(1).await;
        munched!(+ 1; wait n; take a; wait b.get(); + call("last", n); take b;)
    }

    pub async fn tables(n: u64) -> usize {
        let (a, key) = (noisy("a", n), noisy("key", n));
        pause(1).await;
        let list = table! {
            key => [a, noisy("b", number(n).await)],
            noisy("other", n) => [],
            fetch("last", n).await => [noisy("c", n)],
        };
        pause(1).await;
        list.iter().map(|(key, list)| key.value as usize + list.len()).sum()
    }

    pub async fn through_others(n: u64) -> Result<u64, String> {
        let a = noisy("a", n);
        let value = through!(try_or_return!(attempt(n).await));
        pause(1).await;
        through!(logged!("{value}"));
        Ok(through!(product!(a.get() + 1, value + number(1).await)))
    }

    pub async fn questions(n: u64) -> Result<u64, String> {
        let _a = noisy("a", n);
        let (b, c) = question!(attempt(n).await, check(n + 1));
        let (d, e) = question!(check(b), attempt(c).await);
        Ok(b + c + d + e)
    }

    pub async fn blocks_that_move(n: u64) -> u64 {
        let (a, b) = (noisy("a", n), noisy("b", n));
        pause(1).await;
        let block = spawned!(a.touch().await + number(n).await);
        pause(1).await;
        block.await + spawned!({ if n == 0 { return 9; } b.get() }).await
    }

    pub async fn fields_called_like_locals(n: u64) -> u64 {
        let (name, value) = (noisy("name", n), noisy("value", n));
        let short = renamed!(fetch("abc", n).await, "new");
        pause(1).await;
        let long = renamed!(name, "long");
        let again = renamed!(renamed!(value, "twice"), "again");
        pause(1).await;
        short.get() + long.get() + again.get() + name.get() + value.get()
    }

    pub async fn loops(n: u64) -> u64 {
        let (mut sum, list) = (0, vec![noisy("a", n), noisy("b", 1), noisy("c", 2)]);
        'each: loop {
            each!(Noisy { value, .. } in &list => {
                sum += number(*value).await;
                if sum == 1 { continue; }
                if sum > 6 { break 'each; }
            });
            each!(item in list => {
                if item.touch().await == 2 { break 'each; }
                sum += item.into_value();
            });
            break;
        }
        sum
    }

    pub async fn joins(n: u64) -> u64 {
        let (a, b) = (noisy("a", n), noisy("b", n));
        let (c, d) = both!(a.touch(), fetch("d", n));
        pause(1).await;
        let ((e, f), g) = both!(async { both!(number(n), b.touch()) }, now(1));
        c + d.get() + e + f + g
    }

    pub async fn types(n: u64) -> u64 {
        let a = noisy("a", n);
        let mut list = defaulted!(Vec<Noisy>);
        list.push(a);
        pause(1).await;
        let b = noisy("b", n);
        let all = defaulted!(Vec<Noisy>, b, fetch("c", n).await);
        pause(1).await;
        list[0].get() + all[1].get()
    }

    pub async fn sets(n: u64) -> u64 {
        let mut a = noisy("a", n);
        let mut sum = 1;
        set!(sum, + number(n).await);
        pause(1).await;
        set!(a.value, + a.touch().await);
        set!(a => fetch("new", sum).await);
        set!(sum => a.get());
        pause(1).await;
        sum + a.value
    }

    pub async fn blocks(n: u64) -> u64 {
        let (a, b) = (noisy("a", n), noisy("b", n));
        pause(1).await;
        either!(flag(n == 0).await && looked_at!(a) == 0, { pause(1).await; a.into_value() } else {
            let c = b.into_renamed("c");
            let last = ended!(c.touch().await);
            last
        })
    }

    pub async fn looks_and_takes(n: u64) -> u64 {
        let (a, b, c) = (noisy("a", n), noisy("b", n), noisy("c", n));
        pause(1).await;
        let sum = looked_at!(a) + looked_at!(b);
        taken_if!(n == 1, a);
        pause(1).await;
        taken_if!(flag(n == 0).await, b);
        pause(1).await;
        if is!(c, Noisy { value, .. } if value == 0) {
            return number(4).await;
        }
        sum + c.get()
    }

    pub async fn from_another_module(n: u64) -> u64 {
        let (a, value) = (noisy("a", n), noisy("value", n));
        pause(1).await;
        let sum = elsewhere::below!(a);
        pause(1).await;
        sum + value.get()
    }

    pub async fn in_the_arguments_of_methods(n: u64) -> u64 {
        let (mut a, b) = (noisy("a", n), noisy("b", n));
        pause(1).await;
        let got = a.add(looked_at!(b)).add(munched!(wait n; take b;)).get();
        pause(1).await;
        got + product!(a.touch().await, 2)
    }

    pub async fn attributes(n: u64) -> u64 {
        let (a, b) = (noisy("a", n), noisy("b", n));
        pause(1).await;
        #[rustfmt::skip]
        taken_if!(n == 1, a);
        #[allow(unused_variables)]
        { let_all!(c = b.touch().await; d = b); }
        pause(1).await;
        n
    }
}

cases! {
    defined_in_a_call [0, 1, 2, 3] |n| defined_in_a_call(n);
    gives_up [0, 1, 2, 3, 4, 5, 7] |n| gives_up(n);
    declares_all [0, 1] |n| declares_all(n);
    keeps_until_the_end [0, 1] |n| keeps_until_the_end(n);
    munches [0, 1] |n| munches(n);
    tables [0, 1] |n| tables(n);
    through_others [0, 1, 3] |n| through_others(n);
    questions [0, 1, 2, 3] |n| questions(n);
    blocks_that_move [0, 1] |n| blocks_that_move(n);
    fields_called_like_locals [0, 1] |n| fields_called_like_locals(n);
    loops [0, 1, 2, 5] |n| loops(n);
    joins [0, 1] |n| joins(n);
    types [0, 1] |n| types(n);
    sets [0, 1] |n| sets(n);
    blocks [0, 1] |n| blocks(n);
    looks_and_takes [0, 1, 2] |n| looks_and_takes(n);
    from_another_module [0, 1] |n| from_another_module(n);
    in_the_arguments_of_methods [0, 1] |n| in_the_arguments_of_methods(n);
    attributes [0, 1] |n| attributes(n);
}
