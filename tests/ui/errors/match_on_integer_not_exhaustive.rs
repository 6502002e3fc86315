use manual_async::manual_async;

#[manual_async]
async fn ask(number: u8) -> u8 {
    wait().await;
    match number {
        0..=9 => 1,
        11..=255 => {
            wait().await;
            2
        }
    }
}

async fn wait() {}

fn main() {}
