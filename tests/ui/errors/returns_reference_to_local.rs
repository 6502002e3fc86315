use manual_async::manual_async;

#[manual_async]
async fn read<'a>() -> &'a str {
    let text = String::from("a");
    wait().await;
    &text
}

async fn wait() {}

fn main() {}

// differs from native: the body is checked as a value that is returned later, so that rustc says which local does not live as long
