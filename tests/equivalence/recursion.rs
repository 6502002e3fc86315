//! Functions that await themselves, and do not say what they return.
use crate::harness::*;
use std::fmt::Display;

functions! {
    pub async fn hidden(n: u64) -> impl Display {
        let a = noisy("a", n);
        if n == 0 {
            return format!("{}", a.get());
        }
        let below = Box::pin(hidden(n - 1)).await;
        format!("{below} {}", a.get())
    }

    pub async fn hidden_part(n: u64) -> Result<impl Display, String> {
        let a = noisy("a", n);
        if n == 0 {
            return Ok(a.get());
        }
        let below = Box::pin(hidden_part(n - 1)).await?.to_string();
        pause(1).await;
        Ok(below.len() as u64 + a.get())
    }

    pub async fn hidden_with_a_lifetime(a: &Noisy, n: u64) -> Option<impl Display + '_> {
        if n == 3 {
            return None;
        }
        if n == 0 {
            return Some(a.get());
        }
        let below = Box::pin(hidden_with_a_lifetime(a, n - 1)).await?.to_string();
        pause(1).await;
        Some(below.len() as u64)
    }

    pub async fn hidden_beside_a_type<T: Display + Clone>(value: T, n: u64) -> Vec<impl Display> {
        if n == 0 {
            return vec![value.to_string()];
        }
        let below = Box::pin(hidden_beside_a_type(value.clone(), n - 1)).await;
        pause(1).await;
        vec![value.to_string(), below.len().to_string()]
    }

    pub async fn shown(n: u64) -> String {
        let hidden = hidden(n).await;
        let part = hidden_part(n).await;
        format!("{hidden} {}", part.map_or(0, |part| part.to_string().len()))
    }

    pub async fn shown_with_a_lifetime(a: &Noisy, n: u64) -> usize {
        let list = hidden_beside_a_type(1, n).await;
        hidden_with_a_lifetime(a, n).await.map_or(0, |hidden| hidden.to_string().len()) + list.len()
    }

    pub async fn sent(n: u64) -> u64 {
        fn send<T: Send>(value: T) -> T {
            value
        }
        send(hidden(n)).await;
        n
    }
}

cases! {
    shown [0, 1, 3] |n| shown(n);
    shown_with_a_lifetime [0, 1, 3] |n| shown_with_a_lifetime(&noisy("a", n), n);
    sent [1] |n| sent(n);
}
