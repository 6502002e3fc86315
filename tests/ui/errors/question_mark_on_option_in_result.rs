use manual_async::manual_async;

#[manual_async]
async fn first(list: &[u8]) -> Result<u8, String> {
    wait().await;
    let first = list.first()?;
    Ok(*first)
}

async fn wait() {}

fn main() {}

// differs from native: the machine returns `Poll<Result<..>>`, and rustc is asked about that as well
