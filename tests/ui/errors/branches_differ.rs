use manual_async::manual_async;

#[manual_async]
async fn count(flag: bool) -> u8 {
    let x = if flag {
        wait().await;
        1
    } else {
        "two"
    };
    x
}

async fn wait() {}

fn main() {}

// differs from native: the values of branches that await meet in one place of the machine, which is wrong about other ones
