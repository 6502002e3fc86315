//! The type of a result follows from what becomes of it, and not from the call: of a call with a closure there are several copies.
use crate::harness::*;

pub struct Names<'a> {
    n: u64,
    list: Option<Vec<&'a str>>,
}

#[derive(Debug)]
pub enum Wrong<E> {
    Number(std::num::TryFromIntError),
    #[allow(dead_code)]
    Other(E),
}

pub struct Stream<I>(I);

impl<I> Stream<I> {
    fn of(_: u64, items: I) -> Self {
        Stream(items)
    }
}

fn sum<I: Iterator<Item = Result<u64, String>>>(stream: Stream<I>) -> u64 {
    stream.0.map(|item| item.unwrap_or(1)).sum()
}

functions! {
    pub async fn collected_into_a_field(names: Option<&[impl AsRef<str>]>, n: u64) -> u64 {
        let mut all = Names { n, list: None };
        pause(1).await;
        all.list = names.map(|names| names.iter().map(AsRef::as_ref).collect());
        pause(1).await;
        all.n + all.list.map_or(0, |list| list.len() as u64)
    }

    pub async fn an_error_that_is_not_named(value: Result<i64, Noisy>, n: u64) -> Result<u64, Wrong<String>> {
        let factor = noisy("factor", n);
        pause(1).await;
        let value = value.map(|value| u64::try_from(value).map_err(Wrong::Number)).unwrap_or(Ok(1))?;
        pause(1).await;
        Ok(value * factor.get())
    }

    pub async fn an_argument_that_is_not_named(list: Option<Vec<u64>>, n: u64) -> u64 {
        let factor = noisy("factor", n);
        pause(1).await;
        let stream = list.map(|list| Stream::of(factor.get(), list.into_iter().map(Ok))).map(sum);
        pause(1).await;
        stream.unwrap_or(3)
    }
}

cases! {
    collected_into_a_field [0, 1] |n| async move {
        let list = ["a".to_owned(), "b".to_owned()];
        collected_into_a_field((n == 1).then_some(&list[..]), n).await
    };
    an_error_that_is_not_named [0, 1, 2] |n| async move {
        let value = match n {
            0 => Ok(4),
            1 => Ok(-1),
            _ => Err(noisy("error", n)),
        };
        an_error_that_is_not_named(value, n).await.map_err(|wrong| format!("{wrong:?}"))
    };
    an_argument_that_is_not_named [0, 1] |n| async move {
        an_argument_that_is_not_named((n == 1).then(|| vec![n, 5]), n).await
    };
}
