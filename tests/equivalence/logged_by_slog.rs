//! Macros called like those of `tracing`, of the crate `slog`: they are given a logger, a text and its arguments, and behind a
//! semicolon keys and values.
use crate::harness::*;

pub struct Logger(pub u64);

impl Logger {
    pub fn log(&self, text: String) {
        step();
        event(format_args!("log {} {text}", self.0));
    }

    pub fn new(&self, values: Vec<(&'static str, Noisy)>) -> Logger {
        Logger(values.iter().map(|(key, value)| key.len() as u64 + value.get()).sum())
    }
}

// Behind `cfg` in `cfg_attr` the definitions are as good as those of another package: nobody looks at them.
pub mod slog {
    #[cfg_attr(test, cfg(test))]
    macro_rules! info {
        ($logger:expr, $text:literal $(, $argument:expr)* $(; $($key:literal => $value:expr),*)?) => {
            $logger.log(format!($text $(, $argument)*) $($(+ $key + &$value.to_string())*)?)
        };
    }

    #[cfg_attr(test, cfg(test))]
    macro_rules! o {
        ($($key:literal => $value:expr),*) => {
            vec![$(($key, $value)),*]
        };
    }

    pub(crate) use {info, o};
}

methods! {
    given {
        pub struct Server {
            pub log: Logger,
            pub name: Noisy,
        }

        pub fn server(n: u64) -> Server {
            Server { log: Logger(n), name: noisy("name", n) }
        }
    }

    impl [Server] {
        // As in `accept` of dropshot.
        pub async fn accept(&self, n: u64) -> u64 {
            loop {
                match check(number(n).await) {
                    Ok(found) => return found,
                    Err(why) => match why.len() {
                        0 => (),
                        _ => {
                            slog::info!(self.log, "failed {}", n; "error" => why);
                            pause(1).await;
                            return n;
                        }
                    },
                }
            }
        }

        pub async fn without_values(self, n: u64) -> u64 {
            slog::info!(self.log, "begun {}", self.name.get());
            let more = fetch("more", n).await;
            slog::info!(self.log, "{more} {n}"; "more" => more);
            pause(1).await;
            slog::info!(self.log, "done");
            self.name.get()
        }

        pub async fn values_are_taken(self, n: u64) -> u64 {
            let found = fetch("found", n).await;
            pause(1).await;
            let log = self.log.new(slog::o!("name" => self.name, "found" => found));
            pause(1).await;
            slog::info!(log, "done {}", n);
            log.0
        }
    }
}

cases! {
    accept [0, 1, 2, 3, 4] |n| call_by_reference(server(n), async |server| server.accept(n).await);
    without_values [1] |n| server(n).without_values(n);
    values_are_taken [1] |n| server(n).values_are_taken(n);
}

async fn call_by_reference<T>(value: T, run: impl AsyncFnOnce(&T) -> u64) -> u64 {
    run(&value).await
}
