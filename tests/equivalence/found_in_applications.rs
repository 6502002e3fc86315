//! As in applications that nobody here wrote.
use crate::harness::*;
use std::collections::BTreeMap;

/// As `bail!` of anyhow.
#[cfg_attr(test, cfg(test))]
macro_rules! bail {
    ($text:literal $(, $value:expr)* $(,)?) => {
        return Err(format!($text $(, $value)*))
    };
}

/// Ends the function as well, and is not called like one that does.
#[cfg_attr(test, cfg(test))]
macro_rules! fail {
    ($value:expr) => {
        panic!("{}", $value)
    };
}

fn exit(n: u64) -> ! {
    panic!("{n}")
}

pub trait Read: Sized {
    fn read(from: &[u64]) -> Self;
}

#[allow(dead_code, reason = "some of it only `Debug` looks at")]
#[derive(Debug)]
pub enum Hello {
    Control(u64, Noisy),
    Data(u64, u64),
}

impl Read for Hello {
    fn read(from: &[u64]) -> Self {
        match from {
            [0, ..] => Hello::Control(from[1], noisy("control", 0)),
            _ => Hello::Data(from[1], from[0]),
        }
    }
}

fn deserialize<T: Read>(from: &[u64]) -> Result<T, String> {
    step();
    if from.len() > 2 { Err("long".into()) } else { Ok(T::read(from)) }
}

methods! {
    given {
        pub struct Client {
            pub name: Noisy,
        }
    }

    impl [Client] {
        // As in `redirect` of oha: a method that awaits itself, with types of its own.
        pub async fn redirect<R: Iterator<Item = u64>>(&self, base: Noisy, left: u64, numbers: &mut R) -> Result<(Noisy, u64), Failure> {
            let mut all = attempt(self.name.value).await?;
            if let Some(number) = numbers.next() {
                all += number;
                pause(1).await;
            }
            let mut last = base;
            if left > 0 {
                let next = fetch("next", left).await;
                let (found, more) = Box::pin(self.redirect(next, left - 1, numbers)).await?;
                last = found;
                all += more;
            }
            Ok((last, all))
        }

        // As in `do_control_channel_handshake` of rathole.
        pub async fn handshake(&mut self, services: Lock, n: u64) -> Result<u64, String> {
            let known: BTreeMap<u64, Noisy> = BTreeMap::from([(1, noisy("known", 1)), (2, noisy("two", 2))]);
            let service = match known.get(&*services.lock().await) {
                Some(service) => service,
                None => {
                    self.name.bump(1).await;
                    bail!("no such {}", n);
                }
            }
            .get();
            pause(service).await;
            Ok(service + self.name.get())
        }

        // As in `read_hello` of rathole: only the patterns tell the type.
        pub async fn read_hello(n: u64) -> Result<Hello, String> {
            let mut buffer = vec![n; 2];
            pause(n).await;
            buffer[1] += 1;
            let hello = deserialize(&buffer).map_err(|error| format!("read: {error}"))?;
            match hello {
                Hello::Control(version, _) => {
                    if version == 3 {
                        bail!("version {}", version);
                    }
                }
                Hello::Data(version, kind) => {
                    if version == 3 {
                        bail!("data of version {} and {}", version, kind);
                    }
                }
            }
            Ok(hello)
        }

        pub async fn ends_with_a_macro(given: Option<Noisy>, n: u64) -> Result<u64, String> {
            let kept = noisy("kept", n);
            let given = match given {
                Some(given) => given,
                None if n == 0 => {
                    let _local = noisy("local", n);
                    bail!("first {}", number(n).await);
                }
                None if n == 1 => {
                    kept.touch().await;
                    fail!(kept.get());
                }
                None => {
                    number(n).await;
                    { exit(n) };
                }
            };
            let text = if n > 1 {
                given.touch().await;
                bail!("second {}", given.get());
            } else {
                number(n).await.to_string()
            };
            Ok(given.get() + text.len() as u64 + kept.get())
        }

        pub async fn ends_with_nothing(n: u64) -> u64 {
            let mut list = vec![n];
            let nothing = match n {
                0 => {
                    pause(1).await;
                    say!("zero");
                }
                1 => {
                    list.push(number(1).await);
                    if list.len() > 1 {
                        list.clear();
                    }
                }
                _ => list.push(number(n).await),
            };
            assert_eq!(nothing, ());
            list.len() as u64
        }
    }
}

cases! {
    redirect [0, 1, 3] |n| Client { name: noisy("client", n) }.redirect(noisy("base", n), n.min(2), &mut [n, 2].into_iter());
    handshake [0, 1, 2, 3] |n| Client { name: noisy("client", n) }.handshake(Lock::new(n), n);
    read_hello [0, 1, 2] |n| Client::read_hello(n);
    ends_with_a_macro [0, 1, 2, 11, 13] |n| Client::ends_with_a_macro((n > 9).then(|| noisy("given", n)), n % 10);
    ends_with_nothing [0, 1, 2] |n| Client::ends_with_nothing(n);
}
