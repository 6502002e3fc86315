//! Macros that return from the function in which they stand.
use crate::harness::*;

macro_rules! bail {
    ($($message:tt)*) => {
        return Err(format!($($message)*).into())
    };
}

macro_rules! ensure {
    ($condition:expr, $($message:tt)*) => {
        if !$condition {
            bail!($($message)*)
        }
    };
}

/// One that gives a value, or returns.
macro_rules! some_or_bail {
    ($value:expr) => {
        match $value {
            Some(value) => value,
            None => bail!("none"),
        }
    };
}

functions! {
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
}

cases! {
    bails [0, 1, 2] |n| bails(n);
    ensures [0, 1, 2, 3, 4, 5] |n| ensures(n);
    boxed_errors [0, 1, 2, 4] |n| boxed_errors(n);
    in_a_tail [0, 1] |n| in_a_tail(n);
}
