//! What crates have written that nobody had tried before.
use crate::harness::*;
use std::fmt::Display;

/// What stands behind references is matched.
pub struct Endpoint(Option<Noisy>, u64);

pub enum Reader<B> {
    Empty,
    Fixed(u64),
    End(B),
}

impl<B> Reader<B> {
    fn get(&mut self) -> &mut Self {
        self
    }
}

async fn read(from: &mut Noisy, n: u64) -> u64 {
    pause(1).await;
    from.add(n).get()
}

async fn length(of: &Noisy) -> u64 {
    number(of.get()).await
}

/// Nothing is said.
pub struct Nothing;

pub const ZERO: () = ();

/// What is written in a moment.
pub trait Written: Sized {
    fn write_to(self, n: u64) -> impl Future<Output = u64>;
}

impl<T: Display> Written for (u64, T) {
    fn write_to(self, n: u64) -> impl Future<Output = u64> {
        async move {
            pause(1).await;
            self.0 + n + self.1.to_string().len() as u64
        }
    }
}

/// Its methods are called like well-known ones, and take it.
pub struct Chunks(Noisy);

impl Chunks {
    async fn read_to_end(self) -> u64 {
        let Self(inside) = self;
        number(1).await + inside.get()
    }

    async fn read_line(self, line: &mut String, more: u64) -> u64 {
        line.push('!');
        number(more).await + self.0.get()
    }
}

/// What may be there.
pub struct Connection {
    io: Option<Noisy>,
    other: Noisy,
}

pub trait Try {
    type Ok;
    fn into_result(self) -> Result<Self::Ok, u64>;
}

impl<T> Try for Option<T> {
    type Ok = T;
    fn into_result(self) -> Result<T, u64> {
        self.ok_or(1)
    }
}

macro_rules! found {
    ($value:expr) => {
        match $crate::found_in_untried_crates::Try::into_result($value) {
            Ok(value) => value,
            Err(error) => stop_at(error),
        }
    };
}

fn stop_at(error: u64) -> Noisy {
    noisy("error", error)
}

functions! {
    pub async fn behind_a_reference_that_a_pattern_goes_through(endpoint: &Endpoint) -> u64 {
        match endpoint {
            Endpoint(_path, 7) => 4,
            Endpoint(_path, _) => {
                if let Some(path) = _path {
                    length(path).await
                } else {
                    3
                }
            }
        }
    }

    pub async fn behind_a_reference_that_a_let_goes_through(endpoint: &Endpoint) -> u64 {
        let Endpoint(path, _) = endpoint;
        match path {
            Some(path) => length(path).await,
            None => 3,
        }
    }

    pub async fn behind_references(n: u64) -> u64 {
        let endpoint = endpoint(n);
        let first = behind_a_reference_that_a_pattern_goes_through(&endpoint).await;
        first + behind_a_reference_that_a_let_goes_through(&endpoint).await
    }

    pub async fn a_guard_looks_at_what_is_borrowed(reader: &mut Reader<Noisy>, n: u64) -> u64 {
        let before = number(n).await;
        let more = match reader {
            Reader::Fixed(x) => *x > 1,
            Reader::End(from) if before < 2 => matches!(read(from, n).await, 1),
            Reader::End(_) => false,
            _ => true,
        };
        if more { before + 1 } else { 5 }
    }

    pub async fn guards_look_at_what_is_borrowed(n: u64) -> u64 {
        a_guard_looks_at_what_is_borrowed(&mut reader(n), n).await
    }

    pub async fn a_guard_looks_at_what_a_method_lends(mut reader: Reader<Noisy>, n: u64) -> u64 {
        let lent = reader.get();
        let _guard = noisy("guard", n);
        match lent {
            Reader::End(from) if n < 2 => read(from, n).await,
            Reader::End(_) | Reader::Fixed(_) => 3,
            _ => 4,
        }
    }

    pub async fn nothing_is_said(first: Noisy, Nothing: Nothing, ZERO: (), last: Noisy) -> u64 {
        number(first.value).await + last.value
    }

    pub async fn formatted_before_an_await(n: u64, noisy: Noisy) -> u64 {
        (1, format_args!("{} {}", n, noisy.get())).write_to(number(n).await).await
    }

    pub async fn formatted_behind_an_await(n: u64, mut noisy: Noisy) -> u64 {
        (n, format_args!("{} {}", number(n).await, noisy.add(1).get())).write_to(1).await
    }

    pub async fn reads_that_take_what_they_read(n: u64) -> u64 {
        let first = Chunks(noisy("first", n)).read_to_end().await;
        let (chunks, mut line) = (Chunks(noisy("second", n)), String::new());
        pause(1).await;
        first + chunks.read_line(&mut line, n).await + line.len() as u64
    }

    pub async fn a_macro_takes_a_field(n: u64) -> u64 {
        let connection = Connection { io: (n != 3).then(|| noisy("io", n)), other: noisy("other", n) };
        pause(1).await;
        let io = found!(connection.io);
        number(connection.other.get()).await + io.get()
    }
}

fn endpoint(n: u64) -> Endpoint {
    Endpoint((n != 1).then(|| noisy("path", n)), n)
}

fn reader(n: u64) -> Reader<Noisy> {
    match n {
        0 => Reader::Empty,
        3 => Reader::Fixed(n),
        _ => Reader::End(noisy("end", n)),
    }
}

cases! {
    behind_references [1, 2, 7] |n| behind_references(n);
    guards_look_at_what_is_borrowed [0, 1, 2, 3] |n| guards_look_at_what_is_borrowed(n);
    a_guard_looks_at_what_a_method_lends [0, 1, 2, 3] |n| a_guard_looks_at_what_a_method_lends(reader(n), n);
    nothing_is_said [1] |n| nothing_is_said(noisy("first", n), Nothing, (), noisy("last", n));
    formatted_before_an_await [1] |n| formatted_before_an_await(n, noisy("a", n));
    formatted_behind_an_await [1] |n| formatted_behind_an_await(n, noisy("a", n));
    reads_that_take_what_they_read [1] |n| reads_that_take_what_they_read(n);
    a_macro_takes_a_field [1, 3] |n| a_macro_takes_a_field(n);
}
