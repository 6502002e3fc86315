//! Parameters with `mut` that get what lives shorter than what they were given.
use crate::harness::*;
use std::{borrow::Cow, collections::HashMap};

functions! {
    pub async fn one_or_the_other(mut a: &str, b: &str, n: u64) -> usize {
        if n == 1 { a = b; }
        pause(1).await;
        a.len()
    }

    pub async fn one_more(mut headers: Vec<&str>, more: &str) -> usize {
        headers.push(more);
        pause(1).await;
        headers.iter().map(|header| header.len()).sum()
    }

    pub async fn a_map(mut headers: HashMap<&str, &str>, key: &str, value: &str) -> usize {
        headers.insert(key, value);
        pause(1).await;
        headers.values().map(|value| value.len()).sum()
    }

    pub async fn cows(mut parts: Vec<Cow<'_, str>>, base: &str) -> usize {
        parts.insert(0, base.into());
        pause(1).await;
        parts.iter().map(|part| part.len()).sum()
    }

    pub async fn swapped(mut a: &Noisy, mut b: &Noisy, n: u64) -> u64 {
        for _ in 0..n {
            std::mem::swap(&mut a, &mut b);
            pause(1).await;
        }
        a.get() * 10 + b.get()
    }

    pub async fn exchanged(mut a: &Noisy, mut b: &Noisy, n: u64) -> u64 {
        for _ in 0..n {
            (a, b) = (b, a);
            pause(1).await;
        }
        a.get() * 10 + b.get()
    }

    pub async fn a_unique_one(mut a: &mut Noisy, b: &mut Noisy, n: u64) -> u64 {
        if n == 1 { a = b; }
        pause(1).await;
        a.add(n).value
    }

    pub async fn a_local(mut a: &str, n: u64) -> usize {
        let text = "x".repeat(n as usize);
        if n > 1 { a = &text; }
        pause(1).await;
        a.len()
    }

    pub async fn an_option(mut a: Option<&Noisy>, b: &Noisy) -> u64 {
        let a = a.get_or_insert(b);
        pause(1).await;
        a.get()
    }

    pub async fn given_back<'a>(mut a: &'a Noisy, b: &'a Noisy, n: u64) -> &'a Noisy {
        if n == 1 { a = b; }
        pause(1).await;
        a
    }
}

pub mod of_methods {
    use crate::harness::*;

    methods! {
        given {
            pub struct Request<'a> {
                pub query: Option<&'a str>,
                pub sent: Noisy,
            }

            pub struct Service(pub String, pub Noisy);

            pub fn request(n: u64) -> Request<'static> {
                Request { query: (n == 1).then_some("query"), sent: noisy("sent", n) }
            }

            pub fn service(n: u64) -> Service {
                Service("default".to_owned(), noisy("service", n))
            }
        }

        impl [<'a> Request<'a>] {
            pub async fn send(mut self, default: &str) -> usize {
                if self.query.is_none() {
                    self.query = Some(default);
                }
                pause(1).await;
                self.sent.get() as usize + self.query.map_or(0, str::len)
            }
        }

        impl [Service] {
            pub async fn get(&self, mut key: &str, other: &str) -> usize {
                if key.is_empty() {
                    key = &self.0;
                }
                pause(1).await;
                if self.1.get() == 3 {
                    key = other;
                }
                pause(1).await;
                key.len()
            }
        }
    }

    cases! {
        send [0, 1] |n| request(n).send(&String::from("default"));
        get [0, 3] |n| service(n).get("", &n.to_string());
    }
}

cases! {
    one_or_the_other [0, 1] |n| one_or_the_other("a", &n.to_string(), n);
    one_more [0] |_n| one_more(vec!["a", &String::from("bc")], &String::from("def"));
    a_map [0] |_n| a_map(HashMap::from([("a", "b")]), &String::from("c"), &String::from("de"));
    cows [0] |_n| cows(vec![Cow::Borrowed("a"), Cow::Owned("bc".to_owned())], &String::from("def"));
    swapped [0, 1, 2] |n| swapped(&noisy("a", n), &noisy("b", n + 1), n);
    exchanged [0, 1, 2] |n| exchanged(&noisy("a", n), &noisy("b", n + 1), n);
    a_unique_one [0, 1] |n| a_unique_one(&mut noisy("a", n), &mut noisy("b", n + 1), n);
    a_local [0, 1, 2] |n| a_local("a", n);
    an_option [0] |_n| an_option(None, &noisy("b", 1));
    given_back [0, 1] |n| given_back(&noisy("a", n), &noisy("b", n + 1), n);
}
