#![deny(warnings)]

use manual_async::manual_async;

#[manual_async]
async fn f(n: u8) -> u8 {
    struct Unused;
    struct Half {
        used: u8,
        unused: u8,
    }
    enum Choice {
        Made(u8),
        NotMade,
    }
    const UNUSED: u8 = 1;
    static NEVER: u8 = 1;
    fn never() {}
    async fn never_async() {}
    macro_rules! never_called {
        () => {};
    }
    use std::rc::Rc;
    type Alias = u8;
    trait Trait {}
    wait().await;
    let half = Half { used: n, unused: n };
    let Choice::Made(x) = Choice::Made(half.used) else { return 1 };
    x
}

async fn wait() {}

async fn number() -> u8 {
    1
}

fn main() {
    let _ = f(1);
}
