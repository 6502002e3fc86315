//! Functions that await each other. Their machines are `Send` whenever the native futures are.
use crate::harness::*;

functions! {
    pub async fn even(a: &Noisy, n: u64) -> bool {
        let guard = noisy("even", n);
        if n == 0 {
            return guard.get() == 0;
        }
        let less = fetch("less", n - 1).await;
        Box::pin(odd(a, less.get())).await
    }

    pub async fn odd(a: &Noisy, n: u64) -> bool {
        pause(1).await;
        if n == 0 { a.get() > 100 } else { Box::pin(even(a, n - 1)).await }
    }

    pub async fn one_of_three<T: Clone + Send>(value: T, n: u64) -> Vec<T> {
        if n == 0 { vec![value] } else { Box::pin(two_of_three(value, n - 1)).await }
    }

    pub async fn two_of_three<T: Clone + Send>(value: T, n: u64) -> Vec<T> {
        let mut more = three_of_three(value.clone(), n).await;
        more.push(value);
        more
    }

    pub async fn connection_of_a_wire(n: u64) -> u64 {
        let connection = connection::Connection::new(std::sync::Arc::new(n), n).await;
        connection.sum + number(n).await
    }

    pub async fn three_of_three<T: Clone + Send>(value: T, n: u64) -> Vec<T> {
        pause(1).await;
        one_of_three(value, n).await
    }

    // As in webrtc-dtls: what looks like a circle is none, as the `new` of another type leads nowhere.
    pub mod connection {
        use super::*;
        use std::sync::Arc;

        pub trait Wire {
            fn sent(&self) -> u64;
        }

        impl Wire for u64 {
            fn sent(&self) -> u64 {
                call("sent", *self);
                *self
            }
        }

        pub struct Writer(Noisy);

        impl Writer {
            pub fn new(n: u64) -> Self {
                Writer(noisy("writer", n))
            }
        }

        pub struct Connection {
            pub sum: u64,
        }

        impl Connection {
            pub async fn new(wire: Arc<dyn Wire + Send + Sync>, n: u64) -> Self {
                let task = send(async move { Connection::sends(&wire, n).await });
                let sum = task.await;
                Connection { sum }
            }

            async fn sends(wire: &Arc<dyn Wire + Send + Sync>, n: u64) -> u64 {
                let writer = Writer::new(n);
                pause(n).await;
                writer.0.get() + wire.sent()
            }
        }
    }

    pub mod interpreter {
        use super::*;

        pub enum Code {
            Number(u64),
            Block(Vec<Code>),
            If(Box<Code>, Box<Code>),
        }

        impl Code {
            pub fn new(n: u64) -> Self {
                let then = Code::Block((0..n).map(Code::Number).collect());
                Code::Block(vec![Code::Number(n), Code::If(Box::new(Code::Number(n)), Box::new(then))])
            }
        }

        pub struct Interpreter<T> {
            pub log: Vec<T>,
        }

        pub struct Other;

        impl Other {
            /// Of the same name, with an argument more.
            pub async fn block(&self, all: &[Code], more: u64) -> u64 {
                let mut run = Interpreter::<u64> { log: Vec::new() };
                Box::pin(run.block(all)).await + more
            }
        }

        impl<T: From<u64> + Send> Interpreter<T> {
            pub async fn run(&mut self, code: &Code) -> u64 {
                let _guard = noisy("running", self.log.len() as u64);
                match code {
                    Code::Number(number) => {
                        self.log.push(T::from(*number));
                        fetch("number", *number).await.get()
                    }
                    Code::Block(all) => Box::pin(self.block(all)).await,
                    Code::If(condition, then) => match Box::pin(self.run(condition)).await {
                        0 => 0,
                        _ => self.hidden(then).await,
                    },
                }
            }

            pub async fn block(&mut self, all: &[Code]) -> u64 {
                let mut sum = 0;
                for code in all {
                    sum += self.run(code).await;
                }
                sum
            }

            // It does not say that it has made a box.
            fn hidden(&mut self, code: &Code) -> impl Future<Output = u64> {
                Box::pin(self.run(code))
            }
        }
    }
}

fn send<T: Send>(value: T) -> T {
    value
}

macro_rules! all_are_send {
    ($module:ident) => {{
        use $module::{interpreter::*, *};
        let a = Noisy { name: "a", value: 0 };
        drop(send(even(&a, 1)));
        drop(send(odd(&a, 1)));
        drop(send(three_of_three("a", 1)));
        drop(send(Interpreter::<u64> { log: Vec::new() }.run(&Code::Number(1))));
    }};
}

#[test]
fn machines_are_send_where_the_compilers_are() {
    all_are_send!(native);
    all_are_send!(manual);
}

cases! {
    even [0, 1, 2, 3] |n| even(&noisy("a", n), n);
    odd [0, 1, 2] |n| odd(&noisy("a", n), n);
    one_of_three [0, 1, 2] |n| one_of_three(n, n);
    connection_of_a_wire [0, 1] |n| connection_of_a_wire(n);
    block [1] |n| interpreter::Other.block(&[interpreter::Code::new(n)], n);
    run [0, 1, 3] |n| interpreter::Interpreter::<u64> { log: Vec::new() }.run(&interpreter::Code::new(n));
}
