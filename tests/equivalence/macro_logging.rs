//! Macros of `log` and `tracing`, which evaluate their arguments only if somebody listens; and macros that return from
//! the function, as those of `anyhow` do.
// Behind `cfg` in `cfg_attr` the definitions are as good as those of another package: nobody looks at them.
use crate::harness::*;
use std::{fmt, sync::Once};
use tracing::{Event, Level, Metadata, field::Field, field::Visit, span};

#[cfg_attr(test, cfg(test))]
macro_rules! bail {
    ($($text:tt)+) => { return Err(format!($($text)+).into()) };
}

#[cfg_attr(test, cfg(test))]
macro_rules! ensure {
    ($condition:expr) => { ensure!($condition, "it does not hold") };
    ($condition:expr, $($text:tt)+) => { if !$condition { bail!($($text)+) } };
}

type Fallible<T> = Result<T, String>;

/// Listens to `info` and what is more important.
struct Listener;

struct Values(String);

impl Visit for Values {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        use fmt::Write;
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl tracing::Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= Level::INFO
    }

    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        let mut values = Values(String::new());
        attributes.record(&mut values);
        event(format_args!("span{}", values.0));
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, tracing: &Event<'_>) {
        let mut values = Values(String::new());
        tracing.record(&mut values);
        step();
        event(format_args!("traced{}", values.0));
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

impl log::Log for Listener {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        step();
        event(format_args!("logged {}", record.args()));
    }

    fn flush(&self) {}
}

/// The number, when there is somebody to listen.
pub fn listened(n: u64) -> u64 {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing::subscriber::set_global_default(Listener).unwrap();
        log::set_logger(&Listener).unwrap();
        log::set_max_level(log::LevelFilter::Info);
    });
    n
}

pub struct User {
    name: Noisy,
}

/// What a macro of the package declares in a block.
macro_rules! in_a_block {
    ($of:expr) => {{
        let value = $of.get();
        let text = format!("{value}");
        text
    }};
}

functions! {
    pub async fn logged(n: u64) -> u64 {
        let a = noisy("a", n);
        log::info!("{} {a} {}", number(n).await, call("b", n));
        log::debug!("{} {}", call("never", n), fetch("never", n).await);
        log::warn!("{}", call("c", n + a.get()));
        pause(1).await;
        log::error!(target: "here", "{n} {named}", named = read_from(&noisy("d", n), 1).await);
        log::log!(log::Level::Info, "{} {}", call("e", n), a.touch().await);
        a.get()
    }

    pub async fn logged_with_a_question(n: u64) -> Result<u64, String> {
        let a = noisy("a", n);
        log::info!("{}", attempt(n).await?);
        log::trace!("{}", attempt(n + 1).await?);
        Ok(a.get())
    }

    pub async fn traced(n: u64) -> u64 {
        let user = User { name: noisy("a", n) };
        let width = 5;
        tracing::info!(n, %user.name, twice = call("b", n) * 2, "{n:>width$} {}", call("c", n));
        pause(1).await;
        tracing::info!(id = number(n).await, name = %user.name, ?width, "text {}", fetch("d", n).await);
        tracing::debug!(id = number(n).await, name = %user.name, "text {}", fetch("never", n).await);
        tracing::event!(Level::WARN, got = ?lookup(n).await, left = n.saturating_sub(1));
        let span = tracing::info_span!("span", n, who = %user.name, got = user.name.touch().await);
        tracing::trace!(parent: &span, "{}", call("never", n));
        pause(1).await;
        user.name.get()
    }

    pub async fn in_a_span_that_is_given_away(n: u64) -> u64 {
        let user = User { name: noisy("a", n) };
        let outer = tracing::info_span!("outer", n);
        let parent = outer.id();
        pause(1).await;
        let span = tracing::info_span!(parent: parent, "inner", who = %user.name);
        pause(1).await;
        let never = tracing::trace_span!(parent: outer, "never", who = %user.name);
        pause(1).await;
        let last = span.id();
        tracing::info!(parent: span.id(), "first {}", number(n).await);
        tracing::info!(parent: last, "last {}", user.name);
        pause(1).await;
        u64::from(never.is_disabled()) + user.name.get()
    }

    // A block behind the text is a value, and no list of fields.
    #[tracing::instrument(skip_all)]
    pub async fn blocks_behind_the_text(n: u64) -> u64 {
        let a = noisy("a", n);
        let got = async {
            tracing::info!("{} {}", { let inner = call("b", n); inner + 1 }, in_a_block!(a));
            let got = number(n).await;
            tracing::info!(n, got = a.get(), "{}", { let last = a.touch().await; last });
            got
        };
        got.await + a.get()
    }

    pub async fn bailed(n: u64) -> Result<u64, String> {
        let a = noisy("a", n);
        if n == 0 {
            bail!("{a} is {n}");
        }
        let got = match n {
            1 => bail!("{} {}", call("b", n), fetch("c", n).await),
            2 => bail!("two {a}"),
            n => number(n).await,
        };
        pause(1).await;
        Ok(got + a.get())
    }

    pub async fn bailed_under_another_name(n: u64) -> Fallible<u64> {
        let a = noisy("a", n);
        ensure!(n != 0, "{a} is nothing");
        let got = match n {
            1 => bail!("{} {}", call("b", n), fetch("c", n).await),
            n => number(n).await,
        };
        Ok(got + a.get())
    }

    pub async fn ensured(n: u64) -> Result<u64, String> {
        let a = noisy("a", n);
        ensure!(test("always", true));
        ensure!(n != 0, "{a} is nothing");
        pause(1).await;
        ensure!(a.get() != 1, "{a} is {}", call("one", n));
        ensure!(number(n).await != 2, "{a} is {}", a.touch().await);
        ensure!(!a.is_even() || n < 4, "{a} is {}", fetch("even", n).await);
        Ok(a.into_finished().await)
    }
}

cases! {
    logged [0, 1] |n| logged(listened(n));
    logged_with_a_question [0, 2, 3] |n| logged_with_a_question(listened(n));
    traced [0, 1, 2] |n| traced(listened(n));
    in_a_span_that_is_given_away [0, 1] |n| in_a_span_that_is_given_away(listened(n));
    blocks_behind_the_text [0, 1] |n| blocks_behind_the_text(listened(n));
    bailed [0, 1, 2, 3] |n| bailed(n);
    bailed_under_another_name [0, 1, 2] |n| bailed_under_another_name(n);
    ensured [0, 1, 2, 3, 4] |n| ensured(n);
}
