use manual_async::manual_async;

#[manual_async]
async fn pick<'a, 'b>(first: &'a str, second: &'b str) -> &'a str {
    wait().await;
    if first.is_empty() { second } else { first }
}

async fn wait() {}

fn main() {}

// differs from native: it is said in another place, of the whole that is returned and not of one branch
