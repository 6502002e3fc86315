//! Small functions as they stand in real programs: retries, pages, limits, workers, protocols.
use crate::harness::*;
use std::collections::{BTreeMap, VecDeque};

/// One message of a small protocol.
#[derive(Debug)]
pub enum Frame {
    Hello { version: u64 },
    Data(Vec<u8>),
    Ping,
    Close,
}

#[derive(Debug)]
pub struct Page {
    pub items: Vec<Noisy>,
    pub next: Option<u64>,
}

/// Turns up as `Page`s, three items in all.
pub fn page(token: u64) -> Leaf<Result<Page, Failure>> {
    let items = vec![noisy("item", token)];
    later("page", 1, Ok(Page { items, next: (token < 2).then_some(token + 1) }))
}

fn parse(bytes: &[u8]) -> Result<Frame, String> {
    match bytes {
        [b'h', version] => Ok(Frame::Hello { version: u64::from(*version - b'0') }),
        [b'd', data @ ..] => Ok(Frame::Data(data.to_vec())),
        [b'p'] => Ok(Frame::Ping),
        [b'c', ..] | [] => Ok(Frame::Close),
        other => Err(format!("what is {other:?}?")),
    }
}

functions! {
    pub async fn retries_with_backoff(n: u64, most: u64) -> Result<Noisy, Failure> {
        let mut delay = 0;
        for turn in 1..=most {
            let span = noisy("span", turn);
            match attempt_noisy("got", n * turn).await {
                Ok(got) => return Ok(got),
                Err(error) if turn == most => return Err(error),
                Err(error) => event(format_args!("turn {turn}: {} {:?}", error.why, error.witness)),
            }
            drop(span);
            delay += 1;
            pause(delay).await;
        }
        Err(Failure::from("no turns".to_owned()))
    }

    pub async fn collects_pages(first: u64, most: usize) -> Result<Vec<Noisy>, Failure> {
        let mut all = Vec::new();
        let mut token = Some(first);
        while let Some(current) = token {
            let Page { items, next } = page(current).await?;
            for item in items {
                if all.len() == most {
                    return Ok(all);
                }
                all.push(item);
            }
            token = next.filter(|&next| next != current);
        }
        Ok(all)
    }

    pub async fn serves_a_connection(mut reader: Reader, log: &mut Vec<String>) -> Result<u64, String> {
        let _connection = noisy("connection", 0);
        let mut buffer = [0u8; 2];
        let mut version = None;
        let mut received = 0;
        loop {
            let size = reader.read(&mut buffer).await?;
            let frame = parse(&buffer[..size]).map_err(|why| format!("after {received}: {why}"))?;
            match frame {
                Frame::Hello { version: 0 } => return Err("version 0".into()),
                Frame::Hello { version: new } if version.is_none() => version = Some(new),
                Frame::Hello { .. } => {
                    log.push("hello again".into());
                    continue;
                }
                Frame::Data(data) => {
                    let Some(version) = version else {
                        pause(1).await;
                        break Err("data before hello".to_owned());
                    };
                    received += data.len() as u64 * version;
                    log.push(text(&format!("{data:?}")).await);
                }
                Frame::Ping => pause(1).await,
                Frame::Close => break Ok(received),
            }
        }
    }

    pub async fn limits_the_rate(jobs: Vec<Noisy>, burst: u64) -> u64 {
        let mut tokens = burst;
        let mut ticks = 0;
        for mut job in jobs {
            while tokens == 0 {
                pause(1).await;
                ticks += 1;
                tokens = (tokens + 1).min(burst.max(1));
            }
            tokens -= 1;
            job.bump(ticks).await;
        }
        ticks
    }

    pub async fn works_off_a_queue(mut source: Source, lock: &Lock) -> Result<u64, Failure> {
        let mut queue = VecDeque::new();
        let mut done = 0;
        'work: loop {
            while queue.len() < 2 {
                match source.try_next().await? {
                    Some(item) => queue.push_back(noisy("job", item)),
                    None if queue.is_empty() => break 'work,
                    None => break,
                }
            }
            let Some(job) = queue.pop_front() else { continue };
            let mut total = lock.lock().await;
            *total += job.touch().await;
            done += 1;
            if *total > 100 {
                return Err(Failure { why: "overflow".into(), witness: job });
            }
        }
        Ok(done)
    }

    pub async fn looks_up_through_a_cache(cache: &mut BTreeMap<u64, String>, keys: &[u64]) -> Option<String> {
        let mut out = String::new();
        for key in keys {
            if let Some(hit) = cache.get(key) {
                out.push_str(hit);
                continue;
            }
            let found = lookup(*key).await?;
            let value = text(&found.to_string()).await;
            out += &value;
            cache.insert(*key, value);
        }
        Some(out)
    }

    pub async fn runs_a_transaction(lock: &Lock, n: u64) -> Result<u64, Failure> {
        let mut guard = lock.lock().await;
        let before = *guard;
        let outcome = async {
            *guard += attempt(n).await?;
            *guard += attempt(n + 1).await?;
            Ok::<_, String>(*guard)
        }
        .await;
        match outcome {
            Ok(after) => Ok(after - before),
            Err(why) => {
                *guard = before;
                let rollback = noisy("rollback", before);
                pause(1).await;
                Err(Failure { why, witness: rollback })
            }
        }
    }

    pub async fn copies_until_the_end(mut from: Reader, to: &mut Vec<u8>) -> Result<usize, String> {
        let mut buffer = vec![0; 3];
        let mut total = 0;
        while let size @ 1.. = from.read(&mut buffer).await? {
            to.extend_from_slice(&buffer[..size]);
            total += size;
            if total > 6 {
                buffer.truncate(1);
            }
        }
        Ok(total)
    }

    pub async fn negotiates(n: u64) -> Result<&'static str, String> {
        let offered = lookup(n).await.ok_or("nothing offered")?;
        let chosen = if offered == 0 {
            "plain"
        } else if let Ok(level) = attempt(offered + 1).await
            && level > 1
        {
            let _session = fetch("session", level).await;
            match flag(level % 2 == 1).await {
                true => "odd",
                false if level > 4 => return Err(format!("level {level}")),
                false => "even",
            }
        } else {
            "fallback"
        };
        pause(1).await;
        Ok(chosen)
    }

    pub async fn merges_two_sources(mut left: Source, mut right: Source) -> Vec<u64> {
        let mut merged = vec![];
        let (mut a, mut b) = (left.next().await, right.next().await);
        loop {
            match (a, b) {
                (None, None) => return merged,
                (Some(x), Some(y)) if x <= y => {
                    merged.push(x);
                    a = left.next().await;
                }
                (Some(x), None) => {
                    merged.push(x * 10);
                    a = left.next().await;
                }
                (_, Some(y)) => {
                    merged.push(y);
                    b = right.next().await;
                }
            }
        }
    }

    pub async fn bisects(mut low: u64, mut high: u64, target: u64) -> Option<(u64, u32)> {
        let mut probes = 0;
        while low < high {
            let middle = low + (high - low) / 2;
            let _probe = noisy("probe", middle);
            probes += 1;
            match number(middle).await.cmp(&target) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some((middle, probes)),
            }
        }
        None
    }
}

cases! {
    retries_with_backoff [0, 1, 3] |n| retries_with_backoff(n, 3);
    collects_pages [0, 1] |n| collects_pages(n, 2);
    serves_a_connection [0, 2, 6, 8] |n| serves_a_connection(Reader::new(&b"h2d7h3d8"[..n as usize]), &mut Vec::new());
    limits_the_rate [0, 1, 2] |n| limits_the_rate((0..3).map(|i| noisy("job", i)).collect(), n);
    works_off_a_queue [0, 1, 3, 5] |n| works_off_a_queue(Source::new(n), &Lock::new(n));
    looks_up_through_a_cache [0, 2, 3] |n| looks_up_through_a_cache(&mut BTreeMap::from([(1, "one".into())]), &[n, 1, n]);
    runs_a_transaction [0, 2, 3] |n| runs_a_transaction(&Lock::new(n), n);
    copies_until_the_end [0, 4, 9] |n| copies_until_the_end(Reader::new(&b"12345678!"[..n as usize]), &mut Vec::new());
    negotiates [0, 1, 2, 3, 4, 5, 6] |n| negotiates(n);
    merges_two_sources [0, 2, 3] |n| merges_two_sources(Source::new(n), Source::new(2));
    bisects [0, 4, 9] |n| bisects(0, 8, n);
}
