use manual_async::manual_async;
use std::future::ready;

static LIMIT: u8 = 1;

trait Twice {
    fn twice(&self) -> u8;
}

impl Twice for u8 {
    fn twice(&self) -> u8 {
        self * 2
    }
}

#[manual_async]
async fn a_static() -> u8 {
    let inside = {
        static LIMIT: u8 = 2;
        ready(LIMIT).await
    };
    inside + LIMIT
}

#[manual_async]
async fn two_types(n: u8) -> u8 {
    if n > 1 {
        struct Kind(u8);
        let kind = Kind(n);
        ready(kind.0).await
    } else {
        struct Kind {
            value: u8,
        }
        let kind = Kind { value: n };
        ready(kind.value).await
    }
}

#[manual_async]
async fn a_trait(n: u8) -> u8 {
    let inside = {
        trait Other {
            fn twice(self) -> u8;
        }
        impl Other for u8 {
            fn twice(self) -> u8 {
                0
            }
        }
        ready(n.twice()).await
    };
    inside + n.twice()
}

#[manual_async]
async fn what_a_type_names(n: u8) -> u8 {
    const LENGTH: usize = 2;
    let inside = {
        const LENGTH: usize = 4;
        struct Buffer([u8; LENGTH]);
        let buffer = Buffer([n; LENGTH]);
        ready(buffer.0.len()).await
    };
    (inside + LENGTH) as u8
}

macro_rules! once {
    ($e:expr) => {{
        static DONE: u8 = 1;
        ready($e).await + DONE
    }};
}

#[manual_async]
async fn of_a_macro() -> u8 {
    once!(1) + once!(2)
}

fn main() {}
