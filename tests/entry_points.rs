//! `#[tokio::main]` and `#[tokio::test]` above our attribute and below it: the functions are run, and `async` no more.
use std::{error::Error, future::ready};

use manual_async::manual_async;
use tokio::task::yield_now;

#[manual_async]
async fn work(fails: bool) -> Result<u32, Box<dyn Error>> {
    let mut seen = Vec::new();
    for i in 0..3 {
        let last = &mut seen;
        yield_now().await;
        last.push(ready(i).await);
    }
    let parsed: u32 = if fails { "x".parse()? } else { "7".parse()? };
    Ok(parsed + seen.len() as u32)
}

#[tokio::main]
#[manual_async]
async fn main_above(fails: bool) -> Result<u32, Box<dyn Error>> {
    let first = work(fails).await?;
    yield_now().await;
    if fails {
        return Err("not reached".into());
    }
    Ok(first + 1)
}

#[manual_async]
#[tokio::main]
async fn main_below(fails: bool) -> Result<u32, Box<dyn Error>> {
    let first = work(fails).await?;
    yield_now().await;
    Ok(first + 1)
}

#[manual_async]
#[tokio::main(flavor = "current_thread")]
async fn main_without_output() {
    let mut count = 0;
    while count < 3 {
        yield_now().await;
        count += 1;
    }
}

/// As in another crate: nobody looks at its definition.
#[cfg_attr(test, cfg(test))]
macro_rules! bail {
    ($($message:tt)*) => {
        return Err(format!($($message)*).into())
    };
}

#[tokio::main]
#[manual_async]
async fn main_with_a_macro_that_returns(number: u32) -> Result<u32, Box<dyn Error>> {
    let found = match work(false).await {
        Ok(found) if found > number => found,
        _ => bail!("no more than {number}"),
    };
    Ok(found + ready(1).await)
}

#[manual_async]
fn waits_with_a_macro_that_returns(number: u32) -> Result<u32, Box<dyn Error>> {
    manual_async::block_on(async move {
        let found = ready(number).await;
        if found > 2 {
            bail!("{found} is too many");
        }
        Ok(found + ready(1).await)
    })
}

#[test]
fn macros_return() {
    assert_eq!(main_with_a_macro_that_returns(3).unwrap(), 11);
    assert_eq!(main_with_a_macro_that_returns(10).unwrap_err().to_string(), "no more than 10");
    assert_eq!(waits_with_a_macro_that_returns(2).unwrap(), 3);
    assert_eq!(waits_with_a_macro_that_returns(3).unwrap_err().to_string(), "3 is too many");
    let block = manual_async::machine!(async move {
        if ready(true).await {
            bail!("an error");
        }
        Ok::<(), String>(())
    });
    assert_eq!(manual_async::block_on(block), Err("an error".into()));
}

#[tokio::test]
#[manual_async]
async fn test_with_a_macro_that_returns() -> Result<(), Box<dyn Error>> {
    let first = match work(false).await {
        Ok(first) => first,
        Err(_) => bail!("none"),
    };
    assert_eq!(first, ready(10).await);
    Ok(())
}

#[test]
fn mains_run() {
    assert_eq!(main_above(false).unwrap(), 11);
    assert_eq!(main_below(false).unwrap(), 11);
    assert_eq!(main_above(true).unwrap_err().to_string(), "invalid digit found in string");
    assert_eq!(main_below(true).unwrap_err().to_string(), "invalid digit found in string");
    main_without_output();
}

#[tokio::test]
#[manual_async]
async fn test_above() {
    let got = work(false).await.unwrap();
    assert_eq!(got, 10);
}

#[manual_async]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn test_below() {
    let task = tokio::spawn(async { work(false).await.unwrap() });
    let got = task.await.unwrap();
    assert_eq!(got, 10);
}

#[manual_async]
#[tokio::test]
#[should_panic = "on purpose"]
async fn test_that_panics() {
    yield_now().await;
    panic!("on purpose");
}

#[tokio::test]
#[manual_async]
async fn test_with_an_output() -> Result<(), Box<dyn Error>> {
    let seen = work(false).await?;
    assert_eq!(seen, 10);
    Ok(())
}

#[manual_async]
mod in_a_module {
    use super::*;

    #[tokio::test]
    async fn test_inside() {
        let got = work(false).await.unwrap();
        assert_eq!(got, 10);
    }

    #[test]
    fn not_async() {
        main_without_output();
    }
}

#[tokio::test]
async fn blocks_in_a_native_test() {
    let (first, text) = (1, String::from("text"));
    let mut sum = 0;
    manual_async::machine!(async {
        yield_now().await;
        sum += first;
        assert_eq!(text.len(), 4);
    })
    .await;
    let task = tokio::spawn(manual_async::machine!(async move {
        yield_now().await;
        text.len() + sum
    }));
    let got = task.await.unwrap();
    assert_eq!(got, 5);
}

/// What the arguments of the inner block name is no local, though there is one of that name.
#[test]
fn a_block_in_a_block_may_have_arguments() {
    use manual_async as support;
    #[allow(non_upper_case_globals)]
    const limit: usize = 256;
    let text = String::from("text");
    let outer = manual_async::machine!(async {
        let inspect = text.len();
        yield_now().await;
        let inner = manual_async::machine!(crate = support, inspect, max_size = limit, async {
            yield_now().await;
            text.len() + inspect
        });
        inner.await
    });
    assert_eq!(manual_async::block_on(outer), 8);
}

#[manual_async]
async fn block_with_arguments(support: u32) -> u32 {
    use manual_async as support;
    let machine = manual_async::machine!(crate = support, async {
        yield_now().await;
        support + 1
    });
    yield_now().await;
    machine.await
}

#[test]
fn a_block_in_a_function_may_have_arguments() {
    assert_eq!(manual_async::block_on(block_with_arguments(1)), 2);
}

/// `#[tracing::instrument]` with `err` and `ret`, of what is no `async fn`: it names by itself what its patterns bind.
mod instrumented {
    use super::*;
    use std::{future::Future, pin::Pin};

    #[manual_async]
    #[tracing::instrument(ret, err)]
    fn below(number: u32, e: u32) -> impl Future<Output = Result<u32, String>> {
        async move {
            yield_now().await;
            if number == 1 { Err(format!("{e}")) } else { Ok(number) }
        }
    }

    #[tracing::instrument(err)]
    #[manual_async]
    fn above(number: u32) -> Pin<Box<dyn Future<Output = Result<u32, String>>>> {
        Box::pin(async move {
            yield_now().await;
            if number == 1 { Err("one".into()) } else { Ok(number) }
        })
    }

    #[async_trait::async_trait]
    trait Store {
        async fn put(&mut self, number: u32) -> Result<u32, String>;
    }

    #[async_trait::async_trait]
    impl Store for u32 {
        #[manual_async]
        #[tracing::instrument(err)]
        async fn put(&mut self, number: u32) -> Result<u32, String> {
            yield_now().await;
            *self += below(number, 7).await?;
            Ok(*self)
        }
    }

    #[test]
    fn what_fails_is_said() {
        use manual_async::block_on;
        assert_eq!(block_on(below(2, 3)), Ok(2));
        assert_eq!(block_on(below(1, 3)), Err("3".into()));
        assert_eq!(block_on(above(2)), Ok(2));
        assert_eq!(block_on(above(1)), Err("one".into()));
        assert_eq!(block_on(3_u32.put(2)), Ok(5));
        assert_eq!(block_on(3_u32.put(1)), Err("7".into()));
    }
}
