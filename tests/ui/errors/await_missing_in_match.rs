use manual_async::manual_async;

#[manual_async]
async fn count() -> u8 {
    match number() {
        Some(number) => {
            wait().await;
            number
        }
        None => 0,
    }
}

async fn number() -> Option<u8> {
    None
}

async fn wait() {}

fn main() {}

// differs from native: rustc advises to await only in async code, which the machine is not
