//! Arguments that tell their types, of methods about which rustc is asked whether they take what they are called on.
use crate::harness::*;

#[derive(Debug)]
pub struct Conn(Noisy);

impl Conn {
    async fn put(self, n: u32) -> u64 {
        number(n.into()).await + self.0.get()
    }

    async fn name(self, name: impl Into<String>, more: Option<&str>) -> u64 {
        let name = name.into();
        number(name.len() as u64).await + more.map_or(0, |more| more.len() as u64) + self.0.get()
    }

    async fn fill(&mut self, buffer: &mut Vec<u64>, (a, b): (u64, bool)) -> u64 {
        buffer.push(a + u64::from(b) + self.0.get());
        number(buffer.len() as u64).await
    }

    async fn each<T: std::fmt::Debug + Default>(self, of: T, like: &T) -> u64 {
        number(format!("{of:?}{like:?}{:?}", T::default()).len() as u64).await + self.0.get()
    }

    fn sign(self, n: i8, not: bool) -> i64 {
        i64::from(n) + i64::from(not) + self.0.get() as i64
    }
}

pub fn conn(n: u64) -> Conn {
    Conn(noisy("conn", n))
}

functions! {
    pub async fn what_is_cast(c: Conn, d: Conn, n: u64) -> u64 {
        pause(1).await;
        let a = c.put(n as _).await;
        a + d.put(n as u32).await
    }

    pub async fn what_is_like_it(n: u64) -> u64 {
        let v = number(n).await;
        let w = text("b").await;
        pause(1).await;
        let w = w.max("a".to_owned() + "c");
        let v = v.max(n + 1);
        pause(1).await;
        let least = v.min(n as u64).clamp(n - n, n * 2 + 1);
        number(least).await + w.len() as u64 + v
    }

    pub async fn texts(c: Conn, d: Conn, e: Conn, name: String) -> u64 {
        pause(1).await;
        let a = c.name("x", Some("yz")).await;
        let b = d.name(name.clone(), Some(name.as_str())).await;
        let more = noisy("more", b);
        e.name(name, None).await + a + more.get()
    }

    pub async fn a_buffer(n: u64) -> u64 {
        let (mut c, mut buffer) = (conn(n), vec![n]);
        let a = c.fill(&mut buffer, (n + 1, n == 1)).await;
        let b = c.fill(&mut buffer, (a, !false)).await;
        a + b + buffer.len() as u64
    }

    pub async fn of_any_type(c: Conn, d: Conn, n: u64) -> u64 {
        let number_of = (n, 'c');
        let a = c.each(n, &number_of.0).await;
        pause(1).await;
        d.each(-1.5, &(2.0 * 3.5)).await + a
    }

    pub async fn signs(c: Conn, d: Conn, n: u64) -> i64 {
        let is_zero = n == 0;
        pause(1).await;
        let a = c.sign(-1, !is_zero);
        pause(1).await;
        d.sign(7 & 3, is_zero || n > 1) + a
    }

    pub async fn not_known_before(c: Conn, n: u64) -> u64 {
        let of = Default::default();
        let most = n.try_into().unwrap_or_default();
        pause(1).await;
        c.put(most).await + number(of).await
    }

    pub async fn in_a_closure(c: Conn, n: u64) -> i64 {
        let negated = n > 1;
        let sign = move || c.sign(2, !negated);
        pause(1).await;
        sign() + number(n).await as i64
    }
}

cases! {
    what_is_cast [0, 1] |n| what_is_cast(conn(n), conn(n + 1), n);
    what_is_like_it [0, 1, 4] |n| what_is_like_it(n);
    texts [0, 1] |n| texts(conn(n), conn(n + 1), conn(n + 2), "name".to_owned());
    a_buffer [0, 1] |n| a_buffer(n);
    of_any_type [0, 1] |n| of_any_type(conn(n), conn(n + 1), n);
    signs [0, 1, 2] |n| signs(conn(n), conn(n + 1), n);
    not_known_before [0, 1] |n| not_known_before(conn(n), n);
    in_a_closure [0, 1, 2] |n| in_a_closure(conn(n), n);
}
