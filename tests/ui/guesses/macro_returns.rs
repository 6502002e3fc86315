use manual_async::manual_async;

type Outcome = Result<u8, String>;

#[cfg_attr(all(), cfg(all()))]
macro_rules! give_up {
    ($text:literal) => {
        return Err(String::from($text))
    };
}

#[cfg_attr(all(), cfg(all()))]
macro_rules! stop {
    () => {
        return 1
    };
}

#[manual_async]
async fn alias() -> Outcome {
    if next().await == 1 {
        give_up!("one");
    }
    Ok(2)
}

#[manual_async]
async fn number() -> u8 {
    if next().await == 1 {
        stop!();
    }
    2
}

async fn next() -> u8 {
    1
}

fn main() {}
