//! Macros that return from the function in which they stand.
// Behind `cfg` in `cfg_attr` the definitions are as good as those of another package: nobody looks at them.
use crate::harness::*;

#[cfg_attr(test, cfg(test))]
macro_rules! bail {
    ($($message:tt)*) => {
        return Err(format!($($message)*).into())
    };
}

#[cfg_attr(test, cfg(test))]
macro_rules! ensure {
    ($condition:expr, $($message:tt)*) => {
        if !$condition {
            bail!($($message)*)
        }
    };
}

/// As that of anyhow and eyre.
#[cfg_attr(test, cfg(test))]
macro_rules! eyre {
    ($text:literal $(, $($argument:tt)*)?) => {
        format!($text $(, $($argument)*)?)
    };
    ($error:expr) => {{
        let error = $error;
        event(format_args!("{error}"));
        String::from("an error")
    }};
}

/// One that gives a value, or returns.
#[cfg_attr(test, cfg(test))]
macro_rules! some_or_bail {
    ($value:expr) => {
        match $value {
            Some(value) => value,
            None => bail!("none"),
        }
    };
}

/// One that gives a value, or returns something.
#[cfg_attr(test, cfg(test))]
macro_rules! some_or_return {
    ($value:expr $(, $otherwise:expr)?) => {
        match $value {
            Some(value) => value,
            None => return $($otherwise)?,
        }
    };
}

async fn looks_at(noisy: &Noisy, n: u64) -> u64 {
    pause(n).await;
    noisy.get()
}

functions! {
    pub async fn in_handlers(n: u64) -> Result<u64, String> {
        let kept = noisy("kept", n);
        tokio::select! {
            biased;
            got = lookup(n) => match got { Some(got) => Ok(got), None => bail!("{} found nothing", kept.get()) },
            _ = pause(9) => bail!("too late"),
        }
    }

    pub async fn errors_of_what_is_given(n: u64) -> Result<u64, String> {
        let (first, second, third) = (noisy("first", n), noisy("second", n), "third");
        pause(1).await;
        if n == 0 { return Err(eyre!("{first} {third}")) }
        call("between", 1);
        if n == 1 { return Err(eyre!(first)) }
        pause(1).await;
        if n == 2 { Err(eyre!(third))? }
        Err(eyre!(second))
    }

    pub async fn in_handlers_of_futures(n: u64) -> Result<u64, String> {
        let kept = noisy("kept", n);
        let got = futures::select_biased! {
            got = futures::FutureExt::fuse(lookup(n)) => if let Some(got) = got { got } else { bail!("{} found nothing", kept.get()) },
        };
        Ok(got)
    }

    pub async fn hides_what_it_gives(n: u64) -> Result<impl Iterator<Item = u64> + std::fmt::Debug, String> {
        if number(n).await == 1 { bail!("one") }
        Ok(0..n)
    }

    pub async fn errors_beside_borrows_of_a_generic_value<T: AsRef<Noisy>>(value: T, n: u64) -> Result<u64, String> {
        let kept = value;
        let before = async { looks_at(kept.as_ref(), n).await }.await;
        ensure!(n < 2, "{n} is too many");
        let after = async { pause(1).await; kept.as_ref().get() }.await;
        Ok(before + after)
    }

    pub async fn errors_before_what_is_passed_on<F: Future<Output = u64>>(future: F, n: u64) -> Result<u64, String> {
        ensure!(n < 2, "{n} is too many");
        Ok(future.await)
    }

    pub async fn returns_beside_borrows_of_a_generic_value<T: AsRef<Noisy>>(value: T, n: u64) {
        let kept = value;
        let before = async { looks_at(kept.as_ref(), n).await }.await;
        some_or_return!(before.checked_sub(1));
        async { pause(1).await; kept.as_ref().get() }.await;
    }

    pub async fn returns_nothing(n: u64) {
        let a = noisy("a", n);
        let b = noisy("b", some_or_return!(n.checked_sub(1)));
        pause(1).await;
        let c = fetch("c", some_or_return!(b.get().checked_sub(1))).await;
        if c.get() == 1 {
            return;
        }
        some_or_return!(lookup_noisy("d", n).await);
        pause(1).await;
        a.get();
    }

    pub async fn passes_on_or_returns(n: u64) {
        some_or_return!(n.checked_sub(1));
        pause(n).await;
    }

    pub async fn returns_values_of_known_types(n: u64) -> bool {
        let _a = noisy("a", n);
        let b = some_or_return!(optional(n).await, false);
        some_or_return!(b.checked_sub(1), true);
        only_errors(n).await.is_ok()
    }

    pub async fn optional(n: u64) -> Option<u64> {
        let _a = noisy("a", n);
        let b = some_or_return!(n.checked_sub(1), Some(3));
        let b = some_or_return!(b.checked_sub(1), None) + number(b).await;
        pause(1).await;
        lookup(b).await?.checked_add(1)
    }

    pub async fn only_errors(n: u64) -> Result<(), String> {
        let a = noisy("a", n);
        let b = some_or_return!(n.checked_sub(1), Ok(()));
        ensure!(b != 1, "not {n}, {}", a.get());
        check(number(b).await)?;
        some_or_return!(b.checked_sub(3), Err("small".to_owned()));
        pause(1).await;
        Ok(())
    }

    pub async fn a_macro_of_its_own(a: Noisy, n: u64) {
        macro_rules! or_stop {
            ($value:expr) => {
                match $value {
                    Ok(value) => value,
                    Err(_) => {
                        call("stops", 1);
                        return;
                    }
                }
            };
        }
        let b = or_stop!(attempt(n).await);
        pause(1).await;
        or_stop!(check(b));
        a.touch().await;
    }

    pub async fn bails(n: u64) -> Result<u64, String> {
        let a = noisy("a", n);
        if n == 0 {
            bail!("no {}", a.get());
        }
        let b = number(n).await;
        let _c = noisy("c", b);
        if b == 1 {
            bail!("not {b} either")
        }
        pause(1).await;
        Ok(a.get() + b)
    }

    pub async fn ensures(n: u64) -> Result<Noisy, Failure> {
        let a = noisy("a", n);
        ensure!(n > 0, "{n} is too little");
        let b = noisy("b", some_or_bail!(n.checked_sub(2)));
        let c = check(number(n).await)?;
        ensure!(c != 2, "{c} is wrong, and so is {}", b.get());
        pause(1).await;
        ensure!(a.get() != 3, "{}", a.get());
        Ok(b)
    }

    pub async fn boxed_errors(n: u64) -> Result<u64, Box<dyn std::error::Error>> {
        let mut sum = 0;
        for i in 0..n {
            let i = noisy("i", i);
            ensure!(i.get() < 2, "too many");
            sum += number(i.get()).await;
            if sum == 5 {
                return Ok(0);
            }
        }
        if n == 0 {
            return Err("nothing")?;
        }
        pause(1).await;
        Ok(sum)
    }

    pub async fn in_a_tail(n: u64) -> Result<u64, String> {
        let _a = noisy("a", n);
        match number(n).await {
            0 => bail!("zero"),
            m => Ok(m),
        }
    }

    #[tracing::instrument(skip_all)]
    pub async fn instrumented(a: Noisy, n: u64) -> Result<u64, String> {
        let b = noisy("b", n);
        ensure!(n > 0, "{n} is too few");
        let sum = looks_at(&a, n).await + looks_at(&b, 1).await;
        if sum == 4 {
            bail!("four")
        }
        Ok(sum + some_or_bail!(b.get().checked_sub(1)))
    }

    #[tracing::instrument(skip_all, err)]
    pub async fn instrumented_with_its_errors(a: Noisy, n: u64) -> Result<(), String> {
        ensure!(a.value < 2, "{n} is too many");
        looks_at(&a, n).await;
        Ok(())
    }

    #[tracing::instrument(skip_all)]
    pub async fn instrumented_without_errors(a: Noisy, n: u64) -> Option<u64> {
        let b = noisy("b", some_or_return!(n.checked_sub(1), None));
        let sum = looks_at(&a, n).await + looks_at(&b, 1).await;
        Some(some_or_return!(sum.checked_sub(2), None))
    }
}

cases! {
    hides_what_it_gives [0, 1, 2] |n| hides_what_it_gives(n);
    in_handlers [0, 1, 2] |n| in_handlers(n);
    errors_of_what_is_given [0, 1, 2, 3] |n| errors_of_what_is_given(n);
    in_handlers_of_futures [0, 1, 2] |n| in_handlers_of_futures(n);
    instrumented [0, 1, 2] |n| instrumented(noisy("a", n), n);
    instrumented_with_its_errors [1, 2] |n| instrumented_with_its_errors(noisy("a", n), n);
    instrumented_without_errors [0, 1, 2] |n| instrumented_without_errors(noisy("a", n), n);
    errors_before_what_is_passed_on [0, 1, 2] |n| errors_before_what_is_passed_on(number(n), n);
    errors_beside_borrows_of_a_generic_value [0, 1, 2] |n| errors_beside_borrows_of_a_generic_value(noisy("value", n), n);
    returns_beside_borrows_of_a_generic_value [0, 1] |n| returns_beside_borrows_of_a_generic_value(noisy("value", n), n);
    returns_nothing [0, 1, 2, 3] |n| returns_nothing(n);
    passes_on_or_returns [0, 1] |n| passes_on_or_returns(n);
    returns_values_of_known_types [0, 1, 2, 5] |n| returns_values_of_known_types(n);
    optional [0, 1, 2, 5] |n| optional(n);
    only_errors [0, 1, 2, 3, 4, 5] |n| only_errors(n);
    a_macro_of_its_own [0, 1, 2, 3] |n| a_macro_of_its_own(noisy("a", n), n);
    bails [0, 1, 2] |n| bails(n);
    ensures [0, 1, 2, 3, 4, 5] |n| ensures(n);
    boxed_errors [0, 1, 2, 4] |n| boxed_errors(n);
    in_a_tail [0, 1] |n| in_a_tail(n);
}
