use manual_async::{machine, manual_async};

async fn read() -> u32 {
    1
}

#[manual_async]
fn returns_a_block() -> impl Future<Output = u32> {
    async {
        match 1 {
            1 if read().await == 1 => 1,
            _ => 2,
        }
    }
}

fn main() {
    drop(returns_a_block());
    drop(machine! { async { [0][read().await as usize] = 1 } });
}
