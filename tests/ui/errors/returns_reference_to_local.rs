use manual_async::manual_async;

#[manual_async]
async fn read<'a>() -> &'a str {
    let text = String::from("a");
    wait().await;
    &text
}

async fn wait() {}

fn main() {}

// differs from native: it is said in another place, because the function returns an opaque type
