use manual_async::manual_async;

#[manual_async]
async fn first<'a>((ref text, _): (String, u8)) -> &'a str {
    wait().await;
    text
}

#[manual_async]
async fn second<'a>(list: Vec<String>) -> &'a str {
    wait().await;
    &list[0]
}

async fn wait() {}

fn main() {}

// differs from native: the body is checked as a value that is returned later, so that rustc says which local does not live as long, of an
// argument without a name in another place
