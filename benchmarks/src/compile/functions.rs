//! Ten functions of ordinary size, as the measured crate has them twenty times.

use std::collections::HashMap;
use std::future::{Future, poll_fn, ready};
use std::io;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Polls each of them: of futures that nobody polls rustc makes no code.
pub fn poll_all(client: &mut Client, closed: Client) {
    poll(client.request("a"));
    poll(client.cached("a"));
    poll(client.retried("a", 2));
    poll(client.all(&["a"]));
    poll(describe(client, None));
    poll(report(client));
    poll(closed.close());
    poll(sum_of([1, 2]));
    poll(apply(|_| async { None }, 2));
}

fn poll(future: impl Future) {
    let _ = pin!(future).poll(&mut Context::from_waker(Waker::noop()));
}

/// Something that a function waits for.
pub async fn pause(times: u32) -> u32 {
    let mut left = times;
    poll_fn(move |cx| {
        if left == 0 {
            return Poll::Ready(times);
        }
        left -= 1;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await
}

/// A client of some service.
#[derive(Default)]
pub struct Client {
    sent: Vec<String>,
    cache: HashMap<String, String>,
    retries: u32,
}

impl Client {
    pub async fn request(&mut self, path: &str) -> io::Result<String> {
        if path.is_empty() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "no path"));
        }
        self.sent.push(path.to_owned());
        let waited = pause(path.len() as u32 % 3).await;
        Ok(format!("{path}: {waited}"))
    }

    pub async fn cached(&mut self, path: &str) -> io::Result<String> {
        if let Some(answer) = self.cache.get(path) {
            return Ok(answer.clone());
        }
        let answer = self.request(path).await?;
        self.cache.insert(path.to_owned(), answer.clone());
        Ok(answer)
    }

    pub async fn retried(&mut self, path: &str, times: u32) -> io::Result<String> {
        let mut last = None;
        for attempt in 0..times {
            match self.request(path).await {
                Ok(answer) => return Ok(answer),
                Err(error) if error.kind() == io::ErrorKind::InvalidInput => return Err(error),
                Err(error) => {
                    self.retries += 1;
                    last = Some(error);
                    pause(1 << attempt).await;
                }
            }
        }
        Err(last.unwrap_or_else(|| io::Error::other("not tried")))
    }

    pub async fn all(&mut self, paths: &[&str]) -> io::Result<Vec<String>> {
        let mut answers = Vec::with_capacity(paths.len());
        for path in paths {
            let answer = self.cached(path).await?;
            if answer.len() > 64 {
                continue;
            }
            answers.push(answer);
        }
        Ok(answers)
    }

    pub async fn close(self) -> usize {
        let count = self.sent.len();
        pause(count as u32 % 2).await;
        drop(self.cache);
        count
    }
}

pub async fn sum_of(numbers: impl IntoIterator<Item = u32>) -> u64 {
    let mut sum = 0;
    for number in numbers {
        sum += u64::from(pause(number % 2).await);
        if sum > 1_000 {
            break;
        }
    }
    sum
}

pub async fn apply<F, Fut>(mut step: F, count: usize) -> Vec<String>
where
    F: FnMut(usize) -> Fut,
    Fut: Future<Output = Option<String>>,
{
    let mut results = Vec::new();
    let mut at = 0;
    while let Some(result) = step(at).await {
        results.push(result);
        at += 1;
        if at == count {
            break;
        }
    }
    results
}

pub async fn describe(client: &mut Client, name: Option<String>) -> Result<String, String> {
    let name = name.ok_or("no name")?;
    let kind = match name.as_str() {
        "a" | "b" => "letter",
        other if other.len() > 3 => {
            let answer = client.request(other).await.map_err(|error| error.to_string())?;
            if answer.ends_with('0') { "quick" } else { "slow" }
        }
        _ => {
            pause(2).await;
            "word"
        }
    };
    let shown = client.cached(kind).await.unwrap_or_default();
    Ok(format!("{name} is a {kind} ({shown})"))
}

pub async fn report(client: &mut Client) -> String {
    let first = client.cached("first").await.unwrap_or_default();
    let second = ready(first.len()).await;
    let third = {
        let mut words = first.split(' ');
        let word = words.next().unwrap_or_default().to_owned();
        pause(word.len() as u32 % 2).await;
        word
    };
    format!("{first}, {second}, {third}")
}
