//! What macros that are not known are given: what awaits, names, and literals in a form of their own.
// Behind `cfg` in `cfg_attr` the definitions are as good as those of another package: nobody looks at them.
use crate::harness::*;

/// Looks at a value, and compares what it is shown as with a text that stands in the source.
#[cfg_attr(test, cfg(test))]
macro_rules! assert_shown {
    ($value:expr) => {
        match &$value {
            value => shown(&[], format!("{value:?}")),
        }
    };
    ($value:expr, @$text:literal) => {
        match &$value {
            value => shown(&[("shown", $text)], format!("{value:?}")),
        }
    };
    ($value:expr, { $($key:literal => $text:literal),* $(,)? }) => {
        match &$value {
            value => shown(&[$(($key, $text)),*], format!("{value:?}")),
        }
    };
    ($value:expr, $other:expr, @$text:literal) => {
        match (&$value, &$other) {
            (value, other) => shown(&[("both", $text)], format!("{value:?} {other:?}")),
        }
    };
}

/// Of this package, and written out: what it names must be no local.
macro_rules! waited {
    ($value:expr) => {{
        let _kept = noisy("kept", 1);
        $value.await
    }};
}

fn shown(texts: &[(&str, &str)], value: String) {
    step();
    for (key, text) in texts {
        event(format_args!("{key} {text} {}", value == *text));
    }
    event(format_args!("shown {value}"));
}

/// A macro that keeps what it is given in a local.
#[cfg_attr(test, cfg(test))]
macro_rules! kept {
    ($value:expr) => {{
        let value = $value;
        step();
        value + 1
    }};
}

/// As `client_request_signals!` of google-cloud-gax-internal.
#[cfg_attr(test, cfg(test))]
macro_rules! signals {
    (metric: $metric:expr, info: $info:expr, method: $method:literal, $inner:expr) => {{
        let (metric, span) = ($metric, signals!(info: $info, method: $method));
        let inner = $inner;
        let pending = async move {
            let got = inner.await;
            event(format_args!("{metric:?}: {got:?}"));
            got
        };
        (span, pending)
    }};
    (info: $info:expr, method: $method:literal) => {
        format!("{}: {}", $method, $info)
    };
}

/// A name that is not looked at, and one that is declared.
#[cfg_attr(test, cfg(test))]
macro_rules! field {
    ($name:ident: $value:expr, $($rest:tt)*) => {
        (stringify!($name), $value, $($rest)*)
    };
}

functions! {
    pub async fn signals_of_a_request(metric: Noisy, request: Noisy, info: &'static u64) -> u64 {
        pause(1).await;
        let (span, pending) = signals!(
            metric: noisy("copy", metric.get()),
            info: *info,
            method: "client::get",
            request.into_finished());
        let got = pending.await;
        event(format_args!("{span}"));
        got + metric.get()
    }

    pub async fn signals_of_a_block(request: Noisy, n: u64) -> Result<u64, Failure> {
        let (name, n) = (format!("name {n}"), number(n).await);
        let (_span, pending) = signals!(metric: name.clone(), info: n + 1, method: "client::get", async {
            event(format_args!("{name}"));
            let got = request.touch().await;
            attempt(n).await.map(|n| got + n)
        });
        let got = pending.await?;
        Ok(got + name.len() as u64 + consume(request))
    }

    pub async fn labels_like_locals(name: Noisy, n: u64) -> usize {
        let kept = noisy("kept", n);
        pause(n).await;
        let (text, value, other) = field!(name: name.get() + n, kept.get());
        pause(1).await;
        text.len() + value as usize + other as usize + consume(name) as usize
    }

    pub async fn a_text(n: u64) {
        let a = noisy("a", n);
        assert_shown!(fetch("b", n).await, @"b1");
        assert_shown!(read_from(&a, 1).await, @r"
            2
        ");
        pause(1).await;
        assert_shown!(a, @"a1");
    }

    pub async fn pairs_of_texts(n: u64) -> u64 {
        let count = number(n).await;
        assert_shown!(number(count).await + read_from(&noisy("a", n), 1).await, { ".id" => "[id]", ".at" => "2" });
        assert_shown!(fetch("b", count).await.get(), { ".id" => "1", });
        count
    }

    /// They live as long as the macro has them live.
    pub async fn temporaries(n: u64) -> u64 {
        assert_shown!(fetch("a", n).await.get());
        assert_shown!(noisy("b", n).get() + read_from(&noisy("c", n), 1).await, @"2");
        let sum = kept!(fetch("d", n).await.get()) + kept!(number(n).await);
        pause(1).await;
        sum
    }

    /// The macro ends it before it goes on, the machine with the statement.
    pub async fn a_temporary_is_made_before(n: u64) -> u64 {
        kept!(noisy("a", n).get() + number(n).await)
    }

    pub async fn a_temporary_ends_before(n: u64) -> u64 {
        let value = noisy("a", n).get() + number(n).await;
        kept!(value)
    }

    /// What the other macro calls it does not declare.
    pub async fn functions_named_in_another(n: u64) -> u64 {
        let sum = u64::from(waited!(number({
            assert_shown!(noisy("a", n).get(), number(n).await, @"0 0");
            n
        })));
        pause(1).await;
        sum
    }

    pub async fn two_values(n: u64) -> Result<u64, String> {
        let a = noisy("a", n);
        assert_shown!(fetch("b", n).await, a, @"b1 a1");
        assert_shown!(a.get() + 1, attempt(n).await?, @"2 1");
        Ok(n)
    }
}

cases! {
    signals_of_a_request [1] |n| signals_of_a_request(noisy("metric", n), noisy("request", n), &5);
    signals_of_a_block [0, 1, 2] |n| signals_of_a_block(noisy("request", n), n);
    labels_like_locals [0, 1] |n| labels_like_locals(noisy("name", n), n);
    a_text [0, 1] |n| a_text(n);
    pairs_of_texts [0, 1] |n| pairs_of_texts(n);
    temporaries [0, 1] |n| temporaries(n);
    a_temporary_ends_before [0, 1] |n| a_temporary_ends_before(n);
    functions_named_in_another [0, 1] |n| functions_named_in_another(n);
    two_values [0, 1, 2, 3] |n| two_values(n);
}

/// On the page about deviations.
pub static DIFFERS: Case = case!(a_temporary_is_made_before, [1], |n| a_temporary_is_made_before(n));
